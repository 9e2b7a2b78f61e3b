//! What editors have confirmed (`parity.lock`) and what readers have seen (`published.lock`).

pub mod write;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::parse::toml::{Node, Table, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One block's entry: the day when an editor confirmed that the languages say the same, and their texts as confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The day.
    pub on: Date,
    /// Each language's text in canonical form.
    pub texts: BTreeMap<String, String>,
}

/// An item's ledger, by block name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The entries.
    pub blocks: BTreeMap<String, Confirmation>,
}

/// What readers have seen of one item or record with a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRecord {
    /// Its addresses by language.
    pub addresses: BTreeMap<String, String>,
    /// The fingerprint of its data, in hexadecimal.
    pub data: Option<String>,
    /// How many entries its changes had.
    pub revision: usize,
}

/// What readers have seen of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day of the release.
    pub on: Date,
    /// By `kind:id`.
    pub records: BTreeMap<String, PublishedRecord>,
}

/// Reads `parity.lock`: one table per block with `on` and a text per language.
pub fn read(file: &crate::parse::toml::TomlFile, languages: &super::Languages, findings: &mut Vec<Diagnostic>) -> Ledger {
    let mut ledger = Ledger::default();
    for entry in &file.table.entries {
        match confirmation(&entry.node, languages) {
            Some(confirmation) => {
                ledger.blocks.insert(entry.key.clone(), confirmation);
            }
            None => findings.push(
                Diagnostic::new(Code::LedgerEntry, Span::new(&file.path, entry.key_span.clone()), format!("the entry “{}” is not a confirmation", entry.key))
                    .help("Remove the entry and confirm the block again."),
            ),
        }
    }
    ledger
}

fn confirmation(node: &Node, languages: &super::Languages) -> Option<Confirmation> {
    let Value::Table(table) = &node.value else { return None };
    let Some(Node { value: Value::Date(on), .. }) = table.get("on") else { return None };
    let text = |language: &super::LanguageId| match table.get(language).map(|node| &node.value) {
        Some(Value::String(text)) => Some((language.to_string(), text.clone())),
        _ => None,
    };
    Some(Confirmation { on: *on, texts: languages.ids().filter_map(text).collect() })
}

/// Reads `published.lock`: `on`, and a table per record with `addresses`, `data` and `revision`.
pub fn read_published(table: &Table) -> Option<Published> {
    let Some(Node { value: Value::Date(on), .. }) = table.get("on") else { return None };
    let Some(Node { value: Value::Table(records), .. }) = table.get("records") else { return None };
    let record = |node: &Node| {
        let Value::Table(table) = &node.value else { return None };
        let addresses = match table.get("addresses").map(|node| &node.value) {
            Some(Value::Table(table)) => table
                .entries
                .iter()
                .filter_map(|entry| match &entry.node.value {
                    Value::String(text) => Some((entry.key.clone(), text.clone())),
                    _ => None,
                })
                .collect(),
            _ => BTreeMap::new(),
        };
        let data = match table.get("data").map(|node| &node.value) {
            Some(Value::String(text)) => Some(text.clone()),
            _ => None,
        };
        let revision = match table.get("revision").map(|node| &node.value) {
            Some(Value::Integer(number)) => usize::try_from(*number).ok()?,
            _ => 0,
        };
        Some(PublishedRecord { addresses, data, revision })
    };
    let records = records.entries.iter().filter_map(|entry| Some((entry.key.clone(), record(&entry.node)?))).collect();
    Some(Published { on: *on, records })
}
