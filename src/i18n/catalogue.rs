//! The messages of one language, with how it writes numbers, dates and lists.

use super::{Collation, Dates, Lists, Numbers};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::language::{Language, LanguageId};
use crate::parse::fluent::{EntryKind, FluentFile};
use fluent::concurrent::FluentBundle;
use fluent::resolver::{ResolverError, errors::ReferenceKind};
use fluent::{FluentArgs, FluentError, FluentResource, FluentValue};
use icu_locale::Locale;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};
use unic_langid::LanguageIdentifier;

/// The value of a message's variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A text, printed as it stands.
    Text(&'a str),
    /// A number: chooses the plural and is printed as the language writes numbers.
    Number(i64),
}

/// Where a message is defined and what it uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defined {
    /// The place of its id.
    pub span: Span,
    /// Its variables, those of the messages that it takes in included.
    pub variables: BTreeSet<String>,
    /// The messages that it takes in, directly.
    pub messages: BTreeSet<String>,
}

/// The messages of one language.
pub struct Catalogue {
    /// The language.
    pub language: LanguageId,
    /// Its numbers.
    pub numbers: Numbers,
    /// Its dates.
    pub dates: Dates,
    /// Its lists.
    pub lists: Lists,
    /// Its alphabetical order.
    pub collation: Collation,
    defined: BTreeMap<String, Defined>,
    bundle: FluentBundle<FluentResource>,
    faults: Mutex<BTreeMap<(String, String), Diagnostic>>,
}

/// The numbers of a language, as the bundle keeps them.
struct Memo(Numbers);

impl Memoizable for Memo {
    type Args = ();
    type Error = Infallible;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, Infallible> {
        Ok(Memo(Numbers::new(&language.to_string().parse().unwrap_or(Locale::UNKNOWN))))
    }
}

fn format(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers are passed in")]
    let whole = number.value as i64;
    memoizer.with_try_get::<Memo, _, _>((), |memo| memo.0.format(whole)).ok()
}

type DefinedEntries = BTreeMap<(EntryKind, String), Defined>;

/// The messages and terms in `files`; one that stands twice is reported.
fn define(language: &Language, files: &[&FluentFile], findings: &mut Vec<Diagnostic>) -> DefinedEntries {
    let mut defined = DefinedEntries::new();
    for (file, message) in files.iter().flat_map(|file| file.messages.iter().map(move |message| (file, message))) {
        let span = Span::new(&file.path, message.span.clone());
        match defined.entry((message.kind, message.id.clone())) {
            Entry::Occupied(first) => findings.push(
                Diagnostic::new(Code::DuplicateId, span, format!("the message “{}” stands twice in the language “{}”", message.id, language.id))
                    .label(first.get().span.clone(), "the first one")
                    .help("Remove one of them; the first is used."),
            ),
            Entry::Vacant(vacant) => {
                vacant.insert(Defined { span, variables: message.variables.clone(), messages: message.messages.clone() });
            }
        }
    }
    defined
}

fn resource(file: &FluentFile) -> FluentResource {
    FluentResource::try_new(file.text.clone()).unwrap_or_else(|(resource, _)| resource)
}

