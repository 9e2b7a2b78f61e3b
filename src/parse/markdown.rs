//! Markdown to blocks: a title, a lead and sections, each a run of events with their places.
//!
//! CommonMark with GFM tables, task lists, footnotes and alerts, and heading ids (`## Heading {#id}`). Raw HTML and URL schemes
//! that pages do not link to are findings.

mod canonical;
mod check;
mod events;

pub(crate) use canonical::has_plain_spaces;
pub use canonical::{canonical, in_one_line};
pub use events::Events;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::source::SourcePath;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// An event of the Markdown parser with the bytes that it comes from.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// A parsed Markdown file.
#[derive(Clone, Debug)]
pub struct MarkdownFile {
    /// The file.
    pub path: SourcePath,
    /// The blocks in order: title, lead, then the sections.
    pub blocks: Vec<Block>,
    /// The texts of footnotes, by label.
    pub footnotes: Vec<Footnote>,
    /// References to records, in order.
    pub references: Vec<ProseReference>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The places of the blocks in the order of their names, where there are many.
    by_name: OnceLock<Box<[usize]>>,
}

/// Up to so many blocks are looked through one after the other.
const FEW_BLOCKS: usize = 16;

/// Which block of an item's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockName {
    /// The first line.
    Title,
    /// All before the first section heading.
    Lead,
    /// A heading with its own text, up to the next heading.
    Section(String),
}

impl BlockName {
    /// The block's name in the ledger and in findings.
    pub fn as_str(&self) -> &str {
        match self {
            BlockName::Title => "title",
            BlockName::Lead => "lead",
            BlockName::Section(id) => id,
        }
    }
}

/// One block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its name.
    pub name: BlockName,
    /// Heading level: 1 for the title, 0 for the lead, 2 to 6 for sections.
    pub level: u8,
    /// The events inside the heading; empty for the lead.
    pub heading: Vec<Spanned<'static>>,
    /// The events of the block's own text.
    pub events: Events,
    /// All bytes of the block.
    pub span: Range<usize>,
}

impl Block {
    /// The bytes of its beginning: the heading's first words, or else the first event.
    pub fn start(&self) -> Range<usize> {
        self.heading.first().map(|(_, range)| range.clone()).or(self.events.first()).unwrap_or(self.span.clone())
    }

    /// Heading and text in the form in which two versions are compared and confirmed.
    pub fn text(&self) -> String {
        let heading = canonical(&self.heading);
        let text = canonical(&self.events.list());
        match (heading.is_empty(), text.is_empty()) {
            (true, _) => text,
            (false, true) => heading,
            (false, false) => format!("{heading}\n{text}"),
        }
    }
}

/// The text of one footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its label.
    pub label: String,
    /// Its events.
    pub events: Vec<Spanned<'static>>,
}

/// A link to a record: `[words](kind:id#anchor "form")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseReference {
    /// The kind before the colon.
    pub kind: String,
    /// The id after it.
    pub id: String,
    /// The section after `#`.
    pub anchor: Option<String>,
    /// The inflected form asked for.
    pub form: Option<String>,
    /// Whether the author wrote words of their own.
    pub words: bool,
    /// The block that it stands in.
    pub block: BlockName,
    /// The whole link.
    pub span: Range<usize>,
}

impl MarkdownFile {
    /// The block of this name; the first, where there are several.
    pub fn block(&self, name: &BlockName) -> Option<&Block> {
        if self.blocks.len() <= FEW_BLOCKS {
            return self.blocks.iter().find(|block| &block.name == name);
        }
        let name_at = |place: &usize| self.blocks.get(*place).map(|block| &block.name);
        let by_name = self.by_name.get_or_init(|| {
            let mut places: Vec<usize> = (0..self.blocks.len()).collect();
            places.sort_by_key(name_at);
            places.into()
        });
        let first = by_name.get(by_name.partition_point(|place| name_at(place) < Some(name)))?;
        self.blocks.get(*first).filter(|block| &block.name == name)
    }

    /// The title's text, without markup.
    pub fn title(&self) -> String {
        self.block(&BlockName::Title).map(|block| plain(&block.heading)).unwrap_or_default()
    }

