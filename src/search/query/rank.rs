//! Scores pages. The files hold the page-dependent part of BM25; this multiplies it by the rarity of the term, `ln(1 + (N - df + 0.5) / (df + 0.5))`, takes
//! per concept the best alternative, adds concepts up and weighs by the share of concepts that the page meets, so that a missing word never empties the list.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::QueryError;
use super::files::{Index, List};
use super::ordered::Weights;

/// Strengths in the files are fractions of k1 + 1 in this many steps.
const PAGE_SCALE: f64 = 2.2 / 63.0;
const SECTION_SCALE: f64 = 2.2 / 15.0;
/// Share of the score that depends on how many concepts are met.
const COORDINATION: f64 = 0.65;
/// Weight from which a term is the word's own.
const OWN: f64 = 0.8;
/// What further terms of one word add beyond the best.
const FURTHER: f64 = 0.3;
/// How much the words of a name that are not met take from the others.
const STRICTNESS: f64 = 1.5;
/// Share of the best score from which a concept counts as met in full.
const MET: f64 = 0.25;
/// What the best section adds to the page's score.
const SECTION: f64 = 0.5;
/// Pages whose sections are scored.
pub(super) const CANDIDATES: usize = 60;
/// Terms of one word that are looked up.
const MOST_TERMS: usize = 32;
/// Files of postings that one search may load.
const MOST_FILES: usize = 6;
/// Rarity below which the weaker part of a long list is not worth loading.
const LEAST_RARITY: f64 = 1.0;
/// Share of the best score below which a page is no result.
const CUT: f64 = 0.04;

/// A weight, and per word its terms with weights.
#[derive(Debug, Clone)]
pub(super) struct Alternative {
    pub(super) weight: f64,
    pub(super) words: Vec<Weights>,
    /// Of a name that is surely meant, its text.
    pub(super) name: String,
}

impl Alternative {
    /// Words that are no name.
    pub(super) fn of_words(weight: f64, words: Vec<Weights>) -> Self {
        Alternative { weight, words, name: String::new() }
    }
}

/// One thing that is searched for.
#[derive(Debug, Clone)]
pub(super) struct Concept {
    pub(super) alternatives: Vec<Alternative>,
}

impl Concept {
    /// Terms with their weights, as often as they occur.
    pub(super) fn weights(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.alternatives
            .iter()
            .flat_map(|alternative| alternative.words.iter().flat_map(move |terms| terms.iter().map(move |(term, value)| (term, value * alternative.weight))))
    }
}

/// What a query asks for.
#[derive(Debug, Default)]
pub(super) struct Sought {
    pub(super) concepts: Vec<Concept>,
    /// Words that say nothing alone: a page need not meet them, but they add to its score.
    pub(super) aside: Vec<Concept>,
}

impl Sought {
    fn all(&self) -> impl Iterator<Item = &Concept> {
        self.concepts.iter().chain(&self.aside)
    }
}

/// A page with its best section.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ranked {
    pub(super) page: usize,
    pub(super) section: usize,
    pub(super) score: f64,
}

fn rarity(count: usize, total: usize) -> f64 {
    (1.0 + (total as f64 - count as f64 + 0.5) / (count as f64 + 0.5)).ln()
}

fn by_weight(a: &(u32, f64), b: &(u32, f64)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// Chooses terms: the strongest, of few files.
fn choose_terms(index: &Index, sought: &Sought) -> BTreeSet<u32> {
    let mut strongest = Weights::default();
    for alternative in sought.all().flat_map(|concept| &concept.alternatives) {
        for terms in &alternative.words {
            let mut ranked: Vec<(u32, f64)> = terms.iter().collect();
            ranked.sort_by(by_weight);
            ranked.truncate(MOST_TERMS);
            ranked.into_iter().for_each(|(term, value)| strongest.raise(term, value * alternative.weight));
        }
    }
    let mut strongest: Vec<(u32, f64)> = strongest.iter().collect();
    if index.whole {
        return strongest.into_iter().map(|(term, _)| term).collect();
    }
    strongest.sort_by(by_weight);
    let mut files = BTreeSet::new();
    let mut chosen = BTreeSet::new();
    for (term, _) in strongest {
        let file = index.list_file(term);
        if files.contains(&file) || files.len() < MOST_FILES {
            files.insert(file);
            chosen.insert(term);
        }
    }
    chosen
}

/// Lists of the chosen terms; both blocks of long ones where several concepts meet.
fn load_lists(index: &Index, sought: &Sought) -> Result<BTreeMap<u32, Vec<List>>, QueryError> {
    let mut lists = BTreeMap::new();
    for term in choose_terms(index, sought) {
        let list = index.list(term)?;
        let wanted = list.pages.len() < list.page_count && sought.concepts.len() > 1 && rarity(list.page_count, index.manifest.pages) >= LEAST_RARITY;
        let rest = if wanted { index.rest(term)? } else { None };
        lists.insert(term, std::iter::once(list).chain(rest).collect());
    }
    Ok(lists)
}

/// The rarity of the terms that surely are the word's own; boundless if there are none.
fn rarity_of_own<'a>(words: impl IntoIterator<Item = &'a Weights>, rarity_of: &impl Fn(u32) -> f64) -> f64 {
    let own = words.into_iter().flat_map(Weights::iter).filter(|(_, weight)| *weight >= OWN);
    let highest = own.map(|(term, _)| rarity_of(term)).fold(0.0, f64::max);
    if highest > 0.0 { highest } else { f64::INFINITY }
}

