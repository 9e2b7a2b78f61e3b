/** Opens the search: from the link in the header, by the key `/`, and on the page of the search. Loads nothing of the search itself before that. */

const KEY_OFF = 'off';

const storageKey = (page) => `${page.documentElement.dataset.site}:v1:search-key`;

function keepKey(page, on) {
  try {
    if (on) localStorage.removeItem(storageKey(page));
    else localStorage.setItem(storageKey(page), KEY_OFF);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
}

const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const isPlainClick = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** Makes a box work when it is used for the first time. */
function connectWhenUsed(box, options) {
  let connected = null;
  return () => {
    connected ??= import('./search-box.mjs').then(
      ({ connect }) => connect(box, options),
      () => {
        connected = null;
        box.querySelector('[data-search-status]').textContent = box.dataset.missing;
      },
    );
    return connected;
  };
}

/**
 * Offers the search on a page. `asked`: the kind of event by which the reader has asked for it already, which opens it. `keyOn`: whether
 * the key opens it.
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

function offerDialog(page, dialog) {
  const box = dialog.querySelector('[data-search]');
  const all = dialog.querySelector('[data-search-all]');
  const input = box.querySelector('input[name="q"]');
  const connect = connectWhenUsed(box, { onSubmit: () => box.querySelector('[data-search-results] a')?.click() });
  const open = () => {
    if (dialog.open) return;
    box.hidden = false;
    dialog.showModal();
    input.focus();
    input.select();
    connect();
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
  all.addEventListener('click', () => {
    all.search = new URLSearchParams({ q: input.value }).toString();
  });
  return open;
}

function offerPage(page) {
  const box = page.querySelector('[data-search]');
  if (!box) return null;
  const input = box.querySelector('input[name="q"]');
  const asked = new URL(page.location.href).searchParams;
  const connect = connectWhenUsed(box, { inAddress: true });
  box.hidden = false;
  input.value = asked.get('q') ?? '';
  const all = box.querySelector('input[name="all"]');
  if (all) all.checked = asked.get('all') === '1';
  if (input.value) connect();
  else input.addEventListener('focus', connect, { once: true });
  return () => input.focus();
}
