//! Whole-site truth: where every reference leads, what every guide lists, what contradicts what, what is missing.
//!
//! Reads the model and never edits it. After this stage every reference is resolved or has a finding.

pub mod asof;
pub mod dates;
pub mod guides;
pub mod history;
pub mod mentions;
pub mod parity;
mod proofs;
pub mod release;
pub mod report;
pub mod routes;
pub mod rulings;
pub mod side;
pub mod usage;

pub use proofs::{PROOFS, Proof, prove};

use crate::diagnostics::Diagnostic;
use crate::model::condition::Truth;
use crate::model::{Data, Key, Model, Reference};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

/// What follows from a model. What follows from its TOML files alone is read through [`FromData`], which models share that share those.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// What follows from the TOML files.
    pub from_data: Arc<FromData>,
    /// What uses what: for every record, the records that cite or refer to it, each once, in the order of their keys.
    pub used_by: BTreeMap<Key, Vec<Key>>,
    /// The state of every block of every item, by item; per language in the order of the site's.
    pub blocks: BTreeMap<Key, Vec<parity::BlockStatus>>,
    /// The terms that every item speaks of in each of its languages.
    pub meant: BTreeMap<Key, BTreeSet<String>>,
}

impl Deref for Resolved {
    type Target = FromData;

    fn deref(&self) -> &FromData {
        &self.from_data
    }
}

/// What follows from the TOML files of a site, whatever the words of its items are.
#[derive(Clone, Debug, Default)]
pub struct FromData {
    /// Where every page stands.
    pub routes: routes::Routes,
    /// The derived list of every guide, by id.
    pub guides: BTreeMap<String, guides::Derived>,
    /// The guides that list each task, by task, with whether it applies there for certain.
    pub listing: BTreeMap<String, Vec<(String, Truth)>>,
    /// The tasks of every phase, by phase, in the order in which they are done.
    pub phases: BTreeMap<String, Vec<String>>,
    /// The ruling in force of every conflict that has one, by conflict: the index into its rulings.
    pub rulings: BTreeMap<String, usize>,
    /// The conflict about a record, by the record's key.
    pub conflict_about: BTreeMap<Key, Vec<String>>,
    /// The state of every topic, by comparison.
    pub comparisons: BTreeMap<String, Vec<parity::Point>>,
    /// Prerequisites that start at a record, by id.
    pub requires: BTreeMap<Key, Vec<String>>,
    /// Prerequisites that end at a record, by id.
    pub required_by: BTreeMap<Key, Vec<String>>,
    /// The first page that shows each list or tool, by what it shows.
    pub showing: BTreeMap<String, Key>,
    /// The first term that names each record, by the record.
    pub terms: BTreeMap<Key, String>,
    /// The names of terms in texts, per language in the order of the site's.
    pub mentions: Vec<mentions::Mentions>,
}

/// What proofs keep from one compilation to the next: it saves time and changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    words: proofs::WordsMemo,
    /// The words of every item with the terms that they speak of.
    meant: mentions::Memo,
    /// What followed from the latest data, with what was wrong with the addresses.
    from_data: Option<(Arc<Data>, Arc<FromData>, Vec<Diagnostic>)>,
}

/// Resolves and proves `model`. `today` decides what is due for review and which drafts are left out.
pub fn resolve(model: &Model, today: jiff::civil::Date) -> (Resolved, Vec<Diagnostic>) {
    resolve_with(model, today, &mut Memo::default())
}

/// Resolves and proves `model` with what earlier proofs have left in `memo`.
pub fn resolve_with(model: &Model, today: jiff::civil::Date, memo: &mut Memo) -> (Resolved, Vec<Diagnostic>) {
    let known = memo.from_data.take().filter(|(data, ..)| Arc::ptr_eq(data, &model.data));
    if known.is_none() {
        memo.meant = mentions::Memo::default();
    }
    let (_, from_data, mut findings) = known.unwrap_or_else(|| {
        let mut findings = Vec::new();
        (model.data.clone(), Arc::new(from_data(model, &mut findings)), findings)
    });
    memo.from_data = Some((model.data.clone(), from_data.clone(), findings.clone()));
    let resolved = with_words(model, from_data, &mut memo.meant);
    findings.extend(proofs::prove_with(model, &resolved, today, PROOFS, &mut memo.words));
    (resolved, findings)
}

/// What follows from `model`, without the proofs. Adds what is wrong with the addresses.
pub fn derive(model: &Model, findings: &mut Vec<Diagnostic>) -> Resolved {
    with_words(model, Arc::new(from_data(model, findings)), &mut mentions::Memo::default())
}

fn with_words(model: &Model, from_data: Arc<FromData>, memo: &mut mentions::Memo) -> Resolved {
    let meant = mentions::meant(model, &from_data.mentions, memo);
    Resolved { from_data, used_by: usage::used_by(model), blocks: parity::blocks(model), meant }
}

fn from_data(model: &Model, findings: &mut Vec<Diagnostic>) -> FromData {
    let order = guides::order(model);
    let guides = guides::derive_all(model, &order);
    FromData {
        routes: routes::routes(model, findings),
        rulings: rulings::in_force(model),
        listing: guides::listing(&guides),
        phases: guides::by_phase(model, &order),
        guides,
        conflict_about: rulings::about(model),
        comparisons: parity::comparisons(model),
        requires: usage::by_end(model, |prerequisite| &prerequisite.from),
        required_by: usage::by_end(model, |prerequisite| &prerequisite.to),
        showing: usage::showing(model),
        terms: usage::terms(model),
        mentions: mentions::mentions(model),
    }
}

/// The ids of references.
pub fn ids(references: &[Reference]) -> impl Iterator<Item = &str> {
    references.iter().map(|reference| reference.key.id.as_str())
}