impl Catalogue {
    /// The catalogue of `language`, of the messages in `files`, over which those in `overrides` are laid; a message that stands twice
    /// among either is reported.
    pub fn new(language: &Language, files: &[&FluentFile], overrides: &[&FluentFile], findings: &mut Vec<Diagnostic>) -> Self {
        let locale: Locale = language.locale.parse().unwrap_or(Locale::UNKNOWN);
        let identifier: LanguageIdentifier = language.locale.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(format));
        let mut defined = define(language, files, findings);
        defined.append(&mut define(language, overrides, findings));
        for file in files {
            // What stands twice has been reported.
            bundle.add_resource(resource(file)).unwrap_or_default();
        }
        findings.extend(files.iter().chain(overrides).flat_map(|file| dangling(file, &defined)));
        // The first of two counts here too.
        overrides.iter().rev().for_each(|file| bundle.add_resource_overriding(resource(file)));
        let mut defined: BTreeMap<String, Defined> =
            defined.into_iter().filter(|((kind, _), _)| *kind == EntryKind::Message).map(|((_, id), defined)| (id, defined)).collect();
        add_variables_taken_in(&mut defined);
        Catalogue {
            language: language.id.clone(),
            numbers: Numbers::new(&locale),
            dates: Dates::new(&locale),
            lists: Lists::new(&locale),
            collation: Collation::new(&locale),
            defined,
            bundle,
            faults: Mutex::default(),
        }
    }

    /// The messages of the language, by id.
    pub fn defined(&self) -> &BTreeMap<String, Defined> {
        &self.defined
    }

    /// The message `id` with its variables filled in. What goes wrong is kept for [`faults`](Self::faults), and the text shows where.
    pub fn text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.sound(id, args).unwrap_or_else(|text| text)
    }

    /// The same, apart where something goes wrong.
    ///
    /// # Errors
    /// The text that shows where.
    pub fn sound(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Result<String, String> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            self.note(id, Code::MissingMessage, format!("the language “{}” has no message “{id}”", self.language), "Write it in a file under i18n.");
            return Err(format!("⟨{id}⟩"));
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set(*name, *text),
                Arg::Number(number) => values.set(*name, *number),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        for error in &errors {
            self.note(id, Code::MessageArguments, fault(id, error), "The message gets only the variables that its other languages use.");
        }
        if errors.is_empty() { Ok(text) } else { Err(text) }
    }

    /// Forgets what has gone wrong so far.
    pub(super) fn forget_faults(&self) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What has gone wrong in [`text`](Self::text) so far, each once.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn note(&self, id: &str, code: Code, message: String, help: &str) {
        let finding = match self.defined.get(id) {
            Some(defined) => Diagnostic::new(code, defined.span.clone(), message.clone()),
            None => Diagnostic::without_place(code, message.clone()),
        };
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).insert((id.to_owned(), message), finding.help(help));
    }
}

/// What the messages of `file` take in and the language does not have.
fn dangling(file: &FluentFile, defined: &BTreeMap<(EntryKind, String), Defined>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for message in &file.messages {
        let taken_in = message.messages.iter().map(|id| (EntryKind::Message, id)).chain(message.terms.iter().map(|id| (EntryKind::Term, id)));
        for (kind, id) in taken_in.filter(|(kind, id)| !defined.contains_key(&(*kind, (*id).clone()))) {
            let sign = if kind == EntryKind::Term { "-" } else { "" };
            findings.push(
                Diagnostic::new(
                    Code::MissingMessage,
                    Span::new(&file.path, message.span.clone()),
                    format!("“{}” takes in “{sign}{id}”, which the language does not have", message.id),
                )
                .help("Write it, or take it out of the text."),
            );
        }
    }
    findings
}

fn fault(id: &str, error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id: variable })) => {
            format!("“{id}” uses the variable ${variable}, which it does not get")
        }
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Message { id: other, .. } | ReferenceKind::Term { id: other, .. })) => {
            format!("“{id}” takes in “{other}”, which there is not")
        }
        other => format!("“{id}” cannot be filled in: {other}"),
    }
}

/// Gives every message the variables of those that it takes in. Work grows with what comes of it, however long the chains are.
fn add_variables_taken_in(defined: &mut BTreeMap<String, Defined>) {
    let mut takers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, message) in defined.iter() {
        message.messages.iter().for_each(|taken_in| takers.entry(taken_in).or_default().push(id));
        message.variables.iter().for_each(|variable| users.entry(variable).or_default().push(id));
    }
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (variable, mut open) in users {
        let mut seen: BTreeSet<&str> = open.iter().copied().collect();
        while let Some(id) = open.pop() {
            all.entry(id.to_owned()).or_default().insert(variable.to_owned());
            open.extend(takers.get(id).into_iter().flatten().filter(|taker| seen.insert(taker)));
        }
    }
    for (id, variables) in all {
        if let Some(message) = defined.get_mut(&id) {
            message.variables = variables;
        }
    }
}
