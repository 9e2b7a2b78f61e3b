/**
 * Scores pages. The files hold the page-dependent part of BM25; this multiplies it by the rarity of the term, `ln(1 + (N - df + 0.5) / (df + 0.5))`, takes per concept the best
 * alternative, adds concepts up and weighs by the share of concepts that the page meets, so that a missing word never empties the list.
 */

/** Strengths in the files are fractions of k1 + 1 in this many steps. */
const PAGE_SCALE = 2.2 / 63;
const SECTION_SCALE = 2.2 / 15;
/** Share of the score that depends on how many concepts are met. */
const COORDINATION = 0.6;
/** Weight from which a term is the word's own. */
const OWN = 0.8;
/** What further terms of one word add beyond the best. */
const FURTHER = 0.15;
/** What the best section adds to the page's score. */
const SECTION = 0.35;
/** Pages whose sections are scored. */
const CANDIDATES = 60;
/** Terms of one word that are looked up. */
const MOST_TERMS = 48;
/** Files of postings that one search may load. */
const MOST_FILES = 6;
/** Rarity below which the weaker part of a long list is not worth loading. */
const LEAST_RARITY = 1;

/** @typedef {{ weight: number, words: Map<number, number>[] }} Alternative A weight, and per word its terms with weights. */
/** @typedef {{ alternatives: Alternative[] }} Concept */

const rarity = (count, total) => Math.log(1 + (total - count + 0.5) / (count + 0.5));

/** Chooses terms: the strongest, of few files. */
function chooseTerms(index, concepts) {
  const strongest = new Map();
  for (const { alternatives } of concepts) {
    for (const { weight, words } of alternatives) {
      for (const terms of words) {
        const ranked = [...terms].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_TERMS);
        for (const [term, value] of ranked) if (!(strongest.get(term) >= value * weight)) strongest.set(term, value * weight);
      }
    }
  }
  if (index.whole) return new Set(strongest.keys());
  const files = new Set();
  const chosen = new Set();
  for (const [term] of [...strongest].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const file = index.listShard(term);
    if (!files.has(file) && files.size >= MOST_FILES) continue;
    files.add(file);
    chosen.add(term);
  }
  return chosen;
}

/** Lists of the chosen terms; both blocks of long ones where several concepts meet. */
async function loadLists(index, concepts) {
  const lists = new Map();
  await Promise.all(
    [...chooseTerms(index, concepts)].map(async (term) => {
      const list = await index.list(term);
      const blocks = [list];
      const cut = list.pages.length < list.pageCount;
      if (cut && concepts.length > 1 && rarity(list.pageCount, index.manifest.pages) >= LEAST_RARITY) {
        const rest = await index.rest(term);
        if (rest) blocks.push(rest);
      }
      lists.set(term, blocks);
    }),
  );
  return lists;
}

/** The rarity of the terms that surely are the word's own; none if there are none. */
function rarityOfOwn(words, rarityOf) {
  let highest = 0;
  for (const terms of words) for (const [term, weight] of terms) if (weight >= OWN) highest = Math.max(highest, rarityOf(term));
  return highest || Infinity;
}

/**
 * Adds up what one alternative gives: per word the best term plus a little of the others. No term counts as rarer than the word's own terms: a
 * seldom used relative of a common word is not what tells pages apart.
 */
function addAlternative(alternative, best, cap, rarityOf, strengthsOf) {
  const sum = new Map();
  for (const terms of alternative.words) {
    const top = new Map();
    const all = new Map();
    const most = Math.min(cap, rarityOfOwn([terms], rarityOf));
    for (const [term, weight] of terms) {
      const factor = weight * alternative.weight * Math.min(most, rarityOf(term));
      strengthsOf(term, (unit, strength) => {
        const score = factor * strength;
        if (!(top.get(unit) >= score)) top.set(unit, score);
        all.set(unit, (all.get(unit) ?? 0) + score);
      });
    }
    for (const [unit, score] of top) sum.set(unit, (sum.get(unit) ?? 0) + score + FURTHER * (all.get(unit) - score));
  }
  for (const [unit, score] of sum) if (!(best.get(unit) >= score)) best.set(unit, score);
}

