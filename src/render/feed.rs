//! The change feed of every language (Atom, RFC 4287): what has changed for readers, the latest first.

use super::xml;
use crate::model::records::Change;
use crate::model::{Key, Model, PerLang};
use crate::render::OutputTree;
use crate::resolve::{Resolved, asof};
use jiff::civil::Date;
use quick_xml::Writer;
use std::io;

/// How many changes a feed tells.
const ENTRIES: usize = 100;

type Xml = Writer<Vec<u8>>;

/// Adds the feeds to `files`.
pub fn add(model: &Model, resolved: &Resolved, base_url: &str, files: &mut OutputTree) {
    for (index, language) in model.languages().ids().enumerate() {
        let feed = Feed { model, resolved, base_url, language: index };
        files.insert(format!("{language}/feed.atom"), xml::document(|writer| feed.write(writer)));
    }
}

struct Feed<'a> {
    model: &'a Model,
    resolved: &'a Resolved,
    base_url: &'a str,
    language: usize,
}

/// A change of an item, with its number in the item, from 1.
struct Entry<'a> {
    key: &'a Key,
    number: usize,
    change: &'a Change,
}

impl Feed<'_> {
    fn write(&self, writer: &mut Xml) -> io::Result<()> {
        let site = &self.model.site;
        let lang = self.lang(self.language);
        let home = format!("{}{lang}/", self.base_url);
        let entries = self.entries();
        let updated = entries.first().map_or(site.as_of, |entry| entry.change.on);
        let feed = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).with_attribute(("xml:lang", lang));
        feed.write_inner_content(|writer| {
            xml::text(writer, "id", &urn(&format!("{}/feed/{lang}", site.id)))?;
            self.texts(writer, "title", &site.title)?;
            if let Some(tagline) = &site.tagline {
                self.texts(writer, "subtitle", tagline)?;
            }
            xml::text(writer, "updated", &moment(updated))?;
            xml::empty(writer, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &format!("{home}feed.atom"))])?;
            xml::empty(writer, "link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang), ("href", &home)])?;
            let author = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
            let name = author.or_other(self.language).map_or("", |(_, name)| name);
            writer.create_element("author").write_inner_content(|writer| xml::text(writer, "name", name))?;
            entries.iter().try_for_each(|entry| self.entry(writer, entry))
        })?;
        Ok(())
    }

    /// The changes, the latest first; of one day by item, the later change first.
    fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = self
            .model
            .items
            .iter()
            .flat_map(|(key, item)| item.changes.iter().enumerate().map(move |(index, change)| Entry { key, number: index + 1, change }))
            .collect();
        entries.sort_by(|a, b| b.change.on.cmp(&a.change.on).then_with(|| a.key.cmp(b.key)).then_with(|| b.number.cmp(&a.number)));
        entries.truncate(ENTRIES);
        entries
    }

    fn entry(&self, writer: &mut Xml, entry: &Entry<'_>) -> io::Result<()> {
        let lang = self.lang(self.language);
        writer.create_element("entry").write_inner_content(|writer| {
            xml::text(writer, "id", &urn(&format!("{}/{}/{}/{lang}", self.model.site.id, entry.key, entry.number)))?;
            if let Some(name) = self.model.records.get(entry.key).and_then(|record| asof::name(record, self.model.site.as_of)) {
                self.texts(writer, "title", name.name)?;
            }
            xml::text(writer, "updated", &moment(entry.change.on))?;
            let languages = std::iter::once(self.language).chain(0..self.model.languages().list.len());
            let page = languages.into_iter().find_map(|language| Some((language, self.resolved.routes.path(entry.key, language)?)));
            if let Some((language, path)) = page {
                let address = format!("{}{}", self.base_url, path.trim_start_matches('/'));
                xml::empty(writer, "link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", self.lang(language)), ("href", &address)])?;
            }
            self.texts(writer, "summary", &entry.change.text)
        })?;
        Ok(())
    }

    fn lang(&self, language: usize) -> &str {
        self.model.languages().list.get(language).map_or("", |language| &language.id)
    }

    /// The text in the feed's language, or in another one, marked.
    fn texts(&self, writer: &mut Xml, element: &str, texts: &PerLang<String>) -> io::Result<()> {
        match texts.or_other(self.language) {
            Some((language, text)) if language == self.language => xml::text(writer, element, text),
            Some((language, text)) => xml::text_with(writer, element, &[("xml:lang", self.lang(language))], text),
            None => xml::text(writer, element, ""),
        }
    }
}

/// A day as Atom writes a time.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// A name that stays the same wherever the site stands: a UUID of version 8 (RFC 9562), of the fingerprint of `name`.
fn urn(name: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn ids_are_uuids_and_stay_the_same() {
        let id = urn("site/task:a/1/fi");
        assert_eq!(id, urn("site/task:a/1/fi"));
        assert_ne!(id, urn("site/task:a/2/fi"));
        let uuid = id.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert_eq!(&uuid[14..15], "8", "version 8");
    }
}
