//! The distinct word forms of one language's pages, and what the decompounder asks of them.

use super::texts::Texts;

/// Forms, stems and whatever else words are compared with, with how often they occur.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vocabulary<'a> {
    pub(super) texts: &'a Texts,
    /// How often each text occurs as a form.
    pub(super) counts: &'a [u32],
    /// How often the forms occur of which each text is the stem.
    pub(super) stem_counts: &'a [u32],
}

impl Vocabulary<'_> {
    /// How often a form occurs.
    pub(super) fn count(&self, form: &str) -> u32 {
        self.texts.find(form).and_then(|id| self.counts.get(id as usize)).copied().unwrap_or_default()
    }

    /// How often the forms of a stem occur.
    pub(super) fn stem_count(&self, stem: &str) -> u32 {
        self.texts.find(stem).and_then(|id| self.stem_counts.get(id as usize)).copied().unwrap_or_default()
    }
}
