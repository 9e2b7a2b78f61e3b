//! Pages, cut into words.

mod bytes;

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
    pub(super) title_lang: String,
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

    /// Of a page of which other languages read only the keys.
    pub(super) fn of_keys(keys: Vec<String>) -> Self {
        Facts { url: String::new(), kind: String::new(), title_lang: String::new(), weight: 0, related: Vec::new(), keys }
    }
}

/// The pages of one language, in order of their addresses.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) facts: Vec<Arc<Facts>>,
    pub(super) pages: Vec<Arc<Page>>,
}

/// The pages of one language in order of their addresses, without their words.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) facts: Vec<Arc<Facts>>,
    /// What each was made of.
    pub(super) fingerprints: Vec<Fingerprint>,
    /// The number under which each is read.
    numbers: Vec<usize>,
    /// What each rests on, by its address, as far as that is known.
    pub(super) seen: Seen,
}

/// Pages by their addresses, with what they rest on.
pub(super) type Seen = HashMap<String, OnePage>;

/// A page that was made when this was said of what it rests on.
#[derive(Clone, Debug)]
pub(super) struct OnePage {
    pub(super) said: Arc<[u8]>,
    pub(super) fingerprint: Fingerprint,
    pub(super) facts: Arc<Facts>,
}

/// A page that has been read.
struct Read {
    page: OnePage,
    number: usize,
    /// Its words, if they are not known from before.
    new: Option<Page>,
}

/// Pages that are cut together.
const PART: usize = 64;

/// Parts whose words are joined with those of the earlier ones before others are read: until then each part has texts of its own.
const PARTS: usize = 16;

/// Reads the pages of a language and cuts into words those that are not known from before. Those that rest on the same as when they were seen need not be
/// read at all.
pub(super) fn read(pages: &dyn input::Pages, language: usize, known: &mut Known, seen: &Seen) -> Listed {
    let numbers: Vec<usize> = (0..pages.count(language)).collect();
    let mut found: Vec<Read> = Vec::with_capacity(numbers.len());
    for numbers in numbers.chunks(PART * PARTS) {
        let before: &Known = known;
        let read_part = |room: &mut Room, numbers: &[usize]| {
            let mut texts = Texts::default();
            let read =
                |number: &usize| as_seen(pages, language, *number, before, seen).or_else(|| read_page(pages, language, *number, before, room, &mut texts));
            (numbers.iter().filter_map(read).collect(), texts)
        };
        let parts: Vec<(Vec<Read>, Texts)> = numbers.par_chunks(PART).map_init(Room::default, read_part).collect();
        for (part, texts) in parts {
            if part.iter().any(|read| read.new.is_some()) {
                known.load();
            }
            let ids = known.texts.add_all(&texts);
            for mut read in part {
                if let Some(page) = read.new.take() {
                    known.pages.insert(read.page.fingerprint, Arc::new(page.renumbered(&ids)));
                }
                found.push(read);
            }
        }
    }
    found.sort_by(|one, other| one.page.facts.url.cmp(&other.page.facts.url));
    let mut listed = Listed::default();
    for Read { page, number, .. } in found {
        listed.facts.push(page.facts.clone());
        listed.fingerprints.push(page.fingerprint);
        listed.numbers.push(number);
        if !page.said.is_empty() {
            listed.seen.insert(page.facts.url.clone(), page);
        }
    }
    listed
}

fn as_seen(pages: &dyn input::Pages, language: usize, number: usize, known: &Known, seen: &Seen) -> Option<Read> {
    let page = seen.get(pages.address(language, number)?)?;
    let same = known.knows(&page.fingerprint) && pages.rests_on(language, number, &page.said);
    same.then(|| Read { page: page.clone(), number, new: None })
}

fn read_page(pages: &dyn input::Pages, language: usize, number: usize, known: &Known, room: &mut Room, texts: &mut Texts) -> Option<Read> {
    let mut found = None;
    pages.read(language, number, &mut |documents, said| {
        let fingerprint = fingerprint(documents, &mut room.bytes);
        let new = (!known.knows(&fingerprint)).then(|| cut(documents, room, texts));
        found = Facts::of(documents).map(|facts| Read { page: OnePage { said: said.into(), fingerprint, facts: facts.into() }, number, new });
    });
    found
}

impl Listed {
    /// The pages with their words. Those that turn out not to be known are read again. Afterwards these pages are known and no others.
    pub(super) fn with_words(self, pages: &dyn input::Pages, language: usize, known: &mut Known) -> Pages {
        known.load();
        let mut before = std::mem::take(&mut known.pages);
        let mut room = Room::default();
        let mut page = |fingerprint: &Fingerprint, number: usize| {
            if let Some(page) = before.remove(fingerprint) {
                return page;
            }
            let (mut texts, mut page) = (Texts::default(), Page::default());
            pages.read(language, number, &mut |documents, _| page = cut(documents, &mut room, &mut texts));
            let ids = known.texts.add_all(&texts);
            Arc::new(page.renumbered(&ids))
        };
        let with_words: Vec<Arc<Page>> = self.fingerprints.iter().zip(self.numbers).map(|(fingerprint, number)| page(fingerprint, number)).collect();
        known.pages = self.fingerprints.into_iter().zip(with_words.iter().cloned()).collect();
        Pages { facts: self.facts, pages: with_words }
    }
}

/// The pages, by language and number, whose title is in another language of the site and whose counterpart in that language has it as its own. Their words
/// are words of that language: taken for words of this one they would be rare, and a page with such a title would stand before the pages about the thing.
pub(super) fn with_foreign_titles(all: &[Listed], languages: &[String]) -> Vec<Vec<usize>> {
    let keys: Vec<HashSet<&str>> = all.iter().map(|pages| pages.facts.iter().flat_map(|facts| &facts.keys).map(String::as_str).collect()).collect();
    let is_foreign = |of: usize, facts: &Facts| {
        let key = facts.keys.first().filter(|key| !key.is_empty());
        let other = languages.iter().position(|lang| *lang == facts.title_lang).filter(|other| *other != of);
        key.zip(other.and_then(|other| keys.get(other))).is_some_and(|(key, others)| others.contains(key.as_str()))
    };
    let of_language = |(of, pages): (usize, &Listed)| {
        let foreign = pages.facts.iter().enumerate().filter(|(_, facts)| !facts.title_lang.is_empty() && is_foreign(of, facts));
        foreign.map(|(number, _)| number).collect()
    };
    all.iter().enumerate().map(of_language).collect()
}

impl Pages {
    /// Takes the title from the pages with these numbers.
    pub(super) fn without_titles(mut self, numbers: &[usize]) -> Self {
        for number in numbers {
            if let Some(page) = self.pages.get_mut(*number) {
                *page = Arc::new(page.without_title());
            }
        }
        self
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
