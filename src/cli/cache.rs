//! The folder of `opastin build --cache`: what a build leaves there for the next one of the same program.
//!
//! Values lie in packs (`packs`); an index (`index`) says which and where, and a record (`publish::Record`) by what the published files are
//! known again. Both stand with the fingerprints of the program and of themselves: what is damaged, or of another program, is as if it were
//! not there. A value is read when somebody needs it, and is held against its own fingerprint then. A build adds packs for what is new and
//! replaces the index; it writes a pack again only where too much of it is of no use any more.

mod folder;
mod index;
mod packs;
mod sealed;

use crate::compile::saved::{Kind, Saved};
use crate::publish::{Record, regular};
use crate::render::blob::{Blob, Left};
use crate::source::Fingerprint;
pub(super) use folder::check;
use index::Entry;
use packs::{New, Packs};
use rayon::iter::Either;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where it stands which values lie in the folder.
const INDEX: &str = "index";

/// Where it stands by what the published files are known again.
const RECORD: &str = "published";

/// Keeps other builds from writing.
const LOCK: &str = "lock";

/// A cache folder, as far as its values are those of this program.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    program: Fingerprint,
    /// With what the index begins that was read.
    head: Option<Vec<u8>>,
    /// What lies in it.
    packs: Arc<Packs>,
}

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
    pub(super) fn open(folder: &Path) -> io::Result<(Self, Saved, Record)> {
        let program = *blake3::Hasher::new().update_reader(File::open(std::env::current_exe()?)?)?.finalize().as_bytes();
        Ok(Self::open_for(folder, program))
    }

    fn open_for(folder: &Path, program: Fingerprint) -> (Self, Saved, Record) {
        let file = regular::read(&folder.join(INDEX)).ok();
        let entries = file.as_ref().and_then(|file| index::entries(sealed::content(file, &program)?)).unwrap_or_default();
        let head = file.map(|mut file| {
            file.truncate(sealed::HEAD);
            file
        });
        let packs = Arc::new(Packs::open(folder, entries));
        let by: Arc<dyn Left> = packs.clone();
        let left = |(number, entry): (u32, &Entry)| ((entry.kind, entry.fingerprint), Blob::Left { under: entry.fingerprint, number, by: by.clone() });
        let saved = (0..).zip(packs.entries()).map(left).collect();
        let record = regular::read(&folder.join(RECORD)).ok().and_then(|file| Record::of_bytes(sealed::content(&file, &program)?));
        (Cache { folder: folder.to_owned(), program, head, packs }, saved, record.unwrap_or_default())
    }

    /// Goes on as if no value lay there.
    pub(super) fn forget(&mut self) {
        self.packs = Arc::default();
    }

    /// Leaves `saved` for the next build, in place of what was there. While another build does the same, or where one has done so
    /// meanwhile, nothing is left.
    ///
    /// # Errors
    ///
    /// The folder cannot be written.
    pub(super) fn save(&self, saved: &Saved) -> Result<(), NotSaved> {
        self.write(saved).map_err(|source| NotSaved { folder: self.folder.clone(), source })
    }

    fn write(&self, saved: &Saved) -> io::Result<()> {
        if self.packs.are_all(saved) {
            return Ok(());
        }
        let values: Vec<_> = saved.iter().collect();
        let place = |(kind, fingerprint, value): (Kind, &Fingerprint, &Blob)| match (self.packs.find(kind, fingerprint), value) {
            (Some(entry), Blob::Left { .. }) => Some(Either::Left(*entry)),
            (Some(entry), Blob::Here(bytes)) if entry.is(bytes) => Some(Either::Left(*entry)),
            (_, Blob::Here(bytes)) => Some(Either::Right((kind, *fingerprint, bytes.clone()))),
            // It was not as it was left when it was read: it is made by whoever needs it next.
            (None, Blob::Left { .. }) => None,
        };
        let (stays, new) = values.into_par_iter().filter_map(place).partition_map(|place| place);
        let Some(_lock) = self.lock()? else { return Ok(()) };
        if self.head()? != self.head {
            return Ok(());
        }
        self.replace(stays, new)
    }

    /// Leaves by what the published files are known again. While another build leaves something, this is not left.
    ///
    /// # Errors
    ///
    /// The folder cannot be written.
    pub(super) fn record(&self, record: &Record) -> Result<(), NotSaved> {
        let write = || match self.lock()? {
            Some(_lock) => self.put(RECORD, &record.bytes()),
            None => Ok(()),
        };
        write().map_err(|source| NotSaved { folder: self.folder.clone(), source })
    }

    /// Keeps other builds from writing; `None` while another one does.
    fn lock(&self) -> io::Result<Option<File>> {
        fs::create_dir_all(&self.folder)?;
        let lock = regular::open(&self.folder.join(LOCK), File::options().create(true).truncate(false).write(true))?;
        match lock.try_lock() {
            Ok(()) => folder::mark(&self.folder).map(|()| Some(lock)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// With what the index begins that stands there now.
    fn head(&self) -> io::Result<Option<Vec<u8>>> {
        match regular::open(&self.folder.join(INDEX), File::options().read(true)) {
            Ok(file) => {
                let mut head = Vec::new();
                file.take(sealed::HEAD as u64).read_to_end(&mut head)?;
                Ok(Some(head))
            }
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::InvalidInput].contains(&error.kind()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the `new` values, and an index of them and of those that stay where they lie.
    fn replace(&self, mut stays: Vec<Entry>, mut new: Vec<New>) -> io::Result<()> {
        let given_up = self.packs.given_up(&stays);
        let (moved, stay): (Vec<Entry>, Vec<Entry>) = stays.into_iter().partition(|entry| given_up.contains(&entry.place.pack));
        stays = stay;
        new.extend(moved.iter().filter_map(|entry| Some((entry.kind, entry.fingerprint, self.packs.value(entry)?))));
        new.sort_unstable_by_key(|(kind, fingerprint, _)| (*kind, *fingerprint));
        let standing = packs::standing(&self.folder)?;
        let first = standing.last().map_or(0, |last| last.wrapping_add(1));
        let written = packs::write(&self.folder, first, &new)?;
        stays.extend(written);
        stays.sort_unstable_by_key(|entry| (entry.kind, entry.fingerprint));
        self.put(INDEX, &index::bytes(&stays))?;
        let used: BTreeSet<u32> = stays.iter().map(|entry| entry.place.pack).collect();
        // Also those that a build left that was killed.
        standing.difference(&used).try_for_each(|number| fs::remove_file(packs::path(&self.folder, *number)))
    }

    /// Replaces the file `name` as a whole.
    fn put(&self, name: &str, content: &[u8]) -> io::Result<()> {
        // A build that was killed leaves at most this name, which the next one takes.
        let beside = self.folder.join(format!("{name}.new"));
        regular::write(&beside, &sealed::sealed(content, &self.program)).and_then(|()| fs::rename(&beside, self.folder.join(name))).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: Fingerprint = [1; 32];

    /// Values of all kinds; those that are bytes of files stand under their own fingerprints.
    fn some(numbers: std::ops::Range<u32>) -> Saved {
        let mut saved = Saved::default();
        for number in numbers {
            let kind = Kind::ALL[number as usize % Kind::ALL.len()];
            let value: Vec<u8> = number.to_le_bytes().repeat(1000 + number as usize);
            let under = if kind == Kind::Bytes { crate::source::fingerprint(&value) } else { crate::source::fingerprint(&number.to_le_bytes()) };
            saved.insert(kind, under, value);
        }
        saved
    }

    type Values = Vec<(Kind, Fingerprint, Option<Arc<[u8]>>)>;

    fn values(saved: &Saved) -> Values {
        saved.iter().map(|(kind, fingerprint, value)| (kind, *fingerprint, value.bytes())).collect()
    }

    fn open(folder: &Path) -> (Cache, Saved) {
        let (cache, saved, _) = Cache::open_for(folder, PROGRAM);
        (cache, saved)
    }

    fn packs(folder: &Path) -> Vec<PathBuf> {
        packs::standing(folder).unwrap().into_iter().map(|number| packs::path(folder, number)).collect()
    }

    #[test]
    fn what_is_saved_comes_back_to_the_same_program_and_to_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("a/b");
        let (cache, empty) = open(&at);
        assert_eq!(values(&empty), []);
        cache.save(&some(0..200)).unwrap();
        assert_eq!(values(&open(&at).1), values(&some(0..200)));
        assert_eq!(values(&Cache::open_for(&at, [2; 32]).1), []);
        // It takes the place of what was there.
        Cache::open_for(&at, [2; 32]).0.save(&some(0..3)).unwrap();
        assert_eq!((values(&open(&at).1), packs(&at).len()), (Values::new(), 1));
    }

    #[test]
    fn a_damaged_index_or_record_is_as_if_it_were_not_there() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).0.save(&some(0..20)).unwrap();
        let whole = fs::read(folder.path().join(INDEX)).unwrap();
        assert!(sealed::content(&whole, &PROGRAM).is_some());
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            assert!(sealed::content(&damaged, &PROGRAM).is_none(), "byte {at}");
            assert!(sealed::content(&whole[..at], &PROGRAM).is_none(), "cut at {at}");
        }
        fs::write(folder.path().join(INDEX), &whole[1..]).unwrap();
        let (cache, nothing) = open(folder.path());
        assert_eq!(values(&nothing), []);
        cache.save(&some(0..20)).unwrap();
        assert_eq!((values(&open(folder.path()).1), packs(folder.path()).len()), (values(&some(0..20)), 1), "what nobody knows of is removed");
    }

    #[test]
    fn a_damaged_value_is_as_if_it_were_not_there_and_is_written_again() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).0.save(&some(0..20)).unwrap();
        let path = packs(folder.path()).remove(0);
        let whole = fs::read(&path).unwrap();
        let damages: [fn(&mut Vec<u8>); 3] = [|bytes| bytes[0] ^= 1, |bytes| bytes.truncate(bytes.len() - 1), Vec::clear];
        for damage in damages {
            let mut damaged = whole.clone();
            damage(&mut damaged);
            fs::write(&path, damaged).unwrap();
            let (cache, left) = open(folder.path());
            assert!(
                values(&left)
                    .iter()
                    .all(|(_, fingerprint, value)| value.is_none() || values(&some(0..20)).iter().any(|(_, own, of)| own == fingerprint && of == value))
            );
            assert!(values(&left).iter().any(|(.., value)| value.is_none()));
            cache.save(&some(0..20)).unwrap();
            assert_eq!(values(&open(folder.path()).1), values(&some(0..20)));
            // Until it is made again, what is damaged is left out.
            fs::remove_dir_all(folder.path()).unwrap();
            open(folder.path()).0.save(&some(0..20)).unwrap();
        }
        fs::remove_file(&path).unwrap();
        let (cache, left) = open(folder.path());
        assert!(values(&left).iter().all(|(.., value)| value.is_none()));
        cache.save(&left).unwrap();
        assert_eq!(values(&open(folder.path()).1), []);
    }

    #[test]
    fn what_is_not_used_is_dropped_and_what_stays_is_seldom_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let size = || packs(folder.path()).iter().map(|path| path.metadata().unwrap().len()).sum::<u64>();
        let long = |numbers: std::ops::Range<u8>| -> Saved { numbers.map(|number| ((Kind::Page, [number; 32]), vec![number; 100_000].into())).collect() };
        open(folder.path()).0.save(&long(0..130)).unwrap();
        let first = packs(folder.path());
        assert!(first.len() > 2, "{first:?}");
        let mut written = 0;
        for edit in 1..40 {
            let (cache, left) = open(folder.path());
            let mut saved = long(edit..130 + edit);
            let stays = left.iter().filter(|(_, fingerprint, _)| fingerprint[0] >= edit);
            stays.for_each(|(kind, fingerprint, value)| saved.insert(kind, *fingerprint, value.clone()));
            let before = packs(folder.path());
            cache.save(&saved).unwrap();
            assert!(size() <= 13_000_000 + 13_000_000 / 16, "edit {edit}: {}", size());
            let new = packs(folder.path()).into_iter().filter(|path| !before.contains(path));
            written += new.map(|path| path.metadata().unwrap().len()).sum::<u64>();
            assert!(packs(folder.path()).len() < 40);
        }
        assert_eq!(values(&open(folder.path()).1), values(&long(39..169)));
        // A fourth of what would be written if everything were written each time.
        assert!(written < 39 * 13_000_000 / 4, "{written}");
    }

    #[test]
    fn another_value_under_a_fingerprint_takes_the_place_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        for value in [b"one", b"two"] {
            let (cache, mut saved) = open(folder.path());
            saved.insert(Kind::Page, [7; 32], value.to_vec());
            cache.save(&saved).unwrap();
            assert_eq!(values(&open(folder.path()).1), [(Kind::Page, [7; 32], Some(value.as_slice().into()))]);
        }
    }

    #[test]
    fn where_nothing_is_new_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).0.save(&some(0..20)).unwrap();
        let (cache, saved) = open(folder.path());
        fs::remove_file(folder.path().join(INDEX)).unwrap();
        cache.save(&saved).unwrap();
        assert!(!folder.path().join(INDEX).exists(), "it was as it should be when it was read");
        // Only what was added is written.
        open(folder.path()).0.save(&some(0..2000)).unwrap();
        let before = packs(folder.path());
        let (cache, mut saved) = open(folder.path());
        saved.insert(Kind::Page, [7; 32], vec![7]);
        cache.save(&saved).unwrap();
        let after = packs(folder.path());
        assert!(before.iter().all(|path| after.contains(path)) && after.len() == before.len() + 1);
        assert_eq!(after.last().unwrap().metadata().unwrap().len(), 1);
    }

    #[test]
    fn while_another_build_writes_nothing_is_left_and_nothing_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let held = File::create(folder.path().join("lock")).unwrap();
        held.lock().unwrap();
        let (cache, _) = open(folder.path());
        cache.save(&some(0..20)).unwrap();
        cache.record(&Record::default()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        held.unlock().unwrap();
        let (other, _) = open(folder.path());
        cache.save(&some(0..20)).unwrap();
        assert_eq!(values(&open(folder.path()).1), values(&some(0..20)));
        // What another one has written meanwhile stays, also for those who read what was there before.
        let (reading, left) = open(folder.path());
        other.save(&some(30..40)).unwrap();
        assert_eq!(values(&open(folder.path()).1), values(&some(0..20)));
        Cache::open_for(folder.path(), [2; 32]).0.save(&some(30..40)).unwrap();
        reading.save(&some(0..21)).unwrap();
        assert_eq!(values(&Cache::open_for(folder.path(), [2; 32]).1), values(&some(30..40)));
        if cfg!(unix) {
            assert_eq!(values(&left), values(&some(0..20)));
        }
    }
}
