//! The new site in a folder of its own, beside the one that stands.

use super::PublishError;
use super::plan::Plan;
use super::work::{MARKER, marker};
use crate::compile::OutputTree;
use std::fs;
use std::path::Path;

/// Fills the new folder `stage`: the marker first, then links to the files of `target` that are kept, then what is new.
pub(super) fn stage(stage: &Path, target: &Path, files: &OutputTree, plan: &Plan) -> Result<(), PublishError> {
    fs::create_dir(stage).map_err(|error| PublishError::io("create", stage, error))?;
    write(&stage.join(MARKER), marker().as_bytes())?;
    for folder in folders(files) {
        let path = stage.join(folder);
        fs::create_dir_all(&path).map_err(|error| PublishError::io("create", &path, error))?;
    }
    for (path, bytes) in files {
        let to = stage.join(path);
        // Some disks know no hard links, others only so many per file: then the bytes are written.
        let linked = plan.keep.contains(path) && fs::hard_link(target.join(path), &to).is_ok();
        if !linked {
            write(&to, bytes)?;
        }
    }
    Ok(())
}

fn folders(files: &OutputTree) -> std::collections::BTreeSet<&Path> {
    files.keys().filter_map(|path| Path::new(path).parent()).filter(|folder| !folder.as_os_str().is_empty()).collect()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    fs::write(path, bytes).map_err(|error| PublishError::io("write", path, error))
}
