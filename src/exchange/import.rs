//! Which values of a table differ from the site's, and the edits that take them over: only those values, all other bytes as they are.

use super::columns::{Column, TITLE, columns, written};
use super::export::{Written, cell, node, records, title, title_in};
use super::{Cell, Exchanged, Table};
use crate::diagnostics::{Diagnostic, Severity, did_you_mean};
use crate::model::Languages;
use crate::model::ledger::write::key;
use crate::parse::toml::{self, Node, Value};
use crate::parse::{Parsed, control_character, markdown, source_text};
use crate::source::{SourceFile, SourcePath, SourceTree};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: Cell,
    /// The record, as `kind:id`.
    pub record: String,
    /// The heading of the column.
    pub column: String,
    /// What stands in the site.
    pub before: String,
    /// What stands in the table.
    pub after: String,
    /// The file that is edited.
    pub path: SourcePath,
    range: Range<usize>,
    text: String,
    opens: Option<Opens>,
}

/// That a change adds a field with its first language: the field's other languages join it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opens {
    /// What stands before the field.
    lead: &'static str,
    /// `language = "value"`.
    entry: String,
}

/// An edit of a file.
struct Edit {
    path: SourcePath,
    range: Range<usize>,
    text: String,
    opens: Option<Opens>,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFinding {
    /// The cell; `None` for the table as a whole.
    pub cell: Option<Cell>,
    /// What is wrong, and what to do.
    pub message: String,
}

/// What taking over a table comes to.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The values that differ.
    pub changes: Vec<Change>,
    /// What is wrong. While anything is, nothing may be written.
    pub findings: Vec<CellFinding>,
}

/// Compares a table with the site.
pub fn plan(tree: &SourceTree, parsed: &Parsed, languages: &Languages, table: &Table) -> Plan {
    let mut plan = Plan::default();
    let head = table.get(Cell { row: 0, column: 0 }).trim().to_lowercase();
    let Some(exchanged) = Exchanged::ALL.into_iter().find(|exchanged| exchanged.kind() == head) else {
        let message = format!("the first cell says “{head}”, but names what is in the table: write task, term or fact there, over the ids");
        plan.findings.push(CellFinding { cell: Some(Cell { row: 0, column: 0 }), message });
        return plan;
    };
    let columns = headings(table, columns(exchanged, languages), &mut plan.findings);
    let records = records(parsed, exchanged);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in 1..table.rows.len() {
        let at = Cell { row, column: 0 };
        let id = table.get(at).trim();
        if id.is_empty() {
            if table.rows[row].iter().any(|text| !text.trim().is_empty()) {
                plan.findings.push(CellFinding { cell: Some(at), message: "the row has no id: write the id of the record, or empty the row".to_owned() });
            }
            continue;
        }
        if let Some(first) = seen.insert(id, row) {
            let message = format!("“{id}” stands in row {} too: keep one of the two rows", first + 1);
            plan.findings.push(CellFinding { cell: Some(at), message });
            continue;
        }
        let Some(record) = records.iter().find(|record| record.id == id) else {
            let meant = did_you_mean(id, records.iter().map(|record| record.id.as_str())).map(|near| format!(" Did you mean “{near}”?"));
            let message = format!("the site has no {} “{id}”.{} New ones are made with `opastin new`.", exchanged.kind(), meant.unwrap_or_default());
            plan.findings.push(CellFinding { cell: Some(at), message });
            continue;
        };
        for (index, column) in &columns {
            compare(tree, record, exchanged, column, Cell { row, column: *index }, table, &mut plan);
        }
    }
    join(&mut plan.changes);
    plan
}

fn headings(table: &Table, known: Vec<Column>, findings: &mut Vec<CellFinding>) -> Vec<(usize, Column)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, heading) in table.rows.first().into_iter().flatten().enumerate().skip(1) {
        let heading = heading.trim();
        let cell = Some(Cell { row: 0, column: index });
        let filled = (1..table.rows.len()).any(|row| !table.get(Cell { row, column: index }).trim().is_empty());
        match known.iter().find(|column| column.heading() == heading) {
            _ if heading.is_empty() && !filled => {}
            Some(_) if !seen.insert(heading.to_owned()) => {
                findings.push(CellFinding { cell, message: format!("the column “{heading}” stands twice: keep one of them") });
            }
            Some(column) => found.push((index, column.clone())),
            None => {
                let names: Vec<String> = known.iter().map(Column::heading).collect();
                let meant = did_you_mean(heading, names.iter().map(String::as_str)).map(|near| format!(" Did you mean “{near}”?")).unwrap_or_default();
                findings.push(CellFinding { cell, message: format!("there is no column “{heading}”.{meant} The columns are: {}.", names.join(", ")) });
            }
        }
    }
    found
}

