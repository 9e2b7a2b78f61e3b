//! What the compiler proves of a whole site. Each proof adds findings and changes nothing.

mod complete;
mod conditions;
mod graphs;
mod guidance;
mod history;
mod ledger;
mod lexicon;
mod names;
mod numbers;
mod prose;
mod quantities;
mod references;
mod repeated;
mod sections;
mod sources;
mod terms;
mod values;
mod waivers;
mod words;
mod wrong_language;

use super::Resolved;
use crate::diagnostics::Diagnostic;
use crate::model::Model;
use jiff::civil::Date;

/// Adds the findings of every proof. Proofs of use (that nothing is left over) wait until no record is broken: a broken record's
/// references are not known in full.
pub(super) fn prove(model: &Model, resolved: &Resolved, today: Date, findings: &mut Vec<Diagnostic>) {
    references::prove(model, findings);
    sections::prove(model, findings);
    conditions::prove(model, findings);
    graphs::prove(model, findings);
    waivers::prove(model, today, findings);
    history::prove(model, resolved, today, findings);
    ledger::prove(model, resolved, today, findings);
    words::prove(model, resolved, findings);
    if model.broken.is_empty() {
        guidance::prove(model, resolved, findings);
        sources::prove(model, resolved, findings);
        complete::prove(model, findings);
    }
}
