//! What has to be written, kept and removed.

use super::PublishError;
use super::work::MARKER;
use crate::compile::OutputTree;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};
use walkdir::WalkDir;

/// What has to be done; paths relative to the target, with `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files that are not there, or have other bytes.
    pub write: BTreeSet<String>,
    /// Files that are there with the same bytes.
    pub keep: BTreeSet<String>,
    /// Files that are there and not in the tree.
    pub remove: BTreeSet<String>,
}

impl Plan {
    /// Whether the target holds exactly the tree already.
    pub fn changes_nothing(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

/// Compares `files` with what stands in the folder `target`, which need not be there.
///
/// # Errors
///
/// A path of the tree that leads out of the target, or a part of the target that cannot be read.
pub fn plan(target: &Path, files: &OutputTree) -> Result<Plan, PublishError> {
    if let Some(path) = files.keys().find(|path| !is_inside(path)) {
        return Err(PublishError::BadPath(path.clone()));
    }
    let standing = standing(target)?;
    let mut plan = Plan::default();
    for (path, bytes) in files {
        let same = standing.contains(path) && is_equal(&target.join(path), bytes)?;
        if same {
            plan.keep.insert(path.clone())
        } else {
            plan.write.insert(path.clone())
        };
    }
    plan.remove = standing.into_iter().filter(|path| !files.contains_key(path)).collect();
    Ok(plan)
}

/// Whether a path of the tree stays inside the target and is not our own marker.
fn is_inside(path: &str) -> bool {
    !path.is_empty() && path != MARKER && !path.contains('\\') && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Everything in the target that is not a folder, besides the marker. Names that are not UTF-8 are none of ours and count as removed.
fn standing(target: &Path) -> Result<BTreeSet<String>, PublishError> {
    if !target.is_dir() {
        return Ok(BTreeSet::new());
    }
    let mut found = BTreeSet::new();
    for entry in WalkDir::new(target).min_depth(1) {
        let entry = match entry.map_err(io::Error::from) {
            Ok(entry) => entry,
            // Somebody is removing the target while it is read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(PublishError::io("read", target, error)),
        };
        if !entry.file_type().is_dir() {
            let parts = entry.path().strip_prefix(target).unwrap_or(entry.path()).iter().map(|part| part.to_string_lossy());
            found.insert(parts.collect::<Vec<_>>().join("/"));
        }
    }
    found.remove(MARKER);
    Ok(found)
}

/// Whether `path` is a file with these bytes. One that is gone by now is not.
fn is_equal(path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    let compare = || -> io::Result<bool> {
        let metadata = path.symlink_metadata()?;
        Ok(metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(path)? == bytes)
    };
    match compare() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        other => other.map_err(|error| PublishError::io("read", path, error)),
    }
}
