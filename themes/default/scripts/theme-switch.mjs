const choices = ['light', 'dark'];

/** Shows the switch between light, dark and the system's own; a choice is kept, "system" is kept as nothing. */
export function showThemeSwitch(page) {
  const root = page.documentElement;
  const box = page.querySelector('[data-theme-switch]');
  if (!box) return;
  const current = choices.includes(root.dataset.theme) ? root.dataset.theme : 'system';
  for (const input of box.querySelectorAll('input')) input.checked = input.value === current;
  box.addEventListener('change', (event) => choose(root, event.target.value));
  box.hidden = false;
}

function choose(root, value) {
  const key = `${root.dataset.site}:v1:theme`;
  const kept = choices.includes(value);
  if (kept) root.dataset.theme = value;
  else delete root.dataset.theme;
  try {
    if (kept) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
}
