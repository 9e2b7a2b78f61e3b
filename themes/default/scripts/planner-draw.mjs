// The planner's page as its plan is: what is missing first, the days of each guide, and one list of tasks. Elements of tasks and of days
// are made once, so that what the reader has opened or is writing stays.

import { drawByDate, isByDate } from "./plan-by-date.mjs";
import { make, place, say } from "./plan-dom.mjs";
import { drawDate } from "./plan-fields.mjs";
import { drawKept, drawNews, drawProgress, earlyText } from "./plan-panel.mjs";
import { drawChanged, drawLines, drawOwnFields, ownFields, ownTexts } from "./plan-task.mjs";

/**
 * @typedef {import("./planner-page.mjs").Planner} Planner
 * @typedef {import("./plan-narrow.mjs").GuideData} GuideData
 * @typedef {import("./plan-combine.mjs").SharedTask} SharedTask
 * @typedef {import("./plan-combine.mjs").Missing} Missing
 */

/**
 * The elements of tasks, by task.
 * @type {Map<string, HTMLElement>}
 */
const items = new Map();

/**
 * The fields for days, by guide and event.
 * @type {Map<string, { field: HTMLElement, label: HTMLElement, input: HTMLInputElement }>}
 */
const dates = new Map();

/**
 * What an element showed last, as a text.
 * @type {WeakMap<Element, string>}
 */
const shown = new WeakMap();

/**
 * @param {Planner} page
 * @param {GuideData[]} guides
 * @param {Missing[]} missing
 */
export function drawPlanner(page, guides, missing) {
  const result = place("[data-planner-result]");
  if (!result) return;
  result.hidden = false;
  place("[data-planner-guides]")?.toggleAttribute("hidden", guides.length > 0);
  place("[data-progress-line]")?.toggleAttribute("hidden", guides.length === 0);
  const deadlines = Object.assign({}, ...guides.map((data) => data.deadlines));
  for (const task of page.view.tasks) drawTask(page, deadlines, task, itemOf(page, task));
  const fieldsets = guides.map((data) => dateFields(page, data));
  const mark = JSON.stringify([guides.map((data) => data.guide.id), missing, page.view.tasks.map((task) => [task.step.task, task.place]), fieldsets.map((fieldset) => fieldset.mark)]);
  if (shown.get(result) !== mark) {
    const focused = document.activeElement;
    result.replaceChildren(...(guides.length === 0 ? [make("p", {}, page.words("planner-none"))] : [...missingList(page, missing), ...fieldsets.map((fieldset) => fieldset.element()), ...taskLists(page, guides)]));
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) focused.focus();
  }
  shown.set(result, mark);
  place("[data-order]")?.toggleAttribute("hidden", guides.length === 0);
  if (guides.length > 0) drawProgress(page);
  if (isByDate()) drawByDate(page);
  drawNews(page);
  drawKept(page);
}

/**
 * @param {Planner} page
 * @param {Missing[]} missing
 */
function missingList(page, missing) {
  if (missing.length === 0) return [];
  const item = (/** @type {Missing} */ required) =>
    make("li", { "data-lacking": required.state },
      make("strong", {}, page.words(required.state === "missing" ? "missing" : "missing-check")), ": ",
      required.url ? make("a", { href: required.url }, required.name) : required.name, ". ", required.text);
  return [make("ul", { class: "notice notice-caution plain-list", "data-planner-missing": true }, ...missing.map(item))];
}

/**
 * The days of one guide: those that the reader gives, and those that tasks set, which may be planned.
 * @param {Planner} page
 * @param {GuideData} data
 */
function dateFields(page, data) {
  const view = /** @type {import("./plan-model.mjs").PlanView} */ (page.views.get(data.guide.id));
  const events = [...view.events, ...Object.values(view.setBy).flat()];
  const fields = events.map((event) => {
    const known = dateField(data, event);
    const task = view.tasks.find((found) => found.step.task === data.events[event].task);
    known.input.toggleAttribute("data-planned", task !== undefined && !task.done);
    say(known.label, task ? page.words(task.done ? "done-on" : "planned-on", { event: data.events[event].name }) : data.events[event].name);
    drawDate(page, known.input);
    return known.field;
  });
  const early = view.early.map((found) => earlyText(page, data, found));
  const element = () => make("fieldset", { class: "dates", "data-planner-dates": data.guide.id, hidden: fields.length === 0 },
    make("legend", {}, page.words("planner-dates", { guide: data.guide.title })), ...fields, ...early.map((text) => make("p", { class: "plan-summary" }, text)));
  return { mark: [events, early], element };
}

