//! Terms: what forms stand for, with one number for those that the same forms stand for.

use super::site::Site;
use crate::search::analyse::Closeness;
use crate::search::postings::Postings;
use ahash::AHashMap as HashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Code of a term of another language that the key is a form of, and of one that the key only has to do with.
const OTHER_EXACT: u8 = 4;

const OTHER_LOOSE: u8 = 5;

/// A term as its language names it: the language (0 is the index's own), its name and its family.
type TermKey<'a> = (usize, &'a str, &'a str);

/// Terms by name: of this language, or with another language's name before them.
pub(super) struct Terms {
    pub(super) numbers: HashMap<String, u32>,
    pub(super) count: usize,
}

impl Terms {
    /// Numbers the terms so that equal ones (the same forms, equally close) share a number and similar names have near numbers.
    pub(super) fn new(sites: &[Site<'_>], number: usize, others: &[Vec<u32>]) -> Self {
        let mut forms_of: BTreeMap<TermKey<'_>, Vec<(u32, Closeness)>> = BTreeMap::new();
        for (of, site) in sites.iter().enumerate() {
            let mut add = |form: u32| {
                for used in site.uses.get(form as usize).into_iter().flatten() {
                    let (family, name) = used.term.split_at(2);
                    forms_of.entry((if of == number { 0 } else { of + 1 }, name, family)).or_default().push((form, used.closeness));
                }
            };
            if of == number {
                (0..site.uses.len() as u32).for_each(&mut add);
            } else if let Some(forms) = others.get(of) {
                forms.iter().copied().for_each(&mut add);
            }
        }
        let forms_of: Vec<_> = forms_of
            .into_iter()
            .map(|(name, mut forms)| {
                forms.sort_unstable();
                (name, forms)
            })
            .collect();
        let covering = covering_terms(&forms_of);
        let mut ids = vec![None; forms_of.len()];
        let mut count = 0;
        for (at, cover) in covering.iter().enumerate() {
            if *cover == at {
                ids[at] = Some(count);
                count += 1;
            }
        }
        let numbers =
            forms_of.iter().zip(&covering).filter_map(|(((of, name, family), _), cover)| Some((term_name(*of, family, name), ids[*cover]?))).collect();
        Terms { numbers, count: count as usize }
    }

    pub(super) fn number(&self, of: usize, term: &str) -> Option<u32> {
        let (family, name) = term.split_at(2);
        self.numbers.get(&term_name(of, family, name)).copied()
    }
}

/// Name of a term (language, word, family) and the forms that stand for it, ascending.
type NamedForms<'a> = ((usize, &'a str, &'a str), Vec<(u32, Closeness)>);

/// For each term the term that takes its place: one that all its forms stand for at least as closely, so that a list of its own would find nothing
/// more. Itself if there is none. Of equal terms the first stays.
fn covering_terms(terms: &[NamedForms<'_>]) -> Vec<usize> {
    let mut of_form: HashMap<(usize, u32), Vec<(usize, Closeness)>> = HashMap::default();
    for (at, ((of, ..), forms)) in terms.iter().enumerate() {
        for (form, closeness) in forms {
            of_form.entry((*of, *form)).or_default().push((at, *closeness));
        }
    }
    let covers = |larger: usize, smaller: usize| {
        let ((of, ..), forms) = &terms[smaller];
        let same = terms[larger].1.len() == forms.len();
        let every = forms
            .iter()
            .all(|(form, closeness)| of_form.get(&(*of, *form)).is_some_and(|uses| uses.iter().any(|(at, other)| *at == larger && other <= closeness)));
        let mutual = same && terms[larger].1 == *forms;
        every && larger != smaller && (!mutual || larger < smaller)
    };
    let direct: Vec<usize> = (0..terms.len())
        .into_par_iter()
        .map(|at| {
            let ((of, ..), forms) = &terms[at];
            let candidates = forms.first().and_then(|(form, _)| of_form.get(&(*of, *form)));
            let limit = forms.len() * LARGEST_COVER + 2;
            let fitting = candidates.into_iter().flatten().map(|(other, _)| *other).filter(|other| terms[*other].1.len() <= limit && covers(*other, at));
            fitting.min_by_key(|other| (terms[*other].1.len(), *other)).unwrap_or(at)
        })
        .collect();
    (0..terms.len())
        .map(|mut at| {
            for _ in 0..8 {
                at = direct[at];
            }
            at
        })
        .collect()
}

/// How many times more forms a term may have that takes another's place: a much wider one would lose what is special about it.
const LARGEST_COVER: usize = 4;

fn term_name(of: usize, family: &str, name: &str) -> String {
    format!("{of} {family}{name}")
}

/// For each form of a language, the terms that it stands for: term, code for the dictionary, closeness in hundredths.
pub(super) type TermsByForm = Vec<Vec<(u32, u8, u32)>>;

/// For each language, the terms by form.
pub(super) fn terms_by_form(sites: &[Site<'_>], number: usize, others: &[Vec<u32>], terms: &Terms) -> Vec<TermsByForm> {
    sites
        .iter()
        .enumerate()
        .map(|(of, site)| {
            let of_form = |form: usize| -> Vec<(u32, u8, u32)> {
                let own = of == number;
                let wanted = own || others.get(of).is_some_and(|forms| forms.binary_search(&(form as u32)).is_ok());
                if !wanted {
                    return Vec::new();
                }
                let mut uses: Vec<(u32, u8, u32)> = site.uses[form]
                    .iter()
                    .filter_map(|used| {
                        let code = match (own, used.closeness) {
                            (true, closeness) => closeness.code() as u8,
                            (false, Closeness::Exact) => OTHER_EXACT,
                            (false, _) => OTHER_LOOSE,
                        };
                        Some((terms.number(if own { 0 } else { of + 1 }, &used.term)?, code, (used.closeness.weight() * 100.0).round() as u32))
                    })
                    .collect();
                uses.sort_unstable();
                uses.dedup_by_key(|(term, ..)| *term);
                uses
            };
            (0..site.uses.len()).into_par_iter().map(of_form).collect()
        })
        .collect()
}

/// Terms that stand on a page, and their new numbers.
pub(super) fn used_terms(postings: &Postings, count: usize) -> (Vec<u32>, Vec<Option<u32>>) {
    let used: Vec<u32> = (0..count as u32).filter(|term| postings.page_count(*term) > 0).collect();
    let mut renumbered = vec![None; count];
    for (new, old) in used.iter().enumerate() {
        renumbered[*old as usize] = Some(new as u32);
    }
    (used, renumbered)
}
