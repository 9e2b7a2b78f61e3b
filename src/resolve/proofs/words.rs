//! The proofs on the words of items: each reads one block in all languages, so items are read in parallel.

use super::lexicon::{Hit, Lexicon, lexicons};
use super::prose::{Texts, texts};
use super::quantities::{Months, months};
use super::repeated::Paragraph;
use super::values::{Values, values};
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

pub(super) fn prove(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let tables = Tables {
        lexicons: lexicons(model),
        months: months(model.languages()),
        values: values(model),
        tongues: tongues(model.languages()),
        by_record: terms::by_record(model),
    };
    let items: Vec<&Item> = model.items.values().collect();
    let found: Vec<(Vec<Diagnostic>, Vec<Paragraph>)> = items.par_iter().map(|item| of_item(model, resolved, &tables, item)).collect();
    let mut paragraphs = Vec::new();
    for (own, long) in found {
        findings.extend(own);
        paragraphs.extend(long);
    }
    repeated::words(&paragraphs, findings);
    repeated::rules(model, findings);
}

fn of_item(model: &Model, resolved: &Resolved, tables: &Tables<'_>, item: &Item) -> (Vec<Diagnostic>, Vec<Paragraph>) {
    let (mut findings, mut paragraphs) = (Vec::new(), Vec::new());
    let blocks = texts(item, &tables.months);
    let offsets = typed::offsets(model, resolved, item);
    numbers::prove(item, &blocks, &mut findings);
    for block in &blocks {
        let hits = hits(tables, block);
        for (language, text) in block.iter() {
            typed::prove(&tables.values, &offsets, language, text, &mut findings);
            names::prove(model, text, &hits[language], &mut findings);
            terms::forbidden(model, language, text, &hits[language], &mut findings);
            if let Some(tongues) = &tables.tongues {
                wrong_language::prove(tongues, model.languages(), language, text, &mut findings);
            }
            paragraphs.extend(repeated::long(language, text));
        }
        terms::traps(item, block, &hits, &tables.lexicons, &tables.by_record, &mut findings);
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
