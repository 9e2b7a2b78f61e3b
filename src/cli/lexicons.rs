//! The lexicons of the search: those that the site names, else those of the system.

use crate::model::site::LexiconChoice;
use crate::parse::defaults::languages;
use crate::parse::toml::{self, Value};
use crate::search::{FoundLexicon, LexiconData, lexicon_package};
use crate::source::{SourcePath, SourceTree};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The lexicons that are there for the languages of the site in `root`; what is wanted and missing is reported by the compiler.
pub(super) fn find(root: &Path, tree: &SourceTree) -> BTreeMap<String, FoundLexicon> {
    let choice = choice(tree);
    let of = |lang: &String| -> Option<FoundLexicon> {
        match &choice {
            LexiconChoice::None => None,
            LexiconChoice::System => {
                let package = lexicon_package(lang)?;
                package.places.iter().find_map(|place| read(package.name, Path::new(place)))
            }
            LexiconChoice::Paths(paths) => {
                let path = paths.get(lang)?;
                read(&file_name(path), &root.join(path))
            }
        }
    };
    languages(tree).into_par_iter().filter_map(|lang| Some((lang.clone(), of(&lang)?))).collect()
}

fn read(name: &str, path: &Path) -> Option<FoundLexicon> {
    let bytes = |path: PathBuf| std::fs::read(path).ok().map(Arc::<[u8]>::from);
    let data = match path.extension().and_then(|ending| ending.to_str()) {
        Some("vfst") => LexiconData::Voikko(bytes(path.to_owned())?),
        _ => LexiconData::Hunspell { affixes: bytes(path.with_extension("aff"))?, words: bytes(path.with_extension("dic"))? },
    };
    Some(FoundLexicon::new(name, data))
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// What the site's file says, as far as it can be read.
fn choice(tree: &SourceTree) -> LexiconChoice {
    let path = SourcePath::new(super::site::SITE_FILE);
    let Some(text) = tree.get(&path).map(|file| crate::parse::text(&path, &file.bytes).text) else { return LexiconChoice::System };
    let file = toml::parse(&path, &text);
    match file.table.get("lexicons").map(|node| &node.value) {
        Some(Value::String(word)) if word == "none" => LexiconChoice::None,
        Some(Value::Table(table)) => LexiconChoice::Paths(
            table
                .entries
                .iter()
                .filter_map(|entry| match &entry.node.value {
                    Value::String(path) => Some((entry.key.clone(), path.clone())),
                    _ => None,
                })
                .collect(),
        ),
        _ => LexiconChoice::System,
    }
}
