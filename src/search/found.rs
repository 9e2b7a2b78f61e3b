//! Lexicons as they were found: bytes and where they came from. Whoever reads the disk makes them.

use std::sync::Arc;

use super::input::LexiconSource;
use super::lexicon::{Lexicon, LexiconBytes, LexiconError};

/// A lexicon's files in memory.
#[derive(Clone, PartialEq, Eq)]
pub enum LexiconData {
    /// Voikko's `mor.vfst`.
    Voikko(Arc<[u8]>),
    /// A hunspell pair.
    Hunspell {
        /// The `.aff` file.
        affixes: Arc<[u8]>,
        /// The `.dic` file.
        words: Arc<[u8]>,
    },
}

impl std::fmt::Debug for LexiconData {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LexiconData::Voikko(bytes) => write!(out, "Voikko({} bytes)", bytes.len()),
            LexiconData::Hunspell { affixes, words } => write!(out, "Hunspell({} and {} bytes)", affixes.len(), words.len()),
        }
    }
}

/// A lexicon as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLexicon {
    /// What it is; its version is the beginning of the fingerprint of its bytes.
    pub source: LexiconSource,
    data: LexiconData,
}

impl FoundLexicon {
    /// A lexicon of this name. The version is taken from the bytes, so that an index tells which ones it was made with.
    pub fn new(name: &str, data: LexiconData) -> Self {
        let mut hasher = blake3::Hasher::new();
        match &data {
            LexiconData::Voikko(bytes) => hasher.update(bytes),
            LexiconData::Hunspell { affixes, words } => hasher.update(affixes).update(words),
        };
        let version = hasher.finalize().to_hex().chars().take(16).collect();
        FoundLexicon { source: LexiconSource { name: name.to_owned(), version }, data }
    }

    /// Reads the bytes.
    ///
    /// # Errors
    /// [`LexiconError`] if they are malformed.
    pub fn read(&self) -> Result<Lexicon, LexiconError> {
        Lexicon::read(match &self.data {
            LexiconData::Voikko(bytes) => LexiconBytes::Voikko(bytes),
            LexiconData::Hunspell { affixes, words } => LexiconBytes::Hunspell { affixes, words },
        })
    }
}

/// A package of an operating system that has the lexicon of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexiconPackage {
    /// Its name in Debian, which is what the user is told to install.
    pub name: &'static str,
    /// Where it may stand, the best first: a `.vfst` file, or an `.aff` file with its `.dic` beside it.
    pub places: &'static [&'static str],
}

/// The package for a language (`fi`, `sv-FI`), if there is one whose format can be read.
pub fn lexicon_package(lang: &str) -> Option<LexiconPackage> {
    super::language::language(lang).lexicon
}
