/**
 * Searches in the index of a made-up site, for `tests/bench/search`, which makes it.
 *
 *     node tests/bench/search.mjs OUT
 *
 * Prints per language, as JSON, the bytes of the scripts and of a first search (everything that is loaded, scripts included), and the
 * milliseconds of one search with the files in memory: of each query the shortest of several.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { createSearch } from '../../themes/default/scripts/search.mjs';
import { scriptBytes } from '../search/evaluate.mjs';

const ROUNDS = 5;

const out = process.argv[2];
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

const found = {};
for (const lang of readdirSync(join(out, 'search')).sort()) {
  const queries = readFileSync(join(out, `queries.${lang}.txt`), 'utf8').split('\n');
  const scripts = scriptBytes(out, JSON.parse(readFileSync(join(out, 'search', lang, 'manifest.json'), 'utf8')).stemmer);
  const read = (name) => new Uint8Array(readFileSync(join(out, 'search', name)));
  const first = [];
  let empty = 0;
  for (const query of queries) {
    let bytes = scripts;
    const { search } = createSearch({
      lang,
      load: async (name) => {
        const file = read(name);
        bytes += name.endsWith('.json') ? gzipSync(file).length : file.length;
        return file;
      },
    });
    if (!(await search(query)).length) empty++;
    first.push(bytes);
  }
  const { search } = createSearch({ lang, load: async (name) => read(name) });
  // The first round loads the files. Of the others the shortest counts: what else runs on the machine only adds to it.
  for (const query of queries) await search(query);
  const times = queries.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [number, query] of queries.entries()) {
      const start = performance.now();
      await search(query);
      times[number] = Math.min(times[number], performance.now() - start);
    }
  }
  found[lang] = {
    queries: queries.length,
    empty,
    scripts,
    first: { mean: mean(first), p95: percentile(first, 0.95) },
    time: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
  };
}
console.log(JSON.stringify(found));
