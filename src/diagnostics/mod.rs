//! Findings: the one currency for everything that is wrong with content, messages, templates or theme.
//!
//! A [`Diagnostic`] is written for an editor: it says what was found, what was expected and how to mend it, and points at the
//! place. It is a value; [`text`] and [`json`] render it.

mod code;
pub mod explain;
pub mod json;
mod lines;
pub mod text;

pub use code::Code;

use crate::source::SourcePath;
use std::collections::BTreeSet;
use std::ops::Range;

/// How much a finding matters. Ordered: a note is less than a warning, a warning less than an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never blocks, not even under `--deny warnings`.
    Note,
    /// Should be mended; blocks only under `--deny warnings`.
    Warning,
    /// Must be mended: nothing is published while one stands.
    Error,
}

impl Severity {
    /// The word used in text and JSON output.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in a source file: a path and a range of byte offsets into its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, relative to the site's root.
    pub path: SourcePath,
    /// Byte offsets into the file; an empty range is a point.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span over `range` of `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Span { path: path.clone(), start: range.start, end: range.end }
    }

    /// The start of the file: for findings about a file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Span::new(path, 0..0)
    }
}

/// Another place that a finding speaks of, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of fault this is; its page is shown by `opastin explain`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was found and what was expected, naming the item and the field.
    pub message: String,
    /// Where. `None` only where there is no file to point at.
    pub span: Option<Span>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// Other places that belong to the finding.
    pub labels: Vec<Label>,
    /// The file that is found to be missing, if that is what was found.
    pub missing: Option<SourcePath>,
}

impl Diagnostic {
    /// A finding of `code` at `span`, with the code's own severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { code, severity: code.severity(), message: message.into(), span: Some(span), help: Vec::new(), labels: Vec::new(), missing: None }
    }

    /// A finding that no file can be pointed at for.
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        Diagnostic { code, severity: code.severity(), message: message.into(), span: None, help: Vec::new(), labels: Vec::new(), missing: None }
    }

    /// The same finding with one more sentence on how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// A finding, with `message`, that the file `missing` is not there; `span` is where it would be named.
    pub fn missing(missing: SourcePath, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { missing: Some(missing), ..Diagnostic::new(Code::MissingFile, span, message) }
    }

    /// The same finding with one more place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }
}

/// Puts findings into the order in which they are shown: by file, then place, then code, then message; drops exact repeats.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (&a.span, a.code, &a.message, &a.labels).cmp(&(&b.span, b.code, &b.message, &b.labels)));
    findings.dedup();
}

/// Drops what follows from another finding alone: a file that is there and could not be read is not missing.
pub fn drop_consequences(findings: &mut Vec<Diagnostic>) {
    let unread = |finding: &&Diagnostic| matches!(finding.code, Code::UnreadableFile | Code::FileTooLarge | Code::LinkLoop);
    let unread: BTreeSet<SourcePath> = findings.iter().filter(unread).filter_map(|finding| Some(finding.span.as_ref()?.path.clone())).collect();
    findings.retain(|finding| !finding.missing.as_ref().is_some_and(|missing| unread.contains(missing)));
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

impl Counts {
    /// Counts `findings`.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Counts { error: of(Severity::Error), warning: of(Severity::Warning), note: of(Severity::Note) }
    }
}

/// The candidate nearest to `word`, if one is near enough to be what was meant.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}
