//! What the search finds: the sections of every page as plain text, and the names of every record.

use super::context::View;
use super::{Reads, Site, due, prose, records};
use crate::model::records::Term;
use crate::model::{Basis, Common, Item, Key};
use crate::parse::markdown::BlockName;
use crate::resolve::asof;
use crate::resolve::routes::LISTED;
use crate::search::{self, GlossaryEntry, Names, SearchDocument};
use crate::source::Fingerprint;
use ahash::AHashMap as HashMap;
use std::collections::BTreeMap;

/// The pages of a site as the search reads them: the sections of a page are made when they are asked for.
pub struct Pages<'a> {
    site: Site<'a>,
    /// Every record with pages, with its addresses by language.
    pages: Vec<(&'a Key, &'a [Option<String>])>,
    /// The pages that each language has.
    by_language: Vec<Vec<usize>>,
    /// The records with a page that refer to each other, or list each other, by their places among `pages`, ascending.
    relations: Vec<(usize, usize)>,
    /// What the site rests on, where it is to be told of single pages.
    basis: Option<&'a Basis>,
}

impl<'a> Pages<'a> {
    /// Finds out which pages there are.
    pub fn new(site: &Site<'a>) -> Self {
        let pages: Vec<(&Key, &[Option<String>])> = site.resolved.routes.iter().collect();
        let of = |language: usize| (0..pages.len()).filter(|page| pages[*page].1.get(language).is_some_and(Option::is_some)).collect();
        let by_language = (0..site.model.languages().list.len()).map(of).collect();
        let relations = relations(site, &pages);
        Pages { site: *site, pages, by_language, relations, basis: None }
    }

    /// The same pages, of each of which it can be told in a later run whether it would be the same.
    pub fn resting_on(self, basis: Option<&'a Basis>) -> Self {
        Pages { basis, ..self }
    }

    fn path(&self, language: usize, page: usize) -> Option<(&'a Key, &'a str)> {
        let (key, paths) = *self.pages.get(page)?;
        Some((key, paths.get(language)?.as_deref()?))
    }

    fn sections(&self, language: usize, page: usize, reads: &Reads) -> Vec<SearchDocument> {
        let Some(((key, path), catalogue)) = self.path(language, page).zip(self.site.messages.get(language)) else { return Vec::new() };
        let site = Site { reads: self.basis.map(|_| reads), ..self.site };
        let view = View { site, language, path, catalogue };
        let start = self.relations.partition_point(|(one, _)| *one < page);
        let others = self.relations[start..].iter().take_while(|(one, _)| *one == page).filter_map(|(_, other)| self.pages.get(*other));
        let related = others.filter_map(|(_, paths)| paths.get(language)?.clone()).collect();
        sections(&view, key, related)
    }

    fn number(&self, language: usize, page: usize) -> Option<usize> {
        self.by_language.get(language)?.get(page).copied()
    }
}

/// A fingerprint of all that is made of the words of these items and of all but words; `None` where one of them has none.
fn made_of<'k>(basis: &Basis, items: impl Iterator<Item = (&'k str, &'k str)>) -> Option<Fingerprint> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&basis.rest);
    for (kind, id) in items {
        [kind, id].into_iter().for_each(|part| _ = hasher.update(part.as_bytes()).update(&[0]));
        hasher.update(basis.words(&Key::new(kind, id))?);
    }
    Some(*hasher.finalize().as_bytes())
}

/// The fingerprint of what a page is made of, and the items whose words it shows.
fn said(basis: &Basis, reads: Reads) -> Option<Vec<u8>> {
    let keys = reads.into_keys();
    let mut said = made_of(basis, keys.iter().map(|key| (key.kind.as_str(), key.id.as_str())))?.to_vec();
    keys.iter().for_each(|key| said.extend(format!("{}:{}\n", key.kind, key.id).as_bytes()));
    Some(said)
}

impl search::Pages for Pages<'_> {
    fn count(&self, language: usize) -> usize {
        // Without messages a language has no pages.
        self.by_language.get(language).filter(|_| self.site.messages.get(language).is_some()).map_or(0, Vec::len)
    }

    fn read(&self, language: usize, page: usize, read: &mut dyn FnMut(&[&SearchDocument], Vec<u8>)) {
        if let Some(page) = self.number(language, page) {
            let reads = Reads::default();
            let documents = self.sections(language, page, &reads);
            let said = self.basis.and_then(|basis| said(basis, reads)).unwrap_or_default();
            read(&documents.iter().collect::<Vec<_>>(), said);
        }
    }

    fn address(&self, language: usize, page: usize) -> Option<&str> {
        self.path(language, self.number(language, page)?).map(|(_, path)| path)
    }

    fn rests_on(&self, _language: usize, _page: usize, said: &[u8]) -> bool {
        let known = || {
            let (before, items) = said.split_first_chunk()?;
            let items = str::from_utf8(items).ok()?.lines().filter_map(|item| item.split_once(':'));
            Some(made_of(self.basis?, items)? == *before)
        };
        known().unwrap_or_default()
    }
}

