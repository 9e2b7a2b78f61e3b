/**
 * Scores pages. The files hold the page-dependent part of BM25; this multiplies it by the rarity of the term, `ln(1 + (N - df + 0.5) / (df + 0.5))`, takes per concept the best
 * alternative, adds concepts up and weighs by the share of concepts that the page meets, so that a missing word never empties the list. Then pages whose title
 * is what was asked for come before pages that only have its words in a longer one, and pages that the first results have to do with come further up: what a
 * page refers to, and what refers to it, often helps with the same question.
 */

import { cutQuery, lowerBound } from './search-words.mjs';

/** Strengths in the files are fractions of k1 + 1 in this many steps. */
const PAGE_SCALE = 2.2 / 63;
const SECTION_SCALE = 2.2 / 15;
/** Share of the score that depends on how many concepts are met. */
const COORDINATION = 0.65;
/** Weight from which a term is the word's own. */
const OWN = 0.8;
/** What further terms of one word add beyond the best. */
const FURTHER = 0.3;
/** How much the words of a name that are not met take from the others. */
const STRICTNESS = 1.5;
/** Share of the best score from which a concept counts as met in full. */
const MET = 0.25;
/** What the best section adds to the page's score. */
const SECTION = 0.5;
/** Pages whose sections are scored. */
export const CANDIDATES = 60;
/** Terms of one word that are looked up. */
const MOST_TERMS = 32;
/** Files of postings that one search may load. */
const MOST_FILES = 6;
/** Rarity below which the weaker part of a long list is not worth loading. */
const LEAST_RARITY = 1;
/** Share of the best score below which a page is no result. */
const CUT = 0.04;
/** Results that are compared by their titles. */
export const COMPARED = 10;
/** What a title that is the query and nothing else adds to a score, as a share of it. */
const FIT = 1;
/** How much other words in the title take from that. */
const TITLE_STRICTNESS = 1.5;
/** What a key stands for a term by its closeness code: exact, head, base, modifier, other language. */
const CLOSENESS = [1, 0.5, 0.8, 0.3, 0, 0];
/** What a result hands on to the pages it has to do with, all together, as a share of its score. */
const HANDED_ON = 0.3;

/** @typedef {import('./search-files.mjs').Index} Index */
/** @typedef {import('./search-files.mjs').List} List */
/** @typedef {import('./search-files.mjs').Shard} Shard */

/**
 * @template K, V
 * @typedef {import('./search-words.mjs').Filled<K, V>} Filled
 */

/** @typedef {{ weight: number, words: Map<number, number>[], name?: string | false }} Alternative A weight, and per word its terms with weights; of a name that is surely meant, its text. */
/** @typedef {{ alternatives: Alternative[] }} Concept */
/** @typedef {{ concepts: Concept[], aside: Concept[] }} Sought What a query asks for. `aside`: words that say nothing alone; a page need not meet them, but they add to its score. */
/** @typedef {{ page: number, section: number, score: number, terms: number[] }} Hit A page with its best section, and the terms that were met. */
/** @typedef {{ page: number, score: number }} Ranked */
/** @typedef {{ values: Float64Array, used: number[] }} Tally Numbers per unit (page or section), with the list of those that are not zero. */
/** @typedef {[unit: number, number: number]} Scored A unit with its score, or with the strength of a term in it. */

/**
 * @param {number} count
 * @param {number} total
 */
const rarity = (count, total) => Math.log(1 + (total - count + 0.5) / (count + 0.5));

/**
 * Chooses terms: the strongest, of few files.
 * @param {Index} index
 * @param {Sought} sought
 */
