// Taking a plan along and bringing one in: files, links, calendar, table. Nothing that comes in replaces anything unasked.

import { isoOf } from "./dates.mjs";
import { csvFile } from "./plan-csv.mjs";
import { button, download, fileName, make } from "./plan-dom.mjs";
import { calendarFile } from "./plan-ics.mjs";
import { cancel, choice, notice } from "./plan-notice.mjs";
import { FILE_LIMIT, fromFile, fromLink, toFile, toLink } from "./plan-packet.mjs";
import { nameOf } from "./plan-panel.mjs";
import { differences, merge, newId, newPlan, valueOf, valuesOf, withEntry } from "./plan-record.mjs";
import { keep, list, load, rememberOpen } from "./plan-storage.mjs";

/**
 * @typedef {import("./plan-record.mjs").Plan} Plan
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 */

/**
 * What is taken along of a plan.
 * @typedef {object} Taken
 * @property {string} title of the guide, or of the guides
 * @property {string} language
 * @property {PlanTask[]} tasks
 * @property {import("./plan-narrow.mjs").GuideData["phases"]} phases
 * @property {import("./plan-narrow.mjs").GuideData["deadlines"]} deadlines
 * @property {string} address from which the addresses of the tasks lead
 */

/**
 * A page whose plan can be taken along: a guide's or the planner.
 * @typedef {object} Page
 * @property {{ site: string, failed: string }} boot
 * @property {string} place the name under which the page remembers its last plan: the guide's id, or `planner`
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {import("./plan-storage.mjs").Store} store
 * @property {Plan} plan
 * @property {boolean} begun
 * @property {import("./plan-storage.mjs").Kept} kept
 * @property {{ id: string, raw: string }[]} broken
 * @property {() => Taken} taken
 * @property {(plan: Plan) => boolean} fits whether a plan can be shown on this page
 * @property {(plans: Plan[]) => Plan[]} own those of the kept plans that this page offers
 * @property {(entries: Record<string, any>) => void} act
 * @property {(id: string | null) => void} open
 * @property {() => void} draw
 */

/**
 * @param {Page} page
 * @param {HTMLElement} pressed
 */
export function pressed(page, pressed) {
  const has = (/** @type {string} */ name) => pressed.hasAttribute(`data-${name}`);
  const name = fileName(nameOf(page, page.plan));
  if (has("plan-calendar")) takeCalendar(page, name);
  else if (has("plan-table")) download(`${name}.csv`, "text/csv;charset=utf-8", csvFile(rows(page)));
  else if (has("plan-export")) download(`${name}.json`, "application/json", toFile(page.plan));
  else if (has("plan-link")) showLink(page);
  else if (has("plan-new")) startNew(page);
  else if (has("plan-delete")) askDelete(page);
  else if (has("broken")) saveBroken(page, pressed.dataset.broken ?? "");
}

/**
 * @param {Page} page
 * @param {string} name
 */
function takeCalendar(page, name) {
  const taken = page.taken();
  const dated = taken.tasks.filter((task) => task.due && !task.done && (task.place === "own" || task.place === "check"));
  if (dated.length === 0) return notice(make("p", {}, page.words("calendar-empty")));
  /** @type {Record<string, any>} */
  const sent = {};
  const events = dated.map((task) => {
    const day = /** @type {import("./plan-due.mjs").DueDay} */ (task.due).day;
    const before = valueOf(page.plan, `sent:${task.step.task}`);
    const sequence = before ? before.sequence + (before.day === isoOf(day) ? 0 : 1) : 0;
    sent[`sent:${task.step.task}`] = { day: isoOf(day), sequence };
    const phrase = taken.deadlines[task.step.deadline ?? ""]?.phrase ?? "";
    const url = new URL(task.step.url, taken.address).href;
    const owners = task.owners.map((owner) => (owner.you ? page.words("you") : owner.name)).join(", ");
    return {
      uid: `${page.place}.${page.plan.id}.${task.step.task}@${page.boot.site}`,
      sequence,
      day,
      summary: task.step.title,
      description: [phrase, page.words("owner", { names: owners }), valueOf(page.plan, `note:${task.step.task}`) ?? "", url].filter((line) => line !== "").join("\n"),
      url,
    };
  });
  const calendar = { name: `${taken.title}: ${nameOf(page, page.plan)}`, lang: taken.language, product: page.boot.site };
  download(`${name}.ics`, "text/calendar;charset=utf-8", calendarFile(calendar, events, new Date()));
  page.act(sent);
}

/**
 * The plan as a table, in the order of the page.
 * @param {Page} page
 * @returns {string[][]}
 */
export function rows(page) {
  const head = ["code", "task", "phase", "place", "due", "rule", "owner", "who", "done", "note", "address"].map((column) => page.words(`column-${column}`));
  const taken = page.taken();
  const phase = (/** @type {string} */ id) => taken.phases.find((known) => known.id === id)?.name ?? "";
  const tasks = taken.tasks.map((task) => [
    task.step.code ?? "",
    task.step.title,
    phase(task.step.phase),
    page.words(`place-${task.place}`),
    task.due ? page.days.plain(task.due.day) : "",
    taken.deadlines[task.step.deadline ?? ""]?.phrase ?? "",
    task.owners.map((owner) => (owner.you ? page.words("you") : owner.name)).join(", "),
    valueOf(page.plan, `who:${task.step.task}`) ?? "",
    task.done ? page.words("done") : "",
    valueOf(page.plan, `note:${task.step.task}`) ?? "",
    new URL(task.step.url, taken.address).href,
  ]);
  return [head, ...tasks];
}

