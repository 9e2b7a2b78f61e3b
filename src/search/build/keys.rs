//! The dictionary: every form that a reader may type, with the terms that it stands for.

use super::site::Site;
use super::terms::Terms;
use crate::search::analyse::Closeness;
use crate::search::dictionary::Dictionary;
use crate::search::glossary::Glossary;
use ahash::AHashMap as HashMap;
use std::collections::BTreeMap;

pub(super) fn dictionary(
    sites: &[Site<'_>],
    number: usize,
    others: &[Vec<u32>],
    glossary: &Glossary,
    terms: &Terms,
    renumbered: &[Option<u32>],
    resolve: &dyn Fn(usize, u32) -> Vec<(u32, u8)>,
) -> Dictionary {
    let site = &sites[number];
    let mut dictionary = Dictionary::default();
    for ((form, _), id) in site.vocabulary.forms().iter().zip(0..) {
        let entry = dictionary.entry(form);
        entry.terms = resolve(number, id);
        entry.on_pages = true;
    }
    // Lemmas and parts that no page has as a word of its own.
    for used in site.uses.iter().flatten().filter(|used| site.vocabulary.id(&used.word).is_none()) {
        if let Some(term) = terms.number(0, &used.term).and_then(|term| renumbered.get(term as usize).copied().flatten()) {
            let entry = dictionary.entry(&used.word);
            if !entry.terms.contains(&(term, 0)) {
                entry.terms.push((term, 0));
                entry.terms.sort_unstable();
            }
        }
    }
    for (of, other) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        for form in others.get(of).into_iter().flatten() {
            if let Some((word, _)) = other.vocabulary.forms().get(*form as usize) {
                dictionary.entry(word).terms.extend(resolve(of, *form));
            }
        }
    }
    for (word, numbers) in glossary_forms(sites, glossary) {
        dictionary.entry(word).glossary = numbers;
    }
    dictionary
}

/// Per form of any language the glossary words that it is a form of.
fn glossary_forms<'a>(sites: &'a [Site<'_>], glossary: &Glossary) -> BTreeMap<&'a str, Vec<u32>> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (of, site) in sites.iter().enumerate() {
        let mut by_term: HashMap<&str, Vec<u32>> = HashMap::default();
        for ((lang, word), number) in &glossary.words {
            if *lang == of {
                for used in site.uses_of(word).iter().filter(|used| used.closeness == Closeness::Exact) {
                    by_term.entry(used.term.as_str()).or_default().push(*number);
                }
            }
        }
        for ((form, _), uses) in site.vocabulary.forms().iter().zip(&site.uses) {
            let exact = uses.iter().filter(|used| used.closeness == Closeness::Exact);
            let numbers: Vec<u32> = exact.filter_map(|used| by_term.get(used.term.as_str())).flatten().copied().collect();
            if !numbers.is_empty() {
                found.entry(form).or_default().extend(numbers);
            }
        }
    }
    for numbers in found.values_mut() {
        numbers.sort_unstable();
        numbers.dedup();
    }
    found
}
