//! The proofs on the words of items. Each reads one item in all languages and little else, so items are read in parallel, and one whose
//! words have not changed is not read again.

use super::Evidence;
use super::lexicon::{Hit, Lexicon, Vocabulary, have_same_words, vocabularies};
use super::names::Renamed;
use super::prose::{Texts, texts};
use super::quantities::{Months, months};
use super::repeated::Paragraph;
use super::terms::{ByRecord, Preferred};
use super::values::Values;
use super::wrong_language::{Tongues, tongues};
use super::{names, numbers, repeated, terms, values as typed, wrong_language};
use crate::diagnostics::Diagnostic;
use crate::model::{Basis, Common, Data, Item, Key, Languages, Model, Words};
use crate::resolve::Resolved;
use crate::resolve::letters::Samples;
use crate::resolve::parity::BlockStatus;
use crate::source::Fingerprint;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the proofs look up in the site's records.
#[derive(Debug, PartialEq, Eq)]
struct Records {
    languages: Languages,
    vocabularies: Arc<[Vocabulary]>,
    values: Values,
    by_record: ByRecord,
    preferred: Preferred,
    renamed: Renamed,
}

impl Records {
    fn new(model: &Model, vocabularies: Arc<[Vocabulary]>) -> Self {
        let days = |record: &Common| record.renamed.iter().map(|renamed| renamed.on.to_string()).collect::<Vec<_>>().join(", ");
        let renamed = model.records.iter().filter(|(_, record)| !record.renamed.is_empty());
        Records {
            languages: model.languages().clone(),
            vocabularies,
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
    samples: Arc<Samples>,
}

/// One block of an item in all its languages, with what the proofs look up.
pub(super) struct Block<'a> {
    subject: &'a Subject,
    tables: &'a Tables,
    texts: &'a Texts<'a>,
    /// The words of the lexicons, by language.
    hits: &'a [Vec<Hit<'a>>],
}

/// What proofs of one item by itself go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) languages: Languages,
    pub(super) behind_days: i64,
    pub(super) today: Date,
}

/// One item by itself.
pub(super) struct Alone<'a> {
    pub(super) item: &'a Item,
    pub(super) blocks: &'a [BlockStatus],
    pub(super) settings: &'a Settings,
}

