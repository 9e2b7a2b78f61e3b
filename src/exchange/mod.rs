//! Records as spreadsheets, with all languages side by side, and back.
//!
//! [`export`] makes a [`Table`] of the records of a kind, [`files`] writes and reads it as `.xlsx`, `.ods` or `.csv`, and [`import`]
//! finds which values differ and edits just those, byte for byte, in the files of the site.

pub mod columns;
pub mod export;
pub mod files;
mod formula;
pub mod import;
mod limits;

use std::fmt;

/// What is exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchanged {
    /// Tasks.
    Tasks,
    /// The glossary.
    Terms,
    /// What the sources say.
    Facts,
}

impl Exchanged {
    /// All that is exchanged.
    pub const ALL: [Exchanged; 3] = [Exchanged::Tasks, Exchanged::Terms, Exchanged::Facts];

    /// The kind of record; it heads the column of ids.
    pub fn kind(self) -> &'static str {
        match self {
            Exchanged::Tasks => "task",
            Exchanged::Terms => "term",
            Exchanged::Facts => "fact",
        }
    }
}

/// Cells as text: a row of headings, and a row per record. The first column holds the ids, under the name of the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, the headings first.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The text of a cell; empty where the row is shorter.
    pub fn get(&self, cell: Cell) -> &str {
        self.rows.get(cell.row).and_then(|row| row.get(cell.column)).map_or("", String::as_str)
    }
}

/// A cell by its place, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Cell {
    /// As spreadsheets name it: `A1`, `AB12`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut left = self.column + 1;
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        letters.reverse();
        write!(formatter, "{}{}", letters.into_iter().collect::<String>(), self.row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let name = |row, column| Cell { row, column }.to_string();
        assert_eq!([name(0, 0), name(1, 25), name(9, 26), name(0, 701), name(0, 702)], ["A1", "B2".replace('B', "Z").as_str(), "AA10", "ZZ1", "AAA1"]);
    }
}
