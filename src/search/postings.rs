//! Which terms stand in which pages and sections, how strongly, and the bytes of it.
//!
//! Strength is the part of BM25 that depends on one page alone: `tf (k1 + 1) / (tf + k1 (1 - b + b length / average))` with k1 = 1.2 and
//! b = 0.5 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), where tf adds up field weight times
//! closeness. It lies between 0 and k1 + 1 and is kept in 6 bits for a page and in 4 bits for a section.

use rayon::prelude::*;

use super::bytes::put_varint;

const K1: f64 = 1.2;
const B: f64 = 0.5;
/// Highest strength of a page and of a section in the files.
pub(super) const PAGE_LEVELS: u8 = 63;
pub(super) const SECTION_LEVELS: u8 = 15;
/// Pages of one term that stand in its first block.
const BLOCK: usize = 1_000;

/// One mention: term, section within the page (none: the page as a whole), weight in hundredths; in the order of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention(u64);

impl Mention {
    /// The weight counts up to 32,767.
    pub(super) fn new(term: u32, section: Option<u16>, weight: u32) -> Self {
        let section = section.map_or(0, |section| u64::from(section) + 1);
        Mention(u64::from(term) << 32 | section << 15 | u64::from(weight.min(0x7fff)))
    }

    fn term(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn section(self) -> Option<u16> {
        (self.0 >> 15 & 0x1ffff).checked_sub(1).map(|section| section as u16)
    }

    fn weight(self) -> u32 {
        (self.0 & 0x7fff) as u32
    }
}

/// Where a term stands on a page: the page, and where the bytes of it begin among those of the page's part.
#[derive(Debug, Clone, Copy)]
struct Posting {
    page: u32,
    start: u32,
}

/// The words of a page and of a section, on the average.
struct Averages {
    page: f64,
    section: f64,
}

/// Pages that are counted together.
const PART: usize = 64;

/// The terms of some pages. The bytes of a term on a page are those of the files, without the page.
#[derive(Debug, Default)]
struct Part {
    rows: Vec<(u32, Posting)>,
    bytes: Vec<u8>,
}

/// Postings of all terms.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each term ends among all postings.
    ends: Vec<u32>,
    all: Vec<Posting>,
    /// The bytes of the pages' parts.
    bytes: Vec<Vec<u8>>,
}

/// The encoded list of one term: the block that is always read and, if the list is long, the rest.
#[derive(Debug, Default, Clone)]
pub(super) struct List {
    pub(super) first: Vec<u8>,
    pub(super) rest: Vec<u8>,
}

impl Postings {
    /// Sorts the mentions of all pages by term. `lengths`: the words of every section of every page; `terms`: how many terms there are;
    /// `mentions`: adds what stands on a page, and gives what a mention there counts beside one on others, in hundredths.
    pub(super) fn new(lengths: &[Vec<u32>], terms: usize, mentions: impl Fn(usize, &mut Vec<Mention>) -> u8 + Sync) -> Self {
        let sections: usize = lengths.iter().map(Vec::len).sum();
        let total = lengths.iter().flatten().map(|length| u64::from(*length)).sum::<u64>() as f64;
        let averages = Averages { page: (total / lengths.len().max(1) as f64).max(1.0), section: (total / sections.max(1) as f64).max(1.0) };
        let count = |(number, lengths): (usize, &[Vec<u32>])| {
            let mut part = Part::default();
            let mut found = Vec::new();
            for (page, lengths) in (number * PART..).zip(lengths) {
                found.clear();
                let weight = mentions(page, &mut found);
                found.sort_unstable();
                part.count(page as u32, &found, weight, lengths, &averages);
            }
            part
        };
        let parts: Vec<Part> = lengths.par_chunks(PART).enumerate().map(count).collect();
        let mut next = vec![0u32; terms + 1];
        let rows = || parts.iter().flat_map(|part| &part.rows);
        rows().for_each(|(term, _)| next[*term as usize + 1] += 1);
        for term in 0..terms {
            next[term + 1] += next[term];
        }
        let mut all = vec![Posting { page: 0, start: 0 }; next.last().copied().unwrap_or_default() as usize];
        for (term, posting) in rows() {
            let next = &mut next[*term as usize];
            all[*next as usize] = *posting;
            *next += 1;
        }
        next.truncate(terms);
        Postings { ends: next, all, bytes: parts.into_iter().map(|part| part.bytes).collect() }
    }

