// How long it takes from saving a file until the browser shows the page with the change. Prints; asserts nothing.
//
// `node bench-preview.mjs [PAGES [SAVES]]`: with PAGES, pages are added until there are that many in each language.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY, launch, profile, sources } from "./support.mjs";

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
await page.addInitScript(() => {
  const watcher = new MutationObserver(() => {
    const text = document.querySelector("main")?.textContent.match(/versio (\d+) on merkitty/)?.[1];
    if (!text) return;
    watcher.disconnect();
    window.tellBench("holds", text);
    requestAnimationFrame(() => window.tellBench("draws", text));
  });
  watcher.observe(document, { childList: true, subtree: true });
});
await page.goto(url + PAGE);
await pause(1000);

const original = readFileSync(join(root, WORDS), "utf8");
const first = original.indexOf("\n\n") + 2;
for (const [name, between] of [["one upon the other", 50], ["with pauses in which all the rest is made", 1500]]) {
  const times = { holds: [], draws: [] };
  for (let save = 0; save < (between > 100 ? Math.min(SAVES, 20) : SAVES); save += 1) {
    const number = String(times.holds.length + between * 1000);
    const shown = new Promise((done) => {
      told = (what, text) => {
        if (text !== number) return;
        times[what].push(performance.now() - start);
        if (what === "draws") done();
      };
    });
    const text = `${original.slice(0, first)}Raportoi kokeesta, kun versio ${number} on merkitty.${original.slice(original.indexOf("\n", first))}`;
    const start = performance.now();
    writeFileSync(join(root, WORDS), text);
    await shown;
    await pause(between);
  }
  console.log(`saved ${name}: the page holds it after ${spread(times.holds)}; a frame draws it after ${spread(times.draws)} (${times.draws.length} times)`);
}
await browser.close();
child.kill();

function pause(milliseconds) {
  return new Promise((ready) => setTimeout(ready, milliseconds));
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
