// Which tasks of a guide are the reader's, under the reader's answers. What is not known never hides a task.

import { evaluate, questions, residual } from "./conditions.mjs";
import { valueOf, valuesOf } from "./plan-record.mjs";

/**
 * @typedef {import("./conditions.mjs").Condition} Condition
 * @typedef {import("./conditions.mjs").Answers} Answers
 * @typedef {import("./conditions.mjs").Truth} Truth
 * @typedef {import("./plan-record.mjs").Plan} Plan
 * @typedef {{ role: string, when: Condition | null }} Owner role: a role's id, or `you`
 * @typedef {{ on: string, text: string }} Change
 */

/**
 * A task as a guide's data hold it.
 * @typedef {object} Step
 * @property {string} task
 * @property {string} [code]
 * @property {string} title
 * @property {string} url from the data's own address
 * @property {string} phase
 * @property {number} revision
 * @property {Change[]} changes the first entry is revision 1
 * @property {Condition | null} condition its whole condition; null: it always applies
 * @property {string} [when] the condition in words
 * @property {Owner[]} owners
 * @property {string[]} with
 * @property {boolean} gate
 * @property {string[]} behind
 * @property {string[]} after
 * @property {string | null} deadline
 * @property {boolean} [added] listed though its condition would not list it
 */

/**
 * @typedef {object} Audience
 * @property {string} id
 * @property {string} name
 * @property {Condition} when
 * @property {{ task: string, reason: string }[]} without
 * @property {{ task: string, reason: string }[]} extra
 * @property {string[]} only
 * @property {Record<string, string>} owner task to role, or `you`
 * @property {string} [note]
 */

/** @typedef {{ id: string, type: "choice" | "set" | "number" | "yes-no", text: string, help?: string | null, unit?: string | null, answers: { id: string, name: string, about?: string }[] }} Question */

/**
 * The data of a guide, as `plan.json` beside its page holds them.
 * @typedef {object} GuideRules
 * @property {string} site
 * @property {string} language
 * @property {string} locale
 * @property {string} time_zone
 * @property {{ id: string, title: string, url: string, absolute: string }} guide
 * @property {Answers} fixed
 * @property {Record<string, number | null>} thresholds
 * @property {Step[]} steps
 * @property {Step[]} extra steps that only an audience adds
 * @property {Audience[]} audiences
 * @property {Question[]} questions
 * @property {{ id: string, name: string }[]} phases
 * @property {Record<string, { name: string, outside: boolean }>} roles
 * @property {Record<string, { title: string, on: string, replaced_by?: { task: string, title: string, url: string }, note?: string }>} retired
 * @property {{ id: string, to: string, name: string, url: string, text: string, strength: string, asked: Condition | null }[]} prerequisites
 * @typedef {GuideRules & import("./plan-due.mjs").Timing} GuideData
 */

/**
 * Where a task stands: it is the reader's; check whether it is; somebody else does it; it does not apply.
 * @typedef {"own" | "check" | "other" | "out"} Place
 */

/**
 * @typedef {object} Placed
 * @property {Step} step
 * @property {Place} place
 * @property {{ name: string, check: boolean, you: boolean }[]} owners
 * @property {{ question: Question, answer: any }[]} because the answers that moved it
 * @property {{ audience: string, text: string } | null} audience the audience that moved or added it, and why
 * @property {boolean} kept whether the reader has taken it back
 */

/**
 * The answers that count: those that the guide takes as given, and the reader's own.
 * @param {GuideRules} data
 * @param {Record<string, any>} given the reader's answers by question
 * @returns {Answers}
 */
export function answersOf(data, given) {
  /** @type {Answers} */
  const answers = {};
  for (const [question, answer] of Object.entries(given)) {
    if (answer === "unknown" || answer === undefined) continue;
    answers[question] = "set" in answer ? { has: answer.set, lacks: [], closed: true } : answer;
  }
  for (const [question, fixed] of Object.entries(data.fixed)) {
    const own = Object.hasOwn(answers, question) ? answers[question] : null;
    const both = own && "has" in own && "has" in fixed && !fixed.closed;
    answers[question] = both ? { has: [...new Set([...own.has, ...fixed.has])], lacks: fixed.lacks, closed: true } : fixed;
  }
  return answers;
}

/**
 * The reader's answers of a plan, by question.
 * @param {Plan} plan
 * @returns {Record<string, any>}
 */
export function givenAnswers(plan) {
  return Object.fromEntries(valuesOf(plan, "answer"));
}

/**
 * Every task of the guide with its place, in the guide's order; tasks that an audience adds stand at the end of their phase.
 * @param {GuideRules} data
 * @param {Plan} plan
 * @returns {Placed[]}
 */
