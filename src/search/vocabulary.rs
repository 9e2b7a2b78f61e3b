//! The distinct word forms of one language's pages, and what the decompounder asks of them.

use super::texts::{Texts, sort_by_text};

/// Forms, stems and whatever else words are compared with, with how often they occur.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    pub(super) texts: &'a Texts,
    /// How often each text occurs as a form.
    pub(super) counts: &'a [u32],
    /// How often each text occurs as a form that may be part of a compound: stop words may not.
    pub(super) part_counts: &'a [u32],
    /// How often the forms occur of which each text is the stem.
    pub(super) stem_counts: &'a [u32],
    /// The longest other form that each form begins with.
    pub(super) beginnings: &'a [Option<u32>],
}

/// These forms in order of the alphabet, and for each text that is among them the longest other one that it begins with.
pub(super) fn beginnings(texts: &Texts, forms: &[u32]) -> (Vec<u32>, Vec<Option<u32>>) {
    let sorted: Vec<u32> = sort_by_text(forms.iter().copied(), |form| texts.get(form)).collect();
    let mut found = vec![None; texts.len()];
    // In order of the alphabet, all forms that a form begins with stand before it, and only forms that begin with them stand between.
    let mut open: Vec<u32> = Vec::new();
    for form in &sorted {
        while open.pop_if(|last| !texts.get(*form).starts_with(texts.get(*last))).is_some() {}
        found[*form as usize] = open.last().copied();
        open.push(*form);
    }
    (sorted, found)
}

impl<'a> Vocabulary<'a> {
    /// The forms that a text begins with, itself among them, the longest first: their lengths in bytes, how often they occur as what may be part of a
    /// compound, and their numbers. `form`: the number of the text if it is a form.
    pub(super) fn beginnings(self, text: &str, form: Option<u32>) -> impl Iterator<Item = (usize, u32, u32)> + use<'a> {
        let ends = || (1..=text.len()).rev().filter(|end| text.is_char_boundary(*end));
        let mut last = form.or_else(|| ends().filter_map(|end| self.texts.find(&text[..end])).find(|id| self.is_form(*id)));
        std::iter::from_fn(move || {
            let form = last?;
            last = self.beginnings.get(form as usize).copied().flatten();
            Some((self.texts.get(form).len(), self.part_counts.get(form as usize).copied().unwrap_or_default(), form))
        })
    }

    fn is_form(self, id: u32) -> bool {
        self.counts.get(id as usize).is_some_and(|count| *count > 0)
    }

    /// How often a form occurs.
    pub(super) fn count(&self, form: &str) -> u32 {
        self.texts.find(form).and_then(|id| self.counts.get(id as usize)).copied().unwrap_or_default()
    }

    /// How often the forms of a stem occur.
    pub(super) fn stem_count(&self, stem: &str) -> u32 {
        self.texts.find(stem).and_then(|id| self.stem_counts.get(id as usize)).copied().unwrap_or_default()
    }
}
