//! From a typed word to terms of the index: exact form, same stem, folded form, prefix, parts, misspelling, family, inside a word. The first that hits is
//! taken at full weight; later ones only add weaker alternatives.

use super::super::stem::Stemmer;
use super::super::tokens::fold;
use super::files::{Index, KeyEntry};
use super::letters;
use super::near::{Nearness, nearness};
use super::ordered::Weights;
use super::resolution::{EXACT, How, Resolution};

/// Shards that one word may load beyond its own: for a prefix, for its stem and its family, for parts, for misspellings.
const MORE_FOR_PREFIX: usize = 2;
const MORE_FOR_FAMILY: usize = 1;
const MORE_FOR_PARTS: usize = 3;
const MORE_FOR_MISSPELLING: usize = 4;
/// A dictionary of no more shards than this is read whole for a word that is not found.
const SMALL_DICTIONARY: usize = 22;
/// Up to how many shards they are small, and how many of those are as one of a larger dictionary.
const SMALL_UP_TO: usize = 30;
const SMALL_TOGETHER: usize = 3;
/// Letters from which on a word is looked for as a beginning.
pub(super) const SHORTEST_BEGINNING: usize = 3;
/// Keys that a beginning may add, and what they count.
const MOST_COMPLETIONS: usize = 60;
const BEGINNING: f64 = 0.7;

/// What share of a word its family has in common, and what a member counts: beside a hit, without one, and where nothing else is left.
struct Family {
    share: f64,
    weight: f64,
}
const BESIDE: Family = Family { share: 0.62, weight: 0.4 };
const ALONE: Family = Family { share: 0.62, weight: 0.45 };
const LAST: Family = Family { share: 0.45, weight: 0.3 };

/// Letters with which a first letter is confused in writing.
const NEIGHBOURS: &[(char, &str)] = &[
    ('b', "p"),
    ('p', "b"),
    ('d', "t"),
    ('t', "d"),
    ('g', "kj"),
    ('k', "gcq"),
    ('c', "ks"),
    ('q', "k"),
    ('v', "wf"),
    ('w', "v"),
    ('f', "v"),
    ('s', "czsx"),
    ('z', "s"),
    ('j', "gyi"),
    ('y', "iju"),
    ('i', "jye"),
    ('e', "ia"),
    ('a', "eo"),
    ('o', "au"),
    ('u', "oy"),
    ('x', "k"),
    ('h', "hk"),
];

/// Resolves words.
pub(super) struct Resolver<'a> {
    pub(super) index: &'a Index,
    pub(super) stemmer: &'a Stemmer,
}

impl<'a> Resolver<'a> {
    pub(super) fn resolve(&self, word: &str) -> Resolution {
        let folded = fold(word);
        let folded_letters: Vec<char> = folded.chars().collect();
        let stemmed = self.stemmer.stem(word).into_owned();
        let length = letters(word);
        let mut out = Resolution { word: word.to_owned(), ..Resolution::default() };
        let mut home = self.shards_from(&folded, MORE_FOR_PREFIX);
        out.shards.extend(home.iter().copied());
        let same: Vec<&KeyEntry> = self.with_prefix(&home, &folded).filter(|key| key.folded == folded).collect();
        for key in same.iter().filter(|key| key.word == word) {
            out.take(key, 1.0, How::Exact);
            (out.exact, out.on_pages, out.good) = (true, key.on_pages, true);
        }
        if length >= 3 {
            let weight = if out.exact { 0.8 } else { 0.9 };
            out.shards.extend(self.around(&folded, &stemmed));
            let around: Vec<usize> = out.shards.iter().copied().collect();
            // Words that the lexicon tells apart have their stem in common and no term.
            let apart = |key: &KeyEntry| out.exact && !key.terms.iter().any(|(term, _)| out.terms.get(*term).is_some_and(|own| own > weight));
            let same_stem: Vec<&KeyEntry> = self.of_stem(&around, word, &stemmed).into_iter().filter(|key| !apart(key)).collect();
            for key in same_stem {
                out.take(key, weight, How::Stem);
                out.good = true;
            }
        }
        if !out.exact {
            for key in same {
                out.take(key, 0.9, How::Folded);
                out.good = true;
            }
        }
        if !out.good && length >= 4 {
            let folded_stem = fold(&stemmed);
            for key in self.with_prefix(&home, &folded_stem).filter(|key| fold(&key.stem) == folded_stem) {
                out.take(key, 0.85, How::Folded);
                out.good = true;
            }
        }
        if length >= SHORTEST_BEGINNING {
            self.complete(&mut out, &home, &folded);
        }
        if !out.good {
            home.extend(self.beside(&folded).filter(|number| !home.contains(number)).collect::<Vec<_>>());
        }
        if !out.good && length >= 7 {
            let mut budget = MORE_FOR_PARTS;
            let parts = self.cover(word, &home, &mut budget, 3).unwrap_or_default();
            for (at, hits) in parts.iter().enumerate() {
                for key in hits.iter().take(4) {
                    out.take(key, if at + 1 == parts.len() { 0.6 } else { 0.5 }, How::Part);
                }
                out.good = true;
            }
        }
        if !out.good && length >= 4 {
            let most = if length >= 8 { 2 } else { 1 };
            out.good = self.misspelt(&mut out, &home, &folded_letters, most);
            if !out.good && !self.index.whole {
                let near = self.near_shards(&folded, &home);
                out.good = self.misspelt(&mut out, &near, &folded_letters, most);
            }
        }
        if length >= 6 {
            let family = if out.good { BESIDE } else { ALONE };
            self.add_family(&mut out, &folded_letters, &family);
        }
        if out.terms.is_empty() && length >= 6 {
            self.add_family(&mut out, &folded_letters, &LAST);
            out.good = !out.terms.is_empty();
        }
        if !out.good && length >= 3 {
            let near = if self.index.whole { Vec::new() } else { self.near_shards(&folded, &home) };
            for key in self.keys(&home).chain(self.keys(&near)) {
                if if length > 3 { key.folded.contains(&folded) } else { key.folded.ends_with(&folded) } {
                    out.take(key, 0.4, How::Inside);
                    out.good = true;
                }
            }
        }
        out
    }

