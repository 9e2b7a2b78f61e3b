//! The events of a stretch of Markdown in little memory: they are kept as long as the site is, and nearly all are a stretch of its text.

use super::Spanned;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// The events of a block.
#[derive(Clone, Debug)]
pub struct Events {
    /// The whole file's.
    text: Arc<str>,
    packed: Box<[Packed]>,
    /// What is more than a stretch of the text.
    others: Box<[Event<'static>]>,
}

#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u32,
    end: u32,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// Words, as they stand in the file.
    Text,
    SoftBreak,
    /// The start of an element without properties, which its end names.
    Start(TagEnd),
    End(TagEnd),
    /// Another event, by its place among the others.
    Other(u32),
}

impl Events {
    /// No events.
    pub(super) fn none(text: &Arc<str>) -> Self {
        Events { text: text.clone(), packed: Box::default(), others: Box::default() }
    }

    /// The `events` of the file with this text.
    pub(super) fn pack<'t>(text: &Arc<str>, events: impl Iterator<Item = Spanned<'t>>) -> Self {
        let mut others = Vec::new();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut pack = |(event, range): Spanned<'t>| {
            let what = match &event {
                Event::Text(part) if text.get(range.clone()) == Some(part) => What::Text,
                Event::SoftBreak => What::SoftBreak,
                Event::Start(tag) if is_bare(tag) => What::Start(tag.to_end()),
                Event::End(tag) => What::End(*tag),
                _ => What::Other(number(others.len())),
            };
            if let What::Other(_) = what {
                others.push(event.into_static());
            }
            Packed { start: number(range.start), end: number(range.end), what }
        };
        let packed = events.map(&mut pack).collect();
        Events { text: text.clone(), packed, others: others.into() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The bytes of the first event.
    pub fn first(&self) -> Option<Range<usize>> {
        self.packed.first().map(|packed| packed.range())
    }

    /// The events in order.
    pub fn iter(&self) -> impl Iterator<Item = Spanned<'_>> {
        self.packed.iter().map(|packed| (self.event(packed), packed.range()))
    }

    /// The events in order, to look ahead in.
    pub fn list(&self) -> Vec<Spanned<'_>> {
        self.iter().collect()
    }

    /// The texts among them, each with the first byte that it comes from.
    pub fn texts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.packed.iter().filter_map(|packed| match packed.what {
            What::Text => Some((self.text.get(packed.range())?, packed.start as usize)),
            What::Other(number) => match self.others.get(number as usize) {
                Some(Event::Text(text)) => Some((text.as_ref(), packed.start as usize)),
                _ => None,
            },
            _ => None,
        })
    }

    /// Those that are more than a stretch of the text, or the start or the end of an element without properties.
    pub fn others(&self) -> impl Iterator<Item = &Event<'static>> {
        self.others.iter()
    }

    fn event(&self, packed: &Packed) -> Event<'_> {
        match packed.what {
            What::Text => Event::Text(self.text.get(packed.range()).unwrap_or_default().into()),
            What::SoftBreak => Event::SoftBreak,
            What::Start(end) => Event::Start(bare(end)),
            What::End(end) => Event::End(end),
            // A clone of what is borrowed or short copies no text that is long.
            What::Other(number) => self.others.get(number as usize).cloned().unwrap_or(Event::SoftBreak),
        }
    }
}

impl Packed {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Whether the tag is told by its end.
fn is_bare(tag: &Tag<'_>) -> bool {
    bare(tag.to_end()) == *tag
}

fn bare(end: TagEnd) -> Tag<'static> {
    match end {
        TagEnd::Item => Tag::Item,
        TagEnd::TableHead => Tag::TableHead,
        TagEnd::TableRow => Tag::TableRow,
        TagEnd::TableCell => Tag::TableCell,
        TagEnd::Emphasis => Tag::Emphasis,
        TagEnd::Strong => Tag::Strong,
        TagEnd::Strikethrough => Tag::Strikethrough,
        _ => Tag::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::options;
    use pulldown_cmark::Parser;

    #[test]
    fn what_is_packed_comes_back_as_it_was() {
        let text = "yksi &amp; *kaksi* **kolme** ~~neljä~~ \\* `x` [a](task:b \"c\")\nuusi rivi  \nkatko[^1]\n\n\
            - [x] a\n- b\n  1. c\n\n> [!NOTE]\n> d\n\n| e | f |\n| :-- | --: |\n| g | h |\n\n---\n\n```rust\ni\n```\n\n<b>j</b>\n\n[^1]: k\n\n# L {#m}\n";
        let read = || Parser::new_ext(text, options()).into_offset_iter();
        let events = Events::pack(&text.into(), read());
        assert!(events.iter().eq(read()) && events.packed.len() > 70 && events.others.len() < 20, "{events:#?}");
        assert_eq!(events.first(), Some(0..read().next().unwrap().1.end));
        assert!(Events::none(&text.into()).is_empty());
    }
}
