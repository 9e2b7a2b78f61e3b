/**
 * Makes word lists for comparing analysers with their reference implementations.
 *
 *     node word-list.mjs finnish mor.vfst 50000 > finnish.txt
 *     node word-list.mjs swedish sv_FI.dic 50000 > swedish.txt
 *
 * Finnish: random walks through Voikko's transducer, nine of ten words as they come out (inflected forms and compounds), one of ten with a letter
 * changed, so that unknown words are in the list too. Swedish: words of hunspell-sv's word list at even steps, every third with an ending. A fixed seed: equal packages give equal lists.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A small generator of numbers in 0..1 (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function readTransducer(file) {
  const bytes = readFileSync(file);
  const count = bytes.readUInt16LE(16);
  let at = 18;
  const symbols = [];
  for (let i = 0; i < count; i++) {
    const end = bytes.indexOf(0, at);
    symbols.push(bytes.toString('utf8', at, end));
    at = end + 1;
  }
  const start = Math.ceil(at / 8) * 8;
  const transition = (i) => {
    const p = start + i * 8;
    const word = bytes.readUInt32LE(p + 4);
    return { input: bytes.readUInt16LE(p), output: bytes.readUInt16LE(p + 2), target: word & 0xffffff, more: word >>> 24 };
  };
  const flags = symbols.map((symbol, i) => (i > 0 && /^@.+@$/.test(symbol) ? symbol.slice(1, -1).split('.') : null));
  return { symbols, flags, transition };
}

function transitionsOf(fst, state) {
  const head = fst.transition(state);
  if (head.more !== 255) return Array.from({ length: head.more + 1 }, (_, i) => fst.transition(state + i));
  const record = fst.transition(state + 1);
  const count = record.input + record.output * 65536 + 1;
  return [head, ...Array.from({ length: count - 1 }, (_, i) => fst.transition(state + 2 + i))];
}

function mayPass([operation, feature, value], values) {
  const now = values.get(feature);
  switch (operation) {
    case 'P':
      values.set(feature, value);
      return true;
    case 'C':
      values.delete(feature);
      return true;
    case 'U':
      if (now !== undefined && now !== value) return false;
      values.set(feature, value);
      return true;
    case 'R':
      return value === undefined ? now !== undefined : now === value;
    default:
      return value === undefined ? now === undefined : now !== value;
  }
}

function randomWord(fst, random) {
  const values = new Map();
  let state = 0;
  let word = '';
  for (let step = 0; step < 200 && word.length <= 40; step++) {
    const choices = transitionsOf(fst, state);
    const chosen = choices[Math.floor(random() * choices.length)];
    const final = choices.find((t) => t.input === 0xffff);
    if (chosen.input === 0xffff || (final && random() < 0.6)) return word;
    const flag = fst.flags[chosen.input];
    if (flag && !mayPass(flag, values)) return '';
    if (!flag && chosen.input > 0) word += fst.symbols[chosen.input];
    state = chosen.target;
  }
  return '';
}

function finnish(file, wanted) {
  const fst = readTransducer(file);
  const random = randomNumbers(1);
  const words = new Set();
  while (words.size < wanted) {
    const word = randomWord(fst, random).toLowerCase();
    if (!/^[a-zåäöšž]{2,40}$/.test(word)) continue;
    const at = Math.floor(random() * word.length);
    words.add(random() < 0.1 ? word.slice(0, at) + 'aeiouyäöklnrstv'[Math.floor(random() * 15)] + word.slice(at + 1) : word);
  }
  return [...words];
}

function swedish(file, wanted) {
  const endings = ['en', 'arna', 'ernas', 'ets', 'heterna', 'ande', 'ligt', 'fullt', 'östa', 's', 'orna', 'iteterna', 'ades', 'aste', 'else', 'et'];
  const listed = readFileSync(file, 'utf8').split('\n').slice(1);
  const words = listed.map((line) => line.split('/')[0].toLowerCase()).filter((word) => /^[a-zåäöéü]{2,}$/.test(word));
  const chosen = new Set();
  const step = words.length / wanted;
  for (let i = 0, at = 0; chosen.size < wanted && at < words.length * 4; i++, at += step) {
    const word = words[Math.floor(at) % words.length];
    chosen.add(i % 3 === 2 || chosen.has(word) ? word + endings[i % endings.length] : word);
  }
  return [...chosen];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , language, file, count] = process.argv;
  const words = (language === 'finnish' ? finnish : swedish)(file, Number(count ?? 50000));
  process.stdout.write(words.join('\n') + '\n');
}