    /// The sections, without title and lead.
    pub fn sections(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| matches!(block.name, BlockName::Section(_)))
    }
}

/// The options that every Markdown file of a site is read with.
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM | Options::ENABLE_HEADING_ATTRIBUTES
}

/// A file that is being read.
struct Draft<'t> {
    file: MarkdownFile,
    text: Arc<str>,
    /// The events of all blocks, which get them when all are there.
    events: Vec<Spanned<'t>>,
    /// Where those of each block begin.
    starts: Vec<usize>,
}

/// Parses the text of `path`.
pub fn parse(path: &SourcePath, text: &str) -> MarkdownFile {
    let file =
        MarkdownFile { path: path.clone(), blocks: Vec::new(), footnotes: Vec::new(), references: Vec::new(), findings: Vec::new(), by_name: OnceLock::new() };
    let mut draft = Draft { file, text: text.into(), events: Vec::with_capacity(256), starts: Vec::new() };
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    let mut depth = 0_usize;
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(Tag::Heading { .. }) if depth > 0 => {
                let place = Span::new(path, range.clone());
                draft.file.findings.push(
                    Diagnostic::new(Code::HeadingLevel, place, "a heading stands inside a quotation or a list")
                        .help("Let it stand outside, or write the words in bold."),
                );
                draft.push(event, range);
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                let heading = take_until(&mut events, |event| matches!(event, Event::End(TagEnd::Heading(_))));
                draft.open(level, id.as_deref(), heading, range);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let inside = take_until(&mut events, |event| matches!(event, Event::End(TagEnd::FootnoteDefinition)));
                draft.file.footnotes.push(Footnote { label: label.to_string(), events: inside });
            }
            event => draft.push(event, range),
        }
    }
    draft.file.references = references(&draft);
    check::check(&mut draft, text);
    let lengths: Vec<usize> = draft.blocks().map(|(_, body)| body.len()).collect();
    let Draft { mut file, text, events, .. } = draft;
    let mut events = events.into_iter();
    for (block, length) in file.blocks.iter_mut().zip(lengths) {
        block.events = Events::pack(&text, events.by_ref().take(length));
    }
    file
}

