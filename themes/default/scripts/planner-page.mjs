// The planner: several guides as one list, with the days of each and what is missing first.

import { isoOf, parseDate } from "./dates.mjs";
import { combine } from "./plan-combine.mjs";
import { find, findAll, make, say } from "./plan-dom.mjs";
import { readDay, todayIn } from "./plan-due.mjs";
import { answerIn } from "./plan-answers.mjs";
import { dateKey, tickOf } from "./plan-model.mjs";
import { newId, newPlan, valueOf, valuesOf, withEntry } from "./plan-record.mjs";
import { drawChoice } from "./plan-panel.mjs";
import { keep, keyOf, lastOpen, list, openStore, rememberOpen } from "./plan-storage.mjs";
import { dayWords, words } from "./plan-words.mjs";

/**
 * @typedef {import("./plan-narrow.mjs").GuideData} GuideData
 * @typedef {import("./plan-combine.mjs").SharedTask} SharedTask
 */

/**
 * @typedef {object} Planner
 * @property {import("./planner.mjs").PlannerBoot} boot
 * @property {import("./plan-words.mjs").Words} words
 * @property {import("./plan-words.mjs").DayWords} days
 * @property {import("./plan-storage.mjs").Store} store
 * @property {import("./plan-record.mjs").Plan} plan
 * @property {boolean} begun
 * @property {import("./plan-storage.mjs").Kept} kept
 * @property {{ id: string, raw: string }[]} broken
 * @property {Map<string, GuideData>} guides the data fetched so far
 * @property {SharedTask[]} tasks as they were last drawn
 * @property {string} place the name under which the last plan of several guides is remembered
 * @property {() => import("./plan-take.mjs").Taken} taken
 * @property {(plan: Plan) => boolean} fits
 * @property {(plans: Plan[]) => Plan[]} own
 * @property {(entries: Record<string, any>) => void} act
 * @property {(id: string | null) => void} open
 * @property {() => void} draw
 */

/** @typedef {import("./plan-record.mjs").Plan} Plan */

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
async function fetchJson(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** @param {import("./planner.mjs").PlannerBoot} boot */
export async function start(boot) {
  const texts = await fetchJson(boot.words);
  const store = openStore(boot.site, () => localStorage);
  /** @type {Planner} */
  const page = {
    boot, store, words: words(texts), days: dayWords(texts.locale), plan: newPlan(boot.site, newId()), begun: false, kept: "kept", broken: [], guides: new Map(), tasks: [], place: "planner",
    taken: () => taken(page),
    own: (plans) => plans.filter((plan) => ofPlanner(plan) || plan.id === page.plan.id),
    fits: ofPlanner,
    act: (entries) => act(page, entries),
    open: (id) => open(page, id),
    draw: () => void draw(page),
  };
  open(page, null);
  await draw(page);
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key === keyOf(boot.site, page.plan.id)) open(page, page.plan.id);
  });
  window.addEventListener("hashchange", () => takeLink(page));
  takeLink(page);
  return {
    changed: (/** @type {Element} */ field) => changed(page, field),
    submitted: () => void draw(page),
    pressed: (/** @type {HTMLElement} */ button) => {
      if (button.closest("[data-plan]")) import("./plan-take.mjs").then((take) => take.pressed(page, button));
    },
  };
}

/**
 * Whether a plan is one of several guides, or has the days of one as the planner keeps them.
 * @param {Plan} plan
 */
function ofPlanner(plan) {
  return valuesOf(plan, "guide").length > 1 || valuesOf(plan, "date").some(([event]) => event.includes("."));
}

/**
 * Opens a plan of the planner: the one named, or else the one last open, or a new one that is not kept yet.
 * @param {Planner} page
 * @param {string | null} id
 */
function open(page, id) {
  const { plans } = list(page.store);
  const found = plans.find((plan) => plan.id === (id ?? lastOpen(page.store, page.place))) ?? (id === null ? undefined : page.own(plans)[0]);
  page.plan = found ?? newPlan(page.boot.site, newId());
  page.begun = found !== undefined;
  showForm(page);
  draw(page);
}

/** @param {Planner} page */
function taken(page) {
  const guides = chosen(page).flatMap((id) => page.guides.get(id) ?? []);
  return {
    title: guides.map((data) => data.guide.title).join(", "),
    language: document.documentElement.lang,
    tasks: page.tasks,
    phases: guides[0]?.phases ?? [],
    deadlines: Object.assign({}, ...guides.map((data) => data.deadlines)),
    address: location.href,
  };
}

/** @param {Planner} page */
function takeLink(page) {
  if (!location.hash.startsWith("#plan=")) return;
  const hash = location.hash;
  history.replaceState(history.state, "", location.pathname + location.search);
  import("./plan-take.mjs").then((take) => take.fromHash(page, hash));
}

/**
 * @param {Planner} page
 * @param {HTMLInputElement} field
 */
function takeFile(page, field) {
  const file = field.files?.[0];
  if (file) import("./plan-take.mjs").then((take) => take.fromUpload(page, file)).finally(() => (field.value = ""));
}

