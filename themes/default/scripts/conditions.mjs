// Conditions in three values: yes, no, unknown. The same as in the compiler (src/model/condition.rs), against which this module is
// checked. What is not answered is unknown.

/** @typedef {"yes" | "no" | "unknown"} Truth */

/**
 * @typedef {{ all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf} Condition
 */

/**
 * One question: its answer is one of these, at least one of these is in it, it is more than this threshold.
 * @typedef {{ q: string, is: string[] } | { q: string, has: string[] } | { q: string, over: string }} Leaf
 */

/**
 * What is known of an answer: the choice made; members known to be in the set or not, and whether those are all; a number; only
 * that it is more than a threshold.
 * @typedef {{ choice: string } | { has: string[], lacks: string[], closed: boolean } | { number: number } | { over: string }} Answer
 */

/** @typedef {Record<string, Answer>} Answers by question; one that is not there is not answered */

/** @typedef {Record<string, number | null>} Thresholds by id; null where the source gives no number */

/**
 * What is left to ask: nothing, or a condition that still decides.
 * @typedef {{ truth: "yes" | "no" } | { truth: "unknown", condition: Condition }} Residual
 */

/** @type {Record<Truth, number>} */
const RANK = { no: 0, unknown: 1, yes: 2 };

/**
 * @param {Truth[]} values
 * @returns {Truth}
 */
function least(values) {
  return values.reduce((a, b) => (RANK[b] < RANK[a] ? b : a), /** @type {Truth} */ ("yes"));
}

/**
 * @param {Truth[]} values
 * @returns {Truth}
 */
export function greatest(values) {
  return values.reduce((a, b) => (RANK[b] > RANK[a] ? b : a), /** @type {Truth} */ ("no"));
}

/**
 * @param {Truth} value
 * @returns {Truth}
 */
function negate(value) {
  return value === "yes" ? "no" : value === "no" ? "yes" : "unknown";
}

/**
 * @param {boolean} value
 * @returns {Truth}
 */
function truth(value) {
  return value ? "yes" : "no";
}

/**
 * @template T
 * @param {Record<string, T>} table
 * @param {string} key
 * @returns {T | undefined}
 */
