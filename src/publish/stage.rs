//! The new site in a folder of its own, beside the one that stands.

use super::PublishError;
use super::work::{MARKER, marker};
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Creates the folder `stage` with the marker, which comes before all else.
pub(super) fn create(stage: &Path) -> Result<(), PublishError> {
    fs::create_dir(stage).map_err(|error| PublishError::io("create", stage, error))?;
    write(&stage.join(MARKER), marker().as_bytes()).map(drop)
}

/// Writes a new file, and tells how it stands then.
pub(super) fn write(to: &Path, bytes: &[u8]) -> Result<Metadata, PublishError> {
    let write = || {
        let mut file = File::create(to)?;
        file.write_all(bytes)?;
        file.metadata()
    };
    in_folder(to, write).map_err(|error| PublishError::io("write", to, error))
}

/// Puts the standing file `from` under a second name. Some disks know no such links, others only so many for a file.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    in_folder(to, || fs::hard_link(from, to))
}

/// Takes a name out of the stage again, if it is there: writing to it would write to the file of the standing site.
pub(super) fn take_out(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io("clear", path, error)),
        _ => Ok(()),
    }
}

/// Does `work`; where it finds no folder for `path`, once more when that is there.
fn in_folder<T>(path: &Path, work: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (work(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            work()
        }
        (done, _) => done,
    }
}
