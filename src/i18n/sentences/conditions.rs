//! Conditions in words: as a sentence, and as a tree for lists.

use super::{Wording, leaves};
use crate::i18n::Arg;
use crate::model::{Condition, Guide};

/// The messages of this module with their variables.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("condition-always", &[]),
    ("condition-sentence", &["clauses"]),
    ("condition-not", &["clause"]),
    ("condition-either", &["clauses"]),
    ("condition-all-next", &["before", "next"]),
    ("condition-all-last", &["before", "last"]),
    ("condition-any-next", &["before", "next"]),
    ("condition-any-last", &["before", "last"]),
    ("condition-both-next", &["before", "next"]),
    ("condition-both-last", &["before", "last"]),
    ("condition-group", &["clauses"]),
    ("given-next", &["before", "next"]),
    ("given-last", &["before", "last"]),
    ("given-sentence", &["clauses"]),
];

/// A condition in words, in the shape of its parts. Negations stand at the leaves.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Clause {
    /// One clause.
    Text {
        /// Its words, without a capital or a full stop.
        text: String,
        /// How many answers it names.
        names: usize,
    },
    /// All of these.
    All {
        /// The parts.
        clauses: Vec<Clause>,
    },
    /// At least one of these.
    Any {
        /// The parts.
        clauses: Vec<Clause>,
    },
    /// Not this.
    Not {
        /// What does not hold.
        clause: Box<Clause>,
    },
}

impl Clause {
    pub(super) fn text(text: &str) -> Self {
        Clause::Text { text: text.to_owned(), names: 1 }
    }

    /// Whether its words hold more than one thing, so that a comma must part it from others.
    fn is_compound(&self) -> bool {
        match self {
            Clause::Text { names, .. } => *names > 1,
            Clause::Not { clause } => clause.is_compound(),
            Clause::All { .. } | Clause::Any { .. } => true,
        }
    }
}

/// `condition` as a tree.
pub fn tree(wording: &Wording<'_>, condition: &Condition) -> Clause {
    match condition {
        Condition::All(parts) => Clause::All { clauses: parts.iter().map(|part| tree(wording, part)).collect() },
        Condition::Any(parts) => Clause::Any { clauses: parts.iter().map(|part| tree(wording, part)).collect() },
        Condition::Not(part) => opposite(wording, part),
        Condition::Leaf { question, test, .. } => leaves::holds(wording, question, test),
    }
}

fn opposite(wording: &Wording<'_>, condition: &Condition) -> Clause {
    match condition {
        Condition::All(parts) => Clause::Any { clauses: parts.iter().map(|part| opposite(wording, part)).collect() },
        Condition::Any(parts) => Clause::All { clauses: parts.iter().map(|part| opposite(wording, part)).collect() },
        Condition::Not(part) => tree(wording, part),
        Condition::Leaf { question, test, .. } => leaves::fails(wording, question, test),
    }
}

/// `condition` as clauses inside a sentence, without a capital or a full stop: what stands after "if".
pub fn clauses(wording: &Wording<'_>, condition: &Condition) -> String {
    of_clause(wording, tree(wording, condition))
}

/// A part of a condition in the same words.
pub fn of_clause(wording: &Wording<'_>, clause: Clause) -> String {
    words(wording, &flattened(clause), Depth::Outer)
}

/// When something applies, as a whole sentence.
pub fn sentence(wording: &Wording<'_>, condition: Option<&Condition>) -> String {
    match condition {
        None => wording.catalogue.text("condition-always", &[]),
        Some(condition) => wording.catalogue.text("condition-sentence", &[("clauses", Arg::Text(&clauses(wording, condition)))]),
    }
}

/// What a guide takes as given: one clause for each question, in the order in which the questions are written.
pub fn given(wording: &Wording<'_>, guide: &Guide) -> Vec<String> {
    let mut fixes: Vec<_> = guide.fixes.iter().collect();
    fixes.sort_by_key(|(question, _)| wording.model.questions.get(*question).map(|record| &record.span));
    fixes.into_iter().map(|(question, (answer, _))| leaves::given(wording, question, answer)).collect()
}

