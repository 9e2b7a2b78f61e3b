//! What each kind of record may hold.

use super::deadline::{Bound, Roll};
use super::fields::{Field, Shape, optional, required};
use Shape::*;

/// A kind of record with behaviour.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, as in references and as the name of its TOML tables.
    pub name: &'static str,
    /// Where its records stand.
    pub place: Place,
    /// Its own fields, besides [`COMMON`].
    pub fields: &'static [Field],
    /// What it is, for editors.
    pub doc: &'static str,
}

/// Where the records of a kind stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `content/registry/*.toml`, as `[[kind]]`.
    Registry,
    /// `content/sources/<id>.toml`: the file is the record.
    SourceFile,
    /// `[[fact]]` in a source's file.
    InSource,
    /// The TOML file of an item's folder.
    Item,
}

/// The kind of this name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The fields of a record of kind `name`, with the common ones; a declared kind's if `name` is none of the fixed ones.
pub fn fields_of(name: &str) -> Vec<&'static Field> {
    let own = kind(name).map_or(DECLARED, |kind| kind.fields);
    let common = COMMON.iter().filter(|common| !own.iter().any(|field| field.name == common.name));
    own.iter().chain(common).collect()
}

const TEXTS: Shape = PerLang(&Text);
const FACTS: Shape = List(&Ref("fact"));
const FORMS: Shape = ByLang(&Map(&Text));
const WORDS: Shape = ByLang(&List(&Text));
const ASKED: Shape = PerLang(&List(&Text));
const ANCHORS: Shape = OneOrMany(&Typed(&["event", "deadline"]));

const WAIVER: &[Field] =
    &[required("reason", ByLang(&Text), "Why the language lacks it; readers see it."), optional("until", Date, "The last day on which it may be missing.")];

const LATER: &[Field] = &[
    required("on", Date, "The day from which the later source says so."),
    required("text", TEXTS, "What it says, in our own words."),
    optional("facts", FACTS, "The facts that say it."),
];

const RENAMED: &[Field] = &[
    required("on", Date, "The first day of the new name."),
    required("name", TEXTS, "The new name."),
    optional("forms", FORMS, "Its inflected forms."),
    optional("facts", FACTS, "The facts that say it."),
];

const RETIRED: &[Field] = &[
    required("on", Date, "The day from which it is retired."),
    optional("replaced_by", Typed(&[]), "What replaces it."),
    optional("note", TEXTS, "What a reader should know."),
];

const CHANGE: &[Field] = &[
    required("on", Date, "The day of the change."),
    required("part", Text, "What changed: a field or a section."),
    required("text", TEXTS, "What changed, for readers."),
];

/// Fields that every record has.
pub const COMMON: &[Field] = &[
    required("id", Id, "The record's id: kebab-case English, never reused."),
    optional("name", TEXTS, "Its name."),
    optional("forms", FORMS, "Inflected forms of the name, by the form's name."),
    optional("renamed", List(&Table(RENAMED)), "Later names."),
    optional("text", TEXTS, "What it is, in a sentence or two."),
    optional("code", Text, "A code that people know it by."),
    optional("asked", ASKED, "Words and questions with which readers ask for it; the search finds it by them, pages do not show them."),
    optional("slug", PerLang(&Slug), "The last part of its address."),
    optional("former_slugs", ByLang(&List(&Slug)), "Earlier last parts of its address; they lead to the present one."),
    optional("facts", FACTS, "The facts that it rests on."),
    optional("later", List(&Table(LATER)), "What sources after the as-of date say."),
    optional("retired", Table(RETIRED), "That it is no longer in force."),
    optional("missing", ByLang(&Table(WAIVER)), "Which language lacks its texts, and why."),
    optional("editor_note", Text, "A note that only editors see."),
    optional("publish_from", Date, "The first day on which it is published; until then it is a draft."),
    optional("review_by", Date, "The day by which an editor reviews it."),
];

/// The own fields of records of a declared kind.
pub(super) const DECLARED: &[Field] = &[required("name", TEXTS, "Its name."), optional("of", OneOrMany(&Typed(&[])), "What it belongs to.")];

