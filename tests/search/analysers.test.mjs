/** Analysers against their reference implementations, on lists of 50,000 words. Skipped where the system has no lexicons to make the lists from. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { program } from './helpers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const COUNT = '50000';
const SOURCES = { finnish: '/usr/lib/voikko/5/mor-standard/mor.vfst', swedish: '/usr/share/hunspell/sv_FI.dic' };
const BUFFER = { maxBuffer: 2 ** 28, encoding: 'utf8' };

const words = (language) => execFileSync('node', [join(here, 'word-list.mjs'), language, SOURCES[language], COUNT], BUFFER);
const lines = (text) => text.trimEnd().split('\n').map((line) => line.trimEnd());

for (const language of ['finnish', 'swedish']) {
  test(`the ${language} stemmer equals the one of the index`, { skip: !existsSync(SOURCES[language]) && 'no lexicon is installed' }, async () => {
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

function hasLibvoikko() {
  try {
    execFileSync('python3', ['-c', 'from libvoikko import Voikko; Voikko("fi")'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('the Finnish reader equals libvoikko', { skip: (!existsSync(SOURCES.finnish) || !hasLibvoikko()) && 'libvoikko is not installed' }, () => {
  const input = words('finnish');
  const expected = lines(execFileSync('python3', [join(here, 'oracle_voikko.py')], { ...BUFFER, input }));
  const ours = lines(execFileSync(program('search_words'), ['voikko', SOURCES.finnish], { ...BUFFER, input }));
  const differing = ours.flatMap((line, i) => (line === expected[i] ? [] : [[line, expected[i]]]));
  assert.deepEqual(differing, []);
});
