//! Events, deadlines and thresholds.

use super::{Records, Source, ids, keys};
use crate::model::Key;
use crate::model::deadline::Deadline;
use crate::model::records::SetBy;
use crate::resolve::asof::is_later;
use crate::resolve::rulings::{Effective, effective};
use crate::view::due::rule_data;
use serde_json::{Value, json};

pub(super) fn events<'a>(of: &'a Source<'a>) -> Records<'a> {
    let event = move |event: &crate::model::records::Event| {
        let set_by = event.set_by.as_ref().map(|set_by| match set_by {
            SetBy::Reader => "reader".to_owned(),
            SetBy::Task(task) => task.key.to_string(),
        });
        of.record(&Key::new("event", &event.id), "name", json!({ "set_by": set_by }))
    };
    Box::new(of.model.events.values().map(event))
}

pub(super) fn deadlines<'a>(of: &'a Source<'a>) -> Records<'a> {
    Box::new(of.model.deadlines.values().map(move |deadline| self::deadline(of, deadline)))
}

fn deadline(of: &Source<'_>, deadline: &Deadline) -> Value {
    let variant = |variant: &crate::model::deadline::Variant| {
        json!({
            "id": variant.id,
            "rule": rule_data(&variant.rule, &deadline.anchors),
            "scope": keys(&variant.scope),
            "facts": ids(&variant.facts),
            "later": is_later(of.model, &variant.facts),
        })
    };
    let effective = match effective(of.model, of.resolved, deadline) {
        Effective::Variant(variant) => json!({ "variant": variant.id, "rule": rule_data(&variant.rule, &deadline.anchors), "own": null }),
        Effective::Own(text, rule) => {
            json!({ "variant": null, "rule": rule.map(|rule| rule_data(rule, &deadline.anchors)), "own": of.own_words(text, rule, &deadline.anchors) })
        }
        Effective::Undecided => Value::Null,
    };
    let more = json!({
        "anchors": keys(&deadline.anchors),
        "variants": deadline.variants.iter().map(variant).collect::<Vec<_>>(),
        "effective": effective,
    });
    of.record(&Key::new("deadline", &deadline.id), "name", more)
}

pub(super) fn thresholds<'a>(of: &'a Source<'a>) -> Records<'a> {
    let threshold = move |threshold: &crate::model::records::Threshold| {
        let more = json!({ "value": threshold.value, "unit": of.optional_texts(threshold.unit.as_ref()) });
        of.record(&Key::new("threshold", &threshold.id), "name", more)
    };
    Box::new(of.model.thresholds.values().map(threshold))
}
