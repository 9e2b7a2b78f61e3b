// How long a tick takes to reach the screen, in a guide of 100 tasks: from the click until the plan is kept and drawn and the page laid
// out anew. Prints; asserts nothing.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, launch, serve, sources, wake } from "./support.mjs";

const TASKS = 72;
const root = sources();
for (let number = 0; number < TASKS; number += 1) {
  const folder = join(root, "content/tasks", `bench-${number}`);
  cpSync(join(root, "content/tasks/decide-scope"), folder, { recursive: true });
  const file = join(folder, "task.toml");
  const text = readFileSync(file, "utf8").replace(/^slug = .*$/m, `slug = { fi = "bench-${number}", sv = "bench-${number}" }`).replace(/^applies = .*$/m, "").replace(/^code = .*$/m, "");
  writeFileSync(file, /^(deadline|notice) = /m.test(text) ? text : text.replace(/^phase = /m, 'deadline = "access-point-notice"\nphase = '));
}
const server = await serve(build(root));
const browser = await launch();
// With the browser's own clock: the one that tests set counts in whole milliseconds.
const page = await browser.newPage();
await page.goto(`${server.url}fi/ohjeet/kuva-aineistot/`);
await wake(page);
await page.locator("#date-access-point-change").fill("15.3.2027");
await page.locator("#date-access-point-change").blur();
const times = await page.evaluate(async () => {
  const found = [];
  for (const box of [...document.querySelectorAll("input[name=done]")].slice(0, 100)) {
    const start = performance.now();
    box.click();
    const text = document.querySelector("[data-progress-text]").textContent;
    while (document.querySelector("[data-progress-text]").textContent === text) await Promise.resolve();
    document.body.getBoundingClientRect();
    found.push(performance.now() - start);
    await new Promise((ready) => setTimeout(ready, 5));
  }
  return found.sort((a, b) => a - b);
});
console.log(`tasks ${await page.locator("[data-task]").count()}, ticks ${times.length}: median ${times[Math.floor(times.length / 2)].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);
await browser.close();
server.close();
