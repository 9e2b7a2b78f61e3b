//! The words of a block as a reader sees them, each with its place in the file.

use super::quantities::{self, Months, Quantity};
use crate::diagnostics::Span;
use crate::model::Words;
use crate::parse::markdown::{Block, BlockName, Spanned, has_plain_spaces, split_reference};
use crate::resolve::fold::{fold_char, push_folded};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::{Deref, Range};

/// What stands in the text for a reference whose words the program fills in.
const FILLED_IN: char = '\u{fffc}';

/// A stretch of text and the bytes of the file that it comes from.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// Its bytes in the file. As long as the stretch, unless the file writes it in another way (an entity, a break).
    source: Range<usize>,
}

/// Text without markup. White space of every kind is one plain space, soft hyphens are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// The text as written.
    pub(super) text: String,
    /// The same text, folded to lower case; as long as `text`, so that offsets fit both.
    pub(super) folded: String,
    pieces: Vec<Piece>,
    /// Where a link begins or ends in the text.
    edges: Vec<usize>,
}

impl Prose {
    /// Adds the text of `events`. Paragraphs, items and cells are parted by a line break.
    fn push_events(&mut self, events: &[Spanned<'_>]) {
        for (index, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Text(part) | Event::Code(part) => self.push(part, range),
                Event::SoftBreak | Event::HardBreak => self.push(" ", range),
                Event::End(TagEnd::Link) => self.edges.push(self.text.len()),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    self.edges.push(self.text.len());
                    let filled_in = matches!(events.get(index + 1), Some((Event::End(TagEnd::Link), _)));
                    if filled_in && split_reference(dest_url).is_some() {
                        self.push(FILLED_IN.encode_utf8(&mut [0; 4]), range);
                    }
                }
                event if !is_inline(event) => self.part(range),
                _ => {}
            }
        }
    }

    fn part(&mut self, range: &Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.put('\n', range.start..range.start);
        }
    }

    /// Adds `part`, which stands at `range` of the file. Code spans are shorter than their range; their words begin after the mark.
    fn push(&mut self, part: &str, range: &Range<usize>) {
        let extra = range.len().saturating_sub(part.len());
        let start = if extra > 0 && extra.is_multiple_of(2) { range.start + extra / 2 } else { range.start };
        let exact = start + part.len() <= range.end;
        let plain = || has_plain_spaces(part) || !part.contains(|letter: char| letter == '\u{ad}' || (letter.is_whitespace() && letter != ' '));
        if exact && plain() {
            self.extend_pieces(start..start + part.len());
            self.text.push_str(part);
            push_folded(part, &mut self.folded);
            return;
        }
        for (offset, letter) in part.char_indices() {
            let source = if exact { start + offset..start + offset + letter.len_utf8() } else { range.clone() };
            match letter {
                '\u{ad}' => {}
                letter if letter.is_whitespace() => self.put(' ', source),
                letter => self.put(letter, source),
            }
        }
    }

    fn put(&mut self, letter: char, source: Range<usize>) {
        if source.len() == letter.len_utf8() {
            self.extend_pieces(source);
        } else {
            self.pieces.push(Piece { at: self.text.len(), source });
        }
        self.text.push(letter);
        self.folded.push(fold_char(letter));
    }

    /// Notes that the text goes on with these bytes as they stand.
    fn extend_pieces(&mut self, source: Range<usize>) {
        let at = self.text.len();
        match self.pieces.last_mut() {
            Some(piece) if piece.source.end == source.start && piece.source.len() == at - piece.at => piece.source.end = source.end,
            _ => self.pieces.push(Piece { at, source }),
        }
    }

    /// Whether a link begins or ends inside `range`: then its words are no phrase of their own.
    pub(super) fn is_cut(&self, range: &Range<usize>) -> bool {
        let next = self.edges.partition_point(|edge| *edge <= range.start);
        self.edges.get(next).is_some_and(|edge| *edge < range.end)
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(next.checked_sub(1)?)
    }

    /// The bytes of the file for `range` of the text.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |piece| (piece.source.start + range.start - piece.at).min(piece.source.end));
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |piece| (piece.source.start + range.end - piece.at).min(piece.source.end));
        start..end.max(start)
    }
}

/// `text` folded as [`Prose::folded`] is: lower case, white space of every kind one plain space.
pub(super) fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|letter| *letter != '\u{ad}').map(fold_char).collect()
}

/// Whether words stand on both sides of the event without a break.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript),
        Event::End(tag) => matches!(tag, TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript),
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) | Event::InlineHtml(_) | Event::InlineMath(_) => {
            true
        }
        _ => false,
    }
}

/// The paragraphs of `events`: every longest run of inline events, be it a paragraph, an item of a tight list or a cell.
pub(super) fn paragraphs<'e, 'a>(events: &'e [Spanned<'a>]) -> impl Iterator<Item = &'e [Spanned<'a>]> {
    events.split(|(event, _)| !is_inline(event)).filter(|run| !run.is_empty())
}

