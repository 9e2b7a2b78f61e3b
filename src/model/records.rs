//! The records of the registry and of the sources, typed.

use super::condition::Condition;
use super::deadline::Rule;
use super::language::{ByLang, PerLang};
use crate::diagnostics::Span;
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
#[derive(Clone, Debug)]
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
}

impl Common {
    /// The facts cited, as ids.
    pub fn fact_ids(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(|fact| fact.key.id.as_str())
    }
}

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

/// Who gives an event's date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The reader.
    Reader,
    /// Ticking this task.
    Task(Reference),
}

/// What a deadline counts from.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: PerLang<String>,
    /// The event after the word for "before".
    pub before: Option<PerLang<String>>,
    /// The event after the words for "counted from".
    pub after: Option<PerLang<String>>,
    /// Who gives its date; `None`: it has none.
    pub set_by: Option<SetBy>,
    /// Where it is written.
    pub span: Span,
}

/// A number that decides.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// Its id.
    pub id: String,
    /// The number; `None` where the source gives none.
    pub value: Option<i64>,
    /// What is counted.
    pub unit: Option<PerLang<String>>,
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionType {
    /// One of its answers.
    Choice,
    /// Any of its answers.
    Set,
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
}

impl QuestionType {
    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            QuestionType::Choice => "choice",
            QuestionType::Set => "set",
            QuestionType::Number => "number",
            QuestionType::YesNo => "yes-no",
        }
    }
}

/// One answer of a choice or a set.
#[derive(Clone, Debug)]
pub struct AnswerChoice {
    /// Its id.
    pub id: String,
    /// As a choice in a form; `None`: the name of the record that it names.
    pub name: Option<PerLang<String>>,
    /// Inside the question's clause.
    pub phrase: Option<PerLang<String>>,
    /// As a clause of its own.
    pub clause: Option<PerLang<String>>,
    /// The record that it names.
    pub about: Option<Reference>,
}

/// What is asked of a reader.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// What kind of answer it takes.
    pub answer_type: QuestionType,
    /// The question.
    pub text: PerLang<String>,
    /// What helps to answer it.
    pub help: Option<PerLang<String>>,
    /// The sentence of a condition, with `{answers}`.
    pub clause: Option<PerLang<String>>,
    /// The answers to choose from.
    pub answers: Vec<AnswerChoice>,
    /// The clause for yes.
    pub yes: Option<PerLang<String>>,
    /// The clause for no.
    pub no: Option<PerLang<String>>,
    /// The clause for a number over a threshold, with `{threshold}`.
    pub over: Option<PerLang<String>>,
    /// What the number counts.
    pub unit: Option<PerLang<String>>,
    /// How a guide says that it takes the answer as given.
    pub given: Option<PerLang<String>>,
    /// Where it is written.
    pub span: Span,
}

/// How strictly something is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrerequisiteStrength {
    /// Always.
    Always,
    /// Usually.
    Usually,
    /// In some cases.
    If,
}

impl PrerequisiteStrength {
    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            PrerequisiteStrength::Always => "always",
            PrerequisiteStrength::Usually => "usually",
            PrerequisiteStrength::If => "if",
        }
    }
}

/// What requires what.
#[derive(Clone, Debug)]
pub struct Prerequisite {
    /// Its id.
    pub id: String,
    /// What requires.
    pub from: Reference,
    /// What is required.
    pub to: Reference,
    /// What kind of prerequisite it is.
    pub kind: String,
    /// How strictly.
    pub strength: PrerequisiteStrength,
    /// When, in words.
    pub when: Option<PerLang<String>>,
    /// Where it is written.
    pub span: Span,
}

/// A way to reach somebody.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// `email`, `phone`, `web`, `portal` or `contact`.
    pub channel_type: String,
    /// The e-mail address or phone number.
    pub address: Option<String>,
    /// The address on the web.
    pub url: Option<String>,
}

/// How a notice is sent, according to one side.
#[derive(Clone, Debug)]
pub struct NoticeVariant {
    /// Its id.
    pub id: String,
    /// How it is sent.
    pub channel: Option<Reference>,
    /// Whether it is required at all.
    pub required: bool,
    /// The facts that say it.
    pub facts: Vec<Reference>,
}

/// Who tells whom what, how and when.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// On which form.
    pub form: Option<Reference>,
    /// How it is sent.
    pub channel: Option<Reference>,
    /// How, according to which source.
    pub variants: Vec<NoticeVariant>,
    /// Who tells.
    pub sender: Reference,
    /// Who is told.
    pub receiver: Option<Reference>,
    /// When.
    pub deadline: Option<Reference>,
    /// What makes it necessary.
    pub on: Reference,
    /// Where it is written.
    pub span: Span,
}

/// A document outside the site.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its format.
    pub format: Option<String>,
    /// Its address by language; a language without one uses any.
    pub urls: ByLang<String>,
    /// Which part of it.
    pub part: Option<PerLang<String>>,
    /// Where it is written.
    pub span: Span,
}

/// Who acts.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// Whether it has a page of its own.
    pub page: bool,
    /// Whether it acts outside the reader's organisation.
    pub outside: bool,
}

/// A task that is left out or added, and why.
#[derive(Clone, Debug)]
pub struct Reasoned {
    /// The task.
    pub task: Reference,
    /// Why.
    pub reason: PerLang<String>,
}

/// Readers for whom guides are cut down or widened.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Its id.
    pub id: String,
    /// When a reader is one of them.
    pub when: Condition,
    /// Tasks that do not concern them.
    pub without: Vec<Reasoned>,
    /// Tasks that concern them besides.
    pub extra: Vec<Reasoned>,
    /// The only tasks that concern them; empty: no such limit.
    pub only: Vec<Reference>,
    /// Who does a task: a role's id, or `you`.
    pub owner: BTreeMap<String, String>,
    /// What else they should know.
    pub note: Option<PerLang<String>>,
    /// Where it is written.
    pub span: Span,
}

/// A word of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// What it means.
    pub definition: PerLang<String>,
    /// Synonyms and abbreviations.
    pub also: ByLang<Vec<String>>,
    /// Earlier forms.
    pub older: ByLang<Vec<String>>,
    /// Forms never used in the language.
    pub forbidden: ByLang<Vec<String>>,
    /// Words that name something else.
    pub never_for: ByLang<Vec<String>>,
    /// Forms in languages that the site does not have.
    pub foreign: BTreeMap<String, String>,
    /// What it is not.
    pub note: Option<PerLang<String>>,
    /// The record that it names.
    pub about: Option<Reference>,
    /// Where it is written.
    pub span: Span,
}

/// A record of a kind that the site declares.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Kind and id.
    pub key: Key,
    /// What it belongs to.
    pub of: Vec<Reference>,
}
