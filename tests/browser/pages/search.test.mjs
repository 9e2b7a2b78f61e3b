// The search as readers use it: on a slow or broken network, in the other language, by keys, and in addresses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build, edit, openGuide, profile, serve, sources, staged, text } from "../support.mjs";

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
  return { box, input: part("input[name=q]"), all: part("input[name=all]"), submit: part("button[type=submit]"), status: part("[data-search-status]"), meant: part("[data-search-meant]"), results: part(".search-title"), others: part("[data-search-results] > section"), help: part("[data-search-empty]") };
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
  for (const part of await search.others.locator(".search-title, .search-heading, .search-excerpt").all()) assert.equal(await part.evaluate((element) => element.closest("[lang]").lang), "sv");
  assert.equal(await page.locator("[data-search=dialog] [data-search-results] > :last-child").getAttribute("lang"), "sv");
  assert.deepEqual(faults, []);
  await close();
});

test("a title in another language than its page says so in the list as on the page", async () => {
  const { page, faults, close, ...search } = await opened("page", { address: `${FI.search}?q=Utvidgning+av+anv%C3%A4ndningen` });
  await search.results.first().waitFor();
  const titles = await search.box.locator(".search-title").evaluateAll((links) => links.map((link) => ({ address: link.href, lang: link.closest("[lang]").lang })));
  const sources = titles.filter(({ address }) => address.includes("/fi/lahteet/"));
  const heard = [];
  for (const { address, lang } of sources) {
    await page.goto(address);
    assert.equal(lang, await page.locator("h1").evaluate((title) => title.closest("[lang]").lang), address);
    heard.push(lang);
  }
  assert.ok(heard.includes("sv") && heard.length > 1, heard.join());
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
    if (place === "dialog" && again === "Enter") await page.waitForURL((url) => url.pathname === `/${FI.search}` && url.search === `?q=${MANY}`);
    await parts(page, place === "dialog" && again === "Enter" ? "page" : place).results.first().waitFor();
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
  const { made: release, faults, close, ...search } = await opened("page", { before: (page) => hold(page, /assets\/search-box/) });
  await search.input.fill(MANY);
  await search.input.press("Enter");
  await said(search, "waiting");
  release();
  await search.results.first().waitFor();
  assert.deepEqual(faults, [], "no form is sent");
  await close();
});