/** Scores units (pages or sections) by concepts. */
function scoreUnits(concepts, rarityOf, strengthsOf) {
  const total = new Map();
  const met = new Map();
  for (const { alternatives } of concepts) {
    const best = new Map();
    const cap = alternatives.length ? rarityOfOwn(alternatives[0].words, rarityOf) : Infinity;
    for (const alternative of alternatives) addAlternative(alternative, best, cap, rarityOf, strengthsOf);
    let top = 0;
    for (const score of best.values()) if (score > top) top = score;
    for (const [unit, score] of best) {
      total.set(unit, (total.get(unit) ?? 0) + score);
      met.set(unit, (met.get(unit) ?? 0) + Math.min(1, score / (0.5 * top || 1)));
    }
  }
  for (const [unit, score] of total) total.set(unit, score * (1 - COORDINATION + (COORDINATION * met.get(unit)) / concepts.length));
  return total;
}

function positionOf(pages, page) {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pages[middle] < page) low = middle + 1;
    else high = middle;
  }
  return pages[low] === page ? low : -1;
}

/**
 * The best pages, each with its best section.
 * @param {Awaited<ReturnType<typeof import('./search-files.mjs').openIndex>>} index
 * @param {Concept[]} concepts
 * @param {number} limit
 * @returns {Promise<{ page: number, section: number, score: number, terms: number[] }[]>}
 */
export async function rank(index, concepts, limit) {
  const lists = await loadLists(index, concepts);
  const { pages: pageTotal, sections: sectionTotal } = index.manifest;
  const pageRarity = (term) => (lists.has(term) ? rarity(lists.get(term)[0].pageCount, pageTotal) : 0);
  const sectionRarity = (term) => (lists.has(term) ? rarity(lists.get(term)[0].sectionCount, sectionTotal) : 0);
  const pageScores = scoreUnits(concepts, pageRarity, (term, visit) => {
    for (const list of lists.get(term) ?? []) {
      for (let i = 0; i < list.pages.length; i++) visit(list.pages[i], list.strengths[i] * PAGE_SCALE);
    }
  });
  const byScore = (a, b) => b[1] - a[1] || a[0] - b[0];
  const candidates = [...pageScores].sort(byScore).slice(0, Math.max(CANDIDATES, limit));
  const stride = 65536;
  const sectionScores = scoreUnits(concepts, sectionRarity, (term, visit) => {
    for (const list of lists.get(term) ?? []) {
      for (const [page] of candidates) {
        const at = positionOf(list.pages, page);
        if (at < 0) continue;
        for (let i = list.starts[at]; i < list.starts[at + 1]; i++) visit(page * stride + list.sections[i], list.sectionStrengths[i] * SECTION_SCALE);
      }
    }
  });
  const bestSection = new Map();
  for (const [unit, score] of sectionScores) {
    const page = Math.floor(unit / stride);
    const known = bestSection.get(page);
    if (!known || known[1] < score || (known[1] === score && unit % stride < known[0])) bestSection.set(page, [unit % stride, score]);
  }
  const ranked = candidates.map(([page, score]) => [page, score + SECTION * (bestSection.get(page)?.[1] ?? 0)]).sort(byScore);
  const cut = (ranked[0]?.[1] ?? 0) * 0.08;
  return ranked
    .filter(([, score]) => score >= cut)
    .slice(0, limit)
    .map(([page, score]) => ({
      page,
      section: bestSection.get(page)?.[0] ?? 0,
      score,
      terms: [...lists].filter(([, blocks]) => blocks.some((list) => positionOf(list.pages, page) >= 0)).map(([term]) => term),
    }));
}
