//! Events to HTML: words, code, footnotes; elements and links have files of their own.

use super::Explained;
use crate::model::Key;
use crate::parse::markdown::Spanned;
use crate::resolve::OfWords;
use crate::view::context::View;
use crate::view::html::{attribute, escape, escaped};
use pulldown_cmark::{Alignment, Event, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Writes the events of one item as HTML.
pub(super) struct Writer<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) prefix: &'v str,
    pub(super) footnotes: BTreeMap<String, usize>,
    /// The numbers of the footnotes that are cited already.
    pub(super) cited: BTreeSet<usize>,
    pub(super) out: String,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) heads: Vec<String>,
    pub(super) in_head: bool,
    /// The place of the words' language in the site's languages.
    pub(super) language: usize,
    /// How many elements are open in which terms are not explained: headings, links, code.
    pub(super) plain: usize,
    /// What the item speaks of.
    pub(super) speaks: Option<&'v OfWords>,
    /// The terms that are explained already.
    pub(super) explained: &'v mut Explained,
}

impl Writer<'_, '_> {
    pub(super) fn html(&mut self, events: &[Spanned<'_>]) -> String {
        // Markup is about as long as the words; growing bit by bit would copy them again and again.
        let bytes = events.first().zip(events.last()).map_or(0, |((_, first), (_, last))| last.end.saturating_sub(first.start));
        self.out.reserve(bytes + bytes / 2);
        let mut index = 0;
        while let Some((event, _)) = events.get(index) {
            index = self.event(event, events, index);
        }
        std::mem::take(&mut self.out)
    }

    /// The same without explaining terms.
    pub(super) fn plain(&mut self, events: &[Spanned<'_>]) -> String {
        self.plain += 1;
        let html = self.html(events);
        self.plain -= 1;
        html
    }

    /// Writes the words of a file that come from its byte `at`. A term leads to the glossary where it stands first.
    fn words(&mut self, text: &str, at: usize) {
        let speaks = self.speaks.filter(|_| self.plain == 0);
        let found = speaks.map(|speaks| speaks.mentions_in(self.language, at)).unwrap_or_default();
        let inside = found.iter().filter(|mention| text.get(mention.range.clone()).is_some());
        self.explaining(text, inside.map(|mention| (mention.range.clone(), mention.term.as_str())));
    }

    /// Writes words that stand in no file. A term leads to the glossary where it stands first.
    pub(super) fn generated(&mut self, text: &str) {
        let view = self.view;
        let mentions = view.site.resolved.mentions.get(self.language).filter(|_| self.plain == 0);
        let meant = self.speaks.map(|speaks| &speaks.meant);
        let found = mentions.map(|mentions| mentions.find(text)).unwrap_or_default();
        self.explaining(text, found.into_iter().filter(|(_, term)| meant.is_some_and(|meant| meant.contains(*term))));
    }

    fn explaining<'t>(&mut self, text: &str, found: impl Iterator<Item = (Range<usize>, &'t str)>) {
        let view = self.view;
        let mut from = 0;
        for (range, term) in found {
            if self.explained.contains(term) {
                continue;
            }
            let url = view.link(&Key::new("term", term)).url;
            if url.is_empty() {
                continue;
            }
            self.explained.insert(term.to_owned());
            escape(&text[from..range.start], &mut self.out);
            let definition = view.site.model.terms.get(term).map(|term| view.text(&term.definition).text);
            self.anchor(&url, &escaped(&text[range.clone()]), None, Some("term"), definition.as_deref());
            from = range.end;
        }
        escape(&text[from..], &mut self.out);
    }

    /// Writes the event at `index` and gives the index of the next one to write.
    pub(super) fn event(&mut self, event: &Event<'_>, events: &[Spanned<'_>], index: usize) -> usize {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => return self.link(*link_type, dest_url, title, events, index),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text, events.get(index).map_or(0, |(_, range)| range.start)),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape(text, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => self.out.push_str(if *done {
                "<span class=\"box\" aria-hidden=\"true\">☑</span> "
            } else {
                "<span class=\"box\" aria-hidden=\"true\">☐</span> "
            }),
            // Raw HTML is an error and never reaches a page; mathematics is not switched on.
            Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => escape(text, &mut self.out),
        }
        index + 1
    }

    fn footnote_reference(&mut self, label: &str) {
        let number = self.footnotes.get(label).copied().unwrap_or(0);
        let spoken = self.view.message_with("footnote-reference", &[("number", crate::i18n::Arg::Number(i64::try_from(number).unwrap_or(0)))]);
        self.out.push_str("<sup><a");
        // The way back leads to where the note is cited first.
        if self.cited.insert(number) {
            attribute("id", &format!("{}note-reference-{number}", self.prefix), &mut self.out);
        }
        attribute("href", &format!("#{}note-{number}", self.prefix), &mut self.out);
        attribute("aria-label", &spoken, &mut self.out);
        self.out.push_str(&format!(">{number}</a></sup>"));
    }
}
