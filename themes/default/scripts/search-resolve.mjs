/**
 * From a typed word to terms of the index: exact form, same stem, folded form, prefix, parts, misspelling, family, inside a word. The first
 * that hits is taken at full weight; later ones only add weaker alternatives.
 */

import { LONGEST_WORD, commonPrefix, fold, lowerBound } from './search-words.mjs';

/** What a use of a key counts by its closeness code: exact, head, base, modifier, other language exact, other language loose. */
const CLOSENESS = [1, 0.75, 0.6, 0.55, 1, 0.35];
const EXACT = 0;
const OTHER_LANGUAGE = 4;
/** What counts in a query for a whole word: a part of the compound, the word that it is derived from. */
const AS_PART = 0.45;
const AS_BASE = 0.8;
const BASE = 2;
/** What a word of another language counts, alone and beside a word of this one. */
const OTHER_ALONE = 1;
const OTHER_BESIDE = 0.3;
/** Shards that one word may load beyond its own: for a prefix, for its stem and its family, for parts, for misspellings. */
const MORE_SHARDS = { prefix: 2, family: 1, parts: 3, misspelling: 4 };
/** A dictionary of no more shards than this is read whole for a word that is not found. */
const SMALL_DICTIONARY = 22;
/** Up to how many shards they are small, and how many of those are as one of a larger dictionary. */
const SMALL_SHARDS = { upTo: 30, together: 3 };
/** Letters between a misspelt word and others, where they are not counted. */
const FAR = 9;
/** Letters from which on a word is looked for as a beginning. */
export const SHORTEST_BEGINNING = 3;
/** Keys that a beginning may add, and what they count. */
const MOST_COMPLETIONS = 60;
const BEGINNING = 0.7;

/** What share of a word its family has in common, and what a member counts: beside a hit, without one, and where nothing else is left. */
const FAMILY = { beside: { share: 0.62, weight: 0.4 }, alone: { share: 0.62, weight: 0.45 }, last: { share: 0.45, weight: 0.3 } };

/**
 * Pairs of first letters that are confused in writing.
 * @type {Record<string, string>}
 */
const NEIGHBOURS = { b: 'p', p: 'b', d: 't', t: 'd', g: 'kj', k: 'gcq', c: 'ks', q: 'k', v: 'wf', w: 'v', f: 'v', s: 'czsx', z: 's', j: 'gyi', y: 'iju', i: 'jye', e: 'ia', a: 'eo', o: 'au', u: 'oy', x: 'k', h: 'hk' };

/** @typedef {import('./search-files.mjs').Index} Index */
/** @typedef {import('./search-files.mjs').Shard} Shard */
/** @typedef {[shard: Shard, position: number]} Key A key of the dictionary: where it stands. */
/** @typedef {(shard: Shard, position: number) => void} Visit */

/**
 * What a typed word may mean: terms and words of the glossary with weights, and how far from it those words are.
 * @typedef {{ word: string, terms: Map<number, number>, glossary: Map<number, number>, far: Map<number, number>, good: boolean, exact: boolean, onPages: boolean, instead: string, shards: Shard[] }} Resolution
 */
/** @typedef {import('./search-words.mjs').Filled<number, number>} Weights */
/** @typedef {{ terms: Weights, glossary: Weights, far: Weights } & Resolution} Draft A resolution that is being made. */
/** @typedef {(out: Draft, shard: Shard, position: number, weight: number, far?: number) => void} Use Takes up what a key stands for. */

/**
 * Calls `visit` for every key that begins with `prefix`.
 * @param {Iterable<Shard>} shards
 * @param {string} prefix
 * @param {Visit} visit
 */
function eachWithPrefix(shards, prefix, visit) {
  for (const shard of shards) {
    for (let i = lowerBound(shard.folded, prefix); i < shard.folded.length && shard.folded[i].startsWith(prefix); i++) visit(shard, i);
  }
}