    /// The terms of a word that stands on pages exactly as it is written.
    pub(super) fn as_written(&self, word: &str) -> Weights {
        let folded = fold(word);
        let mut terms = Weights::default();
        let home = [self.index.shard_of(&folded)];
        for key in self.with_prefix(&home, &folded).filter(|key| key.word == word && key.on_pages) {
            key.terms.iter().filter(|(_, code)| *code == EXACT).for_each(|(term, _)| terms.raise(*term, 1.0));
        }
        terms
    }

    /// Shards that are as one of a large dictionary.
    fn together(&self) -> usize {
        if self.index.shards.len() <= SMALL_UP_TO { SMALL_TOGETHER } else { 1 }
    }

    fn shards_from(&self, prefix: &str, more: usize) -> Vec<usize> {
        let first = self.index.shard_of(prefix);
        let last = self.index.shard_of(&format!("{prefix}\u{ffff}")).min(first + more * self.together());
        (first..=last).collect()
    }

    /// The shards from that of the stem to the word's own.
    fn around(&self, folded: &str, stemmed: &str) -> std::ops::RangeInclusive<usize> {
        let mut stem = fold(stemmed);
        stem.pop();
        let first = self.index.shard_of(if stem.is_empty() { folded } else { &stem });
        first..=first.max(self.index.shard_of(folded).min(first + MORE_FOR_FAMILY * self.together()))
    }

    /// Those that stand beside a word's own, for a word that is not found.
    fn beside(&self, folded: &str) -> std::ops::Range<usize> {
        let first = self.index.shard_of(folded) / self.together() * self.together();
        first..(first + self.together()).min(self.index.shards.len())
    }

