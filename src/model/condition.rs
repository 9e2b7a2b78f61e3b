//! Conditions in three values (Kleene's strong logic of indeterminacy): yes, no, unknown.
//!
//! "Do not know" is no answer: what is not answered is unknown, and unknown never hides a task.

use crate::diagnostics::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A truth value. Ordered: no < unknown < yes, so that *all* is the least and *any* the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// False.
    No,
    /// Not decided by what is known.
    Unknown,
    /// True.
    Yes,
}

impl Truth {
    /// Kleene's negation.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }

    /// The word used in open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Truth::No => "no",
            Truth::Unknown => "unknown",
            Truth::Yes => "yes",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::Yes } else { Truth::No }
    }
}

/// What a leaf asks of its question's answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// A choice: the answer is one of these. A yes-no question has the answers `yes` and `no`.
    Is(Vec<String>),
    /// A set: at least one of these is in it.
    Has(Vec<String>),
    /// A number: it is strictly more than the threshold of this id.
    Over(String),
}

/// A condition over questions.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every one holds; none: yes.
    All(Vec<Condition>),
    /// At least one holds; none: no.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// One question's answer.
    Leaf {
        /// The question's id.
        question: String,
        /// What is asked of the answer.
        test: Test,
        /// Where it is written.
        span: Span,
    },
}

/// Two conditions are equal if they ask the same, wherever they are written.
impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Condition::All(a), Condition::All(b)) | (Condition::Any(a), Condition::Any(b)) => a == b,
            (Condition::Not(a), Condition::Not(b)) => a == b,
            (Condition::Leaf { question, test, .. }, Condition::Leaf { question: other, test: asked, .. }) => (question, test) == (other, asked),
            _ => false,
        }
    }
}

/// What is known of one question's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The one choice made.
    Choice(String),
    /// Members of the set, each known to be in it or not.
    Set {
        /// Known to be in it.
        has: BTreeSet<String>,
        /// Known not to be in it.
        lacks: BTreeSet<String>,
        /// Whether everything not in `has` is known not to be in it.
        closed: bool,
    },
    /// The number.
    Number(i64),
    /// Only that the number is strictly more than the threshold of this id.
    Over(String),
}

/// Answers by question. A question that is not there is not answered.
pub type Answers = BTreeMap<String, Answer>;

/// The numbers of the thresholds, by id; `None` where the source gives none.
pub type Thresholds = BTreeMap<String, Option<i64>>;

/// Evaluates `condition` under `answers`.
pub fn evaluate(condition: &Condition, answers: &Answers, thresholds: &Thresholds) -> Truth {
    match condition {
        Condition::All(parts) => parts.iter().map(|part| evaluate(part, answers, thresholds)).min().unwrap_or(Truth::Yes),
        Condition::Any(parts) => parts.iter().map(|part| evaluate(part, answers, thresholds)).max().unwrap_or(Truth::No),
        Condition::Not(part) => evaluate(part, answers, thresholds).negate(),
        Condition::Leaf { question, test, .. } => answers.get(question).map_or(Truth::Unknown, |answer| test_answer(test, answer, thresholds)),
    }
}

fn test_answer(test: &Test, answer: &Answer, thresholds: &Thresholds) -> Truth {
    match (test, answer) {
        (Test::Is(wanted), Answer::Choice(choice)) => wanted.contains(choice).into(),
        (Test::Has(wanted), Answer::Set { has, lacks, closed }) => {
            wanted.iter().map(|member| member_truth(member, has, lacks, *closed)).max().unwrap_or(Truth::No)
        }
        (Test::Over(threshold), Answer::Number(number)) => {
            thresholds.get(threshold).copied().flatten().map_or(Truth::Unknown, |limit| (*number > limit).into())
        }
        (Test::Over(threshold), Answer::Over(known)) if threshold == known => Truth::Yes,
        (Test::Over(threshold), Answer::Over(known)) => {
            let limit = |id: &String| thresholds.get(id).copied().flatten();
            match (limit(threshold), limit(known)) {
                (Some(asked), Some(known)) if asked <= known => Truth::Yes,
                _ => Truth::Unknown,
            }
        }
        _ => Truth::Unknown,
    }
}

