// What a task of a plan says besides its title and day, wherever it is shown: what has changed, why it moved, every source's day, and the
// reader's own fields.

import { button, find, make, showText } from "./plan-dom.mjs";
import { valueOf } from "./plan-record.mjs";

/**
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 * @typedef {{ words: import("./plan-words.mjs").Words, days: import("./plan-words.mjs").DayWords, plan: import("./plan-record.mjs").Plan }} TaskPage
 */

/**
 * What is different since the reader ticked the task, with the two answers to it.
 * @param {TaskPage} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
export function drawChanged(page, task, item) {
  const known = find("[data-changed]", item);
  if (!known && !task.changed && !task.isNew) return;
  const line = known ?? make("p", { class: "step-changed notice notice-changed", "data-changed": true });
  if (!known) find(".step-body", item)?.prepend(line);
  line.toggleAttribute("hidden", !task.changed && !task.isNew);
  if (task.isNew) return line.replaceChildren(make("strong", {}, page.words("new-task")));
  if (!task.changed) return line.replaceChildren();
  const lines = [
    ...task.changed.entries.map((entry) => `${dayText(page, entry.on)}: ${entry.text}`),
    ...(task.changed.title ? [page.words("changed-title", { title: task.changed.title })] : []),
    ...(task.changed.phrase ? [page.words("changed-rule", { rule: task.changed.phrase })] : []),
  ];
  line.replaceChildren(
    make("strong", {}, page.words("changed")),
    ...lines.flatMap((line) => [" ", make("span", { class: "changed-line" }, line)]),
    " ",
    button(page.words("changed-confirm"), { "data-confirm-task": task.step.task }),
    " ",
    button(page.words("changed-reopen"), { "data-reopen-task": task.step.task }),
  );
}

/**
 * @param {TaskPage} page
 * @param {string} iso
 */
function dayText(page, iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return page.days.plain(Date.UTC(year, month - 1, day) / 86_400_000);
}

/**
 * Gives the focus to the box of a task, or to what the box is folded into.
 * @param {string} task
 */
export function focusTask(task) {
  const box = document.getElementById(`done-${task}`);
  box?.focus();
  if (document.activeElement !== box) box?.closest("details")?.querySelector("summary")?.focus();
}

/**
 * Why a task moved, who does it, and how its days came about.
 * @param {TaskPage} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
export function drawLines(page, task, item) {
  find("[data-own-lines]", item)?.replaceChildren(...reasons(page, task), ...(task.place === "out" ? [] : variantDates(page, task)));
}

/**
 * @param {TaskPage} page
 * @param {PlanTask} task
 * @returns {HTMLElement[]}
 */
function reasons(page, task) {
  const names = task.owners.map((owner) => (owner.you ? page.words("you") : owner.name));
  const who = task.owners.some((owner) => owner.check) ? page.words("owner-check", { names: names.join(", ") }) : page.words("owner", { names: names.join(", ") });
  const moved = task.place === "out" || task.place === "other" || task.kept;
  const lines = [];
  if (task.place === "check") lines.push(make("p", { class: "tag tag-soon", "data-check": true }, page.words("check")));
  if (task.audience) lines.push(make("p", { class: "meta" }, page.words("for-audience", { audience: task.audience.audience, text: task.audience.text })));
  if (task.place === "other") lines.push(make("p", {}, page.words("done-by", { names: names.join(", ") })));
  for (const because of task.because) {
    const answer = answerText(page, because.question, because.answer);
    lines.push(make("p", { class: "meta", "data-because": true }, page.words("because", { question: because.question.text, answer })));
  }
  if (task.place !== "other" && (task.owners.some((owner) => owner.check || owner.you) || task.step.owners.length > 1)) lines.push(make("p", { class: "meta", "data-owner": true }, who));
  if (moved) lines.push(task.kept ? button(page.words("leave"), { "data-leave-task": task.step.task }) : button(page.words("keep"), { "data-keep-task": task.step.task }));
  return lines;
}

