//! Which values lie in a cache, and where: small enough to be read at once, so that only what is needed of the values is read.

use crate::compile::saved::Kind;
use crate::source::encoding::Reader;
use crate::source::{Fingerprint, fingerprint};

/// A value that lies in a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// Of what it was made of.
    pub(super) fingerprint: Fingerprint,
    pub(super) place: Place,
    /// The fingerprint of the value itself, which for the bytes of a file is the one above.
    pub(super) own: Fingerprint,
}

impl Entry {
    /// Whether the value has these bytes.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        self.kind == Kind::Bytes || self.place.length as usize == bytes.len() && self.own == fingerprint(bytes)
    }
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of the pack.
    pub(super) pack: u32,
    /// From which byte.
    pub(super) offset: u64,
    /// How many bytes it has.
    pub(super) length: u32,
}

/// How long an entry is without the fingerprint of the value.
const LENGTH: usize = 1 + 32 + 4 + 8 + 4;

/// `entries` as bytes.
pub(super) fn bytes(entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * (LENGTH + 32));
    for Entry { kind, fingerprint, place: Place { pack, offset, length }, own } in entries {
        bytes.push(*kind as u8);
        bytes.extend(fingerprint);
        bytes.extend(pack.to_le_bytes());
        bytes.extend(offset.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        if *kind != Kind::Bytes {
            bytes.extend(own);
        }
    }
    bytes
}

/// The entries that [`bytes`] wrote.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::with_capacity(bytes.len() / LENGTH);
    let reader = &mut Reader::new(bytes);
    while !reader.is_at_end() {
        let [kind] = reader.array()?;
        let kind = *Kind::ALL.get(usize::from(kind))?;
        let fingerprint = reader.fingerprint()?;
        let (pack, offset, length) = (u32::from_le_bytes(reader.array()?), u64::from_le_bytes(reader.array()?), u32::from_le_bytes(reader.array()?));
        let own = if kind == Kind::Bytes { fingerprint } else { reader.fingerprint()? };
        entries.push(Entry { kind, fingerprint, place: Place { pack, offset, length }, own });
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_and_what_is_cut_does_not() {
        let entry = |number: u8| {
            let kind = Kind::ALL[usize::from(number) % Kind::ALL.len()];
            let fingerprint = [number; 32];
            let place = Place { pack: number.into(), offset: u64::MAX - u64::from(number), length: u32::from(number) << 8 };
            Entry { kind, fingerprint, place, own: if kind == Kind::Bytes { fingerprint } else { [number + 1; 32] } }
        };
        let all: Vec<Entry> = (0..12).map(entry).collect();
        let whole = bytes(&all);
        assert_eq!(entries(&whole), Some(all.clone()));
        let lengths: Vec<usize> = (0..12).map(|count| bytes(&all[..count]).len()).collect();
        assert!((0..whole.len()).filter(|end| !lengths.contains(end)).all(|end| entries(&whole[..end]).is_none()));
    }
}
