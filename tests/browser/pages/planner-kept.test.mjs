// What the planner keeps of several guides, and that nothing of it is lost: notes, who does it, days, other tabs, other pages, storage that
// does not keep.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { build, downloaded, edit, folder, keys, openGuide, openMove, profile, sources, staged, wake } from "../support.mjs";

const PLANNER = "fi/suunnitelma/";
const { browser, server, site } = await staged();

/** The planner in a clean profile; faults fail the test. */
async function planner(use, { prepare } = {}) {
  const { context, faults, close } = await profile(browser);
  if (prepare) await prepare(context);
  const page = await openPlanner(context);
  await use(page, context);
  assert.deepEqual(faults, []);
  await close();
}

async function openPlanner(context) {
  const page = await openGuide(context, server.url + PLANNER);
  await page.locator("[data-planner]:not([hidden])").waitFor();
  return page;
}

async function choose(page, guide) {
  await page.locator(`[data-planner] input[name=guide][value="${guide}"]`).check();
  await page.locator(`[data-planner-dates="${guide}"]`).waitFor({ state: "attached" });
}

const task = (page, id) => page.locator(`[data-planner-result] [data-task="${id}"]`);
const box = (page, id) => task(page, id).locator("input[name=done]");
const text = (locator) => locator.evaluate((element) => element.textContent.replace(/\s+/g, " ").trim());

async function give(page, guide, event, day) {
  const field = page.locator(`[data-planner-dates="${guide}"] input[data-event="${event}"]`);
  await field.fill(day);
  await field.blur();
}

async function write(page, id, note, who) {
  const fields = task(page, id).locator("[data-own-fields]");
  if (!(await fields.evaluate((details) => details.open))) await fields.locator("summary").click();
  await page.locator(`#note-${id}`).fill(note);
  await page.locator(`#who-${id}`).fill(who);
  await page.locator(`#who-${id}`).blur();
}

test("notes and who does it are kept in the planner, in both languages, in the file and in the table", () =>
  planner(async (page) => {
    assert.deepEqual(await keys(page), [], "nothing is kept before the reader acts");
    await choose(page, "imaging");
    await choose(page, "certificates");
    await write(page, "name-owners", "Soita <img src=x onerror=alert(1)>", "<b>Aino</b>");
    await box(page, "plan-adoption").check();
    assert.equal(await task(page, "name-owners").locator("[data-own-fields]").evaluate((details) => details.open), true, "what is open stays open");
    await openMove(page);
    assert.match((await downloaded(page, "[data-plan-export]")).text, /"v": "<b>Aino<\/b>"/);
    assert.match((await downloaded(page, "[data-plan-table]")).text, /;<b>Aino<\/b>;.*;Soita <img src=x onerror=alert\(1\)>;/);
    await page.locator("a[data-language=sv]").click();
    await page.waitForURL(/\/sv\//);
    await page.locator("#note-name-owners").waitFor({ state: "attached" });
    assert.equal(await page.locator("#note-name-owners").inputValue(), "Soita <img src=x onerror=alert(1)>");
    assert.equal(await page.locator("#who-name-owners").inputValue(), "<b>Aino</b>");
    assert.match(await text(page.locator("[data-progress-text]")), /^1\/\d+ uppgift/);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id).filter((id, index, all) => all.indexOf(id) !== index)), []);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((found) => found.id), []);
  }));

test("a plan of one guide is one plan on the guide's page and in the planner", () =>
  planner(async (page, context) => {
    await choose(page, "imaging");
    await box(page, "plan-adoption").check();
    await openMove(page);
    const place = join(folder(), "plan.json");
    writeFileSync(place, (await downloaded(page, "[data-plan-export]")).text);
    // Without a day, too, it is there when the reader comes back, and comes in from a file.
    await page.reload();
    await page.locator("[data-task=plan-adoption] input:checked").waitFor();
    await openMove(page);
    await page.locator("[data-plan-import]").setInputFiles(place);
    await page.locator("[data-preview]").waitFor();
    await page.locator("[data-choice=cancel]").click();
    await give(page, "imaging", "access-point-change", "15.3.2027");
    const guide = await openGuide(context, `${server.url}fi/ohjeet/kuva-aineistot/`);
    await guide.locator("#done-plan-adoption:checked").waitFor();
    assert.equal(await guide.locator("#date-access-point-change").inputValue(), "15.3.2027");
    await guide.locator("#date-access-point-change").fill("22.3.2027");
    await guide.locator("#date-access-point-change").blur();
    await page.waitForFunction(() => document.querySelector("[data-planner-dates=imaging] input[data-event=access-point-change]").value === "22.3.2027");
    // A second guide does not take it away from the first one's page; each has its own days.
    await choose(page, "certificates");
    await give(page, "certificates", "adoption", "1.6.2027");
    assert.equal(await page.locator('[data-planner-dates="imaging"] input[data-event="adoption"]').inputValue(), "");
    await guide.reload();
    await guide.locator("#done-plan-adoption:checked").waitFor();
    assert.equal(await guide.locator("#date-adoption").inputValue(), "");
    assert.equal(await guide.locator("#date-access-point-change").inputValue(), "22.3.2027");
  }));

