//! The pages of a part on which a term stands.

use crate::search::bytes::{put_varint, varint};

/// The pages of a part on which a term stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// How many pages.
    pub(super) pages: usize,
    /// How many sections on them.
    pub(super) sections: usize,
    pub(super) first: u32,
    pub(super) last: u32,
    /// As in the files, but for the distance to the first page.
    pub(super) bytes: &'a [u8],
}

impl<'a> Piece<'a> {
    /// Appends it.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        let span = (self.last - self.first) as usize;
        [self.pages, self.sections, self.first as usize, span, self.bytes.len()].into_iter().for_each(|number| put_varint(out, number));
        out.extend_from_slice(self.bytes);
    }

    /// The piece that these bytes begin with.
    pub(super) fn read(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        let [pages, sections, first, span, length] = [(); 5].map(|()| varint(bytes, &mut at));
        let bytes = bytes.get(at..at + length).unwrap_or_default();
        Piece { pages, sections, first: first as u32, last: (first + span) as u32, bytes }
    }

    /// The pages one by one.
    pub(super) fn postings(self) -> impl Iterator<Item = Posting<'a>> {
        let (mut rest, mut page) = (self.bytes, self.first);
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (bytes, after) = rest.split_at_checked(length(rest)).unwrap_or((rest, &[]));
            let posting = Posting { page, bytes };
            let mut at = 0;
            page += varint(after, &mut at) as u32;
            rest = after.get(at..).unwrap_or_default();
            Some(posting)
        })
    }
}

/// A term on a page: the page, and its bytes in the files, without the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting<'a> {
    pub(super) page: u32,
    pub(super) bytes: &'a [u8],
}

/// The length of the posting at the beginning of these bytes.
fn length(bytes: &[u8]) -> usize {
    let mut at = 1;
    let mut count = bytes.first().map_or(0, |byte| usize::from(byte & 3));
    if count == 3 {
        count += varint(bytes, &mut at);
    }
    for _ in 0..count {
        let step = bytes.get(at).map_or(0, |byte| byte >> 4);
        at += 1;
        if step == 15 {
            varint(bytes, &mut at);
        }
    }
    at
}
