// Small helpers for the page: elements from texts, never from markup.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null>} attributes true sets an empty one; false and null set none
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * A button of the page's own kind.
 * @param {string} text
 * @param {Record<string, string | boolean | null>} attributes
 */
export function button(text, attributes) {
  return make("button", { type: "button", class: "button button-quiet", ...attributes }, text);
}

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement | null}
 */
export function find(selector, root = document) {
  return root.querySelector(selector);
}

/**
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function findAll(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/**
 * Shows the text, or hides the element where there is none.
 * @param {Element | null} element
 * @param {string | null} text
 */
export function say(element, text) {
  if (!element) return;
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.toggleAttribute("hidden", text === null);
}

/**
 * Gives the reader a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A file name that every system takes.
 * @param {string} text
 */
export function fileName(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 60) || "plan";
}
