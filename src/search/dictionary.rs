//! The dictionary: every key that a query word can meet, sorted by its folded form, front-coded, cut in shards.

use std::borrow::Cow;

use super::bytes::{put_signed, put_varint};
use super::texts::first_letters;
use super::tokens::folded;

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

/// Keys by folded form, then as written, of which each leads somewhere.
#[derive(Debug, Default)]
pub(super) struct Dictionary<'a> {
    entries: Vec<(Cow<'a, str>, &'a str, Entry)>,
}

/// A shard: the shortest text that is above every earlier key and not above its own, and its bytes.
pub(super) struct DictionaryShard {
    pub(super) from: String,
    pub(super) bytes: Vec<u8>,
}

const IN_GLOSSARY: usize = 1;
const ON_PAGES: usize = 2;

impl<'a> Dictionary<'a> {
    /// Joins keys with what they stand for: equal keys are one, of which `entry` makes what it leads to, given them in their order.
    pub(super) fn new<T: Copy>(keys: Vec<(&'a str, T)>, entry: impl Fn(&[(&'a str, T)]) -> Entry) -> Self {
        let mut folds: Vec<Cow<'a, str>> = keys.iter().map(|(word, _)| folded(word)).collect();
        let mut sorted: Vec<(u128, u32)> = folds.iter().zip(0..).map(|(folded, at)| (first_letters(folded), at)).collect();
        let (word, fold) = (|at: u32| keys[at as usize].0, |at: u32| &folds[at as usize]);
        sorted.sort_unstable_by(|(a, one), (b, other)| {
            a.cmp(b).then_with(|| fold(*one).cmp(fold(*other))).then_with(|| word(*one).cmp(word(*other))).then_with(|| one.cmp(other))
        });
        let mut entries = Vec::with_capacity(sorted.len());
        let mut same = Vec::new();
        for of_key in sorted.chunk_by(|(_, one), (_, other)| word(*one) == word(*other)) {
            same.clear();
            same.extend(of_key.iter().map(|(_, at)| keys[*at as usize]));
            let entry = entry(&same);
            let leads_somewhere = !entry.terms.is_empty() || !entry.glossary.is_empty();
            if let Some((_, at)) = of_key.first().filter(|_| leads_somewhere) {
                entries.push((std::mem::take(&mut folds[*at as usize]), word(*at), entry));
            }
        }
        Dictionary { entries }
    }

    /// Encodes in shards of about `size` bytes before compression.
    pub(super) fn encode(&self, size: usize) -> Vec<DictionaryShard> {
        let mut shards = Vec::new();
        let mut shard = Shard::default();
        let mut last_key = "";
        for (folded, word, entry) in &self.entries {
            if shard.len() >= size && *folded != last_key {
                shards.push(std::mem::take(&mut shard).finish());
                shard.from = boundary(last_key, folded);
            }
            shard.push(word, entry);
            last_key = folded;
        }
        shards.push(shard.finish());
        shards
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

    fn push(&mut self, word: &'a str, entry: &Entry) {
        let same = self.word.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        let shared = (0..=same).rev().find(|at| word.is_char_boundary(*at)).unwrap_or_default();
        put_varint(&mut self.lengths, units(&word[..shared]));
        put_varint(&mut self.lengths, units(&word[shared..]));
        self.letters.push_str(&word[shared..]);
        let marks = if entry.glossary.is_empty() { 0 } else { IN_GLOSSARY } | if entry.on_pages { ON_PAGES } else { 0 };
        put_varint(&mut self.uses, entry.terms.len() << 2 | marks);
        for (term, closeness) in &entry.terms {
            self.uses.push(*closeness);
            put_signed(&mut self.uses, i64::from(*term) - i64::from(self.term));
            self.term = *term;
        }
        if !entry.glossary.is_empty() {
            put_varint(&mut self.uses, entry.glossary.len());
            for word in &entry.glossary {
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
