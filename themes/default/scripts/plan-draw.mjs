// The tasks of a guide's page: their ticks, dates, reasons and fields. Only what has changed since the last drawing is touched.

import { drawByDate, isByDate } from "./plan-by-date.mjs";
import { find, findAll, make, place, say } from "./plan-dom.mjs";
import { drawDate } from "./plan-fields.mjs";
import { drawChanged, drawLines, drawOwnFields, ownFields, ownTexts } from "./plan-task.mjs";

/**
 * @typedef {import("./plan-page.mjs").Page} Page
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 */

/** @typedef {{ plan: string, task: PlanTask, own: string[], days: string, box: HTMLElement | null }} Shown what an element shows of a task, and its box */

/**
 * What a task's element showed last.
 * @type {WeakMap<HTMLElement, Shown>}
 */
const shown = new WeakMap();

/**
 * The parts of a task that its lines are made from, and all that its element shows.
 * @type {(keyof PlanTask)[]}
 */
const LINES = ["step", "place", "owners", "because", "audience", "kept", "due", "variants"];
/** @type {(keyof PlanTask)[]} */
const SHOWN = [...LINES, "done", "near", "isNew"];

/**
 * The elements of tasks, by task; found once.
 * @type {Map<string, HTMLElement>}
 */
const items = new Map();

/**
 * The places of tasks as they were last arranged.
 * @type {unknown}
 */
let arranged = null;

/** @param {Page} page */
export function drawTasks(page) {
  if (items.size === 0) findAll("[data-task]").forEach((item) => items.set(item.dataset.task ?? "", item));
  for (const task of page.view.tasks) drawTask(page, task, itemOf(task));
  if (arranged !== page.view.basis.placed) arrange(page);
  arranged = page.view.basis.placed;
  if (!isByDate()) return;
  drawByDate(page);
  // Without the drawing the list says the same.
  import("./plan-timeline.mjs").then(({ timeline }) => drawTimeline(place("[data-by-date]"), timeline(page)), () => {});
}

/**
 * The element of a task; made where an audience adds a task that the page does not list.
 * @param {PlanTask} task
 */
function itemOf(task) {
  const known = items.get(task.step.task);
  if (known) return known;
  const id = `done-${task.step.task}`;
  const roles = task.step.owners.map((owner) => owner.role);
  const wanted = place("[data-filter=roles]");
  const isLeftOut = wanted instanceof HTMLSelectElement && wanted.value !== "" && !roles.includes(wanted.value);
  const item = make("li", { class: "step", id: task.step.task, "data-task": task.step.task, "data-roles": roles.join(" "), "data-left-out": isLeftOut },
    make("div", { class: "step-head" },
      make("input", { type: "checkbox", class: "step-done", id, name: "done", value: task.step.task }),
      make("h3", { class: "step-title" }, make("label", { for: id }, task.step.title)),
      make("p", { class: "due" }, make("span", { class: "due-date", "data-due-date": true, hidden: true }), " ", make("span", { class: "due-rule" }), " ", make("span", { class: "due-state", "data-due-state": true, hidden: true }))),
    make("div", { class: "step-body" },
      make("p", { class: "meta" }, make("a", { href: task.step.url }, task.step.title))));
  items.set(task.step.task, item);
  return item;
}

/**
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
function drawTask(page, task, item) {
  const before = shown.get(item);
  const box = before ? before.box : find("input[name=done]", item);
  if (box instanceof HTMLInputElement) box.checked = task.done;
  const own = ownTexts(page.plan, task.step.task);
  const days = Object.hasOwn(page.view.setBy, task.step.task) ? JSON.stringify(page.view.setBy[task.step.task].map((event) => page.view.days[event])) : "";
  const now = { plan: page.plan.id, task, own, days, box };
  if (isShown(before, now)) return;
  shown.set(item, now);
  item.toggleAttribute("data-done", task.done);
  item.setAttribute("data-place", task.place);
  drawDue(page, task, item);
  drawChanged(page, task, item);
  drawOwn(page, task, item, own);
  if (!before || LINES.some((part) => before.task[part] !== task[part])) drawLines(page, task, item);
}

/**
 * Whether an element shows a task as it is. Views take over what has stayed the same, so that most parts are compared by identity.
 * @param {Shown | undefined} before
 * @param {Shown} now
 */
