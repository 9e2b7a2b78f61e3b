//! Pages that lead to what one does: home, guides, tasks, and the two that ask.

use crate::view::types::*;
use serde::Serialize;

/// The choice of a language at the root of the site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LanguageChoice {
    /// Every language: the site's title in it, its tagline, its home.
    pub languages: Vec<LanguageEntry>,
}

/// One language of the choice.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LanguageEntry {
    /// The language.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// The site's title in it.
    pub title: String,
    /// The site in one line.
    pub tagline: String,
    /// Its home page.
    pub url: String,
}

/// The home page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Home {
    /// Its prose.
    pub prose: Prose,
    /// The guides by group.
    pub groups: Vec<Group<GuideCard>>,
    /// Roles with pages.
    pub roles: Vec<Link>,
    /// The finder, if there is one.
    pub finder: Option<Link>,
    /// How many conflicts there are, and where they stand.
    pub conflicts: Option<(usize, Link)>,
    /// The latest changes.
    pub changes: Vec<ChangeView>,
}

/// A guide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Guide {
    /// The guide's id.
    pub id: String,
    /// Its prose.
    pub prose: Prose,
    /// The records that it is about.
    pub about: Vec<Link>,
    /// What must stand before one begins: prerequisites of what it is about.
    pub prerequisites: Vec<PrerequisiteView>,
    /// What it takes as given, as clauses.
    pub given: Vec<String>,
    /// The phases with their steps.
    pub phases: Vec<PhaseView>,
    /// How many tasks apply for certain.
    pub certain: usize,
    /// How many more may apply.
    pub possible: usize,
    /// Tasks left out: the task, and why.
    pub without: Vec<(Link, Text)>,
    /// The questions that still decide something.
    pub questions: Vec<QuestionView>,
    /// The conflicts that its tasks meet.
    pub conflicts: Vec<ConflictLink>,
    /// The roles that do its tasks or take part: id and name.
    pub roles: Vec<(String, Text)>,
    /// What later sources say of the guide.
    pub later: Later,
    /// Audiences for whom it is cut down or widened.
    pub audiences: Vec<AudienceView>,
    /// The facts of the guide and of its tasks, each once.
    pub facts: Vec<FactLink>,
    /// The guide's changes.
    pub changes: Vec<ChangeView>,
    /// The number of entries in its changes.
    pub revision: usize,
    /// The file name of the spreadsheet beside the page; `None` where there is none.
    pub spreadsheet: Option<String>,
    /// From the guide's page to the page that prints the whole of it; from that page back to the guide.
    pub print: Link,
    /// What the scripts of plans need before the reader acts, as JSON.
    pub data: serde_json::Value,
}

/// An audience of a guide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AudienceView {
    /// The audience's id.
    pub id: String,
    /// Who they are.
    pub name: Text,
    /// What is different for them.
    pub text: Option<Text>,
    /// When a reader is one of them.
    pub when: ConditionView,
    /// Tasks that do not concern them, and why.
    pub without: Vec<(Link, Text)>,
    /// Tasks that concern them besides, and why.
    pub extra: Vec<(Link, Text)>,
    /// The only tasks that concern them.
    pub only: Vec<Link>,
    /// What else they should know.
    pub note: Option<Text>,
}

/// A task.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Task {
    /// The task.
    pub task: TaskView,
    /// When it applies, in words; `None`: always.
    pub applies: Option<ConditionView>,
    /// The guides that list it: the guide, and `yes` or `unknown`.
    pub guides: Vec<(Link, String)>,
    /// The conflicts about what it uses.
    pub conflicts: Vec<ConflictLink>,
}

/// Which guide do I need?
#[derive(Clone, Debug, Default, Serialize)]
pub struct Finder {
    /// The page's prose.
    pub prose: Prose,
    /// The questions, at most four, each with the guides to which its answers lead.
    pub questions: Vec<QuestionView>,
    /// All guides.
    pub groups: Vec<Group<GuideCard>>,
    /// What the script needs.
    pub data: serde_json::Value,
}

/// Several extensions at once.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Planner {
    /// The page's prose.
    pub prose: Prose,
    /// The guides to choose from.
    pub groups: Vec<Group<GuideCard>>,
    /// What is in use already.
    pub questions: Vec<QuestionView>,
    /// What the script needs: where the data of each guide stand.
    pub data: serde_json::Value,
}
