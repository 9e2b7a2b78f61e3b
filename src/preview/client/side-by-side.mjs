// Confirms blocks, and shows the page anew when the site has changed.

const { token, item } = document.body.dataset;
const status = document.getElementById('status');

document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-confirm]');
  if (!button) return;
  const section = button.closest('section');
  const seen = [...section.querySelectorAll('[data-text]')].map(text => text.dataset.text);
  button.disabled = true;
  try {
    const answer = await fetch('/_opastin/confirm', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-opastin-token': token },
      body: JSON.stringify({ item, block: button.dataset.confirm, seen }),
    });
    const said = (await answer.text()).trim();
    status.textContent = answer.ok ? `Confirmed “${button.dataset.confirm}” in ${said}` : said;
  } catch {
    status.textContent = 'The preview does not answer: is it still running?';
  } finally {
    button.disabled = false;
  }
});

// The rows are shown anew where they are others than before; place and focus stay.
async function refresh() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (next.body.dataset.token !== token) return location.reload();
  const now = new Map(rows(document).map(row => [row.id, row]));
  const later = rows(next);
  const same = later.length === now.size && later.every(row => now.has(row.id));
  if (!same) return location.reload();
  for (const row of later.filter(row => row.outerHTML !== now.get(row.id).outerHTML)) {
    const had = now.get(row.id).contains(document.activeElement);
    now.get(row.id).replaceWith(row);
    if (had) (row.querySelector('button, a') ?? row).focus({ preventScroll: true });
  }
}

function rows(of) {
  return [...of.querySelectorAll('main > section')];
}

let source;
function listen() {
  source?.close();
  source = new EventSource('/_opastin/events?path=/_opastin/side-by-side&page=');
  source.addEventListener('message', event => {
    if (JSON.parse(event.data).type === 'findings') refresh();
  });
}

// Browsers allow a host few connections: a page that nobody sees keeps none.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) source?.close();
  else listen();
});
listen();
