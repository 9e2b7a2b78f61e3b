// The plan on a guide's page, as readers use it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { answer, build, downloaded, edit, folder, giveDate, keys, openGuide, openMove, profile, sources, staged, text, wake } from "../support.mjs";

const GUIDE = "fi/ohjeet/kuva-aineistot/";
const { browser, server, site } = await staged();


/** A page of a guide in a clean profile, with the plan awake; faults fail the test. */
async function guide(use, address = GUIDE, options = {}) {
  const { context, faults, close } = await profile(browser, options);
  const page = await openGuide(context, server.url + address);
  await wake(page);
  await use(page, context);
  assert.deepEqual(faults, []);
  await close();
}

const task = (page, id) => page.locator(`[data-task="${id}"]`);
const tick = (page, id) => task(page, id).locator("input[name=done]").check();

test("US-02: dates follow from the planned change, and nothing leaves the browser", () =>
  guide(async (page, context) => {
    const requests = [];
    context.on("request", (request) => requests.push(request.url()));
    await giveDate(page, "access-point-change", "2027-03-15");
    const notice = task(page, "notify-access-point");
    assert.equal(await text(page.locator("#echo-access-point-change")), "maanantai 15. maaliskuuta 2027");
    assert.match(await text(notice.locator('[data-variant="sv-2020"]')), /^ma 1\.3\.2027 · viimeistään 2 viikkoa ennen/);
    assert.match(await text(notice.locator("[data-due-date]")), /^ma 22\.2\.2027$/);
    assert.match(await text(notice.locator(".due-rule")), /3 viikkoa ennen/);
    // In good time: the words, and no day.
    await giveDate(page, "adoption", "2027-04-01");
    const contact = task(page, "update-customer-data");
    assert.match(await text(contact.locator(".due-rule")), /hyvissä ajoin/);
    assert.equal(await contact.locator("[data-due-date]").isHidden(), true);
    // The unit is not stated: said, and the earlier reading is shown. The day is given as planned.
    const report = task(page, "report-test");
    await page.locator("#date-test-passed").fill("18.3.2027");
    await page.locator("#date-test-passed").blur();
    assert.match(await text(report.locator('[data-variant="sv-2020"]')), /^pe 19\.3\.2027 · .*Lähde ei kerro/);
    await openMove(page);
    const calendar = await downloaded(page, "[data-plan-calendar]");
    assert.match(calendar.text, /DTSTART;VALUE=DATE:20270222\r\n/);
    assert.deepEqual(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith("blob:")), []);
  }));

test("US-05: an intermediary's notice is not the reader's own; not knowing shows both", () =>
  guide(async (page) => {
    const [own, technical] = [task(page, "notify-access-point"), task(page, "notify-technical")];
    await answer(page, "access-point", "new-intermediary");
    await page.locator("[data-not-yours]:not([hidden])").waitFor();
    assert.equal(await own.evaluate((item) => item.closest("[data-not-yours]") !== null), true);
    await page.locator("[data-not-yours] > summary").click();
    assert.match(await text(own), /Tämän tekee Kanta-välittäjä/);
    assert.match(await text(own.locator("[data-because]")), /Vastasitte: Siirrymme Kanta-välittäjän/);
    assert.equal(await technical.getAttribute("data-place"), "own");
    assert.equal(await technical.evaluate((item) => item.closest("[data-phase]") !== null), true);
    await answer(page, "access-point", "");
    for (const item of [own, technical]) {
      assert.equal(await item.getAttribute("data-place"), "check");
      assert.match(await text(item.locator("[data-check]")), /^Tarkista/);
      assert.equal(await item.isVisible(), true);
    }
    // Taking back.
    await answer(page, "access-point", "new-intermediary");
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
    await own.locator("[data-keep-task]").click();
    assert.equal(await own.evaluate((item) => item.closest("[data-phase]") !== null), true);
    assert.equal(await focused(), "done-notify-access-point");
    await own.locator("[data-leave-task]").click();
    assert.equal(await focused(), "done-notify-access-point");
    await own.locator("[data-keep-task]").click();
    // Where the task moves into what is folded, the fold has the focus.
    await page.locator("[data-not-yours]").evaluate((aside) => (aside.open = false));
    await own.locator("[data-leave-task]").click();
    assert.equal(await focused(), "summary");
  }));

