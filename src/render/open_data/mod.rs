//! The compiled model as open data: `data/guidance.json`, with its JSON Schema beside it.
//!
//! Lists of records, each with `id`, `code` where people know it by one, `name` or `title` per language, and `url` per language where it has
//! a page. References to records of one kind are ids, others `kind:id`. Lists are in the order of ids; a guide's steps in their own.

mod guidance;
mod records;
mod sources;
mod times;

use crate::i18n::Messages;
use crate::i18n::sentences::{Wording, deadlines};
use crate::model::condition::to_json;
use crate::model::deadline::Rule;
use crate::model::language::Entry;
use crate::model::{ByLang, Common, Condition, Key, Model, PerLang, Reference};
use crate::render::OutputTree;
use crate::resolve::{Resolved, asof};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer as _};
use serde_json::{Map, Serializer, Value, json};
use std::cell::RefCell;

/// Where the data stand in the output folder.
pub const FILE: &str = "data/guidance.json";
/// Where their schema stands.
pub const SCHEMA_FILE: &str = "data/guidance.schema.json";
/// The schema.
pub const SCHEMA: &str = include_str!("guidance.schema.json");

/// Adds the open data to `files`; the messages are for rules in words.
pub fn add(model: &Model, resolved: &Resolved, messages: &Messages, base_url: &str, files: &mut OutputTree) {
    let source = Source { model, resolved, messages };
    // Texts, numbers and lists can always be written, and memory takes them.
    files.insert(FILE.to_owned(), written(&source, base_url).unwrap_or_default().into());
    files.insert(SCHEMA_FILE.to_owned(), SCHEMA.as_bytes().into());
}

/// Records as they are made: all of them at once take several times the memory of the file.
type Records<'a> = Box<dyn Iterator<Item = Value> + 'a>;

/// The file. Each record is let go of when it is written.
fn written(source: &Source<'_>, base_url: &str) -> serde_json::Result<Vec<u8>> {
    let fixed: [(&str, Records<'_>); 20] = [
        ("sources", sources::sources(source)),
        ("facts", sources::facts(source)),
        ("topics", sources::topics(source)),
        ("comparisons", sources::comparisons(source)),
        ("conflicts", sources::conflicts(source)),
        ("services", Box::new(std::iter::empty())),
        ("prerequisites", records::prerequisites(source)),
        ("events", times::events(source)),
        ("deadlines", times::deadlines(source)),
        ("thresholds", times::thresholds(source)),
        ("questions", guidance::questions(source)),
        ("roles", records::roles(source)),
        ("audiences", guidance::audiences(source)),
        ("channels", records::channels(source)),
        ("notices", records::notices(source)),
        ("documents", records::documents(source)),
        ("terms", records::terms(source)),
        ("tasks", guidance::tasks(source)),
        ("guides", guidance::guides(source)),
        ("pages", guidance::pages(source)),
    ];
    let others: Vec<&str> = records::declared_lists(source).into_iter().filter(|list| fixed.iter().all(|(known, _)| known != list)).collect();
    let mut bytes = Vec::new();
    let mut serializer = Serializer::pretty(&mut bytes);
    let mut data = serializer.serialize_map(None)?;
    data.serialize_entry("$schema", "guidance.schema.json")?;
    data.serialize_entry("site", &source.site(base_url))?;
    for (list, records) in fixed {
        data.serialize_entry(list, &List::of(records.chain(records::declared(source, list))))?;
    }
    for list in others {
        data.serialize_entry(list, &List::of(records::declared(source, list)))?;
    }
    data.end()?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A list that is made while it is written, and can be written once.
struct List<I>(RefCell<I>);

impl<I: Iterator<Item = Value>> List<I> {
    fn of(records: I) -> Self {
        List(RefCell::new(records))
    }
}

impl<I: Iterator<Item = Value>> Serialize for List<I> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&mut *self.0.borrow_mut())
    }
}

/// What the data are made of.
struct Source<'a> {
    model: &'a Model,
    resolved: &'a Resolved,
    messages: &'a Messages,
}

