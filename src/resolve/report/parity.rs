//! How the sources of a comparison stand to each other, topic by topic.

use super::by_language;
use crate::model::Model;
use crate::resolve::Resolved;
use crate::resolve::parity::{Point, state_name};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One topic of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParityPoint {
    /// The topic's id.
    pub id: String,
    /// `both`, `partial`, `only-` with the source's language, or `contradiction`.
    pub state: String,
    /// The facts on it, source by source in the order of the comparison.
    pub facts: Vec<String>,
    /// The topic's name by language.
    pub name: BTreeMap<String, String>,
    /// The conflict on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<String>,
}

/// A comparison of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParityReport {
    /// The comparison's id.
    pub comparison: String,
    /// The topics, by id.
    pub points: Vec<ParityPoint>,
    /// How many topics are in each state.
    pub counts: BTreeMap<String, usize>,
}

/// The report on the comparison of this id; `None` if the site has none.
pub fn parity(model: &Model, resolved: &Resolved, comparison: &str) -> Option<ParityReport> {
    let points: Vec<ParityPoint> = resolved.comparisons.get(comparison)?.iter().map(|found| point(model, found)).collect();
    let mut counts = BTreeMap::new();
    for point in &points {
        *counts.entry(point.state.clone()).or_insert(0) += 1;
    }
    Some(ParityReport { comparison: comparison.to_owned(), points, counts })
}

fn point(model: &Model, point: &Point) -> ParityPoint {
    ParityPoint {
        id: point.topic.clone(),
        state: state_name(model, &point.state),
        facts: point.facts.iter().flat_map(|(_, facts)| facts).cloned().collect(),
        name: model.topics.get(&point.topic).map(|topic| by_language(model, &topic.name)).unwrap_or_default(),
        conflict: point.conflict.clone(),
    }
}

impl ParityReport {
    /// The report for people: one line per topic, with its name in the first language that has one, then the counts.
    pub fn text(&self) -> String {
        let id_width = self.points.iter().map(|point| point.id.chars().count()).max().unwrap_or_default();
        let state_width = self.points.iter().map(|point| point.state.len()).max().unwrap_or_default();
        let mut text = String::new();
        for point in &self.points {
            let name = point.name.values().next().map_or("", String::as_str);
            let conflict = point.conflict.as_ref().map_or(String::new(), |id| format!(" (conflict:{id})"));
            let _ = writeln!(text, "{:id_width$}  {:state_width$}  {name}: {}{conflict}", point.id, point.state, point.facts.join(", "));
        }
        let counts: Vec<String> = self.counts.iter().map(|(state, count)| format!("{count} {state}")).collect();
        let _ = writeln!(text, "{} points: {}", self.points.len(), counts.join(", "));
        text
    }
}
