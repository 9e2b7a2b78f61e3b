//! Deadlines in words.

use super::Wording;
use crate::i18n::durations::arguments;
use crate::i18n::{Arg, capitalised};
use crate::model::Reference;
use crate::model::deadline::{Bound, Deadline, Offset, Roll, Rule, Unit, Variant};

/// The messages of this module with their variables.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("deadline-latest-after", &["unit", "count", "event"]),
    ("deadline-latest-before", &["unit", "count", "event"]),
    ("deadline-latest-on", &["event"]),
    ("deadline-asap", &["event"]),
    ("deadline-in-good-time", &["event"]),
    ("deadline-with-limit", &["wish", "limit"]),
    ("deadline-asap-plain", &[]),
    ("deadline-in-good-time-plain", &[]),
    ("deadline-not-required", &[]),
    ("deadline-earliest-of", &["phrase", "count"]),
    ("deadline-scoped", &["scope", "phrase"]),
    ("deadline-unit-unstated", &["count"]),
    ("deadline-roll-earlier", &[]),
    ("deadline-roll-earlier-after", &[]),
    ("deadline-roll-later", &[]),
    ("deadline-roll-none", &[]),
    ("event-named-after", &["name"]),
    ("event-named-before", &["name"]),
];

/// The rule of a variant or ruling as a phrase without a capital or a full stop: "at the latest 2 days after the test".
///
/// `own` are the deadline's own anchors, which count where the rule names none.
pub fn phrase(wording: &Wording<'_>, rule: &Rule, own: &[Reference]) -> String {
    let anchors = if rule.anchors.is_empty() { own } else { &rule.anchors };
    let limit = rule.offset.map(|offset| limit(wording, offset, anchors));
    let simple = |id: &str, side: Side| wording.catalogue.text(id, &[("event", Arg::Text(&events(wording, anchors, side)))]);
    let phrase = match (rule.bound, limit) {
        (Bound::NotRequired, _) => return wording.catalogue.text("deadline-not-required", &[]),
        (Bound::Latest, Some(limit)) => limit,
        (Bound::Latest, None) => simple("deadline-latest-on", Side::Named),
        (Bound::Asap, Some(limit)) => with_limit(wording, "deadline-asap-plain", &limit),
        (Bound::InGoodTime, Some(limit)) => with_limit(wording, "deadline-in-good-time-plain", &limit),
        (Bound::Asap, None) => simple("deadline-asap", Side::After),
        (Bound::InGoodTime, None) => simple("deadline-in-good-time", Side::Before),
    };
    match anchors.len() {
        0 | 1 => phrase,
        count => wording.catalogue.text("deadline-earliest-of", &[("phrase", Arg::Text(&phrase)), ("count", number(count))]),
    }
}

/// The same as a whole sentence.
pub fn sentence(wording: &Wording<'_>, rule: &Rule, own: &[Reference]) -> String {
    format!("{}.", capitalised(&phrase(wording, rule, own)))
}

/// The words of an editor's own ruling in this language: `{rule}` in them stands for its rule as a phrase.
pub fn own_words(wording: &Wording<'_>, words: &str, rule: Option<&Rule>, own: &[Reference]) -> String {
    rule.map_or(words.to_owned(), |rule| words.replace("{rule}", &phrase(wording, rule, own)))
}

/// The phrase of one variant, after what it holds for where it does not hold for all.
pub fn variant(wording: &Wording<'_>, deadline: &Deadline, variant: &Variant) -> String {
    let phrase = phrase(wording, &variant.rule, &deadline.anchors);
    if variant.scope.is_empty() {
        return phrase;
    }
    let scope: Vec<&str> = variant.scope.iter().map(|reference| wording.name(&reference.key)).collect();
    let scope = wording.catalogue.lists.and(&scope);
    wording.catalogue.text("deadline-scoped", &[("scope", Arg::Text(&scope)), ("phrase", Arg::Text(&phrase))])
}

/// What a reader should know of how the day is computed, one sentence each: the stricter reading, where a free day rolls to.
pub fn notes(wording: &Wording<'_>, rule: &Rule) -> Vec<String> {
    let Some(offset) = rule.offset.filter(|_| rule.bound != Bound::NotRequired) else { return Vec::new() };
    let mut notes = Vec::new();
    if !rule.unit_stated && offset.unit == Unit::Days {
        notes.push(wording.catalogue.text("deadline-unit-unstated", &[("count", Arg::Number(i64::from(offset.count.unsigned_abs())))]));
    }
    if offset.unit != Unit::BusinessDays {
        notes.push(wording.catalogue.text(roll(rule.roll, offset), &[]));
    }
    notes
}

/// After an anchor, a day does not roll back to it.
fn roll(roll: Roll, offset: Offset) -> &'static str {
    match roll {
        Roll::Earlier if offset.count > 0 => "deadline-roll-earlier-after",
        Roll::Earlier => "deadline-roll-earlier",
        Roll::Later => "deadline-roll-later",
        Roll::None => "deadline-roll-none",
    }
}

fn limit(wording: &Wording<'_>, offset: Offset, anchors: &[Reference]) -> String {
    let (id, side) = match offset.count {
        0 => return wording.catalogue.text("deadline-latest-on", &[("event", Arg::Text(&events(wording, anchors, Side::Named)))]),
        1.. => ("deadline-latest-after", Side::After),
        _ => ("deadline-latest-before", Side::Before),
    };
    let [unit, count] = arguments(offset);
    wording.catalogue.text(id, &[unit, count, ("event", Arg::Text(&events(wording, anchors, side)))])
}

fn with_limit(wording: &Wording<'_>, wish: &str, limit: &str) -> String {
    let wish = wording.catalogue.text(wish, &[]);
    wording.catalogue.text("deadline-with-limit", &[("wish", Arg::Text(&wish)), ("limit", Arg::Text(limit))])
}

/// In which form an event is named.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
    Named,
}

fn events(wording: &Wording<'_>, anchors: &[Reference], side: Side) -> String {
    let names: Vec<String> = anchors.iter().map(|anchor| event(wording, anchor, side)).collect();
    wording.catalogue.lists.or(&names)
}

/// An event in the form that its record gives; by its name, in a form that fits any name, where it gives none.
fn event(wording: &Wording<'_>, anchor: &Reference, side: Side) -> String {
    let record = wording.model.events.get(&anchor.key.id).filter(|_| anchor.key.kind == "event");
    let (form, named) = match side {
        Side::Before => (record.and_then(|event| event.before.as_ref()), "event-named-before"),
        Side::After => (record.and_then(|event| event.after.as_ref()), "event-named-after"),
        Side::Named => return wording.name(&anchor.key).to_owned(),
    };
    match form {
        Some(form) => wording.text(form).to_owned(),
        None => wording.catalogue.text(named, &[("name", Arg::Text(wording.name(&anchor.key)))]),
    }
}

fn number(count: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
