/** Names of records in the query: the longest first, and with each name all other names of the record in the index's language. */

/** @typedef {import('./search-files.mjs').Glossary} Glossary */
/** @typedef {import('./search-files.mjs').Phrase} Phrase */
/** @typedef {import('./search-resolve.mjs').Resolution} Resolution */
/** @typedef {Map<number, number>} Words Words of the glossary with weights. */
/** @typedef {{ concept: number, phrase: number, from: number, length: number, weight: number, far: number }} Hit A name that stands in the query. */
/** @typedef {{ from: number, length: number, instead: string }} Instead Words of the query for which the site has another name. */

/**
 * @template K, V
 * @typedef {import('./search-words.mjs').Filled<K, V>} Filled
 */

/** What another name of the same thing counts. */
const OTHER_NAME = 0.85;
/** How surely a word must be meant that is also a word of the site, and one that is not. */
const SURE = 0.8;
const LIKELY = 0.3;
/** Part of a name in a word that the site does not have. */
const MOST_PARTIAL = 3;

/** What a term counts as part of a name, by closeness code: exact, head, base, modifier. */
const CLOSENESS = [1, 0.34, 0.27, 0.25];

/** @param {import('./search-files.mjs').Terms} word */
const termsOf = (word) => new Map(word.filter(([, code]) => code < CLOSENESS.length).map(([term, code]) => [term, CLOSENESS[code]]));
/** @param {{ terms: import('./search-files.mjs').Terms[] }} phrase */
const phraseWords = (phrase) => phrase.terms.map(termsOf).filter((terms) => terms.size);

/**
 * Words of the glossary that a typed word may be.
 * @param {Resolution} resolution
 * @returns {Words}
 */
function meant(resolution) {
  const least = resolution.exact ? SURE : LIKELY;
  return new Map([...resolution.glossary].filter(([, weight]) => weight >= least));
}

/**
 * Every name that stands in the query.
 * @param {Glossary} glossary
 * @param {Words[]} sets
 * @param {(Words | null)[]} joined
 * @param {{ span: number }[]} words
 * @param {Resolution[]} resolutions
 */
function namesIn(glossary, sets, joined, words, resolutions) {
  /** @type {Hit[]} */
  const hits = [];
  /**
   * @param {number} concept
   * @param {number} number
   * @param {number[]} sequence
   * @param {number} at
   */
  const match = (concept, number, sequence, at) => {
    let weight = 1;
    let far = 0;
    let position = at;
    for (const wanted of sequence) {
      const whole = joined[position]?.get(wanted);
      /** @type {any} a number, or undefined, with which the comparison below fails as it should */
      const own = sets[position]?.get(wanted);
      if (whole === undefined && own === undefined) return;
      weight = Math.min(weight, Math.max(whole ?? 0, own ?? 0));
      far += resolutions[position].far.get(wanted) ?? 0;
      position += whole !== undefined && !(own >= whole) ? words[position].span : 1;
    }
    hits.push({ concept, phrase: number, from: at, length: position - at, weight, far });
  };
  for (let at = 0; at < sets.length; at++) {
    /** @type {Map<number, [concept: number, phrase: number]>} */
    const places = new Map();
    for (const set of [sets[at], joined[at] ?? new Map()]) {
      for (const word of set.keys()) for (const [concept, phrase] of glossary.byWord.get(word) ?? []) places.set(concept * 4096 + phrase, [concept, phrase]);
    }
    for (const [concept, number] of places.values()) {
      for (const sequence of glossary.concepts[concept][number].sequences) match(concept, number, sequence, at);
    }
  }
  return hits;
}

/**
 * Parts of longer names in a word that says nothing otherwise.
 * @param {Glossary} glossary
 * @param {Words} set
 */