test("US-13: ticks survive reload, reach a second tab and the other language, and move to another profile", async () => {
  let file, link;
  await guide(async (page, context) => {
    assert.deepEqual(await keys(page), [], "nothing is kept before the reader acts");
    await tick(page, "decide-scope");
    await page.locator("#page-plan-name").fill("Itä-Suomi <b>2027</b>");
    await page.locator("#page-plan-name").blur();
    await giveDate(page, "adoption", "1.4.2027");
    await task(page, "name-owners").locator("[data-own-fields] summary").click();
    await page.locator("#note-name-owners").fill('<img src=x onerror="alert(1)">');
    await page.locator("#note-name-owners").blur();
    await page.reload();
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    assert.equal(await task(page, "decide-scope").locator("input[name=done]").isChecked(), true);
    assert.equal(await page.locator("#date-adoption").inputValue(), "1.4.2027");
    assert.equal(await page.locator("#page-plan-name").inputValue(), "Itä-Suomi <b>2027</b>");
    // A second tab, both ways.
    const second = await openGuide(context, server.url + GUIDE);
    await second.locator("[data-progress-line]:not([hidden])").waitFor();
    await tick(second, "plan-adoption");
    await page.waitForFunction(() => document.querySelector("#done-plan-adoption").checked);
    await tick(page, "name-owners");
    await second.waitForFunction(() => document.querySelector("#done-name-owners").checked);
    // The other language.
    await second.locator("a[data-language=sv]").click();
    await second.waitForURL(/\/sv\//);
    await second.locator("[data-progress-line]:not([hidden])").waitFor();
    for (const id of ["decide-scope", "plan-adoption", "name-owners"]) assert.equal(await task(second, id).locator("input[name=done]").isChecked(), true, id);
    assert.match(await text(second.locator("[data-progress-text]")), /^3\/\d+ uppgifter klara$/);
    assert.equal(await second.locator("[data-difference]").count(), 0, "another language is no change");
    await openMove(page);
    file = await downloaded(page, "[data-plan-export]");
    await page.locator("[data-plan-link]").click();
    link = await page.locator("[data-link-text]").inputValue();
  });
  assert.ok(link.length < 2000, `${link.length} characters`);
  assert.ok(!Buffer.from(link).includes("onerror"));
  const kept = join(folder(), "plan.json");
  writeFileSync(kept, file.text);
  await guide(async (page) => {
    await openMove(page);
    await page.locator("[data-plan-import]").setInputFiles(kept);
    await page.locator("[data-preview]").waitFor();
    assert.match(await text(page.locator("[data-preview]")), /Itä-Suomi <b>2027<\/b>\. Valmiina 3\/\d+/);
    assert.deepEqual(await keys(page), [], "nothing is kept before the reader chooses");
    await page.locator("[data-choice=new]").click();
    assert.equal(await task(page, "plan-adoption").locator("input[name=done]").isChecked(), true);
    assert.equal(await page.locator("#note-name-owners").inputValue(), '<img src=x onerror="alert(1)">');
  });
  await guide(async (page) => {
    await tick(page, "start-use");
    await page.goto(link);
    await page.reload();
    await page.goto(link);
    await page.locator("[data-preview]").waitFor();
    assert.equal(new URL(page.url()).hash, "");
    assert.equal(await task(page, "plan-adoption").locator("input[name=done]").isChecked(), false, "a link never overwrites");
    assert.match(await text(page.locator("[data-differences]")), /kohtaa omassa/);
    await page.locator("[data-choice=merge]").click();
    for (const id of ["plan-adoption", "start-use"]) assert.equal(await task(page, id).locator("input[name=done]").isChecked(), true, id);
  });
});

test("what the reader does before the scripts have come is not lost", async () => {
  const { context, faults, close } = await profile(browser);
  await context.route("**/plan.json", async (route) => {
    await new Promise((ready) => setTimeout(ready, 400));
    await route.continue();
  });
  const page = await openGuide(context, server.url + GUIDE);
  await page.locator("#done-decide-scope").check();
  await page.locator("#date-adoption").fill("1.4.2027");
  await page.locator("#page-plan-name").fill("Nimi");
  await page.locator("[data-progress-line]:not([hidden])").waitFor();
  assert.equal(await page.locator("#page-plan-name").inputValue(), "Nimi");
  await page.locator("#page-plan-name").blur();
  await page.reload();
  await page.locator("[data-progress-line]:not([hidden])").waitFor();
  assert.equal(await page.locator("#done-decide-scope").isChecked(), true);
  assert.equal(await page.locator("#date-adoption").inputValue(), "1.4.2027");
  assert.equal(await page.locator("#page-plan-name").inputValue(), "Nimi");
  assert.deepEqual(faults, []);
  await close();
});

test("clearing asks first", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    await openMove(page);
    await page.locator("[data-plan-delete]").click();
    await page.locator("[data-choice=cancel]").click();
    assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-plan-delete")), true, "the focus is where it was");
    assert.equal(await task(page, "decide-scope").locator("input[name=done]").isChecked(), true);
    await page.locator("[data-plan-delete]").click();
    await page.locator("[data-choice=delete]").click();
    assert.equal(await task(page, "decide-scope").locator("input[name=done]").isChecked(), false);
  }));