/**
 * Walks a shard in order and reports every key within a Damerau-Levenshtein distance (optimal string alignment) of `word`, and every longer key whose
 * beginning is within distance 1. Keys share prefixes with their predecessor, whose rows are kept.
 * @param {Shard} shard
 * @param {string} word
 * @param {number} most
 * @param {(position: number, distance: number) => void} visit told -1 of a longer key
 */
function eachNear(shard, word, most, visit) {
  const width = word.length + 1;
  let filled = 0;
  const rows = [Uint8Array.from({ length: width }, (_, i) => Math.min(i, 200))];
  const depthLimit = word.length + most;
  /** Depth at which every cell is above `most`; keys that share more are skipped. */
  let dead = Infinity;
  for (let k = 0; k < shard.folded.length; k++) {
    const key = shard.folded[k];
    const shared = shard.shared[k];
    if (shared >= dead) {
      if (dead > word.length && rows[word.length][word.length] <= 1) visit(k, -1);
      continue;
    }
    if (k > 0 && shared < dead) dead = Infinity;
    let depth = Math.min(shared, depthLimit, filled);
    const end = Math.min(key.length, depthLimit);
    for (; depth < end; depth++) {
      const above = rows[depth];
      const row = (rows[depth + 1] ??= new Uint8Array(width));
      row[0] = depth + 1;
      let least = row[0];
      for (let j = 1; j < width; j++) {
        let value = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (key[depth] === word[j - 1] ? 0 : 1));
        if (depth > 0 && j > 1 && key[depth] === word[j - 2] && key[depth - 1] === word[j - 1]) value = Math.min(value, rows[depth - 1][j - 2] + 1);
        row[j] = value;
        if (value < least) least = value;
      }
      if (least > most) {
        dead = depth + 1;
        depth++;
        break;
      }
    }
    filled = depth;
    const distance = dead === Infinity && key.length <= depthLimit ? rows[key.length][word.length] : most + 1;
    if (distance <= most) visit(k, distance);
    else if (key.length > word.length && dead > word.length && rows[word.length][word.length] <= 1) visit(k, -1);
  }
}

/**
 * Makes the function that resolves a word.
 * @param {Index} index
 * @param {(word: string) => string} stem
 * @returns {(word: string) => Promise<Resolution>}
 */
