//! Counts where terms stand on pages.

use super::levels::Levels;
use super::piece::Piece;
use crate::search::bytes::put_varint;

/// Highest strength of a page and of a section in the files.
pub(super) const PAGE_LEVELS: u8 = 63;
pub(super) const SECTION_LEVELS: u8 = 15;

/// The words of a page and of a section, on the average, in whole words.
pub(super) struct Averages {
    pub(super) page: f64,
    pub(super) section: f64,
}

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// Counts the mentions on a page, by term and section.
#[derive(Debug)]
pub(in crate::search) struct Counter {
    /// By term, its place among `found` if it is there. It is not cleared from page to page: what stands at the place tells.
    places: Vec<u32>,
    found: Vec<Found>,
    sections: Vec<InSection>,
}

/// A term on a page. Its sections are a chain in their order.
#[derive(Debug, Clone, Copy)]
struct Found {
    term: u32,
    weight: u32,
    first: u32,
    last: u32,
}

#[derive(Debug, Clone, Copy)]
struct InSection {
    section: u16,
    weight: u32,
    next: u32,
}

impl Counter {
    /// Adds a mention of a term: in a section, or on the page as a whole, with a weight in hundredths.
    pub(in crate::search) fn add(&mut self, term: u32, section: Option<u16>, weight: u32) {
        let Some(place) = self.places.get_mut(term as usize) else { return };
        if self.found.get(*place as usize).is_none_or(|found| found.term != term) {
            *place = self.found.len() as u32;
            self.found.push(Found { term, weight: 0, first: NONE, last: NONE });
        }
        let Some(found) = self.found.get_mut(*place as usize) else { return };
        found.weight += weight;
        if let Some(section) = section {
            add_section(&mut self.sections, found, section, weight);
        }
    }

    fn clear(&mut self) {
        self.found.clear();
        self.sections.clear();
    }
}

fn add_section(sections: &mut Vec<InSection>, found: &mut Found, section: u16, weight: u32) {
    // Most mentions come in the order of the sections.
    let in_order = sections.get(found.last as usize).is_some_and(|last| last.section <= section);
    let (mut before, mut at) = (NONE, if in_order { found.last } else { found.first });
    while let Some(here) = sections.get_mut(at as usize) {
        if here.section == section {
            here.weight += weight;
            return;
        }
        if here.section > section {
            break;
        }
        (before, at) = (at, here.next);
    }
    let new = sections.len() as u32;
    sections.push(InSection { section, weight, next: at });
    match sections.get_mut(before as usize) {
        Some(before) => before.next = new,
        None => found.first = new,
    }
    if at == NONE {
        found.last = new;
    }
}

/// The terms of some pages, each with the place of its piece among the bytes.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) bytes: Vec<u8>,
}

/// A term on a page of a part, and where its bytes begin; they end where those of the next row begin.
#[derive(Debug, Clone, Copy)]
struct Row {
    term: u32,
    page: u32,
    start: u32,
    sections: u32,
}

/// Room for one part after the other.
pub(super) struct Tables {
    pub(super) counter: Counter,
    rows: Vec<Row>,
    bytes: Vec<u8>,
    /// How many rows each term has; 0 between two parts.
    counts: Vec<u32>,
    /// The terms that have rows.
    terms: Vec<u32>,
    /// The numbers of the rows, by term.
    order: Vec<u32>,
    piece: Vec<u8>,
}

impl Tables {
    pub(super) fn new(terms: usize) -> Self {
        let counter = Counter { places: vec![0; terms], found: Vec::new(), sections: Vec::new() };
        let (rows, bytes, order, piece) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Tables { counter, rows, bytes, counts: vec![0; terms], terms: Vec::new(), order, piece }
    }

    /// Adds what the counter has counted on a page, and clears the counter. `weight`: what a mention there counts beside one on others, in hundredths;
    /// `lengths`: the words of its sections.
    pub(super) fn add_page(&mut self, page: u32, weight: u8, lengths: &[u32], averages: &Averages) {
        let share = f64::from(weight) / 100.0;
        let mut of_page = Levels::new(lengths.iter().sum(), averages.page, PAGE_LEVELS, share);
        let mut of_sections: Vec<Levels> = lengths.iter().map(|length| Levels::new(*length, averages.section, SECTION_LEVELS, share)).collect();
        let mut without_length = Levels::new(1, averages.section, SECTION_LEVELS, share);
        let mut sections: Vec<(u16, u8)> = Vec::new();
        for found in &self.counter.found {
            sections.clear();
            let mut at = found.first;
            while let Some(here) = self.counter.sections.get(at as usize) {
                let levels = of_sections.get_mut(usize::from(here.section)).unwrap_or(&mut without_length);
                sections.push((here.section, levels.of(here.weight)));
                at = here.next;
            }
            self.rows.push(Row { term: found.term, page, start: self.bytes.len() as u32, sections: sections.len() as u32 });
            put_posting(&mut self.bytes, of_page.of(found.weight), &sections);
            if let Some(count) = self.counts.get_mut(found.term as usize) {
                if *count == 0 {
                    self.terms.push(found.term);
                }
                *count += 1;
            }
        }
        self.counter.clear();
    }

    /// What has been added, by term. Afterwards there is room for the next part.
    pub(super) fn take(&mut self) -> Part {
        let Tables { rows, bytes, counts, terms, order, piece, .. } = self;
        let mut next = 0;
        for term in terms.iter() {
            next += std::mem::replace(&mut counts[*term as usize], next);
        }
        order.clear();
        order.resize(rows.len(), 0);
        for (number, row) in (0..).zip(rows.iter()) {
            let next = &mut counts[row.term as usize];
            order[*next as usize] = number;
            *next += 1;
        }
        let mut part = Part { rows: Vec::with_capacity(terms.len()), bytes: Vec::with_capacity(bytes.len() + 7 * terms.len()) };
        let mut start = 0;
        for term in terms.drain(..) {
            let end = std::mem::take(&mut counts[term as usize]) as usize;
            part.rows.push((term, part.bytes.len() as u32));
            put_piece(&order[start..end], rows, bytes, piece, &mut part.bytes);
            start = end;
        }
        rows.clear();
        bytes.clear();
        part
    }
}

/// Appends the piece of one term, which has the rows with these numbers. `room` is for the bytes of it.
fn put_piece(numbers: &[u32], rows: &[Row], bytes: &[u8], room: &mut Vec<u8>, out: &mut Vec<u8>) {
    room.clear();
    let (mut sections, mut last) = (0, None);
    for number in numbers {
        let row = &rows[*number as usize];
        let end = rows.get(*number as usize + 1).map_or(bytes.len(), |next| next.start as usize);
        if let Some(last) = last {
            put_varint(room, (row.page - last) as usize);
        }
        last = Some(row.page);
        sections += row.sections as usize;
        room.extend_from_slice(&bytes[row.start as usize..end]);
    }
    let first = numbers.first().map_or(0, |number| rows[*number as usize].page);
    Piece { pages: numbers.len(), sections, first, last: last.unwrap_or(first), bytes: room }.put(out);
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
