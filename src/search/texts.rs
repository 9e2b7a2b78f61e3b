//! Many short texts in one piece of memory, each with a number: equal texts have equal numbers.

use ahash::RandomState;
use hashbrown::HashTable;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Texts in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    letters: String,
    /// Where each text ends.
    ends: Vec<u32>,
    hashes: Vec<Hash>,
    table: HashTable<Place>,
}

/// The hash of a text, the same in all collections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hash(u32);

impl Hash {
    fn of(text: &str) -> Self {
        Hash(HASHER.hash_one(text) as u32)
    }

    /// As a table wants it, which looks at the highest and at the lowest bits.
    fn spread(self) -> u64 {
        u64::from(self.0) << 32 | u64::from(self.0)
    }
}

/// Hashes that are the same in every run: the texts are the site's own.
const HASHER: RandomState = RandomState::with_seeds(1, 2, 3, 4);

/// The hash of a text beside its number tells most others apart without a look at their letters.
#[derive(Clone, Copy, Debug)]
struct Place {
    hash: Hash,
    id: u32,
}

impl Texts {
    /// No texts yet, with room for so many.
    pub(super) fn with_capacity(count: usize) -> Self {
        let (ends, hashes) = (Vec::with_capacity(count), Vec::with_capacity(count));
        Texts { letters: String::with_capacity(12 * count), ends, hashes, table: HashTable::with_capacity(count) }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with this number; empty if there is none.
    pub(super) fn get(&self, id: u32) -> &str {
        text_at(&self.letters, &self.ends, id)
    }

    /// The number of a text.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.find_hashed(Hash::of(text), text)
    }

    /// The number of a text, which is added if it is new.
    pub(super) fn add(&mut self, text: &str) -> u32 {
        self.add_hashed(Hash::of(text), text)
    }

    fn find_hashed(&self, hash: Hash, text: &str) -> Option<u32> {
        self.table.find(hash.spread(), |place| place.hash == hash && self.get(place.id) == text).map(|place| place.id)
    }

    fn add_hashed(&mut self, hash: Hash, text: &str) -> u32 {
        if let Some(id) = self.find_hashed(hash, text) {
            return id;
        }
        let id = self.ends.len() as u32;
        self.letters.push_str(text);
        self.ends.push(self.letters.len() as u32);
        self.hashes.push(hash);
        self.table.insert_unique(hash.spread(), Place { hash, id }, |place| place.hash.spread());
        id
    }

    /// Adds the texts of another collection. Gives their numbers here, by their numbers there.
    pub(super) fn add_all(&mut self, others: &Texts) -> Vec<u32> {
        let texts = (0..others.ends.len() as u32).map(|id| others.get(id));
        others.hashes.iter().zip(texts).map(|(hash, text)| self.add_hashed(*hash, text)).collect()
    }
}

fn text_at<'a>(letters: &'a str, ends: &[u32], id: u32) -> &'a str {
    let id = id as usize;
    let start = id.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    ends.get(id).and_then(|end| letters.get(start as usize..*end as usize)).unwrap_or_default()
}

/// Texts that are added beside others that stay as they are: several can grow at the same time, and are joined afterwards.
pub(super) struct Additions<'a> {
    base: &'a Texts,
    new: Texts,
}

impl<'a> Additions<'a> {
    /// No additions yet.
    pub(super) fn new(base: &'a Texts) -> Self {
        Additions { base, new: Texts::default() }
    }

    /// The number of a text: that of the base, or one after all of them.
    pub(super) fn add(&mut self, text: &str) -> u32 {
        let hash = Hash::of(text);
        self.base.find_hashed(hash, text).unwrap_or_else(|| self.base.len() as u32 + self.new.add_hashed(hash, text))
    }

    /// The text with this number.
    pub(super) fn get(&self, id: u32) -> &str {
        match (id as usize).checked_sub(self.base.len()) {
            Some(new) => self.new.get(new as u32),
            None => self.base.get(id),
        }
    }

    /// What was added.
    pub(super) fn into_new(self) -> Texts {
        self.new
    }
}

/// The numbers that additions got when they were joined to their base.
pub(super) struct Joined {
    base: usize,
    ids: Vec<u32>,
}

impl Joined {
    /// Joins additions to the base, of which they knew the first `base` texts.
    pub(super) fn new(texts: &mut Texts, base: usize, new: &Texts) -> Self {
        Joined { base, ids: texts.add_all(new) }
    }

    /// The number among the joined texts for one that the additions gave.
    pub(super) fn id(&self, id: u32) -> u32 {
        (id as usize).checked_sub(self.base).and_then(|new| self.ids.get(new)).copied().unwrap_or(id)
    }
}

/// Sorts numbers by what `text` gives for them, without looking at more than the first letters of most. Those that are in order already cost little.
pub(super) fn sort_by_text<'a>(ids: impl Iterator<Item = u32>, text: impl Fn(u32) -> &'a str) -> impl Iterator<Item = u32> {
    let mut sorted: Vec<Sorted> = ids.map(|id| Sorted::new(id, &text)).collect();
    sorted.sort_by(|one, other| one.order(*other, &text).then(one.id().cmp(&other.id())));
    sorted.into_iter().map(|sorted| sorted.id())
}

/// A number with the first letters of its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sorted(u128);

impl Sorted {
    fn new<'a>(id: u32, text: impl Fn(u32) -> &'a str) -> Self {
        Sorted(first_letters(text(id)) & !u128::from(u32::MAX) | u128::from(id))
    }

    fn order<'a>(self, other: Self, text: impl Fn(u32) -> &'a str) -> Ordering {
        self.letters().cmp(&other.letters()).then_with(|| text(self.id()).cmp(text(other.id())))
    }

    pub(super) fn id(self) -> u32 {
        self.0 as u32
    }

    /// Twelve letters at most.
    fn letters(self) -> u128 {
        self.0 >> 32
    }

    /// Whether the first letters alone tell that the texts differ.
    pub(super) fn differs(self, other: Self) -> bool {
        self.letters() != other.letters()
    }
}

/// As [`sort_by_text`], for numbers that are in no order, on all processors, where `order` orders those of equal texts.
pub(super) fn sort_by_text_and<'a>(
    ids: impl Iterator<Item = u32>,
    text: impl Fn(u32) -> &'a str + Sync,
    order: impl Fn(u32, u32) -> Ordering + Sync,
) -> Vec<Sorted> {
    let mut sorted: Vec<Sorted> = ids.map(|id| Sorted::new(id, &text)).collect();
    sorted.par_sort_unstable_by(|one, other| one.order(*other, &text).then_with(|| order(one.id(), other.id())));
    sorted
}

/// The first sixteen bytes as a number that is ordered as they are.
fn first_letters(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(16);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}
