//! The source tree: every file that a site is made of, by path, with a fingerprint of its bytes.
//!
//! The tree is a value. [`disk`] is the only part that reads a disk, and no stage after this one does.

#[allow(clippy::disallowed_methods, reason = "this module is where files are read")]
pub mod disk;
pub mod encoding;
mod kind;
#[allow(clippy::disallowed_methods, reason = "this module is where files are written")]
pub mod write;

pub use kind::{FileKind, ItemKind, ItemPart, kind_of};

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A path inside the site folder: relative, with `/` between its parts, valid UTF-8.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from its text.
    pub fn new(path: impl AsRef<str>) -> Self {
        SourcePath(Arc::from(path.as_ref()))
    }

    /// The path's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `top`, or stands in that folder.
    pub fn is_at_or_below(&self, top: &SourcePath) -> bool {
        self.as_str().strip_prefix(top.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The parts between the slashes.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// A 256-bit fingerprint (BLAKE3) of some bytes.
pub type Fingerprint = [u8; 32];

/// The fingerprint of `bytes`.
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    *blake3::hash(bytes).as_bytes()
}

/// One file's bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The bytes as they stand.
    pub bytes: Arc<[u8]>,
    /// Their fingerprint.
    pub fingerprint: Fingerprint,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A file with these bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let fingerprint = fingerprint(&bytes);
        SourceFile { bytes, fingerprint }
    }
}

/// All files of a site, in the order of their paths. A clone shares them until one of both changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: Arc<BTreeMap<SourcePath, SourceFile>>,
}

impl SourceTree {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: SourcePath, file: SourceFile) {
        Arc::make_mut(&mut self.files).insert(path, file);
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &SourcePath) {
        Arc::make_mut(&mut self.files).remove(path);
    }

    /// The file at `path`.
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The file at `path`, with the tree's own copy of the path.
    pub fn get_key_value(&self, path: &SourcePath) -> Option<(&SourcePath, &SourceFile)> {
        self.files.get_key_value(path)
    }

    /// Every file, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        self.files.iter()
    }

    /// The file at `top` and those below it, by path.
    pub fn at_or_below(&self, top: &SourcePath) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        let from_there = self.files.range(top.clone()..).take_while(|(path, _)| path.as_str().starts_with(top.as_str()));
        from_there.filter(|(path, _)| path.is_at_or_below(top))
    }

    /// Takes the `wanted` files out. Their paths and fingerprints stay, with no bytes.
    pub fn take(&mut self, wanted: impl Fn(&SourcePath) -> bool) -> Vec<(SourcePath, SourceFile)> {
        let empty: Arc<[u8]> = Arc::default();
        let files = Arc::make_mut(&mut self.files).iter_mut().filter(|(path, _)| wanted(path));
        let take = |(path, file): (&SourcePath, &mut SourceFile)| {
            (path.clone(), SourceFile { bytes: std::mem::replace(&mut file.bytes, empty.clone()), fingerprint: file.fingerprint })
        };
        files.map(take).collect()
    }

    /// Adds the files of `defaults` that this tree does not have: how the built-in theme and messages lie under a site's own.
    pub fn fill_from(&mut self, defaults: &SourceTree) {
        let files = Arc::make_mut(&mut self.files);
        for (path, file) in defaults.iter() {
            files.entry(path.clone()).or_insert_with(|| file.clone());
        }
    }
}

/// A position in a text as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// The position of byte `offset` in `text`; offsets past the end count as the end, inside a character as its start.
pub fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}
