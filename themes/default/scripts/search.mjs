/**
 * Search over the index files of one language. Works in a browser, in a worker and in Node.
 *
 *     const { search, suggest } = createSearch({ lang: 'fi', load: (name) => fetch(`/search/${name}`).then((r) => r.bytes()) });
 *     const results = await search('käyttöönottokoe', { limit: 10 });
 */

import { SearchError, openIndex } from './search-files.mjs';
import { CANDIDATES, COMPARED, byRelation, byTitle, rank } from './search-rank.mjs';
import { SHORTEST_BEGINNING, asWritten, resolver } from './search-resolve.mjs';
import { SHOWN_WORD, asTyped, cutQuery, fold } from './search-words.mjs';
import { phraseConcepts } from './search-glossary.mjs';

export { SearchError };

/** @typedef {import('./search-files.mjs').Index} Index */
/** @typedef {import('./search-files.mjs').Shard} Shard */
/** @typedef {import('./search-rank.mjs').Hit} Hit */
/** @typedef {import('./search-words.mjs').Item} Item */
/** @typedef {import('./search-resolve.mjs').Resolution & { asked: Set<Shard> }} Resolved A resolution with all shards that were asked for it. */
/** @typedef {(word: string) => Promise<Resolved>} Resolve */
/** @typedef {Awaited<ReturnType<typeof openAll>>} Opened */
/** @typedef {Awaited<ReturnType<typeof understand>>} Understood */

/**
 * @typedef {object} Result
 * @property {string} url address of the page
 * @property {string} anchor id of the best section; empty for the page's beginning
 * @property {string} kind
 * @property {string} lang
 * @property {string} title plain text, never markup
 * @property {string} titleLang its language where that is another; else empty
 * @property {string} heading
 * @property {string} excerpt beginning of the section
 * @property {string[]} matched words of the page that met the query, as they stand there
 * @property {number} score
 */

/**
 * @typedef {object} Suggestion
 * @property {string} query the query as typed, with only the word put right
 * @property {string} word the word as typed, or the phrase that the glossary knows
 * @property {string} instead what was searched for
 * @property {'spelling' | 'glossary'} reason
 */

/** @type {Record<string, () => Promise<{ stem: (word: string) => string }>>} */
const STEMMERS = {
  finnish: () => import('./stemmer-finnish.mjs'),
  swedish: () => import('./stemmer-swedish.mjs'),
};
const DEFAULT_LIMIT = 10;
const HIGHEST_LIMIT = 100;
const MOST_SUGGESTIONS = 3;
/** What a stop word counts beside other words. */
const ASIDE = 0.9;
/** A single digit may tell two names apart. */
const ONE_LETTER = /^\P{N}$/u;
/** Resolutions kept for words that are typed again. */
const KEPT_WORDS = 200;

/**
 * @param {string} name
 * @returns {Promise<(word: string) => string>}
 */
async function stemmerOf(name) {
  const importer = Object.hasOwn(STEMMERS, name) ? STEMMERS[name] : null;
  if (!importer) return (word) => word;
  try {
    return (await importer()).stem;
  } catch (cause) {
    throw new SearchError('missing', `The stemmer ${name} cannot be loaded.`, cause);
  }
}

/**
 * @param {{ lang: string, load: import('./search-files.mjs').Load }} options
 */
