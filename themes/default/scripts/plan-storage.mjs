// Plans in the browser's own storage: one key for each plan. Nothing is written before the reader acts, and nothing that cannot be
// read is ever thrown away.

import { changedAt, merge, readPlan, valueOf } from "./plan-record.mjs";

/** @typedef {import("./plan-record.mjs").Plan} Plan */

/**
 * How keeping went: kept; storage is blocked; storage is full; the kept version is of a newer page.
 * @typedef {"kept" | "blocked" | "full" | "newer"} Kept
 */

/**
 * The plans of one site.
 * @typedef {object} Store
 * @property {string} site
 * @property {Storage | null} storage null where the browser blocks it
 * @property {Map<string, Plan>} memory plans that could not be kept
 * @property {Map<string, { raw: string, plan: Plan }>} read what was last read or written under each plan's id, and the plan that it is
 */

/**
 * @param {string} site
 * @param {() => Storage | null} open
 * @returns {Store}
 */
export function openStore(site, open) {
  return { site, storage: attempt(open, null), memory: new Map(), read: new Map() };
}

/**
 * @template T
 * @param {() => T} act
 * @param {T} otherwise
 * @returns {T}
 */
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} site
 * @param {string} id
 */
export function keyOf(site, id) {
  return `${site}:v1:plan:${id}`;
}

/** @param {string} site */
export function openKey(site) {
  return `${site}:v1:open`;
}

/**
 * What is kept under a plan's id.
 * @param {Store} store
 * @param {string} id
 * @returns {{ plan: Plan } | { reason: "none" | "broken" | "newer", raw?: string }}
 */
export function load(store, id) {
  const kept = store.memory.get(id);
  const raw = attempt(() => store.storage?.getItem(keyOf(store.site, id)) ?? null, null);
  if (raw === null) return kept ? { plan: kept } : { reason: "none" };
  const read = readKept(store, id, raw);
  if ("reason" in read) return { ...read, raw };
  return { plan: kept ? merge(kept, read.plan) : read.plan };
}

/**
 * A kept text as a plan. What no other tab has changed is not read again.
 * @param {Store} store
 * @param {string} id
 * @param {string} raw
 * @returns {{ plan: Plan } | { reason: "broken" | "newer" }}
 */
function readKept(store, id, raw) {
  const known = store.read.get(id);
  if (known?.raw === raw) return known;
  const read = readPlan(attempt(() => JSON.parse(raw), undefined));
  if ("reason" in read) return read;
  if (read.plan.id !== id || read.plan.site !== store.site) return { reason: "broken" };
  store.read.set(id, { raw, plan: read.plan });
  return read;
}

/**
 * Keeps a plan. What another tab has kept meanwhile is merged in; the answer holds the whole.
 * @param {Store} store
 * @param {Plan} plan
 * @returns {{ plan: Plan, kept: Kept }}
 */
export function keep(store, plan) {
  const before = load(store, plan.id);
  if ("reason" in before && before.reason === "newer") return { plan, kept: "newer" };
  if ("reason" in before && before.reason === "broken" && putAside(store, plan.id) === null) {
    store.memory.set(plan.id, plan);
    return { plan, kept: "full" };
  }
  const whole = "plan" in before ? merge(plan, before.plan) : plan;
  if (!store.storage) {
    store.memory.set(plan.id, whole);
    return { plan: whole, kept: "blocked" };
  }
  try {
    const left = valueOf(whole, "deleted") ? tombstone(whole) : whole;
    const raw = JSON.stringify(left);
    store.storage.setItem(keyOf(store.site, plan.id), raw);
    store.read.set(plan.id, { raw, plan: left });
    store.memory.delete(plan.id);
    return { plan: whole, kept: "kept" };
  } catch (error) {
    store.memory.set(plan.id, whole);
    return { plan: whole, kept: isFull(error) ? "full" : "blocked" };
  }
}

/** @param {unknown} error */
function isFull(error) {
  return error instanceof Error && /quota/i.test(error.name);
}

/**
 * Of a plan taken away only that is kept, so that other tabs and older files do not bring it back.
 * @param {Plan} plan
 * @returns {Plan}
 */
function tombstone(plan) {
  return { ...plan, entries: { deleted: plan.entries.deleted } };
}