export function resolver(index, stem) {
  /**
   * @param {number} first
   * @param {number} last
   */
  const shardsOf = (first, last) => Promise.all(Array.from({ length: last - first + 1 }, (_, i) => index.shard(first + i)));
  /**
   * @param {string} prefix
   * @param {number} more
   */
  const shardsFrom = (prefix, more) => {
    const first = index.shardOf(prefix);
    return shardsOf(first, Math.min(index.shardOf(`${prefix}\uffff`), first + more * together(index)));
  };
  /**
   * The shards from that of the stem to the word's own.
   * @param {string} folded
   * @param {string} stemmed
   */
  const around = (folded, stemmed) => {
    const first = index.shardOf(fold(stemmed).slice(0, -1) || folded);
    return shardsOf(first, Math.max(first, Math.min(index.shardOf(folded), first + MORE_SHARDS.family * together(index))));
  };
  /**
   * Those that stand beside a word's own, for a word that is not found.
   * @param {string} folded
   */
  const beside = (folded) => {
    const first = Math.floor(index.shardOf(folded) / together(index)) * together(index);
    return shardsOf(first, Math.min(first + together(index), index.shardCount) - 1);
  };
  /**
   * @param {Shard} shard
   * @param {number} i
   */
  const stemOf = (shard, i) => (shard.stems[i] ??= stem(shard.words[i]));

  /** @type {Use} */
  const use = (out, shard, i, weight, far = FAR) => {
    const terms = shard.terms[i];
    const codes = shard.codes[i];
    const own = codes.some((code) => code < OTHER_LANGUAGE);
    for (let k = 0; k < terms.length; k++) {
      const code = codes[k];
      let value = weight * CLOSENESS[code];
      if (code >= OTHER_LANGUAGE) value *= own ? OTHER_BESIDE : OTHER_ALONE;
      else if (code > 0) value *= code === BASE ? AS_BASE : AS_PART;
      if (!(out.terms.get(terms[k]) >= value)) out.terms.set(terms[k], value);
    }
    for (const word of shard.glossary[i] ?? []) {
      if (!(out.glossary.get(word) >= weight)) out.glossary.set(word, weight);
      if (!(out.far.get(word) <= far)) out.far.set(word, far);
    }
  };

  /**
   * Keys that are the word, or else of its stem.
   * @param {Shard[]} shards
   * @param {string} word
   */
  const lookUp = (shards, word) => {
    const folded = fold(word);
    /** @type {Key[]} */
    const hits = [];
    eachWithPrefix(shards, folded, (shard, i) => {
      if (shard.folded[i] === folded) hits.push([shard, i]);
    });
    const stemmed = stem(word);
    if (!hits.length && word.length >= 4) eachOfStem(shards, word, stemmed, (shard, i) => hits.push([shard, i]));
    return hits;
  };

  /**
   * @param {Iterable<Shard>} shards
   * @param {string} word
   * @param {string} stemmed
   * @param {Visit} visit
   */
  const eachOfStem = (shards, word, stemmed, visit) => {
    const folded = fold(stemmed);
    const prefix = folded.slice(0, Math.max(Math.min(3, folded.length), commonPrefix(folded, fold(word)) - 1));
    eachWithPrefix(shards, prefix, (shard, i) => {
      if (stemOf(shard, i) === stemmed) visit(shard, i);
    });
  };

  /**
   * The fewest known words that make up `word`, each as its keys; null if there are none.
   * @param {string} word
   * @param {Shard[]} home
   * @param {{ left: number }} budget shards that may still be loaded
   * @param {number} depth
   * @returns {Promise<Key[][] | null>}
   */
  const cover = async (word, home, budget, depth) => {
    /** @type {Key[][] | null} */
    let best = null;
    for (let at = word.length - 3; at >= 3 && depth > 0; at--) {
      const left = word.slice(0, at);
      const bare = index.manifest.linking.find((link) => left.endsWith(link) && left.length - link.length >= 4);
      let hits = lookUp(home, left);
      if (!hits.length && bare) hits = lookUp(home, left.slice(0, -bare.length));
      if (!hits.length) continue;
      const right = word.slice(at);
      let shards = home;
      if (!index.whole) {
        if (budget.left-- <= 0) break;
        shards = [await index.shard(index.shardOf(fold(right)))];
      }
      const whole = lookUp(shards, right);
      if (whole.length) return [hits, whole];
      const rest = await cover(right, shards, budget, depth - 1);
      if (rest && (!best || rest.length + 1 < best.length)) best = [hits, ...rest];
    }
    return best;
  };

  /**
   * @param {Draft} out
   * @param {Shard[]} shards
   * @param {string} folded
   * @param {number} most
   */
  const misspelt = (out, shards, folded, most) => {
    let best = 0;
    /** @type {[shard: Shard, position: number, distance: number][]} */
    const near = [];
    for (const shard of shards) eachNear(shard, folded, most, (i, distance) => near.push([shard, i, distance]));
    const least = near.reduce((low, [, , distance]) => (distance > 0 && distance < low ? distance : low), most + 1);
    for (const [shard, i, distance] of near) {
      const sameStart = shard.folded[i][0] === folded[0] || (NEIGHBOURS[folded[0]] ?? '').includes(shard.folded[i][0]);
      if (distance < 0) {
        if (folded.length >= 6 && sameStart) use(out, shard, i, 0.35);
      } else if (distance <= least) {
        use(out, shard, i, (0.75 - 0.2 * distance) * (sameStart ? 1 : 0.7), distance);
        // Of words that are as near: one of a name rather than another, and a letter was left out rather than added.
        const likely = shard.words[i].length + (shard.glossary[i] ? LONGEST_WORD : 0);
        if (shard.onPages[i] && sameStart && likely > best) {
          best = likely;
          out.instead = shard.words[i];
        }
      } else {
        use(out, shard, i, 0.2 * (sameStart ? 1 : 0.5), distance);
      }
    }
    return near.some(([, , distance]) => distance >= 0) || (folded.length >= 6 && near.length > 0);
  };

  return async (word) => {
    const folded = fold(word);
    const stemmed = stem(word);
    /** @type {Draft} */
    const out = { word, terms: new Map(), glossary: new Map(), far: new Map(), good: false, exact: false, onPages: false, instead: '', shards: [] };
    let home = await shardsFrom(folded, MORE_SHARDS.prefix);
    out.shards.push(...home);
    const at = lookUpExact(home, folded);
    for (const [shard, i] of at) {
      if (shard.words[i] === word) {
        use(out, shard, i, 1);
        out.exact = true;
        out.onPages = shard.onPages[i];
        out.good = true;
      }
    }
    if (word.length >= 3) {
      out.shards.push(...(await around(folded, stemmed)));
      const weight = out.exact ? 0.8 : 0.9;
      eachOfStem(new Set(out.shards), word, stemmed, (shard, i) => {
        // Words that the lexicon tells apart have their stem in common and no term.
        if (out.exact && !shard.terms[i].some((term) => out.terms.get(term) > weight)) return;
        use(out, shard, i, weight);
        out.good = true;
      });
    }
    if (!out.exact) {
      for (const [shard, i] of at) {
        use(out, shard, i, 0.9);
        out.good = true;
      }
    }
    if (!out.good && word.length >= 4) {
      const foldedStem = fold(stemmed);
      eachWithPrefix(home, foldedStem, (shard, i) => {
        if (fold(stemOf(shard, i)) === foldedStem) {
          use(out, shard, i, 0.85);
          out.good = true;
        }
      });
    }
    if (word.length >= SHORTEST_BEGINNING) complete(out, home, folded, use);
    if (!out.good) home = [...new Set([...home, ...(await beside(folded))])];
    if (!out.good && word.length >= 7) {
      /** @type {any} as `cover` gives it: where it is null, nothing of it is read */
      const parts = await cover(word, home, { left: MORE_SHARDS.parts }, 3);
      for (const [k, hits] of (parts ?? []).entries()) {
        for (const [shard, i] of hits.slice(0, 4)) use(out, shard, i, k === parts.length - 1 ? 0.6 : 0.5);
        out.good = true;
      }
    }
    if (!out.good && word.length >= 4) {
      const most = word.length >= 8 ? 2 : 1;
      out.good = misspelt(out, home, folded, most);
      if (!out.good && !index.whole) out.good = misspelt(out, await nearShards(index, folded, home), folded, most);
    }
    if (word.length >= 6) await addFamily(out, shardsFrom, folded, use, out.good ? FAMILY.beside : FAMILY.alone);
    if (!out.terms.size && word.length >= 6) {
      await addFamily(out, shardsFrom, folded, use, FAMILY.last);
      out.good = out.terms.size > 0;
    }
    if (!out.good && word.length >= 3) {
      /** @type {(key: string) => boolean} */
      const meets = word.length > 3 ? (key) => key.includes(folded) : (key) => key.endsWith(folded);
      for (const shard of [...home, ...(index.whole ? [] : await nearShards(index, folded, home))]) {
        for (let i = 0; i < shard.folded.length; i++) {
          if (meets(shard.folded[i])) {
            use(out, shard, i, 0.4);
            out.good = true;
          }
        }
      }
    }
    return out;
  };
}

