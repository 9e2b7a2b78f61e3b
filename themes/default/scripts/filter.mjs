// Lists that readers narrow down by one choice: steps by who does them, notices by what changes. Without this script the lists are whole.

/**
 * Marks what the choice leaves out; styles hide it, on paper too.
 * @param {HTMLSelectElement} choice
 */
export function narrow(choice) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${choice.dataset.filter}]`));
  for (const item of items) {
    const marks = (item.getAttribute(`data-${choice.dataset.filter}`) ?? "").split(" ");
    item.toggleAttribute("data-left-out", choice.value !== "" && !marks.includes(choice.value));
  }
  const said = choice.closest("[data-filter-box]")?.querySelector("[data-filter-said]");
  if (said) said.textContent = choice.value === "" ? "" : `${choice.labels[0]?.textContent ?? ""} ${choice.selectedOptions[0]?.textContent ?? ""}`;
}
