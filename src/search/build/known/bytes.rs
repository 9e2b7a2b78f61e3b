//! What is known of a language as bytes.

use super::{Fingerprint, Known};
use crate::search::build::pages::Page;
use crate::search::build::values::{Reader, put_bytes};
use crate::search::bytes::put_varint;
use crate::search::input::LexiconSource;
use crate::search::lexicon::Analysis;
use ahash::{AHashMap as HashMap, AHashSet as HashSet};
use std::sync::Arc;

/// What an earlier run knew, as it left it.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    value: Arc<[u8]>,
    /// The pages that it knew.
    pub(super) pages: HashSet<Fingerprint>,
}

impl Known {
    /// What an earlier run left, as [`Known::to_bytes`] gave it: it is read when it is needed.
    pub(in crate::search::build) fn unread(value: &Arc<[u8]>) -> Option<Self> {
        let mut reader = Reader::new(value);
        let (lexicon, pages) = head(&mut reader)?;
        Some(Known { lexicon, unread: Some(Unread { value: value.clone(), pages: pages.into_iter().collect() }), ..Known::default() })
    }

    /// Reads what an earlier run left, if that is still to be done.
    pub(in crate::search::build) fn load(&mut self) {
        if let Some(unread) = self.unread.take()
            && let Some(known) = read(&unread.value)
        {
            *self = known;
        }
    }

    /// It as bytes.
    pub(in crate::search::build) fn to_bytes(&self) -> Arc<[u8]> {
        let Known { texts, stems, readings, lexicon, pages, unread } = self;
        if let Some(unread) = unread {
            return unread.value.clone();
        }
        let mut out = Vec::new();
        put_varint(&mut out, usize::from(lexicon.is_some()));
        let LexiconSource { name, version } = lexicon.clone().unwrap_or_default();
        [name, version].iter().for_each(|text| put_bytes(&mut out, text.as_bytes()));
        let mut pages: Vec<_> = pages.iter().collect();
        pages.sort_unstable_by_key(|(fingerprint, _)| **fingerprint);
        put_varint(&mut out, pages.len());
        pages.iter().for_each(|(fingerprint, _)| out.extend_from_slice(*fingerprint));
        put_varint(&mut out, texts.len());
        (0..texts.len()).for_each(|id| put_bytes(&mut out, texts.get(id as u32).as_bytes()));
        put_varint(&mut out, stems.len());
        stems.iter().for_each(|stem| put_varint(&mut out, stem.map_or(0, |stem| stem as usize + 1)));
        put_varint(&mut out, readings.len());
        for found in readings {
            put_varint(&mut out, found.as_ref().map_or(0, |found| found.len() + 1));
            found.iter().flatten().for_each(|reading| put_reading(&mut out, reading));
        }
        pages.iter().for_each(|(_, page)| page.put(&mut out));
        out.into()
    }
}

fn head(reader: &mut Reader<'_>) -> Option<(Option<LexiconSource>, Vec<Fingerprint>)> {
    let has_lexicon = reader.below(2)? == 1;
    let source = LexiconSource { name: reader.text()?.to_owned(), version: reader.text()?.to_owned() };
    let pages = (0..reader.count()?).map(|_| reader.fingerprint()).collect::<Option<_>>()?;
    Some((has_lexicon.then_some(source), pages))
}

fn read(value: &[u8]) -> Option<Known> {
    let reader = &mut Reader::new(value);
    let (lexicon, fingerprints) = head(reader)?;
    let texts = reader.texts()?;
    let stem = |reader: &mut Reader<'_>| Some(reader.below(texts.len() + 1)?.checked_sub(1));
    let stems = (0..reader.count().filter(|count| *count <= texts.len())?).map(|_| stem(reader)).collect::<Option<_>>()?;
    let readings = (0..reader.count().filter(|count| *count <= texts.len())?).map(|_| readings(reader)).collect::<Option<_>>()?;
    let mut room = Vec::new();
    let mut pages = HashMap::with_capacity(fingerprints.len());
    for fingerprint in fingerprints {
        pages.insert(fingerprint, Arc::new(Page::read(reader, texts.len(), &mut room)?));
    }
    reader.end()?;
    Some(Known { texts, stems, readings, lexicon, pages, unread: None })
}

fn put_reading(out: &mut Vec<u8>, Analysis { lemma, parts, base }: &Analysis) {
    put_bytes(out, lemma.as_bytes());
    put_varint(out, parts.len());
    parts.iter().for_each(|part| put_bytes(out, part.as_bytes()));
    put_varint(out, usize::from(base.is_some()));
    base.iter().for_each(|base| put_bytes(out, base.as_bytes()));
}

/// What a lexicon said of one form, if it was asked.
fn readings(reader: &mut Reader<'_>) -> Option<Option<Box<[Analysis]>>> {
    match reader.count()? {
        0 => Some(None),
        count => (1..count).map(|_| reading(reader)).collect::<Option<_>>().map(Some),
    }
}

fn reading(reader: &mut Reader<'_>) -> Option<Analysis> {
    let lemma = reader.text()?.to_owned();
    let parts = (0..reader.count()?).map(|_| Some(reader.text()?.to_owned())).collect::<Option<_>>()?;
    let base = if reader.below(2)? == 1 { Some(reader.text()?.to_owned()) } else { None };
    Some(Analysis { lemma, parts, base })
}
