//! What is kept of each language as bytes: a list of what stands elsewhere, by its fingerprint.

use super::{Fingerprint, Index, Kept, Known, Memo};
use crate::search::build::pages::{Facts, OnePage, Seen};
use crate::search::build::values::{Reader, put_bytes};
use crate::search::bytes::put_varint;
use crate::search::files::File;
use crate::search::input::LexiconSource;
use crate::search::report::{IndexReport, LexiconUse};
use ahash::AHashMap as HashMap;
use rayon::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

impl Memo {
    /// What another run can [`Memo::restore`], by language. `put` keeps bytes and gives their fingerprint.
    pub fn values(&self, mut put: impl FnMut(&Arc<[u8]>) -> [u8; 32]) -> Vec<(&str, Arc<[u8]>)> {
        let mut value = |(lang, kept): (&String, &Kept)| {
            let mut out = Vec::new();
            put_bytes(&mut out, lang.as_bytes());
            kept.put(&mut out, &mut put);
            out.into()
        };
        self.languages.iter().map(|entry| (entry.0.as_str(), value(entry))).collect()
    }

    /// Takes in a value that [`Memo::values`] gave, as far as `get` still has the bytes that it names. What is no such value changes nothing.
    pub fn restore(&mut self, value: &[u8], get: impl Fn(&[u8; 32]) -> Option<Arc<[u8]>> + Sync) {
        // What a value names is gathered first and got at once: the packed pieces are the files of the index.
        let wanted = RefCell::new(HashMap::new());
        let note = |fingerprint: &Fingerprint| {
            wanted.borrow_mut().insert(*fingerprint, None);
            None
        };
        if read(value, &note).is_none() {
            return;
        }
        let mut found: HashMap<Fingerprint, Option<Arc<[u8]>>> = wanted.into_inner();
        found.par_iter_mut().for_each(|(fingerprint, bytes)| *bytes = get(fingerprint));
        self.languages.extend(read(value, &|fingerprint| found.get(fingerprint).cloned().flatten()));
    }
}

type Get<'a> = &'a dyn Fn(&Fingerprint) -> Option<Arc<[u8]>>;

fn read(value: &[u8], get: Get<'_>) -> Option<(String, Kept)> {
    let reader = &mut Reader::new(value);
    let read = (reader.text()?.to_owned(), Kept::read(reader, get)?);
    reader.end().map(|()| read)
}

impl Kept {
    fn put(&self, out: &mut Vec<u8>, put: &mut dyn FnMut(&Arc<[u8]>) -> Fingerprint) {
        let Kept { known, seen, seen_before, packed, abroad, index } = self;
        out.extend(put(&known.to_bytes()));
        out.extend(put(&seen_before.clone().unwrap_or_else(|| put_seen(seen))));
        let mut packed: Vec<_> = packed.iter().collect();
        packed.sort_unstable_by_key(|(fingerprint, _)| **fingerprint);
        put_varint(out, packed.len());
        for (fingerprint, bytes) in packed {
            out.extend(fingerprint);
            out.extend(put(bytes));
        }
        put_varint(out, usize::from(abroad.is_some()));
        if let Some((fingerprint, bytes)) = abroad {
            out.extend(fingerprint);
            out.extend(put(bytes));
        }
        put_varint(out, usize::from(index.is_some()));
        if let Some((fingerprint, Index { files, report })) = index {
            out.extend(fingerprint);
            put_varint(out, files.len());
            for (path, bytes) in files {
                put_bytes(out, path.as_bytes());
                out.extend(put(bytes));
            }
            put_report(out, report);
        }
    }

    /// `None` if it is nothing that [`Kept::put`] put; what `get` does not have is left out.
    fn read(reader: &mut Reader<'_>, get: Get<'_>) -> Option<Self> {
        let known = get(&reader.fingerprint()?).and_then(|value| Known::unread(&value)).unwrap_or_default();
        let seen_before = get(&reader.fingerprint()?);
        let pair = |reader: &mut Reader<'_>| {
            let (made_of, bytes) = (reader.fingerprint()?, get(&reader.fingerprint()?));
            Some(bytes.map(|bytes| (made_of, bytes)))
        };
        let packed: Vec<_> = (0..reader.count()?).map(|_| pair(reader)).collect::<Option<_>>()?;
        let abroad = if reader.below(2)? == 1 { pair(reader)? } else { None };
        let index = if reader.below(2)? == 1 { read_index(reader, get)? } else { None };
        Some(Kept { known, seen: Seen::default(), seen_before, packed: packed.into_iter().flatten().collect(), abroad, index })
    }
}