function chooseTerms(index, { concepts, aside }) {
  /** @type {Filled<number, number>} */
  const strongest = new Map();
  for (const { alternatives } of [...concepts, ...aside]) {
    for (const { weight, words } of alternatives) {
      for (const terms of words) {
        const ranked = [...terms].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_TERMS);
        for (const [term, value] of ranked) if (!(strongest.get(term) >= value * weight)) strongest.set(term, value * weight);
      }
    }
  }
  if (index.whole) return new Set(strongest.keys());
  /** @type {Set<number>} */
  const files = new Set();
  /** @type {Set<number>} */
  const chosen = new Set();
  for (const [term] of [...strongest].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const file = index.listShard(term);
    if (!files.has(file) && files.size >= MOST_FILES) continue;
    files.add(file);
    chosen.add(term);
  }
  return chosen;
}

/**
 * Lists of the chosen terms; both blocks of long ones where several concepts meet.
 * @param {Index} index
 * @param {Sought} sought
 */
async function loadLists(index, sought) {
  /** @type {Filled<number, List[]>} */
  const lists = new Map();
  await Promise.all(
    [...chooseTerms(index, sought)].map(async (term) => {
      const list = await index.list(term);
      const blocks = [list];
      const cut = list.pages.length < list.pageCount;
      if (cut && sought.concepts.length > 1 && rarity(list.pageCount, index.manifest.pages) >= LEAST_RARITY) {
        const rest = await index.rest(term);
        if (rest) blocks.push(rest);
      }
      lists.set(term, blocks);
    }),
  );
  return lists;
}

/**
 * The rarity of the terms that surely are the word's own; none if there are none.
 * @param {Map<number, number>[]} words
 * @param {(term: number) => number} rarityOf
 */
function rarityOfOwn(words, rarityOf) {
  let highest = 0;
  for (const terms of words) for (const [term, weight] of terms) if (weight >= OWN) highest = Math.max(highest, rarityOf(term));
  return highest || Infinity;
}

/**
 * @param {number} size
 * @returns {Tally}
 */
function tally(size) {
  return { values: new Float64Array(size), used: [] };
}

/** @param {Tally} scores */
function clear(scores) {
  for (const unit of scores.used) scores.values[unit] = 0;
  scores.used.length = 0;
}

/**
 * @param {Tally} scores
 * @param {number} unit
 * @param {number} score
 */
function raise(scores, unit, score) {
  const before = scores.values[unit];
  if (before === 0) scores.used.push(unit);
  if (score > before) scores.values[unit] = score;
}

/**
 * @param {Tally} scores
 * @param {number} unit
 * @param {number} score
 */
function add(scores, unit, score) {
  if (scores.values[unit] === 0) scores.used.push(unit);
  scores.values[unit] += score;
}

/**
 * Scores units by concepts. Per word counts the best term plus a little of the others. No term counts as rarer than the word's own terms: a seldom used
 * relative of a common word is not what tells pages apart. A name counts by the share of its words that are met: else pages with a common word of a long
 * name would stand before those about the thing.
 * @param {Sought} sought
 * @param {number} size number of units
 * @param {(term: number) => number} rarityOf
 * @param {(term: number, visit: (unit: number, strength: number) => void) => void} strengthsOf
 * @returns {Scored[]}
 */
function scoreUnits({ concepts, aside }, size, rarityOf, strengthsOf) {
  const [total, met, best, sum, words, top, all] = Array.from({ length: 7 }, () => tally(size));
  for (const [at, { alternatives }] of [...concepts, ...aside].entries()) {
    clear(best);
    const cap = alternatives.length ? rarityOfOwn(alternatives[0].words, rarityOf) : Infinity;
    for (const alternative of alternatives) {
      clear(sum);
      clear(words);
      for (const terms of alternative.words) {
        clear(top);
        clear(all);
        const most = Math.min(cap, rarityOfOwn([terms], rarityOf));
        for (const [term, weight] of terms) {
          const factor = weight * alternative.weight * Math.min(most, rarityOf(term));
          strengthsOf(term, (unit, strength) => {
            raise(top, unit, factor * strength);
            add(all, unit, factor * strength);
          });
        }
        for (const unit of top.used) {
          add(sum, unit, top.values[unit] + FURTHER * (all.values[unit] - top.values[unit]));
          add(words, unit, 1);
        }
      }
      const count = alternative.words.length;
      for (const unit of sum.used) raise(best, unit, sum.values[unit] * (words.values[unit] / count) ** STRICTNESS);
    }
    let highest = 0;
    for (const unit of best.used) highest = Math.max(highest, best.values[unit]);
    for (const unit of best.used) {
      add(total, unit, best.values[unit]);
      if (at < concepts.length) add(met, unit, Math.min(1, best.values[unit] / (MET * highest || 1)));
    }
  }
  return total.used.map((unit) => [unit, total.values[unit] * (1 - COORDINATION + (COORDINATION * met.values[unit]) / concepts.length)]);
}