const SOURCE: &[Field] = &[
    required("lang", Text, "The language that it is written in."),
    required("title", Text, "Its title as published."),
    optional("publisher", TEXTS, "Who published it."),
    optional("url", AnyText, "Its address."),
    optional("updated", Date, "The date printed on it."),
    optional("assumed", Date, "An assumed date, where none is printed."),
    optional("assumed_note", TEXTS, "Why that date is assumed."),
    required("status", OneOf(&["current", "historical", "superseded"]), "Whether it is in force."),
    optional("superseded_by", Ref("source"), "The source that replaces it."),
    optional("parallel_of", Ref("source"), "The same page in another language."),
    optional("checked", Date, "When an editor last looked at it."),
    optional("note", TEXTS, "What a reader should know about it."),
    optional("fact", Records("fact"), "What it says."),
];

const FACT_FIELDS: &[Field] = &[
    required("id", Id, "The fact's id, unique over all sources."),
    required("kind", Text, "Which kind of statement it is; the kinds stand in site.toml."),
    optional("about", List(&Typed(&[])), "The records that it speaks of."),
    optional("topics", List(&Ref("topic")), "The topics under which sources are compared."),
    required("says", Text, "A paraphrase in one line, for editors."),
    required("text", TEXTS, "What it says, in our own words."),
    optional("missing", ByLang(&Table(WAIVER)), "Which language lacks its texts, and why."),
    optional("editor_note", Text, "A note that only editors see."),
];

const TOPIC: &[Field] = &[
    required("name", TEXTS, "What it is about, as a short noun phrase."),
    optional("scope_differs", TEXTS, "How the sources differ in scope, where all speak of it but not quite of the same."),
];

const COMPARISON: &[Field] = &[required("name", TEXTS, "What is compared."), required("sources", List(&Ref("source")), "The sources.")];

const OWN_RULING: &[Field] = &[
    required("text", TEXTS, "What the guidance says instead."),
    optional("bound", OneOf(Bound::NAMES), "For a deadline: what is asked for."),
    optional("offset", Offset, "For a deadline: how far from its anchor."),
    optional("unit_stated", Boolean, "Whether the kind of days is certain."),
    optional("roll", OneOf(Roll::NAMES), "Where a day goes that is not a working day."),
    optional("anchor", ANCHORS, "What it counts from; of several the earliest."),
];

const RULING: &[Field] = &[
    required("from", Date, "The first as-of date on which it is in force."),
    optional("follows", Text, "The id of the variant that the guidance follows."),
    optional("own", Table(OWN_RULING), "What the guidance says where it follows none of them."),
    optional("reason", TEXTS, "Why, where it differs from the conflict's reason."),
];

const CONFLICT_VARIANT: &[Field] =
    &[required("id", Id, "The variant's id."), required("facts", FACTS, "The facts that say it."), required("text", TEXTS, "What they say.")];

const CONFLICT: &[Field] = &[
    required("name", TEXTS, "What the sources disagree on."),
    optional("topic", Ref("topic"), "The topic of the comparison."),
    required("about", List(&Typed(&[])), "The records concerned."),
    required("variant", List(&Table(CONFLICT_VARIANT)), "What the sources say."),
    required("reason", TEXTS, "Why the guidance follows what it follows."),
    required("decided", Date, "When an editor decided."),
    required("ruling", List(&Table(RULING)), "What the guidance follows, from which as-of date."),
];

const EVENT: &[Field] = &[
    required("name", TEXTS, "What happens."),
    optional("before", TEXTS, "The event after the word for “before”."),
    optional("after", TEXTS, "The event after the words for “counted from”."),
    optional("set_by", Text, "Who gives its date: `reader`, or `task:…` whose ticking sets it."),
];

