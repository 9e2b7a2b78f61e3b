//! The records of the registry and of the sources, typed.

mod common;
mod names;
mod planning;
mod sources;

pub use common::*;
pub use names::*;
pub use planning::*;
pub use sources::*;
