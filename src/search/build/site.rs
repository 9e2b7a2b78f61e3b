//! The pages of one language, read and analysed.

use crate::search::analyse::{TermUse, analyse};
use crate::search::decompound::Decompounder;
use crate::search::glossary::Glossary;
use crate::search::input::{SearchDocument, SearchInput};
use crate::search::language::language;
use crate::search::stem::Stemmer;
use crate::search::vocabulary::{Forms, Vocabulary};
use ahash::{AHashMap as HashMap, AHashSet as HashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One section, cut into words: their forms' positions in the vocabulary.
pub(super) struct Section<'a> {
    pub(super) document: &'a SearchDocument,
    pub(super) heading: Vec<u32>,
    pub(super) text: Vec<u32>,
    pub(super) extra: Vec<u32>,
}

/// One page, cut into words: their forms' positions in the vocabulary.
pub(super) struct Page<'a> {
    pub(super) title: Vec<u32>,
    pub(super) sections: Vec<Section<'a>>,
}

/// The pages of one language, read and analysed.
pub(super) struct Site<'a> {
    pub(super) lang: &'a str,
    pub(super) stemmer: Stemmer,
    pub(super) pages: Vec<Page<'a>>,
    pub(super) vocabulary: Vocabulary,
    /// Per form of the vocabulary.
    pub(super) uses: Vec<Vec<TermUse>>,
    /// Page and section of each key that languages share.
    pub(super) keys: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Site<'a> {
    pub(super) fn read(input: &'a SearchInput, glossary: &Glossary, number: usize, lang: &'a str) -> Self {
        let mut by_url: BTreeMap<&str, Vec<&SearchDocument>> = BTreeMap::new();
        for document in input.documents.iter().filter(|document| document.lang == lang) {
            by_url.entry(&document.url).or_default().push(document);
        }
        let by_page: Vec<Vec<&SearchDocument>> = by_url.into_values().collect();
        let foreign = ForeignTitles::new(input, lang);
        let (parts, forms): (Vec<Vec<Page<'_>>>, Vec<Forms>) = by_page.par_chunks(PART).map(|pages| read_pages(pages, &foreign)).unzip();
        let known = language(lang);
        let stemmer = Stemmer::new(known.stemmer);
        let names: Vec<&str> = glossary.words.keys().filter(|(of, _)| *of == number).map(|(_, word)| word.as_str()).collect();
        let (vocabulary, positions) = Vocabulary::new(forms, &names, &stemmer);
        let pages: Vec<Page<'_>> = parts.into_par_iter().zip(positions).flat_map_iter(|(pages, positions)| renumbered(pages, &positions)).collect();
        let tools = Decompounder { vocabulary: &vocabulary, stemmer: &stemmer, language: known, lexicon: input.lexicons.get(lang) };
        let uses = vocabulary.forms().par_iter().map(|(form, _)| analyse(form, &tools)).collect();
        let mut keys = HashMap::default();
        for (page_number, page) in pages.iter().enumerate() {
            for (section_number, section) in page.sections.iter().enumerate().filter(|(_, section)| !section.document.key.is_empty()) {
                keys.insert(section.document.key.as_str(), (page_number, section_number));
            }
        }
        Site { lang, stemmer, pages, vocabulary, uses, keys }
    }

    pub(super) fn uses_of(&self, form: &str) -> &[TermUse] {
        self.vocabulary.id(form).and_then(|id| self.uses.get(id as usize)).map_or(&[], Vec::as_slice)
    }
}

/// Pages that are read together.
const PART: usize = 64;

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

/// Some pages, with the words as numbers of the forms.
fn read_pages<'a>(pages: &[Vec<&'a SearchDocument>], foreign: &ForeignTitles<'_>) -> (Vec<Page<'a>>, Forms) {
    let mut forms = Forms::default();
    (pages.iter().map(|documents| read_page(documents, foreign, &mut forms)).collect(), forms)
}

fn read_page<'a>(documents: &[&'a SearchDocument], foreign: &ForeignTitles<'_>, forms: &mut Forms) -> Page<'a> {
    let title = documents.first().filter(|document| !foreign.has(document)).map(|document| forms.words(&document.title)).unwrap_or_default();
    let sections = documents.iter().map(|document| Section {
        document,
        heading: forms.words(&document.heading),
        text: forms.words(&document.text),
        extra: document.extra.iter().flat_map(|name| forms.words(name)).collect(),
    });
    Page { title, sections: sections.collect() }
}

/// The pages with every word as a position among the forms of the whole vocabulary.
fn renumbered<'a>(mut pages: Vec<Page<'a>>, positions: &[u32]) -> Vec<Page<'a>> {
    for page in &mut pages {
        let words = page.sections.iter_mut().flat_map(|section| section.heading.iter_mut().chain(&mut section.text).chain(&mut section.extra));
        page.title.iter_mut().chain(words).for_each(|word| *word = positions[*word as usize]);
    }
    pages
}
