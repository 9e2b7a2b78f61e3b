//! The dictionary: every key that a query word can meet, sorted by its folded form, front-coded, cut in shards.

use std::collections::BTreeMap;

use super::bytes::{put_signed, put_varint};
use super::tokens::fold;

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

/// Keys by folded form, then as written.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    entries: BTreeMap<(String, String), Entry>,
}

/// A shard: the shortest text that is above every earlier key and not above its own, and its bytes.
pub(super) struct DictionaryShard {
    pub(super) from: String,
    pub(super) bytes: Vec<u8>,
}

const IN_GLOSSARY: usize = 1;
const ON_PAGES: usize = 2;

impl Dictionary {
    /// The entry of a key, made if need be.
    pub(super) fn entry(&mut self, word: &str) -> &mut Entry {
        self.entries.entry((fold(word), word.to_owned())).or_default()
    }

    /// Encodes in shards of about `size` bytes before compression.
    pub(super) fn encode(&self, size: usize) -> Vec<DictionaryShard> {
        let mut shards = Vec::new();
        let mut shard = Shard::default();
        let mut last_key = String::new();
        for ((folded, word), entry) in self.entries.iter().filter(|(_, entry)| !entry.terms.is_empty() || !entry.glossary.is_empty()) {
            if shard.len() >= size && *folded != last_key {
                shards.push(std::mem::take(&mut shard).finish());
                shard.from = boundary(&last_key, folded);
            }
            shard.push(word, entry);
            last_key.clone_from(folded);
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
struct Shard {
    from: String,
    count: usize,
    lengths: Vec<u8>,
    letters: String,
    uses: Vec<u8>,
    word: String,
    term: u32,
}

impl Shard {
    fn len(&self) -> usize {
        self.lengths.len() + self.letters.len() + self.uses.len()
    }

    fn push(&mut self, word: &str, entry: &Entry) {
        let shared: usize = self.word.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum();
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
        self.word.clear();
        self.word.push_str(word);
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
    text.chars().map(char::len_utf16).sum()
}
