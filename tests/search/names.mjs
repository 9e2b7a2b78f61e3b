/**
 * Measures how names in one language find their page in the search of the other, for all names of a built site.
 *
 *     node names.mjs SITE [--limits FILE NAME]
 *
 * The queries are the names, other names and earlier names in `data/guidance.json` that the reader's language does not have, whole and without the last two letters of
 * their last word (three of a long one), as endings differ. Right is the record's page, and every page or entry that is called what the record is called in the
 * reader's language. The set-aside queries have ten such names a language; these are hundreds, but nobody has graded what else helps.
 *
 * MRR: one over the rank of the first right one. First: share of queries with it first. Keystrokes: share of the beginnings of whole names of up to 45 letters, from
 * three letters on, that have a right one among the first five.
 *
 * With `--limits`, the figures of every language must reach those under NAME in FILE; else the exit code is 1.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { builtSearch } from './helpers.mjs';

/** Lists of records that have pages, or stand one by one on a page. */
const FOUND = ['services', 'roles', 'tasks', 'guides', 'pages', 'terms', 'notices', 'deadlines', 'conflicts'];
const LONGEST = 45;

const same = (text) => text.toLowerCase();

/** All that a record is called in a language, its name first. */
const names = (record, lang) => [(record.name ?? record.title)[lang], ...(record.also?.[lang] ?? []), ...(record.older?.[lang] ?? [])].filter(Boolean);

/** A name without the ending of its last word, if that is long enough to have one. */
function cut(name) {
  const last = /[\p{L}\p{N}]{7,}$/u.exec(name)?.[0];
  return last ? [name.slice(0, last.length < 10 ? -2 : -3)] : [];
}

/** The queries of a language: names that only other languages have, each with what it may lead to. */
export function queries(data, lang) {
  const records = FOUND.flatMap((list) => data[list] ?? []).filter((record) => names(record, lang).length);
  const own = new Set(records.flatMap((record) => names(record, lang).map(same)));
  const found = new Map();
  const put = (query, kind, record) => {
    const { records: meant } = found.get(same(query)) ?? found.set(same(query), { query, kind, records: [] }).get(same(query));
    meant.push(record);
  };
  for (const { id: other } of data.site.languages.filter(({ id }) => id !== lang)) {
    for (const record of records) {
      for (const name of names(record, other).filter((name) => !own.has(same(name)))) {
        put(name, 'whole', record);
        for (const part of cut(name)) put(part, 'cut', record);
      }
    }
  }
  return [...found.values()].map(({ query, kind, records: meant }) => ({
    query,
    kind,
    urls: new Set(meant.map((record) => record.url?.[lang])),
    called: new Set(meant.flatMap((record) => names(record, lang).map(same))),
  }));
}

const isRight = ({ urls, called }) => ({ url, title, heading }) => urls.has(url) || called.has(same(heading || title));

async function measure(search, all) {
  const rows = [];
  for (const one of all) {
    const right = isRight(one);
    const rank = (await search(one.query, { limit: 10 })).findIndex(right);
    let [typed, met] = [0, 0];
    for (let length = 3; one.kind === 'whole' && one.query.length <= LONGEST && length <= one.query.length; length++) {
      typed++;
      met += (await search(one.query.slice(0, length), { limit: 5 })).some(right) ? 1 : 0;
    }
    rows.push({ kind: one.kind, mrr: rank < 0 ? 0 : 1 / (rank + 1), first: rank === 0 ? 1 : 0, typed, met });
  }
  return rows;
}

function figures(rows) {
  const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
  return { mrr: total('mrr') / rows.length, first: total('first') / rows.length, keys: total('met') / total('typed') };
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { limits: { type: 'string' } } });
  const [site, name] = positionals;
  if (!site) throw new Error('the folder of a built site is needed');
  const limits = values.limits ? JSON.parse(readFileSync(values.limits, 'utf8'))[name] : null;
  if (values.limits && !limits) throw new Error(`no limits are called ${name}`);
  const data = JSON.parse(readFileSync(join(site, 'data/guidance.json'), 'utf8'));
  const { createSearch } = await builtSearch(site);
  console.log('names of other languages     n    MRR  first   keys');
  for (const { id: lang } of data.site.languages) {
    const { search } = createSearch({ lang, load: async (file) => new Uint8Array(readFileSync(join(site, 'search', file))) });
    const rows = await measure(search, queries(data, lang));
    const shown = (label, { mrr, first, keys }, count) =>
      console.log(`${label.padEnd(24)}  ${String(count).padStart(4)}  ${mrr.toFixed(3)}  ${first.toFixed(3)}  ${Number.isNaN(keys) ? '' : `${(100 * keys).toFixed(1)} %`}`);
    const reached = figures(rows);
    shown(lang, reached, rows.length);
    for (const kind of ['whole', 'cut']) {
      const some = rows.filter((row) => row.kind === kind);
      shown(`   ${kind}`, figures(some), some.length);
    }
    for (const [figure, limit] of Object.entries(limits?.[lang] ?? {})) {
      if (reached[figure] >= limit) continue;
      console.error(`${lang}: ${figure} is ${reached[figure].toFixed(4)}, the limit is ${limit}`);
      process.exitCode = 1;
    }
  }
}

await main();