/**
 * @param {number[]} pages
 * @param {number} page
 */
function positionOf(pages, page) {
  const at = lowerBound(pages, page);
  return pages[at] === page ? at : -1;
}

/**
 * Numbers the sections of the candidates in which a term stands, and gives each term's places among them.
 * @param {Scored[]} candidates
 * @param {Map<number, List[]>} lists
 */
function sectionUnits(candidates, lists) {
  /** @type {[page: number, section: number][]} */
  const units = [];
  /** @type {Filled<number, number>} */
  const numbers = new Map();
  /** @type {Map<number, Scored[]>} */
  const places = new Map();
  for (const [term, blocks] of lists) {
    /** @type {Scored[]} */
    const here = [];
    for (const list of blocks) {
      for (const [page] of candidates) {
        const at = positionOf(list.pages, page);
        if (at < 0) continue;
        for (let i = list.starts[at]; i < list.starts[at + 1]; i++) {
          const key = page * 65536 + list.sections[i];
          if (!numbers.has(key)) {
            numbers.set(key, units.length);
            units.push([page, list.sections[i]]);
          }
          here.push([numbers.get(key), list.sectionStrengths[i] * SECTION_SCALE]);
        }
      }
    }
    places.set(term, here);
  }
  return { units, places };
}

/**
 * The best pages, each with its best section.
 * @param {Index} index
 * @param {Sought} sought
 * @param {number} limit
 * @returns {Promise<Hit[]>}
 */
export async function rank(index, sought, limit) {
  const lists = await loadLists(index, sought);
  const asked = new Set(sought.concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ words }) => words.flatMap((terms) => [...terms.keys()]))));
  const { pages: pageTotal, sections: sectionTotal } = index.manifest;
  /** @param {number} term */
  const pageRarity = (term) => (lists.has(term) ? rarity(lists.get(term)[0].pageCount, pageTotal) : 0);
  /** @param {number} term */
  const sectionRarity = (term) => (lists.has(term) ? rarity(lists.get(term)[0].sectionCount, sectionTotal) : 0);
  const pageScores = scoreUnits(sought, pageTotal, pageRarity, (term, visit) => {
    for (const list of lists.get(term) ?? []) {
      for (let i = 0; i < list.pages.length; i++) visit(list.pages[i], list.strengths[i] * PAGE_SCALE);
    }
  });
  /**
   * @param {number[]} a
   * @param {number[]} b
   */
  const byScore = (a, b) => b[1] - a[1] || a[0] - b[0];
  const candidates = pageScores.sort(byScore).slice(0, Math.max(CANDIDATES, limit));
  const { units, places } = sectionUnits(candidates, lists);
  const sectionScores = scoreUnits(sought, units.length, sectionRarity, (term, visit) => {
    for (const [unit, strength] of places.get(term) ?? []) visit(unit, strength);
  });
  /** @type {Map<number, Scored>} */
  const bestSection = new Map();
  for (const [unit, score] of sectionScores) {
    const [page, section] = units[unit];
    const known = bestSection.get(page);
    if (!known || known[1] < score || (known[1] === score && section < known[0])) bestSection.set(page, [section, score]);
  }
  const ranked = candidates.map(([page, score]) => [page, score + SECTION * (bestSection.get(page)?.[1] ?? 0)]).sort(byScore);
  const cut = (ranked[0]?.[1] ?? 0) * CUT;
  return ranked
    .filter(([, score]) => score >= cut)
    .slice(0, limit)
    .map(([page, score]) => ({
      page,
      section: bestSection.get(page)?.[0] ?? 0,
      score,
      terms: [...lists].filter(([term, blocks]) => asked.has(term) && blocks.some((list) => positionOf(list.pages, page) >= 0)).map(([term]) => term),
    }));
}

