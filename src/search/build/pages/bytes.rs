//! Pages as bytes.

use super::{Ends, Page};
use crate::search::build::values::{Reader, put_bytes, put_numbers};
use crate::search::bytes::put_varint;

impl Page {
    /// Appends it, with the numbers that `ids` has for its words.
    pub(in crate::search::build) fn put(&self, ids: &[u32], out: &mut Vec<u8>) {
        let Page { words, title, sections, card } = self;
        put_numbers(out, words.iter().map(|word| ids.get(*word as usize).copied().unwrap_or_default()));
        put_varint(out, *title as usize);
        put_varint(out, sections.len());
        let mut before = *title;
        for end in sections.iter().flat_map(|Ends { heading, text, extra, asked }| [heading, text, extra, asked]) {
            put_varint(out, (end - before) as usize);
            before = *end;
        }
        put_bytes(out, card);
    }

    /// The page that [`Page::put`] put; `words` is room for its words, which are numbers of so many `texts`.
    pub(in crate::search::build) fn read(reader: &mut Reader<'_>, texts: usize, words: &mut Vec<u32>) -> Option<Self> {
        words.clear();
        reader.numbers(texts, words)?;
        let mut end = 0;
        let mut next = |reader: &mut Reader<'_>| {
            end = reader.number()?.checked_add(end).filter(|end| *end as usize <= words.len())?;
            Some(end)
        };
        let title = next(reader)?;
        let count = reader.count()?;
        let mut sections = Vec::with_capacity(count);
        for _ in 0..count {
            sections.push(Ends { heading: next(reader)?, text: next(reader)?, extra: next(reader)?, asked: next(reader)? });
        }
        Some(Page { words: words.as_slice().into(), title, sections: sections.into(), card: reader.bytes()?.into() })
    }

    /// A page of a title and, for each section, a heading and names, without their texts. They are given one after the other, with the place where each ends.
    pub(in crate::search::build) fn of_names(words: &[u32], title: u32, sections: impl Iterator<Item = (u32, u32)>) -> Self {
        let sections = sections.map(|(heading, extra)| Ends { heading, text: heading, extra, asked: extra }).collect();
        Page { words: words.into(), title, sections, card: Box::default() }
    }
}
