// The plan on a guide's page, before the reader acts: shows the controls, and fetches the rest when the reader touches them or has a
// plan already. Without this script the page is complete; only nothing is kept.

/** @typedef {{ site: string, guide: string, data: string, words: string, failed: string, events: { id: string, name: string }[] }} Boot */

/**
 * What the page does once it is loaded.
 * @typedef {{ changed: (field: Element) => void, submitted: (form: Element) => void, pressed: (button: Element) => void }} Acting
 */

/** @param {string} site */
function hasPlans(site) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`${site}:v1:plan:`));
  } catch {
    return false;
  }
}

/** @param {Boot} boot */
function addDateFields(boot) {
  const place = document.querySelector("[data-dates]");
  for (const { id, name } of boot.events) {
    const [field, label, input, echo] = ["div", "label", "input", "output"].map((tag) => document.createElement(tag));
    field.className = "field";
    label.textContent = name;
    label.setAttribute("for", `date-${id}`);
    const attributes = { id: `date-${id}`, type: "text", inputmode: "numeric", autocomplete: "off", form: "page-steps", "data-event": id, "aria-describedby": `page-date-help echo-${id}` };
    for (const [attribute, value] of Object.entries(attributes)) input.setAttribute(attribute, value);
    echo.className = "echo";
    echo.id = `echo-${id}`;
    field.append(label, input, echo);
    place?.append(field);
  }
  place?.closest("fieldset")?.toggleAttribute("hidden", boot.events.length === 0);
}

/**
 * Puts a field back as it is now: while the rest is fetched, the plan's own state may be shown in it.
 * @param {Element} field
 * @returns {() => void}
 */
function asNow(field) {
  if (field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "file")) {
    const { value } = field;
    const checked = field instanceof HTMLInputElement && field.checked;
    return () => {
      field.value = value;
      if (field instanceof HTMLInputElement) field.checked = checked;
    };
  }
  return () => {};
}

/** @param {Boot} boot */
function start(boot) {
  /** @type {Promise<Acting> | null} */
  let loading = null;
  const page = () => (loading ??= import("./plan-page.mjs").then((module) => module.start(boot)));
  const act = (/** @type {(page: Acting) => void} */ doing) => {
    page().then(doing, () => {
      loading = null;
      const notice = document.querySelector("[data-plan-notice]");
      if (notice) {
        notice.textContent = boot.failed;
        notice.removeAttribute("hidden");
      }
    });
  };
  addDateFields(boot);
  // In a list of the page's links each says of which task it is.
  for (const link of document.querySelectorAll("a[data-how]")) link.ariaLabel = `${link.textContent}: ${link.closest("li")?.querySelector("label")?.textContent}`;
  document.querySelectorAll("[data-plan], [data-questions], [data-order], [data-save]").forEach((control) => control.removeAttribute("hidden"));
  const main = document.querySelector("main") ?? document.body;
  main.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof Element)) return;
    const again = asNow(field);
    act((page) => {
      again();
      page.changed(field);
    });
  });
  main.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (form instanceof Element) act((page) => page.submitted(form));
  });
  main.addEventListener("click", (event) => {
    const how = event.target instanceof Element ? event.target.closest("a[data-how]") : null;
    if (how instanceof HTMLAnchorElement && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      import("./step-how.mjs").then(({ openHow }) => openHow(how), () => location.assign(how.href));
    }
    const button = event.target instanceof Element ? event.target.closest("button[type=button]") : null;
    if (button) act((page) => page.pressed(button));
  });
  main.addEventListener("focusin", () => act(() => {}), { once: true });
  if (hasPlans(boot.site) || location.hash.startsWith("#plan=")) act(() => {});
}

const data = document.getElementById("plan-data");
if (data) start(JSON.parse(data.textContent ?? "{}"));