fn relations(site: &Site<'_>, pages: &[(&Key, &[Option<String>])]) -> Vec<(usize, usize)> {
    let places: HashMap<(&str, &str), usize> = pages.iter().zip(0..).map(|((key, _), place)| ((key.kind.as_str(), key.id.as_str()), place)).collect();
    let place = |kind: &str, id: &str| places.get(&(kind, id)).copied();
    let of = |key: &Key| place(&key.kind, &key.id);
    let used = site
        .resolved
        .used_by
        .iter()
        .filter_map(|(used, users)| Some((of(used)?, users)))
        .flat_map(|(used, users)| users.iter().filter_map(move |user| Some((used, of(user)?))));
    let guides = site.resolved.guides.iter().filter_map(|(guide, list)| Some((place("guide", guide)?, list)));
    let listed = guides.flat_map(|(guide, list)| list.steps.iter().filter_map(move |step| Some((guide, place("task", &step.task)?))));
    let mut relations: Vec<(usize, usize)> =
        used.chain(listed).filter(|(one, other)| one != other).flat_map(|(one, other)| [(one, other), (other, one)]).collect();
    relations.sort_unstable();
    relations.dedup();
    relations
}

fn sections(view: &View<'_>, key: &Key, related: Vec<String>) -> Vec<SearchDocument> {
    let Some(record) = view.record(key) else { return Vec::new() };
    let (title, title_lang) = match view.site.model.sources.get(&key.id).filter(|_| key.kind == "source") {
        Some(source) => (source.title.clone(), view.foreign_id(&source.lang).unwrap_or_default()),
        None => (view.name(key).text, String::new()),
    };
    let (kind, lang, weight) = (kind(view, key), view.lang(), weight(view, key));
    let section = |anchor: &str, heading: String, text: String, extra: Vec<String>| SearchDocument {
        url: view.path.to_owned(),
        anchor: anchor.to_owned(),
        kind: kind.to_owned(),
        lang: lang.to_string(),
        title: title.clone(),
        title_lang: title_lang.clone(),
        heading,
        text,
        extra,
        asked: Vec::new(),
        weight,
        related: Vec::new(),
        key: if anchor.is_empty() { key.to_string() } else { format!("{key}#{anchor}") },
    };
    let item = view.item(key);
    let lead = item.map_or_else(|| own_text(view, record), |item| lead(view, item));
    let names = names(view, record).into_iter().filter(|name| title_lang.is_empty() || *name != title).collect();
    let mut documents = vec![SearchDocument { related, asked: asked(view, key), ..section("", String::new(), lead, names) }];
    for block in item.and_then(|item| item.words.get(view.language)).into_iter().flat_map(|file| file.sections()) {
        documents.push(section(block.name.as_str(), prose::in_words(view, &block.heading), prose::in_words(view, &block.events.list()), Vec::new()));
    }
    for Entry { key, heading, text, extra } in entries(view, key) {
        documents.push(SearchDocument { asked: asked(view, &key), ..section(&key.id, heading, text, extra) });
    }
    documents
}

/// What a hit on a page counts: less on lists, which name what stands elsewhere, and on records of sources.
fn weight(view: &View<'_>, key: &Key) -> u8 {
    let shows = view.site.model.pages.get(&key.id).filter(|_| key.kind == "page").and_then(|page| page.shows.as_deref());
    match (key.kind.as_str(), shows) {
        ("source", _) => 65,
        ("page", Some("home" | "index" | "search" | "planner")) => 70,
        ("page", Some("glossary" | "conflicts" | "changes" | "parity" | "coverage")) => 80,
        ("page", Some("notices" | "deadlines")) => 90,
        _ => 100,
    }
}

/// The kind by which results are grouped: a declared kind's list counts as one, and the glossary is terms.
fn kind<'a>(view: &View<'a>, key: &'a Key) -> &'a str {
    let model = view.site.model;
    if key.kind == "page" && model.pages.get(&key.id).is_some_and(|page| page.shows.as_deref() == Some("glossary")) {
        return "term";
    }
    model.site.kinds.get(&key.kind).and_then(|kind| kind.list.as_deref()).unwrap_or(&key.kind)
}

/// What the kinds of pages are called together in a language: the name of the page that lists them, or of the declared kind.
pub fn kind_names(site: &Site<'_>, language: usize) -> BTreeMap<String, String> {
    let Some(catalogue) = site.messages.get(language) else { return BTreeMap::new() };
    let view = View { site: *site, language, path: "", catalogue };
    let lists = [("task", "tasks"), ("guide", "guides"), ("source", "sources"), ("role", "roles"), ("term", "glossary")];
    let listed = lists.into_iter().filter_map(|(kind, shows)| Some((kind.to_owned(), view.name(&view.page_showing(shows)?).text)));
    let declared = site.model.site.kinds.iter().map(|(id, kind)| (kind.list.as_ref().unwrap_or(id).clone(), view.text(&kind.name).text));
    listed.chain(declared).collect()
}

fn lead(view: &View<'_>, item: &Item) -> String {
    let block = item.words.get(view.language).and_then(|file| file.block(&BlockName::Lead));
    block.map(|block| prose::in_words(view, &block.events.list())).unwrap_or_default()
}

