//! Text to words: NFC, lower case, letters and digits. The browser's module cuts queries by the same rules.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Longest word that is kept, in characters. Longer ones are no words of a language and are left out.
pub const LONGEST_WORD: usize = 64;

/// Words of a text, in order. `THL:n` gives `thl`; `a-b` and `a/b` give `a`, `b` and, where joined by a hyphen, also `ab`.
pub fn tokenize(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// Calls `found` with every word of a text, in order, as [`tokenize`] gives them.
pub(super) fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut found = |word: &str| {
        // No more characters than bytes.
        if word.len() <= LONGEST_WORD || word.chars().count() <= LONGEST_WORD {
            found(word);
        }
    };
    let mut run = Run::default();
    let normal = normalize(text);
    let mut letters = normal.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() {
            run.push(letter);
            continue;
        }
        let next_is_word = letters.peek().is_some_and(|next| next.is_alphanumeric());
        match letter {
            '\u{ad}' => {}
            '-' | '\u{2010}' | '\u{2011}' if next_is_word && run.has_word() => run.hyphen(),
            ':' if next_is_word && run.ends_in_letter() => run.start_suffix(),
            _ => run.finish(&mut found),
        }
    }
    run.finish(&mut found);
}

/// NFC in lower case.
fn normalize(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        let lower = text.to_lowercase();
        if is_nfc_quick(lower.chars()) == IsNormalized::Yes { lower } else { lower.nfc().collect() }
    } else {
        text.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}

/// Folds a lower-case word for comparison: no diacritics, `ä` and `å` become `a`, `ö` and `ø` become `o`.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ø' => folded.push('o'),
            'æ' => folded.push('a'),
            'ß' => folded.push_str("ss"),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            _ => folded.push(letter),
        }
    }
    folded
}

/// A run of words that hyphens join, while it is being read.
#[derive(Default)]
struct Run {
    parts: Vec<String>,
    word: String,
    in_suffix: bool,
}

impl Run {
    fn push(&mut self, letter: char) {
        if !self.in_suffix {
            self.word.push(letter);
        }
    }

    fn has_word(&self) -> bool {
        !self.word.is_empty()
    }

    fn ends_in_letter(&self) -> bool {
        self.word.chars().next_back().is_some_and(char::is_alphabetic)
    }

    fn start_suffix(&mut self) {
        self.in_suffix = true;
    }

    fn hyphen(&mut self) {
        self.parts.push(std::mem::take(&mut self.word));
        self.in_suffix = false;
    }

    fn finish(&mut self, found: &mut impl FnMut(&str)) {
        self.in_suffix = false;
        if self.parts.is_empty() {
            if !self.word.is_empty() {
                found(&self.word);
                self.word.clear();
            }
            return;
        }
        if !self.word.is_empty() {
            self.parts.push(std::mem::take(&mut self.word));
        }
        self.parts.iter().for_each(|part| found(part));
        if self.parts.len() > 1 {
            found(&self.parts.concat());
        }
        self.parts.clear();
    }
}
