//! Which terms stand in which pages and sections, how strongly, and the bytes of it.
//!
//! Strength is the part of BM25 that depends on one page alone: `tf (k1 + 1) / (tf + k1 (1 - b + b length / average))` with k1 = 1.2 and
//! b = 0.5 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), where tf adds up field weight times
//! closeness. It lies between 0 and k1 + 1 and is kept in 6 bits for a page and in 4 bits for a section.

mod count;
mod levels;
mod piece;

use super::bytes::put_varint;
pub(super) use count::Counter;
use count::{Averages, Part, Tables};
use piece::{Piece, Posting};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Pages of one term that stand in its first block.
const BLOCK: usize = 1_000;

/// Pages that are counted together.
const PART: usize = 128;

/// Postings of all terms.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each term ends among all pieces.
    ends: Vec<u32>,
    /// Part, and place in its bytes.
    pieces: Vec<(u32, u32)>,
    parts: Vec<Vec<u8>>,
}

/// Lists that are encoded together.
const LISTS: usize = 1_024;

/// The encoded lists of all terms.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The blocks that are always read, and where each ends, of so many lists as are encoded together.
    parts: Vec<(Vec<u8>, Vec<u32>)>,
    /// What follows the first block of long lists, by the number of the list.
    pub(super) rests: BTreeMap<usize, Vec<u8>>,
}

impl Lists {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|(_, ends)| ends.len()).sum()
    }

    /// The block of a list that is always read.
    pub(super) fn first(&self, list: usize) -> &[u8] {
        let (part, at) = (list / LISTS, list % LISTS);
        let Some((bytes, ends)) = self.parts.get(part) else { return &[] };
        let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
        ends.get(at).and_then(|end| bytes.get(start as usize..*end as usize)).unwrap_or_default()
    }
}

impl Postings {
    /// Sorts the mentions of all pages by term. `lengths`: the words of every section of every page; `terms`: how many terms there are;
    /// `mentions`: counts what stands on a page, and gives what a mention there counts beside one on others, in hundredths.
    pub(super) fn new(lengths: &[Vec<u32>], terms: usize, mentions: impl Fn(usize, &mut Counter) -> u8 + Sync) -> Self {
        let sections: usize = lengths.iter().map(Vec::len).sum();
        let total = lengths.iter().flatten().map(|length| u64::from(*length)).sum::<u64>() as f64;
        // In whole words, so that an edit of one page leaves the strengths on all others, and with them the files that readers have, as they are.
        let average = |of: usize| (total / of.max(1) as f64).round().max(1.0);
        let averages = Averages { page: average(lengths.len()), section: average(sections) };
        let count = |tables: &mut Tables, (number, lengths): (usize, &[Vec<u32>])| {
            for (page, lengths) in (number * PART..).zip(lengths) {
                let weight = mentions(page, &mut tables.counter);
                tables.add_page(page as u32, weight, lengths, &averages);
            }
            tables.take()
        };
        let parts: Vec<Part> = lengths.par_chunks(PART).enumerate().map_init(|| Tables::new(terms), count).collect();
        let mut next = vec![0u32; terms + 1];
        let rows = || parts.iter().flat_map(|part| &part.rows);
        rows().for_each(|(term, _)| next[*term as usize + 1] += 1);
        for term in 0..terms {
            next[term + 1] += next[term];
        }
        let mut pieces = vec![(0, 0); next.last().copied().unwrap_or_default() as usize];
        for (number, part) in (0..).zip(&parts) {
            for (term, start) in &part.rows {
                let next = &mut next[*term as usize];
                pieces[*next as usize] = (number, *start);
                *next += 1;
            }
        }
        next.truncate(terms);
        Postings { ends: next, pieces, parts: parts.into_iter().map(|part| part.bytes).collect() }
    }

    fn places(&self, term: u32) -> &[(u32, u32)] {
        let at = term as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.pieces.get(start as usize..*end as usize)).unwrap_or_default()
    }

    fn pieces(&self, term: u32) -> impl Iterator<Item = Piece<'_>> {
        let bytes = |(part, start): &(u32, u32)| self.parts.get(*part as usize).and_then(|bytes| bytes.get(*start as usize..)).unwrap_or_default();
        self.places(term).iter().map(move |place| Piece::read(bytes(place)))
    }

    /// Whether a term stands on any page.
    pub(super) fn has(&self, term: u32) -> bool {
        !self.places(term).is_empty()
    }

    /// The bytes of the lists of these terms, in their order.
    pub(super) fn encode(&self, terms: &[u32]) -> Lists {
        let encode = |(number, terms): (usize, &[u32])| {
            let (mut bytes, mut ends, mut rests) = (Vec::new(), Vec::with_capacity(terms.len()), Vec::new());
            for (list, term) in (number * LISTS..).zip(terms) {
                rests.extend(self.encode_list(*term, &mut bytes).map(|rest| (list, rest)));
                ends.push(bytes.len() as u32);
            }
            bytes.shrink_to_fit();
            ((bytes, ends), rests)
        };
        let (parts, rests): (Vec<_>, Vec<_>) = terms.par_chunks(LISTS).enumerate().map(encode).unzip();
        Lists { parts, rests: rests.into_iter().flatten().collect() }
    }

    /// Appends the block of a term's list that is always read. Gives the other one if the list is long.
    fn encode_list(&self, term: u32, out: &mut Vec<u8>) -> Option<Vec<u8>> {
        let (pages, sections) = self.pieces(term).fold((0, 0), |(pages, sections), piece| (pages + piece.pages, sections + piece.sections));
        put_varint(out, pages);
        put_varint(out, sections);
        if pages > BLOCK {
            return Some(self.encode_long(term, out));
        }
        put_varint(out, pages);
        let mut before = 0;
        for piece in self.pieces(term) {
            put_varint(out, (piece.first - before) as usize);
            out.extend_from_slice(piece.bytes);
            before = piece.last;
        }
        None
    }

    /// Appends the block of the pages on which a term stands most strongly. Gives the block of the others.
    fn encode_long(&self, term: u32, out: &mut Vec<u8>) -> Vec<u8> {
        let mut ranked: Vec<Posting<'_>> = self.pieces(term).flat_map(Piece::postings).collect();
        let strength = |posting: &Posting<'_>| posting.bytes.first().map_or(0, |byte| byte >> 2);
        ranked.sort_by(|a, b| strength(b).cmp(&strength(a)).then(a.page.cmp(&b.page)));
        let (first, rest) = ranked.split_at_mut(BLOCK);
        first.sort_by_key(|posting| posting.page);
        rest.sort_by_key(|posting| posting.page);
        put_block(out, first);
        let mut other = Vec::new();
        put_block(&mut other, rest);
        other
    }
}

fn put_block(out: &mut Vec<u8>, block: &[Posting<'_>]) {
    put_varint(out, block.len());
    let mut before = 0;
    for posting in block {
        put_varint(out, (posting.page - before) as usize);
        before = posting.page;
        out.extend_from_slice(posting.bytes);
    }
}
