//! What holds on the site's as-of date: names in force, earlier and later ones, dates of facts.

use crate::model::language::{ByLang, PerLang};
use crate::model::records::Reference;
use crate::model::{Common, Key, Model};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A name with its inflected forms.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// The name.
    pub name: &'a PerLang<String>,
    /// Its inflected forms.
    pub forms: &'a ByLang<BTreeMap<String, String>>,
    /// The first day on which it was in force; `None`: from the beginning.
    pub since: Option<Date>,
}

/// All names of a record, the oldest first.
pub fn names(record: &Common) -> Vec<Name<'_>> {
    let first = record.name.as_ref().map(|name| Name { name, forms: &record.forms, since: None });
    let renamed = record.renamed.iter().map(|renamed| Name { name: &renamed.name, forms: &renamed.forms, since: Some(renamed.on) });
    first.into_iter().chain(renamed).collect()
}

/// The name in force on `as_of`.
pub fn name(record: &Common, as_of: Date) -> Option<Name<'_>> {
    let first = record.name.as_ref().map(|name| Name { name, forms: &record.forms, since: None });
    let later = record.renamed.iter().rfind(|renamed| renamed.on <= as_of);
    later.map(|renamed| Name { name: &renamed.name, forms: &renamed.forms, since: Some(renamed.on) }).or(first)
}

/// Names that were in force before the one of `as_of`, the oldest first.
pub fn earlier_names(record: &Common, as_of: Date) -> Vec<Name<'_>> {
    let mut in_force: Vec<Name<'_>> = names(record).into_iter().filter(|name| name.since.is_none_or(|since| since <= as_of)).collect();
    in_force.pop();
    in_force
}

/// Names that come into force after `as_of`, the next first.
pub fn later_names(record: &Common, as_of: Date) -> Vec<Name<'_>> {
    names(record).into_iter().filter(|name| name.since.is_some_and(|since| since > as_of)).collect()
}

/// The date of the source of a fact.
pub fn fact_date(model: &Model, fact: &str) -> Option<Date> {
    model.facts.get(fact).and_then(|fact| model.sources.get(&fact.source)).and_then(|source| source.date())
}

/// From which day facts say what they say: the earliest date of their sources. `None` where no source is dated.
pub fn said_since(model: &Model, facts: &[Reference]) -> Option<Date> {
    facts.iter().filter_map(|fact| fact_date(model, &fact.key.id)).min()
}

/// Whether facts are all of sources later than the as-of date: what they say is later information.
pub fn is_later(model: &Model, facts: &[Reference]) -> bool {
    said_since(model, facts).is_some_and(|since| since > model.site.as_of)
}

/// Whether a record is retired on the as-of date.
pub fn is_retired(model: &Model, key: &Key) -> bool {
    model.records.get(key).and_then(|record| record.retired.as_ref()).is_some_and(|retired| retired.on <= model.site.as_of)
}
