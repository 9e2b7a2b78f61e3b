//! What a typed word means in the index: the terms that it met, and how.

use std::collections::{BTreeMap, BTreeSet};

use super::files::KeyEntry;
use super::ordered::Weights;

/// What a use of a key counts by its closeness code: exact, head, base, modifier, other language exact, other language loose.
const CLOSENESS: [f64; 6] = [1.0, 0.75, 0.6, 0.55, 1.0, 0.35];
pub(super) const EXACT: u8 = 0;
const OTHER_LANGUAGE: u8 = 4;
/// What counts in a query for a whole word: a part of the compound, the word that it is derived from.
const AS_PART: f64 = 0.45;
const AS_BASE: f64 = 0.8;
const BASE: u8 = 2;
/// What a word of another language counts, alone and beside a word of this one.
const OTHER_ALONE: f64 = 1.0;
const OTHER_BESIDE: f64 = 0.3;

/// How a word of the site was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As typed.
    Exact,
    /// Another form of the same stem.
    Stem,
    /// Without diacritics.
    Folded,
    /// It begins as typed.
    Beginning,
    /// Part of a compound.
    Part,
    /// Spelt almost so.
    Spelling,
    /// It shares a long beginning.
    Family,
    /// The typed letters stand inside it.
    Inside,
}

impl How {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            How::Exact => "exact",
            How::Stem => "stem",
            How::Folded => "folded",
            How::Beginning => "beginning",
            How::Part => "part",
            How::Spelling => "spelling",
            How::Family => "family",
            How::Inside => "inside",
        }
    }
}

/// A word of the site that a typed word met.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// The word as the site has it.
    pub form: String,
    /// How it was met.
    pub how: How,
    /// What it counts, from 0 to 1.
    pub weight: f64,
}

/// What a word means in the index.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolution {
    pub(super) word: String,
    pub(super) terms: Weights,
    pub(super) glossary: Weights,
    pub(super) good: bool,
    pub(super) exact: bool,
    pub(super) on_pages: bool,
    pub(super) shards: BTreeSet<usize>,
    pub(super) forms: BTreeMap<String, (f64, How)>,
}

impl Resolution {
    /// The words that were met, the best first.
    pub(super) fn met(&self) -> Vec<Met> {
        let mut met: Vec<Met> = self.forms.iter().map(|(form, (weight, how))| Met { form: form.clone(), how: *how, weight: *weight }).collect();
        met.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.form.cmp(&b.form)));
        met
    }

    /// Takes a key of the index as what the word means.
    pub(super) fn take(&mut self, key: &KeyEntry, weight: f64, how: How) {
        let own = key.terms.iter().any(|(_, code)| *code < OTHER_LANGUAGE);
        for (term, code) in &key.terms {
            let mut value = weight * CLOSENESS.get(usize::from(*code)).copied().unwrap_or(0.0);
            if *code >= OTHER_LANGUAGE {
                value *= if own { OTHER_BESIDE } else { OTHER_ALONE };
            } else if *code > 0 {
                value *= if *code == BASE { AS_BASE } else { AS_PART };
            }
            self.terms.raise(*term, value);
        }
        for word in &key.glossary {
            self.glossary.raise(*word, weight);
        }
        let known = self.forms.entry(key.word.clone()).or_insert((weight, how));
        if known.0 < weight {
            *known = (weight, how);
        }
    }
}
