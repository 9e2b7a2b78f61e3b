/** Pages whose title is what was asked for come before pages that only have its words in a longer one. */

import { cutQuery } from './search-words.mjs';

/** Results that are compared by their titles. */
export const COMPARED = 10;
/** What a title that is the query and nothing else adds to a score, as a share of it. */
const FIT = 1;
/** How much other words in the title take from that. */
const STRICTNESS = 1.5;
/** What a key stands for a term by its closeness code: exact, head, base, modifier, other language. */
const CLOSENESS = [1, 0.5, 0.8, 0.3, 0, 0];

/** For every concept, how surely each word of the shards is meant. */
function wordsMeant(shards, concepts) {
  const places = new Map();
  const meant = concepts.map(() => new Map());
  concepts.forEach(({ alternatives }, concept) => {
    for (const { weight, words } of alternatives) {
      for (const terms of words) {
        for (const [term, value] of terms) {
          if (!places.has(term)) places.set(term, new Map());
          const weights = places.get(term);
          if (!(weights.get(concept) >= value * weight)) weights.set(concept, value * weight);
        }
      }
    }
  });
  for (const shard of shards) {
    for (let i = 0; i < shard.terms.length; i++) {
      for (let k = 0; k < shard.terms[i].length; k++) {
        const closeness = CLOSENESS[shard.codes[i][k]] ?? 0;
        for (const [concept, weight] of places.get(shard.terms[i][k]) ?? []) {
          const forms = meant[concept];
          if (closeness * weight > (forms.get(shard.words[i]) ?? 0)) forms.set(shard.words[i], closeness * weight);
        }
      }
    }
  }
  return meant;
}

/** Share of the title's words that are meant, times the share of the query's concepts that the title has. */
function fit(title, meant, stop) {
  const words = cutQuery(title)
    .flatMap(({ parts, joined }) => (parts.length > 1 ? [joined] : parts))
    .filter((word) => !stop.has(word));
  if (!words.length) return 0;
  const best = (list, value) => list.reduce((most, item) => Math.max(most, value(item)), 0);
  const ofTitle = words.reduce((sum, word) => sum + best(meant, (forms) => forms.get(word) ?? 0), 0) / words.length;
  const ofQuery = meant.reduce((sum, forms) => sum + best(words, (word) => forms.get(word) ?? 0), 0) / meant.length;
  return ofTitle ** STRICTNESS * ofQuery;
}

/**
 * Raises the scores of the first results by their titles, and sorts them anew.
 * @template {{ page: number, score: number }} Hit
 * @param {Iterable<import('./search-files.mjs').Shard>} shards where the words of the query would stand: the same whatever was searched for before
 * @param {Hit[]} ranked
 * @param {(import('./search-files.mjs').Card | undefined)[]} cards of the first {@link COMPARED}
 * @returns {Hit[]}
 */
export function byTitle(index, shards, concepts, ranked, cards) {
  const stop = new Set(index.manifest.stop);
  const meant = wordsMeant(shards, concepts);
  const compared = ranked.slice(0, COMPARED).map((hit, i) => ({ ...hit, score: hit.score * (1 + FIT * fit(cards[i]?.title ?? '', meant, stop)) }));
  compared.sort((a, b) => b.score - a.score || a.page - b.page);
  return [...compared, ...ranked.slice(COMPARED)];
}
