//! The files in which the values of a cache lie, one after the other.

use super::index::{Entry, Place};
use crate::compile::saved::{Kind, Saved};
use crate::publish::regular;
use crate::render::blob::{Blob, Left};
use crate::source::{Fingerprint, fingerprint};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How many bytes a pack has at least before the next one is begun: a build writes several at once, and takes over one without the others.
const PACK: usize = 4 << 20;

/// With more packs than this beyond those that are full, small ones are put together.
const MANY: usize = 24;

/// Which part of all bytes that are of use others may take up.
const UNUSED: u64 = 16;

/// How many bytes are read at once where small values are asked for: those of a kind lie together, and all of them are asked for.
const WINDOW: u64 = 128 << 10;

/// How many bytes a small value has at most.
const SMALL: u32 = 8 << 10;

/// How many windows of a pack are kept: each thread asks for other values.
const WINDOWS: usize = 4;

/// The values that lie in a cache folder. They are read, and held against their fingerprints, when somebody asks for them.
#[derive(Debug, Default)]
pub(super) struct Packs {
    /// All values, in order of kind and fingerprint.
    entries: Vec<Entry>,
    /// Open from the start, so that another build cannot take them away. Those that are not there are left out.
    files: BTreeMap<u32, Pack>,
    /// Values that were not as they were left.
    damaged: Mutex<BTreeSet<u32>>,
}

#[derive(Debug)]
struct Pack {
    open: Mutex<Open>,
    length: u64,
}

#[derive(Debug)]
struct Open {
    file: File,
    /// What was read last, with where it begins.
    windows: VecDeque<(u64, Vec<u8>)>,
}

impl Open {
    fn read(&mut self, offset: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        self.file.seek(SeekFrom::Start(offset))?;
        Read::by_ref(&mut self.file).take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The bytes at a place, out of a window.
    fn out_of_window(&mut self, place: &Place) -> Option<Arc<[u8]>> {
        let of = |(start, window): &(u64, Vec<u8>)| {
            let from = usize::try_from(place.offset.checked_sub(*start)?).ok()?;
            window.get(from..from.checked_add(place.length as usize)?).map(Into::into)
        };
        if let Some(bytes) = self.windows.iter().rev().find_map(of) {
            return Some(bytes);
        }
        let window = (place.offset, self.read(place.offset, WINDOW).ok()?);
        let bytes = of(&window);
        if self.windows.len() == WINDOWS {
            self.windows.pop_front();
        }
        self.windows.push_back(window);
        bytes
    }
}

impl Left for Packs {
    fn read(&self, number: u32) -> Option<Arc<[u8]>> {
        let bytes = self.value(self.entries.get(number as usize)?);
        if bytes.is_none() {
            self.damaged.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
        }
        bytes
    }
}

impl Packs {
    /// The packs in `folder` that hold these values, which are in order.
    pub(super) fn open(folder: &Path, entries: Vec<Entry>) -> Self {
        let numbers: BTreeSet<u32> = entries.iter().map(|entry| entry.place.pack).collect();
        let pack = |number: u32| {
            let file = regular::open(&path(folder, number), File::options().read(true)).ok()?;
            let length = file.metadata().ok()?.len();
            Some((number, Pack { open: Mutex::new(Open { file, windows: VecDeque::new() }), length }))
        };
        Packs { files: numbers.into_iter().filter_map(pack).collect(), entries, damaged: Mutex::default() }
    }

