//! One publication into a folder at a time.

use super::PublishError;
use super::record::{Mark, Time};
use std::fs::{self, File, TryLockError};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

/// A held lock. Its file is removed when it is let go; a killed run lets go by dying.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// The time that the disk gives to what is written now; `None` where it tells none.
    pub(super) fn now(&self) -> Option<Time> {
        let mut file = &self.file;
        file.rewind().and_then(|()| file.write_all(b".")).ok()?;
        Mark::of(&file.metadata().ok()?).map(|mark| mark.modified)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever opened the file before sees in `same_file` that it is gone, and tries again.
        let _ = fs::remove_file(&self.path);
    }
}

/// Takes the lock file `path`, which stands for publishing into `target`.
pub(super) fn lock(path: &Path, target: &Path) -> Result<Lock, PublishError> {
    loop {
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(|error| PublishError::io("create", path, error))?;
        match file.try_lock() {
            Ok(()) if same_file(&file, path) => return Ok(Lock { path: path.to_owned(), file }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Locked(target.to_owned())),
            Err(TryLockError::Error(error)) => return Err(PublishError::io("lock", path, error)),
        }
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}
