//! Files that are of use to the program that wrote them, as long as they are exactly as it wrote them.

use crate::source::{Fingerprint, fingerprint};

/// With what every file begins.
const MAGIC: &[u8; 16] = b"opastin cache 2\n";

/// How long the head of a file is: the magic, the fingerprint of the program and that of what follows.
pub(super) const HEAD: usize = MAGIC.len() + 32 + 32;

/// A file of `program` with this content.
pub(super) fn sealed(content: &[u8], program: &Fingerprint) -> Vec<u8> {
    [MAGIC.as_slice(), program, &fingerprint(content), content].concat()
}

/// The content of a file; `None` where it is not as `program` wrote it.
pub(super) fn content<'a>(file: &'a [u8], program: &Fingerprint) -> Option<&'a [u8]> {
    let (head, content) = file.split_at_checked(HEAD)?;
    let sound = head.starts_with(MAGIC) && head[MAGIC.len()..].starts_with(program) && head.ends_with(&fingerprint(content));
    sound.then_some(content)
}
