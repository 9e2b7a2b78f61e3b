//! Whose words a view is made of.

use crate::model::Key;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The items whose words were read while views were made. All else that a view reads follows from the other files of a site, and from
/// what [`crate::model::Basis`] has of the words.
#[derive(Debug, Default)]
pub struct Reads(Mutex<BTreeSet<Key>>);

impl Reads {
    pub(super) fn add(&self, key: &Key) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.contains(key) {
            keys.insert(key.clone());
        }
    }

    /// The items, in order.
    pub fn into_keys(self) -> BTreeSet<Key> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
