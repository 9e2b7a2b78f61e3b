// Nothing of a plan is lost, and nothing that somebody has written into it runs: pages left in the middle of a word, tabs that write at
// once, storage that something damages or fills while the page is open, names and notes that look like scripts.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { downloaded, folder, giveDate, keys, openGuide, openMove, profile, staged, wake } from "../support.mjs";

const GUIDE = "fi/ohjeet/kuva-aineistot/";
const EVIL = ['<img src=x onerror="window.ran=1">', "<script>window.ran=1</script>", "javascript:window.ran=1", '"><svg onload=window.ran=1>', "{{7*7}} ${window.ran=1} $& \u202e"];
const { browser, server } = await staged();

/** A guide in a clean profile, with its plan awake; faults and scripts that ran fail the test. */
async function guide(use) {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  await wake(page);
  await use(page, context);
  for (const open of context.pages()) assert.equal(await open.evaluate(() => window.ran), undefined, "a script of a plan has run");
  assert.deepEqual(faults, []);
  await close();
}

const text = (locator) => locator.evaluate((element) => element.textContent.replace(/\s+/g, " ").trim());
const tick = (page, task) => page.locator(`#done-${task}`).check();

async function openOwn(page, task) {
  const fields = page.locator(`[data-task="${task}"] [data-own-fields]`);
  if (!(await fields.evaluate((details) => details.open))) await fields.locator("summary").click();
}

/** The key of the only plan that the browser keeps. */
const planKey = (page) => page.evaluate(() => Object.keys(localStorage).find((key) => /:plan:[^:]+$/.test(key)));

test("a page that is left in the middle of a word keeps the word", () =>
  guide(async (page) => {
    await openOwn(page, "name-owners");
    await page.locator("#note-name-owners").fill("Kesken jäänyt");
    await page.reload();
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    assert.equal(await page.locator("#note-name-owners").inputValue(), "Kesken jäänyt");
    await page.locator("#date-adoption").fill("1.4.2027");
    await page.goto(`${server.url}fi/`);
    await page.goto(server.url + GUIDE);
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    assert.equal(await page.locator("#date-adoption").inputValue(), "1.4.2027");
    // What is no day is not kept, and what was kept stays.
    await page.locator("#date-adoption").fill("31.2.2027");
    await page.reload();
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    assert.equal(await page.locator("#date-adoption").inputValue(), "1.4.2027");
  }));

test("nothing is kept of a reader who only looks", () =>
  guide(async (page) => {
    await page.locator("#page-plan-name").focus();
    await openOwn(page, "name-owners");
    await page.locator("#note-name-owners").focus();
    await page.locator("[data-order-by=date]").click();
    await openMove(page);
    await page.reload();
    assert.deepEqual(await keys(page), []);
  }));

test("two tabs that write at once lose nothing", () =>
  guide(async (page, context) => {
    await tick(page, "decide-scope");
    const second = await openGuide(context, server.url + GUIDE);
    await second.locator("#done-decide-scope:checked").waitFor();
    await openOwn(page, "name-owners");
    await openOwn(second, "name-owners");
    await Promise.all([
      ...["plan-adoption", "check-certified", "notify-technical"].map((task) => tick(page, task)),
      ...["name-owners", "report-test", "start-use"].map((task) => tick(second, task)),
      giveDate(page, "adoption", "1.4.2027"),
      giveDate(second, "access-point-change", "15.3.2027"),
    ]);
    // Both write into the same task; one of two words for the same thing stays, the same on both sides.
    await page.locator("#note-name-owners").fill("ensimmäinen");
    await second.locator("#note-name-owners").fill("toinen");
    await page.locator("#who-name-owners").fill("Aino");
    await second.locator("#who-name-owners").focus();
    await page.locator("#who-name-owners").blur();
    const state = (tab) => tab.evaluate(() => ({
      ticks: [...document.querySelectorAll("input[name=done]:checked")].map((box) => box.value).sort(),
      days: ["adoption", "access-point-change"].map((event) => document.querySelector(`#date-${event}`).value),
      note: document.querySelector("#note-name-owners").value,
      who: document.querySelector("#who-name-owners").value,
    }));
    await second.locator("#page-plan-name").focus();
    await second.waitForFunction(() => document.querySelector("#who-name-owners").value === "Aino");
    await page.waitForFunction(() => document.querySelectorAll("input[name=done]:checked").length === 7);
    const [one, other] = [await state(page), await state(second)];
    assert.deepEqual(one, other);
    assert.equal(one.ticks.length, 7);
    assert.deepEqual(one.days, ["1.4.2027", "15.3.2027"]);
    assert.ok(["ensimmäinen", "toinen"].includes(one.note));
    await page.reload();
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    assert.deepEqual(await state(page), one);
  }));