/// A proof on one item by itself.
pub(super) type OfItem = fn(&Alone<'_>, &mut Vec<Diagnostic>);

/// A proof on what the words of one item refer to.
pub(super) type OfLinks = fn(&Evidence<'_>, &Item, &mut Vec<Diagnostic>);

/// The proofs that read words.
#[derive(Default)]
pub(super) struct Proofs {
    pub(super) items: Vec<OfItem>,
    pub(super) links: Vec<OfLinks>,
    pub(super) blocks: Vec<OfBlock>,
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

/// What came of one item's blocks.
#[derive(Debug, Default)]
struct Found {
    findings: Vec<Diagnostic>,
    paragraphs: Arc<[Paragraph]>,
}

/// All that was found in one item, part by part.
#[derive(Clone, Debug)]
struct Known {
    item: Arc<Item>,
    alone: Arc<[Diagnostic]>,
    links: Arc<[Diagnostic]>,
    subject: Arc<Subject>,
    blocks: Arc<Found>,
}

impl Known {
    fn is_clean(&self) -> bool {
        self.alone.is_empty() && self.links.is_empty() && self.blocks.findings.is_empty()
    }
}

/// Of all that is read when the words of an item are proved; `None` where it is not known.
fn rests_on(basis: &Basis, key: &Key) -> Option<Fingerprint> {
    Some(*blake3::Hasher::new().update(&basis.rest).update(basis.words(key)?).finalize().as_bytes())
}

/// The tables of the latest proofs, and what was found by them in each item.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Memo {
    data: Option<Arc<Data>>,
    records: Option<Arc<BTreeMap<Key, Arc<Common>>>>,
    settings: Option<Arc<Settings>>,
    tables: Option<Arc<Tables>>,
    items: BTreeMap<Key, Known>,
    proved: Proved,
}

/// Items in whose words nothing was found, by the fingerprint of all that was read: the longer paragraphs of each.
pub type Proved = BTreeMap<Fingerprint, Arc<[Paragraph]>>;

impl Memo {
    pub(in crate::resolve) fn with_proved(proved: Proved) -> Self {
        Memo { proved, ..Memo::default() }
    }

    pub(in crate::resolve) fn proved(&self) -> &Proved {
        &self.proved
    }

    pub(in crate::resolve) fn take_proved(&mut self) -> Proved {
        std::mem::take(&mut self.proved)
    }

    fn knows_data(&self, model: &Model) -> bool {
        self.data.as_ref().is_some_and(|data| Arc::ptr_eq(data, &model.data))
    }

    /// The tables for `model`. If they are others than before, all that was found by those is forgotten.
    fn tables(&mut self, model: &Model, samples: &Arc<Samples>) -> Arc<Tables> {
        let known = self.tables.take().filter(|known| known.samples == *samples);
        // The tables hold what stands in TOML files, and the titles of items that are renamed.
        let earlier = self.records.replace(model.records.clone());
        let same_names = earlier.as_ref().is_some_and(|records| Arc::ptr_eq(records, &model.records));
        if let Some(known) = known.as_ref().filter(|_| same_names && self.knows_data(model)) {
            self.tables = Some(known.clone());
            return known.clone();
        }
        let same_words = self.data.as_ref().zip(earlier).is_some_and(|(data, records)| have_same_words((data, &records), (&model.data, &model.records)));
        let words = known.as_ref().filter(|_| same_words).map(|known| known.records.vocabularies.clone());
        let records = Records::new(model, words.unwrap_or_else(|| vocabularies(model).into()));
        if let Some(known) = known.as_ref().filter(|known| known.records == records) {
            self.tables = Some(known.clone());
            return known.clone();
        }
        let idioms = known.filter(|known| known.records.languages == records.languages).map(|known| known.idioms.clone());
        let new = || Arc::new(Idioms { months: months(&records.languages), tongues: tongues(&records.languages, samples) });
        let idioms = idioms.unwrap_or_else(new);
        let lexicons = records.vocabularies.iter().map(Lexicon::new).collect();
        let tables = Arc::new(Tables { records, idioms, lexicons, samples: samples.clone() });
        self.tables = Some(tables.clone());
        tables
    }
}

/// Adds what `proofs` find in the words of all items; gives the paragraphs that are long enough to be told apart. `memo` comes from the
/// same proofs.
pub(super) fn prove<'m>(on: &Evidence<'_>, proofs: &Proofs, memo: &'m mut Memo, findings: &mut Vec<Diagnostic>) -> Vec<&'m Paragraph> {
    let Evidence { model, today, basis, .. } = *on;
    let settings = Settings { languages: model.languages().clone(), behind_days: model.site.behind_days, today };
    let known_settings = memo.settings.take().filter(|known| **known == settings);
    let same_settings = known_settings.is_some();
    let settings = known_settings.unwrap_or_else(|| Arc::new(settings));
    let known_tables = memo.tables.clone();
    let tables = memo.tables(model, on.samples);
    let same_tables = known_tables.is_some_and(|known| Arc::ptr_eq(&known, &tables));
    let same_data = same_settings && memo.knows_data(model);
    let proving = Proving { on, proofs, tables: &tables, settings: &settings, same_tables, same_settings };
    if let Some(basis) = basis {
        let proved = &memo.proved;
        memo.items = model.items.par_iter().map(|(key, item)| (key.clone(), proving.unless_proved(item, basis, proved))).collect();
        let clean = memo.items.iter().filter(|(_, known)| known.is_clean());
        memo.proved = clean.filter_map(|(key, known)| Some((rests_on(basis, key)?, known.blocks.paragraphs.clone()))).collect();
    } else if same_data && same_tables {
        proving.again(&mut memo.items);
    } else {
        memo.items = model.items.par_iter().map(|(key, item)| (key.clone(), proving.item(item, memo.items.get(key)))).collect();
    }
    memo.data = Some(model.data.clone());
    memo.settings = Some(settings);
    let items = &memo.items;
    let known = || items.values();
    findings.extend(known().flat_map(|known| known.alone.iter().chain(&*known.links).chain(&known.blocks.findings)).cloned());
    known().flat_map(|known| &*known.blocks.paragraphs).collect()
}

/// What proving an item goes by, and which of what was known of it before still holds.
struct Proving<'a> {
    on: &'a Evidence<'a>,
    proofs: &'a Proofs,
    tables: &'a Tables,
    settings: &'a Settings,
    same_tables: bool,
    same_settings: bool,
}

impl Proving<'_> {
    /// Brings `known`, which comes from the same data and settings, up to date: only what other words change is proved again.
    fn again(&self, known: &mut BTreeMap<Key, Known>) {
        let mut same_sections = true;
        for (known, item) in known.values_mut().zip(self.on.model.items.values()).filter(|(known, item)| !Arc::ptr_eq(&known.item, item)) {
            same_sections &= have_same_sections(&known.item, item);
            *known = self.item(item, Some(known));
        }
        // Words may refer to sections of any item.
        if !same_sections {
            known.par_iter_mut().for_each(|(_, known)| known.links = self.links(&known.item));
        }
    }

    /// What is found in an item, unless it is known that there is nothing.
    fn unless_proved(&self, item: &Arc<Item>, basis: &Basis, proved: &Proved) -> Known {
        let Some(paragraphs) = rests_on(basis, &item.key).and_then(|on| proved.get(&on)) else { return self.item(item, None) };
        let nothing: Arc<[Diagnostic]> = Arc::default();
        let subject = Arc::new(Subject { key: item.key.clone(), words: Vec::new(), offsets: Vec::new() });
        let blocks = Arc::new(Found { findings: Vec::new(), paragraphs: paragraphs.clone() });
        Known { item: item.clone(), alone: nothing.clone(), links: nothing, subject, blocks }
    }

    fn item(&self, item: &Arc<Item>, known: Option<&Known>) -> Known {
        let subject = Subject::new(self.on.model, self.on.resolved, item);
        let blocks = known.filter(|known| self.same_tables && *known.subject == subject).map(|known| known.blocks.clone());
        let blocks = blocks.unwrap_or_else(|| Arc::new(of_item(self.tables, &self.proofs.blocks, &subject)));
        let alone = known.filter(|known| self.same_settings && known.item.says_the_same(item)).map(|known| known.alone.clone());
        let alone = alone.unwrap_or_else(|| self.alone(item));
        Known { item: item.clone(), alone, links: self.links(item), subject: Arc::new(subject), blocks }
    }

    fn alone(&self, item: &Item) -> Arc<[Diagnostic]> {
        let mut findings = Vec::new();
        let alone = Alone { item, blocks: self.on.resolved.blocks(&item.key), settings: self.settings };
        self.proofs.items.iter().for_each(|proof| proof(&alone, &mut findings));
        findings.into()
    }

    fn links(&self, item: &Item) -> Arc<[Diagnostic]> {
        let mut findings = Vec::new();
        self.proofs.links.iter().for_each(|proof| proof(self.on, item, &mut findings));
        findings.into()
    }
}

