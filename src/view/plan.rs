//! What the scripts of plans need: the data of a guide, of the planner and of the finder, and the words that scripts show.
//!
//! A page holds only what must be there before the reader acts ([`embedded`]). The rest stands in files of its own beside the page
//! ([`files`]), which scripts fetch when the reader acts for the first time.

mod steps;
mod words;

use super::address::relative;
use super::context::View;
use super::{due, guides, records};
use crate::i18n::Catalogue;
use crate::i18n::sentences::strictness;
use crate::model::condition::{self, Answer, Residual, residual, to_json};
use crate::model::records::{Audience, Question, QuestionType, SetBy};
use crate::model::{Guide, Key};
use crate::resolve::dates::json::calendar;
use crate::resolve::guides::{self as derived, Derived};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub use words::{is_for_scripts, words};

/// The messages of this module with their variables; those that [`words`] hands to scripts besides.
pub const MESSAGES: &[(&str, &[&str])] = &[("script-data-failed", &[])];

/// The name of the file with a guide's data, beside its page.
pub const DATA_FILE: &str = "plan.json";

/// The words of scripts in a language, from the root of the site.
pub fn words_path(lang: &str) -> String {
    format!("/data/words.{lang}.json")
}

/// The name of the spreadsheet beside the page at `path`: the last part of its address.
pub fn spreadsheet_name(path: &str) -> String {
    format!("{}.xlsx", path.trim_matches('/').rsplit('/').next().unwrap_or_default())
}

/// The files of all plans with their paths in the output folder, made as they are asked for: every guide's data in every language, and the words.
pub fn files<'a>(site: &'a super::Site<'_>) -> impl ParallelIterator<Item = (String, Vec<u8>)> + 'a {
    let bytes = |value: Value| value.to_string().into_bytes();
    let of_guide = move |(_, guide): (&String, &'a Guide)| {
        views(site, guide).map(move |view| (format!("{}{DATA_FILE}", view.path.trim_start_matches('/')), bytes(self::guide(&view, guide))))
    };
    let languages: Vec<_> = site.messages.iter().enumerate().collect();
    let words = move |(language, catalogue): (usize, &Catalogue)| {
        (words_path(&catalogue.language).trim_start_matches('/').to_owned(), bytes(words(site.model, catalogue, language)))
    };
    site.model.guides.par_iter().flat_map_iter(of_guide).chain(languages.into_par_iter().map(words))
}

/// The page of a guide in every language that has it.
pub(super) fn views<'a>(site: &'a super::Site<'_>, guide: &Guide) -> impl Iterator<Item = View<'a>> {
    let key = Key::new("guide", &guide.id);
    let view = move |(language, catalogue)| Some(View { site: *site, language, path: site.resolved.routes.path(&key, language)?, catalogue });
    site.messages.iter().enumerate().filter_map(view)
}

/// What stands in a guide's page: which data and words to fetch, and the events whose days the reader gives.
pub fn embedded(view: &View<'_>, guide: &Guide) -> Value {
    let list = view.site.resolved.guides.get(&guide.id);
    let fields = list.map(|list| reader_events(view, list)).unwrap_or_default();
    json!({
        "site": view.site.model.site.id,
        "guide": guide.id,
        "data": view.url(&format!("{}{DATA_FILE}", view.site.resolved.routes.path(&Key::new("guide", &guide.id), view.language).unwrap_or(view.path))),
        "words": view.url(&words_path(view.lang())),
        "failed": view.message("script-data-failed"),
        "events": fields.iter().map(|id| json!({ "id": id, "name": view.name(&Key::new("event", id)).text })).collect::<Vec<_>>(),
    })
}

