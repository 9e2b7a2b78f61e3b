/** Results as elements: grouped by kind, the group of the best result first, with the words that matched marked. */

import { SHOWN_WORD } from './search-words.mjs';

/** Text nodes and `<mark>`s of a text. */
function marked(page, text, matched) {
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

function element(page, name, className, children) {
  const made = page.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** The address of a result: from the root of the site, wherever that is published. */
function address({ url, anchor }, root) {
  const place = new URL(url.replace(/^\//, ''), root);
  if (anchor) place.hash = anchor;
  return place.href;
}

function item(page, result, root) {
  const matched = new Set(result.matched.map((word) => word.normalize('NFC').toLowerCase()));
  const link = element(page, 'a', 'search-title', marked(page, result.title, matched));
  link.href = address(result, root);
  if (result.titleLang) link.lang = result.titleLang;
  const parts = [link];
  if (result.heading && result.heading !== result.title) parts.push(element(page, 'p', 'search-heading', marked(page, result.heading, matched)));
  if (result.excerpt) parts.push(element(page, 'p', 'search-excerpt', marked(page, result.excerpt, matched)));
  return element(page, 'li', 'search-result', parts);
}

function group(page, name, results, { level, place, root }, id) {
  const heading = element(page, `h${level}`, 'search-group', [name]);
  heading.id = `${place}-results-${id}`;
  const list = element(page, 'ul', 'search-list', results.map((result) => item(page, result, root)));
  list.setAttribute('aria-labelledby', heading.id);
  return [heading, list];
}

function byKind(results, names, other) {
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
 * @param {object} found `results`, `names` of the kinds, the name for `other` kinds, the `level` of headings
 * @returns {Element[]}
 */
export function ownGroups(page, found) {
  return byKind(found.results, found.names, found.other).flatMap(([name, results], i) => group(page, name, results, found, i));
}

/**
 * The results in another language, under its name.
 * @param {Document} page
 * @param {string} lang
 * @param {object} found `results`, the `level` of headings
 * @returns {Element}
 */
export function otherGroup(page, lang, found) {
  const section = page.createElement('section');
  section.lang = lang;
  section.append(...group(page, languageName(page, lang), found.results, found, lang));
  return section;
}

/** A language's name in itself, as its link in the header has it. */
function languageName(page, lang) {
  return page.querySelector(`.languages a[lang="${CSS.escape(lang)}"]`)?.textContent ?? lang;
}
