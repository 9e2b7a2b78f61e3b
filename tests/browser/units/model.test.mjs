// What a page shows of a plan: whose a task is, when it is due, what has changed since it was ticked; and several guides at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, isoOf } from "../../../themes/default/scripts/dates.mjs";
import { combine } from "../../../themes/default/scripts/plan-combine.mjs";
import { planView, tickOf } from "../../../themes/default/scripts/plan-model.mjs";
import { openQuestions, placeAll } from "../../../themes/default/scripts/plan-narrow.mjs";
import { newPlan, withEntry } from "../../../themes/default/scripts/plan-record.mjs";
import { matching, parts } from "../../../themes/default/scripts/finder.mjs";
import { todayIn } from "../../../themes/default/scripts/plan-due.mjs";

const calendar = { fixed: [[1, 1], [1, 6], [5, 1], [12, 6], [12, 24], [12, 25], [12, 26]], easter: [-2, 1, 39], moving: [{ weekday: 5, from: [6, 19], to: [6, 25] }], weekend: [6, 7] };
const rule = (count, unit, anchors, more = {}) => ({ bound: "latest", offset: { count, unit }, unit_stated: true, roll: "earlier", anchors, ...more });
const step = (task, more = {}) => ({ task, title: `Task ${task}`, url: `../${task}/`, phase: "p1", revision: 0, changes: [], condition: null, owners: [{ role: "self", when: null }], with: [], gate: false, behind: [], after: [], deadline: null, ...more });

function guide(more = {}) {
  return {
    site: "site", language: "fi", locale: "fi-FI", time_zone: "Europe/Helsinki",
    guide: { id: "g", title: "G", url: "./", absolute: "https://e.example/g/" },
    fixed: {}, thresholds: { many: 100 }, calendar,
    phases: [{ id: "p1", name: "P1" }, { id: "p2", name: "P2" }],
    steps: [
      step("t15", { condition: { q: "point", is: ["own", "other"] }, owners: [{ role: "outsider", when: { q: "point", is: ["other"] } }, { role: "self", when: null }], deadline: "notice" }),
      step("t16", { condition: { any: [{ q: "point", is: ["own", "other"] }, { q: "data", is: ["yes"] }] } }),
      step("test"),
      step("report", { deadline: "report" }),
    ],
    extra: [step("more", { added: true })],
    deadlines: {
      notice: {
        name: "Notice", phrase: "3 weeks before", note: null, url: "", rule: rule(-3, "weeks", ["event:change", "event:adoption"]),
        variants: [{ id: "older", phrase: "2 weeks before", rule: rule(-2, "weeks", ["event:change"]), ruled: false, later: false }, { id: "vague", phrase: "in good time", rule: { ...rule(0, "days", []), bound: "in-good-time", offset: null }, ruled: false, later: false }],
      },
      report: { name: "Report", phrase: "soon", note: null, url: "", rule: { ...rule(0, "days", ["event:passed"]), bound: "asap", offset: null }, variants: [{ id: "sv", phrase: "2 days after", rule: rule(2, "days", ["event:passed"], { unit_stated: false }), ruled: false, later: false }] },
    },
    events: { change: { name: "Change", task: null }, adoption: { name: "Adoption", task: null }, passed: { name: "Passed", task: "test" } },
    questions: [
      { id: "point", type: "choice", text: "Point?", answers: [{ id: "own", name: "Own" }, { id: "other", name: "Other" }, { id: "same", name: "Same" }] },
      { id: "data", type: "yes-no", text: "Data?", answers: [] },
      { id: "org", type: "choice", text: "Who?", answers: [{ id: "alone", name: "Alone" }] },
    ],
    audiences: [{ id: "alone", name: "Alone", when: { q: "org", is: ["alone"] }, without: [{ task: "t16", reason: "Not for one." }], extra: [{ task: "more", reason: "For one." }], only: [], owner: { test: "you" } }],
    roles: { self: { name: "Own", outside: false }, outsider: { name: "Other", outside: true } },
    retired: { old: { title: "Old task", on: "2026-01-01" } },
    prerequisites: [{ id: "n", to: "service:base", name: "Base", url: "", text: "Needs base.", strength: "always", asked: { q: "services", has: ["base"] } }],
    ...more,
  };
}

const empty = () => withEntry(newPlan("site", "a1"), "guide:g", true, 1);
const given = (entries) => Object.entries(entries).reduce((plan, [key, value]) => withEntry(plan, key, value, 5), empty());
const places = (plan) => Object.fromEntries(placeAll(guide(), plan).map((placed) => [placed.step.task, placed.place]));
const today = dayOf(2026, 11, 21);

