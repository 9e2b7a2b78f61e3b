//! What uses what.

use crate::model::kinds::SEARCH_QUERIES_KEY;
use crate::model::records::{Prerequisite, Reference};
use crate::model::{Item, Key, Model};
use std::collections::{BTreeMap, BTreeSet};

/// For every record, the records that refer to it, in fields or in prose, each once, by key.
pub fn used_by(model: &Model) -> BTreeMap<Key, Vec<Key>> {
    let mut used: BTreeMap<(&str, &str), BTreeSet<&Key>> = BTreeMap::new();
    for reference in model.references.iter().filter(|reference| reference.from.kind != SEARCH_QUERIES_KEY) {
        let Key { kind, id } = &reference.reference.key;
        used.entry((kind, id)).or_default().insert(&reference.from);
    }
    for item in model.items.values() {
        for file in item.words.iter().filter_map(value) {
            for reference in &file.references {
                used.entry((&reference.kind, &reference.id)).or_default().insert(&item.key);
            }
        }
    }
    used.into_iter().map(|((kind, id), users)| (Key::new(kind, id), users.into_iter().cloned().collect())).collect()
}

fn fields(model: &Model) -> impl Iterator<Item = (&Key, &Key)> {
    model.references.iter().map(|reference| (&reference.from, &reference.reference.key))
}

/// Whether fields and words of both models refer to the same records from the same ones.
pub(super) fn used_alike(one: &Model, other: &Model) -> bool {
    let words =
        || one.items.values().zip(other.items.values()).all(|(one, other)| one.key == other.key && (one.says_the_same(other) || refer_alike(one, other)));
    fields(one).eq(fields(other)) && one.items.len() == other.items.len() && words()
}

/// Whether the words of both refer to the same records.
pub(super) fn refer_alike(one: &Item, other: &Item) -> bool {
    let referred = |item: &Item| -> BTreeSet<Key> {
        let files = item.words.iter().filter_map(value);
        files.flat_map(|file| &file.references).map(|reference| Key::new(&reference.kind, &reference.id)).collect()
    };
    referred(one) == referred(other)
}

fn value<T>(entry: &crate::model::language::Entry<T>) -> Option<&T> {
    match entry {
        crate::model::language::Entry::Value(value) => Some(value),
        crate::model::language::Entry::Waived(_) => None,
    }
}

/// The prerequisites by one of their ends.
pub fn by_end(model: &Model, end: impl Fn(&Prerequisite) -> &Reference) -> BTreeMap<Key, Vec<String>> {
    let mut by_end: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for (id, prerequisite) in &model.prerequisites {
        by_end.entry(end(prerequisite).key.clone()).or_default().push(id.clone());
    }
    by_end
}

/// The first page that shows each list or tool, by what it shows.
pub fn showing(model: &Model) -> BTreeMap<String, Key> {
    let mut showing = BTreeMap::new();
    for page in model.pages.values() {
        if let Some(what) = &page.shows {
            showing.entry(what.clone()).or_insert_with(|| Key::new("page", &page.id));
        }
    }
    showing
}

/// The first term that names each record, by the record.
pub fn terms(model: &Model) -> BTreeMap<Key, String> {
    let mut terms = BTreeMap::new();
    for term in model.terms.values() {
        if let Some(about) = &term.about {
            terms.entry(about.key.clone()).or_insert_with(|| term.id.clone());
        }
    }
    terms
}

/// Whether a citation of a fact by this record counts as using it: guidance that readers see does, a source, a topic or an audience's
/// own bookkeeping does not.
pub fn counts(model: &Model, user: &Key, rulings: &BTreeMap<String, usize>) -> bool {
    match user.kind.as_str() {
        "task" | "guide" | "page" | "prerequisite" | "deadline" | "notice" | "term" | "audience" => true,
        "conflict" => rulings.contains_key(&user.id),
        _ => model.record(&user.kind, &user.id).is_some_and(|record| super::routes::has_page(model, record)) && user.kind != "source",
    }
}
