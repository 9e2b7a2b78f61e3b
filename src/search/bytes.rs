//! Writing little-endian base-128 integers and strings; gzip.

use std::io::Write as _;

use flate2::{Compression, GzBuilder};

/// Appends an unsigned integer, seven bits a byte, lowest first.
pub(super) fn put_varint(out: &mut Vec<u8>, value: usize) {
    let mut rest = value;
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Appends a signed integer: zigzag, then as [`put_varint`].
pub(super) fn put_signed(out: &mut Vec<u8>, value: i64) {
    put_varint(out, ((value << 1) ^ (value >> 63)) as usize);
}

/// Appends the number of bytes, then the bytes.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Gzip without time, name or operating system, so that equal input gives equal bytes.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::new(LEVEL));
    // Writing to memory does not fail; if it did, the bytes as they are would be read just as well.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => packed,
        Err(_) => bytes.to_vec(),
    }
}

const LEVEL: u32 = 8;
