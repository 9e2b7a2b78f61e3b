// What a page shows of a plan: every task with its place, its dates and what has happened to it since the reader ticked it.

import { isoOf } from "./dates.mjs";
import { dueDay, eventsOf, nearness, readDay, tooEarly } from "./plan-due.mjs";
import { placeAll } from "./plan-narrow.mjs";
import { valueOf, valuesOf } from "./plan-record.mjs";

/**
 * @typedef {import("./plan-record.mjs").Plan} Plan
 * @typedef {import("./plan-narrow.mjs").GuideData} GuideData
 * @typedef {import("./plan-narrow.mjs").Placed} Placed
 * @typedef {import("./plan-due.mjs").DueDay} DueDay
 * @typedef {import("./plan-due.mjs").KnownDay} KnownDay
 */

/**
 * What has changed since a task was ticked: the words of the entries, and the rule of then where it is another one now.
 * @typedef {{ entries: { on: string, text: string }[], phrase: string | null, title: string | null }} Difference
 */

/**
 * @typedef {object} TaskState
 * @property {boolean} done
 * @property {DueDay | null} due
 * @property {"late" | "soon" | "later" | null} near
 * @property {Dated["variants"]} variants those that give a day
 * @property {Difference | null} changed
 * @property {boolean} isNew
 * @typedef {Placed & TaskState} PlanTask
 */

/**
 * A task of the plan that the guide no longer lists.
 * @typedef {{ task: string, title: string, done: boolean, on: string | null, replaced: { title: string, url: string } | null, note: string | null }} Gone
 */

/**
 * @typedef {object} PlanView
 * @property {PlanTask[]} tasks
 * @property {Gone[]} gone
 * @property {number} done of the reader's own tasks and those to check
 * @property {number} total
 * @property {Record<string, KnownDay>} days
 * @property {string[]} events the reader's events that a shown deadline counts from
 * @property {Record<string, string[]>} setBy the events that a task sets, by task
 * @property {{ event: string, passed: string[], earliest: number | null }[]} early
 * @property {Basis} basis
 */

/**
 * What a view rests on. The next view takes over what rests on the same, so that a tick computes nothing but itself.
 * @typedef {object} Basis
 * @property {string} answers the answers and what was taken back, as a text
 * @property {Placed[]} placed
 * @property {string} given the days given, as a text
 * @property {Map<string, Dated>} dated by deadline
 * @property {string} open the deadlines of open tasks, the events and the day, as a text
 * @property {string[] | undefined} seen the tasks that the reader knows
 * @property {number} today
 * @property {unknown[]} ticks what is kept of each task's tick
 */

/**
 * The days of a deadline: the ruled one, and those of its variants that give one.
 * @typedef {{ due: DueDay | null, variants: { id: string, phrase: string, due: DueDay | null, ruled: boolean, later: boolean }[] }} Dated
 */

/** @type {Dated} */
const UNDATED = { due: null, variants: [] };

/**
 * @param {GuideData} data
 * @param {Plan} plan
 * @param {number} today
 * @param {PlanView} [before] an earlier view of the same data
 * @returns {PlanView}
 */
export function planView(data, plan, today, before) {
  const answers = JSON.stringify([valuesOf(plan, "answer"), valuesOf(plan, "keep")]);
  const placed = before?.basis.answers === answers ? before.basis.placed : placeAll(data, plan);
  const days = knownDays(data, plan);
  const given = JSON.stringify(days);
  const sameDays = before?.basis.given === given;
  const dated = sameDays ? before.basis.dated : new Map();
  const seen = valueOf(plan, `seen:${data.guide.id}`);
  const known = new Set(seen ?? data.steps.map((step) => step.task));
  const ticks = placed.map((one) => valueOf(plan, `tick:${one.step.task}`));
  const sameTasks = sameDays && before.basis.placed === placed && before.basis.seen === seen && before.basis.today === today;
  const tasks = placed.map((one, index) => (sameTasks && before.basis.ticks[index] === ticks[index] ? before.tasks[index] : taskState(data, ticks[index], one, datesOf(one.step.deadline, data, days, dated), known, today)));
  const shown = tasks.filter((task) => task.place === "own" || task.place === "check");
  const counted = [...new Set(deadlinesOf(shown).flatMap((deadline) => eventsOf(deadline, data)))];
  const events = counted.filter((event) => data.events[event].task === null);
  const openDeadlines = deadlinesOf(shown.filter((task) => !task.done));
  const open = JSON.stringify([openDeadlines, events, today]);
  const sameEarly = sameDays && before.basis.open === open;
  return {
    tasks,
    gone: goneTasks(data, plan, known),
    done: shown.filter((task) => task.done).length,
    total: shown.length,
    days,
    events,
    setBy: tasksThatSet(data, counted),
    early: sameEarly ? before.early : events.map((event) => ({ event, ...tooEarly(event, openDeadlines, data, days, today) })).filter((found) => found.passed.length > 0),
    basis: { answers, placed, given, dated, open, seen, today, ticks },
  };
}

/**
 * The deadlines of tasks, each once.
 * @param {PlanTask[]} tasks
 * @returns {string[]}
 */
function deadlinesOf(tasks) {
  return [...new Set(tasks.flatMap((task) => task.step.deadline ?? []))];
}

/**
 * The days of a deadline, computed once for all tasks that have it.
 * @param {string | null} deadline
 * @param {GuideData} data
 * @param {Record<string, KnownDay>} days
 * @param {Map<string, Dated>} dated
 * @returns {Dated}
 */
