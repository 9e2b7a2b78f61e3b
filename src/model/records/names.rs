//! Notices, documents, roles, audiences, terms, and records of the kinds that a site declares.

use super::*;
use crate::diagnostics::Span;
use crate::model::condition::Condition;
use crate::model::language::{ByLang, PerLang};
use std::collections::BTreeMap;

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