fn own_text(view: &View<'_>, record: &Common) -> String {
    record.text.as_ref().map(|text| view.text(text).text).unwrap_or_default()
}

/// Names that find a record though they need not stand in its text: its code, earlier and later names.
fn names(view: &View<'_>, record: &Common) -> Vec<String> {
    let others = asof::names(record).into_iter().filter_map(|name| name.name.get(view.language).cloned());
    record.code.iter().cloned().chain(others).collect()
}

/// Words and questions with which readers ask for a record.
fn asked(view: &View<'_>, key: &Key) -> Vec<String> {
    view.record(key).and_then(|record| record.asked.get(view.lang())).cloned().unwrap_or_default()
}

/// A record that a page lists besides its own text; its id is the anchor.
struct Entry {
    key: Key,
    heading: String,
    text: String,
    extra: Vec<String>,
}

impl Entry {
    fn new(kind: &str, id: &str, heading: String, text: String) -> Self {
        Entry { key: Key::new(kind, id), heading, text, extra: Vec::new() }
    }
}

fn entries(view: &View<'_>, key: &Key) -> Vec<Entry> {
    let model = view.site.model;
    if key.kind == "source" {
        let facts = model.sources.get(&key.id).into_iter().flat_map(|source| &source.facts);
        return facts.filter_map(|id| Some(Entry::new("fact", id, id.clone(), view.text(&model.facts.get(id)?.text).text))).collect();
    }
    let Some(page) = model.pages.get(&key.id).filter(|_| key.kind == "page") else { return Vec::new() };
    let listed = LISTED.iter().find(|(_, shows)| page.shows.as_deref() == Some(shows));
    match listed.map(|(kind, _)| *kind) {
        Some("term") => model.terms.values().map(|found| term(view, found)).collect(),
        Some("deadline") => {
            model.deadlines.keys().filter_map(|id| due::due(view, id)).map(|due| Entry::new("deadline", &due.id, due.name.text, due.phrase.text)).collect()
        }
        Some("notice") => model.notices.values().map(|found| notice(view, found)).collect(),
        Some("conflict") => model.conflicts.values().map(|found| conflict(view, found)).collect(),
        _ => Vec::new(),
    }
}

fn term(view: &View<'_>, term: &Term) -> Entry {
    let shown = records::term(view, term);
    let record = view.record(&Key::new("term", &term.id));
    let names = record.map(|record| names(view, record)).unwrap_or_default();
    let extra = names.into_iter().chain(shown.also).chain(shown.older).collect();
    Entry { extra, ..Entry::new("term", &term.id, shown.name.text, shown.definition.text) }
}

fn notice(view: &View<'_>, notice: &crate::model::records::Notice) -> Entry {
    let shown = due::notice(view, notice);
    let parts = [shown.on.text, shown.form.map(|form| form.text).unwrap_or_default(), shown.channel.map(|channel| channel.text).unwrap_or_default()];
    Entry::new("notice", &shown.id, shown.name.text, parts.join(". "))
}

fn conflict(view: &View<'_>, conflict: &crate::model::records::Conflict) -> Entry {
    let shown = due::conflict(view, conflict);
    let texts = shown.variants.iter().map(|variant| variant.text.text.clone()).chain(shown.ruling.map(|ruling| ruling.text)).chain([shown.reason.text]);
    Entry::new("conflict", &shown.id, shown.name.text, texts.collect::<Vec<_>>().join(" "))
}

/// The names of every record in every language: present, earlier and later ones, synonyms and abbreviations.
pub fn glossary(site: &Site<'_>) -> Vec<GlossaryEntry> {
    let named = site
        .model
        .records
        .values()
        .filter(|record| record.name.is_some() && !matches!(record.key.kind.as_str(), "topic" | "comparison" | "conflict" | "page" | "guide" | "task"));
    named.map(|record| entry(site, record)).collect()
}

fn entry(site: &Site<'_>, record: &Common) -> GlossaryEntry {
    let term = site.model.terms.get(&record.key.id).filter(|_| record.key.kind == "term");
    let current = asof::name(record, site.model.site.as_of);
    let mut entry = GlossaryEntry { id: record.key.to_string(), ..GlossaryEntry::default() };
    for (index, language) in site.model.languages().list.iter().enumerate() {
        let name = current.and_then(|name| name.name.get(index).cloned());
        let other = asof::names(record).into_iter().filter_map(|name| name.name.get(index).cloned()).filter(|other| Some(other) != name.as_ref());
        let list = |texts: Option<&crate::model::ByLang<Vec<String>>>| texts.and_then(|texts| texts.get(&language.id)).cloned().unwrap_or_default();
        let (abbreviations, synonyms) = list(term.map(|term| &term.also)).into_iter().partition(|word: &String| is_abbreviation(word));
        let former = other.chain(list(term.map(|term| &term.older))).collect();
        entry.names.insert(language.id.to_string(), Names { names: name.into_iter().collect(), former, synonyms, abbreviations });
    }
    entry
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().count() <= 8 && !word.contains(' ') && word.chars().filter(|letter| letter.is_uppercase()).count() * 2 > word.chars().count()
}