/// Scores units (pages or sections) by concepts. Per word counts the best term plus a little of the others. No term counts as rarer than the word's own
/// terms: a seldom used relative of a common word is not what tells pages apart. A name counts by the share of its words that are met: else pages with
/// a common word of a long name would stand before those about the thing.
fn score_units(sought: &Sought, rarity_of: impl Fn(u32) -> f64, strengths: &HashMap<u32, Vec<(usize, f64)>>) -> BTreeMap<usize, f64> {
    let mut total: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for (at, concept) in sought.all().enumerate() {
        let cap = concept.alternatives.first().map_or(f64::INFINITY, |first| rarity_of_own(&first.words, &rarity_of));
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for alternative in &concept.alternatives {
            let mut sum: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
            for terms in &alternative.words {
                let most = cap.min(rarity_of_own([terms], &rarity_of));
                let mut of_word: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
                for (term, weight) in terms.iter() {
                    let factor = weight * alternative.weight * most.min(rarity_of(term));
                    for (unit, strength) in strengths.get(&term).into_iter().flatten() {
                        let (top, all) = of_word.entry(*unit).or_default();
                        *top = top.max(factor * strength);
                        *all += factor * strength;
                    }
                }
                for (unit, (top, all)) in of_word {
                    let (value, words) = sum.entry(unit).or_default();
                    *value += top + FURTHER * (all - top);
                    *words += 1.0;
                }
            }
            let count = alternative.words.len() as f64;
            for (unit, (value, words)) in sum {
                let known = best.entry(unit).or_default();
                *known = known.max(value * (words / count).powf(STRICTNESS));
            }
        }
        let highest = best.values().copied().fold(0.0, f64::max);
        let full = if highest > 0.0 { MET * highest } else { 1.0 };
        for (unit, value) in best {
            let (sum, met) = total.entry(unit).or_default();
            *sum += value;
            if at < sought.concepts.len() {
                *met += (value / full).min(1.0);
            }
        }
    }
    let count = sought.concepts.len() as f64;
    total.into_iter().map(|(unit, (sum, met))| (unit, sum * (1.0 - COORDINATION + (COORDINATION * met) / count))).collect()
}

fn by_score(a: &(usize, f64), b: &(usize, f64)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// The best pages, each with its best section.
pub(super) fn rank(index: &Index, sought: &Sought, limit: usize) -> Result<Vec<Ranked>, QueryError> {
    let lists = load_lists(index, sought)?;
    let first = |term: u32| lists.get(&term).and_then(|blocks| blocks.first());
    let page_rarity = |term: u32| first(term).map_or(0.0, |list| rarity(list.page_count, index.manifest.pages));
    let section_rarity = |term: u32| first(term).map_or(0.0, |list| rarity(list.section_count, index.manifest.sections));
    let of_pages = lists.iter().map(|(term, blocks)| {
        let pages = blocks.iter().flat_map(|list| &list.pages).map(|(page, strength, _)| (*page, f64::from(*strength) * PAGE_SCALE));
        (*term, pages.collect())
    });
    let mut candidates: Vec<(usize, f64)> = score_units(sought, page_rarity, &of_pages.collect()).into_iter().collect();
    candidates.sort_by(by_score);
    candidates.truncate(CANDIDATES.max(limit));
    let pages: BTreeSet<usize> = candidates.iter().map(|(page, _)| *page).collect();
    let mut units: Vec<(usize, usize)> = Vec::new();
    let mut numbers: HashMap<(usize, usize), usize> = HashMap::new();
    let mut of_sections: HashMap<u32, Vec<(usize, f64)>> = HashMap::new();
    for (term, list) in lists.iter().flat_map(|(term, blocks)| blocks.iter().map(move |list| (*term, list))) {
        for (page, _, sections) in list.pages.iter().filter(|(page, ..)| pages.contains(page)) {
            for (section, strength) in sections {
                let number = *numbers.entry((*page, *section)).or_insert_with(|| {
                    units.push((*page, *section));
                    units.len() - 1
                });
                of_sections.entry(term).or_default().push((number, f64::from(*strength) * SECTION_SCALE));
            }
        }
    }
    let mut best: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    let mut sections: Vec<(usize, f64)> = score_units(sought, section_rarity, &of_sections).into_iter().collect();
    sections.sort_by_key(|(unit, _)| units[*unit]);
    for (unit, score) in sections {
        let (page, section) = units[unit];
        let known = best.entry(page).or_insert((section, score));
        if score > known.1 {
            *known = (section, score);
        }
    }
    let mut ranked: Vec<(usize, f64)> =
        candidates.into_iter().map(|(page, score)| (page, score + SECTION * best.get(&page).map_or(0.0, |(_, section)| *section))).collect();
    ranked.sort_by(by_score);
    let cut = ranked.first().map_or(0.0, |(_, score)| score * CUT);
    let kept = ranked.into_iter().filter(|(_, score)| *score >= cut).take(limit);
    Ok(kept.map(|(page, score)| Ranked { page, section: best.get(&page).map_or(0, |(section, _)| *section), score }).collect())
}
