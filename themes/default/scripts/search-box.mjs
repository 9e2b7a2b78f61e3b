/** A box with a field and results: searches as one types. All words stand in the page. */

import { otherGroup, ownGroups } from './search-results.mjs';

/** @typedef {import('./search.mjs').Suggestion} Suggestion */
/** @typedef {import('./search.mjs').Result} Result */

/** @typedef {'count' | 'best' | 'none' | 'waiting' | 'meant' | 'instead' | 'other' | 'missing' | 'othersMissing' | 'corrupt' | 'version'} Word */
/** @typedef {Record<Word | 'level' | 'languages', string> & { search: 'page' | 'dialog', opens?: string } & DOMStringMap} Words What a box says, and where it stands. */

/**
 * What stands in a box, by selector.
 * @typedef {{
 *   'input[name="q"]': { form: HTMLFormElement } & HTMLInputElement,
 *   'input[name="all"]': HTMLInputElement | null,
 *   '[data-search-status]': HTMLElement,
 *   '[data-search-meant]': HTMLElement,
 *   '[data-search-results]': HTMLElement,
 *   '[data-search-empty]': HTMLElement,
 * }} Inside
 */

/**
 * What tells of clicks and keys, each with the element that it hit.
 * @typedef {{ addEventListener<K extends 'click' | 'keydown'>(act: K, listener: (event: HTMLElementEventMap[K] & { target: HTMLElement }) => void): void }} Target
 */

/**
 * A box as its template makes it.
 * @typedef {{
 *   dataset: Words,
 *   querySelector<S extends keyof Inside>(selector: S): Inside[S],
 *   querySelectorAll(selector: '[data-search-meant] a, [data-search-results] a'): NodeListOf<HTMLAnchorElement>,
 *   closest(selector: '[lang]'): HTMLElement,
 * } & Target & HTMLElement} Box
 */

/** Milliseconds without a key before a search begins. */
const PAUSE = 90;
/** Milliseconds until a search that has not answered says that it is at work. */
const PATIENCE = 400;
const LIMIT = { page: 30, dialog: 12 };
const OTHER_LIMIT = 5;
/** With fewer results than this in the reader's language the other languages are searched as well. */
const FEW = 3;
/** A shorter query is still being written: nothing more is loaded for it. */
const SHORTEST = 3;

/** The root of the site: scripts stand in a folder below it. */
const root = new URL('../', import.meta.url);

/** @type {import('./search-files.mjs').Load} */
async function load(name) {
  const response = await fetch(new URL(`search/${name}`, root), name.endsWith('.json') ? { cache: 'no-cache' } : {});
  if (!response.ok) throw new Error(`${response.status} ${name}`);
  return new Uint8Array(await response.arrayBuffer());
}

const noOthers = () => ({ count: 0, cut: false, lost: false });

/**
 * @param {string} words
 * @param {string} value
 */
const fill = (words, value) => words.replace('#', () => value);

/**
 * Makes a box work; what it returns searches for what stands in its field, and acts when there are results, unless the reader has gone on.
 * @param {Box} box
 * @param {typeof import('./search.mjs').createSearch} createSearch
 * @param {{ inAddress?: boolean }} options `inAddress` keeps the query in the page's address, so that a list of results can be linked
 * @returns {(act?: (() => void) | null) => Promise<void>}
 */
