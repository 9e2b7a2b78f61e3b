//! Names of records in the query: the longest first, and with each name all other names of the record in the index's language.

use std::collections::{BTreeMap, BTreeSet};

use super::Typed;
use super::files::{Glossary, Index, Phrase};
use super::ordered::Weights;
use super::rank::{Alternative, Concept};
use super::resolution::Resolution;

/// What another name of the same thing counts.
const OTHER_NAME: f64 = 0.85;
/// How surely a word must be meant that is also a word of the site, and one that is not.
const SURE: f64 = 0.8;
const LIKELY: f64 = 0.3;
/// Records whose names may contain a word that the site does not have.
const MOST_PARTIAL: usize = 3;
/// What a term counts as part of a name, by closeness code: exact, head, base, modifier.
const CLOSENESS: [f64; 4] = [1.0, 0.34, 0.27, 0.25];

/// Concepts for the names in a query, the places of the words that they use, and what else the things are called.
#[derive(Default)]
pub(super) struct PhraseConcepts {
    pub(super) concepts: Vec<Concept>,
    pub(super) used: BTreeSet<usize>,
    pub(super) names: Vec<String>,
}

/// A name that stands in the query.
struct NameHit {
    concept: usize,
    phrase: usize,
    from: usize,
    length: usize,
    weight: f64,
}

fn phrase_words(phrase: &Phrase) -> Option<Vec<Weights>> {
    let words = phrase.terms.as_ref()?.iter().map(|word| {
        let mut terms = Weights::default();
        for (term, code) in word {
            if let Some(closeness) = CLOSENESS.get(usize::from(*code)) {
                terms.raise(*term, *closeness);
            }
        }
        terms
    });
    Some(words.filter(|terms| !terms.is_empty()).collect())
}

/// Words of the glossary that a typed word may be.
fn meant(resolution: &Resolution) -> Weights {
    let least = if resolution.exact { SURE } else { LIKELY };
    let mut weights = Weights::default();
    resolution.glossary.iter().filter(|(_, weight)| *weight >= least).for_each(|(word, weight)| weights.raise(word, weight));
    weights
}

/// Every name that stands in the query.
fn names_in(glossary: &Glossary, sets: &[Weights], joined: &[Option<Weights>], words: &[Typed]) -> Vec<NameHit> {
    let mut hits = Vec::new();
    for at in 0..sets.len() {
        let here = std::iter::once(&sets[at]).chain(&joined[at]);
        let places: BTreeSet<(usize, usize)> =
            here.flat_map(|set| set.iter()).flat_map(|(word, _)| glossary.by_word.get(&word).into_iter().flatten().copied()).collect();
        for (concept, phrase) in places {
            for sequence in &glossary.concepts[concept][phrase].sequences {
                if let Some((length, weight)) = stands(sequence, at, sets, joined, words) {
                    hits.push(NameHit { concept, phrase, from: at, length, weight });
                }
            }
        }
    }
    hits
}

/// Whether a sequence of glossary words stands at a place: how many words it takes and how surely it is meant.
fn stands(sequence: &[u32], at: usize, sets: &[Weights], joined: &[Option<Weights>], words: &[Typed]) -> Option<(usize, f64)> {
    let (mut weight, mut position) = (1.0_f64, at);
    for wanted in sequence {
        let whole = joined.get(position).and_then(|set| set.as_ref()?.get(*wanted));
        let own = sets.get(position).and_then(|set| set.get(*wanted));
        let here = match (whole, own) {
            (None, None) => return None,
            (whole, own) => whole.unwrap_or(0.0).max(own.unwrap_or(0.0)),
        };
        weight = weight.min(here);
        let takes_whole = whole.is_some_and(|whole| own.is_none_or(|own| own < whole));
        position += if takes_whole { words[position].span } else { 1 };
    }
    Some((position - at, weight))
}

