//! What a compilation leaves for the next run of the same program: values by the fingerprint of all that they were made of.
//!
//! Nothing in it is needed: what is missing is made. What is there is right as it stands, because a value under another fingerprint is
//! another value; whoever keeps it between runs sees to it that it comes back as it was, to the same program.

mod encoding;

use super::{Compiled, Memo, Options, OutputTree, PrepareMemo, Remains, compile_with};
use crate::diagnostics::Diagnostic;
use crate::render::pages;
use crate::source::{Fingerprint, SourceTree, fingerprint};
use ahash::AHashMap;
use encoding::{Reader, Writer};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    entries: BTreeMap<(Kind, Fingerprint), Arc<[u8]>>,
}

impl Saved {
    /// Adds a value, as [`Saved::iter`] gave it.
    pub fn insert(&mut self, kind: Kind, fingerprint: Fingerprint, value: Arc<[u8]>) {
        self.entries.insert((kind, fingerprint), value);
    }

    /// All values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &Fingerprint, &Arc<[u8]>)> {
        self.entries.iter().map(|((kind, fingerprint), value)| (*kind, fingerprint, value))
    }

    fn get(&self, kind: Kind, fingerprint: &Fingerprint) -> Option<&Arc<[u8]>> {
        self.entries.get(&(kind, *fingerprint))
    }

    fn of_kind(&self, kind: Kind) -> Vec<(&Fingerprint, &Arc<[u8]>)> {
        self.entries.range((kind, [0; 32])..=(kind, [u8::MAX; 32])).map(|((_, fingerprint), value)| (fingerprint, value)).collect()
    }

    /// Adds a file's bytes and gives the fingerprint under which they stand.
    fn add_bytes(&mut self, bytes: &Arc<[u8]>, known: &Known) -> Fingerprint {
        let own = known.of(bytes);
        self.insert(Kind::Bytes, own, bytes.clone());
        own
    }

    fn add_files(&mut self, kind: Kind, under: Fingerprint, files: &OutputTree, findings: &[Diagnostic], known: &Known) {
        let hashed: Vec<_> = files.par_iter().map(|(path, bytes)| (path, known.of(bytes), bytes)).collect();
        let mut writer = Writer::default();
        writer.number(findings.len());
        findings.iter().for_each(|finding| writer.finding(finding));
        for (path, own, bytes) in hashed {
            writer.text(path);
            writer.fingerprint(&own);
            self.insert(Kind::Bytes, own, bytes.clone());
        }
        self.insert(kind, under, writer.finish());
    }

    fn files(&self, value: &[u8]) -> Option<(OutputTree, Vec<Diagnostic>)> {
        let mut reader = Reader::new(value);
        let findings = (0..reader.number()?).map(|_| reader.finding()).collect::<Option<_>>()?;
        let mut files = OutputTree::new();
        while !reader.is_at_end() {
            let path = reader.text()?;
            files.insert(path, self.get(Kind::Bytes, &reader.fingerprint()?)?.clone());
        }
        Some((files, findings))
    }

    /// What the tables of a compilation can be filled with.
    fn memo(&self, settings: Fingerprint) -> Memo {
        let proved = |(fingerprint, value): (&Fingerprint, &Arc<[u8]>)| Some((*fingerprint, Reader::new(value).paragraphs()?));
        let proved = self.of_kind(Kind::Proved).into_par_iter().filter_map(proved).collect();
        // What is not saved is for this run alone.
        let mut memo = Memo { prepare: PrepareMemo::of_process(settings, proved), ..Memo::default() };
        let page = |(fingerprint, value): (&Fingerprint, &Arc<[u8]>)| {
            let mut reader = Reader::new(value);
            let bytes = self.get(Kind::Bytes, &reader.fingerprint()?)?.clone();
            Some((*fingerprint, (bytes, Arc::new(reader.outline()?))))
        };
        memo.made.pages = pages::Memo::Pages(pages::Before {
            pages: self.of_kind(Kind::Page).into_par_iter().filter_map(page).collect(),
            seen: self.of_kind(Kind::Seen).into_par_iter().filter_map(|(_, value)| Reader::new(value).seen()).collect(),
            basis: None,
        });
        let sheet = |(fingerprint, value): (&Fingerprint, &Arc<[u8]>)| Some((*fingerprint, self.get(Kind::Bytes, &Reader::new(value).fingerprint()?)?.clone()));
        memo.made.plans.sheets = self.of_kind(Kind::Sheet).into_iter().filter_map(sheet).collect();
        for (_, value) in self.of_kind(Kind::Search) {
            memo.search.restore(value, |bytes| self.get(Kind::Bytes, bytes).cloned());
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
            let own = saved.add_bytes(bytes, known);
            let value = before.get(Kind::Page, under).cloned().unwrap_or_else(|| {
                let mut writer = Writer::default();
                writer.fingerprint(&own);
                writer.outline(outline);
                writer.finish()
            });
            saved.insert(Kind::Page, *under, value);
        }
        for (under, bytes) in &memo.made.plans.sheets {
            let mut writer = Writer::default();
            writer.fingerprint(&saved.add_bytes(bytes, known));
            saved.insert(Kind::Sheet, *under, writer.finish());
        }
        for (lang, value) in memo.search.values(|bytes| saved.add_bytes(bytes, known)) {
            // A table of values that each stand under what they were made of.
            saved.insert(Kind::Search, fingerprint(lang.as_bytes()), value);
        }
        saved
    }
}

