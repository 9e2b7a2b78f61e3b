const choices = ['light', 'dark'];

/** Chooses between light, dark and the system's own; a choice is kept, "system" is kept as nothing. */
export function choose(root, value) {
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
