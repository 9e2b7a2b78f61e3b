//! The dictionary: every form that a reader may type, with the terms that it stands for.

use super::site::Site;
use super::terms::{Terms, TermsByForm};
use crate::search::dictionary::{Dictionary, Entry};

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
    /// It is a form of words of the glossary: of the language at this position, at this place among its own.
    Glossary(usize, usize),
}

pub(super) fn dictionary<'a>(sites: &'a [Site<'_>], number: usize, others: &[Vec<u32>], terms: &Terms, resolve: &Resolve<'_>) -> Dictionary<'a> {
    let site = &sites[number];
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
    for (of, site) in sites.iter().enumerate() {
        keys.extend(site.of_glossary.iter().zip(0..).map(|((form, _), at)| (site.texts.get(*form), Reason::Glossary(of, at))));
    }
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
                Reason::Glossary(of, at) => entry.glossary.extend(sites[*of].of_glossary.get(*at).into_iter().flat_map(|(_, numbers)| numbers)),
            }
        }
        entry.glossary.sort_unstable();
        entry.glossary.dedup();
    })
}
