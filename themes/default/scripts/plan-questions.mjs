// The questions of a plan and their answers.

import { answerIn } from "./plan-answers.mjs";
import { find, findAll, make, say } from "./plan-dom.mjs";
import { givenAnswers, openQuestions } from "./plan-narrow.mjs";

/**
 * @typedef {import("./plan-page.mjs").Page} Page
 * @typedef {{ words: import("./plan-words.mjs").Words, plan: import("./plan-record.mjs").Plan, act: (entries: Record<string, any>) => void }} AskingPage a guide's page or the planner
 */

/** The answers for which the questions were last drawn, as a text. */
let asked = "";

/** @param {Page} page */
export function drawQuestions(page) {
  const given = givenAnswers(page.plan);
  const mark = JSON.stringify([page.plan.id, given]);
  if (mark === asked) return;
  asked = mark;
  const place = find("[data-questions-asked]");
  if (place?.childElementCount === 0) place.append(...page.data.questions.map((question) => asking(page, question)));
  const open = openQuestions(page.data, given);
  for (const question of findAll("[data-questions] [data-question]")) {
    const id = question.dataset.question ?? "";
    question.toggleAttribute("hidden", !open.includes(id) && !Object.hasOwn(given, id));
    showAnswer(page, question, given[id]);
  }
}

/**
 * A question with its answers. Not knowing is one of them.
 * @param {Page} page
 * @param {import("./plan-narrow.mjs").Question} question
 */
function asking(page, question) {
  const { id, help, unit } = question;
  const name = `answer-${id}`;
  const field = make("fieldset", { class: "question", "data-question": id, "data-answer-type": question.type }, make("legend", {}, question.text));
  if (help) field.append(make("p", { class: "meta", id: `${name}-help` }, help));
  if (question.type === "number") {
    const input = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", id: name, name, "aria-label": question.text, "aria-describedby": help ? `${name}-help` : null });
    field.append(make("div", { class: "field-row" }, input, ...(unit ? [" ", make("span", {}, unit)] : [])));
    return field;
  }
  const several = question.type === "set";
  const known = question.answers.length > 0 ? question.answers : ["yes", "no"].map((answer) => ({ id: answer, name: page.words(answer) }));
  const answers = several ? known : [...known, { id: "", name: page.words("not-known") }];
  for (const answer of answers) {
    const input = make("input", { type: several ? "checkbox" : "radio", name, value: answer.id });
    field.append(make("label", { class: "choice-line" }, input, make("span", {}, answer.name)));
  }
  return field;
}

/**
 * A set has an answer of its own for "none of these".
 * @param {AskingPage} page
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
 * @param {AskingPage} page
 * @param {HTMLElement} question
 * @param {any} answer
 */
export function showAnswer(page, question, answer) {
  const none = addNone(page, question);
  const ofOther = question.dataset.answersOf !== undefined && question.dataset.answersOf !== page.plan.id;
  question.dataset.answersOf = page.plan.id;
  for (const input of question.querySelectorAll("input")) {
    if (input === none) input.checked = Array.isArray(answer?.set) && answer.set.length === 0;
    else if (input.type === "checkbox") input.checked = answer?.set?.includes(input.value) ?? false;
    else if (input.type === "radio") input.checked = input.value === (answer?.choice ?? "");
    else if (ofOther || (input !== document.activeElement && answer?.number !== undefined)) input.value = String(answer?.number ?? "");
  }
}

/**
 * @param {AskingPage} page
 * @param {HTMLElement} question
 * @param {HTMLInputElement | HTMLTextAreaElement} changed
 */
export function readAnswer(page, question, changed) {
  const none = changed instanceof HTMLInputElement && changed.closest("[data-none]") !== null && changed.checked;
  if (none) for (const input of question.querySelectorAll("input")) input.checked = input === changed;
  page.act({ [`answer:${question.dataset.question}`]: answerIn(question) });
}
