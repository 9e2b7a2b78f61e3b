/** Results as elements: grouped by kind, the group of the best result first, with the words that matched marked. */

import { SHOWN_WORD } from './search-words.mjs';

/** @typedef {import('./search.mjs').Result} Result */
/** @typedef {{ level: number, place: string, root: URL }} Look The level of headings, the place of the box, which parts the ids of two, and the root of the site. */
/** @typedef {Look & { results: Result[] }} Found */
/** @typedef {Found & { names: Record<string, string>, other: string }} FoundByKind The names of the kinds, and one for other kinds. */

/**
 * Text nodes and `<mark>`s of a text.
 * @param {Document} page
 * @param {string} text
 * @param {Set<string>} matched
 */
function marked(page, text, matched) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(SHOWN_WORD)) {
    if (!matched.has(found[0].normalize('NFC').toLowerCase())) continue;
    const mark = page.createElement('mark');
    mark.textContent = found[0];
    parts.push(text.slice(at, found.index), mark);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @overload
 * @param {Document} page
 * @param {K} name
 * @param {string} className
 * @param {(string | HTMLElement)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
/**
 * @overload
 * @param {Document} page
 * @param {string} name
 * @param {string} className
 * @param {(string | HTMLElement)[]} children
 * @returns {HTMLElement}
 */
/**
 * @param {Document} page
 * @param {string} name
 * @param {string} className
 * @param {(string | HTMLElement)[]} children
 */
function element(page, name, className, children) {
  const made = page.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * The address of a result: from the root of the site, wherever that is published.
 * @param {Result} result
 * @param {URL} root
 */
function address({ url, anchor }, root) {
  const place = new URL(url.replace(/^\//, ''), root);
  if (anchor) place.hash = anchor;
  return place.href;
}

/**
 * @param {Document} page
 * @param {Result} result
 * @param {URL} root
 */
function item(page, result, root) {
  const matched = new Set(result.matched.map((word) => word.normalize('NFC').toLowerCase()));
  const link = element(page, 'a', 'search-title', marked(page, result.title, matched));
  link.href = address(result, root);
  if (result.titleLang) link.lang = result.titleLang;
  /** @type {HTMLElement[]} */
  const parts = [link];
  if (result.heading && result.heading !== result.title) parts.push(element(page, 'p', 'search-heading', marked(page, result.heading, matched)));
  if (result.excerpt) parts.push(element(page, 'p', 'search-excerpt', marked(page, result.excerpt, matched)));
  return element(page, 'li', 'search-result', parts);
}

/**
 * @param {Document} page
 * @param {string} name
 * @param {Result[]} results
 * @param {Look} look
 * @param {string | number} id
 */
function group(page, name, results, { level, place, root }, id) {
  const heading = element(page, `h${level}`, 'search-group', [name]);
  heading.id = `${place}-results-${id}`;
  const list = element(page, 'ul', 'search-list', results.map((result) => item(page, result, root)));
  list.setAttribute('aria-labelledby', heading.id);
  return [heading, list];
}

/**
 * @param {Result[]} results
 * @param {Record<string, string>} names
 * @param {string} other
 */
function byKind(results, names, other) {
  /** @type {import('./search-words.mjs').Filled<string, Result[]>} */
  const groups = new Map();
  for (const result of results) {
    const name = names[result.kind] ?? other;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(result);
  }
  return [...groups];
}

/**
 * The results in the page's own language.
 * @param {Document} page
 * @param {FoundByKind} found
 * @returns {Element[]}
 */
export function ownGroups(page, found) {
  return byKind(found.results, found.names, found.other).flatMap(([name, results], i) => group(page, name, results, found, i));
}

/**
 * The results in another language, under its name.
 * @param {Document} page
 * @param {string} lang
 * @param {Found} found
 * @returns {Element}
 */
export function otherGroup(page, lang, found) {
  const section = page.createElement('section');
  section.lang = lang;
  section.append(...group(page, languageName(page, lang), found.results, found, lang));
  return section;
}

/**
 * A language's name in itself, as its link in the header has it.
 * @param {Document} page
 * @param {string} lang
 */
function languageName(page, lang) {
  return page.querySelector(`.languages a[lang="${CSS.escape(lang)}"]`)?.textContent ?? lang;
}
