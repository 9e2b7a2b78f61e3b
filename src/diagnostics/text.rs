//! Findings as text for a terminal, each with the lines that it speaks of.

use super::lines::Lines;
use super::{Diagnostic, Severity, Span};
use crate::source::SourceTree;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Letters only, for files and pipes.
    Plain,
    /// With the terminal's colours.
    Coloured,
}

/// Longer lines are cut around the place, in columns.
const WIDTH: usize = 140;

/// Writes `findings` one after the other, with a blank line after each, in the order given. Excerpts come from `tree`; a file that is
/// not in it is named without an excerpt.
pub fn render(findings: &[Diagnostic], tree: &SourceTree, look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Coloured => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH);
    let mut files = Files { tree, lines: BTreeMap::new() };
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[group(finding, &mut files)]));
        text.push_str("\n\n");
    }
    text
}

/// The lines of the files that findings have spoken of so far.
struct Files<'a> {
    tree: &'a SourceTree,
    lines: BTreeMap<&'a str, Lines<'a>>,
}

impl<'a> Files<'a> {
    fn lines(&mut self, span: &Span) -> Option<&Lines<'a>> {
        if !self.lines.contains_key(span.path.as_str()) {
            let (path, file) = self.tree.get_key_value(&span.path)?;
            self.lines.insert(path.as_str(), Lines::new(&file.bytes));
        }
        self.lines.get(span.path.as_str())
    }
}

fn group<'a>(finding: &'a Diagnostic, files: &mut Files<'a>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code.as_str()));
    if let Some(span) = &finding.span {
        group = place(group, span, AnnotationKind::Primary, None, files);
    }
    for label in &finding.labels {
        group = place(group, &label.span, AnnotationKind::Context, Some(&label.message), files);
    }
    finding.help.iter().fold(group, |group, help| group.element(Level::HELP.message(help.as_str())))
}

/// Adds the line of `span` with a mark under it; of a span over several lines, the first.
fn place<'a>(group: Group<'a>, span: &'a Span, kind: AnnotationKind, label: Option<&'a str>, files: &mut Files<'a>) -> Group<'a> {
    let path = span.path.as_str();
    let Some(lines) = files.lines(span) else {
        let group = group.element(Origin::path(path).line(1).char_column(1));
        return label.into_iter().fold(group, |group, label| group.element(Level::NOTE.message(label)));
    };
    let line = lines.line(span.start);
    let (text, start) = lines.text(line, span.start);
    let (_, end) = lines.text(line, span.end.max(span.start));
    let mark: Annotation<'a> = kind.span(start..end.max(start)).label(label);
    group.element(Snippet::source(text).line_start(line + 1).path(path).annotation(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{SourceFile, SourcePath};

    fn tree(text: &[u8]) -> (SourceTree, SourcePath) {
        let path = SourcePath::new("content/registry/x.toml");
        let mut tree = SourceTree::default();
        tree.insert(path.clone(), SourceFile::new(text.to_vec()));
        (tree, path)
    }

    fn shown(text: &[u8], range: std::ops::Range<usize>) -> String {
        let (tree, path) = tree(text);
        let finding = Diagnostic::new(Code::UnknownReference, Span::new(&path, range), "no such record").help("Did you mean “b”?");
        render(&[finding], &tree, Look::Plain)
    }

    #[test]
    fn a_finding_shows_code_place_line_mark_and_help() {
        let text = shown("ä = 1\nnäin = \"ä\"\n".as_bytes(), 15..19);
        let expected = "error[unknown-reference]: no such record\n --> content/registry/x.toml:2:8\n  |\n2 | näin = \"ä\"\n  |        ^^^\n  |\n  = help: Did you mean “b”?\n\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn offsets_inside_characters_past_the_end_and_in_broken_bytes_are_shown() {
        let long = "ä".repeat(100_000);
        for text in ["äöå\nx".as_bytes(), b"", b"\n", b"\xef\xbb\xbfid = 1\r\n", b"a\xffb\xc3", long.as_bytes()] {
            for start in 0..text.len().min(12) + 3 {
                for end in [0, start, start + 1, start + 2, usize::MAX] {
                    assert!(shown(text, start..end).contains("x.toml:"), "{start}..{end} of {text:?}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let finding = Diagnostic::new(Code::MissingFile, Span::file(&SourcePath::new("content/none.toml")), "gone");
        assert!(render(&[finding], &SourceTree::default(), Look::Plain).contains("--> content/none.toml:1:1"));
    }

    #[test]
    fn other_places_follow_the_first() {
        let (tree, path) = tree(b"a = 1\nb = 2\nc = 3\n");
        let finding = Diagnostic::new(Code::DuplicateId, Span::new(&path, 12..13), "twice").label(Span::new(&path, 0..1), "the first one");
        let text = render(&[finding], &tree, Look::Plain);
        assert!(text.contains("x.toml:3:1") && text.contains("x.toml:1:1") && text.contains("the first one"), "{text}");
    }

    #[test]
    fn only_the_coloured_look_has_escapes() {
        let (tree, path) = tree(b"a");
        let finding = [Diagnostic::new(Code::DuplicateId, Span::file(&path), "twice \u{1b}[31mred")];
        assert!(!render(&finding, &tree, Look::Plain).contains('\u{1b}'));
        assert!(render(&finding, &tree, Look::Coloured).contains('\u{1b}'));
    }
}
