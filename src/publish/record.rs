//! By what published files are known again without being read.
//!
//! A file that stands in the target has the bytes that were published if it is the same file (device, inode, length) and has not been
//! written since: its times of modification and of change are those that were seen when it was known to have these bytes. A time tells
//! that only if a later write would have got another one. So a file is recorded only if both times are earlier than the time that the
//! same disk gave to a file written just then: whatever is written afterwards gets that time or a later one, however coarse the clock
//! of the disk is. A file that cannot be told so is compared by its bytes the next time.
//!
//! Staging a file under a second name, and removing the old name, change its time of change. It is seen therefore once while the file is
//! compared or written and again when everything is done: in between, its time of modification and the rest must have stayed.

use super::lock::Lock;
use super::work::{NotCleared, Work};
use crate::source::encoding::{Reader, Writer};
use crate::source::{Fingerprint, fingerprint};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a target by what they are known again, with the fingerprints of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Of the target's path.
    target: Fingerprint,
    files: BTreeMap<String, (Fingerprint, Mark)>,
}

/// A point in time by the clock of a disk: seconds and nanoseconds.
pub(super) type Time = (i64, i64);

/// By what a file is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    device: u64,
    inode: u64,
    length: u64,
    /// When its bytes were last written.
    pub(super) modified: Time,
    /// When anything about it last changed; nobody can set it.
    changed: Time,
}

impl Mark {
    /// The mark of a file; `None` where the system tells no time that nobody can set.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Mark {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// Whether both are of the same file, which has not been written in between.
    fn is_of_same(&self, other: &Mark) -> bool {
        Mark { changed: other.changed, ..*self } == *other
    }

    /// Whether a write from `now` on would change it.
    fn would_change(&self, now: Time) -> bool {
        self.modified < now && self.changed < now
    }
}

impl Record {
    /// What is known of the file at `path` of `target`.
    pub(super) fn get(&self, path: &str) -> Option<&(Fingerprint, Mark)> {
        self.files.get(path)
    }

    /// The paths of all files, with the fingerprints of their bytes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Fingerprint)> {
        self.files.iter().map(|(path, (fingerprint, _))| (path.as_str(), fingerprint))
    }

    /// The record as far as it is about `target`.
    pub(super) fn about(self, target: &Path) -> Self {
        let files = if self.target == of_path(target) { self.files } else { BTreeMap::new() };
        Record { target: of_path(target), files }
    }

    /// The record as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.fingerprint(&self.target);
        for (path, (fingerprint, Mark { device, inode, length, modified, changed })) in &self.files {
            writer.text(path);
            writer.fingerprint(fingerprint);
            writer.bytes([device, inode, length].into_iter().flat_map(|number| number.to_le_bytes()));
            writer.bytes([modified.0, modified.1, changed.0, changed.1].into_iter().flat_map(i64::to_le_bytes));
        }
        writer.into_bytes()
    }

    /// The record that [`Record::bytes`] wrote; `None` where it is cut.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let reader = &mut Reader::new(bytes);
        let (target, mut files) = (reader.fingerprint()?, BTreeMap::new());
        while !reader.is_at_end() {
            let (path, fingerprint) = (reader.text()?.to_owned(), reader.fingerprint()?);
            let mut number = || reader.array().map(u64::from_le_bytes);
            let [device, inode, length] = [number()?, number()?, number()?];
            let mut time = || Some((i64::from_le_bytes(reader.array()?), i64::from_le_bytes(reader.array()?)));
            let [modified, changed] = [time()?, time()?];
            files.insert(path, (fingerprint, Mark { device, inode, length, modified, changed }));
        }
        Some(Record { target, files })
    }
}

/// Published files that are still to be seen where they stand now.
#[derive(Debug)]
pub struct Unsettled {
    pub(super) target: PathBuf,
    pub(super) work: Work,
    /// What was known before.
    pub(super) before: Record,
    /// The files that may be known again, as they were seen while they were compared or written.
    pub(super) seen: Vec<(String, (Fingerprint, Mark))>,
    pub(super) change: Change,
    // Keeps others out of the target, and has a file beside it.
    pub(super) lock: Arc<Lock>,
}

/// What has become of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It stands as it stood.
    Nothing,
    /// Another folder stands in its place.
    Swapped,
}

impl Unsettled {
    /// Removes the old site.
    ///
    /// # Errors
    ///
    /// It cannot be removed. The next publication tries it again, and leaves it alone where it cannot either.
    pub fn clear(&self) -> Result<(), NotCleared> {
        if self.change == Change::Swapped && self.lock.is_held() { self.work.clear() } else { Ok(()) }
    }

    /// By what the files are known again from now on, when the old site is gone; `None` where nothing new is known.
    pub fn settle(self) -> Option<Record> {
        let Unsettled { target, work: _, before, seen, change, lock } = self;
        let as_before = || seen.len() == before.files.len() && seen.iter().all(|(path, seen)| before.get(path) == Some(seen));
        if change == Change::Nothing && as_before() {
            return None;
        }
        let now = lock.now()?;
        let settled = |(path, (fingerprint, seen)): (String, (Fingerprint, Mark))| {
            let mark = Mark::of(&target.join(&path).symlink_metadata().ok()?)?;
            let same = match change {
                Change::Nothing => mark == seen,
                Change::Swapped => mark.is_of_same(&seen),
            };
            (same && mark.would_change(now)).then_some((path, (fingerprint, mark)))
        };
        let files: Vec<_> = seen.into_par_iter().filter_map(settled).collect();
        Some(Record { target: before.target, files: files.into_iter().collect() })
    }
}

fn of_path(path: &Path) -> Fingerprint {
    fingerprint(path.as_os_str().as_encoded_bytes())
}