/// All that a plan of a guide needs. Addresses are relative to the guide's page.
pub fn guide(view: &View<'_>, guide: &Guide) -> Value {
    let model = view.site.model;
    let key = Key::new("guide", &guide.id);
    let no_steps = Derived::default();
    let list = view.site.resolved.guides.get(&guide.id).unwrap_or(&no_steps);
    let audiences = audiences(view, guide, list);
    let extra = extra_tasks(list, &audiences);
    let tasks = list.steps.iter().map(|step| step.task.as_str()).chain(extra.iter().copied());
    let deadlines = deadlines(view, tasks);
    let roles = model.roles.values().map(|role| (role.id.clone(), json!({ "name": view.name(&Key::new("role", &role.id)).text, "outside": role.outside })));
    json!({
        "site": model.site.id,
        "language": &**view.lang(),
        "locale": model.languages().list[view.language].locale,
        "time_zone": model.site.time_zone,
        "guide": { "id": guide.id, "title": view.name(&key).text, "url": view.url(view.path), "absolute": view.absolute(view.path) },
        "fixed": guide.fixes.iter().map(|(question, (given, _))| (question.clone(), answer(given))).collect::<Map<_, _>>(),
        "thresholds": derived::thresholds(model),
        "calendar": calendar(&model.calendar),
        "phases": model.site.phases.iter().map(|phase| json!({ "id": phase.id, "name": view.text(&phase.name).text })).collect::<Vec<_>>(),
        "steps": list.steps.iter().filter_map(|step| steps::step(view, guide, step)).collect::<Vec<_>>(),
        "extra": extra.iter().filter_map(|task| steps::extra(view, guide, task)).collect::<Vec<_>>(),
        "deadlines": deadlines.iter().filter_map(|id| Some((id.clone(), deadline(view, id)?))).collect::<Map<_, _>>(),
        "events": events(view),
        "questions": question_ids(view, guide).iter().filter_map(|id| model.questions.get(id)).map(|found| question(view, found)).collect::<Vec<_>>(),
        "audiences": audiences.iter().map(|found| audience(view, found)).collect::<Vec<_>>(),
        "roles": roles.collect::<Map<_, _>>(),
        "retired": steps::retired(view),
        "prerequisites": prerequisites(view, guide),
    })
}

/// What the planner needs: where the data of each guide stand.
pub fn planner(view: &View<'_>) -> Value {
    let routes = &view.site.resolved.routes;
    let guides = view.site.model.guides.keys().filter_map(|id| {
        let key = Key::new("guide", id);
        let path = routes.path(&key, view.language)?;
        Some(json!({ "id": id, "title": view.name(&key).text, "data": view.url(&format!("{path}{DATA_FILE}")) }))
    });
    json!({ "site": view.site.model.site.id, "words": view.url(&words_path(view.lang())), "failed": view.message("script-data-failed"), "guides": guides.collect::<Vec<_>>() })
}

/// What the finder needs: what each guide takes as given.
pub fn finder(view: &View<'_>, asks: &[&str]) -> Value {
    let fixes = |guide: &Guide| -> Map<String, Value> {
        let asked = guide.fixes.iter().filter(|(question, _)| asks.contains(&question.as_str()));
        asked.map(|(question, (given, _))| (question.clone(), answer(given))).collect()
    };
    json!({
        "site": view.site.model.site.id,
        "words": view.url(&words_path(view.lang())),
        "failed": view.message("script-data-failed"),
        "guides": view.site.model.guides.values().map(|guide| json!({ "id": guide.id, "fixed": fixes(guide) })).collect::<Vec<_>>(),
    })
}

/// The questions that a plan of the guide may ask: those that decide on tasks, then those that decide on who does them and for whom.
pub fn question_ids(view: &View<'_>, guide: &Guide) -> Vec<String> {
    let Some(list) = view.site.resolved.guides.get(&guide.id) else { return Vec::new() };
    let model = view.site.model;
    let (answers, thresholds) = (derived::fixed(guide), derived::thresholds(model));
    let audiences = audiences(view, guide, list);
    let owners = list.steps.iter().filter_map(|step| model.tasks.get(&step.task)).flat_map(|task| &task.owners).filter_map(|owner| owner.when.as_ref());
    let mut found = list.questions.clone();
    for condition in owners.chain(audiences.iter().map(|audience| &audience.when)) {
        if let Residual::Open(open) = residual(condition, &answers, &thresholds) {
            let new: Vec<String> = condition::questions(&open).into_iter().filter(|id| !found.iter().any(|known| known == id)).map(str::to_owned).collect();
            found.extend(new);
        }
    }
    found
}

