//! What templates print: one serialisable struct per kind of page, and the parts that they share.
//!
//! Everything is finished: links are relative to the page, sentences are in the page's language, HTML is escaped. A template only
//! chooses the elements. `lang` stands where a text is in another language than the page.

use serde::Serialize;

/// Finished HTML: escaped, with links resolved. The only strings that templates print without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Relative to the page; empty where there is nothing to link to.
    pub url: String,
    /// What it says.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub lang: Option<String>,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
}

/// A text that may be in another language than the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2021-04-07`.
    pub iso: String,
    /// In the page's language: `7.4.2021`.
    pub text: String,
}

/// The page in one of the site's languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The language.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// Relative address of the page in it, or of the nearest page that exists.
    pub url: String,
    /// Absolute address.
    pub absolute: String,
    /// Whether it is this page.
    pub current: bool,
    /// Why the page itself is not there in it; `None`: it is.
    pub missing: Option<Text>,
}

/// What every page has around its own content.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The page's language.
    pub lang: String,
    /// The page's kind: names its template and marks its body.
    pub kind: String,
    /// The page's record, `kind:id`; empty for pages that are no record's.
    pub record: String,
    /// The title, as the heading says it.
    pub title: Text,
    /// A code that people know the record by.
    pub code: Option<String>,
    /// A plain summary, for search engines and lists.
    pub description: String,
    /// The site's title.
    pub site_title: String,
    /// The site in one line.
    pub tagline: String,
    /// The key of the site in browsers.
    pub site_id: String,
    /// The home page in this language.
    pub home: Link,
    /// From the page to the root of the site: `../../`.
    pub root: String,
    /// The absolute address of the page.
    pub canonical: String,
    /// The page in every language of the site, this one included.
    pub alternates: Vec<Alternate>,
    /// The absolute address of the language choice.
    pub default_url: String,
    /// The pages in the header.
    pub navigation: Vec<Link>,
    /// The pages in the footer.
    pub footer: Vec<Link>,
    /// The way from the home page to this one, this one last.
    pub breadcrumbs: Vec<Link>,
    /// The pages beside this one, by group; empty where the page has a list of its own contents, or stands alone.
    pub rail: Vec<RailGroup>,
    /// The search page, if there is one.
    pub search: Option<Link>,
    /// The A–Ö index, if there is one: where search leads without scripts.
    pub index: Option<Link>,
    /// The day whose rules the site tells.
    pub as_of: Day,
    /// The page that says what that means, if there is one.
    pub about: Option<Link>,
    /// Who publishes the site.
    pub publisher: Option<Text>,
    /// Where feedback goes.
    pub feedback: Option<String>,
    /// Blocks of this page that are behind the other language.
    pub behind: Vec<Behind>,
    /// Whether the page is left out of search engines and sitemaps.
    pub unlisted: bool,
    /// When the page was last changed for readers.
    pub changed: Option<Day>,
}

/// Pages that stand beside a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RailGroup {
    /// What they are.
    pub name: Text,
    /// The pages.
    pub items: Vec<RailItem>,
}

/// A page beside a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RailItem {
    /// The page.
    pub link: Link,
    /// What belongs to it; only under the page that is shown.
    pub within: Vec<Link>,
}

/// A block whose other language has changed since it was confirmed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Behind {
    /// The section's id; `title` or `lead` for those.
    pub block: String,
    /// The section's heading.
    pub heading: String,
    /// When it was last confirmed.
    pub confirmed_on: Day,
    /// The newer version in the other language, at the same heading.
    pub newer: Link,
}

/// A section of prose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// The id that all languages share; on pages with several items prefixed with the item's id.
    pub id: String,
    /// Heading level on the page, 2 to 6.
    pub level: u8,
    /// The heading as plain text, for links to it.
    pub title: String,
    /// The heading.
    pub heading: Html,
    /// The text under it, up to the next heading.
    pub body: Html,
    /// That the other language is newer.
    pub behind: Option<Behind>,
}

/// The prose of an item.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prose {
    /// The summary: one or more paragraphs.
    pub lead: Html,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Footnotes, as an ordered list; empty if there are none.
    pub footnotes: Html,
    /// The language of all this, where it is not the page's.
    pub lang: Option<String>,
}

/// A fact as it is cited.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactLink {
    /// The fact's id.
    pub id: String,
    /// To the fact on its source's page.
    pub url: String,
    /// What it says, in the page's language.
    pub text: Text,
    /// The language of the source.
    pub source_lang: String,
    /// The source's title, in its own language.
    pub source_title: Text,
    /// The source's date.
    pub date: Option<Day>,
    /// Whether the date is assumed.
    pub assumed: bool,
    /// Whether the source is later than the as-of date.
    pub later: bool,
    /// Whether the source has been superseded.
    pub superseded: bool,
}

/// What later sources say of a record.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Later {
    /// What holds on the as-of date already.
    pub holding: Vec<LaterInformation>,
    /// What came after it: told, never followed.
    pub ahead: Vec<LaterInformation>,
}

/// What a source says that is later than the words of a record.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LaterInformation {
    /// From which day.
    pub on: Day,
    /// What it says.
    pub text: Text,
    /// The facts that say it.
    pub facts: Vec<FactLink>,
}

/// Who acts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RoleLink {
    /// The role's id, or `you`.
    pub id: String,
    /// The role's page and name.
    pub link: Link,
    /// In which case, in words; `None`: in any.
    pub when: Option<String>,
    /// Whether the reader must check that it is so.
    pub check: bool,
}

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
    /// Its prose. In a guide its sections' ids begin with the task's id.
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
    /// The answers that it takes as given, for the finder.
    pub fixes: serde_json::Value,
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
