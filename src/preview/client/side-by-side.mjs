// Confirms blocks, and shows the page anew when the site has changed.

const { token, item } = document.body.dataset;
const status = document.getElementById('status');

for (const button of document.querySelectorAll('button[data-confirm]')) {
  button.addEventListener('click', async () => {
    const section = button.closest('section');
    const seen = [...section.querySelectorAll('[data-text]')].map(text => text.dataset.text);
    button.disabled = true;
    const answer = await fetch('/_opastin/confirm', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-opastin-token': token },
      body: JSON.stringify({ item, block: button.dataset.confirm, seen }),
    });
    const said = (await answer.text()).trim();
    status.textContent = answer.ok ? `Confirmed “${button.dataset.confirm}” in ${said}` : said;
    button.disabled = false;
  });
}

let first = true;
const events = new EventSource('/_opastin/events?path=/_opastin/side-by-side&page=');
events.addEventListener('message', event => {
  if (JSON.parse(event.data).type !== 'findings') return;
  if (first) {
    first = false;
    return;
  }
  sessionStorage.setItem('side-by-side', String(scrollY));
  location.reload();
});
const kept = sessionStorage.getItem('side-by-side');
if (kept) scrollTo(0, Number(kept));
sessionStorage.removeItem('side-by-side');