/**
 * @param {Pick<TaskPage, "words">} page
 * @param {import("./plan-narrow.mjs").Question} question
 * @param {any} answer
 */
export function answerText(page, question, answer) {
  const name = (/** @type {string} */ id) => question.answers.find((known) => known.id === id)?.name ?? (id === "yes" || id === "no" ? page.words(id) : id);
  if ("choice" in answer) return name(answer.choice);
  if ("number" in answer) return page.words("number", { number: answer.number });
  return answer.set.length === 0 ? page.words("none-of-these") : answer.set.map(name).join(", ");
}

/**
 * How the day came about, and the day of every source that gives another one.
 * @param {Pick<TaskPage, "words" | "days">} page
 * @param {PlanTask} task
 * @returns {HTMLElement[]}
 */
export function variantDates(page, task) {
  const lines = [];
  const reading = task.due && task.due.reading !== "stated" ? page.words(`reading-${task.due.reading}`) : null;
  if (task.due?.planned) lines.push(make("p", { class: "meta" }, page.words("from-planned")));
  if (reading) lines.push(make("p", { class: "meta", "data-reading": true }, reading));
  const dated = task.variants.filter((variant) => variant.due && !variant.ruled);
  if (dated.length > 0) {
    const list = dated.map((variant) => {
      const due = /** @type {import("./plan-due.mjs").DueDay} */ (variant.due);
      const note = due.reading === "stated" ? "" : ` ${page.words(`reading-${due.reading}`)}`;
      const later = variant.later ? ` ${page.words("later-source")}` : "";
      return make("li", { "data-variant": variant.id }, make("strong", {}, page.days.short(due.day)), ` · ${variant.phrase}.${note}${later}`);
    });
    lines.push(make("p", { class: "list-label" }, page.words("other-sources")), make("ul", { class: "plain-list", "data-variant-dates": true }, ...list));
  }
  return lines;
}

/**
 * The reader's own texts of a task: the note, and who does it.
 * @param {import("./plan-record.mjs").Plan} plan
 * @param {string} task
 * @returns {string[]}
 */
export function ownTexts(plan, task) {
  return ["note", "who"].map((sort) => valueOf(plan, `${sort}:${task}`) ?? "");
}

/**
 * @param {TaskPage} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 * @param {string[]} own
 */
export function drawOwnFields(page, task, item, own) {
  const fields = find("[data-own-fields]", item);
  if (!fields) return;
  const filled = own.some((text) => text !== "");
  fields.toggleAttribute("data-filled", filled);
  if (filled) openFields(page, task, fields);
  own.forEach((text, index) => showText(fields.querySelectorAll("input, textarea")[index], text));
}

/**
 * The reader's own note and who does it; the fields are made when they are opened.
 * @param {TaskPage} page
 * @param {PlanTask} task
 */
export function ownFields(page, task) {
  const details = make("details", { "data-own-fields": true }, make("summary", {}, page.words("own-fields")));
  details.addEventListener("toggle", () => openFields(page, task, details), { once: true });
  return details;
}

/**
 * @param {TaskPage} page
 * @param {PlanTask} task
 * @param {HTMLElement} details
 */
function openFields(page, task, details) {
  if (details.querySelector("[data-own-field]")) return;
  const id = task.step.task;
  const who = make("input", { type: "text", id: `who-${id}`, maxlength: "200", autocomplete: "off", placeholder: " " });
  const note = make("textarea", { id: `note-${id}`, rows: "3", maxlength: "2000", placeholder: " " });
  details.append(
    make("div", { class: "field", "data-own-field": `note:${id}` }, make("label", { for: `note-${id}` }, page.words("note")), note),
    make("div", { class: "field", "data-own-field": `who:${id}` }, make("label", { for: `who-${id}` }, page.words("who")), who),
    make("p", { class: "meta", "data-stays": true }, page.words("own-fields-stay")),
  );
  ownTexts(page.plan, id).forEach((text, index) => showText([note, who][index], text));
}
