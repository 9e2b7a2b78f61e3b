//! Markdown events to HTML, with references to records resolved for one page.
//!
//! The parser's own HTML writer is not used: it writes style attributes, unlabelled checkboxes and footnote ids that collide.

mod elements;
mod links;
mod writer;

use crate::i18n::sentences::deadlines;
use crate::model::{Item, Key};
use crate::parse::markdown::{Block, BlockName, MarkdownFile, Spanned, in_one_line, plain, split_reference};
use crate::resolve::parity::{BlockState, BlockStatus};
use crate::resolve::rulings::{Effective, effective};
use crate::view::context::View;
use crate::view::html::attribute;
use crate::view::types::{Behind, Html, Prose, Section, Text};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use writer::Writer;

/// The messages that prose is printed with.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("alert-note", &[]),
    ("alert-tip", &[]),
    ("alert-important", &[]),
    ("alert-warning", &[]),
    ("alert-caution", &[]),
    ("footnote-reference", &["number"]),
    ("footnote-back", &["number"]),
];

/// The terms that a page has explained so far.
pub type Explained = BTreeSet<String>;

/// The prose of an item on its own page.
pub fn item(view: &View<'_>, item: &Item) -> Prose {
    first(view, item, &mut Explained::new())
}

/// The prose of an item on its own page, with the prose of others after it.
pub fn first(view: &View<'_>, item: &Item, explained: &mut Explained) -> Prose {
    prose(view, item, "", 0, explained)
}

/// The prose of an item embedded in another page, two levels deeper; its ids begin with the item's id.
pub fn embedded(view: &View<'_>, item: &Item, explained: &mut Explained) -> Prose {
    prose(view, item, &format!("{}-", item.key.id), 2, explained)
}

fn prose(view: &View<'_>, item: &Item, prefix: &str, deeper: u8, explained: &mut Explained) -> Prose {
    let Some((language, file)) = item.words.or_other(view.language) else { return Prose::default() };
    // Where an item is embedded, its plain summary stands in place of the lead.
    let written = || file.blocks.iter().filter(|block| prefix.is_empty() || block.name != BlockName::Lead);
    let speaks = view.site.resolved.words.get(&item.key).map(|words| &***words);
    let mut writer = Writer {
        view,
        prefix,
        footnotes: footnote_numbers(written()),
        cited: BTreeSet::new(),
        out: String::new(),
        alignments: Vec::new(),
        column: 0,
        heads: Vec::new(),
        in_head: false,
        language,
        plain: 0,
        speaks,
        explained,
    };
    let lead = written().find(|block| block.name == BlockName::Lead).map(|block| Html(writer.html(&block.events.list()))).unwrap_or_default();
    let behind = speaks.map(|words| all_behind(view, &words.blocks)).unwrap_or_default();
    let of_block = |block: &Block| behind.get(&block.name).and_then(|status| behind_in(view, item, status));
    let sections = file.sections().map(|block| Section { behind: of_block(block), ..section(view, &mut writer, block, prefix, deeper) }).collect();
    let footnotes = Html(footnotes(&mut writer, file));
    Prose { lead, sections, footnotes, lang: view.foreign(language) }
}

fn section(view: &View<'_>, writer: &mut Writer<'_, '_>, block: &Block, prefix: &str, deeper: u8) -> Section {
    Section {
        id: format!("{prefix}{}", block.name.as_str()),
        level: (block.level + deeper).min(6),
        title: in_words(view, &block.heading),
        heading: Html(writer.plain(&block.heading)),
        body: Html(writer.html(&block.events.list())),
        behind: None,
    }
}

/// That the other language of a block is newer.
pub fn behind(view: &View<'_>, item: &Item, block: &BlockName) -> Option<Behind> {
    let status = view.site.resolved.blocks(&item.key).iter().find(|status| &status.name == block)?;
    is_behind(view, status).then(|| behind_in(view, item, status))?
}

fn is_behind(view: &View<'_>, status: &BlockStatus) -> bool {
    status.states.get(view.language) == Some(&BlockState::Behind)
}

/// The blocks of which another language is newer.
fn all_behind<'a>(view: &View<'_>, blocks: &'a [BlockStatus]) -> BTreeMap<&'a BlockName, &'a BlockStatus> {
    blocks.iter().filter(|status| is_behind(view, status)).map(|status| (&status.name, status)).collect()
}

