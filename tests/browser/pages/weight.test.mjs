// What a guide's page weighs before the reader acts: all that the browser fetches for it, each file packed by gzip at its best.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { build, edit, launch, profile, serve, sources } from "../support.mjs";

const LIMIT = 25_000;
const TASKS = 40;
const GUIDE = { fi: "fi/ohjeet/kuva-aineistot/", sv: "sv/guider/bildmaterial/" };
let browser;

before(async () => (browser = await launch()));
after(async () => browser?.close());

/** What the pages at some addresses of a site weigh, by address, and how many tasks each lists. */
async function weigh(site, addresses) {
  const server = await serve(site);
  const found = {};
  for (const address of addresses) {
    const { context, faults, close } = await profile(browser);
    const waiting = [];
    context.on("response", (response) => waiting.push(response.body().then((body) => [new URL(response.url()).pathname, gzipSync(body, { level: 9 }).length])));
    const page = await context.newPage();
    await page.goto(server.url + address, { waitUntil: "networkidle" });
    const sizes = await Promise.all(waiting);
    const paths = sizes.map(([path]) => path);
    assert.ok(paths.some((path) => path.endsWith(".css")) && paths.some((path) => path.includes("plan.")), paths.join(" "));
    assert.ok(!paths.some((path) => path.endsWith(".json")), "the plan's data wait for the reader");
    found[address] = { total: sizes.reduce((sum, [, size]) => sum + size, 0), tasks: await page.locator("[data-task]").count() };
    assert.deepEqual(faults, []);
    await close();
  }
  server.close();
  return found;
}

test("a guide of 40 tasks weighs at most 25 kB, in every language", async () => {
  const root = sources();
  const file = "content/guides/imaging/guide.toml";
  edit(root, file, /^fixes = .*$/m.exec(readFileSync(join(root, file), "utf8"))[0], "fixes = {}");
  const { steps } = JSON.parse(readFileSync(join(build(root), GUIDE.fi, "plan.json"), "utf8"));
  assert.ok(steps.length >= TASKS);
  const without = steps.slice(TASKS).map(({ task }) => `{ task = "${task}", reason = { fi = "Ei mukana.", sv = "Inte med." } }`);
  edit(root, file, "fixes = {}", `fixes = {}\nwithout = [${without.join(", ")}]`);
  const found = await weigh(build(root), Object.values(GUIDE));
  console.log(found);
  for (const [address, { total, tasks }] of Object.entries(found)) {
    assert.equal(tasks, TASKS, address);
    assert.ok(total <= LIMIT, `${address}: ${total} bytes`);
  }
});

test("every guide of the site weighs less", async () => {
  const site = build();
  const guides = JSON.parse(readFileSync(join(site, "data/guidance.json"), "utf8")).guides;
  assert.ok(guides.length >= 18);
  const found = await weigh(site, guides.flatMap((guide) => Object.values(guide.url)).map((url) => url.replace(/^\//, "")));
  assert.deepEqual(Object.entries(found).filter(([, { total, tasks }]) => total > LIMIT || tasks === 0), []);
});