    fn list(&self, term: u32) -> &[Posting] {
        let at = term as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.all.get(start as usize..*end as usize)).unwrap_or_default()
    }

    /// Number of pages with a term.
    pub(super) fn page_count(&self, term: u32) -> usize {
        self.list(term).len()
    }

    /// The bytes of the lists of these terms, in their order.
    pub(super) fn encode(&self, terms: &[u32]) -> Vec<List> {
        terms.par_iter().with_min_len(256).map(|term| self.encode_list(*term)).collect()
    }

    fn encode_list(&self, term: u32) -> List {
        let list = self.list(term);
        let mut out = List::default();
        let sections = list.iter().map(|posting| sections(self.bytes_of(posting)).0).sum();
        put_varint(&mut out.first, list.len());
        put_varint(&mut out.first, sections);
        if list.len() <= BLOCK {
            self.put_block(&mut out.first, list);
            return out;
        }
        let mut ranked = list.to_vec();
        let strength = |posting: &Posting| self.bytes_of(posting).first().map_or(0, |byte| byte >> 2);
        ranked.sort_by(|a, b| strength(b).cmp(&strength(a)).then(a.page.cmp(&b.page)));
        let (first, rest) = ranked.split_at_mut(BLOCK);
        first.sort_by_key(|posting| posting.page);
        rest.sort_by_key(|posting| posting.page);
        self.put_block(&mut out.first, first);
        self.put_block(&mut out.rest, rest);
        out
    }

    fn put_block(&self, out: &mut Vec<u8>, block: &[Posting]) {
        put_varint(out, block.len());
        let mut before = 0;
        for posting in block {
            put_varint(out, (posting.page - before) as usize);
            before = posting.page;
            let bytes = self.bytes_of(posting);
            out.extend_from_slice(bytes.get(..sections(bytes).1).unwrap_or_default());
        }
    }

    /// The bytes of a posting, and whatever follows them.
    fn bytes_of(&self, posting: &Posting) -> &[u8] {
        self.bytes.get(posting.page as usize / PART).and_then(|bytes| bytes.get(posting.start as usize..)).unwrap_or_default()
    }
}

/// The sections of the posting at the beginning of these bytes, and the length of its bytes.
fn sections(bytes: &[u8]) -> (usize, usize) {
    let varint = |at: &mut usize| {
        let (mut value, mut shift) = (0, 0);
        while let Some(byte) = bytes.get(*at) {
            *at += 1;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    };
    let mut at = 1;
    let mut count = bytes.first().map_or(0, |byte| usize::from(byte & 3));
    if count == 3 {
        count += varint(&mut at);
    }
    for _ in 0..count {
        let step = bytes.get(at).map_or(0, |byte| byte >> 4);
        at += 1;
        if step == 15 {
            varint(&mut at);
        }
    }
    (count, at)
}

impl Part {
    /// Adds the terms of a page, whose mentions are in order.
    fn count(&mut self, page: u32, mentions: &[Mention], weight: u8, lengths: &[u32], averages: &Averages) {
        let share = f64::from(weight) / 100.0;
        let mut of_page = Levels::new(lengths.iter().sum(), averages.page, PAGE_LEVELS, share);
        let mut of_sections: Vec<Levels> = lengths.iter().map(|length| Levels::new(*length, averages.section, SECTION_LEVELS, share)).collect();
        let mut without_length = Levels::new(1, averages.section, SECTION_LEVELS, share);
        let mut sections: Vec<(u16, u8)> = Vec::new();
        for of_term in mentions.chunk_by(|a, b| a.term() == b.term()) {
            sections.clear();
            let mut weight = 0;
            for of_section in of_term.chunk_by(|a, b| a.section() == b.section()) {
                let here: u32 = of_section.iter().map(|mention| mention.weight()).sum();
                weight += here;
                if let Some(section) = of_section[0].section() {
                    sections.push((section, of_sections.get_mut(usize::from(section)).unwrap_or(&mut without_length).of(here)));
                }
            }
            self.rows.push((of_term[0].term(), Posting { page, start: self.bytes.len() as u32 }));
            put_posting(&mut self.bytes, of_page.of(weight), &sections);
        }
    }
}

/// A term's strength on a page and in its sections.
fn put_posting(out: &mut Vec<u8>, strength: u8, sections: &[(u16, u8)]) {
    out.push(strength << 2 | sections.len().min(3) as u8);
    if sections.len() >= 3 {
        put_varint(out, sections.len() - 3);
    }
    let mut last = 0;
    for (section, strength) in sections {
        let step = section - last;
        last = *section;
        out.push((step.min(15) as u8) << 4 | strength);
        if step >= 15 {
            put_varint(out, usize::from(step) - 15);
        }
    }
}

/// Weights whose levels are kept.
const KEPT: usize = 256;

/// The levels of weights in a text of some length. Most weights come again and again.
struct Levels {
    /// 0: not known yet.
    known: [u8; KEPT],
    length: u32,
    average: f64,
    levels: u8,
    share: f64,
}

impl Levels {
    fn new(length: u32, average: f64, levels: u8, share: f64) -> Self {
        Levels { known: [0; KEPT], length, average, levels, share }
    }

    fn of(&mut self, weight: u32) -> u8 {
        let level = || level(weight, self.length, self.average, self.levels, self.share);
        match self.known.get_mut(weight as usize) {
            None => level(),
            Some(0) => {
                let level = level();
                self.known[weight as usize] = level;
                level
            }
            Some(known) => *known,
        }
    }
}

fn level(weight: u32, length: u32, average: f64, levels: u8, share: f64) -> u8 {
    let tf = f64::from(weight) / 100.0;
    let strength = tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * f64::from(length) / average));
    let scaled = (share * strength / (K1 + 1.0) * f64::from(levels)).round();
    (scaled as u8).clamp(1, levels)
}
