//! The pages of one language, read and analysed.

use super::abroad::Abroad;
use super::known::Known;
use super::pages::{Facts, Page, Pages};
use super::uses::Uses;
use crate::search::analyse::{Closeness, Term, TermUse};
use crate::search::glossary::Glossary;
use crate::search::input::SearchInput;
use crate::search::texts::Texts;
use ahash::AHashMap as HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// The pages of one language, read and analysed. Forms are numbers of texts.
pub(super) struct Site<'a> {
    pub(super) lang: &'a str,
    /// What is known of each page.
    pub(super) facts: &'a [Arc<Facts>],
    pub(super) pages: &'a [Arc<Page>],
    pub(super) texts: &'a Texts,
    /// The distinct forms of the pages and of the glossary's names, ascending.
    pub(super) forms: Vec<u32>,
    /// How often each text occurs as a form.
    counts: Vec<u32>,
    uses: Uses,
    /// Page and section of each key that languages share.
    pub(super) keys: HashMap<&'a str, (usize, usize)>,
    /// The forms that are forms of words of the glossary, with the numbers of these.
    pub(super) of_glossary: Vec<(u32, Vec<u32>)>,
}

impl<'a> Site<'a> {
    /// Analyses the words of pages.
    pub(super) fn new(input: &'a SearchInput, glossary: &Glossary, number: usize, pages: &'a Pages, known: &'a mut Known) -> Self {
        let Pages { facts, pages } = pages;
        let lang = input.languages.get(number).map_or("", String::as_str);
        let names: Vec<u32> = glossary.words.keys().filter(|(of, _)| *of == number).map(|(_, word)| known.texts.add(word)).collect();
        let mut counts = vec![0; known.texts.len()];
        pages.iter().flat_map(|page| page.words()).chain(&names).for_each(|form| counts[*form as usize] += 1);
        let forms: Vec<u32> = (0u32..).zip(&counts).filter(|(_, count)| **count > 0).map(|(form, _)| form).collect();
        let lexicon = input.lexicons.get(lang);
        known.look_up(&forms, lang, lexicon);
        counts.resize(known.texts.len(), 0);
        let mut stem_counts = vec![0; known.texts.len()];
        forms.iter().for_each(|form| stem_counts[known.stem(*form) as usize] += counts[*form as usize]);
        let uses = Uses::of_forms(&forms, known, (&counts, &stem_counts), lang, lexicon);
        let (texts, keys) = (&known.texts, keys(facts));
        Site { lang, facts, pages, texts, forms, counts, uses, keys, of_glossary: Vec::new() }.with_glossary(glossary, number)
    }

    /// A language of which only the other languages' indexes are made.
    pub(super) fn of_abroad(abroad: &'a mut Abroad, glossary: &Glossary, number: usize) -> Self {
        let uses = std::mem::take(&mut abroad.uses);
        let Abroad { facts, pages, texts, forms, .. } = abroad;
        let (keys, forms, counts) = (keys(facts), (0..*forms).collect(), vec![1; *forms as usize]);
        Site { lang: "", facts, pages, texts, forms, counts, uses, keys, of_glossary: Vec::new() }.with_glossary(glossary, number)
    }

    fn with_glossary(self, glossary: &Glossary, number: usize) -> Self {
        let mut by_term: HashMap<Term, Vec<u32>> = HashMap::default();
        for ((_, word), number) in glossary.words.iter().filter(|((lang, _), _)| *lang == number) {
            self.form(word).into_iter().flat_map(|form| self.exact(form)).for_each(|term| by_term.entry(term).or_default().push(*number));
        }
        let numbers = |form: &u32| {
            let numbers: Vec<u32> = self.exact(*form).filter_map(|term| by_term.get(&term)).flatten().copied().collect();
            (!numbers.is_empty()).then_some((*form, numbers))
        };
        let of_glossary = self.forms.par_iter().with_min_len(1_000).filter_map(numbers).collect();
        Site { of_glossary, ..self }
    }

    /// The terms of which a form is a form.
    fn exact(&self, form: u32) -> impl Iterator<Item = Term> {
        self.uses(form).iter().filter(|used| used.closeness.within_family() == Closeness::Exact).map(|used| used.term)
    }

    /// What a form stands for.
    pub(super) fn uses(&self, form: u32) -> &[TermUse] {
        self.uses.of(form)
    }

    /// What a form stands for in the index of its own language, or of another: there a stem is that of a word's own forms alone. Who types a name of
    /// another language has it from somewhere, as it is written.
    pub(super) fn uses_in(&self, own: bool, form: u32) -> impl Iterator<Item = TermUse> {
        let uses = self.uses(form).iter().filter(move |used| own || used.closeness != Closeness::Family);
        uses.map(|used| TermUse { closeness: used.closeness.within_family(), ..*used })
    }

    /// The number of a form of the pages or of a name of the glossary.
    pub(super) fn form(&self, word: &str) -> Option<u32> {
        self.texts.find(word).filter(|id| self.is_form(*id))
    }

    /// Whether a text is a form.
    pub(super) fn is_form(&self, id: u32) -> bool {
        self.counts.get(id as usize).is_some_and(|count| *count > 0)
    }
}

fn keys(facts: &[Arc<Facts>]) -> HashMap<&str, (usize, usize)> {
    let mut keys = HashMap::default();
    for (page, facts) in facts.iter().enumerate() {
        let sections = facts.keys.iter().enumerate().filter(|(_, key)| !key.is_empty());
        keys.extend(sections.map(|(section, key)| (key.as_str(), (page, section))));
    }
    keys
}
