//! A file of messages (Fluent) to the list of its messages, each with its place and its variables.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{ErrorKind, ParserError, parse_runtime};
use std::collections::BTreeSet;
use std::ops::Range;

/// What an entry of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A message, which the program or a template asks for.
    Message,
    /// A term (`-name`), which only other entries use.
    Term,
}

/// One message or term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id, without the hyphen of a term.
    pub id: String,
    /// What it is.
    pub kind: EntryKind,
    /// The bytes of its id.
    pub span: Range<usize>,
    /// The variables that it uses itself.
    pub variables: BTreeSet<String>,
    /// The messages that it takes in, and so their variables.
    pub messages: BTreeSet<String>,
    /// The terms that it takes in.
    pub terms: BTreeSet<String>,
}

/// A parsed file of messages.
#[derive(Clone, Debug)]
pub struct FluentFile {
    /// The file.
    pub path: SourcePath,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Its messages and terms, in its order.
    pub messages: Vec<Message>,
    /// Syntax errors; what stands around them is read.
    pub findings: Vec<Diagnostic>,
}

impl FluentFile {
    /// The texts of the messages, line by line, without ids and comments, with what is filled in: a sample of the language.
    pub fn sample(&self) -> String {
        let lines = self.text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split_once(" = ").map_or(line, |(_, text)| text)).collect::<Vec<_>>().join("\n")
    }
}

/// Opening braces and brackets that one message may have. Each may stand inside the one before it, and the parser goes into each by
/// calling itself.
const OPENINGS: usize = 200;

/// Parses the text of `path` from the byte `start`, before which stands no more than a byte order mark: Fluent takes no space before a message.
pub fn parse_from(path: &SourcePath, text: &str, start: usize) -> FluentFile {
    let mut file = parse(path, text.get(start..).unwrap_or_default());
    for message in &mut file.messages {
        message.span = message.span.start + start..message.span.end + start;
    }
    for span in file.findings.iter_mut().filter_map(|finding| finding.span.as_mut()) {
        (span.start, span.end) = (span.start + start, span.end + start);
    }
    file
}

/// Parses the text of `path`.
pub fn parse(path: &SourcePath, text: &str) -> FluentFile {
    let (text, mut findings) = readable(path, text);
    let (resource, errors) = match parse_runtime(&*text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    findings.extend(errors.iter().map(|error| finding(path, error)));
    let mut messages = Vec::new();
    for entry in &resource.body {
        let (kind, id, patterns) = match entry {
            Entry::Message(message) => {
                (EntryKind::Message, message.id.name, message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value)).collect())
            }
            Entry::Term(term) => {
                let patterns: Vec<_> = std::iter::once(&term.value).chain(term.attributes.iter().map(|attribute| &attribute.value)).collect();
                (EntryKind::Term, term.id.name, patterns)
            }
            _ => continue,
        };
        let span = range_in(&text, id);
        let mut message = Message { id: id.to_owned(), kind, span, variables: BTreeSet::new(), messages: BTreeSet::new(), terms: BTreeSet::new() };
        let mut functions = Vec::new();
        patterns.into_iter().for_each(|pattern| collect(pattern, &mut message, &mut functions));
        for function in functions {
            findings.push(
                Diagnostic::new(
                    Code::MessageSyntax,
                    Span::new(path, range_in(&text, function)),
                    format!("“{id}” calls the function {function}, which there is not"),
                )
                .help("Numbers and dates are formatted for the language by themselves: write only the variable."),
            );
        }
        messages.push(message);
    }
    drop(resource);
    FluentFile { path: path.clone(), text, messages, findings }
}

/// The text with spaces in the place of messages that the parser would end the program on, and a finding for each.
fn readable(path: &SourcePath, text: &str) -> (String, Vec<Diagnostic>) {
    let mut kept = String::with_capacity(text.len());
    let mut findings = Vec::new();
    let mut start = 0;
    let ends = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| begins_entry(&text[*at..])).chain([text.len()]);
    for end in ends {
        let entry = &text[start..end];
        if let Some((message, help)) = unreadable(entry) {
            let first = start..start + entry.lines().next().map_or(0, str::len);
            findings.push(Diagnostic::new(Code::MessageSyntax, Span::new(path, first), message).help(help));
            kept.extend(entry.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(entry);
        }
        start = end;
    }
    (kept, findings)
}

/// What the parser could not take in an entry, and what to do about it.
fn unreadable(entry: &str) -> Option<(String, &'static str)> {
    if entry.bytes().filter(|byte| matches!(byte, b'{' | b'(')).count() > OPENINGS {
        return Some((format!("this message opens more than {OPENINGS} braces"), "Divide it into several messages."));
    }
    let cut_short = |(at, _): (usize, &str)| {
        let rest = &entry[at + 1..];
        let digits = match rest.chars().next() {
            Some('u') => 4,
            Some('U') => 6,
            _ => return false,
        };
        // The parser takes the byte after the last digit for a whole character.
        rest.chars().skip(1).take(digits).find(|letter| !letter.is_ascii_hexdigit()).is_some_and(|letter| !letter.is_ascii())
    };
    let cut_short = entry.match_indices('\\').any(cut_short);
    cut_short
        .then(|| ("this message has an escape (\\u) with too few digits".to_owned(), "Write four digits after \\u and six after \\U, or the character itself."))
}

/// Whether a line begins a message, a term or a comment. Inside of a message no line can begin so: the parser gives it up there.
fn begins_entry(line: &str) -> bool {
    if line.starts_with('#') {
        return true;
    }
    let name = line.strip_prefix('-').unwrap_or(line);
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && rest.trim_start_matches(' ').starts_with('=')
}