test("several plans side by side", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    await openMove(page);
    await page.locator("[data-plan-new]").click();
    await page.locator("#done-decide-scope:not(:checked)").waitFor();
    await tick(page, "name-owners");
    const other = await page.locator("[data-plan-list] option:not(:checked)").getAttribute("value");
    await page.locator("[data-plan-list]").selectOption(other);
    await page.locator("#done-decide-scope:checked").waitFor();
    assert.equal(await task(page, "name-owners").locator("input[name=done]").isChecked(), false);
  }));

test("what is no day is told and changes nothing", () =>
  guide(async (page) => {
    await giveDate(page, "adoption", "1.4.2027");
    for (const [written, said] of [["31.2.2027", /ei ole kalenterissa/], ["1.1.1900", /2000–2100/], ["ensi viikolla", /ei ole päivä/], ["<b>1</b>", /”<b>1<\/b>” ei ole päivä/]]) {
      await giveDate(page, "adoption", written);
      assert.match(await text(page.locator("#echo-adoption")), said);
      assert.equal(await page.locator("#date-adoption").getAttribute("aria-invalid"), "true");
      assert.match(await page.evaluate(() => JSON.stringify(localStorage)), /2027-04-01/);
    }
    await giveDate(page, "adoption", "2027-05-03");
    assert.equal(await text(page.locator("#echo-adoption")), "maanantai 3. toukokuuta 2027");
    // Enter updates, too.
    await page.locator("#date-adoption").fill("4.5.2027");
    await page.locator("#date-adoption").press("Enter");
    await page.waitForFunction(() => document.querySelector("#echo-adoption").textContent === "tiistai 4. toukokuuta 2027");
  }));

test("too early: what has passed, and the earliest day that works", () =>
  guide(async (page) => {
    await giveDate(page, "adoption", "1.12.2026");
    const summary = await text(page.locator("[data-dates-summary]"));
    assert.match(summary, /määräaika(a)? on jo mennyt/);
    const earliest = /Aikaisin mahdollinen päivä on (\S+)\.$/.exec(summary)[1];
    assert.match(await text(task(page, "notify-technical").locator("[data-due-state]")), /Myöhässä/);
    await giveDate(page, "adoption", earliest);
    assert.equal(await page.locator("[data-dates-summary]").isHidden(), true);
    assert.equal(await page.locator('[data-due-state][data-near="late"]:not([hidden])').count(), 0);
  }));