export function placeAll(data, plan) {
  const given = givenAnswers(plan);
  const answers = answersOf(data, given);
  const audiences = data.audiences.filter((audience) => evaluate(audience.when, answers, data.thresholds) === "yes");
  const steps = data.steps.map((step) => place(data, plan, step, given, answers, audiences));
  const added = data.extra.flatMap((step) => {
    const from = audiences.find((audience) => audience.extra.some((extra) => extra.task === step.task));
    if (!from) return [];
    const reason = from.extra.find((extra) => extra.task === step.task)?.reason ?? "";
    const placed = place(data, plan, { ...step, added: true }, given, answers, audiences);
    return [{ ...placed, audience: placed.audience ?? { audience: from.name, text: reason } }];
  });
  const phases = data.phases.map((phase) => phase.id);
  return [...steps, ...added].map((placed, index) => ({ placed, index })).sort((a, b) => phases.indexOf(a.placed.step.phase) - phases.indexOf(b.placed.step.phase) || a.index - b.index).map(({ placed }) => placed);
}

/**
 * @param {GuideRules} data
 * @param {Plan} plan
 * @param {Step} step
 * @param {Record<string, any>} given
 * @param {Answers} answers
 * @param {Audience[]} audiences those that the reader belongs to
 * @returns {Placed}
 */
function place(data, plan, step, given, answers, audiences) {
  const truth = step.added || !step.condition ? "yes" : evaluate(step.condition, answers, data.thresholds);
  const wanted = audiences.some((audience) => audience.extra.some((extra) => extra.task === step.task)) ? "yes" : truth;
  const out = audiences.map((audience) => leavesOut(audience, step.task)).find((reason) => reason !== null) ?? null;
  const owners = ownersOf(data, step, answers, audiences);
  const kept = valueOf(plan, `keep:${step.task}`) === true;
  const elsewhere = isOutside(data, owners) && !isOutside(data, ownersOf(data, step, data.fixed, []));
  /** @type {Place} */
  const found = out || wanted === "no" ? "out" : elsewhere ? "other" : wanted === "unknown" || owners.some((owner) => owner.check) ? "check" : "own";
  const moved = found === "out" || found === "other";
  const condition = found === "other" ? { all: step.owners.flatMap((owner) => (owner.when ? [owner.when] : [])) } : step.condition;
  return {
    step,
    place: moved && kept ? "own" : found,
    owners: owners.map((owner) => ({ name: data.roles[owner.role]?.name ?? "", check: owner.check, you: owner.role === "you" })),
    because: moved && !out && condition ? decisive(data, condition, given) : [],
    audience: out,
    kept: moved && kept,
  };
}

/**
 * Why an audience leaves a task out; null where it does not.
 * @param {Audience} audience
 * @param {string} task
 */
function leavesOut(audience, task) {
  const reason = audience.without.find((without) => without.task === task)?.reason;
  if (reason !== undefined) return { audience: audience.name, text: reason };
  return audience.only.length > 0 && !audience.only.includes(task) ? { audience: audience.name, text: "" } : null;
}

/**
 * Who does a task: the first whose case is certain ends the list.
 * @param {GuideRules} data
 * @param {Step} step
 * @param {Answers} answers
 * @param {Audience[]} audiences
 * @returns {{ role: string, check: boolean }[]}
 */
function ownersOf(data, step, answers, audiences) {
  const changed = audiences.find((audience) => Object.hasOwn(audience.owner, step.task));
  if (changed) return [{ role: changed.owner[step.task], check: false }];
  const owners = [];
  for (const owner of step.owners) {
    /** @type {Truth} */
    const truth = owner.when ? evaluate(owner.when, answers, data.thresholds) : "yes";
    if (truth !== "no") owners.push({ role: owner.role, check: truth === "unknown" });
    if (truth === "yes") break;
  }
  const open = owners.some((owner) => owner.check);
  return owners.map((owner) => ({ ...owner, check: open }));
}

/**
 * Whether only somebody outside the reader's organisation does it.
 * @param {GuideRules} data
 * @param {{ role: string, check: boolean }[]} owners
 */
function isOutside(data, owners) {
  return owners.length > 0 && owners.every((owner) => !owner.check && data.roles[owner.role]?.outside === true);
}

/**
 * The reader's answers to what a condition asks.
 * @param {GuideRules} data
 * @param {Condition} condition
 * @param {Record<string, any>} given
 */
function decisive(data, condition, given) {
  const asked = questions(condition).filter((id) => Object.hasOwn(given, id) && given[id] !== "unknown");
  return asked.flatMap((id) => {
    const question = data.questions.find((question) => question.id === id);
    return question ? [{ question, answer: given[id] }] : [];
  });
}

/**
 * The questions that decide something for the guide, whatever else has been answered.
 * @param {GuideRules} data
 * @param {Record<string, any>} given
 * @returns {string[]}
 */
export function openQuestions(data, given) {
  const conditions = [...data.steps, ...data.extra].flatMap((step) => [
    ...(step.condition && !step.added ? [step.condition] : []),
    ...step.owners.flatMap((owner) => (owner.when ? [owner.when] : [])),
  ]);
  const all = [...conditions, ...data.audiences.map((audience) => audience.when)];
  return data.questions
    .map((question) => question.id)
    .filter((id) => {
      const others = answersOf(data, Object.fromEntries(Object.entries(given).filter(([question]) => question !== id)));
      return all.some((condition) => {
        const left = residual(condition, others, data.thresholds);
        return left.truth === "unknown" && questions(left.condition).includes(id);
      });
    });
}