fn compare(tree: &SourceTree, record: &Written<'_>, exchanged: Exchanged, column: &Column, at: Cell, table: &Table, plan: &mut Plan) {
    let before = cell(tree, record, column);
    let after = table.get(at).replace("\r\n", "\n");
    if before == after {
        return;
    }
    let whose = format!("{}:{}", exchanged.kind(), record.id);
    if after.trim().is_empty() {
        let message = format!("{whose} has a value here, and the cell is empty: to remove the value, remove it in {}", record.path);
        plan.findings.push(CellFinding { cell: Some(at), message });
        return;
    }
    if let Some((_, letter)) = control_character(&after) {
        let message = format!("the cell has the control character U+{:04X}, which nobody sees and no page may hold: type its text anew", u32::from(letter));
        plan.findings.push(CellFinding { cell: Some(at), message });
        return;
    }
    match edit(tree, record, column, &after) {
        // Said in another way, such as with white space around it.
        Ok(edit) if tree.get(&edit.path).is_some_and(|file| file.bytes.get(edit.range.clone()) == Some(edit.text.as_bytes())) => {}
        Ok(Edit { path, range, text, opens }) => {
            plan.changes.push(Change { cell: at, record: whose, column: column.heading(), before, after, path, range, text, opens });
        }
        Err(message) => plan.findings.push(CellFinding { cell: Some(at), message }),
    }
}

/// The edit that gives a field this value.
fn edit(tree: &SourceTree, record: &Written<'_>, column: &Column, after: &str) -> Result<Edit, String> {
    if let (TITLE, Some(language), false) = (column.field, &column.language, record.words.is_empty()) {
        let file = record.words.get(language).ok_or_else(|| format!("{} has no words in “{language}”: write them in a file of its own", record.id))?;
        let (range, _) = title(tree, file).ok_or_else(|| format!("{} has no title to change", file.path))?;
        if after.contains('\n') {
            return Err("a title stands on one line".to_owned());
        }
        let (text, read) = (after.trim().to_owned(), read_again(tree, &file.path, &range, after.trim()));
        if read.as_ref() != Some(&text) {
            let read = read.unwrap_or_default();
            return Err(format!("Markdown would read the title “{text}” as “{read}”: put a backslash before the sign that it takes for its own, such as \\#"));
        }
        return Ok(Edit { path: file.path.clone(), range, text, opens: None });
    }
    let value = written(after, &column.shape).map_err(|expected| format!("“{after}” does not fit: the column takes {expected}"))?;
    let at = |range: Range<usize>, text: String| Edit { path: record.path.clone(), range, text, opens: None };
    if let Some(node) = node(record.table, column) {
        return Ok(at(node.span.clone(), value));
    }
    let bytes = tree.get(record.path).map(|file| &file.bytes[..]).unwrap_or_default();
    if let (Some(language), Some(Node { value: Value::Table(table), span })) = (&column.language, record.table.get(column.field)) {
        let (place, lead) =
            in_braces(bytes, span, table).ok_or_else(|| format!("{} has no “{language}” in `{}`: write it in {}", record.id, column.field, record.path))?;
        return Ok(at(place..place, format!("{lead}{} = {value}", key(language))));
    }
    let (place, lead) = match in_braces(bytes, &record.span, record.table) {
        Some(place) => place,
        None => (after_first_field(record, bytes)?, "\n"),
    };
    let opens = column.language.as_ref().map(|language| Opens { lead, entry: format!("{} = {value}", key(language)) });
    Ok(Edit { opens, ..at(place..place, format!("{lead}{} = {value}", column.field)) })
}

/// The title of a file of words in which it stands as `text`: signs at its end may mean something to Markdown.
fn read_again(tree: &SourceTree, path: &SourcePath, range: &Range<usize>, text: &str) -> Option<String> {
    let mut bytes = tree.get(path)?.bytes.to_vec();
    bytes.splice(range.clone(), text.bytes());
    let file = markdown::parse(path, &source_text(path, &bytes).text);
    title_in(&bytes, &file).map(|(_, title)| title.to_owned())
}

