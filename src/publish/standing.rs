//! What stands in the target, and whether a file of the new site is there already.

use super::PublishError;
use super::work::MARKER;
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path};
use walkdir::WalkDir;

/// Whether a path of the tree stays inside the target and is not our own marker.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty() && path != MARKER && !path.contains('\\') && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Everything in the target that is not a folder, besides the marker. Names that are not UTF-8 are none of ours and count as removed.
pub(super) fn standing(target: &Path) -> Result<BTreeSet<String>, PublishError> {
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

/// The file at `path` as it was just before it was read, if it has these bytes. One that is gone by now has not.
pub(super) fn equal(path: &Path, bytes: &[u8]) -> Result<Option<Metadata>, PublishError> {
    let compare = || -> io::Result<Option<Metadata>> {
        let metadata = path.symlink_metadata()?;
        let equal = metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(path)? == bytes;
        Ok(equal.then_some(metadata))
    };
    match compare() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other.map_err(|error| PublishError::io("read", path, error)),
    }
}
