//! The new site in the place of the old one.

use super::PublishError;
use super::work::Work;
use std::fs;
use std::io;
use std::path::Path;

/// Puts the stage where the target is. Readers see the old site or the new one, never a mixture.
pub(super) fn swap(work: &Work, target: &Path) -> Result<(), PublishError> {
    if target.symlink_metadata().is_err() {
        return create(work, target);
    }
    match exchange(&work.stage, target) {
        Ok(()) => Ok(()),
        // Somebody has removed the target just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(work, target),
        Err(error) if is_not_offered(&error) => two_renames(work, target),
        Err(error) => Err(PublishError::io("replace", target, error)),
    }
}

fn create(work: &Work, target: &Path) -> Result<(), PublishError> {
    fs::rename(&work.stage, target).map_err(|error| PublishError::io("create", target, error))
}

/// Exchanges two folders in one step of the system.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or this disk has no exchange at all.
fn is_not_offered(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The way for disks without an exchange. Between the renames no site stands; the journal lets the next run complete them.
fn two_renames(work: &Work, target: &Path) -> Result<(), PublishError> {
    let wrap = |action, path| move |error| PublishError::io(action, path, error);
    work.begin_renames().map_err(wrap("write", &work.journal))?;
    if let Err(error) = fs::rename(target, &work.old) {
        let _ = fs::remove_file(&work.journal);
        return Err(PublishError::io("replace", target, error));
    }
    if let Err(error) = fs::rename(&work.stage, target) {
        fs::rename(&work.old, target).map_err(wrap("restore", target))?;
        let _ = fs::remove_file(&work.journal);
        return Err(PublishError::io("replace", target, error));
    }
    // The new site stands; a journal that stays is cleared by the next run.
    let _ = fs::remove_file(&work.journal);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::work::{MARKER, marker};

    fn site(path: &Path, text: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join(MARKER), marker()).unwrap();
        fs::write(path.join("index.html"), text).unwrap();
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path.join("index.html")).unwrap()
    }

    #[test]
    fn both_ways_put_the_new_site_in_place() {
        for way in [swap, two_renames] {
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("public");
            let work = Work::beside(&target).unwrap();
            site(&target, "old");
            site(&work.stage, "new");
            way(&work, &target).unwrap();
            work.clear().unwrap();
            assert_eq!(text(&target), "new");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the target");
        }
    }

    #[test]
    fn two_renames_cut_short_anywhere_are_completed() {
        for (done, leftovers) in [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1), (3, 1)] {
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("public");
            let mut work = Work::beside(&target).unwrap();
            if leftovers > 0 {
                // It is not ours, and the run used other names.
                fs::create_dir(&work.stage).unwrap();
                fs::write(work.stage.join("index.html"), "mine").unwrap();
                work = work.recover(&target).unwrap();
            }
            site(&target, "old");
            site(&work.stage, "new");
            work.begin_renames().unwrap();
            if done > 0 {
                fs::rename(&target, &work.old).unwrap();
            }
            if done > 1 {
                fs::rename(&work.stage, &target).unwrap();
            }
            if done > 2 {
                fs::remove_file(&work.journal).unwrap();
            }
            work.recover(&target).unwrap();
            assert_eq!(text(&target), if done == 0 { "old" } else { "new" }, "after {done} steps");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1 + leftovers, "nothing else is left after {done} steps");
        }
    }
}
