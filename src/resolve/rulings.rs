//! Which ruling is in force on each conflict, and what it makes of deadlines and notices.

use super::{Resolved, asof};
use crate::model::deadline::{Deadline, Rule, Variant};
use crate::model::records::{Conflict, Follows, Notice, NoticeVariant, Ruling};
use crate::model::{Key, Model, PerLang, Reference};
use std::collections::BTreeMap;

/// The ruling in force of every conflict that has one: the last whose day is not after the as-of date.
pub fn in_force(model: &Model) -> BTreeMap<String, usize> {
    let last = |conflict: &Conflict| conflict.rulings.iter().rposition(|ruling| ruling.from <= model.site.as_of);
    model.conflicts.iter().filter_map(|(id, conflict)| Some((id.clone(), last(conflict)?))).collect()
}

/// The conflicts about each record, by id.
pub fn about(model: &Model) -> BTreeMap<Key, Vec<String>> {
    let mut about: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for (id, conflict) in &model.conflicts {
        for reference in &conflict.about {
            about.entry(reference.key.clone()).or_default().push(id.clone());
        }
    }
    about
}

/// The ruling in force of `conflict`.
pub fn ruling<'a>(model: &'a Model, resolved: &Resolved, conflict: &str) -> Option<&'a Ruling> {
    let index = resolved.rulings.get(conflict)?;
    model.conflicts.get(conflict)?.rulings.get(*index)
}

/// What the guidance says of a deadline on the as-of date.
#[derive(Clone, Debug)]
pub enum Effective<'a> {
    /// What one variant says.
    Variant(&'a Variant),
    /// What an editor's own ruling says: its text, and a rule if it gives one.
    Own(&'a PerLang<String>, Option<&'a Rule>),
    /// Nothing: several variants and no ruling in force, or only later ones.
    Undecided,
}

/// The conflict whose variants are those of `record`, if one is about it.
pub fn conflict_of<'a>(model: &'a Model, resolved: &Resolved, record: &Key) -> Option<&'a Conflict> {
    resolved.conflict_about.get(record)?.iter().find_map(|id| model.conflicts.get(id))
}

/// What the guidance says of `deadline`.
pub fn effective<'a>(model: &'a Model, resolved: &Resolved, deadline: &'a Deadline) -> Effective<'a> {
    let current: Vec<&Variant> = deadline.variants.iter().filter(|variant| !asof::is_later(model, &variant.facts)).collect();
    let conflict = conflict_of(model, resolved, &Key::new("deadline", &deadline.id));
    match conflict.and_then(|conflict| ruling(model, resolved, &conflict.id)).map(|ruling| &ruling.follows) {
        Some(Follows::Own { text, rule }) => Effective::Own(text, rule.as_ref()),
        Some(Follows::Variant(id)) => deadline.variants.iter().find(|variant| &variant.id == id).map_or(Effective::Undecided, Effective::Variant),
        None if current.len() == 1 => Effective::Variant(current[0]),
        None => Effective::Undecided,
    }
}

/// How the guidance says that a notice is sent.
#[derive(Clone, Debug)]
pub enum EffectiveNotice<'a> {
    /// As the notice itself says: its channel, if it names one.
    Plain,
    /// As one variant says.
    Variant(&'a NoticeVariant),
    /// As an editor's own ruling says.
    Own(&'a PerLang<String>),
    /// Several variants and no ruling in force.
    Undecided,
}

/// How the guidance says that `notice` is sent.
pub fn effective_notice<'a>(model: &'a Model, resolved: &Resolved, notice: &'a Notice) -> EffectiveNotice<'a> {
    if notice.variants.is_empty() {
        return EffectiveNotice::Plain;
    }
    let conflict = conflict_of(model, resolved, &Key::new("notice", &notice.id));
    match conflict.and_then(|conflict| ruling(model, resolved, &conflict.id)).map(|ruling| &ruling.follows) {
        Some(Follows::Own { text, .. }) => EffectiveNotice::Own(text),
        Some(Follows::Variant(id)) => notice.variants.iter().find(|variant| &variant.id == id).map_or(EffectiveNotice::Undecided, EffectiveNotice::Variant),
        None if notice.variants.len() == 1 => EffectiveNotice::Variant(&notice.variants[0]),
        None => EffectiveNotice::Undecided,
    }
}

/// The anchors of the deadline that a conflict is about, for a ruling whose rule names none.
pub fn anchors<'a>(model: &'a Model, conflict: &Conflict) -> &'a [Reference] {
    let deadline = conflict.about.iter().find_map(|about| model.deadlines.get(&about.key.id).filter(|_| about.key.kind == "deadline"));
    deadline.map_or(&[], |deadline| deadline.anchors.as_slice())
}
