/** Opens the search: from the link in the header, by the key `/`, and on the page of the search. Loads nothing of the search itself before that. */

/** @typedef {import('./search-box.mjs').Box} Box */

/**
 * What stands in the dialog, by selector.
 * @typedef {{
 *   '[data-search]': Box,
 *   '[data-search-all]': HTMLAnchorElement,
 *   '[data-search-key]': HTMLInputElement,
 *   '[data-search-close]': HTMLElement,
 * }} Inside
 */

/**
 * The dialog as its template makes it.
 * @typedef {{ querySelector<S extends keyof Inside>(selector: S): Inside[S] } & import('./search-box.mjs').Target & HTMLDialogElement} Dialog
 */

/**
 * Every page has the dialog; that of the search has its box instead.
 * @typedef {{
 *   querySelector(selector: '[data-search-dialog]'): Dialog | null,
 *   querySelector(selector: '[data-search]'): Box | null,
 *   querySelectorAll(selector: '[data-search-open]'): NodeListOf<HTMLAnchorElement>,
 * } & import('./search-box.mjs').Target & Document} Page
 */

const KEY_OFF = 'off';

/** @param {Page} page */
const storageKey = (page) => `${page.documentElement.dataset.site}:v1:search-key`;

/**
 * @param {Page} page
 * @param {boolean} on
 */
function keepKey(page, on) {
  try {
    if (on) localStorage.removeItem(storageKey(page));
    else localStorage.setItem(storageKey(page), KEY_OFF);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
}

/** @param {HTMLElement} element */
const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
/** @param {MouseEvent} event */
const isPlainClick = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** Milliseconds until a search that is still being loaded says that it is at work. */
const PATIENCE = 400;

/**
 * Makes a box work when it is used: returns what loads the search, to be called again where that failed. What is submitted is searched for,
 * or left to `onSubmit`; `onFirst` follows the results of what stood in the field.
 * @param {Box} box
 * @param {{ inAddress?: boolean, onSubmit?: (() => void) | null, onFirst?: (() => void) | null }} [options]
 */
function connectWhenUsed(box, { inAddress = false, onSubmit = null, onFirst = null } = {}) {
  const input = box.querySelector('input[name="q"]');
  const status = box.querySelector('[data-search-status]');
  let connecting = false;
  /** @type {((act?: (() => void) | null) => void) | null} */
  let search = null;
  /** @param {(act?: (() => void) | null) => void} made */
  const begin = (made) => {
    search = made;
    made(onFirst);
  };
  const fail = () => {
    connecting = false;
    status.textContent = box.dataset.missing;
  };
  const connect = () => {
    if (connecting) return;
    connecting = true;
    Promise.all([import('./search-box.mjs'), import('./search.mjs')]).then(([script, { createSearch }]) => script.connect(box, createSearch, { inAddress })).then(begin, fail);
  };
  const tellWaiting = () => {
    if (connecting && !search && input.value.trim()) status.textContent = box.dataset.waiting;
  };
  const use = () => {
    if (search) return;
    connect();
    setTimeout(tellWaiting, PATIENCE);
  };
  input.addEventListener('input', use);
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (onSubmit) onSubmit();
    else if (search) search();
    else use();
  });
  return use;
}

/**
 * Offers the search on a page. `asked`: the kind of event by which the reader has asked for it already, which opens it. `keyOn`: whether
 * the key opens it.
 * @param {Page} page
 * @param {string | undefined} asked
 * @param {boolean} keyOn
 */
export function offerSearch(page, asked, keyOn) {
  const dialog = page.querySelector('[data-search-dialog]');
  const open = dialog ? offerDialog(page, dialog) : offerPage(page);
  if (!open) return;
  const choice = dialog?.querySelector('[data-search-key]');
  if (choice) {
    choice.checked = keyOn;
    choice.addEventListener('change', () => {
      keyOn = choice.checked;
      keepKey(page, keyOn);
    });
  }
  page.addEventListener('keydown', (event) => {
    if (event.key !== '/' || !keyOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || event.defaultPrevented) return;
    event.preventDefault();
    open();
  });
  if (asked) open();
}

/**
 * @param {Page} page
 * @param {Dialog} dialog
 */
function offerDialog(page, dialog) {
  const box = dialog.querySelector('[data-search]');
  const all = dialog.querySelector('[data-search-all]');
  const input = box.querySelector('input[name="q"]');
  const results = box.querySelector('[data-search-results]');
  const keepQuery = () => {
    const query = input.value.trim();
    const others = box.querySelector('input[name="all"]')?.checked;
    all.search = new URLSearchParams({ ...(query && { q: query }), ...(others && { all: '1' }) }).toString();
    return query;
  };
  // What is submitted leads to all results on the page of the search; Enter opens the first of those that the reader has before them.
  const use = connectWhenUsed(box, { onSubmit: () => keepQuery() && location.assign(all.href) });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || results.dataset.query !== input.value.trim()) return;
    const first = results.querySelector('a');
    if (!first) return;
    event.preventDefault();
    first.click();
  });
  const open = () => {
    if (dialog.open) return;
    box.hidden = false;
    dialog.showModal();
    input.focus();
    input.select();
    use();
  };
  for (const link of page.querySelectorAll('[data-search-open]')) {
    link.addEventListener('click', (event) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      open();
    });
  }
  dialog.querySelector('[data-search-close]').addEventListener('click', () => dialog.close());
  // A click on the backdrop hits the dialog itself; a result on the same page closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-search-results] a')) dialog.close();
  });
  // A click may take another spelling.
  for (const act of ['input', 'change', 'click']) box.addEventListener(act, keepQuery);
  return open;
}

/**
 * Where the reader was when this page was left, to come back to: results come after the browser has tried to.
 * @returns {number}
 */
function placeLeft() {
  const place = history.state?.place ?? 0;
  // A page that is loaded again does not keep what is noted when it is left.
  for (const moment of ['scrollend', 'pagehide']) addEventListener(moment, () => history.replaceState({ place: scrollY }, ''));
  return place;
}

/** @param {Page} page */
function offerPage(page) {
  const box = page.querySelector('[data-search]');
  if (!box) return null;
  const input = box.querySelector('input[name="q"]');
  const asked = new URL(page.location.href).searchParams;
  const place = placeLeft();
  const use = connectWhenUsed(box, { inAddress: true, onFirst: () => place && scrollTo(0, place) });
  box.hidden = false;
  // What the reader has typed already stays.
  input.value ||= asked.get('q') ?? '';
  const all = box.querySelector('input[name="all"]');
  if (all) all.checked = asked.get('all') === '1';
  input.addEventListener('focus', use);
  if (input.value || page.activeElement === input) use();
  return () => input.focus();
}
