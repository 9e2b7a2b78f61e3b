//! Files to the disk: staged beside the target as they are made, and swapped in as a whole.
//!
//! A [`Publication`] compares every file with the one that stands, writes what differs into a folder beside the target with hard links for
//! what is equal (`stage`), waits until that is on the disk (`durable`), and swaps the two folders (`swap`). A run that fails or is killed
//! leaves the published site as it was; the next one clears what it left (`work`). Nothing is written where nothing has changed. A file that
//! the last build is known to have left there (`record`) is not even read.

mod durable;
mod error;
mod lock;
mod mount;
mod precompress;
mod publication;
mod record;
pub(crate) mod regular;
mod removal;
mod same;
mod stage;
mod standing;
mod swap;
mod work;

pub use error::PublishError;
pub use publication::Publication;
pub use record::{Record, Unsettled};
pub use work::NotCleared;

use crate::compile::OutputTree;
use crate::render::sink::Sink;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// What a publication did, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stood there with the same bytes.
    pub kept: usize,
    /// Files that stood there and are no part of the site any more.
    pub removed: usize,
}

impl Published {
    fn changes_nothing(&self) -> bool {
        self.written == 0 && self.removed == 0
    }
}

/// Makes the folder `target` hold exactly `files`, and says what that took. The folder is created if it is not there.
///
/// # Errors
///
/// The target is a folder with files of others, a file or in use by another run, or the disk does not let us write: then the target
/// stands as before.
pub fn publish(target: &Path, files: &OutputTree) -> Result<Published, PublishError> {
    let publication = Publication::begin(target)?;
    files.par_iter().for_each(|(path, bytes)| publication.put(path, bytes));
    publication.finish()
}

/// The target's real path: its folder is created if need be, and a link is followed, so that the link itself stays.
fn real_target(target: &Path) -> Result<PathBuf, PublishError> {
    match target.symlink_metadata() {
        Ok(_) => target.canonicalize().map_err(|error| PublishError::io("find", target, error)),
        Err(_) => {
            let name = target.file_name().ok_or_else(|| PublishError::BadTarget(target.to_owned()))?;
            let parent = match target.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            fs::create_dir_all(parent).map_err(|error| PublishError::io("create", parent, error))?;
            let parent = parent.canonicalize().map_err(|error| PublishError::io("find", parent, error))?;
            Ok(parent.join(name))
        }
    }
}
