//! What is written, on the disk itself: a site that is swapped in must not be empty files after a power cut.

use super::PublishError;
use super::work::MARKER;
use std::fs::File;
use std::io;
use std::path::Path;

/// Waits until the files that were `written` into `stage`, and the stage, are on the disk.
pub(super) fn stage<'a>(stage: &Path, written: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    whole_disk(stage).or_else(|_| each_file(stage, written)).map_err(|error| PublishError::io("write", stage, error))
}

/// Waits until the swap of `target` is on the disk, before the old site is removed. Where the system cannot tell, nothing is to be done.
pub(super) fn swap(target: &Path) {
    if let Some(parent) = target.parent() {
        let _ = File::open(parent).and_then(|folder| folder.sync_all());
    }
}

/// One call for all files: a call for each costs a hundred times as much.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn whole_disk(stage: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(stage)?)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn whole_disk(_stage: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn each_file<'a>(stage: &Path, written: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for path in written.chain([MARKER]) {
        File::open(stage.join(path))?.sync_all()?;
    }
    Ok(())
}
