//! Prerequisites, people, ways to reach them, documents, words, and the records of declared kinds.

use super::{Source, by_language, id, ids, keys};
use crate::model::Key;
use serde_json::{Value, json};

pub(super) fn prerequisites(of: &Source<'_>) -> Vec<Value> {
    let prerequisite = |prerequisite: &crate::model::records::Prerequisite| {
        let more = json!({
            "from": prerequisite.from.key.to_string(),
            "to": prerequisite.to.key.to_string(),
            "kind": prerequisite.kind,
            "strength": prerequisite.strength.as_str(),
            "when": of.optional_texts(prerequisite.when.as_ref()),
        });
        of.record(&Key::new("prerequisite", &prerequisite.id), "name", more)
    };
    of.model.prerequisites.values().map(prerequisite).collect()
}

pub(super) fn roles(of: &Source<'_>) -> Vec<Value> {
    of.model.roles.keys().map(|id| of.record(&Key::new("role", id), "name", Value::Null)).collect()
}

pub(super) fn channels(of: &Source<'_>) -> Vec<Value> {
    let channel = |channel: &crate::model::records::Channel| {
        let more = json!({ "type": channel.channel_type, "address": channel.address, "web": channel.url });
        of.record(&Key::new("channel", &channel.id), "name", more)
    };
    of.model.channels.values().map(channel).collect()
}

pub(super) fn notices(of: &Source<'_>) -> Vec<Value> {
    let notice = |notice: &crate::model::records::Notice| {
        let variant = |variant: &crate::model::records::NoticeVariant| json!({ "id": variant.id, "channel": id(variant.channel.as_ref()), "required": variant.required, "facts": ids(&variant.facts) });
        let more = json!({
            "form": notice.form.as_ref().map(|form| form.key.to_string()),
            "channel": id(notice.channel.as_ref()),
            "variants": notice.variants.iter().map(variant).collect::<Vec<_>>(),
            "sender": notice.sender.key.id,
            "receiver": id(notice.receiver.as_ref()),
            "deadline": id(notice.deadline.as_ref()),
            "on": notice.on.key.id,
        });
        of.record(&Key::new("notice", &notice.id), "name", more)
    };
    of.model.notices.values().map(notice).collect()
}

pub(super) fn documents(of: &Source<'_>) -> Vec<Value> {
    let document = |document: &crate::model::records::Document| {
        let more = json!({ "format": document.format, "addresses": by_language(&document.urls), "part": of.optional_texts(document.part.as_ref()) });
        of.record(&Key::new("document", &document.id), "name", more)
    };
    of.model.documents.values().map(document).collect()
}

pub(super) fn terms(of: &Source<'_>) -> Vec<Value> {
    let term = |term: &crate::model::records::Term| {
        let more = json!({
            "definition": of.texts(&term.definition),
            "also": by_language(&term.also),
            "older": by_language(&term.older),
            "forbidden": by_language(&term.forbidden),
            "foreign": term.foreign,
            "note": of.optional_texts(term.note.as_ref()),
            "about": term.about.as_ref().map(|about| about.key.to_string()),
        });
        of.record(&Key::new("term", &term.id), "name", more)
    };
    of.model.terms.values().map(term).collect()
}

/// The records of declared kinds, each with the list that site.toml names for its kind; without one, the kind's own name is the list's.
pub(super) fn declared<'a>(of: &'a Source<'a>) -> impl Iterator<Item = (String, Value)> + 'a {
    of.model.declared.values().map(move |record| {
        let kind = &record.key.kind;
        let list = of.model.site.kinds.get(kind).and_then(|kind| kind.list.clone()).unwrap_or_else(|| kind.clone());
        let requires = |map: &std::collections::BTreeMap<Key, Vec<String>>| map.get(&record.key).cloned().unwrap_or_default();
        let more = json!({
            "kind": kind,
            "of": keys(&record.of),
            "requires": requires(&of.resolved.requires),
            "required_by": requires(&of.resolved.required_by),
        });
        (list, of.record(&record.key, "name", more))
    })
}
