//! The index as a whole: the same bytes whatever the threads, names, and what the report says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use opastin::search::query::Engine;
use opastin::search::{
    GlossaryEntry, Lexicon, LexiconBytes, LexiconSource, LexiconUse, Memo, Names, Pages, SearchDocument, SearchFiles, SearchInput, build, build_pages,
    build_with,
};

fn section(lang: &str, page: usize, anchor: &str, title: &str, text: &str) -> SearchDocument {
    SearchDocument {
        url: format!("/{lang}/p{page}/"),
        anchor: anchor.to_owned(),
        kind: "guide".to_owned(),
        lang: lang.to_owned(),
        title: title.to_owned(),
        heading: if anchor.is_empty() { String::new() } else { "Näin teet".to_owned() },
        text: text.to_owned(),
        extra: vec!["T15".to_owned()],
        key: format!("p{page}#{anchor}"),
        ..SearchDocument::default()
    }
}

fn input(pages: usize) -> SearchInput {
    let mut input = SearchInput { languages: vec!["fi".to_owned(), "sv".to_owned(), "se".to_owned()], ..SearchInput::default() };
    for page in 0..pages {
        let words = ["käyttöönottokoe", "liityntäpisteen", "arkistointi", "sopimuksesta", "rekisteriin", "THL:n", "puolesta-asiointi"];
        let text = (0..40).map(|i| words[(i * 7 + page * 3 + i * page) % words.len()]).collect::<Vec<_>>().join(" ");
        input.documents.push(section("fi", page, "", &format!("Ohje {page}"), &text));
        input.documents.push(section("fi", page, "how", &format!("Ohje {page}"), &text.replace("arkistointi", "koe")));
        input.documents.push(section("sv", page, "", &format!("Guide {page}"), "ibruktagningsprov anslutningspunkten arkivering prov"));
        input.documents.push(section("se", page, "", &format!("Rávvagat {page}"), "geavaheapmi geahččaleapmi"));
    }
    let names = |name: &str| Names { names: vec![name.to_owned()], ..Names::default() };
    input.glossary.push(GlossaryEntry {
        id: "term:test".to_owned(),
        names: BTreeMap::from([("fi".to_owned(), names("käyttöönottokoe")), ("sv".to_owned(), names("ibruktagningsprov"))]),
    });
    input.glossary.push(GlossaryEntry {
        id: "term:unused".to_owned(),
        names: BTreeMap::from([("fi".to_owned(), names("tuntematon")), ("sv".to_owned(), names("okänd"))]),
    });
    input
}

fn on_threads(threads: usize, input: &SearchInput) -> SearchFiles {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| build(input))
}

#[test]
fn bytes_do_not_depend_on_threads() {
    for pages in [3, 400] {
        let input = input(pages);
        let one = on_threads(1, &input);
        for threads in [2, 5] {
            assert!(one == on_threads(threads, &input), "{pages} pages, {threads} threads");
        }
    }
}

type Bytes = BTreeMap<[u8; 32], Arc<[u8]>>;

/// What a memo leaves for another run: its values, and the bytes that they name.
fn left(memo: &Memo) -> (Vec<Arc<[u8]>>, Bytes) {
    let mut bytes = Bytes::new();
    let mut put = |found: &Arc<[u8]>| {
        let fingerprint = *blake3::hash(found).as_bytes();
        bytes.insert(fingerprint, found.clone());
        fingerprint
    };
    let values = memo.values(&mut put);
    (values, bytes)
}

fn restored(values: &[Arc<[u8]>], bytes: &Bytes) -> Memo {
    let mut memo = Memo::default();
    values.iter().for_each(|value| memo.restore(value, |fingerprint| bytes.get(fingerprint).cloned()));
    memo
}

/// Builds with what the latest build has left, in memory and for another run: both must give what a build from nothing gives.
struct Builds {
    input: SearchInput,
    memo: Memo,
    left: (Vec<Arc<[u8]>>, Bytes),
}

impl Builds {
    fn of(input: SearchInput) -> Self {
        Builds { input, memo: Memo::default(), left: Default::default() }
    }

    #[track_caller]
    fn equal_one_from_nothing(&mut self, after: &str) {
        let from_nothing = build(&self.input);
        assert!(build_with(&self.input, &mut self.memo) == from_nothing, "after {after}");
        let mut other_run = restored(&self.left.0, &self.left.1);
        assert!(build_with(&self.input, &mut other_run) == from_nothing, "in another run, after {after}");
        self.left = left(&other_run);
    }
}

