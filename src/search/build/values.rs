//! What is kept between two runs of the program, as bytes: numbers as the index files have them, texts with their lengths.

use super::known::Fingerprint;
use crate::search::bytes::put_varint;
use crate::search::texts::Texts;

/// Reads what `put_…` wrote; `None` where it ends too early or is no such thing.
#[derive(Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    /// `None` if anything is left.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    /// The number that [`put_varint`] wrote, of 32 bits at most.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut value = 0u64;
        for (shift, byte) in (0..35).step_by(7).zip(self.0) {
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                self.0 = self.0.get(shift / 7 + 1..)?;
                return u32::try_from(value).ok();
            }
        }
        None
    }

    /// How many things follow, of which each takes at least one byte.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.0.len()).then_some(count)
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> Option<u32> {
        self.number().filter(|number| (*number as usize) < limit)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.bytes()?).ok()
    }

    pub(super) fn fingerprint(&mut self) -> Option<Fingerprint> {
        self.take(32)?.try_into().ok()
    }

    /// So many texts that are all different, in their order.
    pub(super) fn texts(&mut self, count: usize) -> Option<Texts> {
        let mut texts = Texts::with_capacity(count.min(self.0.len()));
        for number in 0..count {
            if texts.add(self.text()?) as usize != number {
                return None;
            }
        }
        Some(texts)
    }

    /// Numbers below `limit`, added to `out`.
    pub(super) fn numbers(&mut self, limit: usize, out: &mut Vec<u32>) -> Option<()> {
        for _ in 0..self.count()? {
            out.push(self.below(limit)?);
        }
        Some(())
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len());
    out.extend_from_slice(bytes);
}

pub(super) fn put_numbers(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = u32>) {
    put_varint(out, numbers.len());
    numbers.for_each(|number| put_varint(out, number as usize));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read_and_what_is_not_right_is_not() {
        let mut bytes = Vec::new();
        for number in [0, 127, 128, 70_000, u32::MAX] {
            put_varint(&mut bytes, number as usize);
        }
        put_varint(&mut bytes, 2);
        ["käyttö", "x"].into_iter().for_each(|text| put_bytes(&mut bytes, text.as_bytes()));
        put_numbers(&mut bytes, [3, 1, 4].into_iter());
        let read = |bytes: &[u8]| {
            let mut reader = Reader::new(bytes);
            let numbers: Vec<u32> = (0..5).map(|_| reader.number()).collect::<Option<_>>()?;
            let texts = reader.number().and_then(|count| reader.texts(count as usize))?;
            let mut more = Vec::new();
            reader.numbers(5, &mut more)?;
            reader.end()?;
            Some((numbers, texts.get(0).to_owned(), texts.get(1).to_owned(), more))
        };
        assert_eq!(read(&bytes), Some((vec![0, 127, 128, 70_000, u32::MAX], "käyttö".to_owned(), "x".to_owned(), vec![3, 1, 4])));
        assert!((0..bytes.len()).all(|end| read(&bytes[..end]).is_none()));
        assert!(read(&[bytes.as_slice(), &[0]].concat()).is_none());
        assert!(Reader::new(&[0xff; 5]).number().is_none() && Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x7f]).number().is_none());
        assert!(Reader::new(&[1, b'a', 1, b'a']).texts(2).is_none(), "twice the same");
        assert!(Reader::new(&[1, 0xff]).texts(1).is_none(), "no text");
        assert!(Reader::new(&[1, 5]).numbers(5, &mut Vec::new()).is_none());
    }
}