/// The audiences that change something in a guide's list and that a reader of it may belong to.
fn audiences<'a>(view: &View<'a>, guide: &Guide, list: &Derived) -> Vec<&'a Audience> {
    let model = view.site.model;
    let (answers, thresholds) = (derived::fixed(guide), derived::thresholds(model));
    let listed: BTreeSet<&str> = list.steps.iter().map(|step| step.task.as_str()).collect();
    let concerns = |audience: &&Audience| {
        let without = audience.without.iter().any(|entry| listed.contains(entry.task.key.id.as_str()));
        let owner = audience.owner.keys().any(|task| listed.contains(task.as_str()));
        without || owner || !audience.extra.is_empty() || !audience.only.is_empty()
    };
    let possible = |audience: &&Audience| residual(&audience.when, &answers, &thresholds) != Residual::No;
    model.audiences.values().filter(concerns).filter(possible).collect()
}

/// Tasks that only an audience adds, in the order of their ids.
fn extra_tasks<'a>(list: &Derived, audiences: &[&'a Audience]) -> BTreeSet<&'a str> {
    let added = audiences.iter().flat_map(|audience| &audience.extra).map(|entry| entry.task.key.id.as_str());
    added.filter(|task| !list.steps.iter().any(|step| step.task == *task)).collect()
}

/// The deadlines of tasks, and those that these count from.
fn deadlines<'a>(view: &View<'_>, tasks: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let model = view.site.model;
    let own = tasks.filter_map(|id| model.tasks.get(id)).filter_map(|task| super::tasks::deadline_id(view, task).map(str::to_owned));
    let mut open: Vec<String> = own.collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id.clone()) {
            continue;
        }
        let Some(shown) = due::due(view, &id) else { continue };
        let rules = shown.rule.iter().chain(shown.variants.iter().filter_map(|variant| variant.rule.as_ref()));
        let anchors = rules.filter_map(|rule| rule["anchors"].as_array()).flatten().filter_map(Value::as_str);
        open.extend(anchors.filter_map(|anchor| anchor.strip_prefix("deadline:")).map(str::to_owned));
    }
    found
}

fn deadline(view: &View<'_>, id: &str) -> Option<Value> {
    let shown = due::due(view, id)?;
    let variants = shown
        .variants
        .iter()
        .map(|variant| json!({ "id": variant.id, "phrase": variant.text.text, "rule": variant.rule, "ruled": variant.ruled, "later": variant.later }));
    Some(json!({
        "name": shown.name.text, "phrase": shown.phrase.text, "note": shown.note, "url": shown.url, "rule": shown.rule,
        "variants": variants.collect::<Vec<_>>(),
    }))
}

/// The events that have a day, and the task that sets it.
fn events(view: &View<'_>) -> Map<String, Value> {
    let day_of = |set_by: &SetBy| match set_by {
        SetBy::Reader => Value::Null,
        SetBy::Task(task) => Value::from(task.key.id.as_str()),
    };
    let events = view.site.model.events.values().filter_map(|event| Some((event, event.set_by.as_ref()?)));
    events.map(|(event, set_by)| (event.id.clone(), json!({ "name": view.text(&event.name).text, "task": day_of(set_by) }))).collect()
}

