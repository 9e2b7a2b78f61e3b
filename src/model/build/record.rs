//! Sound records to typed ones.

use crate::diagnostics::Code;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::Span;
use crate::model::Model;
use crate::model::deadline::{Deadline, Variant};
use crate::model::fields::{Field, Shape};
use crate::model::kinds::{self, fields_of};
use crate::model::language::{Entry, Languages, PerLang, Waiver};
use crate::model::read::{Reading, Record, check};
use crate::model::records::*;
use crate::parse::toml::{Node, Value};

/// The fields of the tables in the list or table `name` of a record with `fields`.
pub(super) fn inner(fields: &[&'static Field], name: &str) -> Vec<&'static Field> {
    fn table(shape: &Shape) -> Option<&'static [Field]> {
        match shape {
            Shape::Table(fields) => Some(fields),
            Shape::List(inner) | Shape::Map(inner) | Shape::MapOf(_, inner) | Shape::OneOrMany(inner) => table(inner),
            Shape::Either(shapes) => shapes.iter().find_map(table),
            _ => None,
        }
    }
    fields.iter().find(|field| field.name == name).and_then(|field| table(&field.shape)).map(|fields| fields.iter().collect()).unwrap_or_default()
}

/// The same text in every language: for names that are quoted, not translated.
pub(super) fn same_in_all(languages: &Languages, text: &str) -> PerLang<String> {
    PerLang::total(languages, |_| Entry::Value(text.to_owned()))
}

impl Record<'_> {
    /// Whether the record's kind has the field.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// Like [`Record::per_lang`], for a field that the kind may not have.
    pub(super) fn per_lang_opt(&self, name: &str) -> Option<PerLang<String>> {
        self.may_have(name).then(|| self.per_lang(name)).flatten()
    }
}

/// What all records have in common; `name` is the record's own or an item's title.
pub(super) fn common(record: &Record<'_>, key: Key, name: Option<PerLang<String>>) -> Common {
    let renamed_fields = inner(record.fields, "renamed");
    let mut renamed: Vec<Renamed> = record
        .nested_list("renamed", &renamed_fields)
        .iter()
        .filter_map(|entry| {
            Some(Renamed { on: entry.date("on")?, name: entry.per_lang("name")?, forms: entry.forms("forms"), facts: entry.references("facts", "fact") })
        })
        .collect();
    renamed.sort_by_key(|entry| entry.on);
    let retired_fields = inner(record.fields, "retired");
    let retired = record
        .nested("retired", &retired_fields)
        .and_then(|entry| Some(Retired { on: entry.date("on")?, replaced_by: entry.typed("replaced_by"), note: entry.per_lang("note") }));
    Common {
        key,
        span: record.span.clone(),
        name,
        forms: if record.may_have("forms") { record.forms("forms") } else { Default::default() },
        renamed,
        text: text_of(record),
        code: record.text("code"),
        asked: record.by_lang_texts("asked"),
        slug: record.per_lang("slug"),
        former_slugs: record.by_lang_texts("former_slugs"),
        facts: record.references("facts", "fact"),
        later: later(record),
        retired,
        publish_from: record.date("publish_from"),
        review_by: record.date("review_by"),
        waivers: record.waivers.values().cloned().collect(),
    }
}

/// `text` is what a record is, except for a question, where it is the question.
fn text_of(record: &Record<'_>) -> Option<PerLang<String>> {
    record.per_lang("text")
}

fn later(record: &Record<'_>) -> Vec<Later> {
    let fields = inner(record.fields, "later");
    let mut later: Vec<Later> = record
        .nested_list("later", &fields)
        .iter()
        .filter_map(|entry| {
            Some(Later { on: entry.date("on")?, text: entry.per_lang("text")?, facts: entry.references("facts", "fact"), span: entry.span.clone() })
        })
        .collect();
    later.sort_by_key(|entry| entry.on);
    later
}

/// An item's changes, by date.
pub(super) fn changes(record: &Record<'_>) -> Vec<Change> {
    let fields = inner(record.fields, "changes");
    let mut changes: Vec<Change> = record
        .nested_list("changes", &fields)
        .iter()
        .filter_map(|entry| Some(Change { on: entry.date("on")?, part: entry.text("part")?, text: entry.per_lang("text")?, span: entry.span.clone() }))
        .collect();
    changes.sort_by_key(|entry| entry.on);
    changes
}

/// Tasks left out or added.
pub(super) fn reasoned(record: &Record<'_>, name: &str) -> Vec<Reasoned> {
    let fields = inner(record.fields, name);
    record
        .nested_list(name, &fields)
        .iter()
        .filter_map(|entry| Some(Reasoned { task: entry.reference("task", "task")?, reason: entry.per_lang("reason")? }))
        .collect()
}