/// What is newer than a block that is behind.
fn behind_in(view: &View<'_>, item: &Item, status: &BlockStatus) -> Option<Behind> {
    let block = &status.name;
    let other = status.states.iter().position(|state| *state == BlockState::Changed)?;
    let path = view.site.resolved.routes.path(&item.key, other)?;
    let place = if matches!(block, BlockName::Section(_)) { format!("{path}#{}", block.as_str()) } else { path.to_owned() };
    let heading = item.words.get(view.language).and_then(|file| file.block(block)).map(|block| plain(&block.heading)).unwrap_or_default();
    let language = &view.site.model.languages().list[other];
    Some(Behind {
        block: block.as_str().to_owned(),
        heading,
        confirmed_on: view.day(status.confirmed_on?),
        newer: super::types::Link { url: view.url(&place), text: language.name.clone(), lang: Some(language.id.to_string()), current: false },
    })
}

/// The plain summary of an item: its first paragraph, with references in words.
pub fn summary(view: &View<'_>, item: &Item) -> Text {
    let Some((language, file)) = item.words.or_other(view.language) else { return Text::default() };
    let Some(lead) = file.block(&BlockName::Lead) else { return Text::default() };
    let first: Vec<Spanned<'_>> = lead.events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Paragraph))).collect();
    Text { text: in_words(view, &first), lang: view.foreign(language) }
}

/// Events as plain text, with references in words.
pub fn in_words(view: &View<'_>, events: &[Spanned<'_>]) -> String {
    let letters = |(event, _): &Spanned<'_>| if let Event::Text(part) | Event::Code(part) = event { part.len() } else { 1 };
    let mut text = String::with_capacity(events.iter().map(letters).sum());
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => text.push(' '),
            Event::Start(Tag::Link { dest_url, title, .. }) if matches!(events.get(index + 1), Some((Event::End(TagEnd::Link), _))) => {
                if let Some((kind, id, _)) = split_reference(dest_url) {
                    text.push_str(&words(view, &Key::new(kind, id), title).text);
                }
            }
            _ => {}
        }
    }
    in_one_line(text)
}

/// What a reference without words of its own says.
fn words(view: &View<'_>, key: &Key, form: &str) -> Text {
    let own = |text: String| Text { text, lang: None };
    match key.kind.as_str() {
        "deadline" => own(deadline_phrase(view, &key.id).unwrap_or_else(|| view.name(key).text)),
        "channel" => match view.site.model.channels.get(&key.id).and_then(|channel| channel.address.clone()) {
            Some(address) => own(address),
            None if form.is_empty() => view.name(key),
            None => view.name_in_form(key, form),
        },
        "threshold" => match view.site.model.thresholds.get(&key.id).and_then(|threshold| threshold.value) {
            Some(number) => own(view.catalogue.numbers.format(number)),
            None => view.name(key),
        },
        "fact" => own(key.id.clone()),
        _ if form.is_empty() => view.name(key),
        _ => view.name_in_form(key, form),
    }
}

/// What the guidance says of a deadline, as a phrase.
pub fn deadline_phrase(view: &View<'_>, id: &str) -> Option<String> {
    let deadline = view.site.model.deadlines.get(id)?;
    match effective(view.site.model, view.site.resolved, deadline) {
        Effective::Variant(variant) => Some(deadlines::variant(&view.wording(), deadline, variant)),
        Effective::Own(_, Some(rule)) => Some(deadlines::phrase(&view.wording(), rule, &deadline.anchors)),
        Effective::Own(text, None) => Some(view.text(text).text),
        Effective::Undecided => None,
    }
}

/// The footnotes that the blocks cite, numbered in the order in which they are cited first.
fn footnote_numbers<'a>(blocks: impl Iterator<Item = &'a Block>) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for label in blocks.flat_map(|block| block.heading.iter().map(|(event, _)| event).chain(block.events.others())).filter_map(footnote_reference) {
        let next = numbers.len() + 1;
        numbers.entry(label.to_owned()).or_insert(next);
    }
    numbers
}

fn footnote_reference<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    if let Event::FootnoteReference(label) = event { Some(label) } else { None }
}

fn footnotes(writer: &mut Writer<'_, '_>, file: &MarkdownFile) -> String {
    if writer.footnotes.is_empty() {
        return String::new();
    }
    let mut ordered: Vec<(usize, String)> = writer.footnotes.iter().map(|(label, number)| (*number, label.clone())).collect();
    ordered.sort();
    let mut out = String::from("<ol>");
    for (number, label) in ordered {
        let text = file.footnotes.iter().find(|footnote| footnote.label == label).map(|footnote| writer.html(&footnote.events)).unwrap_or_default();
        let back = writer.view.message_with("footnote-back", &[("number", crate::i18n::Arg::Number(i64::try_from(number).unwrap_or(0)))]);
        out.push_str("<li");
        attribute("id", &format!("{}note-{number}", writer.prefix), &mut out);
        out.push('>');
        out.push_str(&text);
        out.push_str("<a");
        attribute("href", &format!("#{}note-reference-{number}", writer.prefix), &mut out);
        attribute("aria-label", &back, &mut out);
        out.push_str(">↩</a></li>");
    }
    out.push_str("</ol>");
    out
}
