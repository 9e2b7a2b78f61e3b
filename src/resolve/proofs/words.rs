//! The proofs on the words of items. Each reads one item in all languages and little else, so items are read in parallel, and one whose
//! words have not changed is not read again.

use super::lexicon::{Hit, Lexicon, Vocabulary, vocabularies};
use super::names::Renamed;
use super::prose::{Texts, texts};
use super::quantities::{Months, months};
use super::repeated::Paragraph;
use super::terms::{ByRecord, Preferred};
use super::values::Values;
use super::wrong_language::{Tongues, tongues};
use super::{names, numbers, repeated, terms, values as typed, wrong_language};
use crate::diagnostics::Diagnostic;
use crate::model::{Data, Item, Key, Languages, Model, Words};
use crate::resolve::Resolved;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the proofs look up in the site's records.
#[derive(Debug, PartialEq, Eq)]
struct Records {
    languages: Languages,
    vocabularies: Vec<Vocabulary>,
    values: Values,
    by_record: ByRecord,
    preferred: Preferred,
    renamed: Renamed,
}

impl Records {
    fn new(model: &Model) -> Self {
        let days = |record: &crate::model::Common| record.renamed.iter().map(|renamed| renamed.on.to_string()).collect::<Vec<_>>().join(", ");
        let renamed = model.records.iter().filter(|(_, record)| !record.renamed.is_empty());
        Records {
            languages: model.languages().clone(),
            vocabularies: vocabularies(model),
            values: typed::values(model),
            by_record: terms::by_record(model),
            preferred: terms::preferred(model),
            renamed: renamed.map(|(key, record)| (key.clone(), days(record))).collect(),
        }
    }
}

/// What follows from the site's languages.
#[derive(Debug)]
struct Idioms {
    months: Vec<Months>,
    tongues: Option<Tongues>,
}

/// What the proofs look up, made once for the whole site.
#[derive(Debug)]
struct Tables {
    records: Records,
    idioms: Arc<Idioms>,
    lexicons: Vec<Lexicon>,
}

/// One block of an item in all its languages, with what the proofs look up.
pub(super) struct Block<'a> {
    subject: &'a Subject,
    tables: &'a Tables,
    texts: &'a Texts<'a>,
    /// The words of the lexicons, by language.
    hits: &'a [Vec<Hit<'a>>],
}

/// A proof on one block.
pub(super) type OfBlock = fn(&Block<'_>, &mut Vec<Diagnostic>);

pub(super) fn numbers(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    numbers::prove(&block.subject.key, block.texts, findings);
}

pub(super) fn values(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    let (values, offsets) = (&block.tables.records.values, &block.subject.offsets);
    block.texts.iter().for_each(|(language, text)| typed::prove(values, offsets, language, text, findings));
}

pub(super) fn names(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    block.texts.iter().for_each(|(language, text)| names::prove(&block.tables.records.renamed, text, &block.hits[language], findings));
}

pub(super) fn forbidden(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    let Records { languages, preferred, .. } = &block.tables.records;
    block.texts.iter().for_each(|(language, text)| terms::forbidden(languages, preferred, language, text, &block.hits[language], findings));
}

pub(super) fn language(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(tongues) = &block.tables.idioms.tongues else { return };
    block.texts.iter().for_each(|(language, text)| wrong_language::prove(tongues, &block.tables.records.languages, language, text, findings));
}

pub(super) fn traps(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    terms::traps(&block.subject.key, block.texts, block.hits, &block.tables.lexicons, &block.tables.records.by_record, findings);
}

/// All that the findings on an item's words depend on besides the tables.
#[derive(Clone, Debug)]
struct Subject {
    key: Key,
    /// By language.
    words: Vec<Option<Words>>,
    /// The offsets of the deadlines that it speaks of.
    offsets: Vec<(Key, String)>,
}

impl Subject {
    fn new(model: &Model, resolved: &Resolved, item: &Item) -> Self {
        let words = (0..model.languages().list.len()).map(|language| item.words.get(language).cloned());
        Subject { key: item.key.clone(), words: words.collect(), offsets: typed::offsets(model, resolved, item) }
    }

    /// Whether the words of `item` are these files, as they were parsed once.
    fn has_words_of(&self, item: &Item) -> bool {
        self.words.iter().enumerate().all(|(language, words)| same(words.as_ref(), item.words.get(language)))
    }
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        let words = self.words.len() == other.words.len() && self.words.iter().zip(&other.words).all(|(one, other)| same(one.as_ref(), other.as_ref()));
        words && self.key == other.key && self.offsets == other.offsets
    }
}

