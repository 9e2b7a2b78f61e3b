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
use crate::model::{Key, Model, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// What follows from a model.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Where every page stands.
    pub routes: routes::Routes,
    /// The derived list of every guide, by id.
    pub guides: BTreeMap<String, guides::Derived>,
    /// The ruling in force of every conflict that has one, by conflict: the index into its rulings.
    pub rulings: BTreeMap<String, usize>,
    /// The conflict about a record, by the record's key.
    pub conflict_about: BTreeMap<Key, Vec<String>>,
    /// The state of every topic, by comparison.
    pub comparisons: BTreeMap<String, Vec<parity::Point>>,
    /// What uses what: for every record, the records that cite or refer to it, each once, in the order of their keys.
    pub used_by: BTreeMap<Key, Vec<Key>>,
    /// Prerequisites that start at a record, by id.
    pub requires: BTreeMap<Key, Vec<String>>,
    /// Prerequisites that end at a record, by id.
    pub required_by: BTreeMap<Key, Vec<String>>,
    /// The state of every block of every item, by item; per language in the order of the site's.
    pub blocks: BTreeMap<Key, Vec<parity::BlockStatus>>,
    /// The names of terms in texts, per language in the order of the site's.
    pub mentions: Vec<mentions::Mentions>,
    /// The terms that every item speaks of in each of its languages.
    pub meant: BTreeMap<Key, BTreeSet<String>>,
}

/// Resolves `model`. `today` decides what is due for review and which drafts are left out.
pub fn resolve(model: &Model, today: jiff::civil::Date) -> (Resolved, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let routes = routes::routes(model, &mut findings);
    let rulings = rulings::in_force(model);
    let mentions = mentions::mentions(model);
    let resolved = Resolved {
        guides: guides::derive_all(model),
        conflict_about: rulings::about(model),
        comparisons: parity::comparisons(model),
        used_by: usage::used_by(model),
        requires: usage::by_end(model, |prerequisite| &prerequisite.from),
        required_by: usage::by_end(model, |prerequisite| &prerequisite.to),
        blocks: parity::blocks(model),
        meant: mentions::meant(model, &mentions),
        mentions,
        routes,
        rulings,
    };
    findings.extend(prove(model, &resolved, today, PROOFS));
    (resolved, findings)
}

/// The ids of references.
pub fn ids(references: &[Reference]) -> impl Iterator<Item = &str> {
    references.iter().map(|reference| reference.key.id.as_str())
}
