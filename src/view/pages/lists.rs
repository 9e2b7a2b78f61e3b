//! Pages that list all records of a kind.

use super::*;
use crate::view::types::*;
use serde::Serialize;

/// The list of guides.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Guides {
    /// The page's prose.
    pub prose: Prose,
    /// The guides by group.
    pub groups: Vec<Group<GuideCard>>,
}

/// The list of tasks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tasks {
    /// The page's prose.
    pub prose: Prose,
    /// The tasks by phase.
    pub groups: Vec<Group<TaskCard>>,
}

/// The list of services and other declared records with pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Services {
    /// The page's prose.
    pub prose: Prose,
    /// The records by kind.
    pub groups: Vec<Group<RecordCard>>,
}

/// A record in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordCard {
    /// Its page and name.
    pub link: Link,
    /// What it is.
    pub text: Option<Text>,
}

/// All deadlines, by what they count from.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Deadlines {
    /// The page's prose.
    pub prose: Prose,
    /// By event: the deadlines with the tasks that have them.
    pub groups: Vec<Group<DeadlineEntry>>,
    /// What the calendar of working days rests on.
    pub calendar: Option<Text>,
    /// How far before or after its event each deadline falls, as SVG; empty where none has a day.
    pub timeline: Html,
}

/// A deadline on the page of deadlines.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeadlineEntry {
    /// The deadline; its id is its anchor.
    pub due: Due,
    /// The tasks that have it.
    pub tasks: Vec<Link>,
}

/// What changes, which form, which channel, when, who sends.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Notices {
    /// The page's prose.
    pub prose: Prose,
    /// The notices; a notice's id is its anchor.
    pub notices: Vec<NoticeView>,
}

/// The graph of prerequisites, and the same as a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prerequisites {
    /// The page's prose.
    pub prose: Prose,
    /// The graph as SVG.
    pub graph: Html,
    /// By what requires.
    pub groups: Vec<PrerequisiteGroup>,
}

/// What one record requires.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PrerequisiteGroup {
    /// The record.
    pub from: Link,
    /// What it requires.
    pub requires: Vec<PrerequisiteView>,
}

/// The glossary.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Glossary {
    /// The page's prose.
    pub prose: Prose,
    /// The terms by first letter, in the order of the language's alphabet.
    pub groups: Vec<Group<TermView>>,
}

/// A term.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermView {
    /// The term's id; also its anchor.
    pub id: String,
    /// The preferred form.
    pub name: Text,
    /// What it means.
    pub definition: Text,
    /// Synonyms and abbreviations.
    pub also: Vec<String>,
    /// Earlier forms and names.
    pub older: Vec<String>,
    /// Later names with their day.
    pub later: Vec<NameView>,
    /// The preferred form in the site's other languages.
    pub others: Vec<Text>,
    /// What it is not.
    pub note: Option<Text>,
    /// The record that it names.
    pub about: Option<Link>,
    /// The sources that use it.
    pub sources: Vec<Cited>,
}

/// A source with the facts of it that an entry rests on, in brief.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cited {
    /// To the first of the facts.
    pub url: String,
    /// The ids of the facts.
    pub facts: Vec<String>,
    /// Whether the source is later than the as-of date.
    pub later: bool,
}

/// The list of roles.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Roles {
    /// The page's prose.
    pub prose: Prose,
    /// The roles with pages.
    pub roles: Vec<RecordCard>,
    /// The other roles.
    pub others: Vec<RecordCard>,
}

/// What has changed, and what is known to have changed since the as-of date.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Changes {
    /// The page's prose.
    pub prose: Prose,
    /// Changes of items, the latest first.
    pub changes: Vec<ChangeView>,
    /// Later names: the record's page and the name.
    pub names: Vec<(Link, NameView)>,
    /// What later sources say: the record's page and the information.
    pub later: Vec<(Link, LaterInformation)>,
    /// The same, where it holds on the as-of date already.
    pub holding: Vec<(Link, LaterInformation)>,
    /// Rulings that took the place of earlier ones, up to the as-of date.
    pub rulings: Vec<RulingChange>,
    /// Later variants of deadlines, notices and conflicts.
    pub variants: Vec<(Link, Variant)>,
    /// Names that were in force before the as-of date: the record's page and the earlier name.
    pub earlier_names: Vec<(Link, NameView)>,
    /// The Atom feed of this language.
    pub feed: Link,
}

/// The list of sources.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sources {
    /// The page's prose.
    pub prose: Prose,
    /// The sources up to the as-of date, the latest first.
    pub sources: Vec<SourceCard>,
    /// Later ones.
    pub later: Vec<SourceCard>,
}

/// A source in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceCard {
    /// Its page and title.
    pub link: Link,
    /// Its language, as a name.
    pub language: String,
    /// Its date.
    pub date: Option<Day>,
    /// Whether the date is assumed.
    pub assumed: bool,
    /// `current`, `historical` or `superseded`.
    pub status: String,
    /// How many facts it has, how many of them guidance uses, and how many need not be used.
    pub facts: (usize, usize, usize),
}

/// The A–Ö index of terms and headings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Index {
    /// The page's prose.
    pub prose: Prose,
    /// By first letter, in the order of the language's alphabet: the entry and the kind of page that it leads to, in words.
    pub groups: Vec<Group<(Link, String)>>,
}
