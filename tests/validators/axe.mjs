// Axe in Chromium under the strict policy as a header: every page of the site in light, and one page of every kind in every language
// dark, at 320 px, in forced colours, with text of 200 %, with the search open, with the plan filled and with the storage blocked.
// What breaks the policy, is asked of another host, scrolls sideways or goes wrong in a script is a fault too.
// Usage: node axe.mjs SITE [LOOK…]

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ARGUMENTS, CHROMIUM, served } from "./served.mjs";
import { chromium } from "playwright-core";

const [site, ...wanted] = process.argv.slice(2);
const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const WIDE = { viewport: { width: 1280, height: 900 }, colorScheme: "light" };
/** Pages that are looked at at the same time. */
const PAGES = 2;

/** Every HTML file below a folder. */
function pages(folder, below = "") {
  return readdirSync(join(folder, below)).sort().flatMap((name) => {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) return pages(folder, path);
    return name.endsWith(".html") ? [path] : [];
  });
}

const all = pages(site).filter((path) => !/http-equiv="refresh"/.test(readFileSync(join(site, path), "utf8")));

/** The first page of every kind in every language. */
function samples() {
  const found = new Map();
  for (const path of all) {
    const html = readFileSync(join(site, path), "utf8");
    const lang = /<html lang="([^"]*)"/.exec(html)?.[1];
    const kind = /<body class="(page-[^" ]*)/.exec(html)?.[1];
    if (lang && kind && !found.has(`${lang} ${kind}`)) found.set(`${lang} ${kind}`, path);
  }
  return found;
}

const kinds = samples();
const kind = (name) => [...kinds].filter(([key]) => key.endsWith(` page-${name}`)).map(([, path]) => path);

/** Doubles the text as a reader's setting does, without zoom. */
const double = (page) => page.evaluate(() => { document.documentElement.style.fontSize = "225%"; });

async function search(page) {
  const open = page.locator("[data-search-open]:visible").first();
  if ((await page.locator("[data-search-open]").count()) === 0) return;
  await open.click();
  const dialog = page.locator("dialog[open]");
  if ((await dialog.count()) > 0) {
    await dialog.locator("input[type=search], input[type=text]").first().fill(/^sv/.test(await page.locator("html").getAttribute("lang")) ? "rapport" : "raportti");
    await page.waitForFunction(() => document.querySelectorAll("dialog[open] li").length > 0, undefined, { timeout: 10_000 });
  }
}

async function plan(page) {
  await page.locator("#page-plan-name").fill("Pohjanmaa 2027");
  const day = page.locator("input[id^=date-]").first();
  if ((await day.count()) > 0) {
    await day.fill("3.5.2027");
    await day.blur();
  }
  for (const box of (await page.locator(".step-done").all()).slice(0, 3)) await box.check();
}

/** Storage that a browser's settings refuse. */
function blocked() {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("refused", "SecurityError"); } });
  }
}

const LOOKS = {
  light: { options: WIDE, paths: all },
  dark: { options: { ...WIDE, colorScheme: "dark" }, paths: [...kinds.values()] },
  narrow: { options: { viewport: { width: 320, height: 700 }, colorScheme: "light" }, paths: [...kinds.values()] },
  forced: { options: { ...WIDE, forcedColors: "active" }, paths: [...kinds.values()] },
  "text 200 %": { options: WIDE, paths: [...kinds.values()], act: double },
  "search open": { options: WIDE, paths: [...kinds.values()], act: search },
  "plan filled": { options: WIDE, paths: kind("guide"), act: plan },
  "plan filled, dark and narrow": { options: { viewport: { width: 320, height: 700 }, colorScheme: "dark" }, paths: kind("guide"), act: plan },
  "storage blocked": { options: WIDE, paths: [...kinds.values()], init: blocked },
};

async function problems(page, path, origin, act) {
  await page.goto(`${origin}/${path.replace(/index\.html$/, "")}`);
  if (act) await act(page);
  await page.evaluate(source);
  const found = await page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    const list = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + 1) list.push("the page scrolls sideways");
    return list.concat(globalThis.policyFaults);
  }, TAGS);
  return found;
}

/** Looks at one page after another until none is left. */
async function look(context, queue, origin, { act }, report) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) faults.push(`asks another host: ${request.url()}`);
  });
  for (let path = queue.pop(); path; path = queue.pop()) {
    const found = await problems(page, path, origin, act).catch((error) => [String(error)]);
    report(path, [...found, ...faults.splice(0)]);
  }
}

const server = await served(site);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
let failed = 0;
let passed = 0;
for (const [name, state] of Object.entries(LOOKS).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
  const start = Date.now();
  const context = await browser.newContext(state.options);
  await context.addInitScript(() => {
    globalThis.policyFaults = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.policyFaults.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  if (state.init) await context.addInitScript(state.init);
  const queue = [...state.paths].reverse();
  const report = (path, found) => {
    if (found.length === 0) passed += 1;
    else {
      failed += 1;
      console.log(`${name} /${path}\n  ${found.join("\n  ")}`);
    }
  };
  await Promise.all(Array.from({ length: PAGES }, () => look(context, queue, server.origin, state, report)));
  await context.close();
  console.log(`${name}: ${state.paths.length} pages in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
