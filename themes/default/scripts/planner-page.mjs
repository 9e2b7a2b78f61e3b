// The planner: several guides as one plan. What the reader does, what is kept of it, and when the page is drawn anew.

import { fetchJson } from "./fetch-json.mjs";
import { orderBy } from "./plan-by-date.mjs";
import { combine } from "./plan-combine.mjs";
import { findAll, place, say, showText } from "./plan-dom.mjs";
import { todayIn } from "./plan-due.mjs";
import { readDateField } from "./plan-fields.mjs";
import { takeFile, watchLinks, withTaking } from "./plan-incoming.mjs";
import { tickEntries } from "./plan-model.mjs";
import { givenAnswers } from "./plan-narrow.mjs";
import { focusPanel, notice } from "./plan-notice.mjs";
import { drawChoice } from "./plan-panel.mjs";
import { readAnswer, showAnswer } from "./plan-questions.mjs";
import { newId, newPlan, valueOf, valuesOf, withEntry } from "./plan-record.mjs";
import { catchUp, keep, keyOf, lastOpen, list, openStore, rememberOpen, setAsideBroken } from "./plan-storage.mjs";
import { focusTask } from "./plan-task.mjs";
import { keepUnsaved } from "./plan-unsaved.mjs";
import { dayWords, words } from "./plan-words.mjs";
import { drawPlanner } from "./planner-draw.mjs";

/**
 * @typedef {import("./plan-narrow.mjs").GuideData} GuideData
 * @typedef {import("./plan-combine.mjs").SharedTask} SharedTask
 * @typedef {import("./plan-record.mjs").Plan} Plan
 */

/**
 * @typedef {object} Planner
 * @property {import("./planner.mjs").PlannerBoot} boot
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {import("./plan-storage.mjs").Store} store
 * @property {Plan} plan
 * @property {boolean} begun whether the plan is kept or would be, if the browser allowed it
 * @property {import("./plan-storage.mjs").Kept} kept
 * @property {{ id: string, raw: string }[]} broken plans that could not be read
 * @property {Map<string, GuideData>} guides the data fetched so far
 * @property {Map<string, import("./plan-model.mjs").PlanView>} views of the guides that were last drawn
 * @property {{ tasks: SharedTask[], gone: import("./plan-model.mjs").Gone[], done: number, total: number }} view of all guides, as it was last drawn
 * @property {string} place the name under which the last plan of the planner is remembered
 * @property {() => import("./plan-take.mjs").Taken} taken
 * @property {(plan: Plan) => boolean} fits
 * @property {(plans: Plan[]) => Plan[]} own
 * @property {(entries: Record<string, any>) => void} act
 * @property {(id: string | null) => void} open
 * @property {() => void} draw
 */

/** @param {import("./planner.mjs").PlannerBoot} boot */
export async function start(boot) {
  const texts = await fetchJson(boot.words);
  const store = openStore(boot.site, () => localStorage);
  /** @type {Planner} */
  const page = {
    boot, store, words: words(texts), days: dayWords(texts.locale), plan: newPlan(boot.site, newId()), begun: false, kept: "kept", broken: setAsideBroken(store),
    guides: new Map(), views: new Map(), view: { tasks: [], gone: [], done: 0, total: 0 }, place: "planner",
    taken: () => taken(page),
    own: (plans) => plans.filter((plan) => page.fits(plan) || plan.id === page.plan.id),
    fits: (plan) => boot.guides.some((guide) => valueOf(plan, `guide:${guide.id}`)),
    act: (entries) => act(page, entries),
    open: (id) => open(page, id),
    draw: () => draw(page),
  };
  find(page, null);
  await show(page);
  window.addEventListener("storage", (event) => {
    if (event.key !== null && event.key !== keyOf(boot.site, page.plan.id)) return;
    if (page.begun) page.broken.push(...catchUp(store, page.plan));
    open(page, page.plan.id);
  });
  watchLinks(page);
  keepUnsaved((field) => changed(page, field));
  return {
    changed: (/** @type {Element} */ field) => changed(page, field),
    submitted: () => submitted(page),
    pressed: (/** @type {HTMLElement} */ button) => pressed(page, button),
  };
}

