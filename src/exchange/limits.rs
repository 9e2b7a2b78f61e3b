//! What a workbook may unpack to, told before it is read: a file of a few kilobytes can ask for all the memory there is.

use super::files::FileError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes that all files in a workbook may have unpacked (100 MB).
const LARGEST: u64 = 100_000_000;

/// Rows that a sheet may have.
pub(super) const ROWS: usize = 100_000;

/// Columns that a sheet may have.
pub(super) const COLUMNS: usize = 1_000;

/// Cells that the area between the first and the last cell in use may have.
pub(super) const CELLS: usize = 2_000_000;

/// What kind of workbook the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// OpenDocument, `.ods`.
    OpenDocument,
    /// Office Open XML, `.xlsx`.
    OfficeOpen,
}

/// Bytes that the texts of all cells may have (100 MB): a text can stand in many cells and in the file once.
pub(super) const TEXT: usize = 100_000_000;

/// Which kind of workbook `bytes` are, if they are small enough unpacked.
pub(super) fn check(bytes: &[u8]) -> Result<Kind, FileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileError::NoWorkbook)?;
    let mut left = LARGEST;
    let mut content = None;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let is_content = file.name().is_ok_and(|name| name == "content.xml");
        let mut unpacked = Vec::new();
        // What a file says of its size need not be so, and one that is damaged is told by the reader of the workbook.
        let size = match is_content {
            true => file.take(left + 1).read_to_end(&mut unpacked).map(|size| size as u64),
            false => std::io::copy(&mut file.take(left + 1), &mut std::io::sink()),
        };
        left = left.checked_sub(size.unwrap_or_default()).ok_or(FileError::TooLarge)?;
        content = if is_content { Some(unpacked) } else { content };
    }
    match content {
        Some(content) => std::str::from_utf8(&content).map_err(|_| FileError::NoWorkbook).and_then(area).map(|()| Kind::OpenDocument),
        None => Ok(Kind::OfficeOpen),
    }
}

/// What a sheet of an OpenDocument unfolds to.
#[derive(Debug, Default)]
struct Area {
    rows: usize,
    empty_rows: usize,
    widest: usize,
    text: usize,
}

/// A row of it.
#[derive(Debug)]
struct Row {
    repeated: usize,
    width: usize,
    empty: usize,
    text: usize,
}

impl Area {
    fn add(&mut self, row: &Row) -> Result<(), FileError> {
        // What follows the last cell in use does not count: programs repeat empty cells and rows up to the end of the sheet.
        if row.width == 0 {
            self.empty_rows = self.empty_rows.saturating_add(row.repeated);
            return Ok(());
        }
        self.rows = self.rows.saturating_add(std::mem::take(&mut self.empty_rows)).saturating_add(row.repeated);
        self.widest = self.widest.max(row.width);
        self.text = self.text.saturating_add(row.text.saturating_mul(row.repeated));
        let cells = self.rows.saturating_mul(self.widest);
        let fits = self.rows <= ROWS && self.widest <= COLUMNS && cells <= CELLS && self.text <= TEXT;
        if fits { Ok(()) } else { Err(FileError::TooLarge) }
    }
}

/// Refuses the content of an OpenDocument that repeats rows, cells or spaces without measure, and one whose elements do not all end: its
/// reader would wait for their ends for ever.
fn area(content: &str) -> Result<(), FileError> {
    let mut reader = Reader::from_str(content);
    let mut area = Area::default();
    let mut row = Row { repeated: 1, width: 0, empty: 0, text: 0 };
    let mut cell = (1, 0);
    let mut open = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| FileError::NoWorkbook)?;
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            Event::Eof => return if open == 0 { Ok(()) } else { Err(FileError::NoWorkbook) },
            _ => {}
        }
        match event {
            Event::Start(tag) if tag.name().as_ref() == "table:table" => area = Area::default(),
            Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                row = Row { repeated: times(&tag, "table:number-rows-repeated"), width: 0, empty: 0, text: 0 };
            }
            Event::Empty(tag) if is_cell(&tag) && is_bare(&tag) => row.empty = row.empty.saturating_add(times(&tag, COLUMNS_REPEATED)),
            Event::Start(tag) | Event::Empty(tag) if is_cell(&tag) => {
                let repeated = times(&tag, COLUMNS_REPEATED);
                row.width = row.width.saturating_add(std::mem::take(&mut row.empty)).saturating_add(repeated);
                row.text = row.text.saturating_add(tag.len().saturating_mul(repeated));
                cell = (repeated, at);
            }
            Event::End(tag) if CELLS_NAMES.contains(&tag.name().as_ref()) => {
                row.text = row.text.saturating_add(at.saturating_sub(cell.1).saturating_mul(cell.0));
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => area.add(&row)?,
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "text:s" => {
                row.text = row.text.saturating_add(times(&tag, "text:c").saturating_mul(cell.0));
            }
            _ => {}
        }
    }
}

const COLUMNS_REPEATED: &str = "table:number-columns-repeated";
const CELLS_NAMES: [&str; 2] = ["table:table-cell", "table:covered-table-cell"];

fn is_cell(tag: &BytesStart<'_>) -> bool {
    CELLS_NAMES.contains(&tag.name().as_ref())
}

/// Whether a cell without content has no value among its attributes either.
fn is_bare(tag: &BytesStart<'_>) -> bool {
    !tag.attributes().flatten().any(|attribute| attribute.key.as_ref().starts_with("office:") || attribute.key.as_ref() == "table:formula")
}

fn times(tag: &BytesStart<'_>, name: &str) -> usize {
    let value = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    // A number that does not fit is as large as can be.
    value.map_or(1, |value| value.value.trim().parse().unwrap_or(usize::MAX))
}
