//! Whether a path still leads to what is held open. What is open keeps its inode, which nothing else can get meanwhile.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Whether `path` itself, and not a link there, is the file or folder that is `held`.
#[cfg(unix)]
pub(super) fn is_same(held: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (held.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn is_same(_held: &File, path: &Path) -> bool {
    path.exists()
}

/// Holds a folder open, where the system opens folders.
pub(super) fn hold(folder: &Path) -> io::Result<Option<File>> {
    if cfg!(unix) { File::open(folder).map(Some) } else { Ok(None) }
}