/**
 * @param {Ranked} a
 * @param {Ranked} b
 */
const bestFirst = (a, b) => b.score - a.score || a.page - b.page;

/**
 * For every concept, how surely each word of the shards and of other names is meant: these words mostly stand in other shards.
 * @param {Iterable<Shard>} shards
 * @param {Concept[]} concepts
 */
function wordsMeant(shards, concepts) {
  /** @type {Filled<number, Filled<number, number>>} */
  const places = new Map();
  /** @type {Map<string, number>[]} */
  const meant = concepts.map(() => new Map());
  concepts.forEach(({ alternatives }, concept) => {
    for (const { weight, words, name } of alternatives) {
      for (const { joined } of cutQuery(name)) meant[concept].set(joined, weight);
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

/**
 * Share of the title's words that are meant, times the share of the query's concepts that the title has.
 * @param {string} title
 * @param {Map<string, number>[]} meant
 * @param {Set<string>} stop
 */
function fit(title, meant, stop) {
  const words = cutQuery(title)
    .map(({ joined }) => joined)
    .filter((word) => !stop.has(word));
  if (!words.length) return 0;
  /**
   * @template T
   * @param {T[]} list
   * @param {(item: T) => number} value
   */
  const best = (list, value) => list.reduce((most, item) => Math.max(most, value(item)), 0);
  const ofTitle = words.reduce((sum, word) => sum + best(meant, (forms) => forms.get(word) ?? 0), 0) / words.length;
  const ofQuery = meant.reduce((sum, forms) => sum + best(words, (word) => forms.get(word) ?? 0), 0) / meant.length;
  return ofTitle ** TITLE_STRICTNESS * ofQuery;
}

/**
 * Raises the scores of the first results by their titles, and sorts them anew.
 * @template {Ranked} T
 * @param {Index} index
 * @param {Iterable<Shard>} shards where the words of the query would stand: the same whatever was searched for before
 * @param {Concept[]} concepts
 * @param {T[]} ranked
 * @param {(import('./search-files.mjs').Card | undefined)[]} cards of the first {@link COMPARED}
 * @returns {T[]}
 */
export function byTitle(index, shards, concepts, ranked, cards) {
  const stop = new Set(index.manifest.stop);
  const meant = wordsMeant(shards, concepts);
  const compared = ranked.slice(0, COMPARED).map((hit, i) => ({ ...hit, score: hit.score * (1 + FIT * fit(cards[i]?.title ?? '', meant, stop)) }));
  compared.sort(bestFirst);
  return [...compared, ...ranked.slice(COMPARED)];
}

/**
 * Raises the scores of results that the first ones have to do with, and sorts them anew.
 * @template {Ranked} T
 * @param {T[]} hits
 * @param {number[][]} related for each of the first results, the pages it has to do with
 * @returns {T[]}
 */
export function byRelation(hits, related) {
  /** @type {Map<number, number>} */
  const handed = new Map();
  related.forEach((pages, i) => {
    for (const page of pages) handed.set(page, (handed.get(page) ?? 0) + (HANDED_ON * hits[i].score) / pages.length);
  });
  return hits.map((hit) => ({ ...hit, score: hit.score + (handed.get(hit.page) ?? 0) })).sort(bestFirst);
}
