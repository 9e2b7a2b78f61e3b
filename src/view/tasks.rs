//! Tasks, on their own pages, as steps of guides and in lists.

use super::context::View;
use super::types::*;
use super::{due, prose};
use crate::i18n::sentences::conditions::{self, Clause};
use crate::model::condition::{Answers, Condition, Truth, to_json};
use crate::model::records::Change;
use crate::model::{Key, Task};
use crate::resolve::guides::{self, owners};

/// A condition in words.
pub fn condition(view: &View<'_>, condition: &Condition) -> ConditionView {
    let tree = clause(view, conditions::tree(&view.wording(), condition));
    ConditionView {
        sentence: conditions::sentence(&view.wording(), Some(condition)),
        tree: (!matches!(tree, ClauseView::Clause { .. })).then_some(tree),
        data: to_json(condition),
    }
}

fn clause(view: &View<'_>, part: Clause) -> ClauseView {
    match part {
        Clause::Text { text, .. } => ClauseView::Clause { text },
        Clause::All { clauses } => ClauseView::All { parts: clauses.into_iter().map(|part| clause(view, part)).collect() },
        Clause::Any { clauses } => ClauseView::Any { parts: clauses.into_iter().map(|part| clause(view, part)).collect() },
        not @ Clause::Not { .. } => ClauseView::Clause { text: conditions::of_clause(&view.wording(), not) },
    }
}

/// Who does a task under the answers that are known.
pub fn owner_links(view: &View<'_>, task: &Task, answers: &Answers) -> Vec<RoleLink> {
    let thresholds = guides::thresholds(view.site.model);
    owners(task, answers, &thresholds)
        .into_iter()
        .map(|(id, truth)| {
            let when = task.owners.iter().find(|owner| owner.role.key.id == id).and_then(|owner| owner.when.as_ref());
            let open = truth == Truth::Unknown;
            RoleLink { when: when.filter(|_| open).map(|when| conditions::clauses(&view.wording(), when)), check: open, ..due::role(view, &id) }
        })
        .collect()
}

/// The deadline of a task: its own, or its notice's.
pub fn deadline_id<'a>(view: &View<'a>, task: &'a Task) -> Option<&'a str> {
    let notice = task.notice.as_ref().and_then(|notice| view.site.model.notices.get(&notice.key.id));
    task.deadline.as_ref().or_else(|| notice.and_then(|notice| notice.deadline.as_ref())).map(|deadline| deadline.key.id.as_str())
}

/// A task under the answers that are known, with its prose as the page needs it.
pub fn task(view: &View<'_>, task: &Task, answers: &Answers, words: Prose) -> TaskView {
    let model = view.site.model;
    let key = Key::new("task", &task.id);
    let record = view.record(&key);
    let item = view.item(&key);
    let gates = guides::ancestors(model, &task.id).into_iter().filter(|id| model.tasks.get(id).is_some_and(|task| task.gate));
    let owners = owner_links(view, task, answers);
    let with = task.with.iter().filter(|role| !owners.iter().any(|owner| owner.id == role.key.id)).map(|role| due::role(view, &role.key.id)).collect();
    TaskView {
        id: task.id.clone(),
        code: record.and_then(|record| record.code.clone()),
        link: view.link(&key),
        summary: item.map(|item| prose::summary(view, item)).unwrap_or_default(),
        phase: task.phase.clone(),
        phase_name: model.site.phases.iter().find(|phase| phase.id == task.phase).map(|phase| view.text(&phase.name)).unwrap_or_default(),
        strength: task.strength.as_str().to_owned(),
        with,
        owners,
        gate: task.gate,
        behind: gates.map(|id| view.link(&Key::new("task", &id))).collect(),
        after: view.links(&task.after),
        due: deadline_id(view, task).and_then(|id| due::due(view, id)),
        notice: task.notice.as_ref().and_then(|notice| model.notices.get(&notice.key.id)).map(|notice| due::notice(view, notice)),
        checks: task.checks.iter().filter_map(|check| model.prerequisites.get(&check.key.id)).map(|check| super::records::prerequisite(view, check)).collect(),
        uses: view.links(&task.uses),
        facts: record.map(|record| view.facts(&record.facts)).unwrap_or_default(),
        later: record.map(|record| later(view, record)).unwrap_or_default(),
        prose: words,
        revision: item.map_or(0, |item| item.changes.len()),
        changes: item.map(|item| changes(view, &key, &item.changes)).unwrap_or_default(),
        retired: record.and_then(|record| super::records::retired(view, record)),
    }
}

/// What later sources say of a record, on the as-of date already or only after it.
pub fn later(view: &View<'_>, record: &crate::model::Common) -> Later {
    let (holding, ahead): (Vec<_>, Vec<_>) = record.later.iter().partition(|later| later.on <= view.site.model.site.as_of);
    let shown = |list: Vec<&crate::model::records::Later>| list.into_iter().map(|later| later_information(view, later)).collect();
    Later { holding: shown(holding), ahead: shown(ahead) }
}

/// One piece of later information.
pub fn later_information(view: &View<'_>, later: &crate::model::records::Later) -> LaterInformation {
    LaterInformation { on: view.day(later.on), text: view.text(&later.text), facts: view.facts(&later.facts) }
}

/// An item's changes, the latest first.
pub fn changes(view: &View<'_>, key: &Key, changes: &[Change]) -> Vec<ChangeView> {
    changes
        .iter()
        .enumerate()
        .rev()
        .map(|(index, change)| ChangeView { on: view.day(change.on), link: view.link(key), text: view.text(&change.text), revision: index + 1 })
        .collect()
}

/// A task in a list.
pub fn card(view: &View<'_>, task: &Task) -> TaskCard {
    let key = Key::new("task", &task.id);
    let listing = view.site.resolved.listing.get(&task.id).into_iter().flatten();
    TaskCard {
        id: task.id.clone(),
        code: view.record(&key).and_then(|record| record.code.clone()),
        link: view.link(&key),
        summary: view.item(&key).map(|item| prose::summary(view, item)).unwrap_or_default(),
        strength: task.strength.as_str().to_owned(),
        due: deadline_id(view, task).and_then(|id| due::due(view, id)).map(|due| due.phrase),
        owners: owner_links(view, task, &Answers::new()),
        guides: listing.map(|(id, _)| view.link(&Key::new("guide", id))).collect(),
        facts: view.record(&key).map(|record| view.facts(&record.facts)).unwrap_or_default(),
        later: view.record(&key).map(|record| later(view, record)).unwrap_or_default(),
    }
}

/// Tasks by phase, in the site's order; phases without any are left out.
pub fn by_phase(view: &View<'_>, wanted: impl Fn(&Task) -> bool) -> Vec<Group<TaskCard>> {
    let model = view.site.model;
    let of = |phase: &str| view.site.resolved.phases.get(phase).into_iter().flatten();
    let tasks = |phase: &str| {
        of(phase).filter(|id| !is_retired(view, id)).filter_map(|id| model.tasks.get(id)).filter(|task| wanted(task)).map(|task| card(view, task))
    };
    let group = |phase: &crate::model::site::Group| Group { id: phase.id.clone(), name: view.text(&phase.name), items: tasks(&phase.id).collect() };
    model.site.phases.iter().map(group).filter(|group: &Group<TaskCard>| !group.items.is_empty()).collect()
}

/// Whether the task is no longer done on the as-of date.
pub fn is_retired(view: &View<'_>, id: &str) -> bool {
    view.site.resolved.retired.contains(id)
}

use super::pages::TaskCard;
