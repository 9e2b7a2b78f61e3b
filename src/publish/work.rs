//! The names beside the target that a publication works with, the mark of our own folders, and what a killed run left.

use super::PublishError;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that says that a folder was made by this program.
pub(super) const MARKER: &str = ".opastin";

/// The version of what an output folder looks like. A folder of a later one is left alone.
const FORMAT: u32 = 1;

/// Version-control folders that are never swapped away.
const REPOSITORIES: [&str; 5] = [".git", ".hg", ".svn", ".jj", ".bzr"];

/// The paths that a publication uses beside its target, all on the same disk.
#[derive(Clone, Debug)]
pub(super) struct Work {
    /// The new site until it is swapped in; after an exchange, the old one.
    pub(super) stage: PathBuf,
    /// The old site, where two renames are needed.
    pub(super) old: PathBuf,
    /// Says that two renames are under way.
    pub(super) journal: PathBuf,
    /// Keeps other runs out.
    pub(super) lock: PathBuf,
}

impl Work {
    /// The paths beside `target`.
    pub(super) fn beside(target: &Path) -> Result<Self, PublishError> {
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else { return Err(PublishError::BadTarget(target.to_owned())) };
        let path = |part: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".opastin-{part}"));
            parent.join(hidden)
        };
        Ok(Work { stage: path("new"), old: path("old"), journal: path("journal"), lock: path("lock") })
    }

    /// Completes a swap that was under way, and clears what a killed run left.
    pub(super) fn recover(&self, target: &Path) -> Result<(), PublishError> {
        if self.journal.exists() && target.symlink_metadata().is_err() {
            let whole = if is_marked(&self.stage) { &self.stage } else { &self.old };
            fs::rename(whole, target).map_err(|error| PublishError::io("complete the interrupted publication of", target, error))?;
        }
        remove_file(&self.journal)?;
        for folder in [&self.stage, &self.old] {
            remove_ours(folder).map_err(|error| PublishError::io("clear", folder, error))?;
        }
        Ok(())
    }

    /// Removes the old site after a swap. What cannot be removed is cleared by the next run.
    pub(super) fn clear(&self) {
        let _ = remove_ours(&self.stage);
        let _ = remove_ours(&self.old);
    }

    /// Removes an unfinished stage, so that a full disk is not left fuller. What cannot be removed is cleared by the next run.
    pub(super) fn clear_stage(&self) {
        if !self.journal.exists() {
            let _ = remove_ours(&self.stage);
        }
    }
}

/// The text of the marker.
pub(super) fn marker() -> String {
    format!("opastin output, format {FORMAT}\nThis folder is replaced as a whole by every build. Keep nothing of your own in it.\n")
}

/// Whether `folder` has our marker.
pub(super) fn is_marked(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// Whether `target` may be replaced: it is not there, empty, or ours.
pub(super) fn check_ours(target: &Path) -> Result<(), PublishError> {
    match target.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::io("look at", target, error)),
        Ok(metadata) if !metadata.is_dir() => return Err(PublishError::NotAFolder(target.to_owned())),
        Ok(_) => {}
    }
    if let Some(name) = REPOSITORIES.into_iter().find(|name| target.join(name).symlink_metadata().is_ok()) {
        return Err(PublishError::Repository { path: target.to_owned(), name });
    }
    match fs::read_to_string(target.join(MARKER)) {
        Ok(text) => check_format(target, &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match is_empty(target)? {
            true => Ok(()),
            false => Err(PublishError::NotOurs(target.to_owned())),
        },
        Err(error) => Err(PublishError::io("read", &target.join(MARKER), error)),
    }
}

fn check_format(target: &Path, marker: &str) -> Result<(), PublishError> {
    let format = marker.lines().next().and_then(|line| line.strip_prefix("opastin output, format ")).map(str::trim);
    match format.map(|format| (format, format.parse::<u32>())) {
        Some((_, Ok(number))) if number <= FORMAT => Ok(()),
        Some((format, _)) => Err(PublishError::LaterFormat { path: target.to_owned(), format: format.to_owned() }),
        None => Err(PublishError::NotOurs(target.to_owned())),
    }
}

fn is_empty(folder: &Path) -> Result<bool, PublishError> {
    fs::read_dir(folder).map(|mut entries| entries.next().is_none()).map_err(|error| PublishError::io("read", folder, error))
}

fn remove_file(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io("clear", path, error)),
        _ => Ok(()),
    }
}

/// Removes a folder of ours: the marker last, so that a removal that is cut short can be taken up again. A folder that is neither
/// marked nor empty is not ours and is an error; one that is not there is none.
fn remove_ours(folder: &Path) -> io::Result<()> {
    if folder.symlink_metadata().is_err() {
        return Ok(());
    }
    if is_marked(folder) {
        remove_inside(folder, &|folder| remove_inside(folder, &|folder| fs::remove_dir_all(folder)).and_then(|()| fs::remove_dir(folder)))?;
        fs::remove_file(folder.join(MARKER))?;
    }
    fs::remove_dir(folder)
}

/// Removes what is in `folder` but a marker: its folders, many at a time, as `remove` does it.
fn remove_inside(folder: &Path, remove: &(dyn Fn(&Path) -> io::Result<()> + Sync)) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => folders.push(entry.path()),
            false if entry.file_name() == MARKER => {}
            false => fs::remove_file(entry.path())?,
        }
    }
    folders.into_par_iter().try_for_each(|folder| remove(&folder))
}
