// The reader of the index in the browser on files that a generator makes: damaged in many places, cut, exchanged, and put together from
// nothing. It answers with a list or with an error of its own, and never works without end.

import assert from 'node:assert/strict';
import test from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';

import { SearchError, createSearch } from '../../themes/default/scripts/search.mjs';
import { makeIndex, smallSite } from './helpers.mjs';

/** Runs of each kind; `FUZZ_RUNS` makes them more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const QUERIES = ['koe', 'liityntäpiste anslutningspunkt', 'käytönottokoe', 'OSVA x'];

/** Numbers without visible order from a seed, below a limit. */
function numbers(seed) {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n | 1n;
  return (limit) => {
    state ^= (state << 13n) & 0xffffffffffffffffn;
    state ^= state >> 7n;
    state ^= (state << 17n) & 0xffffffffffffffffn;
    return Number(state % BigInt(Math.max(1, limit)));
  };
}

const ODD = [0, 1, 2, 3, 127, 128, 255];

/** Bytes with up to eight places changed, taken out, put in, repeated or cut. */
function damaged(bytes, below) {
  let out = [...bytes];
  for (let times = below(8); times >= 0; times--) {
    const at = below(out.length + 1);
    const some = () => Array.from({ length: below(9) }, () => (below(2) ? ODD[below(ODD.length)] : below(256)));
    [
      () => out.splice(at, below(9), ...some()),
      () => out.splice(at, below(40)),
      () => out.splice(at, 0, ...Array(below(60)).fill(out.slice(at, at + 1 + below(6))).flat()),
      () => (out.length = at),
      () => out.splice(at, 1, 255, 255, 255, 255, 127),
      () => out.splice(at, 1, out[at] ^ (1 << below(8))),
    ][below(6)]();
  }
  return Uint8Array.from(out);
}

/** A value of JSON that stands where another is expected. */
function odd(below) {
  return [null, -1, 0, 1.5, 1e308, 2 ** 53, '', '\u0000', 'x'.repeat(1000), [], [null], [[]], {}, { length: 1e9 }, true, [1e308, -1], ['z', 'a'], [{}]][below(18)];
}

/** A manifest with one or two values exchanged, at any depth. */
function exchanged(manifest, below) {
  const copy = structuredClone(manifest);
  for (let times = below(2); times >= 0; times--) {
    let place = copy;
    for (;;) {
      const keys = Object.keys(place);
      if (!keys.length) break;
      const key = keys[below(keys.length)];
      if (below(3) || typeof place[key] !== 'object' || place[key] === null) {
        if (below(6)) place[key] = odd(below);
        else delete place[key];
        break;
      }
      place = place[key];
    }
  }
  return copy;
}

/** Loads of files, read once. */
function kept(load) {
  const files = new Map();
  return async (name) => {
    if (!files.has(name)) files.set(name, load(name));
    return files.get(name);
  };
}

const unpacked = (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? new Uint8Array(gunzipSync(bytes)) : bytes);

/** What the reader does with files: a list of results, or an error of its own. */
async function answers(load, seed) {
  const { search, suggest } = createSearch({ lang: 'fi', load });
  let errors = 0;
  for (const query of QUERIES) {
    try {
      for (const result of await search(query)) assert.equal(typeof result.url, 'string');
      assert.ok(Array.isArray(await suggest(query)));
    } catch (error) {
      assert.ok(error instanceof SearchError, `seed ${seed}, “${query}”: ${error.stack}`);
      errors++;
    }
  }
  return errors;
}

const indexes = { 'one file': kept(makeIndex(smallSite()).load), shards: kept(makeIndex(smallSite(200)).load) };

for (const [size, load] of Object.entries(indexes)) {
  test(`${size}: ${RUNS} times damaged`, async () => {
    let errors = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const below = numbers(seed);
      const which = below(4);
      const wanted = async (name) => {
        const bytes = await load(name);
        if (name.endsWith('.json')) return which ? bytes : damaged(bytes, below);
        // Half of the files are damaged behind their packing, which would tell of damage before it.
        return below(2) ? bytes : below(8) ? new Uint8Array(gzipSync(damaged(unpacked(bytes), below))) : damaged(bytes, below);
      };
      errors += await answers(wanted, seed);
    }
    assert.ok(errors > 0 && errors < RUNS * QUERIES.length, `${errors} errors`);
  });

  test(`${size}: ${RUNS} times another manifest`, async () => {
    const manifest = JSON.parse(new TextDecoder().decode(await load('fi/manifest.json')));
    let errors = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const other = new TextEncoder().encode(JSON.stringify(exchanged(manifest, numbers(seed))));
      errors += await answers(async (name) => (name.endsWith('.json') ? other : load(name)), seed);
    }
    assert.ok(errors > 0 && errors < RUNS * QUERIES.length, `${errors} errors`);
  });
}

test(`${RUNS} times files of nothing but numbers`, async () => {
  const load = indexes.shards;
  for (let seed = 1; seed <= RUNS; seed++) {
    const below = numbers(seed);
    const noise = async (name) => (name.endsWith('.json') ? load(name) : Uint8Array.from({ length: below(400) }, () => (below(3) ? below(6) : ODD[below(ODD.length)])));
    await answers(noise, seed);
  }
});
