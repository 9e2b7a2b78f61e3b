//! Guides: their pages, their cards, questions and audiences.

use super::Site;
use super::context::View;
use super::pages::{AudienceView, Guide as GuidePage};
use super::types::*;
use super::{due, plan, prose, records, tasks, timeline};
use crate::i18n::durations;
use crate::i18n::sentences::conditions;
use crate::model::condition::{Truth, evaluate};
use crate::model::deadline::Offset;
use crate::model::records::{AnswerChoice, Audience, Question, Reasoned, Reference};
use crate::model::{Guide, Item, Key};
use crate::resolve::guides::{self as derived, Derived};
use crate::resolve::rulings::{Effective, effective};
use std::collections::{BTreeMap, BTreeSet};

/// The messages of this module and of the frame of the pages that print guides.
pub const MESSAGES: &[(&str, &[&str])] = &[("print-slug", &[]), ("print-link", &[]), ("print-back", &[]), ("print-title", &["title"]), ("print-crumb", &[])];

/// The address of the page that prints a guide, in the language at `language`: the guide's own, and the language's word for printing.
pub fn print_path(site: &Site<'_>, key: &Key, language: usize) -> Option<String> {
    let guide = site.resolved.routes.path(key, language).filter(|_| key.kind == "guide")?;
    Some(format!("{guide}{}/", site.messages.get(language)?.text("print-slug", &[])))
}

/// The page that prints the whole of a guide.
pub fn print(view: &View<'_>, guide: &Guide) -> GuidePage {
    let back = Link { text: view.message("print-back"), lang: None, ..view.link(&Key::new("guide", &guide.id)) };
    GuidePage { print: back, spreadsheet: None, ..with_tasks(view, guide, prose::embedded) }
}

/// A guide's page. The words of its tasks stand on their own pages and on the page that prints them.
pub fn page(view: &View<'_>, guide: &Guide) -> GuidePage {
    with_tasks(view, guide, |_, _, _| Prose::default())
}

