//! One struct per kind of page. Each is rendered by the template of the same name, with `frame` beside it.

use super::types::*;
use serde::Serialize;

/// A page: its frame and what it shows. In a template: `frame.…` and `page.…`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// What is around the content.
    pub frame: Frame,
    /// The content.
    pub page: Content,
}

/// What a page shows. The variant names the template: `templates/<name>.html`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "there is one per page, and it is moved once")]
pub enum Content {
    /// `language.html`, at `/`: the choice of a language. Its frame is the first language's.
    Language(LanguageChoice),
    /// `home.html`.
    Home(Home),
    /// `guide.html`.
    Guide(Guide),
    /// `print.html`: the whole of a guide, to print.
    Print(Guide),
    /// `task.html`.
    Task(Task),
    /// `record.html`: a record of a declared kind, or a service.
    Record(Record),
    /// `role.html`.
    Role(Role),
    /// `source.html`.
    Source(Source),
    /// `guides.html`.
    Guides(Guides),
    /// `finder.html`.
    Finder(Finder),
    /// `planner.html`.
    Planner(Planner),
    /// `tasks.html`.
    Tasks(Tasks),
    /// `services.html`.
    Services(Services),
    /// `deadlines.html`.
    Deadlines(Deadlines),
    /// `notices.html`.
    Notices(Notices),
    /// `prerequisites.html`.
    Prerequisites(Prerequisites),
    /// `conflicts.html`.
    Conflicts(Conflicts),
    /// `glossary.html`.
    Glossary(Glossary),
    /// `roles.html`.
    Roles(Roles),
    /// `changes.html`.
    Changes(Changes),
    /// `sources.html`.
    Sources(Sources),
    /// `parity.html`.
    Parity(Parity),
    /// `coverage.html`.
    Coverage(Coverage),
    /// `accessibility.html`.
    Accessibility(Accessibility),
    /// `privacy.html`.
    Privacy(Plain),
    /// `search.html`.
    Search(Plain),
    /// `index.html`: the A–Ö index.
    Index(Index),
    /// `page.html`: only its own text.
    Plain(Plain),
    /// `404.html`.
    NotFound(Plain),
}

impl Content {
    /// The name of the template, without folder and ending.
    pub fn template(&self) -> &'static str {
        match self {
            Content::Language(_) => "language",
            Content::Home(_) => "home",
            Content::Guide(_) => "guide",
            Content::Print(_) => "print",
            Content::Task(_) => "task",
            Content::Record(_) => "record",
            Content::Role(_) => "role",
            Content::Source(_) => "source",
            Content::Guides(_) => "guides",
            Content::Finder(_) => "finder",
            Content::Planner(_) => "planner",
            Content::Tasks(_) => "tasks",
            Content::Services(_) => "services",
            Content::Deadlines(_) => "deadlines",
            Content::Notices(_) => "notices",
            Content::Prerequisites(_) => "prerequisites",
            Content::Conflicts(_) => "conflicts",
            Content::Glossary(_) => "glossary",
            Content::Roles(_) => "roles",
            Content::Changes(_) => "changes",
            Content::Sources(_) => "sources",
            Content::Parity(_) => "parity",
            Content::Coverage(_) => "coverage",
            Content::Accessibility(_) => "accessibility",
            Content::Privacy(_) => "privacy",
            Content::Search(_) => "search",
            Content::Index(_) => "index",
            Content::Plain(_) => "page",
            Content::NotFound(_) => "404",
        }
    }
}

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

/// The list of guides.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Guides {
    /// The page's prose.
    pub prose: Prose,
    /// The guides by group.
    pub groups: Vec<Group<GuideCard>>,
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
    /// The facts.
    pub facts: Vec<FactLink>,
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

/// The A–Ö index of terms and headings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Index {
    /// The page's prose.
    pub prose: Prose,
    /// By first letter, in the order of the language's alphabet: the entry and the kind of page that it leads to, in words.
    pub groups: Vec<Group<(Link, String)>>,
}
