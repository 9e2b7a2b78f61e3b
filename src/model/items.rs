//! Items: tasks, guides and pages, each a folder with facts in TOML and words in one Markdown file per language.

use super::condition::{Answer, Condition};
use super::language::{Entry, PerLang};
use super::ledger::Ledger;
use super::records::{Change, Key, Reasoned, Reference};
use crate::diagnostics::Span;
use crate::parse::markdown::MarkdownFile;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An item's words in one language.
pub type Words = Arc<MarkdownFile>;

/// What all items have besides the common fields.
#[derive(Clone, Debug)]
pub struct Item {
    /// Kind and id.
    pub key: Key,
    /// Its words in every language.
    pub words: PerLang<Words>,
    /// When editors confirmed that the languages say the same.
    pub ledger: Arc<Ledger>,
    /// Its history; their number is its revision.
    pub changes: Vec<Change>,
    /// The start of its TOML file.
    pub span: Span,
}

impl Item {
    /// Whether both have the same words, as they were parsed once, and the same ledger.
    pub fn says_the_same(&self, other: &Item) -> bool {
        let same = |pair: (&Entry<Words>, &Entry<Words>)| match pair {
            (Entry::Value(one), Entry::Value(other)) => Arc::ptr_eq(one, other),
            (Entry::Waived(_), Entry::Waived(_)) => true,
            _ => false,
        };
        let (own, others) = (self.words.iter(), other.words.iter());
        own.clone().count() == others.clone().count() && own.zip(others).all(same) && self.ledger == other.ledger
    }
}

/// How binding a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It must be done.
    Obligation,
    /// It should be done.
    Recommendation,
    /// Somebody decides case by case.
    CaseByCase,
    /// It may be done.
    Possibility,
}

impl Strength {
    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Obligation => "obligation",
            Strength::Recommendation => "recommendation",
            Strength::CaseByCase => "case-by-case",
            Strength::Possibility => "possibility",
        }
    }
}

/// Who does a task, in which case.
#[derive(Clone, Debug)]
pub struct Owner {
    /// Who.
    pub role: Reference,
    /// When; `None`: otherwise.
    pub when: Option<Condition>,
}

/// Something to be done.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// The phase that it belongs to.
    pub phase: String,
    /// Where the phase is written.
    pub phase_span: Span,
    /// How binding it is.
    pub strength: Strength,
    /// Who does it: the first that applies.
    pub owners: Vec<Owner>,
    /// Who takes part.
    pub with: Vec<Reference>,
    /// When it applies; always if there is none.
    pub applies: Option<Condition>,
    /// What is done before it.
    pub after: Vec<Reference>,
    /// When it is due, where it has no notice.
    pub deadline: Option<Reference>,
    /// The notice that it sends.
    pub notice: Option<Reference>,
    /// Whether nothing that stands after it may begin before it is done.
    pub gate: bool,
    /// The prerequisites that it makes sure of.
    pub checks: Vec<Reference>,
    /// The records that the reader needs for it.
    pub uses: Vec<Reference>,
}

/// What is special about one step of a guide.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// A more telling condition, in words.
    pub when: Option<PerLang<String>>,
    /// What is special here.
    pub note: Option<PerLang<String>>,
}

/// The tasks of one scenario.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Its id.
    pub id: String,
    /// The records that it is about.
    pub about: Vec<Reference>,
    /// The group under which it is listed.
    pub group: Option<String>,
    /// The place of that.
    pub group_span: Span,
    /// The answers that it takes as given, with their places.
    pub fixes: BTreeMap<String, (Answer, Span)>,
    /// Tasks left out.
    pub without: Vec<Reasoned>,
    /// Tasks added.
    pub extra: Vec<Reasoned>,
    /// What is special about single steps, by task, with their places.
    pub steps: BTreeMap<String, (Step, Span)>,
}

/// What an accessibility statement says.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// `full`, `partial` or `none`.
    pub level: String,
    /// When the statement was made.
    pub made: Date,
    /// When it was last reviewed.
    pub reviewed: Date,
    /// `self` or `outside`.
    pub method: String,
    /// Within how many days feedback is answered.
    pub feedback_days: i64,
    /// What does not meet the requirements: text and success criterion.
    pub issues: Vec<(PerLang<String>, Option<String>)>,
    /// The supervising authority.
    pub supervisor: Supervisor,
    /// Where it is written.
    pub span: Span,
}

/// The authority that supervises accessibility.
#[derive(Clone, Debug)]
pub struct Supervisor {
    /// Its name.
    pub name: PerLang<String>,
    /// Its address on the web, by language or one for all.
    pub urls: BTreeMap<String, String>,
    /// Which unit of it.
    pub unit: Option<PerLang<String>>,
    /// Its e-mail addresses, by language or one for all.
    pub emails: BTreeMap<String, String>,
    /// Its phone number.
    pub phone: Option<String>,
    /// What a reader should know about it.
    pub note: Option<PerLang<String>>,
}

/// Any other page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// What it shows besides its own text.
    pub shows: Option<String>,
    /// For a finder: the questions.
    pub asks: Vec<Reference>,
    /// For a page of parity: the comparison.
    pub comparison: Option<Reference>,
    /// The data of the accessibility statement.
    pub accessibility: Option<Accessibility>,
}