/**
 * Finds a plan: the one named, or else the one last open, or the latest of several guides, or a new one that is not kept yet.
 * @param {Planner} page
 * @param {string | null} id
 */
function find(page, id) {
  const { plans, newer } = list(page.store);
  const own = page.own(plans);
  const wanted = id ?? lastOpen(page.store, page.place);
  const found = own.find((plan) => plan.id === wanted) ?? own.find((plan) => valuesOf(plan, "guide").length > 1);
  const before = page.plan.id;
  page.plan = found ?? newPlan(page.boot.site, newId());
  // What the notice says or asks is of the plan that was open.
  if (before !== page.plan.id) notice();
  page.begun = found !== undefined;
  page.kept = page.store.storage === null ? "blocked" : newer.length > 0 && !found ? "newer" : "kept";
}

/**
 * @param {Planner} page
 * @param {string | null} id
 */
function open(page, id) {
  find(page, id);
  draw(page);
}

/** @param {Planner} page */
function draw(page) {
  return show(page).catch(() => say(place("[data-planner-status]"), page.boot.failed));
}

/** @param {Planner} page */
async function show(page) {
  showForm(page);
  const wanted = chosen(page);
  await Promise.all(page.boot.guides.filter((guide) => wanted.includes(guide.id) && !page.guides.has(guide.id)).map(async (guide) => {
    const data = await fetchJson(guide.data);
    page.guides.set(guide.id, moved(data, new URL(guide.data, location.href)));
  }));
  const guides = dataOf(page);
  const combined = combine(guides, page.plan, guides.length > 0 ? todayIn(guides[0].time_zone, new Date()) : 0, page.views);
  page.views = new Map(guides.map((data, index) => [data.guide.id, combined.views[index]]));
  const shown = combined.tasks.filter((task) => task.place === "own" || task.place === "check");
  const listed = new Set(combined.tasks.map((task) => task.step.task));
  const gone = new Map(combined.views.flatMap((view) => view.gone).filter((known) => !listed.has(known.task)).map((known) => [known.task, known]));
  page.view = { tasks: combined.tasks, gone: [...gone.values()], done: shown.filter((task) => task.done).length, total: shown.length };
  drawPlanner(page, guides, combined.missing);
}

/**
 * The data with addresses that lead from this page.
 * @param {GuideData} data
 * @param {URL} base
 * @returns {GuideData}
 */
function moved(data, base) {
  const from = (/** @type {string} */ url) => (url === "" ? "" : new URL(url, base).href);
  const steps = (/** @type {import("./plan-narrow.mjs").Step[]} */ list) => list.map((step) => ({ ...step, url: from(step.url) }));
  const prerequisites = data.prerequisites.map((required) => ({ ...required, url: from(required.url) }));
  return { ...data, guide: { ...data.guide, url: from(data.guide.url) }, steps: steps(data.steps), extra: steps(data.extra), prerequisites };
}

/**
 * The guides chosen, in the order of the page.
 * @param {Planner} page
 */
function chosen(page) {
  const offered = findAll("[data-planner] input[name=guide]").flatMap((field) => (field instanceof HTMLInputElement ? field.value : []));
  return offered.filter((id) => valueOf(page.plan, `guide:${id}`));
}

/**
 * The data of the guides chosen, so far as they have been fetched.
 * @param {Planner} page
 */
function dataOf(page) {
  return chosen(page).flatMap((id) => page.guides.get(id) ?? []);
}

/** @param {Planner} page */
function taken(page) {
  const guides = dataOf(page);
  const phases = new Map(guides.flatMap((data) => data.phases.map((phase) => [phase.id, phase])));
  return {
    title: guides.map((data) => data.guide.title).join(", "),
    language: document.documentElement.lang,
    tasks: page.view.tasks,
    phases: [...phases.values()],
    deadlines: Object.assign({}, ...guides.map((data) => data.deadlines)),
    address: location.href,
  };
}

/**
 * Keeps changes of the plan and shows them. Of every guide it is remembered which tasks it had, to tell later of new ones.
 * @param {Planner} page
 * @param {Record<string, any>} entries
 */