test("a plan that something damages while it is open is mended, and the damaged text is kept", () =>
  guide(async (page, context) => {
    await tick(page, "decide-scope");
    const key = await planKey(page);
    const other = await openGuide(context, `${server.url}fi/`);
    await other.evaluate((key) => localStorage.setItem(key, '{"schema":1,"entr'), key);
    await page.locator("[data-broken]").waitFor();
    assert.equal(await page.locator("#done-decide-scope").isChecked(), true);
    assert.equal((await downloaded(page, "[data-broken]")).text, '{"schema":1,"entr');
    await tick(page, "name-owners");
    await page.reload();
    await page.locator("#done-name-owners:checked").waitFor();
    assert.equal(await page.locator("#done-decide-scope").isChecked(), true);
  }));

test("a plan that a newer page has taken over is left alone, and what is done here can be saved", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    const key = await planKey(page);
    // In this tab, so that the page is not told: it finds out when it keeps.
    await page.evaluate((key) => localStorage.setItem(key, '{"schema":9,"x":1}'), key);
    await tick(page, "name-owners");
    await page.locator("[data-plan-kept]:not([hidden])").waitFor();
    assert.match(await text(page.locator("[data-plan-kept]")), /uudemmalla/);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), key), '{"schema":9,"x":1}');
    const saved = await downloaded(page, "[data-plan-kept] [data-plan-export]");
    for (const task of ["decide-scope", "name-owners"]) assert.match(saved.text, new RegExp(`"tick:${task}"`));
  }));

test("storage that fills up in the middle keeps what it had, and the rest can be saved", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    await page.evaluate(() => {
      window.whole = Storage.prototype.setItem;
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    });
    await tick(page, "name-owners");
    await page.locator("[data-plan-kept]:not([hidden])").waitFor();
    assert.match(await text(page.locator("[data-plan-kept]")), /täynnä/);
    assert.equal(await page.locator("#done-name-owners").isChecked(), true);
    assert.match(await page.evaluate(() => JSON.stringify(localStorage)), /tick:decide-scope/);
    assert.match((await downloaded(page, "[data-plan-kept] [data-plan-export]")).text, /tick:name-owners/);
    // Room again: the next act keeps all of it.
    await page.evaluate(() => (Storage.prototype.setItem = window.whole));
    await tick(page, "start-use");
    assert.equal(await page.locator("[data-plan-kept]").isHidden(), true);
    await page.reload();
    await page.locator("#done-start-use:checked").waitFor();
    assert.equal(await page.locator("#done-name-owners").isChecked(), true);
  }));

test("a quota that is really full is told", () =>
  guide(async (page) => {
    await tick(page, "decide-scope");
    await page.evaluate(() => {
      for (let size = 1 << 22; size >= 1; size >>= 1) {
        try {
          for (;;) localStorage.setItem(`filler-${Math.random()}`, "x".repeat(size));
        } catch {}
      }
    });
    await tick(page, "name-owners");
    await page.locator("[data-plan-kept]:not([hidden])").waitFor();
    assert.match(await text(page.locator("[data-plan-kept]")), /täynnä/);
    assert.match((await downloaded(page, "[data-plan-kept] [data-plan-export]")).text, /tick:name-owners/);
  }));