/**
 * @param {Planner} page
 * @param {Record<string, any>} entries
 */
function act(page, entries) {
  for (const [key, value] of Object.entries(entries)) page.plan = withEntry(page.plan, key, value, Date.now());
  const result = keep(page.store, page.plan);
  page.plan = result.plan;
  page.kept = result.kept;
  if (!page.begun && result.kept === "kept") rememberOpen(page.store, page.place, page.plan.id);
  page.begun = true;
  say(find("[data-planner-status]"), result.kept === "kept" ? "" : page.words(`storage-${result.kept}`));
  showForm(page);
  draw(page);
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
  if (question instanceof HTMLElement) return act(page, { [`answer:${question.dataset.question}`]: answerIn(question) });
  if (!(field instanceof HTMLInputElement)) return;
  if (field.matches("[data-plan-import]")) takeFile(page, field);
  else if (field.name === "guide") act(page, { [`guide:${field.value}`]: field.checked ? true : null });
  else if (field.name === "plan-name") act(page, { name: field.value.trim() || null });
  else if (field.name === "done") tick(page, field);
  else if (field.dataset.event !== undefined) readDate(page, field);
}

/**
 * @param {Planner} page
 * @param {HTMLInputElement} field
 */
function tick(page, field) {
  const data = [...page.guides.values()].find((guide) => chosen(page).includes(guide.guide.id) && stepOf(guide, field.value));
  const step = data && stepOf(data, field.value);
  if (!data || !step) return;
  /** @type {Record<string, any>} */
  const entries = { [`tick:${field.value}`]: field.checked ? tickOf(data, step) : null };
  for (const guide of chosen(page)) {
    const events = Object.entries(page.guides.get(guide)?.events ?? {}).filter(([, event]) => event.task === field.value);
    for (const [event] of events) {
      const kept = valueOf(page.plan, dateKey(event, guide));
      if (field.checked && !kept) entries[dateKey(event, guide)] = { day: isoOf(todayIn(data.time_zone, new Date())), planned: false, auto: true };
      if (!field.checked && kept?.auto) entries[dateKey(event, guide)] = null;
    }
  }
  act(page, entries);
}

/**
 * @param {GuideData} data
 * @param {string} task
 */
function stepOf(data, task) {
  return [...data.steps, ...data.extra].find((step) => step.task === task);
}

/**
 * @param {Planner} page
 * @param {HTMLInputElement} field
 */
function readDate(page, field) {
  const read = parseDate(field.value);
  const echo = document.getElementById(`echo-${field.id}`);
  const wrong = "day" in read || read.reason === "empty" ? null : read.reason;
  field.setAttribute("aria-invalid", String(wrong !== null));
  if (wrong) return say(echo, page.words(`date-${wrong}`, { text: field.value.trim().slice(0, 40) }));
  act(page, { [`date:${field.dataset.event}`]: "day" in read ? { day: isoOf(read.day), planned: false } : null });
}

/**
 * The guides chosen, in the order of the page.
 * @param {Planner} page
 */
function chosen(page) {
  return page.boot.guides.map((guide) => guide.id).filter((id) => valueOf(page.plan, `guide:${id}`));
}

/** @param {Planner} page */
function showForm(page) {
  for (const field of findAll("[data-planner] input[name=guide]")) if (field instanceof HTMLInputElement) field.checked = valueOf(page.plan, `guide:${field.value}`) === true;
  const given = Object.fromEntries(valuesOf(page.plan, "answer"));
  for (const question of findAll("[data-planner] [data-question]")) {
    const answer = given[question.dataset.question ?? ""];
    for (const input of question.querySelectorAll("input")) {
      if (input.type === "checkbox") input.checked = answer?.set?.includes(input.value) ?? false;
      else if (input.type === "radio") input.checked = input.value === (answer?.choice ?? "");
    }
  }
  const name = find("[data-planner] [name=plan-name]");
  if (name instanceof HTMLInputElement && name !== document.activeElement) name.value = valueOf(page.plan, "name") ?? "";
  drawChoice(page, page.own(list(page.store).plans));
}

