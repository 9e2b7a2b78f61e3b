//! The names beside the target that a publication works with, the mark of our own folders, and what a killed run left.

use super::PublishError;
use super::removal::remove_ours;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The file that says that a folder was made by this program.
pub(super) const MARKER: &str = ".opastin";

/// With what the marker begins.
const BEGINS: &str = "opastin output, format ";

/// The version of what an output folder looks like. A folder of a later one is left alone.
const FORMAT: u32 = 1;

/// Version-control folders that are never swapped away.
const REPOSITORIES: [&str; 5] = [".git", ".hg", ".svn", ".jj", ".bzr"];

/// How many leftovers that cannot be removed may lie beside a target.
const LEFTOVERS: u32 = 9;

/// The paths that a publication uses beside its target, all on the same disk.
#[derive(Clone, Debug)]
pub(super) struct Work {
    /// Under the names of lower numbers lies what cannot be removed.
    number: u32,
    /// The new site until it is swapped in; after an exchange, the old one.
    pub(super) stage: PathBuf,
    /// The old site, where two renames are needed.
    pub(super) old: PathBuf,
    /// Says that two renames are under way.
    pub(super) journal: PathBuf,
    /// Keeps other runs out.
    pub(super) lock: PathBuf,
}

/// A folder that could not be removed after the new site was published.
#[derive(Debug, thiserror::Error)]
#[error("the site was published, but {}, which has what stood before, could not be removed ({source}): remove it yourself; until then it is left alone", folder.display())]
pub struct NotCleared {
    folder: PathBuf,
    source: io::Error,
}

impl Work {
    /// The paths beside `target`.
    pub(super) fn beside(target: &Path) -> Result<Self, PublishError> {
        Work::numbered(target, 1)
    }

    fn numbered(target: &Path, number: u32) -> Result<Self, PublishError> {
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else { return Err(PublishError::BadTarget(target.to_owned())) };
        let path = |part: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".opastin-{part}"));
            parent.join(hidden)
        };
        let folder = |part: &str| if number == 1 { path(part) } else { path(&format!("{part}-{number}")) };
        Ok(Work { number, stage: folder("new"), old: folder("old"), journal: path("journal"), lock: path("lock") })
    }

    /// Completes a swap that was under way, and clears what a killed run left. What cannot be cleared, or is not ours, stays: the paths
    /// that are returned have other names.
    pub(super) fn recover(self, target: &Path) -> Result<Self, PublishError> {
        if is_file(&self.journal) && target.symlink_metadata().is_err() {
            let work = Work::numbered(target, number_in(&self.journal))?;
            let whole = if is_marked(&work.stage) { &work.stage } else { &work.old };
            if whole.symlink_metadata().is_ok() {
                fs::rename(whole, target).map_err(|error| PublishError::io("complete the interrupted publication of", target, error))?;
            }
        }
        remove_file(&self.journal)?;
        let mut free = None;
        for number in (1..=LEFTOVERS).rev() {
            let work = Work::numbered(target, number)?;
            let cleared = [&work.stage, &work.old].map(|folder| remove_ours(folder).is_ok());
            if cleared == [true, true] {
                free = Some(work);
            }
        }
        free.ok_or(PublishError::Leftovers(self.stage))
    }

    /// Writes down that two renames are under way.
    pub(super) fn begin_renames(&self) -> io::Result<()> {
        let text = format!("The folder without the ending is being replaced. The next build completes this.\n{}\n", self.number);
        File::create_new(&self.journal)?.write_all(text.as_bytes())
    }

    /// Removes the old site after a swap. What cannot be removed is left alone by later runs, or cleared.
    pub(super) fn clear(&self) -> Result<(), NotCleared> {
        [&self.stage, &self.old].into_iter().try_for_each(|folder| remove_ours(folder).map_err(|source| NotCleared { folder: folder.clone(), source }))
    }

    /// Removes an unfinished stage, so that a full disk is not left fuller. What cannot be removed is cleared by the next run.
    pub(super) fn clear_stage(&self) {
        if self.journal.symlink_metadata().is_err() {
            let _ = remove_ours(&self.stage);
        }
    }
}

/// Which names the run used that wrote a journal: the last line says so.
fn number_in(journal: &Path) -> u32 {
    fs::read_to_string(journal).ok().and_then(|text| text.lines().last()?.parse().ok()).unwrap_or(1)
}

/// The text of the marker.
pub(super) fn marker() -> String {
    format!("{BEGINS}{FORMAT}\nThis folder is replaced as a whole by every build. Keep nothing of your own in it.\n")
}

/// Whether `folder` has our marker.
pub(super) fn is_marked(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) && is_file(&folder.join(MARKER))
}

/// Whether a file stands at `path` itself: neither a link nor anything that would be waited for.
fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Whether the file `marker` is the marker of a published site, of whatever version.
pub(super) fn is_marker(marker: &Path) -> bool {
    let mut begins = [0; BEGINS.len()];
    is_file(marker) && File::open(marker).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *BEGINS.as_bytes()
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
    let marker = target.join(MARKER);
    if !is_file(&marker) {
        return if is_empty(target)? { Ok(()) } else { Err(PublishError::NotOurs(target.to_owned())) };
    }
    let text = fs::read_to_string(&marker).map_err(|error| PublishError::io("read", &marker, error))?;
    check_format(target, &text)
}

fn check_format(target: &Path, marker: &str) -> Result<(), PublishError> {
    let format = marker.lines().next().and_then(|line| line.strip_prefix(BEGINS)).map(str::trim);
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
