//! Sources, what they say, and where they differ.

use super::*;
use crate::diagnostics::Span;
use crate::model::deadline::Rule;
use crate::model::language::PerLang;
use jiff::civil::Date;

/// Whether a source is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceStatus {
    /// It is.
    Current,
    /// It was.
    Historical,
    /// Another one replaces it.
    Superseded,
}

impl SourceStatus {
    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceStatus::Current => "current",
            SourceStatus::Historical => "historical",
            SourceStatus::Superseded => "superseded",
        }
    }
}

/// One published page.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// The language that it is written in.
    pub lang: String,
    /// Its title as published.
    pub title: String,
    /// Who published it.
    pub publisher: Option<PerLang<String>>,
    /// Its address, if known.
    pub url: Option<String>,
    /// The date printed on it.
    pub updated: Option<Date>,
    /// An assumed date, where none is printed.
    pub assumed: Option<Date>,
    /// Why that date is assumed.
    pub assumed_note: Option<PerLang<String>>,
    /// Whether it is in force.
    pub status: SourceStatus,
    /// The source that replaces it.
    pub superseded_by: Option<Reference>,
    /// The same page in another language.
    pub parallel_of: Option<Reference>,
    /// When an editor last looked at it.
    pub checked: Option<Date>,
    /// What a reader should know about it.
    pub note: Option<PerLang<String>>,
    /// The ids of its facts, in its order.
    pub facts: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

impl Source {
    /// The date printed on it, or else the assumed one.
    pub fn date(&self) -> Option<Date> {
        self.updated.or(self.assumed)
    }
}

/// One statement of one source.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// The source's id.
    pub source: String,
    /// Which kind of statement it is.
    pub kind: String,
    /// The records that it speaks of.
    pub about: Vec<Reference>,
    /// The topics under which sources are compared.
    pub topics: Vec<Reference>,
    /// A paraphrase for editors.
    pub says: String,
    /// What it says, in our own words.
    pub text: PerLang<String>,
    /// Where its id is written.
    pub span: Span,
}

/// What facts of different sources speak about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: PerLang<String>,
    /// How the sources differ in scope.
    pub scope_differs: Option<PerLang<String>>,
}

/// Sources that are compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Its id.
    pub id: String,
    /// The sources.
    pub sources: Vec<Reference>,
}

/// What one side of a conflict says.
#[derive(Clone, Debug)]
pub struct ConflictVariant {
    /// Its id.
    pub id: String,
    /// The facts that say it.
    pub facts: Vec<Reference>,
    /// What they say.
    pub text: PerLang<String>,
    /// Where it is written.
    pub span: Span,
}

/// What a ruling follows.
#[derive(Clone, Debug)]
pub enum Follows {
    /// The variant of this id.
    Variant(String),
    /// None of them.
    Own {
        /// What the guidance says instead.
        text: PerLang<String>,
        /// For a deadline: the rule; its anchors may be empty (the deadline's own).
        rule: Option<Rule>,
    },
}

/// An editor's decision on a conflict.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// The first as-of date on which it is in force.
    pub from: Date,
    /// What it follows.
    pub follows: Follows,
    /// Why, where it differs from the conflict's reason.
    pub reason: Option<PerLang<String>>,
    /// Where it is written.
    pub span: Span,
}

/// A contradiction between sources.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Its id.
    pub id: String,
    /// The topic of the comparison.
    pub topic: Option<Reference>,
    /// The records concerned.
    pub about: Vec<Reference>,
    /// What the sources say.
    pub variants: Vec<ConflictVariant>,
    /// Why the guidance follows what it follows.
    pub reason: PerLang<String>,
    /// When an editor decided.
    pub decided: Date,
    /// The decisions, by date.
    pub rulings: Vec<Ruling>,
    /// Where it is written.
    pub span: Span,
}
