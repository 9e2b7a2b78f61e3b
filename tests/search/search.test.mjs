import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import test from 'node:test';

import { SearchError, createSearch } from '../../themes/default/scripts/search.mjs';
import { makeIndex, program, smallSite, wideSite, wideWord } from './helpers.mjs';

const small = makeIndex(smallSite());
const large = makeIndex(smallSite(200));

test('the large site lies in shards and the small one does not', () => {
  const files = ({ folder }) => readdirSync(`${folder}/search/fi/files`).length;
  assert.equal(files(small), 1);
  assert.ok(files(large) > 50, `${files(large)} files`);
});

for (const [size, { load }] of [['one file', small], ['shards', large]]) {
  const { search, suggest } = createSearch({ lang: 'fi', load });
  const first = async (query) => (await search(query))[0]?.url.replace(/\d+/, '');

  test(`${size}: finds by form, fold, prefix, part, misspelling, name and the other language's word`, async () => {
    for (const [query, page] of [
      ['käyttöönottokoe', 'koe'], ['käyttöönottokokeesta', 'koe'], ['kayttoonottokoe', 'koe'], ['käyttööno', 'koe'], ['käyttönottokoe', 'koe'],
      ['ibruktagningsprov', 'koe'], ['ibruktagningsprovet', 'koe'], ['liityntäpisteiden', 'piste'], ['liityntapsite', 'piste'],
      ['anslutningspunkten', 'piste'], ['OSVA', 'sopimus'], ['fullmakt för köpta tjänster', 'sopimus'],
    ]) assert.equal(await first(query), `/fi/${page}/`, query);
  });

  test(`${size}: bad input gives an empty list`, async () => {
    for (const query of ['', ' ', 'a', 'ja on', '🙂🙃', '<script>alert(1)</script>'.replace(/[a-z0-9]/g, ''), '\u0301\u0308', '!!!', '\0', undefined, null, 42, {}, 'q'.repeat(10_000)]) {
      assert.deepEqual(await search(query), [], String(query).slice(0, 20));
      assert.deepEqual(await suggest(query), []);
    }
  });

  test(`${size}: strange input gives a list and plain text`, async () => {
    for (const query of ['שלום עולם', 'مرحبا', "'; DROP TABLE pages; --", '<img src=x onerror=alert(1)> koe', 'k\u0308o\u0308e', 'koe '.repeat(5000), '%00', '__proto__', 'constructor', 'koe:::koe---koe', '\u202ekoe', '１２３', 'toString hasOwnProperty']) {
      for (const result of await search(query)) {
        assert.ok(result.matched.every((word) => !/[<>&]/.test(word)));
        assert.ok(result.score > 0);
      }
    }
  });
}

test('a page that is called as a name in the query says stands before one with more in its title, also where its words stand in files of their own', async () => {
  const site = smallSite(200);
  const add = (id, title) => site.documents.push({ url: `/fi/${id}/`, anchor: '', kind: 'guide', lang: 'fi', title, heading: '', text: 'Sivulla on ohje.', extra: [], key: id });
  add('a', 'Varmenne ja sen vuosittainen uusiminen');
  add('b', 'Varmenne');
  site.glossary.push({ id: 'certificate', names: { fi: { names: ['varmenne'] }, sv: { names: ['certifikat'] } } });
  const { folder, load } = makeIndex(site);
  const { search } = createSearch({ lang: 'fi', load });
  for (const query of ['certifikat', 'varmenne']) assert.deepEqual((await search(query)).map(({ url }) => url), ['/fi/b/', '/fi/a/'], query);
  const [line] = execFileSync(program('search_query'), [folder, 'fi'], { input: 'certifikat\n', encoding: 'utf8' }).split('\n');
  assert.deepEqual(JSON.parse(line).map(([url]) => url), ['/fi/b/', '/fi/a/']);
});

test('part of a name with a hyphen may be a stop word of another language', async () => {
  const document = { url: '/fi/a/', anchor: '', kind: 'guide', lang: 'fi', title: 'Puolesta-omistaja', heading: '', text: 'Ohje.', extra: [], key: 'a' };
  const names = { fi: { names: ['Puolesta-omistaja'] }, sv: { names: ['ställföreträdare'] } };
  const { load } = makeIndex({ languages: ['fi', 'sv'], documents: [document], glossary: [{ id: 'a', names }] });
  const { search } = createSearch({ lang: 'fi', load });
  for (const query of ['puolesta-o', 'puolesta-om', 'puolesta-omi']) assert.equal((await search(query))[0]?.url, '/fi/a/', query);
});

