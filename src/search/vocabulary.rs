//! The distinct word forms of one language's pages.

use std::collections::HashMap;

use rayon::prelude::*;

use super::stem::Stemmer;

/// Forms in byte order with how often they occur, and what the decompounder asks of them.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    forms: Vec<(String, u32)>,
    ids: HashMap<String, u32>,
    stems: HashMap<String, u32>,
}

impl Vocabulary {
    /// Collects forms from the words of every page.
    pub(super) fn new<'a>(pages: impl IndexedParallelIterator<Item = Vec<&'a str>>, stemmer: &Stemmer) -> Self {
        let counts = pages
            .fold(HashMap::<&str, u32>::new, |mut counts, words| {
                for word in words {
                    *counts.entry(word).or_default() += 1;
                }
                counts
            })
            .reduce(HashMap::new, |mut one, mut other| {
                if one.len() < other.len() {
                    std::mem::swap(&mut one, &mut other);
                }
                #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
                for (word, count) in other {
                    *one.entry(word).or_default() += count;
                }
                one
            });
        let mut forms: Vec<(String, u32)> = counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
        forms.par_sort_unstable();
        let stemmed: Vec<String> = forms.par_iter().map(|(form, _)| stemmer.stem(form).into_owned()).collect();
        let mut stems = HashMap::new();
        for (stem, (_, count)) in stemmed.into_iter().zip(&forms) {
            *stems.entry(stem).or_default() += count;
        }
        let ids = forms.iter().zip(0..).map(|((form, _), id)| (form.clone(), id)).collect();
        Vocabulary { forms, ids, stems }
    }

    /// Forms in order.
    pub(super) fn forms(&self) -> &[(String, u32)] {
        &self.forms
    }

    /// Position of a form among [`Self::forms`].
    pub(super) fn id(&self, form: &str) -> Option<u32> {
        self.ids.get(form).copied()
    }

    /// How often a form occurs.
    pub(super) fn count(&self, form: &str) -> u32 {
        self.id(form).and_then(|id| self.forms.get(id as usize)).map_or(0, |(_, count)| *count)
    }

    /// How often the forms of a stem occur.
    pub(super) fn stem_count(&self, stem: &str) -> u32 {
        self.stems.get(stem).copied().unwrap_or(0)
    }
}
