//! Whole-site truth: where every reference leads, what every guide lists, what contradicts what, what is missing.
//!
//! Reads the model and never edits it. After this stage every reference is resolved or has a finding.

pub mod asof;
pub mod dates;
mod fold;
pub mod guides;
pub mod history;
mod letters;
pub mod mentions;
pub mod parity;
mod proofs;
pub mod release;
pub mod report;
pub mod routes;
pub mod rulings;
pub mod side;
pub mod usage;

pub use letters::Samples;
pub use proofs::{PROOFS, Paragraph, Proof, Proved, prove};

use crate::diagnostics::Diagnostic;
use crate::model::condition::Truth;
use crate::model::{Basis, Item, Key, Model, Reference};
use ahash::AHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// What follows from a model. What follows from its TOML files alone is read through [`FromData`], which models share that share those.
/// A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// What follows from the TOML files.
    pub from_data: Arc<FromData>,
    /// What uses what: for every record, the records that cite or refer to it, each once, in the order of their keys.
    pub used_by: Arc<BTreeMap<Key, Vec<Key>>>,
    /// What follows from the words of every item.
    pub words: Arc<BTreeMap<Key, Arc<LazyOfWords>>>,
}

/// What follows from the words of one item, worked out when somebody asks for it.
pub type LazyOfWords = LazyLock<OfWords, Box<dyn FnOnce() -> OfWords + Send + Sync>>;

/// What follows from the words of one item.
#[derive(Clone, Debug, Default)]
pub struct OfWords {
    /// The state of every block; per language in the order of the site's.
    pub blocks: Vec<parity::BlockStatus>,
    /// The terms that it speaks of in each of its languages.
    pub meant: BTreeSet<String>,
    /// Where it names them, by language of the site and in the order of the file.
    pub mentions: Vec<Vec<mentions::Mention>>,
}

impl OfWords {
    /// Where the text that comes from the byte `text` of the file in the language at `language` names terms that are meant.
    pub fn mentions_in(&self, language: usize, text: usize) -> &[mentions::Mention] {
        let all = self.mentions.get(language).map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|mention| mention.text < text);
        let length = all[from..].partition_point(|mention| mention.text == text);
        &all[from..from + length]
    }
}

impl Resolved {
    /// The state of every block of an item; none of a record that is no item.
    pub fn blocks(&self, key: &Key) -> &[parity::BlockStatus] {
        self.words.get(key).map_or(&[], |words| words.blocks.as_slice())
    }
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
    /// The place of every task among those of its phase.
    pub places: AHashMap<String, usize>,
    /// The tasks that are no longer done on the as-of date.
    pub retired: BTreeSet<String>,
    /// The tasks that say from when they are no longer done, by id.
    pub retiring: Vec<String>,
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
    pub mentions: mentions::AllMentions,
}

/// What resolving and proving keep from one compilation to the next: it saves time and changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    proofs: proofs::Memo,
    before: Option<Before>,
}

impl Memo {
    /// With what an earlier process has proved.
    pub fn with_proved(proved: Proved) -> Self {
        Memo { proofs: proofs::Memo::with_proved(proved), before: None }
    }

    /// What has been proved, as [`Memo::take_proved`] gives it.
    pub fn proved(&self) -> &Proved {
        self.proofs.proved()
    }

    /// What has been proved of a site of which it is known what it rests on.
    pub fn take_proved(&mut self) -> Proved {
        self.proofs.take_proved()
    }
}

/// The latest model, what followed from it, and what was wrong with its addresses.
#[derive(Clone, Debug)]
struct Before {
    model: Model,
    resolved: Resolved,
    findings: Vec<Diagnostic>,
}

/// Resolves and proves `model`. `today` decides what is due for review and which drafts are left out.
pub fn resolve(model: &Model, today: jiff::civil::Date) -> (Resolved, Vec<Diagnostic>) {
    resolve_with(model, today, (&Arc::default(), None), &mut Memo::default())
}

/// Resolves and proves `model` with what earlier proofs have left in `memo`. `samples` save time and change nothing, as does what the site
/// rests on.
pub fn resolve_with(
    model: &Model,
    today: jiff::civil::Date,
    (samples, basis): (&Arc<Samples>, Option<&Basis>),
    memo: &mut Memo,
) -> (Resolved, Vec<Diagnostic>) {
    let (resolved, mut findings) = match memo.before.take() {
        Some(before) if Arc::ptr_eq(&before.model.data, &model.data) => (with_other_words(&before, model), before.findings),
        before => {
            let mut findings = Vec::new();
            (derive_with(model, before.as_ref(), &mut findings), findings)
        }
    };
    memo.before = Some(Before { model: model.clone(), resolved: resolved.clone(), findings: findings.clone() });
    findings.extend(proofs::prove_with(&proofs::Evidence { model, resolved: &resolved, today, samples, basis }, PROOFS, &mut memo.proofs));
    (resolved, findings)
}

