/**
 * Measures the search on a built site, beside Pagefind and MiniSearch with Snowball stems over the same pages.
 *
 *     node evaluate.mjs SITE [--queries FOLDER] [--half tuning|unseen|all] [--only ours] [--misses] [--limits FILE NAME]
 *
 * SITE is a folder of HTML pages with the index in its `search/`. A query file `<lang>.<half>.jsonl` has one JSON object a line: `q`, `kind` and `grades`, the
 * grade of each address that helps (2: the page that answers, 1: it helps).
 *
 * With `--limits`, the figures of every language must reach those under NAME in FILE and be ahead of the other engines'; else the exit code is 1.
 *
 * nDCG@10: gains 2^grade - 1, discount log2(rank + 1), relative to the best possible order. MRR: one over the rank of the first page of grade 2.
 * Keystrokes: share of the query's beginnings from three letters on that have a page of grade 2 among the first five.
 *
 * Two rows tell how much of what is missed an engine could have had. “the same pages in the best order”: nDCG@10 and MRR if the pages that were found stood in
 * the order of their grades. “beginnings that tell something”: keystrokes of those beginnings that hold, from its third letter on, a word that is neither a stop
 * word of the language nor the beginning of one; before that, nobody could know what is being asked.
 */

import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { builtSearch } from './helpers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

export function queriesOf(folder, lang, half) {
  const halves = half === 'all' ? ['tuning', 'unseen'] : [half];
  return halves
    .map((name) => join(folder, `${lang}.${name}.jsonl`))
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
}

function htmlFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return htmlFiles(path);
    return item.name.endsWith('.html') ? [path] : [];
  });
}

const text = (html) =>
  html
    .replace(/<(script|style|template)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' })[name])
    .replace(/\s+/g, ' ')
    .trim();

/** Pages of a built site that a search may find, so none for print: address, language, title, headings and text of the main part. */
export function readSite(folder) {
  return htmlFiles(folder).flatMap((file) => {
    const html = readFileSync(file, 'utf8');
    const lang = /<html[^>]*\slang="([^"-]+)/.exec(html)?.[1];
    const main = /<main\b[^>]*>(.*)<\/main>/s.exec(html)?.[1];
    if (!lang || !main || html.includes('<meta name="robots" content="noindex">')) return [];
    const url = '/' + relative(folder, file).replaceAll('\\', '/').replace(/index\.html$/, '');
    const title = text(/<h1\b[^>]*>(.*?)<\/h1>/s.exec(main)?.[1] ?? '');
    const headings = [...main.matchAll(/<h[2-6]\b[^>]*>(.*?)<\/h[2-6]>/gs)].map((match) => text(match[1])).join('\n');
    return [{ url, lang, title, headings, body: text(main.replace(/<h[1-6]\b.*?<\/h[1-6]>/gs, ' ')) }];
  });
}

/** Bytes that the browser gets for the site's own scripts of the search, each packed by itself as servers do. */
export function scriptBytes(site, stemmer) {
  const folder = join(site, 'assets');
  const ofSearch = (name) => /^search(-[a-z]+)?\.[0-9a-f]+\.mjs$/.test(name) || (stemmer && name.startsWith(`stemmer-${stemmer}.`));
  return readdirSync(folder).filter(ofSearch).reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
}

export async function ours(site, lang) {
  const { createSearch } = await builtSearch(site);
  const stemmer = JSON.parse(readFileSync(join(site, 'search', lang, 'manifest.json'), 'utf8')).stemmer;
  const fixed = scriptBytes(site, stemmer);
  const make = (onLoad) =>
    createSearch({
      lang,
      load: async (name) => {
        const bytes = new Uint8Array(readFileSync(join(site, 'search', name)));
        onLoad(name.endsWith('.json') ? gzipSync(bytes).length : bytes.length);
        return bytes;
      },
    });
  const warm = make(() => {});
  return {
    name: 'ours',
    search: async (query) => (await warm.search(query, { limit: 10 })).map(({ url }) => url),
    firstBytes: async (query) => {
      let bytes = fixed;
      await make((size) => (bytes += size)).search(query, { limit: 10 });
      return bytes;
    },
  };
}

export function miniSearch(pages, lang) {
  const MiniSearch = require('minisearch');
  const stemmer = require('snowball-stemmers').newStemmer(lang === 'fi' ? 'finnish' : 'swedish');
  const processTerm = (term) => stemmer.stem(term.toLowerCase());
  const options = { fields: ['title', 'headings', 'body'], idField: 'url', processTerm };
  const index = new MiniSearch(options);
  index.addAll(pages);
  const code = gzipSync(readFileSync(require.resolve('minisearch'))).length;
  const bytes = gzipSync(JSON.stringify(index)).length + code;
  const search = { boost: { title: 6, headings: 3 }, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 3 ? 0.2 : false) };
  return { name: 'MiniSearch + Snowball', search: async (query) => index.search(query, search).slice(0, 10).map(({ id }) => id), firstBytes: async () => bytes };
}

