//! `parity.lock`: what editors have confirmed. A file as the program writes it is read line by line, without a tree of its values; any other is
//! read as TOML.

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
    match as_written(text) {
        Some(entries) => LedgerFile { path: path.clone(), entries, findings: Vec::new() },
        None => of_toml(toml::parse(path, text)),
    }
}

fn of_toml(TomlFile { path, table, findings, .. }: TomlFile) -> LedgerFile {
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

/// The entries of a text that is laid out as the program lays it out: sorted tables with bare names, each with its day and its sorted texts.
/// `None` for any other text, be it TOML or not.
fn as_written(text: &str) -> Option<Vec<Entry>> {
    let plain = text.bytes().fold(true, |plain, byte| plain & ((byte >= b' ' && byte != 0x7f) | (byte == b'\n') | (byte == b'\t')));
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest = text;
    while plain && !rest.is_empty() {
        let start = text.len() - rest.len();
        let line = take_line(&mut rest)?;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(block) = line.strip_prefix('[') {
            let block = bare(block.strip_suffix(']')?)?;
            let is_next = entries.last().is_none_or(|last| last.block.as_str() < block);
            let on = is_next.then(|| take_line(&mut rest)?.strip_prefix("on = ").and_then(day))??;
            let confirmed = Some(Confirmed { on, texts: Vec::new() });
            entries.push(Entry { block: block.to_owned(), span: start + 1..start + 1 + block.len(), confirmed });
            continue;
        }
        let (key, value) = line.split_once(" = ")?;
        let key = bare(key).filter(|key| *key != "on")?;
        let texts = &mut entries.last_mut()?.confirmed.as_mut()?.texts;
        let is_next = texts.last().is_none_or(|(last, _)| last.as_str() < key);
        let text = is_next.then(|| string(value, &mut rest))??;
        texts.push((key.to_owned(), text.into()));
    }
    plain.then_some(entries)
}

/// The next line; the last one too must end.
fn take_line<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let (line, after) = rest.split_once('\n')?;
    *rest = after;
    Some(line)
}

/// A key without quotes.
fn bare(key: &str) -> Option<&str> {
    let fits = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    fits.then_some(key)
}

fn day(written: &str) -> Option<Date> {
    let fits = written.len() == 10 && written.bytes().zip(0..).all(|(byte, at)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    fits.then(|| written.parse().ok())?
}

/// A string without escapes. `value` is the rest of its first line, and `rest` what follows.
fn string<'t>(value: &'t str, rest: &mut &'t str) -> Option<&'t str> {
    if value == "'''" {
        let end = memchr::memmem::find(rest.as_bytes(), b"'''")?;
        let (text, after) = rest.split_at_checked(end)?;
        *rest = after.strip_prefix("'''\n")?;
        return Some(text);
    }
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    match inside('"') {
        Some(text) => Some(text).filter(|text| !text.contains(['"', '\\'])),
        None => inside('\'').filter(|text| !text.contains('\'')),
    }
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
    fn what_the_program_writes_is_read_as_toml_reads_it() {
        let read = as_written(WRITTEN).unwrap();
        assert_eq!(read, of_toml(toml::parse(&path(), WRITTEN)).entries);
        assert_eq!(read.iter().map(|entry| &WRITTEN[entry.span.clone()]).collect::<Vec<_>>(), ["lead", "what-is"]);
        assert_eq!(as_written(""), Some(Vec::new()));
    }

    #[test]
    fn whatever_is_changed_in_it_is_read_as_toml_reads_it() {
        for (at, letter) in WRITTEN.char_indices() {
            for other in ["", "'", "\"", "\\", "\n", "\r", " ", "#", "=", "[", "]", ".", "0", "9", "a", "z", "ä", "\u{7f}", "\u{0}"] {
                let mut text = WRITTEN.to_owned();
                text.replace_range(at..at + letter.len_utf8(), other);
                let toml = of_toml(toml::parse(&path(), &text));
                if let Some(entries) = as_written(&text) {
                    assert_eq!((entries, Vec::new()), (toml.entries, toml.findings), "{text}");
                }
            }
        }
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

    #[test]
    fn what_else_is_toml_is_left_to_toml() {
        for other in [
            "on = 2026-03-01\n",
            "[a]\non = 2026-03-01",
            "[a]\nfi = \"x\"\n",
            "[a]\non = 2026-02-30\n",
            "[a]\non = 2026-03-01T00:00:00\n",
            "[a]\non = 2026-03-01\nfi = \"\\u0041\"\n",
            "[a]\non = 2026-03-01\nfi = '''x'''\n",
            "[a]\non = 2026-03-01\nfi = '''\nx''''\n",
            "[a]\non = 2026-03-01\nfi = 1\n",
            "[a]\non = 2026-03-01\nfi = \"x\"\nfi = \"y\"\n",
            "[a]\non = 2026-03-01\non = \"y\"\n",
            "[b]\non = 2026-03-01\n[a]\non = 2026-03-01\n",
            "[a]\non = 2026-03-01\n[a]\non = 2026-03-01\n",
            "[a.b]\non = 2026-03-01\n",
            "[\"a\"]\non = 2026-03-01\n",
            "[[a]]\non = 2026-03-01\n",
        ] {
            assert_eq!(as_written(other), None, "{other}");
        }
    }
}
