//! Which folder may be a cache: one that this program has marked as its own, so that nothing of others is written over.

use super::{INDEX, LOCK, RECORD, packs};
use crate::publish::regular;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// The file that marks a cache, for programs that make backups too (<https://bford.info/cachedir/>).
pub(super) const MARKER: &str = "CACHEDIR.TAG";

/// With what the marker of our caches begins.
const BEGINS: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# opastin build --cache\n";

/// A folder that has files of others.
#[derive(Debug, thiserror::Error)]
#[error("{} is not empty and was not made by opastin build --cache: choose another cache folder, or empty it yourself", .0.display())]
pub(in crate::cli) struct NotACache(PathBuf);

/// Makes sure that `folder` may be a cache: it is not there, empty, or ours.
///
/// # Errors
///
/// It has files of others.
pub(in crate::cli) fn check(folder: &Path) -> Result<(), NotACache> {
    // What cannot be read cannot be written either; that is said then.
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    let entries: Vec<DirEntry> = entries.flatten().collect();
    if entries.is_empty() || is_marked(folder) || is_of_before(&entries) { Ok(()) } else { Err(NotACache(folder.to_owned())) }
}

/// Marks `folder`, if it is not.
pub(super) fn mark(folder: &Path) -> io::Result<()> {
    if is_marked(folder) {
        return Ok(());
    }
    regular::write(&folder.join(MARKER), format!("{BEGINS}# What a build leaves for the next one. This folder may be deleted at any time.\n").as_bytes())
}

fn is_marked(folder: &Path) -> bool {
    regular::read(&folder.join(MARKER)).is_ok_and(|text| text.starts_with(BEGINS.as_bytes()))
}

/// Whether a folder without a sound marker is a cache nevertheless, such as one that was made before there were markers: it has a lock, which
/// is empty, and nothing that this program does not write.
fn is_of_before(entries: &[DirEntry]) -> bool {
    let is_lock = |entry: &DirEntry| entry.file_name() == LOCK && entry.metadata().is_ok_and(|metadata| metadata.len() == 0);
    entries.iter().any(is_lock) && entries.iter().all(is_ours)
}

fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let known = name
        .to_str()
        .is_some_and(|name| [LOCK, MARKER].contains(&name) || [INDEX, RECORD].contains(&name.trim_end_matches(".new")) || packs::number(name).is_some());
    known && entry.file_type().is_ok_and(|kind| kind.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_cache_if_it_is_empty_marked_or_has_only_what_is_ours() {
        let folder = tempfile::tempdir().unwrap();
        let is_cache = || check(folder.path()).is_ok();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        assert!(is_cache() && check(&folder.path().join("gone")).is_ok());
        write("index", "of somebody");
        assert!(!is_cache());
        write("lock", "");
        write("0000001f.pack", "");
        write("published.new", "");
        assert!(is_cache());
        for others in ["HEAD", "1f.pack", "+000001f.pack", "index.old"] {
            write(others, "");
            assert!(!is_cache(), "{others}");
            fs::remove_file(folder.path().join(others)).unwrap();
        }
        write("lock", "not empty");
        assert!(!is_cache());
        write(MARKER, "Signature: 8a477f597d28d172789f06886806bc55\n# of another program\n");
        assert!(!is_cache());
        mark(folder.path()).unwrap();
        assert!(is_cache());
    }
}
