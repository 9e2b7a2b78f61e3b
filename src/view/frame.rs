//! What every page has around its own content.

use super::address;
use super::context::{View, page_showing};
use super::types::*;
use super::{PageAddress, Subject, guides, prose, rail};
use crate::i18n::Arg;
use crate::model::Key;
use crate::model::language::Entry;
use crate::parse::markdown::BlockName;

/// The frame of a page of `kind` (its template) at `view`.
pub fn frame(view: &View<'_>, page: &PageAddress, kind: &str) -> Frame {
    let model = view.site.model;
    let site = &model.site;
    let key = match &page.subject {
        Subject::Record(key) | Subject::Print(key) => Some(key),
        Subject::Language | Subject::NotFound | Subject::Specimens => None,
    };
    let (title, description) = title(view, page);
    Frame {
        lang: view.lang().to_string(),
        kind: kind.to_owned(),
        record: key.map(ToString::to_string).unwrap_or_default(),
        title,
        code: key.and_then(|key| view.record(key)).and_then(|record| record.code.clone()),
        description,
        site_title: view.text(&site.title).text,
        tagline: site.tagline.as_ref().map(|tagline| view.text(tagline).text).unwrap_or_default(),
        site_id: site.id.clone(),
        home: home(view),
        root: root(view, page),
        canonical: view.absolute(own_path(view, page)),
        alternates: (0..model.languages().list.len()).map(|other| alternate(view, page, key, other)).collect(),
        default_url: default_url(view, key),
        navigation: view.links(&site.navigation),
        footer: view.links(&site.footer),
        breadcrumbs: key.map(|key| breadcrumbs(view, page, key)).unwrap_or_default(),
        rail: match &page.subject {
            Subject::Record(key) => rail::rail(view, key),
            Subject::Print(_) | Subject::Language | Subject::NotFound | Subject::Specimens => Vec::new(),
        },
        search: view.page_showing("search").map(|key| view.link(&key)),
        index: view.page_showing("index").map(|key| view.link(&key)),
        as_of: view.day(site.as_of),
        about: model.records.contains_key(&Key::new("page", "about")).then(|| view.link(&Key::new("page", "about"))),
        publisher: site.publisher.as_ref().map(|publisher| view.text(&publisher.name)),
        feedback: site.publisher.as_ref().map(|publisher| publisher.feedback.clone()),
        behind: key.map(|key| behind(view, key)).unwrap_or_default(),
        unlisted: matches!(page.subject, Subject::NotFound | Subject::Print(_) | Subject::Specimens),
        changed: key.and_then(|key| model.items.get(key)).and_then(|item| item.changes.last()).map(|change| view.day(change.on)),
    }
}

/// The page for lost addresses is shown at any depth, so it names the root by its path.
fn root(view: &View<'_>, page: &PageAddress) -> String {
    match page.subject {
        Subject::NotFound => base_path(view.site.base_url),
        Subject::Language | Subject::Record(_) | Subject::Print(_) | Subject::Specimens => view.root(),
    }
}

/// The address that stands for a page: of a page to print, the guide's, which is kept up to date.
fn own_path<'a>(view: &View<'a>, page: &PageAddress) -> &'a str {
    match &page.subject {
        Subject::Print(key) => view.site.resolved.routes.path(key, view.language).unwrap_or(view.path),
        Subject::Language | Subject::Record(_) | Subject::NotFound | Subject::Specimens => view.path,
    }
}

/// The path of an absolute address: `https://example.org/guidance/` gives `/guidance/`.
pub fn base_path(base_url: &str) -> String {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.find('/').map_or_else(|| "/".to_owned(), |slash| after_scheme[slash..].to_owned())
}

fn title(view: &View<'_>, page: &PageAddress) -> (Text, String) {
    let site = &view.site.model.site;
    let tagline = || site.tagline.as_ref().map(|tagline| view.text(tagline).text).unwrap_or_default();
    match &page.subject {
        Subject::Language | Subject::Specimens => (view.text(&site.title), tagline()),
        Subject::NotFound => (Text { text: view.message("not-found-title"), lang: None }, String::new()),
        Subject::Print(key) => {
            let name = view.name(key);
            let title = view.message_with("print-title", &[("title", Arg::Text(&name.text))]);
            (Text { text: title, lang: name.lang }, tagline())
        }
        Subject::Record(key) => {
            let summary = view.site.model.items.get(key).map(|item| prose::summary(view, item).text);
            let text = view.record(key).and_then(|record| record.text.as_ref()).map(|text| view.text(text).text);
            let source = view.site.model.sources.get(&key.id).filter(|_| key.kind == "source");
            let name = match source {
                Some(source) => Text { text: source.title.clone(), lang: view.foreign_id(&source.lang) },
                None => view.title(key),
            };
            (name, summary.or(text).unwrap_or_else(tagline))
        }
    }
}