/// The words of a task on the page of a guide.
type TaskWords = fn(&View<'_>, &Item, &mut prose::Explained) -> Prose;

fn with_tasks(view: &View<'_>, guide: &Guide, words_of: TaskWords) -> GuidePage {
    let model = view.site.model;
    let key = Key::new("guide", &guide.id);
    let (Some(item), Some(record), Some(list)) = (view.item(&key), view.record(&key), view.site.resolved.guides.get(&guide.id)) else {
        return GuidePage::default();
    };
    let mut explained = prose::Explained::new();
    let words = prose::first(view, item, &mut explained);
    let phases = phases(view, guide, list, |view, item| words_of(view, item, &mut explained));
    let about = guide.about.iter().flat_map(|about| view.site.resolved.requires.get(&about.key).into_iter().flatten());
    let mut prerequisites: Vec<&String> = about.collect();
    prerequisites.dedup();
    let mut facts: BTreeMap<String, FactLink> = BTreeMap::new();
    let steps = phases.iter().flat_map(|phase| &phase.steps);
    for fact in view.facts(&record.facts).into_iter().chain(steps.clone().flat_map(|step| step.task.facts.iter().cloned())) {
        facts.insert(fact.id.clone(), fact);
    }
    let ids: BTreeSet<&String> = phases.iter().flat_map(|phase| &phase.steps).flat_map(|step| &step.roles).collect();
    let mut roles: Vec<(String, Text)> = ids.into_iter().map(|id| (id.clone(), view.name(&Key::new("role", id)))).collect();
    view.sort_by_name(&mut roles, |(_, name)| &name.text);
    let mut conflicts: BTreeMap<String, ConflictLink> = BTreeMap::new();
    for step in steps {
        let notice = step.task.notice.as_ref();
        let met = [step.task.due.as_ref().and_then(|due| due.conflict.clone()), notice.and_then(|notice| notice.conflict.clone())];
        let about_task = view.site.resolved.conflict_about.get(&Key::new("task", &step.task.id)).into_iter().flatten();
        let about_task = about_task.filter_map(|id| model.conflicts.get(id)).map(|conflict| due::link_to(view, conflict));
        conflicts.extend(met.into_iter().flatten().chain(about_task).map(|conflict| (conflict.id.clone(), conflict)));
    }
    GuidePage {
        id: guide.id.clone(),
        prose: words,
        about: view.links(&guide.about),
        prerequisites: prerequisites.into_iter().filter_map(|id| model.prerequisites.get(id)).map(|found| records::prerequisite(view, found)).collect(),
        given: conditions::given(&view.wording(), guide),
        certain: count(list, Truth::Yes),
        possible: count(list, Truth::Unknown),
        without: reasoned(view, &guide.without),
        questions: plan::question_ids(view, guide).iter().filter_map(|id| model.questions.get(id)).map(|found| question(view, found)).collect(),
        conflicts: conflicts.into_values().collect(),
        roles,
        later: tasks::later(view, record),
        audiences: model.audiences.values().filter(|found| concerns(view, guide, list, found)).map(|found| audience_of(view, list, found)).collect(),
        facts: facts.into_values().collect(),
        changes: tasks::changes(view, &key, &item.changes),
        revision: item.changes.len(),
        spreadsheet: Some(plan::spreadsheet_name(view.path)),
        print: Link {
            url: print_path(&view.site, &key, view.language).map(|path| view.url(&path)).unwrap_or_default(),
            text: view.message("print-link"),
            lang: None,
            current: false,
        },
        data: plan::embedded(view, guide),
        phases,
    }
}

fn count(list: &Derived, truth: Truth) -> usize {
    list.steps.iter().filter(|step| step.applies == truth).count()
}

fn phases(view: &View<'_>, guide: &Guide, list: &Derived, mut words_of: impl FnMut(&View<'_>, &Item) -> Prose) -> Vec<PhaseView> {
    let model = view.site.model;
    let answers = derived::fixed(guide);
    let mut number = 0;
    let mut phases: Vec<PhaseView> = Vec::new();
    for step in &list.steps {
        let Some(task) = model.tasks.get(&step.task) else { continue };
        number += 1;
        let refined = guide.steps.get(&step.task).map(|(refined, _)| refined);
        let words = view.item(&Key::new("task", &step.task)).map(|item| words_of(view, item)).unwrap_or_default();
        let mut shown = tasks::task(view, task, &answers, words);
        shown.behind = step.behind.iter().map(|id| view.link(&Key::new("task", id))).collect();
        let step = StepView {
            number,
            applies: step.applies.as_str().to_owned(),
            condition: step.residual.as_ref().map(|condition| tasks::condition(view, condition)),
            when: refined.and_then(|refined| refined.when.as_ref()).map(|when| view.text(when)),
            note: refined.and_then(|refined| refined.note.as_ref()).map(|note| view.text(note)),
            added: step.added.as_ref().map(|reason| view.text(reason)),
            roles: shown.owners.iter().chain(&shown.with).map(|role| role.id.clone()).collect(),
            task: shown,
        };
        match phases.last_mut().filter(|phase| phase.id == task.phase) {
            Some(phase) => phase.steps.push(step),
            None => {
                let name = model.site.phases.iter().find(|phase| phase.id == task.phase).map(|phase| view.text(&phase.name)).unwrap_or_default();
                phases.push(PhaseView { id: task.phase.clone(), name, steps: vec![step] });
            }
        }
    }
    phases
}

/// Tasks left out or added, with the reason.
fn reasoned(view: &View<'_>, entries: &[Reasoned]) -> Vec<(Link, Text)> {
    entries.iter().map(|entry| (view.link(&entry.task.key), view.text(&entry.reason))).collect()
}

/// Whether an audience's list of the guide may differ from everybody's.
fn concerns(view: &View<'_>, guide: &Guide, list: &Derived, audience: &Audience) -> bool {
    let possible = evaluate(&audience.when, &derived::fixed(guide), &derived::thresholds(view.site.model)) != Truth::No;
    let lists = |task: &str| list.steps.iter().any(|step| step.task == task);
    let loses = audience.without.iter().any(|entry| lists(&entry.task.key.id));
    let gains = audience.extra.iter().any(|entry| !lists(&entry.task.key.id));
    let keeps = audience.only.iter().any(|task| lists(&task.key.id));
    let does = audience.owner.keys().any(|task| lists(task));
    possible && (loses || gains || keeps || does)
}

/// An audience, as it changes the list of a guide: it neither loses what the list has not, nor keeps that, nor gains what it has.
fn audience_of(view: &View<'_>, list: &Derived, found: &Audience) -> AudienceView {
    let lists = |task: &Reference| list.steps.iter().any(|step| step.task == task.key.id);
    let mut changed = found.clone();
    changed.without.retain(|entry| lists(&entry.task));
    changed.extra.retain(|entry| !list.steps.iter().any(|step| step.task == entry.task.key.id && step.applies == Truth::Yes));
    changed.only.retain(lists);
    audience(view, &changed)
}

