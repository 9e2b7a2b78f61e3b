//! No side of a contradiction, no rule and no condition of a record is left out.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::records::{Conflict, PrerequisiteStrength};
use crate::model::{Common, Key, Model};
use crate::resolve::{Resolved, routes};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn variants(model: &Model, findings: &mut Vec<Diagnostic>) {
    model.conflicts.values().for_each(|conflict| variants_stand(model, conflict, findings));
}

pub(super) fn sides(model: &Model, findings: &mut Vec<Diagnostic>) {
    let on_topic = facts_by_topic(model);
    model.conflicts.values().for_each(|conflict| every_side(conflict, &on_topic, findings));
}

/// The facts that speak of a topic, by the topic's id.
fn facts_by_topic(model: &Model) -> BTreeMap<&str, Vec<&str>> {
    let mut by_topic: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fact in model.facts.values() {
        for topic in &fact.topics {
            by_topic.entry(topic.key.id.as_str()).or_default().push(&fact.id);
        }
    }
    by_topic
}

/// The variants of the deadlines and notices that a conflict is about; `None` if none of them has any.
fn stated<'a>(model: &'a Model, conflict: &Conflict) -> Option<BTreeSet<&'a str>> {
    let variants = |key: &Key| -> Vec<&'a str> {
        match key.kind.as_str() {
            "deadline" => model.deadlines.get(&key.id).map(|deadline| deadline.variants.iter().map(|variant| variant.id.as_str()).collect()),
            "notice" => model.notices.get(&key.id).map(|notice| notice.variants.iter().map(|variant| variant.id.as_str()).collect()),
            _ => None,
        }
        .unwrap_or_default()
    };
    let stated: BTreeSet<&str> = conflict.about.iter().flat_map(|about| variants(&about.key)).collect();
    (!stated.is_empty()).then_some(stated)
}

/// Every variant of a conflict stands, under the same id, in a record that it is about.
fn variants_stand(model: &Model, conflict: &Conflict, findings: &mut Vec<Diagnostic>) {
    let Some(stated) = stated(model, conflict) else { return };
    for variant in conflict.variants.iter().filter(|variant| !stated.contains(variant.id.as_str())) {
        findings.push(
            Diagnostic::new(
                Code::ConflictVariants,
                variant.span.clone(),
                format!("the variant “{}” of conflict:{} is in none of the records that the conflict is about", variant.id, conflict.id),
            )
            .help(format!("Add it to the deadline or notice, under the same id. Theirs are: {}.", stated.iter().copied().collect::<Vec<_>>().join(", "))),
        );
    }
}

/// Every fact on a conflict's topic is on one of its sides.
fn every_side(conflict: &Conflict, on_topic: &BTreeMap<&str, Vec<&str>>, findings: &mut Vec<Diagnostic>) {
    let Some(topic) = &conflict.topic else { return };
    let cited: BTreeSet<&str> = conflict.variants.iter().flat_map(|variant| crate::resolve::ids(&variant.facts)).collect();
    for fact in on_topic.get(topic.key.id.as_str()).into_iter().flatten().filter(|fact| !cited.contains(**fact)) {
        findings.push(
            Diagnostic::new(
                Code::ConflictVariants,
                conflict.span.clone(),
                format!("fact:{fact} speaks of {}, the topic of conflict:{}, but is on none of its sides", topic.key, conflict.id),
            )
            .help("Add it to the variant that it supports, or write a variant with what it says, so that readers see every side."),
        );
    }
}

pub(super) fn deadlines(model: &Model, findings: &mut Vec<Diagnostic>) {
    for deadline in model.deadlines.values().filter(|deadline| deadline.variants.is_empty()) {
        findings.push(
            Diagnostic::new(Code::MissingField, deadline.span.clone(), format!("deadline:{} has no variant, so that it says nothing", deadline.id))
                .help("Write what a source says: variant = [ { id = \"…\", bound = \"latest\", offset = \"…\", facts = [\"…\"] } ]."),
        );
    }
}

pub(super) fn comparisons(model: &Model, findings: &mut Vec<Diagnostic>) {
    for comparison in model.comparisons.values().filter(|comparison| comparison.sources.len() < 2) {
        let Some(record) = model.record("comparison", &comparison.id) else { continue };
        findings.push(
            Diagnostic::new(Code::WrongValue, record.span.clone(), format!("comparison:{} has fewer than two sources to compare", comparison.id))
                .help("Name the sources that are compared: sources = [\"…\", \"…\"]."),
        );
    }
}

pub(super) fn asked(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let is_listed = |kind: &str| routes::LISTED.iter().any(|(listed, shows)| *listed == kind && resolved.from_data.showing.contains_key(*shows));
    let is_found = |record: &Common| resolved.routes.has_page(&record.key) || record.key.kind == "fact" || is_listed(&record.key.kind);
    for record in model.records.values().filter(|record| !record.asked.is_empty() && !is_found(record)) {
        let message = format!("{} holds what readers ask, but has neither a page nor a place on a list: no reader finds it", record.key);
        findings.push(
            Diagnostic::new(Code::IdleAsked, record.span.clone(), message)
                .help("Move the words of `asked` to the page, task, guide or term that answers such readers, or give the record a page."),
        );
    }
}

pub(super) fn prerequisites(model: &Model, findings: &mut Vec<Diagnostic>) {
    let unsaid = |strength, when: bool| strength == PrerequisiteStrength::If && !when;
    for prerequisite in model.prerequisites.values().filter(|prerequisite| unsaid(prerequisite.strength, prerequisite.when.is_some())) {
        findings.push(
            Diagnostic::new(
                Code::MissingField,
                prerequisite.span.clone(),
                format!("prerequisite:{} holds in some cases, but does not say in which", prerequisite.id),
            )
            .help("Say in words when it holds: `when = { … }`."),
        );
    }
}