/**
 * @param {GuideData} data
 * @param {string} event
 */
function dateField(data, event) {
  const key = `${data.guide.id}.${event}`;
  const known = dates.get(key);
  if (known) return known;
  const label = make("label", { for: `date-${key}` });
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "text", inputmode: "numeric", autocomplete: "off", form: "page-planner", id: `date-${key}`, "data-event": event, "data-guide": data.guide.id, "aria-describedby": `echo-${key}` }));
  const field = make("div", { class: "field" }, label, input, make("output", { class: "echo", id: `echo-${key}`, for: `date-${key}` }));
  const made = { field, label, input };
  dates.set(key, made);
  return made;
}

/**
 * @param {Planner} page
 * @param {GuideData[]} guides
 */
function taskLists(page, guides) {
  const { tasks } = page.view;
  const shownTasks = tasks.filter((task) => task.place === "own" || task.place === "check");
  const away = tasks.filter((task) => task.place === "out" || task.place === "other");
  const list = (/** @type {SharedTask[]} */ some) => make("ul", { class: "step-list" }, ...some.map((task) => itemOf(page, task)));
  const names = new Map(guides.flatMap((data) => data.phases.map((phase) => [phase.id, phase.name])));
  const phases = [...names].flatMap(([id, name]) => {
    const own = shownTasks.filter((task) => task.step.phase === id);
    return own.length === 0 ? [] : [make("section", {}, make("h2", {}, name), list(own))];
  });
  const aside = away.length === 0 ? [] : [make("details", { class: "not-yours" }, make("summary", {}, page.words("not-yours", { count: away.length })), list(away))];
  return [make("p", { "data-planner-count": String(shownTasks.length) }, page.words("planner-count", { count: shownTasks.length })), ...phases, ...aside];
}

/**
 * @param {Planner} page
 * @param {SharedTask} task
 * @returns {HTMLElement}
 */
function itemOf(page, task) {
  const known = items.get(task.step.task);
  if (known) return known;
  const id = `done-${task.step.task}`;
  const item = make("li", { class: "step", id: task.step.task, "data-task": task.step.task },
    make("div", { class: "step-head" },
      make("input", { type: "checkbox", class: "step-done", id, name: "done", value: task.step.task }),
      make("h3", { class: "step-title" }, make("label", { for: id }, task.step.title)),
      make("p", { class: "due" }, make("span", { class: "due-date", "data-due-date": true }), make("span", { class: "due-rule" }), " ", make("span", { class: "due-state", "data-due-state": true }))),
    make("div", { class: "step-body" },
      ...(task.step.when ? [make("p", { class: "applies" }, task.step.when)] : []),
      make("p", { class: "meta", "data-owner-line": true }),
      make("p", { class: "meta", "data-asked-by": true }),
      make("p", { class: "meta" }, make("a", { href: task.step.url }, task.step.title)),
      make("div", { class: "step-own" }, make("div", { "data-own-lines": true }), ownFields(page, task))));
  items.set(task.step.task, item);
  return item;
}

/**
 * @param {Planner} page
 * @param {GuideData["deadlines"]} deadlines
 * @param {SharedTask} task
 * @param {HTMLElement} item
 */
function drawTask(page, deadlines, task, item) {
  const part = (/** @type {string} */ selector) => item.querySelector(selector);
  const box = part("input[name=done]");
  if (box instanceof HTMLInputElement) box.checked = task.done;
  const own = ownTexts(page.plan, task.step.task);
  drawOwnFields(page, task, item, own);
  const { step, ...state } = task;
  const mark = JSON.stringify([step.task, state]);
  if (shown.get(item) === mark) return;
  shown.set(item, mark);
  item.setAttribute("data-place", task.place);
  say(part("[data-due-date]"), task.due ? page.days.short(task.due.day) : null);
  say(part(".due-rule"), deadlines[step.deadline ?? ""]?.phrase ?? "");
  say(part("[data-due-state]"), task.near ? page.words(`near-${task.near}`) : null);
  part("[data-due-state]")?.setAttribute("data-near", task.near ?? "");
  say(part("[data-owner-line]"), page.words("owner", { names: task.owners.map((owner) => (owner.you ? page.words("you") : owner.name)).join(", ") }));
  const guides = task.guides.map((guide) => guide.title).join(", ");
  say(part("[data-asked-by]"), guides ? page.words("asked-by", { guides }) : null);
  drawChanged(page, task, item);
  drawLines(page, task, item);
}
