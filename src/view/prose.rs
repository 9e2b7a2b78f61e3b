//! Markdown events to HTML, with references to records resolved for one page.
//!
//! The parser's own HTML writer is not used: it writes style attributes, unlabelled checkboxes and footnote ids that collide.

use super::context::View;
use super::html::{attribute, escape, escaped};
use super::types::{Behind, Html, Prose, Section, Text};
use crate::i18n::sentences::deadlines;
use crate::model::records::Term;
use crate::model::{Item, Key};
use crate::parse::markdown::{Block, BlockName, MarkdownFile, Spanned, plain, split_reference};
use crate::resolve::parity::BlockState;
use crate::resolve::rulings::{Effective, effective};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut writer = Writer {
        view,
        prefix,
        footnotes: footnote_numbers(file),
        out: String::new(),
        alignments: Vec::new(),
        column: 0,
        heads: Vec::new(),
        in_head: false,
        language,
        plain: 0,
        meant: view.site.resolved.meant.get(&item.key),
        explained,
    };
    // Where an item is embedded, its plain summary stands in place of the lead.
    let lead = file.block(&BlockName::Lead).filter(|_| prefix.is_empty()).map(|block| Html(writer.html(&block.events))).unwrap_or_default();
    let sections = file.sections().map(|block| section(view, &mut writer, item, block, prefix, deeper)).collect();
    let footnotes = Html(footnotes(&mut writer, file));
    Prose { lead, sections, footnotes, lang: view.foreign(language) }
}

fn section(view: &View<'_>, writer: &mut Writer<'_, '_>, item: &Item, block: &Block, prefix: &str, deeper: u8) -> Section {
    Section {
        id: format!("{prefix}{}", block.name.as_str()),
        level: (block.level + deeper).min(6),
        title: in_words(view, &block.heading),
        heading: Html(writer.plain(&block.heading)),
        body: Html(writer.html(&block.events)),
        behind: behind(view, item, &block.name),
    }
}

/// That the other language of a block is newer.
pub fn behind(view: &View<'_>, item: &Item, block: &BlockName) -> Option<Behind> {
    let status = view.site.resolved.blocks.get(&item.key)?.iter().find(|status| &status.name == block)?;
    if status.states.get(view.language) != Some(&BlockState::Behind) {
        return None;
    }
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
    let end = lead.events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))).unwrap_or(lead.events.len());
    Text { text: in_words(view, &lead.events[..end]), lang: view.foreign(language) }
}

