//! The proofs on the words of items: each reads one block in all languages, so items are read in parallel.

use super::lexicon::{Hit, Lexicon, lexicons};
use super::prose::{Texts, texts};
use super::quantities::{Months, months};
use super::repeated::Paragraph;
use super::values::Values;
use super::wrong_language::{Tongues, tongues};
use super::{names, numbers, repeated, terms, values as typed, wrong_language};
use crate::diagnostics::Diagnostic;
use crate::model::{Item, Key, Model};
use crate::resolve::Resolved;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the proofs look up, made once for the whole site.
struct Tables<'a> {
    lexicons: Vec<Lexicon>,
    months: Vec<Months>,
    values: Values,
    tongues: Option<Tongues>,
    by_record: BTreeMap<Key, Vec<&'a str>>,
}

/// One block of an item in all its languages, with what the proofs look up.
pub(super) struct Block<'a> {
    model: &'a Model,
    item: &'a Item,
    tables: &'a Tables<'a>,
    texts: &'a Texts<'a>,
    /// The words of the lexicons, by language.
    hits: &'a [Vec<Hit<'a>>],
    /// What the item's deadlines say of days, in words.
    offsets: &'a [(Key, String)],
}

/// A proof on one block.
pub(super) type OfBlock = fn(&Block<'_>, &mut Vec<Diagnostic>);

pub(super) fn numbers(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    numbers::prove(block.item, block.texts, findings);
}

pub(super) fn values(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    block.texts.iter().for_each(|(language, text)| typed::prove(&block.tables.values, block.offsets, language, text, findings));
}

pub(super) fn names(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    block.texts.iter().for_each(|(language, text)| names::prove(block.model, text, &block.hits[language], findings));
}

pub(super) fn forbidden(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    block.texts.iter().for_each(|(language, text)| terms::forbidden(block.model, language, text, &block.hits[language], findings));
}

pub(super) fn language(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(tongues) = &block.tables.tongues else { return };
    block.texts.iter().for_each(|(language, text)| wrong_language::prove(tongues, block.model.languages(), language, text, findings));
}

pub(super) fn traps(block: &Block<'_>, findings: &mut Vec<Diagnostic>) {
    terms::traps(block.item, block.texts, block.hits, &block.tables.lexicons, &block.tables.by_record, findings);
}

/// Adds what `proofs` find in the words of all items; gives the paragraphs that are long enough to be told apart.
pub(super) fn prove(model: &Model, resolved: &Resolved, proofs: &[OfBlock], findings: &mut Vec<Diagnostic>) -> Vec<Paragraph> {
    let tables = Tables {
        lexicons: lexicons(model),
        months: months(model.languages()),
        values: typed::values(model),
        tongues: tongues(model.languages()),
        by_record: terms::by_record(model),
    };
    let items: Vec<&Item> = model.items.values().collect();
    let found: Vec<(Vec<Diagnostic>, Vec<Paragraph>)> = items.par_iter().map(|item| of_item(model, resolved, &tables, proofs, item)).collect();
    let mut paragraphs = Vec::new();
    for (own, long) in found {
        findings.extend(own);
        paragraphs.extend(long);
    }
    paragraphs
}

fn of_item(model: &Model, resolved: &Resolved, tables: &Tables<'_>, proofs: &[OfBlock], item: &Item) -> (Vec<Diagnostic>, Vec<Paragraph>) {
    let (mut findings, mut paragraphs) = (Vec::new(), Vec::new());
    let offsets = typed::offsets(model, resolved, item);
    for texts in &texts(item, &tables.months) {
        let hits = hits(tables, texts);
        let block = Block { model, item, tables, texts, hits: &hits, offsets: &offsets };
        proofs.iter().for_each(|proof| proof(&block, &mut findings));
        paragraphs.extend(texts.iter().flat_map(|(language, text)| repeated::long(language, text)));
    }
    (findings, paragraphs)
}

/// The words of the lexicons in every language of a block, by language.
fn hits<'a>(tables: &'a Tables<'_>, block: &Texts<'_>) -> Vec<Vec<Hit<'a>>> {
    let of = |(language, text): (usize, &Option<super::prose::Text<'_>>)| match text {
        Some(text) => tables.lexicons[language].find(&text.prose),
        None => Vec::new(),
    };
    block.by_language.iter().enumerate().map(of).collect()
}
