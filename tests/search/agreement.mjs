/**
 * How far two assessors agree, and what the engines reach by the grades of each.
 *
 *     node agreement.mjs SITE
 *
 * The first wrote the queries and graded the pages of the site that came to mind; the second graded what all engines find and the first had named, in the order of
 * the alphabet, without seeing which was which (`pool.mjs` makes that list; the grades are in `queries/second/`). Kappa is Cohen's, over the three grades. The line
 * “second assessor” takes the second's grades as an engine would order its results and measures them by the first's: how near two readers come to each other.
 */

import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { miniSearch, ndcg, ours, pagefind, queriesOf, readSite } from './evaluate.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'queries');
const [site] = process.argv.slice(2);
if (!site || !statSync(site).isDirectory()) throw new Error('the folder of a built site is needed');

const sum = (values) => values.reduce((a, b) => a + b, 0);
const mean = (values) => sum(values) / values.length;

/** Cohen's kappa of a square table of counts. */
function kappa(counts) {
  const all = sum(counts.flat());
  const same = sum(counts.map((row, grade) => row[grade])) / all;
  const chance = sum(counts.map((row, grade) => (sum(row) / all) * (sum(counts.map((other) => other[grade])) / all)));
  return (same - chance) / (1 - chance);
}

const pages = readSite(site);
for (const lang of new Set(pages.map((page) => page.lang))) {
  const own = pages.filter((page) => page.lang === lang);
  for (const half of ['tuning', 'unseen']) {
    const first = queriesOf(folder, lang, half);
    if (!first.length) continue;
    const second = readFileSync(join(folder, 'second', `${lang}.${half}.jsonl`), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
    if (first.some(({ q }, index) => second[index]?.q !== q)) throw new Error(`${lang}.${half}: the two assessors graded other queries`);
    const counts = [0, 1, 2].map(() => [0, 0, 0]);
    second.forEach(({ grades }, index) => Object.entries(grades).forEach(([url, grade]) => counts[first[index].grades[url] ?? 0][grade]++));
    console.log(`${lang} ${half}: ${first.length} queries, ${sum(counts.flat())} pages, kappa ${kappa(counts).toFixed(2)}`);
    const ideal = second.map(({ grades }) => Object.keys(grades).filter((url) => grades[url]).sort((a, b) => grades[b] - grades[a]));
    console.log(`   ${'second assessor'.padEnd(24)}  first's grades ${mean(first.map(({ grades }, index) => ndcg(ideal[index], grades))).toFixed(3)}`);
    for (const make of [() => ours(site, lang), () => pagefind(own, lang), () => miniSearch(own, lang)]) {
      const engine = await make();
      const found = [];
      for (const { q } of first) found.push(await engine.search(q));
      const by = (assessor) => mean(assessor.map(({ grades }, index) => ndcg(found[index], grades))).toFixed(3);
      console.log(`   ${engine.name.padEnd(24)}  first's grades ${by(first)}  second's grades ${by(second)}`);
      await engine.close?.();
    }
  }
}
