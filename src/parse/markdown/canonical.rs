//! A block's text in the form in which two versions are compared.

use super::{Spanned, split_reference};
use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text of `events` as parsed Markdown: NFC, white space folded, references by target. Two texts with the same canonical form
/// say the same to a reader.
pub fn canonical(events: &[Spanned]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) => text.push_str(part),
            Event::Code(part) => text.extend(["`", part.as_ref(), "`"]),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(tag) => start(tag, &mut text),
            Event::End(tag) => end(*tag, &mut text),
            Event::FootnoteReference(label) => text.extend(["[^", label.as_ref(), "]"]),
            Event::TaskListMarker(done) => text.push_str(if *done { "[x] " } else { "[ ] " }),
            Event::Rule => text.push_str("---\n"),
            Event::Html(part) | Event::InlineHtml(part) => text.push_str(part),
            Event::InlineMath(part) | Event::DisplayMath(part) => text.push_str(part),
        }
    }
    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
        text = text.nfc().collect();
    }
    let mut folded = String::with_capacity(text.len());
    for line in text.lines() {
        let mut before = if folded.is_empty() { "" } else { "\n" };
        for word in line.split_whitespace() {
            folded.push_str(before);
            folded.push_str(word);
            before = " ";
        }
    }
    folded
}

fn start(tag: &Tag<'_>, text: &mut String) {
    match tag {
        Tag::Item => text.push_str("\n- "),
        Tag::BlockQuote(_) => text.push_str("\n> "),
        Tag::Strong => text.push_str("**"),
        Tag::Emphasis => text.push('_'),
        Tag::TableCell => text.push_str(" | "),
        Tag::Link { dest_url, title, .. } => match split_reference(dest_url) {
            Some(_) if !title.is_empty() => text.extend(["(", dest_url.as_ref(), " ", title.as_ref(), ")["]),
            _ => text.extend(["(", dest_url.as_ref(), ")["]),
        },
        _ => {}
    }
}

fn end(tag: TagEnd, text: &mut String) {
    match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock | TagEnd::List(_) => text.push('\n'),
        TagEnd::Strong => text.push_str("**"),
        TagEnd::Emphasis => text.push('_'),
        TagEnd::Link => text.push(']'),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::parse;
    use crate::source::SourcePath;

    fn of(text: &str) -> String {
        let file = parse(&SourcePath::new("x.md"), text);
        super::canonical(&file.blocks[1].events)
    }

    #[test]
    fn line_breaks_and_spaces_do_not_count() {
        assert_eq!(of("# T\n\nyksi  kaksi\nkolme [a](task:b)"), of("# T\n\nyksi kaksi kolme\n[a](task:b)"));
        assert_ne!(of("# T\n\nyksi [a](task:b)"), of("# T\n\nyksi [a](task:c)"));
    }
}
