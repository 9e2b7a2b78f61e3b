//! What the compiler proves of a whole site. Each proof adds findings and changes nothing.

mod complete;
mod conditions;
mod graphs;
mod guidance;
mod history;
mod ledger;
mod lexicon;
mod list;
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

pub use list::PROOFS;
pub(super) use words::Memo as WordsMemo;

use super::Resolved;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Model;
use jiff::civil::Date;
use repeated::Paragraph;
use words::OfBlock;

/// What a proof of the records reads.
struct Evidence<'a> {
    model: &'a Model,
    resolved: &'a Resolved,
    today: Date,
}

/// What a proof looks at.
enum Stage {
    /// The records, even if some are broken.
    Records(fn(&Evidence<'_>, &mut Vec<Diagnostic>)),
    /// The records, if none is broken: a broken record's references are not known in full, and nothing can be said to be left over.
    Whole(fn(&Evidence<'_>, &mut Vec<Diagnostic>)),
    /// The words of one block in all languages.
    Block(OfBlock),
    /// The longer paragraphs of the whole site.
    Paragraphs(fn(&[Paragraph], &mut Vec<Diagnostic>)),
}

/// One thing that is proved of every site.
pub struct Proof {
    /// What it is called.
    pub name: &'static str,
    /// The kinds of findings that it adds.
    pub codes: &'static [Code],
    stage: Stage,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Proof").field("name", &self.name).field("codes", &self.codes).finish_non_exhaustive()
    }
}

/// The findings of `proofs` on a site.
pub fn prove<'p>(model: &Model, resolved: &Resolved, today: Date, proofs: impl IntoIterator<Item = &'p Proof>) -> Vec<Diagnostic> {
    prove_with(model, resolved, today, proofs, &mut WordsMemo::default())
}

/// The findings of `proofs`, with what the same proofs have left in `memo`.
pub(super) fn prove_with<'p>(
    model: &Model,
    resolved: &Resolved,
    today: Date,
    proofs: impl IntoIterator<Item = &'p Proof>,
    memo: &mut WordsMemo,
) -> Vec<Diagnostic> {
    let evidence = Evidence { model, resolved, today };
    let (mut findings, mut of_blocks, mut of_paragraphs) = (Vec::new(), Vec::new(), Vec::new());
    for proof in proofs {
        match proof.stage {
            Stage::Records(run) => run(&evidence, &mut findings),
            Stage::Whole(run) if model.broken.is_empty() => run(&evidence, &mut findings),
            Stage::Whole(_) => {}
            Stage::Block(run) => of_blocks.push(run),
            Stage::Paragraphs(run) => of_paragraphs.push(run),
        }
    }
    let paragraphs = words::prove(model, resolved, &of_blocks, memo, &mut findings);
    of_paragraphs.iter().for_each(|run| run(&paragraphs, &mut findings));
    findings
}
