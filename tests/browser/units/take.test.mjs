// What leaves and comes back: files, links, calendar, table, words.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import ICAL from "ical.js";
import { dayOf, parseDate } from "../../../themes/default/scripts/dates.mjs";
import { csvFile } from "../../../themes/default/scripts/plan-csv.mjs";
import { calendarFile, escapeText, fold } from "../../../themes/default/scripts/plan-ics.mjs";
import { checksum, FILE_LIMIT, fromFile, fromLink, toFile, toLink } from "../../../themes/default/scripts/plan-packet.mjs";
import { merge, newPlan, readPlan, valueOf, withEntry } from "../../../themes/default/scripts/plan-record.mjs";
import { words } from "../../../themes/default/scripts/plan-words.mjs";

function plan(tasks = 3) {
  let made = withEntry(newPlan("site", "a1"), "guide:g", true, 1);
  for (let task = 0; task < tasks; task += 1) made = withEntry(made, `tick:some-longer-task-${task}`, { rev: 1, title: "Tehtävä", rule: "latest|-3 weeks||earlier|event:adoption", phrase: "viimeistään", lang: "fi" }, 1_790_000_000_000 + task);
  return withEntry(made, "note:some-longer-task-1", "<img src=x onerror=alert(1)>", 2);
}

test("a file comes back whole, and edits by hand are noticed", () => {
  const file = toFile(plan());
  assert.deepEqual(fromFile(file, "site"), { plan: plan(), edited: false });
  const edited = fromFile(file.replace("Tehtävä", "Muu"), "site");
  assert.equal(edited.edited, true);
  const known = { a: 1, b: [{ d: "ö", c: null }] };
  assert.equal(checksum(known), crc32('{"a":1,"b":[{"c":null,"d":"ö"}]}').toString(16).padStart(8, "0"));
  assert.equal(checksum({ b: known.b, a: 1 }), checksum(known));
});

test("a time that no clock shows is not taken in, and what the reader does next is always later", () => {
  const entries = { "tick:a": { at: 1e300, v: { rev: 0 } }, "tick:b": { at: Number.MAX_SAFE_INTEGER, v: { rev: 0 } }, "tick:c": { at: 2 ** 52, v: { rev: 0 } }, "tick:d": { at: 1.5, v: { rev: 0 } } };
  const { plan: read } = fromFile(toFile({ ...newPlan("site", "a1"), entries }), "site");
  assert.deepEqual(Object.keys(read.entries), ["tick:c"]);
  const without = withEntry(read, "tick:c", null, 1_790_000_000_000);
  assert.equal(valueOf(merge(read, without), "tick:c"), undefined);
  // It is kept and read again, and the file does not bring the tick back.
  const kept = readPlan(JSON.parse(JSON.stringify(without))).plan;
  assert.equal(valueOf(merge(kept, read), "tick:c"), undefined);
});

test("files that are no plans are refused, each for its reason", () => {
  const file = toFile(plan());
  const cases = [
    ["", "not-a-plan"],
    ["hei", "not-a-plan"],
    ["{}", "not-a-plan"],
    ["[1]", "not-a-plan"],
    [file.slice(0, file.length / 2), "broken"],
    [file.replace('"schema": 1', '"schema": 7'), "newer"],
    [JSON.stringify({ format: "guidance-plan", schema: 1, plan: { schema: 1 } }), "broken"],
    ["x".repeat(FILE_LIMIT + 1), "too-big"],
  ];
  for (const [text, reason] of cases) assert.equal(fromFile(text, "site").reason, reason, text.slice(0, 40));
  assert.equal(fromFile(file, "other").reason, "foreign");
});

test("a link comes back, without free text unless asked for, and stays small", async () => {
  const link = await toLink(plan(40), { notes: "without" });
  assert.ok(link.length < 1000, `${link.length} characters`);
  const read = await fromLink(link, "site");
  assert.equal(Object.keys(read.plan.entries).filter((key) => key.startsWith("tick:")).length, 40);
  assert.equal(read.plan.entries["note:some-longer-task-1"], undefined);
  const whole = await fromLink(await toLink(plan(2), { notes: "with" }), "site");
  assert.equal(whole.plan.entries["note:some-longer-task-1"].v, "<img src=x onerror=alert(1)>");
  assert.equal(await toLink(plan(400), { notes: "without" }), null);
});

test("links that anybody may have written are refused in time", async () => {
  const pack = (text) => `#plan=1.${deflateRawSync(text).toString("base64url")}`;
  const bomb = pack("a".repeat(10_000_000));
  assert.ok(bomb.length < 16_384);
  const cases = [
    ["#plan=", "broken"],
    ["#plan=1.!!", "broken"],
    ["#plan=1.AAAA", "broken"],
    [pack("hei"), "broken"],
    [pack("{}"), "broken"],
    ["#plan=2.abc", "newer"],
    [pack('{"schema":9}'), "newer"],
    [bomb, "too-big"],
    [`#plan=1.${"A".repeat(20_000)}`, "too-big"],
    [(await toLink(plan(), { notes: "with" })).slice(0, -9), "broken"],
  ];
  for (const [hash, reason] of cases) assert.equal((await fromLink(hash, "site")).reason, reason, hash.slice(0, 40));
  assert.equal((await fromLink(await toLink(plan(), { notes: "with" }), "other")).reason, "foreign");
});

