// The preview's only addition to a page: keeps it up to date, shows what is wrong, and leads from a block to its source.

import { patch } from './patch.mjs';

const own = new URL(import.meta.url);
const base = location.pathname;
let mark = own.searchParams.get('page') ?? '';
let source;
let positions = { blocks: [], drafts: [] };
const KEPT = `opastin-preview:${base}`;

const host = document.createElement('opastin-preview');
const root = host.attachShadow({ mode: 'open' });
const style = new CSSStyleSheet();
style.replaceSync(`
:host { all: initial; display: block; }
* { box-sizing: border-box; }
.bar, .overlay { font: 14px/1.45 system-ui, sans-serif; color: #f4f4f2; background: #23262b; }
.bar { position: fixed; inset-block-end: 12px; inset-inline-end: 12px; z-index: 2147483647; display: flex; gap: 2px; align-items: center;
  border-radius: 8px; padding: 3px; box-shadow: 0 2px 10px #0006; max-width: calc(100vw - 24px); flex-wrap: wrap; }
.bar button, .bar a, .overlay button { font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; padding: 5px 10px; text-decoration: none; cursor: pointer; }
.bar :is(button, a):is(:hover, :focus-visible), .overlay button:is(:hover, :focus-visible) { background: #4a4f58; outline: 2px solid #9ecbff; outline-offset: -2px; }
.error, .bar button.error { color: #ff9d93; } .warning, .bar button.warning { color: #ffd479; }
.overlay button { border: 1px solid #8b919b; margin-block-start: 8px; } .draft { color: #9ecbff; padding: 5px 10px; }
.overlay { position: fixed; inset: auto 0 0 0; max-height: 70vh; overflow: auto; z-index: 2147483646; padding: 14px 18px 64px; border-block-start: 3px solid #ff9d93; }
.overlay[hidden] { display: none; }
.overlay h2 { font-size: 16px; margin: 0 0 8px; } .overlay ol { margin: 0; padding: 0; list-style: none; }
.overlay li { padding: 8px 0; border-block-start: 1px solid #4a4f58; }
.overlay p { margin: 2px 0; } .overlay a { color: #9ecbff; } .overlay code { font-family: ui-monospace, monospace; }
.help { color: #c9ccd1; }
.outline { position: absolute; pointer-events: none; border: 2px solid #1f6feb; border-radius: 4px; z-index: 2147483645; }
.outline span { position: absolute; inset-block-end: 100%; inset-inline-start: 0; background: #1f6feb; color: #fff; font: 12px ui-monospace, monospace; padding: 2px 6px; white-space: nowrap; }
@media print { :host { display: none; } }
`);
root.adoptedStyleSheets = [style];
const bar = make('nav', { class: 'bar', 'aria-label': 'Preview' });
const overlay = make('section', { class: 'overlay', 'aria-label': 'Findings', hidden: '' });
const said = make('span', { role: 'status' });
root.append(overlay, bar);
document.documentElement.append(host);

// The end of the page can be scrolled, and what has the focus stands, clear of the bar.
let room = 0;
function makeRoom(height) {
  room = Math.max(room, height);
  host.style.blockSize = `${room}px`;
  document.documentElement.style.scrollPaddingBlockEnd = `${room}px`;
}
new ResizeObserver(() => makeRoom(bar.offsetHeight + 24)).observe(bar);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Up to date -----------------------------------------------------------------------------------------------------------------------

// Browsers allow a host few connections: a page that nobody sees keeps none, and is told what it has missed when it is seen again.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) source?.close();
  else listen();
});

function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(`/_opastin/events?path=${encodeURIComponent(sitePath())}&page=${mark}`);
  source.addEventListener('message', event => {
    const message = JSON.parse(event.data);
    if (message.type === 'reload') reload();
    if (message.type === 'page') change(message);
    if (message.type === 'styles') swapStyles(message);
    if (message.type === 'findings') showFindings(message);
  });
  // The address holds the mark of the page, which may have moved on since: a new connection must name the new one.
  source.addEventListener('error', () => {
    source.close();
    setTimeout(listen, 500);
  });
}