/// The events whose days a reader gives and from which days of the list follow.
fn reader_events(view: &View<'_>, list: &Derived) -> BTreeSet<String> {
    let model = view.site.model;
    let shown = deadlines(view, list.steps.iter().map(|step| step.task.as_str())).into_iter().filter_map(|id| due::due(view, &id));
    let rules = shown.flat_map(|shown| shown.rule.into_iter().chain(shown.variants.into_iter().filter_map(|variant| variant.rule)).collect::<Vec<_>>());
    let dated = rules.filter(|rule| !rule["offset"].is_null() && rule["bound"] != "not-required");
    let anchors = dated.flat_map(|rule| rule["anchors"].as_array().cloned().unwrap_or_default());
    let events = anchors.filter_map(|anchor| anchor.as_str().and_then(|anchor| anchor.strip_prefix("event:")).map(str::to_owned));
    events.filter(|id| model.events.get(id).is_some_and(|event| event.set_by == Some(SetBy::Reader))).collect()
}

fn question(view: &View<'_>, question: &Question) -> Value {
    let about = |id: &str| question.answers.iter().find(|answer| answer.id == id).and_then(|answer| answer.about.as_ref()).map(|about| about.key.to_string());
    let shown = guides::question(view, question);
    let answers = shown.answers.iter().map(|answer| json!({ "id": answer.id, "name": answer.text.text, "about": about(&answer.id) }));
    json!({
        "id": shown.id, "type": shown.answer_type, "text": shown.text.text, "answers": answers.collect::<Vec<_>>(),
        "help": shown.help.map(|help| help.text), "unit": shown.unit.map(|unit| unit.text),
    })
}

fn audience(view: &View<'_>, audience: &Audience) -> Value {
    let reasoned = |entries: &[crate::model::records::Reasoned]| -> Vec<Value> {
        entries.iter().map(|entry| json!({ "task": entry.task.key.id, "reason": view.text(&entry.reason).text })).collect()
    };
    json!({
        "id": audience.id,
        "name": view.name(&Key::new("audience", &audience.id)).text,
        "when": to_json(&audience.when),
        "without": reasoned(&audience.without),
        "extra": reasoned(&audience.extra),
        "only": audience.only.iter().map(|task| task.key.id.as_str()).collect::<Vec<_>>(),
        "owner": audience.owner,
        "note": audience.note.as_ref().map(|note| view.text(note).text),
    })
}

/// What the guide builds on.
fn prerequisites(view: &View<'_>, guide: &Guide) -> Vec<Value> {
    let model = view.site.model;
    let ids: BTreeSet<&String> = guide.about.iter().flat_map(|about| view.site.resolved.requires.get(&about.key).into_iter().flatten()).collect();
    let found = ids.into_iter().filter_map(|id| model.prerequisites.get(id));
    let shown = found.map(|prerequisite| {
        let view_of = records::prerequisite(view, prerequisite);
        json!({
            "id": prerequisite.id, "to": prerequisite.to.key.to_string(), "name": view_of.to.text, "url": view_of.to.url,
            "text": strictness::prerequisite(&view.wording(), prerequisite), "strength": prerequisite.strength.as_str(),
            "asked": asked(view, &prerequisite.to.key),
        })
    });
    shown.collect()
}

/// The question in whose answer a reader says that a record is there: its id and the answer's.
fn asked(view: &View<'_>, record: &Key) -> Option<Value> {
    let sets = view.site.model.questions.values().filter(|question| question.answer_type == QuestionType::Set);
    let mut members = sets.flat_map(|question| question.answers.iter().map(move |answer| (question, answer)));
    let found = members.find(|(_, answer)| answer.about.as_ref().is_some_and(|about| about.key == *record));
    found.map(|(question, answer)| json!({ "q": question.id, "has": [answer.id] }))
}

/// An answer as the scripts read it.
fn answer(answer: &Answer) -> Value {
    match answer {
        Answer::Choice(choice) => json!({ "choice": choice }),
        Answer::Set { has, lacks, closed } => json!({ "has": has, "lacks": lacks, "closed": closed }),
        Answer::Number(number) => json!({ "number": number }),
        Answer::Over(threshold) => json!({ "over": threshold }),
    }
}

/// The address of a path of the site from the data of a guide, which stand beside its page.
fn from_page(view: &View<'_>, path: &str) -> String {
    relative(view.path, path)
}
