//! The list of every guide, derived from when its tasks apply.

use super::asof;
use crate::model::condition::{Answers, Residual, Thresholds, Truth, evaluate, residual};
use crate::model::{Answer, Condition, Guide, Key, Model, PerLang, Task};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The derived list of one guide.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The questions that still decide something, in the order of the steps.
    pub questions: Vec<String>,
}

/// One step of a guide.
#[derive(Clone, Debug)]
pub struct Step {
    /// The task's id.
    pub task: String,
    /// Whether it applies for certain.
    pub applies: Truth,
    /// What still decides whether it applies; `None`: it applies.
    pub residual: Option<Condition>,
    /// Why it was added, where its own condition would not list it.
    pub added: Option<PerLang<String>>,
    /// Who does it: every role whose case is not ruled out before one that is certain, with its truth value.
    pub owners: Vec<(String, Truth)>,
    /// Gates of this list that must be done before it, directly or through other tasks.
    pub behind: Vec<String>,
}

/// The thresholds' numbers.
pub fn thresholds(model: &Model) -> Thresholds {
    model.thresholds.iter().map(|(id, threshold)| (id.clone(), threshold.value)).collect()
}

/// The answers that a guide takes as given.
pub fn fixed(guide: &Guide) -> Answers {
    guide.fixes.iter().map(|(question, (answer, _)): (&String, &(Answer, _))| (question.clone(), answer.clone())).collect()
}

/// Derives the list of every guide.
pub fn derive_all(model: &Model) -> BTreeMap<String, Derived> {
    let order = order(model);
    let thresholds = thresholds(model);
    model.guides.par_iter().map(|(id, guide)| (id.clone(), derive(model, guide, &order, &thresholds))).collect()
}

fn derive(model: &Model, guide: &Guide, order: &[&str], thresholds: &Thresholds) -> Derived {
    let answers = fixed(guide);
    let without: BTreeSet<&str> = guide.without.iter().map(|entry| entry.task.key.id.as_str()).collect();
    let mut listed: Vec<(&Task, Residual)> = Vec::new();
    for id in order {
        let Some(task) = model.tasks.get(*id).filter(|task| !asof::is_retired(model, &Key::new("task", &task.id))) else { continue };
        let left = task.applies.as_ref().map_or(Residual::Yes, |condition| residual(condition, &answers, thresholds));
        let extra = guide.extra.iter().any(|entry| entry.task.key.id == task.id);
        if without.contains(id) || (left == Residual::No && !extra) {
            continue;
        }
        listed.push((task, if left == Residual::No { Residual::Yes } else { left }));
    }
    let gates: BTreeSet<&str> = listed.iter().filter(|(task, _)| task.gate).map(|(task, _)| task.id.as_str()).collect();
    let steps: Vec<Step> = listed
        .into_iter()
        .map(|(task, left)| Step {
            task: task.id.clone(),
            applies: left.truth(),
            residual: match left {
                Residual::Open(condition) => Some(condition),
                Residual::Yes | Residual::No => None,
            },
            added: guide.extra.iter().find(|entry| entry.task.key.id == task.id).map(|entry| entry.reason.clone()),
            owners: owners(task, &answers, thresholds),
            behind: ancestors(model, &task.id).into_iter().filter(|id| gates.contains(id.as_str())).collect(),
        })
        .collect();
    let mut questions: Vec<String> = Vec::new();
    for condition in steps.iter().filter_map(|step| step.residual.as_ref()) {
        for question in crate::model::condition::questions(condition) {
            if !questions.iter().any(|known| known == question) {
                questions.push(question.to_owned());
            }
        }
    }
    Derived { steps, questions }
}

/// Who does a task under `answers`: the first role whose case is certain ends the list; a case that is ruled out is left out.
pub fn owners(task: &Task, answers: &Answers, thresholds: &Thresholds) -> Vec<(String, Truth)> {
    let mut owners = Vec::new();
    for owner in &task.owners {
        let truth = owner.when.as_ref().map_or(Truth::Yes, |condition| evaluate(condition, answers, thresholds));
        if truth != Truth::No {
            owners.push((owner.role.key.id.clone(), truth));
        }
        if truth == Truth::Yes {
            break;
        }
    }
    owners
}

/// All tasks that stand before `task`, directly or through others, in the order of their ids.
pub fn ancestors(model: &Model, task: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![task];
    while let Some(id) = open.pop() {
        for before in model.tasks.get(id).into_iter().flat_map(|task| &task.after) {
            if found.insert(before.key.id.clone()) {
                open.push(&before.key.id);
            }
        }
    }
    found.remove(task);
    found
}

/// All tasks of the site: by phase, then by what stands after what, then by id.
pub fn order(model: &Model) -> Vec<&str> {
    let mut waiting: BTreeMap<&str, BTreeSet<&str>> = model
        .tasks
        .values()
        .map(|task| {
            let before = task.after.iter().map(|before| before.key.id.as_str()).filter(|before| model.tasks.contains_key(*before) && *before != task.id);
            (task.id.as_str(), before.collect())
        })
        .collect();
    let phase = |id: &str| model.tasks.get(id).map_or(usize::MAX, |task| model.site.phase_index(&task.phase));
    let mut order = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ready = waiting.iter().filter(|(_, before)| before.is_empty()).map(|(id, _)| *id).min_by_key(|id| (phase(id), *id));
        // A cycle has been reported; its tasks still get a place, by phase and id.
        let next = ready.or_else(|| waiting.keys().copied().min_by_key(|id| (phase(id), *id)));
        let Some(next) = next else { break };
        waiting.remove(next);
        waiting.values_mut().for_each(|before| {
            before.remove(next);
        });
        order.push(next);
    }
    order
}
