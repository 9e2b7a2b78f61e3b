//! What a plan depends on: events, thresholds, questions, prerequisites.

use super::*;
use crate::diagnostics::Span;
use crate::model::language::PerLang;

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