export function connect(box, createSearch, { inAddress = false } = {}) {
  /**
   * @template {keyof Inside} S
   * @param {S} selector
   */
  const find = (selector) => box.querySelector(selector);
  const input = find('input[name="q"]');
  const all = find('input[name="all"]');
  const parts = { status: find('[data-search-status]'), meant: find('[data-search-meant]'), results: find('[data-search-results]'), empty: find('[data-search-empty]') };
  const words = box.dataset;
  /** @type {import('./search-words.mjs').Filled<string, ReturnType<typeof createSearch>>} */
  const engines = new Map();
  /** @param {string} lang */
  const engine = (lang) => {
    if (!engines.has(lang)) engines.set(lang, createSearch({ lang, load }));
    return engines.get(lang);
  };
  const { lang: own } = box.closest('[lang]');
  const others = words.languages.split(' ').filter(Boolean);
  const limit = LIMIT[words.search];
  const look = { level: Number(words.level), place: words.search, root };
  let latest = 0;
  let timer = 0;

  /** @param {string} query */
  const searchOwn = async (query) => ({
    results: await engine(own).search(query, { limit }),
    suggestions: await engine(own).suggest(query),
    names: await engine(own).kindNames(),
  });
  /**
   * @param {Awaited<ReturnType<typeof searchOwn>>} found
   * @param {string} status
   */
  const showOwn = ({ results, suggestions, names }, status) =>
    show(parts, { status, meant: meant(suggestions, words, choose), results: ownGroups(box.ownerDocument, { ...look, results, names, other: words.other }) });
  /** @param {string} text */
  const choose = (text) => {
    input.value = text;
    input.focus();
    start();
  };
  /**
   * Adds the results of each other language below as they come; tells how many, whether there may be more, and whether some cannot be had.
   * @param {string} query
   * @param {() => boolean} isStale
   */
  const addOthers = async (query, isStale) => {
    const found = noOthers();
    /** @param {string} lang */
    const add = async (lang) => {
      const results = await engine(lang).search(query, { limit: OTHER_LIMIT });
      if (isStale()) return;
      found.count += results.length;
      found.cut ||= results.length === OTHER_LIMIT;
      if (results.length) parts.results.append(otherGroup(box.ownerDocument, lang, { ...look, results }));
    };
    await Promise.all(others.map((lang) => add(lang).catch(() => (found.lost = true))));
    return found;
  };
  /**
   * @param {string} query
   * @param {Result[]} results
   */
  const isWanted = (query, results) => others.length > 0 && (all?.checked || (results.length < FEW && query.length >= SHORTEST));

  /** @param {(() => void) | null} [act] */
  const run = async (act) => {
    const turn = ++latest;
    const query = input.value.trim();
    const isStale = () => turn !== latest || query !== input.value.trim();
    if (inAddress) keepInAddress(query, all?.checked);
    if (!query) return show(parts, { status: '' });
    const wait = () => setTimeout(() => isStale() || (parts.status.textContent = words.waiting), PATIENCE);
    let waiting = wait();
    try {
      const found = await searchOwn(query);
      if (isStale()) return;
      const { results } = found;
      const wanted = isWanted(query, results);
      showOwn(found, results.length ? told(words, results.length, results.length === limit) : '');
      parts.results.dataset.query = query;
      clearTimeout(waiting);
      if (results.length) act?.();
      else waiting = wait();
      const more = wanted ? await addOthers(query, isStale) : noOthers();
      if (isStale()) return;
      const count = results.length + more.count;
      const status = count ? told(words, count, more.cut || results.length === limit) : fill(words.none, query);
      parts.status.textContent = more.lost ? `${status} ${words.othersMissing}` : status;
      parts.empty.hidden = count > 0;
      if (more.count && !results.length) act?.();
    } catch (error) {
      /** @type {{ code?: keyof Words }} */
      const { code = 'corrupt' } = Object(error);
      if (!isStale()) show(parts, { status: words[code] ?? words.corrupt });
    } finally {
      clearTimeout(waiting);
    }
  };
  /** @param {(() => void) | null} [act] */
  const start = (act) => {
    clearTimeout(timer);
    return run(act);
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });
  all?.addEventListener('change', () => start());
  box.addEventListener('keydown', (event) => moveAmongLinks(event, input, box));
  return start;
}

/**
 * How many results there are, or that these are the best of more, and what opens the first.
 * @param {Words} words
 * @param {number} count
 * @param {boolean} isCut
 */
const told = (words, count, isCut) => fill(isCut ? words.best : words.count, String(count)) + (words.opens ? `. ${words.opens}` : '');

/**
 * @param {Record<'status' | 'meant' | 'results' | 'empty', HTMLElement>} parts
 * @param {{ status: string, meant?: (string | Node)[], results?: Element[] }} found
 */
function show(parts, { status, meant = [], results = [] }) {
  parts.status.textContent = status;
  parts.meant.replaceChildren(...meant);
  parts.meant.hidden = meant.length === 0;
  parts.results.replaceChildren(...results);
  parts.empty.hidden = true;
}

/**
 * "Did you mean", as links to the page of the search that choose in place, and what else was searched for.
 * @param {Suggestion[]} suggestions
 * @param {Words} words
 * @param {(text: string) => void} choose
 */
function meant(suggestions, words, choose) {
  const spelling = suggestions.filter(({ reason }) => reason === 'spelling');
  const named = suggestions.filter(({ reason }) => reason === 'glossary');
  /** @type {HTMLAnchorElement | null} */
  const all = document.querySelector('[data-search-all]');
  const links = spelling.map(({ query }) => {
    const link = document.createElement('a');
    const page = new URL(all?.href ?? location.href);
    page.searchParams.set('q', query);
    link.href = page.href;
    link.textContent = query;
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(query);
    });
    return link;
  });
  const question = links.length ? [`${words.meant} `, ...links.flatMap((link, i) => (i ? [', ', link] : [link])), '? '] : [];
  return [...question, ...named.map(({ instead }) => `${fill(words.instead, instead)} `)];
}

/**
 * @param {string} query
 * @param {boolean} [all]
 */
function keepInAddress(query, all) {
  const url = new URL(location.href);
  if (query) url.searchParams.set('q', query);
  else url.searchParams.delete('q');
  if (all) url.searchParams.set('all', '1');
  else url.searchParams.delete('all');
  history.replaceState(null, '', url);
}

/**
 * Arrow keys walk from the field through the suggestions and results; they are links, so that Tab works as well.
 * @param {KeyboardEvent & { target: HTMLElement }} event
 * @param {HTMLElement} input
 * @param {Box} box
 */
function moveAmongLinks(event, input, box) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  /** @type {HTMLElement[]} */
  const stops = [input, ...box.querySelectorAll('[data-search-meant] a, [data-search-results] a')];
  const at = stops.indexOf(event.target);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
