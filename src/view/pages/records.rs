//! Pages of a single record.

use super::AudienceView;
use crate::view::types::*;
use serde::Serialize;

/// A name with its time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NameView {
    /// The name.
    pub name: Text,
    /// The first day on which it is in force.
    pub since: Option<Day>,
    /// The facts that say it.
    pub facts: Vec<FactLink>,
}

/// A record of a declared kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Record {
    /// The kind's name.
    pub kind_name: Text,
    /// What it is.
    pub text: Option<Text>,
    /// What it belongs to.
    pub of: Vec<Link>,
    /// What belongs to it.
    pub parts: Vec<Link>,
    /// Earlier names.
    pub earlier: Vec<NameView>,
    /// Later names.
    pub later_names: Vec<NameView>,
    /// What it requires.
    pub requires: Vec<PrerequisiteView>,
    /// What requires it.
    pub required_by: Vec<PrerequisiteView>,
    /// The guides about it.
    pub guides: Vec<GuideCard>,
    /// The tasks that use it.
    pub tasks: Vec<Link>,
    /// The conflicts about it.
    pub conflicts: Vec<ConflictLink>,
    /// The facts that it rests on and that speak of it.
    pub facts: Vec<FactLink>,
    /// What later sources say.
    pub later: Later,
    /// That it is retired.
    pub retired: Option<RetiredView>,
}

/// A task in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TaskCard {
    /// The task's id.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its page and title.
    pub link: Link,
    /// Its summary.
    pub summary: Text,
    /// How binding it is.
    pub strength: String,
    /// When it is due, in words.
    pub due: Option<Text>,
    /// Who does it.
    pub owners: Vec<RoleLink>,
    /// The guides that list it.
    pub guides: Vec<Link>,
    /// The facts that it rests on.
    pub facts: Vec<FactLink>,
    /// What later sources say.
    pub later: Later,
}

/// A role.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Role {
    /// What the role does.
    pub text: Option<Text>,
    /// The tasks that it does, by phase.
    pub owns: Vec<Group<TaskCard>>,
    /// The tasks in which it takes part, by phase.
    pub takes_part: Vec<Group<TaskCard>>,
    /// The notices that it sends.
    pub notices: Vec<NoticeView>,
    /// Terms and facts that concern it.
    pub facts: Vec<FactLink>,
    /// What later sources say.
    pub later: Later,
    /// The audience that the role is, if there is one of the same id.
    pub audience: Option<AudienceView>,
}

/// A source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Source {
    /// The source's id.
    pub id: String,
    /// Its title as published.
    pub title: Text,
    /// Its language, as a name.
    pub language: String,
    /// Its language.
    pub source_lang: String,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Its address; empty where it is not known.
    pub url: String,
    /// Its date.
    pub date: Option<Day>,
    /// Whether the date is assumed.
    pub assumed: bool,
    /// Why it is assumed to be that.
    pub assumed_note: Option<Text>,
    /// `current`, `historical` or `superseded`.
    pub status: String,
    /// What replaces it.
    pub superseded_by: Option<Link>,
    /// The same page in another language.
    pub parallel_of: Option<Link>,
    /// Whether it is later than the as-of date.
    pub later: bool,
    /// What a reader should know about it.
    pub note: Option<Text>,
    /// Its facts.
    pub facts: Vec<FactView>,
}

/// A fact on its source's page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactView {
    /// The fact's id; also its anchor.
    pub id: String,
    /// Which kind of statement it is.
    pub kind: Text,
    /// What it says.
    pub text: Text,
    /// What cites it.
    pub used_by: Vec<Link>,
    /// Whether guidance need not use it.
    pub background: bool,
    /// The topics that it stands under.
    pub topics: Vec<Link>,
}
