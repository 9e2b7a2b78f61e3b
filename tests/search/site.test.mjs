/** The index of a built site, named by SITE: the program and the scripts find the same, damage is told, and what US-10 of the site's stories asks for. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { builtSearch, program } from './helpers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const site = process.env.SITE;
if (!site) throw new Error('SITE names the folder of a built site');
const { SearchError, createSearch } = await builtSearch(site);
const load = async (name) => new Uint8Array(readFileSync(join(site, 'search', name)));
const languages = readdirSync(join(site, 'search'));

const queries = (lang) =>
  readFileSync(join(here, `queries/${lang}.tuning.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).q);

const beginnings = (query) => Array.from({ length: Math.max(0, Math.ceil(query.length / 3) - 1) }, (_, i) => query.slice(0, 3 * (i + 1)));

test('the program and the scripts find the same pages and sections in the same order', async () => {
  for (const lang of languages) {
    const all = [...queries(lang), ...queries(lang).flatMap(beginnings), ...languages.filter((other) => other !== lang).flatMap(queries)];
    const asked = all.filter((query) => query.trim() && !query.includes('\n'));
    const input = `${asked.join('\n')}\n`;
    const lines = execFileSync(program('search_query'), [site, lang], { input, encoding: 'utf8', maxBuffer: 2 ** 28 }).trimEnd().split('\n');
    const { search } = createSearch({ lang, load });
    const differing = [];
    for (const [i, query] of asked.entries()) {
      const expected = JSON.parse(lines[i]);
      const results = await search(query, { limit: 10 });
      const same = results.length === expected.length && results.every(({ url, anchor, score }, at) => url === expected[at][0] && anchor === expected[at][1] && Math.abs(score - expected[at][2]) < 0.002);
      if (!same) differing.push([query, results.map(({ url, anchor, score }) => [url, anchor, score]), expected]);
    }
    assert.deepEqual(differing.slice(0, 3), [], `${lang}: ${differing.length} of ${asked.length} differ`);
  }
});

test('results do not depend on what was searched for before', async () => {
  for (const lang of languages) {
    const warm = createSearch({ lang, load });
    for (const query of queries(lang)) await warm.search(query);
    for (const query of queries(lang)) {
      const cold = await createSearch({ lang, load }).search(query);
      assert.deepEqual(await warm.search(query), cold, query);
    }
  }
});

test('US-10: old and new names, inflected and compound words, missing dots', async () => {
  const first = async (lang, query) => (await createSearch({ lang, load }).search(query, { limit: 3 })).map(({ url }) => url);
  for (const [lang, query, page] of [
    ['sv', 'klientdatalager', /klientdata/],
    ['sv', 'klientdataarkivet', /klientdataarkivet/],
    ['fi', 'OSVA', /ostopalvelun-valtuutus/],
    ['fi', 'liityntäpisteet', /liityntapiste/],
    ['fi', 'liityntapisteiden', /liityntapiste/],
    ['sv', 'ibruktagningsprov rapport', /rapportera-ibruktagningsprovet/],
    ['fi', 'ibruktagningsprov rapport', /raportoi-kayttoonottokoe/],
    ['fi', 'kuka', /roolit/],
    ['sv', 'vem ', /roller/],
  ]) assert.ok((await first(lang, query)).some((url) => page.test(url)), `${lang} ${query}: ${await first(lang, query)}`);
});

test('a damaged shard of the real site gives an error of ours or a list', async () => {
  for (const lang of languages) {
    for (const [number, file] of readdirSync(join(site, 'search', lang, 'files')).entries()) {
      const damaged = async (name) => {
        const bytes = (await load(name)).slice();
        if (!name.endsWith(file)) return bytes;
        if (number % 3 === 0) return bytes.slice(0, bytes.length / 2);
        if (number % 3 === 1) return new Uint8Array(0);
        bytes[(number * 7919) % bytes.length] ^= 255;
        return bytes;
      };
      try {
        assert.ok(Array.isArray(await createSearch({ lang, load: damaged }).search(queries(lang)[number % 50])));
      } catch (error) {
        assert.ok(error instanceof SearchError && error.code === 'corrupt', error.stack);
      }
    }
  }
});

test('nothing but the manifest and what the query needs is loaded', async () => {
  for (const lang of languages) {
    const asked = [];
    const { search } = createSearch({ lang, load: async (name) => (asked.push(name), load(name)) });
    assert.deepEqual(asked, []);
    await search(queries(lang)[0]);
    assert.ok(asked.every((name) => name.startsWith(`${lang}/`)));
    assert.equal(new Set(asked).size, asked.length);
  }
});