test('a result has what the page needs', async () => {
  const { search } = createSearch({ lang: 'fi', load: small.load });
  const [result] = await search('kokeesta', { limit: 1 });
  assert.deepEqual({ ...result, score: 0, matched: [] }, {
    url: '/fi/koe/', anchor: 'how', kind: 'guide', lang: 'fi', title: 'Tee käyttöönottokoe', titleLang: '', heading: 'Näin teet', excerpt: 'Ilmoita kokeesta heti.', matched: [], score: 0,
  });
  assert.ok(result.matched.includes('kokeesta'));
});

test('a title in another language says so, and its page counts among those of its kind', async () => {
  const document = (kind, number, rest) => ({ url: `/fi/${number}/`, anchor: '', kind, lang: 'fi', title: `Ohje ${number}`, heading: '', text: 'Ohje kokeesta.', extra: [], key: `${number}`, ...rest });
  const documents = [document('guide', 1), document('source', 2, { title: 'Anvisning om provet', titleLang: 'sv' }), document('source', 3, { title: 'Guide to the test', titleLang: 'en' })];
  const { search } = createSearch({ lang: 'fi', load: makeIndex({ languages: ['fi', 'sv'], documents, glossary: [] }).load });
  const found = (await search('ohje kokeesta')).map(({ url, kind, titleLang }) => [url, kind, titleLang]).sort();
  assert.deepEqual(found, [['/fi/1/', 'guide', ''], ['/fi/2/', 'source', 'sv'], ['/fi/3/', 'source', 'en']]);
});

test('the limit is kept, whatever it is', async () => {
  const { search } = createSearch({ lang: 'fi', load: large.load });
  assert.equal((await search('koe', { limit: 3 })).length, 3);
  for (const limit of [NaN, -1, 0, 'x', Infinity, 1e9]) assert.ok((await search('koe', { limit })).length <= 100);
});

test('did you mean', async () => {
  const { suggest } = createSearch({ lang: 'fi', load: small.load });
  assert.equal((await suggest('käyttönottokoe'))[0].instead, 'käyttöönottokoe');
  assert.deepEqual(await suggest('käyttöönottokoe'), []);
});

/** A search in a site in Finnish of one page a text, and with the names of things in Finnish and Swedish. */
const searchIn = (texts, names = []) => {
  const documents = texts.map((text, i) => ({ url: `/fi/${i}/`, anchor: '', kind: 'guide', lang: 'fi', title: `Sivu ${'abcdefg'[i]}`, heading: '', text, extra: [], key: `${i}` }));
  const glossary = names.map(([fi, sv], i) => ({ id: `name${i}`, names: { fi: { names: [fi] }, sv: { names: [sv] } } }));
  return createSearch({ lang: 'fi', load: makeIndex({ languages: ['fi', 'sv'], documents, glossary }).load });
};

test('a suggestion is the query as typed, with only the word put right', async () => {
  const { suggest } = createSearch({ lang: 'fi', load: small.load });
  for (const [typed, right] of [
    ['Mikä on käyttönottokoe ja THL:n tuotanto\u00adympäristö?', 'Mikä on käyttöönottokoe ja THL:n tuotantoympäristö?'],
    ['kiirehdi-käyttönottokoe,  ei kiirehdi', 'kiirehdi-käyttöönottokoe,  ei kiirehdi'],
    ['ka\u0308ytto\u0308nottokoe:n koe', 'käyttöönottokoe:n koe'],
    ['KOE käyttönottokoe käyttönottokoe', 'KOE käyttöönottokoe käyttönottokoe'],
    ['İ koe käyttönottokoe', 'i\u0307 koe käyttöönottokoe'],
  ]) assert.equal((await suggest(typed))[0]?.query, right);
  const [{ query, word, instead }] = await suggest('fullmakt för köpta tjänster ja koe');
  assert.deepEqual([query, word, instead], ['ostopalvelun valtuutus ja koe', 'fullmakt köpta tjänster', 'ostopalvelun valtuutus']);
});

