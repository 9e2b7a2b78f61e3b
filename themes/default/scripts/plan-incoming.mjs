// Plans that come in by a link or a file, on every page that shows plans. What reads them is fetched when one comes.

import { make } from "./plan-dom.mjs";
import { notice } from "./plan-notice.mjs";

/**
 * Takes in the plan of a link, now and whenever the reader follows another one. The address does not keep it.
 * @param {import("./plan-take.mjs").Page} page
 */
export function watchLinks(page) {
  window.addEventListener("hashchange", () => takeLink(page));
  takeLink(page);
}

/** @param {import("./plan-take.mjs").Page} page */
function takeLink(page) {
  if (!location.hash.startsWith("#plan=")) return;
  const hash = location.hash;
  withTaking(page, (take) => {
    // Only now: where the script cannot be had, the address still holds the plan when the page is loaded again.
    if (location.hash === hash) history.replaceState(history.state, "", location.pathname + location.search);
    return take.fromHash(page, hash);
  });
}

/**
 * @param {import("./plan-take.mjs").Page} page
 * @param {HTMLInputElement} field
 */
export function takeFile(page, field) {
  const file = field.files?.[0];
  if (file) withTaking(page, (take) => take.fromUpload(page, file)).finally(() => (field.value = ""));
}

/**
 * Does what only the script that takes plans along can do; the notice says so where that cannot be had.
 * @param {import("./plan-take.mjs").Page} page
 * @param {(take: typeof import("./plan-take.mjs")) => void | Promise<void>} doing
 */
export async function withTaking(page, doing) {
  const take = await import("./plan-take.mjs").catch(() => null);
  if (take) await doing(take);
  else notice(make("p", {}, page.boot.failed));
}
