//! Pages, cut into words.

use super::known::{Fingerprint, Known};
use crate::search::cards::put_card;
use crate::search::input::{self, SearchDocument};
use crate::search::texts::Texts;
use crate::search::tokens::each_word;
use ahash::{AHashMap as HashMap, AHashSet as HashSet};
use rayon::prelude::*;
use std::sync::Arc;

/// One page, cut into words: the numbers of their texts.
#[derive(Debug, Default)]
pub(super) struct Page {
    words: Box<[u32]>,
    title: u32,
    sections: Box<[Ends]>,
    /// What results show of it, without its kind and the pages it has to do with.
    pub(super) card: Box<[u8]>,
}

/// Where the words of a section's heading, text, names and questions end.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    heading: u32,
    text: u32,
    extra: u32,
    asked: u32,
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
        let start = number.checked_sub(1).map_or(self.title, |before| self.sections[before].asked);
        let ends = self.sections[number];
        Section {
            heading: self.slice(start, ends.heading),
            text: self.slice(ends.heading, ends.text),
            extra: self.slice(ends.text, ends.extra),
            asked: self.slice(ends.extra, ends.asked),
        }
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
    pub(super) asked: &'a [u32],
}

/// What is known of a page besides its words.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) url: String,
    pub(super) kind: String,
    /// Language of the title where it is not the page's.
    title_lang: String,
    /// What a hit on it counts beside one on others, in hundredths.
    pub(super) weight: u8,
    /// Addresses of pages that it has to do with.
    pub(super) related: Vec<String>,
    /// The identity of each section that it has in every language; empty for none.
    pub(super) keys: Vec<String>,
}

impl Facts {
    fn of(documents: &[&SearchDocument]) -> Option<Self> {
        let SearchDocument { url, kind, title_lang, weight, related, .. } = documents.first()?;
        let keys = documents.iter().map(|document| document.key.clone()).collect();
        Some(Facts { url: url.clone(), kind: kind.clone(), title_lang: title_lang.clone(), weight: *weight, related: related.clone(), keys })
    }
}

/// The pages of one language, in order of their addresses.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) facts: Vec<Facts>,
    pub(super) pages: Vec<Arc<Page>>,
}

/// A page that has been read.
struct Read {
    facts: Facts,
    fingerprint: Fingerprint,
    page: Cut,
}

enum Cut {
    /// It is as it was.
    Known(Arc<Page>),
    New(Page),
}

/// Pages that are cut together.
const PART: usize = 64;

/// Parts whose words are joined with those of the earlier ones before others are read: until then each part has texts of its own.
const PARTS: usize = 16;

/// Reads the pages of a language and cuts into words those that are not known from before. Afterwards these pages are known and no others.
pub(super) fn read(pages: &dyn input::Pages, language: usize, known: &mut Known) -> Pages {
    let before = &known.pages;
    let read = |room: &mut Room, number: &usize, texts: &mut Texts| {
        let mut found = None;
        pages.read(language, *number, &mut |documents| {
            let fingerprint = fingerprint(documents, &mut room.bytes);
            let known = before.get(&fingerprint).cloned();
            let page = known.map_or_else(|| Cut::New(cut(documents, room, texts)), Cut::Known);
            found = Facts::of(documents).map(|facts| Read { facts, fingerprint, page });
        });
        found
    };
    let numbers: Vec<usize> = (0..pages.count(language)).collect();
    let read_part = |room: &mut Room, part: &[usize]| {
        let mut texts = Texts::default();
        let found: Vec<Read> = part.iter().filter_map(|number| read(room, number, &mut texts)).collect();
        (found, texts)
    };
    let mut found: Vec<(Facts, Arc<Page>)> = Vec::with_capacity(numbers.len());
    let mut latest = HashMap::with_capacity(numbers.len());
    for numbers in numbers.chunks(PART * PARTS) {
        let parts: Vec<(Vec<Read>, Texts)> = numbers.par_chunks(PART).map_init(Room::default, read_part).collect();
        for (part, texts) in parts {
            let ids = known.texts.add_all(&texts);
            for Read { facts, fingerprint, page } in part {
                let page = match page {
                    Cut::Known(page) => page,
                    Cut::New(page) => Arc::new(page.renumbered(&ids)),
                };
                latest.insert(fingerprint, page.clone());
                found.push((facts, page));
            }
        }
    }
    known.pages = latest;
    found.sort_by(|(one, _), (other, _)| one.url.cmp(&other.url));
    let (facts, pages) = found.into_iter().unzip();
    Pages { facts, pages }
}

