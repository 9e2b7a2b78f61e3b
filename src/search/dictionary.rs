//! The dictionary: every key that a query word can meet, sorted by its folded form, front-coded, cut in shards.

use super::bytes::{put_signed, put_varint};
use super::texts::sort_by_text_and;
use super::tokens::fold_into;

/// What a key leads to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Term and code of closeness, ascending.
    pub(super) terms: Vec<(u32, u8)>,
    /// Glossary words of which the key is a form.
    pub(super) glossary: Vec<u32>,
    /// The key stands in the pages of this language.
    pub(super) on_pages: bool,
}

impl Entry {
    fn clear(&mut self) {
        self.terms.clear();
        self.glossary.clear();
        self.on_pages = false;
    }
}

/// What a key leads to, where it is kept.
#[derive(Clone, Copy)]
struct Found<'a> {
    terms: &'a [(u32, u8)],
    glossary: &'a [u32],
    on_pages: bool,
}

/// Keys by folded form, then as written, of which each leads somewhere.
#[derive(Debug, Default)]
pub(super) struct Dictionary<'a> {
    words: Vec<&'a str>,
    folds: Folds,
    entries: Vec<Kept>,
    /// What the entries lead to, one after the other.
    terms: Vec<(u32, u8)>,
    glossary: Vec<u32>,
}

/// An entry, and where what it leads to ends.
#[derive(Debug)]
struct Kept {
    key: u32,
    terms: u32,
    glossary: u32,
    on_pages: bool,
}

/// The folded forms of words, one after the other.
#[derive(Debug, Default)]
struct Folds {
    letters: String,
    ends: Vec<u32>,
}

impl Folds {
    fn new<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut folds = Folds { letters: String::with_capacity(12 * words.len()), ends: Vec::with_capacity(words.len()) };
        for word in words {
            fold_into(word, &mut folds.letters);
            folds.ends.push(folds.letters.len() as u32);
        }
        folds
    }

    fn get(&self, key: u32) -> &str {
        let start = (key as usize).checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(key as usize).and_then(|end| self.letters.get(start as usize..*end as usize)).unwrap_or_default()
    }
}

/// A shard: the shortest text that is above every earlier key and not above its own, and its bytes.
pub(super) struct DictionaryShard {
    pub(super) from: String,
    pub(super) bytes: Vec<u8>,
}

const IN_GLOSSARY: usize = 1;
const ON_PAGES: usize = 2;

impl<'a> Dictionary<'a> {
    /// Joins keys with what they stand for: equal keys are one, of which `fill` fills in what it leads to, given them in their order.
    pub(super) fn new<T: Copy + Sync>(keys: Vec<(&'a str, T)>, fill: impl Fn(&[(&'a str, T)], &mut Entry)) -> Self {
        let folds = Folds::new(keys.iter().map(|(word, _)| *word));
        let word = |key: u32| keys[key as usize].0;
        let by_fold = |one: u32, other: u32| word(one).cmp(word(other)).then(one.cmp(&other));
        let sorted = sort_by_text_and(0..keys.len() as u32, |key| folds.get(key), by_fold);
        let (mut entries, mut terms, mut glossary) = (Vec::with_capacity(sorted.len()), Vec::with_capacity(2 * sorted.len()), Vec::new());
        let (mut same, mut entry) = (Vec::new(), Entry::default());
        for of_key in sorted.chunk_by(|one, other| !one.differs(*other) && word(one.id()) == word(other.id())) {
            same.clear();
            same.extend(of_key.iter().map(|key| keys[key.id() as usize]));
            entry.clear();
            fill(&same, &mut entry);
            let leads_somewhere = !entry.terms.is_empty() || !entry.glossary.is_empty();
            if let Some(key) = of_key.first().filter(|_| leads_somewhere) {
                terms.extend_from_slice(&entry.terms);
                glossary.extend_from_slice(&entry.glossary);
                entries.push(Kept { key: key.id(), terms: terms.len() as u32, glossary: glossary.len() as u32, on_pages: entry.on_pages });
            }
        }
        Dictionary { words: keys.into_iter().map(|(word, _)| word).collect(), folds, entries, terms, glossary }
    }

    /// Everything in one shard.
    pub(super) fn whole(&self) -> DictionaryShard {
        self.shards(usize::MAX).0.pop().unwrap_or_else(|| Shard::default().finish())
    }

    /// Encodes in about `count` shards, each of at least so many bytes before compression and at most so many.
    pub(super) fn encode(&self, count: usize, (least, most): (usize, usize)) -> Vec<DictionaryShard> {
        // Of all but small dictionaries the shards are as large as they may be.
        let (shards, whole) = self.shards(most);
        let size = (whole / count).clamp(least, most);
        if size == most { shards } else { self.shards(size).0 }
    }

    /// Shards of about `size` bytes, and the bytes that everything would take in one shard.
    fn shards(&self, size: usize) -> (Vec<DictionaryShard>, usize) {
        let mut shards = Vec::new();
        let (mut shard, mut whole) = (Shard::default(), Size::default());
        let (mut last_key, mut terms, mut glossary) = (u32::MAX, 0, 0);
        for entry in &self.entries {
            let word = self.words[entry.key as usize];
            let found = Found {
                terms: &self.terms[terms..entry.terms as usize],
                glossary: &self.glossary[glossary..entry.glossary as usize],
                on_pages: entry.on_pages,
            };
            (terms, glossary) = (entry.terms as usize, entry.glossary as usize);
            if shard.len() >= size && self.folds.get(entry.key) != self.folds.get(last_key) {
                // In one shard the word would be written with what stands before it.
                let mut joined = Shard { word: shard.word, term: shard.term, ..Shard::default() };
                joined.push(word, found);
                whole.add(&shard);
                whole.add(&joined);
                shards.push(std::mem::take(&mut shard).finish());
                shard.from = boundary(self.folds.get(last_key), self.folds.get(entry.key));
                shard.push(word, found);
                whole.subtract(&shard);
            } else {
                shard.push(word, found);
            }
            last_key = entry.key;
        }
        whole.add(&shard);
        shards.push(shard.finish());
        (shards, whole.bytes())
    }
}

