// The fields of a plan for the days that the reader gives.

import { isoOf, parseDate } from "./dates.mjs";
import { findAll, place, say } from "./plan-dom.mjs";
import { readDay } from "./plan-due.mjs";
import { dateKey } from "./plan-model.mjs";
import { drawQuestions } from "./plan-questions.mjs";
import { valueOf } from "./plan-record.mjs";

/** @typedef {import("./plan-page.mjs").Page} Page */

/**
 * Reads a day as the reader wrote it. What is no day is told and not kept; what was kept before stays.
 * @param {Page} page
 * @param {HTMLInputElement} field
 */
export function readDateField(page, field) {
  const key = dateKey(field.dataset.event ?? "", "");
  const before = valueOf(page.plan, key);
  const read = parseDate(field.value);
  field.toggleAttribute("data-wrong", !("day" in read) && read.reason !== "empty");
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
 * @param {Page} page
 * @param {HTMLInputElement} field
 */
export function drawDate(page, field) {
  const kept = valueOf(page.plan, dateKey(field.dataset.event ?? "", ""));
  const day = kept ? readDay(kept.day) : null;
  const echo = document.getElementById(field.id.replace(/^date-/, "echo-"));
  const read = parseDate(field.value);
  const wrong = field.hasAttribute("data-wrong") && !("day" in read) ? read.reason : null;
  if (wrong) {
    field.setAttribute("aria-invalid", "true");
    echo?.classList.add("wrong");
    return say(echo, page.words(`date-${wrong}`, { text: field.value.trim().slice(0, 40) }));
  }
  field.removeAttribute("aria-invalid");
  echo?.classList.remove("wrong");
  const text = day === null ? "" : page.days.plain(day);
  if (field !== document.activeElement) field.value = text;
  say(echo, day === null ? null : page.days.long(day));
}

/** @param {Page} page */
export function drawFields(page) {
  for (const field of findAll("input[data-event]", place("[data-dates]") ?? document)) {
    if (!(field instanceof HTMLInputElement)) continue;
    field.closest(".field")?.toggleAttribute("hidden", !page.view.events.includes(field.dataset.event ?? ""));
    drawDate(page, field);
  }
  drawQuestions(page);
}
