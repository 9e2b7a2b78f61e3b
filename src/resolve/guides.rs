//! The list of every guide, derived from when its tasks apply.

use super::asof;
use crate::model::condition::{Answers, Residual, Test, Thresholds, Truth, evaluate, residual};
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

/// Derives the list of every guide; `order` is that of [`order`].
pub fn derive_all(model: &Model, order: &[&str]) -> BTreeMap<String, Derived> {
    let thresholds = thresholds(model);
    let candidates = Candidates::new(model, order);
    model.guides.par_iter().map(|(id, guide)| (id.clone(), derive(model, guide, &candidates, &thresholds))).collect()
}

/// The tasks of the site in their order, by a choice without which they do not apply: a guide that has made another one need not look at
/// them.
struct Candidates<'a> {
    tasks: Vec<&'a Task>,
    /// Tasks that may apply whatever is chosen.
    always: Vec<usize>,
    /// By question and by choice.
    by_choice: BTreeMap<&'a str, BTreeMap<&'a str, Vec<usize>>>,
    /// By the id of the task.
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Candidates<'a> {
    fn new(model: &'a Model, order: &[&str]) -> Self {
        let in_force = |task: &&Task| !asof::is_retired(model, &Key::new("task", &task.id));
        let tasks: Vec<&Task> = order.iter().filter_map(|id| model.tasks.get(*id)).filter(in_force).collect();
        let (mut always, mut by_choice) = (Vec::new(), BTreeMap::<&str, BTreeMap<&str, Vec<usize>>>::new());
        for (place, task) in tasks.iter().enumerate() {
            match task.applies.as_ref().and_then(needed_choice) {
                Some((question, choices)) => {
                    let of_question = by_choice.entry(question).or_default();
                    choices.iter().for_each(|choice| of_question.entry(choice).or_default().push(place));
                }
                None => always.push(place),
            }
        }
        let places = tasks.iter().enumerate().map(|(place, task)| (task.id.as_str(), place)).collect();
        Candidates { tasks, always, by_choice, places }
    }

    /// The tasks that may stand in the list of `guide`, in order.
    fn of(&self, guide: &Guide, answers: &Answers) -> impl Iterator<Item = &'a Task> {
        let extra = guide.extra.iter().filter_map(|entry| self.places.get(entry.task.key.id.as_str())).copied();
        let mut places: Vec<usize> = self.always.iter().copied().chain(extra).collect();
        for (question, by_choice) in &self.by_choice {
            match answers.get(*question) {
                Some(Answer::Choice(choice)) => places.extend(by_choice.get(choice.as_str()).into_iter().flatten()),
                _ => places.extend(by_choice.values().flatten()),
            }
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.tasks.get(place).copied())
    }
}

/// A question and the choices without one of which the condition does not hold.
fn needed_choice(condition: &Condition) -> Option<(&str, &[String])> {
    match condition {
        Condition::Leaf { question, test: Test::Is(choices), .. } => Some((question, choices)),
        Condition::All(parts) => parts.iter().find_map(needed_choice),
        _ => None,
    }
}

fn derive(model: &Model, guide: &Guide, candidates: &Candidates<'_>, thresholds: &Thresholds) -> Derived {
    let answers = fixed(guide);
    let without: BTreeSet<&str> = guide.without.iter().map(|entry| entry.task.key.id.as_str()).collect();
    let mut listed: Vec<(&Task, Residual)> = Vec::new();
    for task in candidates.of(guide, &answers) {
        let left = task.applies.as_ref().map_or(Residual::Yes, |condition| residual(condition, &answers, thresholds));
        let extra = guide.extra.iter().any(|entry| entry.task.key.id == task.id);
        if without.contains(task.id.as_str()) || (left == Residual::No && !extra) {
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
    let place = |id: &'_ str| model.tasks.get(id).map_or(usize::MAX, |task| model.site.phase_index(&task.phase));
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut next_to: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for task in model.tasks.values() {
        let before: BTreeSet<&str> = task.after.iter().map(|before| before.key.id.as_str()).collect();
        let before = before.into_iter().filter(|before| model.tasks.contains_key(*before) && *before != task.id);
        let waits_for = before.map(|before| next_to.entry(before).or_default().push(&task.id)).count();
        open.insert(&task.id, waits_for);
    }
    let mut waiting: BTreeSet<(usize, &str)> = open.keys().map(|id| (place(id), *id)).collect();
    let mut ready: BTreeSet<(usize, &str)> = waiting.iter().filter(|(_, id)| open.get(id) == Some(&0)).copied().collect();
    let mut order = Vec::with_capacity(waiting.len());
    // A cycle has been reported; its tasks still get a place, by phase and id.
    while let Some(next) = ready.pop_first().or_else(|| waiting.first().copied()) {
        waiting.remove(&next);
        for id in next_to.get(next.1).into_iter().flatten() {
            let place = (place(id), *id);
            if let Some(count) = open.get_mut(id) {
                *count -= 1;
                if *count == 0 && waiting.contains(&place) {
                    ready.insert(place);
                }
            }
        }
        order.push(next.1);
    }
    order
}

/// The guides that list each task, by task, in the order of their ids, with whether it applies there for certain.
pub fn listing(guides: &BTreeMap<String, Derived>) -> BTreeMap<String, Vec<(String, Truth)>> {
    let mut listing: BTreeMap<String, Vec<(String, Truth)>> = BTreeMap::new();
    for (id, derived) in guides {
        for step in &derived.steps {
            listing.entry(step.task.clone()).or_default().push((id.clone(), step.applies));
        }
    }
    listing
}

/// The tasks of every phase, by phase, in the order of [`order`].
pub fn by_phase(model: &Model, order: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut phases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for task in order.iter().filter_map(|id| model.tasks.get(*id)) {
        phases.entry(task.phase.clone()).or_default().push(task.id.clone());
    }
    phases
}
