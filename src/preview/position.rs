//! Which file and line every block of a page comes from.

use super::editor_url;
use super::snapshot::Snapshot;
use crate::diagnostics::Span;
use crate::model::{Key, Model};
use crate::parse::markdown::BlockName;
use crate::source::{SourceTree, position};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// A place in a source file, as an editor's program opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// The file, relative to the site's folder.
    pub(super) file: String,
    /// Line, from 1.
    pub(super) line: usize,
    /// Column, from 1.
    pub(super) column: usize,
    /// The address that opens it.
    pub(super) open: String,
}

/// A part of a page and where it is written.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Positioned {
    /// The id of the element; empty for the title and the lead.
    id: String,
    /// The block or record.
    name: String,
    #[serde(flatten)]
    place: Place,
}

/// What the preview knows of a page besides its bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Positions {
    /// The record that the page shows.
    record: Option<String>,
    /// Where its facts are written.
    facts: Option<Place>,
    /// The first day on which readers get the page, where that has not come.
    draft: Option<String>,
    /// The addresses of all drafts.
    drafts: Vec<String>,
    /// The parts of the page.
    blocks: Vec<Positioned>,
    /// The address of the page's languages side by side.
    side_by_side: Option<String>,
}

/// The place of a span.
pub(super) fn place(root: &Path, tree: &SourceTree, span: &Span) -> Place {
    let text = tree.get(&span.path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
    let at = position(&text, span.start);
    Place { file: span.path.to_string(), line: at.line, column: at.column, open: editor_url(root, span.path.as_str(), at.line, at.column) }
}

/// Where the parts of the page at `path` (from the root of the site) are written.
pub(super) fn positions(root: &Path, today: jiff::civil::Date, snapshot: &Snapshot, path: &str) -> Positions {
    let Some(model) = snapshot.model() else { return Positions::default() };
    let Some((key, language)) = snapshot.subject(path) else { return Positions::default() };
    let place = |span: &Span| place(root, &snapshot.tree, span);
    let held_back = crate::model::drafts::drafts(model, today);
    let addresses = snapshot.understood.iter().flat_map(|understood| understood.resolved.routes.iter());
    let drafts = addresses.filter(|(key, _)| held_back.contains(key)).flat_map(|(_, paths)| paths.iter().flatten().cloned()).collect();
    let ids = snapshot.file(path).map(|(_, bytes)| ids(&bytes)).unwrap_or_default();
    let mut blocks = own_blocks(model, key, language, &place);
    let known: BTreeSet<String> = blocks.iter().map(|block| block.id.clone()).collect();
    blocks.extend(ids.iter().filter(|id| !known.contains(*id)).filter_map(|id| elsewhere(model, language, id, &place)));
    let record = model.records.get(key);
    Positions {
        record: Some(key.to_string()),
        facts: record.map(|record| place(&record.span)),
        draft: record.filter(|_| held_back.contains(key)).and_then(|record| record.publish_from).map(|from| from.to_string()),
        drafts,
        blocks,
        side_by_side: (model.languages().list.len() > 1).then(|| format!("{}side-by-side?path={}", super::OWN, percent(path))),
    }
}

fn own_blocks(model: &Model, key: &Key, language: usize, place: &impl Fn(&Span) -> Place) -> Vec<Positioned> {
    let Some((_, file)) = model.items.get(key).and_then(|item| item.words.or_other(language)) else { return Vec::new() };
    let blocks = file.blocks.iter().map(|block| Positioned {
        id: if matches!(block.name, BlockName::Section(_)) { block.name.as_str().to_owned() } else { String::new() },
        name: block.name.as_str().to_owned(),
        place: place(&Span::new(&file.path, block.span.clone())),
    });
    blocks.collect()
}

/// The place of an element that belongs to another record than the page's: a section of an item that is shown in the page
/// (`report-test-how`), or an entry of a list, whose id is the record's.
fn elsewhere(model: &Model, language: usize, id: &str, place: &impl Fn(&Span) -> Place) -> Option<Positioned> {
    const LISTED: [&str; 7] = ["fact", "term", "deadline", "notice", "conflict", "topic", "prerequisite"];
    let section = model.items.values().find_map(|item| {
        let section = id.strip_prefix(item.key.id.as_str())?.strip_prefix('-')?;
        let (_, file) = item.words.or_other(language)?;
        let block = file.block(&BlockName::Section(section.to_owned()))?;
        Some((format!("{}#{section}", item.key), Span::new(&file.path, block.span.clone())))
    });
    let record = || {
        let fact = model.facts.get(id).map(|fact| (format!("fact:{id}"), fact.span.clone()));
        fact.or_else(|| LISTED.iter().find_map(|kind| Some((format!("{kind}:{id}"), model.record(kind, id)?.span.clone()))))
    };
    let (name, span) = section.or_else(record)?;
    Some(Positioned { id: id.to_owned(), name, place: place(&span) })
}

/// The ids of the elements of a page.
fn ids(page: &[u8]) -> BTreeSet<String> {
    let page = String::from_utf8_lossy(page);
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// A path as a part of a query.
pub(super) fn percent(path: &str) -> String {
    path.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_a_page() {
        let page = br#"<h2 id="what">x</h2><p data-id="no" id="report-test-how">"#;
        assert_eq!(ids(page), BTreeSet::from(["what".to_owned(), "report-test-how".to_owned()]));
    }
}
