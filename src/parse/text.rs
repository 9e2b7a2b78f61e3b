//! Bytes to text: UTF-8, without a byte order mark.

use super::control;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;

/// A file's text, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text. A question mark stands for each byte that is not UTF-8 and a space for each of a control character, so that offsets into the text are offsets into the file.
    pub text: String,
    /// Where the text begins: after a byte order mark, if there is one.
    pub start: usize,
    /// What is wrong with the bytes.
    pub findings: Vec<Diagnostic>,
}

/// The longest line that a file of words or records may have, in bytes. Findings show their line, and many findings in one long line
/// would take a time that grows with its square.
const LONGEST_LINE: usize = 10_000;

/// What some programs write before text in UTF-8.
const MARK: char = '\u{feff}';

/// Reads the `bytes` of words or records as [`text`] does, up to the first line that is too long.
pub fn source_text(path: &SourcePath, bytes: &[u8]) -> Text {
    let mut text = text(path, bytes);
    if text.text.len() <= LONGEST_LINE {
        return text;
    }
    let mut start = 0;
    let long = text.text.split_inclusive('\n').find_map(|line| {
        start += line.len();
        (line.len() > LONGEST_LINE).then(|| start - line.len())
    });
    if let Some(start) = long {
        text.findings.push(
            Diagnostic::new(
                Code::FileTooLarge,
                Span::new(path, start..start),
                format!("this line has more than {LONGEST_LINE} bytes; the file is read up to it"),
            )
            .help("Divide the line into several."),
        );
        text.text.truncate(start);
    }
    text
}

/// Reads `bytes` as text. A byte order mark becomes three spaces, and spaces stand for control characters, so that offsets into the text are offsets into the file.
pub fn text(path: &SourcePath, bytes: &[u8]) -> Text {
    let mut findings = Vec::new();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let at = error.valid_up_to();
            findings.push(
                Diagnostic::new(
                    Code::NotUtf8,
                    Span::new(path, at..at + 1),
                    format!("the file is not UTF-8: byte {} (0x{:02X}) begins no character", at + 1, bytes[at]),
                )
                .help("Save the file as UTF-8; in most editors: Save with encoding, UTF-8."),
            );
            let mut text = String::with_capacity(bytes.len());
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|_| '?'));
            }
            text
        }
    };
    let text = control::blanked(path, text, &mut findings);
    let (text, start) = match text.strip_prefix(MARK) {
        Some(rest) => {
            findings.push(
                Diagnostic::new(Code::ByteOrderMark, Span::new(path, 0..MARK.len_utf8()), "the file begins with a byte order mark, which is not needed")
                    .help("Save the file as UTF-8 without BOM. Until then the mark is passed over."),
            );
            (format!("   {rest}"), MARK.len_utf8())
        }
        None => (text, 0),
    };
    if let Some(at) = memchr::memmem::find(text.as_bytes(), b"\r\n") {
        findings.push(
            Diagnostic::new(Code::CarriageReturns, Span::new(path, at..at + 1), "the file has Windows line endings (CRLF)")
                .help("They do no harm. To keep changes small, let your editor write LF."),
        );
    }
    Text { text, start, findings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_byte_takes_nothing_with_it() {
        let read = text(&SourcePath::new("content/registry/x.toml"), b"a = \"k\xE4y\"\nb = \"s\xC3\xA4\"\n");
        assert_eq!(read.text, "a = \"k?y\"\nb = \"sä\"\n");
        assert_eq!(
            read.findings.iter().map(|finding| (finding.code, finding.span.as_ref().map(|span| span.start))).collect::<Vec<_>>(),
            [(Code::NotUtf8, Some(6))]
        );
    }

    #[test]
    fn a_file_is_read_up_to_a_line_that_is_too_long() {
        let path = SourcePath::new("content/registry/x.toml");
        let long = "ä".repeat(LONGEST_LINE / 2);
        assert_eq!(source_text(&path, format!("a\n{long}").as_bytes()).text.len(), LONGEST_LINE + 2);
        let read = source_text(&path, format!("a\n{long}\nb").as_bytes());
        assert_eq!((read.text.as_str(), read.findings.len()), ("a\n", 1));
        assert_eq!((read.findings[0].code, read.findings[0].span.as_ref().map(|span| span.start)), (Code::FileTooLarge, Some(2)));
    }
}
