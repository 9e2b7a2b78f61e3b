/** Reading the files of an index: loading, unpacking, decoding. FORMAT.md beside the index writer describes the bytes. */

import { commonPrefix, fold, lowerBound } from './search-words.mjs';

/**
 * @template K, V
 * @typedef {import('./search-words.mjs').Filled<K, V>} Filled
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {(name: string) => Promise<Bytes>} Load Gives the bytes of a file below `search/`. */
/** @typedef {'g' | 'd' | 'p' | 'r' | 's'} ShardKind A kind of shard, as FORMAT.md names it. */

/**
 * What an index says of itself.
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} lang
 * @property {string[]} languages those of the site, by number
 * @property {number} pages how many
 * @property {number} sections how many
 * @property {string} stemmer its name, or empty
 * @property {string[]} stop words that say nothing alone
 * @property {string[]} otherStop those of the other languages
 * @property {string[]} linking letters between the parts of compounds
 * @property {string[]} kinds each, after a blank, with the language of the title where that is another
 * @property {Record<string, string>} kindNames what a kind is called, where it has a name
 * @property {Files} files
 */

/**
 * Which files there are: of a small language `index` and `lengths`, else all the others. Whoever reads them has asked for `index` first.
 * @typedef {object} Files
 * @property {string} index name of the one file
 * @property {number[]} lengths bytes of the shards in it
 * @property {string[]} dictionary lowest folded key of each shard
 * @property {number[]} postings first term of each shard
 * @property {number[]} rests shards of postings that have a second file
 * @property {number} cards pages a file
 * @property {Record<ShardKind, string>} hashes of each kind, end to end
 */

/** @typedef {Awaited<ReturnType<typeof openIndex>>} Index An index that is open. */
/** @typedef {ReturnType<typeof cursor>} Cursor */

/** Highest format version that is understood. */
const FORMAT = 3;
/** Hexadecimal digits of a hash in the name of a shard. */
const HASH = 8;

