/** What the tests of the search share. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Path of an example program, built if need be. */
export function program(name) {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  for (const profile of ['release', 'debug']) {
    const path = join(target, profile, 'examples', name);
    if (existsSync(path)) return path;
  }
  execFileSync('cargo', ['build', '--quiet', '--example', name], { cwd: root, stdio: 'inherit' });
  return join(target, 'debug/examples', name);
}

/** The search as a built site's readers get it. */
export function builtSearch(site) {
  const assets = JSON.parse(readFileSync(join(site, 'assets/manifest.json'), 'utf8'));
  return import(pathToFileURL(resolve(site, assets['search.mjs'])).href);
}

/** Builds an index of pages and gives a loader of its files, with the folder. */
export function makeIndex(pages, options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  const file = join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(pages));
  execFileSync(program('search_index'), [file, folder, ...options]);
  return { folder, load: async (name) => new Uint8Array(readFileSync(join(folder, 'search', name))) };
}

/** A small site in two languages; `copies` makes it large enough for shards. */
export function smallSite(copies = 1) {
  const documents = [];
  for (let i = 0; i < copies; i++) {
    const add = (lang, id, title, heading, text, extra = []) =>
      documents.push({ url: `/${lang}/${id}${i || ''}/`, anchor: heading ? 'how' : '', kind: 'guide', lang, title: i ? `${title} ${i}` : title, heading, text: `${text} ${filler(i)}`, extra, key: `${id}${i}#${heading ? 'how' : ''}` });
    add('fi', 'koe', 'Tee käyttöönottokoe', '', 'Käyttöönottokoe tehdään tuotantoympäristössä. <b>Älä</b> kiirehdi & muista.');
    add('fi', 'koe', 'Tee käyttöönottokoe', 'Näin teet', 'Ilmoita kokeesta heti.');
    add('fi', 'piste', 'Ilmoita liityntäpiste', '', 'Uudesta liityntäpisteestä ilmoitetaan lomakkeella.', ['T15']);
    add('fi', 'sopimus', 'Tee sopimus', '', 'Ostopalvelun valtuutus tarvitsee sopimuksen.');
    add('sv', 'koe', 'Gör ibruktagningsprovet', '', 'Provet görs i produktionsmiljön.');
    add('sv', 'piste', 'Anmäl anslutningspunkten', '', 'En ny anslutningspunkt anmäls med blanketten.');
  }
  const names = (...list) => ({ names: list });
  return {
    languages: ['fi', 'sv'],
    documents,
    glossary: [
      { id: 'test', names: { fi: names('käyttöönottokoe'), sv: names('ibruktagningsprov') } },
      { id: 'point', names: { fi: names('liityntäpiste'), sv: names('anslutningspunkt') } },
      { id: 'osva', names: { fi: { names: ['ostopalvelun valtuutus'], abbreviations: ['OSVA'] }, sv: names('fullmakt för köpta tjänster') } },
    ],
  };
}

/** A site of about so many different words made of syllables, 500 a page: what decides in how many files its dictionary lies. */
export function wideSite(words) {
  const documents = Array.from({ length: Math.ceil(words / 500) }, (_, page) => ({
    url: `/fi/${page}/`, anchor: '', kind: 'guide', lang: 'fi', title: wideWord(page * 500), heading: '', text: Array.from({ length: 500 }, (_, i) => wideWord(page * 500 + i)).join(' '), extra: [], key: `${page}`,
  }));
  return { languages: ['fi'], documents, glossary: [] };
}

const SYLLABLES = ['ka', 'li', 'mus', 'to', 'vä', 'nen', 'ri', 'sku', 'pa', 'lau', 'hy', 'tie', 'jo', 'ker', 'se', 'nä', 'van', 'ö', 'du', 'il', 'mo', 'ast', 'ku'];

/** The word of a number. */
export const wideWord = (number) => {
  let [word, rest] = ['', ((number + 1) * 2654435761) % 2 ** 32];
  for (let i = 0; i < 3 + (number % 3); i++, rest = Math.floor(rest / 23)) word += SYLLABLES[rest % 23];
  return word;
};

const filler = (i) => (i ? Array.from({ length: 30 }, (_, k) => `sana${'abcdefghij'[(i * 7 + k) % 10]}${(i * 31 + k * 17) % 977}`).join(' ') : '');