fn same(one: Option<&Words>, other: Option<&Words>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// What came of one item's words.
#[derive(Debug, Default)]
struct Found {
    findings: Vec<Diagnostic>,
    paragraphs: Vec<Paragraph>,
}

/// The tables of the latest proofs, and what was found by them in each item.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Memo {
    data: Option<Arc<Data>>,
    tables: Option<Arc<Tables>>,
    items: BTreeMap<Key, (Arc<Subject>, Arc<Found>)>,
}

impl Memo {
    /// The tables for `model`. If they are others than before, all that was found by those is forgotten.
    fn tables(&mut self, model: &Model) -> Arc<Tables> {
        let data = self.data.replace(model.data.clone());
        let known = self.tables.take();
        // What the tables hold stands in TOML files: the titles of items are no part of it.
        if let Some(known) = known.as_ref().filter(|_| data.is_some_and(|data| Arc::ptr_eq(&data, &model.data))) {
            self.tables = Some(known.clone());
            return known.clone();
        }
        let records = Records::new(model);
        if let Some(known) = known.as_ref().filter(|known| known.records == records) {
            self.tables = Some(known.clone());
            return known.clone();
        }
        let idioms = known.filter(|known| known.records.languages == records.languages).map(|known| known.idioms.clone());
        let new = || Arc::new(Idioms { months: months(&records.languages), tongues: tongues(&records.languages) });
        let idioms = idioms.unwrap_or_else(new);
        let lexicons = records.vocabularies.iter().map(Lexicon::new).collect();
        let tables = Arc::new(Tables { records, idioms, lexicons });
        self.tables = Some(tables.clone());
        self.items.clear();
        tables
    }
}

/// Adds what `proofs` find in the words of all items; gives the paragraphs that are long enough to be told apart. `memo` comes from the
/// same proofs.
pub(super) fn prove(model: &Model, resolved: &Resolved, proofs: &[OfBlock], memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> Vec<Paragraph> {
    let same_data = memo.data.as_ref().is_some_and(|data| Arc::ptr_eq(data, &model.data));
    let tables = memo.tables(model);
    let one = |item: &Item| {
        let known = memo.items.get(&item.key);
        // Of the same words and the same data the same offsets follow.
        if let Some(known) = known.filter(|(known, _)| same_data && known.has_words_of(item)) {
            return known.clone();
        }
        let subject = Subject::new(model, resolved, item);
        let found = known.filter(|(known, _)| **known == subject).map(|(_, found)| found.clone());
        let found = found.unwrap_or_else(|| Arc::new(of_item(&tables, proofs, &subject)));
        (Arc::new(subject), found)
    };
    let found: BTreeMap<Key, (Arc<Subject>, Arc<Found>)> = model.items.par_iter().map(|(key, item)| (key.clone(), one(item))).collect();
    for (_, found) in found.values() {
        findings.extend(found.findings.iter().cloned());
    }
    let paragraphs = found.values().flat_map(|(_, found)| found.paragraphs.iter().cloned()).collect();
    memo.items = found;
    paragraphs
}

fn of_item(tables: &Tables, proofs: &[OfBlock], subject: &Subject) -> Found {
    let mut found = Found::default();
    for texts in &texts(&subject.words, &tables.idioms.months) {
        let hits = hits(&tables.lexicons, texts);
        let block = Block { subject, tables, texts, hits: &hits };
        proofs.iter().for_each(|proof| proof(&block, &mut found.findings));
        found.paragraphs.extend(texts.iter().flat_map(|(language, text)| repeated::long(language, text)));
    }
    found
}

/// The words of the lexicons in every language of a block, by language.
fn hits<'a>(lexicons: &'a [Lexicon], block: &Texts<'_>) -> Vec<Vec<Hit<'a>>> {
    let of = |(language, text): (usize, &Option<super::prose::Text<'_>>)| match text {
        Some(text) => lexicons[language].find(&text.prose),
        None => Vec::new(),
    };
    block.by_language.iter().enumerate().map(of).collect()
}
