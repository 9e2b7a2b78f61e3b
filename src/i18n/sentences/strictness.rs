//! How strictly something is asked for, in words: tasks, prerequisites, gates.

use super::Wording;
use crate::i18n::{Arg, capitalised};
use crate::model::items::Strength;
use crate::model::records::{Prerequisite, PrerequisiteStrength};

/// The messages of this module with their variables.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("strength-obligation", &[]),
    ("strength-recommendation", &[]),
    ("strength-case-by-case", &[]),
    ("strength-possibility", &[]),
    ("strength-obligation-means", &[]),
    ("strength-recommendation-means", &[]),
    ("strength-case-by-case-means", &[]),
    ("strength-possibility-means", &[]),
    ("prerequisite-always", &["from", "to"]),
    ("prerequisite-usually", &["from", "to"]),
    ("prerequisite-if", &["from", "to"]),
    ("prerequisite-when", &["from", "to", "when"]),
    ("gate", &[]),
    ("gate-before", &["tasks", "count"]),
];

/// How binding a task is, in a word or two.
pub fn strength(wording: &Wording<'_>, strength: Strength) -> String {
    wording.catalogue.text(&format!("strength-{}", strength.as_str()), &[])
}

/// What that means, as a sentence.
pub fn strength_means(wording: &Wording<'_>, strength: Strength) -> String {
    wording.catalogue.text(&format!("strength-{}-means", strength.as_str()), &[])
}

/// What requires what, how strictly and in which cases, as a sentence.
pub fn prerequisite(wording: &Wording<'_>, prerequisite: &Prerequisite) -> String {
    let (from, to) = (Arg::Text(wording.name(&prerequisite.from.key)), Arg::Text(wording.name(&prerequisite.to.key)));
    let sentence = match (prerequisite.strength, &prerequisite.when) {
        (PrerequisiteStrength::Always, _) => wording.catalogue.text("prerequisite-always", &[("from", from), ("to", to)]),
        (PrerequisiteStrength::Usually, _) => wording.catalogue.text("prerequisite-usually", &[("from", from), ("to", to)]),
        (PrerequisiteStrength::If, None) => wording.catalogue.text("prerequisite-if", &[("from", from), ("to", to)]),
        (PrerequisiteStrength::If, Some(when)) => {
            wording.catalogue.text("prerequisite-when", &[("from", from), ("to", to), ("when", Arg::Text(wording.text(when)))])
        }
    };
    capitalised(&sentence)
}

/// What a gate means for what stands after it.
pub fn gate(wording: &Wording<'_>) -> String {
    wording.catalogue.text("gate", &[])
}

/// That a task may not begin before the gates `tasks` (their titles) are done; `None` where there are none.
pub fn gate_before<T: AsRef<str>>(wording: &Wording<'_>, tasks: &[T]) -> Option<String> {
    let count = i64::try_from(tasks.len()).ok().filter(|count| *count > 0)?;
    let quoted = wording.catalogue.lists.and(tasks);
    Some(wording.catalogue.text("gate-before", &[("tasks", Arg::Text(&quoted)), ("count", Arg::Number(count))]))
}
