//! Where `opastin export` writes: never among the sources, and over no file but an earlier export of the same records.

use super::site;
use crate::exchange::{Cell, Exchanged, files};
use crate::source::write::replace_file;
use std::io;
use std::path::{Path, PathBuf};

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotWritten {
    /// The file would be one of the site's.
    #[error("{} is among the sources of the site: nothing was written. Name a file outside content, i18n and themes", .0.display())]
    AmongSources(PathBuf),
    /// Something else is there.
    #[error("{} is there already and is no export of these records: nothing was written. Name another file, or remove this one", .0.display())]
    Exists(PathBuf),
    /// The system refused.
    #[error("{} could not be written: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Puts an export of the site in `root` at `path`, as a whole: if the disk is full, what stood there stands.
///
/// # Errors
///
/// The path is among the sources, something else than an earlier export of the same records is there, or the system refuses.
pub(super) fn write(root: &Path, path: &Path, exchanged: Exchanged, bytes: &[u8]) -> Result<(), NotWritten> {
    if site::is_among_sources(root, path) {
        return Err(NotWritten::AmongSources(path.to_owned()));
    }
    let wrap = |source| NotWritten::Io { path: path.to_owned(), source };
    // What a link leads to is replaced, and not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.symlink_metadata().is_ok() && !is_export(&target, exchanged).map_err(wrap)? {
        return Err(NotWritten::Exists(path.to_owned()));
    }
    replace_file(&target, bytes).map_err(wrap)
}

/// Whether a file is an export of these records, or empty.
fn is_export(path: &Path, exchanged: Exchanged) -> io::Result<bool> {
    // A pipe would have to be waited for.
    if !path.symlink_metadata()?.is_file() {
        return Ok(false);
    }
    let bytes = std::fs::read(path)?;
    let table = files::from_workbook(&bytes).or_else(|_| files::from_csv(&bytes)).ok();
    Ok(bytes.is_empty() || table.is_some_and(|table| table.get(Cell { row: 0, column: 0 }) == exchanged.kind()))
}
