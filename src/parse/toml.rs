//! TOML to an owned tree in which every key and value has its place.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the bytes that it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes.
    pub span: Range<usize>,
}

/// What a TOML value can be. Times of day are kept as text: no field takes one.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// A civil date.
    Date(jiff::civil::Date),
    /// A time or a date with a time, as written.
    Time(String),
    /// A number beyond 64 bits, as written.
    TooLarge(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Value {
    /// What an editor calls this type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::String(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number with a fraction",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Time(_) => "a time",
            Value::TooLarge(_) => "a number that is too large",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// A table: its entries in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

/// A parsed TOML file.
#[derive(Clone, Debug)]
pub struct TomlFile {
    /// The file.
    pub path: SourcePath,
    /// What could be read.
    pub table: Table,
    /// Ids that stand in the text of a damaged file (`id = "…"`): they count as known, so that references to them do not report again.
    pub ids_in_damage: Vec<String>,
    /// Syntax errors, the first of each damaged stretch.
    pub findings: Vec<Diagnostic>,
}

/// Two syntax errors this near to each other (in bytes) count as one damaged stretch.
const STRETCH: usize = 400;

/// Parses the text of `path`.
pub fn parse(path: &SourcePath, text: &str) -> TomlFile {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut last: Option<usize> = None;
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        if last.is_some_and(|last| span.start < last + STRETCH) {
            last = Some(span.start);
            continue;
        }
        last = Some(span.start);
        findings.push(
            Diagnostic::new(Code::TomlSyntax, Span::new(path, span), format!("this is not TOML: {}", error.message()))
                .help("Look for a missing quote, comma or bracket here or on the line before."),
        );
    }
    let ids_in_damage = if errors.is_empty() { Vec::new() } else { ids_in(text) };
    TomlFile { path: path.clone(), table: convert_table(table.get_ref()), ids_in_damage, findings }
}

fn ids_in(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(|line| line.split("id").skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn convert_table(table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> =
        table.iter().map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), node: convert(value) }).collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { entries }
}

fn convert(value: &Spanned<DeValue<'_>>) -> Node {
    let converted = match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::TooLarge(number.as_str().to_owned()),
        },
        DeValue::Float(number) => Value::Float(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Datetime(datetime) => date(datetime).map_or_else(|| Value::Time(datetime.to_string()), Value::Date),
        DeValue::Array(values) => Value::Array(values.iter().map(convert).collect()),
        DeValue::Table(table) => Value::Table(convert_table(table)),
    };
    Node { value: converted, span: value.span() }
}

fn date(datetime: &toml::value::Datetime) -> Option<jiff::civil::Date> {
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    jiff::civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TomlFile {
        parse(&SourcePath::new("content/registry/x.toml"), text)
    }

    #[test]
    fn spans_point_at_keys_and_values() {
        let text = "id = \"a\"\non = 2021-04-07\n[table]\nn = 500_000\n";
        let parsed = file(text);
        assert!(parsed.findings.is_empty());
        let entry = &parsed.table.entries[1];
        assert_eq!(&text[entry.key_span.clone()], "on");
        assert_eq!(&text[entry.node.span.clone()], "2021-04-07");
        let Some(Node { value: Value::Table(table), .. }) = parsed.table.get("table") else { panic!("a table") };
        assert_eq!(table.get("n").map(|node| node.value.clone()), Some(Value::Integer(500_000)));
    }

    #[test]
    fn a_missing_quote_is_one_finding_and_ids_stay_known() {
        let parsed = file("[[role]]\nid = \"a\"\nname = \"x\n[[role]]\nid = \"b\"\n");
        assert_eq!(parsed.findings.len(), 1);
        assert_eq!(parsed.ids_in_damage, ["a", "b"]);
    }
}
