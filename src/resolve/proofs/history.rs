//! Nothing that readers have seen vanishes, no change goes untold, nothing is overdue for review.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::ledger::PublishedRecord;
use crate::model::{Key, Model};
use crate::resolve::{Resolved, history};
use crate::source::SourcePath;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What readers have seen at the last release: key, record.
fn released(model: &Model) -> impl Iterator<Item = (Key, &PublishedRecord)> {
    let records = model.published.iter().flat_map(|published| &published.records);
    records.filter_map(|(name, record)| name.split_once(':').map(|(kind, id)| (Key::new(kind, id), record)))
}

fn lock() -> Span {
    Span::file(&SourcePath::new("content/published.lock"))
}

/// No id that readers have seen has gone.
pub(super) fn ids(model: &Model, findings: &mut Vec<Diagnostic>) {
    for (key, _) in released(model).filter(|(key, _)| !model.knows(key)) {
        findings.push(
            Diagnostic::new(Code::VanishedId, lock(), format!("readers have seen {key}, which is gone"))
                .help("Bring it back, and retire it: `retired = { on = …, replaced_by = \"…\" }`."),
        );
    }
}

/// Every address that readers have seen leads somewhere.
pub(super) fn addresses(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = resolved.routes.iter().flat_map(|(_, paths)| paths.iter().flatten().map(String::as_str)).collect();
    for (key, record) in released(model) {
        let place = model.records.get(&key).map_or_else(lock, |record| record.span.clone());
        for address in record.addresses.values().filter(|address| !known.contains(address.as_str()) && !resolved.routes.redirects.contains_key(*address)) {
            findings.push(
                Diagnostic::new(Code::VanishedAddress, place.clone(), format!("readers have seen {key} at {address}, which leads nowhere now"))
                    .help("Add the earlier last part of the address to `former_slugs`."),
            );
        }
    }
}

/// Whoever has seen an item is told that its data have changed.
pub(super) fn changes(model: &Model, findings: &mut Vec<Diagnostic>) {
    for (key, record) in released(model) {
        let Some(item) = model.items.get(&key) else { continue };
        let changed = record.data.is_some() && record.data != history::data_fingerprint(model, &key);
        if changed && item.changes.len() <= record.revision {
            findings.push(
                Diagnostic::new(
                    Code::UnloggedChange,
                    item.span.clone(),
                    format!("the data of {key} have changed since the last release, and `changes` does not say so"),
                )
                .help("Add an entry: changes = [ { on = …, part = \"…\", text = { … } } ]."),
            );
        }
    }
}

pub(super) fn reviews(model: &Model, today: Date, findings: &mut Vec<Diagnostic>) {
    for record in model.records.values() {
        if let Some(by) = record.review_by.filter(|by| *by < today) {
            findings.push(
                Diagnostic::new(Code::ReviewDue, record.span.clone(), format!("{} was to be reviewed by {by}", record.key))
                    .help("Review it, and set the next day in `review_by`."),
            );
        }
    }
    for page in model.pages.values() {
        let Some(statement) = &page.accessibility else { continue };
        let due = statement.reviewed.checked_add(model.site.review_days.days()).unwrap_or(Date::MAX);
        if due < today {
            findings.push(
                Diagnostic::new(Code::ReviewDue, statement.span.clone(), format!("the accessibility statement was last reviewed on {}", statement.reviewed))
                    .help("Review it at least once a year, and set `reviewed`."),
            );
        }
    }
}
