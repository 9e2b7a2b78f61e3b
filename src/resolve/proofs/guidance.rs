//! Every task is reached, every question decides something, every gate can be opened, every prerequisite is checked.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::condition::{self, Answer, Answers, Condition, Truth, evaluate};
use crate::model::records::{PrerequisiteStrength, Question, QuestionType};
use crate::model::{Guide, Key, Model};
use crate::resolve::Resolved;
use crate::resolve::guides::{self, Derived};
use std::collections::BTreeSet;

/// Every guide with its list and its place.
fn listed<'a>(model: &'a Model, resolved: &'a Resolved) -> impl Iterator<Item = (&'a Guide, &'a Derived, &'a Span)> {
    let place = |id: &str| model.items.get(&Key::new("guide", id)).map(|item| &item.span);
    model.guides.iter().filter_map(move |(id, guide)| Some((guide, resolved.guides.get(id)?, place(id)?)))
}

pub(super) fn tasks_to_do(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    listed(model, resolved).for_each(|(guide, derived, span)| not_empty(model, guide, derived, span, findings));
}

pub(super) fn prerequisites(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    listed(model, resolved).for_each(|(guide, derived, span)| checked(model, resolved, guide, derived, span, findings));
}

pub(super) fn listed_gates(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    listed(model, resolved).for_each(|(guide, derived, _)| gates(model, guide, derived, findings));
}

pub(super) fn refinements(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    listed(model, resolved).for_each(|(guide, derived, _)| steps(model, guide, derived, findings));
}

fn task_span(model: &Model, id: &str) -> Option<Span> {
    model.items.get(&Key::new("task", id)).map(|item| item.span.clone())
}

pub(super) fn reached(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let listed: BTreeSet<&str> = resolved.guides.values().flat_map(|derived| derived.steps.iter().map(|step| step.task.as_str())).collect();
    for id in model.tasks.keys().filter(|id| !listed.contains(id.as_str())) {
        let retired = model.record("task", id).and_then(|record| record.retired.as_ref()).is_some();
        if let Some(span) = task_span(model, id).filter(|_| !retired) {
            findings.push(
                Diagnostic::new(Code::UnreachableTask, span, format!("no guide lists task:{id}"))
                    .help("Mend its `applies`, or what a guide takes as given (`fixes`), or retire the task."),
            );
        }
    }
}

pub(super) fn idle_questions(model: &Model, findings: &mut Vec<Diagnostic>) {
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    let tasks = model.tasks.values().flat_map(|task| task.applies.iter().chain(task.owners.iter().filter_map(|owner| owner.when.as_ref())));
    for condition in tasks.chain(model.audiences.values().map(|audience| &audience.when)) {
        asked.extend(condition::questions(condition));
    }
    asked.extend(model.pages.values().flat_map(|page| page.asks.iter().map(|question| question.key.id.as_str())));
    for question in model.questions.values().filter(|question| !asked.contains(question.id.as_str())) {
        findings.push(
            Diagnostic::new(Code::IdleQuestion, question.span.clone(), format!("question:{} decides nothing: no condition asks it", question.id))
                .help("Use it in a condition, or remove it."),
        );
    }
}

/// Every answer that a question can get by itself.
fn possible(question: &Question) -> Vec<(String, Answer)> {
    match question.answer_type {
        QuestionType::YesNo => ["yes", "no"].map(|word| (word.to_owned(), Answer::Choice(word.to_owned()))).into(),
        QuestionType::Choice => question.answers.iter().map(|answer| (answer.id.clone(), Answer::Choice(answer.id.clone()))).collect(),
        QuestionType::Set => {
            let only = |id: &str| Answer::Set { has: BTreeSet::from([id.to_owned()]), lacks: BTreeSet::new(), closed: true };
            question.answers.iter().map(|answer| (answer.id.clone(), only(&answer.id))).collect()
        }
        QuestionType::Number => vec![("0".to_owned(), Answer::Number(0))],
    }
}

fn not_empty(model: &Model, guide: &Guide, derived: &Derived, span: &Span, findings: &mut Vec<Diagnostic>) {
    if derived.steps.is_empty() {
        findings.push(
            Diagnostic::new(Code::EmptyGuide, span.clone(), format!("guide:{} lists no task", guide.id))
                .help("Mend what it takes as given (`fixes`), or the conditions of the tasks."),
        );
        return;
    }
    if derived.steps.iter().any(|step| step.applies == Truth::Yes) {
        return;
    }
    let thresholds = guides::thresholds(model);
    for question in derived.questions.iter().filter_map(|id| model.questions.get(id)) {
        for (name, answer) in possible(question) {
            let mut answers: Answers = guides::fixed(guide);
            answers.insert(question.id.clone(), answer);
            let left = |condition: &Condition| evaluate(condition, &answers, &thresholds) != Truth::No;
            if !derived.steps.iter().any(|step| step.residual.as_ref().is_none_or(left)) {
                findings.push(
                    Diagnostic::new(
                        Code::EmptyGuide,
                        span.clone(),
                        format!("guide:{} lists no task when question:{} is answered with “{name}”", guide.id, question.id),
                    )
                    .help("Let a task apply in that case, or fix the answer in the guide."),
                );
            }
        }
    }
}

