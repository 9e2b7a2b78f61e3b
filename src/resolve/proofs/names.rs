//! A name that changes is never typed by hand: the reference knows which one is in force.

use super::lexicon::{Hit, Role};
use super::prose::Text;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Key, Model};
use std::collections::BTreeMap;

/// A dated name as it was typed: its record, and the form of the name.
type Typed<'a> = (&'a Key, Option<&'a String>);

pub(super) fn prove(model: &Model, text: &Text<'_>, hits: &[Hit<'_>], findings: &mut Vec<Diagnostic>) {
    let mut dated: BTreeMap<(usize, usize), Vec<Typed<'_>>> = BTreeMap::new();
    for hit in hits {
        if let Role::Dated(key, form) = hit.role {
            dated.entry((hit.range.start, hit.range.end)).or_default().push((key, form.as_ref()));
        }
    }
    for ((start, end), names) in dated {
        // A term of the glossary may bear the name of the record that it explains: the record comes first.
        let Some((key, form)) = names.iter().find(|(key, _)| key.kind != "term").or(names.first()) else { continue };
        let days: Vec<String> = model.records.get(*key).into_iter().flat_map(|record| &record.renamed).map(|renamed| renamed.on.to_string()).collect();
        let reference = form.map_or(format!("[]({key})"), |form| format!("[]({key} \"{form}\")"));
        findings.push(
            Diagnostic::new(
                Code::DatedName,
                text.span(&(start..end)),
                format!("“{}” is a name of {key}, which is renamed on {}: words typed by hand go stale", &text.prose.text[start..end], days.join(", ")),
            )
            .help(format!("Let the reference write the name that is in force: `{reference}`.")),
        );
    }
}
