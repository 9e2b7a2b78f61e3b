//! Every fact is used, all guidance has a fact, every contradiction has a ruling.

use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::records::{Conflict, Follows, Reference, SourceStatus};
use crate::model::{Key, Model};
use crate::resolve::{Resolved, asof, rulings, usage};

pub(super) fn unused(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for fact in model.facts.values() {
        if !model.site.fact_kinds.get(&fact.kind).is_none_or(|kind| kind.must_be_used) {
            continue;
        }
        let users = resolved.used_by.get(&Key::new("fact", &fact.id));
        if !users.into_iter().flatten().any(|user| usage::counts(model, user, &resolved.rulings)) {
            findings.push(
                Diagnostic::new(Code::UnusedFact, fact.span.clone(), format!("nothing uses fact:{} ({})", fact.id, fact.says))
                    .help("Cite it where guidance rests on it, or give it a kind whose facts need not be used."),
            );
        }
    }
}

pub(super) fn unsourced(model: &Model, findings: &mut Vec<Diagnostic>) {
    let mut report = |what: String, span: &Span| {
        findings
            .push(Diagnostic::new(Code::Unsourced, span.clone(), format!("{what} cites no fact")).help("Add the facts that it rests on: `facts = [\"…\"]`."));
    };
    for (key, record) in model.records.iter().filter(|(key, _)| matches!(key.kind.as_str(), "task" | "guide" | "prerequisite" | "notice")) {
        let variants = model.notices.get(&key.id).filter(|_| key.kind == "notice").is_some_and(|notice| !notice.variants.is_empty());
        // Guidance that only later sources tell of cites them in `later`.
        let later = record.later.iter().any(|later| !later.facts.is_empty());
        if record.facts.is_empty() && !variants && !later {
            report(key.to_string(), &record.span);
        }
    }
    for deadline in model.deadlines.values() {
        for variant in deadline.variants.iter().filter(|variant| variant.facts.is_empty()) {
            report(format!("the variant “{}” of deadline:{}", variant.id, deadline.id), &variant.span);
        }
    }
    for conflict in model.conflicts.values() {
        for variant in conflict.variants.iter().filter(|variant| variant.facts.is_empty()) {
            report(format!("the variant “{}” of conflict:{}", variant.id, conflict.id), &variant.span);
        }
    }
}

pub(super) fn superseded(model: &Model, findings: &mut Vec<Diagnostic>) {
    for (key, record) in model.records.iter().filter(|(key, _)| matches!(key.kind.as_str(), "task" | "guide" | "prerequisite" | "notice")) {
        for reference in &record.facts {
            let Some(source) = model.facts.get(&reference.key.id).and_then(|fact| model.sources.get(&fact.source)) else { continue };
            if source.status == SourceStatus::Superseded {
                let finding = Diagnostic::new(
                    Code::SupersededSource,
                    reference.span.clone(),
                    format!("{key} leans on fact:{} of source:{}, which is superseded", reference.key.id, source.id),
                );
                findings.push(match &source.superseded_by {
                    Some(newer) => finding.help(format!("See what {} says, and cite it.", newer.key)),
                    None => finding.help("Name the source that replaces it (`superseded_by`), and cite that."),
                });
            }
        }
    }
}

/// What lacks a ruling: the record, its place and the ids of its variants that are not later information.
fn undecided(model: &Model, resolved: &Resolved, key: &Key, span: &Span, current: &[&str], findings: &mut Vec<Diagnostic>) {
    let conflict = rulings::conflict_of(model, resolved, key);
    let finding =
        Diagnostic::new(Code::UndecidedVariants, span.clone(), format!("{key} has the variants {}, and nothing decides between them", current.join(", ")));
    findings.push(match conflict {
        None => finding.help(format!("Write a conflict about it: [[conflict]] with about = [\"{key}\"], the same variant ids, a reason and a ruling.")),
        Some(conflict) => {
            finding.label(conflict.span.clone(), "the conflict about it").help(format!("Give the conflict a ruling that is in force on {}.", model.site.as_of))
        }
    });
}

pub(super) fn deadlines(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for deadline in model.deadlines.values() {
        let key = Key::new("deadline", &deadline.id);
        let current: Vec<&str> = deadline.variants.iter().filter(|variant| !asof::is_later(model, &variant.facts)).map(|variant| variant.id.as_str()).collect();
        let ruled = rulings::conflict_of(model, resolved, &key).is_some_and(|conflict| resolved.rulings.contains_key(&conflict.id));
        if current.len() > 1 && !ruled {
            undecided(model, resolved, &key, &deadline.span, &current, findings);
        }
        variants_match(model, resolved, &key, deadline.variants.iter().map(|variant| (variant.id.as_str(), &variant.span)), findings);
    }
}

