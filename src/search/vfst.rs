//! Reads unweighted finite-state transducers in the VFST format of Voikko (version 3) and looks words up in them.
//!
//! Layout, little-endian: magic `00013A6E 000351FA`, a byte that is 1 for weighted ones, padding to 16 bytes; number of symbols (u16), symbols as
//! NUL-ended UTF-8 (index 0 is epsilon, then flag diacritics `@P.F.V@`, then letters and tags); padding to 8 bytes; transitions
//! of 8 bytes: input symbol, output symbol (u16 each), target state (24 bits), further transitions of the state (8 bits). A count
//! of 255 means that the next record holds the real count. Input symbol FFFF marks a final state.

use std::collections::HashMap;

use super::lexicon::LexiconError;

const MAGIC: [u8; 8] = [0x6e, 0x3a, 0x01, 0x00, 0xfa, 0x51, 0x03, 0x00];
const HEADER: usize = 16;
const FINAL: u16 = 0xffff;
/// Transitions that one look-up may try, against input that makes the search explode. The longest Finnish words take under 10,000.
const STEPS: u32 = 200_000;
/// Bytes that the name of a symbol may have. The longest of voikko-fi has 33.
const LONGEST_SYMBOL: usize = 200;
/// States that one path may hold, so that a cycle in a damaged file ends.
const DEPTH: u32 = 2_000;

#[derive(Debug, Clone, Copy)]
struct Transition {
    input: u16,
    output: u16,
    target: u32,
    more: u8,
}

#[derive(Debug, Clone, Copy)]
enum Flag {
    Set { feature: usize, value: u16 },
    Clear { feature: usize },
    Unify { feature: usize, value: u16 },
    Require { feature: usize, value: u16 },
    Disallow { feature: usize, value: u16 },
}

/// No value is set, or any value is meant.
const NEUTRAL: u16 = 0;
const ANY: u16 = 1;

/// A transducer in memory.
#[derive(Debug)]
pub(super) struct Transducer {
    symbols: Vec<String>,
    flags: Vec<Option<Flag>>,
    letters: HashMap<char, u16>,
    transitions: Vec<Transition>,
    features: usize,
    first_letter: u16,
}

impl Transducer {
    /// Reads a transducer.
    ///
    /// # Errors
    /// [`LexiconError`] if the bytes are not an unweighted transducer or are cut short.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, LexiconError> {
        let bad = |what: &str| LexiconError::Malformed { format: "VFST", what: what.to_owned() };
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(bad("it does not begin as a VFST file of version 3"));
        }
        if bytes.get(8).is_none_or(|weighted| *weighted != 0) {
            return Err(bad("it is a weighted transducer"));
        }
        let count =
            bytes.get(HEADER..HEADER + 2).and_then(|pair| pair.try_into().ok()).map(u16::from_le_bytes).ok_or_else(|| bad("it ends within its header"))?;
        let mut at = HEADER + 2;
        let mut table = Symbols::default();
        for index in 0..count {
            let rest = bytes.get(at..).ok_or_else(|| bad("it ends within its symbols"))?;
            let length = rest.iter().position(|byte| *byte == 0).ok_or_else(|| bad("a symbol has no end"))?;
            if length > LONGEST_SYMBOL {
                return Err(bad("a symbol is too long"));
            }
            let name = std::str::from_utf8(&rest[..length]).map_err(|_| bad("a symbol is not UTF-8"))?;
            table.add(index, name).ok_or_else(|| bad("a flag diacritic is malformed"))?;
            at += length + 1;
        }
        let start = at.next_multiple_of(8);
        let body = bytes.get(start..).filter(|body| !body.is_empty() && body.len() % 8 == 0).ok_or_else(|| bad("its transitions are cut short"))?;
        let transitions: Vec<Transition> = body.chunks_exact(8).map(transition).collect();
        Ok(Transducer {
            symbols: table.names,
            flags: table.flags,
            letters: table.letters,
            transitions,
            features: table.features.len(),
            first_letter: table.first_letter.unwrap_or(count),
        })
    }

    /// Outputs for a word, sorted, without duplicates. Empty if the word is unknown. `most` limits how many paths are followed to their end.
    pub(super) fn look_up(&self, word: &str, most: usize) -> Vec<String> {
        let Some(input) = word.chars().map(|letter| self.letters.get(&letter).copied()).collect::<Option<Vec<u16>>>() else {
            return Vec::new();
        };
        let mut walk = Walk { transducer: self, input, path: Vec::new(), values: vec![NEUTRAL; self.features], found: Vec::new(), most, steps: STEPS };
        walk.visit(0, 0, 0);
        let mut found = walk.found;
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn transition(record: &[u8]) -> Transition {
    let word = u32::from_le_bytes([record[4], record[5], record[6], record[7]]);
    Transition {
        input: u16::from_le_bytes([record[0], record[1]]),
        output: u16::from_le_bytes([record[2], record[3]]),
        target: word & 0x00ff_ffff,
        more: (word >> 24) as u8,
    }
}

#[derive(Default)]
struct Symbols {
    names: Vec<String>,
    flags: Vec<Option<Flag>>,
    letters: HashMap<char, u16>,
    features: HashMap<String, usize>,
    values: HashMap<String, u16>,
    first_letter: Option<u16>,
}

impl Symbols {
    fn add(&mut self, index: u16, name: &str) -> Option<()> {
        let flag = match name.strip_prefix('@').and_then(|rest| rest.strip_suffix('@')) {
            Some(body) if index > 0 && !body.is_empty() => Some(self.flag(body)?),
            _ => None,
        };
        if index > 0 && flag.is_none() {
            self.first_letter.get_or_insert(index);
            let mut letters = name.chars();
            if let (Some(letter), None) = (letters.next(), letters.next()) {
                self.letters.insert(letter, index);
            }
        }
        self.flags.push(flag);
        self.names.push(name.to_owned());
        Some(())
    }

    fn flag(&mut self, body: &str) -> Option<Flag> {
        let mut parts = body.split('.');
        let (operation, name) = (parts.next()?, parts.next()?);
        let next = self.features.len();
        let feature = *self.features.entry(name.to_owned()).or_insert(next);
        let value = match parts.next() {
            None => ANY,
            Some(text) => {
                let next = u16::try_from(self.values.len()).ok()?.checked_add(2)?;
                *self.values.entry(text.to_owned()).or_insert(next)
            }
        };
        match operation {
            "P" => Some(Flag::Set { feature, value }),
            "C" => Some(Flag::Clear { feature }),
            "U" => Some(Flag::Unify { feature, value }),
            "R" => Some(Flag::Require { feature, value }),
            "D" => Some(Flag::Disallow { feature, value }),
            _ => None,
        }
    }
}

struct Walk<'a> {
    transducer: &'a Transducer,
    input: Vec<u16>,
    path: Vec<u16>,
    values: Vec<u16>,
    found: Vec<String>,
    most: usize,
    steps: u32,
}