const VARIANT: &[Field] = &[
    required("id", Id, "The variant's id."),
    required("bound", OneOf(Bound::NAMES), "What is asked for."),
    optional("offset", Offset, "How far from the anchor."),
    optional("unit_stated", Boolean, "False where the source does not say which days it means."),
    optional("roll", OneOf(Roll::NAMES), "Where a day goes that is not a working day."),
    optional("anchor", ANCHORS, "What it counts from, where it differs."),
    optional("scope", List(&Typed(&[])), "For which records only."),
    required("facts", FACTS, "The facts that say it."),
];

const DEADLINE: &[Field] = &[
    required("name", TEXTS, "What is due."),
    required("anchor", ANCHORS, "What it counts from; of several the earliest."),
    required("variant", List(&Table(VARIANT)), "What the sources say."),
];

const THRESHOLD: &[Field] = &[
    required("name", TEXTS, "What is measured."),
    optional("value", Integer, "The number; left out where the source gives none."),
    optional("unit", TEXTS, "What is counted, as it stands after the number."),
];

const ANSWER: &[Field] = &[
    required("id", Id, "The answer's id."),
    optional("name", TEXTS, "The answer as a choice in a form; without it, the name of the record that it names."),
    optional("phrase", TEXTS, "The answer inside the question's clause."),
    optional("clause", TEXTS, "The answer as a clause of its own."),
    optional("about", Typed(&[]), "The record that it names."),
];

const QUESTION: &[Field] = &[
    required("type", OneOf(&["choice", "set", "number", "yes-no"]), "What kind of answer it takes."),
    required("text", TEXTS, "The question."),
    optional("help", TEXTS, "What helps to answer it."),
    optional("clause", TEXTS, "The sentence of a condition, with {answers}."),
    optional("answers", List(&Table(ANSWER)), "The answers to choose from."),
    optional("yes", TEXTS, "The clause for yes."),
    optional("no", TEXTS, "The clause for no."),
    optional("over", TEXTS, "The clause for a number over a threshold, with {threshold}."),
    optional("unit", TEXTS, "What the number counts."),
    optional("given", TEXTS, "How a guide says that it takes the answer as given."),
];

const PREREQUISITE: &[Field] = &[
    required("from", Typed(&[]), "What requires."),
    required("to", Typed(&[]), "What is required."),
    required("kind", Text, "What kind of prerequisite it is."),
    required("strength", OneOf(&["always", "usually", "if"]), "How strictly."),
    optional("when", TEXTS, "With strength `if`: when, in words."),
];

const CHANNEL: &[Field] = &[
    required("type", OneOf(&["email", "phone", "web", "portal", "contact"]), "What kind of channel it is."),
    required("name", TEXTS, "Its name."),
    optional("address", Text, "The e-mail address or phone number."),
    optional("url", AnyText, "The address on the web; empty where it is lost."),
];

const NOTICE_VARIANT: &[Field] = &[
    required("id", Id, "The variant's id, the same as in the conflict."),
    optional("channel", Ref("channel"), "How it is sent."),
    optional("duty", OneOf(&["required", "not-required"]), "Whether it is required."),
    required("facts", FACTS, "The facts that say it."),
];

const NOTICE: &[Field] = &[
    required("name", TEXTS, "What is told."),
    optional("form", Typed(&[]), "On which form."),
    optional("channel", Ref("channel"), "How it is sent."),
    optional("variant", List(&Table(NOTICE_VARIANT)), "Where sources differ: how, according to which."),
    required("sender", Ref("role"), "Who tells."),
    optional("receiver", Ref("role"), "Who is told."),
    optional("deadline", Ref("deadline"), "When."),
    required("on", Ref("event"), "What makes it necessary."),
];

const DOCUMENT: &[Field] = &[
    required("name", TEXTS, "Its name."),
    optional("format", Text, "Its format, such as pdf."),
    required("url", Either(&[AnyText, ByLang(&AnyText)]), "Its address; empty where it is lost."),
    optional("part", TEXTS, "Which part of it."),
];

const ROLE: &[Field] = &[
    required("name", TEXTS, "What the role is called."),
    optional("page", Boolean, "Whether it has a page of its own with its tasks."),
    optional("outside", Boolean, "Whether it acts outside the reader's organisation."),
];

