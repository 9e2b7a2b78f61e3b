//! Checks a record against its table of fields, reports every fault, and gives typed access to what is sound.

#[cfg(test)]
pub(super) mod asked;
mod check;
mod shapes;

pub use check::check;

use super::condition::{Answer, Condition};
use super::deadline::{Bound, Offset, Roll, Rule};
use super::fields::{DAYS, Field};
use super::language::{ByLang, Entry, Languages, PerLang, Waiver};
use super::records::{Key, Reference, ReferenceUse};
use crate::diagnostics::{Diagnostic, Span};
use crate::parse::toml::{Node, Table, Value};
use crate::source::SourcePath;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What reading a file needs and gathers.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The site's languages.
    pub languages: &'a Languages,
    /// The kinds that the site declares.
    pub declared: Vec<String>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// References that fields make.
    pub references: Vec<ReferenceUse>,
}

impl<'a> Reading<'a> {
    /// An empty reading for a site with these languages and declared kinds.
    pub fn new(languages: &'a Languages, declared: Vec<String>) -> Self {
        Reading { languages, declared, findings: Vec::new(), references: Vec::new() }
    }
}

/// A record whose table has been checked: gives what is sound, `None` for what is absent or has been reported.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// The table.
    pub table: &'a Table,
    /// The bytes of the record: its first key, for findings about the whole.
    pub span: Span,
    /// The site's languages.
    pub languages: &'a Languages,
    /// The fields that it may have; asking for another is a fault of the program.
    pub fields: &'a [&'static Field],
    /// Which languages are waived.
    pub waivers: BTreeMap<String, Waiver>,
}

impl<'a> Record<'a> {
    /// The record of `table`, which stands in `path` at `span`.
    pub fn new(path: &'a SourcePath, table: &'a Table, span: Span, languages: &'a Languages, fields: &'a [&'static Field]) -> Self {
        let mut record = Record { path, table, span, languages, fields, waivers: BTreeMap::new() };
        record.waivers = record.read_waivers();
        record
    }

    fn read_waivers(&self) -> BTreeMap<String, Waiver> {
        let Some(Node { value: Value::Table(by_language), .. }) = self.table.get("missing") else { return BTreeMap::new() };
        let waiver = |node: &Node| {
            let Value::Table(table) = &node.value else { return None };
            let reason = table.get("reason").map(|node| shapes::by_lang(node, shapes::text)).unwrap_or_default();
            let until = table.get("until").and_then(shapes::date);
            Some(Waiver { reason, until, span: Some(Span::new(self.path, node.span.clone())) })
        };
        by_language.entries.iter().filter_map(|entry| Some((entry.key.clone(), waiver(&entry.node)?))).collect()
    }

    /// The value of a field as it is written.
    pub(in crate::model) fn node(&self, name: &str) -> Option<&'a Node> {
        #[cfg(test)]
        asked::note(self.fields, name);
        debug_assert!(self.fields.iter().any(|field| field.name == name), "no field `{name}` in the table of fields");
        self.table.get(name)
    }

    /// Where the field is written, or else the record.
    pub fn span_of(&self, name: &str) -> Span {
        self.table.get(name).map_or(self.span.clone(), |node| Span::new(self.path, node.span.clone()))
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.node(name).and_then(shapes::text)
    }

    /// Texts.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.node(name).map(|node| shapes::list(node).into_iter().filter_map(shapes::text).collect()).unwrap_or_default()
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.node(name)?.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Whole numbers.
    pub fn integers(&self, name: &str) -> Vec<i64> {
        let number = |node: &Node| if let Value::Integer(number) = node.value { Some(number) } else { None };
        self.node(name).map(|node| shapes::list(node).into_iter().filter_map(number).collect()).unwrap_or_default()
    }

    /// A number of days; `None` outside [`DAYS`].
    pub fn days(&self, name: &str) -> Option<i64> {
        self.integer(name).filter(|days| DAYS.contains(days))
    }

    /// True or false.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.node(name)?.value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// A date.
    pub fn date(&self, name: &str) -> Option<Date> {
        self.node(name).and_then(shapes::date)
    }

    /// A text for every language. `None` if the field is absent; a language that it lacks is waived, or has been reported.
    pub fn per_lang(&self, name: &str) -> Option<PerLang<String>> {
        let Value::Table(table) = &self.node(name)?.value else { return None };
        Some(PerLang::total(self.languages, |language| match table.get(language).and_then(shapes::any_text) {
            Some(text) => Entry::Value(text),
            None => Entry::Waived(self.waiver(language)),
        }))
    }

    /// The waiver for a language; one that stands in for a reported error if there is none.
    pub fn waiver(&self, language: &str) -> Waiver {
        self.waivers.get(language).cloned().unwrap_or(Waiver { reason: BTreeMap::new(), until: None, span: None })
    }

    /// Texts by language, for some languages.
    pub fn by_lang_texts(&self, name: &str) -> ByLang<Vec<String>> {
        self.node(name).map(|node| shapes::by_lang(node, |node| Some(shapes::list(node).into_iter().filter_map(shapes::text).collect()))).unwrap_or_default()
    }

