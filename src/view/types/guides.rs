//! The parts of a guide, and how guides are listed.

use super::*;
use serde::Serialize;

/// A step of a guide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StepView {
    /// Its number in the guide, from 1.
    pub number: usize,
    /// `yes` or `unknown`.
    pub applies: String,
    /// In which case it applies, in words; `None`: always.
    pub condition: Option<ConditionView>,
    /// A more telling condition of this guide, in words: it stands in place of the generated one.
    pub when: Option<Text>,
    /// What is special here.
    pub note: Option<Text>,
    /// Why it was added.
    pub added: Option<Text>,
    /// The roles that do it or take part, for the filter: ids.
    pub roles: Vec<String>,
    /// The task.
    pub task: TaskView,
}

/// The steps of one phase.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PhaseView {
    /// The phase's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The steps.
    pub steps: Vec<StepView>,
}

/// A question, as a guide asks it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuestionView {
    /// The question's id.
    pub id: String,
    /// `choice`, `set`, `number` or `yes-no`.
    pub answer_type: String,
    /// The question.
    pub text: Text,
    /// What helps to answer it.
    pub help: Option<Text>,
    /// The answers to choose from: id and text.
    pub answers: Vec<AnswerView>,
    /// What the number counts.
    pub unit: Option<Text>,
}

/// An answer to choose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnswerView {
    /// The answer's id.
    pub id: String,
    /// The answer.
    pub text: Text,
    /// The guides to which it leads, in a finder.
    pub guides: Vec<Link>,
}

/// A guide in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GuideCard {
    /// The guide's id.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its page and title.
    pub link: Link,
    /// Its summary.
    pub summary: Text,
    /// The records that it is about.
    pub about: Vec<Link>,
    /// How many tasks apply for certain.
    pub certain: usize,
    /// How many more may apply.
    pub possible: usize,
    /// The longest time before its anchor that a deadline of it asks for, in words.
    pub lead_time: Option<String>,
}

/// Records under a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group<T> {
    /// The group's id.
    pub id: String,
    /// Its heading.
    pub name: Text,
    /// The records.
    pub items: Vec<T>,
}