export function createSearch({ lang, load }) {
  /** @type {Promise<Opened> | null} */
  let opened = null;
  const open = () => {
    opened ??= openAll(lang, load).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  /**
   * Any other exception would be a fault of the data that no check foresaw. A page may outlive its index's files: the next manifest names others.
   * @template T
   * @param {(parts: Opened) => Promise<T>} work
   * @returns {Promise<T>}
   */
  const guarded = async (work, again = true) => {
    const using = open();
    let parts;
    try {
      parts = await using;
      return await work(parts);
    } catch (error) {
      if (again && parts && error instanceof SearchError && error.code === 'missing') {
        if (opened === using) opened = null;
        return guarded(work, false);
      }
      throw error instanceof SearchError ? error : new SearchError('corrupt', 'The search index is damaged.', error);
    }
  };
  /**
   * @template T
   * @param {string} query
   * @param {(index: Index, asked: Understood) => T[] | Promise<T[]>} work
   * @returns {Promise<T[]>}
   */
  const understood = async (query, work) => {
    const items = cutQuery(query);
    return items.length ? guarded(async ({ index, resolve }) => work(index, await understand(index, resolve, items))) : [];
  };

  return {
    /**
     * Results for a query, the best first. An empty list if nothing fits.
     * @param {string} query
     * @param {{ limit?: number }} [options] `limit` from 1 to 100, 10 if left out
     * @returns {Promise<Result[]>}
     * @throws {SearchError}
     */
    search: (query, options) =>
      understood(query, async (index, { concepts, aside, shards, asked }) => {
        const limit = Math.min(HIGHEST_LIMIT, Math.max(1, Math.trunc(Number(options?.limit ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT));
        if (!concepts.length) return [];
        /** @param {{ page: number }[]} hits */
        const cardsOf = (hits) => Promise.all(hits.map(({ page }) => index.card(page)));
        const ranked = await rank(index, { concepts, aside }, Math.max(limit, CANDIDATES));
        const titled = byTitle(index, shards, concepts, ranked, await cardsOf(ranked.slice(0, COMPARED)));
        const related = (await cardsOf(titled.slice(0, COMPARED))).map((card) => card?.related ?? []);
        const hits = byRelation(titled, related).slice(0, limit);
        const forms = formsOfTerms(asked, hits);
        const cards = await cardsOf(hits);
        return hits.flatMap((hit, i) => (cards[i] ? [result(lang, cards[i], hit, forms)] : []));
      }),

    /**
     * "Did you mean": what the search took words for that the site does not use.
     * @param {string} query
     * @returns {Promise<Suggestion[]>}
     * @throws {SearchError}
     */
    suggest: (query) =>
      understood(query, (index, { words, resolutions, phrases }) => {
        const text = asTyped(query);
        /** @type {Suggestion[]} */
        const suggestions = [];
        /**
         * @param {number} from
         * @param {number} length
         * @param {string} instead
         * @param {Suggestion['reason']} reason
         */
        const add = (from, length, instead, reason) => {
          const own = words.slice(from, from + length);
          const word = own.map((part) => part.word).join(' ');
          const last = own[own.length - 1];
          if (fold(instead.toLowerCase()) !== fold(word)) suggestions.push({ query: text.slice(0, own[0].at) + instead + text.slice(last.at + last.word.length), word, instead, reason });
        };
        resolutions.forEach(({ word, instead, exact }, i) => {
          // A number is not misspelt.
          if (!exact && instead && !/\p{N}/u.test(word)) add(i, 1, instead, 'spelling');
        });
        for (const { from, length, instead } of phrases) add(from, length, instead, 'glossary');
        return suggestions.slice(0, MOST_SUGGESTIONS);
      }),

    /**
     * What the kinds of results are called together, by kind; kinds without a name are left out.
     * @returns {Promise<Record<string, string>>}
     * @throws {SearchError}
     */
    kindNames: () => guarded(async ({ index }) => ({ ...index.manifest.kindNames })),
  };
}

/**
 * @param {string} lang
 * @param {import('./search-files.mjs').Load} load
 */
async function openAll(lang, load) {
  const index = await openIndex(lang, load);
  const stem = await stemmerOf(index.manifest.stemmer);
  /** @type {import('./search-words.mjs').Filled<string | undefined, Promise<Resolved>>} */
  const kept = new Map();
  /** @type {Resolve} */
  const remember = (word) => {
    if (!kept.has(word)) {
      if (kept.size >= KEPT_WORDS) kept.delete(kept.keys().next().value);
      /** @type {Set<Shard>} */
      const asked = new Set();
      /** @param {number} number */
      const shard = (number) => index.shard(number).then((read) => (asked.add(read), read));
      const promise = resolver({ ...index, shard }, stem)(word).then((found) => ({ ...found, asked }));
      promise.catch(() => kept.delete(word));
      kept.set(word, promise);
    }
    return kept.get(word);
  };
  return { index, resolve: remember };
}

/**
 * From words to concepts: phrases of the glossary first, then single words. Stop words stand aside unless nothing else remains.
 * @param {Index} index
 * @param {Resolve} resolve
 * @param {Item[]} items
 */
async function understand(index, resolve, items) {
  const stop = new Set(index.manifest.stop);
  const telling = items.filter(({ parts }) => !(parts.length === 1 && (stop.has(parts[0]) || ONE_LETTER.test(parts[0]))));
  const content = telling.some(({ joined }) => joined.length > 1) ? telling : [];
  const kept = content.length ? content : items.filter(({ joined }) => joined.length > 0);
  const chosen = kept.some(({ joined }) => joined.length > 1) ? kept : [];
  const typed = chosen.flatMap(({ parts, joined, places }) => parts.map((word, i) => ({ word, joined: i === 0 && parts.length > 1 ? joined : '', span: parts.length, at: places[i] })));
  const all = await Promise.all(typed.map(({ word }) => resolve(word)));
  const otherStop = new Set(index.manifest.otherStop);
  const meant = typed.map(({ word, span }, i) => span > 1 || !otherStop.has(word) || all[i].onPages);
  /** @type {(item: unknown, i: number) => boolean} */
  const keep = meant.some(Boolean) ? (_, i) => meant[i] : () => true;
  const words = typed.filter(keep);
  const resolutions = all.filter(keep);
  /** @type {any[]} resolutions, or null for a word that stands alone: of that nothing is read */
  const joined = await Promise.all(words.map((word) => (word.joined ? resolve(word.joined) : null)));
  const { concepts, phrases, used } = await phraseConcepts(index, resolutions, joined, words);
  for (let i = 0; i < words.length; i++) {
    if (used.has(i)) continue;
    const alternatives = [{ weight: 1, words: [resolutions[i].terms] }];
    if (joined[i]?.exact || joined[i]?.good) alternatives.push({ weight: 1, words: [joined[i].terms] });
    concepts.push({ alternatives: alternatives.some(({ words: [terms] }) => terms.size) ? alternatives : [] });
  }
  const aside = content.length ? await asideOf(index, items, stop) : [];
  // What is too short to be looked for as a beginning says as little as a stop word.
  const begun = aside.length > 0 && words.every(({ word }) => [...word].length < SHORTEST_BEGINNING);
  const met = begun || concepts.some(({ alternatives }) => alternatives.length);
  const shards = new Set(resolutions.flatMap(({ shards }) => shards));
  /** @type {Set<Shard>} */
  const asked = new Set([...all, ...joined].flatMap((resolution) => [...(resolution?.asked ?? [])]));
  return { concepts: met ? concepts : [], aside, words, resolutions, phrases, shards, asked };
}

/**
 * The stop words of a query that stand on pages: how a question begins tells something of its answer.
 * @param {Index} index
 * @param {Item[]} items
 * @param {Set<string>} stop
 */
async function asideOf(index, items, stop) {
  const words = items.filter(({ parts }) => parts.length === 1 && stop.has(parts[0]) && !ONE_LETTER.test(parts[0])).map(({ joined }) => joined);
  const found = await Promise.all(words.map((word) => asWritten(index, word)));
  return found.filter((terms) => terms.size).map((terms) => ({ alternatives: [{ weight: ASIDE, words: [terms] }] }));
}

/**
 * For each term that was met, the forms of it in the shards that the query asked for: the same whatever was searched for before.
 * @param {Iterable<Shard>} shards
 * @param {Hit[]} ranked
 */
function formsOfTerms(shards, ranked) {
  const wanted = new Set(ranked.flatMap(({ terms }) => terms));
  /** @type {Map<number, Set<string>>} */
  const forms = new Map([...wanted].map((term) => [term, new Set()]));
  for (const shard of shards) {
    const byTerm = formsByTerm(shard);
    for (const [term, found] of forms) for (const i of byTerm.get(term) ?? []) found.add(shard.words[i]);
  }
  return forms;
}

/**
 * The positions of each term's forms in a shard: looking through all keys at every search would take longer than the rest of it.
 * @overload
 * @param {Shard} shard
 * @returns {Map<number, number[]>}
 */
/** @param {Shard & { byTerm: Map<number, number[]> }} shard which keeps them */
function formsByTerm(shard) {
  if (!shard.byTerm) {
    shard.byTerm = new Map();
    shard.terms.forEach((terms, i) => {
      for (const term of terms) {
        const places = shard.byTerm.get(term);
        if (places) places.push(i);
        else shard.byTerm.set(term, [i]);
      }
    });
  }
  return shard.byTerm;
}

/**
 * @param {string} lang
 * @param {import('./search-files.mjs').Card} card
 * @param {Hit} hit
 * @param {Map<number, Set<string>>} forms
 * @returns {Result}
 */
function result(lang, card, hit, forms) {
  const section = card.sections[hit.section] ?? card.sections[0] ?? { anchor: '', heading: '', excerpt: '' };
  /** @type {Set<string>} */
  const wanted = new Set();
  for (const term of hit.terms) for (const form of forms.get(term) ?? []) wanted.add(form);
  /** @type {Map<string, string>} */
  const matched = new Map();
  for (const text of [card.title, section.heading, section.excerpt]) {
    for (const [word] of text.matchAll(SHOWN_WORD)) {
      const lower = word.normalize('NFC').toLowerCase();
      const parts = lower.replace(/\u00ad/g, '').split(/[:.'’]/).flatMap((part) => [part.replace(/[-\u2010\u2011]/g, ''), ...part.split(/[-\u2010\u2011]/)]);
      /** @param {string} part */
      const is = (part) => wanted.has(part);
      // A letter or digit inside a name is not the name.
      if (parts.some((part) => part.length > 1 && is(part)) || parts.every(is)) matched.set(lower, word);
    }
  }
  return {
    url: card.url,
    anchor: section.anchor,
    kind: card.kind,
    lang,
    title: card.title,
    titleLang: card.titleLang,
    heading: section.heading,
    excerpt: section.excerpt,
    matched: [...matched.values()],
    score: Math.round(hit.score * 1000) / 1000,
  };
}
