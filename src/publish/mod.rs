//! The output tree to the disk: planned, staged beside the target, swapped in as a whole.
//!
//! [`publish`] compares the tree with what stands ([`plan`]), writes what differs into a folder beside the target with hard links for
//! what is equal, waits until that is on the disk (`durable`), and swaps the two folders (`swap`). A run that fails or is killed leaves the published site as it was; the next
//! one clears what it left (`work`). Nothing is written where nothing has changed.

mod durable;
mod error;
mod lock;
pub mod plan;
pub mod precompress;
mod stage;
mod swap;
mod work;

pub use error::PublishError;
pub use precompress::precompress;

use crate::compile::OutputTree;
use plan::Plan;
use std::fs;
use std::path::{Path, PathBuf};
use work::Work;

/// What a publication did, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stood there with the same bytes.
    pub kept: usize,
    /// Files that stood there and are no part of the site any more.
    pub removed: usize,
}

/// Makes the folder `target` hold exactly `files`, and says what that took. The folder is created if it is not there.
///
/// # Errors
///
/// The target is a folder with files of others, a file or in use by another run, or the disk does not let us write: then the target
/// stands as before.
pub fn publish(target: &Path, files: &OutputTree) -> Result<Published, PublishError> {
    let target = real_target(target)?;
    let work = Work::beside(&target)?;
    let _lock = lock::lock(&work.lock, &target)?;
    work.recover(&target)?;
    work::check_ours(&target)?;
    let plan = plan::plan(&target, files)?;
    let published = Published { written: plan.write.len(), kept: plan.keep.len(), removed: plan.remove.len() };
    if plan.changes_nothing() && target.is_dir() && work::is_marked(&target) {
        return Ok(published);
    }
    put(&work, &target, files, &plan).inspect_err(|_| work.clear_stage())?;
    Ok(published)
}

fn put(work: &Work, target: &Path, files: &OutputTree, plan: &Plan) -> Result<(), PublishError> {
    stage::stage(&work.stage, target, files, plan)?;
    durable::stage(&work.stage, plan)?;
    swap::swap(work, target)?;
    durable::swap(target);
    work.clear();
    Ok(())
}

/// The target's real path: its folder is created if need be, and a link is followed, so that the link itself stays.
fn real_target(target: &Path) -> Result<PathBuf, PublishError> {
    match target.symlink_metadata() {
        Ok(_) => target.canonicalize().map_err(|error| PublishError::io("find", target, error)),
        Err(_) => {
            let name = target.file_name().ok_or_else(|| PublishError::BadTarget(target.to_owned()))?;
            let parent = match target.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            fs::create_dir_all(parent).map_err(|error| PublishError::io("create", parent, error))?;
            let parent = parent.canonicalize().map_err(|error| PublishError::io("find", parent, error))?;
            Ok(parent.join(name))
        }
    }
}
