//! What a compilation leaves for the next run of the same program: values by the fingerprint of all that they were made of.
//!
//! Nothing in it is needed: what is missing is made. What is there is right as it stands, because a value under another fingerprint is
//! another value; whoever keeps it between runs sees to it that it comes back as it was, to the same program.

mod encoding;

use super::{Memo, Options, PrepareMemo, Remains, Timings, compile_into};
use crate::diagnostics::Diagnostic;
use crate::render::blob::Blob;
use crate::render::pages;
use crate::render::sink::Sink;
use crate::source::{Fingerprint, SourceTree, fingerprint};
use ahash::AHashMap;
use encoding::{Reader, Writer};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What kind of value stands under a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The bytes of a file, under their own fingerprint.
    Bytes,
    /// A page: its bytes and what it holds that others depend on.
    Page,
    /// What was read to make a page.
    Seen,
    /// An item in whose words nothing was found.
    Proved,
    /// A spreadsheet.
    Sheet,
    /// What the search keeps of a language.
    Search,
    /// All files of a site, with its findings.
    Whole,
}

impl Kind {
    /// All kinds; a kind's place here is its number.
    pub const ALL: [Kind; 7] = [Kind::Bytes, Kind::Page, Kind::Seen, Kind::Proved, Kind::Sheet, Kind::Search, Kind::Whole];
}

/// Values of an earlier run, by kind and fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    entries: BTreeMap<(Kind, Fingerprint), Blob>,
}

impl FromIterator<((Kind, Fingerprint), Blob)> for Saved {
    fn from_iter<I: IntoIterator<Item = ((Kind, Fingerprint), Blob)>>(values: I) -> Self {
        Saved { entries: values.into_iter().collect() }
    }
}

impl Saved {
    /// Adds a value, as [`Saved::iter`] gave it.
    pub fn insert(&mut self, kind: Kind, fingerprint: Fingerprint, value: impl Into<Blob>) {
        self.entries.insert((kind, fingerprint), value.into());
    }

