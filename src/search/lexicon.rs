//! Morphological lexicons: whatever reads them, a word gives analyses.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::hunspell::Hunspell;
use super::input::LexiconSource;
use super::voikko::Voikko;

/// One reading of a word form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Analysis {
    /// Base form of the whole word.
    pub lemma: String,
    /// Base forms of the parts of a compound, in order; empty for a simple word.
    pub parts: Vec<String>,
    /// The word that a simple word is derived from.
    pub base: Option<String>,
}

/// Why a lexicon cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// The bytes are not what the format asks for.
    #[error("not a usable {format} lexicon: {what}")]
    Malformed {
        /// Name of the format.
        format: &'static str,
        /// What is wrong, as a clause.
        what: String,
    },
}

/// The formats of lexicons that can be read.
pub const LEXICON_FORMATS: [&str; 2] =
    ["Voikko: VFST version 3, unweighted (mor.vfst)", "hunspell: .aff with .dic, in UTF-8, with flags of one character and suffixes"];

/// The bytes of a lexicon as found.
#[derive(Debug, Clone, Copy)]
pub enum LexiconBytes<'a> {
    /// Voikko's `mor.vfst`.
    Voikko(&'a [u8]),
    /// A hunspell pair.
    Hunspell {
        /// The `.aff` file.
        affixes: &'a [u8],
        /// The `.dic` file.
        words: &'a [u8],
    },
}

/// A lexicon that is ready to use.
#[derive(Debug)]
pub enum Lexicon {
    /// Finite-state morphology.
    Voikko(Voikko),
    /// Word list and suffix rules.
    Hunspell(Hunspell),
}

impl Lexicon {
    /// Reads a lexicon.
    ///
    /// # Errors
    /// [`LexiconError`] if the bytes are malformed.
    pub fn read(bytes: LexiconBytes<'_>) -> Result<Self, LexiconError> {
        match bytes {
            LexiconBytes::Voikko(bytes) => Voikko::read(bytes).map(Lexicon::Voikko),
            LexiconBytes::Hunspell { affixes, words } => Hunspell::read(affixes, words).map(Lexicon::Hunspell),
        }
    }

    /// Analyses of a lower-case word, the likeliest first; empty if the lexicon does not know it.
    pub fn analyse(&self, word: &str) -> Vec<Analysis> {
        match self {
            Lexicon::Voikko(lexicon) => lexicon.analyse(word),
            Lexicon::Hunspell(lexicon) => lexicon.analyse(word),
        }
    }

    /// The raw analysis strings of the underlying format, sorted, for comparison with its reference implementation.
    pub fn raw(&self, word: &str) -> Vec<String> {
        match self {
            Lexicon::Voikko(lexicon) => lexicon.raw(word),
            Lexicon::Hunspell(lexicon) => lexicon.analyse(word).into_iter().map(|analysis| analysis.lemma).collect(),
        }
    }

    /// Whether the lexicon knows a word as an inflected last part of a compound.
    pub(super) fn knows_form(&self, word: &str) -> bool {
        match self {
            Lexicon::Voikko(_) => false,
            Lexicon::Hunspell(lexicon) => lexicon.knows_form(word),
        }
    }

    /// Whether the lexicon knows a word as the part of a compound.
    pub(super) fn knows_part(&self, word: &str) -> bool {
        match self {
            Lexicon::Voikko(_) => false,
            Lexicon::Hunspell(lexicon) => lexicon.knows_part(word),
        }
    }
}

/// The lexicons at hand, by language id.
#[derive(Debug, Default)]
pub struct Lexicons {
    by_language: BTreeMap<String, (Arc<Lexicon>, LexiconSource)>,
}

impl Lexicons {
    /// No lexicon for any language.
    pub fn none() -> Self {
        Lexicons::default()
    }

    /// Adds the lexicon of a language; an earlier one is replaced.
    pub fn insert(&mut self, lang: &str, lexicon: impl Into<Arc<Lexicon>>, source: LexiconSource) {
        self.by_language.insert(lang.to_owned(), (lexicon.into(), source));
    }

    /// The lexicon of a language.
    pub fn get(&self, lang: &str) -> Option<&Lexicon> {
        self.by_language.get(lang).map(|(lexicon, _)| &**lexicon)
    }

    /// Where the lexicon of a language came from.
    pub fn source(&self, lang: &str) -> Option<&LexiconSource> {
        self.by_language.get(lang).map(|(_, source)| source)
    }
}