/// The range of `part` in the `text` that it is a slice of.
fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

fn finding(path: &SourcePath, error: &ParserError) -> Diagnostic {
    let help = match error.kind {
        ErrorKind::MissingDefaultVariant => "Mark the variant for all other cases with a star: *[other].",
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => {
            "Write the text after the equals sign; further lines begin with spaces."
        }
        ErrorKind::UnbalancedClosingBrace => "A brace in the text itself is written { \"}\" }.",
        _ => "Each message is `id = text`; further lines of its text begin with spaces; variables stand in braces: { $name }.",
    };
    Diagnostic::new(Code::MessageSyntax, Span::new(path, error.pos.clone()), format!("this is not Fluent: {}", error.kind)).help(help)
}

fn collect<'a>(pattern: &Pattern<&'a str>, message: &mut Message, functions: &mut Vec<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expressions(expression, message, functions);
        }
    }
}

fn expressions<'a>(expression: &Expression<&'a str>, message: &mut Message, functions: &mut Vec<&'a str>) {
    match expression {
        Expression::Inline(inline) => inlines(inline, message, functions),
        Expression::Select { selector, variants } => {
            inlines(selector, message, functions);
            variants.iter().for_each(|variant| collect(&variant.value, message, functions));
        }
    }
}

fn inlines<'a>(inline: &InlineExpression<&'a str>, message: &mut Message, functions: &mut Vec<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            message.messages.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, arguments, .. } => {
            message.terms.insert(id.name.to_owned());
            arguments.iter().flat_map(|arguments| &arguments.named).for_each(|argument| inlines(&argument.value, message, functions));
        }
        InlineExpression::FunctionReference { id, arguments } => {
            functions.push(id.name);
            arguments.positional.iter().for_each(|argument| inlines(argument, message, functions));
        }
        InlineExpression::Placeable { expression } => expressions(expression, message, functions),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> FluentFile {
        parse(&SourcePath::new("i18n/fi/x.ftl"), text)
    }

    #[test]
    fn messages_have_places_and_variables() {
        let text = "# ä\na = Hei { $name }\n-t = Termi\nb = { $n ->\n    [one] yksi { -t }\n   *[other] { $n } { a }\n}\n    .title = { $title }\n";
        let parsed = file(text);
        assert!(parsed.findings.is_empty());
        let ids: Vec<_> = parsed.messages.iter().map(|message| (&text[message.span.clone()], message.kind)).collect();
        assert_eq!(ids, [("a", EntryKind::Message), ("t", EntryKind::Term), ("b", EntryKind::Message)]);
        let last = &parsed.messages[2];
        assert_eq!(last.variables.iter().collect::<Vec<_>>(), ["n", "title"]);
        assert!(last.messages.contains("a") && last.terms.contains("t"));
    }

    #[test]
    fn a_message_nested_without_measure_is_a_finding_and_the_rest_is_read() {
        for (open, close) in [("{", "}"), ("{ F(", ") }"), ("{ $n ->\n    *[a] ", "\n}"), ("{\n", "}")] {
            for depth in [1_000, 50_000] {
                let text = format!("a = yksi\nb = {}{{ $x }}{}\nc = kaksi ä\n", open.repeat(depth), close.repeat(depth));
                let parsed = file(&text);
                assert_eq!(parsed.findings.len(), 1, "{open}: {:?}", &parsed.findings[..2]);
                assert_eq!(&text[parsed.findings[0].span.clone().unwrap().start..][..3], "b =");
                let ids: Vec<_> = parsed.messages.iter().map(|message| (message.id.as_str(), &text[message.span.clone()])).collect();
                assert_eq!(ids, [("a", "a"), ("c", "c")]);
            }
        }
        // As deep as is allowed, in the little stack that a thread of a test has.
        assert_eq!(file(&format!("a = {}{{ $x }}{}\n", "{".repeat(OPENINGS - 1), "}".repeat(OPENINGS - 1))).findings, []);
    }

    #[test]
    fn an_escape_that_ends_in_a_long_character_is_a_finding() {
        for escape in ["\\uä", "\\u00e💩", "\\U00e4\u{20ac}"] {
            let parsed = file(&format!("a = {{ \"{escape}\" }}\nb = x\n"));
            assert_eq!((parsed.findings.len(), parsed.messages.len()), (1, 1), "{escape}");
        }
        assert_eq!(file("a = { \"\\u00e4ä \\U0000e4ä \\\\ä\" }\n").findings, []);
    }

    #[test]
    fn places_count_from_the_start_of_the_file_where_a_byte_order_mark_stands() {
        let text = "   a = yksi\nb = { NUMBER($x) }\n";
        let parsed = parse_from(&SourcePath::new("i18n/fi/x.ftl"), text, 3);
        assert_eq!(parsed.messages.iter().map(|message| &text[message.span.clone()]).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(parsed.findings.iter().filter_map(|finding| finding.span.as_ref()).map(|span| &text[span.start..span.end]).collect::<Vec<_>>(), ["NUMBER"]);
    }

    #[test]
    fn every_error_is_reported_and_the_rest_is_read() {
        let parsed = file("a = { $x\nb = hyvä\nc = { $n ->\n    [one] yksi\n}\nd = { NUMBER($n) }\ne = toinen\n");
        assert_eq!(parsed.findings.len(), 3);
        assert!(parsed.findings.iter().all(|finding| finding.code == Code::MessageSyntax && finding.span.is_some()));
        let ids: Vec<_> = parsed.messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["b", "d", "e"]);
    }
}
