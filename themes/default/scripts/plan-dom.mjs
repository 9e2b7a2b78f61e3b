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
 * Places of the page by selector, each looked for once.
 * @type {Map<string, HTMLElement>}
 */
const places = new Map();

/**
 * The one place of the page that a selector names.
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function place(selector) {
  const known = places.get(selector);
  if (known?.isConnected) return known;
  const found = find(selector);
  if (found) places.set(selector, found);
  return found;
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
  write(element, text ?? "");
  element.toggleAttribute("hidden", text === null);
}

/**
 * Writes a text into an element. Where one stands there it is changed in its place, since browsers judge styles anew around nodes that
 * come and go.
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  const known = element.firstChild;
  if (known instanceof Text && element.childNodes.length === 1) {
    if (known.data !== text) known.data = text;
  } else if (element.textContent !== text) element.textContent = text;
}

/**
 * Shows a text in a field, unless the reader is writing in it. The field's default is what was shown last.
 * @param {Element | null | undefined} field
 * @param {string} text
 */
export function showText(field, text) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  if (field === document.activeElement && field.value !== field.defaultValue) return;
  if (field.defaultValue !== text) field.defaultValue = text;
  if (field.value !== text) field.value = text;
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
