// The words of a task inside its guide, and the page that prints the whole guide (US-19).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { answer, folder, giveDate, openGuide, profile, staged, text, wake } from "../support.mjs";

const GUIDE = "fi/ohjeet/kuva-aineistot/";
const PRINT = `${GUIDE}tulosta/`;
const { browser, server, site } = await staged();



test("a task's words open in its guide, from its own page; without scripts the link leads there", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  const item = page.locator("[data-task=notify-access-point]");
  const address = await item.locator("a[data-how]").evaluate((link) => link.href);
  await item.locator("a[data-how]").click();
  const words = item.locator("details.step-how[open] .step-words");
  await words.waitFor();
  assert.equal(page.url(), server.url + GUIDE);
  assert.match(await text(words), /Mitä tehdään/);
  assert.equal(await words.locator("h1, h2, h3").count(), 0, "headings stand below the step's");
  assert.equal(await item.locator("summary").first().evaluate((element) => element === document.activeElement), true);
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id).filter((id, index, all) => all.indexOf(id) !== index)), []);
  const links = await words.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
  assert.ok(links.includes(address));
  for (const link of new Set(links.filter((url) => url.startsWith(server.url)).map((url) => url.split("#")[0]))) assert.equal((await page.request.get(link)).status(), 200, link);
  const { violations } = await new AxeBuilder({ page }).include("[data-task=notify-access-point]").analyze();
  assert.deepEqual(violations.map((found) => found.id), []);
  await item.locator("summary").first().press("Enter");
  assert.equal(await words.isVisible(), false);
  assert.deepEqual(faults, []);
  await close();
  const plain = await profile(browser, { javaScriptEnabled: false });
  const bare = await openGuide(plain.context, server.url + GUIDE);
  await bare.locator("[data-task=notify-access-point] a[data-how]").click();
  assert.equal(bare.url(), address);
  await plain.close();
});

