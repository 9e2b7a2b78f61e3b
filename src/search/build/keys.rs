//! The dictionary: every form that a reader may type, with the terms that it stands for.

use super::site::Site;
use super::terms::{Terms, TermsByForm};
use crate::search::analyse::{Closeness, Term};
use crate::search::dictionary::{Dictionary, Entry};
use crate::search::glossary::Glossary;
use ahash::AHashMap as HashMap;
use rayon::prelude::*;

/// What a key leads to: numbers and codes of the terms that stand on pages.
pub(super) struct Resolve<'a> {
    pub(super) by_form: &'a [TermsByForm],
    /// The numbers in the files of the terms that stand on pages.
    pub(super) renumbered: &'a [Option<u32>],
}

impl Resolve<'_> {
    fn number(&self, term: u32) -> Option<u32> {
        self.renumbered.get(term as usize).copied().flatten()
    }

    /// The terms of a form of the language at `of`, ascending.
    pub(super) fn terms(&self, of: usize, form: u32) -> impl Iterator<Item = (u32, u8)> {
        // They are in order already: numbers in the files are in the order of the terms.
        let terms = self.by_form.get(of).map_or(&[][..], |terms| terms.of(form));
        terms.iter().filter_map(|(term, code, _)| Some((self.number(*term)?, *code)))
    }
}

/// Why a word is a key.
#[derive(Clone, Copy)]
enum Reason {
    /// It is a form of this language, with this number.
    Own(u32),
    /// It is a lemma or part that no page has as a word of its own: of this term.
    Part(u32),
    /// It is a form of the language at this position.
    Other(usize, u32),
    /// It is a form of these words of the glossary.
    Glossary(usize),
}

pub(super) fn dictionary<'a>(
    sites: &'a [Site<'_>],
    number: usize,
    others: &[Vec<u32>],
    glossary: &Glossary,
    terms: &Terms,
    resolve: &Resolve<'_>,
) -> Dictionary<'a> {
    let site = &sites[number];
    let of_glossary = glossary_forms(sites, glossary);
    let mut keys: Vec<(&str, Reason)> = site.forms.iter().map(|form| (site.texts.get(*form), Reason::Own(*form))).collect();
    // Forms of the same word have the same parts, and mostly one after the other.
    let mut latest = vec![u32::MAX; site.texts.len()];
    for used in site.forms.iter().flat_map(|form| site.uses(*form)).filter(|used| !site.is_form(used.word)) {
        let Some(term) = terms.number(number, used.term).and_then(|term| resolve.number(term)) else { continue };
        if std::mem::replace(&mut latest[used.word as usize], term) != term {
            keys.push((site.texts.get(used.word), Reason::Part(term)));
        }
    }
    for (of, other) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        keys.extend(others.get(of).into_iter().flatten().map(|form| (other.texts.get(*form), Reason::Other(of, *form))));
    }
    keys.extend(of_glossary.iter().zip(0..).map(|((word, _), at)| (*word, Reason::Glossary(at))));
    Dictionary::new(keys, |reasons, entry: &mut Entry| {
        for (_, reason) in reasons {
            match reason {
                Reason::Own(form) => {
                    entry.terms.extend(resolve.terms(number, *form));
                    entry.on_pages = true;
                }
                Reason::Part(term) => {
                    if !entry.terms.contains(&(*term, 0)) {
                        entry.terms.push((*term, 0));
                        entry.terms.sort_unstable();
                    }
                }
                Reason::Other(of, form) => entry.terms.extend(resolve.terms(*of, *form)),
                Reason::Glossary(at) => entry.glossary.extend(of_glossary.get(*at).into_iter().flat_map(|(_, numbers)| numbers)),
            }
        }
        entry.glossary.sort_unstable();
        entry.glossary.dedup();
    })
}

/// The forms of every language that are forms of glossary words, with the numbers of these.
fn glossary_forms<'a>(sites: &'a [Site<'_>], glossary: &Glossary) -> Vec<(&'a str, Vec<u32>)> {
    let mut found = Vec::new();
    for (of, site) in sites.iter().enumerate() {
        let mut by_term: HashMap<Term, Vec<u32>> = HashMap::default();
        for ((lang, word), number) in &glossary.words {
            if *lang == of {
                for used in site.form(word).map_or(&[][..], |form| site.uses(form)).iter().filter(|used| used.closeness == Closeness::Exact) {
                    by_term.entry(used.term).or_default().push(*number);
                }
            }
        }
        let numbers = |form: &u32| {
            let exact = site.uses(*form).iter().filter(|used| used.closeness == Closeness::Exact);
            let numbers: Vec<u32> = exact.filter_map(|used| by_term.get(&used.term)).flatten().copied().collect();
            (!numbers.is_empty()).then(|| (site.texts.get(*form), numbers))
        };
        found.par_extend(site.forms.par_iter().with_min_len(1_000).filter_map(numbers));
    }
    found
}
