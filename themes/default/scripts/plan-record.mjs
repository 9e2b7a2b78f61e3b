// One plan as it is kept: a set of entries, each with the time at which the reader made it. Two versions of a plan merge entry by
// entry, the later one of each winning, so that nobody's work on another task is lost.

/**
 * An entry: when it was made, in milliseconds since 1970, and its value; null: taken away.
 * @typedef {{ at: number, v: any }} Entry
 */

/**
 * Entries by key: `name`, `guide:<guide>`, `tick:<task>`, `note:<task>`, `who:<task>`, `keep:<task>`, `answer:<question>`,
 * `date:<guide>.<event>`, `seen:<guide>`, `sent:<task>`, `deleted`.
 * @typedef {{ schema: number, site: string, id: string, entries: Record<string, Entry> }} Plan
 */

/**
 * What a tick remembers: the task's revision, its title and rule on that day, and their language.
 * @typedef {{ rev: number, title?: string, rule?: string, phrase?: string, lang?: string }} Tick
 */

/** @typedef {{ day: string, planned: boolean, auto?: boolean }} KeptDay a day as YYYY-MM-DD; auto: proposed by a tick */

export const SCHEMA = 1;

const KEY = /^(name|deleted|(guide|tick|note|who|keep|answer|date|seen|sent):[a-z0-9][a-z0-9.-]{0,120})$/;
const ID = /^[a-z0-9-]{1,60}$/;
const TEXT_LIMIT = 4000;
const ENTRY_LIMIT = 3000;

/**
 * A new plan.
 * @param {string} site
 * @param {string} id
 * @returns {Plan}
 */
export function newPlan(site, id) {
  return { schema: SCHEMA, site, id, entries: {} };
}

/**
 * An id that no other plan has.
 * @returns {string}
 */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The value of an entry; undefined where there is none or it was taken away.
 * @param {Plan} plan
 * @param {string} key
 * @returns {any}
 */
export function valueOf(plan, key) {
  return (Object.hasOwn(plan.entries, key) ? plan.entries[key].v : null) ?? undefined;
}

/**
 * The plan with one entry changed. The time is later than that of the entry that it replaces, even if a clock runs behind.
 * @param {Plan} plan
 * @param {string} key
 * @param {any} value null takes it away
 * @param {number} now
 * @returns {Plan}
 */
export function withEntry(plan, key, value, now) {
  const before = Object.hasOwn(plan.entries, key) ? plan.entries[key].at : 0;
  return { ...plan, entries: { ...plan.entries, [key]: { at: Math.max(now, before + 1), v: value } } };
}

/**
 * The keys of one sort with their values, without the sort: `tick` gives the tasks ticked.
 * @param {Plan} plan
 * @param {string} sort
 * @returns {[string, any][]}
 */
export function valuesOf(plan, sort) {
  const prefix = `${sort}:`;
  return Object.keys(plan.entries)
    .filter((key) => key.startsWith(prefix) && plan.entries[key].v !== null)
    .sort()
    .map((key) => [key.slice(prefix.length), plan.entries[key].v]);
}

/**
 * Both versions of a plan as one. Of two entries of the same time the one whose text is greater wins, on every side.
 * @param {Plan} a
 * @param {Plan} b
 * @returns {Plan}
 */
export function merge(a, b) {
  /** @type {Record<string, Entry>} */
  const entries = { ...a.entries };
  for (const [key, entry] of Object.entries(b.entries)) {
    const own = Object.hasOwn(entries, key) ? entries[key] : null;
    if (own === entry) continue;
    if (own === null || entry.at > own.at || (entry.at === own.at && JSON.stringify(entry.v) > JSON.stringify(own.v))) entries[key] = entry;
  }
  return { ...a, entries };
}

/**
 * The keys under which two plans say different things.
 * @param {Plan} a
 * @param {Plan} b
 * @returns {string[]}
 */