// The page's path from the root of the site, which may be served below a folder.
function sitePath() {
  const folder = (own.searchParams.get('base') ?? '/').replace(/\/$/, '');
  return base.startsWith(`${folder}/`) ? base.slice(folder.length) : base;
}

// What the page's own scripts have fetched they show or search in: it may be other than before.
let fetched = false;
new PerformanceObserver(list => {
  fetched ||= list.getEntries().some(entry => ['fetch', 'xmlhttprequest'].includes(entry.initiatorType) && !new URL(entry.name).pathname.startsWith('/_opastin/'));
}).observe({ type: 'resource', buffered: true });

// The page as it was last sent: what it is compared with.
let sent = null;

// Changes the page in place where that is safe, and otherwise loads it again.
function change({ page, before, after }) {
  const parsed = text => new DOMParser().parseFromString(text, 'text/html');
  const was = sent?.mark === mark ? sent.document : parsed(before);
  const is = parsed(after);
  const focused = trail(document.activeElement);
  unmarkDrafts();
  if (fetched || !patch(document, was, is)) return reload();
  mark = page;
  sent = { mark, document: is };
  if (!document.activeElement || document.activeElement === document.body) follow(focused)?.focus({ preventScroll: true });
  // The lines of the blocks are asked for once the change is to be seen.
  requestAnimationFrame(() => setTimeout(() => locate().catch(() => {})));
}

function reload() {
  const open = [...document.querySelectorAll('details')].map(details => details.open);
  const focused = document.activeElement && document.activeElement !== document.body ? trail(document.activeElement) : null;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ x: scrollX, y: scrollY, room, open, focused }));
  } catch { /* Without storage the page starts at its top. */ }
  location.reload();
}

function restore() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
    sessionStorage.removeItem(KEPT);
  } catch { return; }
  if (!kept) return;
  makeRoom(kept.room);
  const details = [...document.querySelectorAll('details')];
  if (details.length === kept.open.length) details.forEach((element, index) => { element.open = kept.open[index]; });
  const focused = kept.focused && follow(kept.focused);
  focused?.focus({ preventScroll: true });
  scrollTo(kept.x, kept.y);
}

// The way to an element: from the nearest one with an id, by places among siblings.
function trail(element) {
  const steps = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at.id) return { id: at.id, steps };
    steps.unshift(at.parentElement ? [...at.parentElement.children].indexOf(at) : 0);
  }
  return { id: null, steps };
}

function follow({ id, steps }) {
  let at = id ? document.getElementById(id) : document.documentElement;
  for (const step of steps) at = at?.children[step];
  return at;
}

function swapStyles({ swaps, page }) {
  mark = page;
  for (const [from, to] of swaps) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      if (!link.getAttribute('href').includes(from)) continue;
      const next = link.cloneNode();
      next.setAttribute('href', link.getAttribute('href').replace(from, to));
      // The old styles stay until the new ones are there, so that the page never stands bare.
      next.addEventListener('load', () => link.remove(), { once: true });
      link.after(next);
    }
  }
}

// Findings -------------------------------------------------------------------------------------------------------------------------

let dismissed = '';
let latest;

function showFindings(message) {
  latest = message;
  const { error, warning } = message.counts;
  const label = error ? `${error} ${error === 1 ? 'error' : 'errors'}` : warning ? `${warning} ${warning === 1 ? 'warning' : 'warnings'}` : '';
  const toggle = make('button', { type: 'button', class: error ? 'error' : 'warning', 'aria-expanded': String(!overlay.hidden) }, label);
  toggle.addEventListener('click', () => { overlay.hidden = !overlay.hidden; dismissed = overlay.hidden ? key(message) : ''; drawBar(toggle); });
  fillOverlay(message);
  if (!error) overlay.hidden = true;
  else if (dismissed !== key(message)) overlay.hidden = false;
  drawBar(label ? toggle : null);
}

function key(message) {
  return JSON.stringify(message.findings.filter(finding => finding.severity === 'error').map(finding => [finding.code, finding.message]));
}

