//! The folder of `opastin build --cache`: what a build leaves there for the next one of the same program.
//!
//! Values stand in [`PARTS`] files by their fingerprints, each file with the fingerprints of the program and of itself: what is damaged, or
//! of another program, is as if it were not there. A file is replaced as a whole, and only where it has other values than before.

use crate::compile::saved::{Kind, Saved};
use crate::source::Fingerprint;
use rayon::prelude::*;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// In how many files the values stand: few enough to be read at once, and so many that one edit changes few of them.
const PARTS: u8 = 64;

/// With what every file begins.
const MAGIC: &[u8; 16] = b"opastin cache 1\n";

/// How long the head of a file is: the magic, the program, itself.
const HEAD: usize = MAGIC.len() + 32 + 32;

/// A cache folder, as far as its values are those of this program.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    program: Fingerprint,
    /// What was in it.
    before: Vec<Keys>,
}

/// Which values stand in a file.
type Keys = Vec<(Kind, Fingerprint)>;

type Entry = (Kind, Fingerprint, std::sync::Arc<[u8]>);

/// Why nothing could be left for the next build.
#[derive(Debug, thiserror::Error)]
#[error("the cache {} could not be written ({source}): the site is as it should be, but the next build has less to go on. See to the rights of the folder and to the room on its disk, or name another: --cache DIR", folder.display())]
pub(super) struct NotSaved {
    folder: PathBuf,
    source: io::Error,
}

impl Cache {
    /// Reads what is there for the program that is running.
    ///
    /// # Errors
    ///
    /// The program cannot read itself, so that it does not know what is its own.
    pub(super) fn open(folder: &Path) -> io::Result<(Self, Saved)> {
        let program = *blake3::hash(&fs::read(std::env::current_exe()?)?).as_bytes();
        Ok(Self::open_for(folder, program))
    }

    fn open_for(folder: &Path, program: Fingerprint) -> (Self, Saved) {
        let parts: Vec<Vec<Entry>> = (0..PARTS)
            .into_par_iter()
            .map(|part| fs::read(folder.join(name(part))).ok().and_then(|bytes| entries(&bytes, &program)).unwrap_or_default())
            .collect();
        let keys = |entries: &Vec<Entry>| entries.iter().map(|(kind, fingerprint, _)| (*kind, *fingerprint)).collect();
        let cache = Cache { folder: folder.to_owned(), program, before: parts.iter().map(keys).collect() };
        let mut saved = Saved::default();
        for (kind, fingerprint, value) in parts.into_iter().flatten() {
            saved.insert(kind, fingerprint, value);
        }
        (cache, saved)
    }

    /// Leaves `saved` for the next build, in place of what was there. While another build does the same, nothing is left.
    ///
    /// # Errors
    ///
    /// The folder cannot be written.
    pub(super) fn save(&self, saved: &Saved) -> Result<(), NotSaved> {
        self.write(saved).map_err(|source| NotSaved { folder: self.folder.clone(), source })
    }

    fn write(&self, saved: &Saved) -> io::Result<()> {
        let mut parts: Vec<Vec<_>> = (0..PARTS).map(|_| Vec::new()).collect();
        for (kind, fingerprint, value) in saved.iter() {
            parts[usize::from(fingerprint[0] % PARTS)].push((kind, fingerprint, value));
        }
        let known = |(part, entries): &(usize, Vec<_>)| {
            let now = entries.iter().map(|(kind, fingerprint, _): &(Kind, &Fingerprint, _)| (*kind, **fingerprint));
            self.before.get(*part).is_some_and(|before| before.iter().copied().eq(now))
        };
        let changed: Vec<_> = parts.into_iter().enumerate().filter(|part| !known(part)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(self.folder.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        changed.into_par_iter().try_for_each(|(part, entries)| {
            let name = name(part as u8);
            // A build that was killed leaves at most this name, which the next one writes over.
            let beside = self.folder.join(format!("{name}.new"));
            fs::write(&beside, bytes(&entries, &self.program)).and_then(|()| fs::rename(&beside, self.folder.join(&name))).inspect_err(|_| {
                let _ = fs::remove_file(&beside);
            })
        })
    }
}

fn name(part: u8) -> String {
    format!("{part:02x}.part")
}

fn bytes(entries: &[(Kind, &Fingerprint, &std::sync::Arc<[u8]>)], program: &Fingerprint) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEAD + entries.iter().map(|(.., value)| 41 + value.len()).sum::<usize>());
    file.extend(MAGIC);
    file.extend(program);
    file.extend([0; 32]);
    for (kind, fingerprint, value) in entries {
        file.push(*kind as u8);
        file.extend(*fingerprint);
        file.extend((value.len() as u64).to_le_bytes());
        file.extend(&***value);
    }
    let own = *blake3::hash(&file[HEAD..]).as_bytes();
    file[HEAD - 32..HEAD].copy_from_slice(&own);
    file
}

