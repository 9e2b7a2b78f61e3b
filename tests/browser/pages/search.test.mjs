// The search as readers use it: on a slow or broken network, in the other language, by keys, and in addresses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openGuide, profile, staged, text } from "../support.mjs";

const { browser, server } = await staged();

const FI = { page: "fi/", search: "fi/haku/" };
/** Words with many results in Finnish, with results in Swedish only, and with none. */
const MANY = "koe";
const SWEDISH = "besvär";
const NONE = "qqqzzz";

/** Keeps the answers to addresses that fit back until they are let go. */
async function hold(page, pattern) {
  let release;
  const held = new Promise((go) => (release = go));
  await page.route(pattern, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Lets the network fail for addresses that fit until it is mended. */
async function breakNetwork(page, pattern) {
  await page.route(pattern, (route) => route.abort());
  return () => page.unroute(pattern);
}

/** The parts of a box of the search, in the dialog or on the page of the search. */
const parts = (page, place) => {
  const box = page.locator(`[data-search=${place}]`);
  const part = (selector) => box.locator(selector);
  return { box, input: part("input[name=q]"), all: part("input[name=all]"), submit: part("button[type=submit]"), status: part("[data-search-status]"), results: part(".search-title"), others: part("[data-search-results] > section"), help: part("[data-search-empty]") };
};

/** A box of the search, in use; `before` does something to the page when it is there. */
async function opened(place, { before = async () => {}, address = place === "dialog" ? FI.page : FI.search } = {}) {
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + address);
  const made = await before(page);
  if (place === "dialog") await page.locator("[data-search-open]").first().click();
  return { page, made, faults, close, ...parts(page, place) };
}

/** Waits until the status says what a message of the box says. */
const said = async ({ box, status }, name) => {
  const words = (await box.evaluate((element, name) => element.dataset[name], name)).split("#");
  const all = await status.evaluateHandle((element) => element);
  await box.page().waitForFunction(([element, words]) => words.every((part) => element.textContent.includes(part)), [all, words]);
};


/** Counts the clicks on results from now on: a page that is left has no count. */
const watchClicks = (page) =>
  page.evaluate(() => {
    window.carried = 0;
    document.addEventListener("click", (event) => event.target.closest("[data-search-results] a") && window.carried++, true);
  });

test("the results in the reader's language do not wait for the other language, whose results come below", async () => {
  const { page, made: release, faults, close, ...search } = await opened("dialog", { before: (page) => hold(page, /\/search\/sv\//) });
  await search.all.check();
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  assert.equal(await search.others.count(), 0);
  assert.equal(await search.help.isVisible(), false);
  release();
  await search.others.first().waitFor();
  assert.equal(await search.others.getAttribute("lang"), "sv");
  assert.equal(await page.locator("[data-search=dialog] [data-search-results] > :last-child").getAttribute("lang"), "sv");
  assert.deepEqual(faults, []);
  await close();
});

test("where the other language cannot be had, only its results are said to be missing", async () => {
  const { close, ...search } = await opened("dialog", { before: (page) => breakNetwork(page, /\/search\/sv\//) });
  await search.all.check();
  await search.input.fill(MANY);
  await said(search, "othersMissing");
  assert.ok((await search.results.count()) > 0);
  assert.equal(await search.others.count(), 0);
  assert.equal(await search.help.isVisible(), false);
  await close();
});

test("a late answer to an earlier query is not shown", async () => {
  const { page, made: release, close, ...search } = await opened("dialog", { before: (page) => hold(page, /\/search\/sv\//) });
  const asked = page.waitForRequest(/\/search\/sv\//);
  await search.input.fill(SWEDISH);
  await asked;
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  await search.all.check();
  release();
  await search.others.first().waitFor();
  assert.equal(await search.others.count(), 1);
  assert.ok(!(await search.others.locator("mark").allTextContents()).some((word) => word.toLowerCase().startsWith(SWEDISH)));
  await close();
});

for (const place of ["dialog", "page"]) {
  test(`what only the other language has is found without a tick, and marked as such: ${place}`, async () => {
    const { page, faults, close, ...search } = await opened(place);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await search.input.fill(MANY);
    await search.results.first().waitFor();
    await said(search, "best");
    assert.deepEqual(asked.filter((path) => path.includes("/search/sv/")), [], "nothing more is loaded where there are results");
    await search.input.fill(SWEDISH);
    await search.others.first().waitFor();
    assert.equal(await search.others.getAttribute("lang"), "sv");
    assert.equal(await text(search.others.locator(".search-group")), await text(page.locator(".languages a[lang=sv]").first()));
    await said(search, "count");
    assert.equal(await search.help.isVisible(), false);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("only what no language has gives no results, and help", async () => {
  const { page, made: release, faults, close, ...search } = await opened("page", { before: (page) => hold(page, /\/search\/sv\//) });
  const asked = page.waitForRequest(/\/search\/sv\//);
  await search.input.fill(NONE);
  await asked;
  assert.equal(await search.help.isVisible(), false);
  await said(search, "waiting");
  release();
  await said(search, "none");
  assert.equal(await search.help.isVisible(), true);
  assert.ok((await search.help.locator("a").count()) > 0);
  assert.match(await text(search.status), new RegExp(NONE));
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  assert.equal(await search.help.isVisible(), false);
  assert.deepEqual(faults, []);
  await close();
});

for (const [place, again] of [["dialog", "Enter"], ["dialog", "typing"], ["page", "Enter"], ["page", "typing"]]) {
  test(`a script that fails once is fetched again: ${place}, ${again}`, async () => {
    const { page, made: mend, close, ...search } = await opened(place, { before: (page) => breakNetwork(page, /assets\/search-box/) });
    await search.input.focus();
    await said(search, "missing");
    await mend();
    // The value is set without an event, so that Enter alone tries again.
    if (again === "Enter") await search.input.evaluate((input, query) => (input.value = query), MANY);
    else await search.input.fill(MANY);
    if (again === "Enter") await search.input.press("Enter");
    if (place === "dialog" && again === "Enter") await page.waitForURL((url) => url.pathname !== `/${FI.page}`);
    else await search.results.first().waitFor();
    await close();
  });
}

test("the page of the search is served where the first script failed", async () => {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  const mend = await breakNetwork(page, /assets\/search-open/);
  await page.goto(server.url + FI.search);
  const search = parts(page, "page");
  await said(search, "missing");
  await mend();
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  await close();
});

test("what is submitted while the search is loaded is kept, and the wait is told", async () => {
  const { page, made: release, faults, close, ...search } = await opened("dialog", { before: (page) => hold(page, /assets\/search-box/) });
  await search.input.fill(MANY);
  await search.input.press("Enter");
  await said(search, "waiting");
  release();
  await page.waitForURL((url) => url.pathname !== `/${FI.page}`);
  assert.deepEqual(faults, [], "no form is sent");
  await close();
});

for (const [what, pattern] of [["the script", /assets\/search-box/], ["the index", /\/search\/fi\//]]) {
  for (const [how, goOn] of [["types on", (search) => search.input.fill(`${MANY}t`)], ["closes the dialog", (search) => search.page.locator("[data-search-close]").click()]]) {
    test(`a reader who ${how} while ${what} is loaded is not carried off`, async () => {
      const { page, made: release, faults, close, ...search } = await opened("dialog", { before: (page) => hold(page, pattern) });
      await watchClicks(page);
      await search.input.fill(MANY);
      await search.input.press("Enter");
      await goOn({ page, ...search });
      release();
      await search.results.first().waitFor({ state: "attached" });
      assert.equal(await page.evaluate(() => window.carried), 0);
      assert.equal(new URL(page.url()).pathname, `/${FI.page}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}

test("the query stands in the address, and what is there is searched for when the page is loaded", async () => {
  const { page, faults, close, ...search } = await opened("page");
  await search.input.fill("käyttöönottokoe");
  await search.all.check();
  await search.others.first().waitFor();
  const { searchParams } = new URL(page.url());
  assert.deepEqual([...searchParams], [["q", "käyttöönottokoe"], ["all", "1"]]);
  const before = await search.results.evaluateAll((links) => links.map((link) => link.href));
  await page.reload();
  await search.others.first().waitFor();
  assert.equal(await search.input.inputValue(), "käyttöönottokoe");
  assert.equal(await search.all.isChecked(), true);
  assert.deepEqual(await search.results.evaluateAll((links) => links.map((link) => link.href)), before);
  await search.input.fill("");
  await page.waitForFunction(() => !new URL(location.href).searchParams.has("q"));
  await page.waitForFunction(() => document.querySelector("[data-search-results]").childElementCount === 0);
  assert.deepEqual(faults, []);
  await close();
});

test("the query is kept where the reader takes another language or the page of the search", async () => {
  const { page, faults, close, ...search } = await opened("dialog");
  const link = page.locator("[data-search-all]");
  const query = () => link.evaluate((element) => [...new URL(element.href).searchParams]);
  await search.input.fill("prov & test");
  assert.deepEqual(await query(), [["q", "prov & test"]]);
  await search.all.check();
  assert.deepEqual(await query(), [["q", "prov & test"], ["all", "1"]]);
  await search.input.fill("prov");
  await link.click();
  await page.waitForURL((url) => url.pathname === `/${FI.search}` && url.search === "?q=prov&all=1");
  await parts(page, "page").others.first().waitFor();
  await page.locator(".languages a[lang=sv]").first().click();
  await page.waitForURL((url) => url.pathname === "/sv/sok/" && url.search === "?q=prov&all=1");
  await parts(page, "page").others.first().waitFor();
  assert.equal(await parts(page, "page").input.inputValue(), "prov");
  assert.deepEqual(faults, []);
  await close();
});

test("a reader who comes back to results, or loads them again, is where they were", async () => {
  const { page, faults, close, ...search } = await opened("page", { address: `${FI.search}?q=${MANY}` });
  const back = () => page.waitForFunction(() => Math.abs(scrollY - 900) < 2);
  await search.results.nth(20).waitFor();
  await page.evaluate(() => scrollTo(0, 900));
  await page.waitForFunction(() => history.state?.place === scrollY);
  const release = await hold(page, /\/search\/fi\/manifest/);
  await page.reload();
  release();
  await back();
  await search.results.nth(5).evaluate((link) => link.click());
  await page.waitForURL((url) => url.pathname !== `/${FI.search}`);
  await page.goBack();
  await back();
  assert.deepEqual(faults, []);
  await close();
});

test("arrows walk through the results and Enter opens one", async () => {
  const { page, faults, close, ...search } = await opened("dialog");
  await search.input.fill(MANY);
  await search.results.nth(1).waitFor();
  const at = () => page.evaluate(() => [...document.querySelectorAll("[data-search=dialog] input[name=q], [data-search=dialog] .search-title")].indexOf(document.activeElement));
  for (const [key, place] of [["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0], ["ArrowDown", 1], ["ArrowDown", 2]]) {
    await page.keyboard.press(key);
    assert.equal(await at(), place);
  }
  const { pathname } = new URL(await search.results.nth(1).evaluate((link) => link.href));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === pathname);
  assert.deepEqual(faults, []);
  await close();
});

test("results are grouped under headings that name their lists", async () => {
  for (const [place, level] of [["dialog", "H3"], ["page", "H2"]]) {
    const { page, faults, close, ...search } = await opened(place);
    await search.input.fill(MANY);
    await search.results.first().waitFor();
    const groups = await search.box.locator(".search-list").evaluateAll((lists) => lists.map((list) => [document.getElementById(list.getAttribute("aria-labelledby")), list]).map(([heading, list]) => ({ tag: heading.tagName, name: heading.textContent, next: heading.nextElementSibling === list, items: list.children.length })));
    assert.ok(groups.length > 1);
    assert.deepEqual(groups.filter(({ tag, name, next, items }) => tag !== level || !name.trim() || !next || items === 0), []);
    assert.equal(new Set(groups.map(({ name }) => name)).size, groups.length);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("a list that is cut is not said to be all, in either language", async () => {
  for (const [place, limit, address] of [["dialog", 12, "fi/"], ["dialog", 12, "sv/"], ["page", 30, "fi/haku/"]]) {
    const { page, close, ...search } = await opened(place, { address });
    await search.input.fill(address.startsWith("sv") ? "prov" : MANY);
    await said(search, "best");
    assert.equal(await search.results.count(), limit);
    assert.match(await text(search.status), new RegExp(`\\b${limit}\\b`));
    await close();
  }
});
