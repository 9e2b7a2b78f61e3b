//! What the compiler proves of a whole site. Each proof adds findings and changes nothing.

mod conditions;
mod graphs;
mod guidance;
mod history;
mod references;
mod sections;
mod sources;
mod waivers;

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
    if model.broken.is_empty() {
        guidance::prove(model, resolved, findings);
        sources::prove(model, resolved, findings);
    }
}
