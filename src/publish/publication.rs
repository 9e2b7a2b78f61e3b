//! A publication under way: files are staged as they are made.

use super::PublishError;
use super::lock::{self, Lock};
use super::record::{Change, Mark, Record, Time, Unsettled};
use super::stage::{self, Stage};
use super::standing::{equal, is_inside, standing};
use super::work::{self, Work};
use super::{Published, durable, precompress, real_target, swap};
use crate::render::sink::Sink;
use crate::source::Fingerprint;
use ahash::AHashMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Takes the files of a site as they are made, compares each with the one that stands, and writes what differs beside the target. The
/// target is as it was until [`Publication::finish`]; one that does not come to that is thrown away.
#[derive(Debug)]
pub struct Publication {
    target: PathBuf,
    work: Work,
    standing: BTreeSet<String>,
    /// By what the files that stand are known.
    record: Record,
    /// When it began, by the disk's clock.
    began: Option<Time>,
    taken: Mutex<Taken>,
    failed: AtomicBool,
    // Let go of last.
    lock: Arc<Lock>,
}

/// What has been taken so far.
#[derive(Debug, Default)]
struct Taken {
    files: BTreeMap<String, Took>,
    /// There is none until something differs.
    stage: Option<Arc<Stage>>,
    /// What went wrong first.
    error: Option<PublishError>,
}

/// A file that has been taken.
#[derive(Clone, Copy, Debug)]
struct Took {
    how: How,
    /// By what it may be known again: how it was seen when it was known to have its bytes.
    seen: Option<Seen>,
}