fn home(view: &View<'_>) -> Link {
    let title = view.text(&view.site.model.site.title);
    let path = home_path(view, view.language);
    Link { url: view.url(&path), text: title.text, lang: title.lang, current: path == view.path }
}

fn home_path(view: &View<'_>, language: usize) -> String {
    let home = page_showing(&view.site, "home");
    let path = home.and_then(|key| view.site.resolved.routes.path(&key, language).map(str::to_owned));
    path.unwrap_or_else(|| format!("/{}/", view.site.model.languages().list[language].id))
}

/// The page that lists the records of a kind.
fn list_page(view: &View<'_>, kind: &str) -> Option<Key> {
    view.page_showing(match kind {
        "task" => "tasks",
        "guide" => "guides",
        "source" => "sources",
        "role" => "roles",
        "page" => return None,
        _ => "services",
    })
}

fn alternate(view: &View<'_>, page: &PageAddress, key: Option<&Key>, other: usize) -> Alternate {
    let language = &view.site.model.languages().list[other];
    let routes = &view.site.resolved.routes;
    let own = match &page.subject {
        Subject::Print(key) => guides::print_path(&view.site, key, other),
        Subject::Language | Subject::Record(_) | Subject::NotFound | Subject::Specimens => key.and_then(|key| routes.path(key, other)).map(str::to_owned),
    };
    let nearest = || {
        let list = key.and_then(|key| list_page(view, &key.kind)).and_then(|list| routes.path(&list, other).map(str::to_owned));
        list.unwrap_or_else(|| home_path(view, other))
    };
    let here = own.is_some();
    let path = own.unwrap_or_else(nearest);
    Alternate {
        lang: language.id.to_string(),
        name: language.name.clone(),
        url: view.url(&path),
        absolute: view.absolute(&path),
        current: other == view.language,
        missing: key.filter(|_| !here).map(|key| missing(view, key, other)),
    }
}

/// Why a page is not there in another language: the waiver's reason.
fn missing(view: &View<'_>, key: &Key, other: usize) -> Text {
    let waiver = view.site.model.items.get(key).and_then(|item| match item.words.entry(other) {
        Entry::Waived(waiver) => Some(waiver),
        Entry::Value(_) => None,
    });
    let reason = waiver.and_then(|waiver| {
        let own = waiver.reason.get_key_value(view.lang());
        own.or_else(|| waiver.reason.iter().next()).map(|(lang, text)| Text { text: text.clone(), lang: view.foreign_id(lang) })
    });
    reason.unwrap_or_default()
}

/// The address for readers whose language is not known: the choice of a language for the home page, else the first language's page.
fn default_url(view: &View<'_>, key: Option<&Key>) -> String {
    match key {
        Some(key) if page_showing(&view.site, "home").as_ref() != Some(key) => {
            let first = (0..view.site.model.languages().list.len()).find_map(|language| view.site.resolved.routes.path(key, language));
            view.absolute(first.unwrap_or("/"))
        }
        _ => view.absolute("/"),
    }
}

fn breadcrumbs(view: &View<'_>, page: &PageAddress, key: &Key) -> Vec<Link> {
    let home_page = view.page_showing("home");
    if home_page.as_ref() == Some(key) {
        return Vec::new();
    }
    let mut trail: Vec<Link> = home_page.map(|home| Link { text: view.message("home"), lang: None, ..view.link(&home) }).into_iter().collect();
    trail.extend(list_page(view, &key.kind).map(|list| view.link(&list)));
    let own = Link { url: address::relative(view.path, view.path), current: true, ..view.title_link(key) };
    match page.subject {
        Subject::Print(_) => trail.extend([view.link(key), Link { text: view.message("print-crumb"), lang: None, ..own }]),
        Subject::Language | Subject::Record(_) | Subject::NotFound | Subject::Specimens => trail.push(own),
    }
    trail
}

fn behind(view: &View<'_>, key: &Key) -> Vec<Behind> {
    let Some(item) = view.site.model.items.get(key) else { return Vec::new() };
    let blocks = view.site.resolved.blocks(key).iter();
    let outside = |name: &BlockName| matches!(name, BlockName::Title | BlockName::Lead);
    blocks.filter(|status| outside(&status.name)).filter_map(|status| prose::behind(view, item, &status.name)).collect()
}
