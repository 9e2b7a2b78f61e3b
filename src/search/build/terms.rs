//! Terms: what forms stand for, with one number for those that the same forms stand for.

use super::site::Site;
use crate::search::analyse::{Closeness, Term};
use crate::search::postings::Postings;
use crate::search::texts::sort_by_text;
use rayon::prelude::*;

/// Code of a term of another language that the key is a form of, and of one that the key only has to do with.
const OTHER_EXACT: u8 = 4;

const OTHER_LOOSE: u8 = 5;

/// No number.
const NONE: u32 = u32::MAX;

/// The numbers of terms: of this language, and of what forms of the others stand for.
pub(super) struct Terms {
    /// By language and term.
    numbers: Vec<Vec<u32>>,
    pub(super) count: usize,
}

/// A term and where its forms are among all forms.
struct Named {
    site: usize,
    term: Term,
    start: u32,
    end: u32,
}

/// The forms of all terms, in order of the terms.
#[derive(Default)]
struct Listed {
    terms: Vec<Named>,
    forms: Vec<(u32, Closeness)>,
    /// Position of each term among `terms`, by language and term.
    places: Vec<Vec<u32>>,
}

impl Terms {
    /// Numbers the terms so that equal ones (the same forms, equally close) share a number and similar names have near numbers.
    pub(super) fn new(sites: &[Site<'_>], number: usize, others: &[Vec<u32>]) -> Self {
        let mut listed = Listed { places: sites.iter().map(|site| vec![NONE; 2 * site.texts.len()]).collect(), ..Listed::default() };
        // This language's own terms come first.
        listed.add(sites, number, &sites[number].forms, true);
        for (of, forms) in others.iter().enumerate().filter(|(of, _)| *of != number) {
            listed.add(sites, of, forms, false);
        }
        let covering = listed.covering(sites, number);
        let mut ids = vec![NONE; listed.terms.len()];
        let mut count = 0;
        for (at, cover) in covering.iter().enumerate() {
            if *cover == at {
                ids[at] = count;
                count += 1;
            }
        }
        let mut numbers = listed.places;
        for number in numbers.iter_mut().flatten().filter(|number| **number != NONE) {
            *number = ids[covering[*number as usize]];
        }
        Terms { numbers, count: count as usize }
    }

    /// The number of a term of the language at `of`.
    pub(super) fn number(&self, of: usize, term: Term) -> Option<u32> {
        self.numbers.get(of)?.get(term.0 as usize).copied().filter(|number| *number != NONE)
    }
}

impl Listed {
    /// Adds the terms of these forms of the language at `of`, by name.
    fn add(&mut self, sites: &[Site<'_>], of: usize, forms: &[u32], own: bool) {
        let site = &sites[of];
        let mut counts = vec![0u32; 2 * site.texts.len()];
        forms.iter().flat_map(|form| site.uses_in(own, *form)).for_each(|used| counts[used.term.0 as usize] += 1);
        let distinct: Vec<u32> = (0u32..).zip(&counts).filter(|(_, count)| **count > 0).map(|(term, _)| term).collect();
        let mut end = self.forms.len() as u32;
        let places = &mut self.places[of];
        for term in sort_by_text(distinct.into_iter(), |term| site.texts.get(Term(term).text())) {
            let start = end;
            end += counts[term as usize];
            counts[term as usize] = start;
            places[term as usize] = self.terms.len() as u32;
            self.terms.push(Named { site: of, term: Term(term), start, end });
        }
        self.forms.resize(end as usize, (0, Closeness::Exact));
        for form in forms {
            for used in site.uses_in(own, *form) {
                let next = &mut counts[used.term.0 as usize];
                self.forms[*next as usize] = (*form, used.closeness);
                *next += 1;
            }
        }
    }

    fn forms(&self, at: usize) -> &[(u32, Closeness)] {
        self.terms.get(at).and_then(|named| self.forms.get(named.start as usize..named.end as usize)).unwrap_or_default()
    }

    /// For each term the term that takes its place: one that all its forms stand for at least as closely, so that a list of its own would find
    /// nothing more. Itself if there is none. Of equal terms the first stays.
    fn covering(&self, sites: &[Site<'_>], number: usize) -> Vec<usize> {
        let covers = |larger: usize, smaller: usize| {
            let Named { site, .. } = self.terms[smaller];
            let term = self.terms[larger].term;
            let (forms, wider) = (self.forms(smaller), self.forms(larger));
            larger != smaller
                && wider.len() >= forms.len()
                && forms
                    .iter()
                    .all(|(form, closeness)| sites[site].uses_in(site == number, *form).any(|used| used.term == term && used.closeness <= *closeness))
                && (larger < smaller || wider != forms)
        };
        let direct = |at: usize| {
            let named = &self.terms[at];
            let forms = self.forms(at);
            let limit = forms.len() * LARGEST_COVER + 2;
            let candidates = forms.first().into_iter().flat_map(|(form, _)| sites[named.site].uses_in(named.site == number, *form));
            let places = candidates.map(|used| self.places[named.site][used.term.0 as usize] as usize);
            let fitting = places.filter(|other| self.forms(*other).len() <= limit && covers(*other, at));
            fitting.min_by_key(|other| (self.forms(*other).len(), *other)).unwrap_or(at)
        };
        let direct: Vec<usize> = (0..self.terms.len()).into_par_iter().with_min_len(1_000).map(direct).collect();
        (0..self.terms.len())
            .map(|mut at| {
                for _ in 0..8 {
                    at = direct[at];
                }
                at
            })
            .collect()
    }
}

/// How many times more forms a term may have that takes another's place: a much wider one would lose what is special about it.
const LARGEST_COVER: usize = 4;

/// A term that a form stands for: its number, code for the dictionary, closeness in hundredths.
pub(super) type FormTerm = (u32, u8, u8);

/// For each form of a language, the terms that it stands for.
#[derive(Debug, Default)]
pub(super) struct TermsByForm {
    ends: Vec<u32>,
    all: Vec<FormTerm>,
}

impl TermsByForm {
    /// The terms of a form, ascending.
    pub(super) fn of(&self, form: u32) -> &[FormTerm] {
        let at = form as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(start as usize..*end as usize)).unwrap_or_default()
    }
}

/// For each language, the terms by form.
pub(super) fn terms_by_form(sites: &[Site<'_>], number: usize, others: &[Vec<u32>], terms: &Terms) -> Vec<TermsByForm> {
    let of_site = |(of, site): (usize, &Site<'_>)| {
        let own = of == number;
        let forms = if own { &site.forms } else { others.get(of).unwrap_or(&site.forms) };
        let mut by_form = TermsByForm { ends: Vec::with_capacity(site.texts.len()), all: Vec::with_capacity(4 * forms.len()) };
        let mut uses: Vec<FormTerm> = Vec::new();
        for form in forms {
            uses.clear();
            uses.extend(site.uses_in(own, *form).filter_map(|used| {
                let code = match (own, used.closeness) {
                    (true, closeness) => closeness.code() as u8,
                    (false, Closeness::Exact) => OTHER_EXACT,
                    (false, _) => OTHER_LOOSE,
                };
                Some((terms.number(of, used.term)?, code, (used.closeness.weight() * 100.0).round() as u8))
            }));
            uses.sort_unstable();
            uses.dedup_by_key(|(term, ..)| *term);
            by_form.ends.resize(*form as usize, by_form.all.len() as u32);
            by_form.all.extend_from_slice(&uses);
            by_form.ends.push(by_form.all.len() as u32);
        }
        by_form
    };
    sites.iter().enumerate().map(of_site).collect()
}

/// Terms that stand on a page, and their new numbers.
pub(super) fn used_terms(postings: &Postings, count: usize) -> (Vec<u32>, Vec<Option<u32>>) {
    let used: Vec<u32> = (0..count as u32).filter(|term| postings.has(*term)).collect();
    let mut renumbered = vec![None; count];
    for (new, old) in used.iter().enumerate() {
        renumbered[*old as usize] = Some(new as u32);
    }
    (used, renumbered)
}
