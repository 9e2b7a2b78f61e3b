// What an act leaves behind in plans: the plan that was meant, its own fields, the focus, words where a script cannot be had, the cards of
// guides and paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, giveDate, keys, openGuide, openMove, profile, staged, text, wake } from "../support.mjs";

const GUIDE = "fi/ohjeet/kuva-aineistot/";
const PLANNER = "fi/suunnitelma/";
const { browser, server } = await staged();

/** A page in a clean profile; faults fail the test. */
async function open(address, use) {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + address);
  await use(page, context);
  assert.deepEqual(faults, []);
  await close();
}

/** The plans that the browser keeps, by name, and whether each was taken away. */
const plans = (page) => page.evaluate(() => Object.fromEntries(Object.keys(localStorage).filter((key) => key.includes(":plan:")).map((key) => {
  const { entries } = JSON.parse(localStorage.getItem(key));
  return entries.deleted ? [key.split(":").at(-1), "deleted"] : [key.split(":").at(-1), entries.name?.v ?? "kept"];
})));

/** Chooses guides in the planner, or ticks a task of a guide. */
async function begin(page, address) {
  if (address === GUIDE) {
    await wake(page);
    return page.locator("#done-decide-scope").check();
  }
  await page.locator("[data-planner]:not([hidden])").waitFor();
  for (const guide of ["imaging", "certificates"]) {
    await page.locator(`[data-planner] input[name=guide][value="${guide}"]`).check();
    await page.locator(`[data-planner-dates="${guide}"]`).waitFor({ state: "attached" });
  }
}

for (const address of [GUIDE, PLANNER]) {
  test(`the plan that is taken away is the one that the question names (${address})`, () =>
    open(address, async (page) => {
      await begin(page, address);
      await openMove(page);
      const [first] = Object.keys(await plans(page));
      await page.locator("[data-plan-new]").click();
      await page.waitForFunction(() => document.querySelectorAll("[data-plan-list] option").length === 2);
      const second = Object.keys(await plans(page)).find((id) => id !== first);
      await page.locator("[data-plan-delete]").click();
      const remove = await page.locator("[data-choice=delete]").elementHandle();
      await page.locator("[data-plan-list]").selectOption(first);
      assert.equal(await page.locator("[data-plan-notice]").isHidden(), true, "the question is gone with its plan");
      // Pressed all the same, as by a press that was under way.
      await remove.evaluate((button) => button.click());
      await page.waitForFunction((id) => localStorage.getItem(`kanta-extension:v1:plan:${id}`).includes("deleted"), second);
      assert.deepEqual(await plans(page), { [first]: "kept", [second]: "deleted" });
    }));

  test(`a script that cannot be had is told in words, and a plan in the address stays there (${address})`, async () => {
    const { context, close } = await profile(browser);
    const rejected = [];
    context.on("page", (page) => page.on("pageerror", (error) => rejected.push(String(error))));
    const page = await openGuide(context, server.url + address);
    await begin(page, address);
    await openMove(page);
    await page.route(/plan-take/, (route) => route.abort());
    const said = await page.locator("#plan-data, #planner-data").evaluate((data) => JSON.parse(data.textContent).failed);
    await page.locator("[data-plan-export]").click();
    await page.locator("[data-plan-notice]:not([hidden])").waitFor();
    assert.equal(await text(page.locator("[data-plan-notice]")), said);
    await page.reload();
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    await page.evaluate(() => (location.hash = "#plan=1.abc"));
    await page.locator("[data-plan-notice]:not([hidden])").waitFor();
    assert.equal(await text(page.locator("[data-plan-notice]")), said);
    assert.equal(new URL(page.url()).hash, "#plan=1.abc");
    assert.deepEqual(rejected, []);
    await close();
  });
}

test("what a plan's fields hold does not show in another plan", () =>
  open("fi/ohjeet/sosiaalihuollon-1-vaiheen-asiakirjat/", async (page) => {
    await wake(page);
    const number = page.locator('[data-question="volume-growth"] input');
    await page.locator("[data-questions] > details").evaluate((details) => (details.open = true));
    await page.locator("#done-decide-scope").check();
    await giveDate(page, "adoption", "31.2.2027");
    await giveDate(page, "test-passed", "32.1.2027");
    if (!(await number.isVisible())) await page.locator('[data-question="volume-growth"]').evaluate((question) => (question.hidden = false));
    await number.fill("20");
    await number.blur();
    await openMove(page);
    await page.locator("[data-plan-new]").click();
    await page.locator("#done-decide-scope:not(:checked)").waitFor();
    for (const event of ["adoption", "test-passed"]) {
      const field = page.locator(`#date-${event}`);
      assert.equal(await field.inputValue(), "", event);
      assert.equal(await field.getAttribute("aria-invalid"), null, event);
      assert.equal(await page.locator(`#echo-${event}`).textContent(), "", event);
    }
    assert.equal(await number.inputValue(), "");
    const other = await page.locator("[data-plan-list] option:not(:checked)").getAttribute("value");
    await page.locator("[data-plan-list]").selectOption(other);
    await page.locator("#done-decide-scope:checked").waitFor();
    assert.equal(await number.inputValue(), "20");
  }));