const byEnter = ["Enter", (search) => search.input.press("Enter")];
const byButton = ["the button", (search) => search.submit.click()];
for (const [when, pattern, ways] of [["results are shown", null, [byButton]], ["the script is loaded", /assets\/search-box/, [byEnter, byButton]], ["the index is loaded", /\/search\/fi\//, [byEnter, byButton]]]) {
  for (const [how, submit] of ways) {
    test(`what is submitted in the dialog leads to all results, and opens none of them: ${how}, while ${when}`, async () => {
      const { page, made: release, faults, close, ...search } = await opened("dialog", { before: (page) => pattern && hold(page, pattern) });
      await search.all.check();
      await search.input.fill("");
      await submit(search);
      await search.input.fill(`${MANY} & `);
      if (!pattern) await search.results.first().waitFor();
      assert.equal(new URL(page.url()).pathname, `/${FI.page}`, "nothing is submitted by an empty field");
      await submit(search);
      await page.waitForURL((url) => url.pathname === `/${FI.search}` && [...url.searchParams].join(";") === `q,${MANY} &;all,1`);
      release?.();
      await parts(page, "page").results.nth(12).waitFor();
      assert.deepEqual(faults, []);
      await close();
    });
  }
}

test("Enter in the dialog opens the first of the results that are shown for what is typed, which is said and marked", async () => {
  const { page, faults, close, ...search } = await opened("dialog");
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  assert.match(await search.status.textContent(), /Enter avaa ensimmäisen\.$/);
  const shadows = () => search.box.locator(".search-result").evaluateAll((results) => results.map((result) => getComputedStyle(result).boxShadow !== "none"));
  assert.deepEqual((await shadows()).slice(0, 2), [true, false]);
  assert.equal((await shadows()).filter(Boolean).length, 1);
  await search.submit.focus();
  assert.ok(!(await shadows()).includes(true), "elsewhere Enter does something else");
  const first = await search.results.first().getAttribute("href");
  await search.input.press("Enter");
  await page.waitForURL(first);
  assert.deepEqual(faults, []);
  await close();
});

test("Enter in the dialog opens nothing that was found for something else", async () => {
  const { page, faults, close, ...search } = await opened("dialog");
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  await search.input.evaluate((input) => (input.value = "käyttöönottokoe"));
  await search.input.press("Enter");
  await page.waitForURL((url) => url.pathname === `/${FI.search}` && url.searchParams.get("q") === "käyttöönottokoe");
  assert.deepEqual(faults, []);
  await close();
});

test("a suggestion is announced with the results, and taken in place", async () => {
  for (const place of ["dialog", "page"]) {
    const { page, faults, close, ...search } = await opened(place);
    await search.input.fill("mikä on liityntäpsite");
    const links = search.meant.locator("a");
    await links.first().waitFor();
    const [words, address] = await links.first().evaluate((link) => [link.textContent, link.href]);
    assert.equal(await search.box.locator("[role=status]:has([data-search-status]):has([data-search-meant])").count(), 1);
    assert.equal(words, "mikä on liityntäpiste");
    assert.deepEqual([new URL(address).pathname, new URL(address).searchParams.get("q")], [`/${FI.search}`, words]);
    await links.first().click();
    assert.equal(await search.input.inputValue(), words);
    await search.meant.waitFor({ state: "hidden" });
    await search.results.first().waitFor();
    assert.equal(new URL(page.url()).pathname, `/${place === "dialog" ? FI.page : FI.search}`);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("a page that is left open while the site is published anew searches in what is there now", async () => {
  const root = sources();
  edit(root, "content/pages/search/fi.md", "## Hakuvinkkejä", "## Vinkkejä");
  const [before, next] = [build(), build(root)];
  const published = await serve(before);
  const { context, close } = await profile(browser);
  const page = await openGuide(context, published.url + FI.search);
  const search = parts(page, "page");
  await search.input.fill(MANY);
  await search.results.first().waitFor();
  published.show(next);
  const lost = page.waitForResponse((response) => response.status() === 404 && response.url().includes("/search/fi/files/"));
  await search.input.fill("liityntäpisteistä");
  await lost;
  await page.locator('[data-search-results] a[href*="liityntapiste"]').first().waitFor();
  await close();
  published.close();
});

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

test("arrows reach a suggestion before the results, and Enter takes it", async () => {
  const { page, faults, close, ...search } = await opened("dialog");
  await search.input.fill("liityntäpsite");
  await search.meant.locator("a").waitFor();
  await search.results.first().waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "liityntäpiste");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), await search.results.first().textContent());
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await search.meant.waitFor({ state: "hidden" });
  assert.equal(await search.input.inputValue(), "liityntäpiste");
  assert.equal(new URL(page.url()).pathname, `/${FI.page}`);
  assert.deepEqual(faults, []);
  await close();
});

test("the dialog has room for its parts on the narrowest screen", async () => {
  for (const address of ["fi/", "sv/"]) {
    const { context, faults, close } = await profile(browser, { viewport: { width: 320, height: 640 } });
    const page = await openGuide(context, server.url + address);
    await page.locator("[data-search-open]").first().click();
    const { input, meant, box } = parts(page, "dialog");
    await input.fill(address === "fi/" ? "mikä on käyttönottokoe tuotannosa" : "vad är anslutningspukt och anmälam");
    await meant.locator("a").first().waitFor();
    const place = (locator) => locator.evaluate((element) => element.getBoundingClientRect());
    const [label, field, shut] = await Promise.all([box.locator("label[for]"), input, page.locator("[data-search-close]")].map(place));
    // The ring of the focus reaches 7 px.
    assert.ok(field.top - label.bottom >= 7, `label ${label.bottom}, field ${field.top}`);
    assert.ok(await page.locator("[data-search-dialog]").evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth), "wider than the dialog");
    assert.ok(shut.height < 60 && shut.right <= 320, `${shut.height} px`);
    // A suggestion flows as text does: no sign stands on a line by itself, and no gap before it.
    const { lines, gap } = await meant.evaluate((line) => {
      const [link, next] = [line.querySelector("a"), line.querySelector("a").nextSibling];
      const range = document.createRange();
      range.setStart(next, 0);
      range.setEnd(next, 1);
      const [sign, all] = [range.getBoundingClientRect(), [...link.getClientRects()]];
      return { lines: all.length, gap: sign.left - all.at(-1).right };
    });
    assert.ok(lines > 1);
    assert.ok(Math.abs(gap) < 1, `${gap} px before the sign`);
    assert.deepEqual(faults, []);
    await close();
  }
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
