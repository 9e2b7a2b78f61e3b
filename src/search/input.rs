//! What the index is built from.

use std::collections::BTreeMap;

use super::lexicon::Lexicons;

/// One section of one page in one language. Sections of the same `url` form a page, in the order in which they are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDocument {
    /// Address of the page within the site, for example `/fi/ohjeet/kuva-aineistot/`.
    pub url: String,
    /// Id of the section within the page; empty for the page's beginning.
    pub anchor: String,
    /// Kind of page, for grouping results; the words are the caller's.
    pub kind: String,
    /// Language id, for example `fi`.
    pub lang: String,
    /// Title of the page.
    pub title: String,
    /// Heading of the section; empty for the page's beginning.
    pub heading: String,
    /// Plain text of the section.
    pub text: String,
    /// Names that find this section though they need not stand in its text: former names, synonyms, abbreviations, codes.
    pub extra: Vec<String>,
    /// Identity that the same section has in every language. Empty: it has none. Titles, headings and extra names of the other
    /// languages' sections of the same key become weak keys of this one.
    pub key: String,
}

/// The names of one thing in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The name in use.
    pub names: Vec<String>,
    /// Names that it had earlier.
    pub former: Vec<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Abbreviations.
    pub abbreviations: Vec<String>,
}

impl Names {
    /// All names, the one in use first.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.names.iter().chain(&self.former).chain(&self.synonyms).chain(&self.abbreviations)
    }
}

/// One thing and what it is called, per language id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// Id for reports.
    pub id: String,
    /// Names per language id.
    pub names: BTreeMap<String, Names>,
}

/// Where a lexicon came from, for the manifest and the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LexiconSource {
    /// Name of the package or file, for example `voikko-fi`.
    pub name: String,
    /// Its version, as its packager writes it; may be empty.
    pub version: String,
}

/// Everything that determines the bytes of the index.
#[derive(Debug, Default)]
pub struct SearchInput {
    /// Language ids, in the site's order.
    pub languages: Vec<String>,
    /// Sections of all languages.
    pub documents: Vec<SearchDocument>,
    /// Names of all records.
    pub glossary: Vec<GlossaryEntry>,
    /// Morphological lexicons that are at hand, per language.
    pub lexicons: Lexicons,
}
