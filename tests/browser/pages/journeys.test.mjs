// What readers come for, each with the most acts that it may take: by mouse, by keyboard alone and, where the story allows it, without
// JavaScript. An act is a press of a link, a button or a box, or a text typed into a field; moving the focus is none, but may not take
// more presses of Tab than MOST_TABS.

import assert from "node:assert/strict";
import { test } from "node:test";
import { profile, staged } from "../support.mjs";

const MOST_TABS = 150;

/** @typedef {(page: import("playwright-core").Page) => import("playwright-core").Locator} Find */

/** The one visible element that a reader would take for this. */
const link = (name, within = "body") => ({ press: (page) => page.locator(within).getByRole("link", { name, exact: typeof name === "string" }).filter({ visible: true }).first() });
const button = (name) => ({ press: (page) => page.getByRole("button", { name }).filter({ visible: true }).first() });
const summary = (text, within = "main") => ({ press: (page) => page.locator(`${within} summary`).filter({ hasText: text, visible: true }).first() });
const box = (css) => ({ press: (page) => page.locator(css), key: "Space" });
const type = (css, text) => ({ press: (page) => page.locator(css), text });

const NAVIGATION = ".main-nav";
const FOOTER = ".site-footer";

const path = (page) => decodeURIComponent(new URL(page.url()).pathname);
const at = (wanted) => async (page) => {
  await page.waitForURL((url) => decodeURIComponent(url.pathname) === wanted);
};
const shows = (css, text) => async (page) => {
  const found = page.locator(css).filter({ hasText: text, visible: true }).first();
  await found.waitFor();
};
const both = (...checks) => async (page) => {
  for (const check of checks) await check(page);
};

