//! What all records have in common: key, references, changes, names.

use crate::diagnostics::Span;
use crate::model::language::{ByLang, PerLang, Waiver};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;

/// A record's kind and id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind: a fixed one or one that the site declares.
    pub kind: String,
    /// The id.
    pub id: String,
}

impl Key {
    /// The key of this kind and id.
    pub fn new(kind: &str, id: &str) -> Self {
        Key { kind: kind.to_owned(), id: id.to_owned() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.kind, self.id)
    }
}

/// A reference to a record, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it refers to.
    pub key: Key,
    /// Where it is written.
    pub span: Span,
}

/// A reference as a field makes it: for the check that it leads somewhere.
#[derive(Clone, Debug)]
pub struct ReferenceUse {
    /// The record that makes it.
    pub from: Key,
    /// The field.
    pub field: String,
    /// The reference.
    pub reference: Reference,
    /// The kinds that fit; empty: any.
    pub allowed: &'static [&'static str],
}

/// A later name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The first day of the new name.
    pub on: Date,
    /// The new name.
    pub name: PerLang<String>,
    /// Its inflected forms.
    pub forms: ByLang<BTreeMap<String, String>>,
    /// The facts that say it.
    pub facts: Vec<Reference>,
}

/// What a source after the as-of date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The day from which it says so.
    pub on: Date,
    /// What it says.
    pub text: PerLang<String>,
    /// The facts that say it.
    pub facts: Vec<Reference>,
    /// Where it is written.
    pub span: Span,
}

/// That a record is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// From which day.
    pub on: Date,
    /// What replaces it.
    pub replaced_by: Option<Reference>,
    /// What a reader should know.
    pub note: Option<PerLang<String>>,
}

/// An entry of an item's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day of the change.
    pub on: Date,
    /// What changed.
    pub part: String,
    /// What changed, for readers.
    pub text: PerLang<String>,
    /// Where it is written.
    pub span: Span,
}

/// What all records have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// Kind and id.
    pub key: Key,
    /// Where its id is written (for an item or a source: the start of its file).
    pub span: Span,
    /// Its name; an item's is its title.
    pub name: Option<PerLang<String>>,
    /// Inflected forms of the name.
    pub forms: ByLang<BTreeMap<String, String>>,
    /// Later names, by date.
    pub renamed: Vec<Renamed>,
    /// What it is.
    pub text: Option<PerLang<String>>,
    /// A code that people know it by.
    pub code: Option<String>,
    /// Words and questions with which readers ask for it; pages do not show them.
    pub asked: ByLang<Vec<String>>,
    /// The last part of its address, where it has a page.
    pub slug: Option<PerLang<String>>,
    /// Earlier ones.
    pub former_slugs: ByLang<Vec<String>>,
    /// The facts that it rests on.
    pub facts: Vec<Reference>,
    /// What later sources say.
    pub later: Vec<Later>,
    /// That it is no longer in force.
    pub retired: Option<Retired>,
    /// The first day on which it is published.
    pub publish_from: Option<Date>,
    /// The day by which an editor reviews it.
    pub review_by: Option<Date>,
    /// Why it lacks a language, where it does.
    pub waivers: Vec<Waiver>,
}

impl Common {
    /// The facts cited, as ids.
    pub fn fact_ids(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(|fact| fact.key.id.as_str())
    }
}
