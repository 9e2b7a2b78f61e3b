// When the tasks of a plan are due: from the days that the reader gives and the rules of the guide.

import { dayOf, due, earliestAnchor } from "./dates.mjs";

/**
 * @typedef {import("./dates.mjs").Rule & { anchors: string[] }} AnchoredRule anchors: `event:<id>` or `deadline:<id>`
 * @typedef {{ id: string, phrase: string, rule: AnchoredRule, ruled: boolean, later: boolean }} Variant
 * @typedef {{ name: string, phrase: string, note: string | null, url: string, rule: AnchoredRule | null, variants: Variant[] }} Deadline
 * @typedef {{ name: string, task: string | null }} PlanEvent task: the task that sets its day; null: the reader does
 */

/**
 * A day that is known, and whether it is only planned.
 * @typedef {{ day: number, planned: boolean }} KnownDay
 */

/**
 * @typedef {object} DueDay
 * @property {number} day
 * @property {number} anchor
 * @property {boolean} planned whether it counts from a planned day
 * @property {"stated" | "calendar-days" | "business-days"} reading
 */

/**
 * What the dates of a guide need.
 * @typedef {{ calendar: import("./dates.mjs").Calendar, events: Record<string, PlanEvent>, deadlines: Record<string, Deadline> }} Timing
 */

/**
 * A kept day as a number; null where it is none.
 * @param {string} iso
 * @returns {number | null}
 */
export function readDay(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/**
 * Today in a time zone.
 * @param {string} timeZone
 * @param {Date} now
 * @returns {number}
 */
export function todayIn(timeZone, now) {
  return clockOf(timeZone)(now);
}

/**
 * The day of a moment in a time zone. To be kept where it is asked often: making it takes longer than asking it.
 * @param {string} timeZone
 * @returns {(now: Date) => number}
 */
export function clockOf(timeZone) {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  return (now) => {
    const parts = format.formatToParts(now);
    const of = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value);
    return dayOf(of("year"), of("month"), of("day")) ?? 0;
  };
}

/**
 * The day by which a rule is due; null where none follows.
 * @param {AnchoredRule} rule
 * @param {Timing} timing
 * @param {Record<string, KnownDay>} days of events
 * @returns {DueDay | null}
 */
export function dueDay(rule, timing, days) {
  const known = rule.anchors.map((anchor) => anchorDay(anchor, timing, days)).filter((found) => found !== null);
  const found = due(rule, known.map((found) => found.day), timing.calendar);
  if (!("date" in found)) return null;
  const planned = known.some((anchor) => anchor.day === found.anchor && anchor.planned);
  return { day: found.date, anchor: found.anchor, planned, reading: found.reading };
}

/**
 * The day of an event, or the due day of a deadline that another one counts from.
 * @param {string} anchor
 * @param {Timing} timing
 * @param {Record<string, KnownDay>} days
 * @returns {KnownDay | null}
 */
function anchorDay(anchor, timing, days) {
  const [kind, id] = anchor.split(":");
  if (kind === "event") return Object.hasOwn(days, id) ? days[id] : null;
  const rule = Object.hasOwn(timing.deadlines, id) ? timing.deadlines[id].rule : null;
  const found = rule ? dueDay(rule, timing, days) : null;
  return found && { day: found.day, planned: found.planned };
}

/**
 * The events from whose days a deadline's dates follow, directly or through other deadlines.
 * @param {string} deadline
 * @param {Timing} timing
 * @returns {string[]}
 */
export function eventsOf(deadline, timing) {
  const record = Object.hasOwn(timing.deadlines, deadline) ? timing.deadlines[deadline] : null;
  if (!record) return [];
  const rules = [...(record.rule ? [record.rule] : []), ...record.variants.map((variant) => variant.rule)];
  const anchors = rules.filter((rule) => rule.offset && rule.bound !== "not-required").flatMap((rule) => rule.anchors);
  const events = anchors.flatMap((anchor) => {
    const [kind, id] = anchor.split(":");
    return kind === "event" ? [id] : eventsOf(id, timing);
  });
  return [...new Set(events)].filter((event) => Object.hasOwn(timing.events, event));
}

/**
 * The words for how near a day is.
 * @param {number} day
 * @param {number} today
 * @returns {"late" | "soon" | "later"}
 */
export function nearness(day, today) {
  return day < today ? "late" : day - today <= 14 ? "soon" : "later";
}

/**
 * The deadlines before an event that have passed, and the earliest day of the event with which none has.
 * @param {string} event
 * @param {string[]} deadlines those of the open tasks
 * @param {Timing} timing
 * @param {Record<string, KnownDay>} days
 * @param {number} today
 * @returns {{ passed: string[], earliest: number | null }}
 */
export function tooEarly(event, deadlines, timing, days, today) {
  const known = Object.hasOwn(days, event) ? days[event].day : null;
  const before = [...new Set(deadlines)].filter((id) => isBefore(timing.deadlines[id]?.rule ?? null, event));
  const passed = before.filter((id) => {
    const rule = timing.deadlines[id].rule;
    const found = rule && dueDay(rule, timing, days);
    return found && found.anchor === known && found.day < today;
  });
  if (passed.length === 0) return { passed, earliest: null };
  const earliest = before.map((id) => {
    const rule = timing.deadlines[id].rule;
    const found = rule && earliestAnchor(rule, today, timing.calendar);
    return found && "day" in found ? found.day : null;
  });
  return { passed, earliest: earliest.reduce((latest, day) => (day === null || latest === null ? null : Math.max(latest, day)), 0) };
}

/**
 * @param {AnchoredRule | null} rule
 * @param {string} event
 */
function isBefore(rule, event) {
  return rule !== null && rule.offset !== null && rule.offset.count < 0 && rule.anchors.includes(`event:${event}`);
}
