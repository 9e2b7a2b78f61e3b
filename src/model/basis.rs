//! What everything that follows from a site rests on, as fingerprints: whoever finds the same again need not make it again.

use super::language::Entry;
use super::{Key, Model};
use crate::parse::markdown::MarkdownFile;
use crate::source::{FileKind, Fingerprint, ItemPart, SourceTree, kind_of};
use std::collections::BTreeMap;

/// The words of every item, and all the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Of all files but the words of items and what editors confirmed of them; and of what others than the item itself show or check of
    /// words without reading them: titles, the names of sections, and references.
    pub rest: Fingerprint,
    /// Of the words of each item in all languages, and of what editors confirmed.
    words: BTreeMap<Key, Fingerprint>,
}

impl Basis {
    /// What `model` rests on, which was made of the files of `tree`; `settings` is of what else it depends on.
    pub fn of(tree: &SourceTree, model: &Model, settings: &Fingerprint) -> Self {
        let mut rest = blake3::Hasher::new();
        rest.update(settings);
        let mut of_words: BTreeMap<Key, blake3::Hasher> = BTreeMap::new();
        for (path, file) in tree.iter() {
            let own = match kind_of(path) {
                FileKind::Item(kind, id, ItemPart::Words(_) | ItemPart::Ledger) => of_words.entry(Key::new(kind.as_str(), &id)).or_default(),
                _ => &mut rest,
            };
            add(own, path.as_str());
            own.update(&file.fingerprint);
        }
        for item in model.items.values() {
            [item.key.kind.as_str(), &item.key.id].into_iter().for_each(|part| add(&mut rest, part));
            for entry in item.words.iter() {
                match entry {
                    Entry::Value(file) => add_outside(&mut rest, file),
                    // Waivers stand in files of facts.
                    Entry::Waived(_) => count(&mut rest, 0),
                }
            }
        }
        let words = of_words.into_iter().map(|(key, hasher)| (key, *hasher.finalize().as_bytes())).collect();
        Basis { rest: *rest.finalize().as_bytes(), words }
    }

    /// The fingerprint of an item's words; `None` of what has none.
    pub fn words(&self, key: &Key) -> Option<&Fingerprint> {
        self.words.get(key)
    }
}

/// Adds what is known of a file's words outside of its item.
fn add_outside(hasher: &mut blake3::Hasher, file: &MarkdownFile) {
    add(hasher, &file.title());
    count(hasher, file.blocks.len());
    file.blocks.iter().for_each(|block| add(hasher, block.name.as_str()));
    count(hasher, file.references.len());
    for reference in &file.references {
        [&reference.kind, &reference.id].into_iter().for_each(|text| add(hasher, text));
        add(hasher, reference.anchor.as_deref().unwrap_or_default());
    }
}

/// Adds a text with its length, so that no two lists of texts give the same.
fn add(hasher: &mut blake3::Hasher, text: &str) {
    count(hasher, text.len());
    hasher.update(text.as_bytes());
}

fn count(hasher: &mut blake3::Hasher, number: usize) {
    hasher.update(&(number as u64).to_le_bytes());
}
