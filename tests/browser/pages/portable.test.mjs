// US-20: the folder on any server, below any path, and read from a disk without one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { REPOSITORY, filesUnder, folder, launch } from "../support.mjs";

const PROGRAM = process.env.OPASTIN ?? join(REPOSITORY, "target/debug/opastin");
let browser, site;

before(async () => {
  site = join(folder(), "site");
  execFileSync(PROGRAM, ["build", "--portable", "--root", REPOSITORY, "--out", site, "--base-url", "https://intranet.example/files/guidance/"], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64_000_000 });
  browser = await launch();
});

after(() => browser?.close());

test("US-20: every link of every page leads to a file of the folder", () => {
  const html = filesUnder(site).filter((name) => name.endsWith(".html") && !name.endsWith("404.html"));
  assert.ok(html.length > 300);
  const wrong = [];
  for (const page of html) {
    for (const [, address] of readFileSync(page, "utf8").matchAll(/ (?:href|src)="([^"#?]*)/g)) {
      if (address === "" || /^[a-z][a-z0-9+.-]*:/.test(address)) continue;
      const file = fileURLToPath(new URL(address, pathToFileURL(page)));
      if (!existsSync(file) || !statSync(file).isFile()) wrong.push(`${page.slice(site.length)}: ${address}`);
    }
  }
  assert.deepEqual([...new Set(wrong)].slice(0, 20), []);
});

test("US-20: from a disk the pages are styled, linked and readable, and nothing that needs a server shows", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const outside = [];
  page.on("request", (request) => /^(file|data):/.test(request.url()) || outside.push(request.url()));
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.getByRole("link", { name: /Suomeksi|Suomi|Etusivu|Siirry|Kanta/ }).first().click();
  await page.waitForURL(/\/fi\/index\.html$/);
  const lake = await page.locator(".site-header").evaluate((element) => getComputedStyle(element).borderTopWidth);
  assert.equal(lake, "6px", "the page has its styles");
  await page.getByRole("link", { name: /kuva-aineistojen arkistointi/ }).first().click();
  await page.waitForURL(/kuva-aineistot\/index\.html$/);
  assert.ok((await page.locator(".step:visible").count()) > 10);
  for (const hidden of ["[data-questions]", "[data-progress-line]", ".theme-switch", "[data-search]"]) {
    assert.equal(await page.locator(hidden).filter({ visible: true }).count(), 0, hidden);
  }
  await page.getByRole("link", { name: "Svenska" }).click();
  await page.waitForURL(/sv\/guider\/bildmaterial\/index\.html$/);
  await page.locator(".bar-tools .search-link").click();
  await page.waitForURL(/sv\/(sok|register)\/index\.html$/);
  await page.locator('main a[href$="register/index.html"]').filter({ visible: true }).first().click();
  await page.waitForURL(/sv\/register\/index\.html$/);
  assert.deepEqual(outside, [], "nothing is asked of any host");
  await context.close();
});
