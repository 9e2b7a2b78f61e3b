//! Prerequisites, tasks and anchors form no circles, and tasks follow the order of the phases.

use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::records::Reference;
use crate::model::{Key, Model};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn requirements(model: &Model, findings: &mut Vec<Diagnostic>) {
    cycles(&prerequisites(model), Code::PrerequisiteCycle, "these require each other in a circle", "Remove one of the prerequisites.", findings);
}

pub(super) fn order(model: &Model, findings: &mut Vec<Diagnostic>) {
    cycles(&after(model), Code::AfterCycle, "these tasks stand after each other in a circle", "Remove one of the `after`.", findings);
}

pub(super) fn counting(model: &Model, findings: &mut Vec<Diagnostic>) {
    cycles(&anchors(model), Code::AnchorCycle, "these deadlines count from each other in a circle", "Let one of them count from an event.", findings);
}

/// Nodes with their edges: the target and the place where the edge is written.
type Graph = BTreeMap<Key, Vec<(Key, Span)>>;

fn prerequisites(model: &Model) -> Graph {
    let mut graph = Graph::new();
    for prerequisite in model.prerequisites.values() {
        graph.entry(prerequisite.from.key.clone()).or_default().push((prerequisite.to.key.clone(), prerequisite.span.clone()));
    }
    graph
}

fn edges(references: &[Reference]) -> Vec<(Key, Span)> {
    references.iter().map(|reference| (reference.key.clone(), reference.span.clone())).collect()
}

fn after(model: &Model) -> Graph {
    model.tasks.values().map(|task| (Key::new("task", &task.id), edges(&task.after))).collect()
}

fn anchors(model: &Model) -> Graph {
    model
        .deadlines
        .values()
        .map(|deadline| {
            let own = deadline.variants.iter().flat_map(|variant| &variant.rule.anchors);
            let all: Vec<Reference> = deadline.anchors.iter().chain(own).cloned().collect();
            (Key::new("deadline", &deadline.id), edges(&all))
        })
        .collect()
}

/// Reports every circle once: each strongly connected part by one circle through it, shortest first by its smallest key.
fn cycles(graph: &Graph, code: Code, what: &str, help: &str, findings: &mut Vec<Diagnostic>) {
    let mut reported: BTreeSet<Key> = BTreeSet::new();
    for start in graph.keys() {
        if reported.contains(start) {
            continue;
        }
        let Some(circle) = circle_through(graph, start) else { continue };
        let chain: Vec<String> = circle.iter().map(|(key, _)| key.to_string()).chain([start.to_string()]).collect();
        let Some((_, first)) = circle.first() else { continue };
        let mut finding = Diagnostic::new(code, first.clone(), format!("{what}: {}", chain.join(" → "))).help(help);
        for (key, span) in circle.iter().skip(1) {
            finding = finding.label(span.clone(), format!("from {key}"));
        }
        findings.push(finding);
        reported.extend(circle.into_iter().map(|(key, _)| key));
    }
}

/// The shortest circle through `start`: its nodes in order, each with the place of the edge that leaves it.
fn circle_through(graph: &Graph, start: &Key) -> Option<Vec<(Key, Span)>> {
    let mut came: BTreeMap<Key, (Key, Span)> = BTreeMap::new();
    let mut frontier = vec![start.clone()];
    while !frontier.is_empty() {
        let mut next = Vec::new();
        for node in frontier {
            for (target, span) in graph.get(&node).into_iter().flatten() {
                if target == start {
                    return Some(walk_back(&came, start, node, span.clone()));
                }
                if !came.contains_key(target) {
                    came.insert(target.clone(), (node.clone(), span.clone()));
                    next.push(target.clone());
                }
            }
        }
        frontier = next;
    }
    None
}

fn walk_back(came: &BTreeMap<Key, (Key, Span)>, start: &Key, last: Key, span: Span) -> Vec<(Key, Span)> {
    let mut circle = vec![(last.clone(), span)];
    let mut node = last;
    while &node != start {
        let Some((before, span)) = came.get(&node) else { break };
        circle.push((before.clone(), span.clone()));
        node = before.clone();
    }
    circle.reverse();
    circle
}

pub(super) fn phases(model: &Model, findings: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = model.site.phases.iter().map(|phase| phase.id.as_str()).collect();
    for task in model.tasks.values() {
        if !known.contains(&task.phase.as_str()) {
            let finding = Diagnostic::new(
                Code::WrongValue,
                task.phase_span.clone(),
                format!("`phase` of task:{} is “{}”, which site.toml does not declare", task.id, task.phase),
            );
            findings.push(match did_you_mean(&task.phase, known.iter().copied()) {
                Some(meant) => finding.help(format!("Did you mean “{meant}”?")),
                None => finding.help(format!("The phases are: {}.", known.join(", "))),
            });
            continue;
        }
        for before in &task.after {
            let Some(other) = model.tasks.get(&before.key.id) else { continue };
            if known.contains(&other.phase.as_str()) && model.site.phase_index(&other.phase) > model.site.phase_index(&task.phase) {
                findings.push(
                    Diagnostic::new(
                        Code::AfterPhase,
                        before.span.clone(),
                        format!("task:{} of the phase “{}” stands after task:{} of the later phase “{}”", task.id, task.phase, other.id, other.phase),
                    )
                    .label(other.phase_span.clone(), "the later phase")
                    .help("Move one of them to another phase, or remove the `after`."),
                );
            }
        }
    }
}