/// The end of the line of a record's first field.
fn after_first_field(record: &Written<'_>, bytes: &[u8]) -> Result<usize, String> {
    let first = record.table.entries.first().ok_or_else(|| format!("{} is empty: write the field in {}", record.id, record.path))?;
    let end = first.node.span.end;
    Ok(bytes.get(end..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')).map_or(bytes.len(), |line| end + line))
}

/// Lets the languages of a field that is new in a record stand in one table.
fn join(changes: &mut [Change]) {
    for first in 0..changes.len() {
        let Some(opens) = changes[first].opens.clone() else { continue };
        let field = |change: &Change| change.column.split('.').next().unwrap_or_default().to_owned();
        let same = |change: &Change, of: &Change| change.opens.is_some() && change.record == of.record && field(change) == field(of);
        let others: Vec<usize> = (first + 1..changes.len()).filter(|other| same(&changes[*other], &changes[first])).collect();
        let mut entries = vec![opens.entry];
        for other in others {
            changes[other].text.clear();
            entries.extend(changes[other].opens.take().map(|opens| opens.entry));
        }
        changes[first].text = format!("{}{} = {{ {} }}", opens.lead, field(&changes[first]), entries.join(", "));
        changes[first].opens = None;
    }
}

/// Where another entry goes in a table that is written in braces, and what stands before it: after the last entry, before any comment.
fn in_braces(bytes: &[u8], span: &Range<usize>, table: &toml::Table) -> Option<(usize, &'static str)> {
    let inside = bytes.get(span.clone())?.strip_prefix(b"{")?.strip_suffix(b"}")?;
    let Some(last) = table.entries.last() else { return Some((span.start + 1, " ")) };
    let after = inside.get(last.node.span.end.checked_sub(span.start + 1)?..)?;
    let blank = after.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if after.get(blank) == Some(&b',') { Some((last.node.span.end + blank + 1, " ")) } else { Some((last.node.span.end, ", ")) }
}

/// The site's files with the changes of a plan, by path.
pub fn apply(tree: &SourceTree, changes: &[Change]) -> BTreeMap<SourcePath, Vec<u8>> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_file.entry(&change.path).or_default().push(change);
    }
    let mut files = BTreeMap::new();
    for (path, mut changes) in by_file {
        let Some(file) = tree.get(path) else { continue };
        let mut bytes = file.bytes.to_vec();
        // From the end, so that what has not been edited yet stays where it was; of additions at one place the first comes first.
        changes.sort_by_key(|change| (change.range.start, change.cell));
        for change in changes.into_iter().rev() {
            bytes.splice(change.range.clone(), change.text.bytes());
        }
        files.insert(path.clone(), bytes);
    }
    files
}

/// The tree with these files.
pub fn with(tree: &SourceTree, files: &BTreeMap<SourcePath, Vec<u8>>) -> SourceTree {
    let mut tree = tree.clone();
    for (path, bytes) in files {
        tree.insert(path.clone(), SourceFile::new(bytes.clone()));
    }
    tree
}

/// The errors that the changes bring with them, each with the cell that it comes from, as far as that can be told.
pub fn new_errors(changes: &[Change], before: &[Diagnostic], after: &[Diagnostic]) -> Vec<CellFinding> {
    let known: BTreeSet<(&str, &str)> = before.iter().map(|finding| (finding.code.as_str(), finding.message.as_str())).collect();
    let new = after.iter().filter(|finding| finding.severity == Severity::Error && !known.contains(&(finding.code.as_str(), finding.message.as_str())));
    let cell = |finding: &Diagnostic| {
        let span = finding.span.as_ref()?;
        let mut shift = 0_i64;
        let mut of_file: Vec<&Change> = changes.iter().filter(|change| change.path == span.path).collect();
        of_file.sort_by_key(|change| (change.range.start, change.cell));
        for change in of_file {
            let start = i64::try_from(change.range.start).ok()? + shift;
            let end = start + i64::try_from(change.text.len()).ok()?;
            let place = i64::try_from(span.start).ok()?;
            if (start..=end).contains(&place) {
                return Some(change.cell);
            }
            shift += i64::try_from(change.text.len()).ok()? - i64::try_from(change.range.len()).ok()?;
        }
        None
    };
    new.map(|finding| CellFinding { cell: cell(finding), message: format!("{} ({})", finding.message, finding.code) }).collect()
}