export async function pagefind(pages, lang) {
  const builder = await import('pagefind');
  const { index } = await builder.createIndex({ forceLanguage: lang });
  for (const page of pages) {
    const content = `<html lang="${lang}"><body><main><h1>${escape(page.title)}</h1>${page.headings.split('\n').map((h) => `<h2>${escape(h)}</h2>`).join('')}<p>${escape(page.body)}</p></main></body></html>`;
    await index.addHTMLFile({ url: page.url, content });
  }
  const { files } = await index.getFiles();
  const byPath = new Map(files.map((file) => [file.path, file.content]));
  const requests = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const path = String(address).split('?')[0].replace(/^.*?pagefind\//, '');
    if (!byPath.has(path)) return realFetch(address, options);
    requests.push(byPath.get(path).length);
    return new Response(byPath.get(path));
  };
  globalThis.window ??= globalThis;
  globalThis.location ??= new URL('https://site.example/');
  globalThis.document = { querySelector: () => ({ getAttribute: () => lang }), currentScript: null };
  const script = byPath.get('pagefind.js');
  let copies = 0;
  const open = async () => {
    const source = `${Buffer.from(script).toString('utf8')}\n//${lang}${copies++}`;
    const module = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
    await module.options({ basePath: 'https://site.example/pagefind/', baseUrl: '/' });
    await module.init();
    return module;
  };
  const run = async (module, query) => {
    const { results } = await module.search(query);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({ raw_url: raw, url }) => raw ?? url);
  };
  const warm = await open();
  return {
    name: 'Pagefind',
    search: (query) => run(warm, query),
    firstBytes: async (query) => {
      requests.length = 0;
      await run(await open(), query);
      return requests.reduce((a, b) => a + b, 0) + gzipSync(script).length;
    },
    close: async () => {
      globalThis.fetch = realFetch;
      delete globalThis.document;
      await builder.close();
    },
  };
}

const escape = (plain) => plain.replace(/[&<>]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter]);

export function ndcg(urls, grades) {
  const gain = (grade, rank) => (2 ** grade - 1) / Math.log2(rank + 2);
  const seen = new Set();
  const found = urls.slice(0, 10).reduce((sum, url, rank) => {
    const grade = seen.has(url) ? 0 : (grades[url] ?? 0);
    seen.add(url);
    return sum + gain(grade, rank);
  }, 0);
  const best = Object.values(grades).sort((a, b) => b - a).slice(0, 10).reduce((sum, grade, rank) => sum + gain(grade, rank), 0);
  return best ? found / best : 0;
}

const mean = (values) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : NaN);
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Whether a beginning of a query holds at least three letters of a word that could tell pages apart. */
function tells(beginning, stopWords) {
  const words = beginning.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.some((word) => !stopWords.some((stop) => stop.startsWith(word)));
}

/** The pages that were found, best grades first. */
const inBestOrder = (urls, grades) => [...new Set(urls)].sort((a, b) => (grades[b] ?? 0) - (grades[a] ?? 0));

async function measure(engine, queries, stopWords) {
  const rows = [];
  for (const { q, kind, grades } of queries) {
    const answers = new Set(Object.keys(grades).filter((url) => grades[url] === 2));
    const urls = await engine.search(q);
    const rank = urls.findIndex((url) => answers.has(url));
    const counts = { typed: 0, met: 0, telling: 0, tellingMet: 0 };
    for (let length = 3; length <= q.length; length++) {
      const beginning = q.slice(0, length);
      const met = (await engine.search(beginning)).slice(0, 5).some((url) => answers.has(url)) ? 1 : 0;
      const telling = tells(beginning, stopWords) ? 1 : 0;
      counts.typed++;
      counts.met += met;
      counts.telling += telling;
      counts.tellingMet += telling * met;
    }
    const best = { ndcg: ndcg(inBestOrder(urls, grades), grades), mrr: rank < 0 ? 0 : 1 };
    rows.push({ q, kind, urls, ndcg: ndcg(urls, grades), mrr: rank < 0 ? 0 : 1 / (rank + 1), best, zero: urls.length ? 0 : 1, ...counts, bytes: await engine.firstBytes(q) });
  }
  const times = [];
  for (let round = 0; round < 3; round++) {
    for (const { q } of queries) {
      const start = performance.now();
      await engine.search(q);
      times.push(performance.now() - start);
    }
  }
  return { rows, times };
}

const figure = (value, digits = 3) => (Number.isNaN(value) ? '-' : value.toFixed(digits));

