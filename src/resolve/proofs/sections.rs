//! Every item has the sections that its kind must have, and every language has the same ones.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::language::Entry;
use crate::model::{Item, Words};
use crate::parse::markdown::{Block, BlockName};
use std::collections::{BTreeMap, BTreeSet};

/// The sections that a task has, and no others on its second level.
const TASK_SECTIONS: [&str; 4] = ["what", "why", "how", "done"];

fn files(item: &Item) -> Vec<&Words> {
    item.words.iter().filter_map(|entry| if let Entry::Value(file) = entry { Some(file) } else { None }).collect()
}

/// A task has just the sections that tasks have.
pub(super) fn of_tasks(item: &Item, findings: &mut Vec<Diagnostic>) {
    if item.key.kind == "task" {
        files(item).into_iter().for_each(|file| task_sections(item, file, findings));
    }
}

/// Every language of an item has the same sections.
pub(super) fn alike(item: &Item, findings: &mut Vec<Diagnostic>) {
    same_sections(item, &files(item), findings);
}

/// Every language of a section refers to the same.
pub(super) fn references(item: &Item, findings: &mut Vec<Diagnostic>) {
    same_references(item, &files(item), findings);
}

fn heading_span(file: &Words, block: &Block) -> Span {
    Span::new(&file.path, block.heading.first().map_or(block.span.clone(), |(_, range)| range.clone()))
}

fn task_sections(item: &Item, file: &Words, findings: &mut Vec<Diagnostic>) {
    for wanted in TASK_SECTIONS {
        if file.block(&BlockName::Section(wanted.to_owned())).is_none() {
            findings.push(
                Diagnostic::new(Code::MissingSection, Span::file(&file.path), format!("{} has no section #{wanted} in this language", item.key)).help(format!(
                    "Write a heading that ends with {{#{wanted}}} and its text. A task says what (#what), why (#why), how (#how) and when it is done (#done)."
                )),
            );
        }
    }
    for block in file.sections().filter(|block| block.level == 2 && !block.name.as_str().is_empty() && !TASK_SECTIONS.contains(&block.name.as_str())) {
        findings.push(
            Diagnostic::new(
                Code::UnknownSection,
                heading_span(file, block),
                format!("{} has the section #{}, which tasks do not have", item.key, block.name.as_str()),
            )
            .help("Put the text into #what, #why, #how or #done, or make it a heading of the third level."),
        );
    }
}

fn same_sections(item: &Item, files: &[&Words], findings: &mut Vec<Diagnostic>) {
    for file in files {
        for other in files.iter().filter(|other| other.path != file.path) {
            for block in other.sections().filter(|block| !block.name.as_str().is_empty()) {
                let is_required = item.key.kind == "task" && TASK_SECTIONS.contains(&block.name.as_str());
                if file.block(&block.name).is_some() || is_required {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        Code::ParitySection,
                        Span::file(&file.path),
                        format!("{} lacks the section #{} in this language", item.key, block.name.as_str()),
                    )
                    .label(heading_span(other, block), "it stands here")
                    .help("Write the section in this language too, or remove it from the other."),
                );
            }
        }
    }
}

/// What blocks refer to: kinds, ids and anchors, whatever the words and forms.
type Targets<'a> = BTreeMap<&'a BlockName, BTreeSet<(&'a str, &'a str, Option<&'a str>)>>;

fn targets(file: &Words) -> Targets<'_> {
    let mut targets = Targets::new();
    for reference in &file.references {
        targets.entry(&reference.block).or_default().insert((&reference.kind, &reference.id, reference.anchor.as_deref()));
    }
    targets
}

fn same_references(item: &Item, files: &[&Words], findings: &mut Vec<Diagnostic>) {
    let by_block: Vec<Targets<'_>> = files.iter().map(|file| targets(file)).collect();
    let nothing = BTreeSet::new();
    for (file, own_targets) in files.iter().zip(&by_block) {
        for (other, theirs) in files.iter().zip(&by_block).filter(|(other, _)| other.path != file.path) {
            for block in &other.blocks {
                let (Some(theirs), Some(own)) = (theirs.get(&block.name), file.block(&block.name)) else { continue };
                for (kind, id, anchor) in theirs.difference(own_targets.get(&block.name).unwrap_or(&nothing)) {
                    let target = anchor.map_or(format!("{kind}:{id}"), |anchor| format!("{kind}:{id}#{anchor}"));
                    let at = other.references.iter().find(|reference| reference.block == block.name && reference.kind == *kind && reference.id == *id);
                    let mut finding = Diagnostic::new(
                        Code::ParityReference,
                        heading_span(file, own),
                        format!("the block “{}” of {} does not refer to {target}, as the other language does", block.name.as_str(), item.key),
                    );
                    if let Some(at) = at {
                        finding = finding.label(Span::new(&other.path, at.span.clone()), "the other language");
                    }
                    findings.push(finding.help("Refer to it here too, or remove it there: both languages say the same."));
                }
            }
        }
    }
}
