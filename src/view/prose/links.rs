//! Links and references. A reference leads to the record's page; without one it is words.

use super::words;
use super::writer::Writer;
use crate::model::Key;
use crate::model::records::Term;
use crate::parse::markdown::{Spanned, split_reference};
use crate::view::html::{attribute, escaped};
use pulldown_cmark::{Event, LinkType, TagEnd};

impl<'a> Writer<'_, 'a> {
    pub(super) fn link(&mut self, link_type: LinkType, destination: &str, title: &str, events: &[Spanned<'_>], index: usize) -> usize {
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
                None if own_words.is_empty() => self.generated(&words(view, key, form).text),
                None => self.out.push_str(&content),
            }
        } else {
            self.anchor(&url, &content, lang.as_deref(), class, title.as_deref());
        }
    }

    /// The term that names a record.
    fn term_of(&self, key: &Key) -> Option<&'a Term> {
        self.view.site.model.terms.get(self.view.site.resolved.terms.get(key)?)
    }

    /// A reference to a term, or to the record that it names, explains it.
    fn explain(&mut self, key: &Key) {
        match self.term_of(key) {
            Some(term) => self.explained.insert(term.id.clone()),
            None => key.kind.as_str() == "term" && self.explained.insert(key.id.clone()),
        };
    }

    pub(super) fn anchor(&mut self, url: &str, content: &str, lang: Option<&str>, class: Option<&str>, title: Option<&str>) {
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
}
