// What this site keeps in the browser, and a button that removes it all after asking.

import { find, say } from "./plan-dom.mjs";
import { words } from "./plan-words.mjs";

/** @param {string} site */
function keysOf(site) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${site}:v1:`)).sort();
  } catch {
    return [];
  }
}

/** @param {HTMLElement} panel */
async function start(panel) {
  const site = document.documentElement.dataset.site ?? "";
  const answer = await fetch(panel.dataset.words ?? "", { cache: "no-cache" });
  if (!answer.ok) return;
  const text = words(await answer.json());
  const remove = find("[data-storage-delete]", panel);
  const status = find("[data-storage-status]", panel);
  const draw = () => {
    const keys = keysOf(site);
    say(find("[data-storage-list]", panel), keys.length === 0 ? text("stored-none") : text("stored", { count: keys.length, keys: keys.join(", ") }));
    remove?.toggleAttribute("hidden", keys.length === 0);
  };
  remove?.addEventListener("click", () => {
    if (remove.dataset.asked === undefined) {
      remove.dataset.asked = "";
      return say(status, text("stored-ask"));
    }
    delete remove.dataset.asked;
    keysOf(site).forEach((key) => localStorage.removeItem(key));
    say(status, text("stored-removed"));
    draw();
    // The button that had the focus is gone.
    status?.focus();
  });
  window.addEventListener("storage", draw);
  draw();
  panel.hidden = false;
}

const panel = find("[data-storage]");
// Without its words the panel stays away: the page tells how a browser removes what it keeps.
if (panel) start(panel).catch(() => {});
