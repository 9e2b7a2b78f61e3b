//! Every file of a tree, parsed in parallel and gathered in the order of the paths.

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
    /// TOML files and ledgers, by path.
    pub toml: BTreeMap<SourcePath, Arc<TomlFile>>,
    /// Markdown files of items, by path.
    pub markdown: BTreeMap<SourcePath, Arc<MarkdownFile>>,
    /// What is wrong with single files.
    pub findings: Vec<Diagnostic>,
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
    Markdown(Arc<MarkdownFile>),
}

/// Parsed files by path and fingerprint, kept from one compilation to the next.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    files: BTreeMap<SourcePath, Outcome>,
}

/// Parses every content file of `tree`. Files whose bytes `memo` has seen are not parsed again; afterwards it holds just this tree's.
pub fn parse(tree: &SourceTree, memo: &mut Memo) -> Parsed {
    let files = with_known(tree, memo);
    let outcomes: Vec<Outcome> = files
        .par_iter()
        .map(|(path, file, known)| match known {
            Some(known) => (*known).clone(),
            None => parse_file(path, file),
        })
        .collect();
    let mut parsed = Parsed::default();
    for ((path, ..), outcome) in files.iter().zip(&outcomes) {
        parsed.findings.extend(outcome.findings.iter().cloned());
        match &outcome.syntax {
            Syntax::Toml(file) => {
                parsed.toml.insert((*path).clone(), file.clone());
            }
            Syntax::Markdown(file) => {
                parsed.markdown.insert((*path).clone(), file.clone());
            }
        }
    }
    memo.files = files.iter().map(|(path, ..)| (*path).clone()).zip(outcomes).collect::<Vec<_>>().into_iter().collect();
    parsed
}

/// The files that are parsed, each with what came of it before if its bytes are the same. Both are in the order of the paths.
fn with_known<'a>(tree: &'a SourceTree, memo: &'a Memo) -> Vec<(&'a SourcePath, &'a SourceFile, Option<&'a Outcome>)> {
    let mut before = memo.files.iter().peekable();
    let mut files = Vec::with_capacity(memo.files.len());
    for (path, file) in tree.iter() {
        while before.next_if(|(earlier, _)| *earlier < path).is_some() {}
        let known = before.next_if(|(same, _)| *same == path).map(|(_, outcome)| outcome);
        if known.is_some() || wanted(path).is_some() {
            files.push((path, file, known.filter(|known| known.fingerprint == file.fingerprint)));
        }
    }
    files
}

enum Wanted {
    Toml,
    Markdown,
}

fn wanted(path: &SourcePath) -> Option<Wanted> {
    match kind_of(path) {
        FileKind::Item(_, _, ItemPart::Words(_)) => Some(Wanted::Markdown),
        FileKind::Site | FileKind::Calendar | FileKind::Published | FileKind::SearchQueries | FileKind::Source(_) | FileKind::Registry | FileKind::Item(..) => {
            Some(Wanted::Toml)
        }
        FileKind::Messages(_) | FileKind::Theme(..) | FileKind::Ignored | FileKind::Unknown => None,
    }
}

fn parse_file(path: &SourcePath, file: &SourceFile) -> Outcome {
    let text = source_text(path, &file.bytes);
    let mut findings = text.findings;
    let syntax = match wanted(path) {
        Some(Wanted::Markdown) => {
            let parsed = markdown::parse(path, &text.text);
            findings.extend(parsed.findings.iter().cloned());
            Syntax::Markdown(Arc::new(parsed))
        }
        Some(Wanted::Toml) | None => {
            let parsed = toml::parse(path, &text.text);
            findings.extend(parsed.findings.iter().cloned());
            Syntax::Toml(Arc::new(parsed))
        }
    };
    Outcome { fingerprint: file.fingerprint, syntax, findings: findings.into() }
}
