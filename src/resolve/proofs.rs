//! What the compiler proves of a whole site. Each proof adds findings and changes nothing.

mod complete;
mod conditions;
mod declared;
mod graphs;
mod guidance;
mod history;
mod ledger;
mod lexicon;
mod list;
mod names;
mod numbers;
mod prose;
mod quantities;
mod references;
mod repeated;
mod sections;
mod sources;
mod terms;
mod values;
mod waivers;
mod words;
mod wrong_language;

pub use list::PROOFS;
pub use repeated::Paragraph;
pub use words::Proved;

use super::Resolved;
use super::letters::Samples;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Basis, Data, Key, Model};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;
use words::{OfBlock, OfItem, OfLinks};

/// What proofs read.
pub(super) struct Evidence<'a> {
    pub(super) model: &'a Model,
    pub(super) resolved: &'a Resolved,
    pub(super) today: Date,
    pub(super) samples: &'a Arc<Samples>,
    /// What the model rests on, where that is known.
    pub(super) basis: Option<&'a Basis>,
}

/// What a proof looks at.
enum Stage {
    /// What TOML files say of the records and what uses what, even if some records are broken. It reads no words.
    Records(fn(&Evidence<'_>, &mut Vec<Diagnostic>)),
    /// The same, if no record is broken: a broken record's references are not known in full, and nothing can be said to be left over.
    Whole(fn(&Evidence<'_>, &mut Vec<Diagnostic>)),
    /// One item by itself: its words and its ledger.
    Item(OfItem),
    /// What the words of one item refer to: records, and sections of other items.
    Links(OfLinks),
    /// The words of one block in all languages.
    Block(OfBlock),
    /// The longer paragraphs of the whole site.
    Paragraphs(fn(&[&Paragraph], &mut Vec<Diagnostic>)),
}

/// One thing that is proved of every site.
pub struct Proof {
    /// What it is called.
    pub name: &'static str,
    /// The kinds of findings that it adds.
    pub codes: &'static [Code],
    stage: Stage,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Proof").field("name", &self.name).field("codes", &self.codes).finish_non_exhaustive()
    }
}

/// What proofs keep from one compilation to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    records: Option<OfRecords>,
    words: words::Memo,
}

impl Memo {
    pub(super) fn with_proved(proved: Proved) -> Self {
        Memo { words: words::Memo::with_proved(proved), ..Memo::default() }
    }

    pub(super) fn proved(&self) -> &Proved {
        self.words.proved()
    }

    pub(super) fn take_proved(&mut self) -> Proved {
        self.words.take_proved()
    }
}

/// What was found in the records, and all that it depends on.
#[derive(Clone, Debug)]
struct OfRecords {
    data: Arc<Data>,
    used_by: Arc<BTreeMap<Key, Vec<Key>>>,
    today: Date,
    findings: Vec<Diagnostic>,
}

/// The findings of `proofs` on a site.
pub fn prove<'p>(model: &Model, resolved: &Resolved, today: Date, proofs: impl IntoIterator<Item = &'p Proof>) -> Vec<Diagnostic> {
    prove_with(&Evidence { model, resolved, today, samples: &Arc::default(), basis: None }, proofs, &mut Memo::default())
}

/// The findings of `proofs`, with what the same proofs have left in `memo`.
pub(super) fn prove_with<'p>(evidence: &Evidence<'_>, proofs: impl IntoIterator<Item = &'p Proof>, memo: &mut Memo) -> Vec<Diagnostic> {
    let Evidence { model, resolved, today, .. } = *evidence;
    let (mut of_records, mut of_words, mut of_paragraphs) = (Vec::new(), words::Proofs::default(), Vec::new());
    for proof in proofs {
        match proof.stage {
            Stage::Records(run) => of_records.push(run),
            Stage::Whole(run) if model.broken.is_empty() => of_records.push(run),
            Stage::Whole(_) => {}
            Stage::Item(run) => of_words.items.push(run),
            Stage::Links(run) => of_words.links.push(run),
            Stage::Block(run) => of_words.blocks.push(run),
            Stage::Paragraphs(run) => of_paragraphs.push(run),
        }
    }
    let is_known = |known: &OfRecords| Arc::ptr_eq(&known.data, &model.data) && Arc::ptr_eq(&known.used_by, &resolved.used_by) && known.today == today;
    let known = memo.records.take().filter(is_known).unwrap_or_else(|| {
        let mut findings = Vec::new();
        of_records.iter().for_each(|run| run(evidence, &mut findings));
        OfRecords { data: model.data.clone(), used_by: resolved.used_by.clone(), today, findings }
    });
    let mut findings = known.findings.clone();
    memo.records = Some(known);
    let paragraphs = words::prove(evidence, &of_words, &mut memo.words, &mut findings);
    of_paragraphs.iter().for_each(|run| run(&paragraphs, &mut findings));
    findings
}