#[test]
fn what_is_kept_of_earlier_builds_changes_no_byte() {
    let mut builds = Builds::of(input(300));
    builds.equal_one_from_nothing("nothing");
    builds.equal_one_from_nothing("a build of the same");
    builds.input.documents[40].text.push_str(" muuttunut käyttöönottokokeessa käyttöönottokokeessa");
    builds.equal_one_from_nothing("more words");
    builds.input.documents[41].title = "Arkistointikoe".to_owned();
    builds.input.documents[80].extra = vec!["T16".to_owned(), "liityntäpiste".to_owned()];
    builds.equal_one_from_nothing("other names");
    builds.input.documents[42].title = "Ibruktagning arkivering".to_owned();
    builds.equal_one_from_nothing("a title that other languages know");
    builds.input.documents[43].title = "Rávvagat".to_owned();
    builds.input.documents[43].heading = "geahččaleapmi".to_owned();
    builds.equal_one_from_nothing("a heading");
    builds.input.documents[2].title_lang = "fi".to_owned();
    builds.equal_one_from_nothing("a title in another language");
    builds.input.documents[80].related = vec!["/fi/p3/".to_owned(), "/fi/p4/".to_owned()];
    builds.input.documents[81].kind = "task".to_owned();
    builds.input.kind_names.insert("fi".to_owned(), BTreeMap::from([("guide".to_owned(), "Ohjeet".to_owned())]));
    builds.equal_one_from_nothing("other relations and kinds");
    builds.input.documents[120].asked = vec!["kuka kertoo".to_owned(), "mistä alkaa".to_owned()];
    builds.equal_one_from_nothing("other questions");
    let removed = builds.input.documents.split_off(700);
    builds.equal_one_from_nothing("fewer pages");
    builds.input.documents.extend(removed.into_iter().rev().take(200));
    builds.equal_one_from_nothing("other pages");
    builds.input.glossary[0].names.get_mut("fi").unwrap().synonyms.push("kokeeseen arkistointi".to_owned());
    builds.equal_one_from_nothing("another synonym");
    builds.input.glossary.pop();
    builds.equal_one_from_nothing("fewer names");
    let lexicon = Lexicon::read(LexiconBytes::Hunspell { affixes: b"SET UTF-8\n", words: b"2\nprov\nguide\n" }).unwrap();
    builds.input.lexicons.insert("sv", lexicon, LexiconSource { name: "words".to_owned(), version: "1".to_owned() });
    builds.equal_one_from_nothing("a lexicon");
    builds.input.documents[41].text.push_str(" provguide");
    builds.equal_one_from_nothing("a word that the lexicon knows");
    let longer = Lexicon::read(LexiconBytes::Hunspell { affixes: b"SET UTF-8\n", words: b"3\nprov\nguide\nibruktagning\n" }).unwrap();
    builds.input.lexicons.insert("sv", longer, LexiconSource { name: "words".to_owned(), version: "2".to_owned() });
    builds.equal_one_from_nothing("another lexicon");
    // So many words that come and go that those of earlier builds are forgotten.
    for round in 0..3 {
        builds.input.documents[7].text = (0..12_000).map(|word| format!("sana{round}x{word}")).collect::<Vec<_>>().join(" ");
        builds.equal_one_from_nothing("many words");
    }
    builds.input.languages.reverse();
    builds.equal_one_from_nothing("another order of languages");
    builds.input.languages.pop();
    builds.equal_one_from_nothing("fewer languages");
    builds.input.documents.clear();
    builds.equal_one_from_nothing("everything");
}

/// Pages of which it can be told whether they are the same without reading them: each says its own text of what it rests on.
struct Told<'a> {
    pages: Vec<Vec<Vec<&'a SearchDocument>>>,
    read: Mutex<Vec<String>>,
}

impl<'a> Told<'a> {
    fn new(input: &'a SearchInput) -> Self {
        let of = |lang: &String| {
            let documents: Vec<&SearchDocument> = input.documents.iter().filter(|document| document.lang == *lang).collect();
            documents.chunk_by(|one, other| one.url == other.url).map(<[_]>::to_vec).collect()
        };
        Told { pages: input.languages.iter().map(of).collect(), read: Mutex::default() }
    }

