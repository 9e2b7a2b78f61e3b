//! One page's point of view: its language, its address, and how it names and reaches records.

use super::Site;
use super::address::{self, relative};
use super::known::Named;
use super::types::{Day, FactLink, Link, Text};
use crate::i18n::sentences::{Wording, strictness};
use crate::i18n::{Arg, Catalogue, titled};
use crate::model::language::{Entry, LanguageId};
use crate::model::records::{Change, Reference};
use crate::model::{Common, Item, Key, PerLang};
use crate::resolve::asof;
use jiff::civil::Date;

/// A page's point of view.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The site.
    pub site: Site<'a>,
    /// The place of the page's language in the site's languages.
    pub language: usize,
    /// The page's address from the root of the site: `/fi/ohjeet/x/`.
    pub path: &'a str,
    /// The language's messages.
    pub catalogue: &'a Catalogue,
}

impl<'a> View<'a> {
    /// The page's language.
    pub fn lang(&self) -> &'a LanguageId {
        &self.site.model.languages().list[self.language].id
    }

    /// How generated sentences are worded here.
    pub fn wording(&self) -> Wording<'a> {
        Wording { model: self.site.model, catalogue: self.catalogue, language: self.language }
    }

    /// A message without variables.
    pub fn message(&self, id: &str) -> String {
        self.catalogue.text(id, &[])
    }

    /// A message with variables.
    pub fn message_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalogue.text(id, args)
    }

    /// A text of the site in this language, or else in the first that has it, marked with its language.
    pub fn text(&self, texts: &PerLang<String>) -> Text {
        match texts.or_other(self.language) {
            Some((language, text)) => Text { text: text.clone(), lang: self.foreign(language) },
            None => Text::default(),
        }
    }

    /// The language at `language`, where it is not the page's.
    pub fn foreign(&self, language: usize) -> Option<String> {
        (language != self.language).then(|| self.site.model.languages().list[language].id.to_string())
    }

    /// The language `lang`, where it is not the page's.
    pub fn foreign_id(&self, lang: &str) -> Option<String> {
        (lang != &**self.lang()).then(|| lang.to_owned())
    }

    /// A day.
    pub fn day(&self, date: Date) -> Day {
        Day { iso: date.to_string(), text: self.catalogue.dates.short(date) }
    }

    /// The record of a key.
    pub fn record(&self, key: &Key) -> Option<&'a Common> {
        if let Some(known) = self.site.known {
            return known.record(key).map(|record| record.common);
        }
        self.site.model.records.get(key).map(|record| &**record)
    }

    /// What is worked out already of a record.
    fn named(&self, key: &Key) -> Option<&'a Named<'a>> {
        self.site.known?.named(key, self.language)
    }

    /// The words of a record that is an item.
    pub fn item(&self, key: &Key) -> Option<&'a Item> {
        let item = self.unread(key)?;
        if let Some(reads) = self.site.reads {
            reads.add(key);
        }
        Some(item)
    }

    /// The words of every item of a kind.
    pub fn items_of(&self, kind: &str) -> impl Iterator<Item = &'a Item> {
        self.site.model.items.keys().filter(move |key| key.kind == kind).filter_map(|key| self.item(key))
    }

    /// The history of an item; none of a record that is no item.
    pub fn changes(&self, key: &Key) -> &'a [Change] {
        self.unread(key).map_or(&[], |item| item.changes.as_slice())
    }

    /// Every item with its history.
    pub fn all_changes(&self) -> impl Iterator<Item = (&'a Key, &'a [Change])> {
        self.site.model.items.iter().map(|(key, item)| (key, item.changes.as_slice()))
    }

    /// An item of which only what does not come from its words is read.
    fn unread(&self, key: &Key) -> Option<&'a Item> {
        match self.site.known {
            Some(known) => known.record(key)?.item,
            None => self.site.model.items.get(key).map(|item| &**item),
        }
    }

    /// The name of a record on the as-of date; what a prerequisite says; the id of what has neither.
    pub fn name(&self, key: &Key) -> Text {
        if let Some(named) = self.named(key) {
            return named.name.clone();
        }
        if key.kind == "prerequisite"
            && let Some(prerequisite) = self.site.model.prerequisites.get(&key.id)
        {
            return Text { text: strictness::prerequisite(&self.wording(), prerequisite), lang: None };
        }
        let name = self.record(key).and_then(|record| asof::name(record, self.site.model.site.as_of));
        name.map_or_else(|| Text { text: key.id.clone(), lang: None }, |name| self.text(name.name))
    }

    /// The name of a record as a title, with a capital.
    pub fn title(&self, key: &Key) -> Text {
        if let Some(named) = self.named(key) {
            return named.title.clone();
        }
        let name = self.name(key);
        Text { text: titled(&name.text), ..name }
    }

    /// A link to a record with its name as a title.
    pub fn title_link(&self, key: &Key) -> Link {
        let title = self.title(key);
        Link { text: title.text, lang: title.lang, ..self.place_of(key) }
    }

    /// The name in an inflected form, if the record gives it in this language; else the plain name.
    pub fn name_in_form(&self, key: &Key, form: &str) -> Text {
        let name = self.record(key).and_then(|record| asof::name(record, self.site.model.site.as_of));
        let inflected = name.and_then(|name| name.forms.get(self.lang()).and_then(|forms| forms.get(form)));
        inflected.map_or_else(|| self.name(key), |text| Text { text: text.clone(), lang: None })
    }

    /// The address of another place of the site, from this page.
    pub fn url(&self, path: &str) -> String {
        relative(self.path, path)
    }

    /// The first page that shows `what`, if the site has one.
    pub fn page_showing(&self, what: &str) -> Option<Key> {
        page_showing(&self.site, what)
    }

    /// The address of the page that shows `what`, in this language or else another, with an anchor.
    fn place_on(&self, what: &str, anchor: &str) -> Option<String> {
        let key = self.page_showing(what)?;
        self.site.resolved.routes.path(&key, self.language).map(|path| format!("{path}#{anchor}"))
    }

    /// The address of a record's own page: in this language, or else in the first that has it.
    pub(super) fn page(&self, key: &Key) -> Option<&'a str> {
        if let Some(named) = self.named(key) {
            return named.page;
        }
        let paths = self.site.resolved.routes.paths(key)?;
        paths.get(self.language).and_then(Option::as_deref).or_else(|| paths.iter().flatten().next().map(String::as_str))
    }

    /// Where a record stands, from the root of the site: its own page, or its place on the page that lists its kind.
    pub fn place(&self, key: &Key) -> Option<String> {
        if let Some(path) = self.page(key) {
            return Some(path.to_owned());
        }
        match key.kind.as_str() {
            "fact" => {
                let source = &self.site.model.facts.get(&key.id)?.source;
                self.place(&Key::new("source", source)).map(|path| format!("{path}#{}", key.id))
            }
            "term" => self.place_on("glossary", &key.id),
            "deadline" => self.place_on("deadlines", &key.id),
            "notice" => self.place_on("notices", &key.id),
            "conflict" => self.place_on("conflicts", &key.id),
            "topic" => self.place_on("parity", &key.id),
            "prerequisite" => self.place_on("prerequisites", &key.id),
            _ => None,
        }
    }

    /// The address of a record from this page; empty where it has none.
    pub fn url_of(&self, key: &Key) -> String {
        match self.page(key) {
            Some(path) => self.url(path),
            None => self.place(key).map(|path| self.url(&path)).unwrap_or_default(),
        }
    }

    /// A link to a record with its name.
    pub fn link(&self, key: &Key) -> Link {
        let name = self.name(key);
        Link { text: name.text, lang: name.lang, ..self.place_of(key) }
    }

    /// A link to a record, without a text.
    fn place_of(&self, key: &Key) -> Link {
        let url = match key.kind.as_str() {
            "document" => self.document_url(&key.id).unwrap_or_default(),
            "channel" => self.channel_url(&key.id).unwrap_or_default(),
            _ => self.url_of(key),
        };
        let current = match self.named(key) {
            Some(named) => named.own && named.page == Some(self.path),
            None => self.site.resolved.routes.path(key, self.language) == Some(self.path),
        };
        Link { url, current, ..Link::default() }
    }

    /// Links to the records of references.
    pub fn links(&self, references: &[Reference]) -> Vec<Link> {
        references.iter().map(|reference| self.link(&reference.key)).collect()
    }

    /// The address of an outside document: in this language, else any.
    pub fn document_url(&self, id: &str) -> Option<String> {
        let urls = &self.site.model.documents.get(id)?.urls;
        urls.get(self.lang()).or_else(|| urls.values().next()).cloned()
    }

    /// The address of a channel: of its mail box, telephone or page.
    pub fn channel_url(&self, id: &str) -> Option<String> {
        let channel = self.site.model.channels.get(id)?;
        match (channel.channel_type.as_str(), &channel.address, &channel.url) {
            ("email", Some(address), _) => Some(format!("mailto:{address}")),
            ("phone", Some(number), _) => Some(format!("tel:{}", number.replace(' ', ""))),
            (_, _, url) => url.clone(),
        }
    }

    /// A fact as it is cited.
    pub fn fact(&self, id: &str) -> Option<FactLink> {
        let fact = self.site.model.facts.get(id)?;
        let source = self.site.model.sources.get(&fact.source)?;
        Some(FactLink {
            id: id.to_owned(),
            url: self.url_of(&Key::new("fact", id)),
            text: self.text(&fact.text),
            source_lang: source.lang.clone(),
            source_title: Text { text: source.title.clone(), lang: self.foreign_id(&source.lang) },
            date: source.date().map(|date| self.day(date)),
            assumed: source.updated.is_none(),
            later: source.date().is_some_and(|date| date > self.site.model.site.as_of),
            superseded: source.status == crate::model::records::SourceStatus::Superseded,
        })
    }

    /// Facts as they are cited.
    pub fn facts(&self, references: &[Reference]) -> Vec<FactLink> {
        references.iter().filter_map(|reference| self.fact(&reference.key.id)).collect()
    }

    /// The absolute address of a path of the site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.site.base_url, path.trim_start_matches('/'))
    }

    /// From this page to the root of the site.
    pub fn root(&self) -> String {
        address::root(self.path)
    }

    /// Sorts by name in the language's alphabet.
    pub fn sort_by_name<T>(&self, items: &mut [T], name: impl Fn(&T) -> &str) {
        items.sort_by_cached_key(|item| self.catalogue.collation.key(name(item)));
    }
}

/// The first page that shows `what`, by id.
pub fn page_showing(site: &Site<'_>, what: &str) -> Option<Key> {
    site.resolved.showing.get(what).cloned()
}

/// The values of a total map, without waivers.
pub fn values<T>(values: &PerLang<T>) -> impl Iterator<Item = &T> {
    values.iter().filter_map(|entry| if let Entry::Value(value) = entry { Some(value) } else { None })
}