/** @type {{ story: string, start: string, acts: object[], budget: number, reaches: (page: import("playwright-core").Page) => Promise<void>, script?: boolean, narrow?: boolean }[]} */
const JOURNEYS = [
  { story: "US-01: every task of taking imaging into use", start: "/fi/", acts: [link(/kuva-aineistojen arkistointi/)], budget: 1, reaches: both(at("/fi/ohjeet/kuva-aineistot/"), shows(".step", "1."), shows(".guide-prerequisites", "")) },
  { story: "US-02: the day of the notice from the day of the change", start: "/fi/", acts: [link(/kuva-aineistojen arkistointi/), type("#page-plan-name", "Kuvat"), type("#date-access-point-change", "15.3.2027")], budget: 3, script: true, reaches: shows('[data-task="notify-access-point"] [data-due-date]', "22.2.2027") },
  { story: "US-03: which days the sources disagree on", start: "/fi/", acts: [link(/Ristiriidat/, "main")], budget: 1, reaches: both(at("/fi/ristiriidat/"), shows("main", "Ohje noudattaa")) },
  { story: "US-04: which notice goes where", start: "/fi/", acts: [link("Ilmoitukset", NAVIGATION)], budget: 1, reaches: both(at("/fi/ilmoitukset/"), shows("table tbody tr", "@")) },
  { story: "US-04 in Swedish, from a task", start: "/sv/uppgifter/", acts: [link("Anmälningar", NAVIGATION)], budget: 1, reaches: both(at("/sv/anmalningar/"), shows("table tbody tr", "@")) },
  { story: "US-06: the archivist's own tasks", start: "/fi/", acts: [link("Arkistonhoitaja", "main")], budget: 1, reaches: both(at("/fi/roolit/arkistonhoitaja/"), shows(".row-title", "")) },
  { story: "US-07: what concerns data protection", start: "/fi/", acts: [link("Tietosuojavastaava", "main")], budget: 1, reaches: both(at("/fi/roolit/tietosuojavastaava/"), shows("main h2", "")) },
  { story: "US-08: what a self-employed practitioner does", start: "/sv/", acts: [link("Självständig yrkesutövare", "main")], budget: 1, reaches: both(at("/sv/roller/sjalvstandig-yrkesutovare/"), shows("main", "")) },
  { story: "US-09: the same page in the other language", start: "/fi/ohjeet/kuva-aineistot/", acts: [link("Svenska", ".languages")], budget: 1, reaches: both(at("/sv/guider/bildmaterial/"), shows("h1", "")) },
  { story: "US-09 back, from a page of a fact's source", start: "/sv/motstridigheter/", acts: [link("Suomi", ".languages")], budget: 1, reaches: at("/fi/ristiriidat/") },
  { story: "US-10: a service by its older name", start: "/sv/", acts: [link("Sök", ".site-header"), type("#dialog-query", "klientdatalager"), { press: (page) => page.locator("dialog[open] .search-title").first() }], budget: 3, script: true, reaches: at("/sv/tjanster/klientdataarkivet-for-socialvarden/") },
  { story: "US-10: an inflected word", start: "/fi/ohjeet/", acts: [link("Haku", ".site-header"), type("#dialog-query", "liityntäpisteet"), { press: (page) => page.locator("dialog[open] .search-title").first() }], budget: 3, script: true, reaches: (page) => page.waitForURL((url) => url.pathname.includes("liityntapiste")) },
  { story: "US-10 without the search: from A to Ö", start: "/fi/", acts: [link(/Hakemisto/, FOOTER), link("R", ".contents"), { press: (page) => page.locator('main a[href$="/resepti-palvelu/"]') }], budget: 3, reaches: at("/fi/palvelut/resepti-palvelu/") },
  { story: "US-11: what the old documents require", start: "/sv/", acts: [link(/Tjänsterna/, NAVIGATION), link("Gamla handlingar", "main"), link(/gamla handlingar/, ".cards")], budget: 3, reaches: at("/sv/guider/socialvardens-gamla-handlingar/") },
  { story: "US-12: a change of the system, by one question", start: "/fi/", acts: [link(/Mikä ohje koskee/, NAVIGATION), box('[data-question="change"] input[value="system"]'), { press: (page) => page.locator("[data-finder-guides] [data-guide]:not([hidden]) a").first() }], budget: 3, script: true, reaches: at("/fi/ohjeet/uusi-jarjestelma/") },
  { story: "US-12 without questions: from the list of guides", start: "/sv/", acts: [link("Guider", NAVIGATION), link(/nytt.*system/i, "main")], budget: 2, reaches: at("/sv/guider/nytt-system/") },
  { story: "US-13: a tick is there when the reader comes back", start: "/fi/ohjeet/kuva-aineistot/", acts: [box("#done-plan-adoption")], budget: 1, script: true, reaches: async (page) => {
    await page.locator("[data-progress-line]:not([hidden])").waitFor();
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes(":plan:")));
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#done-plan-adoption").checked);
  } },
  { story: "US-15: what only one of the sources says", start: "/fi/", acts: [link("Lähteet", FOOTER), link("Käytön laajennus", "main")], budget: 2, reaches: both(at("/fi/lahteet/kayton-laajennus-2021/"), shows(".fact-list", "")) },
  { story: "US-17: the source of a task and its day", start: "/fi/tehtavat/paata-todistusten-valityksesta/", acts: [summary(/Lähteet/), link(/-\d+$/, "main details[open]")], budget: 2, reaches: both((page) => page.waitForURL(/\/fi\/lahteet\//), shows("main time", "")) },
  { story: "US-18: what has changed", start: "/sv/", acts: [link("Ändringar", FOOTER)], budget: 1, reaches: both(at("/sv/andringar/"), shows("main h2", "")) },
  { story: "US-19: the paper's table of one guide", start: "/fi/", acts: [link(/kuva-aineistojen arkistointi/)], budget: 1, reaches: shows('.guide-facts a[href$=".xlsx"]', "") },
  { story: "on a phone: a guide through the menu", start: "/fi/sanasto/", narrow: true, acts: [summary("Valikko", NAVIGATION), link("Ohjeet", NAVIGATION), link(/kuva-aineistojen arkistointi/, "main")], budget: 3, reaches: at("/fi/ohjeet/kuva-aineistot/") },
  { story: "what does not work for me, and whom to tell", start: "/sv/", acts: [link("Tillgänglighetsutlåtande", FOOTER)], budget: 1, reaches: both(at("/sv/tillganglighetsutlatande/"), shows('main a[href^="mailto:"]', "")) },
];

const { browser, server } = await staged();


/** Acts as a reader with a mouse. */
async function byMouse(page, act) {
  const target = act.press(page);
  if (act.text === undefined) return target.click();
  await target.click();
  await page.keyboard.type(act.text);
  await target.blur();
}

const focused = (target) => target.evaluate((element) => element === document.activeElement).catch(() => false);

/** Acts as a reader who has only a keyboard: Tab until the target has the focus, then the key that presses it. */
async function byKeyboard(page, act) {
  const target = act.press(page);
  await target.waitFor();
  const radio = await target.evaluate((element) => element.matches("input[type=radio]"));
  // A group of radio buttons is one stop; the arrows choose in it.
  for (let tabs = 0; !(await focused(target)); tabs += 1) {
    assert.ok(tabs < MOST_TABS, `not reached by ${MOST_TABS} presses of Tab`);
    const inGroup = radio && (await target.evaluate((element) => document.activeElement?.name === element.name));
    await page.keyboard.press(inGroup ? "ArrowDown" : "Tab");
  }
  if (act.text !== undefined) {
    await page.keyboard.type(act.text);
    return page.keyboard.press("Tab");
  }
  if (!radio) await page.keyboard.press(act.key ?? "Enter");
}

const WAYS = {
  "by mouse": { act: byMouse, options: {} },
  "by keyboard": { act: byKeyboard, options: {} },
  "without JavaScript": { act: byMouse, options: { javaScriptEnabled: false } },
};

test("there are twenty journeys or more, from most of the readers' stories", () => {
  assert.ok(JOURNEYS.length >= 20);
  const stories = new Set(JOURNEYS.map(({ story }) => /US-\d\d/.exec(story)?.[0]).filter(Boolean));
  assert.ok(stories.size >= 14, [...stories].join(" "));
});

for (const { story, start, acts, budget, reaches, script, narrow } of JOURNEYS) {
  for (const [way, { act, options }] of Object.entries(WAYS)) {
    if (script && options.javaScriptEnabled === false) continue;
    test(`${story} – ${way}`, { timeout: 60_000 }, async () => {
      assert.ok(acts.length <= budget, `${acts.length} acts, ${budget} allowed`);
      const viewport = narrow ? { width: 320, height: 640 } : { width: 1280, height: 900 };
      const { context, faults, close } = await profile(browser, { ...options, viewport });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(`${server.url}${start.slice(1)}`);
      for (const one of acts) await act(page, one);
      await reaches(page);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