function summary(label, rows, times) {
  const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
  const cells = [
    label.padEnd(34),
    String(rows.length).padStart(4),
    figure(mean(rows.map((row) => row.ndcg))),
    figure(mean(rows.map((row) => row.mrr))),
    figure(100 * mean(rows.map((row) => row.zero)), 1).padStart(5) + ' %',
    figure((100 * total('met')) / total('typed'), 1).padStart(5) + ' %',
    figure(mean(rows.map((row) => row.bytes)) / 1000, 1).padStart(7) + ' kB',
    times ? figure(percentile(times, 0.95), 2).padStart(7) + ' ms' : '',
  ];
  return cells.join('  ');
}

/** What is held against limits: shares from 0 to 1 and kilobytes. */
function figures(rows) {
  const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
  const other = rows.filter((row) => row.kind === 'other-language');
  return {
    ndcg: mean(rows.map((row) => row.ndcg)),
    mrr: mean(rows.map((row) => row.mrr)),
    other: mean(other.map((row) => row.ndcg)),
    keys: total('met') / total('typed'),
    zero: mean(rows.map((row) => row.zero)),
    kilobytes: mean(rows.map((row) => row.bytes)) / 1000,
  };
}

/** Figures for which less is better. */
const COSTS = new Set(['zero', 'kilobytes']);

function below(reached, limits) {
  const misses = Object.entries(limits).filter(([name, limit]) => (COSTS.has(name) ? reached[name] > limit : !(reached[name] >= limit)));
  return misses.map(([name, limit]) => `${name} is ${reached[name].toFixed(4)}, the limit is ${limit}`);
}

function behind(own, other) {
  const names = ['ndcg', 'mrr', 'other', 'keys'].filter((name) => !(own[name] >= other[name]));
  return names.map((name) => `${name} is ${other[name].toFixed(4)}, ours only ${own[name].toFixed(4)}`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { queries: { type: 'string', default: join(here, 'queries') }, half: { type: 'string', default: 'tuning' }, only: { type: 'string' }, misses: { type: 'boolean' }, limits: { type: 'string' } },
  });
  const site = positionals[0];
  if (!site || !statSync(site).isDirectory()) throw new Error('the folder of a built site is needed');
  const pages = readSite(site);
  const limits = values.limits ? JSON.parse(readFileSync(values.limits, 'utf8'))[positionals[1]] : null;
  if (values.limits && !limits) throw new Error(`no limits are called ${positionals[1]}`);
  console.log(`${'engine'.padEnd(34)}   n   nDCG   MRR   zero     keys       first    p95`);
  for (const lang of new Set(pages.map((page) => page.lang))) {
    const queries = queriesOf(values.queries, lang, values.half);
    if (!queries.length || !existsSync(join(site, 'search', lang))) continue;
    const own = pages.filter((page) => page.lang === lang);
    const known = new Set(own.map((page) => page.url));
    for (const { q, grades } of queries) for (const url of Object.keys(grades)) if (!known.has(url)) console.warn(`${lang}: the query “${q}” grades ${url}, which is no page`);
    const stopWords = JSON.parse(readFileSync(join(site, 'search', lang, 'manifest.json'), 'utf8')).stop;
    const makers = [() => ours(site, lang), () => pagefind(own, lang), () => miniSearch(own, lang)].slice(0, values.only ? 1 : 3);
    let ownFigures = null;
    for (const make of makers) {
      const engine = await make();
      const { rows, times } = await measure(engine, queries, stopWords);
      if (limits) {
        const reached = figures(rows);
        if (engine.name === 'ours') ownFigures = reached;
        for (const fault of engine.name === 'ours' ? below(reached, limits[lang]) : behind(ownFigures, reached)) {
          console.error(`${lang}, ${engine.name}: ${fault}`);
          process.exitCode = 1;
        }
      }
      console.log(summary(`${lang} ${engine.name}`, rows, times));
      for (const kind of [...new Set(rows.map((row) => row.kind))].sort()) console.log(summary(`   ${kind}`, rows.filter((row) => row.kind === kind)));
      console.log(summary('   all but questions', rows.filter((row) => row.kind !== 'question')));
      console.log(summary('   the same pages in the best order', rows.map((row) => ({ ...row, ...row.best }))));
      console.log(summary('   beginnings that tell something', rows.map((row) => ({ ...row, typed: row.telling, met: row.tellingMet }))));
      if (values.misses && engine.name === 'ours') for (const row of rows) if (row.ndcg < 0.8) console.log(`      ${row.ndcg.toFixed(2)}  ${row.q}  [${row.kind}]  ${row.urls.slice(0, 5).join(' ')}`);
      await engine.close?.();
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
