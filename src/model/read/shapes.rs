//! TOML values as the types that fields hold. Gives `None` where a value does not fit; [`super::check`] has reported it.

use crate::diagnostics::Span;
use crate::model::condition::{Answer, Condition, Test};
use crate::model::language::ByLang;
use crate::model::records::{Key, Reference};
use crate::parse::toml::{Node, Value};
use crate::source::SourcePath;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn any_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

pub(super) fn text(node: &Node) -> Option<String> {
    any_text(node).filter(|text| !text.trim().is_empty())
}

pub(super) fn date(node: &Node) -> Option<Date> {
    match node.value {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

/// The values of a list; a value that is no list counts as a list of one.
pub(super) fn list(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Array(nodes) => nodes.iter().collect(),
        _ => vec![node],
    }
}

pub(super) fn by_lang<T>(node: &Node, value: impl Fn(&Node) -> Option<T>) -> ByLang<T> {
    let Value::Table(table) = &node.value else { return ByLang::new() };
    table.entries.iter().filter_map(|entry| Some((entry.key.as_str().into(), value(&entry.node)?))).collect()
}

pub(super) fn map(node: &Node) -> BTreeMap<String, String> {
    let Value::Table(table) = &node.value else { return BTreeMap::new() };
    table.entries.iter().filter_map(|entry| Some((entry.key.clone(), text(&entry.node)?))).collect()
}

pub(super) fn reference(path: &SourcePath, node: &Node, kind: &str) -> Option<Reference> {
    let id = text(node)?;
    Some(Reference { key: Key::new(kind, &id), span: Span::new(path, node.span.clone()) })
}

pub(super) fn typed(path: &SourcePath, node: &Node) -> Option<Reference> {
    let text = text(node)?;
    let (kind, id) = text.split_once(':')?;
    (!kind.is_empty() && !id.is_empty()).then(|| Reference { key: Key::new(kind, id), span: Span::new(path, node.span.clone()) })
}

/// The keys that a condition's table may have, besides `q`.
pub(super) const LEAF_TESTS: [&str; 3] = ["is", "has", "over"];

pub(super) fn condition(path: &SourcePath, node: &Node) -> Option<Condition> {
    let Value::Table(table) = &node.value else { return None };
    let parts = |name: &str| -> Option<Vec<Condition>> {
        let Value::Array(nodes) = &table.get(name)?.value else { return None };
        nodes.iter().map(|node| condition(path, node)).collect()
    };
    if table.get("all").is_some() {
        return parts("all").map(Condition::All);
    }
    if table.get("any").is_some() {
        return parts("any").map(Condition::Any);
    }
    if let Some(inner) = table.get("not") {
        return condition(path, inner).map(|inner| Condition::Not(Box::new(inner)));
    }
    let question = table.get("q").and_then(text)?;
    let words = |name: &str| table.get(name).map(|node| list(node).into_iter().filter_map(text).collect::<Vec<_>>()).filter(|words| !words.is_empty());
    let test = words("is").map(Test::Is).or_else(|| words("has").map(Test::Has)).or_else(|| table.get("over").and_then(text).map(Test::Over))?;
    Some(Condition::Leaf { question, test, span: Span::new(path, node.span.clone()) })
}

pub(super) fn answer(node: &Node) -> Option<Answer> {
    match &node.value {
        Value::String(choice) => Some(Answer::Choice(choice.clone())),
        Value::Integer(number) => Some(Answer::Number(*number)),
        Value::Table(table) => {
            let members = |node: &Node| list(node).into_iter().map(text).collect::<Option<BTreeSet<_>>>();
            let member_of = |name: &str| table.get(name).map_or(Some(BTreeSet::new()), members);
            let mut keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
            keys.sort_unstable();
            match keys[..] {
                ["only"] => Some(Answer::Set { has: member_of("only")?, lacks: BTreeSet::new(), closed: true }),
                ["has"] | ["lacks"] | ["has", "lacks"] => Some(Answer::Set { has: member_of("has")?, lacks: member_of("lacks")?, closed: false }),
                ["over"] => table.get("over").and_then(text).map(Answer::Over),
                _ => None,
            }
        }
        _ => None,
    }
}
