/** Cutting a query into words, by the rules of the index. */

/** Longest word, in characters. */
const LONGEST_WORD = 64;
/** Letters of a query that are read. */
const LONGEST_QUERY = 1000;
/** Words of a query that are read. */
const MOST_WORDS = 24;

const WORD = /[\p{Alphabetic}\p{N}]+(?:(?:[-\u2010\u2011]|:)(?=[\p{Alphabetic}\p{N}])[\p{Alphabetic}\p{N}]+)*/gu;
/** Words of a text that is shown, each with its hyphens. */
export const SHOWN_WORD = /[\p{Alphabetic}\p{N}]+(?:[-\u2010\u2011][\p{Alphabetic}\p{N}]+)*/gu;
const UNDECOMPOSED = { ø: 'o', æ: 'a', ß: 'ss', đ: 'd', ð: 'd', ł: 'l' };

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

/**
 * Words of a query. A word with hyphens is one item with several parts.
 * @param {unknown} query
 * @returns {{ parts: string[], joined: string }[]}
 */
export function cutQuery(query) {
  if (typeof query !== 'string') return [];
  const text = query.slice(0, LONGEST_QUERY).normalize('NFC').toLowerCase().normalize('NFC').replace(/\u00ad/g, '');
  const items = [];
  for (const [run] of text.matchAll(WORD)) {
    const parts = run
      .split(/[-\u2010\u2011]/)
      .flatMap((part) => part.replace(/(\p{Alphabetic}):.*$/u, '$1').split(':'))
      .filter((part) => part && [...part].length <= LONGEST_WORD);
    if (parts.length) items.push({ parts, joined: parts.join('') });
  }
  return items.slice(0, MOST_WORDS);
}