/**
 * Keeps the text of a plan that cannot be read under a key of its own, and frees the plan's key.
 * @param {Store} store
 * @param {string} id
 * @returns {string | null} the text
 */
export function putAside(store, id) {
  const key = keyOf(store.site, id);
  return attempt(() => {
    const raw = store.storage?.getItem(key) ?? null;
    if (raw === null) return null;
    store.storage?.setItem(`${key}:broken`, raw);
    store.storage?.removeItem(key);
    return raw;
  }, null);
}

/**
 * Puts every plan that cannot be read aside, so that its place is free and its text can be saved.
 * @param {Store} store
 * @returns {{ id: string, raw: string }[]}
 */
export function setAsideBroken(store) {
  return list(store).broken.flatMap((id) => {
    const raw = putAside(store, id) ?? attempt(() => store.storage?.getItem(keyOf(store.site, id)) ?? null, null);
    return raw === null ? [] : [{ id, raw }];
  });
}

/**
 * The same for a page that has a plan open, when storage has changed. What the page knows and storage does not is kept anew: something has
 * damaged the plan, or two tabs have written at the same time, of which browsers keep the later one only.
 * @param {Store} store
 * @param {Plan} open
 * @returns {{ id: string, raw: string }[]}
 */
export function catchUp(store, open) {
  const broken = setAsideBroken(store);
  const found = load(store, open.id);
  const isLost = "plan" in found ? Object.entries(merge(found.plan, open).entries).some(([key, entry]) => found.plan.entries[key] !== entry) : broken.some(({ id }) => id === open.id);
  if (isLost) keep(store, open);
  return broken;
}

/**
 * The keys of this site in storage.
 * @param {Store} store
 * @returns {string[]}
 */
export function keys(store) {
  const prefix = `${store.site}:v1:`;
  return attempt(() => {
    const storage = store.storage;
    return storage ? Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) => key.startsWith(prefix)) : [];
  }, /** @type {string[]} */ ([])).sort();
}

/**
 * Every plan that can be read and was not taken away, the latest first; and the ids of those that cannot be read.
 * @param {Store} store
 * @returns {{ plans: Plan[], broken: string[], newer: string[] }}
 */
export function list(store) {
  const prefix = keyOf(store.site, "");
  const stored = keys(store).filter((key) => key.startsWith(prefix) && !key.endsWith(":broken"));
  const ids = [...new Set([...stored.map((key) => key.slice(prefix.length)), ...store.memory.keys()])];
  /** @type {{ plans: Plan[], broken: string[], newer: string[] }} */
  const found = { plans: [], broken: [], newer: [] };
  for (const id of ids) {
    const loaded = load(store, id);
    if ("plan" in loaded) {
      if (!valueOf(loaded.plan, "deleted")) found.plans.push(loaded.plan);
    } else if (loaded.reason !== "none") found[loaded.reason].push(id);
  }
  found.plans.sort((a, b) => changedAt(b) - changedAt(a) || (a.id < b.id ? -1 : 1));
  return found;
}

/**
 * The plans that hold a guide.
 * @param {Plan[]} plans
 * @param {string} guide
 * @returns {Plan[]}
 */
export function plansOf(plans, guide) {
  return plans.filter((plan) => valueOf(plan, `guide:${guide}`));
}

/**
 * Which plan was last open on a page.
 * @param {Store} store
 * @param {string} page
 * @returns {string | null}
 */
export function lastOpen(store, page) {
  return attempt(() => {
    const table = JSON.parse(store.storage?.getItem(openKey(store.site)) ?? "{}");
    return typeof table === "object" && table !== null && Object.hasOwn(table, page) && typeof table[page] === "string" ? table[page] : null;
  }, null);
}

/**
 * Remembers which plan is open on a page.
 * @param {Store} store
 * @param {string} page
 * @param {string} id
 */
export function rememberOpen(store, page, id) {
  const key = openKey(store.site);
  const before = attempt(() => JSON.parse(store.storage?.getItem(key) ?? "{}"), {});
  const table = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  attempt(() => store.storage?.setItem(key, JSON.stringify({ ...table, [page]: id })), undefined);
}

/**
 * Removes everything of this site from the browser.
 * @param {Store} store
 */
export function removeAll(store) {
  store.memory.clear();
  store.read.clear();
  keys(store).forEach((key) => attempt(() => store.storage?.removeItem(key), undefined));
}
