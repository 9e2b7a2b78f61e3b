//! A map that remembers the order in which its keys came, as the scripts' maps do: sums in another order would differ in their last digits.

use std::collections::HashMap;

/// Weights by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Weights {
    places: HashMap<u32, usize>,
    entries: Vec<(u32, f64)>,
}

impl Weights {
    /// Sets the weight of a key unless it has one that is as high.
    pub(super) fn raise(&mut self, key: u32, weight: f64) {
        match self.places.get(&key) {
            Some(at) => {
                if let Some(entry) = self.entries.get_mut(*at).filter(|entry| entry.1 < weight) {
                    entry.1 = weight;
                }
            }
            None => {
                self.places.insert(key, self.entries.len());
                self.entries.push((key, weight));
            }
        }
    }

    pub(super) fn get(&self, key: u32) -> Option<f64> {
        self.places.get(&key).and_then(|at| self.entries.get(*at)).map(|(_, weight)| *weight)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.entries.iter().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
