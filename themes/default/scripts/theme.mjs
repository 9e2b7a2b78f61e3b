// Modules are not loaded from a disk: there nothing is to be waited for.
if (location.protocol !== 'file:') document.documentElement.dataset.scripts = '';
try {
  const chosen = localStorage.getItem(`${document.documentElement.dataset.site}:v1:theme`);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is blocked: the page follows the system.
}
