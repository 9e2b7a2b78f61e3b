//! A block's text in the form in which two versions are compared.

use super::{Spanned, split_reference};
use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text of `events` as parsed Markdown: NFC, white space folded, references by target. Two texts with the same canonical form
/// say the same to a reader.
pub fn canonical(events: &[Spanned<'_>]) -> String {
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
    // Every text of letters before U+0300, the first combining one, is NFC. Its first byte is the first of such letters.
    let plain = !text.bytes().fold(false, |beyond, byte| beyond | (byte >= 0xCC));
    if !plain && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        text = text.nfc().collect();
    }
    let mut folded = String::with_capacity(text.len());
    for line in text.lines() {
        let before = if folded.is_empty() { "" } else { "\n" };
        push_words(before, line, &mut folded);
    }
    folded
}

/// Appends the words of `text` with a space between them, after `before` if there are any.
fn push_words(before: &str, text: &str, out: &mut String) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    out.push_str(before);
    if are_parted(text) {
        return out.push_str(text);
    }
    let mut space = "";
    for word in text.split_whitespace() {
        out.push_str(space);
        out.push_str(word);
        space = " ";
    }
}

/// Whether single spaces alone part the words of a text that neither begins nor ends with white space.
fn are_parted(text: &str) -> bool {
    // Neither loop ends early: so the processor looks at many bytes at once.
    let after = text.as_bytes().get(1..).unwrap_or_default();
    let twice = text.bytes().zip(after).fold(false, |twice, (one, next)| twice | ((one == b' ') & (*next == b' ')));
    !twice && has_plain_spaces(text)
}

/// Whether there surely is neither white space in the text, but for plain spaces, nor a soft hyphen.
pub(crate) fn has_plain_spaces(text: &str) -> bool {
    // Such characters beyond ASCII begin with one of these bytes, as others do.
    let odd = |byte: u8| (byte < 0x20) | (byte == 0xC2) | ((0xE1..=0xE3).contains(&byte));
    !text.bytes().fold(false, |found, byte| found | odd(byte))
}

/// The words of `text` with a space between them.
pub fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push_words("", text, &mut line);
    line
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
        super::canonical(&file.blocks[1].events.list())
    }

    #[test]
    fn words_stand_in_one_line() {
        for text in [
            "",
            " ",
            "a",
            " a b ",
            "a  b",
            "a\tb",
            "a\u{b}b",
            "a\u{a0}b",
            "a \u{85} b",
            "ä ö",
            "ä – ö",
            "ä  – ö",
            "a\u{3000}b",
            "a\u{1680}b",
            "\u{2003}a b",
            "a\n\nb",
        ] {
            assert_eq!(super::in_one_line(text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }

    #[test]
    fn every_other_space_and_soft_hyphen_is_seen() {
        let other = |letter: &char| *letter != ' ' && (letter.is_whitespace() || *letter == '\u{ad}');
        assert!((0..=0x10_FFFF_u32).filter_map(char::from_u32).filter(other).all(|letter| !super::has_plain_spaces(&format!("a{letter}b"))));
        assert!(super::has_plain_spaces("Ää öö  e"));
    }

    #[test]
    fn line_breaks_and_spaces_do_not_count() {
        assert_eq!(of("# T\n\nyksi  kaksi\nkolme [a](task:b)"), of("# T\n\nyksi kaksi kolme\n[a](task:b)"));
        assert_ne!(of("# T\n\nyksi [a](task:b)"), of("# T\n\nyksi [a](task:c)"));
    }
}