test("ticking a task that sets a day proposes today, which can be changed", () =>
  guide(async (page) => {
    await tick(page, "do-adoption-test");
    assert.equal(await page.locator("#date-test-passed").inputValue(), "21.11.2026");
    assert.match(await text(task(page, "report-test").locator('[data-variant="sv-2020"]')), /^ma 23\.11\.2026 ·/);
    await page.locator("#date-test-passed").fill("18.11.2026");
    await page.locator("#date-test-passed").blur();
    await page.waitForFunction(() => document.querySelector("#echo-test-passed").textContent.startsWith("keskiviikko"));
    await task(page, "do-adoption-test").locator("input[name=done]").uncheck();
    assert.match(await text(task(page, "do-adoption-test").locator("label[for=date-test-passed]")), /Suunniteltu/);
  }));

test("by phase or by date", () =>
  guide(async (page) => {
    await giveDate(page, "adoption", "1.4.2027");
    await page.locator("[data-order-by=date]").click();
    assert.equal(await page.locator(".phase").first().isVisible(), false);
    // The line of time: each deadline's day once, the events that they count from, and today.
    const drawing = page.locator("[data-by-date] .timeline");
    await drawing.waitFor();
    const drawn = await drawing.locator(".timeline-length").allTextContents();
    const listed = await page.locator("[data-by-date] ol .due-date").allTextContents();
    assert.deepEqual([...new Set(drawn)], [...new Set([...listed, "to 1.4.2027"])]);
    assert.equal(await drawing.locator(".timeline-bar").count() + 1, drawn.length);
    const line = (await drawing.locator("[data-today]").count()) + (await drawing.locator("text", { hasText: "Tänään" }).count());
    assert.equal(line, 0, "today is far from the first day");
    await giveDate(page, "adoption", "1.2.2027");
    await drawing.locator("[data-today]").waitFor({ state: "attached" });
    assert.equal(await drawing.count(), 1);
    await giveDate(page, "adoption", "1.4.2027");
    await page.waitForFunction(() => !document.querySelector("[data-by-date] [data-today]"));
    const dates = await page.locator("[data-by-date] ol li [class=due-date]").allTextContents();
    assert.ok(dates.length > 0);
    await page.locator("[data-by-date] li input").first().check();
    assert.match(await text(page.locator("[data-progress-text]")), /^1\//);
    await page.locator("[data-order-by=phase]").click();
    assert.equal(await page.locator(".phase").first().isVisible(), true);
  }));

test("a guide edited after ticking shows exactly the four differences", async () => {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  await wake(page);
  for (const id of ["plan-adoption", "notify-technical", "secure-privacy-skills", "check-certified"]) await tick(page, id);
  const root = sources();
  edit(root, "content/tasks/plan-adoption/fi.md", "# ", "# Uusi nimi: ");
  edit(root, "content/tasks/plan-adoption/task.toml", "changes = []", 'changes = [ { on = 2021-04-07, part = "title", text = { fi = "Nimi täsmentyi.", sv = "Namnet preciserades." } } ]');
  edit(root, "content/registry/conflicts.toml", 'offset = "-3 weeks", anchor', 'offset = "-4 weeks", anchor');
  edit(root, "content/tasks/secure-privacy-skills/task.toml", "changes = []", 'changes = []\nretired = { on = 2021-04-01 }');
  edit(root, "content/tasks/notify-service-tasks/task.toml", 'has = ["category", "service-tasks"]', 'has = ["content", "category", "service-tasks"]');
  let edited;
  try {
    edited = build(root);
  } catch (error) {
    assert.fail(String(error.stdout) + String(error.stderr));
  }
  server.show(edited);
  try {
    await page.reload();
    await page.locator("[data-news]").waitFor();
    const found = await page.locator("[data-difference]").evaluateAll((items) => items.map((item) => `${item.dataset.difference}: ${item.textContent}`));
    assert.equal(found.length, 4, found.join("\n"));
    assert.deepEqual(found.map((line) => line.split(":")[0]).sort(), ["changed", "changed", "gone", "new"]);
    assert.match(await text(task(page, "plan-adoption").locator("[data-changed]")), /Nimi täsmentyi/);
    assert.match(await text(task(page, "notify-technical").locator("[data-changed]")), /Määräaika merkittäessä: viimeistään 3 viikkoa/);
    // The button that is gone leaves the focus on what it was about.
    const focused = () => page.evaluate(() => document.activeElement.id);
    await task(page, "plan-adoption").locator("[data-confirm-task]").click();
    assert.equal(await focused(), "done-plan-adoption");
    await page.locator("[data-seen]").click();
    assert.equal(await focused(), "page-plan-title");
    assert.equal(await page.locator("[data-difference=changed]").count(), 1);
    assert.equal(await page.locator("[data-difference=new]").count(), 0);
    await openMove(page);
    assert.match((await downloaded(page, "[data-plan-export]")).text, /"tick:secure-privacy-skills"/, "a removed task stays in what is taken along");
  } finally {
    server.show(site);
  }
  assert.deepEqual(faults, []);
  await close();
});

test("files and links that are damaged, edited, foreign, newer or huge change nothing", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    await openMove(page);
    const { text: file } = await downloaded(page, "[data-plan-export]");
    const stored = await page.evaluate(() => JSON.stringify(localStorage));
    const place = folder();
    const cases = [
      ["broken", file.slice(0, 200)],
      ["not-a-plan", "hei"],
      ["newer", file.replace('"schema": 1', '"schema": 4')],
      ["foreign", file.replaceAll('"kanta-extension"', '"elsewhere"')],
      ["too-big", `${file}${" ".repeat(1_000_001)}`],
      ["other-guide", file.replaceAll("guide:imaging", "guide:certificates")],
    ];
    for (const [reason, content] of cases) {
      writeFileSync(join(place, "x.json"), content);
      await page.locator("[data-plan-import]").setInputFiles(join(place, "x.json"));
      await page.locator(`[data-refused="${reason}"]`).waitFor({ timeout: 5000 });
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), stored, reason);
    }
    writeFileSync(join(place, "x.json"), file.replace('"rev": 0', '"rev": 3'));
    await page.locator("[data-plan-import]").setInputFiles(join(place, "x.json"));
    await page.locator("[data-edited]").waitFor();
    await page.locator("[data-choice=cancel]").click();
    const pack = (content) => `#plan=1.${deflateRawSync(content).toString("base64url")}`;
    for (const [reason, hash] of [["broken", "#plan=1.%3Cscript%3E"], ["broken", pack("{")], ["newer", "#plan=3.x"], ["too-big", pack("a".repeat(5_000_000))], ["foreign", pack('{"schema":1,"site":"x","id":"a","entries":{}}')]]) {
      await page.evaluate((next) => (location.hash = next), hash);
      await page.locator(`[data-refused="${reason}"]`).waitFor({ timeout: 5000 });
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), stored, reason);
      await page.evaluate(() => document.querySelector("[data-refused]").remove());
    }
  }));

