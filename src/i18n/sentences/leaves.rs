//! One question's part of a condition in words.

use super::Wording;
use super::conditions::Clause;
use crate::i18n::Arg;
use crate::model::condition::{Answer, Test};
use crate::model::records::{AnswerChoice, Question, QuestionType};
use crate::model::{Key, PerLang};

/// The messages of this module with their variables.
pub(super) const MESSAGES: &[(&str, &[&str])] = &[
    ("condition-answers", &["question", "answers"]),
    ("condition-over", &["question", "threshold"]),
    ("condition-threshold-without-number", &[]),
    ("quantity", &["number", "unit"]),
    ("given-none", &["question"]),
];

/// At most so many remaining answers are named to say that a choice is none of some others.
const REMAINING: usize = 3;

/// The clause that a leaf of a condition says.
pub(super) fn holds(wording: &Wording<'_>, question: &str, test: &Test) -> Clause {
    let Some(record) = wording.model.questions.get(question) else { return Clause::text(question) };
    match test {
        Test::Is(wanted) | Test::Has(wanted) => answers(wording, record, wanted),
        Test::Over(threshold) => Clause::text(&over(wording, record, threshold)),
    }
}

/// The clause that says the opposite. A yes-no question says it itself; of a choice, few remaining answers are named.
pub(super) fn fails(wording: &Wording<'_>, question: &str, test: &Test) -> Clause {
    if let (Some(record), Test::Is(wanted)) = (wording.model.questions.get(question), test) {
        let all: Vec<String> = match record.answer_type {
            QuestionType::YesNo => vec!["yes".to_owned(), "no".to_owned()],
            _ => record.answers.iter().map(|answer| answer.id.clone()).collect(),
        };
        let rest: Vec<String> = all.into_iter().filter(|answer| !wanted.contains(answer)).collect();
        if (1..=REMAINING).contains(&rest.len()) {
            return answers(wording, record, &rest);
        }
    }
    Clause::Not { clause: Box::new(holds(wording, question, test)) }
}

/// At least one of `wanted`: those with a phrase in one clause, those with a clause of their own each by itself.
fn answers(wording: &Wording<'_>, question: &Question, wanted: &[String]) -> Clause {
    let mut phrases: Vec<&str> = Vec::new();
    let mut clauses: Vec<Clause> = Vec::new();
    for id in wanted {
        match answer(wording, question, id) {
            Said::Clause(clause) => clauses.push(Clause::text(clause)),
            Said::Phrase(phrase) => phrases.push(phrase),
        }
    }
    if !phrases.is_empty() {
        let text = clause(wording, question, &wording.catalogue.lists.or(&phrases));
        clauses.insert(0, Clause::Text { text, names: phrases.len() });
    }
    match clauses.len() {
        1 => clauses.remove(0),
        _ => Clause::Any { clauses },
    }
}

enum Said<'a> {
    Clause(&'a str),
    Phrase(&'a str),
}

fn answer<'a>(wording: &Wording<'a>, question: &'a Question, id: &'a str) -> Said<'a> {
    let own = match (question.answer_type, id) {
        (QuestionType::YesNo, "yes") => question.yes.as_ref(),
        (QuestionType::YesNo, "no") => question.no.as_ref(),
        _ => None,
    };
    let choice: Option<&AnswerChoice> = question.answers.iter().find(|answer| answer.id == id);
    match own.or_else(|| choice.and_then(|answer| answer.clause.as_ref())) {
        Some(clause) => Said::Clause(wording.text(clause)),
        None => Said::Phrase(choice.map_or(id, |choice| choice.phrase.as_ref().map_or_else(|| wording.answer(choice), |phrase| wording.text(phrase)))),
    }
}

fn clause(wording: &Wording<'_>, question: &Question, answers: &str) -> String {
    match &question.clause {
        Some(clause) => wording.text(clause).replace("{answers}", answers),
        None => wording.catalogue.text("condition-answers", &[("question", Arg::Text(wording.text(&question.text))), ("answers", Arg::Text(answers))]),
    }
}

fn over(wording: &Wording<'_>, question: &Question, threshold: &str) -> String {
    let limit = limit(wording, question.unit.as_ref(), threshold);
    match &question.over {
        Some(clause) => wording.text(clause).replace("{threshold}", &limit),
        None => wording.catalogue.text("condition-over", &[("question", Arg::Text(wording.text(&question.text))), ("threshold", Arg::Text(&limit))]),
    }
}

/// The threshold's number with what it counts; words that say so where the source gives no number.
fn limit(wording: &Wording<'_>, otherwise: Option<&PerLang<String>>, threshold: &str) -> String {
    let record = wording.model.thresholds.get(threshold);
    let Some(number) = record.and_then(|record| record.value) else {
        return wording.catalogue.text("condition-threshold-without-number", &[]);
    };
    match record.and_then(|record| record.unit.as_ref()).or(otherwise) {
        Some(unit) => quantity(wording, number, wording.text(unit)),
        None => wording.catalogue.numbers.format(number),
    }
}

fn quantity(wording: &Wording<'_>, number: i64, unit: &str) -> String {
    wording.catalogue.text("quantity", &[("number", Arg::Number(number)), ("unit", Arg::Text(unit))])
}

/// How a guide says that it takes `answer` as given.
pub(super) fn given(wording: &Wording<'_>, question: &str, answer: &Answer) -> String {
    let Some(record) = wording.model.questions.get(question) else { return Key::new("question", question).to_string() };
    let answers = match answer {
        Answer::Choice(choice) => return given_choice(wording, record, choice),
        Answer::Over(threshold) => return over(wording, record, threshold),
        Answer::Number(number) => match &record.unit {
            Some(unit) => quantity(wording, *number, wording.text(unit)),
            None => wording.catalogue.numbers.format(*number),
        },
        Answer::Set { has, .. } => {
            let phrases: Vec<&str> = has
                .iter()
                .map(|id| match answer_of(wording, record, id) {
                    Said::Clause(text) | Said::Phrase(text) => text,
                })
                .collect();
            if phrases.is_empty() {
                return wording.catalogue.text("given-none", &[("question", Arg::Text(wording.text(&record.text)))]);
            }
            wording.catalogue.lists.and(&phrases)
        }
    };
    match &record.given {
        Some(given) => wording.text(given).replace("{answers}", &answers),
        None => clause(wording, record, &answers),
    }
}

fn given_choice(wording: &Wording<'_>, question: &Question, choice: &str) -> String {
    match (answer(wording, question, choice), &question.given) {
        (Said::Clause(clause), _) => clause.to_owned(),
        (Said::Phrase(phrase), Some(given)) => wording.text(given).replace("{answers}", phrase),
        (Said::Phrase(phrase), None) => clause(wording, question, phrase),
    }
}

/// The phrase of an answer before its clause: several stand in one list.
fn answer_of<'a>(wording: &Wording<'a>, question: &'a Question, id: &'a str) -> Said<'a> {
    let phrase = question.answers.iter().find(|answer| answer.id == id).and_then(|answer| answer.phrase.as_ref());
    phrase.map_or_else(|| answer(wording, question, id), |phrase| Said::Phrase(wording.text(phrase)))
}