const REASONED: &[Field] = &[required("task", Ref("task"), "The task."), required("reason", TEXTS, "Why.")];

const AUDIENCE: &[Field] = &[
    required("name", TEXTS, "Who they are."),
    required("when", Condition, "When a reader is one of them."),
    optional("without", List(&Table(REASONED)), "Tasks that do not concern them, and why."),
    optional("extra", List(&Table(REASONED)), "Tasks that concern them besides, and why."),
    optional("only", List(&Ref("task")), "The only tasks that concern them."),
    optional("owner", MapOf("task", &Text), "Who does a task: a role's id, or `you`."),
    optional("note", TEXTS, "What else they should know."),
];

const TERM: &[Field] = &[
    required("name", TEXTS, "The preferred form."),
    required("definition", TEXTS, "What it means."),
    optional("also", WORDS, "Synonyms and abbreviations."),
    optional("older", WORDS, "Earlier forms."),
    optional("forbidden", WORDS, "Forms never used in this language."),
    optional("never_for", WORDS, "Words that name something else: not to be used where the other language speaks of this."),
    optional("foreign", Map(&Text), "Forms in languages that the site does not have."),
    optional("note", TEXTS, "What it is not."),
    optional("about", Typed(&[]), "The record that it names."),
];

const OWNER: &[Field] = &[required("role", Ref("role"), "Who."), optional("when", Condition, "When.")];

const CHANGES: Shape = List(&Table(CHANGE));

const TASK: &[Field] = &[
    required("slug", PerLang(&Slug), "The last part of its address."),
    required("phase", Text, "The phase that it belongs to."),
    required("strength", OneOf(&["obligation", "recommendation", "case-by-case", "possibility"]), "How binding it is."),
    required("owner", Either(&[Ref("role"), List(&Table(OWNER))]), "Who does it: a role, or the first of several that applies."),
    optional("with", List(&Ref("role")), "Who takes part."),
    optional("applies", Condition, "When it applies; always if left out."),
    optional("after", List(&Ref("task")), "What is done before it."),
    optional("deadline", Ref("deadline"), "When it is due."),
    optional("notice", Ref("notice"), "The notice that it sends; deadline and channel are the notice's."),
    optional("gate", Boolean, "Whether nothing that stands after it may begin before it is done."),
    optional("checks", List(&Ref("prerequisite")), "The prerequisites that it makes sure of."),
    optional("uses", List(&Typed(&[])), "The records that the reader needs for it."),
    optional("changes", CHANGES, "What has changed in it, for readers."),
];

const STEP: &[Field] = &[optional("when", TEXTS, "A more telling condition for this step, in words."), optional("note", TEXTS, "What is special here.")];

const GUIDE: &[Field] = &[
    required("slug", PerLang(&Slug), "The last part of its address."),
    required("about", List(&Typed(&[])), "The records that it is about."),
    optional("group", Text, "The group under which it is listed."),
    required("fixes", MapOf("question", &Answer), "The answers that it takes as given."),
    optional("without", List(&Table(REASONED)), "Tasks left out, and why."),
    optional("extra", List(&Table(REASONED)), "Tasks added, and why."),
    optional("steps", MapOf("task", &Table(STEP)), "What is special about single steps."),
    optional("changes", CHANGES, "What has changed in it, for readers."),
];

/// What a page may show besides its own text.
pub const SHOWS: &[&str] = &[
    "home",
    "guides",
    "finder",
    "planner",
    "tasks",
    "services",
    "deadlines",
    "notices",
    "prerequisites",
    "conflicts",
    "glossary",
    "roles",
    "changes",
    "sources",
    "parity",
    "coverage",
    "accessibility",
    "privacy",
    "search",
    "index",
];

const ISSUE: &[Field] = &[required("text", TEXTS, "What does not work."), optional("criterion", Text, "The success criterion.")];