    /// All values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &Fingerprint, &Blob)> {
        self.entries.iter().map(|((kind, fingerprint), value)| (*kind, fingerprint, value))
    }

    fn blob(&self, kind: Kind, fingerprint: &Fingerprint) -> Option<&Blob> {
        self.entries.get(&(kind, *fingerprint))
    }

    fn get(&self, kind: Kind, fingerprint: &Fingerprint) -> Option<Arc<[u8]>> {
        self.blob(kind, fingerprint)?.bytes()
    }

    /// All values of a kind that are there as they were left.
    fn of_kind(&self, kind: Kind) -> Vec<(&Fingerprint, Arc<[u8]>)> {
        let all: Vec<_> = self.entries.range((kind, [0; 32])..=(kind, [u8::MAX; 32])).collect();
        all.into_par_iter().filter_map(|((_, fingerprint), value)| Some((fingerprint, value.bytes()?))).collect()
    }

    /// Adds a file's bytes and gives the fingerprint under which they stand.
    fn add_bytes(&mut self, bytes: impl Into<Blob>, known: &Known) -> Fingerprint {
        let bytes = bytes.into();
        let own = known.of(&bytes);
        self.insert(Kind::Bytes, own, bytes);
        own
    }

    /// Adds files with findings about them.
    fn add_files(&mut self, kind: Kind, under: Fingerprint, files: &Files, findings: &[Diagnostic]) {
        let mut writer = Writer::default();
        writer.number(findings.len());
        findings.iter().for_each(|finding| writer.finding(finding));
        for (path, FileLeft { fingerprint, bytes }) in files {
            writer.text(path);
            writer.fingerprint(fingerprint);
            self.insert(Kind::Bytes, *fingerprint, bytes.clone());
        }
        self.insert(kind, under, writer.finish());
    }

    fn files(&self, value: &[u8]) -> Option<(Files, Vec<Diagnostic>)> {
        let mut reader = Reader::new(value);
        let findings = (0..reader.number()?).map(|_| reader.finding()).collect::<Option<_>>()?;
        let mut files = Vec::new();
        while !reader.is_at_end() {
            let path = reader.text()?.to_owned();
            let fingerprint = reader.fingerprint()?;
            files.push((path, FileLeft { fingerprint, bytes: self.blob(Kind::Bytes, &fingerprint)?.clone() }));
        }
        Some((files.into_iter().collect(), findings))
    }

    /// What the tables of a compilation can be filled with.
    fn memo(&self, settings: Fingerprint) -> Memo {
        let proved = |(fingerprint, value): (&Fingerprint, Arc<[u8]>)| Some((*fingerprint, Reader::new(&value).paragraphs()?));
        let proved = self.of_kind(Kind::Proved).into_par_iter().filter_map(proved).collect();
        // What is not saved is for this run alone.
        let mut memo = Memo { prepare: PrepareMemo::of_process(settings, proved), ..Memo::default() };
        let page = |(fingerprint, value): (&Fingerprint, Arc<[u8]>)| {
            let mut reader = Reader::new(&value);
            let bytes = self.blob(Kind::Bytes, &reader.fingerprint()?)?.clone();
            Some((*fingerprint, (bytes, Arc::new(reader.outline()?))))
        };
        memo.made.pages = pages::Memo::Pages(pages::Before {
            pages: self.of_kind(Kind::Page).into_par_iter().filter_map(page).collect(),
            seen: self.of_kind(Kind::Seen).into_par_iter().filter_map(|(_, value)| Reader::new(&value).seen()).collect(),
            basis: None,
        });
        let sheet =
            |(fingerprint, value): (&Fingerprint, Arc<[u8]>)| Some((*fingerprint, self.blob(Kind::Bytes, &Reader::new(&value).fingerprint()?)?.clone()));
        memo.made.plans.sheets = self.of_kind(Kind::Sheet).into_iter().filter_map(sheet).collect();
        for (_, value) in self.of_kind(Kind::Search) {
            memo.search.restore(&value, |bytes| self.get(Kind::Bytes, bytes));
        }
        memo
    }

    /// What the tables of a compilation hold, and nothing else. `before` is what they were filled with.
    fn of(memo: &Memo, known: &Known, before: &Saved) -> Saved {
        let mut saved = Saved::default();
        let pages = match &memo.made.pages {
            pages::Memo::Pages(before) => Some(before),
            pages::Memo::Nothing => None,
        };
        for (file, seen) in pages.iter().flat_map(|before| &before.seen) {
            let under = *blake3::Hasher::new().update(&seen.rest).update(file.as_bytes()).finalize().as_bytes();
            let mut writer = Writer::default();
            writer.seen(file, seen);
            saved.insert(Kind::Seen, under, writer.finish());
        }
        for (under, paragraphs) in memo.prepare.proofs.proved() {
            let mut writer = Writer::default();
            writer.paragraphs(paragraphs);
            saved.insert(Kind::Proved, *under, writer.finish());
        }
        for (under, (bytes, outline)) in pages.iter().flat_map(|before| &before.pages) {
            let own = saved.add_bytes(bytes.clone(), known);
            let value = before.blob(Kind::Page, under).filter(|_| matches!(bytes, Blob::Left { .. })).cloned().unwrap_or_else(|| {
                let mut writer = Writer::default();
                writer.fingerprint(&own);
                writer.outline(outline);
                writer.finish().into()
            });
            saved.insert(Kind::Page, *under, value);
        }
        for (under, bytes) in &memo.made.plans.sheets {
            let mut writer = Writer::default();
            writer.fingerprint(&saved.add_bytes(bytes.clone(), known));
            saved.insert(Kind::Sheet, *under, writer.finish());
        }
        for value in memo.search.values(|bytes| saved.add_bytes(bytes.clone(), known)) {
            // It is a list of values, of which each has the fingerprint of what it was made of.
            saved.insert(Kind::Search, fingerprint(&value), value);
        }
        saved
    }
}

/// A file of a site, whose bytes may still lie where an earlier run has left them.
#[derive(Clone, Debug)]
pub struct FileLeft {
    /// Of its bytes.
    pub fingerprint: Fingerprint,
    /// The bytes.
    pub bytes: Blob,
}

/// Files by path.
pub type Files = BTreeMap<String, FileLeft>;

/// Keeps all files.
#[derive(Debug, Default)]
struct Gathered(Mutex<BTreeMap<String, Blob>>);

impl Sink for Gathered {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.put_blob(path, &Blob::Here(bytes.into()));
    }

    fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) {
        self.put_blob(path, &bytes.clone().into());
    }

    fn put_blob(&self, path: &str, blob: &Blob) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), blob.clone());
    }
}

/// Fingerprints of bytes that are in memory, by where they stand there and how many they are: a page's bytes are a file's as well.
#[derive(Debug)]
struct Known(AHashMap<(usize, usize), Fingerprint>);