impl Source<'_> {
    fn site(&self, base_url: &str) -> Value {
        let site = &self.model.site;
        let languages = site.languages.list.iter().map(|language| json!({ "id": &*language.id, "name": language.name, "locale": language.locale }));
        let group = |group: &crate::model::site::Group| json!({ "id": group.id, "name": self.texts(&group.name) });
        json!({
            "id": site.id,
            "title": self.texts(&site.title),
            "base_url": base_url,
            "as_of": site.as_of.to_string(),
            "languages": languages.collect::<Vec<_>>(),
            "phases": site.phases.iter().map(group).collect::<Vec<_>>(),
            "guide_groups": site.guide_groups.iter().map(group).collect::<Vec<_>>(),
        })
    }

    /// A text by language; languages that lack it are not there.
    fn texts(&self, texts: &PerLang<String>) -> Value {
        self.texts_with(texts, |_, text| text.to_owned())
    }

    /// The words of an editor's own ruling by language, with its rule in words.
    fn own_words(&self, texts: &PerLang<String>, rule: Option<&Rule>, anchors: &[Reference]) -> Value {
        self.texts_with(texts, |language, text| match self.messages.get(language) {
            Some(catalogue) => deadlines::own_words(&Wording { model: self.model, catalogue, language }, text, rule, anchors),
            None => text.to_owned(),
        })
    }

    fn texts_with(&self, texts: &PerLang<String>, words: impl Fn(usize, &str) -> String) -> Value {
        let mut by_language = Map::new();
        for (language, (id, entry)) in self.model.languages().ids().zip(texts.iter()).enumerate() {
            if let Entry::Value(text) = entry {
                by_language.insert(id.to_string(), json!(words(language, text)));
            }
        }
        Value::Object(by_language)
    }

    fn optional_texts(&self, texts: Option<&PerLang<String>>) -> Value {
        texts.map_or(Value::Null, |texts| self.texts(texts))
    }

    /// What a record has in common with all others, with `more` after it: `id`, `kind` of a declared one, `code`, the name of the as-of
    /// date under `name_field`, `url`, and what it is.
    fn record(&self, key: &Key, name_field: &str, more: Value) -> Value {
        let mut fields = Map::new();
        fields.insert("id".to_owned(), json!(key.id));
        if let Some(common) = self.model.records.get(key) {
            self.common(common, name_field, &mut fields);
        }
        if let Value::Object(more) = more {
            fields.extend(more);
        }
        Value::Object(fields)
    }

    fn common(&self, common: &Common, name_field: &str, fields: &mut Map<String, Value>) {
        let as_of = self.model.site.as_of;
        if let Some(code) = &common.code {
            fields.insert("code".to_owned(), json!(code));
        }
        if let Some(name) = asof::name(common, as_of) {
            fields.insert(name_field.to_owned(), self.texts(name.name));
        }
        if let Some(url) = self.url(&common.key) {
            fields.insert("url".to_owned(), url);
        }
        if let Some(text) = &common.text {
            fields.insert("text".to_owned(), self.texts(text));
        }
        let later: Vec<Value> = asof::later_names(common, as_of)
            .iter()
            .map(|name| json!({ "on": name.since.map(|since| since.to_string()), "name": self.texts(name.name) }))
            .collect();
        if !later.is_empty() {
            fields.insert("renamed".to_owned(), json!(later));
        }
        if let Some(retired) = &common.retired {
            let by = retired.replaced_by.as_ref().map(|by| by.key.to_string());
            fields.insert("retired".to_owned(), json!({ "on": retired.on.to_string(), "replaced_by": by, "note": self.optional_texts(retired.note.as_ref()) }));
        }
        let later: Vec<Value> =
            common.later.iter().map(|later| json!({ "on": later.on.to_string(), "text": self.texts(&later.text), "facts": ids(&later.facts) })).collect();
        if !later.is_empty() {
            fields.insert("later".to_owned(), json!(later));
        }
        if !common.facts.is_empty() {
            fields.insert("facts".to_owned(), json!(ids(&common.facts)));
        }
    }

    /// The addresses of a record's pages by language, from the root of the site.
    fn url(&self, key: &Key) -> Option<Value> {
        let mut by_language = Map::new();
        for (index, language) in self.model.languages().ids().enumerate() {
            if let Some(path) = self.resolved.routes.path(key, index) {
                by_language.insert(language.to_string(), json!(path));
            }
        }
        (!by_language.is_empty()).then_some(Value::Object(by_language))
    }
}

fn ids(references: &[Reference]) -> Vec<&str> {
    crate::resolve::ids(references).collect()
}

fn keys(references: &[Reference]) -> Vec<String> {
    references.iter().map(|reference| reference.key.to_string()).collect()
}

fn id(reference: Option<&Reference>) -> Option<&str> {
    reference.map(|reference| reference.key.id.as_str())
}

/// Values that some languages have.
fn by_language<T: Serialize>(values: &ByLang<T>) -> Value {
    values.iter().map(|(language, value)| (language.to_string(), json!(value))).collect::<Map<_, _>>().into()
}

fn condition(condition: Option<&Condition>) -> Value {
    condition.map_or(Value::Null, to_json)
}