test("US-06: tasks by their days are narrowed to a role, too", () =>
  open(GUIDE, async (page) => {
    await wake(page);
    await giveDate(page, "adoption", "1.4.2027");
    const rows = () => page.locator("[data-dated]:visible").evaluateAll((all) => all.map((row) => row.dataset.dated));
    const own = await page.locator('.step[data-roles~="archivist"]').evaluateAll((all) => all.map((item) => item.dataset.task));
    // Narrowed first, then in the order of days; and the other way round.
    await page.locator("#filter-roles").selectOption("archivist");
    await page.locator("[data-order-by=date]").click();
    const narrowed = await rows();
    assert.ok(narrowed.length > 0 && narrowed.every((task) => own.includes(task)), narrowed.join(" "));
    await page.locator(`[data-dated="${narrowed[0]}"] input`).check();
    assert.deepEqual(await rows(), narrowed, "drawn again, it stays narrowed");
    await page.locator("#filter-roles").selectOption("");
    assert.ok((await rows()).length > narrowed.length);
    await page.locator("#filter-roles").selectOption("archivist");
    assert.deepEqual((await rows()).sort(), [...narrowed].sort());
    assert.equal(await page.evaluate(() => Boolean(document.querySelector("#filter-roles").compareDocumentPosition(document.querySelector("[data-by-date]")) & Node.DOCUMENT_POSITION_FOLLOWING)), true, "what narrows stands above what is narrowed");
  }));

test("the card of a guide says how much of it is done in the reader's plan", () =>
  open("fi/ohjeet/", async (page, context) => {
    const progress = page.locator("[data-guide-progress=imaging]");
    const fetched = [];
    context.on("request", (request) => fetched.push(request.url()));
    await page.reload({ waitUntil: "networkidle" });
    assert.deepEqual(fetched.filter((url) => url.includes("guide-progress")), [], "nothing is fetched for a reader without a plan");
    assert.equal(await page.locator("[data-guide-progress]:visible").count(), 0);
    const guide = await openGuide(context, server.url + GUIDE);
    await wake(guide);
    for (const task of ["decide-scope", "plan-adoption"]) await guide.locator(`#done-${task}`).check();
    assert.ok((await keys(guide)).length > 0);
    for (const [address, said] of [["fi/ohjeet/", "Suunnitelmassasi tehty: 2"], ["sv/guider/", "Gjorda i din plan: 2"], ["fi/mika-ohje/", "Suunnitelmassasi tehty: 2"]]) {
      await page.goto(server.url + address);
      await progress.locator("visible=true").waitFor();
      assert.equal(await progress.textContent(), said);
      assert.equal(await page.locator("[data-guide-progress]:visible").count(), 1, "the plan is of one guide");
    }
    for (const task of ["decide-scope", "plan-adoption"]) await guide.locator(`#done-${task}`).uncheck();
    await page.goto(`${server.url}fi/ohjeet/`, { waitUntil: "networkidle" });
    assert.equal(await page.locator("[data-guide-progress]:visible").count(), 0);
  }));

test("the reader's note looks like the other fields, and no button is printed", () =>
  open(GUIDE, async (page) => {
    await wake(page);
    await answer(page, "access-point", "new-intermediary");
    await page.locator("[data-task=decide-scope] [data-own-fields] summary").click();
    const looks = (id) => page.locator(id).evaluate((field) => ["fontFamily", "fontSize", "color", "backgroundColor", "borderTopColor", "borderTopLeftRadius", "paddingLeft"].map((name) => getComputedStyle(field)[name]));
    assert.deepEqual(await looks("#note-decide-scope"), await looks("#who-decide-scope"));
    await page.evaluate(() => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }));
    await page.locator("#done-decide-scope").check();
    await page.locator("[data-plan-kept] [data-plan-export]").waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("main button:visible").count(), 0);
  }));
