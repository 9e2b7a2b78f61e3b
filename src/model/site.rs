//! `content/site.toml`, typed.

use super::language::{ByLang, Languages, PerLang};
use super::records::Reference;
use crate::diagnostics::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A phase of tasks or a group of guides.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub name: PerLang<String>,
    /// What it holds.
    pub text: Option<PerLang<String>>,
}

/// A kind of record that the site declares.
#[derive(Clone, Debug)]
pub struct DeclaredKind {
    /// What its records are called together.
    pub name: PerLang<String>,
    /// Whether each record has a page.
    pub page: bool,
    /// Its list in the open data.
    pub list: Option<String>,
    /// The first part of its addresses.
    pub path: Option<PerLang<String>>,
    /// Where it is declared.
    pub span: Span,
}

/// A kind of fact.
#[derive(Clone, Debug)]
pub struct FactKind {
    /// What it is called.
    pub name: PerLang<String>,
    /// Whether such facts must be used by guidance.
    pub must_be_used: bool,
}

/// Who publishes the site.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// The name.
    pub name: PerLang<String>,
    /// The e-mail address for feedback.
    pub feedback: String,
    /// The address on the web; the key is a language, or empty for all.
    pub urls: ByLang<String>,
}

/// Which lexicons the search uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LexiconChoice {
    /// Those of the system, if they are there.
    #[default]
    System,
    /// None.
    None,
    /// These files, by language.
    Paths(BTreeMap<String, String>),
}

/// A search and what it finds: the site's own test of its search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    /// What a reader types.
    pub text: String,
    /// The id of the language in which the reader searches.
    pub lang: String,
    /// The record that is found.
    pub expect: Reference,
    /// Whether it is found only with a lexicon.
    pub needs_lexicon: bool,
    /// Where it is written.
    pub span: Span,
}

/// The site as a whole.
#[derive(Clone, Debug)]
pub struct Site {
    /// The key of this site in readers' browsers and calendars.
    pub id: String,
    /// Its title.
    pub title: PerLang<String>,
    /// What it is, in one line.
    pub tagline: Option<PerLang<String>>,
    /// Where it is published: absolute, ends with a slash.
    pub base_url: String,
    /// The day whose rules the guidance tells.
    pub as_of: Date,
    /// The theme.
    pub theme: String,
    /// The time zone in which a reader's day is told.
    pub time_zone: String,
    /// Which lexicons the search uses.
    pub lexicons: LexiconChoice,
    /// Where they are chosen; the site's file, where it says nothing of them.
    pub lexicons_span: Span,
    /// The languages.
    pub languages: Languages,
    /// The pages in the header.
    pub navigation: Vec<Reference>,
    /// The pages in the footer.
    pub footer: Vec<Reference>,
    /// For how many days a block may be behind its other language.
    pub behind_days: i64,
    /// After how many days a statement is due for review.
    pub review_days: i64,
    /// Who publishes the site.
    pub publisher: Option<Publisher>,
    /// The phases of tasks.
    pub phases: Vec<Group>,
    /// The groups of guides.
    pub guide_groups: Vec<Group>,
    /// The first part of addresses, for the fixed kinds.
    pub paths: BTreeMap<String, PerLang<String>>,
    /// The declared kinds.
    pub kinds: BTreeMap<String, DeclaredKind>,
    /// The kinds of fact.
    pub fact_kinds: BTreeMap<String, FactKind>,
    /// Where it is written.
    pub span: Span,
}

impl Site {
    /// The place of a phase in the order; unknown ones come last.
    pub fn phase_index(&self, phase: &str) -> usize {
        self.phases.iter().position(|group| group.id == phase).unwrap_or(self.phases.len())
    }
}
