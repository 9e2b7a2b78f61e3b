//! Why a site could not be published.

use std::io;
use std::path::{Path, PathBuf};

/// What is tried, as verbs, where nothing is written.
const READING: [&str; 3] = ["read", "find", "look at"];

/// Why a site could not be published. The published site stands as it was before.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The target has no name of its own, such as `/`.
    #[error("{} cannot be an output folder: choose a folder with a name of its own", .0.display())]
    BadTarget(PathBuf),
    /// The target is a file.
    #[error("{} is not a folder: choose another output folder, or remove it", .0.display())]
    NotAFolder(PathBuf),
    /// The target has files of others.
    #[error("{} is not empty and was not made by this program: choose another output folder, or empty it yourself", .0.display())]
    NotOurs(PathBuf),
    /// The target holds a repository, which a swap would throw away.
    #[error("{} holds a version-control folder ({name}), which would be lost: build into another folder and copy the files", path.display())]
    Repository {
        /// The target.
        path: PathBuf,
        /// The folder inside it.
        name: &'static str,
    },
    /// The target was made by a later version of the program.
    #[error("{} was made by a later version of this program (format {format}): use that version, or remove the folder", path.display())]
    LaterFormat {
        /// The target.
        path: PathBuf,
        /// The format that it has.
        format: String,
    },
    /// Another run is publishing into the same target.
    #[error("another run is writing into {}: wait until it has ended", .0.display())]
    Locked(PathBuf),
    /// What stands at the path of the lock is not one.
    #[error("{} is not a lock of this program: remove it, or choose another output folder", .0.display())]
    ForeignLock(PathBuf),
    /// The lock was removed while it was held.
    #[error("the lock {} was removed or replaced during the build, so that another run may be writing into {} too: nothing was published; build again, and leave the lock alone while a build runs", lock.display(), target.display())]
    LockLost {
        /// The target.
        target: PathBuf,
        /// The file of the lock.
        lock: PathBuf,
    },
    /// The folder of the new site is not as it was left.
    #[error("{}, where the new site was being put together, was removed or changed during the build: nothing was published; build again, and leave that folder alone while a build runs", .0.display())]
    StageLost(PathBuf),
    /// A path of the output tree that leads out of the target.
    #[error("the page path “{0}” leads out of the output folder")]
    BadPath(String),
    /// There is no room.
    #[error("the disk is full: {} could not be written; the published site stands as it was", .0.display())]
    DiskFull(PathBuf),
    /// The target's surroundings cannot be written.
    #[error("{} may not be written: see to the rights of its folder, or choose another output folder", .0.display())]
    ReadOnly(PathBuf),
    /// Something in the target cannot be read, so that it cannot be compared.
    #[error("{} may not be read: see to its rights, or choose another output folder", .0.display())]
    Unreadable(PathBuf),
    /// The target cannot be swapped because another disk is mounted on it.
    #[error("{} cannot be replaced as a whole, because a disk is mounted there: choose a folder inside it", .0.display())]
    Mounted(PathBuf),
    /// A disk, or a folder from elsewhere, is mounted in the target.
    #[error("{} cannot be replaced as a whole, because a disk is mounted in it, on {}: unmount it, or choose another output folder", path.display(), inside.display())]
    MountedInside {
        /// The target.
        path: PathBuf,
        /// The folder inside it.
        inside: PathBuf,
    },
    /// Another published site stands in the target.
    #[error("{} holds another published site, {}, which would be lost: publish that one into a folder outside, or remove it first if nobody needs it", path.display(), inside.display())]
    SiteInside {
        /// The target.
        path: PathBuf,
        /// The folder of the other site.
        inside: PathBuf,
    },
    /// Too many folders lie beside the target that cannot be removed.
    #[error("{} and the folders beside it whose names begin so cannot be removed by this program: see what is in them, and remove them yourself", .0.display())]
    Leftovers(PathBuf),
    /// Anything else that the system refused.
    #[error("could not {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl PublishError {
    /// The error for what the system answered when `action` was tried on `path`.
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => PublishError::DiskFull(path),
            io::ErrorKind::PermissionDenied if READING.contains(&action) => PublishError::Unreadable(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => PublishError::ReadOnly(path),
            io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => PublishError::Mounted(path),
            io::ErrorKind::NotADirectory => PublishError::NotAFolder(path),
            _ => PublishError::Io { action, path, source },
        }
    }
}
