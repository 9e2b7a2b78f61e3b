//! What every page has around its own content.

use super::address;
use super::context::{View, page_showing};
use super::types::*;
use super::{PageAddress, Subject, guides, prose, rail};
use crate::i18n::Arg;
use crate::model::Key;
use crate::model::language::Entry;
use crate::parse::markdown::BlockName;
use crate::resolve::routes::list_of;

/// The frame of a page of `kind` (its template) at `view`.
pub fn frame(view: &View<'_>, page: &PageAddress, kind: &str) -> Frame {
    let model = view.site.model;
    let key = match &page.subject {
        Subject::Record(key) | Subject::Print(key) => Some(key),
        Subject::Language | Subject::NotFound | Subject::Specimens => None,
    };
    let (title, description) = title(view, page);
    Frame {
        kind: kind.to_owned(),
        record: key.map(ToString::to_string).unwrap_or_default(),
        title,
        code: key.and_then(|key| view.record(key)).and_then(|record| record.code.clone()),
        description,
        canonical: view.absolute(own_path(view, page)),
        alternates: (0..model.languages().list.len()).map(|other| alternate(view, page, key, other)).collect(),
        default_url: default_url(view, key),
        breadcrumbs: key.map(|key| breadcrumbs(view, page, key)).unwrap_or_default(),
        rail: match &page.subject {
            Subject::Record(key) => rail::rail(view, key),
            Subject::Print(_) | Subject::Language | Subject::NotFound | Subject::Specimens => Vec::new(),
        },
        behind: key.map(|key| behind(view, key)).unwrap_or_default(),
        unlisted: matches!(page.subject, Subject::NotFound | Subject::Print(_) | Subject::Specimens),
        changed: key.and_then(|key| view.changes(key).last()).map(|change| view.day(change.on)),
    }
}

/// What is around the page at `view` and is the same on other pages of its folder.
pub fn around(view: &View<'_>) -> Around {
    let site = &view.site.model.site;
    let languages = view.site.model.languages().list.iter().enumerate();
    Around {
        lang: view.lang().to_string(),
        languages: languages.map(|(index, language)| SiteLanguage { lang: language.id.to_string(), current: index == view.language }).collect(),
        site_title: view.text(&site.title).text,
        tagline: site.tagline.as_ref().map(|tagline| view.text(tagline).text).unwrap_or_default(),
        site_id: site.id.clone(),
        home: home(view),
        root: view.root(),
        navigation: view.links(&site.navigation),
        footer: view.links(&site.footer),
        search: view.page_showing("search").map(|key| view.link(&key)),
        index: view.page_showing("index").map(|key| view.link(&key)),
        as_of: view.day(site.as_of),
        about: about(view).map(|about| view.link(&about)),
        publisher: site.publisher.as_ref().map(|publisher| view.text(&publisher.name)),
        feedback: site.publisher.as_ref().map(|publisher| publisher.feedback.clone()),
    }
}

/// The addresses to which [`around`] leads, from the root of the site.
pub fn targets(view: &View<'_>) -> Vec<String> {
    let site = &view.site.model.site;
    let listed = site.navigation.iter().chain(&site.footer).map(|reference| reference.key.clone());
    let single = [view.page_showing("search"), view.page_showing("index"), about(view)];
    listed.chain(single.into_iter().flatten()).filter_map(|key| view.place(&key)).chain([home_path(view, view.language)]).collect()
}

/// The page that says what the as-of date means.
fn about(view: &View<'_>) -> Option<Key> {
    Some(Key::new("page", "about")).filter(|key| view.site.model.records.contains_key(key))
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
            let summary = view.item(key).map(|item| prose::summary(view, item).text);
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
    view.page_showing(list_of(kind)?)
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
    let waiver = view.item(key).and_then(|item| match item.words.entry(other) {
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
    let Some(item) = view.item(key) else { return Vec::new() };
    let blocks = view.site.resolved.blocks(key).iter();
    let outside = |name: &BlockName| matches!(name, BlockName::Title | BlockName::Lead);
    blocks.filter(|status| outside(&status.name)).filter_map(|status| prose::behind(view, item, &status.name)).collect()
}
