// The tasks of a guide's page: their ticks, dates, reasons and fields. Only what has changed since the last drawing is touched.

import { button, find, findAll, make, place, say } from "./plan-dom.mjs";
import { drawDate } from "./plan-fields.mjs";
import { valueOf } from "./plan-record.mjs";

/**
 * @typedef {import("./plan-page.mjs").Page} Page
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 */

/** @typedef {{ task: PlanTask, own: string[], days: string }} Shown what an element shows of a task */

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
  if (place("[data-by-date]")?.hasAttribute("hidden") === false) drawByDate(page);
}

/**
 * The element of a task; made where an audience adds a task that the page does not list.
 * @param {PlanTask} task
 */
function itemOf(task) {
  const known = items.get(task.step.task);
  if (known) return known;
  const id = `done-${task.step.task}`;
  const item = make("li", { class: "step", id: task.step.task, "data-task": task.step.task },
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
  const box = find("input[name=done]", item);
  if (box instanceof HTMLInputElement) box.checked = task.done;
  const own = ["note", "who"].map((sort) => valueOf(page.plan, `${sort}:${task.step.task}`) ?? "");
  const days = JSON.stringify((page.view.setBy[task.step.task] ?? []).map((event) => page.view.days[event]));
  const before = shown.get(item);
  if (isShown(before, { task, own, days })) return;
  shown.set(item, { task, own, days });
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
  if (!before || before.days !== now.days || before.own.some((text, index) => text !== now.own[index])) return false;
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
 * What is different since the reader ticked the task, with the two answers to it.
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
function drawChanged(page, task, item) {
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
 * @param {Page} page
 * @param {string} iso
 */
function dayText(page, iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return page.days.plain(Date.UTC(year, month - 1, day) / 86_400_000);
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
  const fields = find("[data-own-fields]", place);
  if (fields && own.some((text) => text !== "")) openFields(page, task, fields);
  if (fields) own.forEach((text, index) => setText(fields.querySelectorAll("input, textarea")[index], text));
}

/**
 * Why a task moved, who does it, and how its days came about.
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} item
 */
function drawLines(page, task, item) {
  find("[data-own-lines]", item)?.replaceChildren(...reasons(page, task), ...(task.place === "out" ? [] : variantDates(page, task)));
}

/**
 * @param {Element | undefined} field
 * @param {string} text
 */
function setText(field, text) {
  const fits = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (fits && field !== document.activeElement && field.value !== text) field.value = text;
}

/**
 * @param {Page} page
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
 * @param {{ words: import("./plan-words.mjs").Words }} page
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
 * @param {{ words: import("./plan-words.mjs").Words, days: import("./plan-words.mjs").DayWords }} page
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
 * The reader's own note and who does it; the fields are made when they are opened.
 * @param {Page} page
 * @param {PlanTask} task
 */
function ownFields(page, task) {
  const details = make("details", { "data-own-fields": true }, make("summary", {}, page.words("own-fields")));
  details.addEventListener("toggle", () => openFields(page, task, details), { once: true });
  return details;
}

/**
 * @param {Page} page
 * @param {PlanTask} task
 * @param {HTMLElement} details
 */
function openFields(page, task, details) {
  if (details.querySelector("[data-own-field]")) return;
  const id = task.step.task;
  const who = make("input", { type: "text", id: `who-${id}`, maxlength: "200", autocomplete: "off" });
  const note = make("textarea", { id: `note-${id}`, rows: "3", maxlength: "2000" });
  details.append(
    make("div", { class: "field", "data-own-field": `note:${id}` }, make("label", { for: `note-${id}` }, page.words("note")), note),
    make("div", { class: "field", "data-own-field": `who:${id}` }, make("label", { for: `who-${id}` }, page.words("who")), who),
    make("p", { class: "meta" }, page.words("own-fields-stay")),
  );
  [note, who].forEach((field, index) => setText(field, valueOf(page.plan, `${index === 0 ? "note" : "who"}:${id}`) ?? ""));
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
 * The same tasks in the order of their days; those without one come last.
 * @param {Page} page
 */
function drawByDate(page) {
  const list = place("[data-by-date]");
  const tasks = page.view.tasks.filter((task) => task.place === "own" || task.place === "check");
  const dated = tasks.filter((task) => task.due).sort((a, b) => (a.due?.day ?? 0) - (b.due?.day ?? 0));
  const row = (/** @type {PlanTask} */ task) => {
    const id = `dated-${task.step.task}`;
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", class: "step-done", id, name: "done", value: task.step.task }));
    box.checked = task.done;
    return make("li", { "data-dated": task.step.task },
      box,
      make("label", { for: id }, task.step.title),
      make("span", { class: "due-date" }, task.due ? page.days.short(task.due.day) : ""),
      make("span", { class: "due-state", "data-near": task.near ?? "" }, task.done ? page.words("done") : task.near ? page.words(`near-${task.near}`) : ""));
  };
  const focused = document.activeElement?.id ?? "";
  const undated = tasks.filter((task) => !task.due);
  list?.replaceChildren(
    make("ol", { class: "plain-list" }, ...dated.map(row)),
    ...(undated.length > 0 ? [make("h3", {}, page.words("no-date")), make("ul", { class: "plain-list" }, ...undated.map(row))] : []),
  );
  if (focused.startsWith("dated-")) document.getElementById(focused)?.focus();
}
