// A site whose every text tries to be markup, a script or a formula, read and used as readers do: nothing of it runs.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { REPOSITORY, build, downloaded, filesUnder, folder, giveDate, launch, openGuide, openMove, profile, serve, wake } from "../support.mjs";

/** Sets `window.hit` where anything of it runs; the last part is what spreadsheets take for a formula. */
const HOSTILE = `=1+1 <script>window.hit=1</script><img src=x onerror=window.hit=1><svg onload=window.hit=1> " onfocus=window.hit=1 autofocus x=" ' \${window.hit=1} {{ 7*7 }} </title></script></style><!-- javascript:window.hit=1 `;

/** The same in Markdown, where its signs are text only if they are escaped. */
const ESCAPED = HOSTILE.replace(/[<>{}$"'!*[\]`]/g, "\\$&").replace("=1+1 ", "");

function hostile() {
  const root = folder();
  cpSync(join(REPOSITORY, "tests/sites/base"), root, { recursive: true });
  // Besides the pages that the small site has: every other that lists its texts.
  for (const shows of ["search", "planner", "finder", "tasks", "index", "glossary", "roles", "deadlines", "sources", "notices", "conflicts", "parity", "prerequisites", "privacy"]) {
    const page = join(root, "content/pages", shows);
    mkdirSync(page);
    writeFileSync(join(page, "page.toml"), `slug = { en = "${shows}", de = "${shows}" }\nshows = "${shows}"\n`);
    for (const language of ["en", "de"]) writeFileSync(join(page, `${language}.md`), `# The page ${shows}\n\nWhat it is for, in one line.\n`);
  }
  let changed = 0;
  for (const file of filesUnder(join(root, "content"))) {
    const text = readFileSync(file, "utf8");
    let section = "";
    const lines = text.split("\n").map((line, at) => {
      if (file.endsWith(".md")) return line.startsWith("#") ? line.replace(/ \{#|$/, (end) => ` ${ESCAPED.trimEnd()}${end}`) : line && at < 4 ? `${line} \`${HOSTILE.trimEnd()}\`` : line;
      section = /^\[(.*)\]/.exec(line)?.[1] ?? section;
      // Addresses are words too, but of another kind: what they may hold is checked.
      if (section === "paths" || /^(slug|path|languages)\b/.test(line)) return line;
      return line.replace(/\b(en|de) = "([^"]*)"/g, (_, language, words) => `${language} = '''${HOSTILE}${words}'''`);
    });
    changed += lines.join("\n") === text ? 0 : 1;
    writeFileSync(file, lines.join("\n"));
  }
  assert.ok(changed > 20, `${changed} files`);
  return build(root);
}

const site = hostile();
const [server, browser] = await Promise.all([serve(site), launch()]);
after(async () => {
  await browser.close();
  server.close();
});

/** A profile that notes every request that leaves the site, and every request for the picture of the payload. */
async function watched() {
  const made = await profile(browser);
  const strayed = [];
  made.context.on("request", (request) => {
    const { protocol, href, pathname } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && (!href.startsWith(server.url) || pathname.endsWith("/x"))) strayed.push(href);
  });
  return { ...made, strayed };
}

/** What has run on a page, or could. */
const run = (page) =>
  page.evaluate(() => {
    const scripts = [...document.querySelectorAll("script")].filter((script) => script.type !== "application/json" && script.type !== "application/ld+json" && (!script.src || new URL(script.src).origin !== location.origin));
    const handlers = [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes].filter(({ name, value }) => name.startsWith("on") || name === "autofocus" || /^\s*javascript:/i.test(value)).map(({ name }) => `${element.localName} ${name}`));
    const pictures = [...document.querySelectorAll('img[src="x"], main svg[onload]')].map((element) => element.localName);
    return { hit: "hit" in window, scripts: scripts.length, handlers, pictures };
  });

const NOTHING = { hit: false, scripts: 0, handlers: [], pictures: [] };

test("no page of a hostile site runs anything of its texts", async () => {
  const { context, faults, strayed, close } = await watched();
  const pages = filesUnder(site).filter((file) => file.endsWith(".html")).map((file) => relative(site, file));
  assert.ok(pages.length > 30);
  let shown = 0;
  const page = await context.newPage();
  for (const address of pages) {
    const html = readFileSync(join(site, address), "utf8");
    const leads = /<meta http-equiv="refresh" content="0; url=[^"]*">/.exec(html);
    // A page that leads to another is looked at where it stands still.
    if (leads) await page.setContent(html.replace(leads[0], ""), { waitUntil: "load" });
    else await page.goto(`${server.url}${address.replace(/index\.html$/, "")}`, { waitUntil: "load" });
    assert.deepEqual(await run(page), NOTHING, address);
    shown += (await page.locator("body").textContent()).includes("<script>window.hit=1</script>") ? 1 : 0;
  }
  assert.ok(shown > 20, `${shown} pages show the text`);
  assert.deepEqual([faults, strayed], [[], []]);
  await close();
});