test("several extensions: what is missing stands first, answers are yes, check and no, the earliest day counts", () =>
  planner(async (page) => {
    await choose(page, "imaging");
    await choose(page, "old-patient-data");
    assert.equal(await page.locator("[data-planner-result] > *").first().getAttribute("data-planner-missing"), "");
    assert.equal(await page.locator("[data-lacking=check]").count() > 0, true, "what is not answered is asked about");
    await page.locator('[data-planner] [data-question="services-in-use"] input[value="patient-archive"]').check();
    await page.waitForFunction(() => [...document.querySelectorAll("[data-lacking] a")].every((link) => !/potilastiedon-arkisto|potilastietovaranto/.test(link.href)));
    // None of them: a service that is always needed is missing, not only to be checked.
    await page.locator('[data-planner] [data-question="services-in-use"] [data-none] input').check();
    await page.locator("[data-lacking=missing]").first().waitFor();
    assert.equal(await page.locator('[data-planner] [data-question="services-in-use"] input:checked').count(), 1);
    await page.locator('[data-planner] [data-question="services-in-use"] input[value="patient-archive"]').check();
    await give(page, "imaging", "access-point-change", "15.3.2027");
    await give(page, "old-patient-data", "access-point-change", "1.3.2027");
    await page.waitForFunction(() => /8\.2\.2027/.test(document.querySelector("[data-planner-result] [data-task=notify-access-point] [data-due-date]").textContent));
    // By date: the same tasks, and a tick there counts.
    await page.locator("[data-order-by=date]").click();
    assert.equal(await task(page, "notify-access-point").isVisible(), false);
    assert.match(await text(page.locator("[data-dated=notify-access-point]")), /ma 8\.2\.2027/);
    await page.locator("[data-dated=notify-access-point] input").check();
    assert.equal(await box(page, "notify-access-point").isChecked(), true);
    await page.locator("[data-order-by=phase]").click();
    assert.equal(await task(page, "notify-access-point").isVisible(), true);
    await box(page, "notify-access-point").uncheck();
    assert.match(await text(task(page, "notify-access-point").locator("[data-asked-by]")), /^Ohjeet: .+, .+$/);
    assert.match(await text(task(page, "notify-access-point").locator('[data-variant="sv-2020"]')), /^ma 15\.2\.2027 · viimeistään 2 viikkoa/);
    // The day that a task sets: planned first, then done.
    await give(page, "imaging", "test-passed", "18.3.2027");
    assert.match(await text(page.locator('[data-planner-dates="imaging"] label[for="date-imaging.test-passed"]')), /^Suunniteltu päivä/);
    await box(page, "do-adoption-test").check();
    assert.match(await text(page.locator('[data-planner-dates="imaging"] label[for="date-imaging.test-passed"]')), /^Tehty päivänä/);
  }));

test("what is no day is told in the planner, changes nothing, and stays in its field", () =>
  planner(async (page) => {
    await choose(page, "imaging");
    await choose(page, "certificates");
    await give(page, "imaging", "adoption", "1.4.2027");
    for (const [written, said] of [["31.2.2027", /ei ole kalenterissa/], ["1.1.1900", /2000–2100/], ["ensi viikolla", /ei ole päivä/], ["<b>1</b>", /”<b>1<\/b>” ei ole päivä/]]) {
      await give(page, "imaging", "adoption", written);
      const field = page.locator('[data-planner-dates="imaging"] input[data-event="adoption"]');
      assert.match(await text(field.locator("xpath=../output")), said);
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      assert.equal(await field.inputValue(), written);
      assert.match(await page.evaluate(() => JSON.stringify(localStorage)), /2027-04-01/);
    }
    await page.locator('[data-planner-dates="imaging"] input[data-event="adoption"]').fill("4.5.2027");
    await page.locator('[data-planner-dates="imaging"] input[data-event="adoption"]').press("Enter");
    await page.waitForFunction(() => /2027-05-04/.test(JSON.stringify(localStorage)));
  }));

test("two tabs of the planner that write at once lose nothing", () =>
  planner(async (page, context) => {
    await choose(page, "imaging");
    await choose(page, "certificates");
    const second = await openPlanner(context);
    await second.locator("[data-planner-dates=certificates]").waitFor({ state: "attached" });
    await Promise.all([box(page, "plan-adoption").check(), box(second, "name-owners").check(), write(page, "decide-scope", "yksi", ""), write(second, "check-certified", "kaksi", "")]);
    for (const tab of [page, second]) {
      await tab.waitForFunction(() => ["plan-adoption", "name-owners"].every((id) => document.querySelector(`#done-${id}`).checked) && document.querySelector("#note-decide-scope")?.value === "yksi" && document.querySelector("#note-check-certified")?.value === "kaksi");
    }
  }));