function fillOverlay(message) {
  const items = message.findings.map(finding => {
    const place = finding.place
      ? make('p', {}, make('a', { href: finding.place.open }, `${finding.place.file}:${finding.place.line}:${finding.place.column}`))
      : '';
    return make('li', {},
      make('p', {}, make('strong', { class: finding.severity }, finding.severity), ' ', finding.message, ' ', make('code', {}, finding.code)),
      place, ...finding.help.map(help => make('p', { class: 'help' }, help)));
  });
  const heading = message.stale ? 'Until these are mended, you see the last good page' : 'Findings';
  const close = make('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => { overlay.hidden = true; dismissed = key(message); });
  const more = message.more ? [make('p', {}, `… and ${message.more} more: opastin check`)] : [];
  overlay.replaceChildren(make('h2', {}, heading), make('ol', {}, ...items), ...more, close);
}

// From a block to its source -------------------------------------------------------------------------------------------------------

function drawBar(toggle) {
  const parts = [];
  if (positions.draft) parts.push(make('span', { class: 'draft' }, `Draft: readers get it from ${positions.draft} on`));
  if (positions.facts) parts.push(make('a', { href: positions.facts.open, title: `${positions.facts.file}:${positions.facts.line}` }, 'Facts'));
  const words = positions.blocks.find(block => !block.id);
  if (words) parts.push(make('a', { href: words.open, title: `${words.file}:${words.line}` }, 'Words'));
  if (positions.side_by_side) parts.push(make('a', { href: positions.side_by_side }, 'Side by side'));
  if (toggle) parts.push(toggle);
  parts.push(said);
  bar.replaceChildren(...parts);
  bar.title = 'Hold Alt and click a block to open its source';
}

async function locate() {
  const answer = await fetch(`/_opastin/positions?path=${encodeURIComponent(sitePath())}`);
  if (answer.ok) positions = await answer.json();
  markDrafts();
  if (latest) showFindings(latest);
  else drawBar(null);
}

const DRAFT = 'Draft: readers do not get this yet';

function unmarkDrafts() {
  for (const link of document.querySelectorAll('main a[title]')) if (link.title === DRAFT) link.removeAttribute('title');
}

function markDrafts() {
  const drafts = new Set(positions.drafts);
  for (const link of document.querySelectorAll('main a[href]')) {
    const path = new URL(link.href, location.href).pathname;
    if (drafts.has(path) && !link.title) link.title = DRAFT;
  }
}

function blockOf(target) {
  const byId = new Map(positions.blocks.filter(block => block.id).map(block => [block.id, block]));
  for (let at = target; at && at !== document.body; at = at.parentElement) {
    if (byId.has(at.id)) return { block: byId.get(at.id), element: at };
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      if (byId.has(before.id)) return { block: byId.get(before.id), element: at };
      if (/^H[1-6]$/.test(before.tagName)) break;
    }
  }
  const lead = target.closest('h1, .lead');
  const name = lead?.matches('h1') ? 'title' : 'lead';
  const block = lead && positions.blocks.find(block => !block.id && block.name === name);
  return block ? { block, element: lead } : null;
}

let outline;
function point(event) {
  outline?.remove();
  const found = event.altKey && event.target instanceof Element ? blockOf(event.target) : null;
  if (!found) return;
  const box = found.element.getBoundingClientRect();
  outline = make('div', { class: 'outline' }, make('span', {}, `${found.block.file}:${found.block.line}`));
  Object.assign(outline.style, { left: `${box.left + scrollX}px`, top: `${box.top + scrollY}px`, width: `${box.width}px`, height: `${box.height}px` });
  root.append(outline);
}

addEventListener('mousemove', point);
addEventListener('keyup', () => outline?.remove());
addEventListener('click', event => {
  const found = event.altKey && event.target instanceof Element ? blockOf(event.target) : null;
  if (!found) return;
  event.preventDefault();
  location.href = found.block.open;
}, true);

restore();
drawBar(null);
listen();
locate().catch(() => {});