function datesOf(deadline, data, days, dated) {
  if (deadline === null || !Object.hasOwn(data.deadlines, deadline)) return UNDATED;
  const known = dated.get(deadline);
  if (known) return known;
  const record = data.deadlines[deadline];
  const variants = record.variants.filter((variant) => variant.rule.offset && variant.rule.bound !== "not-required");
  const found = {
    due: record.rule ? dueDay(record.rule, data, days) : null,
    variants: variants.map((variant) => ({ id: variant.id, phrase: variant.phrase, due: dueDay(variant.rule, data, days), ruled: variant.ruled, later: variant.later })),
  };
  dated.set(deadline, found);
  return found;
}

/**
 * @param {GuideData} data
 * @param {string[]} events
 */
function tasksThatSet(data, events) {
  /** @type {Record<string, string[]>} */
  const tasks = {};
  for (const event of events) {
    const task = data.events[event].task;
    if (task !== null) tasks[task] = [...(tasks[task] ?? []), event];
  }
  return tasks;
}

/**
 * The key under which the day of an event is kept: every guide has its own.
 * @param {string} guide
 * @param {string} event
 */
export function dateKey(guide, event) {
  return `date:${guide}.${event}`;
}

/**
 * What a tick changes: the task, and the days of events that the task sets. Ticking proposes today for them; unticking makes a day that
 * the reader gave a planned one.
 * @param {GuideData} data
 * @param {Plan} plan
 * @param {import("./plan-narrow.mjs").Step} step
 * @param {boolean} done
 * @param {number} today
 * @returns {Record<string, any>}
 */
export function tickEntries(data, plan, step, done, today) {
  /** @type {Record<string, any>} */
  const entries = { [`tick:${step.task}`]: done ? tickOf(data, step) : null };
  for (const [event, record] of Object.entries(data.events)) {
    if (record.task !== step.task) continue;
    const key = dateKey(data.guide.id, event);
    const kept = valueOf(plan, key);
    if (done && (!kept || kept.planned)) entries[key] = { day: isoOf(today), planned: false, auto: true };
    if (!done && kept) entries[key] = kept.auto ? null : { day: kept.day, planned: true };
  }
  return entries;
}

/**
 * @param {GuideData} data
 * @param {Plan} plan
 * @returns {Record<string, KnownDay>}
 */
function knownDays(data, plan) {
  /** @type {Record<string, KnownDay>} */
  const days = {};
  for (const event of Object.keys(data.events)) {
    const kept = valueOf(plan, dateKey(data.guide.id, event));
    const day = kept ? readDay(kept.day) : null;
    if (day !== null) days[event] = { day, planned: data.events[event].task !== null && kept.planned };
  }
  return days;
}

/**
 * @param {GuideData} data
 * @param {import("./plan-record.mjs").Tick | undefined} tick
 * @param {Placed} placed
 * @param {Dated} dated
 * @param {Set<string>} known
 * @param {number} today
 * @returns {PlanTask}
 */
function taskState(data, tick, placed, dated, known, today) {
  const step = placed.step;
  return {
    ...placed,
    ...dated,
    done: tick !== undefined,
    near: dated.due && tick === undefined ? nearness(dated.due.day, today) : null,
    changed: tick === undefined ? null : difference(data, step, tick),
    isNew: !step.added && !known.has(step.task),
  };
}

/**
 * A rule as a text that is the same in every language.
 * @param {GuideData} data
 * @param {string | null} deadline
 * @returns {string}
 */
export function ruleMark(data, deadline) {
  const rule = deadline && Object.hasOwn(data.deadlines, deadline) ? data.deadlines[deadline].rule : null;
  if (!rule) return "";
  const offset = rule.offset ? `${rule.offset.count} ${rule.offset.unit}` : "";
  return [rule.bound, offset, rule.unit_stated ? "" : "unstated", rule.roll, ...rule.anchors].join("|");
}

/**
 * What a tick remembers of a task.
 * @param {GuideData} data
 * @param {import("./plan-narrow.mjs").Step} step
 * @returns {import("./plan-record.mjs").Tick}
 */
export function tickOf(data, step) {
  const phrase = step.deadline && Object.hasOwn(data.deadlines, step.deadline) ? data.deadlines[step.deadline].phrase : "";
  return { rev: step.revision, title: step.title, rule: ruleMark(data, step.deadline), phrase, lang: data.language };
}

/**
 * @param {GuideData} data
 * @param {import("./plan-narrow.mjs").Step} step
 * @param {import("./plan-record.mjs").Tick} tick
 * @returns {Difference | null}
 */
function difference(data, step, tick) {
  const ruleChanged = tick.rule !== undefined && tick.rule !== ruleMark(data, step.deadline);
  if (step.revision <= tick.rev && !ruleChanged) return null;
  const same = tick.lang === data.language;
  return {
    entries: step.changes.slice(tick.rev),
    phrase: ruleChanged && same ? (tick.phrase ?? null) : null,
    title: same && tick.title !== undefined && tick.title !== step.title ? tick.title : null,
  };
}

/**
 * @param {GuideData} data
 * @param {Plan} plan
 * @param {Set<string>} known
 * @returns {Gone[]}
 */
function goneTasks(data, plan, known) {
  const listed = new Set([...data.steps, ...data.extra].map((step) => step.task));
  const ticked = valuesOf(plan, "tick").map(([task]) => task);
  const others = new Set(valuesOf(plan, "guide").length > 1 ? ticked : []);
  return [...new Set([...known, ...ticked])]
    .filter((task) => !listed.has(task) && (known.has(task) || !others.has(task)))
    .sort()
    .map((task) => {
      const retired = Object.hasOwn(data.retired, task) ? data.retired[task] : null;
      const tick = valueOf(plan, `tick:${task}`);
      const title = retired?.title ?? tick?.title ?? task;
      return { task, title, done: tick !== undefined, on: retired?.on ?? null, replaced: retired?.replaced_by ?? null, note: retired?.note ?? null };
    });
}

