/** A box with a field and results: searches as one types. All words stand in the page. */

import { createSearch } from './search.mjs';
import { resultGroups } from './search-results.mjs';

/** Milliseconds without a key before a search begins. */
const PAUSE = 90;
const LIMIT = { page: 30, dialog: 12 };
const OTHER_LIMIT = 5;

/** The root of the site: scripts stand in a folder below it. */
const root = new URL('../', import.meta.url);

async function load(name) {
  const response = await fetch(new URL(`search/${name}`, root), name.endsWith('.json') ? { cache: 'no-cache' } : {});
  if (!response.ok) throw new Error(`${response.status} ${name}`);
  return new Uint8Array(await response.arrayBuffer());
}

const fill = (words, value) => words.replace('#', () => value);

/**
 * Makes a box work and searches for what stands in its field.
 * @param {HTMLElement} box
 * @param {{ inAddress?: boolean, onSubmit?: () => void }} options `inAddress` keeps the query in the page's address, so that a list of results can be linked
 */
export function connect(box, { inAddress = false, onSubmit } = {}) {
  const find = (selector) => box.querySelector(selector);
  const input = find('input[name="q"]');
  const all = find('input[name="all"]');
  const parts = { status: find('[data-search-status]'), meant: find('[data-search-meant]'), results: find('[data-search-results]'), empty: find('[data-search-empty]') };
  const words = box.dataset;
  const engines = new Map();
  const engine = (lang) => {
    if (!engines.has(lang)) engines.set(lang, createSearch({ lang, load }));
    return engines.get(lang);
  };
  const own = box.closest('[lang]').lang;
  const others = words.languages.split(' ').filter(Boolean);
  let latest = 0;
  let timer = 0;

  const run = async () => {
    const turn = ++latest;
    const query = input.value.trim();
    if (inAddress) keepInAddress(query, all?.checked);
    if (!query) return show(parts, { status: '' });
    const waiting = setTimeout(() => turn === latest && (parts.status.textContent = words.waiting), 400);
    try {
      const results = await engine(own).search(query, { limit: LIMIT[words.search] });
      const suggestions = await engine(own).suggest(query);
      const names = await engine(own).kindNames();
      const more = all?.checked ? await Promise.all(others.map(async (lang) => [lang, await engine(lang).search(query, { limit: OTHER_LIMIT })])) : [];
      if (turn !== latest) return;
      const count = results.length + more.reduce((sum, [, list]) => sum + list.length, 0);
      show(parts, {
        status: count ? fill(words.count, String(count)) : fill(words.none, query),
        meant: meant(suggestions, words, (text) => {
          input.value = text;
          input.focus();
          start();
        }),
        results: resultGroups(box.ownerDocument, { results, more, names, other: words.other, level: Number(words.level), place: words.search, root }),
        empty: count === 0,
      });
    } catch (error) {
      if (turn === latest) show(parts, { status: words[error?.code] ?? words.corrupt });
    } finally {
      clearTimeout(waiting);
    }
  };
  const start = () => {
    clearTimeout(timer);
    return run();
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });
  all?.addEventListener('change', start);
  input.form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await start();
    onSubmit?.();
  });
  box.addEventListener('keydown', (event) => moveAmongLinks(event, input, parts.results));
  return start();
}

function show(parts, { status, meant = [], results = [], empty = false }) {
  parts.status.textContent = status;
  parts.meant.replaceChildren(...meant);
  parts.meant.hidden = meant.length === 0;
  parts.results.replaceChildren(...results);
  parts.empty.hidden = !empty;
}

/** "Did you mean", as buttons, and what else was searched for. */
function meant(suggestions, words, choose) {
  const spelling = suggestions.filter(({ reason }) => reason === 'spelling');
  const named = suggestions.filter(({ reason }) => reason === 'glossary');
  const buttons = spelling.map(({ query }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = query;
    button.addEventListener('click', () => choose(query));
    return button;
  });
  const question = buttons.length ? [`${words.meant} `, ...buttons.flatMap((button, i) => (i ? [', ', button] : [button])), '? '] : [];
  return [...question, ...named.map(({ instead }) => `${fill(words.instead, instead)} `)];
}

function keepInAddress(query, all) {
  const url = new URL(location.href);
  if (query) url.searchParams.set('q', query);
  else url.searchParams.delete('q');
  if (all) url.searchParams.set('all', '1');
  else url.searchParams.delete('all');
  history.replaceState(null, '', url);
}

/** Arrow keys walk from the field through the results; they are links, so that Tab works as well. */
function moveAmongLinks(event, input, results) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [input, ...results.querySelectorAll('a')];
  const at = stops.indexOf(event.target);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