impl Known {
    fn of_files(files: &BTreeMap<String, Blob>) -> Self {
        let here = |blob: &Blob| match blob {
            Blob::Here(bytes) => Some((Self::place(bytes), fingerprint(bytes))),
            Blob::Left { .. } => None,
        };
        let files: Vec<&Blob> = files.values().collect();
        Known(files.into_par_iter().filter_map(here).collect::<Vec<_>>().into_iter().collect())
    }

    fn of(&self, blob: &Blob) -> Fingerprint {
        match blob {
            Blob::Here(bytes) => self.0.get(&Self::place(bytes)).copied().unwrap_or_else(|| fingerprint(bytes)),
            Blob::Left { under, .. } => *under,
        }
    }

    fn file(&self, bytes: Blob) -> FileLeft {
        FileLeft { fingerprint: self.of(&bytes), bytes }
    }

    fn place(bytes: &Arc<[u8]>) -> (usize, usize) {
        (bytes.as_ptr().addr(), bytes.len())
    }
}

/// What came of a site.
#[derive(Debug, Default)]
pub struct Site {
    /// The files; empty if there are errors. Those of an earlier run may prove not to be there as they were left when they are read: then
    /// the site is to be compiled without what is saved.
    pub files: Files,
    /// All findings, in order.
    pub findings: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
    /// What this run leaves for the next one; `None` where that is what the run before has left, or where there are errors.
    pub leaves: Option<Leaves>,
    /// What is still known of the site.
    pub remains: Remains,
}

/// What a run has used or made, of which follows what the next one can use.
#[derive(Debug)]
pub struct Leaves {
    memo: Memo,
    known: Known,
    /// Of everything that the site was made of.
    whole: Fingerprint,
}

impl Site {
    /// What the next run can use: what this run has used or made and nothing else. `before` is what it was given. `None` where the next run
    /// can use the same.
    pub fn saved(&self, before: &Saved) -> Option<Saved> {
        let Leaves { memo, known, whole } = self.leaves.as_ref()?;
        let mut saved = Saved::of(memo, known, before);
        saved.add_files(Kind::Whole, *whole, &self.files, &self.findings);
        Some(saved)
    }
}

/// Compiles a source tree as [`super::compile_with`] does, with what an earlier run has left in `saved`. Afterwards `saved` holds what this
/// run has used or made and nothing else; where there are errors it stays as it was.
pub fn compile_saved(tree: &SourceTree, options: &Options, saved: &mut Saved) -> Site {
    let site = compile_from(tree, options, saved);
    if let Some(now) = site.saved(saved) {
        *saved = now;
    }
    site
}

/// Compiles a source tree as [`super::compile_with`] does, with what an earlier run has left in `saved`. What the next one can use is told
/// by [`Site::saved`], which takes its time and can be asked for while the files are published.
pub fn compile_from(tree: &SourceTree, options: &Options, saved: &Saved) -> Site {
    let whole = whole(tree, options);
    if let Some((files, findings)) = saved.get(Kind::Whole, &whole).and_then(|value| saved.files(&value)) {
        return Site { files, findings, ..Site::default() };
    }
    let mut memo = saved.memo(settings(options));
    let sink = Gathered::default();
    let (run, understood) = compile_into(tree, options, &mut memo, &sink);
    let has_errors = run.has_errors();
    let site = Site { findings: run.findings, timings: run.timings, remains: Remains::of(understood), ..Site::default() };
    if has_errors {
        return site;
    }
    let gathered = sink.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let known = Known::of_files(&gathered);
    let files = gathered.into_iter().map(|(path, blob)| (path, known.file(blob))).collect();
    Site { files, leaves: Some(Leaves { memo, known, whole }), ..site }
}

/// Of all but its files that a site depends on.
fn settings(options: &Options) -> Fingerprint {
    let Options { today, base_url, lexicons, drafts } = options;
    let sources: Vec<_> = lexicons.iter().map(|(lang, found)| (lang, &found.source)).collect();
    fingerprint(format!("{:?}", (today, base_url, sources, drafts)).as_bytes())
}

/// Of everything that the files of a site are made of.
fn whole(tree: &SourceTree, options: &Options) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&settings(options));
    for (path, file) in tree.iter() {
        hasher.update(&[0]).update(path.as_str().as_bytes()).update(&[0]).update(&file.fingerprint);
    }
    *hasher.finalize().as_bytes()
}
