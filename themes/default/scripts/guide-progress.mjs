// On the cards of guides: how many tasks of each the reader has done in the plan that is open for it.

import { valueOf } from "./plan-record.mjs";
import { lastOpen, list, openStore, plansOf } from "./plan-storage.mjs";

/** @param {Iterable<HTMLElement>} places one on each card */
export function showProgress(places) {
  const store = openStore(document.documentElement.dataset.site ?? "", () => localStorage);
  const { plans } = list(store);
  for (const place of places) {
    const guide = place.dataset.guideProgress ?? "";
    const own = plansOf(plans, guide);
    const plan = own.find((known) => known.id === lastOpen(store, guide)) ?? own[0];
    const tasks = plan ? (valueOf(plan, `seen:${guide}`) ?? []) : [];
    const done = tasks.filter((/** @type {string} */ task) => valueOf(plan, `tick:${task}`)).length;
    place.textContent = done > 0 ? (place.dataset.progress ?? "").replace("#", String(done)) : "";
    place.hidden = done === 0;
  }
}