/** @param {Planner} page */
async function draw(page) {
  const wanted = chosen(page);
  await Promise.all(page.boot.guides.filter((guide) => wanted.includes(guide.id) && !page.guides.has(guide.id)).map(async (guide) => {
    const data = await fetchJson(guide.data);
    page.guides.set(guide.id, moved(data, new URL(guide.data, location.href)));
  }));
  const result = find("[data-planner-result]");
  if (!result) return;
  const guides = chosen(page).flatMap((id) => page.guides.get(id) ?? []);
  result.hidden = false;
  find("[data-planner-guides]")?.toggleAttribute("hidden", guides.length > 0);
  if (guides.length === 0) {
    page.tasks = [];
    return result.replaceChildren(make("p", {}, page.words("planner-none")));
  }
  const today = todayIn(guides[0].time_zone, new Date());
  const combined = combine(guides, page.plan, today);
  page.tasks = combined.tasks;
  const deadlines = Object.assign({}, ...guides.map((data) => data.deadlines));
  const focused = document.activeElement?.id ?? "";
  result.replaceChildren(...missingList(page, combined.missing), ...guides.map((data, index) => dateFields(page, data, combined.views[index])), ...taskLists(page, { ...guides[0], deadlines }, combined.tasks));
  if (focused) document.getElementById(focused)?.focus();
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
 * @param {Planner} page
 * @param {import("./plan-combine.mjs").Missing[]} missing
 */
function missingList(page, missing) {
  if (missing.length === 0) return [];
  const item = (/** @type {import("./plan-combine.mjs").Missing} */ required) =>
    make("li", { "data-lacking": required.state },
      make("strong", {}, page.words(required.state === "missing" ? "missing" : "missing-check")), ": ",
      required.url ? make("a", { href: required.url }, required.name) : required.name, ". ", required.text);
  return [make("ul", { class: "notice notice-caution plain-list", "data-planner-missing": true }, ...missing.map(item))];
}

/**
 * The days of one guide.
 * @param {Planner} page
 * @param {GuideData} data
 * @param {import("./plan-model.mjs").PlanView} view
 */
function dateFields(page, data, view) {
  const set = Object.values(view.setBy).flat();
  const fields = [...view.events, ...set].map((event) => {
    const key = `${data.guide.id}.${event}`;
    const id = `date-${key}`;
    const kept = valueOf(page.plan, `date:${key}`);
    const day = kept ? readDay(kept.day) : null;
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "text", inputmode: "numeric", autocomplete: "off", id, "data-event": key, "aria-describedby": `echo-${id}` }));
    if (day !== null) input.value = page.days.plain(day);
    return make("div", { class: "field" }, make("label", { for: id }, data.events[event].name), input, make("output", { class: "echo", id: `echo-${id}` }, day === null ? "" : page.days.long(day)));
  });
  const early = view.early.map(({ event, passed, earliest }) => {
    const values = { event: data.events[event].name, count: passed.length, names: passed.map((deadline) => data.deadlines[deadline].name).join(", ") };
    return make("p", { class: "plan-summary" }, earliest === null ? page.words("too-early-no-day", values) : page.words("too-early", { ...values, day: page.days.plain(earliest) }));
  });
  return make("fieldset", { class: "dates", "data-planner-dates": data.guide.id, hidden: fields.length === 0 }, make("legend", {}, page.words("planner-dates", { guide: data.guide.title })), ...fields, ...early);
}

/**
 * @param {Planner} page
 * @param {GuideData} data
 * @param {SharedTask[]} tasks
 */
function taskLists(page, data, tasks) {
  const shown = tasks.filter((task) => task.place === "own" || task.place === "check");
  const away = tasks.filter((task) => task.place === "out" || task.place === "other");
  const phases = data.phases.flatMap((phase) => {
    const own = shown.filter((task) => task.step.phase === phase.id);
    return own.length === 0 ? [] : [make("section", {}, make("h2", {}, phase.name), make("ul", { class: "step-list" }, ...own.map((task) => taskItem(page, data, task))))];
  });
  const aside = away.length === 0 ? [] : [make("details", { class: "not-yours" }, make("summary", {}, page.words("not-yours", { count: away.length })), make("ul", { class: "step-list" }, ...away.map((task) => taskItem(page, data, task))))];
  return [make("p", { "data-planner-count": String(shown.length) }, page.words("planner-count", { count: shown.length })), ...phases, ...aside];
}

/**
 * @param {Planner} page
 * @param {GuideData} data
 * @param {SharedTask} task
 */
function taskItem(page, data, task) {
  const id = `done-${task.step.task}`;
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", class: "step-done", id, name: "done", value: task.step.task }));
  box.checked = task.done;
  const guides = task.guides.map((guide) => guide.title).join(", ");
  const due = task.due ? `${page.days.short(task.due.day)} · ` : "";
  const phrase = data.deadlines[task.step.deadline ?? ""]?.phrase ?? "";
  return make("li", { class: "step", "data-task": task.step.task, "data-place": task.place },
    make("div", { class: "step-head" }, box, make("h3", { class: "step-title" }, make("label", { for: id }, task.step.title)),
      make("p", { class: "due" }, make("span", { class: "due-date" }, due), make("span", { class: "due-rule" }, phrase), " ", make("span", { class: "due-state", "data-near": task.near ?? "" }, task.near ? page.words(`near-${task.near}`) : ""))),
    make("div", { class: "step-body" },
      ...(task.place === "check" ? [make("p", { class: "tag tag-soon", "data-check": true }, page.words("check"))] : []),
      ...(task.step.when ? [make("p", { class: "applies" }, task.step.when)] : []),
      make("p", { class: "meta" }, page.words("owner", { names: task.owners.map((owner) => (owner.you ? page.words("you") : owner.name)).join(", ") })),
      ...(guides ? [make("p", { class: "meta", "data-asked-by": true }, page.words("asked-by", { guides }))] : []),
      make("p", { class: "meta" }, make("a", { href: task.step.url }, task.step.title))));
}
