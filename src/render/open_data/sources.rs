//! Sources, facts, topics, comparisons and conflicts.

use super::{Records, Source, id, ids, keys};
use crate::model::Key;
use crate::model::records::Follows;
use crate::resolve::asof::is_later;
use crate::resolve::parity::state_name;
use crate::resolve::rulings;
use serde_json::{Map, Value, json};

pub(super) fn sources<'a>(of: &'a Source<'a>) -> Records<'a> {
    let source = move |source: &crate::model::records::Source| {
        let more = json!({
            "lang": source.lang,
            "publisher": of.optional_texts(source.publisher.as_ref()),
            "address": source.url,
            "updated": source.updated.map(|date| date.to_string()),
            "assumed": source.assumed.map(|date| date.to_string()),
            "status": source.status.as_str(),
            "superseded_by": id(source.superseded_by.as_ref()),
            "parallel_of": id(source.parallel_of.as_ref()),
            "note": of.optional_texts(source.note.as_ref()),
            "facts": source.facts,
        });
        of.record(&Key::new("source", &source.id), "title", more)
    };
    Box::new(of.model.sources.values().map(source))
}

pub(super) fn facts<'a>(of: &'a Source<'a>) -> Records<'a> {
    let fact = move |fact: &crate::model::records::Fact| {
        let key = Key::new("fact", &fact.id);
        let used_by = of.resolved.used_by.get(&key).into_iter().flatten().filter(|user| rulings_count(of, user));
        json!({
            "id": fact.id,
            "source": fact.source,
            "lang": of.model.sources.get(&fact.source).map(|source| &source.lang),
            "kind": fact.kind,
            "text": of.texts(&fact.text),
            "about": keys(&fact.about),
            "topics": ids(&fact.topics),
            "used_by": used_by.map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    Box::new(of.model.facts.values().map(fact))
}

fn rulings_count(of: &Source<'_>, user: &Key) -> bool {
    crate::resolve::usage::counts(of.model, user, &of.resolved.rulings)
}

pub(super) fn topics<'a>(of: &'a Source<'a>) -> Records<'a> {
    let topic = move |topic: &crate::model::records::Topic| {
        let mut state = Map::new();
        let mut facts: Vec<&str> = Vec::new();
        let mut conflict = None;
        for (comparison, points) in &of.resolved.comparisons {
            if let Some(point) = points.iter().find(|point| point.topic == topic.id) {
                state.insert(comparison.clone(), json!(state_name(of.model, &point.state)));
                facts.extend(point.facts.iter().flat_map(|(_, facts)| facts).map(String::as_str));
                conflict = conflict.or(point.conflict.as_deref());
            }
        }
        let more = json!({ "state": state, "facts": facts, "conflict": conflict, "scope_differs": of.optional_texts(topic.scope_differs.as_ref()) });
        of.record(&Key::new("topic", &topic.id), "name", more)
    };
    Box::new(of.model.topics.values().map(topic))
}

pub(super) fn comparisons<'a>(of: &'a Source<'a>) -> Records<'a> {
    let comparison = move |comparison: &crate::model::records::Comparison| {
        of.record(&Key::new("comparison", &comparison.id), "name", json!({ "sources": ids(&comparison.sources) }))
    };
    Box::new(of.model.comparisons.values().map(comparison))
}

pub(super) fn conflicts<'a>(of: &'a Source<'a>) -> Records<'a> {
    Box::new(of.model.conflicts.values().map(move |conflict| self::conflict(of, conflict)))
}

fn conflict(of: &Source<'_>, conflict: &crate::model::records::Conflict) -> Value {
    let variant = |variant: &crate::model::records::ConflictVariant| {
        json!({
            "id": variant.id,
            "text": of.texts(&variant.text),
            "facts": ids(&variant.facts),
            "later": is_later(of.model, &variant.facts),
        })
    };
    let ruling = rulings::ruling(of.model, of.resolved, &conflict.id).map(|ruling| {
        let (follows, own) = match &ruling.follows {
            Follows::Variant(id) => (json!(id), Value::Null),
            Follows::Own { text, rule } => (Value::Null, of.own_words(text, rule.as_ref(), rulings::anchors(of.model, conflict))),
        };
        json!({ "from": ruling.from.to_string(), "follows": follows, "own": own, "reason": of.texts(ruling.reason.as_ref().unwrap_or(&conflict.reason)) })
    });
    let more = json!({
        "topic": id(conflict.topic.as_ref()),
        "about": keys(&conflict.about),
        "variants": conflict.variants.iter().map(variant).collect::<Vec<_>>(),
        "decided": conflict.decided.to_string(),
        "ruling": ruling,
    });
    of.record(&Key::new("conflict", &conflict.id), "name", more)
}
