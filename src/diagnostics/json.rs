//! Findings as JSON, for editors and other programs.

use super::lines::Lines;
use super::{Counts, Diagnostic, Span};
use crate::source::{Position, SourceTree};
use std::collections::BTreeMap;

#[derive(serde::Serialize)]
struct Report<'a> {
    findings: Vec<Finding<'a>>,
    counts: Counts,
}

/// A finding without a place has nulls for file, lines and columns.
#[derive(serde::Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: String,
}

/// Writes `findings` in the order given, as one JSON object in lines, with how many there are of each severity. Lines and columns
/// count from 1, columns in characters; the end is the position after the last character.
pub fn render(findings: &[Diagnostic], tree: &SourceTree) -> String {
    let mut files = BTreeMap::new();
    let report = Report { findings: findings.iter().map(|one| finding(one, tree, &mut files)).collect(), counts: Counts::of(findings) };
    // Strings, numbers and nulls can always be written.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn finding<'a>(finding: &'a Diagnostic, tree: &'a SourceTree, files: &mut BTreeMap<&'a str, Lines<'a>>) -> Finding<'a> {
    let place = finding.span.as_ref().map(|span| positions(span, tree, files));
    Finding {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        message: &finding.message,
        file: finding.span.as_ref().map(|span| span.path.as_str()),
        line: place.map(|(start, _)| start.line),
        column: place.map(|(start, _)| start.column),
        end_line: place.map(|(_, end)| end.line),
        end_column: place.map(|(_, end)| end.column),
        help: finding.help.join(" "),
    }
}

/// The first and last position of `span`; the start of a file that is not in the tree.
fn positions<'a>(span: &'a Span, tree: &'a SourceTree, files: &mut BTreeMap<&'a str, Lines<'a>>) -> (Position, Position) {
    if let Some(file) = tree.get(&span.path) {
        let lines = files.entry(span.path.as_str()).or_insert_with(|| Lines::new(&file.bytes));
        return (lines.position(span.start), lines.position(span.end.max(span.start)));
    }
    let start = Position { line: 1, column: 1 };
    (start, start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{SourceFile, SourcePath};

    #[test]
    fn the_shape_is_the_documented_one() {
        let path = SourcePath::new("content/registry/x.toml");
        let mut tree = SourceTree::default();
        tree.insert(path.clone(), SourceFile::new("ä = 1\nnäin = \"ä\"\n".as_bytes().to_vec()));
        let findings = [
            Diagnostic::new(Code::UnknownReference, Span::new(&path, 15..19), "no “b”").help("One.").help("Two."),
            Diagnostic::new(Code::ByteOrderMark, Span::file(&SourcePath::new("gone")), "m"),
            Diagnostic::without_place(Code::UnusedFact, "n"),
        ];
        let expected = serde_json::json!({
            "findings": [
                { "code": "unknown-reference", "severity": "error", "message": "no “b”", "file": "content/registry/x.toml",
                  "line": 2, "column": 8, "end_line": 2, "end_column": 11, "help": "One. Two." },
                { "code": "byte-order-mark", "severity": "note", "message": "m", "file": "gone",
                  "line": 1, "column": 1, "end_line": 1, "end_column": 1, "help": "" },
                { "code": "unused-fact", "severity": "warning", "message": "n", "file": null,
                  "line": null, "column": null, "end_line": null, "end_column": null, "help": "" },
            ],
            "counts": { "error": 1, "warning": 1, "note": 1 },
        });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&render(&findings, &tree)).unwrap(), expected);
    }
}
