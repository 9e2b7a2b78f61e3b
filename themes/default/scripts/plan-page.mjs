// The plan on a guide's page: what the reader does, what is kept of it, and when the page is drawn anew.

import { fetchJson } from "./fetch-json.mjs";
import { orderBy } from "./plan-by-date.mjs";
import { place } from "./plan-dom.mjs";
import { drawTasks } from "./plan-draw.mjs";
import { drawFields, readDateField } from "./plan-fields.mjs";
import { clockOf } from "./plan-due.mjs";
import { takeFile, watchLinks, withTaking } from "./plan-incoming.mjs";
import { planView, tickEntries, tickOf } from "./plan-model.mjs";
import { focusPanel, notice } from "./plan-notice.mjs";
import { drawPanel } from "./plan-panel.mjs";
import { readAnswer } from "./plan-questions.mjs";
import { newId, newPlan, withEntry } from "./plan-record.mjs";
import { catchUp, keep, keyOf, lastOpen, list, openStore, plansOf, rememberOpen, setAsideBroken } from "./plan-storage.mjs";
import { focusTask } from "./plan-task.mjs";
import { keepUnsaved } from "./plan-unsaved.mjs";
import { dayWords, words } from "./plan-words.mjs";

/**
 * @typedef {import("./plan.mjs").Boot} Boot
 * @typedef {import("./plan-record.mjs").Plan} Plan
 */

/**
 * The page with its plan.
 * @typedef {object} Page
 * @property {Boot} boot
 * @property {import("./plan-narrow.mjs").GuideData} data
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {import("./plan-storage.mjs").Store} store
 * @property {Plan} plan
 * @property {Plan[]} plans the kept plans of this guide
 * @property {boolean} begun whether the plan is kept or would be, if the browser allowed it
 * @property {import("./plan-storage.mjs").Kept} kept
 * @property {{ id: string, raw: string }[]} broken plans that could not be read
 * @property {import("./plan-model.mjs").PlanView} view
 * @property {(now: Date) => number} clock
 * @property {number} today
 * @property {string} place
 * @property {() => import("./plan-take.mjs").Taken} taken
 * @property {(plan: Plan) => boolean} fits
 * @property {(plans: Plan[]) => Plan[]} own
 * @property {(entries: Record<string, any>) => void} act keeps changes and shows them
 * @property {(id: string | null) => void} open opens a plan of this guide
 * @property {() => void} draw
 */

/**
 * @param {Boot} boot
 * @returns {Promise<import("./plan.mjs").Acting>}
 */
export async function start(boot) {
  const [data, texts] = await Promise.all([fetchJson(boot.data), fetchJson(boot.words)]);
  const store = openStore(boot.site, () => localStorage);
  const page = /** @type {Page} */ (/** @type {unknown} */ ({ boot, data, words: words(texts), days: dayWords(data.locale), store, kept: "kept", begun: false }));
  page.clock = clockOf(data.time_zone);
  page.place = boot.guide;
  page.taken = () => ({ title: page.data.guide.title, language: page.data.language, tasks: page.view.tasks, phases: page.data.phases, deadlines: page.data.deadlines, address: page.data.guide.absolute });
  page.own = (plans) => plansOf(plans, boot.guide);
  page.fits = (plan) => page.own([plan]).length > 0;
  page.act = (entries) => act(page, entries);
  page.open = (id) => open(page, id);
  page.draw = () => draw(page);
  page.broken = setAsideBroken(store);
  open(page, null);
  window.addEventListener("storage", (event) => {
    if (event.key !== null && event.key !== keyOf(boot.site, page.plan.id)) return;
    if (page.begun) page.broken.push(...catchUp(store, page.plan));
    open(page, page.plan.id);
  });
  watchLinks(page);
  keepUnsaved((field) => changed(page, field));
  return {
    changed: (field) => changed(page, field),
    submitted: (form) => submitted(page, form),
    pressed: (button) => pressed(page, button),
  };
}

/**
 * Opens a plan of this guide: the one named, or else the one last open, or the latest, or a new one that is not kept yet.
 * @param {Page} page
 * @param {string | null} id
 */
function open(page, id) {
  const found = list(page.store);
  const own = plansOf(found.plans, page.boot.guide);
  const wanted = id ?? lastOpen(page.store, page.boot.guide);
  const plan = own.find((plan) => plan.id === wanted) ?? own[0];
  const before = page.plan?.id;
  page.plans = own;
  page.begun = plan !== undefined;
  page.plan = plan ?? newPlan(page.boot.site, newId());
  // What the notice says or asks is of the plan that was open.
  if (before !== undefined && before !== page.plan.id) notice();
  page.kept = page.store.storage === null ? "blocked" : found.newer.length > 0 && !plan ? "newer" : "kept";
  draw(page);
}