impl Walk<'_> {
    fn visit(&mut self, state: usize, position: usize, depth: u32) {
        if self.found.len() >= self.most || depth >= DEPTH {
            return;
        }
        let transducer = self.transducer;
        let Some(head) = transducer.transitions.get(state) else { return };
        let (count, overflow) = match head.more {
            255 => match transducer.transitions.get(state + 1) {
                Some(record) => (usize::from(record.input) + (usize::from(record.output) << 16) + 1, true),
                None => return,
            },
            more => (usize::from(more), false),
        };
        for offset in (0..=count).filter(|offset| !(overflow && *offset == 1)) {
            let Some(transition) = transducer.transitions.get(state + offset) else { return };
            let Some(steps) = self.steps.checked_sub(1) else { return };
            self.steps = steps;
            if transition.input == FINAL {
                if position == self.input.len() && self.found.len() < self.most {
                    self.finish();
                }
            } else if transition.input >= transducer.first_letter {
                if self.input.get(position) == Some(&transition.input) {
                    self.follow(transition, position + 1, depth);
                }
            } else {
                self.follow_flag(transition, position, depth);
            }
        }
    }

    fn follow_flag(&mut self, transition: &Transition, position: usize, depth: u32) {
        let Some(Some(flag)) = self.transducer.flags.get(usize::from(transition.input)).copied() else {
            return self.follow(transition, position, depth);
        };
        let (Flag::Set { feature, .. }
        | Flag::Clear { feature }
        | Flag::Unify { feature, .. }
        | Flag::Require { feature, .. }
        | Flag::Disallow { feature, .. }) = flag;
        let before = self.values[feature];
        if let Some(after) = pass(flag, before) {
            self.values[feature] = after;
            self.follow(transition, position, depth);
            self.values[feature] = before;
        }
    }

    fn follow(&mut self, transition: &Transition, position: usize, depth: u32) {
        let length = self.path.len();
        let visible = transition.output != 0 && self.transducer.flags.get(usize::from(transition.output)).is_some_and(Option::is_none);
        if visible {
            self.path.push(transition.output);
        }
        self.visit(transition.target as usize, position, depth + 1);
        self.path.truncate(length);
    }

    fn finish(&mut self) {
        let symbols = &self.transducer.symbols;
        self.found.push(self.path.iter().map(|symbol| symbols[usize::from(*symbol)].as_str()).collect());
    }
}

/// The feature's value after a flag diacritic, or none if it bars the way.
fn pass(flag: Flag, value: u16) -> Option<u16> {
    match flag {
        Flag::Set { value: new, .. } => Some(new),
        Flag::Clear { .. } => Some(NEUTRAL),
        Flag::Unify { value: new, .. } if value == NEUTRAL || value == new => Some(new),
        Flag::Require { value: wanted, .. } if (wanted == ANY && value != NEUTRAL) || (wanted != ANY && wanted == value) => Some(value),
        Flag::Disallow { value: barred, .. } if (barred == ANY && value == NEUTRAL) || (barred != ANY && barred != value) => Some(value),
        _ => None,
    }
}
