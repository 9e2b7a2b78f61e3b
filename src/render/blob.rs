//! The bytes of a file as they are kept from one run to the next.

use crate::source::Fingerprint;
use std::fmt::Debug;
use std::sync::Arc;

/// Bytes: in memory, or where an earlier run has left them, from where they are read when somebody needs them.
#[derive(Clone, Debug)]
pub enum Blob {
    /// In memory.
    Here(Arc<[u8]>),
    /// Left by an earlier run.
    Left {
        /// The fingerprint under which they were left.
        under: Fingerprint,
        /// Their number among what was left.
        number: u32,
        /// What reads them.
        by: Arc<dyn Left>,
    },
}

/// What an earlier run has left.
pub trait Left: Debug + Send + Sync {
    /// The value with this number; `None` where it is not there as it was left.
    fn read(&self, number: u32) -> Option<Arc<[u8]>>;
}

impl Blob {
    /// The bytes; `None` where they are not there as they were left.
    pub fn bytes(&self) -> Option<Arc<[u8]>> {
        match self {
            Blob::Here(bytes) => Some(bytes.clone()),
            Blob::Left { number, by, .. } => by.read(*number),
        }
    }
}

impl From<Arc<[u8]>> for Blob {
    fn from(bytes: Arc<[u8]>) -> Self {
        Blob::Here(bytes)
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Blob::Here(bytes.into())
    }
}
