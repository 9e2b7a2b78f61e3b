// What this site keeps in the browser, and a button that removes it all after asking.

import { fetchJson } from "./fetch-json.mjs";
import { find, say } from "./plan-dom.mjs";
import { keys, openStore, removeAll } from "./plan-storage.mjs";
import { words } from "./plan-words.mjs";

/** @param {HTMLElement} panel */
async function start(panel) {
  const text = words(await fetchJson(panel.dataset.words ?? ""));
  const store = openStore(document.documentElement.dataset.site ?? "", () => localStorage);
  const remove = find("[data-storage-delete]", panel);
  const status = find("[data-storage-status]", panel);
  const draw = () => {
    const kept = keys(store);
    say(find("[data-storage-list]", panel), kept.length === 0 ? text("stored-none") : text("stored", { count: kept.length, keys: kept.join(", ") }));
    remove?.toggleAttribute("hidden", kept.length === 0);
  };
  remove?.addEventListener("click", () => {
    if (remove.dataset.asked === undefined) {
      remove.dataset.asked = "";
      return say(status, text("stored-ask"));
    }
    delete remove.dataset.asked;
    removeAll(store);
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
