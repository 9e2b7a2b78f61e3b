// The finder, the planner, and accessibility with the plan filled in.

import assert from "node:assert/strict";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { answer, giveDate, openGuide, profile, staged, wake } from "../support.mjs";

const { browser, server } = await staged();


test("SC-00: the finder leads to the right guides in at most four questions", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}fi/mika-ohje/`);
  await page.locator("[data-finder]:not([hidden])").waitFor();
  assert.ok((await page.locator("[data-finder] [data-question]").count()) <= 4);
  const left = () => page.locator("[data-finder-guides] [data-guide]:not([hidden])").evaluateAll((cards) => cards.map((card) => card.dataset.guide));
  const all = (await left()).length;
  assert.ok(all >= 17);
  await answer(page, "change", "content");
  const some = await left();
  assert.ok(some.includes("imaging") && some.length < all && !some.includes("new-system"));
  await answer(page, "functionality", "imaging");
  assert.ok((await left()).includes("imaging"));
  assert.ok(!(await left()).includes("certificates"));
  await page.waitForFunction(() => /ohje(tta)? sopii vastauksiin/.test(document.querySelector("[data-finder-status]").textContent));
  await page.locator('[data-question="change"] input[value="content"]').uncheck();
  await page.locator('[data-question="functionality"] input[value="imaging"]').uncheck();
  await answer(page, "change", "system");
  assert.deepEqual(await left(), ["new-system"], "US-12");
  assert.deepEqual(faults, []);
  await close();
});

test("without scripts the finder is a list of every guide, and the planner leads to them", async () => {
  const { context, close } = await profile(browser, { javaScriptEnabled: false });
  for (const address of ["fi/mika-ohje/", "sv/vilken-guide/", "fi/suunnitelma/"]) {
    const page = await openGuide(context, server.url + address);
    const links = await page.locator("main a:visible").evaluateAll((all) => all.map((link) => link.pathname));
    const guides = new Set(links.filter((path) => /^\/(fi\/ohjeet|sv\/guider)\/[^/]+\/$/.test(path)));
    assert.ok(guides.size >= 17, `${address}: ${guides.size}`);
    assert.equal(await page.locator("main form").isVisible(), false);
    await page.close();
  }
  await close();
});

test("the planner joins guides into one list, with what is missing first and each guide's own days", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}fi/suunnitelma/`);
  await page.locator("[data-planner]:not([hidden])").waitFor();
  const choose = async (guide) => {
    await page.locator(`[data-planner] input[name=guide][value="${guide}"]`).check();
    await page.locator(`[data-planner-dates="${guide}"]`).waitFor({ state: "attached" });
  };
  await choose("imaging");
  const alone = Number(await page.locator("[data-planner-count]").getAttribute("data-planner-count"));
  await choose("old-patient-data");
  const both = Number(await page.locator("[data-planner-count]").getAttribute("data-planner-count"));
  assert.ok(both > alone);
  assert.equal(await page.locator("[data-task=plan-adoption]").count(), 1);
  assert.match(await page.locator("[data-task=plan-adoption] [data-asked-by]").textContent(), /Ohjeet: .*, /);
  assert.ok((await page.locator("[data-lacking]").count()) > 0);
  await answer(page, "services-in-use", "patient-archive");
  await page.waitForFunction(() => document.querySelectorAll("[data-lacking]").length === 0);
  const field = (guide) => page.locator(`[data-planner-dates="${guide}"] input[data-event="adoption"]`);
  const days = [["imaging", "1.6.2027", "tiistai 1. kesäkuuta 2027"], ["old-patient-data", "3.5.2027", "maanantai 3. toukokuuta 2027"]];
  for (const [guide, day] of days) {
    await field(guide).fill(day);
    await field(guide).blur();
  }
  // Each field says its own day.
  for (const [guide, , said] of days) assert.equal(await field(guide).locator("xpath=../output").textContent(), said);
  await page.locator("[data-task=plan-adoption] input").check();
  await page.reload();
  await page.locator("[data-task=plan-adoption]").waitFor();
  assert.equal(await page.locator("[data-task=plan-adoption] input").isChecked(), true);
  for (const [guide, day] of days) assert.equal(await field(guide).inputValue(), day);
  const address = await page.locator("[data-task=plan-adoption] .step-body a").getAttribute("href");
  assert.equal((await page.request.get(address)).status(), 200);
  assert.deepEqual(faults, []);
  await close();
});

test("no fault of accessibility with the plan filled in, in every language, light, dark and narrow", async () => {
  for (const [address, options] of [["fi/ohjeet/kuva-aineistot/", {}], ["sv/guider/bildmaterial/", { colorScheme: "dark" }], ["fi/ohjeet/kuva-aineistot/", { viewport: { width: 320, height: 800 } }]]) {
    const { context, close } = await profile(browser, options);
    const page = await openGuide(context, server.url + address);
    await wake(page);
    await giveDate(page, "adoption", "1.12.2026");
    await giveDate(page, "access-point-change", "31.2.2027");
    await answer(page, "access-point", "new-intermediary");
    await page.locator("[data-task=decide-scope] input[name=done]").check();
    await page.locator("[data-task=name-owners] [data-own-fields] summary").click();
    await page.locator("[data-not-yours] > summary").click();
    await page.locator(".plan-move > summary").click();
    await page.locator("[data-plan-link]").click();
    await page.locator("[data-link-text]").waitFor();
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    assert.deepEqual(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`), [], address);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true, "no sideways scrolling");
    await close();
  }
});