export function differences(a, b) {
  const keys = [...new Set([...Object.keys(a.entries), ...Object.keys(b.entries)])].filter((key) => !/^(seen|sent|guide):/.test(key));
  return keys.filter((key) => comparable(key, valueOf(a, key)) !== comparable(key, valueOf(b, key))).sort();
}

/**
 * @param {string} key
 * @param {any} value
 */
function comparable(key, value) {
  if (value === undefined) return "";
  return key.startsWith("tick:") ? `tick ${value.rev}` : JSON.stringify(value);
}

/**
 * When the plan was last changed.
 * @param {Plan} plan
 * @returns {number}
 */
export function changedAt(plan) {
  return Object.values(plan.entries).reduce((latest, entry) => Math.max(latest, entry.at), 0);
}

/**
 * Reads a plan from what anybody may have written. Only what has the right shape is taken over.
 * @param {unknown} value
 * @param {number} latest the latest time that an entry may have; a later act must still be later
 * @returns {{ plan: Plan } | { reason: "broken" | "newer" }}
 */
export function readPlan(value, latest = Number.MAX_SAFE_INTEGER) {
  if (!isTable(value) || typeof value.schema !== "number") return { reason: "broken" };
  if (value.schema > SCHEMA) return { reason: "newer" };
  const { site, id, entries } = value;
  if (typeof site !== "string" || typeof id !== "string" || !ID.test(id) || !isTable(entries)) return { reason: "broken" };
  const keys = Object.keys(entries);
  if (keys.length > ENTRY_LIMIT) return { reason: "broken" };
  /** @type {Record<string, Entry>} */
  const taken = {};
  for (const key of keys) {
    const entry = entries[key];
    if (!KEY.test(key) || !isTable(entry) || !Number.isSafeInteger(entry.at) || entry.at > latest) continue;
    const read = entry.v === null ? null : readValue(key.split(":")[0], entry.v);
    if (read !== undefined) taken[key] = { at: entry.at, v: read };
  }
  return { plan: { schema: SCHEMA, site, id, entries: taken } };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isText(value) {
  return typeof value === "string" && value.length <= TEXT_LIMIT;
}

/**
 * @param {unknown} value
 * @returns {value is string[]}
 */
function isTexts(value) {
  return Array.isArray(value) && value.length <= 1000 && value.every(isText);
}

/**
 * @param {Record<string, any>} value
 * @param {string} name
 */
function optionalText(value, name) {
  return isText(value[name]) ? { [name]: value[name] } : {};
}

/**
 * The value of an entry of a sort; undefined where it has not the right shape.
 * @param {string} sort
 * @param {any} value
 * @returns {any}
 */
function readValue(sort, value) {
  switch (sort) {
    case "name":
    case "note":
    case "who":
      return isText(value) ? value : undefined;
    case "deleted":
    case "guide":
    case "keep":
      return value === true ? true : undefined;
    case "seen":
      return isTexts(value) ? value : undefined;
    case "tick":
      if (!isTable(value) || !Number.isSafeInteger(value.rev)) return undefined;
      return { rev: value.rev, ...["title", "rule", "phrase", "lang"].reduce((all, name) => ({ ...all, ...optionalText(value, name) }), {}) };
    case "sent":
      return isTable(value) && isDay(value.day) && Number.isSafeInteger(value.sequence) ? { day: value.day, sequence: value.sequence } : undefined;
    case "date":
      if (!isTable(value) || !isDay(value.day)) return undefined;
      return { day: value.day, planned: value.planned === true, ...(value.auto === true ? { auto: true } : {}) };
    case "answer":
      return readAnswer(value);
  }
  return undefined;
}

/** @param {unknown} value */
function isDay(value) {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** @param {any} value */
function readAnswer(value) {
  if (value === "unknown") return value;
  if (!isTable(value)) return undefined;
  if (isText(value.choice)) return { choice: value.choice };
  if (isTexts(value.set)) return { set: value.set };
  return Number.isSafeInteger(value.number) ? { number: value.number } : undefined;
}