function own(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/**
 * @param {Condition} condition
 * @param {Answers} answers
 * @param {Thresholds} thresholds
 * @returns {Truth}
 */
export function evaluate(condition, answers, thresholds) {
  if ("all" in condition) return least(condition.all.map((part) => evaluate(part, answers, thresholds)));
  if ("any" in condition) return greatest(condition.any.map((part) => evaluate(part, answers, thresholds)));
  if ("not" in condition) return negate(evaluate(condition.not, answers, thresholds));
  const answer = own(answers, condition.q);
  return answer === undefined ? "unknown" : test(condition, answer, thresholds);
}

/**
 * @param {Leaf} leaf
 * @param {Answer} answer
 * @param {Thresholds} thresholds
 * @returns {Truth}
 */
function test(leaf, answer, thresholds) {
  if ("is" in leaf) return "choice" in answer ? truth(leaf.is.includes(answer.choice)) : "unknown";
  if ("has" in leaf) return "has" in answer ? greatest(leaf.has.map((member) => memberTruth(member, answer))) : "unknown";
  const asked = own(thresholds, leaf.over) ?? null;
  if ("number" in answer) return asked === null ? "unknown" : truth(answer.number > asked);
  if (!("over" in answer)) return "unknown";
  if (answer.over === leaf.over) return "yes";
  const known = own(thresholds, answer.over) ?? null;
  return asked !== null && known !== null && asked <= known ? "yes" : "unknown";
}

/**
 * @param {string} member
 * @param {{ has: string[], lacks: string[], closed: boolean }} set
 * @returns {Truth}
 */
function memberTruth(member, set) {
  if (set.has.includes(member)) return "yes";
  return set.closed || set.lacks.includes(member) ? "no" : "unknown";
}

/**
 * The condition simplified under the answers: asks only questions that are still open, and of sets only members that are.
 * @param {Condition} condition
 * @param {Answers} answers
 * @param {Thresholds} thresholds
 * @returns {Residual}
 */
export function residual(condition, answers, thresholds) {
  if ("all" in condition) return join(condition.all, answers, thresholds, "no");
  if ("any" in condition) return join(condition.any, answers, thresholds, "yes");
  if ("not" in condition) {
    const left = residual(condition.not, answers, thresholds);
    if (left.truth !== "unknown") return { truth: left.truth === "yes" ? "no" : "yes" };
    return { truth: "unknown", condition: "not" in left.condition ? left.condition.not : { not: left.condition } };
  }
  const value = evaluate(condition, answers, thresholds);
  return value === "unknown" ? { truth: "unknown", condition: openMembers(condition, own(answers, condition.q)) } : { truth: value };
}

/**
 * @param {Leaf} leaf
 * @param {Answer | undefined} answer
 * @returns {Leaf}
 */
function openMembers(leaf, answer) {
  if (!("has" in leaf) || answer === undefined || !("has" in answer)) return leaf;
  return { q: leaf.q, has: leaf.has.filter((member) => memberTruth(member, answer) === "unknown") };
}

/**
 * All of the parts where "no" decides, any of them where "yes" does.
 * @param {Condition[]} parts
 * @param {Answers} answers
 * @param {Thresholds} thresholds
 * @param {"yes" | "no"} deciding
 * @returns {Residual}
 */
function join(parts, answers, thresholds, deciding) {
  /** @type {Condition[]} */
  const open = [];
  for (const part of parts) {
    const left = residual(part, answers, thresholds);
    if (left.truth === deciding) return { truth: deciding };
    if (left.truth === "unknown") inner(left.condition, deciding).forEach((found) => pushNew(open, found));
  }
  if (open.length === 0) return { truth: deciding === "no" ? "yes" : "no" };
  if (open.length === 1) return { truth: "unknown", condition: open[0] };
  return { truth: "unknown", condition: deciding === "no" ? { all: open } : { any: open } };
}

/**
 * The parts of a condition of the same kind as the whole; otherwise the condition itself.
 * @param {Condition} condition
 * @param {"yes" | "no"} deciding
 * @returns {Condition[]}
 */
function inner(condition, deciding) {
  if (deciding === "no" && "all" in condition) return condition.all;
  if (deciding === "yes" && "any" in condition) return condition.any;
  return [condition];
}

/**
 * @param {Condition[]} open
 * @param {Condition} part
 */
function pushNew(open, part) {
  if (!open.some((known) => same(known, part))) open.push(part);
}

/**
 * Whether two conditions ask the same, in the same order.
 * @param {Condition} a
 * @param {Condition} b
 * @returns {boolean}
 */
function same(a, b) {
  if ("all" in a) return "all" in b && sameParts(a.all, b.all);
  if ("any" in a) return "any" in b && sameParts(a.any, b.any);
  if ("not" in a) return "not" in b && same(a.not, b.not);
  if (!("q" in b) || a.q !== b.q) return false;
  if ("is" in a) return "is" in b && sameWords(a.is, b.is);
  if ("has" in a) return "has" in b && sameWords(a.has, b.has);
  return "over" in b && a.over === b.over;
}

/**
 * @param {Condition[]} a
 * @param {Condition[]} b
 */
function sameParts(a, b) {
  return a.length === b.length && a.every((part, index) => same(part, b[index]));
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function sameWords(a, b) {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/**
 * The questions that a condition asks, in order, each once.
 * @param {Condition} condition
 * @returns {string[]}
 */
export function questions(condition) {
  if ("all" in condition) return [...new Set(condition.all.flatMap(questions))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(questions))];
  return "not" in condition ? questions(condition.not) : [condition.q];
}
