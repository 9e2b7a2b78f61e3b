//! When something is due, who is told, and where the sources disagree.

use super::*;
use serde::Serialize;

/// One side of a deadline, a notice or a conflict.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Variant {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// For which records only.
    pub scope: Vec<Link>,
    /// The facts that say it.
    pub facts: Vec<FactLink>,
    /// The date from which it says so.
    pub since: Option<Day>,
    /// Whether the guidance follows it.
    pub ruled: bool,
    /// Whether it is later than the as-of date: shown, never followed.
    pub later: bool,
    /// Whether a later variant has taken its place.
    pub earlier: bool,
    /// The machine-readable rule of a deadline's variant, for scripts.
    pub rule: Option<serde_json::Value>,
}

/// A deadline where a task or a page shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Due {
    /// The deadline's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What the guidance says: a phrase.
    pub phrase: Text,
    /// A note on how it is computed, such as the stricter reading.
    pub note: Option<String>,
    /// What every source says, where they differ.
    pub variants: Vec<Variant>,
    /// The conflict, where they differ.
    pub conflict: Option<ConflictLink>,
    /// What it counts from: names of events.
    pub anchors: Vec<Text>,
    /// The machine-readable rule that the guidance follows, for scripts.
    pub rule: Option<serde_json::Value>,
    /// Where the deadline stands on the page of deadlines.
    pub url: String,
}

/// A conflict as tasks and pages point at it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConflictLink {
    /// The conflict's id.
    pub id: String,
    /// Its place on the page of conflicts.
    pub link: Link,
    /// What the guidance follows, in words.
    pub ruling: Option<Text>,
    /// Why.
    pub reason: Text,
}

/// A ruling that took the place of an earlier one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RulingChange {
    /// From which day.
    pub on: Day,
    /// The conflict's place on the page of conflicts.
    pub link: Link,
    /// What the guidance follows since then.
    pub now: Text,
    /// What it followed before.
    pub before: Text,
    /// Why, where the ruling has a reason of its own.
    pub reason: Option<Text>,
}

/// How a notice is given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    /// The notice's id.
    pub id: String,
    /// What is told.
    pub name: Text,
    /// What makes it necessary.
    pub on: Text,
    /// On which form.
    pub form: Option<Link>,
    /// How the guidance says it is sent: a channel with its address, or words.
    pub channel: Option<Link>,
    /// The guidance's own words where an editor's ruling gives them.
    pub channel_text: Option<Text>,
    /// Whether the guidance says that it must be given at all.
    pub required: bool,
    /// When.
    pub due: Option<Due>,
    /// Who gives it.
    pub sender: RoleLink,
    /// Who gets it.
    pub receiver: Option<RoleLink>,
    /// What every source says, where they differ.
    pub variants: Vec<Variant>,
    /// The conflict, where they differ.
    pub conflict: Option<ConflictLink>,
    /// The tasks that send it.
    pub tasks: Vec<Link>,
    /// The facts.
    pub facts: Vec<FactLink>,
    /// The event that makes it necessary, for the filter: its id.
    pub event: String,
}