    fn says(page: &[&SearchDocument]) -> Vec<u8> {
        format!("{page:?}").into_bytes()
    }
}

impl Pages for Told<'_> {
    fn count(&self, language: usize) -> usize {
        self.pages[language].len()
    }

    fn read(&self, language: usize, page: usize, read: &mut dyn FnMut(&[&SearchDocument], Vec<u8>)) {
        let page = &self.pages[language][page];
        self.read.lock().unwrap().push(page[0].url.clone());
        read(page, Self::says(page));
    }

    fn address(&self, language: usize, page: usize) -> Option<&str> {
        Some(&self.pages[language][page][0].url)
    }

    fn rests_on(&self, language: usize, page: usize, said: &[u8]) -> bool {
        Self::says(&self.pages[language][page]) == said
    }
}

#[test]
fn another_run_reads_the_pages_alone_that_rest_on_something_else() {
    let mut input = input(60);
    let mut memo = Memo::default();
    assert!(build_pages(&input, &Told::new(&input), &mut memo) == build(&input));
    for (edited, url) in [(81, "/fi/p20/"), (83, "/se/p20/"), (9, "/fi/p2/"), (9, "/fi/p2/")] {
        input.documents[edited].text.push_str(" arkistointikoe koe");
        let (values, bytes) = left(&memo);
        memo = restored(&values, &bytes);
        let pages = Told::new(&input);
        assert!(build_pages(&input, &pages, &mut memo) == build(&input));
        assert_eq!(pages.read.into_inner().unwrap(), [url]);
    }
    // Without the words that were kept, all pages of the language are read again.
    input.documents[9].text.push_str(" muuta");
    let (values, mut bytes) = left(&memo);
    let words = bytes.iter().max_by_key(|(_, bytes)| bytes.len()).map(|(fingerprint, _)| *fingerprint).unwrap();
    bytes.remove(&words);
    let pages = Told::new(&input);
    assert!(build_pages(&input, &pages, &mut restored(&values, &bytes)) == build(&input));
    assert_eq!(pages.read.into_inner().unwrap().len(), 60);
}

#[test]
fn what_is_missing_or_damaged_of_earlier_builds_is_made_again() {
    let mut input = input(60);
    let mut memo = Memo::default();
    build_with(&input, &mut memo);
    let (values, bytes) = left(&memo);
    input.documents[41].title = "Arkistointikoe".to_owned();
    let from_nothing = build(&input);
    let gives_the_same = |values: &[Arc<[u8]>], bytes: &Bytes| build_with(&input, &mut restored(values, bytes)) == from_nothing;
    assert!(gives_the_same(&values, &bytes));
    for missing in bytes.keys() {
        let others: Bytes = bytes.iter().filter(|(fingerprint, _)| *fingerprint != missing).map(|(fingerprint, bytes)| (*fingerprint, bytes.clone())).collect();
        assert!(gives_the_same(&values, &others));
    }
    // What is not a file of an index is read only if it is whole.
    let is_file = |bytes: &[u8]| bytes.starts_with(b"{") || bytes.starts_with(&[0x1f, 0x8b]);
    for (fingerprint, whole) in bytes.iter().filter(|(_, bytes)| !is_file(bytes)) {
        for end in (0..whole.len()).step_by(1 + whole.len() / 12) {
            let mut cut = bytes.clone();
            cut.insert(*fingerprint, whole[..end].into());
            assert!(gives_the_same(&values, &cut), "{end} of {}", whole.len());
        }
    }
    for (number, value) in values.iter().enumerate() {
        for end in (0..value.len()).step_by(1 + value.len() / 40) {
            let mut cut = values.clone();
            cut[number] = value[..end].into();
            assert!(gives_the_same(&cut, &bytes));
        }
    }
}

#[test]
fn bytes_do_not_depend_on_the_order_of_pages() {
    let forward = input(30);
    let mut backward = input(30);
    backward.documents = (0..30).rev().flat_map(|page| forward.documents[page * 4..page * 4 + 4].to_vec()).collect();
    assert!(build(&forward).files == build(&backward).files);
}