fn checked(model: &Model, resolved: &Resolved, guide: &Guide, derived: &Derived, span: &Span, findings: &mut Vec<Diagnostic>) {
    let checks: BTreeSet<&str> =
        derived.steps.iter().filter_map(|step| model.tasks.get(&step.task)).flat_map(|task| task.checks.iter().map(|check| check.key.id.as_str())).collect();
    let needed = guide.about.iter().flat_map(|about| resolved.requires.get(&about.key).into_iter().flatten());
    for id in needed.filter(|id| !checks.contains(id.as_str())) {
        let Some(prerequisite) = model.prerequisites.get(id).filter(|prerequisite| prerequisite.strength == PrerequisiteStrength::Always) else { continue };
        findings.push(
            Diagnostic::new(
                Code::UncheckedPrerequisite,
                span.clone(),
                format!(
                    "guide:{} builds on prerequisite:{id} ({} requires {}), which none of its tasks checks",
                    guide.id, prerequisite.from.key, prerequisite.to.key
                ),
            )
            .label(prerequisite.span.clone(), "the prerequisite")
            .help("Add it to the `checks` of a task that the guide lists."),
        );
    }
}

fn gates(model: &Model, guide: &Guide, derived: &Derived, findings: &mut Vec<Diagnostic>) {
    for entry in &guide.without {
        let Some(gate) = model.tasks.get(&entry.task.key.id).filter(|task| task.gate) else { continue };
        if let Some(behind) = derived.steps.iter().find(|step| guides::ancestors(model, &step.task).contains(&gate.id)) {
            findings.push(
                Diagnostic::new(
                    Code::ClosedGate,
                    entry.task.span.clone(),
                    format!("guide:{} leaves out task:{}, the gate that task:{} waits for", guide.id, gate.id, behind.task),
                )
                .help("Keep the gate in the guide, or leave out what waits for it too."),
            );
        }
    }
}

pub(super) fn retired_gates(model: &Model, findings: &mut Vec<Diagnostic>) {
    for task in model.tasks.values() {
        for before in &task.after {
            let retired = model.record("task", &before.key.id).and_then(|record| record.retired.as_ref()).is_some_and(|retired| retired.on <= model.site.as_of);
            if retired && model.tasks.get(&before.key.id).is_some_and(|before| before.gate) {
                findings.push(
                    Diagnostic::new(
                        Code::ClosedGate,
                        before.span.clone(),
                        format!("task:{} waits for the gate task:{}, which is retired", task.id, before.key.id),
                    )
                    .help("Let it wait for what replaces the gate."),
                );
            }
        }
    }
}

fn steps(model: &Model, guide: &Guide, derived: &Derived, findings: &mut Vec<Diagnostic>) {
    let lists = |task: &str| derived.steps.iter().any(|step| step.task == task);
    let mut idle = |span: &Span, message: String, help: &str| findings.push(Diagnostic::new(Code::IdleStep, span.clone(), message).help(help));
    for (task, (_, span)) in guide.steps.iter().filter(|(task, _)| model.tasks.contains_key(*task) && !lists(task)) {
        idle(span, format!("guide:{} says something about task:{task}, which it does not list", guide.id), "Remove the step, or let the guide list the task.");
    }
    let (answers, thresholds) = (guides::fixed(guide), guides::thresholds(model));
    let own = |task: &str| {
        let condition = model.tasks.get(task).and_then(|task| task.applies.as_ref());
        condition.map_or(Truth::Yes, |condition| evaluate(condition, &answers, &thresholds))
    };
    for entry in guide.without.iter().filter(|entry| model.tasks.contains_key(&entry.task.key.id) && own(&entry.task.key.id) == Truth::No) {
        let message = format!("guide:{} leaves out task:{}, which does not apply in it anyway", guide.id, entry.task.key.id);
        idle(&entry.task.span, message, "Remove it from `without`.");
    }
    for entry in guide.extra.iter().filter(|entry| model.tasks.contains_key(&entry.task.key.id) && own(&entry.task.key.id) != Truth::No) {
        let message = format!("guide:{} adds task:{}, which applies in it anyway", guide.id, entry.task.key.id);
        idle(&entry.task.span, message, "Remove it from `extra`.");
    }
}

/// At most one step in ten of the site may be an exception.
const STEPS_PER_EXCEPTION: usize = 10;

pub(super) fn exceptions(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let steps: usize = resolved.guides.values().map(|derived| derived.steps.len()).sum();
    let exceptions: Vec<&Span> = model.guides.values().flat_map(|guide| guide.without.iter().chain(&guide.extra)).map(|entry| &entry.task.span).collect();
    if exceptions.len() * STEPS_PER_EXCEPTION <= steps {
        return;
    }
    if let Some(last) = exceptions.last() {
        findings.push(
            Diagnostic::new(
                Code::TooManyExceptions,
                (*last).clone(),
                format!("the guides add or leave out {} tasks, more than one in ten of the site's {steps} steps", exceptions.len()),
            )
            .help("Say in the conditions of the tasks (`applies`) when they apply; keep `extra` and `without` for true exceptions."),
        );
    }
}