/// The bytes of a paragraph.
pub(super) fn extent(paragraph: &[Spanned<'_>]) -> Range<usize> {
    let start = paragraph.first().map_or(0, |(_, range)| range.start);
    start..paragraph.iter().map(|(_, range)| range.end).max().unwrap_or(start)
}

/// Events that stand together.
#[derive(Debug)]
pub(super) enum Run<'a> {
    /// As the file keeps them.
    Kept(&'a [Spanned<'static>]),
    /// As they were packed.
    Unpacked(Vec<Spanned<'a>>),
}

impl<'a> Deref for Run<'a> {
    type Target = [Spanned<'a>];

    fn deref(&self) -> &[Spanned<'a>] {
        match self {
            Run::Kept(events) => events,
            Run::Unpacked(events) => events,
        }
    }
}

/// One block of an item in one language.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// The file.
    pub(super) file: &'a Words,
    /// The block.
    pub(super) block: &'a Block,
    /// Its events: of the heading, the text and, for the lead, the footnotes.
    pub(super) runs: Vec<Run<'a>>,
    /// Its words: heading, text and, for the lead, the footnotes.
    pub(super) prose: Prose,
    /// The numbers, dates and addresses in its words.
    pub(super) quantities: Vec<(Quantity, Range<usize>)>,
}

impl Text<'_> {
    /// The place of `range` of the words.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.file.path, self.prose.source(range))
    }

    /// The block's heading, or else its beginning: for findings about what it lacks.
    pub(super) fn heading(&self) -> Span {
        Span::new(&self.file.path, self.block.start())
    }
}

/// One block of an item in all languages, in the order of the site's; `None` where a language lacks it.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    /// The block's name.
    pub(super) name: &'a BlockName,
    /// Its text per language.
    pub(super) by_language: Vec<Option<Text<'a>>>,
}

impl<'a> Texts<'a> {
    /// The texts that there are, with the index of their language.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Text<'a>)> {
        self.by_language.iter().enumerate().filter_map(|(language, text)| Some((language, text.as_ref()?)))
    }
}

/// The blocks of an item with their words in every language; `files` are its files and `months` the names of months, by language.
pub(super) fn texts<'a>(files: &'a [Option<Words>], months: &[Months]) -> Vec<Texts<'a>> {
    let mut seen = BTreeSet::new();
    let names = files.iter().flatten().flat_map(|file| file.blocks.iter().map(|block| &block.name)).filter(|name| seen.insert(*name));
    let by_language = |name| files.iter().zip(months).map(|(file, months)| file.as_ref().and_then(|file| text(file, name, months))).collect();
    names.map(|name| Texts { name, by_language: by_language(name) }).collect()
}

fn text<'a>(file: &'a Words, name: &BlockName, months: &Months) -> Option<Text<'a>> {
    let block = file.block(name)?;
    let footnotes = if block.name == BlockName::Lead { file.footnotes.as_slice() } else { &[] };
    let own = [Run::Kept(&block.heading), Run::Unpacked(block.events.list())];
    let runs: Vec<Run<'_>> = own.into_iter().chain(footnotes.iter().map(|footnote| Run::Kept(&footnote.events))).collect();
    let mut prose = Prose::default();
    // Without marks and references the words are shorter than the block is in its file.
    prose.text.reserve(block.span.len() + 16);
    prose.folded.reserve(block.span.len() + 16);
    for events in &runs {
        prose.push_events(events);
        prose.part(&events.last().map_or(0..0, |(_, range)| range.end..range.end));
    }
    let quantities = quantities::read(&prose.folded, months);
    Some(Text { file, block, runs, prose, quantities })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;
    use crate::source::SourcePath;

    fn of(events: &[Spanned<'_>]) -> Prose {
        let mut prose = Prose::default();
        prose.push_events(events);
        prose
    }

    #[test]
    fn words_lead_back_to_their_bytes() {
        let source = "# O\n\nSana\u{a0}on `koodi` ja\n**lihava** &amp; [](role:x) Ä-kirjain.\n";
        let file = parse(&SourcePath::new("x.md"), source);
        let prose = of(&file.blocks[1].events.list());
        assert_eq!(prose.text.trim(), "Sana on koodi ja lihava & \u{fffc} Ä-kirjain.");
        assert_eq!(prose.text.len(), prose.folded.len());
        for word in ["Sana", "koodi", "lihava", "Ä-kirjain"] {
            let at = prose.text.find(word).unwrap();
            assert_eq!(&source[prose.source(&(at..at + word.len()))], word);
        }
        let at = prose.text.find("Sana on koodi").unwrap();
        assert_eq!(&source[prose.source(&(at..at + 13))], "Sana\u{a0}on `koodi");
    }

    #[test]
    fn items_and_cells_are_paragraphs_of_their_own() {
        let file = parse(&SourcePath::new("x.md"), "# O\n\nYksi.\n\n- kaksi *ja*\n- kolme\n\n| a | b |\n| - | - |\n| c | d |\n");
        let texts: Vec<String> = paragraphs(&file.blocks[1].events.list()).map(|run| of(run).text).collect();
        assert_eq!(texts, ["Yksi.", "kaksi ja", "kolme", "a", "b", "c", "d"]);
    }
}
