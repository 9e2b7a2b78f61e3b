//! Cells of comma-separated values that a spreadsheet would take for a formula, and the sign that keeps it from that.

use std::borrow::Cow;

/// What spreadsheets begin a formula with, also in their wide forms, and white space that they pass over or read as the next cell.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// The sign before a text that is not to be worked out.
const MARK: char = '\'';

/// The cell with a mark before it, if it could be taken for a formula. A text with marks of its own before the formula gets one more, so
/// that [`unmarked`] gives back every text.
pub(super) fn marked(cell: &str) -> Cow<'_, str> {
    if is_like_formula(cell) { Cow::Owned(format!("{MARK}{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell without the mark that [`marked`] put before it.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|_| is_like_formula(cell)).unwrap_or(cell)
}

/// Whether a text is a formula behind marks and spaces, if there are any.
fn is_like_formula(cell: &str) -> bool {
    cell.trim_start_matches([MARK, ' ']).starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_and_every_text_comes_back() {
        for text in ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "''=1", "' =1", "'", "''", "'tis", "'’", "", " ", "a=1", "é"]
        {
            let cell = marked(text);
            assert!(!cell.trim_start_matches(' ').starts_with(BEGINNINGS), "{text:?}: {cell:?}");
            assert_eq!(unmarked(&cell), text, "{cell:?}");
        }
        assert_eq!((marked("'tis"), unmarked("'tis")), (Cow::Borrowed("'tis"), "'tis"));
        assert_eq!(unmarked("=1"), "=1", "what somebody wrote without a mark");
    }
}
