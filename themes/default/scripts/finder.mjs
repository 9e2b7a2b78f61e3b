// Which guide do I need? Asks only what still parts the guides, and hides those that do not fit. Without this script the page lists,
// for every answer, the guides to which it leads.

/**
 * @typedef {import("./conditions.mjs").Answer} Answer
 * @typedef {{ id: string, fixed: Record<string, Answer> }} Candidate
 */

/**
 * Whether a guide fits an answer: it takes it as given, or takes nothing as given that excludes it.
 * @param {Answer | undefined} fixed
 * @param {string[]} chosen at least one of them
 * @returns {boolean}
 */
export function fits(fixed, chosen) {
  if (fixed === undefined) return true;
  if ("choice" in fixed) return chosen.includes(fixed.choice);
  if ("has" in fixed) return chosen.some((answer) => fixed.has.includes(answer));
  return true;
}

/**
 * The guides that fit all answers.
 * @param {Candidate[]} guides
 * @param {Record<string, string[]>} answers by question; what is not known is not there
 * @returns {Candidate[]}
 */
export function matching(guides, answers) {
  return guides.filter((guide) => Object.entries(answers).every(([question, chosen]) => fits(guide.fixed[question], chosen)));
}

/**
 * Whether a question still parts the guides that are left: some of its answers leave other guides than others.
 * @param {string} question
 * @param {string[]} choices
 * @param {Candidate[]} left
 * @returns {boolean}
 */
export function parts(question, choices, left) {
  if (!left.some((guide) => guide.fixed[question] !== undefined)) return false;
  return choices.some((choice) => {
    const count = left.filter((guide) => fits(guide.fixed[question], [choice])).length;
    return count > 0 && count < left.length;
  });
}

/** @param {Element} question */
function chosenIn(question) {
  return [...question.querySelectorAll("input")].filter((input) => input.checked && input.value !== "").map((input) => input.value);
}

/**
 * @param {HTMLElement} form
 * @param {Candidate[]} guides
 * @param {import("./plan-words.mjs").Words | null} words
 */
function draw(form, guides, words) {
  /** @type {Record<string, string[]>} */
  const answers = {};
  for (const question of form.querySelectorAll("[data-question]")) {
    const id = question.getAttribute("data-question") ?? "";
    const chosen = chosenIn(question);
    const choices = [...question.querySelectorAll("input")].map((input) => input.value).filter((value) => value !== "");
    // Only what has been answered before decides whether a question is asked.
    question.toggleAttribute("hidden", chosen.length === 0 && !parts(id, choices, matching(guides, answers)));
    if (chosen.length > 0) answers[id] = chosen;
  }
  const left = new Set(matching(guides, answers).map((guide) => guide.id));
  const begun = Object.keys(answers).length > 0;
  for (const card of document.querySelectorAll("[data-finder-guides] [data-guide]")) card.toggleAttribute("hidden", !left.has(card.getAttribute("data-guide") ?? ""));
  for (const group of document.querySelectorAll("[data-finder-guides] section")) group.toggleAttribute("hidden", group.querySelector("[data-guide]:not([hidden])") === null);
  const status = document.querySelector("[data-finder-status]");
  if (status && words) status.textContent = !begun ? "" : left.size === 0 ? words("finder-none") : words("finder-count", { count: left.size });
}

/** @param {{ words: string, guides: Candidate[] }} boot */
function start(boot) {
  const form = document.querySelector("[data-finder]");
  if (!(form instanceof HTMLElement)) return;
  /** @type {import("./plan-words.mjs").Words | null} */
  let words = null;
  const loadWords = async () => {
    if (words !== null) return;
    const [reader, module] = await Promise.all([import("./fetch-json.mjs"), import("./plan-words.mjs")]);
    words = module.words(await reader.fetchJson(boot.words));
    draw(form, boot.guides, words);
  };
  form.addEventListener("change", () => {
    draw(form, boot.guides, words);
    loadWords().catch(() => {});
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = document.querySelector("[data-finder-guides] section:not([hidden]) [data-guide]:not([hidden]) a");
    if (!(first instanceof HTMLElement)) return;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
  });
  form.hidden = false;
  document.querySelector("[data-finder-static]")?.setAttribute("hidden", "");
  draw(form, boot.guides, words);
}

const data = typeof document === "undefined" ? null : document.getElementById("finder-data");
if (data) start(JSON.parse(data.textContent ?? "{}"));