function isShown(before, now) {
  if (!before || before.plan !== now.plan || before.days !== now.days || before.own.some((text, index) => text !== now.own[index])) return false;
  if (before.task === now.task) return true;
  if (SHOWN.some((part) => before.task[part] !== now.task[part])) return false;
  return before.task.changed === now.task.changed || JSON.stringify(before.task.changed) === JSON.stringify(now.task.changed);
}

/**
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
function drawDue(page, task, item) {
  const due = task.due;
  say(find("[data-due-date]", item), due ? page.days.short(due.day) : null);
  const rule = find(".due-rule", item);
  if (rule && rule.textContent === "" && task.step.deadline) say(rule, page.data.deadlines[task.step.deadline]?.phrase ?? null);
  const state = find("[data-due-state]", item);
  say(state, task.near ? page.words(`near-${task.near}`) : null);
  if (task.near) state?.setAttribute("data-near", task.near);
}

/**
 * What the page adds to a task: a place for its lines, fields for the days that it sets, and the reader's own fields.
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 * @param {string[]} own
 */
function drawOwn(page, task, item, own) {
  const known = find("[data-own]", item);
  const place = known ?? make("div", { class: "step-own", "data-own": true }, make("div", { "data-own-lines": true }), eventFields(page, task), ownFields(page, task));
  if (!known) find(".step-body", item)?.append(place);
  for (const field of findAll("input[data-event]", place)) if (field instanceof HTMLInputElement) drawEventField(page, task, field);
  drawOwnFields(page, task, place, own);
}

/**
 * A field for the day of each event that the task sets.
 * @param {Page} page
 * @param {PlanTask} task
 */
function eventFields(page, task) {
  const events = Object.entries(page.data.events).filter(([, event]) => event.task === task.step.task);
  return make("div", { "data-event-fields": true }, ...events.map(([id, event]) =>
    make("div", { class: "field", "data-event-field": id },
      make("label", { for: `date-${id}` }, event.name),
      make("input", { type: "text", inputmode: "numeric", autocomplete: "off", id: `date-${id}`, "data-event": id, "data-planned": true, "aria-describedby": `page-date-help echo-${id}` }),
      make("output", { class: "echo", id: `echo-${id}`, for: `date-${id}` }))));
}

/**
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLInputElement} field
 */
function drawEventField(page, task, field) {
  const event = field.dataset.event ?? "";
  const counted = page.view.setBy[task.step.task]?.includes(event) ?? false;
  field.closest(".field")?.toggleAttribute("hidden", !counted || task.place === "out");
  field.toggleAttribute("data-planned", !task.done);
  const label = page.words(task.done ? "done-on" : "planned-on", { event: page.data.events[event]?.name ?? "" });
  say(find("label", /** @type {HTMLElement} */ (field.closest(".field"))), label);
  drawDate(page, field);
}

/**
 * Puts every task where it belongs: into its phase, or to those that are not the reader's.
 * @param {Page} page
 */
function arrange(page) {
  const listed = new Set(page.view.tasks.map((task) => task.step.task));
  for (const [id, item] of items) item.toggleAttribute("hidden", !listed.has(id));
  const aside = find("[data-not-yours-list]");
  const away = page.view.tasks.filter((task) => task.place === "out" || task.place === "other");
  if (aside) placeIn(aside, away);
  for (const phase of findAll("[data-phase]")) {
    const list = find(".step-list", phase);
    const tasks = page.view.tasks.filter((task) => task.step.phase === phase.dataset.phase && !away.includes(task));
    if (list) placeIn(list, tasks);
    phase.toggleAttribute("hidden", tasks.length === 0);
  }
  find("[data-not-yours]")?.toggleAttribute("hidden", away.length === 0);
  say(find("[data-not-yours-summary]"), page.words("not-yours", { count: away.length }));
}

/**
 * @param {HTMLElement} list
 * @param {PlanTask[]} tasks
 */
function placeIn(list, tasks) {
  const wanted = tasks.map(itemOf);
  const there = findAll(":scope > [data-task]", list).filter((item) => !item.hidden);
  if (there.length === wanted.length && there.every((item, index) => item === wanted[index])) return;
  const focused = document.activeElement;
  list.append(...wanted);
  if (focused instanceof HTMLElement && list.contains(focused) && focused !== document.activeElement) focused.focus();
}

/**
 * Puts the line of time above the list, in place of an earlier one.
 * @param {HTMLElement | null} list
 * @param {SVGElement | null} drawing
 */
function drawTimeline(list, drawing) {
  list?.querySelector(".timeline")?.remove();
  if (drawing) list?.prepend(drawing);
}
