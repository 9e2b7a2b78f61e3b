//! Source files to the disk, for the few commands that write what an editor asked for.

use super::SourcePath;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Why a source file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path leads out of the site.
    #[error("{0} leads out of the site's folder: nothing was written")]
    Outside(String),
    /// The file is there already.
    #[error("{0} is there already: nothing was written")]
    Exists(String),
    /// The system refused.
    #[error("{path} could not be written: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Puts `bytes` in the place of the file at `path` of the site in `root`, as a whole: a reader sees the old file or the new one. A file
/// that is a link stays one, and what it leads to is replaced; it must be in the site.
///
/// # Errors
///
/// The path leads out of the site, or the system refuses.
pub fn replace(root: &Path, path: &SourcePath, bytes: &[u8]) -> Result<(), WriteError> {
    let target = target(root, path)?;
    let wrap = |source| WriteError::Io { path: path.to_string(), source };
    replace_file(&target, bytes).map_err(wrap)
}

/// Puts `bytes` in the place of the file `target`, wherever it is, as a whole; where there is none, it is created.
///
/// # Errors
///
/// The system refuses; then what stood there stands.
pub fn replace_file(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Hidden, so that no part of the program takes it for a source.
    let beside = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = write(&beside, bytes, target).and_then(|()| fs::rename(&beside, target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Creates the file at `path` of the site in `root`, with its folders.
///
/// # Errors
///
/// A file is there already, the path leads out of the site, or the system refuses.
pub fn create(root: &Path, path: &SourcePath, bytes: &[u8]) -> Result<(), WriteError> {
    let wrap = |source| WriteError::Io { path: path.to_string(), source };
    let target = target(root, path)?;
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(wrap)?;
    }
    match File::create_new(&target) {
        Ok(mut file) => file.write_all(bytes).map_err(wrap),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists(path.to_string())),
        Err(error) => Err(wrap(error)),
    }
}

fn write(beside: &Path, bytes: &[u8], target: &Path) -> io::Result<()> {
    let mut file = File::create(beside)?;
    file.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(target) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()
}

/// The real place of `path`: the folder's real path must be in the site.
fn target(root: &Path, path: &SourcePath) -> Result<PathBuf, WriteError> {
    let outside = || WriteError::Outside(path.to_string());
    let inside = !path.as_str().is_empty() && Path::new(path.as_str()).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Err(outside());
    }
    let target = root.join(path.as_str());
    let real_root = root.canonicalize().map_err(|source| WriteError::Io { path: path.to_string(), source })?;
    let real = target.ancestors().find_map(|part| part.canonicalize().ok()).ok_or_else(outside)?;
    if !real.starts_with(&real_root) {
        return Err(outside());
    }
    Ok(if target.is_symlink() { real } else { target })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = SourcePath::new("content/a.toml");
        create(folder.path(), &path, b"old").unwrap();
        assert!(matches!(create(folder.path(), &path, b"other"), Err(WriteError::Exists(_))));
        replace(folder.path(), &path, b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("content/a.toml")).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path().join("content")).unwrap().count(), 1);
    }

    #[test]
    fn nothing_is_written_outside_the_site() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::create_dir(folder.path().join("other")).unwrap();
        std::os::unix::fs::symlink("../other", site.join("content")).unwrap();
        for path in ["../x", "/etc/x", "", "content/x.toml", "a/../../x", "content/deep/x"] {
            assert!(matches!(replace(&site, &SourcePath::new(path), b"x"), Err(WriteError::Outside(_))), "{path}");
            assert!(matches!(create(&site, &SourcePath::new(path), b"x"), Err(WriteError::Outside(_))), "{path}");
        }
        assert_eq!(fs::read_dir(folder.path().join("other")).unwrap().count(), 0);
    }
}
