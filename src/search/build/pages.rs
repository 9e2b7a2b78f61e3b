//! Pages, cut into words.

use super::known::{Fingerprint, Known};
use crate::search::cards::put_card;
use crate::search::input::{SearchDocument, add};
use crate::search::texts::Texts;
use crate::search::tokens::each_word;
use ahash::AHashMap as HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// One page, cut into words: the numbers of their texts.
#[derive(Debug, Default)]
pub(super) struct Page {
    words: Vec<u32>,
    title: u32,
    sections: Vec<Ends>,
    /// What results show of it, without its kind and the pages it has to do with.
    pub(super) card: Vec<u8>,
}

/// Where the words of a section's heading, text and names end.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    heading: u32,
    text: u32,
    extra: u32,
}

impl Page {
    fn slice(&self, start: u32, end: u32) -> &[u32] {
        self.words.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The words of the title.
    pub(super) fn title(&self) -> &[u32] {
        self.slice(0, self.title)
    }

    /// The sections, in order.
    pub(super) fn sections(&self) -> impl ExactSizeIterator<Item = Section<'_>> {
        (0..self.sections.len()).map(|number| self.at(number))
    }

    /// One section.
    pub(super) fn section(&self, number: usize) -> Option<Section<'_>> {
        (number < self.sections.len()).then(|| self.at(number))
    }

    fn at(&self, number: usize) -> Section<'_> {
        let start = number.checked_sub(1).map_or(self.title, |before| self.sections[before].extra);
        let ends = self.sections[number];
        Section { heading: self.slice(start, ends.heading), text: self.slice(ends.heading, ends.text), extra: self.slice(ends.text, ends.extra) }
    }

    /// The words of all sections, and of the title.
    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }
}

/// The words of one section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'a> {
    pub(super) heading: &'a [u32],
    pub(super) text: &'a [u32],
    pub(super) extra: &'a [u32],
}

/// Pages that are cut together.
const PART: usize = 64;

/// Cuts pages into words, those that are not known from before; `titles` has what is cut of each page's title. Afterwards these pages are
/// known and no others.
pub(super) fn cut(pages: &[Vec<&SearchDocument>], titles: &[&str], known: &mut Known) -> Vec<Arc<Page>> {
    let both = pages.par_iter().zip(titles).with_min_len(PART);
    let fingerprints: Vec<Fingerprint> = both.map_init(Vec::new, |bytes, (page, title)| fingerprint(page, title, bytes)).collect();
    let new: Vec<usize> = (0..pages.len()).filter(|page| !known.pages.contains_key(&fingerprints[*page])).collect();
    let parts: Vec<(Vec<Page>, Texts)> = new
        .par_chunks(PART)
        .map(|part| {
            let mut texts = Texts::default();
            (part.iter().map(|page| cut_page(&pages[*page], titles[*page], &mut texts)).collect(), texts)
        })
        .collect();
    let ids: Vec<Vec<u32>> = parts.iter().map(|(_, texts)| known.texts.add_all(texts)).collect();
    let renumbered = parts.into_par_iter().zip(ids).flat_map_iter(|((pages, _), ids)| pages.into_iter().map(move |page| Arc::new(page.renumbered(&ids))));
    let mut latest: HashMap<Fingerprint, Arc<Page>> = new.iter().map(|page| fingerprints[*page]).zip(renumbered.collect::<Vec<_>>()).collect();
    for fingerprint in &fingerprints {
        if let Some(page) = known.pages.remove(fingerprint) {
            latest.insert(*fingerprint, page);
        }
    }
    known.pages = latest;
    fingerprints.iter().filter_map(|fingerprint| known.pages.get(fingerprint).cloned()).collect()
}

/// Of all that a page's words and its card are made of. `bytes` is room to put it.
fn fingerprint(documents: &[&SearchDocument], title: &str, bytes: &mut Vec<u8>) -> Fingerprint {
    bytes.clear();
    add(bytes, title);
    documents.iter().for_each(|document| document.add_to(bytes));
    *blake3::hash(bytes).as_bytes()
}

fn cut_page(documents: &[&SearchDocument], title: &str, texts: &mut Texts) -> Page {
    let mut words = Vec::new();
    let mut end_of = |text: &str| {
        each_word(text, |word| words.push(texts.add(word)));
        words.len() as u32
    };
    let title = end_of(title);
    let section = |document: &&SearchDocument| {
        let (heading, text) = (end_of(&document.heading), end_of(&document.text));
        Ends { heading, text, extra: document.extra.iter().fold(text, |_, name| end_of(name)) }
    };
    let sections = documents.iter().map(section).collect();
    let mut card = Vec::new();
    put_card(&mut card, documents);
    Page { words, title, sections, card }
}

impl Page {
    /// The page with the numbers that its texts got among all texts.
    fn renumbered(mut self, ids: &[u32]) -> Self {
        self.words.iter_mut().for_each(|word| *word = ids.get(*word as usize).copied().unwrap_or_default());
        self.words.shrink_to_fit();
        self
    }
}
