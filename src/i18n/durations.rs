//! Distances in time in words.

use super::{Arg, Catalogue};
use crate::model::deadline::Offset;

/// The messages of this module with their variables.
pub const MESSAGES: &[(&str, &[&str])] = &[("duration", &["unit", "count"])];

/// The variables of a message that holds a distance: its unit's word and its length without the sign.
pub fn arguments(offset: Offset) -> [(&'static str, Arg<'static>); 2] {
    [("unit", Arg::Text(offset.unit.as_str())), ("count", Arg::Number(i64::from(offset.count.unsigned_abs())))]
}

/// The length of `offset`, whichever way it points: "2 weeks".
pub fn duration(catalogue: &Catalogue, offset: Offset) -> String {
    catalogue.text("duration", &arguments(offset))
}