fn read_index(reader: &mut Reader<'_>, get: Get<'_>) -> Option<Option<(Fingerprint, Index)>> {
    let made_of = reader.fingerprint()?;
    let file = |reader: &mut Reader<'_>| {
        let (path, bytes) = (reader.text()?.to_owned(), get(&reader.fingerprint()?));
        Some(bytes.map(|bytes| (path, bytes)))
    };
    let files: Vec<Option<File>> = (0..reader.count()?).map(|_| file(reader)).collect::<Option<_>>()?;
    let report = read_report(reader)?;
    let files: Option<Vec<File>> = files.into_iter().collect();
    Some(files.map(|files| (made_of, Index { files, report })))
}

/// The pages that were seen.
fn put_seen(seen: &Seen) -> Arc<[u8]> {
    let mut pages: Vec<&OnePage> = seen.values().collect();
    pages.sort_unstable_by(|one, other| one.facts.url.cmp(&other.facts.url));
    let mut out = Vec::new();
    put_varint(&mut out, pages.len());
    for OnePage { said, fingerprint, facts } in pages {
        put_bytes(&mut out, said);
        out.extend(fingerprint);
        let Facts { url, kind, title_lang, weight, related, keys } = &**facts;
        [url, kind, title_lang].into_iter().for_each(|text| put_bytes(&mut out, text.as_bytes()));
        out.push(*weight);
        for texts in [related, keys] {
            put_varint(&mut out, texts.len());
            texts.iter().for_each(|text| put_bytes(&mut out, text.as_bytes()));
        }
    }
    out.into()
}

/// What [`put_seen`] put.
pub(super) fn seen(value: &[u8]) -> Option<Seen> {
    let reader = &mut Reader::new(value);
    let count = reader.count()?;
    let mut seen = Seen::with_capacity(count);
    for _ in 0..count {
        let (said, fingerprint) = (reader.bytes()?.into(), reader.fingerprint()?);
        let mut text = || Some(reader.text()?.to_owned());
        let (url, kind, title_lang) = (text()?, text()?, text()?);
        let weight = reader.byte()?;
        let mut texts = || (0..reader.count()?).map(|_| Some(reader.text()?.to_owned())).collect::<Option<_>>();
        let (related, keys) = (texts()?, texts()?);
        let facts = Facts { url: url.clone(), kind, title_lang, weight, related, keys }.into();
        seen.insert(url, OnePage { said, fingerprint, facts });
    }
    reader.end().map(|()| seen)
}

fn put_report(out: &mut Vec<u8>, report: &IndexReport) {
    let IndexReport { lang, pages, sections, forms, terms, bytes, files, lexicon, unused_entries, untranslated_entries } = report;
    [pages, sections, forms, terms, bytes, files].into_iter().for_each(|number| put_varint(out, *number));
    let lexicon = match lexicon {
        LexiconUse::Used(source) => Some(source),
        LexiconUse::None => None,
    };
    put_varint(out, usize::from(lexicon.is_some()));
    let lexicon = lexicon.into_iter().flat_map(|LexiconSource { name, version }| [name, version]);
    [lang].into_iter().chain(lexicon).for_each(|text| put_bytes(out, text.as_bytes()));
    for entries in [unused_entries, untranslated_entries] {
        put_varint(out, entries.len());
        entries.iter().for_each(|entry| put_bytes(out, entry.as_bytes()));
    }
}

fn read_report(reader: &mut Reader<'_>) -> Option<IndexReport> {
    let mut number = || Some(reader.number()? as usize);
    let [pages, sections, forms, terms, bytes, files] = [number()?, number()?, number()?, number()?, number()?, number()?];
    let has_lexicon = reader.below(2)? == 1;
    let mut text = || Some(reader.text()?.to_owned());
    let lang = text()?;
    let lexicon = if has_lexicon { LexiconUse::Used(LexiconSource { name: text()?, version: text()? }) } else { LexiconUse::None };
    let mut entries = || (0..reader.count()?).map(|_| Some(reader.text()?.to_owned())).collect::<Option<Vec<String>>>();
    let (unused_entries, untranslated_entries) = (entries()?, entries()?);
    Some(IndexReport { lang, pages, sections, forms, terms, bytes, files, lexicon, unused_entries, untranslated_entries })
}
