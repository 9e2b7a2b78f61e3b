//! Section cards: what a result shows.

use super::bytes::{put_text, put_varint};
use super::input::SearchDocument;

/// Letters of a section's text on its card.
const EXCERPT: usize = 160;

/// A page's card.
pub(super) struct Card<'a> {
    /// What [`put_relations`] gives.
    pub(super) relations: Vec<u8>,
    /// What [`put_card`] gives.
    pub(super) page: &'a [u8],
}

/// Appends what stands before a page's card, because it depends on other pages: the number of its kind and the pages it has to do with, ascending.
pub(super) fn put_relations(out: &mut Vec<u8>, kind: usize, related: &[usize]) {
    put_varint(out, kind);
    put_varint(out, related.len());
    let mut before = 0;
    for page in related {
        put_varint(out, page - before);
        before = *page;
    }
}

/// Appends the card of a page: address, title, and per section anchor, heading and beginning of the text.
pub(super) fn put_card(out: &mut Vec<u8>, sections: &[&SearchDocument]) {
    let Some(first) = sections.first() else { return };
    put_text(out, &first.url);
    put_text(out, &first.title);
    put_varint(out, sections.len());
    for section in sections {
        put_text(out, &section.anchor);
        put_text(out, &section.heading);
        put_text(out, &excerpt(&section.text));
    }
}

/// The beginning of a text, cut between words.
fn excerpt(text: &str) -> String {
    let mut out = String::with_capacity(2 * EXCERPT);
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > EXCERPT && !out.is_empty() {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let end = if word.len() <= EXCERPT { None } else { word.char_indices().nth(EXCERPT) };
        out.push_str(&word[..end.map_or(word.len(), |(at, _)| at)]);
    }
    out
}
