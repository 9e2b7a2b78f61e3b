//! What the search finds: the sections of every page as plain text, and the names of every record.

use super::context::View;
use super::{Site, due, prose, records};
use crate::model::records::Term;
use crate::model::{Common, Item, Key};
use crate::parse::markdown::BlockName;
use crate::resolve::asof;
use crate::search::{GlossaryEntry, Names, SearchDocument};
use std::collections::{BTreeMap, BTreeSet};

/// The sections of every page of the site in the language at `language`, in the order of the pages.
pub fn documents(site: &Site<'_>, language: usize) -> Vec<SearchDocument> {
    let Some(catalogue) = site.messages.get(language) else { return Vec::new() };
    let relations = relations(site);
    let mut documents = Vec::new();
    for (key, paths) in site.resolved.routes.iter() {
        let Some(path) = paths.get(language).and_then(Option::as_deref) else { continue };
        let view = View { site: *site, language, path, catalogue };
        page(&view, key, &relations, &mut documents);
    }
    documents
}

/// The records with a page that refer to each other, or list each other, by one of them.
type Relations<'a> = BTreeMap<&'a Key, BTreeSet<&'a Key>>;

fn relations<'a>(site: &'a Site<'_>) -> Relations<'a> {
    let routes = &site.resolved.routes;
    let known = |kind: &str, id: &str| site.model.records.get_key_value(&Key::new(kind, id)).map(|(key, _)| key);
    let used = site.resolved.used_by.iter().flat_map(|(used, users)| users.iter().map(move |user| (used, user)));
    let listed = site.resolved.guides.iter().flat_map(|(guide, list)| list.steps.iter().map(move |step| (guide, step)));
    let listed = listed.filter_map(|(guide, step)| Some((known("guide", guide)?, known("task", &step.task)?)));
    let mut relations = Relations::new();
    for (one, other) in used.chain(listed).filter(|(one, other)| one != other && routes.has_page(one) && routes.has_page(other)) {
        relations.entry(one).or_default().insert(other);
        relations.entry(other).or_default().insert(one);
    }
    relations
}

fn page(view: &View<'_>, key: &Key, relations: &Relations<'_>, documents: &mut Vec<SearchDocument>) {
    let Some(record) = view.record(key) else { return };
    let (title, title_lang) = match view.site.model.sources.get(&key.id).filter(|_| key.kind == "source") {
        Some(source) => (source.title.clone(), view.foreign_id(&source.lang).unwrap_or_default()),
        None => (view.name(key).text, String::new()),
    };
    let paths = relations.get(key).into_iter().flatten().filter_map(|other| view.site.resolved.routes.path(other, view.language));
    let related: Vec<String> = paths.map(str::to_owned).collect();
    let section = |anchor: &str, heading: String, text: String, extra: Vec<String>| SearchDocument {
        url: view.path.to_owned(),
        anchor: anchor.to_owned(),
        kind: kind(view, key).to_owned(),
        lang: view.lang().to_string(),
        title: title.clone(),
        title_lang: title_lang.clone(),
        heading,
        text,
        extra,
        weight: weight(view, key),
        related: Vec::new(),
        key: if anchor.is_empty() { key.to_string() } else { format!("{key}#{anchor}") },
    };
    let item = view.item(key);
    let lead = item.map_or_else(|| own_text(view, record), |item| lead(view, item));
    let names = names(view, record).into_iter().filter(|name| title_lang.is_empty() || *name != title).collect();
    documents.push(SearchDocument { related, ..section("", String::new(), lead, names) });
    for block in item.and_then(|item| item.words.get(view.language)).into_iter().flat_map(|file| file.sections()) {
        documents.push(section(block.name.as_str(), prose::in_words(view, &block.heading), prose::in_words(view, &block.events.list()), Vec::new()));
    }
    for (anchor, heading, text, extra) in entries(view, key) {
        documents.push(section(&anchor, heading, text, extra));
    }
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

/// What a page lists besides its own text: anchor, heading, text, names.
type Entry = (String, String, String, Vec<String>);

fn entries(view: &View<'_>, key: &Key) -> Vec<Entry> {
    let model = view.site.model;
    if key.kind == "source" {
        let facts = model.sources.get(&key.id).into_iter().flat_map(|source| &source.facts);
        return facts.filter_map(|id| Some((id.clone(), id.clone(), view.text(&model.facts.get(id)?.text).text, Vec::new()))).collect();
    }
    let Some(page) = model.pages.get(&key.id).filter(|_| key.kind == "page") else { return Vec::new() };
    match page.shows.as_deref() {
        Some("glossary") => model.terms.values().map(|found| term(view, found)).collect(),
        Some("deadlines") => {
            model.deadlines.keys().filter_map(|id| due::due(view, id)).map(|due| (due.id, due.name.text, due.phrase.text, Vec::new())).collect()
        }
        Some("notices") => model.notices.values().map(|found| notice(view, found)).collect(),
        Some("conflicts") => model.conflicts.values().map(|found| conflict(view, found)).collect(),
        _ => Vec::new(),
    }
}

fn term(view: &View<'_>, term: &Term) -> Entry {
    let shown = records::term(view, term);
    let record = view.record(&Key::new("term", &term.id));
    let names = record.map(|record| names(view, record)).unwrap_or_default();
    let extra = names.into_iter().chain(shown.also).chain(shown.older).collect();
    (term.id.clone(), shown.name.text, shown.definition.text, extra)
}

fn notice(view: &View<'_>, notice: &crate::model::records::Notice) -> Entry {
    let shown = due::notice(view, notice);
    let parts = [shown.on.text, shown.form.map(|form| form.text).unwrap_or_default(), shown.channel.map(|channel| channel.text).unwrap_or_default()];
    (shown.id, shown.name.text, parts.join(". "), Vec::new())
}

fn conflict(view: &View<'_>, conflict: &crate::model::records::Conflict) -> Entry {
    let shown = due::conflict(view, conflict);
    let texts = shown.variants.iter().map(|variant| variant.text.text.clone()).chain(shown.ruling.map(|ruling| ruling.text)).chain([shown.reason.text]);
    (shown.id, shown.name.text, texts.collect::<Vec<_>>().join(" "), Vec::new())
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
