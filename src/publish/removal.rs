//! Removing a folder of ours with all that is in it, except what is mounted there.

use super::work::{MARKER, is_marked};
use std::fs;
use std::io;
use std::path::Path;

/// Removes a folder of ours: the marker last, so that a removal that is cut short can be taken up again. A folder that is neither
/// marked nor empty is not ours and is an error; one that is not there is none.
pub(super) fn remove_ours(folder: &Path) -> io::Result<()> {
    if folder.symlink_metadata().is_err() {
        return Ok(());
    }
    if is_marked(folder) {
        remove_inside(folder)?;
        fs::remove_file(folder.join(MARKER))?;
    }
    fs::remove_dir(folder)
}

/// Removes all that is in `folder` but the marker. Folders are opened from the one above and never through a link: nobody can lead the
/// removal elsewhere by putting a link in the place of a folder.
#[cfg(unix)]
fn remove_inside(folder: &Path) -> io::Result<()> {
    let top = fs::File::open(folder)?;
    let disk = super::mount::disk(&top.metadata()?);
    below::remove(&top, disk, &|name| name == MARKER.as_bytes())
}

#[cfg(not(unix))]
fn remove_inside(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false if entry.file_name() == MARKER => {}
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

#[cfg(unix)]
mod below {
    use crate::publish::mount::{Disk, is_mounted_open};
    use rayon::prelude::*;
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, openat, statat, unlinkat};
    use std::ffi::CStr;
    use std::fs::File;
    use std::io;

    /// Removes what is in `folder`, folders many at a time, besides files that are `kept`.
    pub(super) fn remove(folder: &File, disk: Disk, kept: &(dyn Fn(&[u8]) -> bool + Sync)) -> io::Result<()> {
        let mut folders = Vec::new();
        for entry in Dir::read_from(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if [&b"."[..], b".."].contains(&name.to_bytes()) {
                continue;
            }
            match is_folder(folder, name, entry.file_type())? {
                true => folders.push(name.to_owned()),
                false if kept(name.to_bytes()) => {}
                false => unlinkat(folder, name, AtFlags::empty())?,
            }
        }
        folders.into_par_iter().try_for_each(|name| {
            let inner = File::from(openat(folder, &name, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())?);
            if is_mounted_open(&inner, disk)? {
                return Err(io::Error::other(format!("a disk is mounted in it, on a folder “{}”", name.to_string_lossy())));
            }
            remove(&inner, disk, &|_| false)?;
            Ok(unlinkat(folder, &name, AtFlags::REMOVEDIR)?)
        })
    }

    /// Some disks do not tell what an entry is.
    fn is_folder(folder: &File, name: &CStr, told: FileType) -> io::Result<bool> {
        let kind = match told {
            FileType::Unknown => FileType::from_raw_mode(statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode),
            told => told,
        };
        Ok(kind == FileType::Directory)
    }
}
