//! Prerequisites, people, ways to reach them, documents, words, and the records of declared kinds.

use super::{Records, Source, by_language, id, ids, keys};
use crate::model::Key;
use crate::model::records::Declared;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn prerequisites<'a>(of: &'a Source<'a>) -> Records<'a> {
    let prerequisite = move |prerequisite: &crate::model::records::Prerequisite| {
        let more = json!({
            "from": prerequisite.from.key.to_string(),
            "to": prerequisite.to.key.to_string(),
            "kind": prerequisite.kind,
            "strength": prerequisite.strength.as_str(),
            "when": of.optional_texts(prerequisite.when.as_ref()),
        });
        of.record(&Key::new("prerequisite", &prerequisite.id), "name", more)
    };
    Box::new(of.model.prerequisites.values().map(prerequisite))
}

pub(super) fn roles<'a>(of: &'a Source<'a>) -> Records<'a> {
    Box::new(of.model.roles.keys().map(move |id| of.record(&Key::new("role", id), "name", Value::Null)))
}

pub(super) fn channels<'a>(of: &'a Source<'a>) -> Records<'a> {
    let channel = move |channel: &crate::model::records::Channel| {
        let more = json!({ "type": channel.channel_type, "address": channel.address, "web": channel.url });
        of.record(&Key::new("channel", &channel.id), "name", more)
    };
    Box::new(of.model.channels.values().map(channel))
}

pub(super) fn notices<'a>(of: &'a Source<'a>) -> Records<'a> {
    let notice = move |notice: &crate::model::records::Notice| {
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
    Box::new(of.model.notices.values().map(notice))
}

pub(super) fn documents<'a>(of: &'a Source<'a>) -> Records<'a> {
    let document = move |document: &crate::model::records::Document| {
        let more = json!({ "format": document.format, "addresses": by_language(&document.urls), "part": of.optional_texts(document.part.as_ref()) });
        of.record(&Key::new("document", &document.id), "name", more)
    };
    Box::new(of.model.documents.values().map(document))
}

pub(super) fn terms<'a>(of: &'a Source<'a>) -> Records<'a> {
    let term = move |term: &crate::model::records::Term| {
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
    Box::new(of.model.terms.values().map(term))
}

/// In which list a record of a declared kind stands: the one that site.toml names for its kind; without one, the kind's own name.
fn list<'a>(of: &Source<'a>, record: &'a Declared) -> &'a str {
    let kind = &record.key.kind;
    of.model.site.kinds.get(kind).and_then(|kind| kind.list.as_deref()).unwrap_or(kind)
}

/// The lists of records of declared kinds, in the order of these.
pub(super) fn declared_lists<'a>(of: &Source<'a>) -> Vec<&'a str> {
    let mut lists = Vec::new();
    for record in of.model.declared.values() {
        let list = list(of, record);
        if !lists.contains(&list) {
            lists.push(list);
        }
    }
    lists
}

/// The records of declared kinds that stand in `list`.
pub(super) fn declared<'a>(of: &'a Source<'a>, list: &'a str) -> Records<'a> {
    let record = move |record: &Declared| {
        let requires = |map: &BTreeMap<Key, Vec<String>>| map.get(&record.key).cloned().unwrap_or_default();
        let more = json!({
            "kind": record.key.kind,
            "of": keys(&record.of),
            "requires": requires(&of.resolved.requires),
            "required_by": requires(&of.resolved.required_by),
        });
        of.record(&record.key, "name", more)
    };
    Box::new(of.model.declared.values().filter(move |record| self::list(of, record) == list).map(record))
}