/// Types the record and puts it into the model's table of its kind; false if it lacks what its kind must have.
pub(super) fn insert(model: &mut Model, kind: &str, record: &Record<'_>, key: &Key) -> bool {
    let id = key.id.clone();
    macro_rules! put {
        ($table:ident, $value:expr) => {
            $value.map(|value| model.$table.insert(id, value)).is_some()
        };
    }
    match kind {
        "topic" => put!(topics, topic(record, &key.id)),
        "comparison" => put!(comparisons, Some(Comparison { id: key.id.clone(), sources: record.references("sources", "source") })),
        "conflict" => put!(conflicts, conflict(record, &key.id)),
        "event" => put!(events, event(record, &key.id)),
        "deadline" => put!(deadlines, deadline(record, &key.id)),
        "threshold" => put!(thresholds, Some(Threshold { id: key.id.clone(), value: record.integer("value"), unit: record.per_lang("unit") })),
        "question" => put!(questions, question(record, &key.id)),
        "prerequisite" => put!(prerequisites, prerequisite(record, &key.id)),
        "channel" => put!(channels, channel(record, &key.id)),
        "notice" => put!(notices, notice(record, &key.id)),
        "document" => put!(documents, Some(document(record, &key.id))),
        "role" => put!(roles, Some(role(record, &key.id))),
        "audience" => put!(audiences, audience(record, &key.id)),
        "term" => put!(terms, term(record, &key.id)),
        _ => model.declared.insert(key.clone(), Declared { key: key.clone(), of: record.typed_list("of") }).is_none(),
    }
}

/// What stands in findings for the id of a record that has none.
pub(super) const WITHOUT_ID: &str = "(without id)";

/// What a table of fields cannot say of a record: which of its fields belong together, and what an event is set by.
pub(super) fn check_more(reading: &mut Reading<'_>, kind: &str, record: &Record<'_>, key: &Key) {
    if kind == "event"
        && let Some(Value::String(text)) = record.node("set_by").map(|node| &node.value)
        && let Some(("task", id)) = text.split_once(':')
    {
        let reference = Reference { key: Key::new("task", id), span: record.span_of("set_by") };
        reading.references.push(ReferenceUse { from: key.clone(), field: "set_by".to_owned(), reference, allowed: &[] });
    }
    let mut report = |span: Span, message: String, help: &str| reading.findings.push(Diagnostic::new(Code::WrongValue, span, message).help(help));
    if kind == "event"
        && let Some(text) = record.text("set_by")
        && text != "reader"
        && text.split_once(':').is_none_or(|(kind, id)| kind != "task" || id.is_empty())
    {
        report(record.span_of("set_by"), format!("`set_by` of {key} is “{text}”"), "Write \"reader\", or the task that sets it: \"task:do-the-test\".");
    }
    if kind == "conflict" {
        let ruling_fields = inner(record.fields, "ruling");
        for ruling in record.nested_list("ruling", &ruling_fields) {
            if ruling.node("follows").is_some() == ruling.node("own").is_some() {
                let help = "Name the variant with `follows`, or say with `own` what the guidance says instead: one of the two.";
                report(ruling.span.clone(), format!("a ruling of {key} must have either `follows` or `own`"), help);
            }
        }
    }
}

/// The facts of a source's file, in its order; adds them to the model and gives their ids.
pub(super) fn facts(model: &mut Model, reading: &mut Reading<'_>, source: &Record<'_>, source_id: &str) -> Vec<String> {
    let Some(Node { value: Value::Array(nodes), .. }) = source.node("fact") else { return Vec::new() };
    let fields: Vec<&'static Field> = kinds::kind("fact").map(|kind| kind.fields.iter().collect()).unwrap_or_default();
    let mut ids = Vec::new();
    for node in nodes {
        // What is no table has its finding already: the table of fields says what the list holds.
        let Value::Table(table) = &node.value else { continue };
        let span = super::span_of_id(source.path, node, table);
        let id = super::id_of(table);
        let key = Key::new("fact", id.as_deref().unwrap_or(WITHOUT_ID));
        check(reading, source.path, &key, &span, table, &fields);
        let Some(id) = id else { continue };
        if !super::admit(model, reading, &key, &span) {
            continue;
        }
        let record = Record::new(source.path, table, span.clone(), source.languages, &fields);
        let Some(fact) = fact(&record, &id, source_id) else {
            model.broken.insert(key);
            continue;
        };
        if !model.site.fact_kinds.contains_key(&fact.kind) {
            let meant = crate::diagnostics::did_you_mean(&fact.kind, model.site.fact_kinds.keys().map(String::as_str))
                .map_or("Declare it in site.toml, under `[fact_kinds]`.".to_owned(), |kind| format!("Did you mean “{kind}”?"));
            let message = format!("fact:{id} is of the kind “{}”, which site.toml does not declare", fact.kind);
            reading.findings.push(Diagnostic::new(Code::WrongValue, record.span_of("kind"), message).help(meant));
        }
        std::sync::Arc::make_mut(&mut model.records)
            .insert(key.clone(), std::sync::Arc::new(bare_common(key, span, record.waivers.values().cloned().collect())));
        model.facts.insert(id.clone(), fact);
        ids.push(id);
    }
    ids
}

