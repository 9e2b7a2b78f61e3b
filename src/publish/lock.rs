//! One publication into a folder at a time.

use super::PublishError;
use super::record::{Mark, Time};
use super::regular;
use super::same::is_same;
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// How many bytes a lock file has at most: [`Lock::now`] writes them.
const LONGEST: u64 = 1;

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

    /// Whether it still keeps others out: whoever removes its file lets them in.
    pub(super) fn is_held(&self) -> bool {
        is_same(&self.file, &self.path)
    }

    /// Makes sure that it still keeps others out of `target`.
    pub(super) fn check(&self, target: &Path) -> Result<(), PublishError> {
        if self.is_held() { Ok(()) } else { Err(PublishError::LockLost { target: target.to_owned(), lock: self.path.clone() }) }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever opened the file before sees in `is_same` that it is gone, and tries again. Another file in its
        // place is of another run.
        if self.is_held() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Takes the lock file `path`, which stands for publishing into `target`.
pub(super) fn lock(path: &Path, target: &Path) -> Result<Lock, PublishError> {
    loop {
        let file = regular::open(path, File::options().create(true).truncate(false).write(true)).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput => PublishError::ForeignLock(path.to_owned()),
            _ => PublishError::io("create", path, error),
        })?;
        if file.metadata().is_ok_and(|metadata| metadata.len() > LONGEST) {
            return Err(PublishError::ForeignLock(path.to_owned()));
        }
        match file.try_lock() {
            Ok(()) if is_same(&file, path) => return Ok(Lock { path: path.to_owned(), file }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PublishError::Locked(target.to_owned())),
            Err(TryLockError::Error(error)) => return Err(PublishError::io("lock", path, error)),
        }
    }
}
