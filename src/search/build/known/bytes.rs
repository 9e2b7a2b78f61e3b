//! What is known of a language as bytes.

use super::{Fingerprint, Known};
use crate::search::build::pages::Page;
use crate::search::build::values::{Reader, put_bytes};
use crate::search::bytes::put_varint;
use crate::search::input::LexiconSource;
use crate::search::lexicon::Analysis;
use crate::search::texts::{Texts, sort_by_text};
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
        // Texts stand in order of the alphabet: what is sorted and looked at in this order later on lies together.
        let order: Vec<u32> = sort_by_text(0..texts.len() as u32, |id| texts.get(id)).collect();
        let mut ids = vec![0; order.len()];
        (0..).zip(&order).for_each(|(new, old)| ids[*old as usize] = new);
        put_varint(&mut out, texts.len());
        let mut of_texts = Vec::new();
        order.iter().for_each(|id| put_bytes(&mut of_texts, texts.get(*id).as_bytes()));
        for id in &order {
            let stem = stems.get(*id as usize).copied().flatten();
            put_varint(&mut of_texts, stem.map_or(0, |stem| ids[stem as usize] as usize + 1));
        }
        put_varint(&mut of_texts, usize::from(!readings.is_empty()));
        for id in order.iter().filter(|_| !readings.is_empty()) {
            let found = readings.get(*id as usize).and_then(Option::as_deref);
            put_varint(&mut of_texts, found.map_or(0, |found| found.len() + 1));
            found.unwrap_or_default().iter().for_each(|reading| put_reading(&mut of_texts, reading));
        }
        put_bytes(&mut out, &of_texts);
        pages.iter().for_each(|(_, page)| page.put(&ids, &mut out));
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
    let count = reader.number()? as usize;
    let of_texts = reader.bytes()?;
    let mut room = Vec::new();
    let mut page = |fingerprint| Some((fingerprint, Arc::new(Page::read(reader, count, &mut room)?)));
    let pages = || fingerprints.into_iter().map(&mut page).collect::<Option<HashMap<_, _>>>();
    let (pages, words) = rayon::join(pages, || read_texts(&mut Reader::new(of_texts), count));
    reader.end()?;
    let (texts, stems, readings) = words?;
    Some(Known { texts, stems, readings, lexicon, pages: pages?, unread: None })
}

/// Texts, their stems, and what the lexicon said of them.
type Words = (Texts, Vec<Option<u32>>, Vec<Option<Box<[Analysis]>>>);

fn read_texts(reader: &mut Reader<'_>, count: usize) -> Option<Words> {
    let texts = reader.texts(count)?;
    let stems = (0..count).map(|_| Some(reader.below(count + 1)?.checked_sub(1))).collect::<Option<_>>()?;
    let read = if reader.below(2)? == 1 { count } else { 0 };
    let readings = (0..read).map(|_| readings(reader)).collect::<Option<_>>()?;
    reader.end()?;
    Some((texts, stems, readings))
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
