// What readers take along, read by independent readers: calendars, spreadsheets.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { build, downloaded, edit, folder, giveDate, launch, openGuide, openMove, profile, serve, sources, wake } from "../support.mjs";

const PYTHON = process.env.PYTHON ?? "python3";
const OFFICE = process.env.SOFFICE ?? "soffice";
const GUIDE = "fi/ohjeet/kuva-aineistot/";
let browser;

before(async () => (browser = await launch()));
after(async () => browser?.close());

/** A site whose first guide lists at least `count` tasks, all of them with a day. */
function everyTaskDated() {
  const root = sources();
  const guide = readFileSync(join(root, "content/guides/imaging/guide.toml"), "utf8");
  edit(root, "content/guides/imaging/guide.toml", /^fixes = .*$/m.exec(guide)[0], "fixes = {}");
  for (const task of readdirSync(join(root, "content/tasks"))) {
    const file = join(root, "content/tasks", task, "task.toml");
    const text = readFileSync(file, "utf8");
    if (!/^(deadline|notice) = /m.test(text)) writeFileSync(file, text.replace(/^phase = /m, 'deadline = "access-point-notice"\nphase = '));
  }
  return build(root);
}

/** The events of a calendar as each reader sees them: uid, first and last day, summary, description, sequence. */
const READERS = {
  "ical.js": (text) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((found) => {
      const event = new ICAL.Event(found);
      return [event.uid, event.startDate.toString(), event.endDate.toString(), event.summary, event.description, Number(event.sequence)];
    }),
  "node-ical": (text) =>
    Object.values(nodeIcal.sync.parseICS(text)).filter((found) => found.type === "VEVENT").map((found) => {
      const day = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
      const plain = (value) => value?.val ?? value;
      assert.equal(found.datetype, "date");
      return [found.uid, day(found.start), day(found.end), plain(found.summary), plain(found.description), Number(found.sequence)];
    }),
  icalendar: (text) =>
    JSON.parse(
      execFileSync(PYTHON, ["-c", `
import sys, json, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors
events = []
for event in calendar.walk("VEVENT"):
    assert not event.errors
    events.append([str(event["UID"]), event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat(), str(event["SUMMARY"]), str(event["DESCRIPTION"]), int(event["SEQUENCE"])])
print(json.dumps(events))
`], { input: text }).toString(),
    ),
};

test("the calendar of 40 tasks and more is read alike by three readers, and a second export updates", async () => {
  const server = await serve(everyTaskDated());
  const { context, faults, close } = await profile(browser);
  const page = await openGuide(context, server.url + GUIDE);
  await wake(page);
  await giveDate(page, "access-point-change", "15.3.2027");
  await page.locator("[data-task=name-owners] [data-own-fields] summary").click();
  await page.locator("#note-name-owners").fill("Å; ä, ö \\ “lainaus”\nBEGIN:VEVENT\n👩‍🔧 =1+1");
  await page.locator("#note-name-owners").blur();
  await openMove(page);
  const { text } = await downloaded(page, "[data-plan-calendar]");
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(!/[^\r]\n|\r[^\n]/.test(text), "only CRLF");
  const [first, ...others] = Object.values(READERS).map((read) => read(text).sort());
  assert.ok(first.length >= 40, `${first.length} events`);
  assert.equal(new Set(first.map((event) => event[0])).size, first.length);
  for (const other of others) assert.deepEqual(other, first);
  const due = await page.locator("[data-task=name-owners] [data-due-date]").textContent();
  const event = first.find((found) => found[0].includes(".name-owners@"));
  assert.equal(event[1], "2027-02-22");
  assert.match(due, /22\.2\.2027/);
  assert.match(event[4], /“lainaus”\nBEGIN:VEVENT\n👩‍🔧 =1\+1/);
  await giveDate(page, "access-point-change", "22.3.2027");
  const again = READERS["ical.js"]((await downloaded(page, "[data-plan-calendar]")).text);
  const moved = again.find((found) => found[0] === event[0]);
  assert.deepEqual([moved[1], moved[5]], ["2027-03-01", 1]);
  assert.deepEqual(faults, []);
  await close();
  server.close();
});