test("unknown hides nothing; an answer moves a task with its reason, and it can be taken back", () => {
  assert.deepEqual(places(empty()), { t15: "check", t16: "check", test: "own", report: "own" });
  assert.deepEqual(places(given({ "answer:point": "unknown" })), { t15: "check", t16: "check", test: "own", report: "own" });
  const other = given({ "answer:point": { choice: "other" } });
  assert.deepEqual(places(other), { t15: "other", t16: "own", test: "own", report: "own" });
  const placed = placeAll(guide(), other)[0];
  assert.deepEqual(placed.owners, [{ name: "Other", check: false, you: false }]);
  assert.deepEqual(placed.because.map((because) => because.question.id), ["point"]);
  assert.equal(places(withEntry(other, "keep:t15", true, 9)).t15, "own");
  assert.equal(places(given({ "answer:point": { choice: "same" } })).t15, "out");
  assert.equal(places(given({ "answer:point": { choice: "same" } })).t16, "check");
});

test("an audience acts only when it is certain", () => {
  assert.deepEqual(places(given({ "answer:org": { choice: "alone" } })), { t15: "check", t16: "out", test: "own", report: "own", more: "own" });
  assert.equal(placeAll(guide(), given({ "answer:org": { choice: "alone" } })).find((placed) => placed.step.task === "test").owners[0].you, true);
  assert.equal(placeAll(guide(), given({ "answer:org": { choice: "alone" } })).find((placed) => placed.step.task === "t16").audience.text, "Not for one.");
});

test("only questions that still decide something are asked", () => {
  assert.deepEqual(openQuestions(guide(), {}), ["point", "data", "org"]);
  assert.deepEqual(openQuestions(guide(), { point: { choice: "own" } }), ["point", "org"]);
});

test("days: the ruled one, every source's own, none where there is none, planned ones marked", () => {
  const view = planView(guide(), given({ "date:g.change": { day: "2027-03-15", planned: false } }), today);
  const task = view.tasks[0];
  assert.equal(isoOf(task.due.day), "2027-02-22");
  assert.equal(isoOf(task.variants.find((variant) => variant.id === "older").due.day), "2027-03-01");
  assert.equal(task.variants.some((variant) => variant.id === "vague"), false);
  assert.deepEqual(view.events, ["change", "adoption"]);
  assert.deepEqual(view.setBy, { test: ["passed"] });
  assert.equal(view.tasks.find((found) => found.step.task === "report").due, null);
  const planned = planView(guide(), given({ "date:g.passed": { day: "2027-03-18", planned: true } }), today).tasks.find((found) => found.step.task === "report").variants[0].due;
  assert.deepEqual([isoOf(planned.day), planned.planned, planned.reading], ["2027-03-19", true, "calendar-days"]);
});

test("late, soon, later; and the earliest day with which nothing is late", () => {
  const near = (iso) => planView(guide(), given({ "date:g.change": { day: iso, planned: false } }), today).tasks[0].near;
  assert.deepEqual([near("2026-12-01"), near("2026-12-20"), near("2027-03-15")], ["late", "soon", "later"]);
  const early = planView(guide(), given({ "date:g.adoption": { day: "2026-12-01", planned: false } }), today).early;
  assert.deepEqual(early.map((found) => [found.event, found.passed, isoOf(found.earliest)]), [["adoption", ["notice"], "2026-12-14"]]);
  const after = planView(guide(), given({ "date:g.adoption": { day: "2026-12-14", planned: false } }), today);
  assert.deepEqual(after.early, []);
  const before = planView(guide(), given({ "date:g.adoption": { day: "2026-12-13", planned: false } }), today);
  assert.equal(before.early.length, 1);
});

test("a guide edited after ticking shows exactly what has changed", () => {
  const old = guide();
  const ticked = ["t16", "report", "test"].reduce((plan, task) => withEntry(plan, `tick:${task}`, tickOf(old, old.steps.find((found) => found.task === task)), 5), given({ "seen:g": ["t15", "t16", "test", "report", "old"] }));
  assert.deepEqual(changes(planView(old, ticked, today)), ["gone old"]);
  const edited = guide({ retired: { old: { title: "Old task", on: "2026-01-01" }, test: { title: "Test", on: "2027-01-01" } } });
  edited.steps = edited.steps.filter((found) => found.task !== "test").map((found) => (found.task === "t16" ? { ...found, title: "New title", revision: 1, changes: [{ on: "2027-01-02", text: "New title." }] } : found));
  edited.steps.push(step("fresh"));
  edited.deadlines.report = { ...edited.deadlines.report, rule: rule(3, "days", ["event:passed"]) };
  assert.deepEqual(changes(planView(edited, ticked, today)), ["changed t16", "changed report", "new fresh", "gone old", "gone test"]);
  const difference = planView(edited, ticked, today).tasks.find((task) => task.step.task === "t16").changed;
  assert.deepEqual([difference.title, difference.entries.length, difference.phrase], ["Task t16", 1, null]);
  assert.equal(planView({ ...edited, language: "sv" }, ticked, today).tasks.find((task) => task.step.task === "t16").changed.title, null);
});

