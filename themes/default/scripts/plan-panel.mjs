// The panel of a plan: its name, the plans to choose from, progress, what has passed, what the guide has changed, and how keeping went.

import { button, make, place, say, showText, write } from "./plan-dom.mjs";
import { valueOf } from "./plan-record.mjs";

/**
 * @typedef {import("./plan-page.mjs").Page} Page
 * @typedef {import("./plan-record.mjs").Plan} Plan
 */

/**
 * The name of a plan, or what stands for one.
 * @param {{ words: import("./plan-words.mjs").Words }} page
 * @param {Plan} plan
 */
export function nameOf(page, plan) {
  return valueOf(plan, "name") ?? page.words("unnamed");
}

/**
 * @param {Page} page
 * @param {Plan[]} plans
 */
export function drawPanel(page, plans) {
  showText(place("[name=plan-name]"), valueOf(page.plan, "name") ?? "");
  drawChoice(page, plans);
  drawProgress(page);
  drawEarly(page);
  drawNews(page);
  drawKept(page);
}

/**
 * @param {{ words: import("./plan-words.mjs").Words, plan: Plan, begun: boolean }} page
 * @param {Plan[]} plans
 */
export function drawChoice(page, plans) {
  place("[data-plan]")?.toggleAttribute("data-begun", page.begun);
  const choice = place("[data-plan-list]");
  if (!(choice instanceof HTMLSelectElement)) return;
  const mark = JSON.stringify(plans.map((plan) => [plan.id, nameOf(page, plan)]));
  if (choice.dataset.mark !== mark) {
    choice.dataset.mark = mark;
    choice.replaceChildren(...plans.map((plan) => make("option", { value: plan.id }, nameOf(page, plan))));
  }
  if (choice.value !== page.plan.id) choice.value = page.plan.id;
  place("[data-plan-choice]")?.toggleAttribute("hidden", plans.length < 2);
}

/**
 * A page with a plan: a guide's, or the planner.
 * @typedef {object} Panel
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {Plan} plan
 * @property {boolean} begun
 * @property {import("./plan-storage.mjs").Kept} kept
 * @property {{ id: string, raw: string }[]} broken
 * @property {{ tasks: import("./plan-model.mjs").PlanTask[], gone: import("./plan-model.mjs").Gone[], done: number, total: number }} view
 */

/** @param {Panel} page */
export function drawProgress(page) {
  const { done, total } = page.view;
  place("[data-progress-line]")?.removeAttribute("hidden");
  const bar = place("[data-progress]");
  if (bar instanceof HTMLProgressElement) {
    bar.max = Math.max(total, 1);
    bar.value = done;
  }
  const text = page.words("progress", { count: total, done });
  say(place("[data-progress-text]"), text);
  const live = place("[data-live]");
  if (live && page.begun) write(live, text);
}

/**
 * When the day of an event is too near: what has passed, and the first day with which nothing has.
 * @param {Pick<Panel, "words" | "days">} page
 * @param {import("./plan-due.mjs").Timing} timing
 * @param {import("./plan-model.mjs").PlanView["early"][number]} early
 */
export function earlyText(page, timing, { event, passed, earliest }) {
  const names = passed.map((deadline) => timing.deadlines[deadline].name).join(", ");
  const values = { event: timing.events[event].name, count: passed.length, names };
  return earliest === null ? page.words("too-early-no-day", values) : page.words("too-early", { ...values, day: page.days.plain(earliest) });
}

/** @param {Page} page */
function drawEarly(page) {
  const texts = page.view.early.map((early) => earlyText(page, page.data, early));
  say(place("[data-dates-summary]"), texts.length > 0 ? texts.join(" ") : null);
}

/**
 * What the guide has changed since the plan was made.
 * @param {Panel} page
 */
export function drawNews(page) {
  const changed = page.view.tasks.filter((task) => task.changed);
  const fresh = page.view.tasks.filter((task) => task.isNew);
  const gone = page.view.gone;
  const news = newsPlace();
  news.toggleAttribute("hidden", changed.length + fresh.length + gone.length === 0);
  if (news.hidden) return news.replaceChildren();
  const link = (/** @type {import("./plan-model.mjs").PlanTask} */ task) => make("a", { href: `#${task.step.task}` }, task.step.title);
  news.replaceChildren(
    make("p", { class: "notice-title" }, page.words("news")),
    make("ul", { class: "plain-list", "data-news": true },
      ...changed.map((task) => make("li", { "data-difference": "changed" }, `${page.words("changed")}: `, link(task))),
      ...fresh.map((task) => make("li", { "data-difference": "new" }, `${page.words("new-task")}: `, link(task))),
      ...gone.map((task) => goneItem(page, task))),
    ...(fresh.length + gone.length > 0 ? [button(page.words("news-seen"), { "data-seen": true })] : []),
  );
}

/**
 * @param {Panel} page
 * @param {import("./plan-model.mjs").Gone} gone
 */
function goneItem(page, gone) {
  const parts = [`${page.words(gone.done ? "gone-done" : "gone")}: ${gone.title}.`];
  if (gone.note) parts.push(` ${gone.note}`);
  const replaced = gone.replaced ? [` ${page.words("replaced")} `, make("a", { href: gone.replaced.url }, gone.replaced.title)] : [];
  return make("li", { "data-difference": "gone" }, ...parts, ...replaced);
}

/** @returns {HTMLElement} */
function newsPlace() {
  const known = place("[data-plan-news]");
  if (known) return known;
  const made = make("div", { class: "notice notice-changed", "data-plan-news": true, hidden: true });
  place("[data-plan]")?.append(made);
  return made;
}

/**
 * How keeping went, where it did not go well.
 * @param {Panel} page
 */
export function drawKept(page) {
  const known = place("[data-plan-kept]");
  const box = known ?? make("div", { class: "notice notice-late", role: "alert", "data-plan-kept": true, hidden: true });
  if (!known) place("[data-plan]")?.append(box);
  const text = page.kept === "kept" ? null : page.words(`storage-${page.kept}`);
  const parts = text === null ? [] : [make("p", {}, text), ...(page.kept === "newer" && !page.begun ? [] : [button(page.words("save-file"), { "data-plan-export": true })])];
  for (const { id } of page.broken) parts.push(make("p", {}, page.words("storage-broken")), button(page.words("save-broken"), { "data-broken": id }));
  const mark = JSON.stringify([page.kept, page.begun, page.broken.map((broken) => broken.id)]);
  if (box.getAttribute("data-mark") !== mark) box.replaceChildren(...parts);
  box.setAttribute("data-mark", mark);
  box.toggleAttribute("hidden", parts.length === 0);
}
