// Several guides as one list. Each guide is evaluated alone; a task takes the strongest value and names the guides that ask for it.

import { evaluate } from "./conditions.mjs";
import { planView } from "./plan-model.mjs";
import { answersOf, givenAnswers } from "./plan-narrow.mjs";

/**
 * @typedef {import("./plan-record.mjs").Plan} Plan
 * @typedef {import("./plan-narrow.mjs").GuideData} GuideData
 * @typedef {import("./plan-model.mjs").PlanTask} PlanTask
 * @typedef {PlanTask & { guides: { id: string, title: string, url: string }[] }} SharedTask
 * @typedef {{ id: string, name: string, url: string, text: string, from: string, state: "missing" | "check" }} Missing
 */

/** The places from the weakest to the strongest. */
const STRENGTH = ["out", "other", "check", "own"];

/**
 * One list of the tasks of all guides: by phase, then in the order of the guides.
 * @param {GuideData[]} guides
 * @param {Plan} plan
 * @param {number} today
 * @param {Map<string, import("./plan-model.mjs").PlanView>} [before] earlier views, by guide
 * @returns {{ tasks: SharedTask[], missing: Missing[], views: import("./plan-model.mjs").PlanView[] }}
 */
export function combine(guides, plan, today, before) {
  const views = guides.map((data) => planView(data, plan, today, before?.get(data.guide.id)));
  /** @type {Map<string, SharedTask>} */
  const tasks = new Map();
  views.forEach((view, index) => {
    for (const task of view.tasks) {
      const asks = task.place === "out" ? [] : [guides[index].guide];
      const before = tasks.get(task.step.task);
      tasks.set(task.step.task, before ? stronger(before, { ...task, guides: asks }) : { ...task, guides: asks });
    }
  });
  const phases = guides.flatMap((data) => data.phases.map((phase) => phase.id));
  const order = [...tasks.values()].map((task, index) => ({ task, index }));
  order.sort((a, b) => phases.indexOf(a.task.step.phase) - phases.indexOf(b.task.step.phase) || a.index - b.index);
  return { tasks: inOrder(order.map(({ task }) => task)), missing: guides.flatMap((data) => missing(data, plan)), views };
}

/**
 * The stronger of two places of a task, with the guides of both and the earlier due day.
 * @param {SharedTask} a
 * @param {SharedTask} b
 * @returns {SharedTask}
 */
function stronger(a, b) {
  const [strong, weak] = STRENGTH.indexOf(b.place) > STRENGTH.indexOf(a.place) ? [b, a] : [a, b];
  const dated = [strong, weak].filter((task) => task.place !== "out" && task.due !== null);
  dated.sort((one, other) => (one.due?.day ?? 0) - (other.due?.day ?? 0));
  const earliest = dated[0] ?? strong;
  return { ...strong, due: earliest.due, near: earliest.near, variants: earliest.variants, guides: [...a.guides, ...b.guides] };
}

/**
 * Within a phase every task after those that it follows.
 * @param {SharedTask[]} tasks
 * @returns {SharedTask[]}
 */
function inOrder(tasks) {
  /** @type {SharedTask[]} */
  const ordered = [];
  let waiting = tasks;
  while (waiting.length > 0) {
    const phase = waiting[0].step.phase;
    const ids = new Set(waiting.filter((task) => task.step.phase === phase).map((task) => task.step.task));
    const next = waiting.find((task) => ids.has(task.step.task) && !task.step.after.some((id) => ids.has(id))) ?? waiting[0];
    ordered.push(next);
    waiting = waiting.filter((task) => task !== next);
  }
  return ordered;
}

/**
 * What a guide builds on and the reader has not said to have.
 * @param {GuideData} data
 * @param {Plan} plan
 * @returns {Missing[]}
 */
function missing(data, plan) {
  const answers = answersOf({ ...data, fixed: {} }, givenAnswers(plan));
  return data.prerequisites.flatMap((required) => {
    if (!required.asked) return [];
    const truth = evaluate(required.asked, answers, data.thresholds);
    if (truth === "yes") return [];
    const state = truth === "no" && required.strength === "always" ? /** @type {const} */ ("missing") : /** @type {const} */ ("check");
    return [{ id: required.id, name: required.name, url: required.url, text: required.text, from: data.guide.title, state }];
  });
}
