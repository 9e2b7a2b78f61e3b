// The tasks of a plan in the order of their days, and the switch between that and the order of the phases.

import { make, place } from "./plan-dom.mjs";

/** @typedef {import("./plan-model.mjs").PlanTask} PlanTask */

/** Whether the reader sees the tasks by their days. */
export function isByDate() {
  return place("[data-by-date]")?.hasAttribute("hidden") === false;
}

/**
 * @param {string} by `phase` or `date`
 */
export function orderBy(by) {
  document.querySelectorAll("[data-order-by]").forEach((button) => button.setAttribute("aria-pressed", String(button.getAttribute("data-order-by") === by)));
  place("[data-by-date]")?.toggleAttribute("hidden", by !== "date");
}

/**
 * The same tasks in the order of their days; those without one come last.
 * @param {import("./plan-panel.mjs").Panel} page
 */
export function drawByDate(page) {
  const list = place("[data-by-date]");
  const tasks = page.view.tasks.filter((task) => task.place === "own" || task.place === "check");
  const dated = tasks.filter((task) => task.due).sort((a, b) => (a.due?.day ?? 0) - (b.due?.day ?? 0));
  const row = (/** @type {PlanTask} */ task) => {
    const id = `dated-${task.step.task}`;
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", class: "step-done", id, name: "done", value: task.step.task }));
    box.checked = task.done;
    // The reader may have narrowed the tasks to one role.
    const item = document.getElementById(task.step.task);
    return make("li", { "data-dated": task.step.task, "data-roles": item?.getAttribute("data-roles") ?? null, "data-left-out": item?.hasAttribute("data-left-out") ?? false },
      box,
      make("label", { for: id }, task.step.title),
      make("span", { class: "due-date" }, task.due ? page.days.short(task.due.day) : ""),
      make("span", { class: "due-state", "data-near": task.near ?? "" }, task.done ? page.words("done") : task.near ? page.words(`near-${task.near}`) : ""));
  };
  const focused = document.activeElement?.id ?? "";
  const undated = tasks.filter((task) => !task.due);
  list?.replaceChildren(
    make("ol", { class: "plain-list" }, ...dated.map(row)),
    ...(undated.length > 0 ? [make("h3", {}, page.words("no-date")), make("ul", { class: "plain-list" }, ...undated.map(row))] : []),
  );
  if (focused.startsWith("dated-")) document.getElementById(focused)?.focus();
}