test("a task's page that cannot be had is gone to", async () => {
  const { context, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  let calls = 0;
  await page.route("**/tehtavat/ilmoita-liityntapiste/", (route) => (calls++ === 0 ? route.abort() : route.continue()));
  await page.locator("[data-task=notify-access-point] a[data-how]").click();
  await page.waitForURL("**/tehtavat/ilmoita-liityntapiste/");
  await close();
});

test("without scripts the printed guide is whole: every task's words, dates, sources, boxes, and the day it tells of", async () => {
  for (const address of [PRINT, "sv/guider/bildmaterial/skriv-ut/"]) {
    const { context, close } = await profile(browser, { javaScriptEnabled: false });
    const page = await openGuide(context, server.url + address);
    const data = JSON.parse(readFileSync(join(site, address, "../plan.json"), "utf8"));
    for (const step of data.steps) {
      const item = page.locator(`[data-task="${step.task}"]`);
      assert.equal(await item.locator(".step-box").isVisible(), true, step.task);
      assert.ok((await item.locator(".prose").count()) > 0 && (await item.locator(".facts a.code").count()) > 0, step.task);
      if (step.condition) assert.equal(await item.locator(".applies").isVisible(), true, step.task);
      if (step.deadline) assert.ok((await text(item.locator(".due-rule"))).includes(data.deadlines[step.deadline].phrase), step.task);
    }
    assert.equal(await page.locator("[data-task] details").count(), 0, "nothing is folded");
    assert.match(await page.locator("meta[name=robots]").getAttribute("content"), /noindex/);
    await page.emulateMedia({ media: "print" });
    for (const away of [".main-nav", ".bar-tools", ".breadcrumbs", ".site-footer nav"]) assert.equal(await page.locator(away).isVisible(), false, away);
    assert.match(await text(page.locator(".print-source")), address === PRINT ? /https:\/\/guidance\.example\/fi\/ohjeet\/kuva-aineistot\/\. .*7\.4\.2021/ : /https:\/\/guidance\.example\/sv\/guider\/bildmaterial\/\. .*7\.4\.2021/);
    assert.equal(await page.locator("html").getAttribute("lang"), address.slice(0, 2));
    await close();
  }
});

test("the reader's plan is printed in it: days, ticks, notes, and what is not the reader's", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  await wake(page);
  await page.locator("#page-plan-name").fill("Itä-Suomi <b>2027</b>");
  await page.locator("#page-plan-name").blur();
  await giveDate(page, "access-point-change", "15.3.2027");
  await page.locator("[data-task=decide-scope] input[name=done]").check();
  await page.locator("[data-task=name-owners] [data-own-fields] summary").click();
  await page.locator("#note-name-owners").fill('Soita <img src=x onerror="alert(1)">\nhuomenna');
  await page.locator("#who-name-owners").fill("Aino");
  await page.locator("#who-name-owners").blur();
  await answer(page, "access-point", "new-intermediary");
  await page.locator("a[data-print]").click();
  await page.waitForURL(server.url + PRINT);
  await page.locator("[data-printed-plan]:not([hidden])").waitFor();
  assert.match(await text(page.locator("[data-printed-plan]")), /Itä-Suomi <b>2027<\/b>.*1\/\d+ tehtävää.*Tulostettu 21\.11\.2026\..*maanantai 15\. maaliskuuta 2027/);
  assert.match(await text(page.locator("[data-task=decide-scope]")), /Valmis/);
  assert.equal(await page.locator("[data-task=decide-scope] [data-box]").evaluate((box) => getComputedStyle(box, "::before").content), '"✕"');
  assert.equal(await page.locator("[data-task=name-owners] [data-box]").evaluate((box) => getComputedStyle(box, "::before").content), "none");
  assert.match(await text(page.locator("[data-task=name-owners] [data-printed-note]")), /Soita <img src=x/);
  assert.match(await text(page.locator("[data-task=name-owners] [data-printed-who]")), /Aino/);
  assert.match(await text(page.locator("[data-task=notify-technical] [data-due-date]")), /^ma 22\.2\.2027$/);
  assert.match(await text(page.locator("[data-printed-aside] [data-task=notify-access-point]")), /Tämän tekee Kanta-välittäjä.*Vastasitte/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((found) => found.id), []);
  const file = join(folder(), "guide.pdf");
  writeFileSync(file, await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true }));
  const info = execFileSync("pdfinfo", [file]).toString();
  assert.match(info, /Tagged: +yes/);
  assert.match(info, /A4/);
  const paper = execFileSync("pdftotext", ["-layout", file, "-"]).toString();
  for (const away of await page.locator(".main-nav a, .languages a, .breadcrumbs a, .footer-columns nav a").allTextContents()) {
    assert.ok(!paper.split("\n").some((line) => line.trim() === away), `${away} is navigation`);
  }
  // A task goes over to the next page only if it has a page of its own and is longer than that.
  const sheets = paper.split("\f").map((sheet) => sheet.split("\n").map((line) => line.trim()).filter((line) => line !== ""));
  const titles = await page.locator("[data-task]:not([hidden]) h3").evaluateAll((all) => all.map((title) => title.textContent.replace(/\s+/g, " ").trim().slice(0, 24)));
  const phases = await page.locator(".phase:not([hidden]) > h2").allTextContents();
  const begins = (line) => titles.some((title) => line.replace(/\s+/g, " ").startsWith(title));
  const first = sheets.findIndex((sheet) => sheet.some(begins));
  const last = sheets.findLastIndex((sheet) => sheet.some(begins));
  for (let index = first + 1; index <= last; index += 1) {
    const whole = begins(sheets[index][0]) || phases.includes(sheets[index][0]);
    assert.ok(whole || sheets[index - 1].filter(begins).length <= 1, `page ${index + 1} begins in the middle of a task that shares a page: ${sheets[index][0]}`);
  }
  assert.ok(last - first >= 10);
  for (const said of ["Itä-Suomi <b>2027</b>", "https://guidance.example/fi/ohjeet/kuva-aineistot/", "ma 22.2.2027", "SV-31"]) assert.ok(paper.includes(said), said);
  assert.deepEqual(faults, []);
  await close();
});
