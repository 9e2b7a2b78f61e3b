//! Where finished files go.

use super::OutputTree;
use super::blob::Blob;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Takes finished files as they are made: in any order, from any thread. A later file takes the place of an earlier one at its path.
pub trait Sink: Sync {
    /// Takes the file at `path`, relative to the output folder.
    fn put(&self, path: &str, bytes: &[u8]);

    /// Takes a file whose bytes somebody else keeps as well.
    fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) {
        self.put(path, bytes);
    }

    /// Takes a file whose bytes are kept from one run to the next. One whose bytes are not there as they were left is left out.
    fn put_blob(&self, path: &str, blob: &Blob) {
        blob.bytes().iter().for_each(|bytes| self.put_shared(path, bytes));
    }

    /// Whether more files would be for nothing, as on a disk that is full.
    fn is_closed(&self) -> bool {
        false
    }
}

impl fmt::Debug for dyn Sink + '_ {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sink")
    }
}

/// Keeps all files.
#[derive(Debug, Default)]
pub struct InMemory(Mutex<OutputTree>);

impl InMemory {
    /// The files that it has taken.
    pub fn into_files(self) -> OutputTree {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, path: &str, bytes: Arc<[u8]>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
    }
}

impl Sink for InMemory {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.insert(path, bytes.into());
    }

    fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) {
        self.insert(path, bytes.clone());
    }
}

/// Keeps none: for those who ask for the findings alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: &str, _bytes: &[u8]) {}
}
