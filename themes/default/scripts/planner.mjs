// The planner, before the reader acts: shows its form, and fetches the rest when the reader touches it or has a plan of several guides.

/** @typedef {{ changed: (field: Element) => void, submitted: () => void, pressed: (button: HTMLElement) => void }} Acting */

/** @typedef {{ site: string, words: string, failed: string, guides: { id: string, title: string, data: string }[] }} PlannerBoot */

/** @param {PlannerBoot} boot */
function start(boot) {
  const form = document.querySelector("[data-planner]");
  if (!(form instanceof HTMLElement)) return;
  /** @type {Promise<Acting> | null} */
  let loading = null;
  const page = () => (loading ??= import("./planner-page.mjs").then((module) => module.start(boot)));
  const act = (/** @type {(page: Acting) => void} */ doing) => {
    page().then(doing, () => {
      loading = null;
      const status = document.querySelector("[data-planner-status]");
      if (status) status.textContent = boot.failed;
    });
  };
  const main = document.querySelector("main") ?? document.body;
  main.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLSelectElement) act((page) => page.changed(field));
    if (field instanceof HTMLTextAreaElement) act((page) => page.changed(field));
    if (!(field instanceof HTMLInputElement)) return;
    if (field.type === "file") return act((page) => page.changed(field));
    // While the rest is fetched, the plan's own state may be shown in the field.
    const { checked, value } = field;
    act((page) => {
      [field.checked, field.value] = [checked, value];
      page.changed(field);
    });
  });
  main.addEventListener("submit", (event) => {
    event.preventDefault();
    act((page) => page.submitted());
  });
  main.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[type=button]") : null;
    if (button instanceof HTMLElement) act((page) => page.pressed(button));
  });
  form.hidden = false;
  document.querySelector("[data-plan]")?.removeAttribute("hidden");
  if (hasPlans(boot.site) || location.hash.startsWith("#plan=")) act(() => {});
}

/** @param {string} site */
function hasPlans(site) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`${site}:v1:plan:`));
  } catch {
    return false;
  }
}

const data = document.getElementById("planner-data");
if (data) start(JSON.parse(data.textContent ?? "{}"));