fn take_until<'t>(events: &mut impl Iterator<Item = Spanned<'t>>, end: impl Fn(&Event<'_>) -> bool) -> Vec<Spanned<'static>> {
    let mut inside: Vec<Spanned<'static>> = events.take_while(|(event, _)| !end(event)).map(|(event, range)| (event.into_static(), range)).collect();
    // They are kept as long as the site is: room for more would be lost.
    inside.shrink_to_fit();
    inside
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

impl<'t> Draft<'t> {
    fn open(&mut self, level: HeadingLevel, id: Option<&str>, heading: Vec<Spanned<'static>>, range: Range<usize>) {
        let level = level_number(level);
        let name = match (level, id) {
            (1, _) if self.file.blocks.is_empty() => BlockName::Title,
            (_, Some(id)) => BlockName::Section(id.to_owned()),
            (_, None) => BlockName::Section(String::new()),
        };
        self.add(name, level, heading, range);
    }

    fn add(&mut self, name: BlockName, level: u8, heading: Vec<Spanned<'static>>, span: Range<usize>) {
        self.file.blocks.push(Block { name, level, heading, events: Events::none(&self.text), span });
        self.starts.push(self.events.len());
    }

    /// The blocks with their events.
    fn blocks(&self) -> impl Iterator<Item = (&Block, &[Spanned<'t>])> {
        let ends = self.starts.iter().skip(1).copied().chain([self.events.len()]);
        self.file.blocks.iter().zip(self.starts.iter().zip(ends)).map(|(block, (start, end))| (block, &self.events[*start..end]))
    }

    fn push(&mut self, event: Event<'t>, range: Range<usize>) {
        let opens_lead = match self.file.blocks.last() {
            None => true,
            Some(block) => block.name == BlockName::Title,
        };
        if opens_lead {
            self.add(BlockName::Lead, 0, Vec::new(), range.clone());
        }
        if let Some(block) = self.file.blocks.last_mut() {
            block.span.end = block.span.end.max(range.end);
            self.events.push((event, range));
        }
    }
}

/// The text of `events` without markup; breaks become spaces.
pub fn plain(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

/// Splits a link's destination into kind, id and anchor, if it is a reference to a record.
pub fn split_reference(destination: &str) -> Option<(&str, &str, Option<&str>)> {
    let (kind, rest) = destination.split_once(':')?;
    let fits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte == b'.');
    let (id, anchor) = match rest.split_once('#') {
        Some((id, anchor)) => (id, Some(anchor)),
        None => (rest, None),
    };
    let scheme = matches!(kind, "http" | "https" | "mailto" | "tel");
    (!scheme && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && fits(kind) && fits(id)).then_some((kind, id, anchor))
}

fn references(draft: &Draft<'_>) -> Vec<ProseReference> {
    let mut found = Vec::new();
    for (block, body) in draft.blocks() {
        collect(&block.heading, &block.name, &mut found);
        collect(body, &block.name, &mut found);
    }
    for footnote in &draft.file.footnotes {
        collect(&footnote.events, &BlockName::Lead, &mut found);
    }
    found
}

fn collect(events: &[Spanned<'_>], block: &BlockName, found: &mut Vec<ProseReference>) {
    for (index, (event, span)) in events.iter().enumerate() {
        let Event::Start(Tag::Link { link_type, dest_url, title, .. }) = event else { continue };
        if *link_type == LinkType::Email {
            continue;
        }
        let Some((kind, id, anchor)) = split_reference(dest_url) else { continue };
        let words = !matches!(events.get(index + 1), Some((Event::End(TagEnd::Link), _)));
        found.push(ProseReference {
            kind: kind.to_owned(),
            id: id.to_owned(),
            anchor: anchor.map(str::to_owned),
            form: (!title.is_empty()).then(|| title.to_string()),
            words,
            block: block.clone(),
            span: span.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> MarkdownFile {
        parse(&SourcePath::new("content/tasks/x/fi.md"), text)
    }

    #[test]
    fn a_file_is_a_title_a_lead_and_sections() {
        let parsed = file(
            "# Otsikko\n\nTiivistelmä on tässä.\n\n## Mitä {#what}\n\nTeksti on tässä kappaleessa kokonaisena virkkeenä.\n\n### Osa {#part}\n\nToinen kappale on tässä, myös kokonaisena.\n",
        );
        assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        assert_eq!(parsed.title(), "Otsikko");
        let names: Vec<&str> = parsed.blocks.iter().map(|block| block.name.as_str()).collect();
        assert_eq!(names, ["title", "lead", "what", "part"]);
    }

    #[test]
    fn a_block_is_found_by_its_name_among_few_and_among_many() {
        for count in [2, FEW_BLOCKS, 40] {
            let sections: String = (0..count).map(|number| format!("## S {{#s{}}}\n\nText {number}.\n\n", number % 30)).collect();
            let parsed = file(&format!("# O\n\nAlku.\n\n{sections}"));
            for block in &parsed.blocks {
                let first = parsed.blocks.iter().find(|other| other.name == block.name).unwrap();
                assert!(std::ptr::eq(parsed.block(&block.name).unwrap(), first), "{count}: {:?}", block.name);
            }
            assert!(parsed.block(&BlockName::Section("t".to_owned())).is_none() && parsed.block(&BlockName::Section(String::new())).is_none());
        }
    }

    #[test]
    fn references_keep_form_anchor_and_place() {
        let text = "# O\n\nKatso [](service:patient-archive \"illative\") ja [koe](task:report-test#when).\n";
        let parsed = file(text);
        assert_eq!(parsed.references.len(), 2);
        assert_eq!(parsed.references[0].form.as_deref(), Some("illative"));
        assert!(!parsed.references[0].words);
        assert_eq!(parsed.references[1].anchor.as_deref(), Some("when"));
        assert!(parsed.references[1].words);
        assert_eq!(&text[parsed.references[1].span.clone()], "[koe](task:report-test#when)");
    }
}
