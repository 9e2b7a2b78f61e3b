//! Pages that tell how the sources and the languages stand, and pages of words alone.

use super::*;
use crate::view::types::*;
use serde::Serialize;

/// All conflicts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Conflicts {
    /// The page's prose.
    pub prose: Prose,
    /// The conflicts; a conflict's id is its anchor.
    pub conflicts: Vec<ConflictView>,
}

/// A conflict with all its sides.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConflictView {
    /// The conflict's id.
    pub id: String,
    /// What the sources disagree on.
    pub name: Text,
    /// The topic.
    pub topic: Option<Text>,
    /// The records concerned.
    pub about: Vec<Link>,
    /// What the sources say.
    pub variants: Vec<Variant>,
    /// What the guidance follows.
    pub ruling: Option<Text>,
    /// From which as-of date.
    pub ruling_from: Option<Day>,
    /// Why.
    pub reason: Text,
    /// When an editor decided.
    pub decided: Day,
    /// The tasks that it concerns.
    pub tasks: Vec<Link>,
}

/// How the sources compare.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Parity {
    /// The page's prose.
    pub prose: Prose,
    /// The comparisons.
    pub comparisons: Vec<ComparisonView>,
}

/// One comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparisonView {
    /// The comparison's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The sources.
    pub sources: Vec<Link>,
    /// How many points have each state: the state and its name and number.
    pub counts: Vec<(String, String, usize)>,
    /// The points.
    pub points: Vec<PointView>,
}

/// One topic of a comparison.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PointView {
    /// The topic's id; also its anchor.
    pub id: String,
    /// The topic's name.
    pub name: Text,
    /// The state: `both`, `partial`, `only-…`, `contradiction`.
    pub state: String,
    /// The state in words.
    pub state_name: String,
    /// The facts by source, in the order of the comparison's sources.
    pub facts: Vec<Vec<FactLink>>,
    /// How the sources differ in scope.
    pub note: Option<Text>,
    /// The conflict.
    pub conflict: Option<ConflictLink>,
}

/// Where every fact is used.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Coverage {
    /// The page's prose.
    pub prose: Prose,
    /// By source.
    pub groups: Vec<Group<FactView>>,
}

/// The accessibility statement.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Accessibility {
    /// The page's prose.
    pub prose: Prose,
    /// `full`, `partial` or `none`.
    pub level: String,
    /// When the statement was made.
    pub made: Day,
    /// When it was last reviewed.
    pub reviewed: Day,
    /// `self` or `outside`.
    pub method: String,
    /// Within how many days feedback is answered.
    pub feedback_days: i64,
    /// What does not meet the requirements: text and success criterion.
    pub issues: Vec<(Text, Option<String>)>,
    /// Who supervises.
    pub supervisor: Text,
    /// Which unit.
    pub supervisor_unit: Option<Text>,
    /// On the web.
    pub supervisor_url: Option<String>,
    /// By e-mail.
    pub supervisor_email: Option<String>,
    /// By phone.
    pub supervisor_phone: Option<String>,
    /// What a reader should know about it.
    pub supervisor_note: Option<Text>,
}

/// A page of text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plain {
    /// Its prose.
    pub prose: Prose,
}

/// What a site shows only at times: after a change, when a translation is behind, when a record is retired. One of each.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Specimens {
    /// A block whose other language is newer.
    pub behind: Behind,
    /// What changed.
    pub changes: Vec<ChangeView>,
    /// A record that holds no longer.
    pub retired: RetiredView,
}
