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
    if is_plain(text) {
        cut(text, &mut found);
    } else {
        cut(&normalize(text), &mut found);
    }
}

/// Calls `found` with every word of a text in NFC, in lower case.
fn cut(text: &str, found: &mut impl FnMut(&str)) {
    let mut rest = text;
    let mut lower = String::new();
    loop {
        rest = &rest[blank(rest)..];
        let (length, has_capitals) = beginning_word(rest);
        let (word, after) = rest.split_at(length);
        if word.is_empty() {
            return;
        }
        // Most words stand between blanks and signs that join nothing.
        if after.starts_with(['-', '\u{2010}', '\u{2011}', ':', '\u{ad}']) {
            rest = joined_words(rest, found);
            continue;
        }
        if has_capitals {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            found(&lower);
        } else {
            found(word);
        }
        rest = after;
    }
}

/// Bytes before the first letter or digit of a text.
fn blank(text: &str) -> usize {
    let ascii = text.bytes().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    ascii + text[ascii..].find(is_of_word).unwrap_or(text.len() - ascii)
}

/// Bytes of the letters and digits that a text begins with, and whether capitals may be among them.
fn beginning_word(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut at, mut has_capitals) = (0, false);
    while let Some(byte) = bytes.get(at) {
        at += match (byte, bytes.get(at + 1)) {
            (b'a'..=b'z' | b'0'..=b'9', _) => 1,
            (b'A'..=b'Z', _) => {
                has_capitals = true;
                1
            }
            (..=0x7f, _) => break,
            // U+00E0 to U+00FF, without the sign of division at U+00F7.
            (0xc3, Some(0xa0..=0xb6 | 0xb8..=0xbf)) => 2,
            _ => match text[at..].chars().next() {
                Some(letter) if is_of_word(letter) => {
                    has_capitals |= letter.is_uppercase();
                    letter.len_utf8()
                }
                _ => break,
            },
        };
    }
    (at, has_capitals)
}

/// Calls `found` with the words that a text begins with and that signs may join. Gives what follows them.
fn joined_words<'a>(text: &'a str, found: &mut impl FnMut(&str)) -> &'a str {
    let mut run = Run::default();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if is_of_word(letter) {
            run.push(letter);
            continue;
        }
        let next_is_word = letters.clone().next().is_some_and(is_of_word);
        match letter {
            '\u{ad}' => {}
            '-' | '\u{2010}' | '\u{2011}' if next_is_word && run.has_word() => run.hyphen(),
            ':' if next_is_word && run.ends_in_letter() => run.start_suffix(),
            _ => break,
        }
    }
    run.finish(found);
    letters.as_str()
}

/// Letters and digits: those of Latin-1, which most are, without a look into tables.
fn is_of_word(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'ß'..='ö' | 'ø'..='ÿ' => true,
        '\0'..='\x7f' => false,
        _ => letter.is_alphanumeric(),
    }
}

/// Whether a text holds nothing but Latin-1 and common punctuation, all of which are in NFC, in capitals and small letters.
fn is_plain(text: &str) -> bool {
    // Most texts are in Latin-1.
    if text.bytes().all(|byte| byte < 0xc4) {
        return true;
    }
    let (mut before, mut two_before) = (0, 0);
    text.bytes().all(|byte| {
        let plain = match (byte, before) {
            (..=0x7f | 0xc2 | 0xc3 | 0xe2, _) | (_, 0xc2 | 0xc3) => true,
            // U+2000 to U+203F.
            (0x80, 0xe2) => true,
            (_, 0x80) => two_before == 0xe2,
            _ => false,
        };
        (two_before, before) = (before, byte);
        plain
    })
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
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Appends a word as [`fold`] gives it.
pub(super) fn fold_into(word: &str, folded: &mut String) {
    let mut rest = word;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, marked) = rest.split_at(at);
        folded.push_str(plain);
        let Some((letter, after)) = marked.split_at_checked(2) else { return fold_letters(marked, folded) };
        match letter {
            "ä" | "å" => folded.push('a'),
            "ö" => folded.push('o'),
            _ => return fold_letters(marked, folded),
        }
        rest = after;
    }
    folded.push_str(rest);
}

fn fold_letters(letters: &str, folded: &mut String) {
    for letter in letters.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ø' => folded.push('o'),
            'æ' => folded.push('a'),
            'ß' => folded.push_str("ss"),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            _ => folded.push(letter),
        }
    }
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
            self.word.extend(letter.to_lowercase());
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