type Seen = (Fingerprint, Mark);

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
        Self::begin_knowing(target, Record::default())
    }

    /// Begins as [`Publication::begin`] does, where the last publication has left `record`.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn begin_knowing(target: &Path, record: Record) -> Result<Self, PublishError> {
        let target = real_target(target)?;
        let work = Work::beside(&target)?;
        let lock = lock::lock(&work.lock, &target)?;
        let work = work.recover(&target)?;
        work::check_ours(&target)?;
        let standing = standing(&target)?;
        let (record, began) = (record.about(&target), lock.now());
        let (taken, failed) = (Mutex::default(), AtomicBool::new(false));
        Ok(Publication { target, work, standing, record, began, taken, failed, lock: Arc::new(lock) })
    }

    /// Takes the file at `path` if the bytes with this fingerprint are known to stand there.
    pub fn keep(&self, path: &str, fingerprint: &Fingerprint) -> bool {
        let Some(seen) = self.known(path).filter(|(known, _)| known == fingerprint && is_inside(path)) else { return false };
        self.unless_failed(|| self.keep_standing(path, Some(seen)));
        true
    }

    /// The known files whose paths are `left`, by the fingerprints of their bytes: files of the site that are called otherwise may be these.
    pub fn left(&self, left: impl Fn(&str) -> bool) -> AHashMap<Fingerprint, String> {
        self.record.iter().filter(|(path, _)| left(path)).map(|(path, fingerprint)| (*fingerprint, path.to_owned())).collect()
    }

    /// Takes a file at `path` that is the one that stands at `from`, if that is known to have still the bytes it had.
    pub fn rename(&self, from: &str, path: &str) -> bool {
        let Some(seen) = self.known(from).filter(|_| is_inside(path)) else { return false };
        let mut done = true;
        self.unless_failed(|| {
            if let Some(stage) = self.enter(path, Took { how: How::Written, seen: Some(seen) })? {
                done = stage.link(&self.target.join(from), path).is_ok();
            }
            Ok(())
        });
        done
    }

    /// What is known of the file that stands at `path`, if it is still the same.
    fn known(&self, path: &str) -> Option<Seen> {
        let seen = self.record.get(path).filter(|_| self.standing.contains(path))?;
        (Mark::of(&self.target.join(path).symlink_metadata().ok()?)? == seen.1).then_some(*seen)
    }

    /// Takes a file whose bytes have this fingerprint, by which they can be known again.
    pub fn put_known(&self, path: &str, bytes: &[u8], fingerprint: &Fingerprint) {
        self.unless_failed(|| self.compare(path, bytes, Some(fingerprint)));
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
            (paths.collect::<Vec<_>>(), taken.stage.as_ref().map_or(self.target.clone(), |stage| stage.path().to_owned()))
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
    pub fn finish(self) -> Result<Published, PublishError> {
        let (published, unsettled) = self.finish_knowing()?;
        // What cannot be removed is said by the next publication at the latest, when there is too much of it.
        let _ = unsettled.clear();
        Ok(published)
    }

    /// Ends as [`Publication::finish`] does, and gives by what the files may be known again. The old site stands beside the new one until that
    /// is told to clear it away.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn finish_knowing(mut self) -> Result<(Published, Unsettled), PublishError> {
        let taken = self.taken.get_mut().unwrap_or_else(PoisonError::into_inner);
        let (files, error) = (std::mem::take(&mut taken.files), taken.error.take());
        match error {
            Some(error) => Err(error),
            None => self.publish(files),
        }
    }

    fn publish(&mut self, files: BTreeMap<String, Took>) -> Result<(Published, Unsettled), PublishError> {
        let written = || files.iter().filter(|(_, took)| took.how == How::Written).map(|(path, _)| path.as_str());
        let removed = self.standing.iter().filter(|path| !files.contains_key(*path)).count();
        let published = Published { written: written().count(), kept: files.len() - written().count(), removed };
        if published.changes_nothing() && self.target.is_dir() && work::is_marked(&self.target) {
            return Ok((published, self.unsettled(files, Change::Nothing, self.began)));
        }
        let staged = self.taken().stage.clone();
        let stage = staged.map_or_else(|| self.stage(&files), Ok)?;
        self.taken().stage = Some(stage.clone());
        durable::stage(stage.path(), written())?;
        let swapping = self.lock.now();
        self.swap(&stage, files.len())?;
        self.taken().stage = None;
        durable::swap(&self.target);
        Ok((published, self.unsettled(files, Change::Swapped, swapping)))
    }

    /// Puts the stage where the target is, if nobody has meddled with either.
    fn swap(&self, stage: &Stage, files: usize) -> Result<(), PublishError> {
        self.lock.check(&self.target)?;
        stage.check(files)?;
        work::check_ours(&self.target)?;
        swap::swap(&self.work, &self.target)
    }

    /// What may be known again: files that others could write to only later than they were last written. They could write to those that
    /// stood there since this began, and to those of the stage since `swapping`.
    fn unsettled(&mut self, files: BTreeMap<String, Took>, change: Change, swapping: Option<Time>) -> Unsettled {
        let may_be_known = |(path, Took { how, seen }): (String, Took)| {
            let seen = seen?;
            let others = if how == How::Written { swapping } else { self.began };
            (seen.1.modified < others?).then_some((path, seen))
        };
        let seen = files.into_iter().filter_map(may_be_known).collect();
        let before = std::mem::take(&mut self.record);
        Unsettled { target: self.target.clone(), work: self.work.clone(), before, seen, change, lock: self.lock.clone() }
    }

    fn compare(&self, path: &str, bytes: &[u8], fingerprint: Option<&Fingerprint>) -> Result<(), PublishError> {
        if !is_inside(path) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        let seen = |metadata: &Metadata| Some((*fingerprint?, Mark::of(metadata)?));
        let same = if self.standing.contains(path) { equal(&self.target.join(path), bytes)? } else { None };
        if let Some(same) = same {
            return self.keep_standing(path, seen(&same));
        }
        let Some(stage) = self.enter(path, Took { how: How::Written, seen: None })? else { return Ok(()) };
        let written = stage.write(path, bytes)?;
        if let Some(took) = self.taken().files.get_mut(path) {
            took.seen = seen(&written);
        }
        Ok(())
    }

    /// Takes the file that stands at `path`.
    fn keep_standing(&self, path: &str, seen: Option<Seen>) -> Result<(), PublishError> {
        match self.enter(path, Took { how: How::Kept, seen })? {
            Some(stage) => self.stage_standing(&stage, path),
            None => Ok(()),
        }
    }

    /// Enters a file among those that were taken. The stage, if there is one by now, in which nothing stands at its path.
    fn enter(&self, path: &str, took: Took) -> Result<Option<Arc<Stage>>, PublishError> {
        let mut taken = self.taken();
        if taken.stage.is_none() && took.how == How::Written {
            taken.files.remove(path);
            taken.stage = Some(self.stage(&taken.files)?);
        }
        let earlier = taken.files.insert(path.to_owned(), took);
        if let (Some(stage), Some(_)) = (&taken.stage, earlier) {
            stage.take_out(path)?;
        }
        Ok(taken.stage.clone())
    }

    /// Creates the stage with the files that were taken before there was one: all of them stand in the target. One after the other: a
    /// thread that waited for others here could be given a file to put meanwhile, and would wait for itself.
    fn stage(&self, files: &BTreeMap<String, Took>) -> Result<Arc<Stage>, PublishError> {
        let stage = stage::create(&self.work.stage)?;
        files.keys().try_for_each(|path| self.stage_standing(&stage, path)).inspect_err(|_| self.clear(&stage))?;
        Ok(Arc::new(stage))
    }

    /// Puts the file that stands at `path` into the stage.
    fn stage_standing(&self, stage: &Stage, path: &str) -> Result<(), PublishError> {
        let from = self.target.join(path);
        if stage.link(&from, path).is_ok() {
            return Ok(());
        }
        let bytes = fs::read(&from).map_err(|error| PublishError::io("read", &from, error))?;
        stage.write(path, &bytes).map(drop)
    }

    /// Throws the stage away, unless another run's stands in its place.
    fn clear(&self, stage: &Stage) {
        if stage.is_there() {
            self.work.clear_stage();
        }
    }

    fn unless_failed(&self, work: impl FnOnce() -> Result<(), PublishError>) {
        if !self.is_closed()
            && let Err(error) = work()
        {
            self.fail(error);
        }
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
        self.unless_failed(|| self.compare(path, bytes, None));
    }

    fn is_closed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        let stage = self.taken().stage.take();
        stage.iter().for_each(|stage| self.clear(stage));
    }
}
