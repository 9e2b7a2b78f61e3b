// Plans that come in by a link or a file, on every page that shows plans. What reads them is fetched when one comes.

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
  history.replaceState(history.state, "", location.pathname + location.search);
  import("./plan-take.mjs").then((take) => take.fromHash(page, hash));
}

/**
 * @param {import("./plan-take.mjs").Page} page
 * @param {HTMLInputElement} field
 */
export function takeFile(page, field) {
  const file = field.files?.[0];
  if (file) import("./plan-take.mjs").then((take) => take.fromUpload(page, file)).finally(() => (field.value = ""));
}

/**
 * Data beside the page.
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function fetchJson(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
