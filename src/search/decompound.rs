//! Splits compounds against the site's own words and, where there is one, the word list of a lexicon.

use super::language::Language;
use super::lexicon::Lexicon;
use super::stem::Stemmer;
use super::tokens::LONGEST_WORD;
use super::vocabulary::Vocabulary;

/// Shortest word, in characters, that is taken for a compound.
const SHORTEST_COMPOUND: usize = 7;
/// Shortest part, in characters.
const SHORTEST_PART: usize = 3;
/// Shortest part, in characters, that only the lexicon or only a stem vouches for.
const SHORTEST_UNSEEN: usize = 4;
/// What a part weighs that the lexicon knows and the site does not use.
const UNSEEN: f64 = 0.5;
/// How often parts are split again.
const DEPTH: u8 = 2;

/// What words are compared with.
pub(super) struct Decompounder<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) stemmer: &'a Stemmer,
    pub(super) language: &'a Language,
    pub(super) lexicon: Option<&'a Lexicon>,
}

impl Decompounder<'_> {
    /// Parts of a compound in order, also the parts of parts; empty if the word cannot be split into known words. They are parts of the word as it
    /// stands.
    pub(super) fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let mut parts = Vec::new();
        self.split_into(word, DEPTH, &mut parts);
        parts
    }

    /// The verbs that a word with this stem may be derived from: those that the site or the lexicon knows.
    pub(super) fn verbs(&self, word: &str, stem: &str) -> Vec<String> {
        let forms = [word, stem];
        let mut found = Vec::new();
        for (form, (ending, verb)) in forms.iter().flat_map(|form| self.language.derivations.iter().map(move |pair| (*form, *pair))) {
            let Some(root) = form.strip_suffix(ending).filter(|root| root.chars().count() >= SHORTEST_UNSEEN) else { continue };
            let base = format!("{root}{verb}");
            let known = self.vocabulary.stem_count(&self.stemmer.stem(&base)) > 0
                && self.lexicon.is_none_or(|lexicon| lexicon.knows_form(&base) || self.vocabulary.count(&base) > 0);
            if known && base != word && !found.contains(&base) {
                found.push(base);
            }
        }
        found
    }

    fn split_into<'w>(&self, word: &'w str, depth: u8, parts: &mut Vec<&'w str>) {
        let Some((left, right)) = self.best_split(word) else { return };
        for part in [left, right] {
            if depth > 1 {
                self.split_into(part, depth - 1, parts);
            }
            parts.push(part);
        }
    }

    fn best_split<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        // No more characters than bytes.
        if word.len() < SHORTEST_COMPOUND {
            return None;
        }
        let characters = word.chars().count();
        if characters < SHORTEST_COMPOUND {
            return None;
        }
        let mut best: Option<(f64, &str, &str)> = None;
        // How often the beginnings of the word occur as forms, by their bytes.
        let mut counts = [0; 4 * LONGEST_WORD + 1];
        for (length, count) in self.vocabulary.beginnings(word) {
            if let Some(known) = counts.get_mut(length) {
                *known = count;
            }
        }
        for (cut, (at, _)) in word.char_indices().enumerate().take(characters - SHORTEST_PART + 1).skip(SHORTEST_PART) {
            let (left, right) = word.split_at(at);
            if cut < SHORTEST_UNSEEN && characters - cut < SHORTEST_UNSEEN {
                continue;
            }
            let Some((left, left_weight)) = self.first_part(left, &counts) else { continue };
            let right_weight = self.last_part(right);
            if right_weight > 0.0 {
                let shorter = cut.min(characters - cut);
                let score = (left_weight * right_weight).sqrt().min(30.0) + 2.0 * shorter as f64;
                if best.as_ref().is_none_or(|(least, ..)| score > *least) {
                    best = Some((score, left, right));
                }
            }
        }
        best.map(|(_, left, right)| (left, right))
    }

    /// A part that begins a word, and its weight. `counts`: how often the beginnings of the word occur, by their bytes.
    fn first_part<'w>(&self, part: &'w str, counts: &[u32]) -> Option<(&'w str, f64)> {
        let weigh = |part: &str| self.weight_of(part, counts.get(part.len()).copied().unwrap_or_default());
        let plain = weigh(part);
        if plain > 0.0 {
            return Some((part, plain));
        }
        self.language.linking.iter().filter_map(|link| part.strip_suffix(link)).find_map(|base| {
            let weight = if base.chars().count() >= SHORTEST_UNSEEN { weigh(base) } else { 0.0 };
            (weight > 0.0).then_some((base, weight))
        })
    }

    fn weight(&self, part: &str) -> f64 {
        self.weight_of(part, self.vocabulary.count(part))
    }

    /// The weight of a part that occurs as a form so many times.
    fn weight_of(&self, part: &str, seen: u32) -> f64 {
        let unseen = || part.chars().count() >= SHORTEST_UNSEEN && self.lexicon.is_some_and(|lexicon| lexicon.knows_part(part));
        let weight = if seen > 0 { f64::from(seen) } else { f64::from(u8::from(unseen())) * UNSEEN };
        // Most parts are no words at all: the list of stop words is the last to be asked.
        if weight > 0.0 && self.language.stop_words.contains(&part) { 0.0 } else { weight }
    }

    fn last_part(&self, part: &str) -> f64 {
        let plain = self.weight(part);
        if plain > 0.0 || part.chars().count() < SHORTEST_UNSEEN {
            return plain;
        }
        let of_stem = self.vocabulary.stem_count(&self.stemmer.stem(part));
        if of_stem > 0 {
            return f64::from(of_stem);
        }
        if self.lexicon.is_some_and(|lexicon| lexicon.knows_form(part)) { UNSEEN } else { 0.0 }
    }
}