/// Records that have a word in one of their names, with how surely they are meant by it alone.
fn partial_names(glossary: &Glossary, set: &Weights) -> Vec<(usize, f64)> {
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for (word, weight) in set.iter() {
        for (concept, number) in glossary.by_word.get(&word).into_iter().flatten() {
            let phrase = &glossary.concepts[*concept][*number];
            let Some(at) = phrase.sequences.first().and_then(|sequence| sequence.iter().position(|other| *other == word)) else { continue };
            let share = phrase.letters[at] as f64 / phrase.letters.iter().sum::<usize>() as f64;
            let value = weight * (0.3 + 0.7 * share);
            let known = best.entry(*concept).or_insert(value);
            *known = known.max(value);
        }
    }
    let mut best: Vec<(usize, f64)> = best.into_iter().collect();
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(MOST_PARTIAL);
    best
}

/// The other names of a record as alternatives.
fn other_names(phrases: &[Phrase], except: Option<usize>, weight: f64) -> Vec<Alternative> {
    let others = phrases.iter().enumerate().filter(|(number, _)| Some(*number) != except);
    others
        .filter_map(|(_, phrase)| Some((phrase_words(phrase).filter(|words| !words.is_empty())?, phrase)))
        .map(|(words, phrase)| Alternative { weight: OTHER_NAME * weight, words, name: if weight >= SURE { phrase.text.clone() } else { String::new() } })
        .collect()
}

/// Concepts for the names in a query.
pub(super) fn phrase_concepts(index: &Index, resolutions: &[Resolution], joined: &[Option<Resolution>], words: &[Typed]) -> PhraseConcepts {
    let mut out = PhraseConcepts::default();
    let sets: Vec<Weights> = resolutions.iter().map(meant).collect();
    let joined_sets: Vec<Option<Weights>> = joined.iter().map(|resolution| resolution.as_ref().map(meant)).collect();
    let glossary = &index.glossary;
    let mut hits = names_in(glossary, &sets, &joined_sets, words);
    hits.sort_by(|a, b| b.length.cmp(&a.length).then(b.weight.total_cmp(&a.weight)).then((a.from, a.concept, a.phrase).cmp(&(b.from, b.concept, b.phrase))));
    let mut spans: Vec<(usize, usize, Vec<NameHit>)> = Vec::new();
    for hit in hits {
        let same = |from: usize, length: usize| hit.from == from && hit.length == length;
        if spans.iter().any(|(from, length, _)| hit.from < from + length && *from < hit.from + hit.length && !same(*from, *length)) {
            continue;
        }
        match spans.iter_mut().find(|(from, ..)| *from == hit.from) {
            Some((.., names)) => names.push(hit),
            None => spans.push((hit.from, hit.length, vec![hit])),
        }
    }
    for (from, length, names) in spans {
        let own = &resolutions[from..(from + length).min(resolutions.len())];
        out.used.extend(from..from + length);
        let known = own.iter().all(|resolution| !resolution.terms.is_empty());
        let mut alternatives = vec![Alternative::of_words(if known { 1.0 } else { 0.5 }, own.iter().map(|resolution| resolution.terms.clone()).collect())];
        if let Some(joined) = joined[from].as_ref().filter(|joined| !joined.terms.is_empty()) {
            alternatives.push(Alternative::of_words(1.0, vec![joined.terms.clone()]));
        }
        for name in &names {
            let phrases = &glossary.concepts[name.concept];
            alternatives.extend(other_names(phrases, Some(name.phrase), name.weight));
            out.names.extend(
                phrases
                    .iter()
                    .filter(|phrase| phrase.terms.is_some())
                    .map(|phrase| phrase.text.clone())
                    .filter(|text| !out.names.contains(text))
                    .collect::<Vec<_>>(),
            );
        }
        out.concepts.push(Concept { alternatives });
    }
    for (at, resolution) in resolutions.iter().enumerate() {
        if out.used.contains(&at) || resolution.exact || sets[at].is_empty() {
            continue;
        }
        let others: Vec<Alternative> =
            partial_names(glossary, &sets[at]).into_iter().flat_map(|(concept, weight)| other_names(&glossary.concepts[concept], None, weight)).collect();
        if !others.is_empty() {
            out.used.insert(at);
            let own = Alternative::of_words(1.0, vec![resolution.terms.clone()]);
            out.concepts.push(Concept { alternatives: std::iter::once(own).chain(others).collect() });
        }
    }
    out
}