/// Whether both have the same sections in every language.
fn have_same_sections(one: &Item, other: &Item) -> bool {
    let sections = |file: Option<&Words>| file.map(|file| file.sections().map(|block| block.name.clone()).collect::<Vec<_>>());
    let languages = one.words.iter().len().max(other.words.iter().len());
    (0..languages).all(|language| sections(one.words.get(language)) == sections(other.words.get(language)))
}

fn of_item(tables: &Tables, proofs: &[OfBlock], subject: &Subject) -> Found {
    let (mut findings, mut paragraphs) = (Vec::new(), Vec::new());
    for texts in &texts(&subject.words, &tables.idioms.months) {
        let hits = hits(&tables.lexicons, texts);
        let block = Block { subject, tables, texts, hits: &hits };
        proofs.iter().for_each(|proof| proof(&block, &mut findings));
        paragraphs.extend(texts.iter().flat_map(|(language, text)| repeated::long(language, text)));
    }
    Found { findings, paragraphs: paragraphs.into() }
}

/// The words of the lexicons in every language of a block, by language.
fn hits<'a>(lexicons: &'a [Lexicon], block: &Texts<'_>) -> Vec<Vec<Hit<'a>>> {
    let of = |(language, text): (usize, &Option<super::prose::Text<'_>>)| match text {
        Some(text) => lexicons[language].find(&text.prose),
        None => Vec::new(),
    };
    block.by_language.iter().enumerate().map(of).collect()
}
