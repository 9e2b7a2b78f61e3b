// The fields of a plan for the days that the reader gives.

import { isoOf, parseDate } from "./dates.mjs";
import { findAll, place, say, showText } from "./plan-dom.mjs";
import { readDay } from "./plan-due.mjs";
import { dateKey } from "./plan-model.mjs";
import { drawQuestions } from "./plan-questions.mjs";
import { valueOf } from "./plan-record.mjs";

/**
 * What a field for a day needs of its page: a guide's page or the planner, whose fields say of which guide they are.
 * @typedef {object} DatedPage
 * @property {string} place
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {import("./plan-record.mjs").Plan} plan
 * @property {(entries: Record<string, any>) => void} act
 */

/**
 * The key under which a field's day is kept.
 * @param {DatedPage} page
 * @param {HTMLInputElement} field
 */
function keyOfField(page, field) {
  return dateKey(field.dataset.guide ?? page.place, field.dataset.event ?? "");
}

/**
 * Reads a day as the reader wrote it. What is no day is told and not kept; what was kept before stays.
 * @param {DatedPage} page
 * @param {HTMLInputElement} field
 */
export function readDateField(page, field) {
  const key = keyOfField(page, field);
  const before = valueOf(page.plan, key);
  const read = parseDate(field.value);
  if ("day" in read || read.reason === "empty") delete field.dataset.wrong;
  else field.dataset.wrong = page.plan.id;
  if ("day" in read) {
    const day = isoOf(read.day);
    field.value = page.days.plain(read.day);
    const planned = field.hasAttribute("data-planned");
    if (before?.day !== day || before.planned !== planned) return page.act({ [key]: { day, planned } });
  } else if (read.reason === "empty" && before) {
    return page.act({ [key]: null });
  }
  drawDate(page, field);
}

/**
 * The field with its echo: the day in words, or what is wrong with what was written.
 * @param {DatedPage} page
 * @param {HTMLInputElement} field
 */
export function drawDate(page, field) {
  const kept = valueOf(page.plan, keyOfField(page, field));
  const day = kept ? readDay(kept.day) : null;
  const echo = field.parentElement?.querySelector(".echo") ?? null;
  const read = parseDate(field.value);
  // What is wrong belongs to the plan in which it was written.
  if (field.dataset.wrong !== page.plan.id) delete field.dataset.wrong;
  const wrong = field.dataset.wrong && !("day" in read) ? read.reason : null;
  if (wrong) {
    field.setAttribute("aria-invalid", "true");
    echo?.classList.add("wrong");
    return say(echo, page.words(`date-${wrong}`, { text: field.value.trim().slice(0, 40) }));
  }
  field.removeAttribute("aria-invalid");
  echo?.classList.remove("wrong");
  const text = day === null ? "" : page.days.plain(day);
  showText(field, text);
  say(echo, day === null ? null : page.days.long(day));
}

/** The days and events for which the fields were last drawn, as a text. */
let drawn = "";

/** @param {import("./plan-page.mjs").Page} page */
export function drawFields(page) {
  const mark = JSON.stringify([page.plan.id, page.view.basis.given, page.view.events]);
  if (mark !== drawn) drawDates(page);
  drawn = mark;
  drawQuestions(page);
}

/** @param {import("./plan-page.mjs").Page} page */
function drawDates(page) {
  for (const field of findAll("input[data-event]", place("[data-dates]") ?? document)) {
    if (!(field instanceof HTMLInputElement)) continue;
    field.closest(".field")?.toggleAttribute("hidden", !page.view.events.includes(field.dataset.event ?? ""));
    drawDate(page, field);
  }
}
