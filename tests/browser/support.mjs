// The site as readers meet it: built by the program, served from a folder, opened in Chromium.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const REPOSITORY = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const PROGRAM = process.env.OPASTIN ?? join(REPOSITORY, "target/debug/opastin");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The day that all pages call today. */
export const TODAY = "2026-11-21T12:00:00+02:00";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".mjs": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

/** The policy of content as a header: stricter than the page's own. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An empty folder, removed when the tests end. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "guidance-"));
  process.on("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A copy of the sources, to edit; without the queries of the search, which hold only for the content as it is. */
export function sources() {
  const copy = folder();
  for (const part of ["content", "i18n", "themes"]) cpSync(join(REPOSITORY, part), join(copy, part), { recursive: true });
  rmSync(join(copy, "content/search-queries.toml"), { force: true });
  return copy;
}

/** Replaces a text in a file of a copy; the text must be there. */
export function edit(root, path, from, to) {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** Builds a site and says where. The repository's own is built once for all tests where `SITE` names its folder. */
export function build(root = REPOSITORY) {
  if (root === REPOSITORY && process.env.SITE) return resolve(process.env.SITE);
  const out = join(folder(), "site");
  execFileSync(PROGRAM, ["build", "--root", root, "--out", out, "--today", TODAY.slice(0, 10)], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64_000_000 });
  return out;
}

/** Serves a folder; `show` changes which one, under the same address. */
export async function serve(root) {
  let shown = root;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    let file = join(shown, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file.startsWith(shown) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY, "cache-control": "no-cache" });
    response.end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  // A test that fails before it closes its server must not keep the others waiting.
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}/`, show: (next) => (shown = next), close: () => server.close() };
}

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion"] });
}

/** The repository's own site, served, and a browser: for all tests of a file, and stopped after them. */
export async function staged() {
  const site = build();
  const [server, browser] = await Promise.all([serve(site), launch()]);
  after(async () => {
    await browser.close();
    server.close();
  });
  return { site, server, browser };
}

/** A clean profile on the day called today. What goes wrong on its pages is gathered. */
export async function profile(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "America/New_York", acceptDownloads: true, ...options });
  const faults = [];
  context.on("page", (page) => {
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
  });
  if (options.javaScriptEnabled !== false) await context.clock.setFixedTime(new Date(TODAY));
  return { context, faults, close: () => context.close() };
}

/** Opens a page and waits until the plan is drawn, if `drawn`. */
export async function openGuide(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Wakes the plan as a reader does who goes into its fields. */
export async function wake(page) {
  await page.locator("#page-plan-name").focus();
  await page.locator("[data-progress-line]:not([hidden])").waitFor();
}

/** Writes into a date field and leaves it. */
export async function giveDate(page, event, text) {
  await page.locator(`#date-${event}`).fill(text);
  await page.locator(`#date-${event}`).blur();
}

/** Answers a question of the guide. */
export async function answer(page, question, value) {
  await page.locator(`[data-question="${question}"]`).evaluate((element) => {
    for (let outer = element.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  });
  await page.locator(`[data-question="${question}"] input[value="${value}"]`).check();
}

/** The keys of plans in the browser's storage. */
export function keys(page) {
  return page.evaluate(() => Object.keys(localStorage).sort());
}

/** What a click downloads, as text. */
export async function downloaded(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(selector).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8"), path: await download.path() };
}

/** Opens the part of the panel that takes plans along. */
export async function openMove(page) {
  const details = page.locator(".plan-move");
  if (!(await details.evaluate((element) => element.open))) await details.locator("summary").click();
}

/** The files under a folder. */
export function filesUnder(root) {
  return readdirSync(root, { recursive: true }).map((name) => join(root, String(name))).filter((name) => statSync(name).isFile());
}

/** What an element says, with one space between words. */
export const text = (locator) => locator.evaluate((element) => element.textContent.replace(/\s+/g, " ").trim());
