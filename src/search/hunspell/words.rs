//! The words of a hunspell dictionary with their flags, all in one piece of memory: there are hundreds of thousands of them, and a site
//! asks for few.

use ahash::RandomState;
use hashbrown::HashTable;
use std::ops::Range;

/// Words in lower case, each with the flags of all its entries.
#[derive(Debug, Default)]
pub(super) struct Words {
    letters: String,
    entries: Vec<Entry>,
    table: HashTable<u32>,
    hasher: RandomState,
}

#[derive(Debug)]
struct Entry {
    word: Range<u32>,
    flags: Range<u32>,
    /// Another entry of the same word.
    further: Option<u32>,
}

impl Words {
    /// None yet, with room for `count` of `letters` bytes with their flags.
    pub(super) fn with_capacity(count: usize, letters: usize) -> Self {
        Words {
            letters: String::with_capacity(letters),
            entries: Vec::with_capacity(count),
            table: HashTable::with_capacity(count),
            hasher: RandomState::default(),
        }
    }

    /// Adds `word`, in whatever case it is written; one that is there gets an entry more.
    pub(super) fn add(&mut self, word: &str, flags: &str) {
        let start = self.letters.len();
        if is_lower(word) {
            self.letters.push_str(word);
        } else {
            self.letters.push_str(&word.to_lowercase());
        }
        let Words { letters, entries, table, hasher } = self;
        let hash = hasher.hash_one(&letters[start..]);
        let known = table.find(hash, |known| text(letters, &entries[*known as usize].word) == &letters[start..]).copied();
        if known.is_some() {
            letters.truncate(start);
        }
        let end = letters.len();
        letters.push_str(flags);
        let new = entries.len() as u32;
        let further = known.and_then(|known| entries[known as usize].further.replace(new));
        entries.push(Entry { word: start as u32..end as u32, flags: end as u32..letters.len() as u32, further });
        if known.is_none() {
            table.insert_unique(hash, new, |known| hasher.hash_one(text(letters, &entries[*known as usize].word)));
        }
    }

    /// The first entry of a word in lower case.
    fn find(&self, word: &str) -> Option<&Entry> {
        let known = self.table.find(self.hasher.hash_one(word), |known| text(&self.letters, &self.entries[*known as usize].word) == word)?;
        self.entries.get(*known as usize)
    }

    /// Whether an entry of the word, in lower case, has the flag.
    pub(super) fn has(&self, word: &str, flag: char) -> bool {
        let further = |entry: &&Entry| entry.further.and_then(|further| self.entries.get(further as usize));
        std::iter::successors(self.find(word), further).any(|entry| text(&self.letters, &entry.flags).contains(flag))
    }

    /// Whether the word, in lower case, is there.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn text<'a>(letters: &'a str, range: &Range<u32>) -> &'a str {
    letters.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// Whether a text stands in lower case already, as far as that can be told at once.
fn is_lower(word: &str) -> bool {
    word.chars().all(|letter| if letter.is_ascii() { !letter.is_ascii_uppercase() } else { matches!(letter, 'ß'..='ÿ') })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_flags_of_all_their_entries() {
        let mut words = Words::with_capacity(2, 10);
        assert!(words.is_empty());
        for (word, flags) in [("Åsa", "AB"), ("abc", ""), ("ÅSA", "C"), ("i", "x"), ("åsa", "D"), ("İ", "y"), ("", "z")] {
            words.add(word, flags);
        }
        assert!("ABCD".chars().all(|flag| words.has("åsa", flag)) && !words.has("åsa", 'x'));
        assert!(!words.has("abc", 'A') && words.has("i", 'x') && words.has("i\u{307}", 'y') && words.has("", 'z'));
        assert!(!words.contains("Åsa") && !words.contains("ab") && words.contains("abc"));
    }

    #[test]
    fn what_is_taken_for_lower_case_is() {
        let letters = (0..=0x24F_u32).filter_map(char::from_u32);
        assert!(letters.filter(|letter| is_lower(&letter.to_string())).all(|letter| letter.to_lowercase().eq([letter])));
    }
}
