//! A publication under way: files are staged as they are made.

use super::PublishError;
use super::lock::{self, Lock};
use super::standing::{is_equal, is_inside, standing};
use super::work::{self, Work};
use super::{Published, durable, precompress, real_target, stage, swap};
use crate::render::sink::Sink;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes the files of a site as they are made, compares each with the one that stands, and writes what differs beside the target. The
/// target is as it was until [`Publication::finish`]; one that does not come to that is thrown away.
#[derive(Debug)]
pub struct Publication {
    target: PathBuf,
    work: Work,
    standing: BTreeSet<String>,
    taken: Mutex<Taken>,
    failed: AtomicBool,
    // Let go of last.
    _lock: Lock,
}

/// What has been taken so far.
#[derive(Debug, Default)]
struct Taken {
    files: BTreeMap<String, How>,
    /// Whether there is a stage: there is none until something differs.
    staged: bool,
    /// What went wrong first.
    error: Option<PublishError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// The same stood there.
    Kept,
    Written,
}

impl Publication {
    /// Begins to publish into the folder `target`, which is created if it is not there. Others are kept out of it until this one ends.
    ///
    /// # Errors
    ///
    /// The target is a folder with files of others, a file or in use by another run, or the disk does not let us write.
    pub fn begin(target: &Path) -> Result<Self, PublishError> {
        let target = real_target(target)?;
        let work = Work::beside(&target)?;
        let lock = lock::lock(&work.lock, &target)?;
        work.recover(&target)?;
        work::check_ours(&target)?;
        let standing = standing(&target)?;
        Ok(Publication { target, work, standing, taken: Mutex::default(), failed: AtomicBool::new(false), _lock: lock })
    }

    /// How many files have been taken whose paths are `wanted`.
    pub fn count(&self, wanted: impl Fn(&str) -> bool) -> usize {
        self.taken().files.keys().filter(|path| wanted(path)).count()
    }

    /// Adds a gzip copy beside every file so far that becomes smaller by it and has no copy of its own.
    pub fn precompress(&self) {
        let (paths, folder) = {
            let taken = self.taken();
            let has_copy = |path: &str| taken.files.contains_key(&precompress::copy_of(path));
            let paths = taken.files.keys().filter(|path| precompress::is_compressible(path) && !has_copy(path)).cloned();
            (paths.collect::<Vec<_>>(), if taken.staged { &self.work.stage } else { &self.target })
        };
        paths.par_iter().filter(|_| !self.is_closed()).for_each(|path| {
            let from = folder.join(path);
            match fs::read(&from) {
                Ok(bytes) => precompress::smaller(&bytes).iter().for_each(|small| self.put(&precompress::copy_of(path), small)),
                Err(error) => self.fail(PublishError::io("read", &from, error)),
            }
        });
    }

    /// Makes the target hold exactly the files that were taken, and says what that took.
    ///
    /// # Errors
    ///
    /// A path of a file that leads out of the target, or the disk does not let us write: then the target stands as before.
    pub fn finish(mut self) -> Result<Published, PublishError> {
        let taken = std::mem::take(self.taken.get_mut().unwrap_or_else(PoisonError::into_inner));
        let done = self.publish(taken);
        if done.is_err() {
            self.work.clear_stage();
        }
        done
    }

    fn publish(&self, taken: Taken) -> Result<Published, PublishError> {
        if let Some(error) = taken.error {
            return Err(error);
        }
        let written = || taken.files.iter().filter(|(_, how)| **how == How::Written).map(|(path, _)| path.as_str());
        let removed = self.standing.iter().filter(|path| !taken.files.contains_key(*path)).count();
        let published = Published { written: written().count(), kept: taken.files.len() - written().count(), removed };
        if published.changes_nothing() && self.target.is_dir() && work::is_marked(&self.target) {
            return Ok(published);
        }
        if !taken.staged {
            self.stage(&taken.files)?;
        }
        durable::stage(&self.work.stage, written())?;
        swap::swap(&self.work, &self.target)?;
        durable::swap(&self.target);
        self.work.clear();
        Ok(published)
    }

    fn take(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if !is_inside(path) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        let from = self.target.join(path);
        let how = if self.standing.contains(path) && is_equal(&from, bytes)? { How::Kept } else { How::Written };
        let to = self.work.stage.join(path);
        {
            let mut taken = self.taken();
            if !taken.staged && how == How::Written {
                taken.files.remove(path);
                taken.staged = true;
                self.stage(&taken.files)?;
            }
            let earlier = taken.files.insert(path.to_owned(), how);
            if !taken.staged {
                return Ok(());
            }
            if earlier.is_some() {
                stage::take_out(&to)?;
            }
        }
        if how == How::Kept && stage::link(&from, &to).is_ok() { Ok(()) } else { stage::write(&to, bytes) }
    }

    /// Creates the stage with the files that were taken before there was one: all of them stand in the target. One after the other: a
    /// thread that waited for others here could be given a file to put meanwhile, and would wait for itself.
    fn stage(&self, files: &BTreeMap<String, How>) -> Result<(), PublishError> {
        stage::create(&self.work.stage)?;
        files.keys().try_for_each(|path| {
            let (from, to) = (self.target.join(path), self.work.stage.join(path));
            if stage::link(&from, &to).is_ok() {
                return Ok(());
            }
            let bytes = fs::read(&from).map_err(|error| PublishError::io("read", &from, error))?;
            stage::write(&to, &bytes)
        })
    }

    fn fail(&self, error: PublishError) {
        self.failed.store(true, Ordering::Relaxed);
        self.taken().error.get_or_insert(error);
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Publication {
    fn put(&self, path: &str, bytes: &[u8]) {
        if self.is_closed() {
            return;
        }
        if let Err(error) = self.take(path, bytes) {
            self.fail(error);
        }
    }

    fn is_closed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if self.taken().staged {
            self.work.clear_stage();
        }
    }
}
