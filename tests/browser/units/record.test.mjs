// Plans as data: merging, reading what anybody may have written, keeping.

import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, merge, newId, newPlan, readPlan, valueOf, valuesOf, withEntry } from "../../../themes/default/scripts/plan-record.mjs";
import { catchUp, keep, keyOf, list, load, openStore, putAside, removeAll, setAsideBroken } from "../../../themes/default/scripts/plan-storage.mjs";

/** A storage as browsers have it, which refuses on demand. */
function storage(refuse = () => null) {
  const map = new Map();
  return {
    map,
    get length() { return map.size; },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => {
      const error = refuse(key, value);
      if (error) throw error;
      map.set(key, String(value));
    },
    removeItem: (key) => map.delete(key),
  };
}

const plan = (id = "a1") => withEntry(newPlan("site", id), "guide:g", true, 1);

test("two versions merge entry by entry, the same from both sides", () => {
  const one = withEntry(withEntry(plan(), "tick:a", { rev: 0 }, 10), "note:a", "first", 20);
  const other = withEntry(withEntry(plan(), "tick:b", { rev: 0 }, 15), "note:a", "second", 30);
  const both = merge(one, other);
  assert.deepEqual(both.entries, merge(other, one).entries);
  assert.deepEqual(valuesOf(both, "tick").map(([task]) => task), ["a", "b"]);
  assert.equal(valueOf(both, "note:a"), "second");
});

test("merging is the same in any order, however entries fall", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
  for (let round = 0; round < 2000; round += 1) {
    const make = () => {
      let made = plan();
      for (let count = 0; count < 5; count += 1) made = { ...made, entries: { ...made.entries, [`note:t${random(4)}`]: { at: random(5), v: random(3) === 0 ? null : `x${random(3)}` } } };
      return made;
    };
    const [a, b, c] = [make(), make(), make()];
    assert.deepEqual(merge(merge(a, b), c).entries, merge(a, merge(c, b)).entries);
    assert.deepEqual(merge(a, a).entries, a.entries);
  }
});

test("taking away is kept, so that an older version does not bring it back", () => {
  const ticked = withEntry(plan(), "tick:a", { rev: 0 }, 10);
  const unticked = withEntry(ticked, "tick:a", null, 11);
  assert.equal(valueOf(merge(ticked, unticked), "tick:a"), undefined);
  assert.equal(valueOf(merge(unticked, ticked), "tick:a"), undefined);
});

test("a clock that runs behind does not lose what the reader does", () => {
  const later = withEntry(plan(), "note:a", "one", 1000);
  assert.equal(valueOf(merge(later, withEntry(later, "note:a", "two", 500)), "note:a"), "two");
});

test("only what has the right shape is read", () => {
  const entries = {
    "tick:a": { at: 1, v: { rev: 2, title: "T", evil: "x" } },
    "tick:b": { at: 1, v: "yes" },
    "note:a": { at: 1, v: "<script>alert(1)</script>" },
    "note:b": { at: 1, v: "x".repeat(5000) },
    "answer:q": { at: 1, v: { set: ["a", 3] } },
    "answer:r": { at: 1, v: "unknown" },
    "date:e": { at: 1, v: { day: "2027-13-45x" } },
    "who:c": { at: "now", v: "x" },
    "who:d": { at: 1e300, v: "x" },
    constructor: { at: 1, v: "x" },
    "tick:../x": { at: 1, v: { rev: 0 } },
  };
  const text = JSON.stringify({ schema: 1, site: "site", id: "a1", entries }).replace('"constructor"', '"__proto__"');
  const read = readPlan(JSON.parse(text));
  assert.deepEqual(Object.keys(read.plan.entries).sort(), ["answer:r", "note:a", "tick:a"]);
  assert.deepEqual(read.plan.entries["tick:a"].v, { rev: 2, title: "T" });
  assert.equal(Object.getPrototypeOf(read.plan.entries), Object.prototype);
  for (const wrong of [null, 3, [], {}, { schema: 1 }, { schema: 1, site: "s", id: "../x", entries: {} }]) assert.equal(readPlan(wrong).reason, "broken");
  assert.equal(readPlan({ schema: 2, anything: true }).reason, "newer");
});

test("two tabs that write at once lose nothing", () => {
  const shared = storage();
  const [one, other] = [openStore("site", () => shared), openStore("site", () => shared)];
  const first = keep(one, plan()).plan;
  const second = load(other, "a1").plan;
  keep(one, withEntry(first, "tick:a", { rev: 0 }, 10));
  const result = keep(other, withEntry(second, "tick:b", { rev: 0 }, 11));
  assert.equal(result.kept, "kept");
  assert.deepEqual(valuesOf(load(one, "a1").plan, "tick").map(([task]) => task), ["a", "b"]);
});