/// The common fields of a record that has none but its id.
fn bare_common(key: Key, span: Span, waivers: Vec<Waiver>) -> Common {
    Common {
        key,
        span,
        name: None,
        forms: Default::default(),
        renamed: Vec::new(),
        text: None,
        code: None,
        asked: Default::default(),
        slug: None,
        former_slugs: Default::default(),
        facts: Vec::new(),
        later: Vec::new(),
        retired: None,
        publish_from: None,
        review_by: None,
        waivers,
    }
}

fn fact(record: &Record<'_>, id: &str, source: &str) -> Option<Fact> {
    Some(Fact {
        id: id.to_owned(),
        source: source.to_owned(),
        kind: record.text("kind")?,
        about: record.typed_list("about"),
        topics: record.references("topics", "topic"),
        says: record.text("says")?,
        text: record.per_lang("text")?,
        span: record.span.clone(),
    })
}

/// The source itself.
pub(super) fn source(record: &Record<'_>, id: &str, facts: Vec<String>) -> Option<Source> {
    let status = match record.text("status")?.as_str() {
        "current" => SourceStatus::Current,
        "superseded" => SourceStatus::Superseded,
        _ => SourceStatus::Historical,
    };
    Some(Source {
        id: id.to_owned(),
        lang: record.text("lang")?,
        title: record.text("title")?,
        publisher: record.per_lang("publisher"),
        url: record.text("url"),
        updated: record.date("updated"),
        assumed: record.date("assumed"),
        assumed_note: record.per_lang("assumed_note"),
        status,
        superseded_by: record.reference("superseded_by", "source"),
        parallel_of: record.reference("parallel_of", "source"),
        checked: record.date("checked"),
        note: record.per_lang("note"),
        facts,
        span: record.span.clone(),
    })
}

fn topic(record: &Record<'_>, id: &str) -> Option<Topic> {
    Some(Topic { id: id.to_owned(), name: record.per_lang("name")?, scope_differs: record.per_lang("scope_differs") })
}

fn conflict(record: &Record<'_>, id: &str) -> Option<Conflict> {
    let variant_fields = inner(record.fields, "variant");
    let variants = record
        .nested_list("variant", &variant_fields)
        .iter()
        .filter_map(|entry| {
            Some(ConflictVariant { id: entry.text("id")?, facts: entry.references("facts", "fact"), text: entry.per_lang("text")?, span: entry.span.clone() })
        })
        .collect();
    let ruling_fields = inner(record.fields, "ruling");
    let mut rulings: Vec<Ruling> = record.nested_list("ruling", &ruling_fields).iter().filter_map(ruling).collect();
    rulings.sort_by_key(|ruling| ruling.from);
    Some(Conflict {
        id: id.to_owned(),
        topic: record.reference("topic", "topic"),
        about: record.typed_list("about"),
        variants,
        reason: record.per_lang("reason")?,
        decided: record.date("decided")?,
        rulings,
        span: record.span.clone(),
    })
}

fn ruling(record: &Record<'_>) -> Option<Ruling> {
    let own_fields = inner(record.fields, "own");
    let own = record.nested("own", &own_fields).and_then(|own| Some(Follows::Own { text: own.per_lang("text")?, rule: own.rule() }));
    let follows = record.text("follows").map(Follows::Variant).or(own)?;
    Some(Ruling { from: record.date("from")?, follows, reason: record.per_lang("reason"), span: record.span.clone() })
}

fn event(record: &Record<'_>, id: &str) -> Option<Event> {
    let set_by = record.text("set_by").and_then(|text| match text.split_once(':') {
        Some(("task", task)) => Some(SetBy::Task(Reference { key: Key::new("task", task), span: record.span_of("set_by") })),
        _ if text == "reader" => Some(SetBy::Reader),
        _ => None,
    });
    Some(Event {
        id: id.to_owned(),
        name: record.per_lang("name")?,
        before: record.per_lang("before"),
        after: record.per_lang("after"),
        set_by,
        span: record.span.clone(),
    })
}

