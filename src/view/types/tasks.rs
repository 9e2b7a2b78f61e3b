//! A task with its condition, its changes and what must be there before it.

use super::*;
use serde::Serialize;

/// A condition in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConditionView {
    /// One sentence.
    pub sentence: String,
    /// The same as nested lists, where it has several parts.
    pub tree: Option<ClauseView>,
    /// The condition itself, for scripts.
    pub data: serde_json::Value,
}

/// A part of a condition in words.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum ClauseView {
    /// One clause.
    Clause {
        /// Its words.
        text: String,
    },
    /// Every part holds.
    All {
        /// The parts.
        parts: Vec<ClauseView>,
    },
    /// At least one part holds.
    Any {
        /// The parts.
        parts: Vec<ClauseView>,
    },
}

/// A task, on its own page and as a step of a guide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TaskView {
    /// The task's id.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its page and title.
    pub link: Link,
    /// Its summary, plain.
    pub summary: Text,
    /// The phase's id.
    pub phase: String,
    /// The phase's name.
    pub phase_name: Text,
    /// How binding it is: `obligation`, `recommendation`, `case-by-case`, `possibility`.
    pub strength: String,
    /// Who does it.
    pub owners: Vec<RoleLink>,
    /// Who takes part.
    pub with: Vec<RoleLink>,
    /// Whether nothing that stands after it may begin before it is done.
    pub gate: bool,
    /// Gates that must be done before it.
    pub behind: Vec<Link>,
    /// What is done before it.
    pub after: Vec<Link>,
    /// When it is due.
    pub due: Option<Due>,
    /// The notice that it sends.
    pub notice: Option<NoticeView>,
    /// What it makes sure of.
    pub checks: Vec<PrerequisiteView>,
    /// The records that the reader needs for it.
    pub uses: Vec<Link>,
    /// The facts that it rests on.
    pub facts: Vec<FactLink>,
    /// What later sources say.
    pub later: Later,
    /// Its prose: on its own page, and where a guide is printed; there its sections' ids begin with the task's id.
    pub prose: Prose,
    /// The number of entries in its changes.
    pub revision: usize,
    /// Its changes, the latest first.
    pub changes: Vec<ChangeView>,
    /// That it is retired.
    pub retired: Option<RetiredView>,
}

/// An entry of an item's history.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeView {
    /// The day.
    pub on: Day,
    /// The item, where the list holds several.
    pub link: Link,
    /// What changed.
    pub text: Text,
    /// The number of the entry within its item, from 1.
    pub revision: usize,
}

/// That a record is no longer in force.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RetiredView {
    /// From which day.
    pub on: Day,
    /// What replaces it.
    pub replaced_by: Option<Link>,
    /// What a reader should know.
    pub note: Option<Text>,
}

/// A prerequisite.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PrerequisiteView {
    /// Its id.
    pub id: String,
    /// What requires.
    pub from: Link,
    /// What is required.
    pub to: Link,
    /// `always`, `usually` or `if`.
    pub strength: String,
    /// What requires what, how strictly and in which case: one sentence.
    pub sentence: String,
    /// The facts.
    pub facts: Vec<FactLink>,
    /// The tasks that check it.
    pub checked_by: Vec<Link>,
}