const SUPERVISOR: &[Field] = &[
    required("name", TEXTS, "Who supervises."),
    optional("url", Either(&[Text, ByLang(&Text)]), "Its address on the web."),
    optional("unit", TEXTS, "Which unit of it."),
    optional("email", Either(&[Text, ByLang(&Text)]), "Its e-mail address."),
    optional("phone", Text, "Its phone number."),
    optional("note", TEXTS, "What a reader should know about it."),
];

const ACCESSIBILITY: &[Field] = &[
    required("level", OneOf(&["full", "partial", "none"]), "How far the site meets the requirements."),
    required("made", Date, "When the statement was made."),
    required("reviewed", Date, "When it was last reviewed; at least once a year."),
    required("method", OneOf(&["self", "outside"]), "Who assessed the site."),
    required("feedback_days", DayCount, "Within how many days feedback is answered."),
    required("supervisor", Table(SUPERVISOR), "The supervising authority."),
    optional("issue", List(&Table(ISSUE)), "What does not meet the requirements."),
];

const PAGE: &[Field] = &[
    required("slug", PerLang(&Path), "The page's address in the language; empty for the home page."),
    optional("shows", OneOf(SHOWS), "What the page shows besides its own text."),
    optional("asks", List(&Ref("question")), "For a finder: the questions, in order, at most four."),
    optional("comparison", Ref("comparison"), "For a page of parity: the comparison."),
    optional("accessibility", Table(ACCESSIBILITY), "The data of the accessibility statement."),
    optional("changes", CHANGES, "What has changed in it, for readers."),
];

/// Every kind with behaviour.
pub const KINDS: &[Kind] = &[
    Kind { name: "source", place: Place::SourceFile, fields: SOURCE, doc: "One published page: its metadata and every fact it states." },
    Kind { name: "fact", place: Place::InSource, fields: FACT_FIELDS, doc: "One statement of one source." },
    Kind { name: "topic", place: Place::Registry, fields: TOPIC, doc: "What facts of different sources speak about." },
    Kind { name: "comparison", place: Place::Registry, fields: COMPARISON, doc: "Sources that are compared topic by topic." },
    Kind { name: "conflict", place: Place::Registry, fields: CONFLICT, doc: "A contradiction between sources, with the editors' ruling." },
    Kind { name: "event", place: Place::Registry, fields: EVENT, doc: "What a deadline counts from." },
    Kind { name: "deadline", place: Place::Registry, fields: DEADLINE, doc: "When something is due, as each source states it." },
    Kind { name: "threshold", place: Place::Registry, fields: THRESHOLD, doc: "A number that decides." },
    Kind { name: "question", place: Place::Registry, fields: QUESTION, doc: "What is asked of a reader." },
    Kind { name: "prerequisite", place: Place::Registry, fields: PREREQUISITE, doc: "What requires what." },
    Kind { name: "channel", place: Place::Registry, fields: CHANNEL, doc: "A way to reach somebody." },
    Kind { name: "notice", place: Place::Registry, fields: NOTICE, doc: "Who tells whom what, how and when." },
    Kind { name: "document", place: Place::Registry, fields: DOCUMENT, doc: "A document outside the site." },
    Kind { name: "role", place: Place::Registry, fields: ROLE, doc: "Who acts." },
    Kind { name: "audience", place: Place::Registry, fields: AUDIENCE, doc: "Readers for whom guides are cut down or widened." },
    Kind { name: "term", place: Place::Registry, fields: TERM, doc: "A word of the glossary." },
    Kind { name: "task", place: Place::Item, fields: TASK, doc: "Something to be done." },
    Kind { name: "guide", place: Place::Item, fields: GUIDE, doc: "The tasks of one scenario." },
    Kind { name: "page", place: Place::Item, fields: PAGE, doc: "Any other page." },
];

const LANGUAGE: &[Field] = &[
    required("id", Text, "Its id: BCP 47, as in file names."),
    required("name", Text, "Its name in itself."),
    required("locale", Text, "The locale for dates, numbers and lists."),
];

