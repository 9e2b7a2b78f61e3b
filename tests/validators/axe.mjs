// Axe on one page of every kind in every language: wide and light, dark, narrow, and in forced colours.
// Usage: node axe.mjs SITE

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync, existsSync, mkdtempSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const site = process.argv[2];
const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".mjs": "text/javascript", ".json": "application/json" };
const LOOKS = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 700 }, colorScheme: "light" },
  forced: { viewport: { width: 1280, height: 900 }, forcedColors: "active" },
};
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Every HTML file below a folder. */
function pages(folder, below = "") {
  return readdirSync(join(folder, below)).sort().flatMap((name) => {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) return pages(folder, path);
    return name.endsWith(".html") ? [path] : [];
  });
}

/** The first page of every kind in every language. */
function samples() {
  const found = new Map();
  for (const path of pages(site)) {
    const html = readFileSync(join(site, path), "utf8");
    const lang = /<html lang="([^"]*)"/.exec(html)?.[1];
    const kind = /<body class="(page-[^" ]*)/.exec(html)?.[1];
    if (lang && kind && !found.has(`${lang} ${kind}`)) found.set(`${lang} ${kind}`, path);
  }
  return found;
}

const server = createServer((request, response) => {
  let file = join(site, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion"],
});
let failed = 0;
let passed = 0;
const kinds = samples();
for (const [look, options] of Object.entries(LOOKS)) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const page = await context.newPage();
  const outside = [];
  page.on("request", (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) outside.push(request.url()); });
  for (const [name, path] of kinds) {
    await page.goto(`${origin}/${path.replace(/index\.html$/, "")}`);
    await page.evaluate(source);
    const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
    const problems = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
    if (wide) problems.push("the page scrolls sideways");
    if (problems.length === 0) passed += 1;
    else {
      failed += 1;
      console.log(`${look} ${name} /${path}\n  ${problems.join("\n  ")}`);
    }
  }
  if (outside.length > 0) {
    failed += 1;
    console.log(`${look}: requests to other hosts: ${[...new Set(outside)].join(", ")}`);
  }
  await context.close();
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