/** An index that cannot be read. `code`: `missing`, `corrupt` or `version`. */
export class SearchError extends Error {
  /**
   * @param {'missing' | 'corrupt' | 'version'} code
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'SearchError';
    this.code = code;
  }
}

/**
 * @param {string} what
 * @param {unknown} [cause]
 */
const corrupt = (what, cause) => new SearchError('corrupt', `The search index is damaged: ${what}.`, cause);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A cursor over bytes that never reads past their end.
 * @param {Bytes} bytes
 */
function cursor(bytes) {
  let at = 0;
  const byte = () => {
    if (at >= bytes.length) throw corrupt('a file ends too early');
    return bytes[at++];
  };
  const number = () => {
    let value = 0;
    for (let shift = 1; shift <= 2 ** 28; shift *= 128) {
      const next = byte();
      value += (next & 127) * shift;
      if (next < 128) return value;
    }
    throw corrupt('a number is too long');
  };
  const signed = () => {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  /** @param {number} length */
  const slice = (length) => {
    if (at + length > bytes.length) throw corrupt('a file ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const text = () => {
    const raw = slice(number());
    try {
      return utf8.decode(raw);
    } catch (cause) {
      throw corrupt('a text is not UTF-8', cause);
    }
  };
  /** A count of things that take at least one byte each. */
  const count = () => {
    const value = number();
    if (value > bytes.length - at) throw corrupt('a count is too high');
    return value;
  };
  const remaining = () => bytes.length - at;
  return { byte, number, signed, slice, text, count, remaining };
}

/**
 * @param {Bytes} bytes
 * @returns {Promise<Bytes>}
 */
async function unzip(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw corrupt('a file cannot be unpacked', cause);
  }
}

/**
 * A dictionary shard: keys in folded order and, per key, its terms, closeness codes and glossary words.
 * @typedef {{ words: string[], folded: string[], shared: Uint16Array, terms: number[][], codes: number[][], glossary: (number[] | null)[], onPages: boolean[], stems: string[], byTerm?: Map<number, number[]> }} Shard
 */

/**
 * @param {Bytes} bytes
 * @returns {Shard}
 */
function readDictionary(bytes) {
  const read = cursor(bytes);
  const count = read.count();
  const lengths = new Uint16Array(count * 2);
  for (let i = 0; i < count * 2; i++) lengths[i] = read.number();
  const letters = read.text();
  /** @type {Shard} */
  const shard = { words: [], folded: [], shared: new Uint16Array(count), terms: [], codes: [], glossary: [], onPages: [], stems: [] };
  let word = '';
  let foldedBefore = '';
  let at = 0;
  let term = 0;
  for (let i = 0; i < count; i++) {
    word = word.slice(0, lengths[2 * i]) + letters.slice(at, at + lengths[2 * i + 1]);
    at += lengths[2 * i + 1];
    const folded = fold(word);
    shard.shared[i] = commonPrefix(folded, foldedBefore);
    shard.words.push(word);
    shard.folded.push(folded);
    foldedBefore = folded;
  }
  for (let i = 0; i < count; i++) {
    const head = read.number();
    const terms = [];
    const codes = [];
    for (let k = head >> 2; k > 0; k--) {
      codes.push(read.byte());
      term += read.signed();
      terms.push(term);
    }
    let glossary = null;
    if (head & 1) {
      glossary = [];
      for (let k = read.count(); k > 0; k--) glossary.push(read.number());
    }
    shard.terms.push(terms);
    shard.codes.push(codes);
    shard.glossary.push(glossary);
    shard.onPages.push((head & 2) === 2);
  }
  return shard;
}

/**
 * Byte ranges of the lists of a posting shard.
 * @param {Bytes} bytes
 */
function readLists(bytes) {
  const read = cursor(bytes);
  const lengths = [];
  for (let k = read.count(); k > 0; k--) lengths.push(read.number());
  return lengths.map((length) => read.slice(length));
}

/**
 * Postings of one term.
 * @typedef {{ pageCount: number, sectionCount: number, pages: number[], strengths: number[], starts: number[], sections: number[], sectionStrengths: number[] }} List
 */

/**
 * @param {Cursor} read
 * @param {List} list
 * @param {number} pageLimit
 */
function readBlock(read, list, pageLimit) {
  let page = 0;
  for (let k = read.count(); k > 0; k--) {
    page += read.number();
    if (page >= pageLimit) throw corrupt('a page number is too high');
    const head = read.byte();
    list.pages.push(page);
    list.strengths.push(head >> 2);
    list.starts.push(list.sections.length);
    let count = head & 3;
    if (count === 3) count += read.number();
    let section = 0;
    for (; count > 0; count--) {
      const value = read.byte();
      let step = value >> 4;
      if (step === 15) step += read.number();
      section += step;
      list.sections.push(section);
      list.sectionStrengths.push(value & 15);
    }
  }
  list.starts.push(list.sections.length);
}

/**
 * @param {number} pageCount
 * @param {number} sectionCount
 * @returns {List}
 */
function emptyList(pageCount, sectionCount) {
  return { pageCount, sectionCount, pages: [], strengths: [], starts: [], sections: [], sectionStrengths: [] };
}

/**
 * @param {Bytes} bytes
 * @param {number} pageLimit
 */
function readList(bytes, pageLimit) {
  const read = cursor(bytes);
  const list = emptyList(read.number(), read.number());
  readBlock(read, list, pageLimit);
  return list;
}

/**
 * @param {Bytes} bytes
 * @param {List} of
 * @param {number} pageLimit
 */
function readRest(bytes, of, pageLimit) {
  const rest = emptyList(of.pageCount, of.sectionCount);
  readBlock(cursor(bytes), rest, pageLimit);
  return rest;
}

/**
 * A name of a record. `sequences` are numbers of glossary words, `letters` their lengths.
 * @typedef {{ lang: number, text: string, sequences: number[][], letters: number[] }} Name
 */
/** @typedef {[term: number, code: number][]} Terms Index terms of a word, each with its closeness code. */
/** @typedef {Name & ({ terms: Terms[] } | { terms: null })} Phrase A name with the terms of its words, if it is in the index's language. */
/** @typedef {{ concepts: Phrase[][], byWord: Map<number, [concept: number, phrase: number][]> }} Glossary The names of each record, and where each word stands in them. */

/**
 * @param {Bytes} bytes
 * @param {number} ownLanguage
 * @returns {Glossary}
 */
function readGlossary(bytes, ownLanguage) {
  if (!bytes.length) return { concepts: [], byWord: new Map() };
  const read = cursor(bytes);
  /** @type {Phrase[][]} */
  const concepts = [];
  /** @type {Filled<number, [number, number][]>} */
  const byWord = new Map();
  for (let c = 0, n = read.count(); c < n; c++) {
    /** @type {Phrase[]} */
    const phrases = [];
    for (let p = 0, m = read.count(); p < m; p++) {
      /** @type {Name & { terms: Terms[] | null }} */
      const phrase = { lang: read.number(), text: read.text(), sequences: [], letters: [], terms: null };
      const own = phrase.lang === ownLanguage;
      if (own) phrase.terms = [];
      for (let s = 0, k = read.count(); s < k; s++) {
        const sequence = [];
        for (let w = 0, l = read.count(); w < l; w++) {
          const word = read.number();
          sequence.push(word);
          const length = read.number();
          if (s === 0) phrase.letters.push(length);
          if (!byWord.has(word)) byWord.set(word, []);
          const places = byWord.get(word);
          const last = places[places.length - 1];
          if (!last || last[0] !== c || last[1] !== p) places.push([c, p]);
          if (s === 0 && own) {
            /** @type {Terms} */
            const terms = [];
            for (let t = read.count(); t > 0; t--) {
              const code = read.byte();
              terms.push([read.number(), code]);
            }
            phrase.terms?.push(terms);
          }
        }
        phrase.sequences.push(sequence);
      }
      phrases.push(phrase);
    }
    concepts.push(phrases);
  }
  return { concepts, byWord };
}

/**
 * A page's card. `titleLang`: of a title in another language.
 * @typedef {{ kind: string, titleLang: string, url: string, title: string, related: number[], sections: { anchor: string, heading: string, excerpt: string }[] }} Card
 */

/**
 * @param {Bytes} bytes
 * @param {string[]} kinds
 */
function readCards(bytes, kinds) {
  const read = cursor(bytes);
  const cards = [];
  while (read.remaining() > 0) {
    const [kind, titleLang = ''] = (kinds[read.number()] ?? '').split(' ');
    const related = [];
    for (let n = read.count(), page = 0; n > 0; n--) related.push((page += read.number()));
    /** @type {Card} */
    const card = { kind, titleLang, url: read.text(), title: read.text(), related, sections: [] };
    for (let n = read.count(); n > 0; n--) card.sections.push({ anchor: read.text(), heading: read.text(), excerpt: read.text() });
    cards.push(card);
  }
  return cards;
}

/**
 * @param {Bytes} bytes
 * @param {string} lang
 * @returns {Manifest}
 */
function readManifest(bytes, lang) {
  let manifest;
  try {
    manifest = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw corrupt('its manifest is not JSON', cause);
  }
  if (typeof manifest?.format !== 'number') throw corrupt('its manifest has no format');
  if (manifest.format > FORMAT) throw new SearchError('version', `The search index has format ${manifest.format}; this page reads up to ${FORMAT}. Load the page again.`);
  const files = manifest.files ?? {};
  const lists = [manifest.languages, manifest.stop, manifest.otherStop, manifest.kinds, manifest.linking, ...(files.index ? [files.lengths] : [files.dictionary, files.postings, files.rests])];
  const hashes = files.index || [...'gdprs'].every((kind) => /^([0-9a-f]{8})*$/.test(files.hashes?.[kind]));
  if (!Number.isInteger(manifest.pages) || !(files.index || files.cards > 0) || !lists.every(Array.isArray) || !hashes || manifest.lang !== lang) throw corrupt('its manifest lacks fields');
  return manifest;
}

/**
 * Opens an index.
 * @param {string} lang
 * @param {Load} load
 */
export async function openIndex(lang, load) {
  /** @type {Load} */
  const fetchBytes = async (name) => {
    let bytes;
    try {
      bytes = await load(name);
    } catch (cause) {
      throw new SearchError('missing', `The file ${name} of the search index cannot be loaded.`, cause);
    }
    if (!(bytes instanceof Uint8Array)) throw new SearchError('missing', `The file ${name} of the search index cannot be loaded.`);
    return bytes;
  };
  const manifest = readManifest(await fetchBytes(`${lang}/manifest.json`), lang);
  const pieces = manifest.files.index ? await readPieces(manifest, fetchBytes) : null;
  /** @type {Filled<string, Promise<any>>} what a shard holds goes by its kind, which is only a letter of its name */
  const cache = new Map();
  /**
   * A shard of so many of its kind.
   * @template T
   * @param {ShardKind} kind
   * @param {number} number
   * @param {number} count
   * @param {(bytes: Bytes) => T} decode
   * @returns {Promise<T>}
   */
  const part = (kind, number, count, decode) => {
    const name = kind + number;
    if (!cache.has(name)) {
      const bytes = pieces ? Promise.resolve(pieces[name] ?? new Uint8Array()) : fetchBytes(`${lang}/files/${name}-${hashOf(manifest.files.hashes[kind], number, count)}.bin`).then(unzip);
      const decoded = bytes.then(decode).catch((error) => {
        cache.delete(name);
        throw error instanceof SearchError ? error : corrupt(`file ${name}`, error);
      });
      cache.set(name, decoded);
    }
    return cache.get(name);
  };
  const boundaries = pieces ? [''] : manifest.files.dictionary;
  const starts = pieces ? [0] : manifest.files.postings;
  const cardsPerFile = pieces ? Math.max(1, manifest.pages) : manifest.files.cards;
  const rests = pieces ? [] : manifest.files.rests;
  /** @type {Filled<number, List>} */
  const lists = new Map();

  /** @param {number} term */
  const listShard = (term) => lastNotAbove(starts, term);
  return {
    manifest,
    /** Whether everything is in memory. */
    whole: pieces !== null,
    shardCount: boundaries.length,
    /**
     * Number of the shard in which a folded key stands or would stand.
     * @param {string} folded
     */
    shardOf: (folded) => lastNotAbove(boundaries, folded),
    /** @param {number} number */
    shard: (number) => part('d', number, boundaries.length, readDictionary),
    listShard,
    /**
     * @param {number} term
     * @returns {Promise<List>}
     */
    async list(term) {
      if (!lists.has(term)) {
        const number = listShard(term);
        const bytes = (await part('p', number, starts.length, readLists))[term - starts[number]];
        if (!bytes) throw corrupt('a term has no list');
        lists.set(term, readList(bytes, manifest.pages));
      }
      return lists.get(term);
    },
    /**
     * The weaker part of a long list, or null.
     * @param {number} term
     */
    async rest(term) {
      const number = listShard(term);
      const rest = rests.indexOf(number);
      if (rest < 0) return null;
      const bytes = (await part('r', rest, rests.length, readLists))[term - starts[number]];
      return bytes?.length ? readRest(bytes, await this.list(term), manifest.pages) : null;
    },
    glossary: () => part('g', 0, 1, (bytes) => readGlossary(bytes, manifest.languages.indexOf(lang))),
    /**
     * @param {number} page
     * @returns {Promise<Card | undefined>}
     */
    async card(page) {
      const cards = await part('s', Math.floor(page / cardsPerFile), Math.ceil(manifest.pages / cardsPerFile), (bytes) => readCards(bytes, manifest.kinds));
      return cards[page % cardsPerFile];
    },
  };
}

/**
 * @param {Manifest} manifest
 * @param {Load} fetchBytes
 */
async function readPieces(manifest, fetchBytes) {
  const bytes = await unzip(await fetchBytes(manifest.files.index));
  const names = ['g0', 'd0', 'p0', 's0'];
  /** @type {Record<string, Bytes>} */
  const pieces = {};
  let at = 0;
  names.forEach((name, i) => {
    const length = manifest.files.lengths[i];
    if (!Number.isInteger(length) || at + length > bytes.length) throw corrupt('its file is shorter than the manifest says');
    pieces[name] = bytes.subarray(at, at + length);
    at += length;
  });
  return pieces;
}

/**
 * The hash in the name of a shard: where there are more shards than hashes, some that stand side by side share one.
 * @param {string} hashes
 * @param {number} number
 * @param {number} count
 */
function hashOf(hashes, number, count) {
  const at = Math.floor((number * hashes.length) / HASH / count) * HASH;
  return hashes.slice(at, at + HASH);
}

/**
 * Position of the last item that is not above a value; 0 if all are.
 * @template {string | number} T
 * @param {T[]} items
 * @param {T} value
 */
function lastNotAbove(items, value) {
  let at = lowerBound(items, value);
  while (items[at] === value) at++;
  return Math.max(0, at - 1);
}
