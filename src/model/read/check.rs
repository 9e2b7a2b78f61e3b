//! Every fault of a record against its table of fields.

use super::Reading;
use super::shapes::{self, LEAF_TESTS};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::deadline::Offset;
use crate::model::fields::{DAYS, Field, Need, Shape};
use crate::model::kinds;
use crate::model::records::{Key, Reference, ReferenceUse};
use crate::parse::toml::{Entry, Node, Table, Value};
use crate::source::SourcePath;
use std::ops::RangeInclusive;

/// The place of a value: whose it is and in which field, for messages and for the list of references.
struct Place<'a> {
    path: &'a SourcePath,
    record: &'a Key,
    field: String,
    /// Languages that are waived for the record.
    waived: &'a [String],
    /// The bytes of the record, for a field that is not there.
    span: &'a Span,
}

/// Checks `table`, the record `key` at `span` of `path`, against `fields`. Adds findings and references to `reading`; true if the
/// record has no errors of its own.
pub fn check(reading: &mut Reading<'_>, path: &SourcePath, key: &Key, span: &Span, table: &Table, fields: &[&'static Field]) -> bool {
    let before = reading.findings.len();
    let waived = waived_languages(table);
    let place = Place { path, record: key, field: String::new(), waived: &waived, span };
    check_table(reading, &place, table, fields, span);
    reading.findings.len() == before
}

fn waived_languages(table: &Table) -> Vec<String> {
    match table.get("missing") {
        Some(Node { value: Value::Table(table), .. }) => table.entries.iter().map(|entry| entry.key.clone()).collect(),
        _ => Vec::new(),
    }
}

fn within<'a>(place: &Place<'a>, name: &str) -> Place<'a> {
    let field = if place.field.is_empty() { name.to_owned() } else { format!("{}.{name}", place.field) };
    Place { path: place.path, record: place.record, field, waived: place.waived, span: place.span }
}