/// What follows from `model`, without the proofs. Adds what is wrong with the addresses.
pub fn derive(model: &Model, findings: &mut Vec<Diagnostic>) -> Resolved {
    derive_with(model, None, findings)
}

/// What follows from `model`, whose data are others than those of `before`. What follows from the words of items that have not changed
/// is taken over, where the same names of terms stand in them.
fn derive_with(model: &Model, before: Option<&Before>, findings: &mut Vec<Diagnostic>) -> Resolved {
    let from_data = Arc::new(from_data(model, before.map(|before| &before.resolved.mentions), findings));
    let same_names = |before: &&Before| before.resolved.mentions == from_data.mentions && before.model.languages() == model.languages();
    let before = before.filter(same_names);
    let known = |item: &Item| {
        let before = before?;
        let same = before.model.items.get(&item.key).is_some_and(|earlier| earlier.says_the_same(item));
        before.resolved.words.get(&item.key).filter(|_| same).cloned()
    };
    let of_item = |item: &Arc<Item>| known(item).unwrap_or_else(|| of_words(model, &from_data, item));
    let words = model.items.iter().map(|(key, item)| (key.clone(), of_item(item))).collect();
    let used_by = before.filter(|before| usage::used_alike(&before.model, model)).map(|before| before.resolved.used_by.clone());
    Resolved { used_by: used_by.unwrap_or_else(|| Arc::new(usage::used_by(model))), words: Arc::new(words), from_data }
}

/// What follows from `model`, which has the data of `before`: only items whose words have changed are looked at.
fn with_other_words(before: &Before, model: &Model) -> Resolved {
    let mut resolved = before.resolved.clone();
    let mut refers_as_before = true;
    for (earlier, item) in before.model.items.values().zip(model.items.values()).filter(|(earlier, item)| !Arc::ptr_eq(earlier, item)) {
        refers_as_before &= usage::refer_alike(earlier, item);
        let words = of_words(model, &resolved.from_data, item);
        Arc::make_mut(&mut resolved.words).insert(item.key.clone(), words);
    }
    if !refers_as_before {
        resolved.used_by = Arc::new(usage::used_by(model));
    }
    resolved
}

fn of_words(model: &Model, from_data: &Arc<FromData>, item: &Arc<Item>) -> Arc<LazyOfWords> {
    let (site, from_data, item) = (model.site.clone(), from_data.clone(), item.clone());
    Arc::new(LazyLock::new(Box::new(move || {
        let (meant, mentions) = mentions::meant(&from_data.mentions, &item);
        OfWords { blocks: parity::blocks(&site.languages, &item), meant, mentions }
    })))
}

fn from_data(model: &Model, known: Option<&mentions::AllMentions>, findings: &mut Vec<Diagnostic>) -> FromData {
    let order = guides::order(model);
    let guides = guides::derive_all(model, &order);
    let phases = guides::by_phase(model, &order);
    FromData {
        routes: routes::routes(model, findings),
        rulings: rulings::in_force(model),
        listing: guides::listing(&guides),
        places: phases.values().flat_map(|tasks| tasks.iter().zip(0..)).map(|(task, place)| (task.clone(), place)).collect(),
        phases,
        retiring: model.tasks.keys().filter(|id| model.record("task", id).is_some_and(|record| record.retired.is_some())).cloned().collect(),
        retired: model.tasks.keys().filter(|id| asof::is_retired(model, &Key::new("task", id))).cloned().collect(),
        guides,
        conflict_about: rulings::about(model),
        comparisons: parity::comparisons(model),
        requires: usage::by_end(model, |prerequisite| &prerequisite.from),
        required_by: usage::by_end(model, |prerequisite| &prerequisite.to),
        showing: usage::showing(model),
        terms: usage::terms(model),
        mentions: mentions::mentions(model, known),
    }
}

/// The ids of references.
pub fn ids(references: &[Reference]) -> impl Iterator<Item = &str> {
    references.iter().map(|reference| reference.key.id.as_str())
}
