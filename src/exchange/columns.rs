//! Which columns a kind of record has, from its table of fields, and what a value looks like in a cell.

use super::Exchanged;
use crate::model::Languages;
use crate::model::fields::Shape;
use crate::model::kinds::fields_of;
use crate::model::ledger::write::string;
use crate::parse::toml::{Node, Value};

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The field; the title of an item's words is none of its file's fields.
    pub field: &'static str,
    /// The language, where the field has a value for each.
    pub language: Option<String>,
    /// What a cell may hold.
    pub shape: Shape,
}

/// The name under which the title of an item's words is exchanged.
pub const TITLE: &str = "title";

impl Column {
    /// What stands over the column.
    pub fn heading(&self) -> String {
        match &self.language {
            Some(language) => format!("{}.{language}", self.field),
            None => self.field.to_owned(),
        }
    }
}

/// The columns of a kind after that of the ids: every field whose value fits a cell, each language beside the other.
pub fn columns(exchanged: Exchanged, languages: &Languages) -> Vec<Column> {
    let mut columns = Vec::new();
    let per_language = |columns: &mut Vec<Column>, field: &'static str, shape: &Shape| {
        columns.extend(languages.ids().map(|language| Column { field, language: Some(language.to_string()), shape: *shape }));
    };
    if exchanged == Exchanged::Tasks {
        per_language(&mut columns, TITLE, &Shape::Text);
    }
    for field in fields_of(exchanged.kind()) {
        let item = exchanged == Exchanged::Tasks && matches!(field.name, "name" | "forms");
        match field.shape {
            Shape::Id => {}
            _ if item => {}
            Shape::PerLang(inner) | Shape::ByLang(inner) if fits(inner) => per_language(&mut columns, field.name, inner),
            shape if fits(&shape) => columns.push(Column { field: field.name, language: None, shape }),
            _ => {}
        }
    }
    columns
}

fn fits(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::AnyText | Shape::Slug | Shape::Integer | Shape::Boolean | Shape::Date | Shape::Offset => true,
        Shape::OneOf(_) | Shape::Ref(_) | Shape::Typed(_) => true,
        Shape::List(inner) => !matches!(inner, Shape::List(_)) && fits(inner),
        _ => false,
    }
}

/// Whether the entries of a list are ids and the like: those stand on one line, texts each on a line of their own.
fn on_one_line(shape: &Shape) -> bool {
    matches!(shape, Shape::List(Shape::Ref(_) | Shape::Typed(_) | Shape::Slug))
}

/// A value as a cell shows it; `None` if it is of another type than the column's, so that no cell could hold it.
pub fn shown(node: &Node, shape: &Shape) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Array(nodes) => {
            let entries: Option<Vec<String>> = nodes.iter().map(|node| shown(node, &Shape::Text)).collect();
            Some(entries?.join(if on_one_line(shape) { "; " } else { "\n" }))
        }
        Value::Float(_) | Value::Time(_) | Value::TooLarge(_) | Value::Table(_) => None,
    }
}

/// The TOML of what a cell says.
///
/// # Errors
///
/// What the column expects instead.
pub fn written(text: &str, shape: &Shape) -> Result<String, String> {
    match shape {
        Shape::Integer => text.trim().parse::<i64>().map(|number| number.to_string()).map_err(|_| "a whole number".to_owned()),
        Shape::Boolean => match text.trim().to_lowercase().as_str() {
            "true" => Ok("true".to_owned()),
            "false" => Ok("false".to_owned()),
            _ => Err("true or false".to_owned()),
        },
        Shape::Date => text.trim().parse::<jiff::civil::Date>().map(|date| date.to_string()).map_err(|_| "a date such as 2021-04-07".to_owned()),
        Shape::OneOf(words) if !words.contains(&text.trim()) => Err(format!("one of {}", words.join(", "))),
        Shape::List(_) => {
            let separators: &[char] = if on_one_line(shape) { &[';', '\n'] } else { &['\n'] };
            let entries = text.split(separators).map(str::trim).filter(|entry| !entry.is_empty()).map(string);
            Ok(format!("[{}]", entries.collect::<Vec<_>>().join(", ")))
        }
        Shape::Text | Shape::AnyText => Ok(string(text)),
        _ => Ok(string(text.trim())),
    }
}