function partialNames(glossary, set) {
  /** @type {Filled<number, number>} */
  const best = new Map();
  for (const [word, weight] of set) {
    for (const [concept, number] of glossary.byWord.get(word) ?? []) {
      const phrase = glossary.concepts[concept][number];
      const at = phrase.sequences[0].indexOf(word);
      if (at < 0) continue;
      const share = phrase.letters[at] / phrase.letters.reduce((sum, letters) => sum + letters, 0);
      const value = weight * (0.3 + 0.7 * share);
      if (!(best.get(concept) >= value)) best.set(concept, value);
    }
  }
  return [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_PARTIAL);
}

/**
 * The other names of a record as alternatives.
 * @param {Phrase[]} phrases
 * @param {number} except
 * @param {number} weight
 */
function otherNames(phrases, except, weight) {
  return phrases.flatMap((phrase, number) => {
    if (!phrase.terms || number === except) return [];
    const words = phraseWords(phrase);
    return words.length ? [{ weight: OTHER_NAME * weight, words, name: weight >= SURE && phrase.text }] : [];
  });
}

/**
 * Concepts for the names in a query.
 * @param {import('./search-files.mjs').Index} index
 * @param {Resolution[]} resolutions
 * @param {(Resolution | null)[]} joinedResolutions
 * @param {{ span: number }[]} words
 */
export async function phraseConcepts(index, resolutions, joinedResolutions, words) {
  /** @type {{ concepts: import('./search-rank.mjs').Concept[], phrases: Instead[], used: Set<number> }} */
  const out = { concepts: [], phrases: [], used: new Set() };
  const sets = resolutions.map(meant);
  const joined = joinedResolutions.map((resolution) => (resolution ? meant(resolution) : null));
  if (!sets.some((set) => set.size) && !joined.some((set) => set?.size)) return out;
  const glossary = await index.glossary();
  const hits = namesIn(glossary, sets, joined, words, resolutions).sort((a, b) => b.length - a.length || b.weight - a.weight || a.from - b.from || a.concept - b.concept || a.phrase - b.phrase);
  /** @type {Filled<number, { from: number, length: number, hits: Hit[] }>} */
  const spans = new Map();
  for (const hit of hits) {
    const overlaps = [...spans.values()].some(({ from, length }) => hit.from < from + length && from < hit.from + hit.length && !(hit.from === from && hit.length === length));
    if (overlaps) continue;
    if (!spans.has(hit.from)) spans.set(hit.from, { from: hit.from, length: hit.length, hits: [] });
    spans.get(hit.from).hits.push(hit);
  }
  for (const { from, length, hits: names } of spans.values()) {
    const own = [];
    for (let i = from; i < from + length; i++) {
      out.used.add(i);
      own.push(resolutions[i]);
    }
    const known = own.every(({ terms }) => terms.size);
    const alternatives = [{ weight: known ? 1 : 0.5, words: own.map(({ terms }) => terms) }];
    if (joinedResolutions[from]?.terms.size) alternatives.push({ weight: 1, words: [joinedResolutions[from].terms] });
    for (const { concept, phrase, weight } of names) alternatives.push(...otherNames(glossary.concepts[concept], phrase, weight));
    out.concepts.push({ alternatives });
    const first = names.reduce((nearest, name) => (name.far < nearest.far ? name : nearest));
    const phrases = glossary.concepts[first.concept];
    const foreign = !phrases[first.phrase].terms && !own.every(({ onPages }) => onPages);
    const instead = phrases.find((phrase) => phrase.terms);
    if (foreign && instead) out.phrases.push({ from, length, instead: instead.text });
  }
  resolutions.forEach((resolution, i) => {
    if (out.used.has(i) || resolution.exact || !sets[i].size) return;
    const alternatives = partialNames(glossary, sets[i]).flatMap(([concept, weight]) => otherNames(glossary.concepts[concept], -1, weight));
    if (!alternatives.length) return;
    out.used.add(i);
    out.concepts.push({ alternatives: [{ weight: 1, words: [resolution.terms] }, ...alternatives] });
  });
  return out;
}
