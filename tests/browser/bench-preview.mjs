// How long it takes from saving a file until the browser shows the page with the change. Prints; asserts nothing.
//
// In turn with each save the same is measured of a bare minimum: an empty page that shows the text of a server-sent event, which a
// watcher of one file sends. What that takes no preview can save; on a busy machine only the ratio to it tells anything.
//
// `node bench-preview.mjs [PAGES [SAVES]]`: with PAGES, pages are added until there are that many in each language.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, watch, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { REPOSITORY, folder, launch, profile, sources } from "./support.mjs";

const PROGRAM = process.env.OPASTIN ?? join(REPOSITORY, "target/release/opastin");
const [PAGES, SAVES] = [Number(process.argv[2] ?? 0), Number(process.argv[3] ?? 50)];
const WORDS = "content/tasks/report-test/fi.md";
const PAGE = "fi/tehtavat/raportoi-kayttoonottokoe/";

const root = sources();
addPages();
const child = spawn(PROGRAM, ["serve", "--port", "0", "--today", "2026-11-21", "--root", root], { stdio: ["ignore", "pipe", "inherit"] });
let said = "";
child.stdout.on("data", (data) => (said += data));
while (!said.includes("Ctrl+C")) await pause(20);
const url = said.split("\n")[0].trim();

const browser = await launch();
const { context } = await profile(browser);
const page = await context.newPage();
let told = () => {};
// The page tells when it holds what is waited for, and when a frame with it is about to be drawn.
await page.exposeBinding("tellBench", (_, what, text) => told(what, text));
const observe = () => {
  let last;
  const watcher = new MutationObserver(() => {
    const text = document.querySelector("main")?.textContent.match(/versio (\d+) on merkitty/)?.[1];
    if (!text || text === last) return;
    last = text;
    window.tellBench("holds", text);
    requestAnimationFrame(() => window.tellBench("draws", text));
  });
  watcher.observe(document, { childList: true, characterData: true, subtree: true });
};
await page.addInitScript(observe);
let loads = 0;
page.on("load", () => (loads += 1));
await page.goto(url + PAGE);

const bare = await bareMinimum();
const least = await context.newPage();
await least.exposeBinding("tellBench", (_, what, text) => told(what, text));
await least.addInitScript(observe);
await least.goto(bare.url);
await pause(1000);

const original = readFileSync(join(root, WORDS), "utf8");
const first = original.indexOf("\n\n") + 2;
for (const [name, between] of [["one upon the other", 50], ["with pauses in which all the rest is made", 1500]]) {
  const times = { preview: { holds: [], draws: [] }, bare: { holds: [], draws: [] } };
  const loaded = loads;
  for (let save = 0; save < (between > 100 ? Math.min(SAVES, 20) : SAVES); save += 1) {
    const words = `Raportoi kokeesta, kun versio ${save + between * 1000} on merkitty.`;
    await page.bringToFront();
    await timed(times.preview, join(root, WORDS), `${original.slice(0, first)}${words}${original.slice(original.indexOf("\n", first))}`);
    await pause(between);
    await least.bringToFront();
    await timed(times.bare, bare.file, words);
    await pause(between);
  }
  console.log(`saved ${name} (${times.preview.draws.length} times, ${loads - loaded} of them loaded the page again)`);
  for (const [what, said] of [["holds", "the page holds it"], ["draws", "a frame draws it"]]) {
    const [own, floor] = [times.preview[what], times.bare[what]];
    console.log(`  ${said} after ${spread(own)}; the bare minimum ${spread(floor)}; ${(median(own) / median(floor)).toFixed(1)} times as long`);
  }
}
await browser.close();
child.kill();
bare.close();

/** Saves a text and waits until the page that is seen draws it. */
async function timed(times, file, text) {
  const number = text.match(/versio (\d+) on merkitty/)[1];
  const start = performance.now();
  const shown = new Promise((done) => {
    told = (what, seen) => {
      if (seen !== number) return;
      times[what].push(performance.now() - start);
      if (what === "draws") done();
    };
  });
  writeFileSync(file, text);
  await shown;
}

/** A file, and the address of a page that shows its text each time it is saved. */
async function bareMinimum() {
  const where = folder();
  const file = join(where, "words.txt");
  writeFileSync(file, "");
  const page = `<!doctype html><main></main><script>new EventSource("/events").onmessage = (event) => (document.querySelector("main").textContent = event.data)</script>`;
  const open = new Set();
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": request.url === "/events" ? "text/event-stream" : "text/html" });
    if (request.url === "/events") open.add(response);
    else response.end(page);
  });
  const watcher = watch(file, () => {
    const text = readFileSync(file, "utf8");
    if (text) for (const response of open) response.write(`data: ${text}\n\n`);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { file, url: `http://127.0.0.1:${server.address().port}/`, close: () => (watcher.close(), server.closeAllConnections(), server.close()) };
}

function pause(milliseconds) {
  return new Promise((ready) => setTimeout(ready, milliseconds));
}

function median(times) {
  return times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) / 2)];
}

function spread(times) {
  const ordered = times.toSorted((one, other) => one - other);
  const at = (part) => ordered[Math.floor((ordered.length - 1) * part)].toFixed(1);
  return `median ${at(0.5)} ms, shortest ${at(0)} ms, nine in ten ${at(0.9)} ms`;
}

/** Pages with words of their own, each with a reference to another. */
function addPages() {
  const there = readdirSync(join(root, "content/pages")).length;
  const letters = (number) => `x${[...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
  for (let number = there; number < PAGES; number += 1) {
    const folder = join(root, `content/pages/extra-${number}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "page.toml"), `slug = { fi = "lisasivu-${number}", sv = "extrasida-${number}" }\n`);
    const words = (title, text, heading, more) => {
      const sections = [0, 1, 2, 3].map((part) => `\n## ${heading} {#part-${part}}\n\n${more} [](page:extra-${Math.max(there, number >> 1)}) ${letters(number * 4 + part)}.\n`);
      return `# ${title} ${letters(number)}\n\n${text} ${letters(number)}.\n${sections.join("")}`;
    };
    writeFileSync(join(folder, "fi.md"), words("Lisäsivu", "Tällä sivulla kerrotaan aiheesta", "Osa", "Katso myös"));
    writeFileSync(join(folder, "sv.md"), words("Extrasida", "På den här sidan berättas om ämnet", "Del", "Se även"));
  }
}
