// The page that prints a guide: the reader's plan is drawn in it, if there is one. Without this script it is complete, with empty boxes.

import { fetchJson } from "./fetch-json.mjs";
import { find, findAll, make, say } from "./plan-dom.mjs";
import { todayIn } from "./plan-due.mjs";
import { planView } from "./plan-model.mjs";
import { nameOf } from "./plan-panel.mjs";
import { lastOpen, list, openStore, plansOf } from "./plan-storage.mjs";
import { answerText, ownTexts, variantDates } from "./plan-task.mjs";
import { dayWords, words } from "./plan-words.mjs";

/**
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 * @typedef {import("./plan-record.mjs").Plan} Plan
 */

/**
 * @typedef {object} Printed
 * @property {import("./plan-narrow.mjs").GuideData} data
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {Plan} plan
 * @property {import("./plan-model.mjs").PlanView} view
 * @property {number} today
 */

/** @param {import("./plan.mjs").Boot} boot */
async function start(boot) {
  const store = openStore(boot.site, () => localStorage);
  const plans = plansOf(list(store).plans, boot.guide);
  const plan = plans.find((known) => known.id === lastOpen(store, boot.guide)) ?? plans[0];
  if (!plan) return;
  try {
    const [data, texts] = await Promise.all([fetchJson(boot.data), fetchJson(boot.words)]);
    const today = todayIn(data.time_zone, new Date());
    draw({ data, words: words(texts), days: dayWords(data.locale), plan, view: planView(data, plan, today), today });
  } catch (error) {
    say(find("[data-printed-plan]"), boot.failed);
    throw error;
  }
}

/** @param {Printed} page */
function draw(page) {
  drawPlan(page);
  for (const task of page.view.tasks) drawTask(page, task, itemOf(page, task));
  const listed = new Set(page.view.tasks.map((task) => task.step.task));
  for (const item of findAll("[data-task]")) item.toggleAttribute("hidden", !listed.has(item.dataset.task ?? ""));
  const away = page.view.tasks.filter((task) => task.place === "out" || task.place === "other");
  const aside = find("[data-printed-aside]");
  aside?.querySelector("ul")?.append(...away.map((task) => itemOf(page, task)));
  aside?.toggleAttribute("hidden", away.length === 0);
  const title = document.createElement("h2");
  title.textContent = page.words("not-yours", { count: away.length });
  aside?.querySelector("h2")?.remove();
  aside?.prepend(title);
  for (const phase of findAll("[data-phase]")) phase.toggleAttribute("hidden", !phase.querySelector("[data-task]:not([hidden])"));
}

/**
 * Whose plan it is: its name, the days that it counts from, how much is done, and the day of printing.
 * @param {Printed} page
 */
function drawPlan(page) {
  const given = Object.entries(page.view.days).map(([event, { day }]) => make("li", {}, `${page.data.events[event].name}: ${page.days.long(day)}`));
  const place = find("[data-printed-plan]");
  place?.replaceChildren(
    make("p", { class: "list-label" }, page.words("printed-plan", { name: nameOf(page, page.plan) })),
    make("p", {}, page.words("progress", { count: page.view.total, done: page.view.done }), " · ", page.words("printed-on", { day: page.days.plain(page.today) })),
    ...(given.length > 0 ? [make("ul", { class: "plain-list" }, ...given)] : []),
  );
  place?.removeAttribute("hidden");
}

/**
 * The element of a task; made where an audience adds a task that the page does not list.
 * @param {Printed} page
 * @param {PlanTask} task
 * @returns {HTMLElement}
 */
function itemOf(page, task) {
  const known = find(`[data-task="${CSS.escape(task.step.task)}"]`);
  if (known) return known;
  const item = make("li", { class: "step", "data-task": task.step.task },
    make("div", { class: "step-head" },
      make("span", { class: "step-box", "data-box": true, "aria-hidden": "true" }),
      make("h3", { class: "step-title" }, task.step.title, " ", make("span", { class: "tag tag-done", "data-printed-done": true, hidden: true })),
      make("p", { class: "due" }, make("span", { class: "due-date", "data-due-date": true, hidden: true }), " ", make("span", { class: "due-rule" }, page.data.deadlines[task.step.deadline ?? ""]?.phrase ?? ""), " ", make("span", { class: "due-state", "data-due-state": true, hidden: true }))),
    make("div", { class: "step-body" }, make("div", { class: "step-own", "data-printed-own": true, hidden: true })));
  find(`[data-phase="${CSS.escape(task.step.phase)}"] .step-list`)?.append(item);
  return item;
}

/**
 * @param {Printed} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
function drawTask(page, task, item) {
  find("[data-box]", item)?.toggleAttribute("data-done", task.done);
  say(find("[data-printed-done]", item), task.done ? page.words("done") : null);
  say(find("[data-due-date]", item), task.due ? page.days.short(task.due.day) : null);
  say(find("[data-due-state]", item), task.near ? page.words(`near-${task.near}`) : null);
  const own = find("[data-printed-own]", item);
  const lines = ownLines(page, task);
  own?.replaceChildren(...lines);
  own?.toggleAttribute("hidden", lines.length === 0);
}

/**
 * @param {Printed} page
 * @param {PlanTask} task
 * @returns {HTMLElement[]}
 */
function ownLines(page, task) {
  const names = task.owners.map((owner) => (owner.you ? page.words("you") : owner.name)).join(", ");
  const [note, who] = ownTexts(page.plan, task.step.task);
  return [
    ...(task.place === "check" ? [make("p", { class: "tag tag-soon" }, page.words("check"))] : []),
    ...(task.place === "other" ? [make("p", {}, page.words("done-by", { names }))] : []),
    ...task.because.map((because) => make("p", {}, page.words("because", { question: because.question.text, answer: answerText(page, because.question, because.answer) }))),
    ...(task.place === "out" ? [] : variantDates(page, task)),
    ...(who ? [make("p", { "data-printed-who": true }, `${page.words("who")}: ${who}`)] : []),
    ...(note ? [make("p", { class: "printed-note", "data-printed-note": true }, `${page.words("note")}: ${note}`)] : []),
  ];
}

const data = document.getElementById("print-data");
if (data) start(JSON.parse(data.textContent ?? "{}"));