fn check_table(reading: &mut Reading<'_>, place: &Place<'_>, table: &Table, fields: &[&'static Field], span: &Span) {
    for entry in &table.entries {
        match fields.iter().find(|field| field.name == entry.key) {
            Some(field) => check_value(reading, &within(place, field.name), &entry.node, &field.shape),
            None => unknown_field(reading, place, entry, fields),
        }
    }
    let whose = if place.field.is_empty() { place.record.to_string() } else { format!("{}, in `{}`", place.record, place.field) };
    for field in fields.iter().filter(|field| field.need == Need::Required) {
        if let Some(Node { value: Value::Array(nodes), span }) = table.get(field.name)
            && nodes.is_empty()
        {
            let message = format!("`{}` of {whose} is an empty list", field.name);
            let help = format!("Name at least one: {}", lower_first(field.doc));
            reading.findings.push(Diagnostic::new(Code::WrongValue, Span::new(place.path, span.clone()), message).help(help));
        }
    }
    for field in fields.iter().filter(|field| field.need == Need::Required && table.get(field.name).is_none()) {
        reading.findings.push(Diagnostic::new(Code::MissingField, span.clone(), format!("{whose} has no `{}`", field.name)).help(format!(
            "Add `{} = …`: {}",
            field.name,
            lower_first(field.doc)
        )));
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

fn unknown_field(reading: &mut Reading<'_>, place: &Place<'_>, entry: &Entry, fields: &[&'static Field]) {
    let names = fields.iter().map(|field| field.name);
    let mut finding = Diagnostic::new(
        Code::UnknownField,
        Span::new(place.path, entry.key_span.clone()),
        format!(
            "{} has no field `{}`",
            if place.field.is_empty() { place.record.to_string() } else { format!("`{}` of {}", place.field, place.record) },
            entry.key
        ),
    );
    finding = match did_you_mean(&entry.key, names.clone()) {
        Some(name) => finding.help(format!("Did you mean `{name}`?")),
        None => finding.help(format!("Its fields are: {}.", names.collect::<Vec<_>>().join(", "))),
    };
    reading.findings.push(finding);
}

fn report(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, code: Code, message: String, help: &str) {
    reading.findings.push(Diagnostic::new(code, Span::new(place.path, node.span.clone()), message).help(help));
}

fn wrong_type(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, expected: &str, example: &str) {
    let message = format!("`{}` of {} is {}, but takes {expected}", place.field, place.record, node.value.type_name());
    report(reading, place, node, Code::WrongType, message, &format!("Write it like this: {example}"));
}

fn check_value(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, shape: &Shape) {
    match shape {
        Shape::Text => match &node.value {
            Value::String(text) if text.trim().is_empty() => {
                report(
                    reading,
                    place,
                    node,
                    Code::WrongValue,
                    format!("`{}` of {} is empty", place.field, place.record),
                    "Write the text, or remove the field.",
                );
            }
            _ => any_text(reading, place, node),
        },
        Shape::AnyText => any_text(reading, place, node),
        Shape::Integer => expect(reading, place, node, matches!(node.value, Value::Integer(_)), "a whole number", "500000"),
        Shape::Days => days(reading, place, node, DAYS),
        Shape::DayCount => days(reading, place, node, 0..=*DAYS.end()),
        Shape::Boolean => expect(reading, place, node, matches!(node.value, Value::Boolean(_)), "true or false", "true"),
        Shape::Date => expect(reading, place, node, matches!(node.value, Value::Date(_)), "a date", "2021-04-07"),
        Shape::Id | Shape::Slug => identifier(reading, place, node, matches!(shape, Shape::Slug)),
        Shape::Path => {
            too_long_parts(reading, place, node);
            let sound = |text: &str| text.is_empty() || text.split('/').all(|part| !part.is_empty() && part.bytes().all(is_slug));
            pattern(
                reading,
                place,
                node,
                matches!(&node.value, Value::String(text) if sound(text)),
                "an address of letters a to z, digits and hyphens",
                "\"ilmoita-muutos\"",
            );
        }
        Shape::MonthDay => pattern(reading, place, node, month_day(node).is_some(), "a month and day", "\"12-24\""),
        Shape::Offset => pattern(
            reading,
            place,
            node,
            shapes::text(node).is_some_and(|text| text.parse::<Offset>().is_ok()),
            "a distance in time",
            "\"-2 weeks\", \"2 days\", \"3 business-days\", \"1 month\"",
        ),
        Shape::OneOf(words) => one_of(reading, place, node, words),
        Shape::Ref(kind) => reference(reading, place, node, kind),
        Shape::Typed(kinds) => typed_reference(reading, place, node, kinds),
        Shape::PerLang(inner) => per_language(reading, place, node, inner, true),
        Shape::ByLang(inner) => per_language(reading, place, node, inner, false),
        Shape::List(inner) => match &node.value {
            Value::Array(nodes) => nodes.iter().for_each(|node| check_value(reading, place, node, inner)),
            _ => wrong_type(reading, place, node, "a list", "[ … ]"),
        },
        Shape::OneOrMany(inner) => shapes::list(node).into_iter().for_each(|node| check_value(reading, place, node, inner)),
        Shape::Table(fields) => match &node.value {
            Value::Table(table) => {
                let fields: Vec<&'static Field> = fields.iter().collect();
                check_table(reading, place, table, &fields, &Span::new(place.path, node.span.clone()));
            }
            _ => wrong_type(reading, place, node, "a table", "{ … }"),
        },
        Shape::Map(inner) => entries(reading, place, node, |reading, place, entry| check_value(reading, &within(place, &entry.key), &entry.node, inner)),
        Shape::MapOf(kind, inner) => entries(reading, place, node, |reading, place, entry| {
            note_reference(reading, place, Key::new(kind, &entry.key), Span::new(place.path, entry.key_span.clone()), &[]);
            check_value(reading, &within(place, &entry.key), &entry.node, inner);
        }),
        Shape::Either(shapes) => either(reading, place, node, shapes),
        Shape::Condition => condition(reading, place, node),
        Shape::Records(kind) => expect(reading, place, node, matches!(node.value, Value::Array(_)), "a list of records", &format!("[[{kind}]]")),
        Shape::Answer => {
            let fits = shapes::answer(node).is_some();
            pattern(reading, place, node, fits, "an answer", "\"yes\", { only = [\"a\"] }, { has = [\"a\"] }, { over = \"threshold-id\" }");
            if let Some(over) = table_of(node).and_then(|table| table.get("over")) {
                reference(reading, place, over, "threshold");
            }
        }
    }
}

/// What a cell of a spreadsheet holds, in letters: texts go out into spreadsheets.
const LONGEST_TEXT: usize = 32_767;

fn any_text(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node) {
    expect(reading, place, node, matches!(node.value, Value::String(_)), "a text", "\"text\"");
    if let Value::String(text) = &node.value
        && text.len() > LONGEST_TEXT
        && text.chars().count() > LONGEST_TEXT
    {
        let message =
            format!("`{}` of {} has {} letters, more than the {LONGEST_TEXT} that a spreadsheet can show", place.field, place.record, text.chars().count());
        report(reading, place, node, Code::WrongValue, message, "Shorten the text.");
    }
}

/// What a part of an address may have, in bytes: a file's name has at most 255, of which endings such as `.xlsx` take some.
const LONGEST_PART: usize = 200;

fn too_long_parts(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node) {
    let Value::String(text) = &node.value else { return };
    if let Some(long) = text.split('/').map(str::len).find(|length| *length > LONGEST_PART) {
        let message =
            format!("`{}` of {} has a part of {long} bytes, more than the {LONGEST_PART} that the name of a folder may have", place.field, place.record);
        report(reading, place, node, Code::WrongValue, message, "Shorten it to a few words.");
    }
}

fn days(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, allowed: RangeInclusive<i64>) {
    match node.value {
        Value::Integer(number) if !allowed.contains(&number) => {
            let message = format!("`{}` of {} is {number}", place.field, place.record);
            let help = format!("Write a number of days from {} to {}.", allowed.start(), allowed.end());
            report(reading, place, node, Code::WrongValue, message, &help);
        }
        _ => expect(reading, place, node, matches!(node.value, Value::Integer(_)), "a number of days", "30"),
    }
}

fn table_of(node: &Node) -> Option<&Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn expect(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, fits: bool, expected: &str, example: &str) {
    if !fits {
        wrong_type(reading, place, node, expected, example);
    }
}

fn pattern(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, fits: bool, expected: &str, example: &str) {
    if fits {
        return;
    }
    match &node.value {
        Value::String(text) => {
            let message = format!("`{}` of {} is “{text}”, which is not {expected}", place.field, place.record);
            report(reading, place, node, Code::WrongValue, message, &format!("Write it like this: {example}"));
        }
        _ => wrong_type(reading, place, node, expected, example),
    }
}

fn month_day(node: &Node) -> Option<(i8, i8)> {
    let text = shapes::text(node)?;
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    jiff::civil::Date::new(2000, month, day).ok().map(|_| (month, day))
}

fn is_slug(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn identifier(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, slug: bool) {
    let Value::String(text) = &node.value else { return wrong_type(reading, place, node, "a text", "\"notify-access-point\"") };
    too_long_parts(reading, place, node);
    let good = |byte: u8| is_slug(byte) || (!slug && (byte.is_ascii_uppercase() || byte == b'_' || byte == b'.'));
    let edges = !text.starts_with('-') && !text.ends_with('-') && !text.starts_with('.');
    if text.is_empty() || !edges || !text.bytes().all(good) {
        let message = format!("`{}` of {} is “{text}”", place.field, place.record);
        report(reading, place, node, Code::BadId, message, "Use letters a to z, digits and hyphens only, such as “ilmoita-muutos”.");
    }
}

fn one_of(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, words: &[&'static str]) {
    let Value::String(text) = &node.value else { return wrong_type(reading, place, node, "a word", &format!("\"{}\"", words.first().unwrap_or(&""))) };
    if words.contains(&text.as_str()) {
        return;
    }
    let meant = did_you_mean(text, words.iter().copied()).map(|word| format!("Did you mean “{word}”? ")).unwrap_or_default();
    let message = format!("`{}` of {} is “{text}”", place.field, place.record);
    report(reading, place, node, Code::WrongValue, message, &format!("{meant}It takes one of: {}.", words.join(", ")));
}

fn note_reference(reading: &mut Reading<'_>, place: &Place<'_>, key: Key, span: Span, allowed: &'static [&'static str]) {
    let reference = Reference { key, span };
    reading.references.push(ReferenceUse { from: place.record.clone(), field: place.field.clone(), reference, allowed });
}

fn reference(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, kind: &'static str) {
    match shapes::reference(place.path, node, kind) {
        Some(found) => note_reference(reading, place, found.key, found.span, &[]),
        None => wrong_type(reading, place, node, &format!("the id of a {kind}"), "\"id\""),
    }
}

fn typed_reference(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, allowed: &'static [&'static str]) {
    let Value::String(text) = &node.value else { return wrong_type(reading, place, node, "a reference", "\"kind:id\"") };
    let Some(found) = shapes::typed(place.path, node) else {
        let message = format!("`{}` of {} is “{text}”, which is not a reference", place.field, place.record);
        return report(reading, place, node, Code::WrongValue, message, "Write the kind and the id: “service:reading-room”.");
    };
    let kinds_known = kinds::KINDS.iter().map(|kind| kind.name).chain(reading.declared.iter().map(String::as_str));
    if !kinds_known.clone().any(|kind| kind == found.key.kind) {
        let meant = did_you_mean(&found.key.kind, kinds_known)
            .map_or("Declare the kind in site.toml.".to_owned(), |kind| format!("Did you mean “{kind}:{}”?", found.key.id));
        let message = format!("`{}` of {} refers to a record of the kind “{}”, which does not exist", place.field, place.record, found.key.kind);
        return report(reading, place, node, Code::UnknownKind, message, &meant);
    }
    note_reference(reading, place, found.key, found.span, allowed);
}

fn per_language(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, inner: &Shape, total: bool) {
    let Value::Table(table) = &node.value else {
        return wrong_type(reading, place, node, "a text for each language", "{ fi = \"…\", sv = \"…\" }");
    };
    for entry in &table.entries {
        if reading.languages.index(&entry.key).is_none() {
            let known: Vec<String> = reading.languages.ids().map(ToString::to_string).collect();
            let span = Span::new(place.path, entry.key_span.clone());
            let message = format!("`{}` of {} speaks the language “{}”, which the site does not have", place.field, place.record, entry.key);
            reading.findings.push(Diagnostic::new(Code::UnknownLanguage, span, message).help(format!("The site's languages are: {}.", known.join(", "))));
        }
        check_value(reading, &within(place, &entry.key), &entry.node, inner);
    }
    if !total {
        return;
    }
    let lacking: Vec<String> =
        reading.languages.ids().filter(|id| table.get(id).is_none() && !place.waived.iter().any(|waived| **waived == ***id)).map(ToString::to_string).collect();
    for language in lacking {
        let message = format!("`{}` of {} has no text in “{language}”", place.field, place.record);
        let help = format!("Add `{language} = \"…\"`, or say why it is missing: `missing = {{ {language} = {{ reason = {{ … }} }} }}`.");
        report(reading, place, node, Code::MissingLanguage, message, &help);
    }
}

fn entries(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, mut check: impl FnMut(&mut Reading<'_>, &Place<'_>, &Entry)) {
    match &node.value {
        Value::Table(table) => table.entries.iter().for_each(|entry| check(reading, place, entry)),
        _ => wrong_type(reading, place, node, "a table", "{ … }"),
    }
}

/// A value that may have several shapes is checked against the one whose outer type fits.
fn either(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node, shapes: &[Shape]) {
    let fits = |shape: &&Shape| {
        matches!(
            (&node.value, shape),
            (Value::Array(_), Shape::List(_))
                | (Value::Table(_), Shape::Table(_) | Shape::Map(_) | Shape::ByLang(_) | Shape::PerLang(_) | Shape::Condition)
                | (Value::String(_), Shape::Text | Shape::AnyText | Shape::Ref(_) | Shape::Typed(_) | Shape::OneOf(_))
        )
    };
    match shapes.iter().find(fits).or(shapes.first()) {
        Some(shape) => check_value(reading, place, node, shape),
        None => wrong_type(reading, place, node, "nothing", ""),
    }
}

const CONDITION_HELP: &str = "Use { q = \"question\", is = \"answer\" }, { q = \"question\", has = \"member\" }, { q = \"question\", over = \"threshold\" }, or all, any, not over them.";

fn condition(reading: &mut Reading<'_>, place: &Place<'_>, node: &Node) {
    let Value::Table(table) = &node.value else { return wrong_type(reading, place, node, "a condition", "{ q = \"change\", has = \"content\" }") };
    for entry in &table.entries {
        match entry.key.as_str() {
            "all" | "any" => match &entry.node.value {
                Value::Array(nodes) => nodes.iter().for_each(|node| condition(reading, place, node)),
                _ => wrong_type(reading, place, &entry.node, "a list of conditions", "[ { … }, { … } ]"),
            },
            "not" => condition(reading, place, &entry.node),
            "q" => reference(reading, place, &entry.node, "question"),
            "over" => reference(reading, place, &entry.node, "threshold"),
            "is" | "has" => {
                let nodes = shapes::list(&entry.node);
                let words = !nodes.is_empty() && nodes.into_iter().all(|node| shapes::text(node).is_some());
                pattern(reading, place, &entry.node, words, "an answer or a list of answers", "\"a\" or [\"a\", \"b\"]");
            }
            other => {
                let message = format!("a condition in `{}` of {} has the key “{other}”", place.field, place.record);
                let span = Span::new(place.path, entry.key_span.clone());
                reading.findings.push(Diagnostic::new(Code::WrongValue, span, message).help(CONDITION_HELP));
            }
        }
    }
    let joins = ["all", "any", "not"].iter().filter(|key| table.get(key).is_some()).count();
    let tests = LEAF_TESTS.iter().filter(|key| table.get(key).is_some()).count();
    let leaf = table.get("q").is_some();
    let sound = (joins == 1 && tests == 0 && !leaf) || (joins == 0 && tests == 1 && leaf);
    if !sound {
        report(reading, place, node, Code::WrongValue, format!("`{}` of {} holds a table that is no condition", place.field, place.record), CONDITION_HELP);
    }
}
