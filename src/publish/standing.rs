//! What stands in the target, and whether a file of the new site is there already.

use super::PublishError;
use super::mount::{Disk, disk, is_mounted};
use super::work::{MARKER, is_marker};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path};

/// Whether a path of the tree stays inside the target and is not our own marker.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty() && path != MARKER && !path.contains('\\') && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Everything in the target that is not a folder, besides the marker. Names that are not UTF-8 are none of ours and count as removed.
///
/// Another published site or a disk in it, which would be lost with what is replaced, is an error.
pub(super) fn standing(target: &Path) -> Result<BTreeSet<String>, PublishError> {
    let Some(metadata) = target.metadata().ok().filter(Metadata::is_dir) else { return Ok(BTreeSet::new()) };
    let mut found = below(Top { target, disk: disk(&metadata) }, target, "")?;
    found.sort_unstable();
    let mut found: BTreeSet<String> = found.into_iter().collect();
    found.remove(MARKER);
    Ok(found)
}

/// The folder that is looked through.
#[derive(Clone, Copy)]
struct Top<'a> {
    target: &'a Path,
    disk: Disk,
}

/// What stands below `folder`, whose own path is `at`: folders of folders at the same time.
fn below(top: Top<'_>, folder: &Path, at: &str) -> Result<Vec<String>, PublishError> {
    let unreadable = |error| PublishError::io("read", folder, error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // Somebody is removing the target while it is read.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let path = format!("{at}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.push((entry.path(), path + "/")),
            Ok(_) if !at.is_empty() && entry.file_name() == MARKER && is_marker(&entry.path()) => {
                return Err(PublishError::SiteInside { path: top.target.to_owned(), inside: folder.to_owned() });
            }
            Ok(_) => found.push(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    let inner: Result<Vec<Vec<String>>, PublishError> = folders
        .into_par_iter()
        .map(|(folder, at)| match is_mounted(&folder, top.disk) {
            Ok(true) => Err(PublishError::MountedInside { path: top.target.to_owned(), inside: folder }),
            // One that cannot be looked at cannot be read either.
            _ => below(top, &folder, &at),
        })
        .collect();
    found.extend(inner?.into_iter().flatten());
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
