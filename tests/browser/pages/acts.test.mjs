// What a reader's act leaves behind: the focus on something that is there, and keys that the reader has turned off left alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keys, openGuide, profile, staged, wake } from "../support.mjs";

const { browser, server } = await staged();

const focused = (page) => page.evaluate(() => (document.activeElement === document.body ? null : document.activeElement.matches("[data-storage-status]") ? "status" : document.activeElement.closest("[data-guide]")?.dataset.guide));

test("the button of the finder brings the first guide that fits, and the focus with it", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}sv/vilken-guide/`);
  await page.locator("[data-finder]:not([hidden])").waitFor();
  await page.locator('[data-question="change"] input[value="system"]').check();
  await page.locator("[data-finder] button[type=submit]").click();
  assert.equal(await focused(page), "new-system");
  assert.deepEqual(faults, []);
  await close();
});

test("all that is kept can be removed on the page on privacy, after a question", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}fi/ohjeet/kuva-aineistot/`);
  await wake(page);
  await page.locator(".step-done:visible").first().check();
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes(":plan:")));
  await page.goto(`${server.url}fi/tietosuoja/`);
  const remove = page.locator("[data-storage-delete]");
  await remove.click();
  assert.ok((await keys(page)).length > 0, "nothing is removed before the reader confirms");
  await remove.click();
  assert.deepEqual(await keys(page), []);
  assert.equal(await remove.isVisible(), false);
  assert.equal(await focused(page), "status");
  assert.deepEqual(faults, []);
  await close();
});

test("the key of the search stays the browser's own where the reader has turned it off", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}fi/`);
  const taken = () => page.evaluate(() => new Promise((answer) => {
    addEventListener("keydown", (event) => setTimeout(() => answer(event.defaultPrevented)), { once: true });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
  }));
  assert.equal(await taken(), true);
  await page.locator("[data-search-dialog][open] [data-search-key]").uncheck();
  await page.reload();
  assert.equal(await taken(), false);
  assert.equal(await page.locator("[data-search-dialog][open]").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("a search that cannot be had is told in words", async () => {
  const { context, close } = await profile(browser);
  const page = await openGuide(context, `${server.url}fi/`);
  await page.route(/search-box/, (route) => route.abort());
  await page.locator("[data-search-open]").first().click();
  const status = page.locator("[data-search-dialog][open] [data-search-status]");
  await page.waitForFunction(() => document.querySelector("[data-search-dialog] [data-search-status]").textContent !== "");
  assert.equal(await status.textContent(), await page.locator("[data-search-dialog] [data-search]").getAttribute("data-missing"));
  await close();
});