/// Takes the title from pages whose title is in another language of the site and whose counterpart in that language has it as its own. Their words are
/// words of that language: taken for words of this one they would be rare, and a page with such a title would stand before the pages about the thing.
pub(super) fn without_foreign_titles(all: &mut [Pages], languages: &[String]) {
    let keys: Vec<HashSet<&str>> = all.iter().map(|pages| pages.facts.iter().flat_map(|facts| &facts.keys).map(String::as_str).collect()).collect();
    let mut foreign = Vec::new();
    for (of, pages) in all.iter().enumerate() {
        for (number, facts) in pages.facts.iter().enumerate().filter(|(_, facts)| !facts.title_lang.is_empty()) {
            let key = facts.keys.first().filter(|key| !key.is_empty());
            let other = languages.iter().position(|lang| *lang == facts.title_lang).filter(|other| *other != of);
            if key.zip(other.and_then(|other| keys.get(other))).is_some_and(|(key, others)| others.contains(key.as_str())) {
                foreign.push((of, number));
            }
        }
    }
    for (of, number) in foreign {
        if let Some(page) = all.get_mut(of).and_then(|pages| pages.pages.get_mut(number)) {
            *page = Arc::new(page.without_title());
        }
    }
}

/// Room that is used for one page after the other.
#[derive(Default)]
struct Room {
    bytes: Vec<u8>,
    words: Vec<u32>,
    card: Vec<u8>,
}

/// Of all that a page's words and its card are made of. `bytes` is room to put it.
fn fingerprint(documents: &[&SearchDocument], bytes: &mut Vec<u8>) -> Fingerprint {
    bytes.clear();
    documents.iter().for_each(|document| document.add_to(bytes));
    *blake3::hash(bytes).as_bytes()
}

fn cut(documents: &[&SearchDocument], room: &mut Room, texts: &mut Texts) -> Page {
    let Room { words, card, .. } = room;
    words.clear();
    card.clear();
    let mut end_of = |text: &str| {
        each_word(text, |word| words.push(texts.add(word)));
        words.len() as u32
    };
    let title = documents.first().map_or(0, |document| end_of(&document.title));
    let section = |document: &&SearchDocument| {
        let (heading, text) = (end_of(&document.heading), end_of(&document.text));
        let extra = document.extra.iter().fold(text, |_, name| end_of(name));
        Ends { heading, text, extra, asked: document.asked.iter().fold(extra, |_, question| end_of(question)) }
    };
    let sections = documents.iter().map(section).collect();
    put_card(card, documents);
    Page { words: words.as_slice().into(), title, sections, card: card.as_slice().into() }
}

impl Page {
    /// The page with the numbers that its texts got among all texts.
    fn renumbered(mut self, ids: &[u32]) -> Self {
        self.words.iter_mut().for_each(|word| *word = ids.get(*word as usize).copied().unwrap_or_default());
        self
    }

    fn without_title(&self) -> Self {
        let title = self.title;
        let before = |end: u32| end - title;
        let without = |ends: &Ends| Ends { heading: before(ends.heading), text: before(ends.text), extra: before(ends.extra), asked: before(ends.asked) };
        let sections = self.sections.iter().map(without).collect();
        Page { words: self.words.get(title as usize..).unwrap_or_default().into(), title: 0, sections, card: self.card.clone() }
    }
}
