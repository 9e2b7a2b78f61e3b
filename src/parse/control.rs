//! Control characters, which no text of a site may hold: browsers, feeds and spreadsheets refuse them, and nobody sees them.

use super::toml::{Node, Table, Value};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;

/// Takes the control characters out of a file's `text`, with a finding for the first in each line. Spaces stand for them, as many as they
/// have bytes, so that offsets into the text are offsets into the file.
pub(super) fn blanked(path: &SourcePath, text: String, findings: &mut Vec<Diagnostic>) -> String {
    if first(&text).is_none() {
        return text;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((at, letter)) = first(line) {
            let at = start + at;
            findings.push(finding(Span::new(path, at..at + letter.len_utf8()), letter));
        }
        start += line.len();
    }
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_control(letter) {
            kept.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            kept.push(letter);
        }
    }
    kept
}

/// A finding for each key and text of a TOML `table` in which an escape means a control character.
pub(super) fn escaped(path: &SourcePath, table: &Table, findings: &mut Vec<Diagnostic>) {
    for entry in &table.entries {
        findings.extend(first(&entry.key).map(|(_, letter)| finding(Span::new(path, entry.key_span.clone()), letter)));
        escaped_in(path, &entry.node, findings);
    }
}

fn escaped_in(path: &SourcePath, node: &Node, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::String(text) => findings.extend(first(text).map(|(_, letter)| finding(Span::new(path, node.span.clone()), letter))),
        Value::Array(nodes) => nodes.iter().for_each(|node| escaped_in(path, node, findings)),
        Value::Table(table) => escaped(path, table, findings),
        _ => {}
    }
}

/// What is said of the control character that stands at `span`, or that an escape there means.
pub(super) fn finding(span: Span, letter: char) -> Diagnostic {
    let message = format!("here stands the control character U+{:04X}, which nobody sees and no page may hold", u32::from(letter));
    Diagnostic::new(Code::ControlCharacter, span, message)
        .help("Remove it: delete the letters around it and type them anew. Where it is written as an escape, such as \\u0000, remove the escape.")
}

/// The first control character of a text, and where it begins.
pub fn first(text: &str) -> Option<(usize, char)> {
    // Few texts have any: their bytes tell, all looked at without stopping at the first odd one.
    let odd = |byte: u8| (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f) | (byte == 0xef);
    if !text.bytes().fold(false, |found, byte| found | odd(byte)) {
        return None;
    }
    text.char_indices().find(|(_, letter)| is_control(*letter))
}

/// Whether a character is one that no text needs: the controls of ASCII but tabulator and line ends, and the two that are none.
fn is_control(letter: char) -> bool {
    (letter.is_ascii_control() && !matches!(letter, '\t' | '\n' | '\r')) || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stand_for_what_is_found_once_a_line() {
        let mut findings = Vec::new();
        let path = SourcePath::new("content/registry/x.toml");
        let read = blanked(&path, "ä\u{0}\u{7f}\tb\r\nc\n\u{ffff}d".to_owned(), &mut findings);
        assert_eq!(read, "ä  \tb\r\nc\n   d");
        let places: Vec<_> = findings.iter().filter_map(|finding| finding.span.as_ref()).map(|span| (span.start, span.end)).collect();
        assert_eq!(places, [(2, 3), (10, 13)]);
    }

    #[test]
    fn what_texts_need_is_no_control_character() {
        assert_eq!(first("a\tb\r\nc\u{feff}\u{fffd}ﬁ\u{a0}\u{ad}\u{200d}"), None);
        for letter in ('\0'..' ').chain(['\u{7f}', '\u{fffe}', '\u{ffff}']).filter(|letter| !"\t\n\r".contains(*letter)) {
            assert_eq!(first(&format!("ä{letter}")), Some((2, letter)));
        }
    }
}