function act(page, entries) {
  const now = Date.now();
  const unseen = dataOf(page).filter((data) => valueOf(page.plan, `seen:${data.guide.id}`) === undefined);
  for (const [key, value] of Object.entries({ ...seen(unseen), ...entries })) page.plan = withEntry(page.plan, key, value, now);
  const result = keep(page.store, page.plan);
  page.plan = result.plan;
  page.kept = result.kept;
  if (!page.begun && result.kept === "kept") rememberOpen(page.store, page.place, page.plan.id);
  page.begun = true;
  return draw(page);
}

/**
 * The tasks of guides as known from now on.
 * @param {GuideData[]} guides
 */
function seen(guides) {
  return Object.fromEntries(guides.map((data) => [`seen:${data.guide.id}`, data.steps.map((step) => step.task)]));
}

/**
 * @param {Planner} page
 * @param {Element} field
 */
function changed(page, field) {
  if (field instanceof HTMLSelectElement && field.matches("[data-plan-list]")) {
    rememberOpen(page.store, page.place, field.value);
    return open(page, field.value);
  }
  const question = field.closest("[data-planner] [data-question]");
  const own = field.closest("[data-own-field]");
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (question instanceof HTMLElement && isText) return readAnswer(page, question, field);
  if (own instanceof HTMLElement && isText) return act(page, { [`${own.dataset.ownField}`]: field.value.trim() || null });
  if (!(field instanceof HTMLInputElement)) return;
  if (field.matches("[data-plan-import]")) takeFile(page, field);
  else if (field.name === "guide") act(page, { [`guide:${field.value}`]: field.checked ? true : null });
  else if (field.name === "plan-name") act(page, { name: field.value.trim() || null });
  else if (field.name === "done") tick(page, field.value, field.checked);
  else if (field.dataset.event !== undefined) readDateField(page, field);
}

/**
 * A tick counts in every guide that has the task; each has its own days.
 * @param {Planner} page
 * @param {string} task
 * @param {boolean} done
 */
function tick(page, task, done) {
  /** @type {Record<string, any>} */
  const entries = {};
  for (const data of dataOf(page)) {
    const step = [...data.steps, ...data.extra].find((known) => known.task === task);
    if (step) Object.assign(entries, tickEntries(data, page.plan, step, done, todayIn(data.time_zone, new Date())));
  }
  return act(page, entries);
}

/**
 * Enter in a field and the button that updates: every field is read again.
 * @param {Planner} page
 */
function submitted(page) {
  for (const field of findAll("input[data-event]")) if (field instanceof HTMLInputElement) readDateField(page, field);
  draw(page);
}

/**
 * @param {Planner} page
 * @param {HTMLElement} button
 */
function pressed(page, button) {
  const { keepTask, leaveTask, confirmTask, reopenTask } = button.dataset;
  // The buttons of tasks and news are gone once they are pressed.
  if (keepTask) act(page, { [`keep:${keepTask}`]: true }).then(() => focusTask(keepTask));
  else if (leaveTask) act(page, { [`keep:${leaveTask}`]: null }).then(() => focusTask(leaveTask));
  else if (confirmTask) tick(page, confirmTask, true).then(() => focusTask(confirmTask));
  else if (reopenTask) tick(page, reopenTask, false).then(() => focusTask(reopenTask));
  else if (button.hasAttribute("data-seen")) act(page, seen(dataOf(page))).then(focusPanel);
  else if (button.dataset.orderBy) reorder(page, button.dataset.orderBy);
  else if (button.closest("[data-plan]")) withTaking(page, (take) => take.pressed(page, button));
}

/**
 * @param {Planner} page
 * @param {string} by
 */
function reorder(page, by) {
  orderBy(by);
  draw(page);
}

/** @param {Planner} page */
function showForm(page) {
  for (const field of findAll("[data-planner] input[name=guide]")) if (field instanceof HTMLInputElement) field.checked = valueOf(page.plan, `guide:${field.value}`) === true;
  const given = givenAnswers(page.plan);
  for (const question of findAll("[data-planner] [data-question]")) showAnswer(page, question, given[question.dataset.question ?? ""]);
  showText(place("[name=plan-name]"), valueOf(page.plan, "name") ?? "");
  const own = page.own(list(page.store).plans);
  drawChoice(page, page.begun ? own : [page.plan, ...own]);
}
