//! A guide as a spreadsheet: a cell for the day of each event, and dates that follow from it by formulas.
//!
//! The formulas say the same as `resolve::dates`: a day is counted from the earliest anchor that is filled in; an unstated unit is
//! read both ways; a day that is not a working day rolls, and stays on its side of the anchor.

use crate::model::Key;
use crate::model::deadline::{Bound, Offset, Roll, Rule, Unit};
use crate::view::sheet::{Line, Row, Sheet};
use jiff::civil::{Date, Weekday};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};
use zip::{ZipArchive, ZipWriter};

/// The name under which formulas know the days that are not working days.
const HOLIDAYS: &str = "Holidays";

/// The cells that formulas refer to, by `event:…` and `deadline:…`.
type Cells = BTreeMap<Key, String>;

/// The part of a file that lists the days that are not working days.
const LIST: &str = "xl/worksheets/sheet3.xml";

/// What the list of days is made of: the part of the file without its days, and the days.
type Listed = (Vec<u8>, Arc<[Date]>);

/// Lists of days that are not working days, packed: by far the largest part of a file, and the same in all files of a language.
#[derive(Debug, Default)]
pub struct Lists {
    packed: Mutex<BTreeMap<Listed, Arc<[u8]>>>,
}

/// The file. The same table gives the same bytes. Lists of days are taken from `lists`, or put there.
///
/// # Errors
/// Where the table does not fit a spreadsheet.
pub fn file(sheet: &Sheet, lists: &Lists) -> Result<Vec<u8>, XlsxError> {
    let mut rest = ZipArchive::new(Cursor::new(workbook(sheet, &[])?))?;
    let mut without_days = Vec::new();
    rest.by_name(LIST)?.read_to_end(&mut without_days)?;
    let packed = packed(sheet, without_days, lists)?;
    let mut list = ZipArchive::new(Cursor::new(&*packed))?;
    let mut file = ZipWriter::new(Cursor::new(Vec::with_capacity(packed.len())));
    for index in 0..rest.len() {
        let part = rest.by_index_raw(index)?;
        match (part.name()? == LIST).then(|| list.index_for_name(LIST)).flatten() {
            Some(index) => file.raw_copy_file(list.by_index_raw(index)?)?,
            None => file.raw_copy_file(part)?,
        }
    }
    Ok(file.finish()?.into_inner())
}

/// A whole file with the list of days that belongs to what is `without_days` otherwise.
fn packed(sheet: &Sheet, without_days: Vec<u8>, lists: &Lists) -> Result<Arc<[u8]>, XlsxError> {
    let mut packed = lists.packed.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (without_days, sheet.holidays.clone());
    if let Some(known) = packed.get(&key) {
        return Ok(known.clone());
    }
    let made: Arc<[u8]> = workbook(sheet, &sheet.holidays)?.into();
    packed.insert(key, made.clone());
    Ok(made)
}

/// A file that lists the days `listed`.
fn workbook(sheet: &Sheet, listed: &[Date]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = excel_day(sheet.as_of)?;
    workbook.set_properties(&DocProperties::new().set_title(&sheet.title).set_creation_datetime(&created));
    let names = ["tasks", "deadlines", "holidays"].map(|word| sheet_name(sheet, word));
    let cells = cells(sheet, &names);
    // What the list of days refers to stands first in the tables of texts and formats, so that it is the same in all files.
    workbook.populate_string_table(word(sheet, "holiday"), 0);
    [&head(), &day()].into_iter().for_each(|format| workbook.register_format(format));
    tasks(workbook.add_worksheet().set_name(&names[0])?, sheet, &cells)?;
    deadlines(workbook.add_worksheet().set_name(&names[1])?, sheet, &cells)?;
    holidays(workbook.add_worksheet().set_name(&names[2])?, word(sheet, "holiday"), listed)?;
    workbook.define_name(HOLIDAYS, &format!("='{}'!$A$2:$A${}", names[2], sheet.holidays.len().max(1) + 1))?;
    workbook.save_to_buffer()
}

fn word<'a>(sheet: &'a Sheet, id: &str) -> &'a str {
    sheet.words.get(id).map_or("", String::as_str)
}