#[test]
fn every_file_but_the_manifest_is_named_by_its_content_and_packed() {
    for pages in [3, 400] {
        let built = build(&input(pages));
        for (path, bytes) in &built.files {
            if path.ends_with("manifest.json") {
                assert!(serde_json::from_slice::<serde_json::Value>(bytes).unwrap()["format"] == 3);
            } else {
                let (_, name) = path.strip_suffix(".bin").unwrap().split_once("/files/").unwrap();
                let (_, hash) = name.rsplit_once('-').unwrap();
                assert!(hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}");
                assert_eq!(bytes[..2], [0x1f, 0x8b], "{path}");
            }
        }
        assert!(built.files.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}

/// Readers keep what they have by its name: a name never stands for other bytes, and most names outlive an edit.
#[test]
fn after_an_edit_what_is_the_same_has_its_name_and_what_is_other_another() {
    for pages in [3, 90, 400, 1_300] {
        let mut input = input(pages);
        let before: BTreeMap<String, Arc<[u8]>> = build(&input).files.into_iter().collect();
        input.documents[4].text.push_str(" Sopimuksesta kerrotaan.");
        let after: BTreeMap<String, Arc<[u8]>> = build(&input).files.into_iter().collect();
        let shards = |files: &BTreeMap<String, Arc<[u8]>>| {
            files.iter().filter(|(path, _)| path.starts_with("search/fi/files/")).map(|(path, _)| path.clone()).collect::<Vec<_>>()
        };
        let mut kept = 0;
        for path in shards(&after) {
            if let Some(bytes) = before.get(&path) {
                assert_eq!(bytes, &after[&path], "{path}");
                kept += 1;
            }
        }
        let all = shards(&after).len();
        assert!(kept < all && (all == 1 || kept * 2 > all), "{pages} pages: {kept} of {all}");
        let hashes = serde_json::from_slice::<serde_json::Value>(&after["search/fi/manifest.json"]).unwrap()["files"]["hashes"].clone();
        assert_eq!(hashes.is_null(), all == 1);
        assert!(hashes.as_object().into_iter().flatten().all(|(_, hashes)| hashes.as_str().unwrap().len() <= 64 * 8), "{hashes}");
        // All other languages' files are as they were.
        assert!(before.iter().filter(|(path, _)| !path.contains("/fi/")).all(|(path, bytes)| after.get(path) == Some(bytes)));
    }
}

#[test]
fn the_report_names_terms_without_use_and_without_translation() {
    let built = build(&input(5));
    let [fi, _, se] = built.report.indexes.as_slice() else { panic!("three languages") };
    assert_eq!(fi.lexicon, LexiconUse::None);
    assert_eq!(fi.unused_entries, ["term:unused"]);
    assert_eq!(se.untranslated_entries, ["term:test", "term:unused"]);
    assert_eq!((fi.pages, fi.sections), (5, 10));
}

#[test]
fn a_lexicon_is_named_in_the_manifest() {
    let mut input = input(3);
    let lexicon = Lexicon::read(LexiconBytes::Hunspell { affixes: b"SET UTF-8\nSFX A Y 1\nSFX A 0 en .\n", words: b"1\nprov/A\n" }).unwrap();
    input.lexicons.insert("sv", lexicon, LexiconSource { name: "hunspell-sv".to_owned(), version: "7.5".to_owned() });
    let built = build(&input);
    let (_, manifest) = built.files.iter().find(|(path, _)| path == "search/sv/manifest.json").unwrap();
    assert!(String::from_utf8_lossy(manifest).contains(r#""lexicon":{"name":"hunspell-sv","version":"7.5"}"#));
}

#[test]
fn nothing_at_all_gives_an_index_that_finds_nothing() {
    assert!(build(&SearchInput::default()).files.is_empty());
    let empty = build(&SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() });
    assert_eq!(empty.report.indexes[0].pages, 0);
}

/// The addresses that a search on the first language's index finds, the best first.
fn found(input: &SearchInput, query: &str) -> Vec<String> {
    let built = build(input);
    let files: BTreeMap<&str, &[u8]> = built.files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
    let engine = Engine::open(&input.languages[0], |name| files.get(name).copied()).unwrap();
    engine.search(query, 10).unwrap().hits.into_iter().map(|hit| hit.url).collect()
}

#[test]
fn a_page_about_a_thing_stands_before_one_whose_title_is_a_foreign_word_for_it() {
    let mut input = SearchInput { languages: vec!["fi".to_owned(), "sv".to_owned()], ..SearchInput::default() };
    let mut cited = section("fi", 2, "", "Bildarkivet", "Ohje ruotsiksi.");
    (cited.title_lang, cited.weight) = ("sv".to_owned(), 65);
    input.documents.extend([section("fi", 1, "", "Kuva-arkisto", "Kuvat tallennetaan arkistoon."), cited]);
    input.documents.extend([section("sv", 1, "", "Bildarkivet", "Bilderna lagras."), section("sv", 2, "", "Bildarkivet", "En anvisning.")]);
    assert_eq!(found(&input, "bildarkivet"), ["/fi/p1/", "/fi/p2/"]);
    // Without a page in that language the title is all there is to find it by.
    input.documents.truncate(2);
    assert_eq!(found(&input, "bildarkivet"), ["/fi/p2/"]);
}

/// Pages of two languages, the first one searched in: a title in each.
fn counterparts(languages: [&str; 2], titles: &[[&str; 2]]) -> SearchInput {
    let mut input = SearchInput { languages: languages.map(str::to_owned).to_vec(), ..SearchInput::default() };
    for (page, titles) in titles.iter().enumerate() {
        input.documents.extend(languages.iter().zip(titles).map(|(lang, title)| section(lang, page, "", title, "Text.")));
    }
    input
}

#[test]
fn stems_of_one_word_are_one_in_its_own_language_alone() {
    let titles = [["Överlåta information", "Tiedon luovutus"], ["Samla in", "Tieto kerätään"]];
    assert_eq!(found(&counterparts(["sv", "fi"], &titles), "tiedon"), ["/sv/p0/"]);
    assert_eq!(found(&counterparts(["fi", "sv"], &titles.map(|[sv, fi]| [fi, sv])), "tiedon"), ["/fi/p0/", "/fi/p1/"]);
}

#[test]
fn a_heading_of_another_language_counts_the_more_the_shorter_it_is() {
    let mut input = counterparts(["fi", "sv"], &[["Muutokset", "Ändringar"], ["Ilmoitukset", "Anmälningar"]]);
    for (page, fi, sv) in [(0, "Tällä ilmoitetaan muutoksesta", "Blanketten för anmälan av en ändring"), (1, "Lomake", "Blanketten")] {
        let of = |lang: &str, heading: &str| SearchDocument { heading: heading.to_owned(), ..section(lang, page, "how", "", "Text.") };
        input.documents.extend([of("fi", fi), of("sv", sv)]);
    }
    assert_eq!(found(&input, "blanketten"), ["/fi/p1/", "/fi/p0/"]);
}

#[test]
fn a_word_of_another_language_counts_as_one_of_this_one() {
    let mut input = counterparts(["fi", "sv"], &[["Muu", "Annat"], ["Sivu", "Anvisning"]]);
    input.documents[0].text = "ohje ".repeat(4);
    assert_eq!(found(&input, "ohje anvisning"), ["/fi/p1/", "/fi/p0/"]);
}

#[test]
fn a_page_whose_title_is_in_another_language_is_of_its_kind() {
    let mut input = SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() };
    let mut cited = section("fi", 1, "", "Bildarkivet", "Ohje ruotsiksi.");
    cited.title_lang = "sv".to_owned();
    let (lang, kind) = (cited.lang.clone(), cited.kind.clone());
    input.kind_names.insert(lang, BTreeMap::from([(kind.clone(), "Lähteet".to_owned())]));
    input.documents.push(cited);
    let built = build(&input);
    let files: BTreeMap<&str, &[u8]> = built.files.iter().map(|(path, bytes)| (path.as_str(), &**bytes)).collect();
    let manifest: serde_json::Value = serde_json::from_slice(files["search/fi/manifest.json"]).unwrap();
    assert_eq!((&manifest["kinds"], &manifest["kindNames"][&kind]), (&serde_json::json!([format!("{kind} sv")]), &serde_json::json!("Lähteet")));
    let hits = Engine::open("fi", |name| files.get(name).copied()).unwrap().search("bildarkivet", 10).unwrap().hits;
    assert_eq!(hits.into_iter().map(|hit| hit.kind).collect::<Vec<_>>(), [kind]);
}

#[test]
fn what_the_first_result_has_to_do_with_comes_further_up() {
    let mut input = SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() };
    input.documents.push(section("fi", 1, "", "Koe", "Koe tehdään kerran."));
    input.documents.extend([2, 3].map(|page| section("fi", page, "", "Muu sivu", "Ennen tätä tehdään koe.")));
    assert_eq!(found(&input, "koe"), ["/fi/p1/", "/fi/p2/", "/fi/p3/"]);
    input.documents[0].related = vec!["/fi/p3/".to_owned(), "/fi/gone/".to_owned()];
    assert_eq!(found(&input, "koe"), ["/fi/p1/", "/fi/p3/", "/fi/p2/"]);
}

#[test]
fn what_readers_ask_finds_the_section_after_those_that_are_called_so() {
    let mut input = SearchInput { languages: vec!["sv".to_owned()], ..SearchInput::default() };
    input.documents = vec![
        SearchDocument { asked: vec!["vart skickas blanketten".to_owned()], ..section("sv", 0, "", "Anmälan", "Meddela ändringen.") },
        section("sv", 1, "", "Arkivering", "Handlingar lagras."),
    ];
    assert_eq!(found(&input, "vart skickar man blanketten"), ["/sv/p0/"]);
    assert_eq!(found(&input, "skicka"), ["/sv/p0/"]);
    // Nothing but a stop word is typed so far.
    assert_eq!(found(&input, "vart "), ["/sv/p0/"]);
    input.documents.push(section("sv", 2, "", "Blanketten", "Fyll i uppgifterna."));
    assert_eq!(found(&input, "blankett"), ["/sv/p2/", "/sv/p0/"]);
}

#[test]
fn a_stop_word_adds_to_the_score_without_being_asked_for() {
    let mut input = SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() };
    input.documents = vec![
        section("fi", 0, "", "Koe", "Koe tehdään kerran."),
        SearchDocument { asked: vec!["milloin se on".to_owned()], ..section("fi", 1, "", "Koe", "Koe tehdään kerran.") },
    ];
    assert_eq!(found(&input, "koe"), ["/fi/p0/", "/fi/p1/"]);
    assert_eq!(found(&input, "milloin koe"), ["/fi/p1/", "/fi/p0/"]);
    // The next word is still too short to be looked for.
    assert_eq!(found(&input, "milloin k"), ["/fi/p1/"]);
    assert_eq!(found(&input, "milloin kv"), ["/fi/p1/"]);
    // Nothing tells of the word that is asked for.
    assert_eq!(found(&input, "milloin xyzzyq"), [""; 0]);
}

