try {
  const chosen = localStorage.getItem(`${document.documentElement.dataset.site}:v1:theme`);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is blocked: the page follows the system.
}