/// What shards would take if they were one.
#[derive(Default)]
struct Size {
    count: usize,
    letters: usize,
    rest: usize,
}

impl Size {
    fn add(&mut self, shard: &Shard<'_>) {
        self.count += shard.count;
        self.letters += shard.letters.len();
        self.rest += shard.lengths.len() + shard.uses.len();
    }

    fn subtract(&mut self, shard: &Shard<'_>) {
        self.count -= shard.count;
        self.letters -= shard.letters.len();
        self.rest -= shard.lengths.len() + shard.uses.len();
    }

    fn bytes(&self) -> usize {
        let mut lengths = Vec::new();
        put_varint(&mut lengths, self.count);
        put_varint(&mut lengths, self.letters);
        lengths.len() + self.letters + self.rest
    }
}

fn boundary(below: &str, above: &str) -> String {
    let mut shortest = String::new();
    for letter in above.chars() {
        shortest.push(letter);
        if shortest.as_str() > below {
            break;
        }
    }
    shortest
}

#[derive(Default)]
struct Shard<'a> {
    from: String,
    count: usize,
    lengths: Vec<u8>,
    letters: String,
    uses: Vec<u8>,
    word: &'a str,
    term: u32,
}

impl<'a> Shard<'a> {
    fn len(&self) -> usize {
        self.lengths.len() + self.letters.len() + self.uses.len()
    }

    fn push(&mut self, word: &'a str, entry: Found<'_>) {
        let same = self.word.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        let shared = (0..=same).rev().find(|at| word.is_char_boundary(*at)).unwrap_or_default();
        put_varint(&mut self.lengths, units(&word[..shared]));
        put_varint(&mut self.lengths, units(&word[shared..]));
        self.letters.push_str(&word[shared..]);
        let marks = if entry.glossary.is_empty() { 0 } else { IN_GLOSSARY } | if entry.on_pages { ON_PAGES } else { 0 };
        put_varint(&mut self.uses, entry.terms.len() << 2 | marks);
        for (term, closeness) in entry.terms {
            self.uses.push(*closeness);
            put_signed(&mut self.uses, i64::from(*term) - i64::from(self.term));
            self.term = *term;
        }
        if !entry.glossary.is_empty() {
            put_varint(&mut self.uses, entry.glossary.len());
            for word in entry.glossary {
                put_varint(&mut self.uses, *word as usize);
            }
        }
        self.count += 1;
        self.word = word;
    }

    fn finish(self) -> DictionaryShard {
        let mut bytes = Vec::with_capacity(self.len() + 16);
        put_varint(&mut bytes, self.count);
        bytes.extend(self.lengths);
        put_varint(&mut bytes, self.letters.len());
        bytes.extend(self.letters.as_bytes());
        bytes.extend(self.uses);
        DictionaryShard { from: self.from, bytes }
    }
}

/// Length in UTF-16 code units, which is how the browser counts.
fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}
