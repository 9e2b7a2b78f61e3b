//! Every file of a tree, parsed in parallel and gathered in the order of the paths.

use super::control;
use super::ledger::{self, LedgerFile};
use super::markdown::{self, MarkdownFile};
use super::source_text;
use super::toml::{self, TomlFile};
use crate::diagnostics::Diagnostic;
use crate::source::{FileKind, Fingerprint, ItemPart, SourceFile, SourcePath, SourceTree, kind_of};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The parsed files of a site.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// TOML files but those of `ledgers`, by path.
    pub toml: BTreeMap<SourcePath, Arc<TomlFile>>,
    /// What editors have confirmed of items, by path.
    pub ledgers: BTreeMap<SourcePath, Arc<LedgerFile>>,
    /// Markdown files of items, by path.
    pub markdown: BTreeMap<SourcePath, Arc<MarkdownFile>>,
    /// What is wrong with single files.
    pub findings: Vec<Diagnostic>,
}

impl Parsed {
    fn insert(&mut self, path: SourcePath, syntax: Syntax) {
        match syntax {
            Syntax::Toml(file) => drop(self.toml.insert(path, file)),
            Syntax::Ledger(file) => drop(self.ledgers.insert(path, file)),
            Syntax::Markdown(file) => drop(self.markdown.insert(path, file)),
        }
    }
}

/// What came of a file's bytes.
#[derive(Clone, Debug)]
struct Outcome {
    fingerprint: Fingerprint,
    syntax: Syntax,
    findings: Arc<[Diagnostic]>,
}

#[derive(Clone, Debug)]
enum Syntax {
    Toml(Arc<TomlFile>),
    Ledger(Arc<LedgerFile>),
    Markdown(Arc<MarkdownFile>),
}

/// Parsed files by path and fingerprint, kept from one compilation to the next.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    files: BTreeMap<SourcePath, Outcome>,
    parsed: Arc<Parsed>,
}

/// Parses every content file of `tree`. Files whose bytes `memo` has seen are not parsed again; afterwards it holds just this tree's.
pub fn parse(tree: &SourceTree, memo: &mut Memo) -> Arc<Parsed> {
    let Difference { gone, changed } = difference(tree, memo);
    if gone.is_empty() && changed.is_empty() {
        return memo.parsed.clone();
    }
    let outcomes: Vec<Outcome> = changed.par_iter().map(|(path, file)| parse_file(path, file, |ledger| ledger)).collect();
    let parsed = Arc::make_mut(&mut memo.parsed);
    for path in gone {
        memo.files.remove(&path);
        parsed.toml.remove(&path);
        parsed.ledgers.remove(&path);
        parsed.markdown.remove(&path);
    }
    for ((path, _), outcome) in changed.into_iter().zip(outcomes) {
        parsed.insert(path.clone(), outcome.syntax.clone());
        memo.files.insert(path.clone(), outcome);
    }
    parsed.findings = memo.files.values().flat_map(|outcome| outcome.findings.iter().cloned()).collect();
    memo.parsed.clone()
}

/// Parses every content file of `tree` as [`parse`] does, for once.
pub fn parse_alone(tree: &SourceTree) -> Arc<Parsed> {
    let files: Vec<_> = tree.iter().filter(|(path, _)| wanted(path).is_some()).collect();
    let parse = |(path, file): (&SourcePath, &SourceFile)| (path.clone(), parse_file(path, file, |ledger| ledger));
    gathered(files.into_par_iter().map(parse).collect())
}

/// Parses every content file of `tree` as [`parse_alone`] does: the tree lets go of the bytes of each, and of what editors have confirmed
/// only fingerprints are kept.
pub fn parse_once(tree: &mut SourceTree) -> Arc<Parsed> {
    let files = tree.take(|path| wanted(path).is_some());
    let parse = |(path, file): (SourcePath, SourceFile)| {
        let outcome = parse_file(&path, &file, LedgerFile::without_texts);
        (path, outcome)
    };
    gathered(files.into_par_iter().map(parse).collect())
}

/// What came of files, in the order of their paths.
fn gathered(outcomes: Vec<(SourcePath, Outcome)>) -> Arc<Parsed> {
    let (mut toml, mut ledgers, mut markdown, mut findings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (path, outcome) in outcomes {
        findings.extend(outcome.findings.iter().cloned());
        match outcome.syntax {
            Syntax::Toml(file) => toml.push((path, file)),
            Syntax::Ledger(file) => ledgers.push((path, file)),
            Syntax::Markdown(file) => markdown.push((path, file)),
        }
    }
    // Maps are made at once of what is in order.
    Arc::new(Parsed { toml: toml.into_iter().collect(), ledgers: ledgers.into_iter().collect(), markdown: markdown.into_iter().collect(), findings })
}

/// How a tree differs from what has been parsed.
struct Difference<'a> {
    gone: Vec<SourcePath>,
    changed: Vec<(&'a SourcePath, &'a SourceFile)>,
}

/// Compares both in the order of their paths.
fn difference<'a>(tree: &'a SourceTree, memo: &Memo) -> Difference<'a> {
    let mut before = memo.files.iter().peekable();
    let mut found = Difference { gone: Vec::new(), changed: Vec::new() };
    for (path, file) in tree.iter() {
        while let Some((gone, _)) = before.next_if(|(earlier, _)| *earlier != path && *earlier < path) {
            found.gone.push(gone.clone());
        }
        match before.next_if(|(same, _)| *same == path) {
            Some((_, known)) if known.fingerprint == file.fingerprint => {}
            Some(_) => found.changed.push((path, file)),
            None if wanted(path).is_some() => found.changed.push((path, file)),
            None => {}
        }
    }
    found.gone.extend(before.map(|(path, _)| path.clone()));
    found
}

enum Wanted {
    Toml,
    Ledger,
    Markdown,
}

fn wanted(path: &SourcePath) -> Option<Wanted> {
    match kind_of(path) {
        FileKind::Item(_, _, ItemPart::Words(_)) => Some(Wanted::Markdown),
        FileKind::Item(_, _, ItemPart::Ledger) => Some(Wanted::Ledger),
        FileKind::Site | FileKind::Calendar | FileKind::Published | FileKind::SearchQueries | FileKind::Source(_) | FileKind::Registry | FileKind::Item(..) => {
            Some(Wanted::Toml)
        }
        FileKind::Messages(_) | FileKind::Theme(..) | FileKind::Ignored | FileKind::Unknown => None,
    }
}

fn parse_file(path: &SourcePath, file: &SourceFile, kept: impl Fn(LedgerFile) -> LedgerFile) -> Outcome {
    let text = source_text(path, &file.bytes);
    let mut findings = text.findings;
    let syntax = match wanted(path) {
        Some(Wanted::Markdown) => {
            let parsed = markdown::parse(path, &text.text);
            findings.extend(parsed.findings.iter().cloned());
            Syntax::Markdown(Arc::new(parsed))
        }
        Some(Wanted::Ledger) => {
            let parsed = ledger::parse(path, &text.text);
            findings.extend(parsed.findings.iter().cloned());
            Syntax::Ledger(Arc::new(kept(parsed)))
        }
        Some(Wanted::Toml) | None => {
            let parsed = toml::parse(path, &text.text);
            findings.extend(parsed.findings.iter().cloned());
            control::escaped(path, &parsed.table, &mut findings);
            Syntax::Toml(Arc::new(parsed))
        }
    };
    Outcome { fingerprint: file.fingerprint, syntax, findings: findings.into() }
}
