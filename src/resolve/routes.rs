//! Where every page stands: one address per record with a page and per language.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Common, Key, Model};
use crate::resolve::usage::showing;
use ahash::AHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// All addresses of the site, relative to its root: `/fi/ohjeet/…/`.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    paths: AHashMap<Key, Vec<Option<String>>>,
    /// The records with pages, in their order.
    order: Vec<Key>,
    /// Earlier addresses and where they lead now.
    pub redirects: BTreeMap<String, String>,
    /// Folders of pages in which none stands, and where what is in them is listed: readers cut addresses short.
    pub folders: BTreeMap<String, String>,
}

impl Routes {
    /// The address of a record's page in the language at `language` of the site's; `None` if it has no page in it.
    pub fn path(&self, key: &Key, language: usize) -> Option<&str> {
        self.paths.get(key)?.get(language)?.as_deref()
    }

    /// The addresses of a record's pages, by language of the site; `None` if it has no page in any.
    pub fn paths(&self, key: &Key) -> Option<&[Option<String>]> {
        self.paths.get(key).map(Vec::as_slice)
    }

    /// Whether there is no page at `address`, but it leads to one.
    pub fn leads(&self, address: &str) -> bool {
        self.redirects.contains_key(address) || self.folders.contains_key(address)
    }

    /// Whether the record has a page in any language.
    pub fn has_page(&self, key: &Key) -> bool {
        self.paths.contains_key(key)
    }

    /// Every record with pages, with its addresses by language.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &[Option<String>])> {
        self.order.iter().filter_map(|key| Some((key, self.paths(key)?)))
    }
}

/// Whether the record has a page of its own.
pub fn has_page(model: &Model, record: &Common) -> bool {
    match record.key.kind.as_str() {
        "task" | "guide" | "page" | "source" => true,
        "role" => model.roles.get(&record.key.id).is_some_and(|role| role.page),
        kind => model.site.kinds.get(kind).is_some_and(|kind| kind.page),
    }
}

/// Kinds whose records stand one by one on a page, where the search finds each, with what that page shows.
pub const LISTED: [(&str, &str); 4] = [("term", "glossary"), ("deadline", "deadlines"), ("notice", "notices"), ("conflict", "conflicts")];

/// What the page shows that lists the records of a kind; pages are listed nowhere.
pub fn list_of(kind: &str) -> Option<&'static str> {
    match kind {
        "task" => Some("tasks"),
        "guide" => Some("guides"),
        "source" => Some("sources"),
        "role" => Some("roles"),
        "page" => None,
        _ => Some("services"),
    }
}

/// The addresses of every page. Reports pages without an address and addresses that two pages share.
pub fn routes(model: &Model, findings: &mut Vec<Diagnostic>) -> Routes {
    let mut routes = Routes::default();
    let mut taken: BTreeMap<String, &Common> = BTreeMap::new();
    for record in model.records.values().filter(|record| has_page(model, record)) {
        if record.slug.is_none() && needs_slug(record) {
            findings.push(
                Diagnostic::new(Code::MissingField, record.span.clone(), format!("{} has a page but no `slug`", record.key))
                    .help("Add the last part of its address for every language: `slug = { … }`."),
            );
        }
        let paths: Vec<Option<String>> = (0..model.languages().list.len()).map(|language| path(model, record, language)).collect();
        for path in paths.iter().flatten() {
            if let Some(first) = taken.insert(path.clone(), record) {
                findings.push(
                    Diagnostic::new(Code::DuplicateAddress, record.span.clone(), format!("{} has the address {path}, as {} does", record.key, first.key))
                        .label(first.span.clone(), "the other page")
                        .help("Give one of them another `slug`."),
                );
            }
        }
        routes.order.push(record.key.clone());
        routes.paths.insert(record.key.clone(), paths);
    }
    former(model, &mut routes, &taken, findings);
    folders(model, &mut routes, &taken);
    routes
}

fn needs_slug(record: &Common) -> bool {
    record.key.kind != "source"
}

fn path(model: &Model, record: &Common, language: usize) -> Option<String> {
    let slug = match &record.slug {
        Some(slug) => slug.get(language)?.clone(),
        None => record.key.id.clone(),
    };
    // An item without words in a language has no page in it.
    if let Some(item) = model.items.get(&record.key) {
        item.words.get(language)?;
    }
    Some(join(model, &record.key.kind, language, &slug))
}

fn join(model: &Model, kind: &str, language: usize, slug: &str) -> String {
    let id = &model.languages().list[language].id;
    let first = if kind == "page" { None } else { Some(first_part(model, kind, language)) };
    let parts = [Some(id.to_string()), first, (!slug.is_empty()).then(|| slug.to_owned())];
    parts.into_iter().flatten().fold("/".to_owned(), |path, part| path + part.trim_matches('/') + "/")
}

fn first_part(model: &Model, kind: &str, language: usize) -> String {
    let declared = model.site.kinds.get(kind).and_then(|kind| kind.path.as_ref());
    let path = declared.or_else(|| model.site.paths.get(kind)).and_then(|path| path.get(language));
    path.cloned().unwrap_or_else(|| kind.to_owned())
}

/// Earlier addresses lead to the present ones.
fn former(model: &Model, routes: &mut Routes, taken: &BTreeMap<String, &Common>, findings: &mut Vec<Diagnostic>) {
    let mut former_of: BTreeMap<String, Key> = BTreeMap::new();
    for record in model.records.values() {
        for (language, slugs) in &record.former_slugs {
            let Some(language) = model.languages().index(language) else { continue };
            let Some(now) = routes.path(&record.key, language).map(str::to_owned) else { continue };
            for slug in slugs {
                let former = join(model, &record.key.kind, language, slug);
                let other = taken.get(&former).map(|other| other.key.clone()).or_else(|| former_of.get(&former).cloned());
                if let Some(other) = other {
                    findings.push(
                        Diagnostic::new(
                            Code::DuplicateAddress,
                            record.span.clone(),
                            format!("the earlier address {former} of {} is also one of {other}", record.key),
                        )
                        .help("Remove it from `former_slugs`, or give the other page another `slug`."),
                    );
                    continue;
                }
                former_of.insert(former.clone(), record.key.clone());
                routes.redirects.insert(former, now.clone());
            }
        }
    }
}

/// A folder of pages in which none stands leads to the page that lists them.
fn folders(model: &Model, routes: &mut Routes, taken: &BTreeMap<String, &Common>) {
    let showing = showing(model);
    let in_language = |(key, paths): (&Key, &[Option<String>])| {
        let languages = paths.iter().enumerate().filter(|(_, path)| path.is_some()).map(|(language, _)| language);
        languages.map(|language| (key.kind.to_string(), language)).collect::<Vec<_>>()
    };
    let kinds: BTreeSet<(String, usize)> = routes.iter().flat_map(in_language).collect();
    for (kind, language) in kinds {
        let list = list_of(&kind).and_then(|list| routes.path(showing.get(list)?, language)).map(str::to_owned);
        let folder = join(model, &kind, language, "");
        if let Some(list) = list.filter(|_| !taken.contains_key(&folder) && !routes.redirects.contains_key(&folder)) {
            routes.folders.insert(folder, list);
        }
    }
}
