//! The tasks of a guide as plans need them.

use super::from_page;
use crate::i18n::sentences::conditions;
use crate::model::condition::{Condition, to_json};
use crate::model::{Guide, Key, Task};
use crate::resolve::guides::{self, Step};
use crate::view::context::View;
use crate::view::tasks;
use serde_json::{Map, Value, json};

/// A step of the guide's list.
pub(super) fn step(view: &View<'_>, guide: &Guide, step: &Step) -> Option<Value> {
    let task = view.site.model.tasks.get(&step.task)?;
    let refined = guide.steps.get(&step.task).and_then(|(special, _)| special.when.as_ref());
    let when = refined.map(|when| view.text(when).text);
    Some(data(view, task, step.residual.as_ref(), when, step.added.is_some()))
}

/// A task that only an audience adds.
pub(super) fn extra(view: &View<'_>, _guide: &Guide, task: &str) -> Option<Value> {
    Some(data(view, view.site.model.tasks.get(task)?, None, None, true))
}

fn data(view: &View<'_>, task: &Task, condition: Option<&Condition>, refined: Option<String>, added: bool) -> Value {
    let model = view.site.model;
    let key = Key::new("task", &task.id);
    let record = view.record(&key);
    let changes = view.changes(&key);
    let ids = |references: &[crate::model::Reference]| references.iter().map(|reference| reference.key.id.clone()).collect::<Vec<_>>();
    let gates = guides::ancestors(model, &task.id).into_iter().filter(|id| model.tasks.get(id).is_some_and(|task| task.gate));
    let mut step = json!({
        "task": task.id,
        "code": record.and_then(|record| record.code.as_deref()),
        "title": view.name(&key).text,
        "url": view.place(&key).map(|path| from_page(view, &path)).unwrap_or_default(),
        "phase": task.phase,
        "revision": changes.len(),
        "changes": changes.iter().map(|change| json!({ "on": change.on.to_string(), "text": view.text(&change.text).text })).collect::<Vec<_>>(),
        "condition": condition.map(to_json),
        "when": refined.or_else(|| condition.map(|condition| conditions::sentence(&view.wording(), Some(condition)))),
        "owners": task.owners.iter().map(|owner| json!({ "role": owner.role.key.id, "when": owner.when.as_ref().map(to_json) })).collect::<Vec<_>>(),
        "gate": task.gate,
        "behind": gates.collect::<Vec<_>>(),
        "after": ids(&task.after),
        "deadline": tasks::deadline_id(view, task),
    });
    if added && let Some(step) = step.as_object_mut() {
        step.insert("added".to_owned(), Value::Bool(true));
    }
    step
}

/// Every retired task, with what replaces it.
pub(super) fn retired(view: &View<'_>) -> Map<String, Value> {
    let found = view.site.resolved.retiring.iter().filter_map(|id| {
        let key = Key::new("task", id);
        let retired = view.record(&key)?.retired.as_ref()?;
        let replaced = retired.replaced_by.as_ref().map(|by| {
            json!({ "task": by.key.id, "title": view.name(&by.key).text, "url": view.place(&by.key).map(|path| from_page(view, &path)).unwrap_or_default() })
        });
        let note = retired.note.as_ref().map(|note| view.text(note).text);
        Some((id.clone(), json!({ "title": view.name(&key).text, "on": retired.on.to_string(), "replaced_by": replaced, "note": note })))
    });
    found.collect()
}
