// What every page offers. The reader's first act brings the script that serves it.

const all = (selector) => document.querySelectorAll(selector);
const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
const goTo = (link) => () => location.assign(link.href);

for (const box of all('[data-theme-switch]')) {
  const root = document.documentElement;
  box.querySelector(`[value="${root.dataset.theme ?? 'system'}"]`).checked = true;
  box.addEventListener('change', ({ target }) => import('./theme-switch.mjs').then(({ choose }) => choose(root, target.value)));
  box.hidden = false;
}

for (const choice of all('select[data-filter]')) {
  const narrow = () => import('./filter.mjs').then(({ narrow }) => narrow(choice));
  choice.closest('[data-filter-box]').hidden = false;
  choice.addEventListener('change', narrow);
  // Browsers keep what was chosen when the reader comes back.
  if (choice.value) narrow();
}

for (const link of all('a[data-language]:not([data-missing])')) {
  link.addEventListener('click', (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    import('./language-switch.mjs').then(({ keepHeading }) => keepHeading(link)).finally(goTo(link));
  });
}

const cards = all('[data-guide-progress]');
if (cards.length > 0 && kept('open') !== null) import('./guide-progress.mjs').then(({ showProgress }) => showProgress(cards), () => {});

let asked = false;
/** Brings the search and opens it, once; afterwards it listens itself. Where it cannot be had, the page of the search tells so. */
const search = (event, link, keyOn = isKeyOn()) => {
  asked = true;
  event?.preventDefault();
  import('./search-open.mjs').then(({ offerSearch }) => offerSearch(document, event?.type, keyOn), () => {
    asked = false;
    if (link) return goTo(link)();
    const box = document.querySelector('[data-search]');
    box.querySelector('[data-search-status]').textContent = box.dataset.missing;
  });
};

/** What the browser keeps for this site under a name; null where it keeps nothing. */
function kept(name) {
  try {
    return localStorage.getItem(`${document.documentElement.dataset.site}:v1:${name}`);
  } catch {
    return null;
  }
}

/** Whether the key `/` opens the search: readers may turn it off. */
function isKeyOn() {
  return kept('search-key') !== 'off';
}

if (document.querySelector('[data-search-dialog]')) {
  for (const link of all('[data-search-open]')) {
    link.ariaHasPopup = 'dialog';
    link.addEventListener('click', (event) => !asked && isPlain(event) && search(event, link));
  }
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (asked || event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || !isKeyOn()) return;
    search(event, document.querySelector('[data-search-open]'), true);
  });
} else {
  // The field is there at once; what serves it comes when the page has been painted.
  const box = document.querySelector('[data-search]');
  if (box) {
    const bring = () => asked || search();
    box.hidden = false;
    for (const act of ['focusin', 'input', 'submit']) {
      box.addEventListener(act, (event) => {
        if (act === 'submit') event.preventDefault();
        bring();
      });
    }
    new PerformanceObserver((_, observer) => {
      observer.disconnect();
      bring();
    }).observe({ type: 'paint', buffered: true });
  }
}
