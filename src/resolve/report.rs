//! Reports: how the sources of a comparison stand to each other, and what uses what.

mod coverage;
mod parity;

pub use coverage::{Coverage, FactUse, TaskUse, TermUse, coverage};
pub use parity::{ParityPoint, ParityReport, parity};

use crate::model::{Model, PerLang};
use std::collections::BTreeMap;

/// A text in the languages that have it.
fn by_language(model: &Model, text: &PerLang<String>) -> BTreeMap<String, String> {
    model.languages().ids().enumerate().filter_map(|(language, id)| Some((id.to_string(), text.get(language)?.clone()))).collect()
}