/// What a guide takes as given, as a whole sentence; `None` where that is nothing.
pub fn given_sentence(wording: &Wording<'_>, guide: &Guide) -> Option<String> {
    let clauses = given(wording, guide);
    let text = joined(wording, "given-next", "given-last", &clauses);
    (!clauses.is_empty()).then(|| wording.catalogue.text("given-sentence", &[("clauses", Arg::Text(&text))]))
}

/// Parts of the same kind as the whole become parts of the whole, and a whole of one part that part.
fn flattened(clause: Clause) -> Clause {
    match clause {
        Clause::All { clauses } => {
            let mut flat = Vec::new();
            for part in clauses.into_iter().map(flattened) {
                match part {
                    Clause::All { clauses } => flat.extend(clauses),
                    other => flat.push(other),
                }
            }
            if flat.len() == 1 { flat.remove(0) } else { Clause::All { clauses: flat } }
        }
        Clause::Any { clauses } => {
            let mut flat = Vec::new();
            for part in clauses.into_iter().map(flattened) {
                match part {
                    Clause::Any { clauses } => flat.extend(clauses),
                    other => flat.push(other),
                }
            }
            if flat.len() == 1 { flat.remove(0) } else { Clause::Any { clauses: flat } }
        }
        other => other,
    }
}

#[derive(Clone, Copy)]
enum Depth {
    Outer,
    Inner,
    Deeper,
}

impl Depth {
    fn next(self) -> Self {
        match self {
            Depth::Outer => Depth::Inner,
            Depth::Inner | Depth::Deeper => Depth::Deeper,
        }
    }
}

fn words(wording: &Wording<'_>, clause: &Clause, depth: Depth) -> String {
    let catalogue = wording.catalogue;
    let inner = |clauses: &[Clause]| clauses.iter().map(|part| words(wording, part, depth.next())).collect::<Vec<String>>();
    let text = match clause {
        Clause::Text { text, .. } => return text.clone(),
        Clause::Not { clause } => return catalogue.text("condition-not", &[("clause", Arg::Text(&words(wording, clause, depth)))]),
        Clause::All { clauses } => match depth {
            Depth::Outer if clauses.iter().any(Clause::is_compound) => joined(wording, "condition-all-next", "condition-all-last", &inner(clauses)),
            Depth::Outer => catalogue.lists.and(&inner(clauses)),
            Depth::Inner | Depth::Deeper => joined(wording, "condition-both-next", "condition-both-last", &inner(clauses)),
        },
        Clause::Any { clauses } => match depth {
            Depth::Outer if clauses.iter().any(Clause::is_compound) => joined(wording, "condition-any-next", "condition-any-last", &inner(clauses)),
            Depth::Outer => catalogue.lists.or(&inner(clauses)),
            Depth::Inner | Depth::Deeper => catalogue.text("condition-either", &[("clauses", Arg::Text(&catalogue.lists.or(&inner(clauses))))]),
        },
    };
    match depth {
        Depth::Outer | Depth::Inner => text,
        Depth::Deeper => catalogue.text("condition-group", &[("clauses", Arg::Text(&text))]),
    }
}

/// The parts one after the other: the message `next` joins each but the last one to what stands before it, `last` that.
fn joined(wording: &Wording<'_>, next: &str, last: &str, parts: &[String]) -> String {
    let Some((end, [first, middle @ ..])) = parts.split_last() else { return parts.concat() };
    let join = |id, name, before: &str, part: &str| wording.catalogue.text(id, &[("before", Arg::Text(before)), (name, Arg::Text(part))]);
    let before = middle.iter().fold(first.clone(), |before, part| join(next, "next", &before, part));
    join(last, "last", &before, end)
}
