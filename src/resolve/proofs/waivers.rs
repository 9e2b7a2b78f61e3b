//! A waiver holds until its last day.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Model;
use crate::model::language::{Entry, PerLang, Waiver};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn prove(model: &Model, today: Date, findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for record in model.records.values() {
        let words = model.items.get(&record.key).map(|item| waivers(&item.words)).unwrap_or_default();
        for waiver in record.waivers.iter().chain(words) {
            let (Some(until), Some(span)) = (waiver.until, &waiver.span) else { continue };
            if until < today && seen.insert(span.clone()) {
                findings.push(
                    Diagnostic::new(Code::WaiverEnded, span.clone(), format!("{} may lack a language until {until}, which has passed", record.key))
                        .help("Write the missing text, or extend the waiver with a reason that still holds."),
                );
            }
        }
    }
}

fn waivers<T>(value: &PerLang<T>) -> Vec<&Waiver> {
    value.iter().filter_map(|entry| if let Entry::Waived(waiver) = entry { Some(waiver) } else { None }).collect()
}
