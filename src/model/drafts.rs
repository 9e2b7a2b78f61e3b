//! Drafts: records that are published from a later day on.
//!
//! The one place that knows about them. [`published`] takes a whole model to the one that readers get; nothing after it asks for dates.

use super::language::Entry;
use super::records::Reference;
use super::{Key, Model};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What becomes of drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They are no part of the site: how readers get it.
    #[default]
    LeftOut,
    /// They are shown: how editors see it.
    Shown,
}

/// The records that are drafts on the day `today`. The facts of a source that is a draft are drafts too.
pub fn drafts(model: &Model, today: Date) -> BTreeSet<Key> {
    let mut drafts: BTreeSet<Key> =
        model.records.values().filter(|record| record.publish_from.is_some_and(|from| from > today)).map(|record| record.key.clone()).collect();
    let facts = model.facts.values().filter(|fact| drafts.contains(&Key::new("source", &fact.source)));
    let facts: Vec<Key> = facts.map(|fact| Key::new("fact", &fact.id)).collect();
    drafts.extend(facts);
    drafts
}

/// Fields whose entries that name a draft are passed over: the rest of the list still says what it should.
const PASSED_OVER: &[&str] =
    &["about", "after", "asks", "checks", "extra", "facts", "footer", "navigation", "of", "steps", "topics", "uses", "with", "without"];

/// The model without `drafts`, and what is wrong with leaving them out: what readers get must not lean on what they do not get.
pub fn published(mut model: Model, drafts: &BTreeSet<Key>) -> (Model, Vec<Diagnostic>) {
    if drafts.is_empty() {
        return (model, Vec::new());
    }
    let findings = leaning(&model, drafts);
    let gone = |kind: &str, id: &str| drafts.contains(&Key::new(kind, id));
    macro_rules! drop_from {
        ($($field:ident: $kind:literal),* $(,)?) => { $( model.$field.retain(|id, _| !gone($kind, id)); )* };
    }
    drop_from!(sources: "source", facts: "fact", topics: "topic", comparisons: "comparison", conflicts: "conflict", events: "event");
    drop_from!(deadlines: "deadline", thresholds: "threshold", questions: "question", prerequisites: "prerequisite", channels: "channel");
    drop_from!(notices: "notice", documents: "document", roles: "role", audiences: "audience", terms: "term");
    drop_from!(tasks: "task", guides: "guide", pages: "page");
    Arc::make_mut(&mut model.records).retain(|key, _| !drafts.contains(key));
    model.declared.retain(|key, _| !drafts.contains(key));
    Arc::make_mut(&mut model.items).retain(|key, _| !drafts.contains(key));
    model.references.retain(|used| !drafts.contains(&used.from) && !drafts.contains(&used.reference.key));
    pass_over(&mut model, drafts);
    (model, findings)
}

fn pass_over(model: &mut Model, drafts: &BTreeSet<Key>) {
    let keep = |references: &mut Vec<Reference>| references.retain(|reference| !drafts.contains(&reference.key));
    let site = std::sync::Arc::make_mut(&mut model.site);
    keep(&mut site.navigation);
    keep(&mut site.footer);
    let names_a_draft = |references: &[Reference]| references.iter().any(|reference| drafts.contains(&reference.key));
    for record in Arc::make_mut(&mut model.records).values_mut() {
        let renamed = record.renamed.iter().any(|name| names_a_draft(&name.facts)) || record.later.iter().any(|later| names_a_draft(&later.facts));
        if !(renamed || names_a_draft(&record.facts)) {
            continue;
        }
        let record = Arc::make_mut(record);
        keep(&mut record.facts);
        record.renamed.iter_mut().for_each(|name| keep(&mut name.facts));
        record.later.iter_mut().for_each(|later| keep(&mut later.facts));
    }
    for conflict in model.conflicts.values_mut() {
        keep(&mut conflict.about);
        conflict.variants.iter_mut().for_each(|variant| keep(&mut variant.facts));
    }
    for deadline in model.deadlines.values_mut() {
        deadline.variants.iter_mut().for_each(|variant| keep(&mut variant.facts));
    }
    for notice in model.notices.values_mut() {
        notice.variants.iter_mut().for_each(|variant| keep(&mut variant.facts));
    }
    for declared in model.declared.values_mut() {
        keep(&mut declared.of);
    }
    for audience in model.audiences.values_mut() {
        audience.extra.retain(|entry| !drafts.contains(&entry.task.key));
        audience.without.retain(|entry| !drafts.contains(&entry.task.key));
    }
    for task in model.tasks.values_mut() {
        [&mut task.with, &mut task.after, &mut task.checks, &mut task.uses].into_iter().for_each(keep);
    }
    for guide in model.guides.values_mut() {
        keep(&mut guide.about);
        guide.without.retain(|entry| !drafts.contains(&entry.task.key));
        guide.extra.retain(|entry| !drafts.contains(&entry.task.key));
        guide.steps.retain(|task, _| !drafts.contains(&Key::new("task", task)));
    }
    for page in model.pages.values_mut() {
        keep(&mut page.asks);
    }
    let facts: BTreeSet<String> = model.facts.keys().cloned().collect();
    for source in model.sources.values_mut() {
        source.facts.retain(|fact| facts.contains(fact));
    }
    for fact in model.facts.values_mut() {
        keep(&mut fact.about);
        keep(&mut fact.topics);
    }
}

/// What readers get and what leans on something that they do not get.
fn leaning(model: &Model, drafts: &BTreeSet<Key>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for used in model.references.iter().filter(|used| drafts.contains(&used.reference.key) && !drafts.contains(&used.from)) {
        if !used.field.split(['.', '[']).any(|part| PASSED_OVER.contains(&part)) {
            findings.push(finding(&used.from, &used.reference.key, used.reference.span.clone()));
        }
    }
    for item in model.items.values().filter(|item| !drafts.contains(&item.key)) {
        let files = item.words.iter().filter_map(|entry| if let Entry::Value(file) = entry { Some(file) } else { None });
        for (file, reference) in files.flat_map(|file| file.references.iter().map(move |reference| (file, reference))) {
            let key = Key::new(&reference.kind, &reference.id);
            if drafts.contains(&key) {
                findings.push(finding(&item.key, &key, Span::new(&file.path, reference.span.clone())));
            }
        }
    }
    for name in model.published.iter().flat_map(|published| published.records.keys()) {
        let Some((kind, id)) = name.split_once(':') else { continue };
        let key = Key::new(kind, id);
        if let Some(record) = model.records.get(&key).filter(|_| drafts.contains(&key)) {
            findings.push(
                Diagnostic::new(Code::VanishedId, record.span.clone(), format!("readers have seen {key}, which `publish_from` makes a draft"))
                    .label(Span::file(&SourcePath::new("content/published.lock")), "what readers have seen")
                    .help("Remove `publish_from`: what has been published stays, or is retired."),
            );
        }
    }
    findings
}

fn finding(from: &Key, to: &Key, span: Span) -> Diagnostic {
    Diagnostic::new(Code::DraftReference, span, format!("{from} is published, and leans on {to}, which is a draft"))
        .help(format!("Publish {to} no later than {from}, or leave the reference out until then."))
}
