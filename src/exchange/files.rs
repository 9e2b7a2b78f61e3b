//! Tables as files: `.xlsx`, `.ods` and `.csv`.

use super::Table;
use super::formula::{marked, unmarked};
use super::limits::{self, Kind};
use calamine::{Data, Ods, OdsError, Range, Reader, Xlsx, XlsxError};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook};
use std::io::Cursor;

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A workbook could not be written.
    #[error("the spreadsheet could not be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// A workbook could not be read.
    #[error("this is not a spreadsheet that can be read: save it as .xlsx, .ods or .csv")]
    NoWorkbook,
    /// A workbook of Office Open XML could not be read.
    #[error("this is not a spreadsheet that can be read ({0}): save it as .xlsx, .ods or .csv")]
    Xlsx(#[from] XlsxError),
    /// A workbook of OpenDocument could not be read.
    #[error("this is not a spreadsheet that can be read ({0}): save it as .xlsx, .ods or .csv")]
    Ods(#[from] OdsError),
    /// A workbook that asks for more than there is.
    #[error("the spreadsheet is larger than any that is exported: a sheet may have 100,000 rows, 1,000 columns and 100 MB")]
    TooLarge,
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

/// The table as comma-separated values in UTF-8. No cell is one that spreadsheets would take for a formula.
///
/// # Errors
///
/// None in practice: it is written to memory.
pub fn to_csv(table: &Table) -> Result<Vec<u8>, FileError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| marked(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| FileError::Csv(error.into_error().into()))
}

/// Reads the first sheet of a workbook, `.xlsx` or `.ods`.
///
/// # Errors
///
/// The bytes are no workbook, it has no sheet, or it unpacks to more than is read.
pub fn from_workbook(bytes: &[u8]) -> Result<Table, FileError> {
    match limits::check(bytes)? {
        Kind::OfficeOpen => from_office_open(Xlsx::new(Cursor::new(bytes))?),
        Kind::OpenDocument => Ok(from_range(&Ods::new(Cursor::new(bytes))?.worksheet_range_at(0).ok_or(FileError::NoSheet)??)),
    }
}

/// Cell by cell: only those in use take room, wherever they stand.
fn from_office_open(mut workbook: Xlsx<Cursor<&[u8]>>) -> Result<Table, FileError> {
    let name = workbook.sheet_names().first().cloned().ok_or(FileError::NoSheet)?;
    let mut cells = workbook.worksheet_cells_reader(&name)?;
    let mut table = Table::default();
    let (mut room, mut left) = (0, limits::TEXT);
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let value = text(&cell.get_value().clone().into());
        left = left.checked_sub(value.len()).ok_or(FileError::TooLarge)?;
        if value.is_empty() {
            continue;
        }
        if row >= limits::ROWS || column >= limits::COLUMNS {
            return Err(FileError::TooLarge);
        }
        if table.rows.len() <= row {
            table.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut table.rows[row];
        if cells.len() <= column {
            room += column + 1 - cells.len();
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = value;
        if room > limits::CELLS {
            return Err(FileError::TooLarge);
        }
    }
    Ok(table)
}

fn from_range(range: &Range<Data>) -> Table {
    // The range begins at the first cell in use: what stands before it is empty.
    let (top, left) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    let mut rows = vec![Vec::new(); top];
    for row in range.rows() {
        rows.push(std::iter::repeat_n(String::new(), left).chain(row.iter().map(text)).collect());
    }
    Table { rows }
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

/// Reads separated values in UTF-8, as [`to_csv`] writes them. Which sign separates them is told from the first line: comma, semicolon or tabulator.
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
        rows.push(record?.iter().map(|cell| unmarked(cell).to_owned()).collect());
    }
    Ok(Table { rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn table() -> Table {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Table { rows: vec![row(&["task", "title.fi", "slug.fi"]), row(&["a", "Rivi\ntoinen; \"lainaus\", pilkku", "007"]), row(&["=1+1", "", "2021-04-07"])] }
    }

    #[test]
    fn a_table_comes_back_from_every_kind_of_file() {
        assert_eq!(from_csv(&to_csv(&table()).unwrap()).unwrap(), table());
        let read = from_workbook(&to_xlsx(&table(), "tasks").unwrap()).unwrap();
        assert_eq!(read, table());
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

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn open_document(rows: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        let manifest = b"<manifest:manifest></manifest:manifest>";
        zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", manifest), ("content.xml", content.as_bytes())])
    }

    #[test]
    fn a_sheet_of_open_document_ends_with_its_last_cell_in_use() {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>task</text:p></table:table-cell>";
        let bytes = open_document(&format!(
            "<table:table-row>{cell}<table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
        ));
        assert_eq!(from_workbook(&bytes).unwrap().rows, [["task"]]);
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_large_sheet_is_refused() {
        let cell = |columns: usize, text: &str| {
            format!("<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{columns}\"><text:p>{text}</text:p></table:table-cell>")
        };
        let row = |rows: usize, cells: &str| format!("<table:table-row table:number-rows-repeated=\"{rows}\">{cells}</table:table-row>");
        let long = "x".repeat(200_000);
        for rows in
            [row(1, &cell(16_384, "a")), row(1_000_000, &cell(1, "a")), row(100_000, &cell(100, "a")), row(1_000, &cell(1, &long)), row(1, &cell(1_000, &long))]
        {
            assert!(matches!(from_workbook(&open_document(&rows)), Err(FileError::TooLarge)), "{}", &rows[..80]);
        }
        let zeros = vec![b' '; 101_000_000];
        assert!(matches!(from_workbook(&zipped(&[("xl/workbook.xml", &zeros)])), Err(FileError::TooLarge)));
    }

    #[test]
    fn a_sheet_of_open_document_that_does_not_end_is_none() {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>task</text:p>";
        for rows in [format!("<table:table-row>{cell}"), format!("<table:table-row>{cell}</table:table-cell></table:table-row><table:table-row>")] {
            assert!(matches!(from_workbook(&open_document(&rows)), Err(FileError::NoWorkbook)), "{rows}");
        }
        let spaces = format!("<table:table-row>{cell}<text:s text:c=\"99999999999\"/></table:table-cell></table:table-row>");
        assert!(matches!(from_workbook(&open_document(&spaces)), Err(FileError::TooLarge)));
    }

    #[test]
    fn a_lonely_cell_takes_no_more_room_than_it_needs() {
        let far = |row, column| {
            let mut workbook = Workbook::new();
            workbook.add_worksheet().write_string(0, 0, "task").unwrap().write_string(row, column, "x").unwrap();
            from_workbook(&workbook.save_to_buffer().unwrap())
        };
        assert_eq!(far(99_999, 999).unwrap().rows.len(), 100_000);
        for (row, column) in [(100_000, 0), (1, 1_000), (1_048_575, 16_383)] {
            assert!(matches!(far(row, column), Err(FileError::TooLarge)));
        }
    }
}
