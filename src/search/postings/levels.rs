//! How strongly a term stands somewhere, in steps: the strength of BM25 (`postings`), from 0 to k1 + 1, in whole numbers up to the highest level.

const K1: f64 = 1.2;
const B: f64 = 0.5;

/// Weights whose levels are kept.
const KEPT: usize = 256;

/// The levels of weights in a text of some length. Most weights come again and again.
pub(super) struct Levels {
    /// 0: not known yet.
    known: [u8; KEPT],
    length: u32,
    average: f64,
    levels: u8,
    share: f64,
}

impl Levels {
    pub(super) fn new(length: u32, average: f64, levels: u8, share: f64) -> Self {
        Levels { known: [0; KEPT], length, average, levels, share }
    }

    pub(super) fn of(&mut self, weight: u32) -> u8 {
        let level = || level(weight, self.length, self.average, self.levels, self.share);
        match self.known.get_mut(weight as usize) {
            None => level(),
            Some(0) => {
                let level = level();
                self.known[weight as usize] = level;
                level
            }
            Some(known) => *known,
        }
    }
}

fn level(weight: u32, length: u32, average: f64, levels: u8, share: f64) -> u8 {
    let tf = f64::from(weight) / 100.0;
    let strength = tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * f64::from(length) / average));
    let scaled = (share * strength / (K1 + 1.0) * f64::from(levels)).round();
    (scaled as u8).clamp(1, levels)
}