    fn keys<'b>(&'b self, shards: &'b [usize]) -> impl Iterator<Item = &'a KeyEntry> + 'b {
        shards.iter().filter_map(|number| self.index.shards.get(*number)).flat_map(|shard| &shard.keys)
    }

    /// Keys whose folded form begins with `prefix`.
    fn with_prefix<'b>(&'b self, shards: &'b [usize], prefix: &'b str) -> impl Iterator<Item = &'a KeyEntry> + 'b {
        shards.iter().filter_map(|number| self.index.shards.get(*number)).flat_map(move |shard| {
            let from = shard.keys.partition_point(|key| key.folded.as_str() < prefix);
            shard.keys[from..].iter().take_while(move |key| key.folded.starts_with(prefix))
        })
    }

    fn of_stem(&self, shards: &[usize], word: &str, stemmed: &str) -> Vec<&'a KeyEntry> {
        let folded: Vec<char> = fold(stemmed).chars().collect();
        let same = common(&folded, &fold(word).chars().collect::<Vec<_>>());
        let kept = folded.len().min(3).max(same.saturating_sub(1));
        let prefix: String = folded.into_iter().take(kept).collect();
        self.with_prefix(shards, &prefix).filter(|key| key.stem == stemmed).collect()
    }

    /// Keys that are the word, or else of its stem.
    fn look_up(&self, shards: &[usize], word: &str) -> Vec<&'a KeyEntry> {
        let folded = fold(word);
        let hits: Vec<&KeyEntry> = self.with_prefix(shards, &folded).filter(|key| key.folded == folded).collect();
        if hits.is_empty() && letters(word) >= 4 { self.of_stem(shards, word, &self.stemmer.stem(word)) } else { hits }
    }

    /// Adds the words that begin as typed.
    fn complete(&self, out: &mut Resolution, shards: &[usize], folded: &str) {
        let typed = letters(folded);
        let mut found: Vec<&KeyEntry> = self.with_prefix(shards, folded).filter(|key| key.letters.len() > typed).collect();
        found.sort_by_key(|key| key.letters.len());
        for key in found.into_iter().take(MOST_COMPLETIONS) {
            out.take(key, BEGINNING * (0.6 + (0.4 * typed as f64) / key.letters.len() as f64), How::Beginning);
            if typed >= 5 {
                out.good = true;
            }
        }
    }

    /// The fewest known words that make up `word`, each as its keys.
    fn cover(&self, word: &str, home: &[usize], budget: &mut usize, depth: usize) -> Option<Vec<Vec<&'a KeyEntry>>> {
        let all: Vec<char> = word.chars().collect();
        let mut best: Option<Vec<Vec<&KeyEntry>>> = None;
        for at in (3..=all.len().saturating_sub(3)).rev() {
            if depth == 0 {
                break;
            }
            let (left, right): (String, String) = (all[..at].iter().collect(), all[at..].iter().collect());
            let bare = self.index.manifest.linking.iter().filter_map(|link| left.strip_suffix(link.as_str())).find(|bare| letters(bare) >= 4);
            let mut hits = self.look_up(home, &left);
            if let Some(bare) = bare.filter(|_| hits.is_empty()) {
                hits = self.look_up(home, bare);
            }
            if hits.is_empty() {
                continue;
            }
            let mut shards = home.to_vec();
            if !self.index.whole {
                if *budget == 0 {
                    break;
                }
                *budget -= 1;
                shards = vec![self.index.shard_of(&fold(&right))];
            }
            let whole = self.look_up(&shards, &right);
            if !whole.is_empty() {
                return Some(vec![hits, whole]);
            }
            if let Some(rest) = self.cover(&right, &shards, budget, depth - 1).filter(|rest| best.as_ref().is_none_or(|best| rest.len() + 1 < best.len())) {
                best = Some(std::iter::once(hits).chain(rest).collect());
            }
        }
        best
    }

    fn misspelt(&self, out: &mut Resolution, shards: &[usize], word: &[char], most: usize) -> bool {
        let near: Vec<(&KeyEntry, Nearness)> = self.keys(shards).filter_map(|key| Some((key, nearness(&key.letters, word, most)?))).collect();
        let distances = near.iter().filter_map(|(_, nearness)| match nearness {
            Nearness::Distance(distance) if *distance > 0 => Some(*distance),
            _ => None,
        });
        let least = distances.min().unwrap_or(most + 1).min(most + 1);
        for (key, nearness) in &near {
            let same_start = key.letters.first() == word.first() || neighbours(word.first(), key.letters.first());
            match nearness {
                Nearness::Beginning if word.len() >= 6 && same_start => out.take(key, 0.35, How::Spelling),
                Nearness::Beginning => {}
                Nearness::Distance(distance) if *distance <= least => {
                    out.take(key, (0.75 - 0.2 * *distance as f64) * if same_start { 1.0 } else { 0.7 }, How::Spelling);
                }
                Nearness::Distance(_) => out.take(key, 0.2 * if same_start { 1.0 } else { 0.5 }, How::Spelling),
            }
        }
        near.iter().any(|(_, nearness)| *nearness != Nearness::Beginning) || (word.len() >= 6 && !near.is_empty())
    }

    /// Adds the words that share a long beginning, wherever the shards were cut.
    fn add_family(&self, out: &mut Resolution, word: &[char], family: &Family) {
        let need = 5.max((word.len() as f64 * family.share).ceil() as usize);
        let prefix: String = word.iter().take(need).collect();
        let shards = self.shards_from(&prefix, MORE_FOR_FAMILY);
        out.shards.extend(shards.iter().copied());
        let found: Vec<&KeyEntry> = self.with_prefix(&shards, &prefix).collect();
        for key in found {
            let same = common(word, &key.letters) as f64;
            if same >= key.letters.len().min(14) as f64 * family.share.min(0.55) {
                let longest = word.len().max(key.letters.len().min(word.len() + 4));
                out.take(key, (family.weight * same) / longest as f64, How::Family);
            }
        }
    }

    /// Further shards, the nearest first: all of a small dictionary, else those with the same first letter.
    fn near_shards(&self, folded: &str, home: &[usize]) -> Vec<usize> {
        let count = self.index.shards.len();
        let small = count <= SMALL_DICTIONARY;
        let middle = self.index.shard_of(folded) as i64;
        let letter: String = folded.chars().take(1).collect();
        let first = if small { 0 } else { self.index.shard_of(&letter) as i64 };
        let last = if small { count as i64 - 1 } else { self.index.shard_of(&format!("{letter}\u{ffff}")) as i64 };
        let most = if small { count } else { MORE_FOR_MISSPELLING * self.together() };
        let mut numbers = Vec::new();
        let mut step = 1;
        while numbers.len() < most && (middle - step >= first || middle + step <= last) {
            numbers.extend([middle - step, middle + step].into_iter().filter(|number| (first..=last).contains(number)));
            step += 1;
        }
        numbers.truncate(most);
        numbers.into_iter().map(|number| number as usize).filter(|number| !home.contains(number)).collect()
    }
}

fn neighbours(typed: Option<&char>, other: Option<&char>) -> bool {
    let (Some(typed), Some(other)) = (typed, other) else { return false };
    NEIGHBOURS.iter().any(|(letter, confused)| letter == typed && confused.contains(*other))
}

fn common(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
