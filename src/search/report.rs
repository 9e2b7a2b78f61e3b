//! What the build tells about the index.

use super::input::LexiconSource;

/// Whether a language had its lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LexiconUse {
    /// This one was used.
    Used(LexiconSource),
    /// None was given: stems and the site's own words only.
    None,
}

/// One language's index in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Language id.
    pub lang: String,
    /// Pages.
    pub pages: usize,
    /// Sections.
    pub sections: usize,
    /// Distinct word forms.
    pub forms: usize,
    /// Distinct terms.
    pub terms: usize,
    /// Bytes of all files of the language, as written.
    pub bytes: usize,
    /// Number of files of the language.
    pub files: usize,
    /// The lexicon.
    pub lexicon: LexiconUse,
    /// Ids of glossary entries with a name in this language that no page of it uses.
    pub unused_entries: Vec<String>,
    /// Ids of glossary entries without a name in this language.
    pub untranslated_entries: Vec<String>,
}

/// What the build tells about all languages, in the site's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchReport {
    /// One report per language.
    pub indexes: Vec<IndexReport>,
}