/// An audience.
pub fn audience(view: &View<'_>, audience: &Audience) -> AudienceView {
    let key = Key::new("audience", &audience.id);
    AudienceView {
        id: audience.id.clone(),
        name: view.name(&key),
        text: view.record(&key).and_then(|record| record.text.as_ref()).map(|text| view.text(text)),
        when: tasks::condition(view, &audience.when),
        without: reasoned(view, &audience.without),
        extra: reasoned(view, &audience.extra),
        only: view.links(&audience.only),
        note: audience.note.as_ref().map(|note| view.text(note)),
    }
}

/// A question as a form asks it.
pub fn question(view: &View<'_>, question: &Question) -> QuestionView {
    let text = |answer: &AnswerChoice| match (&answer.name, &answer.about) {
        (Some(name), _) => view.text(name),
        (None, Some(about)) => view.name(&about.key),
        (None, None) => Text { text: answer.id.clone(), lang: None },
    };
    let answer = |answer: &AnswerChoice| AnswerView { id: answer.id.clone(), text: text(answer), guides: Vec::new() };
    QuestionView {
        id: question.id.clone(),
        answer_type: question.answer_type.as_str().to_owned(),
        text: view.text(&question.text),
        help: question.help.as_ref().map(|help| view.text(help)),
        answers: question.answers.iter().map(answer).collect(),
        unit: question.unit.as_ref().map(|unit| view.text(unit)),
    }
}

/// A guide in a list.
pub fn card(view: &View<'_>, guide: &Guide) -> GuideCard {
    let key = Key::new("guide", &guide.id);
    let list = view.site.resolved.guides.get(&guide.id);
    GuideCard {
        id: guide.id.clone(),
        code: view.record(&key).and_then(|record| record.code.clone()),
        link: view.link(&key),
        summary: view.item(&key).map(|item| prose::summary(view, item)).unwrap_or_default(),
        about: view.links(&guide.about),
        certain: list.map_or(0, |list| count(list, Truth::Yes)),
        possible: list.map_or(0, |list| count(list, Truth::Unknown)),
        lead_time: list.and_then(|list| lead_time(view, list)),
    }
}

/// The longest time before its anchor that a deadline of the list asks for, in words.
fn lead_time(view: &View<'_>, list: &Derived) -> Option<String> {
    let model = view.site.model;
    let offsets = list.steps.iter().filter_map(|step| {
        let task = model.tasks.get(&step.task)?;
        let deadline = model.deadlines.get(tasks::deadline_id(view, task)?)?;
        match effective(model, view.site.resolved, deadline) {
            Effective::Variant(variant) => variant.rule.offset,
            Effective::Own(_, rule) => rule?.offset,
            Effective::Undecided => None,
        }
    });
    let longest = offsets.filter(|offset| offset.count < 0).min_by_key(|offset| timeline::days(*offset))?;
    Some(durations::duration(view.catalogue, Offset { count: -longest.count, unit: longest.unit }))
}

/// The guides by group, in the site's order; guides without a group come last, under no heading.
pub fn by_group(view: &View<'_>) -> Vec<Group<GuideCard>> {
    let model = view.site.model;
    let cards = |wanted: &dyn Fn(&Guide) -> bool| {
        let mut guides: Vec<&Guide> = model.guides.values().filter(|guide| wanted(guide)).collect();
        guides.sort_by_cached_key(|guide| (view.record(&Key::new("guide", &guide.id)).and_then(|record| record.code.clone()), guide.id.clone()));
        guides.into_iter().map(|guide| card(view, guide)).collect::<Vec<_>>()
    };
    let known = |guide: &Guide| model.site.guide_groups.iter().any(|group| guide.group.as_ref() == Some(&group.id));
    let mut groups: Vec<Group<GuideCard>> = model
        .site
        .guide_groups
        .iter()
        .map(|group| Group { id: group.id.clone(), name: view.text(&group.name), items: cards(&|guide| guide.group.as_ref() == Some(&group.id)) })
        .collect();
    groups.push(Group { id: "other".to_owned(), name: Text::default(), items: cards(&|guide| !known(guide)) });
    groups.retain(|group| !group.items.is_empty());
    groups
}
