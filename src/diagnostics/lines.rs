//! Byte offsets of a file to lines and columns, for many findings of one file.

use crate::source::{Position, position};
use std::borrow::Cow;
use std::ops::Range;

/// The byte order mark: some editors write it, none shows it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines of one file. Takes any bytes: what is not UTF-8 counts as replacement characters.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let newlines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
        Lines { bytes, starts: std::iter::once(0).chain(newlines).collect() }
    }

    /// The line of `offset`, counted from 0; offsets past the end are in the last line.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The position of `offset` as an editor shows it: a byte order mark takes no column.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let (text, offset) = self.text(line, offset);
        Position { line: line + 1, column: position(&text, offset).column }
    }

    /// The text of a line without its end, and where in it the file's `offset` stands.
    pub(super) fn text(&self, line: usize, offset: usize) -> (Cow<'a, str>, usize) {
        let range = self.range(line);
        let text = String::from_utf8_lossy(&self.bytes[range.clone()]);
        let before = &self.bytes[range.start..offset.clamp(range.start, range.end)];
        // An offset inside a character counts as the character's start: what stands before it must be whole.
        let before = match (std::str::from_utf8(before), &text) {
            (Ok(before), _) => before.len(),
            (Err(error), Cow::Borrowed(_)) => error.valid_up_to(),
            (Err(_), Cow::Owned(_)) => String::from_utf8_lossy(before).len(),
        };
        // Broken bytes before a character that is cut can make the prefix longer than it stands in the line.
        let before = (0..=before.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        (text, before)
    }

    /// The bytes of a line without its end and without a byte order mark.
    fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.bytes.len());
        let mut end = self.starts.get(line + 1).map_or(self.bytes.len(), |next| next - 1);
        if end > start && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        let marked = start == 0 && self.bytes.starts_with(BYTE_ORDER_MARK);
        (if marked { BYTE_ORDER_MARK.len().min(end) } else { start })..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(bytes: &[u8], offset: usize, line: usize, column: usize) {
        assert_eq!(Lines::new(bytes).position(offset), Position { line, column });
    }

    #[test]
    fn agrees_with_the_position_in_a_text() {
        let text = "Ä1\r\nmuutos näin\n\n";
        for offset in (0..=text.len()).filter(|offset| !text.as_bytes()[..*offset].ends_with(b"\r")) {
            assert_eq!(Lines::new(text.as_bytes()).position(offset), position(text, offset), "offset {offset}");
        }
    }

    #[test]
    fn past_the_end_counts_as_the_end() {
        at(b"ab\ncd", 99, 2, 3);
        at(b"", 7, 1, 1);
    }

    #[test]
    fn inside_a_character_counts_as_its_start() {
        at("aäb".as_bytes(), 2, 1, 2);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        at(b"\xef\xbb\xbfid = 1\nx", 3, 1, 1);
        at(b"\xef\xbb\xbfid = 1\nx", 0, 1, 1);
        at(b"\xef\xbb\xbfid = 1\nx", 10, 2, 1);
    }

    #[test]
    fn bytes_that_are_no_text_still_have_a_place() {
        at(b"ok\na\xffb", 4, 2, 2);
        at(b"ok\na\xffb", 5, 2, 3);
    }
}
