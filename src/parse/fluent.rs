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
    /// Its text.
    pub text: String,
    /// Its messages and terms, in its order.
    pub messages: Vec<Message>,
    /// Syntax errors; what stands around them is read.
    pub findings: Vec<Diagnostic>,
}

/// Parses the text of `path`.
pub fn parse(path: &SourcePath, text: &str) -> FluentFile {
    let (resource, errors) = match parse_runtime(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut findings: Vec<Diagnostic> = errors.iter().map(|error| finding(path, error)).collect();
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
        let span = range_in(text, id);
        let mut message = Message { id: id.to_owned(), kind, span, variables: BTreeSet::new(), messages: BTreeSet::new(), terms: BTreeSet::new() };
        let mut functions = Vec::new();
        patterns.into_iter().for_each(|pattern| collect(pattern, &mut message, &mut functions));
        for function in functions {
            findings.push(
                Diagnostic::new(
                    Code::MessageSyntax,
                    Span::new(path, range_in(text, function)),
                    format!("“{id}” calls the function {function}, which there is not"),
                )
                .help("Numbers and dates are formatted for the language by themselves: write only the variable."),
            );
        }
        messages.push(message);
    }
    FluentFile { path: path.clone(), text: text.to_owned(), messages, findings }
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
    fn every_error_is_reported_and_the_rest_is_read() {
        let parsed = file("a = { $x\nb = hyvä\nc = { $n ->\n    [one] yksi\n}\nd = { NUMBER($n) }\ne = toinen\n");
        assert_eq!(parsed.findings.len(), 3);
        assert!(parsed.findings.iter().all(|finding| finding.code == Code::MessageSyntax && finding.span.is_some()));
        let ids: Vec<_> = parsed.messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["b", "d", "e"]);
    }
}
