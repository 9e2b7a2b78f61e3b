//! Every word of the records that proofs look for in prose, in one automaton per language.

use super::prose::{Prose, fold};
use crate::model::language::PerLang;
use crate::model::{ByLang, Common, Data, Key, Model};
use crate::resolve::asof;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What records have in common, by their keys.
type Records = BTreeMap<Key, Arc<Common>>;

/// What a word is to a proof.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A name, form or synonym of this term.
    Names(String),
    /// A form of this term that is never used in the language.
    Forbidden(String),
    /// A word that is not used where the other language speaks of this term.
    Trap(String),
    /// A name of a record that has been renamed, in this form of it.
    Dated(Key, Option<String>),
}

/// A form that begins a longer word counts as inflected if it has at least this many letters.
const STEM: usize = 4;
/// An inflected word has at most this many letters after the form; a longer one is another word, composed with it.
const ENDING: usize = 5;

/// A word that was found.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    /// Its bytes in the text, with the ending.
    pub(super) range: Range<usize>,
    /// The bytes of the form itself.
    pub(super) form: Range<usize>,
    /// What it is.
    pub(super) role: &'a Role,
}

/// The words of one language, as the records write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Vocabulary {
    /// Folded: what it is, and how the record writes it.
    words: BTreeMap<String, Vec<(Role, String)>>,
    /// The terms of every name, form and synonym, folded.
    names: BTreeMap<String, Vec<String>>,
}

/// The words of one language, to be looked for.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    /// By pattern: what it is, and how the record writes it.
    entries: Vec<Vec<(Role, String)>>,
    names: BTreeMap<String, Vec<String>>,
}

/// The words of every language of the site.
pub(super) fn vocabularies(model: &Model) -> Vec<Vocabulary> {
    (0..model.languages().list.len()).into_par_iter().map(|language| vocabulary(model, language)).collect()
}

/// Whether both have the same [`vocabularies`], told by what those are made of.
pub(super) fn have_same_words((data, records): (&Data, &Records), (other_data, other_records): (&Data, &Records)) -> bool {
    fn with_words(records: &Records) -> impl Iterator<Item = &Arc<Common>> {
        records.values().filter(|record| record.key.kind == "term" || !record.renamed.is_empty())
    }
    let languages = data.site.languages == other_data.site.languages;
    languages && data.terms == other_data.terms && with_words(records).eq(with_words(other_records))
}

fn vocabulary(model: &Model, language: usize) -> Vocabulary {
    let id = &model.languages().list[language].id;
    let mut words: BTreeMap<String, Vec<(Role, String)>> = BTreeMap::new();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |role: Role, word: &str| {
        let folded = fold(word);
        if folded.chars().any(char::is_alphanumeric) {
            let written = word.split_whitespace().collect::<Vec<_>>().join(" ");
            words.entry(folded).or_default().push((role, written));
        }
    };
    for term in model.terms.values() {
        let listed = |list: &ByLang<Vec<String>>| list.get(id).cloned().unwrap_or_default();
        let own = model.record("term", &term.id).map(|record| forms(record, language, id)).unwrap_or_default();
        for word in own.into_iter().map(|(word, _)| word).chain(listed(&term.also)).chain(listed(&term.older)) {
            names.entry(fold(&word)).or_default().push(term.id.clone());
            add(Role::Names(term.id.clone()), &word);
        }
        listed(&term.forbidden).iter().for_each(|word| add(Role::Forbidden(term.id.clone()), word));
        listed(&term.never_for).iter().for_each(|word| add(Role::Trap(term.id.clone()), word));
    }
    for record in model.records.values().filter(|record| !record.renamed.is_empty()) {
        forms(record, language, id).into_iter().for_each(|(word, form)| add(Role::Dated(record.key.clone(), form), &word));
    }
    Vocabulary { words, names }
}

/// Every name of a record in a language, with its inflected forms and what these are called.
fn forms(record: &Common, language: usize, id: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for name in asof::names(record) {
        found.extend(PerLang::get(name.name, language).map(|name| (name.clone(), None)));
        found.extend(name.forms.get(id).into_iter().flatten().map(|(form, word)| (word.clone(), Some(form.clone()))));
    }
    found
}

impl Lexicon {
    /// The automaton that finds the words of `vocabulary`.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let Vocabulary { words, names } = vocabulary;
        // Every text of the site is read with it: that it is made more slowly pays.
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(words.keys()).ok().filter(|_| !words.is_empty());
        Lexicon { automaton, entries: words.values().cloned().collect(), names: names.clone() }
    }

    /// Every word of the lexicon in `prose`, in order. A word inside a longer one of the lexicon is not found, unless it is forbidden.
    pub(super) fn find<'a>(&'a self, prose: &Prose) -> Vec<Hit<'a>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = &prose.folded;
        let mut hits: Vec<Hit<'a>> = Vec::new();
        for found in automaton.find_overlapping_iter(text.as_str()) {
            let form = found.start()..found.end();
            if text[..form.start].chars().next_back().is_some_and(char::is_alphanumeric) {
                continue;
            }
            let rest = &text[form.end..];
            let ending = &rest[..rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())];
            for (role, written) in &self.entries[found.pattern().as_usize()] {
                if fits(role, written, &prose.text[form.clone()], ending) {
                    hits.push(Hit { range: form.start..form.end + ending.len(), form: form.clone(), role });
                }
            }
        }
        hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
        let mut longest: Option<Range<usize>> = None;
        hits.retain(|hit| {
            if matches!(hit.role, Role::Forbidden(_)) {
                return true;
            }
            let covered = longest.as_ref().is_some_and(|longest| hit.range.end <= longest.end && hit.range.len() < longest.len());
            if !covered && longest.as_ref().is_none_or(|longest| hit.range.end > longest.end) {
                longest = Some(hit.range.clone());
            }
            !covered
        });
        hits
    }

    /// The terms that have `word` (folded) as a name, form or synonym.
    pub(super) fn owners(&self, word: &str) -> &[String] {
        self.names.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Whether `found`, with `ending` after it in the same word, is the word that the record writes as `written`.
fn fits(role: &Role, written: &str, found: &str, ending: &str) -> bool {
    let letters = written.chars().count();
    let inflected = match role {
        Role::Names(_) | Role::Dated(..) => ending.is_empty(),
        Role::Forbidden(_) => ending.is_empty() || letters >= STEM,
        Role::Trap(_) => ending.is_empty() || (letters >= STEM && ending.chars().count() <= ENDING),
    };
    let any_case = matches!(role, Role::Dated(..)) || !written.chars().any(char::is_uppercase);
    inflected && (any_case || found == written)
}
