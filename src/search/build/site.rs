//! The pages of one language, read and analysed.

use super::known::Known;
use super::pages::{Page, cut};
use super::uses::Uses;
use crate::search::analyse::TermUse;
use crate::search::glossary::Glossary;
use crate::search::input::{SearchDocument, SearchInput};
use crate::search::texts::Texts;
use ahash::{AHashMap as HashMap, AHashSet as HashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pages of one language, read and analysed. Forms are numbers of texts.
pub(super) struct Site<'a> {
    pub(super) lang: &'a str,
    /// The sections of each page.
    pub(super) documents: Vec<Vec<&'a SearchDocument>>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) texts: &'a Texts,
    /// The distinct forms of the pages and of the glossary's names, ascending.
    pub(super) forms: Vec<u32>,
    /// How often each text occurs as a form.
    counts: Vec<u32>,
    uses: Uses,
    /// Page and section of each key that languages share.
    pub(super) keys: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Site<'a> {
    pub(super) fn read(input: &'a SearchInput, glossary: &Glossary, number: usize, lang: &'a str, known: &'a mut Known) -> Self {
        let mut by_url: BTreeMap<&str, Vec<&SearchDocument>> = BTreeMap::new();
        for document in input.documents.iter().filter(|document| document.lang == lang) {
            by_url.entry(&document.url).or_default().push(document);
        }
        let documents: Vec<Vec<&SearchDocument>> = by_url.into_values().collect();
        known.use_lexicon(input.lexicons.source(lang));
        let foreign = ForeignTitles::new(input, lang);
        let own_title = |page: &Vec<&'a SearchDocument>| page.first().filter(|document| !foreign.has(document)).map_or("", |document| document.title.as_str());
        let titles: Vec<&str> = documents.iter().map(own_title).collect();
        let pages = cut(&documents, &titles, known);
        let names: Vec<u32> = glossary.words.keys().filter(|(of, _)| *of == number).map(|(_, word)| known.texts.add(word)).collect();
        let mut counts = vec![0; known.texts.len()];
        pages.iter().flat_map(|page| page.words()).chain(&names).for_each(|form| counts[*form as usize] += 1);
        let forms: Vec<u32> = (0u32..).zip(&counts).filter(|(_, count)| **count > 0).map(|(form, _)| form).collect();
        let lexicon = input.lexicons.get(lang);
        known.look_up(&forms, lang, lexicon);
        counts.resize(known.texts.len(), 0);
        let mut stem_counts = vec![0; known.texts.len()];
        forms.iter().for_each(|form| stem_counts[known.stem(*form) as usize] += counts[*form as usize]);
        let uses = Uses::of_forms(&forms, known, (&counts, &stem_counts), lang, lexicon);
        let mut keys = HashMap::default();
        for (page_number, page) in documents.iter().enumerate() {
            for (section_number, section) in page.iter().enumerate().filter(|(_, section)| !section.key.is_empty()) {
                keys.insert(section.key.as_str(), (page_number, section_number));
            }
        }
        Site { lang, documents, pages, texts: &known.texts, forms, counts, uses, keys }
    }

    /// What a form stands for.
    pub(super) fn uses(&self, form: u32) -> &[TermUse] {
        self.uses.of(form)
    }

    /// The number of a form of the pages or of a name of the glossary.
    pub(super) fn form(&self, word: &str) -> Option<u32> {
        self.texts.find(word).filter(|id| self.is_form(*id))
    }

    /// Whether a text is a form.
    pub(super) fn is_form(&self, id: u32) -> bool {
        self.counts.get(id as usize).is_some_and(|count| *count > 0)
    }
}

/// Titles in another language of the site that the page's counterpart in that language has as its own. Their words are words of that language: taken for
/// words of this one they would be rare, and a page with such a title would stand before the pages about the thing.
struct ForeignTitles<'a> {
    counterparts: HashSet<(&'a str, &'a str)>,
}

impl<'a> ForeignTitles<'a> {
    fn new(input: &'a SearchInput, lang: &str) -> Self {
        let others = input.documents.iter().filter(|document| document.lang != lang && !document.key.is_empty());
        ForeignTitles { counterparts: others.map(|document| (document.lang.as_str(), document.key.as_str())).collect() }
    }

    fn has(&self, document: &SearchDocument) -> bool {
        self.counterparts.contains(&(document.title_lang.as_str(), document.key.as_str()))
    }
}
