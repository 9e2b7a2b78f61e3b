//! What the forms of one language stand for.

use super::known::Known;
use crate::search::analyse::{Analyser, Form, Stems, TermUse, is_to_be_split};
use crate::search::apart::{Apart, likeliest, tells_apart};
use crate::search::decompound::{Beginnings, Decompounder, Part, Split};
use crate::search::families::{Families, Stemmed};
use crate::search::language::language;
use crate::search::lexicon::Lexicon;
use crate::search::stem::Stemmer;
use crate::search::texts::{Joined, Texts};
use crate::search::vocabulary::{Vocabulary, beginnings};
use rayon::prelude::*;
use std::borrow::Cow;

/// The terms of each form, by the numbers of the forms.
#[derive(Debug, Default)]
pub(super) struct Uses {
    ends: Vec<u32>,
    all: Vec<TermUse>,
}

/// Forms that are analysed together.
const PART: usize = 512;

impl Uses {
    /// Analyses forms, which have been looked up and are ascending, beside each other. What the words of the analyses are is known afterwards. `counts`: how
    /// often each text occurs as a form, and as the stem of one.
    pub(super) fn of_forms(forms: &[u32], known: &mut Known, counts: (&[u32], &[u32]), lang: &str, lexicon: Option<&Lexicon>) -> Self {
        let language = language(lang);
        let stemmer = Stemmer::new(language.stemmer);
        let base = known.texts.len();
        let words: &Known = known;
        let (sorted, beginnings) = beginnings(&words.texts, forms);
        let mut part_counts = counts.0.to_vec();
        language.stop_words.iter().filter_map(|word| words.texts.find(word)).for_each(|word| part_counts[word as usize] = 0);
        let vocabulary = Vocabulary { texts: &words.texts, counts: counts.0, part_counts: &part_counts, stem_counts: counts.1, beginnings: &beginnings };
        let tools = Decompounder { vocabulary, stemmer: &stemmer, language, lexicon };
        let splits = splits(&sorted, words, &tools);
        let (stem, readings) = (|form: u32| words.stem(form), |form: u32| words.readings(form));
        let apart = if tells_apart(lexicon) { apart(forms, words, &stemmer) } else { Apart::default() };
        let unread = forms.iter().filter(|form| words.readings(**form).is_empty());
        let stemmed: Vec<Stemmed> = unread.map(|form| Stemmed { form: *form, stem: stem(*form) }).collect();
        let families = Families::new(&words.texts, &stemmed, language);
        let stems = Stems { of: &stem, readings: &readings, apart: &apart, families: &families };
        let analyse = |forms: &[u32]| {
            let mut analyser = Analyser::new(&tools, &splits, stems);
            let mut uses = Vec::with_capacity(4 * forms.len());
            let mut ends = Vec::with_capacity(forms.len());
            for form in forms {
                let form = Form { id: *form, text: words.texts.get(*form), readings: words.readings(*form) };
                uses.extend_from_slice(analyser.analyse(form));
                ends.push(uses.len() as u32);
            }
            (uses, ends, analyser.texts.into_new())
        };
        let parts: Vec<(Vec<TermUse>, Vec<u32>, Texts)> = forms.par_chunks(PART).map(analyse).collect();
        let mut found = Uses { ends: Vec::with_capacity(base), all: Vec::with_capacity(parts.iter().map(|(uses, ..)| uses.len()).sum()) };
        for (forms, (uses, ends, new)) in forms.chunks(PART).zip(parts) {
            let joined = Joined::new(&mut known.texts, base, &new);
            let start = found.all.len() as u32;
            found.all.extend(uses.into_iter().map(|used| used.renumbered(|id| joined.id(id))));
            forms.iter().zip(ends).for_each(|(form, end)| found.end(*form, start + end));
        }
        found
    }

    /// Adds the terms of a form, which is higher than the earlier ones.
    pub(super) fn push(&mut self, form: u32, uses: &[TermUse]) {
        self.all.extend_from_slice(uses);
        self.end(form, self.all.len() as u32);
    }

    fn end(&mut self, form: u32, end: u32) {
        // What is no form stands for nothing.
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.resize(form as usize, before);
        self.ends.push(end);
    }

    /// The terms of a form.
    pub(super) fn of(&self, form: u32) -> &[TermUse] {
        let at = form as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(start as usize..*end as usize)).unwrap_or_default()
    }
}

/// The stems that words and parts of words have in common that the lexicon tells apart.
fn apart(forms: &[u32], words: &Known, stemmer: &Stemmer) -> Apart {
    let whole = forms.iter().map(|form| {
        let bases = likeliest(words.readings(*form)).map(|reading| reading.lemma.as_str()).collect();
        (Cow::Borrowed(words.texts.get(words.stem(*form))), bases)
    });
    let mut parts: Vec<&str> = forms.iter().flat_map(|form| likeliest(words.readings(*form))).flat_map(|reading| &reading.parts).map(String::as_str).collect();
    parts.sort_unstable();
    parts.dedup();
    Apart::new(whole.chain(parts.into_iter().map(|part| (stemmer.stem(part), vec![part]))))
}

/// The two parts of each form that is to be split: many forms are parts of others as well. In order of the alphabet, forms that begin alike come one after
/// the other.
fn splits(forms: &[u32], words: &Known, tools: &Decompounder<'_>) -> Vec<Option<Option<Split>>> {
    let split = |room: &mut Beginnings, form: &u32| {
        let to_be_split = is_to_be_split(words.readings(*form), tools.lexicon);
        to_be_split.then(|| tools.best_split(Part { text: words.texts.get(*form), form: Some(*form) }, room))
    };
    let found: Vec<Option<Option<Split>>> = forms.par_iter().with_min_len(PART).map_init(Beginnings::default, split).collect();
    let mut splits = vec![None; words.texts.len()];
    forms.iter().zip(found).for_each(|(form, split)| splits[*form as usize] = split);
    splits
}
