/** Analysers against their reference implementations, on lists of 50,000 words. The lists are made from the lexicons that `tests/setup` installs. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { program } from './helpers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const COUNT = '50000';
const SOURCES = { finnish: '/usr/lib/voikko/5/mor-standard/mor.vfst', swedish: '/usr/share/hunspell/sv_FI.dic' };
const PYTHON = join(here, '../.venv/bin/python');
const BUFFER = { maxBuffer: 2 ** 28, encoding: 'utf8' };

const words = (language) => execFileSync('node', [join(here, 'word-list.mjs'), language, SOURCES[language], COUNT], BUFFER);
const lines = (text) => text.trimEnd().split('\n').map((line) => line.trimEnd());

for (const language of ['finnish', 'swedish']) {
  test(`the ${language} stemmer equals the one of the index`, async () => {
    const { stem } = await import(`../../themes/default/scripts/stemmer-${language}.mjs`);
    const expected = lines(execFileSync(program('search_words'), ['stem', language], { ...BUFFER, input: words(language) }));
    assert.equal(expected.length, Number(COUNT));
    const differing = expected.filter((line) => {
      const [word, reference = ''] = line.split('\t');
      return stem(word) !== reference;
    });
    assert.deepEqual(differing, []);
  });
}

test('the Finnish reader equals libvoikko', () => {
  const input = words('finnish');
  const expected = lines(execFileSync(PYTHON, [join(here, 'oracle_voikko.py')], { ...BUFFER, input }));
  const ours = lines(execFileSync(program('search_words'), ['voikko', SOURCES.finnish], { ...BUFFER, input }));
  const differing = ours.flatMap((line, i) => (line === expected[i] ? [] : [[line, expected[i]]]));
  assert.deepEqual(differing, []);
});
