/**
 * Writes the pages that an assessor grades: for every query the first ten of every engine and the pages graded before, without saying which is which.
 *
 *     node pool.mjs SITE... --half tuning|unseen --out FOLDER
 *
 * Each SITE is a folder of HTML pages with an index in its `search/`; the same site with and without lexicons gives both. FOLDER gets `<lang>.<half>.jsonl`,
 * an object a line: `q`, `kind` and `urls` in the order of the alphabet; and `pages/<lang>/`, the text of each page.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { miniSearch, ours, pagefind, queriesOf, readSite } from './evaluate.mjs';

const { values, positionals: sites } = parseArgs({ allowPositionals: true, options: { half: { type: 'string' }, out: { type: 'string' } } });
if (!sites.length || !values.half || !values.out) throw new Error('a site, --half and --out are needed');

const queries = join(dirname(fileURLToPath(import.meta.url)), 'queries');
const pages = readSite(sites[0]);

for (const lang of new Set(pages.map((page) => page.lang))) {
  const asked = queriesOf(queries, lang, values.half);
  if (!asked.length) continue;
  const own = pages.filter((page) => page.lang === lang);
  const known = new Set(own.map((page) => page.url));
  const found = new Map(asked.map(({ q, grades }) => [q, new Set(Object.keys(grades))]));
  for (const make of [...sites.map((site) => () => ours(site, lang)), () => pagefind(own, lang), () => miniSearch(own, lang)]) {
    const engine = await make();
    for (const { q } of asked) for (const url of await engine.search(q)) if (known.has(url)) found.get(q).add(url);
    await engine.close?.();
  }
  const texts = join(values.out, 'pages', lang);
  mkdirSync(texts, { recursive: true });
  for (const { url, title, headings, body } of own) writeFileSync(join(texts, `${url.replaceAll('/', '_')}.txt`), `${url}\n${title}\n\n${headings}\n\n${body}\n`);
  const lines = asked.map(({ q, kind }) => JSON.stringify({ q, kind, urls: [...found.get(q)].sort() }));
  writeFileSync(join(values.out, `${lang}.${values.half}.jsonl`), lines.join('\n') + '\n');
  console.log(`${lang} ${values.half}: ${asked.length} queries, ${lines.reduce((sum, line) => sum + JSON.parse(line).urls.length, 0)} pages to grade`);
}