pub(super) fn notices(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    for notice in model.notices.values() {
        let key = Key::new("notice", &notice.id);
        let current: Vec<_> = notice.variants.iter().filter(|variant| !asof::is_later(model, &variant.facts)).collect();
        let differ = current.iter().any(|variant| {
            let first = current.first();
            first.is_some_and(|first| {
                (first.required, first.channel.as_ref().map(|channel| &channel.key)) != (variant.required, variant.channel.as_ref().map(|channel| &channel.key))
            })
        });
        let conflict = rulings::conflict_of(model, resolved, &key);
        if differ && conflict.is_none() {
            findings.push(
                Diagnostic::new(
                    Code::UndeclaredContradiction,
                    notice.span.clone(),
                    format!("the sources state {key} differently, and no conflict tells readers so"),
                )
                .help(format!("Write a conflict about it: [[conflict]] with about = [\"{key}\"], the same variant ids, a reason and a ruling.")),
            );
        } else if differ && !conflict.is_some_and(|conflict| resolved.rulings.contains_key(&conflict.id)) {
            let ids: Vec<&str> = current.iter().map(|variant| variant.id.as_str()).collect();
            undecided(model, resolved, &key, &notice.span, &ids, findings);
        }
        variants_match(model, resolved, &key, notice.variants.iter().map(|variant| (variant.id.as_str(), &notice.span)), findings);
    }
}

/// Every variant of a record stands, under the same id, in the conflict about it.
fn variants_match<'a>(model: &Model, resolved: &Resolved, key: &Key, variants: impl Iterator<Item = (&'a str, &'a Span)>, findings: &mut Vec<Diagnostic>) {
    let Some(conflict) = rulings::conflict_of(model, resolved, key) else { return };
    let known: Vec<&str> = conflict.variants.iter().map(|variant| variant.id.as_str()).collect();
    for (id, span) in variants.filter(|(id, _)| !known.contains(id)) {
        let finding = Diagnostic::new(Code::ConflictVariants, span.clone(), format!("the variant “{id}” of {key} is not in conflict:{}", conflict.id))
            .label(conflict.span.clone(), "the conflict");
        findings.push(match did_you_mean(id, known.iter().copied()) {
            Some(meant) => finding.help(format!("Did you mean “{meant}”?")),
            None => finding.help("Add it there, with what it says, so that readers see every side."),
        });
    }
}

pub(super) fn conflicts(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    model.conflicts.values().for_each(|conflict| conflict_holds(model, resolved, conflict, findings));
}

fn conflict_holds(model: &Model, resolved: &Resolved, conflict: &Conflict, findings: &mut Vec<Diagnostic>) {
    let name = format!("conflict:{}", conflict.id);
    if conflict.variants.len() < 2 {
        findings.push(
            Diagnostic::new(Code::ConflictVariants, conflict.span.clone(), format!("{name} has fewer than two variants"))
                .help("Write what each source says, or remove the conflict."),
        );
    }
    let current: Vec<&str> = conflict.variants.iter().filter(|variant| !later(model, &variant.facts)).map(|variant| variant.id.as_str()).collect();
    if !resolved.rulings.contains_key(&conflict.id) && current.len() > 1 {
        findings.push(
            Diagnostic::new(Code::UndecidedVariants, conflict.span.clone(), format!("{name} has no ruling in force on {}", model.site.as_of))
                .help("Add a ruling whose `from` is not after that day: ruling = [ { from = …, follows = \"variant\" } ]."),
        );
    }
    for (index, ruling) in conflict.rulings.iter().enumerate() {
        let Follows::Variant(id) = &ruling.follows else { continue };
        let Some(variant) = conflict.variants.iter().find(|variant| &variant.id == id) else {
            let known: Vec<&str> = conflict.variants.iter().map(|variant| variant.id.as_str()).collect();
            let finding =
                Diagnostic::new(Code::ConflictVariants, ruling.span.clone(), format!("a ruling of {name} follows “{id}”, which is not one of its variants"));
            findings.push(match did_you_mean(id, known.iter().copied()) {
                Some(meant) => finding.help(format!("Did you mean “{meant}”?")),
                None => finding.help(format!("Its variants are: {}.", known.join(", "))),
            });
            continue;
        };
        if resolved.rulings.get(&conflict.id) == Some(&index) && later(model, &variant.facts) {
            findings.push(
                Diagnostic::new(
                    Code::ConflictVariants,
                    ruling.span.clone(),
                    format!("the ruling of {name} that is in force follows “{id}”, which is later than the as-of date {}", model.site.as_of),
                )
                .help("Let it follow a variant of that time, or begin on the later variant's day (`from`)."),
            );
        }
    }
}

fn later(model: &Model, facts: &[Reference]) -> bool {
    asof::is_later(model, facts)
}