/// What a file holds; `None` where it is not as this program wrote it.
fn entries(file: &[u8], program: &Fingerprint) -> Option<Vec<Entry>> {
    let (head, mut rest) = file.split_at_checked(HEAD)?;
    let sound = head.starts_with(MAGIC) && head[MAGIC.len()..].starts_with(program) && head.ends_with(blake3::hash(rest).as_bytes());
    if !sound {
        return None;
    }
    let mut entries = Vec::new();
    while let Some((kind, after)) = rest.split_first() {
        let (fingerprint, after) = after.split_at_checked(32)?;
        let (length, after) = after.split_at_checked(8)?;
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        let (value, after) = after.split_at_checked(length)?;
        entries.push((*Kind::ALL.get(usize::from(*kind))?, fingerprint.try_into().ok()?, value.into()));
        rest = after;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Saved {
        let mut saved = Saved::default();
        for number in 0..200_u8 {
            saved.insert(Kind::ALL[usize::from(number % 5)], [number; 32], vec![number; usize::from(number)].into());
        }
        saved
    }

    #[test]
    fn what_is_saved_comes_back_to_the_same_program_and_to_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("a/b");
        let (cache, empty) = Cache::open_for(&at, [1; 32]);
        assert_eq!(empty, Saved::default());
        cache.save(&some()).unwrap();
        assert_eq!(Cache::open_for(&at, [1; 32]).1, some());
        assert_eq!(Cache::open_for(&at, [2; 32]).1, Saved::default());
    }

    #[test]
    fn a_damaged_file_is_as_if_it_were_not_there_and_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, _) = Cache::open_for(folder.path(), [1; 32]);
        cache.save(&some()).unwrap();
        let path = folder.path().join(name(3));
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            assert!(entries(&damaged, &[1; 32]).is_none(), "byte {at}");
            assert!(entries(&whole[..at], &[1; 32]).is_none(), "cut at {at}");
        }
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let (cache, rest) = Cache::open_for(folder.path(), [1; 32]);
        assert!(rest.iter().count() < 200 && rest.iter().count() > 100);
        cache.save(&some()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
    }

    #[test]
    fn what_is_not_used_is_dropped_and_only_files_that_change_are_written() {
        let folder = tempfile::tempdir().unwrap();
        Cache::open_for(folder.path(), [1; 32]).0.save(&some()).unwrap();
        let (cache, _) = Cache::open_for(folder.path(), [1; 32]);
        let mut fewer = Saved::default();
        some().iter().filter(|(_, fingerprint, _)| fingerprint[0] != 3).for_each(|(kind, fingerprint, value)| fewer.insert(kind, *fingerprint, value.clone()));
        let untouched = folder.path().join(name(4));
        fs::remove_file(&untouched).unwrap();
        cache.save(&fewer).unwrap();
        assert!(!untouched.exists(), "it was as it should be when it was read");
        let left = Cache::open_for(folder.path(), [1; 32]).1;
        assert!(left.iter().all(|(_, fingerprint, _)| fingerprint[0] != 3));
    }

    #[test]
    fn while_another_build_writes_nothing_is_left_and_nothing_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let held = File::create(folder.path().join("lock")).unwrap();
        held.lock().unwrap();
        let (cache, _) = Cache::open_for(folder.path(), [1; 32]);
        cache.save(&some()).unwrap();
        assert_eq!(Cache::open_for(folder.path(), [1; 32]).1, Saved::default());
        held.unlock().unwrap();
        cache.save(&some()).unwrap();
        assert_eq!(Cache::open_for(folder.path(), [1; 32]).1, some());
    }
}
