//! A name that changes is never typed by hand: the reference knows which one is in force.

use super::lexicon::{Hit, Role};
use super::prose::Text;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Key;
use std::collections::BTreeMap;

/// A dated name as it was typed: its record, and the form of the name.
type Typed<'a> = (&'a Key, Option<&'a String>);

/// The days on which records are renamed, in words, by record.
pub(super) type Renamed = BTreeMap<Key, String>;

pub(super) fn prove(renamed: &Renamed, text: &Text<'_>, hits: &[Hit<'_>], findings: &mut Vec<Diagnostic>) {
    let mut dated: BTreeMap<(usize, usize), Vec<Typed<'_>>> = BTreeMap::new();
    for hit in hits {
        if let Role::Dated(key, form) = hit.role {
            dated.entry((hit.range.start, hit.range.end)).or_default().push((key, form.as_ref()));
        }
    }
    for ((start, end), names) in dated {
        // A term of the glossary may bear the name of the record that it explains: the record comes first.
        let Some((key, form)) = names.iter().find(|(key, _)| key.kind != "term").or(names.first()) else { continue };
        let days = renamed.get(*key).map_or("", String::as_str);
        let reference = form.map_or(format!("[]({key})"), |form| format!("[]({key} \"{form}\")"));
        findings.push(
            Diagnostic::new(
                Code::DatedName,
                text.span(&(start..end)),
                format!("“{}” is a name of {key}, which is renamed on {days}: words typed by hand go stale", &text.prose.text[start..end]),
            )
            .help(format!("Let the reference write the name that is in force: `{reference}`.")),
        );
    }
}
