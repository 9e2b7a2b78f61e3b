//! What one Markdown file must hold by itself.

use super::super::control;
use super::{Block, BlockName, Draft, MarkdownFile, Spanned, plain, split_reference};
use crate::diagnostics::{Code, Diagnostic, Span};
use pulldown_cmark::{Event, LinkType, Tag};
use std::collections::BTreeSet;

/// A section with fewer characters than this says too little to stand by itself.
const THIN: usize = 30;

/// Adds the findings of a file, whose text is `text`.
pub(super) fn check(draft: &mut Draft<'_>, text: &str) {
    let mut findings = Vec::new();
    let file = &draft.file;
    title_and_summary(draft, text, &mut findings);
    headings(file, &mut findings);
    let footnotes = file.footnotes.iter().map(|footnote| footnote.events.as_slice());
    for events in draft.blocks().flat_map(|(block, body)| [block.heading.as_slice(), body]).chain(footnotes) {
        events.iter().for_each(|event| forbidden(file, event, &mut findings));
    }
    for (index, (block, body)) in draft.blocks().enumerate() {
        amount(file, index, block, body, &mut findings);
    }
    draft.file.findings.extend(findings);
}

fn title_and_summary(draft: &Draft<'_>, text: &str, findings: &mut Vec<Diagnostic>) {
    let file = &draft.file;
    let has_title = file.blocks.first().is_some_and(|block| block.name == BlockName::Title && !plain(&block.heading).is_empty());
    if !has_title {
        let end = text.find('\n').unwrap_or(text.len());
        findings.push(
            Diagnostic::new(Code::MissingTitle, Span::new(&file.path, 0..end), "the first line is not a title")
                .help("Begin the file with a line such as `# Report the test`."),
        );
        return;
    }
    let lead = draft.blocks().find(|(block, _)| block.name == BlockName::Lead);
    let has_summary = lead.is_some_and(|(_, body)| matches!(body.first(), Some((Event::Start(Tag::Paragraph), _))));
    if !has_summary {
        let at = file.blocks.first().map_or(0..0, |block| block.span.clone());
        findings.push(
            Diagnostic::new(Code::MissingSummary, Span::new(&file.path, at), "no summary follows the title")
                .help("Write one paragraph between the title and the first heading: lists and search results show it."),
        );
    }
}

fn headings(file: &MarkdownFile, findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let mut level = 1;
    for block in file.sections() {
        let span = block.heading.first().map_or(block.span.clone(), |(_, range)| range.clone());
        let span = Span::new(&file.path, span);
        let words = plain(&block.heading);
        if block.name.as_str().is_empty() {
            findings.push(
                Diagnostic::new(Code::HeadingWithoutId, span.clone(), format!("the heading “{words}” has no id"))
                    .help("Write an id that all languages share after it, such as `{#when}`."),
            );
        } else if !seen.insert(block.name.as_str()) {
            findings.push(
                Diagnostic::new(Code::DuplicateHeading, span.clone(), format!("the heading id “{}” stands twice in this file", block.name.as_str()))
                    .help("Give one of the headings another id, in every language."),
            );
        }
        if block.level > level + 1 || block.level == 1 {
            let expected = (level + 1).min(6);
            findings.push(
                Diagnostic::new(Code::HeadingLevel, span, format!("the heading “{words}” is of level {}, after one of level {level}", block.level))
                    .help(format!("Write it with {} “#” or fewer, but at least two.", expected)),
            );
        }
        level = block.level.max(2);
    }
}

fn forbidden(file: &MarkdownFile, (event, range): &Spanned<'_>, findings: &mut Vec<Diagnostic>) {
    let span = Span::new(&file.path, range.clone());
    let words = match event {
        Event::Text(text) => Some(text),
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url),
        _ => None,
    };
    // Those that the file holds are found by now, and these are written as numbers.
    findings.extend(words.and_then(|words| control::first(words)).map(|(_, letter)| control::finding(span.clone(), letter)));
    match event {
        Event::Html(_) | Event::InlineHtml(_) => findings.push(
            Diagnostic::new(Code::RawHtml, span, "raw HTML is not allowed in content").help("Write it as Markdown. A less-than sign in text is written `\\<`."),
        ),
        Event::Start(Tag::Image { .. }) => findings.push(
            Diagnostic::new(Code::Image, span, "pictures are not part of guidance pages")
                .help("Say in words what the picture shows, or link to a document record."),
        ),
        Event::Start(Tag::Link { link_type, dest_url, .. }) if *link_type != LinkType::Email => {
            if let Some(problem) = destination_problem(dest_url) {
                findings.push(Diagnostic::new(Code::UrlScheme, span, problem).help(
                    "Link to a record (`[](task:report-test)`), to a section (`#when`) or to an address that begins with https:, http:, mailto: or tel:.",
                ));
            }
        }
        _ => {}
    }
}

fn destination_problem(destination: &str) -> Option<String> {
    let allowed = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| destination.to_ascii_lowercase().starts_with(scheme));
    if allowed || destination.starts_with('#') || split_reference(destination).is_some() {
        return None;
    }
    Some(match destination.split_once(':') {
        Some((scheme, _)) => format!("pages do not link to addresses that begin with “{}:”", scheme.trim()),
        None if destination.is_empty() => "the link has no destination".to_owned(),
        None => format!("“{destination}” is a relative address, which no page can rely on"),
    })
}

fn amount(file: &MarkdownFile, index: usize, block: &Block, body: &[Spanned<'_>], findings: &mut Vec<Diagnostic>) {
    if !matches!(block.name, BlockName::Section(_)) {
        return;
    }
    let has_inner = file.blocks.get(index + 1).is_some_and(|next| next.level > block.level);
    let words = plain(&block.heading);
    let span = Span::new(&file.path, block.heading.first().map_or(block.span.clone(), |(_, range)| range.clone()));
    if body.is_empty() && !has_inner {
        findings.push(
            Diagnostic::new(Code::EmptySection, span, format!("the section “{words}” is empty"))
                .help("Write what it promises, or remove the heading in every language."),
        );
    } else if !body.is_empty() && source_length(body) < THIN && !has_inner {
        findings.push(
            Diagnostic::new(Code::ThinSection, span, format!("the section “{words}” has hardly any text"))
                .help("Say it in a full sentence, or join it to another section."),
        );
    }
}

fn source_length(body: &[Spanned<'_>]) -> usize {
    match (body.first(), body.last()) {
        (Some((_, first)), Some((_, last))) => last.end.saturating_sub(first.start),
        _ => 0,
    }
}
