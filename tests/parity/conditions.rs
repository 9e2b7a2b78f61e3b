//! Cases of conditions: truth values, residuals, questions.

use crate::random::Random;
use opastin::diagnostics::Span;
use opastin::model::condition::{Answer, Answers, Condition, Residual, Test, Thresholds, evaluate, questions, residual, to_json};
use opastin::source::SourcePath;
use serde_json::{Value, json};
use std::io::Write;

/// Some names are those of what every object of the browser's language has.
const QUESTIONS: &[&str] = &["sector", "change", "growth", "toString", "constructor"];
const MEMBERS: &[&str] = &["a", "b", "c", "yes", "no", "valueOf"];
const THRESHOLDS: &[&str] = &["low", "high", "none", "hasOwnProperty"];

pub(crate) fn write(file: &mut impl Write, random: &mut Random, cases: usize) {
    for _ in 0..cases {
        let depth = random.between(0, 4);
        let condition = any_condition(random, depth);
        let answers = any_answers(random);
        let thresholds = any_thresholds(random);
        let input = json!({ "condition": to_json(&condition), "answers": answers_json(&answers), "thresholds": thresholds });
        let left = match residual(&condition, &answers, &thresholds) {
            Residual::Open(condition) => json!({ "truth": "unknown", "condition": to_json(&condition) }),
            decided => json!({ "truth": decided.truth().as_str() }),
        };
        let truth = evaluate(&condition, &answers, &thresholds).as_str();
        let expected = json!({ "truth": truth, "residual": left, "questions": questions(&condition) });
        writeln!(file, "{}", json!({ "kind": "condition", "calendar": 0, "input": input, "expected": expected })).unwrap();
    }
}

fn any_condition(random: &mut Random, depth: i64) -> Condition {
    let parts = |random: &mut Random| (0..random.between(0, 4)).map(|_| any_condition(random, depth - 1)).collect();
    match if depth <= 0 { 9 } else { random.between(0, 9) } {
        0..=2 => Condition::All(parts(random)),
        3..=5 => Condition::Any(parts(random)),
        6 => Condition::Not(Box::new(any_condition(random, depth - 1))),
        _ => Condition::Leaf { question: random.one(QUESTIONS).to_owned(), test: any_test(random), span: Span::file(&SourcePath::new("x")) },
    }
}

fn any_test(random: &mut Random) -> Test {
    match random.between(0, 2) {
        0 => Test::Is(words(random, MEMBERS)),
        1 => Test::Has(words(random, MEMBERS)),
        _ => Test::Over(random.one(THRESHOLDS).to_owned()),
    }
}

fn words(random: &mut Random, of: &[&str]) -> Vec<String> {
    random.some(of).into_iter().map(str::to_owned).collect()
}

fn any_answers(random: &mut Random) -> Answers {
    random.some(QUESTIONS).into_iter().map(|question| (question.to_owned(), any_answer(random))).collect()
}

fn any_answer(random: &mut Random) -> Answer {
    match random.between(0, 4) {
        0 => Answer::Choice(random.one(MEMBERS).to_owned()),
        1 | 2 => {
            let has = words(random, MEMBERS).into_iter().collect();
            Answer::Set { has, lacks: words(random, MEMBERS).into_iter().collect(), closed: random.once_in(3) }
        }
        3 => Answer::Number(random.between(-2, 12)),
        _ => Answer::Over(random.one(THRESHOLDS).to_owned()),
    }
}

fn any_thresholds(random: &mut Random) -> Thresholds {
    let mut thresholds = Thresholds::new();
    for threshold in random.some(THRESHOLDS) {
        let number = random.between(0, 10);
        thresholds.insert(threshold.to_owned(), (!random.once_in(4)).then_some(number));
    }
    thresholds
}

fn answers_json(answers: &Answers) -> Value {
    let one = |answer: &Answer| match answer {
        Answer::Choice(choice) => json!({ "choice": choice }),
        Answer::Set { has, lacks, closed } => json!({ "has": has, "lacks": lacks, "closed": closed }),
        Answer::Number(number) => json!({ "number": number }),
        Answer::Over(threshold) => json!({ "over": threshold }),
    };
    Value::Object(answers.iter().map(|(question, answer)| (question.clone(), one(answer))).collect())
}
