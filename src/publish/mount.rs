//! What is mounted in a folder: another disk, or a folder from elsewhere. It is never removed with what it is mounted in.

#[cfg(unix)]
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::path::Path;

/// The disk of a folder, where the system tells one.
pub(super) type Disk = u64;

/// The disk on which a folder or file lies.
#[cfg(unix)]
pub(super) fn disk(metadata: &Metadata) -> Disk {
    use std::os::unix::fs::MetadataExt;
    metadata.dev()
}

#[cfg(not(unix))]
pub(super) fn disk(_metadata: &Metadata) -> Disk {
    0
}

/// Whether something is mounted on `folder`, which stands in a folder on `disk_above`.
pub(super) fn is_mounted(folder: &Path, disk_above: Disk) -> io::Result<bool> {
    match told::of_path(folder) {
        Some(mounted) => Ok(mounted),
        None => Ok(disk(&folder.symlink_metadata()?) != disk_above),
    }
}

/// Whether something is mounted on a folder that is open, and stands in a folder on `disk_above`.
#[cfg(unix)]
pub(super) fn is_mounted_open(folder: &File, disk_above: Disk) -> io::Result<bool> {
    match told::of_open(folder) {
        Some(mounted) => Ok(mounted),
        None => Ok(disk(&folder.metadata()?) != disk_above),
    }
}

/// What the system says itself, which knows also of folders that come from elsewhere on the same disk.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod told {
    use rustix::fs::{AtFlags, CWD, Statx, StatxAttributes, StatxFlags, statx};
    use std::fs::File;
    use std::path::Path;

    pub(super) fn of_path(folder: &Path) -> Option<bool> {
        of(&statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT, StatxFlags::empty()).ok()?)
    }

    pub(super) fn of_open(folder: &File) -> Option<bool> {
        of(&statx(folder, c"", AtFlags::EMPTY_PATH, StatxFlags::empty()).ok()?)
    }

    fn of(found: &Statx) -> Option<bool> {
        found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT).then(|| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod told {
    #[cfg(unix)]
    use std::fs::File;
    use std::path::Path;

    pub(super) fn of_path(_folder: &Path) -> Option<bool> {
        None
    }

    #[cfg(unix)]
    pub(super) fn of_open(_folder: &File) -> Option<bool> {
        None
    }
}