#[test]
fn words_of_a_longer_name_count_less_than_the_name() {
    let mut input = SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() };
    input.documents = vec![section("fi", 0, "", "Tekninen tilapäinen ohje", "Sivulla on ohje."), section("fi", 1, "", "Pisteen muutos", "Piste ilmoitetaan.")];
    let names = Names { names: vec!["piste".to_owned()], synonyms: vec!["tekninen tilapäinen piste".to_owned()], ..Names::default() };
    input.glossary.push(GlossaryEntry { id: "piste".to_owned(), names: BTreeMap::from([("fi".to_owned(), names)]) });
    assert_eq!(found(&input, "piste"), ["/fi/p1/", "/fi/p0/"]);
}

#[test]
fn words_that_the_lexicon_tells_apart_do_not_meet_by_their_stem() {
    let mut input = SearchInput { languages: vec!["fi".to_owned()], ..SearchInput::default() };
    input.documents = vec![
        section("fi", 0, "", "Varmista yhteys", "Varmista ensin."),
        section("fi", 1, "", "Palvelin", "Varmenne haetaan kerran."),
        section("fi", 2, "", "Yhteys", "Palvelinvarmenteet uusitaan."),
    ];
    let found_of = |input: &SearchInput, query| found(input, query).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(found(&input, "varmenne")[0], "/fi/p0/", "without a lexicon the stem is all there is to go by");
    let bytes = std::fs::read("/usr/lib/voikko/5/mor-standard/mor.vfst").expect("tests/setup installs voikko-fi");
    let lexicon = Lexicon::read(LexiconBytes::Voikko(&bytes)).unwrap();
    input.lexicons.insert("fi", lexicon, LexiconSource { name: "voikko-fi".to_owned(), version: "2.5".to_owned() });
    assert_eq!(found(&input, "varmenne"), ["/fi/p1/", "/fi/p2/"]);
    assert_eq!(found(&input, "varmistaa"), ["/fi/p0/"]);
    // A word that is not known may be either.
    input.documents.push(section("fi", 3, "", "Varmi", "Varmi on nimi."));
    assert!(found_of(&input, "varmenne").contains("/fi/p3/") && found_of(&input, "varmistaa").contains("/fi/p3/"));
}