/**
 * The terms of a word that stands on pages exactly as it is written.
 * @param {Index} index
 * @param {string} word
 * @returns {Promise<Map<number, number>>}
 */
export async function asWritten(index, word) {
  const folded = fold(word);
  /** @type {Map<number, number>} */
  const terms = new Map();
  for (const [shard, i] of lookUpExact([await index.shard(index.shardOf(folded))], folded)) {
    if (shard.words[i] !== word || !shard.onPages[i]) continue;
    shard.terms[i].forEach((term, k) => {
      if (shard.codes[i][k] === EXACT) terms.set(term, 1);
    });
  }
  return terms;
}

/**
 * Shards that are as one of a large dictionary.
 * @param {Index} index
 */
const together = (index) => (index.shardCount <= SMALL_SHARDS.upTo ? SMALL_SHARDS.together : 1);

/**
 * Keys whose folded form is exactly this.
 * @param {Shard[]} shards
 * @param {string} folded
 */
function lookUpExact(shards, folded) {
  /** @type {Key[]} */
  const hits = [];
  for (const shard of shards) {
    for (let i = lowerBound(shard.folded, folded); shard.folded[i] === folded; i++) hits.push([shard, i]);
  }
  return hits;
}

/**
 * Adds the words that begin as typed.
 * @param {Draft} out
 * @param {Shard[]} shards
 * @param {string} folded
 * @param {Use} use
 */