test("neither a search nor its results run anything", async () => {
  const { context, faults, strayed, close } = await watched();
  const page = await openGuide(context, `${server.url}en/`);
  await page.locator('.site-header a[href*="search"]').click();
  for (const query of ["script window hit", "card", HOSTILE, "onerror"]) {
    await page.locator("#dialog-query").fill(query);
    await page.waitForFunction(() => /\S/.test(document.querySelector("dialog[open] [data-search-status]").textContent));
    assert.deepEqual(await run(page), NOTHING, query);
  }
  await page.locator("#dialog-query").fill("card");
  await page.locator("dialog[open] .search-title").first().waitFor();
  assert.match(await page.locator("dialog[open] [data-search-results]").textContent(), /<script>window\.hit=1<\/script>/);
  const address = `${server.url}en/search/?q=${encodeURIComponent(HOSTILE)}#"><img src=x onerror=window.hit=1>`;
  const found = await openGuide(context, address);
  await found.waitForLoadState("networkidle");
  assert.deepEqual(await run(found), NOTHING);
  assert.deepEqual([faults, strayed], [[], []]);
  await close();
});

test("a plan with hostile words runs nothing, and neither do its files", async () => {
  const { context, faults, strayed, close } = await watched();
  const address = `${server.url}en/guides/first-loan/`;
  const page = await openGuide(context, address);
  await wake(page);
  await page.locator("#page-plan-name").fill(HOSTILE);
  await page.locator("#page-plan-name").blur();
  await giveDate(page, "loan", "2027-03-15");
  await page.locator("[data-task] input[type=checkbox]").first().check();
  assert.deepEqual(await run(page), NOTHING);
  await openMove(page);
  const table = await downloaded(page, "[data-plan-table]");
  assert.ok(!/(^|[,;\t\n"])[=+@]/m.test(table.text.replaceAll("\"'=", "")), table.text);
  const calendar = await downloaded(page, "[data-plan-calendar]");
  assert.match(calendar.text, /^BEGIN:VEVENT$/m);
  assert.ok(calendar.text.split("\r\n").every((line) => /^([A-Z-]+[;:]| )/.test(line) || line === ""), calendar.text);
  // Every text of a stored plan replaced, as another program on the machine could.
  await page.evaluate((hostile) => {
    const replaced = (value) => (typeof value === "string" && !/^\d{4}-\d\d-\d\d|^[\w.-]+$/.test(value) ? hostile : Array.isArray(value) ? value.map(replaced) : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)])) : value);
    for (const key of Object.keys(localStorage)) {
      try {
        localStorage.setItem(key, JSON.stringify(replaced(JSON.parse(localStorage.getItem(key)))));
      } catch {
        localStorage.setItem(key, hostile);
      }
    }
  }, HOSTILE);
  for (const next of [address, `${server.url}en/planner/`, `${server.url}en/finder/`]) {
    await page.goto(next);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await run(page), NOTHING, next);
  }
  assert.deepEqual([faults.filter((fault) => !/404/.test(fault)), strayed], [[], []]);
  await close();
});

test("what runs would be noticed", async () => {
  const { context, faults, strayed, close } = await watched();
  const page = await openGuide(context, `${server.url}en/`);
  await page.evaluate((text) => document.querySelector("main").insertAdjacentHTML("beforeend", text), HOSTILE);
  await page.waitForLoadState("networkidle");
  const seen = await run(page);
  assert.deepEqual([seen.handlers.length > 0, seen.pictures.length > 0, seen.scripts], [true, true, 1]);
  assert.ok(faults.length > 0 && strayed.length > 0);
  await close();
});
