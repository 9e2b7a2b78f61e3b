//! Every condition asks what its question can answer, and every fixed answer is one.

use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::condition::{Answer, Condition, Test};
use crate::model::records::{Question, QuestionType};
use crate::model::{Key, Model};

pub(super) fn fit(model: &Model, findings: &mut Vec<Diagnostic>) {
    for (whose, condition) in all(model) {
        check(model, &whose, condition, findings);
    }
}

pub(super) fn given(model: &Model, findings: &mut Vec<Diagnostic>) {
    for guide in model.guides.values() {
        for (question, (answer, span)) in &guide.fixes {
            if let Some(question) = model.questions.get(question) {
                fixed(&Key::new("guide", &guide.id), question, answer, span, findings);
            }
        }
    }
}

/// Every condition of the site, with the record that it belongs to.
fn all(model: &Model) -> Vec<(Key, &Condition)> {
    let tasks = model.tasks.values().flat_map(|task| {
        let owners = task.owners.iter().filter_map(|owner| owner.when.as_ref());
        task.applies.iter().chain(owners).map(|condition| (Key::new("task", &task.id), condition))
    });
    let audiences = model.audiences.values().map(|audience| (Key::new("audience", &audience.id), &audience.when));
    tasks.chain(audiences).collect()
}

fn check(model: &Model, whose: &Key, condition: &Condition, findings: &mut Vec<Diagnostic>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| check(model, whose, part, findings)),
        Condition::Not(part) => check(model, whose, part, findings),
        Condition::Leaf { question, test, span } => {
            let Some(question) = model.questions.get(question) else { return };
            leaf(whose, question, test, span, findings);
        }
    }
}

fn leaf(whose: &Key, question: &Question, test: &Test, span: &Span, findings: &mut Vec<Diagnostic>) {
    let fits = matches!(
        (question.answer_type, test),
        (QuestionType::Choice | QuestionType::YesNo, Test::Is(_)) | (QuestionType::Set, Test::Has(_)) | (QuestionType::Number, Test::Over(_))
    );
    if !fits {
        let expected = match question.answer_type {
            QuestionType::Choice | QuestionType::YesNo => "is",
            QuestionType::Set => "has",
            QuestionType::Number => "over",
        };
        findings.push(
            Diagnostic::new(
                Code::BadCondition,
                span.clone(),
                format!(
                    "a condition of {whose} asks “{}” of question:{}, whose answers are of the type {}",
                    word(test),
                    question.id,
                    question.answer_type.as_str()
                ),
            )
            .help(format!("Ask it with `{expected}`.")),
        );
        return;
    }
    if let Test::Is(answers) | Test::Has(answers) = test {
        answers.iter().for_each(|answer| known(whose, question, answer, span, findings));
    }
}

fn word(test: &Test) -> &'static str {
    match test {
        Test::Is(_) => "is",
        Test::Has(_) => "has",
        Test::Over(_) => "over",
    }
}

/// The answers that a question has.
fn answers(question: &Question) -> Vec<&str> {
    match question.answer_type {
        QuestionType::YesNo => vec!["yes", "no"],
        _ => question.answers.iter().map(|answer| answer.id.as_str()).collect(),
    }
}

fn known(whose: &Key, question: &Question, answer: &str, span: &Span, findings: &mut Vec<Diagnostic>) {
    let known = answers(question);
    if known.contains(&answer) {
        return;
    }
    let finding =
        Diagnostic::new(Code::BadCondition, span.clone(), format!("{whose} names the answer “{answer}”, which question:{} does not have", question.id));
    findings.push(match did_you_mean(answer, known.iter().copied()) {
        Some(meant) => finding.help(format!("Did you mean “{meant}”?")),
        None => finding.help(format!("Its answers are: {}.", known.join(", "))),
    });
}

fn fixed(whose: &Key, question: &Question, answer: &Answer, span: &Span, findings: &mut Vec<Diagnostic>) {
    match (question.answer_type, answer) {
        (QuestionType::Choice | QuestionType::YesNo, Answer::Choice(choice)) => known(whose, question, choice, span, findings),
        (QuestionType::Set, Answer::Set { has, lacks, .. }) => has.iter().chain(lacks).for_each(|member| known(whose, question, member, span, findings)),
        (QuestionType::Number, Answer::Number(_) | Answer::Over(_)) => {}
        (kind, _) => findings.push(
            Diagnostic::new(
                Code::BadCondition,
                span.clone(),
                format!("{whose} fixes question:{} with an answer that does not fit its type {}", question.id, kind.as_str()),
            )
            .help("A choice or yes-no takes \"answer\"; a set { only = […] } or { has = […] }; a number a number or { over = \"threshold\" }."),
        ),
    }
}

/// A question has what the sentences about its answers need.
pub(super) fn questions(model: &Model, findings: &mut Vec<Diagnostic>) {
    for question in model.questions.values() {
        let lacks = |what: &str, why: &str| {
            Diagnostic::new(Code::MissingField, question.span.clone(), format!("question:{} has no `{what}`", question.id)).help(why.to_owned())
        };
        match question.answer_type {
            QuestionType::Choice | QuestionType::Set => {
                if question.answers.is_empty() {
                    findings.push(lacks("answers", "Add the answers to choose from: answers = [ { id = \"…\", name = { … } } ]."));
                }
                for answer in question.answers.iter().filter(|answer| answer.name.is_none() && answer.about.is_none()) {
                    let why = "Add the answer's `name`, or say in `about` which record's name it has.";
                    findings.push(lacks(&format!("name` of the answer `{}", answer.id), why));
                }
                if question.clause.is_none() && question.answers.iter().any(|answer| answer.clause.is_none()) {
                    findings.push(lacks("clause", "Add the clause of its conditions, with {answers}, or a clause to each answer."));
                }
            }
            QuestionType::Number => {
                if question.over.is_none() {
                    findings.push(lacks("over", "Add the clause for a number over a threshold, with {threshold}."));
                }
            }
            QuestionType::YesNo => {
                for (name, value) in [("yes", &question.yes), ("no", &question.no)] {
                    if value.is_none() {
                        findings.push(lacks(name, "Add the clause for this answer, as it stands after the word for “if”."));
                    }
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for answer in question.answers.iter().filter(|answer| !seen.insert(answer.id.as_str())) {
            findings.push(
                Diagnostic::new(Code::DuplicateId, question.span.clone(), format!("question:{} has two answers with the id “{}”", question.id, answer.id))
                    .help("Give one of them another id."),
            );
        }
    }
}
