//! A guide as a table: what its spreadsheet holds, without how a spreadsheet is written.

use super::context::View;
use super::{due, tasks};
use crate::i18n::sentences::{conditions, strictness};
use crate::i18n::{Arg, Catalogue};
use crate::model::deadline::{Deadline, Rule};
use crate::model::records::SetBy;
use crate::model::{Guide, Key, Task};
use crate::resolve::dates::holidays;
use crate::resolve::guides::{self, Step};
use crate::resolve::rulings::{self, Effective};
use jiff::civil::{Date, Weekday};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The messages of this module with their variables.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("sheet-tasks", &[]),
    ("sheet-deadlines", &[]),
    ("sheet-holidays", &[]),
    ("sheet-dates", &[]),
    ("sheet-how", &[]),
    ("sheet-as-of", &["date"]),
    ("sheet-always", &[]),
    ("sheet-code", &[]),
    ("sheet-task", &[]),
    ("sheet-phase", &[]),
    ("sheet-applies", &[]),
    ("sheet-owner", &[]),
    ("sheet-strength", &[]),
    ("sheet-due", &[]),
    ("sheet-rule", &[]),
    ("sheet-done", &[]),
    ("sheet-notes", &[]),
    ("sheet-deadline", &[]),
    ("sheet-followed", &[]),
    ("sheet-other", &[]),
    ("sheet-source", &[]),
    ("sheet-holiday", &[]),
];

/// The words of tables in a language, by the message's id without `sheet-`.
pub type Words = BTreeMap<&'static str, String>;

/// The table of a guide in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The guide's title.
    pub title: String,
    /// The language.
    pub lang: String,
    /// The absolute address of the guide's page.
    pub address: String,
    /// The words of the table, by the message's id without `sheet-`.
    pub words: Arc<Words>,
    /// The events whose days are typed in: id and name.
    pub events: Vec<(String, String)>,
    /// The rules by which days are due.
    pub deadlines: Vec<Line>,
    /// The tasks in the order of the guide.
    pub tasks: Vec<Row>,
    /// Days that are not working days, without the weekdays of the week's end.
    pub holidays: Arc<[Date]>,
    /// Weekdays that are never working days.
    pub weekend: Vec<Weekday>,
    /// The as-of date: the creation date of the file, so that the same site gives the same bytes.
    pub as_of: Date,
}

/// One statement of a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The deadline's id.
    pub deadline: String,
    /// Its name.
    pub name: String,
    /// What is asked for, in words.
    pub phrase: String,
    /// The rule, with the anchors that count as typed references; `None`: only words.
    pub rule: Option<(Rule, Vec<Key>)>,
    /// Whether the guidance follows it.
    pub followed: bool,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its absolute address.
    pub address: String,
    /// Its phase.
    pub phase: String,
    /// When it applies, in words.
    pub applies: String,
    /// Who does it.
    pub owner: String,
    /// How binding it is.
    pub strength: String,
    /// Its deadline's id.
    pub deadline: Option<String>,
}

/// The table of every guide in every language with the path of its file in the output folder, made as it is asked for.
pub fn all<'a>(site: &'a super::Site<'_>) -> impl ParallelIterator<Item = (String, Sheet)> + 'a {
    let holidays: Arc<[Date]> = holidays(&site.model.calendar).into();
    let words: Vec<_> = site.messages.iter().map(|catalogue| words(site, catalogue)).collect();
    site.model.guides.par_iter().flat_map_iter(move |(_, guide)| {
        let sheet = |view: View<'_>| {
            let path = format!("{}{}", view.path.trim_start_matches('/'), super::plan::spreadsheet_name(view.path));
            Some((path, sheet(&view, guide, words.get(view.language)?, &holidays)))
        };
        super::plan::views(site, guide).filter_map(sheet).collect::<Vec<_>>()
    })
}

fn words(site: &super::Site<'_>, catalogue: &Catalogue) -> Arc<Words> {
    let as_of = catalogue.dates.short(site.model.site.as_of);
    let word = |(id, variables): &(&'static str, &[&str])| {
        let arguments: &[_] = if variables.is_empty() { &[] } else { &[("date", Arg::Text(&as_of))] };
        (id.strip_prefix("sheet-").unwrap_or(id), catalogue.text(id, arguments))
    };
    Arc::new(MESSAGES.iter().map(word).collect())
}