test("storage that is blocked, full, broken or newer is told in the planner, and the plan can be saved", async () => {
  const states = [
    ["blocked", () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }), /ei salli/],
    ["full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }), /täynnä/],
  ];
  for (const [, spoil, said] of states) {
    await planner(async (page) => {
      await choose(page, "imaging");
      await choose(page, "certificates");
      await box(page, "plan-adoption").check();
      assert.equal(await box(page, "plan-adoption").isChecked(), true);
      assert.match(await text(page.locator("[data-plan-kept]:not([hidden])")), said);
      assert.match((await downloaded(page, "[data-plan-kept] [data-plan-export]")).text, /tick:plan-adoption/);
    }, { prepare: (context) => context.addInitScript(spoil) });
  }
  for (const [key, raw, said] of [["abc:broken", '{"schema":1,', /ei voitu lukea/], ["abc", '{"schema":9,"x":1}', /uudemmalla/]]) {
    const prepare = (context) => context.addInitScript((value) => {
      if (location.protocol !== "http:" || localStorage.getItem("seeded")) return;
      localStorage.setItem("kanta-extension:v1:plan:abc", value);
      localStorage.setItem("seeded", "1");
    }, raw);
    await planner(async (page) => {
      await page.locator("[data-plan-kept]:not([hidden])").waitFor();
      assert.match(await text(page.locator("[data-plan-kept]")), said);
      assert.equal(await page.evaluate((kept) => localStorage.getItem(`kanta-extension:v1:plan:${kept}`), key), raw);
      if (key !== "abc") assert.equal((await downloaded(page, "[data-broken]")).text, raw);
    }, { prepare });
  }
});

test("what a guide has changed since is told in the planner", () =>
  planner(async (page) => {
    await choose(page, "imaging");
    await choose(page, "certificates");
    for (const id of ["plan-adoption", "secure-privacy-skills"]) await box(page, id).check();
    const root = sources();
    edit(root, "content/tasks/plan-adoption/fi.md", "# ", "# Uusi nimi: ");
    edit(root, "content/tasks/plan-adoption/task.toml", "changes = []", 'changes = [ { on = 2021-04-07, part = "title", text = { fi = "Nimi täsmentyi.", sv = "Namnet preciserades." } } ]');
    edit(root, "content/tasks/secure-privacy-skills/task.toml", "changes = []", 'changes = []\nretired = { on = 2021-04-01 }');
    edit(root, "content/tasks/notify-service-tasks/task.toml", 'has = ["category", "service-tasks"]', 'has = ["content", "category", "service-tasks"]');
    server.show(build(root));
    try {
      await page.reload();
      await page.locator("[data-news]").waitFor();
      const found = await page.locator("[data-difference]").evaluateAll((items) => items.map((item) => item.dataset.difference));
      assert.deepEqual(found.sort(), ["changed", "gone", "new"]);
      assert.match(await text(task(page, "plan-adoption").locator("[data-changed]")), /Nimi täsmentyi/);
      await task(page, "plan-adoption").locator("[data-confirm-task]").click();
      await page.waitForFunction(() => document.activeElement.id === "done-plan-adoption");
      await page.locator("[data-seen]").click();
      await page.waitForFunction(() => document.activeElement.id === "page-plan-title");
      await page.waitForFunction(() => document.querySelectorAll("[data-difference=changed], [data-difference=new]").length === 0);
    } finally {
      server.show(site);
    }
  }));

test("a task that is not the reader's says why, and can be taken back", () =>
  planner(async (page, context) => {
    const guide = await openGuide(context, `${server.url}fi/ohjeet/kuva-aineistot/`);
    await wake(guide);
    await guide.locator('[data-question="access-point"]').evaluate((element) => (element.closest("details").open = true));
    await guide.locator('[data-question="access-point"] input[value="new-intermediary"]').check();
    await guide.locator("[data-not-yours]:not([hidden])").waitFor();
    await page.reload();
    const id = await guide.evaluate(() => Object.keys(localStorage).find((key) => key.includes(":plan:")).split(":").at(-1));
    await page.locator("[data-plan-list]").selectOption(id);
    await page.locator("[data-planner-result] .not-yours > summary").click();
    assert.match(await text(task(page, "notify-access-point")), /Tämän tekee Kanta-välittäjä.*Vastasitte/);
    await task(page, "notify-access-point").locator("[data-keep-task]").click();
    await page.waitForFunction(() => document.querySelector("[data-planner-result] [data-task=notify-access-point]").dataset.place === "own");
    await page.waitForFunction(() => document.activeElement.id === "done-notify-access-point");
  }));
