//! Prerequisites, tasks and anchors form no circles, and tasks follow the order of the phases.

use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::records::Reference;
use crate::model::{Key, Model};
use std::collections::BTreeMap;

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

/// Reports circles until every node that stands in one stands in one that is reported: the shortest through the first such node, and so on.
fn cycles(graph: &Graph, code: Code, what: &str, help: &str, findings: &mut Vec<Diagnostic>) {
    let numbered = Numbered::new(graph);
    let parts = numbered.parts();
    let mut search = Search { numbered: &numbered, parts: &parts, came: vec![None; numbered.keys.len()], seen_for: vec![usize::MAX; numbered.keys.len()] };
    let mut reported = vec![false; numbered.keys.len()];
    for start in 0..numbered.keys.len() {
        if reported[start] {
            continue;
        }
        let Some(circle) = search.circle_through(start) else { continue };
        let name = |node: usize| numbered.keys[node].to_string();
        let chain: Vec<String> = circle.iter().map(|(node, _)| name(*node)).chain([name(start)]).collect();
        let Some((_, first)) = circle.first() else { continue };
        let mut finding = Diagnostic::new(code, (*first).clone(), format!("{what}: {}", chain.join(" → "))).help(help);
        for (node, span) in circle.iter().skip(1) {
            finding = finding.label((*span).clone(), format!("from {}", name(*node)));
        }
        findings.push(finding);
        circle.into_iter().for_each(|(node, _)| reported[node] = true);
    }
}

/// A graph whose nodes have numbers, in the order of their keys. Edges to what has none of its own are left out: they stand in no circle.
struct Numbered<'a> {
    keys: Vec<&'a Key>,
    edges: Vec<Vec<(usize, &'a Span)>>,
}

impl<'a> Numbered<'a> {
    fn new(graph: &'a Graph) -> Self {
        let numbers: BTreeMap<&Key, usize> = graph.keys().zip(0..).collect();
        let edges = |edges: &'a Vec<(Key, Span)>| edges.iter().filter_map(|(target, span)| Some((*numbers.get(target)?, span))).collect();
        Numbered { keys: graph.keys().collect(), edges: graph.values().map(edges).collect() }
    }

    /// The strongly connected part of every node, by a number: only nodes of one part stand in a circle together. The algorithm of Kosaraju
    /// and Sharir, with stacks of its own: a chain may be longer than the program's stack is deep.
    fn parts(&self) -> Vec<usize> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.keys.len()];
        for (node, edges) in self.edges.iter().enumerate() {
            edges.iter().for_each(|(target, _)| back[*target].push(node));
        }
        let mut part = vec![usize::MAX; self.keys.len()];
        for first in self.finished().into_iter().rev() {
            let mut stack = vec![first];
            while let Some(node) = stack.pop() {
                if part[node] == usize::MAX {
                    part[node] = first;
                    stack.extend(&back[node]);
                }
            }
        }
        part
    }

    /// All nodes in the order in which a walk in depth leaves them.
    fn finished(&self) -> Vec<usize> {
        let (mut entered, mut left) = (vec![false; self.keys.len()], Vec::new());
        for first in 0..self.keys.len() {
            let mut stack = if entered[first] { Vec::new() } else { vec![(first, 0)] };
            entered[first] = true;
            while let Some((node, next)) = stack.last_mut() {
                let edge = self.edges[*node].get(*next);
                *next += 1;
                match edge {
                    Some((target, _)) if !entered[*target] => {
                        entered[*target] = true;
                        stack.push((*target, 0));
                    }
                    Some(_) => {}
                    None => {
                        left.push(*node);
                        stack.pop();
                    }
                }
            }
        }
        left
    }
}

/// What the search for circles keeps from one to the next, so that nothing is cleared between them.
struct Search<'g, 'a> {
    numbered: &'g Numbered<'a>,
    parts: &'g [usize],
    /// From where each node was reached.
    came: Vec<Option<(usize, &'a Span)>>,
    /// For the circle through which node that was.
    seen_for: Vec<usize>,
}

impl<'a> Search<'_, 'a> {
    /// The shortest circle through `start`: its nodes in order, each with the place of the edge that leaves it.
    fn circle_through(&mut self, start: usize) -> Option<Vec<(usize, &'a Span)>> {
        let mut frontier = vec![start];
        while !frontier.is_empty() {
            let mut next = Vec::new();
            for node in frontier {
                for (target, span) in &self.numbered.edges[node] {
                    if *target == start {
                        return Some(self.walk_back(start, node, span));
                    }
                    if self.parts[*target] == self.parts[start] && self.seen_for[*target] != start {
                        (self.seen_for[*target], self.came[*target]) = (start, Some((node, *span)));
                        next.push(*target);
                    }
                }
            }
            frontier = next;
        }
        None
    }

    fn walk_back(&self, start: usize, last: usize, span: &'a Span) -> Vec<(usize, &'a Span)> {
        let mut circle = vec![(last, span)];
        let mut node = last;
        while node != start {
            let Some((before, span)) = self.came[node] else { break };
            circle.push((before, span));
            node = before;
        }
        circle.reverse();
        circle
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    /// The circles that are reported of the edges `ab`, as `a b …`; the place of an edge is its number.
    fn circles(edges: &[&str]) -> Vec<String> {
        let mut graph = Graph::new();
        let path = SourcePath::new("x");
        for (number, edge) in edges.iter().enumerate() {
            let (from, to) = edge.split_once('>').unwrap();
            graph.entry(Key::new("task", from)).or_default().push((Key::new("task", to), Span::new(&path, number..number)));
        }
        let mut findings = Vec::new();
        cycles(&graph, Code::AfterCycle, "a circle", "Mend it.", &mut findings);
        let told = |finding: &Diagnostic| finding.message.replace("a circle: ", "").replace("task:", "").replace(" → ", " ");
        findings.iter().map(told).collect()
    }

    #[test]
    fn every_node_of_a_circle_is_in_one_that_is_reported_and_no_other() {
        assert_eq!(circles(&[]), Vec::<String>::new());
        assert_eq!(circles(&["a>b", "b>c", "a>c", "c>d"]), Vec::<String>::new());
        assert_eq!(circles(&["a>a"]), ["a a"]);
        assert_eq!(circles(&["a>b", "b>c", "c>a"]), ["a b c a"]);
        // The shortest one, and what only leads to it or away from it is in none.
        assert_eq!(circles(&["x>a", "a>b", "b>c", "c>a", "b>a", "c>y", "y>z"]), ["a b a", "c a b c"]);
        // Two that a way connects, and two at one node.
        assert_eq!(circles(&["a>b", "b>a", "b>m", "m>p", "p>q", "q>p"]), ["a b a", "p q p"]);
        assert_eq!(circles(&["h>b", "b>h", "h>c", "c>h"]), ["b h b", "c h c"]);
    }

    #[test]
    fn a_chain_may_be_longer_than_a_stack_is_deep() {
        let chain: Vec<String> = (0..50_000).map(|number| format!("n{number:06}>n{:06}", number + 1)).collect();
        let mut edges: Vec<&str> = chain.iter().map(String::as_str).collect();
        assert_eq!(circles(&edges), Vec::<String>::new());
        edges.push("n050000>n000000");
        assert_eq!(circles(&edges).len(), 1);
    }
}