/// Fingerprints of bytes that somebody holds, by where they stand in memory and how many they are: nearly all files are those of the
/// earlier run, whose fingerprints are known, and a page's bytes are a file's as well.
struct Known(AHashMap<(usize, usize), Fingerprint>);

impl Known {
    fn of_saved(saved: &Saved) -> Self {
        Known(saved.of_kind(Kind::Bytes).into_iter().map(|(fingerprint, bytes)| (Self::place(bytes), *fingerprint)).collect())
    }

    fn add(&mut self, files: &OutputTree) {
        let new: Vec<_> = files.par_iter().filter(|(_, bytes)| !self.0.contains_key(&Self::place(bytes))).collect();
        let new: Vec<_> = new.into_par_iter().map(|(_, bytes)| (Self::place(bytes), fingerprint(bytes))).collect();
        self.0.extend(new);
    }

    fn of(&self, bytes: &Arc<[u8]>) -> Fingerprint {
        self.0.get(&Self::place(bytes)).copied().unwrap_or_else(|| fingerprint(bytes))
    }

    fn place(bytes: &Arc<[u8]>) -> (usize, usize) {
        (bytes.as_ptr().addr(), bytes.len())
    }
}

/// Compiles a source tree as [`compile_with`] does, with what an earlier run has left in `saved`. Afterwards `saved` holds what this run
/// has used or made and nothing else; where there are errors it stays as it was. What it knew of the site meanwhile is given back too.
pub fn compile_saved(tree: &SourceTree, options: &Options, saved: &mut Saved) -> (Compiled, Remains) {
    let whole = whole(tree, options);
    if let Some((files, findings)) = saved.get(Kind::Whole, &whole).and_then(|value| saved.files(value)) {
        return (Compiled { files, findings, ..Compiled::default() }, Remains::default());
    }
    let mut memo = saved.memo(settings(options));
    let compiled = compile_with(tree, options, &mut memo);
    if !compiled.files.is_empty() {
        let mut known = Known::of_saved(saved);
        known.add(&compiled.files);
        let mut now = Saved::of(&memo, &known, saved);
        now.add_files(Kind::Whole, whole, &compiled.files, &compiled.findings, &known);
        *saved = now;
    }
    (compiled, Remains::of(memo))
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