test("names and notes that look like scripts are shown as they are written and never run", () =>
  guide(async (page, context) => {
    for (const evil of EVIL) {
      await page.locator("#page-plan-name").fill(evil);
      await page.locator("#page-plan-name").blur();
      await openOwn(page, "name-owners");
      await page.locator("#note-name-owners").fill(evil);
      await page.locator("#who-name-owners").fill(evil);
      await page.locator("#who-name-owners").blur();
      await giveDate(page, "adoption", evil);
      assert.match(await text(page.locator("#echo-adoption")), /ei ole päivä/);
      await openMove(page);
      const file = join(folder(), "plan.json");
      const saved = await downloaded(page, "[data-plan-export]");
      assert.match(saved.name, /^[a-z0-9-]+\.json$/);
      writeFileSync(file, saved.text);
      await page.locator("[data-plan-import]").setInputFiles(file);
      await page.locator("[data-preview]").waitFor();
      assert.ok((await page.locator("[data-preview]").textContent()).includes(evil));
      await page.locator("[data-choice=new]").click();
      await page.locator("[data-plan-choice]:not([hidden])").waitFor();
      assert.ok((await page.locator("[data-plan-list] option").allTextContents()).includes(evil));
      await page.locator("[data-plan-delete]").click();
      assert.ok((await page.locator("[data-plan-notice]").textContent()).includes(evil));
      await page.locator("[data-choice=delete]").click();
      const paper = await openGuide(context, `${server.url}${GUIDE}tulosta/`);
      await paper.locator("[data-printed-plan]:not([hidden])").waitFor();
      assert.ok((await paper.locator("[data-printed-plan]").textContent()).includes(evil));
      assert.ok((await paper.locator("[data-printed-note]").textContent()).includes(evil));
      assert.equal(await paper.evaluate(() => window.ran), undefined);
      await paper.close();
    }
    assert.equal(await page.locator("main img, main script:not([type]), main svg[onload]").count(), 0);
  }));

test("a link that somebody made brings in only what has the shape of a plan", () =>
  guide(async (page) => {
    const evil = EVIL[0];
    const entries = {
      name: { at: 1, v: evil }, "guide:imaging": { at: 1, v: true }, "note:name-owners": { at: 1, v: evil }, "who:name-owners": { at: 1, v: 7 },
      "tick:decide-scope": { at: 1, v: { rev: 0, title: evil, rule: evil, phrase: evil, lang: "fi" } }, "tick:no-such-task": { at: 1, v: { rev: 0, title: evil } },
      "date:imaging.adoption": { at: 1, v: { day: "2027-02-31" } }, "answer:access-point": { at: 1, v: { choice: evil } }, "answer:no-such-question": { at: 1, v: { set: [evil] } },
      [`tick:${evil}`]: { at: 1, v: { rev: 0 } }, __proto__x: { at: 1, v: 1 },
    };
    const plan = { schema: 1, site: "kanta-extension", id: "a1", entries };
    await page.evaluate((hash) => (location.hash = hash), `#plan=1.${deflateRawSync(JSON.stringify(plan)).toString("base64url")}`);
    await page.locator("[data-preview]").waitFor();
    assert.deepEqual(await keys(page), [], "nothing is kept before the reader chooses");
    await page.locator("[data-choice=new]").click();
    await page.locator("#done-decide-scope:checked").waitFor();
    assert.equal(await page.locator("#note-name-owners").inputValue(), evil);
    assert.equal(await page.locator("#who-name-owners").inputValue(), "");
    assert.equal(await page.locator("#date-adoption").inputValue(), "", "a day that no calendar has");
    const kept = Object.keys(JSON.parse(await page.evaluate((key) => localStorage.getItem(key), await planKey(page))).entries);
    assert.ok(!kept.some((key) => key.includes("<") || key.startsWith("__") || key.startsWith("who:")), kept.join(" "));
  }));