test("calendar lines are folded by octets and say what was said", () => {
  const text = `${"ä".repeat(100)}; rivi, toinen\\\nuusi 👩‍🔧 ${"ö".repeat(80)}`;
  const event = { uid: "g.p.t@site", sequence: 2, day: dayOf(2027, 3, 15), summary: text, description: "BEGIN:VEVENT\nEND:VCALENDAR", url: "https://e.example/a?b=1;c=2" };
  const file = calendarFile({ name: "Nimi; toinen", lang: "fi", product: "site" }, [event], new Date("2026-11-21T10:00:00Z"));
  for (const line of file.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75);
  assert.ok(!/[^\r]\n/.test(file));
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent");
  assert.equal(events.length, 1);
  assert.equal(events[0].getFirstPropertyValue("summary"), text);
  assert.equal(events[0].getFirstPropertyValue("dtstart").toString(), "2027-03-15");
  assert.equal(events[0].getFirstPropertyValue("dtend").toString(), "2027-03-16");
  assert.equal(events[0].getFirstPropertyValue("sequence"), 2);
  assert.equal(fold("a"), "a");
  assert.equal(escapeText("a\u0000\u0007b"), "ab");
});

test("cells are never formulas", () => {
  assert.equal(csvFile([["a;b", 'c"d', "rivi\ntoinen"], ["=1+1", "+358", "-x", "@a", " =2", "\tx"]]), "\ufeff\"a;b\";\"c\"\"d\";\"rivi\ntoinen\"\r\n'=1+1;'+358;'-x;'@a;' =2;'\tx\r\n");
});

test("days as people write them, and what is none", () => {
  const day = (text) => parseDate(text);
  for (const text of ["3.5.2027", "03.05.2027", "3. 5. 2027", "2027-05-03", "3.5.27", " 3.5.2027 "]) assert.equal(day(text).day, dayOf(2027, 5, 3), text);
  assert.equal(day("31.2.2027").reason, "no-such-day");
  assert.equal(day("1.1.1900").reason, "outside-years");
  assert.equal(day("ensi viikolla").reason, "not-a-date");
  assert.equal(day("").reason, "empty");
  assert.equal(day("29.2.2028").day, dayOf(2028, 2, 29));
  assert.equal(day("29.2.2027").reason, "no-such-day");
});

test("words count in the language's plurals", () => {
  const say = words({ lang: "fi", locale: "fi-FI", texts: { n: { one: "{number} tehtävä", other: "{number} tehtävää" }, s: "hei {name} {other}" } });
  assert.equal(say("n", { count: 1 }), "1 tehtävä");
  assert.equal(say("n", { count: 1200 }), "1\u00a0200 tehtävää");
  assert.equal(say("s", { name: "$& {x}" }), "hei $& {x} {other}");
});

test("every word that scripts show is there in every language, and no other", () => {
  const scripts = new URL("../../../themes/default/scripts/", import.meta.url);
  const text = readdirSync(scripts).filter((name) => /^(plan|planner|print|step|finder|privacy)/.test(name)).map((name) => readFileSync(new URL(name, scripts), "utf8")).join("\n");
  const plain = [...text.matchAll(/words\("([a-z-]+)"/g), ...text.matchAll(/words\([^"`()]*\? "([a-z-]+)" : "([a-z-]+)"/g)].flatMap((found) => found.slice(1));
  plain.push(...[...text.matchAll(/text\("([a-z-]+)"/g)].map((found) => found[1]));
  const begun = [...text.matchAll(/words\([^`"]*`([a-z]+-)\$\{/g)].map((found) => found[1]);
  const columns = /\["code", [^\]]*\]/.exec(text)[0].match(/"([a-z]+)"/g).map((name) => `column-${name.slice(1, -1)}`);
  const used = new Set([...plain, ...columns]);
  for (const lang of readdirSync(new URL("../../../i18n/", import.meta.url)).filter((name) => !name.startsWith("."))) {
    const file = readFileSync(new URL(`../../../i18n/${lang}/script.ftl`, import.meta.url), "utf8");
    const known = [...file.matchAll(/^script-([a-z-]+) =/gm)].map((found) => found[1]);
    for (const id of used) assert.ok(known.includes(id), `${lang} lacks script-${id}`);
    for (const id of known) assert.ok(id === "data-failed" || used.has(id) || text.includes(`"${id}"`) || begun.some((start) => id.startsWith(start)), `nothing shows script-${id}`);
  }
});