/// A name that spreadsheets allow for a sheet.
fn sheet_name(sheet: &Sheet, id: &str) -> String {
    word(sheet, id).chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(31).collect()
}

/// Rows of the sheet of tasks before the table: title, address, how it works, heading of the dates, one row for each event, an empty one.
fn table_row(sheet: &Sheet) -> u32 {
    5 + number(sheet.events.len())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where the day of each event and the followed day of each deadline stand.
fn cells(sheet: &Sheet, names: &[String; 3]) -> Cells {
    let events = sheet.events.iter().enumerate().map(|(index, (id, _))| (Key::new("event", id), format!("'{}'!$B${}", names[0], index + 5)));
    let followed = sheet.deadlines.iter().enumerate().filter(|(_, line)| line.followed);
    let deadlines = followed.map(|(index, line)| (Key::new("deadline", &line.deadline), format!("'{}'!$C${}", names[1], index + 2)));
    events.chain(deadlines).collect()
}

fn tasks(page: &mut Worksheet, sheet: &Sheet, cells: &Cells) -> Result<(), XlsxError> {
    let (head, day, input) = (head(), day(), input());
    text(page, 0, 0, &sheet.title, &Format::new().set_bold().set_font_size(14))?;
    page.write_url(1, 0, sheet.address.as_str())?;
    text(page, 2, 0, &format!("{} {}", word(sheet, "how"), word(sheet, "as-of")), &Format::new())?;
    text(page, 3, 0, word(sheet, "dates"), &Format::new().set_bold())?;
    for (index, (_, name)) in sheet.events.iter().enumerate() {
        text(page, 4 + number(index), 0, name, &Format::new())?;
        page.write_blank(4 + number(index), 1, &input)?;
    }
    let first = table_row(sheet);
    let columns = ["task", "due", "rule", "applies", "owner", "strength", "phase", "code", "done", "notes"];
    for (column, id) in columns.iter().enumerate() {
        text(page, first, column_number(column), word(sheet, id), &head)?;
    }
    for (index, row) in sheet.tasks.iter().enumerate() {
        task(page, first + 1 + number(index), sheet, row, cells, &day)?;
    }
    for (column, width) in [44, 14, 48, 48, 28, 18, 22, 8, 10, 40].into_iter().enumerate() {
        page.set_column_width(column_number(column), width)?;
    }
    page.set_freeze_panes(first + 1, 1)?;
    page.set_repeat_rows(first, first)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn task(page: &mut Worksheet, at: u32, sheet: &Sheet, row: &Row, cells: &Cells, day: &Format) -> Result<(), XlsxError> {
    let plain = wrapped();
    page.write_url_with_text(at, 0, row.address.as_str(), &row.title)?;
    let line = row.deadline.as_ref().and_then(|id| sheet.deadlines.iter().find(|line| line.followed && line.deadline == *id));
    let cell = row.deadline.as_ref().and_then(|id| cells.get(&Key::new("deadline", id)));
    if let Some(cell) = cell.filter(|_| line.is_some_and(|line| formula(line, sheet, cells).is_some())) {
        page.write_formula_with_format(at, 1, Formula::new(format!("={cell}")).set_result(""), day)?;
    }
    let rest = [line.map_or("", |line| line.phrase.as_str()), &row.applies, &row.owner, &row.strength, &row.phase, &row.code];
    for (column, value) in rest.into_iter().enumerate() {
        text(page, at, column_number(column + 2), value, &plain)?;
    }
    Ok(())
}

fn deadlines(page: &mut Worksheet, sheet: &Sheet, cells: &Cells) -> Result<(), XlsxError> {
    for (column, id) in ["deadline", "source", "due", "rule"].iter().enumerate() {
        text(page, 0, column_number(column), word(sheet, id), &head())?;
    }
    for (index, line) in sheet.deadlines.iter().enumerate() {
        let at = number(index) + 1;
        text(page, at, 0, &line.name, &wrapped())?;
        text(page, at, 1, word(sheet, if line.followed { "followed" } else { "other" }), &wrapped())?;
        if let Some(formula) = formula(line, sheet, cells) {
            page.write_formula_with_format(at, 2, Formula::new(formula).set_result(""), &day())?;
        }
        text(page, at, 3, &line.phrase, &wrapped())?;
    }
    for (column, width) in [44, 24, 14, 64].into_iter().enumerate() {
        page.set_column_width(column_number(column), width)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

fn holidays(page: &mut Worksheet, heading: &str, listed: &[Date]) -> Result<(), XlsxError> {
    text(page, 0, 0, heading, &head())?;
    let format = day();
    for (index, date) in listed.iter().enumerate() {
        page.write_datetime_with_format(number(index) + 1, 0, &excel_day(*date)?, &format)?;
    }
    page.set_column_width(0, 16)?;
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Writes a text. What a spreadsheet could take for a formula when it is edited is marked as text.
fn text(page: &mut Worksheet, row: u32, column: u16, value: &str, format: &Format) -> Result<(), XlsxError> {
    let looks_like_formula = value.trim_start().starts_with(['=', '+', '-', '@']);
    if looks_like_formula {
        page.write_string_with_format(row, column, value, &format.clone().set_quote_prefix())?;
    } else {
        page.write_string_with_format(row, column, value, format)?;
    }
    Ok(())
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Medium)
}

fn day() -> Format {
    Format::new().set_num_format("d.m.yyyy").set_align(FormatAlign::Top)
}

fn input() -> Format {
    day().set_border(FormatBorder::Thin)
}

fn excel_day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// The formula for the day by which a rule is due; `None` where no day follows from it.
fn formula(line: &Line, sheet: &Sheet, cells: &Cells) -> Option<String> {
    let (rule, anchors) = line.rule.as_ref()?;
    let offset = rule.offset.filter(|_| rule.bound != Bound::NotRequired)?;
    let places: Vec<&str> = anchors.iter().filter_map(|anchor| cells.get(anchor)).map(String::as_str).collect();
    if places.is_empty() {
        return None;
    }
    let list = places.join(",");
    let anchor = if places.len() == 1 { list.clone() } else { format!("MIN({list})") };
    let due = if rule.unit_stated || offset.unit != Unit::Days {
        counted(rule, offset, &anchor, &sheet.weekend)
    } else {
        let read = |unit| counted(rule, Offset { unit, ..offset }, &anchor, &sheet.weekend);
        format!("MIN({},{})", read(Unit::Days), read(Unit::BusinessDays))
    };
    Some(format!("=IF(COUNT({list})=0,\"\",{due})"))
}

/// The day counted from `anchor`, rolled where it is not a working day.
fn counted(rule: &Rule, offset: Offset, anchor: &str, weekend: &[Weekday]) -> String {
    let count = offset.count;
    let counted = match offset.unit {
        Unit::Days => format!("({anchor}+{count})"),
        Unit::Weeks => format!("({anchor}+{})", i64::from(count) * 7),
        Unit::Months => format!("EDATE({anchor},{count})"),
        Unit::BusinessDays => workday(anchor, count, weekend),
    };
    let earlier = || workday(&format!("{counted}+1"), -1, weekend);
    let later = || workday(&format!("{counted}-1"), 1, weekend);
    match rule.roll {
        Roll::None => counted,
        Roll::Earlier if count > 0 => format!("IF({}<={anchor},{},{})", earlier(), later(), earlier()),
        Roll::Earlier => earlier(),
        Roll::Later if count < 0 => format!("IF({}>={anchor},{},{})", later(), earlier(), later()),
        Roll::Later => later(),
    }
}

/// So many working days from a day. Where the week ends otherwise than on Saturday and Sunday, its end is written as seven digits.
fn workday(from: &str, count: i32, weekend: &[Weekday]) -> String {
    let mut ends: Vec<i8> = weekend.iter().map(|day| day.to_monday_one_offset()).collect();
    ends.sort_unstable();
    if ends == [6, 7] {
        return format!("WORKDAY({from},{count},{HOLIDAYS})");
    }
    let digits: String = (1..=7).map(|day| if ends.contains(&day) { '1' } else { '0' }).collect();
    format!("WORKDAY.INTL({from},{count},\"{digits}\",{HOLIDAYS})")
}
