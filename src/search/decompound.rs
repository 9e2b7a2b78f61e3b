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

/// A compound in two parts: where the first one ends and the second one begins, in bytes, and their numbers where they are forms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    left: (u16, Option<u32>),
    right: (u16, Option<u32>),
}

/// A part of a compound, with its number if it is a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'w> {
    pub(super) text: &'w str,
    pub(super) form: Option<u32>,
}

impl Split {
    /// The two parts of the word that is split.
    fn parts<'w>(&self, word: &'w str) -> [Part<'w>; 2] {
        let ((end, left), (start, right)) = (self.left, self.right);
        [
            Part { text: word.get(..usize::from(end)).unwrap_or_default(), form: left },
            Part { text: word.get(usize::from(start)..).unwrap_or_default(), form: right },
        ]
    }
}

/// Splits of forms that have been found already, by the numbers of forms.
pub(super) type Splits = [Option<Option<Split>>];

/// The forms that a word begins with: how often each occurs and its number, by its bytes.
#[derive(Debug)]
pub(super) struct Beginnings {
    known: [(u32, u32); 4 * LONGEST_WORD + 1],
    lengths: Vec<usize>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings { known: [(0, 0); 4 * LONGEST_WORD + 1], lengths: Vec::new() }
    }
}

impl Beginnings {
    fn fill(&mut self, found: impl Iterator<Item = (usize, u32, u32)>) {
        for length in self.lengths.drain(..) {
            self.known[length] = (0, 0);
        }
        for (length, count, form) in found {
            if let Some(known) = self.known.get_mut(length) {
                *known = (count, form);
                self.lengths.push(length);
            }
        }
    }

    fn get(&self, length: usize) -> (u32, u32) {
        self.known.get(length).copied().unwrap_or_default()
    }
}

/// What words are compared with.
pub(super) struct Decompounder<'a> {
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) stemmer: &'a Stemmer,
    pub(super) language: &'a Language,
    pub(super) lexicon: Option<&'a Lexicon>,
}

impl Decompounder<'_> {
    /// Parts of a compound in order, also the parts of parts; none if the word cannot be split into known words. They are parts of the word as it
    /// stands. `known`: what has been found of forms.
    pub(super) fn split<'w>(&self, word: Part<'w>, known: &Splits, room: &mut Beginnings, parts: &mut Vec<Part<'w>>) {
        self.split_into(word, known, DEPTH, room, parts);
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

    fn split_into<'w>(&self, word: Part<'w>, known: &Splits, depth: u8, room: &mut Beginnings, parts: &mut Vec<Part<'w>>) {
        let found = word.form.and_then(|form| known.get(form as usize).copied().flatten());
        let Some(split) = found.unwrap_or_else(|| self.best_split(word, room)) else { return };
        for part in split.parts(word.text) {
            if depth > 1 {
                self.split_into(part, known, depth - 1, room, parts);
            }
            parts.push(part);
        }
    }

    /// The likeliest two parts of a word, if there are any. `room` is for the beginnings of the word.
    pub(super) fn best_split(&self, word: Part<'_>, room: &mut Beginnings) -> Option<Split> {
        let Part { text: word, form } = word;
        // No more characters than bytes.
        if word.len() < SHORTEST_COMPOUND {
            return None;
        }
        let characters = word.chars().count();
        if characters < SHORTEST_COMPOUND {
            return None;
        }
        room.fill(self.vocabulary.beginnings(word, form));
        // Without a lexicon a word that begins with no other form has no first part.
        if self.lexicon.is_none() && room.lengths.iter().all(|length| *length == word.len()) {
            return None;
        }
        let mut best: Option<(f64, Split)> = None;
        for (cut, (at, _)) in word.char_indices().enumerate().take(characters - SHORTEST_PART + 1).skip(SHORTEST_PART) {
            if cut < SHORTEST_UNSEEN && characters - cut < SHORTEST_UNSEEN {
                continue;
            }
            let (left, right) = word.split_at(at);
            let Some((length, left, left_weight)) = self.first_part(left, room) else { continue };
            let (right, right_weight) = self.last_part(right);
            if right_weight > 0.0 {
                let shorter = cut.min(characters - cut);
                let score = (left_weight * right_weight).sqrt().min(30.0) + 2.0 * shorter as f64;
                if best.as_ref().is_none_or(|(least, ..)| score > *least) {
                    best = Some((score, Split { left: (length as u16, left), right: (at as u16, right) }));
                }
            }
        }
        best.map(|(_, split)| split)
    }

    /// A part that begins a word: its bytes, its number if it is a form, and its weight.
    fn first_part(&self, part: &str, beginnings: &Beginnings) -> Option<(usize, Option<u32>, f64)> {
        let weigh = |part: &str| {
            let (count, form) = beginnings.get(part.len());
            let weight = self.weight_of(part, count);
            (weight > 0.0).then_some((part.len(), (count > 0).then_some(form), weight))
        };
        weigh(part).or_else(|| {
            let bases = self.language.linking.iter().filter_map(|link| part.strip_suffix(link));
            bases.filter(|base| base.len() >= SHORTEST_UNSEEN).find_map(|base| {
                let found = weigh(base)?;
                (base.chars().count() >= SHORTEST_UNSEEN).then_some(found)
            })
        })
    }

    /// The weight of a part that occurs so many times as a form that may be a part.
    fn weight_of(&self, part: &str, seen: u32) -> f64 {
        if seen > 0 {
            return f64::from(seen);
        }
        let Some(lexicon) = self.lexicon else { return 0.0 };
        let known = part.chars().count() >= SHORTEST_UNSEEN && lexicon.knows_part(part) && !self.language.stop_words.contains(&part);
        if known { UNSEEN } else { 0.0 }
    }

    /// The number of a part that ends a word, if it is a form, and its weight.
    fn last_part(&self, part: &str) -> (Option<u32>, f64) {
        let id = self.vocabulary.texts.find(part);
        let seen = id.and_then(|id| self.vocabulary.part_counts.get(id as usize)).copied().unwrap_or_default();
        let form = id.filter(|_| seen > 0);
        let plain = self.weight_of(part, seen);
        if plain > 0.0 || part.chars().count() < SHORTEST_UNSEEN {
            return (form, plain);
        }
        let of_stem = self.vocabulary.stem_count(&self.stemmer.stem(part));
        if of_stem > 0 {
            return (None, f64::from(of_stem));
        }
        (None, if self.lexicon.is_some_and(|lexicon| lexicon.knows_form(part)) { UNSEEN } else { 0.0 })
    }
}