const DECLARED_KIND: &[Field] = &[
    required("name", TEXTS, "What its records are called together."),
    optional("page", Boolean, "Whether each record has a page."),
    optional("list", Text, "Its list in the open data."),
    optional("path", PerLang(&Slug), "The first part of its addresses."),
];

const FACT_KIND: &[Field] = &[required("name", TEXTS, "What it is called."), optional("use", Boolean, "False: such facts need not be used by guidance.")];

const GROUP: &[Field] = &[required("id", Id, "Its id."), required("name", TEXTS, "Its heading."), optional("text", TEXTS, "What it holds.")];

/// `content/site.toml`.
pub const SITE: &[Field] = &[
    required("id", Id, "The key of this site in readers' browsers and calendars; never changes."),
    required("title", TEXTS, "The site's title."),
    optional("tagline", TEXTS, "What it is, in one line."),
    required("base_url", Text, "Where it is published; absolute, may have a path."),
    required("as_of", Date, "The day whose rules the guidance tells."),
    optional("theme", Text, "The theme; `default` if left out."),
    optional("time_zone", Text, "The time zone in which a reader's day is told."),
    optional("lexicons", Either(&[OneOf(&["system", "none"]), Map(&Text)]), "Lexicons for the search: `system`, `none`, or paths by language."),
    required("languages", List(&Table(LANGUAGE)), "The languages, in their order."),
    optional("navigation", List(&Typed(&[])), "The pages in the header."),
    optional("footer", List(&Typed(&[])), "The pages in the footer."),
    optional("limits", Table(LIMITS), "Limits of this site."),
    optional("publisher", Table(PUBLISHER), "Who publishes the site."),
    required("phases", List(&Table(GROUP)), "The phases of tasks, in their order."),
    optional("guide_groups", List(&Table(GROUP)), "The groups of guides, in their order."),
    optional("paths", Map(&PerLang(&Slug)), "The first part of addresses, for the fixed kinds."),
    optional("kinds", Map(&Table(DECLARED_KIND)), "The declared kinds of record."),
    optional("fact_kinds", Map(&Table(FACT_KIND)), "The kinds of fact."),
    optional("missing", ByLang(&Table(WAIVER)), "Which language lacks its texts, and why."),
];

const LIMITS: &[Field] = &[
    optional("behind_days", DayCount, "For how many days a block may be behind its other language."),
    optional("review_days", DayCount, "After how many days a statement is due for review."),
];

const PUBLISHER: &[Field] = &[
    required("name", TEXTS, "Who publishes the site."),
    required("feedback", Text, "The e-mail address for feedback."),
    optional("url", Either(&[Text, ByLang(&Text)]), "The publisher's address on the web."),
];

const SEARCH_QUERY: &[Field] = &[
    required("text", Text, "What a reader types."),
    required("lang", Text, "The language in which the reader searches."),
    required("expect", Typed(&[]), "The record whose page, or whose section of a page, is among the first three results."),
    optional("needs", OneOf(&["lexicon"]), "What the query takes besides the content; without it the query is not checked."),
];

/// The kind under which the searches refer to records: no use of them that counts as guidance.
pub const SEARCH_QUERIES_KEY: &str = "search-queries";

/// `content/search-queries.toml`.
pub const SEARCH_QUERIES: &[Field] = &[optional("query", List(&Table(SEARCH_QUERY)), "Searches and what they find.")];

const MOVING: &[Field] = &[
    required("day", OneOf(&["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]), "The weekday."),
    required("from", MonthDay, "First day on which it may fall."),
    required("to", MonthDay, "Last day on which it may fall."),
];

/// `content/calendar.toml`.
pub const CALENDAR: &[Field] = &[
    optional("fixed", List(&MonthDay), "Non-working days with the same date every year."),
    optional("easter", List(&Days), "Non-working days counted from Easter Sunday."),
    optional("weekday", List(&Table(MOVING)), "Non-working weekdays in a span of the year."),
    optional("weekend", List(&OneOf(&["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])), "Weekdays that are never working days."),
    optional("note", TEXTS, "What it rests on."),
];
