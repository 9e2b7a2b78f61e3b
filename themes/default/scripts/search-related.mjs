/** Pages that the first results have to do with come further up: what a page refers to, and what refers to it, often helps with the same question. */

/** What a result hands on to the pages it has to do with, all together, as a share of its score. */
const HANDED_ON = 0.3;

/**
 * Raises the scores of results that the first ones have to do with, and sorts them anew.
 * @template {{ page: number, score: number }} Hit
 * @param {Hit[]} hits
 * @param {number[][]} related for each of the first results, the pages it has to do with
 * @returns {Hit[]}
 */
export function byRelation(hits, related) {
  const handed = new Map();
  related.forEach((pages, i) => {
    for (const page of pages) handed.set(page, (handed.get(page) ?? 0) + (HANDED_ON * hits[i].score) / pages.length);
  });
  return hits.map((hit) => ({ ...hit, score: hit.score + (handed.get(hit.page) ?? 0) })).sort((a, b) => b.score - a.score || a.page - b.page);
}