/// Events as plain text, with references in words.
pub fn in_words(view: &View<'_>, events: &[Spanned]) -> String {
    let mut text = String::new();
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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn footnote_numbers(file: &MarkdownFile) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for (event, _) in file.blocks.iter().flat_map(|block| block.heading.iter().chain(&block.events)) {
        if let Event::FootnoteReference(label) = event {
            let next = numbers.len() + 1;
            numbers.entry(label.to_string()).or_insert(next);
        }
    }
    numbers
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

struct Writer<'v, 'a> {
    view: &'v View<'a>,
    prefix: &'v str,
    footnotes: BTreeMap<String, usize>,
    out: String,
    alignments: Vec<Alignment>,
    column: usize,
    heads: Vec<String>,
    in_head: bool,
    /// The place of the words' language in the site's languages.
    language: usize,
    /// How many elements are open in which terms are not explained: headings, links, code.
    plain: usize,
    /// The terms that the item speaks of.
    meant: Option<&'v BTreeSet<String>>,
    /// The terms that are explained already.
    explained: &'v mut Explained,
}

impl<'a> Writer<'_, 'a> {
    fn html(&mut self, events: &[Spanned]) -> String {
        let mut index = 0;
        while let Some((event, _)) = events.get(index) {
            index = self.event(event, events, index);
        }
        std::mem::take(&mut self.out)
    }

    /// The same without explaining terms.
    fn plain(&mut self, events: &[Spanned]) -> String {
        self.plain += 1;
        let html = self.html(events);
        self.plain -= 1;
        html
    }

    /// Writes words. A term leads to the glossary where it stands first.
    fn words(&mut self, text: &str) {
        let view = self.view;
        let mentions = view.site.resolved.mentions.get(self.language).filter(|_| self.plain == 0);
        let mut from = 0;
        for (range, term) in mentions.map(|mentions| mentions.find(text)).unwrap_or_default() {
            let url = view.link(&Key::new("term", term)).url;
            if url.is_empty() || !self.meant.is_some_and(|meant| meant.contains(term)) || !self.explained.insert(term.to_owned()) {
                continue;
            }
            escape(&text[from..range.start], &mut self.out);
            let definition = view.site.model.terms.get(term).map(|term| view.text(&term.definition).text);
            self.anchor(&url, &escaped(&text[range.clone()]), None, Some("term"), definition.as_deref());
            from = range.end;
        }
        escape(&text[from..], &mut self.out);
    }

    /// Writes the event at `index` and gives the index of the next one to write.
    fn event(&mut self, event: &Event<'static>, events: &[Spanned], index: usize) -> usize {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => return self.link(*link_type, dest_url, title, events, index),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text),
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
        attribute("id", &format!("{}note-reference-{number}", self.prefix), &mut self.out);
        attribute("href", &format!("#{}note-{number}", self.prefix), &mut self.out);
        attribute("aria-label", &spoken, &mut self.out);
        self.out.push_str(&format!(">{number}</a></sup>"));
    }

    fn link(&mut self, link_type: LinkType, destination: &str, title: &str, events: &[Spanned], index: usize) -> usize {
        let end = (index + 1..events.len()).find(|at| matches!(events[*at].0, Event::End(TagEnd::Link))).unwrap_or(events.len());
        let inside = &events[index + 1..end];
        let outer = std::mem::take(&mut self.out);
        // The words of a reference that leads nowhere are words like others.
        let leads = split_reference(destination).is_none_or(|(kind, id, _)| {
            let key = Key::new(kind, id);
            !self.view.link(&key).url.is_empty() || self.term_of(&key).is_some()
        });
        let own_words = if leads { self.plain(inside) } else { self.html(inside) };
        self.out = outer;
        if link_type == LinkType::Email {
            self.anchor(&format!("mailto:{destination}"), &own_words, None, None, None);
        } else if let Some((kind, id, anchor)) = split_reference(destination) {
            self.reference(&Key::new(kind, id), anchor, title, &own_words);
        } else if let Some(anchor) = destination.strip_prefix('#') {
            self.anchor(&format!("#{}{anchor}", self.prefix), &own_words, None, None, None);
        } else {
            self.anchor(destination, &own_words, None, None, None);
        }
        end + 1
    }

    fn reference(&mut self, key: &Key, anchor: Option<&str>, form: &str, own_words: &str) {
        let view = self.view;
        let (content, lang) = if own_words.is_empty() {
            let words = words(view, key, form);
            (escaped(&words.text), words.lang)
        } else {
            (own_words.to_owned(), None)
        };
        let mut url = view.link(key).url;
        if let (Some(anchor), false) = (anchor, url.is_empty()) {
            url = format!("{}#{anchor}", url.split('#').next().unwrap_or_default());
        }
        let term = if key.kind.as_str() == "term" { view.site.model.terms.get(&key.id) } else { self.term_of(key).filter(|_| url.is_empty()) };
        let (class, title) = match (key.kind.as_str(), term) {
            (_, Some(term)) => {
                url = view.link(&Key::new("term", &term.id)).url;
                (Some("term"), Some(view.text(&term.definition).text))
            }
            ("fact", None) => (Some("fact"), view.fact(&key.id).map(|fact| fact.text.text)),
            _ => (None, None),
        };
        if term.is_some() || view.site.resolved.routes.has_page(key) {
            self.explain(key);
        }
        if url.is_empty() {
            match lang {
                Some(lang) => {
                    self.out.push_str("<span");
                    attribute("lang", &lang, &mut self.out);
                    self.out.push('>');
                    self.out.push_str(&content);
                    self.out.push_str("</span>");
                }
                None if own_words.is_empty() => self.words(&words(view, key, form).text),
                None => self.out.push_str(&content),
            }
        } else {
            self.anchor(&url, &content, lang.as_deref(), class, title.as_deref());
        }
    }

    /// The term that names a record.
    fn term_of(&self, key: &Key) -> Option<&'a Term> {
        self.view.site.model.terms.values().find(|term| term.about.as_ref().is_some_and(|about| &about.key == key))
    }

    /// A reference to a term, or to the record that it names, explains it.
    fn explain(&mut self, key: &Key) {
        match self.term_of(key) {
            Some(term) => self.explained.insert(term.id.clone()),
            None => key.kind.as_str() == "term" && self.explained.insert(key.id.clone()),
        };
    }

    fn anchor(&mut self, url: &str, content: &str, lang: Option<&str>, class: Option<&str>, title: Option<&str>) {
        self.out.push_str("<a");
        attribute("href", url, &mut self.out);
        if let Some(lang) = lang {
            attribute("lang", lang, &mut self.out);
        }
        if let Some(class) = class {
            attribute("class", class, &mut self.out);
        }
        if let Some(title) = title {
            attribute("title", title, &mut self.out);
        }
        if url.starts_with("http") {
            attribute("rel", "external", &mut self.out);
        }
        self.out.push('>');
        self.out.push_str(content);
        self.out.push_str("</a>");
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => {
                self.plain += 1;
                self.out.push_str("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(language) = kind
                    && let Some(language) = language.split_whitespace().next()
                {
                    attribute("class", &format!("language-{language}"), &mut self.out);
                }
                self.out.push('>');
            }
            Tag::List(Some(1)) => self.out.push_str("<ol>"),
            Tag::List(Some(start)) => self.out.push_str(&format!("<ol start=\"{start}\">")),
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(alignments) => {
                self.alignments = alignments.clone();
                self.heads.clear();
                self.out.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\"><table class=\"stack\">");
            }
            Tag::TableHead => {
                self.column = 0;
                self.in_head = true;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<s>"),
            _ => {}
        }
    }

    fn cell(&mut self) {
        let element = if self.in_head { "th" } else { "td" };
        self.out.push('<');
        self.out.push_str(element);
        if self.in_head {
            attribute("scope", "col", &mut self.out);
        } else if let Some(head) = self.heads.get(self.column).filter(|head| !head.is_empty()) {
            let head = head.clone();
            attribute("data-label", &head, &mut self.out);
        }
        if self.alignments.get(self.column) == Some(&Alignment::Right) {
            attribute("class", "end", &mut self.out);
        }
        self.out.push('>');
        if self.in_head {
            self.heads.push(String::new());
        }
        self.column += 1;
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.out.push_str("<blockquote>") };
        let (class, message) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        let label = self.view.message(message);
        self.out.push_str("<div role=\"note\"");
        attribute("class", &format!("alert alert-{class}"), &mut self.out);
        self.out.push_str("><p class=\"alert-label\">");
        escape(&label, &mut self.out);
        self.out.push_str("</p>");
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::CodeBlock {
            self.plain = self.plain.saturating_sub(1);
        }
        let text = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => {
                self.note_head();
                "</th>"
            }
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</s>",
            _ => "",
        };
        self.out.push_str(text);
    }

    /// Keeps the words of the head cell that ends here: narrow screens show them beside each cell.
    fn note_head(&mut self) {
        let Some(start) = self.out.rfind("<th") else { return };
        let cell = &self.out[start..];
        let content = cell.find('>').map_or("", |end| &cell[end + 1..]);
        let mut words = String::new();
        let mut inside = false;
        for character in content.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(character),
                _ => {}
            }
        }
        if let Some(head) = self.heads.last_mut() {
            *head = words.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        }
    }
}
