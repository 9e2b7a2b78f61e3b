/**
 * Benchmark of the search on a made-up site.
 *
 *     cargo run --release --example search_bench -- 10000 OUT
 *     node tests/bench/search.mjs OUT
 *
 * Prints per language the bytes of a first search (scripts included; mean and 95th percentile), and the 95th percentile of the time of one search with files in memory.
 */

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { createSearch } from '../../themes/default/scripts/search.mjs';

const scripts = join(dirname(fileURLToPath(import.meta.url)), '../../themes/default/scripts');
const out = process.argv[2];
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

for (const lang of readdirSync(join(out, 'search')).sort()) {
  const queries = readFileSync(join(out, `queries.${lang}.txt`), 'utf8').split('\n');
  const stemmer = `stemmer-${JSON.parse(readFileSync(join(out, 'search', lang, 'manifest.json'), 'utf8')).stemmer}.mjs`;
  const modules = readdirSync(scripts).filter((name) => /^search(-[a-z]+)?\.mjs$/.test(name) || name === stemmer);
  const fixed = modules.reduce((sum, name) => sum + gzipSync(readFileSync(join(scripts, name)), { level: 9 }).length, 0);
  const read = (name) => new Uint8Array(readFileSync(join(out, 'search', name)));
  const first = [];
  let empty = 0;
  for (const query of queries) {
    let bytes = fixed;
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
  const warm = createSearch({ lang, load: async (name) => read(name) });
  const times = [];
  for (let round = 0; round < 4; round++) {
    for (const query of queries) {
      const start = performance.now();
      await warm.search(`${query}`);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  console.log(
    `${lang}: ${queries.length} queries, ${empty} empty, scripts ${(fixed / 1000).toFixed(1)} kB, first search mean ${(mean(first) / 1000).toFixed(1)} kB, p95 ${(percentile(first, 0.95) / 1000).toFixed(1)} kB, ` +
      `one search p50 ${percentile(times, 0.5).toFixed(2)} ms, p95 ${percentile(times, 0.95).toFixed(2)} ms`,
  );
}
