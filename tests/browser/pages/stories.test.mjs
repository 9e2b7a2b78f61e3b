// What readers need (the stories of the domain document), where it takes a browser to see.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, openGuide, profile, staged, text, wake } from "../support.mjs";

const { browser, server } = await staged();


const seen = (page, selector) => page.locator(selector).evaluateAll((items) => items.filter((item) => item.checkVisibility()).map((item) => item.dataset.task ?? item.id));

/** A page in a clean profile; faults fail the test. */
async function open(address, use, options = {}) {
  const { context, faults, close } = await profile(browser, options);
  await use(await openGuide(context, server.url + address), context);
  assert.deepEqual(faults, []);
  await close();
}

test("US-01: imaging is readable and printable without scripts", () =>
  open("fi/ohjeet/kuva-aineistot/", async (page) => {
    const tasks = await page.locator(".step").count();
    assert.equal(tasks, 28);
    assert.equal((await seen(page, ".step")).length, tasks);
    await page.emulateMedia({ media: "print" });
    assert.equal((await seen(page, ".step")).length, tasks);
    for (const part of [".applies", ".due", ".step-about .meta", ".step-links .code"]) {
      const [all, shown] = await page.locator(`.step ${part}`).evaluateAll((items) => [items.length, items.filter((item) => item.checkVisibility()).length]);
      assert.ok(all > 0 && shown === all, `${part}: ${shown} of ${all}`);
    }
    assert.equal(await page.locator(".main-nav").isHidden(), true);
    // The page to print states the sources with their dates.
    await page.emulateMedia({ media: "screen" });
    await page.locator(".guide-facts a[href$='tulosta/']").click();
    await page.waitForURL(/tulosta\/$/);
    await page.emulateMedia({ media: "print" });
    assert.equal((await seen(page, ".step")).length, tasks);
    const dates = await page.locator(".step .fact-source time").evaluateAll((items) => items.filter((item) => item.checkVisibility()).length);
    assert.ok(dates >= tasks, `${dates} dates`);
  }, { javaScriptEnabled: false }));

test("US-04: notices are narrowed to what changes", () =>
  open("sv/anmalningar/", async (page) => {
    assert.equal((await seen(page, "tbody tr")).length, 9);
    await page.locator("#filter-changes").selectOption("technical-change");
    await page.locator("[data-left-out]").first().waitFor({ state: "attached" });
    assert.deepEqual(await seen(page, "tbody tr"), ["technical-data-change"]);
    assert.equal(await page.locator("#notice-technical-data-change").isVisible(), true);
    assert.equal(await page.locator(".entry:visible").count(), 1);
    await page.locator("#filter-changes").selectOption("");
    await page.waitForFunction(() => !document.querySelector("[data-left-out]"));
    assert.equal((await seen(page, "tbody tr")).length, 9);
  }));

test("US-06: an archivist sees and prints the own tasks of a guide", () =>
  open("fi/ohjeet/vanhat-potilastiedot/", async (page) => {
    const all = await seen(page, ".step");
    await page.locator("#filter-roles").selectOption("archivist");
    await page.locator("[data-left-out]").first().waitFor({ state: "attached" });
    const own = await seen(page, ".step");
    assert.ok(own.length < all.length && ["map-old-data", "verify-archive", "arrange-archive-management", "decide-source-deletion"].every((task) => own.includes(task)), own.join(" "));
    assert.ok(!own.includes("check-certified"));
    assert.equal(await page.locator(".phase:visible").evaluateAll((phases) => phases.every((phase) => phase.querySelector(".step:not([data-left-out])"))), true, "no phase stands empty");
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await seen(page, ".step"), own);
    assert.match(await text(page.locator("[data-filter-said]")), /arkistonhoitaja/);
    assert.equal(await page.locator("[data-filter-said]").isVisible(), true);
  }));

for (const [language, address, you, register, codes] of [
  ["fi", "fi/ohjeet/uusi-jarjestelma/", "sinä", "SOTE", "IAH"],
  ["sv", "sv/guider/nytt-system/", "du", "SOTE", "IAH"],
]) {
  test(`US-08: a self-employed practitioner has at most 18 tasks, does them alone, and sees what the main joiner does (${language})`, () =>
    open(address, async (page) => {
      await wake(page);
      await answer(page, "org", "practitioner");
      const shown = "[data-phase]:not([hidden]) [data-task]:not([hidden])";
      const own = await page.locator(shown).evaluateAll((items) => items.map((item) => item.dataset.task));
      assert.ok(own.length > 10 && own.length <= 18, `${own.length}: ${own.join(" ")}`);
      const titles = (await page.locator(`${shown} .step-title`).allTextContents()).join(" ");
      assert.ok(titles.includes(codes) && !titles.includes(register), titles);
      // Who tells of an access point follows from whose it is (US-05).
      for (const task of own.filter((task) => task !== "notify-access-point")) {
        const drawn = page.locator(`[data-task="${task}"] [data-owner]`);
        const said = await text((await drawn.count()) > 0 ? drawn : page.locator(`[data-task="${task}"] .step-about .meta`));
        assert.match(said, new RegExp(`(^|[ :])${you}([ ,.]|$)`, "u"), `${task}: ${said}`);
      }
      await answer(page, "join-model", "joint-along");
      const others = await page.locator("[data-not-yours-list] [data-task]").evaluateAll((items) => items.map((item) => item.dataset.task));
      for (const task of ["check-certified", "check-joint-test", "check-transmission-certified", "notify-access-point", "notify-technical"]) assert.ok(others.includes(task), `${task} of ${others.join(" ")}`);
    }));
}

test("US-09: the language switch leads to the same page and keeps the ticked boxes", () =>
  open("fi/ohjeet/kuva-aineistot/", async (page) => {
    await wake(page);
    await page.locator("[data-task=decide-scope] input[name=done]").check();
    await page.locator(".languages a[hreflang=sv], .languages a[lang=sv]").first().click();
    await page.waitForURL(/sv\/guider\/bildmaterial\//);
    await page.locator("[data-task=decide-scope] input[name=done]:checked").waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  }));

test("US-12: a change of system is found with one answer of at most four", () =>
  open("sv/vilken-guide/", async (page) => {
    await page.locator("[data-finder]:not([hidden])").waitFor();
    assert.ok((await page.locator("[data-finder] [data-question]").count()) <= 4);
    await answer(page, "change", "system");
    const left = page.locator("[data-finder-guides] [data-guide]:not([hidden])");
    assert.deepEqual(await left.evaluateAll((cards) => cards.map((card) => card.dataset.guide)), ["new-system"]);
    await left.locator("a").first().click();
    await page.waitForURL(/sv\/guider\/nytt-system\//);
  }));
