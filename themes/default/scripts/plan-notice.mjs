// The notice in the panel of a plan: what it says and asks, and where the focus goes when it is gone.

import { button, find } from "./plan-dom.mjs";

/**
 * What had the focus when the notice took it.
 * @type {Element | null}
 */
let asker = null;

/**
 * Shows something in the panel's notice, with buttons; nothing hides it.
 * @param {(Node | string)[]} children
 */
export function notice(...children) {
  const place = find("[data-plan-notice]");
  if (!place) return;
  const focused = document.activeElement;
  if (children.length > 0 && !place.contains(focused)) asker = focused;
  place.replaceChildren(...children);
  place.toggleAttribute("hidden", children.length === 0);
  place.tabIndex = -1;
  if (children.length > 0) place.focus();
}

/**
 * A button that answers what the notice asks.
 * @param {string} text
 * @param {() => void} doing
 * @param {string} mark
 */
export function choice(text, doing, mark) {
  const element = button(text, { "data-choice": mark });
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    notice();
    doing();
  });
  return element;
}

/**
 * The button that changes nothing: the focus goes back to where it was.
 * @param {string} text
 */
export function cancel(text) {
  return choice(text, () => {
    if (asker instanceof HTMLElement && asker !== document.body) asker.focus();
    if (document.activeElement === document.body) focusPanel();
  }, "cancel");
}

/** Gives the focus to the title of the panel. */
export function focusPanel() {
  const title = find("[data-plan] h2");
  if (!title) return;
  title.tabIndex = -1;
  title.focus();
}