    /// One text by language, for some languages. A plain text counts for the language of the empty id.
    pub fn by_lang_text(&self, name: &str) -> ByLang<String> {
        match self.node(name) {
            Some(node @ Node { value: Value::String(_), .. }) => shapes::any_text(node).map(|text| ("".into(), text)).into_iter().collect(),
            Some(node) => shapes::by_lang(node, shapes::any_text),
            None => ByLang::new(),
        }
    }

    /// Inflected forms by language.
    pub fn forms(&self, name: &str) -> ByLang<BTreeMap<String, String>> {
        self.node(name).map(|node| shapes::by_lang(node, |node| Some(shapes::map(node)))).unwrap_or_default()
    }

    /// A table of texts with free keys.
    pub fn map(&self, name: &str) -> BTreeMap<String, String> {
        self.node(name).map(shapes::map).unwrap_or_default()
    }

    /// A reference to a record of `kind` by its bare id.
    pub fn reference(&self, name: &str, kind: &str) -> Option<Reference> {
        self.node(name).and_then(|node| shapes::reference(self.path, node, kind))
    }

    /// References to records of `kind` by bare ids.
    pub fn references(&self, name: &str, kind: &str) -> Vec<Reference> {
        self.node(name).map(|node| shapes::list(node).into_iter().filter_map(|node| shapes::reference(self.path, node, kind)).collect()).unwrap_or_default()
    }

    /// A typed reference.
    pub fn typed(&self, name: &str) -> Option<Reference> {
        self.node(name).and_then(|node| shapes::typed(self.path, node))
    }

    /// Typed references: one or a list.
    pub fn typed_list(&self, name: &str) -> Vec<Reference> {
        self.node(name).map(|node| shapes::list(node).into_iter().filter_map(|node| shapes::typed(self.path, node)).collect()).unwrap_or_default()
    }

    /// A nested table as a record with `fields`; it shares this record's waivers.
    pub fn nested<'b>(&'b self, name: &str, fields: &'b [&'static Field]) -> Option<Record<'b>>
    where
        'a: 'b,
    {
        self.node(name).and_then(|node| self.nested_at(node, fields))
    }

    /// A list of nested tables as records.
    pub fn nested_list<'b>(&'b self, name: &str, fields: &'b [&'static Field]) -> Vec<Record<'b>>
    where
        'a: 'b,
    {
        self.node(name).map(|node| shapes::list(node).into_iter().filter_map(|node| self.nested_at(node, fields)).collect()).unwrap_or_default()
    }

    /// The nested tables of a table with free keys, in the order of the file, with the places of their keys.
    pub fn nested_map<'b>(&'b self, name: &str, fields: &'b [&'static Field]) -> Vec<(String, Span, Record<'b>)>
    where
        'a: 'b,
    {
        let Some(Node { value: Value::Table(table), .. }) = self.node(name) else { return Vec::new() };
        let entry = |entry: &'a crate::parse::toml::Entry| {
            let record = self.nested_at(&entry.node, fields)?;
            Some((entry.key.clone(), Span::new(self.path, entry.key_span.clone()), record))
        };
        table.entries.iter().filter_map(entry).collect()
    }

    fn nested_at<'b>(&'b self, node: &'b Node, fields: &'b [&'static Field]) -> Option<Record<'b>> {
        let Value::Table(table) = &node.value else { return None };
        let span = Span::new(self.path, node.span.clone());
        Some(Record { path: self.path, table, span, languages: self.languages, fields, waivers: self.waivers.clone() })
    }

    /// A condition.
    pub fn condition(&self, name: &str) -> Option<Condition> {
        self.node(name).and_then(|node| shapes::condition(self.path, node))
    }

    /// Answers by question, with their places.
    pub fn answers(&self, name: &str) -> BTreeMap<String, (Answer, Span)> {
        let Some(Node { value: Value::Table(table), .. }) = self.node(name) else { return BTreeMap::new() };
        table
            .entries
            .iter()
            .filter_map(|entry| Some((entry.key.clone(), (shapes::answer(&entry.node)?, Span::new(self.path, entry.node.span.clone())))))
            .collect()
    }

    /// Whether the field is there.
    pub fn has(&self, name: &str) -> bool {
        self.node(name).is_some()
    }

    /// The rule that `bound`, `offset`, `unit_stated`, `roll` and `anchor` give; `None` without a bound.
    pub fn rule(&self) -> Option<Rule> {
        let bound = self.text("bound").as_deref().and_then(Bound::from_name)?;
        Some(Rule {
            bound,
            offset: self.text("offset").and_then(|text| text.parse::<Offset>().ok()),
            unit_stated: self.boolean("unit_stated").unwrap_or(true),
            roll: self.text("roll").as_deref().and_then(Roll::from_name).unwrap_or_default(),
            anchors: self.typed_list("anchor"),
        })
    }

    /// The key of a record of `kind` whose id is in the field `id`.
    pub fn key(&self, kind: &str) -> Option<Key> {
        self.text("id").map(|id| Key::new(kind, &id))
    }
}
