//! The parts of a script that are not plain code: comments, texts and regular expressions.

use std::ops::Range;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// From `//` to the end of the line, or from `/*` to `*/`.
    Comment,
    /// In quotes of any kind, which belong to it. A text with a text inside `${…}` counts as several.
    Text,
    /// A regular expression.
    Expression,
}

/// A part of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What it is.
    pub(super) sort: Sort,
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
}

/// The parts of a script in their order.
pub(super) fn parts(script: &str) -> Vec<Part> {
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // The last byte that is neither white space nor comment: tells a division from a regular expression.
    let mut last = b';';
    while let Some(&byte) = bytes.get(at) {
        let plain = bytes[at..].iter().take_while(|byte| !matches!(byte, b'/' | b'"' | b'\'' | b'`')).count();
        if plain > 0 {
            last = bytes[at..at + plain].iter().rev().find(|byte| !byte.is_ascii_whitespace()).copied().unwrap_or(last);
            at += plain;
            continue;
        }
        let part = match (byte, bytes.get(at + 1)) {
            (b'/', Some(b'/')) => Some((Sort::Comment, memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length))),
            (b'/', Some(b'*')) => Some((Sort::Comment, memchr::memmem::find(&bytes[at..], b"*/").map_or(bytes.len(), |length| at + length + 2))),
            (b'/', _) if starts_expression(script, at, last) => Some((Sort::Expression, end_of_expression(bytes, at + 1))),
            (b'"' | b'\'' | b'`', _) => Some((Sort::Text, (end_of_text(bytes, at + 1, byte) + 1).min(bytes.len()))),
            _ => None,
        };
        let end = part.map_or(at + 1, |(_, end)| end);
        if let Some((sort, end)) = part {
            found.push(Part { sort, range: at..end });
        }
        if part.is_none_or(|(sort, _)| sort != Sort::Comment) && !byte.is_ascii_whitespace() {
            last = byte;
        }
        at = end;
    }
    found
}

fn starts_expression(script: &str, at: usize, last: u8) -> bool {
    let word = script[..at].trim_end().rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    b"(,=:[!&|?{};+-*%~^<>".contains(&last) || ["return", "typeof", "case", "in", "of", "await", "yield"].contains(&word)
}

fn end_of_expression(bytes: &[u8], from: usize) -> usize {
    let (mut at, mut in_class) = (from, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn end_of_text(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' if quote != b'`' => return at,
            _ if byte == quote => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
