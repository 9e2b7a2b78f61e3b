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

/// One mention: term, section within the page (none: the page as a whole), weight in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    pub(super) term: u32,
    pub(super) section: Option<u16>,
    pub(super) weight: u32,
}

/// One page's mentions.
#[derive(Debug, Default)]
pub(super) struct PageMentions {
    pub(super) mentions: Vec<Mention>,
    /// What a mention on this page counts beside one on others, in hundredths.
    pub(super) page_weight: u8,
}

/// A term in a page.
#[derive(Debug, Clone, Copy)]
struct Posting {
    page: u32,
    strength: u8,
    sections: (u32, u32),
}

/// A term's row of one page: term, strength, and where its sections begin and end among the page's.
type Row = (u32, u8, u32, u32);

/// The words of a page and of a section, on the average.
struct Averages {
    page: f64,
    section: f64,
}

/// A section and its strength.
type SectionStrength = (u16, u8);

/// Postings of all terms.
#[derive(Debug, Default)]
pub(super) struct Postings {
    lists: Vec<Vec<Posting>>,
    sections: Vec<Vec<SectionStrength>>,
}

/// The encoded list of one term: the block that is always read and, if the list is long, the rest.
#[derive(Debug, Default, Clone)]
pub(super) struct List {
    pub(super) first: Vec<u8>,
    pub(super) rest: Vec<u8>,
}

impl Postings {
    /// Sorts the mentions of all pages by term. `lengths`: the words of every section of every page; `terms`: how many terms there are;
    /// `mentions`: what stands on a page.
    pub(super) fn new(lengths: &[Vec<u32>], terms: usize, mentions: impl Fn(usize) -> PageMentions + Sync) -> Self {
        let sections: usize = lengths.iter().map(Vec::len).sum();
        let total = lengths.iter().flatten().map(|length| u64::from(*length)).sum::<u64>() as f64;
        let averages = Averages { page: (total / lengths.len().max(1) as f64).max(1.0), section: (total / sections.max(1) as f64).max(1.0) };
        let rows: Vec<(Vec<Row>, Vec<SectionStrength>)> =
            lengths.par_iter().enumerate().map(|(page, lengths)| count(mentions(page), lengths, &averages)).collect();
        let mut counts = vec![0; terms];
        for row in rows.iter().flat_map(|(rows, _)| rows) {
            if let Some(count) = counts.get_mut(row.0 as usize) {
                *count += 1;
            }
        }
        let mut lists: Vec<Vec<Posting>> = counts.into_iter().map(Vec::with_capacity).collect();
        let mut section_lists = Vec::with_capacity(rows.len());
        for ((rows, sections), page) in rows.into_iter().zip(0u32..) {
            for (term, strength, start, end) in rows {
                if let Some(list) = lists.get_mut(term as usize) {
                    list.push(Posting { page, strength, sections: (start, end) });
                }
            }
            section_lists.push(sections);
        }
        Postings { lists, sections: section_lists }
    }

    /// Number of pages with a term.
    pub(super) fn page_count(&self, term: u32) -> usize {
        self.lists.get(term as usize).map_or(0, Vec::len)
    }

    /// The bytes of the lists of these terms, in their order.
    pub(super) fn encode(&self, terms: &[u32]) -> Vec<List> {
        terms.par_iter().map(|term| self.encode_list(*term)).collect()
    }

    fn encode_list(&self, term: u32) -> List {
        let Some(list) = self.lists.get(term as usize) else { return List::default() };
        let sections: usize = list.iter().map(|posting| (posting.sections.1 - posting.sections.0) as usize).sum();
        let mut out = List::default();
        put_varint(&mut out.first, list.len());
        put_varint(&mut out.first, sections);
        if list.len() <= BLOCK {
            self.put_block(&mut out.first, list);
            return out;
        }
        let mut ranked = list.clone();
        ranked.sort_by(|a, b| b.strength.cmp(&a.strength).then(a.page.cmp(&b.page)));
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
            let sections =
                self.sections.get(posting.page as usize).and_then(|all| all.get(posting.sections.0 as usize..posting.sections.1 as usize)).unwrap_or_default();
            out.push(posting.strength << 2 | sections.len().min(3) as u8);
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
    }
}

/// One page's rows and the section strengths that they point into.
fn count(page: PageMentions, lengths: &[u32], averages: &Averages) -> (Vec<Row>, Vec<SectionStrength>) {
    let whole: u32 = lengths.iter().sum();
    let mut mentions = page.mentions;
    mentions.sort_unstable();
    let share = f64::from(page.page_weight) / 100.0;
    let mut rows = Vec::new();
    let mut sections = Vec::new();
    for of_term in mentions.chunk_by(|a, b| a.term == b.term) {
        let start = sections.len() as u32;
        let mut weight = 0;
        for of_section in of_term.chunk_by(|a, b| a.section == b.section) {
            let here: u32 = of_section.iter().map(|mention| mention.weight).sum();
            weight += here;
            if let Some(section) = of_section[0].section {
                let length = lengths.get(usize::from(section)).copied().unwrap_or(1);
                sections.push((section, level(here, length, averages.section, SECTION_LEVELS, share)));
            }
        }
        rows.push((of_term[0].term, level(weight, whole, averages.page, PAGE_LEVELS, share), start, sections.len() as u32));
    }
    (rows, sections)
}

fn level(weight: u32, length: u32, average: f64, levels: u8, share: f64) -> u8 {
    let tf = f64::from(weight) / 100.0;
    let strength = tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * f64::from(length) / average));
    let scaled = (share * strength / (K1 + 1.0) * f64::from(levels)).round();
    (scaled as u8).clamp(1, levels)
}
