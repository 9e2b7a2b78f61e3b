// The words of a task in its guide: fetched from the task's own page when the reader asks for them.

import { find, findAll, make } from "./plan-dom.mjs";

/**
 * Opens what a task's own page says, in place of the link to it. Where the page cannot be had, the link leads there.
 * @param {HTMLAnchorElement} link
 */
export async function openHow(link) {
  const item = link.closest("[data-task]");
  if (!(item instanceof HTMLElement) || link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const words = await wordsOf(link.href, item.dataset.task ?? "").catch(() => null);
  link.removeAttribute("aria-busy");
  if (!words) return location.assign(link.href);
  const summary = make("summary", { "aria-label": link.ariaLabel }, ...[...link.childNodes].map((node) => node.cloneNode(true)));
  link.closest("p")?.after(make("details", { class: "step-how", open: true }, summary, words));
  link.hidden = true;
  summary.focus();
}

/**
 * What stands on a page, made to stand inside another one: its ids begin with the task's, its headings are two levels deeper.
 * @param {string} address
 * @param {string} task
 * @returns {Promise<HTMLElement>}
 */
async function wordsOf(address, task) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = /** @type {HTMLElement} */ (find(".page-body", page));
  // Who does it, when, and after what stands in the step itself.
  for (const repeated of findAll(":scope > [data-task], :scope > .gate, script, noscript", body)) repeated.remove();
  for (const element of findAll("[id], [aria-labelledby], [aria-describedby]", body)) {
    for (const name of ["id", "aria-labelledby", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, value.split(" ").map((id) => `${task}-${id}`).join(" "));
    }
  }
  for (const link of findAll("a[href]", body)) {
    const target = link.getAttribute("href") ?? "";
    link.setAttribute("href", target.startsWith("#") ? `#${task}-${target.slice(1)}` : new URL(target, address).href);
  }
  for (const heading of findAll("h2, h3, h4", body)) {
    const deeper = make(`h${Number(heading.tagName.slice(1)) + 2}`, { id: heading.id || null });
    deeper.append(...heading.childNodes);
    heading.replaceWith(deeper);
  }
  const title = find("h1", page)?.textContent ?? address;
  return make("div", { class: "step-words" }, ...body.childNodes, make("p", { class: "meta" }, make("a", { href: address }, title)));
}