/** @param {Page} page */
function draw(page) {
  page.today = page.clock(new Date());
  page.view = planView(page.data, page.plan, page.today, page.view);
  drawTasks(page);
  drawFields(page);
  drawPanel(page, page.plans);
}

/**
 * Keeps changes of the plan and shows them. The first one begins the plan.
 * @param {Page} page
 * @param {Record<string, any>} entries
 */
function act(page, entries) {
  const now = Date.now();
  const first = page.begun ? {} : { [`guide:${page.boot.guide}`]: true, [`seen:${page.boot.guide}`]: page.data.steps.map((step) => step.task) };
  let plan = page.plan;
  for (const [key, value] of Object.entries({ ...first, ...entries })) plan = withEntry(plan, key, value, now);
  const result = keep(page.store, plan);
  page.plan = result.plan;
  page.kept = result.kept;
  if (!page.begun && result.kept === "kept") rememberOpen(page.store, page.boot.guide, plan.id);
  page.begun = true;
  page.plans = [page.plan, ...page.plans.filter((known) => known.id !== page.plan.id)];
  draw(page);
}

/**
 * @param {Page} page
 * @param {string} task
 * @param {boolean} done
 */
function tick(page, task, done) {
  const step = page.view.tasks.find((known) => known.step.task === task)?.step;
  if (step) act(page, tickEntries(page.data, page.plan, step, done, page.today));
}

/**
 * @param {Page} page
 * @param {Element} field
 */
function changed(page, field) {
  if (field instanceof HTMLInputElement && field.name === "done") tick(page, field.value, field.checked);
  else if (field instanceof HTMLInputElement && field.dataset.event !== undefined) readDateField(page, field);
  else if (field instanceof HTMLInputElement && field.name === "plan-name") act(page, { name: field.value.trim() || null });
  else if (field instanceof HTMLInputElement && field.matches("[data-plan-import]")) takeFile(page, field);
  else if (field instanceof HTMLSelectElement && field.matches("[data-plan-list]")) choose(page, field.value);
  else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const own = field.closest("[data-own-field]");
    const question = field.closest("[data-questions] [data-question]");
    if (own instanceof HTMLElement) act(page, { [`${own.dataset.ownField}`]: field.value.trim() || null });
    else if (question instanceof HTMLElement) readAnswer(page, question, field);
  }
}

/**
 * @param {Page} page
 * @param {string} id
 */
function choose(page, id) {
  rememberOpen(page.store, page.boot.guide, id);
  open(page, id);
}

/**
 * Enter in a field and the buttons that update: every field is read again.
 * @param {Page} page
 * @param {Element} form
 */
function submitted(page, form) {
  const root = form.matches("[data-questions]") ? form : document;
  root.querySelectorAll("input[data-event]").forEach((field) => field instanceof HTMLInputElement && readDateField(page, field));
  const status = place("[data-live]");
  if (status) status.textContent = page.words("progress", { count: page.view.total, done: page.view.done });
}

/**
 * @param {Page} page
 * @param {Element} button
 */
function pressed(page, button) {
  if (!(button instanceof HTMLElement)) return;
  const { keepTask, leaveTask, confirmTask, reopenTask } = button.dataset;
  const step = page.view.tasks.find((task) => task.step.task === (confirmTask ?? reopenTask))?.step;
  if (keepTask) act(page, { [`keep:${keepTask}`]: true });
  else if (leaveTask) act(page, { [`keep:${leaveTask}`]: null });
  else if (confirmTask && step) act(page, { [`tick:${confirmTask}`]: tickOf(page.data, step) });
  else if (reopenTask) tick(page, reopenTask, false);
  else if (button.dataset.orderBy) reorder(page, button.dataset.orderBy);
  else if (button.hasAttribute("data-seen")) act(page, acknowledged(page));
  else if (button.closest("[data-plan]")) withTaking(page, (take) => take.pressed(page, button));
  // These buttons are gone once they are pressed.
  const task = keepTask ?? leaveTask ?? confirmTask ?? reopenTask;
  if (task) focusTask(task);
  else if (button.hasAttribute("data-seen")) focusPanel();
}

/**
 * The new tasks are known from now on, and the removed ones need not be told again.
 * @param {Page} page
 */
function acknowledged(page) {
  return { [`seen:${page.boot.guide}`]: page.data.steps.map((step) => step.task) };
}

/**
 * @param {Page} page
 * @param {string} by
 */
function reorder(page, by) {
  orderBy(by);
  draw(page);
}
