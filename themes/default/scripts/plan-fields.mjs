// The fields of a plan: the days that the reader gives, and the answers.

import { isoOf, parseDate } from "./dates.mjs";
import { answerIn } from "./plan-answers.mjs";
import { find, findAll, say } from "./plan-dom.mjs";
import { readDay } from "./plan-due.mjs";
import { dateKey } from "./plan-model.mjs";
import { givenAnswers, openQuestions } from "./plan-narrow.mjs";
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
  for (const field of findAll("[data-dates] input[data-event]")) {
    if (!(field instanceof HTMLInputElement)) continue;
    field.closest(".field")?.toggleAttribute("hidden", !page.view.events.includes(field.dataset.event ?? ""));
    drawDate(page, field);
  }
  drawQuestions(page);
}

/** The answers for which the questions were last drawn, as a text. */
let asked = "";

/** @param {Page} page */
function drawQuestions(page) {
  const given = givenAnswers(page.plan);
  const mark = JSON.stringify([page.plan.id, given]);
  if (mark === asked) return;
  asked = mark;
  const open = openQuestions(page.data, given);
  for (const question of findAll("[data-questions] [data-question]")) {
    const id = question.dataset.question ?? "";
    question.toggleAttribute("hidden", !open.includes(id) && !Object.hasOwn(given, id));
    const none = addNone(page, question);
    showAnswer(question, given[id], none);
  }
}

/**
 * A set has an answer of its own for "none of these".
 * @param {Page} page
 * @param {HTMLElement} question
 * @returns {HTMLInputElement | null}
 */
function addNone(page, question) {
  if (question.dataset.answerType !== "set") return null;
  const known = find("[data-none] input", question);
  if (known instanceof HTMLInputElement) return known;
  const model = find("label.choice-line", question);
  if (!model) return null;
  const line = /** @type {HTMLElement} */ (model.cloneNode(true));
  line.setAttribute("data-none", "");
  const input = /** @type {HTMLInputElement} */ (line.querySelector("input"));
  input.value = "";
  input.checked = false;
  say(line.querySelector("span"), page.words("none-of-these"));
  question.append(line);
  return input;
}

/**
 * @param {HTMLElement} question
 * @param {any} answer
 * @param {HTMLInputElement | null} none
 */
function showAnswer(question, answer, none) {
  for (const input of question.querySelectorAll("input")) {
    if (input === none) input.checked = Array.isArray(answer?.set) && answer.set.length === 0;
    else if (input.type === "checkbox") input.checked = answer?.set?.includes(input.value) ?? false;
    else if (input.type === "radio") input.checked = input.value === (answer?.choice ?? "");
    else if (input !== document.activeElement) input.value = answer?.number === undefined ? input.value : String(answer.number);
  }
}

/**
 * @param {Page} page
 * @param {HTMLElement} question
 * @param {HTMLInputElement | HTMLTextAreaElement} changed
 */
export function readAnswer(page, question, changed) {
  const none = changed instanceof HTMLInputElement && changed.closest("[data-none]") !== null && changed.checked;
  if (none) for (const input of question.querySelectorAll("input")) input.checked = input === changed;
  page.act({ [`answer:${question.dataset.question}`]: answerIn(question) });
}