/** @param {Page} page */
async function showLink(page) {
  const field = /** @type {HTMLInputElement} */ (make("input", { type: "text", readonly: true, id: "plan-link-text", "data-link-text": true }));
  const notes = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", id: "plan-link-notes", "data-own-option": true }));
  const said = make("p", { role: "status" });
  const write = async () => {
    const hash = typeof CompressionStream === "undefined" ? null : await toLink(page.plan, { notes: notes.checked ? "with" : "without" });
    field.value = hash === null ? "" : location.origin + location.pathname + location.search + hash;
    said.textContent = hash === null ? page.words("link-too-big") : "";
  };
  notes.addEventListener("change", (event) => {
    event.stopPropagation();
    write();
  });
  const copy = button(page.words("link-copy"), { "data-choice": "copy" });
  copy.addEventListener("click", (event) => {
    event.stopPropagation();
    field.select();
    const copied = navigator.clipboard?.writeText(field.value) ?? Promise.reject(new Error("no clipboard"));
    copied.then(() => (said.textContent = page.words("link-copied")), () => (said.textContent = page.words("link-select")));
  });
  await write();
  notice(
    make("div", { class: "field" }, make("label", { for: "plan-link-text" }, page.words("link-label")), field),
    make("p", { class: "choice-line" }, notes, " ", make("label", { for: "plan-link-notes" }, page.words("link-notes"))),
    make("p", { class: "buttons" }, copy),
    said,
  );
}

/** @param {Page} page */
function startNew(page) {
  const count = page.own(list(page.store).plans).length + 1;
  page.plan = newPlan(page.boot.site, newId());
  page.begun = false;
  page.act({ name: page.words("plan-number", { number: count }) });
  notice(make("p", {}, page.words("new-begun", { name: nameOf(page, page.plan) })));
}

/** @param {Page} page */
function askDelete(page) {
  if (!page.begun) return;
  const asked = page.plan;
  const name = nameOf(page, asked);
  notice(
    make("p", {}, page.words("delete-ask", { name })),
    make("p", { class: "buttons" },
      choice(page.words("delete-yes"), () => {
        const result = keep(page.store, withEntry(asked, "deleted", true, Date.now()));
        page.store.memory.delete(asked.id);
        page.open(null);
        notice(make("p", {}, page.words(result.kept === "kept" || result.kept === "blocked" ? "deleted" : `storage-${result.kept}`, { name })));
      }, "delete"), " ",
      cancel(page.words("cancel"))),
  );
}

/**
 * @param {Page} page
 * @param {string} id
 */
function saveBroken(page, id) {
  const found = page.broken.find((broken) => broken.id === id);
  if (found) download(`${id}.txt`, "text/plain;charset=utf-8", found.raw);
}

/**
 * @param {Page} page
 * @param {File} file
 */
export async function fromUpload(page, file) {
  if (file.size > FILE_LIMIT) return refuse(page, "too-big");
  preview(page, fromFile(await file.text(), page.boot.site));
}

/**
 * @param {Page} page
 * @param {string} hash
 */
export async function fromHash(page, hash) {
  preview(page, await fromLink(hash, page.boot.site));
}

/**
 * @param {Page} page
 * @param {string} reason
 */
function refuse(page, reason) {
  notice(make("p", { "data-refused": reason }, page.words(`refused-${reason}`)));
}

/**
 * Says what would come in and asks what to do with it. Nothing is kept before the reader chooses.
 * @param {Page} page
 * @param {import("./plan-packet.mjs").Unpacked} read
 */
function preview(page, read) {
  if ("reason" in read) return refuse(page, read.reason);
  if (!page.fits(read.plan)) return refuse(page, "other-guide");
  const known = load(page.store, read.plan.id);
  const own = "plan" in known && !valueOf(known.plan, "deleted") ? known.plan : page.begun ? page.plan : null;
  const done = valuesOf(read.plan, "tick").length;
  const different = own ? changesByMerging(own, read.plan) : 0;
  notice(
    make("p", { "data-preview": true }, page.words("import-found", { name: nameOf(page, read.plan), done, count: page.taken().tasks.length })),
    ...(read.edited ? [make("p", { "data-edited": true }, page.words("import-edited"))] : []),
    ...(own ? [make("p", { "data-differences": String(different) }, page.words("import-differences", { count: different, name: nameOf(page, own) }))] : []),
    make("p", { class: "buttons" },
      choice(page.words("import-new"), () => bringIn(page, asNew(page, read.plan)), "new"), " ",
      ...(own ? [choice(page.words("import-merge"), () => bringIn(page, { ...merge(own, read.plan), id: own.id }), "merge"), " "] : []),
      cancel(page.words("cancel"))),
  );
}

/**
 * How many entries would change.
 * @param {Plan} own
 * @param {Plan} other
 */
function changesByMerging(own, other) {
  return differences(own, merge(own, other)).length;
}

/**
 * The plan under an id that is free here.
 * @param {Page} page
 * @param {Plan} plan
 * @returns {Plan}
 */
function asNew(page, plan) {
  return { ...plan, id: "plan" in load(page.store, plan.id) ? newId() : plan.id };
}

/**
 * @param {Page} page
 * @param {Plan} plan
 */
function bringIn(page, plan) {
  const result = keep(page.store, plan);
  rememberOpen(page.store, page.place, plan.id);
  page.open(plan.id);
  page.kept = result.kept;
  page.draw();
  notice(make("p", {}, page.words("import-done", { name: nameOf(page, result.plan) })));
}
