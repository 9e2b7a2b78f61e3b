//! Values as bytes, for what one run of the program leaves for the next: texts and lists with their length before them.

use super::Fingerprint;

/// Puts values one after the other.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// The bytes of all values.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Puts bytes without their length.
    pub fn bytes(&mut self, bytes: impl IntoIterator<Item = u8>) {
        self.0.extend(bytes);
    }

    /// Puts a fingerprint.
    pub fn fingerprint(&mut self, fingerprint: &Fingerprint) {
        self.0.extend(fingerprint);
    }

    /// Puts a number.
    pub fn number(&mut self, number: usize) {
        self.0.extend((number as u64).to_le_bytes());
    }

    /// Puts a text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }
}

/// Reads what a [`Writer`] wrote; every method gives `None` where it ends too early or is no such value.
#[derive(Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads `bytes` from the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    /// Whether all has been read.
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// As many bytes as the type says.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// A fingerprint.
    pub fn fingerprint(&mut self) -> Option<Fingerprint> {
        self.array()
    }

    /// A number.
    pub fn number(&mut self) -> Option<usize> {
        self.array().map(u64::from_le_bytes)?.try_into().ok()
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        str::from_utf8(self.take(length)?).ok()
    }
}
