//! Tables as files: `.xlsx`, `.ods` and `.csv`.

use super::Table;
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook};
use std::io::Cursor;

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A workbook could not be written.
    #[error("the spreadsheet could not be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// A workbook could not be read.
    #[error("this is not a spreadsheet that can be read ({0}): save it as .xlsx, .ods or .csv")]
    Workbook(#[from] calamine::Error),
    /// A workbook without a sheet.
    #[error("the spreadsheet has no sheet")]
    NoSheet,
    /// A file of values that is not one.
    #[error("the file cannot be read as .csv: {0}")]
    Csv(#[from] csv::Error),
    /// A file of values in another encoding.
    #[error("the .csv is not UTF-8: save it as “CSV UTF-8”")]
    NotUtf8,
}

/// Excel shows a file of values as UTF-8 only with this mark before it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The table as a workbook. Every cell is text, so that no program takes an id for a date.
///
/// # Errors
///
/// A text is longer than a cell can hold (32,767 characters).
pub fn to_xlsx(table: &Table, name: &str) -> Result<Vec<u8>, FileError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EEF4)).set_num_format("@");
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_freeze_panes(1, 1)?;
    for (row, cells) in (0_u32..).zip(&table.rows) {
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, text, if row == 0 { &head } else { &cell })?;
            if row == 0 {
                sheet.set_column_width(column, if column == 0 { 24 } else { 36 })?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The table as comma-separated values in UTF-8.
///
/// # Errors
///
/// None in practice: it is written to memory.
pub fn to_csv(table: &Table) -> Result<Vec<u8>, FileError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in &table.rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| FileError::Csv(error.into_error().into()))
}

/// Reads the first sheet of a workbook (`.xlsx`, `.ods` and others).
///
/// # Errors
///
/// The bytes are no workbook, or it has no sheet.
pub fn from_workbook(bytes: &[u8]) -> Result<Table, FileError> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))?;
    let range = workbook.worksheet_range_at(0).ok_or(FileError::NoSheet)??;
    // The range begins at the first cell in use: what stands before it is empty.
    let (top, left) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    let mut rows = vec![Vec::new(); top];
    for row in range.rows() {
        rows.push(std::iter::repeat_n(String::new(), left).chain(row.iter().map(text)).collect());
    }
    Ok(Table { rows })
}

/// A cell as text, as an editor would write it: whole numbers without a fraction, dates as year-month-day.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.replace("_x000D_", "").replace("\r\n", "\n"),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(moment) => moment.split('T').next().unwrap_or_default().to_owned(),
        _ => cell.to_string(),
    }
}

/// Reads separated values in UTF-8. Which sign separates them is told from the first line: comma, semicolon or tabulator.
///
/// # Errors
///
/// The bytes are not UTF-8, or a quoted value does not end.
pub fn from_csv(bytes: &[u8]) -> Result<Table, FileError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::NotUtf8)?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(record?.iter().map(str::to_owned).collect());
    }
    Ok(Table { rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Table { rows: vec![row(&["task", "title.fi", "slug.fi"]), row(&["a", "Rivi\ntoinen; \"lainaus\", pilkku", "007"]), row(&["=1+1", "", "2021-04-07"])] }
    }

    #[test]
    fn a_table_comes_back_from_every_kind_of_file() {
        assert_eq!(from_csv(&to_csv(&table()).unwrap()).unwrap(), table());
        assert_eq!(from_workbook(&to_xlsx(&table(), "tasks").unwrap()).unwrap(), table());
    }

    #[test]
    fn other_separators_are_told_from_the_first_line() {
        for text in ["task;title.fi\na;b, c\n", "task\ttitle.fi\na\tb, c\n"] {
            assert_eq!(from_csv(text.as_bytes()).unwrap().rows, [["task", "title.fi"], ["a", "b, c"]]);
        }
    }

    #[test]
    fn what_is_no_spreadsheet_is_said_to_be_none() {
        assert!(from_workbook(b"PK\x03\x04 nothing").is_err());
        assert!(from_workbook(b"").is_err());
        assert!(matches!(from_csv(b"\xff"), Err(FileError::NotUtf8)));
    }
}