test("storage that is blocked, full, broken or newer is told, and ticking still works", async () => {
  const states = [
    ["blocked", () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })],
    ["full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })],
  ];
  for (const [state, spoil] of states) {
    const { context, faults, close } = await profile(browser);
    await context.addInitScript(spoil);
    const page = await openGuide(context, server.url + GUIDE);
    await wake(page);
    await tick(page, "decide-scope");
    await page.locator("[data-plan-kept]:not([hidden])").waitFor();
    assert.match(await text(page.locator("[data-progress-text]")), /^1\//, state);
    assert.match(await text(page.locator("[data-plan-kept]")), state === "blocked" ? /ei salli/ : /täynnä/);
    const saved = await downloaded(page, "[data-plan-kept] [data-plan-export]");
    assert.match(saved.text, /tick:decide-scope/);
    assert.deepEqual(faults, [], state);
    await close();
  }
  for (const [state, raw, said] of [["broken", '{"schema":1,', /ei voitu lukea/], ["newer", '{"schema":9,"x":1}', /uudemmalla/]]) {
    const { context, faults, close } = await profile(browser);
    await context.addInitScript((value) => location.protocol !== "http:" || (localStorage.getItem("seeded") ?? (localStorage.setItem("kanta-extension:v1:plan:abc", value), localStorage.setItem("seeded", "1"))), raw);
    const page = await openGuide(context, server.url + GUIDE);
    await page.locator("[data-plan-kept]:not([hidden])").waitFor();
    assert.match(await text(page.locator("[data-plan-kept]")), said);
    await tick(page, "decide-scope");
    await page.reload();
    await page.locator("#done-decide-scope:checked").waitFor();
    if (state === "newer") assert.equal(await page.evaluate(() => localStorage.getItem("kanta-extension:v1:plan:abc")), raw);
    if (state === "broken") assert.equal(await page.evaluate(() => localStorage.getItem("kanta-extension:v1:plan:abc:broken")), raw);
    assert.deepEqual(faults, [], state);
    await close();
  }
});