test('nothing is suggested for a number, nor for a word that stands on a page', async () => {
  const { suggest } = searchIn(['Kuva-aineistot otettiin käyttöön 1.9.2024.', 'Kuka vastaa aineistosta? Kuva.']);
  for (const query of ['2025', 'vuonna 2034', '1.9.2024', 'kuva-aineistot', 'Aineistosta', 'kuva']) assert.deepEqual(await suggest(query), [], query);
  assert.equal((await suggest('kuka vstaa'))[0].query, 'kuka vastaa');
});

test('of two names the nearer is suggested', async () => {
  const { suggest } = searchIn(['Valtuus annetaan. Valtuutus annetaan. Sertifiointi ja varmenne.'], [['valtuus', 'behörighet'], ['valtuutus', 'fullmakt'], ['sertifiointi', 'certifiering'], ['varmenne', 'certifikat']]);
  assert.deepEqual((await suggest('valtutus annetaan')).map(({ query }) => query), ['valtuutus annetaan']);
  assert.deepEqual((await suggest('certifiket')).map(({ instead }) => instead), ['varmenne']);
  assert.deepEqual((await suggest('certifierin')).map(({ instead }) => instead), ['sertifiointi']);
});

test('marks begin and end where words do', async () => {
  const { search } = searchIn(['Suomi.fi-valtuudet ja THL:n ohje 5.2.2021 alkaen, klo 12:30. Lääkäri d’Arc. Käyttöön\u00adottokoe 2.0 ja vaihe 2.']);
  const matched = async (query) => (await search(query))[0].matched;
  for (const [query, marks] of [
    ['valtuudet', ['Suomi.fi-valtuudet']],
    ['suomi', ['Suomi.fi-valtuudet']],
    ['fi-valtuudet', ['Suomi.fi-valtuudet']],
    ['thl', ['THL:n']],
    ['2021', ['5.2.2021']],
    ['vaihe 2', ['vaihe', '2']],
    ['vaihe 2.0', ['2.0', 'vaihe', '2']],
    ['käyttöönottokoe', ['Käyttöön\u00adottokoe']],
    ['arc', ['d’Arc']],
  ]) assert.deepEqual(await matched(query), marks, query);
});

const failsWith = (code) => (error) => error instanceof SearchError && error.code === code;

test('a missing file, a newer version and a file that is no manifest are told apart', async () => {
  const none = createSearch({ lang: 'fi', load: async () => Promise.reject(new TypeError('offline')) });
  await assert.rejects(none.search('koe'), failsWith('missing'));
  const newer = createSearch({ lang: 'fi', load: async () => new TextEncoder().encode('{"format":99}') });
  await assert.rejects(newer.search('koe'), failsWith('version'));
  for (const text of ['', 'null', '[]', '{}', '{"format":1}', '<!doctype html>']) {
    const wrong = createSearch({ lang: 'fi', load: async () => new TextEncoder().encode(text) });
    await assert.rejects(wrong.search('koe'), failsWith('corrupt'), text);
  }
});

test('a manifest that lacks a field is damaged, whichever it is', async () => {
  for (const [index, ofFiles] of [[small, ['lengths']], [large, ['dictionary', 'postings', 'rests', 'cards', 'hashes']]]) {
    const whole = JSON.parse(new TextDecoder().decode(await index.load('fi/manifest.json')));
    const without = (of, field) => Object.fromEntries(Object.entries(of).filter(([name]) => name !== field));
    const lacking = [
      ...['format', 'lang', 'languages', 'pages', 'stop', 'otherStop', 'kinds', 'linking', 'files'].map((field) => [field, without(whole, field)]),
      ...ofFiles.map((field) => [field, { ...whole, files: without(whole.files, field) }]),
    ];
    for (const [field, manifest] of lacking) {
      const load = async (name) => (name.endsWith('.json') ? new TextEncoder().encode(JSON.stringify(manifest)) : index.load(name));
      await assert.rejects(createSearch({ lang: 'fi', load }).search('koe'), failsWith('corrupt'), field);
    }
  }
});