test("what a tab that wrote at the same moment has overwritten is kept anew, and both come to rest", () => {
  const shared = storage();
  const [one, other] = [openStore("site", () => shared), openStore("site", () => shared)];
  const begun = keep(one, plan()).plan;
  const before = shared.map.get(keyOf("site", "a1"));
  const first = keep(one, withEntry(begun, "tick:a", { rev: 0 }, 10)).plan;
  // The other tab does not know of it yet.
  shared.map.set(keyOf("site", "a1"), before);
  const second = keep(other, withEntry(begun, "tick:b", { rev: 0 }, 11)).plan;
  catchUp(one, first);
  const whole = shared.map.get(keyOf("site", "a1"));
  assert.deepEqual(valuesOf(load(one, "a1").plan, "tick").map(([task]) => task), ["a", "b"]);
  catchUp(other, second);
  assert.equal(shared.map.get(keyOf("site", "a1")), whole);
  // A plan that was taken away, or all that was removed, does not come back.
  keep(other, withEntry(load(other, "a1").plan, "deleted", true, 20));
  catchUp(one, first);
  assert.deepEqual(list(one).plans, []);
  removeAll(other);
  catchUp(one, first);
  assert.equal(shared.map.size, 0);
});

test("blocked, full, broken and newer storage lose nothing", () => {
  const blocked = openStore("site", () => { throw new Error("SecurityError"); });
  assert.equal(keep(blocked, plan()).kept, "blocked");
  assert.equal(valueOf(load(blocked, "a1").plan, "guide:g"), true);

  const quota = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const full = openStore("site", () => storage(() => quota));
  assert.equal(keep(full, plan()).kept, "full");
  assert.equal(list(full).plans.length, 1);

  const broken = storage();
  broken.map.set(keyOf("site", "a1"), '{"schema":1,"site":');
  const store = openStore("site", () => broken);
  assert.deepEqual(list(store).broken, ["a1"]);
  assert.equal(putAside(store, "a1"), '{"schema":1,"site":');
  assert.equal(broken.map.get(`${keyOf("site", "a1")}:broken`), '{"schema":1,"site":');
  assert.equal(load(store, "a1").reason, "none");

  // Where there is no room to put it aside, it stays where it is.
  const tight = storage((key) => (key.endsWith(":broken") ? quota : null));
  tight.map.set(keyOf("site", "a1"), '{"schema":1,"site":');
  const cramped = openStore("site", () => tight);
  assert.deepEqual(setAsideBroken(cramped), [{ id: "a1", raw: '{"schema":1,"site":' }]);
  assert.equal(keep(cramped, plan()).kept, "full");
  assert.equal(tight.map.get(keyOf("site", "a1")), '{"schema":1,"site":');

  const newer = storage();
  newer.map.set(keyOf("site", "a1"), JSON.stringify({ schema: 9, future: true }));
  const reading = openStore("site", () => newer);
  assert.equal(keep(reading, plan()).kept, "newer");
  assert.equal(newer.map.get(keyOf("site", "a1")), JSON.stringify({ schema: 9, future: true }));
});

test("other sites of the same origin stay apart, and all of one can be removed", () => {
  const shared = storage();
  keep(openStore("one", () => shared), { ...plan(), site: "one" });
  keep(openStore("two", () => shared), { ...plan(), site: "two" });
  assert.equal(list(openStore("one", () => shared)).plans.length, 1);
  removeAll(openStore("one", () => shared));
  assert.deepEqual([...shared.map.keys()], ["two:v1:plan:a1"]);
});

test("a plan taken away stays away", () => {
  const store = openStore("site", () => storage());
  keep(store, withEntry(plan(), "tick:a", { rev: 0 }, 5));
  keep(store, withEntry(plan(), "deleted", true, 9));
  assert.deepEqual(list(store).plans, []);
  assert.deepEqual(Object.keys(load(store, "a1").plan.entries), ["deleted"]);
});

test("ids are new, differences are counted by what readers see", () => {
  assert.notEqual(newId(), newId());
  const one = withEntry(plan(), "tick:a", { rev: 1, title: "A" }, 5);
  assert.deepEqual(differences(one, withEntry(one, "tick:a", { rev: 1 }, 9)), []);
  assert.deepEqual(differences(one, withEntry(one, "note:a", "x", 9)), ["note:a"]);
});
