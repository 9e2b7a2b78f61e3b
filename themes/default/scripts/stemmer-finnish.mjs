/*
Finnish stemmer, ported from the Snowball algorithm (https://snowballstem.org/algorithms/finnish/stemmer.html).

Copyright (c) 2001, Dr Martin Porter
Copyright (c) 2004,2005, Richard Boulton
All rights reserved.

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:
 1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer
    in the documentation and/or other materials provided with the distribution.
 3. Neither the name of the Snowball project nor the names of its contributors may be used to endorse or promote products derived
    from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING
IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
const VOWELS = 'aeiouyäö';
const PLAIN_VOWELS = 'aeiouäö';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/** @param {string | undefined} letter */
const isVowel = (letter) => letter !== undefined && VOWELS.includes(letter);

/** @param {string | undefined} letter */
const isConsonant = (letter) => letter !== undefined && CONSONANTS.includes(letter);

/** @param {string} text */
const hasLong = (text) => /(?:aa|ee|ii|oo|uu|ää|öö)$/.test(text);

/**
 * End of the first run of vowels and the letter after it, sought from `at`; the word's length if there is none.
 * @param {string} word
 * @param {number} at
 */
function region(word, at) {
  while (at < word.length && !isVowel(word[at])) at++;
  while (at < word.length && isVowel(word[at])) at++;
  return at < word.length ? at + 1 : word.length;
}

/**
 * Longest suffix of `word` from `from` on that is in `set`; empty if there is none.
 * @param {string} word
 * @param {number} from
 * @param {Set<string>} set
 */
function longest(word, from, set) {
  for (let at = from; at < word.length; at++) if (set.has(word.slice(at))) return word.slice(at);
  return '';
}

/** @param {string} text */
const words = (text) => new Set(text.split(' '));
const PARTICLES = words('kin kaan kään ko kö han hän pa pä sti');
const POSSESSIVES = words('si ni nsa nsä mme nne an än en');
const CASES = words(
  'han hen hin hon hän hön siin seen den tten n a ä tta ttä ta tä ssa ssä sta stä lla llä lta ltä lle na nä ksi ine',
);
const DEGREES = words('mpi mpa mpä mmi mma mmä impi impa impä immi imma immä eja ejä');
const PLURALS = words('mma imma');

/**
 * @param {string} word
 * @param {number} p1
 * @param {number} p2
 */
function cutParticle(word, p1, p2) {
  const suffix = longest(word, p1, PARTICLES);
  if (!suffix) return word;
  const rest = word.slice(0, word.length - suffix.length);
  if (suffix === 'sti') return rest.length >= p2 ? rest : word;
  const before = rest.at(-1);
  return isVowel(before) || before === 'n' || before === 't' ? rest : word;
}

/**
 * @param {string} word
 * @param {number} p1
 */
function cutPossessive(word, p1) {
  const suffix = longest(word, p1, POSSESSIVES);
  const rest = word.slice(0, word.length - suffix.length);
  switch (suffix) {
    case '':
      return word;
    case 'si':
      return rest.endsWith('k') ? word : rest;
    case 'ni':
      return rest.endsWith('kse') ? rest.slice(0, -1) + 'i' : rest;
    case 'an':
      return /(?:ta|ssa|sta|lla|lta|na)$/.test(rest) ? rest : word;
    case 'än':
      return /(?:tä|ssä|stä|llä|ltä|nä)$/.test(rest) ? rest : word;
    case 'en':
      return /(?:lle|ine)$/.test(rest) ? rest : word;
    default:
      return rest;
  }
}

/** @param {string} text */
const endsInVI = (text) => text.endsWith('i') && text.length > 1 && PLAIN_VOWELS.includes(text[text.length - 2]);

/**
 * Illative or genitive: a long vowel before the n is shortened.
 * @param {string} word
 */
function cutN(word) {
  const rest = word.slice(0, -1);
  const shortens = hasLong(rest) || rest.endsWith('ie');
  return shortens ? rest.slice(0, -1) : rest;
}

/**
 * The word without its case ending, or null if it has none.
 * @param {string} word
 * @param {number} p1
 */
function cutCase(word, p1) {
  const suffix = longest(word, p1, CASES);
  const rest = word.slice(0, word.length - suffix.length);
  switch (suffix) {
    case '':
      return null;
    case 'han':
    case 'hen':
    case 'hin':
    case 'hon':
    case 'hän':
    case 'hön':
      return rest.endsWith(suffix[1]) ? rest : null;
    case 'siin':
    case 'den':
    case 'tten':
      return endsInVI(rest) ? rest : cutN(word);
    case 'seen':
      return hasLong(rest) ? rest : cutN(word);
    case 'n':
      return cutN(word);
    case 'a':
    case 'ä':
      return isVowel(rest.at(-1)) && isConsonant(rest.at(-2)) ? rest : null;
    case 'tta':
    case 'ttä':
      return rest.endsWith('e') ? rest : null;
    default:
      return rest;
  }
}

/**
 * @param {string} word
 * @param {number} p2
 */
function cutDegree(word, p2) {
  const suffix = longest(word, p2, DEGREES);
  const rest = word.slice(0, word.length - suffix.length);
  return suffix.length === 3 && suffix[0] === 'm' && rest.endsWith('po') ? word : rest;
}

/**
 * @param {string} word
 * @param {number} p1
 * @param {number} p2
 */
function cutPluralT(word, p1, p2) {
  if (word.length - 1 < p1 || !word.endsWith('t') || !isVowel(word.at(-2))) return word;
  const rest = word.slice(0, -1);
  const suffix = longest(rest, p2, PLURALS);
  const base = rest.slice(0, rest.length - suffix.length);
  return suffix === 'mma' && base.endsWith('po') ? rest : base;
}

/**
 * @param {string} word
 * @param {number} p1
 * @returns {string}
 */
function tidy(word, p1) {
  /** @type {any} a text: that it has a last letter is told by its length alone */
  let out = word;
  if (out.length - 2 >= p1 && hasLong(out)) out = out.slice(0, -1);
  if (out.length - 2 >= p1 && 'aäei'.includes(out.at(-1)) && isConsonant(out.at(-2))) out = out.slice(0, -1);
  if (out.length - 2 >= p1 && (out.endsWith('oj') || out.endsWith('uj'))) out = out.slice(0, -1);
  if (out.length - 2 >= p1 && out.endsWith('jo')) out = out.slice(0, -1);
  let at = out.length - 1;
  while (at >= 0 && isVowel(out[at])) at--;
  const double = at > 0 && isConsonant(out[at]) && out[at - 1] === out[at];
  return double ? out.slice(0, at) + out.slice(at + 1) : out;
}

/**
 * Stem of a lower-case Finnish word.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  const p1 = region(word, 0);
  const p2 = region(word, p1);
  let out = cutPossessive(cutParticle(word, p1, p2), p1);
  const withoutCase = cutCase(out, p1);
  out = cutDegree(withoutCase ?? out, p2);
  if (withoutCase !== null) {
    if (out.length - 1 >= p1 && /[ij]$/.test(out)) out = out.slice(0, -1);
  } else {
    out = cutPluralT(out, p1, p2);
  }
  return tidy(out, p1);
}
