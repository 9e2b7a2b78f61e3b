//! The records of a kind as a table.

use super::columns::{Column, TITLE, columns, shown};
use super::{Exchanged, Table};
use crate::model::Languages;
use crate::parse::Parsed;
use crate::parse::markdown::{BlockName, MarkdownFile};
use crate::parse::toml::{Node, Table as Toml, Value};
use crate::source::{FileKind, ItemKind, ItemPart, SourcePath, SourceTree, kind_of};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A record as its file has it.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// Its id.
    pub id: String,
    /// The file.
    pub path: &'a SourcePath,
    /// Its fields.
    pub table: &'a Toml,
    /// The bytes of the record: of one in braces the braces, of others its head or the whole file.
    pub span: Range<usize>,
    /// Its words, by language; of an item only.
    pub words: BTreeMap<String, Arc<MarkdownFile>>,
}

/// Every record of the kind that is exchanged, in the order of the files.
pub fn records(parsed: &Parsed, exchanged: Exchanged) -> Vec<Written<'_>> {
    let mut records = Vec::new();
    for (path, file) in &parsed.toml {
        match (exchanged, kind_of(path)) {
            (Exchanged::Tasks, FileKind::Item(ItemKind::Task, id, ItemPart::Facts)) => {
                records.push(Written { words: words(parsed, &id), id, path, table: &file.table, span: 0..0 });
            }
            (Exchanged::Terms, FileKind::Registry) | (Exchanged::Facts, FileKind::Source(_)) => listed(path, &file.table, exchanged.kind(), &mut records),
            _ => {}
        }
    }
    records
}

fn listed<'a>(path: &'a SourcePath, table: &'a Toml, kind: &str, records: &mut Vec<Written<'a>>) {
    let Some(Node { value: Value::Array(nodes), .. }) = table.get(kind) else { return };
    for node in nodes {
        let Value::Table(table) = &node.value else { continue };
        if let Some(Node { value: Value::String(id), .. }) = table.get("id") {
            records.push(Written { id: id.clone(), path, table, span: node.span.clone(), words: BTreeMap::new() });
        }
    }
}

fn words(parsed: &Parsed, id: &str) -> BTreeMap<String, Arc<MarkdownFile>> {
    let language = |path: &SourcePath| match kind_of(path) {
        FileKind::Item(ItemKind::Task, item, ItemPart::Words(language)) if item == id => Some(language),
        _ => None,
    };
    parsed.markdown.iter().filter_map(|(path, file)| Some((language(path)?, file.clone()))).collect()
}

/// The bytes of the title of an item's words, and their text.
pub fn title<'a>(tree: &'a SourceTree, file: &MarkdownFile) -> Option<(Range<usize>, &'a str)> {
    title_in(&tree.get(&file.path)?.bytes, file)
}

/// The title of a file of these bytes.
pub(super) fn title_in<'a>(bytes: &'a [u8], file: &MarkdownFile) -> Option<(Range<usize>, &'a str)> {
    let heading = &file.block(&BlockName::Title)?.heading;
    let range = heading.first()?.1.start..heading.last()?.1.end;
    Some((range.clone(), std::str::from_utf8(bytes).ok()?.get(range)?))
}

/// The value of a field, or of one language's part of it.
pub fn node<'a>(table: &'a Toml, column: &Column) -> Option<&'a Node> {
    let node = table.get(column.field)?;
    match (&column.language, &node.value) {
        (None, _) => Some(node),
        (Some(language), Value::Table(by_language)) => by_language.get(language),
        (Some(_), _) => None,
    }
}

/// What stands in a cell.
pub fn cell(tree: &SourceTree, record: &Written<'_>, column: &Column) -> String {
    if let (TITLE, Some(language), false) = (column.field, &column.language, record.words.is_empty()) {
        return record.words.get(language).and_then(|file| title(tree, file)).map(|(_, text)| text.to_owned()).unwrap_or_default();
    }
    node(record.table, column).and_then(|node| shown(node, &column.shape)).unwrap_or_default()
}

/// The table of the records that are exchanged. A column that no record has a value for is left out.
pub fn export(tree: &SourceTree, parsed: &Parsed, languages: &Languages, exchanged: Exchanged) -> Table {
    let records = records(parsed, exchanged);
    let used = |column: &Column| records.iter().any(|record| table_has(record, column));
    let columns: Vec<Column> = columns(exchanged, languages).into_iter().filter(used).collect();
    let head = std::iter::once(exchanged.kind().to_owned()).chain(columns.iter().map(Column::heading)).collect();
    let mut rows = vec![head];
    for record in &records {
        rows.push(std::iter::once(record.id.clone()).chain(columns.iter().map(|column| cell(tree, record, column))).collect());
    }
    Table { rows }
}

fn table_has(record: &Written<'_>, column: &Column) -> bool {
    column.field == TITLE || record.table.get(column.field).is_some()
}