fn member_truth(member: &str, has: &BTreeSet<String>, lacks: &BTreeSet<String>, closed: bool) -> Truth {
    if has.contains(member) {
        Truth::Yes
    } else if closed || lacks.contains(member) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

/// What is left to ask of a condition when some answers are given.
#[derive(Clone, Debug, PartialEq)]
pub enum Residual {
    /// It holds, whatever else is answered.
    Yes,
    /// It does not hold, whatever else is answered.
    No,
    /// This still decides.
    Open(Condition),
}

impl Residual {
    /// The truth value under the answers that the residual was made with.
    pub fn truth(&self) -> Truth {
        match self {
            Residual::Yes => Truth::Yes,
            Residual::No => Truth::No,
            Residual::Open(_) => Truth::Unknown,
        }
    }
}

/// `condition` simplified under `answers`: asks only questions that are still open, and of sets only members that are.
pub fn residual(condition: &Condition, answers: &Answers, thresholds: &Thresholds) -> Residual {
    match condition {
        Condition::All(parts) => join(parts, answers, thresholds, &Residual::No, &Residual::Yes),
        Condition::Any(parts) => join(parts, answers, thresholds, &Residual::Yes, &Residual::No),
        Condition::Not(part) => match residual(part, answers, thresholds) {
            Residual::Yes => Residual::No,
            Residual::No => Residual::Yes,
            Residual::Open(Condition::Not(inner)) => Residual::Open(*inner),
            Residual::Open(open) => Residual::Open(Condition::Not(Box::new(open))),
        },
        Condition::Leaf { question, test, span } => match evaluate(condition, answers, thresholds) {
            Truth::Yes => Residual::Yes,
            Truth::No => Residual::No,
            Truth::Unknown => {
                let test = open_members(test, answers.get(question));
                Residual::Open(Condition::Leaf { question: question.clone(), test, span: span.clone() })
            }
        },
    }
}

fn open_members(test: &Test, answer: Option<&Answer>) -> Test {
    match (test, answer) {
        (Test::Has(wanted), Some(Answer::Set { has, lacks, closed })) => {
            Test::Has(wanted.iter().filter(|member| member_truth(member, has, lacks, *closed) == Truth::Unknown).cloned().collect())
        }
        _ => test.clone(),
    }
}

/// `deciding` is the value that settles the whole, `neutral` the one that a part may have without changing it.
fn join(parts: &[Condition], answers: &Answers, thresholds: &Thresholds, deciding: &Residual, neutral: &Residual) -> Residual {
    let is_all = matches!(deciding, Residual::No);
    let mut open: Vec<Condition> = Vec::new();
    for part in parts {
        match residual(part, answers, thresholds) {
            value if value == *deciding => return deciding.clone(),
            Residual::Open(Condition::All(inner)) if is_all => inner.into_iter().for_each(|part| push_new(&mut open, part)),
            Residual::Open(Condition::Any(inner)) if !is_all => inner.into_iter().for_each(|part| push_new(&mut open, part)),
            Residual::Open(condition) => push_new(&mut open, condition),
            Residual::Yes | Residual::No => {}
        }
    }
    match open.len() {
        0 => neutral.clone(),
        1 => Residual::Open(open.remove(0)),
        _ => Residual::Open(if is_all { Condition::All(open) } else { Condition::Any(open) }),
    }
}

fn push_new(open: &mut Vec<Condition>, part: Condition) {
    if !open.contains(&part) {
        open.push(part);
    }
}

/// The questions that `condition` asks, in order, each once.
pub fn questions(condition: &Condition) -> Vec<&str> {
    let mut found = Vec::new();
    collect_questions(condition, &mut found);
    found
}

fn collect_questions<'a>(condition: &'a Condition, found: &mut Vec<&'a str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect_questions(part, found)),
        Condition::Not(part) => collect_questions(part, found),
        Condition::Leaf { question, .. } => {
            if !found.contains(&question.as_str()) {
                found.push(question);
            }
        }
    }
}

/// An answer as a guide writes it: a text, a number, `{"has": […], "lacks": […]}`, `{"only": […]}` or `{"over": …}`.
pub fn answer_to_json(answer: &Answer) -> serde_json::Value {
    use serde_json::json;
    match answer {
        Answer::Choice(choice) => json!(choice),
        Answer::Number(number) => json!(number),
        Answer::Over(threshold) => json!({ "over": threshold }),
        Answer::Set { has, closed: true, .. } => json!({ "only": has }),
        Answer::Set { has, lacks, closed: false } => json!({ "has": has, "lacks": lacks }),
    }
}

/// The condition as open data: `{"all": […]}`, `{"any": […]}`, `{"not": …}`, `{"q": …, "is" | "has": […]}`, `{"q": …, "over": …}`.
pub fn to_json(condition: &Condition) -> serde_json::Value {
    use serde_json::json;
    match condition {
        Condition::All(parts) => json!({ "all": parts.iter().map(to_json).collect::<Vec<_>>() }),
        Condition::Any(parts) => json!({ "any": parts.iter().map(to_json).collect::<Vec<_>>() }),
        Condition::Not(part) => json!({ "not": to_json(part) }),
        Condition::Leaf { question, test: Test::Is(wanted), .. } => json!({ "q": question, "is": wanted }),
        Condition::Leaf { question, test: Test::Has(wanted), .. } => json!({ "q": question, "has": wanted }),
        Condition::Leaf { question, test: Test::Over(threshold), .. } => json!({ "q": question, "over": threshold }),
    }
}