test('a search works again when a file comes after all', async () => {
  let online = false;
  const { search } = createSearch({ lang: 'fi', load: (name) => (online ? small.load(name) : Promise.reject(new Error('offline'))) });
  await assert.rejects(search('koe'), failsWith('missing'));
  online = true;
  assert.ok((await search('koe')).length);
});

test('a search outlives a publication, whose files have other names', async () => {
  const site = smallSite(200);
  site.documents.push({ ...site.documents[0], url: '/fi/uusi/', title: 'Uusi', text: 'Ilmestynyt vasta nyt.', key: 'new' });
  const next = makeIndex(site);
  let shown = large;
  const asked = [];
  const { search, suggest, kindNames } = createSearch({ lang: 'fi', load: async (name) => (asked.push(name), shown.load(name)) });
  await kindNames();
  shown = next;
  const [[result], [suggestion]] = await Promise.all([search('ilmestynyt'), suggest('ilmestynyd')]);
  assert.equal(result.url, '/fi/uusi/');
  assert.equal(suggestion.query, 'ilmestynyt');
  assert.equal(asked.filter((name) => name.endsWith('.json')).length, 2);
  assert.ok((await search('koe')).length);
});

test('where a file is missing altogether, the manifest is fetched anew once, and then it is told', async () => {
  const asked = [];
  const load = async (name) => (asked.push(name), name.endsWith('.json') ? large.load(name) : Promise.reject(new Error('404')));
  const { search } = createSearch({ lang: 'fi', load });
  await assert.rejects(search('koe'), failsWith('missing'));
  assert.equal(asked.filter((name) => name.endsWith('.json')).length, 2);
});

test('damaged files give an error of ours or a list, never another exception', async () => {
  for (const { load } of [small, large]) {
    for (let seed = 0; seed < 120; seed++) {
      const damaged = async (name) => {
        const bytes = (await load(name)).slice();
        if (name.endsWith('.json')) return bytes;
        let raw = bytes;
        if (seed % 3) raw = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
        if (seed % 4 === 0) return raw.slice(0, (raw.length * (seed % 7)) / 7);
        raw[(seed * 7919) % raw.length] ^= 1 + (seed % 255);
        return raw;
      };
      const { search } = createSearch({ lang: 'fi', load: damaged });
      for (const query of ['koe', 'liityntäpiste anslutningspunkt', 'käytönottokoe']) {
        try {
          assert.ok(Array.isArray(await search(query)));
        } catch (error) {
          assert.ok(error instanceof SearchError, error.stack);
        }
      }
    }
  }
});

// What a word may load that is not found goes by how many files the dictionary has; that of the real site has fewer (site.test.mjs).
for (const [words, least, most] of [[20_000, 23, 30], [80_000, 31, 60]]) {
  test(`a dictionary of ${least} to ${most} files: the program and the scripts find the same`, async () => {
    const { folder, load } = makeIndex(wideSite(words));
    const files = readdirSync(`${folder}/search/fi/files`).filter((name) => name.startsWith('d')).length;
    assert.ok(files >= least && files <= most, `${files} files`);
    const queries = Array.from({ length: 40 }, (_, i) => {
      const [word, other] = [wideWord(i * 193), wideWord(i * 71 + 5)];
      const middle = word.length >> 1;
      return [word, word.slice(0, 4), `${word}ssa`, word.slice(0, middle) + word.slice(middle + 1), `${word.slice(0, -2)}${word.at(-1)}${word.at(-2)}`, `x${word.slice(1)}`, word + other, `${word} ${other.slice(1)}`, `qq${word.slice(3)}`];
    }).flat();
    const lines = execFileSync(program('search_query'), [folder, 'fi'], { input: `${queries.join('\n')}\n`, encoding: 'utf8', maxBuffer: 2 ** 28 }).trimEnd().split('\n');
    const { search } = createSearch({ lang: 'fi', load });
    let found = 0;
    for (const [i, query] of queries.entries()) {
      const results = await search(query, { limit: 10 });
      const expected = JSON.parse(lines[i]);
      assert.deepEqual(results.map(({ url }) => url), expected.map(([url]) => url), query);
      for (const [at, { score }] of results.entries()) assert.ok(Math.abs(score - expected[at][2]) < 0.002, query);
      found += results.length ? 1 : 0;
    }
    assert.ok(found > queries.length / 2, `${found} of ${queries.length}`);
  });
}
