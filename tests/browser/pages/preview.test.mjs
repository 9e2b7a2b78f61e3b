// The editor's preview in a browser: what reloads and what stays, what is laid over a page, what is confirmed, and from where.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { REPOSITORY, edit, folder, launch, profile } from "../support.mjs";

const PROGRAM = process.env.OPASTIN ?? join(REPOSITORY, "target/debug/opastin");
const BORROW = "en/tasks/borrow/";
const WORDS = "content/tasks/borrow-items/en.md";
const FACTS = "content/tasks/borrow-items/task.toml";

let browser;
/** Previews that are running: one of a test that fails must not keep the others waiting. */
const running = new Set();

before(async () => {
  browser = await launch();
});

after(async () => {
  for (const child of running) child.kill();
  await browser?.close();
});

/** A small site, served as an editor serves it. */
async function preview() {
  const root = folder();
  cpSync(join(REPOSITORY, "tests/sites/base"), root, { recursive: true });
  const child = spawn(PROGRAM, ["serve", "--port", "0", "--today", "2025-06-01", "--root", root], { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  while (!said.includes("Ctrl+C")) await new Promise((ready) => setTimeout(ready, 20));
  const url = said.split("\n")[0].trim();
  let last = {};
  /** The text of a page, once it is other than the last time. */
  const changed = async (path) => {
    for (let tries = 0; tries < 500; tries += 1) {
      const text = await (await fetch(url + path)).text();
      if (text !== last[path]) return (last[path] = text);
      await new Promise((ready) => setTimeout(ready, 20));
    }
    throw new Error(`${path} stays as it was:\n${said}`);
  };
  return { root, url, changed, said: () => said, close: () => child.kill() };
}

/** Whether the open page stands as a page with this text is loaded, but for what the preview adds and what scripts set on the whole page. */
function same(text) {
  const bare = (page) => {
    const copy = page.documentElement.cloneNode(true);
    for (const added of copy.querySelectorAll('opastin-preview, script[src*="/_opastin/"]')) added.remove();
    for (const link of copy.querySelectorAll("[data-search-open]")) link.removeAttribute("aria-haspopup");
    for (const box of copy.querySelectorAll("[data-theme-switch]")) box.hidden = true;
    return copy.querySelector("head").innerHTML + copy.querySelector("body").innerHTML;
  };
  return bare(document) === bare(new DOMParser().parseFromString(text, "text/html"));
}

/** A page of the preview that is listening. */
async function open(context, url) {
  const page = await context.newPage();
  const listening = page.waitForRequest((request) => request.url().includes("/_opastin/events"));
  await page.goto(url);
  await listening;
  // The page is told what is found as soon as it listens.
  await page.waitForFunction(() => document.querySelector("opastin-preview")?.shadowRoot.querySelector(".bar a"));
  return page;
}

/** Marks this load of the page. */
const markLoad = (page) => page.evaluate(() => (window.sameLoad = true));
const isSameLoad = (page) => page.evaluate(() => window.sameLoad === true);
const saved = (root, path, text) => writeFileSync(join(root, path), text);
const read = (root, path) => readFileSync(join(root, path), "utf8");

test("a page changes in place when its bytes change, and keeps its place, its open parts and its focus", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser, { viewport: { width: 800, height: 300 } });
  const page = await open(context, served.url + BORROW);
  const other = await open(context, `${served.url}en/about/`);
  await Promise.all([markLoad(page), markLoad(other)]);
  await page.locator("details.sources").evaluate((details) => (details.open = true));
  await page.locator("details.sources a").first().focus();
  await page.evaluate(() => scrollTo(0, 420));
  const at = await page.evaluate(() => scrollY);
  assert.ok(at > 100);

  await page.bringToFront();
  edit(served.root, WORDS, "The receipt lists", "The slip lists");
  await page.locator("main", { hasText: "The slip lists" }).waitFor();
  await page.waitForFunction((place) => Math.abs(scrollY - place) < 40, at);
  assert.equal(await isSameLoad(page), true);
  assert.equal(await page.locator("details.sources").evaluate((details) => details.open), true);
  assert.equal(await page.evaluate(() => document.activeElement.closest("details.sources") !== null), true);
  assert.equal(await isSameLoad(other), true, "a page whose bytes are the same is left alone");
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("a page that must be loaded again keeps its place, its open parts and its focus", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser, { viewport: { width: 800, height: 300 } });
  const page = await open(context, served.url + BORROW);
  await markLoad(page);
  await page.locator("details.sources").evaluate((details) => (details.open = true));
  await page.locator("details.sources a").first().focus();
  await page.evaluate(() => scrollTo(0, 420));
  const at = await page.evaluate(() => scrollY);
  // A script has made something of the paragraph: what that is, the preview cannot know.
  await page.evaluate(() => [...document.querySelectorAll("main p")].find((place) => place.textContent.includes("The receipt lists")).append(" (a script's)"));
  edit(served.root, WORDS, "The receipt lists", "The slip lists **all** things. It lists");
  await page.locator("main", { hasText: "The slip lists" }).waitFor();
  // The browser itself restores how far a page is scrolled, and may do so before the preview's script runs.
  await page.locator("details.sources[open]").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("details.sources"));
  await page.waitForFunction((place) => Math.abs(scrollY - place) < 40, at);
  assert.equal(await isSameLoad(page), false);
  assert.equal(await page.getByText("(a script's)").count(), 0);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("what stands in a page after a change in place is what a new load would show", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  await markLoad(page);
  const original = read(served.root, WORDS);
  const [title] = original.split("\n");
  const states = [
    original.replace("The receipt lists", "The slip *lists*"),
    original.replace(title, "# Take *things* home"),
    original.replace("At the machine or at the desk", "At the desk & at the *machine*"),
    original.replace("Lay the volumes", "One.\n\n- two\n- three, as the [](document:house-rules) say\n\nLay the volumes"),
    original.replace("The receipt lists", "One.\n\n- two\n\nThe receipt lists"),
    original.replace("## Why {#why}", "## Why, then? {#why}"),
    original,
  ];
  let inPlace = 0;
  await served.changed(BORROW);
  for (const state of states) {
    saved(served.root, WORDS, state);
    const fresh = await served.changed(BORROW);
    await page.waitForFunction(same, fresh);
    inPlace += (await isSameLoad(page)) ? 1 : 0;
    await markLoad(page);
  }
  assert.ok(inPlace >= states.length - 2, `${inPlace} of ${states.length} in place`);
  assert.doesNotMatch(served.said(), /error/);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("a page whose scripts have fetched data is loaded again: it may show them", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  await markLoad(page);
  await page.evaluate(async () => {
    // The preview observes too, and is told first.
    const told = new Promise((ready) => new PerformanceObserver((list) => list.getEntries().some((entry) => entry.name.endsWith("/manifest.json")) && ready()).observe({ type: "resource" }));
    await (await fetch("/assets/manifest.json")).text();
    await told;
  });
  edit(served.root, WORDS, "The receipt lists", "The slip lists");
  await page.locator("main", { hasText: "The slip lists" }).waitFor();
  assert.equal(await isSameLoad(page), false);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("a link that has the focus keeps it when its paragraph changes", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  await markLoad(page);
  const place = page.locator("main p", { hasText: "go to the desk as the" });
  await place.locator("a").focus();
  edit(served.root, WORDS, "Lay the volumes on the machine", "Put *all* volumes on the machine");
  await page.locator("main em", { hasText: "all" }).waitFor();
  assert.equal(await isSameLoad(page), true);
  assert.equal(await place.locator("a").evaluate((link) => document.activeElement === link), true);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("styles are swapped without a reload", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  await markLoad(page);
  const sheets = await page.locator('link[rel="stylesheet"]').count();
  mkdirSync(join(served.root, "themes/default/styles"), { recursive: true });
  saved(served.root, "themes/default/styles/99-own.css", "h1 { color: rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  assert.equal(await isSameLoad(page), true);
  await page.waitForFunction((count) => document.querySelectorAll('link[rel="stylesheet"]').length === count, sheets);
  // And once more, from the styles that were swapped in.
  saved(served.root, "themes/default/styles/99-own.css", "h1 { color: rgb(4, 5, 6); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)");
  assert.equal(await isSameLoad(page), true);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("findings lie over the last good page, each a link to its line, until they are mended", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  const overlay = page.locator("opastin-preview section.overlay");
  await overlay.waitFor({ state: "hidden" });
  const title = await page.locator("h1").textContent();
  const good = read(served.root, FACTS);
  saved(served.root, FACTS, good.replace('owner = "borrower"', 'owner = "borrowre"'));
  await overlay.waitFor({ state: "visible" });
  await overlay.getByText("Did you mean “borrower”?").waitFor();
  const link = overlay.locator("a").first();
  assert.equal(await link.textContent(), `${FACTS}:5:9`);
  assert.match(await link.getAttribute("href"), /^vscode:\/\/file\/.*\/content\/tasks\/borrow-items\/task\.toml:5:9$/);
  assert.equal(await page.locator("h1").textContent(), title);
  // One who opens the site now sees the same.
  const late = await open(context, served.url + BORROW);
  await late.locator("opastin-preview section.overlay").waitFor({ state: "visible" });
  assert.equal(await late.locator("h1").textContent(), title);
  await page.bringToFront();
  // Put aside, it stays aside while nothing else is wrong.
  await overlay.getByRole("button", { name: "Close" }).click();
  await overlay.waitFor({ state: "hidden" });
  edit(served.root, WORDS, "The receipt lists", "The bill lists");
  await page.waitForTimeout(400);
  assert.equal(await overlay.isVisible(), false);

  saved(served.root, FACTS, good);
  await page.locator("main", { hasText: "The bill lists" }).waitFor();
  await overlay.waitFor({ state: "hidden" });
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("findings stay laid over the page however soon they follow a good change", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  const overlay = page.locator("opastin-preview section.overlay");
  const [facts, words] = [read(served.root, FACTS), read(served.root, WORDS)];
  for (const [round, pause] of [0, 30, 120, 250, 450].entries()) {
    saved(served.root, WORDS, words.replace("The receipt lists", `The slip ${round} lists`));
    await new Promise((ready) => setTimeout(ready, pause));
    saved(served.root, FACTS, facts.replace('owner = "borrower"', 'owner = "borrowre"'));
    await overlay.waitFor({ state: "visible" });
    // Longer than it takes to make and check all that the good change asked for.
    await page.waitForTimeout(1000);
    assert.equal(await overlay.isVisible(), true, `${pause} ms`);
    assert.match(await page.locator("opastin-preview .bar").innerText(), /1 error/);
    saved(served.root, FACTS, facts);
    await overlay.waitFor({ state: "hidden" });
    await page.locator("main", { hasText: `The slip ${round} lists` }).waitFor();
  }
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("the bar covers neither the end of a narrow page nor what has the focus", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser, { viewport: { width: 320, height: 568 } });
  const page = await open(context, served.url + BORROW);
  const bar = page.locator("opastin-preview .bar");
  const covered = (locator) => Promise.all([locator.boundingBox(), bar.boundingBox()]).then(([box, bar]) => box.y + box.height > bar.y);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const last = page.locator("footer a").last();
  assert.equal(await covered(last), false);
  await page.evaluate(() => scrollTo(0, 0));
  const links = page.locator("main a:visible");
  for (let number = 0; number < (await links.count()); number += 1) {
    const link = links.nth(number);
    await link.evaluate((element) => element.focus());
    assert.equal(await covered(link), false, await link.innerText());
  }
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("a block is confirmed by one click beside its other language", async () => {
  const served = await preview();
  const { context, faults, close } = await profile(browser);
  const page = await open(context, served.url + BORROW);
  await page.locator("opastin-preview").getByRole("link", { name: "Side by side" }).click();
  await page.waitForURL(/side-by-side/);
  const why = page.locator("section#why");
  assert.equal(await why.locator(".side").count(), 2);
  const ledger = "content/tasks/borrow-items/parity.lock";
  assert.ok(!existsSync(join(served.root, ledger)));
  await markLoad(page);
  await why.getByRole("button").click();
  await why.getByText("last confirmed on 2025-06-01").waitFor();
  await page.getByRole("status").getByText(ledger).waitFor();
  assert.match(read(served.root, ledger), /^\[why\]\non = 2025-06-01\n/m);
  assert.equal(await why.getByRole("button").count(), 0);

  // What changes afterwards is shown word by word, in its place.
  edit(served.root, WORDS, "without an alarm", "without a siren");
  await why.locator("ins").first().waitFor();
  assert.equal(await why.locator(".side.behind").count(), 1);
  assert.equal(await why.locator(".side.changed").count(), 1);
  assert.equal(await isSameLoad(page), true);
  assert.deepEqual(faults, []);
  await close();
  served.close();
});

test("a page of another origin can neither read the preview nor confirm a block", async () => {
  const served = await preview();
  const foreign = createServer((request, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>x</title><h1>x</h1>"));
  await new Promise((ready) => foreign.listen(0, "127.0.0.1", ready));
  const { context, close } = await profile(browser);
  const own = await context.newPage();
  await own.goto(`${served.url}_opastin/side-by-side?path=/${BORROW}`);
  const seen = await own.locator("section#why [data-text]").evaluateAll((texts) => texts.map((text) => text.dataset.text));
  const token = await own.locator("body").getAttribute("data-token");
  for (const host of ["127.0.0.1", "localhost"]) {
    const page = await context.newPage();
    await page.goto(`http://${host}:${foreign.address().port}/`);
    const tried = await page.evaluate(
      async ({ url, path, body, token }) => {
        const attempt = (work) => work().catch((error) => `refused: ${error.name}`);
        const read = (mode) => attempt(async () => (await (await fetch(url + path, { mode, credentials: "include" })).text()) || "nothing");
        const post = (mode, headers) =>
          attempt(async () => String((await fetch(`${url}_opastin/confirm`, { method: "POST", mode, headers, body: JSON.stringify(body) })).status));
        const loaded = (element) => new Promise((done) => Object.assign(element, { onload: () => done("loaded"), onerror: () => done("refused") }));
        const script = Object.assign(document.createElement("script"), { src: `${url}_opastin/preview.mjs` });
        const stream = new EventSource(`${url}_opastin/events?path=/`);
        const events = new Promise((done) => Object.assign(stream, { onmessage: () => done("told"), onerror: () => done("refused") }));
        const added = loaded(script);
        document.head.append(script);
        const frame = Object.assign(document.createElement("iframe"), { src: url + path });
        const framed = new Promise((done) => (frame.onload = () => done()));
        document.body.append(frame);
        await framed;
        const inside = (() => {
          try {
            return frame.contentDocument?.body?.textContent ?? "refused";
          } catch {
            return "refused";
          }
        })();
        const headers = { "content-type": "application/json", "x-opastin-token": token };
        return {
          cors: await read("cors"),
          blind: await read("no-cors"),
          posted: await post("cors", headers),
          simple: await post("no-cors", { "content-type": "text/plain" }),
          script: await added,
          events: await events,
          inside,
        };
      },
      { url: served.url, path: BORROW, body: { item: "task:borrow-items", block: "why", seen }, token },
    );
    assert.match(tried.cors, /^refused/);
    assert.match(tried.blind, /^(refused|nothing)/);
    assert.match(tried.posted, /^refused/);
    assert.match(tried.simple, /^(refused|0$)/);
    assert.deepEqual([tried.script, tried.events], ["refused", "refused"]);
    assert.ok(tried.inside === "refused" || !tried.inside.includes("Register"), tried.inside);
    await page.close();
  }
  assert.ok(!existsSync(join(served.root, "content/tasks/borrow-items/parity.lock")), "nothing was written");
  await close();
  foreign.close();
  served.close();
});