    /// All values, in order of kind and fingerprint.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether `saved` has all of these values, as they were left, and no other.
    pub(super) fn are_all(&self, saved: &Saved) -> bool {
        let left = saved.iter().all(|(.., value)| matches!(value, Blob::Left { .. }));
        left && saved.iter().count() == self.entries.len() && self.damaged.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The value under `fingerprint`, unless it is known to be damaged.
    pub(super) fn find(&self, kind: Kind, fingerprint: &Fingerprint) -> Option<&Entry> {
        let number = self.entries.binary_search_by_key(&(kind, *fingerprint), |entry| (entry.kind, entry.fingerprint)).ok()?;
        let sound = !self.damaged.lock().unwrap_or_else(PoisonError::into_inner).contains(&(number as u32));
        self.entries.get(number).filter(|_| sound)
    }

    /// The value of `entry`; `None` where it is not as it was left.
    pub(super) fn value(&self, entry: &Entry) -> Option<Arc<[u8]>> {
        self.bytes(entry).filter(|bytes| fingerprint(bytes) == entry.own)
    }

    fn bytes(&self, Entry { kind, place, .. }: &Entry) -> Option<Arc<[u8]>> {
        let pack = self.files.get(&place.pack).filter(|pack| place.offset.checked_add(place.length.into()).is_some_and(|end| end <= pack.length))?;
        let mut open = pack.open.lock().unwrap_or_else(PoisonError::into_inner);
        if *kind != Kind::Bytes && place.length <= SMALL {
            return open.out_of_window(place);
        }
        let bytes = open.read(place.offset, place.length.into()).ok()?;
        drop(open);
        Some(bytes.into())
    }

    /// The packs that are given up although some of what lies in them `stays`: it is written again, so that what nobody uses any more does
    /// not take up the disk, and packs do not become many.
    pub(super) fn given_up(&self, stays: &[Entry]) -> BTreeSet<u32> {
        let mut used: BTreeMap<u32, u64> = BTreeMap::new();
        stays.iter().for_each(|entry| *used.entry(entry.place.pack).or_default() += u64::from(entry.place.length));
        let all: u64 = used.values().sum();
        let length = |number: &u32| self.files.get(number).map_or(0, |pack| pack.length);
        let mut packs: Vec<(u32, u64, u64)> = used.iter().map(|(number, used)| (*number, length(number), length(number).saturating_sub(*used))).collect();
        let mut unused: u64 = packs.iter().map(|(.., unused)| unused).sum();
        // Those with the smallest part of use come last.
        packs.sort_unstable_by_key(|(number, length, unused)| (unused * 1000 / length.max(&1), *number));
        let mut given_up = BTreeSet::new();
        while unused > all / UNUSED
            && let Some((number, _, saved)) = packs.pop()
        {
            unused -= saved;
            given_up.insert(number);
        }
        let small: Vec<u32> = packs.iter().filter(|(_, length, _)| *length < PACK as u64).map(|(number, ..)| *number).collect();
        if small.len() > MANY {
            given_up.extend(small);
        }
        given_up
    }
}

/// A value that is to be written.
pub(super) type New = (Kind, Fingerprint, Arc<[u8]>);

/// Writes values into new packs in `folder`, of which the first gets the number `first`, and gives their entries.
pub(super) fn write(folder: &Path, first: u32, values: &[New]) -> io::Result<Vec<Entry>> {
    let mut packs: Vec<&[New]> = Vec::new();
    let mut rest = values;
    while !rest.is_empty() {
        let mut length = 0;
        let end = rest.iter().position(|(.., value)| {
            length += value.len();
            length >= PACK
        });
        let (pack, after) = rest.split_at(end.map_or(rest.len(), |last| last + 1));
        packs.push(pack);
        rest = after;
    }
    let packs: Vec<(u32, &[New])> = (first..).zip(packs).collect();
    let written: io::Result<Vec<Vec<Entry>>> = packs.into_par_iter().map(|(number, values)| pack(folder, number, values)).collect();
    Ok(written?.into_iter().flatten().collect())
}

fn pack(folder: &Path, number: u32, values: &[New]) -> io::Result<Vec<Entry>> {
    let path = folder.join(name(number));
    let mut bytes = Vec::with_capacity(values.iter().map(|(.., value)| value.len()).sum());
    let mut entries = Vec::with_capacity(values.len());
    for (kind, under, value) in values {
        let length = u32::try_from(value.len()).map_err(io::Error::other)?;
        let place = Place { pack: number, offset: bytes.len() as u64, length };
        let own = if *kind == Kind::Bytes { *under } else { fingerprint(value) };
        entries.push(Entry { kind: *kind, fingerprint: *under, place, own });
        bytes.extend(&**value);
    }
    let written = File::create_new(&path).and_then(|mut file| file.write_all(&bytes));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&path);
    })?;
    Ok(entries)
}

/// The name of a pack.
fn name(number: u32) -> String {
    format!("{number:08x}.pack")
}

/// The numbers of the packs that stand in `folder`.
pub(super) fn standing(folder: &Path) -> io::Result<BTreeSet<u32>> {
    Ok(fs::read_dir(folder)?.filter_map(|entry| number(entry.ok()?.file_name().to_str()?)).collect())
}

/// The number of the pack that has this name; `None` where it is no name of a pack.
pub(super) fn number(pack: &str) -> Option<u32> {
    let number = u32::from_str_radix(pack.strip_suffix(".pack")?, 16).ok()?;
    (name(number) == pack).then_some(number)
}

/// Where a pack stands.
pub(super) fn path(folder: &Path, number: u32) -> PathBuf {
    folder.join(name(number))
}