fn deadline(record: &Record<'_>, id: &str) -> Option<Deadline> {
    let fields = inner(record.fields, "variant");
    let variants = record
        .nested_list("variant", &fields)
        .iter()
        .filter_map(|entry| {
            Some(Variant {
                id: entry.text("id")?,
                rule: entry.rule()?,
                scope: entry.typed_list("scope"),
                facts: entry.references("facts", "fact"),
                span: entry.span.clone(),
            })
        })
        .collect();
    let anchors = record.typed_list("anchor");
    (!anchors.is_empty()).then(|| Deadline { id: id.to_owned(), anchors, variants, span: record.span.clone() })
}

fn question(record: &Record<'_>, id: &str) -> Option<Question> {
    let answer_type = match record.text("type")?.as_str() {
        "choice" => QuestionType::Choice,
        "set" => QuestionType::Set,
        "number" => QuestionType::Number,
        "yes-no" => QuestionType::YesNo,
        _ => return None,
    };
    let fields = inner(record.fields, "answers");
    let answers = record
        .nested_list("answers", &fields)
        .iter()
        .filter_map(|entry| {
            Some(AnswerChoice {
                id: entry.text("id")?,
                name: entry.per_lang("name"),
                phrase: entry.per_lang("phrase"),
                clause: entry.per_lang("clause"),
                about: entry.typed("about"),
            })
        })
        .collect();
    Some(Question {
        id: id.to_owned(),
        answer_type,
        text: record.per_lang("text")?,
        help: record.per_lang("help"),
        clause: record.per_lang("clause"),
        answers,
        yes: record.per_lang("yes"),
        no: record.per_lang("no"),
        over: record.per_lang("over"),
        unit: record.per_lang("unit"),
        given: record.per_lang("given"),
        span: record.span.clone(),
    })
}

fn prerequisite(record: &Record<'_>, id: &str) -> Option<Prerequisite> {
    let strength = match record.text("strength")?.as_str() {
        "always" => PrerequisiteStrength::Always,
        "usually" => PrerequisiteStrength::Usually,
        "if" => PrerequisiteStrength::If,
        _ => return None,
    };
    Some(Prerequisite {
        id: id.to_owned(),
        from: record.typed("from")?,
        to: record.typed("to")?,
        kind: record.text("kind")?,
        strength,
        when: record.per_lang("when"),
        span: record.span.clone(),
    })
}

fn role(record: &Record<'_>, id: &str) -> Role {
    let yes = |field: &str| record.boolean(field).unwrap_or(false);
    Role { id: id.to_owned(), page: yes("page"), outside: yes("outside") }
}

fn channel(record: &Record<'_>, id: &str) -> Option<Channel> {
    Some(Channel { id: id.to_owned(), channel_type: record.text("type")?, address: record.text("address"), url: record.text("url") })
}

fn notice(record: &Record<'_>, id: &str) -> Option<Notice> {
    let fields = inner(record.fields, "variant");
    let variants = record
        .nested_list("variant", &fields)
        .iter()
        .filter_map(|entry| {
            Some(NoticeVariant {
                id: entry.text("id")?,
                channel: entry.reference("channel", "channel"),
                required: entry.text("duty").as_deref() != Some("not-required"),
                facts: entry.references("facts", "fact"),
            })
        })
        .collect();
    Some(Notice {
        id: id.to_owned(),
        form: record.typed("form"),
        channel: record.reference("channel", "channel"),
        variants,
        sender: record.reference("sender", "role")?,
        receiver: record.reference("receiver", "role"),
        deadline: record.reference("deadline", "deadline"),
        on: record.reference("on", "event")?,
        span: record.span.clone(),
    })
}

fn document(record: &Record<'_>, id: &str) -> Document {
    let mut urls = record.by_lang_text("url");
    urls.retain(|_, url| !url.trim().is_empty());
    Document { id: id.to_owned(), format: record.text("format"), urls, part: record.per_lang("part"), span: record.span.clone() }
}

fn audience(record: &Record<'_>, id: &str) -> Option<Audience> {
    Some(Audience {
        id: id.to_owned(),
        when: record.condition("when")?,
        without: reasoned(record, "without"),
        extra: reasoned(record, "extra"),
        only: record.references("only", "task"),
        owner: record.map("owner"),
        note: record.per_lang("note"),
        span: record.span.clone(),
    })
}

fn term(record: &Record<'_>, id: &str) -> Option<Term> {
    Some(Term {
        id: id.to_owned(),
        definition: record.per_lang("definition")?,
        also: record.by_lang_texts("also"),
        older: record.by_lang_texts("older"),
        forbidden: record.by_lang_texts("forbidden"),
        never_for: record.by_lang_texts("never_for"),
        foreign: record.map("foreign"),
        note: record.per_lang("note"),
        about: record.typed("about"),
        span: record.span.clone(),
    })
}

/// The fields of an item of `kind`.
pub(super) fn item_fields(kind: &str) -> Vec<&'static Field> {
    fields_of(kind).into_iter().filter(|field| field.name != "id" && field.name != "name" && field.name != "forms").collect()
}
