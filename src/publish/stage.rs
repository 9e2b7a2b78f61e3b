//! The new site in a folder of its own, beside the one that stands.

use super::PublishError;
use super::same::{hold, is_same};
use super::standing::standing;
use super::work::{MARKER, is_marked, marker};
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder that was created for a new site. Files get into it only as long as it is there: one that is removed meanwhile is not created
/// again, because what was in it would be missing.
#[derive(Debug)]
pub(super) struct Stage {
    path: PathBuf,
    held: Option<File>,
}

/// Creates the folder `path` with the marker, which comes before all else.
pub(super) fn create(path: &Path) -> Result<Stage, PublishError> {
    fs::create_dir(path).map_err(|error| PublishError::io("create", path, error))?;
    let filled = || {
        let stage = Stage { path: path.to_owned(), held: hold(path).map_err(|error| PublishError::io("open", path, error))? };
        stage.write(MARKER, marker().as_bytes()).map(|_| stage)
    };
    filled().inspect_err(|_| {
        let _ = fs::remove_file(path.join(MARKER));
        let _ = fs::remove_dir(path);
    })
}

impl Stage {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a new file, and tells how it stands then.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Metadata, PublishError> {
        let to = self.path.join(path);
        let write = || {
            // A file that stands there is of another run.
            let mut file = File::create_new(&to)?;
            file.write_all(bytes)?;
            file.metadata()
        };
        self.in_folder(path, write).map_err(|error| if self.is_there() { PublishError::io("write", &to, error) } else { self.lost() })
    }

    /// Puts the standing file `from` under a second name. Some disks know no such links, others only so many for a file.
    pub(super) fn link(&self, from: &Path, path: &str) -> io::Result<()> {
        let to = self.path.join(path);
        self.in_folder(path, || fs::hard_link(from, &to))
    }

    /// Takes a name out again, if it is there: writing to it would write to the file of the standing site.
    pub(super) fn take_out(&self, path: &str) -> Result<(), PublishError> {
        let path = self.path.join(path);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io("clear", &path, error)),
            _ => Ok(()),
        }
    }

    /// Whether the folder at its path is still the one that was created.
    pub(super) fn is_there(&self) -> bool {
        self.held.as_ref().map_or_else(|| self.path.is_dir(), |held| is_same(held, &self.path))
    }

    /// Makes sure that it is the folder that was created, with the marker and as many files as were taken.
    pub(super) fn check(&self, files: usize) -> Result<(), PublishError> {
        let whole = self.is_there() && is_marked(&self.path) && standing(&self.path)?.len() == files;
        if whole { Ok(()) } else { Err(self.lost()) }
    }

    fn lost(&self) -> PublishError {
        PublishError::StageLost(self.path.clone())
    }

    /// Does `work`; where it finds no folder for `path`, once more when that is there.
    fn in_folder<T>(&self, path: &str, work: impl Fn() -> io::Result<T>) -> io::Result<T> {
        match work() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                create_folders(&self.path, Path::new(path))?;
                work()
            }
            done => done,
        }
    }
}

/// Creates the folders of `path` below `stage`, and never `stage` itself. The innermost is tried first: mostly the others are there.
fn create_folders(stage: &Path, path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let create = || match fs::create_dir(stage.join(folder)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    };
    match create() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => create_folders(stage, folder).and_then(|()| create()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_created_below_the_stage_and_never_the_stage() {
        let root = tempfile::tempdir().unwrap();
        let stage = create(&root.path().join("new")).unwrap();
        stage.write("a/b/c/d.html", b"d").unwrap();
        stage.write("a/b/e/f.html", b"f").unwrap();
        stage.write("g.html", b"g").unwrap();
        assert_eq!(fs::read(stage.path().join("a/b/c/d.html")).unwrap(), b"d");
        assert_eq!(standing(stage.path()).unwrap().len(), 3);
        fs::remove_dir_all(stage.path()).unwrap();
        for path in ["h.html", "i/j.html", "a/b/k.html"] {
            assert!(matches!(stage.write(path, b""), Err(PublishError::StageLost(_))), "{path}");
        }
        assert!(!stage.path().exists());
    }
}