test("without scripts every guide shows all tasks, conditions in words, and the spreadsheet", async () => {
  const { context, close } = await profile(browser, { javaScriptEnabled: false });
  const page = await context.newPage();
  const { guides } = JSON.parse(readFileSync(join(site, "data/guidance.json"), "utf8"));
  assert.ok(guides.length >= 18);
  for (const path of guides.flatMap((guide) => Object.values(guide.url))) {
    await page.goto(server.url + path.slice(1));
    const data = JSON.parse(readFileSync(join(site, path, "plan.json"), "utf8"));
    const shown = await page.locator("[data-task]").evaluateAll((items) => items.map((item) => ({
      task: item.dataset.task,
      visible: item.checkVisibility() && item.querySelector("input[name=done]").checkVisibility(),
      condition: item.querySelector(".applies:not(.applies-always)")?.textContent ?? "",
      rule: item.querySelector(".due-rule")?.textContent ?? "",
      own: item.querySelector("a[data-how]").href,
    })));
    assert.deepEqual(shown.map((item) => item.task), data.steps.map((step) => step.task), path);
    for (const [index, step] of data.steps.entries()) {
      assert.ok(shown[index].visible, `${path} ${step.task}`);
      assert.equal(shown[index].condition !== "", step.condition !== null || step.when !== null, `${path} ${step.task}`);
      assert.equal(shown[index].rule, step.deadline ? data.deadlines[step.deadline].phrase : "", `${path} ${step.task}`);
      assert.ok(readFileSync(join(site, new URL(shown[index].own).pathname, "index.html")).length > 0);
    }
    const sheet = page.locator("a[download][href$='.xlsx']");
    assert.equal(await sheet.isVisible(), true);
    assert.ok(readFileSync(join(site, new URL(await sheet.getAttribute("href"), server.url + path.slice(1)).pathname)).subarray(0, 2).toString() === "PK");
    assert.equal(await page.locator("[data-plan]").isVisible(), false);
  }
  await close();
});

test("a plan is made with the keyboard alone", () =>
  guide(async (page) => {
    const to = async (id) => {
      for (let presses = 0; presses < 120 && (await page.evaluate(() => document.activeElement?.id)) !== id; presses += 1) await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.id), id);
    };
    await to("date-adoption");
    await page.keyboard.type("1.4.2027");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#echo-adoption").textContent === "torstai 1. huhtikuuta 2027");
    await to("done-decide-scope");
    await page.keyboard.press("Space");
    await page.waitForFunction(() => /^1\//.test(document.querySelector("[data-live]").textContent));
    assert.equal(await page.locator("#done-decide-scope").isChecked(), true);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "done-decide-scope", "the box keeps the focus");
  }));
