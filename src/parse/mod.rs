//! One file's bytes to syntax with spans. Never fails: what cannot be read becomes a finding beside the tree.

mod control;
pub mod defaults;
pub mod fluent;
pub mod ledger;
pub mod markdown;
mod site;
mod text;
pub mod toml;

pub use control::first as control_character;
pub use defaults::with_defaults;
pub use site::{Memo, Parsed, parse, parse_alone, parse_once};
pub use text::{Text, source_text, text};