function complete(out, shards, folded, use) {
  /** @type {Key[]} */
  const found = [];
  eachWithPrefix(shards, folded, (shard, i) => {
    if (shard.folded[i].length > folded.length) found.push([shard, i]);
  });
  found.sort((a, b) => a[0].folded[a[1]].length - b[0].folded[b[1]].length);
  for (const [shard, i] of found.slice(0, MOST_COMPLETIONS)) {
    use(out, shard, i, BEGINNING * (0.6 + (0.4 * folded.length) / shard.folded[i].length));
    if (folded.length >= 5) out.good = true;
  }
}

/**
 * Adds the words that share a long beginning, wherever the shards were cut.
 * @param {Draft} out
 * @param {(prefix: string, more: number) => Promise<Shard[]>} shardsFrom
 * @param {string} folded
 * @param {Use} use
 * @param {{ share: number, weight: number }} family one of {@link FAMILY}
 */
async function addFamily(out, shardsFrom, folded, use, { share, weight }) {
  const beginning = folded.slice(0, Math.max(5, Math.ceil(folded.length * share)));
  const shards = await shardsFrom(beginning, MORE_SHARDS.family);
  out.shards.push(...shards);
  eachWithPrefix(shards, beginning, (shard, i) => {
    const key = shard.folded[i];
    const same = commonPrefix(folded, key);
    if (same >= Math.min(key.length, 14) * Math.min(0.55, share)) use(out, shard, i, (weight * same) / Math.max(folded.length, Math.min(key.length, folded.length + 4)));
  });
}

/**
 * Further shards, the nearest first: all of a small dictionary, else those with the same first letter.
 * @param {Index} index
 * @param {string} folded
 * @param {Shard[]} home
 */
async function nearShards(index, folded, home) {
  const small = index.shardCount <= SMALL_DICTIONARY;
  const middle = index.shardOf(folded);
  const first = small ? 0 : index.shardOf(folded[0]);
  const last = small ? index.shardCount - 1 : index.shardOf(`${folded[0]}\uffff`);
  const most = small ? index.shardCount : MORE_SHARDS.misspelling * together(index);
  const numbers = [];
  for (let step = 1; numbers.length < most && (middle - step >= first || middle + step <= last); step++) {
    if (middle - step >= first) numbers.push(middle - step);
    if (middle + step <= last) numbers.push(middle + step);
  }
  const shards = await Promise.all(numbers.slice(0, most).map((number) => index.shard(number)));
  return shards.filter((shard) => !home.includes(shard));
}