const changes = (view) => [
  ...view.tasks.filter((task) => task.changed).map((task) => `changed ${task.step.task}`),
  ...view.tasks.filter((task) => task.isNew).map((task) => `new ${task.step.task}`),
  ...view.gone.map((task) => `gone ${task.task}`),
];

test("a view that takes over from the one before it is the same as one made anew", () => {
  const data = guide();
  let seed = 11;
  const random = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
  const pick = (list) => list[random(list.length)];
  const tasks = ["t15", "t16", "test", "report", "more", "old"];
  const changes = [
    () => [`tick:${pick(tasks)}`, pick([null, { rev: 0 }, { rev: 0, rule: "other" }])],
    () => [`keep:${pick(tasks)}`, pick([null, true])],
    () => [`date:g.${pick(["change", "adoption", "passed"])}`, pick([null, { day: "2026-12-01", planned: false }, { day: "2027-03-15", planned: true }])],
    () => ["answer:point", pick([null, "unknown", { choice: "own" }, { choice: "other" }, { choice: "same" }])],
    () => ["answer:org", pick([null, { choice: "alone" }])],
    () => ["seen:g", pick([["t15", "old"], ["t15", "t16", "test", "report"]])],
  ];
  let [plan, before, day] = [empty(), planView(data, empty(), today), today];
  for (let round = 0; round < 5000; round += 1) {
    const [key, value] = pick(changes)();
    plan = withEntry(plan, key, value, round);
    if (random(50) === 0) day += 1;
    const [next, anew] = [planView(data, plan, day, before), planView(data, plan, day)];
    for (const part of ["tasks", "gone", "done", "total", "days", "events", "setBy", "early"]) assert.deepEqual(next[part], anew[part], `${part} after ${key} ${JSON.stringify(value)}`);
    before = next;
  }
});

test("several guides: the strongest place, the earliest day, what is missing first", () => {
  const services = { id: "services", type: "set", text: "?", answers: [{ id: "base", name: "Base", about: "service:base" }] };
  const one = guide({ questions: [services] });
  const other = guide({ guide: { id: "h", title: "H", url: "./", absolute: "https://e.example/h/" }, fixed: { point: { choice: "same" } }, questions: [services], prerequisites: [] });
  const plan = given({ "guide:h": true, "answer:point": { choice: "own" }, "date:g.change": { day: "2027-03-15", planned: false }, "date:h.change": { day: "2027-02-01", planned: false } });
  const both = combine([one, other], plan, today);
  const t15 = both.tasks.find((task) => task.step.task === "t15");
  assert.deepEqual([t15.place, t15.guides.map((found) => found.id), isoOf(t15.due.day)], ["own", ["g"], "2027-02-22"]);
  assert.deepEqual(both.tasks.find((task) => task.step.task === "t16").guides.map((found) => found.id), ["g", "h"]);
  assert.deepEqual(both.missing.map((required) => [required.name, required.state]), [["Base", "check"]]);
  assert.deepEqual(combine([one], withEntry(plan, "answer:services", { set: [] }, 9), today).missing.map((required) => required.state), ["missing"]);
  assert.deepEqual(combine([one], withEntry(plan, "answer:services", { set: ["base"] }, 9), today).missing, []);
});

test("the finder keeps what fits and asks only what parts the rest", () => {
  const guides = [{ id: "a", fixed: { change: { has: ["x", "y"], lacks: [], closed: true } } }, { id: "b", fixed: { change: { has: ["z"], lacks: [], closed: true }, point: { choice: "own" } } }, { id: "c", fixed: {} }];
  assert.deepEqual(matching(guides, { change: ["x"] }).map((found) => found.id), ["a", "c"]);
  assert.equal(parts("point", ["own", "other"], matching(guides, { change: ["x"] })), false);
  assert.equal(parts("point", ["own", "other"], guides), true);
});

test("today is the day in the site's time zone", () => {
  assert.equal(isoOf(todayIn("Europe/Helsinki", new Date("2026-12-31T22:30:00Z"))), "2027-01-01");
  assert.equal(isoOf(todayIn("Europe/Helsinki", new Date("2026-12-31T21:30:00Z"))), "2026-12-31");
});
