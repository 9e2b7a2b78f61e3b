//! What the index is built from.

use std::collections::BTreeMap;

use super::lexicon::Lexicons;

/// One section of one page in one language. Sections of the same `url` form a page, in the order in which they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Language id of the title where it is not the page's, as that of a document in another language; else empty.
    pub title_lang: String,
    /// Heading of the section; empty for the page's beginning.
    pub heading: String,
    /// Plain text of the section.
    pub text: String,
    /// Names that find this section though they need not stand in its text: former names, synonyms, abbreviations, codes.
    pub extra: Vec<String>,
    /// Words and questions with which readers ask for this section, in their own words: they count less than names.
    pub asked: Vec<String>,
    /// What a hit on this page counts beside one on others, in hundredths; 100 where pages are equal. Sections of a page share it.
    pub weight: u8,
    /// Addresses of the pages of the same language that this one has to do with: a hit on it speaks for them too. Those of its first
    /// section count.
    pub related: Vec<String>,
    /// Identity that the same section has in every language. Empty: it has none. Titles, headings and extra names of the other
    /// languages' sections of the same key become weak keys of this one.
    pub key: String,
}

impl Default for SearchDocument {
    fn default() -> Self {
        let empty = String::new;
        let (url, anchor, kind, lang, title, title_lang) = (empty(), empty(), empty(), empty(), empty(), empty());
        let (heading, text, key) = (empty(), empty(), empty());
        let (extra, asked, related) = (Vec::new(), Vec::new(), Vec::new());
        SearchDocument { url, anchor, kind, lang, title, title_lang, heading, text, extra, asked, weight: 100, related, key }
    }
}

impl SearchDocument {
    /// Adds everything in it to what a fingerprint is taken of.
    pub(super) fn add_to(&self, out: &mut Vec<u8>) {
        let SearchDocument { url, anchor, kind, lang, title, title_lang, heading, text, extra, asked, weight, related, key } = self;
        [url, anchor, kind, lang, title, title_lang, heading, text, key].into_iter().for_each(|text| add(out, text));
        add_all(out, extra.iter());
        add_all(out, asked.iter());
        add_all(out, related.iter());
        out.push(*weight);
    }
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

/// Adds a text with its length to what a fingerprint is taken of.
pub(super) fn add(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u32).to_le_bytes());
    out.extend(text.as_bytes());
}

/// Adds a list with its length to what a fingerprint is taken of.
fn add_all<'a>(out: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'a String>) {
    out.extend((texts.len() as u32).to_le_bytes());
    texts.for_each(|text| add(out, text));
}

/// The pages of all languages, which the index reads one by one: no more than some need to be there at the same time. Languages are positions among the
/// site's languages. Each page has an address of its own.
pub trait Pages: Sync {
    /// How many pages a language has.
    fn count(&self, language: usize) -> usize;

    /// Calls `read` with the sections of one page, and with what [`Pages::rests_on`] can be asked in a later build: empty where it cannot.
    fn read(&self, language: usize, page: usize, read: &mut dyn FnMut(&[&SearchDocument], Vec<u8>));

    /// The address of a page, if it is known before the page is read.
    fn address(&self, _language: usize, _page: usize) -> Option<&str> {
        None
    }

    /// Whether all that a page is made of is as it was when this was said of it.
    fn rests_on(&self, _language: usize, _page: usize, _said: &[u8]) -> bool {
        false
    }
}

/// The pages of an input, by language and in order of their addresses.
pub(super) struct ByAddress<'a> {
    pages: Vec<Vec<Vec<&'a SearchDocument>>>,
}

impl<'a> ByAddress<'a> {
    pub(super) fn new(input: &'a SearchInput) -> Self {
        let of = |lang: &String| {
            let mut by_url: BTreeMap<&str, Vec<&SearchDocument>> = BTreeMap::new();
            for document in input.documents.iter().filter(|document| document.lang == *lang) {
                by_url.entry(&document.url).or_default().push(document);
            }
            by_url.into_values().collect()
        };
        ByAddress { pages: input.languages.iter().map(of).collect() }
    }
}

impl Pages for ByAddress<'_> {
    fn count(&self, language: usize) -> usize {
        self.pages.get(language).map_or(0, Vec::len)
    }

    fn read(&self, language: usize, page: usize, read: &mut dyn FnMut(&[&SearchDocument], Vec<u8>)) {
        if let Some(documents) = self.pages.get(language).and_then(|pages| pages.get(page)) {
            read(documents, Vec::new());
        }
    }
}

/// Everything that determines the bytes of the index.
#[derive(Debug, Default)]
pub struct SearchInput {
    /// Language ids, in the site's order.
    pub languages: Vec<String>,
    /// Sections of all languages, unless the index reads them from [`Pages`].
    pub documents: Vec<SearchDocument>,
    /// Names of all records.
    pub glossary: Vec<GlossaryEntry>,
    /// What the kinds of pages are called together, by language and kind: headings of groups of results.
    pub kind_names: BTreeMap<String, BTreeMap<String, String>>,
    /// Morphological lexicons that are at hand, per language.
    pub lexicons: Lexicons,
}

impl SearchInput {
    /// Adds what every language's words and what they stand for depend on, besides its pages and its lexicon, to what a fingerprint is taken of.
    pub(super) fn add_names_to(&self, out: &mut Vec<u8>) {
        add_all(out, self.languages.iter());
        for GlossaryEntry { id, names } in &self.glossary {
            add(out, id);
            out.extend((names.len() as u32).to_le_bytes());
            for (lang, Names { names, former, synonyms, abbreviations }) in names {
                add(out, lang);
                [names, former, synonyms, abbreviations].into_iter().for_each(|list| add_all(out, list.iter()));
            }
        }
    }

    /// Adds which lexicon a language has: its version stands for its bytes.
    pub(super) fn add_lexicon_to(&self, lang: &str, out: &mut Vec<u8>) {
        let source = self.lexicons.source(lang);
        out.push(u8::from(source.is_some()));
        source.into_iter().flat_map(|LexiconSource { name, version }| [name, version]).for_each(|text| add(out, text));
    }

    /// Adds what the kinds of pages are called in a language.
    pub(super) fn add_kinds_to(&self, lang: &str, out: &mut Vec<u8>) {
        let names = self.kind_names.get(lang).into_iter().flatten();
        names.for_each(|(kind, name)| [kind, name].into_iter().for_each(|text| add(out, text)));
    }
}
