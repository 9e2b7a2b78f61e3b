// What every kind of page looks like, in every language, narrow and wide, light and dark, against approved pictures.
//
// A picture is kept as the mean brightness of its blocks, one letter each (64 levels): a few hundred bytes that differ hardly between
// machines and very much where a component is gone, moved or recoloured. After a change that was meant, look at the pages and approve
// them: APPROVE=1 node --test pages/looks.test.mjs

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { profile, staged } from "../support.mjs";

const APPROVED = new URL("../approved/looks.json", import.meta.url);
const LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const COLUMNS = 16;
const ROWS = 24;
/** Heights of what is compared, from the top of the page: the header, the title, the rail and the first components. */
const VIEWS = { narrow: { width: 320, height: 1200 }, wide: { width: 1280, height: 1200 } };
const SCHEMES = /** @type {const} */ (["light", "dark"]);
/** A block differs from this many levels on; letters drawn by another machine make one or two. */
const FAINT = 3;
/** One block that differs by so much is a fault by itself: something is gone or new there. */
const PLAIN = 9;
/** So many of all blocks may differ faintly. */
const SHARE = 0.04;

const { browser, server, site } = await staged();
const canvas = await (await browser.newContext()).newPage();


/** The first page of every kind in every language. */
function samples(folder, below = "", found = {}) {
  for (const name of readdirSync(join(folder, below)).sort()) {
    const file = join(below, name);
    if (statSync(join(folder, file)).isDirectory()) samples(folder, file, found);
    else if (name.endsWith(".html")) {
      const html = readFileSync(join(folder, file), "utf8");
      const lang = /<html lang="([^"]*)"/.exec(html)?.[1];
      const kind = /<body class="page-([^" ]*)/.exec(html)?.[1];
      if (lang && kind) found[`${lang} ${kind}`] ??= file.replace(/index\.html$/, "");
    }
  }
  return found;
}

/** The brightness of the blocks of a picture, as letters. */
async function blocks(picture) {
  const levels = await canvas.evaluate(async ({ source, columns, rows }) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const sums = new Float64Array(columns * rows);
    const counts = new Float64Array(columns * rows);
    for (let y = 0; y < bitmap.height; y += 1) {
      for (let x = 0; x < bitmap.width; x += 1) {
        const block = Math.floor((y * rows) / bitmap.height) * columns + Math.floor((x * columns) / bitmap.width);
        const at = 4 * (y * bitmap.width + x);
        sums[block] += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
        counts[block] += 1;
      }
    }
    return Array.from(sums, (sum, block) => Math.min(63, Math.floor(sum / counts[block] / 4)));
  }, { source: picture.toString("base64"), columns: COLUMNS, rows: ROWS });
  return levels.map((level) => LEVELS[level]).join("");
}

/** How two pictures differ: nothing, or in words. */
function difference(known, seen) {
  if (known === undefined) return "has not been approved";
  const apart = Array.from(known, (letter, index) => Math.abs(LEVELS.indexOf(letter) - LEVELS.indexOf(seen[index])));
  const most = Math.max(...apart);
  const faint = apart.filter((levels) => levels >= FAINT).length;
  const place = apart.indexOf(most);
  if (most < PLAIN && faint <= SHARE * apart.length) return null;
  return `differs in ${faint} of ${apart.length} blocks, by ${most} levels in row ${Math.floor(place / COLUMNS) + 1}, column ${(place % COLUMNS) + 1}`;
}

/** All pictures of the page that is open, by view and scheme. */
async function pictures(page) {
  const seen = {};
  for (const [view, size] of Object.entries(VIEWS)) {
    await page.setViewportSize(size);
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      seen[`${view} ${scheme}`] = await blocks(await page.screenshot({ animations: "disabled", caret: "hide" }));
    }
  }
  return seen;
}

test("every kind of page looks as approved, in every language, narrow and wide, light and dark", { timeout: 900_000 }, async () => {
  const { context, faults, close } = await profile(browser);
  const page = await context.newPage();
  const seen = {};
  for (const [name, path] of Object.entries(samples(site))) {
    await page.goto(server.url + path);
    await page.waitForLoadState("networkidle");
    seen[name] = await pictures(page);
  }
  assert.deepEqual(faults, []);
  await close();
  if (process.env.APPROVE) writeFileSync(APPROVED, `${JSON.stringify(seen, null, 1)}\n`);
  const approved = JSON.parse(readFileSync(APPROVED, "utf8"));
  assert.deepEqual(Object.keys(seen).sort(), Object.keys(approved).sort(), "the kinds of pages");
  const differ = Object.entries(seen).flatMap(([name, views]) =>
    Object.entries(views).map(([view, picture]) => [`${name}, ${view}`, difference(approved[name][view], picture)]).filter(([, words]) => words));
  assert.deepEqual(differ, []);
});

test("a component that is gone, and a colour that has changed, do not pass", async () => {
  const approved = JSON.parse(readFileSync(APPROVED, "utf8"));
  const [name] = Object.keys(approved).filter((key) => key.endsWith(" record"));
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  for (const rule of [".languages { visibility: hidden }", ".rail { display: none }", ".as-of { display: none }", "h1 { visibility: hidden }", ".site-header { background: #bcd }", ".card { border: 0; visibility: hidden }"]) {
    await page.goto(server.url + samples(site)[name]);
    await page.waitForLoadState("networkidle");
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, rule);
    const seen = await pictures(page);
    const differ = Object.keys(seen).filter((view) => difference(approved[name][view], seen[view]));
    assert.notDeepEqual(differ, [], rule);
  }
  await close();
});
