//! The template engine's errors as findings.

use super::functions::{MISSING_ARGUMENT, UNKNOWN_MESSAGE};
use super::templates::Sources;
use crate::diagnostics::{Code, Diagnostic, Span};
use tera::ErrorKind;

/// What to do about a faulty template.
pub(super) const TEMPLATE_HELP: &str = "Mend the template, or remove it: the default theme's then takes its place.";

/// How the engine speaks of a template or component that is not there.
const MISSING_PARTS: [&str; 3] = ["Unknown component", "Unknown template", "takes in the template"];

/// Whether the finding says that a template lacks another one or a component.
pub(super) fn is_missing_part(finding: &Diagnostic) -> bool {
    MISSING_PARTS.iter().any(|part| finding.message.contains(part))
}

/// What is wrong with templates that are sound one by one.
pub(super) fn of_set(sources: &Sources, kind: &ErrorKind) -> Vec<Diagnostic> {
    match kind {
        ErrorKind::MissingParent { current, parent } => {
            vec![at_start(sources, current, format!("the template “{current}” takes in the template “{parent}”, which is not there"))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => vec![at_start(sources, tpl, circle(tpl, inheritance_chain))],
        ErrorKind::CircularInclude { tpl, include_chain } => vec![at_start(sources, tpl, circle(tpl, include_chain))],
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![at(sources, report.filename(), report.span().range.clone(), report.message())]
        }
        ErrorKind::Msg(text) => reports(sources, text),
        other => vec![Diagnostic::without_place(Code::TemplateError, other.to_string()).help(TEMPLATE_HELP)],
    }
}

fn circle(name: &str, chain: &[String]) -> String {
    format!("the template “{name}” takes in itself: {}", chain.join(", "))
}

fn at_start(sources: &Sources, name: &str, message: String) -> Diagnostic {
    at(sources, name, 0..0, &message)
}

fn at(sources: &Sources, name: &str, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
    let finding = match sources.get(name) {
        Some(source) => Diagnostic::new(Code::TemplateError, Span::new(&source.path, range), message),
        None => Diagnostic::without_place(Code::TemplateError, format!("{name}: {message}")),
    };
    finding.help(TEMPLATE_HELP)
}

/// The engine gives the faults of a whole set as text: each a line `error: …` and a line ` --> template:line:column`.
fn reports(sources: &Sources, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let place = lines.peek().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| place_in(sources, place));
        found.push(match place {
            Some(span) => Diagnostic::new(Code::TemplateError, span, message).help(TEMPLATE_HELP),
            None => Diagnostic::without_place(Code::TemplateError, message).help(TEMPLATE_HELP),
        });
    }
    if found.is_empty() {
        // Such as two templates that define one component: the last name in backquotes is the template to point at.
        let named = text.rsplit('`').skip(1).step_by(2).find(|name| sources.contains(name));
        found.push(at(sources, named.unwrap_or_default(), 0..0, text));
    }
    found
}

/// The span of `template:line:column`, both from 1.
fn place_in(sources: &Sources, place: &str) -> Option<Span> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let source = sources.get(parts.next()?)?;
    let start: usize = source.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let inside: usize = source.text.get(start..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(Span::new(&source.path, start + inside..start + inside))
}

/// What went wrong when the page at `page` was rendered with `template`.
pub(super) fn of_page(sources: &Sources, template: &str, page: &str, kind: &ErrorKind) -> Diagnostic {
    let ErrorKind::RenderingError(report) = kind else {
        return at_start(sources, template, format!("{kind}, in the page {page}"));
    };
    let (name, message) = (report.filename(), report.message());
    let mut finding = at(sources, name, report.span().range.clone(), &format!("{message}, in the page {page}"));
    if message.starts_with(UNKNOWN_MESSAGE) {
        finding.code = Code::MissingMessage;
    } else if message.starts_with(MISSING_ARGUMENT) {
        finding.code = Code::MessageArguments;
    }
    finding
}
