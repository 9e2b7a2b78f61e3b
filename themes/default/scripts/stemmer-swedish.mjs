/*
Swedish stemmer, ported from the Snowball algorithm (https://snowballstem.org/algorithms/swedish/stemmer.html).

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
const VOWELS = 'aeiouyäåö';
const MAIN = new Set(
  ('a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas es ades andes ens ' +
    'arens hetens erns at andet het ast s et').split(' '),
);
const NOT_BEFORE_ET = /(?:h|iet|uit|fab|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|ivit|kvit|xit|kom|rak|pak|stak)$/;

/**
 * Start of the region in which suffixes are sought.
 * @param {string} word
 */
function region(word) {
  let at = 0;
  while (at < word.length && !VOWELS.includes(word[at])) at++;
  while (at < word.length && VOWELS.includes(word[at])) at++;
  return at < word.length ? Math.max(at + 1, 3) : word.length;
}

/**
 * Longest suffix of `word` within the region that is in `set`.
 * @param {string} word
 * @param {number} from
 * @param {Set<string>} set
 */
function longest(word, from, set) {
  for (let at = from; at < word.length; at++) if (set.has(word.slice(at))) return word.slice(at);
  return '';
}

/**
 * Whether `et` may be cut off what ends here.
 * @param {string} stem
 */
function etMayGo(stem) {
  const length = stem.length;
  return length > 2 && VOWELS.includes(stem[length - 1]) === false && VOWELS.includes(stem[length - 2]) && !NOT_BEFORE_ET.test(stem);
}

/**
 * @param {string} word
 * @param {number} from
 */
function cutMain(word, from) {
  const suffix = longest(word, from, MAIN);
  const stem = word.slice(0, word.length - suffix.length);
  if (suffix === 's') {
    if (stem.endsWith('et') && etMayGo(stem.slice(0, -2))) return stem.slice(0, -2);
    return 'bcdfghjklmnoprtvy'.includes(stem.at(-1) ?? '-') ? stem : word;
  }
  if (suffix === 'et') return etMayGo(stem) ? stem : word;
  return stem;
}

const OTHER = new Set(['lig', 'ig', 'els', 'öst', 'fullt']);

/**
 * @param {string} word
 * @param {number} from
 */
function cutOther(word, from) {
  const suffix = longest(word, from, OTHER);
  if (suffix === 'fullt') return word.slice(0, -1);
  if (suffix === 'öst') return 'iklnprtuv'.includes(word.at(-4) ?? '-') ? word.slice(0, -1) : word;
  return word.slice(0, word.length - suffix.length);
}

/**
 * Stem of a lower-case Swedish word.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3) return word;
  const from = region(word);
  let out = cutMain(word, from);
  if (out.length - 2 >= from && /(?:dd|gd|nn|dt|gt|kt|tt)$/.test(out)) out = out.slice(0, -1);
  return cutOther(out, from);
}