/** Writes days into the cells of events and lets LibreOffice compute: the rows of both sheets. */
function computed(file, days) {
  const place = folder();
  const filled = join(place, "filled.xlsx");
  copyFileSync(file, filled);
  execFileSync(PYTHON, ["-c", `
import sys, json, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
page = book.worksheets[0]
days = json.loads(sys.argv[2])
names = {page.cell(row, 1).value: row for row in range(5, 15)}
for name, day in days.items():
    page.cell(names[name], 2).value = datetime.datetime.fromisoformat(day)
book.save(sys.argv[1])
`, filled, JSON.stringify(days)]);
  execFileSync(OFFICE, ["--headless", `-env:UserInstallation=file://${place}/profile`, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", join(place, "out"), filled], { stdio: "pipe" });
  return JSON.parse(execFileSync(PYTHON, ["-c", `
import sys, json, openpyxl, datetime
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
plain = lambda value: value.date().isoformat() if isinstance(value, datetime.datetime) else value
print(json.dumps({"tasks": [[plain(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)], "deadlines": [[plain(cell) for cell in row] for row in book.worksheets[1].iter_rows(values_only=True)]}))
`, join(place, "out/filled.xlsx")]).toString());
}

test("the spreadsheet opens in LibreOffice with the same days as the page, in every language", async () => {
  const site = build();
  const server = await serve(site);
  const iso = (text) => (text === "" ? null : text.replace(/^.*?(\d+)\.(\d+)\.(\d+)$/, (_, day, month, year) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`));
  for (const address of [GUIDE, "sv/guider/egen-anslutningspunkt/"]) {
    const { context, faults, close } = await profile(browser);
    const page = await openGuide(context, server.url + address);
    await wake(page);
    const data = JSON.parse(readFileSync(join(site, address, "plan.json"), "utf8"));
    const days = { "access-point-change": "2027-04-06", adoption: "2027-06-28", "technical-change": "2027-05-14", "test-passed": "2027-05-12" };
    for (const [event, day] of Object.entries(days)) {
      const field = page.locator(`#date-${event}`);
      if (await field.count()) {
        await field.evaluate((input, value) => { input.value = value; input.dispatchEvent(new Event("change", { bubbles: true })); }, day);
      }
    }
    const shown = await page.locator("[data-task]").evaluateAll((items) => items.map((item) => [item.querySelector("label").textContent.replace(/\s+/g, " ").trim().replace(/^\d+\. /, ""), item.querySelector("[data-due-date]")?.textContent ?? ""]));
    const href = await page.locator("a[download][href$='.xlsx']").getAttribute("href");
    const rows = computed(join(site, address, href), Object.fromEntries(Object.entries(days).filter(([event]) => data.events[event]).map(([event, day]) => [data.events[event].name, day]).filter(([name]) => sheetHas(join(site, address, href), name))));
    const dates = new Map(rows.tasks.map((row) => [row[0], row[1]]));
    let dated = 0;
    for (const [title, due] of shown) {
      assert.ok(dates.has(title), `${title} is not in the sheet`);
      assert.equal(dates.get(title) || null, iso(due), title);
      dated += due === "" ? 0 : 1;
    }
    assert.ok(dated > 0);
    // Other sources' days: the sheet of deadlines has each beside the followed one.
    const variants = await page.locator("[data-variant]").evaluateAll((items) => items.map((item) => item.textContent));
    for (const variant of variants) {
      const [day, phrase] = variant.split(" · ");
      const row = rows.deadlines.find((found) => phrase.startsWith(found[3]) && found[2]);
      assert.equal(row?.[2], iso(day), variant);
    }
    assert.ok(variants.length > 0);
    assert.deepEqual(faults, []);
    await close();
  }
  server.close();
});

function sheetHas(file, name) {
  const names = execFileSync(PYTHON, ["-c", "import sys, json, openpyxl; print(json.dumps([row[0].value for row in openpyxl.load_workbook(sys.argv[1]).worksheets[0].iter_rows(min_row=5, max_row=14)]))", file]);
  return JSON.parse(names.toString()).includes(name);
}
