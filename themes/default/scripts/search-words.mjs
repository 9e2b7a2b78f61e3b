/** Cutting a query into words, by the rules of the index. */

/**
 * A map that is asked for what it has: `has` comes first, or what is missing is reckoned with, by `??` or a comparison that fails.
 * @template K, V
 * @typedef {{ get(key: K): V } & Map<K, V>} Filled
 */

/**
 * A word of a query, or one with hyphens in its parts. `places`: where the parts begin.
 * @typedef {{ parts: string[], joined: string, places: number[] }} Item
 */

/** Longest word, in characters. */
export const LONGEST_WORD = 64;
/** Letters of a query that are read. */
const LONGEST_QUERY = 1000;
/** Words of a query that are read. */
const MOST_WORDS = 24;

const WORD = /[\p{Alphabetic}\p{N}]+(?:(?:[-\u2010\u2011]|:)(?=[\p{Alphabetic}\p{N}])[\p{Alphabetic}\p{N}]+)*/gu;
/** Words of a text that is shown, each with all that stands inside it: `Suomi.fi-valtuudet`, `THL:n`, `5.2.2021`. */
export const SHOWN_WORD = /[\p{Alphabetic}\p{N}](?:[\p{Alphabetic}\p{N}\p{M}\u00ad]|[-\u2010\u2011:.'’](?=[\p{Alphabetic}\p{N}]))*/gu;
/** @type {Record<string, string>} */
const UNDECOMPOSED = { ø: 'o', æ: 'a', ß: 'ss', đ: 'd', ð: 'd', ł: 'l' };

/**
 * Position of the first item of an ascending list that is not below a value.
 * @template {string | number} T
 * @param {ArrayLike<T>} items
 * @param {T} value
 * @returns {number}
 */
export function lowerBound(items, value) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many letters two words begin with alike.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function commonPrefix(one, other) {
  let i = 0;
  while (i < one.length && one[i] === other[i]) i++;
  return i;
}

/**
 * Folds a lower-case word: no diacritics, `ä` and `å` become `a`, `ö` and `ø` become `o`.
 * @param {string} word
 * @returns {string}
 */
export function fold(word) {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßđðł]/g, (letter) => UNDECOMPOSED[letter]);
}

/** @param {string} text */
const lowered = (text) => text.toLowerCase().normalize('NFC');

/**
 * A query as typed, in which the words stand where {@link cutQuery} says.
 * @param {string} query
 * @returns {string}
 */
export function asTyped(query) {
  const text = query.slice(0, LONGEST_QUERY).replace(/\u00ad/g, '').normalize('NFC');
  const lower = lowered(text);
  return lower.length === text.length ? text : lower;
}

/**
 * Words of a query. A word with hyphens is one item with several parts.
 * @param {unknown} query
 * @returns {Item[]}
 */
export function cutQuery(query) {
  if (typeof query !== 'string') return [];
  const items = [];
  for (const { 0: run, index } of lowered(asTyped(query)).matchAll(WORD)) {
    // An ending after a colon is no word.
    const bare = run.replace(/(?<=\p{Alphabetic}):[^-\u2010\u2011]*/gu, (ending) => '-'.repeat(ending.length));
    const found = [...bare.matchAll(/[^-\u2010\u2011:]+/g)].filter(([part]) => [...part].length <= LONGEST_WORD);
    const parts = found.map(([part]) => part);
    if (parts.length) items.push({ parts, joined: parts.join(''), places: found.map((part) => index + part.index) });
  }
  return items.slice(0, MOST_WORDS);
}