/// The table of `guide`; `holidays` are days that are not working days.
fn sheet(view: &View<'_>, guide: &Guide, words: &Arc<Words>, holidays: &Arc<[Date]>) -> Sheet {
    let model = view.site.model;
    let steps = view.site.resolved.guides.get(&guide.id).map(|list| list.steps.as_slice()).unwrap_or_default();
    let tasks: Vec<Row> = steps.iter().filter_map(|step| Some(row(view, guide, model.tasks.get(&step.task)?, step))).collect();
    let deadlines = deadlines(view, &tasks);
    Sheet {
        title: view.name(&Key::new("guide", &guide.id)).text,
        lang: view.lang().to_string(),
        address: view.absolute(view.path),
        words: words.clone(),
        events: events(view, &deadlines),
        deadlines,
        tasks,
        holidays: holidays.clone(),
        weekend: model.calendar.weekend.clone(),
        as_of: model.site.as_of,
    }
}

fn row(view: &View<'_>, guide: &Guide, task: &Task, step: &Step) -> Row {
    let model = view.site.model;
    let key = Key::new("task", &task.id);
    let refined = guide.steps.get(&task.id).and_then(|(special, _)| special.when.as_ref());
    let condition = step.residual.as_ref().map(|condition| conditions::sentence(&view.wording(), Some(condition)));
    let owners = tasks::owner_links(view, task, &guides::fixed(guide));
    Row {
        code: view.record(&key).and_then(|record| record.code.clone()).unwrap_or_default(),
        title: view.name(&key).text,
        address: view.place(&key).map(|path| view.absolute(&path)).unwrap_or_default(),
        phase: model.site.phases.iter().find(|phase| phase.id == task.phase).map(|phase| view.text(&phase.name).text).unwrap_or_default(),
        applies: refined.map(|when| view.text(when).text).or(condition).unwrap_or_else(|| view.message("sheet-always")),
        owner: owners.iter().map(|owner| owner.link.text.as_str()).collect::<Vec<_>>().join(", "),
        strength: strictness::strength(&view.wording(), task.strength),
        deadline: tasks::deadline_id(view, task).map(str::to_owned),
    }
}

/// The deadlines of the tasks and those that they count from; what is followed stands first, then what others say.
fn deadlines(view: &View<'_>, rows: &[Row]) -> Vec<Line> {
    let mut open: Vec<String> = rows.iter().filter_map(|row| row.deadline.clone()).collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut lines = Vec::new();
    while let Some(id) = open.pop() {
        let Some(deadline) = view.site.model.deadlines.get(&id).filter(|_| found.insert(id.clone())) else { continue };
        let new = statements(view, deadline);
        let anchors = new.iter().filter_map(|line| line.rule.as_ref()).flat_map(|(_, anchors)| anchors);
        open.extend(anchors.filter(|anchor| anchor.kind == "deadline").map(|anchor| anchor.id.clone()));
        lines.extend(new);
    }
    lines.sort_by(|a, b| a.deadline.cmp(&b.deadline));
    lines
}

fn statements(view: &View<'_>, deadline: &Deadline) -> Vec<Line> {
    let Some(shown) = due::due(view, &deadline.id) else { return Vec::new() };
    let line = |phrase: String, rule: Option<&Rule>, followed: bool| {
        let anchors = |rule: &Rule| if rule.anchors.is_empty() { &deadline.anchors } else { &rule.anchors }.iter().map(|anchor| anchor.key.clone()).collect();
        Line { deadline: deadline.id.clone(), name: shown.name.text.clone(), phrase, rule: rule.map(|rule| (rule.clone(), anchors(rule))), followed }
    };
    let effective = rulings::effective(view.site.model, view.site.resolved, deadline);
    let rule = match effective {
        Effective::Variant(variant) => Some(&variant.rule),
        Effective::Own(_, rule) => rule,
        Effective::Undecided => None,
    };
    let others = shown.variants.iter().filter(|variant| !variant.ruled);
    let rule_of = |id: &str| deadline.variants.iter().find(|variant| variant.id == id).map(|variant| &variant.rule);
    let mut lines = vec![line(shown.phrase.text.clone(), rule, true)];
    lines.extend(others.map(|variant| line(variant.text.text.clone(), rule_of(&variant.id), false)));
    lines
}

/// The events that rules with an offset count from and whose day somebody can give.
fn events(view: &View<'_>, lines: &[Line]) -> Vec<(String, String)> {
    let dated = lines.iter().filter_map(|line| line.rule.as_ref()).filter(|(rule, _)| rule.offset.is_some());
    let ids: BTreeSet<&str> = dated.flat_map(|(_, anchors)| anchors).filter(|anchor| anchor.kind == "event").map(|anchor| anchor.id.as_str()).collect();
    let events = ids.into_iter().filter_map(|id| view.site.model.events.get(id)).filter(|event| event.set_by.is_some());
    let mut events: Vec<(bool, String, String)> =
        events.map(|event| (event.set_by != Some(SetBy::Reader), event.id.clone(), view.text(&event.name).text)).collect();
    events.sort();
    events.into_iter().map(|(_, id, name)| (id, name)).collect()
}
