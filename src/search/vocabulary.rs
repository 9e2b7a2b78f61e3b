//! The distinct word forms of one language's pages.

use ahash::AHashMap;
use rayon::prelude::*;

use super::stem::Stemmer;
use super::tokens::each_word;

/// Forms in byte order with how often they occur, and what the decompounder asks of them.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    forms: Vec<(String, u32)>,
    ids: AHashMap<String, u32>,
    stems: AHashMap<String, u32>,
}

/// The forms of some pages, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Forms {
    ids: AHashMap<String, u32>,
    counts: Vec<u32>,
}

impl Forms {
    /// The numbers of the words of a text, in order.
    pub(super) fn words(&mut self, text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(self.id(word)));
        words
    }

    fn id(&mut self, word: &str) -> u32 {
        let id = match self.ids.get(word) {
            Some(id) => *id,
            None => {
                let id = self.counts.len() as u32;
                self.ids.insert(word.to_owned(), id);
                self.counts.push(0);
                id
            }
        };
        self.counts[id as usize] += 1;
        id
    }
}

impl Vocabulary {
    /// The forms of all pages, which have been read in `parts`, and of `names`. Gives besides, for each part, the positions among
    /// [`Self::forms`] of its forms, by their numbers in the part.
    pub(super) fn new(parts: Vec<Forms>, names: &[&str], stemmer: &Stemmer) -> (Self, Vec<Vec<u32>>) {
        let mut counts: AHashMap<&str, u32> = AHashMap::new();
        for part in &parts {
            // Sums do not depend on the order.
            for (form, id) in &part.ids {
                *counts.entry(form).or_default() += part.counts[*id as usize];
            }
        }
        names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
        let mut forms: Vec<(String, u32)> = counts.into_iter().map(|(form, count)| (form.to_owned(), count)).collect();
        forms.par_sort_unstable();
        let stemmed: Vec<String> = forms.par_iter().map(|(form, _)| stemmer.stem(form).into_owned()).collect();
        let mut stems = AHashMap::new();
        for (stem, (_, count)) in stemmed.into_iter().zip(&forms) {
            *stems.entry(stem).or_default() += count;
        }
        let ids: AHashMap<String, u32> = forms.iter().zip(0..).map(|((form, _), id)| (form.clone(), id)).collect();
        let positions = |part: Forms| {
            let mut positions = vec![0; part.counts.len()];
            for (form, id) in part.ids {
                positions[id as usize] = ids.get(&form).copied().unwrap_or_default();
            }
            positions
        };
        let positions = parts.into_par_iter().map(positions).collect();
        (Vocabulary { forms, ids, stems }, positions)
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
