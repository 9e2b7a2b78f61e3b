// The plan of several guides is kept and taken along as that of one guide is.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { downloaded, folder, openGuide, openMove, profile, staged } from "../support.mjs";

const PLANNER = "fi/suunnitelma/";
const { browser, server } = await staged();

async function planner(use, address = PLANNER) {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + address);
  await page.locator("[data-planner]:not([hidden])").waitFor();
  await use(page);
  assert.deepEqual(faults, []);
  await close();
}

async function choose(page, guide) {
  await page.locator(`[data-planner] input[name=guide][value="${guide}"]`).check();
  await page.locator(`[data-planner-dates="${guide}"]`).waitFor({ state: "attached" });
}

const box = (page, task) => page.locator(`[data-task="${task}"] input[name=done]`);

test("calendar, table, file, link: out of one browser, into another, and nothing is replaced unasked", async () => {
  let file, link;
  await planner(async (page) => {
    await choose(page, "imaging");
    await choose(page, "old-patient-data");
    await page.locator("#page-planner-name").fill("Kaksi laajennusta");
    await page.locator("#page-planner-name").blur();
    const field = page.locator('[data-planner-dates="imaging"] input[data-event="access-point-change"]');
    await field.fill("15.3.2027");
    await field.blur();
    await box(page, "plan-adoption").check();
    await openMove(page);
    const calendar = await downloaded(page, "[data-plan-calendar]");
    const events = new ICAL.Component(ICAL.parse(calendar.text)).getAllSubcomponents("vevent").map((found) => new ICAL.Event(found));
    assert.ok(events.length > 0);
    const shown = await page.locator("[data-task=notify-access-point] .due-date").textContent();
    assert.match(shown, /22\.2\.2027/);
    const notice = events.find((event) => event.uid.includes(".notify-access-point@"));
    assert.deepEqual([notice.startDate.toString(), notice.uid.startsWith("planner.")], ["2027-02-22", true]);
    const table = await downloaded(page, "[data-plan-table]");
    assert.equal(table.text.trim().split("\r\n").length - 1, await page.locator("[data-planner-result] [data-task]").count());
    await page.locator("[data-plan-link]").click();
    link = await page.locator("[data-link-text]").inputValue();
    file = await downloaded(page, "[data-plan-export]");
    // A second plan; the first one can be chosen again.
    await page.locator("[data-plan-new]").click();
    await page.locator('[data-planner] input[name=guide][value="imaging"]:not(:checked)').waitFor();
    await choose(page, "imaging");
    await choose(page, "certificates");
    assert.equal(await box(page, "plan-adoption").isChecked(), false);
    const other = await page.locator("[data-plan-list] option:not(:checked)").getAttribute("value");
    await page.locator("[data-plan-list]").selectOption(other);
    await page.locator("[data-task=plan-adoption] input:checked").waitFor();
    assert.equal(await page.locator("#page-planner-name").inputValue(), "Kaksi laajennusta");
    // Deleting asks first.
    await page.locator("[data-plan-delete]").click();
    await page.locator("[data-choice=cancel]").click();
    assert.equal(await box(page, "plan-adoption").isChecked(), true);
    await page.locator("[data-plan-delete]").click();
    await page.locator("[data-choice=delete]").click();
    await page.waitForFunction((id) => !Object.keys(localStorage).some((key) => key.endsWith(id) && !localStorage.getItem(key).includes("deleted")), other);
    assert.equal(await page.locator("#page-planner-name").inputValue(), "Suunnitelma 2", "the other one is open");
  });
  await planner(async (page) => {
    const place = join(folder(), "plan.json");
    writeFileSync(place, file.text);
    await openMove(page);
    await page.locator("[data-plan-import]").setInputFiles(place);
    await page.locator("[data-preview]").waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    await page.locator("[data-choice=new]").click();
    await page.locator("[data-task=plan-adoption] input:checked").waitFor();
    assert.match(await page.locator("[data-task=notify-access-point] .due-date").textContent(), /22\.2\.2027/);
    await page.reload();
    await page.locator("[data-task=plan-adoption] input:checked").waitFor();
  });
  await planner(async (page) => {
    await page.locator("[data-preview]").waitFor();
    assert.ok(!page.url().includes("#plan="));
    await page.locator("[data-choice=new]").click();
    await page.locator("[data-task=plan-adoption] input:checked").waitFor();
    await openMove(page);
    const place = join(folder(), "x.json");
    for (const [reason, content] of [["broken", file.text.slice(0, 99)], ["not-a-plan", "hei"], ["other-guide", file.text.replaceAll(/"guide:[^"]*"/g, '"guide:elsewhere"')]]) {
      writeFileSync(place, content);
      await page.locator("[data-plan-import]").setInputFiles(place);
      await page.locator(`[data-refused="${reason}"]`).waitFor({ timeout: 5000 });
    }
  }, link.slice(link.indexOf(PLANNER)));
});
