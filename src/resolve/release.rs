//! What a release shows to readers, and how that differs from what they have seen.

use super::Resolved;
use super::history::data_fingerprint;
use crate::model::ledger::{Published, PublishedRecord};
use crate::model::{Key, Model};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What readers see of the site after a release on the day `on`: every record with an address, and every item.
pub fn seen(model: &Model, resolved: &Resolved, on: Date) -> Published {
    let mut records = BTreeMap::new();
    for (key, record) in model.records.iter() {
        let addresses =
            model.languages().ids().enumerate().filter_map(|(language, id)| Some((id.to_string(), resolved.routes.path(key, language)?.to_owned())));
        let revision = model.items.get(key).map_or(0, |item| item.changes.len());
        let data = data_fingerprint(model, key);
        records.insert(record.key.to_string(), PublishedRecord { addresses: addresses.collect(), data, revision });
    }
    Published { on, records }
}

/// One difference between two releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record, as `kind:id`.
    pub record: String,
    /// What readers will notice.
    pub what: What,
}

/// What readers will notice of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// Its page stands elsewhere in a language.
    Moved {
        /// The language.
        language: String,
        /// Where it stood.
        from: String,
        /// Where it stands.
        to: String,
    },
    /// What it asks of readers has changed; the entries that its history has gained.
    Changed {
        /// What the new entries say, in the site's first language that has the words, with their days.
        entries: Vec<(Date, String)>,
    },
}

/// How the site differs from what readers have seen, by record. Where nothing was released before, everything is new.
pub fn differences(model: &Model, before: Option<&Published>, now: &Published) -> Vec<Difference> {
    let none = BTreeMap::new();
    let before = before.map_or(&none, |published| &published.records);
    let mut found = Vec::new();
    for (name, record) in &now.records {
        match before.get(name) {
            None => found.push(Difference { record: name.clone(), what: What::New }),
            Some(old) => compare(model, name, old, record, &mut found),
        }
    }
    let gone = before.keys().filter(|name| !now.records.contains_key(*name));
    found.extend(gone.map(|name| Difference { record: name.clone(), what: What::Gone }));
    found
}

fn compare(model: &Model, name: &str, old: &PublishedRecord, new: &PublishedRecord, found: &mut Vec<Difference>) {
    for (language, to) in &new.addresses {
        if let Some(from) = old.addresses.get(language).filter(|from| *from != to) {
            let what = What::Moved { language: language.clone(), from: from.clone(), to: to.clone() };
            found.push(Difference { record: name.to_owned(), what });
        }
    }
    if old.data != new.data || old.revision != new.revision {
        let entries = name.split_once(':').and_then(|(kind, id)| model.items.get(&Key::new(kind, id))).into_iter();
        let entries = entries.flat_map(|item| item.changes.iter().skip(old.revision));
        let entries = entries.filter_map(|change| Some((change.on, change.text.or_other(0)?.1.clone()))).collect();
        found.push(Difference { record: name.to_owned(), what: What::Changed { entries } });
    }
}
