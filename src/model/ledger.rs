//! What editors have confirmed (`parity.lock`) and what readers have seen (`published.lock`).

pub mod write;

use super::{LanguageId, Languages};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::parse::ledger::{Confirmed, ConfirmedText, LedgerFile};
use crate::parse::toml::{Node, Table, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One block's entry: the day when an editor confirmed that the languages say the same, and their texts as confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The day.
    pub on: Date,
    /// Each language's text in canonical form, in order of the languages' ids.
    texts: Box<[(LanguageId, ConfirmedText)]>,
}

impl Confirmation {
    /// A confirmation of these texts.
    pub fn new(on: Date, texts: impl IntoIterator<Item = (LanguageId, ConfirmedText)>) -> Self {
        let mut texts: Box<[(LanguageId, ConfirmedText)]> = texts.into_iter().collect();
        texts.sort();
        Confirmation { on, texts }
    }

    /// The text that was confirmed in a language.
    pub fn text(&self, language: &str) -> Option<&ConfirmedText> {
        self.texts().find(|(id, _)| *id == language).map(|(_, text)| text)
    }

    /// The texts with the ids of their languages, in order of those.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &ConfirmedText)> {
        self.texts.iter().map(|(id, text)| (&**id, text))
    }
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
pub fn read(file: &LedgerFile, languages: &Languages, findings: &mut Vec<Diagnostic>) -> Ledger {
    let mut ledger = Ledger::default();
    for entry in &file.entries {
        match &entry.confirmed {
            Some(confirmed) => {
                ledger.blocks.insert(entry.block.clone(), confirmation(confirmed, languages));
            }
            None => findings.push(
                Diagnostic::new(Code::LedgerEntry, Span::new(&file.path, entry.span.clone()), format!("the entry “{}” is not a confirmation", entry.block))
                    .help("Remove the entry and confirm the block again."),
            ),
        }
    }
    ledger
}

fn confirmation(confirmed: &Confirmed, languages: &Languages) -> Confirmation {
    let text = |id: &LanguageId| confirmed.texts.iter().find(|(key, _)| **key == **id).map(|(_, text)| (id.clone(), text.clone()));
    Confirmation::new(confirmed.on, languages.ids().filter_map(text))
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
