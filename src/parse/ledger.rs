//! `parity.lock`: what editors have confirmed.

mod lines;

use super::toml::{self, Node, TomlFile, Value};
use crate::diagnostics::Diagnostic;
use crate::source::{Fingerprint, SourcePath, fingerprint};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// A parsed `parity.lock`.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerFile {
    /// The file.
    pub path: SourcePath,
    /// Its tables in the order of the file.
    pub entries: Vec<Entry>,
    /// Syntax errors.
    pub findings: Vec<Diagnostic>,
}

/// What a `parity.lock` says of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The block's name.
    pub block: String,
    /// The bytes of the name.
    pub span: Range<usize>,
    /// `None` where it is no confirmation.
    pub confirmed: Option<Confirmed>,
}

/// A day, and texts as they were on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The day.
    pub on: Date,
    /// The texts with their keys.
    pub texts: Vec<(String, ConfirmedText)>,
}

/// A text as it was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfirmedText {
    /// The text itself.
    Whole(Arc<str>),
    /// Its fingerprint, for whoever only asks whether it is still the same: it takes a tenth of the memory.
    Fingerprint(Fingerprint),
}

impl ConfirmedText {
    /// Whether this is the text.
    pub fn is(&self, text: &str) -> bool {
        match self {
            ConfirmedText::Whole(whole) => **whole == *text,
            ConfirmedText::Fingerprint(of_text) => *of_text == fingerprint(text.as_bytes()),
        }
    }

    /// The text, if it is there.
    pub fn whole(&self) -> Option<&str> {
        match self {
            ConfirmedText::Whole(whole) => Some(whole),
            ConfirmedText::Fingerprint(_) => None,
        }
    }
}

impl From<&str> for ConfirmedText {
    fn from(text: &str) -> Self {
        ConfirmedText::Whole(text.into())
    }
}

impl LedgerFile {
    /// The same with fingerprints in place of texts.
    #[must_use]
    pub fn without_texts(mut self) -> Self {
        let texts = self.entries.iter_mut().filter_map(|entry| entry.confirmed.as_mut()).flat_map(|confirmed| &mut confirmed.texts);
        for (_, text) in texts {
            if let ConfirmedText::Whole(whole) = text {
                *text = ConfirmedText::Fingerprint(fingerprint(whole.as_bytes()));
            }
        }
        self
    }
}

/// Parses the text of `path`.
pub fn parse(path: &SourcePath, text: &str) -> LedgerFile {
    match lines::read(text) {
        Some(entries) => LedgerFile { path: path.clone(), entries, findings: Vec::new() },
        None => of_toml(path, text),
    }
}

fn of_toml(path: &SourcePath, text: &str) -> LedgerFile {
    let TomlFile { path, table, findings, .. } = toml::parse(path, text);
    let entry = |toml::Entry { key, key_span, node }: toml::Entry| Entry { block: key, span: key_span, confirmed: confirmed(node) };
    LedgerFile { path, entries: table.entries.into_iter().map(entry).collect(), findings }
}

fn confirmed(node: Node) -> Option<Confirmed> {
    let Value::Table(table) = node.value else { return None };
    let Some(Node { value: Value::Date(on), .. }) = table.get("on") else { return None };
    let on = *on;
    let text = |entry: toml::Entry| match entry.node.value {
        Value::String(text) => Some((entry.key, text.as_str().into())),
        _ => None,
    };
    Some(Confirmed { on, texts: table.entries.into_iter().filter_map(text).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str =
        "# Confirmed.\n\n[lead]\non = 2026-03-01\nfi = \"Yksi\tä\"\nsv = 'a \"b\" \\'\n\n[what-is]\non = 2026-03-02\nfi = '''\nA\n\n''b''\n- c'''\nsv = \"\"\n";

    fn path() -> SourcePath {
        SourcePath::new("content/tasks/x/parity.lock")
    }

    #[test]
    fn fingerprints_tell_what_the_texts_tell() {
        let whole = parse(&path(), WRITTEN);
        let texts = |file: &LedgerFile| -> Vec<ConfirmedText> {
            file.entries
                .iter()
                .filter_map(|entry| entry.confirmed.as_ref())
                .flat_map(|confirmed| confirmed.texts.iter().map(|(_, text)| text.clone()))
                .collect()
        };
        let kept = texts(&whole.clone().without_texts());
        assert_eq!(kept.len(), 4);
        for (kept, whole) in kept.iter().zip(texts(&whole)) {
            let text = whole.whole().unwrap();
            assert!(kept.is(text) && whole.is(text) && kept.whole().is_none());
            assert!(!kept.is(&format!("{text} ")) && !whole.is(&format!("{text} ")));
        }
    }
}
