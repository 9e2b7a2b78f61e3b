// US-19: guides on paper: tagged, without navigation, with boxes, ticks, days and sources' addresses, and no task on two pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, giveDate, profile, staged, wake } from "../support.mjs";

const { browser, server } = await staged();


/** Prints a page as a reader does. */
async function print(page) {
  const file = join(folder(), "page.pdf");
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, tagged: true, printBackground: false }));
  return { file, info: execFileSync("pdfinfo", [file], { encoding: "utf8" }), pages: pagesOf(file) };
}

/** The text of every page. */
function pagesOf(file) {
  const pages = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 64_000_000 }).split("\f");
  return pages.slice(0, -1);
}

/** Words that stand at the start and at the end of every task, so that the paper tells where each begins and ends. */
function markTasks() {
  const tasks = [...document.querySelectorAll(".step")].filter((step) => step.getClientRects().length > 0);
  tasks.forEach((step, index) => {
    const mark = (letter) => Object.assign(document.createElement("span"), { textContent: ` ${letter}${String(index).padStart(3, "0")}${letter} ` });
    step.querySelector(".step-title").prepend(mark("QA"));
    (step.querySelector(".step-body") ?? step).append(mark("QZ"));
  });
  return tasks.length;
}

/** The numbers of the tasks whose beginning, middle and end do not stand on one page. */
function split(pages, count) {
  const on = (word) => pages.findIndex((text) => text.includes(word));
  return Array.from({ length: count }, (_, index) => String(index).padStart(3, "0")).filter((number) => {
    const places = ["QA", "QZ"].map((letter) => on(`${letter}${number}${letter}`));
    return places.some((place) => place < 0 || place !== places[0]);
  });
}

/** Of these tasks, those that share the page on which they begin with the end of another: the others are longer than a page. */
function needless(pages, numbers) {
  return numbers.filter((number) => {
    const text = pages.find((page) => page.includes(`QA${number}QA`)) ?? "";
    return /Q[AZ]\d{3}/.test(text.slice(0, text.indexOf(`QA${number}QA`)));
  });
}

const GUIDES = [
  { address: "fi/ohjeet/uusi-kanta-palvelu/", whole: "tulosta/", day: "15.3.2027", no: ["Valikko", "Haku", "Svenska", "Etusivu", "Tällä sivulla", "Siirry sisältöön", "Väri"], yes: ["Säännöt sellaisina kuin ne olivat 7.4.2021", "/fi/ohjeet/uusi-kanta-palvelu/"] },
  { address: "sv/guider/ny-kanta-tjanst/", whole: "skriv-ut/", day: "15.3.2027", no: ["Meny", "Suomi", "Startsida", "På den här sidan", "Färger"], yes: ["Reglerna så som de gällde 7.4.2021", "/sv/guider/ny-kanta-tjanst/"] },
];

for (const { address, whole, day, no, yes } of GUIDES) {
  test(`US-19: /${address} on paper, with a plan`, async () => {
    const { context, faults, close } = await profile(browser);
    const page = await context.newPage();
    await page.goto(server.url + address);
    await wake(page);
    const event = await page.locator("input[id^=date-]").first().evaluate((field) => field.id.replace(/^date-/, ""));
    await giveDate(page, event, day);
    const boxes = page.locator(".step-done:visible");
    for (const index of [0, 2]) await boxes.nth(index).check();
    const dates = await page.locator("[data-due-date]:visible").allTextContents();
    assert.ok(dates.length > 0, "the plan has days");
    /** The paper of the page that is open: whole, without navigation, with the plan. */
    const judge = async () => {
      const count = await page.evaluate(markTasks);
      assert.ok(count > 10);
      const { info, pages } = await print(page);
      assert.match(info, /Tagged:\s+yes/);
      assert.match(info, /Page size:.*A4/);
      const text = pages.join("\n");
      for (const word of no) assert.ok(!new RegExp(`(^|\\s)${word}(\\s|$)`, "m").test(text), `“${word}” is on the paper`);
      for (const word of yes) assert.ok(text.replace(/\s+/g, " ").includes(word), `“${word}” is not on the paper`);
      for (const date of dates) assert.ok(text.includes(date.trim()), `the day ${date} is not on the paper`);
      assert.equal(text.split("✕").length - 1, 2, "the ticks are on the paper");
      assert.deepEqual(needless(pages, split(pages, count)), [], "tasks on two pages that would fit on one");
      if (!page.url().endsWith(whole)) assert.deepEqual(split(pages, count), [], "tasks on two pages");
      return count;
    };
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes(":plan:")));
    const count = await judge();
    // Without the rule tasks would be split: the check can fail.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { break-inside: auto !important; break-after: auto !important; break-before: auto !important; orphans: 1 !important; widows: 1 !important; }");
      document.adoptedStyleSheets = [sheet];
    });
    assert.notDeepEqual(split((await print(page)).pages, count), []);
    await page.goto(server.url + address + whole);
    await page.locator("[data-printed-plan]:not([hidden])").waitFor();
    await judge();
    assert.deepEqual(faults, []);
    await close();
  });
}

test("US-19: a guide is whole on paper without JavaScript: boxes, conditions, rules and the language", async () => {
  const { context, close } = await profile(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}fi/ohjeet/kuva-aineistot/`);
  assert.equal(await page.locator("html").getAttribute("lang"), "fi");
  const steps = await page.locator(".step").count();
  const { pages, info } = await print(page);
  const text = pages.join("\n").replace(/\s+/g, " ");
  assert.match(info, /Tagged:\s+yes/);
  for (let number = 1; number <= steps; number += 1) assert.ok(text.includes(` ${number}. `), `the task ${number} is on the paper`);
  for (const condition of await page.locator("p.applies").allTextContents()) assert.ok(text.includes(condition.trim().replace(/\s+/g, " ").slice(0, 40)), condition);
  await close();
});

test("US-19: of a plan only what the reader has given is on the paper", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${server.url}fi/ohjeet/kuva-aineistot/`);
  const labels = ["Oma suunnitelma", "Suunnitelman nimi", "Päivät, joista määräajat lasketaan", "käyttöönotto", "teknisten tietojen muutos", "Omat merkinnät", "Kuka tekee"];
  const lines = async () => (await print(page)).pages.join("\n").split("\n").map((line) => line.trim());
  const untouched = await lines();
  for (const label of labels) assert.ok(!untouched.includes(label), `“${label}” is on the paper of a guide without a plan`);
  await wake(page);
  await giveDate(page, "adoption", "1.4.2027");
  await page.locator("[data-task=name-owners] [data-own-fields] summary").click();
  await page.locator("#note-name-owners").fill("Ensimmäinen rivi\nToinen rivi\nKolmas rivi\nNeljäs rivi");
  await page.locator("#note-name-owners").blur();
  await page.locator("[data-task=name-owners] [data-own-fields] summary").click();
  const given = await lines();
  for (const word of ["käyttöönotto", "1.4.2027", "torstai 1. huhtikuuta 2027", "Omat merkinnät", "Ensimmäinen rivi", "Neljäs rivi"]) assert.ok(given.includes(word), `“${word}” is not on the paper`);
  for (const word of ["Suunnitelman nimi", "teknisten tietojen muutos", "Kuka tekee"]) assert.ok(!given.includes(word), `“${word}” is on the paper, though empty`);
  await page.locator("#page-plan-name").fill("Itä-Suomi 2027");
  await page.locator("#page-plan-name").blur();
  assert.ok((await lines()).includes("Itä-Suomi 2027"));
  assert.deepEqual(faults, []);
  await close();
});
