//! The built-in theme and messages under a site's own.

use super::toml::{self, Value};
use crate::source::{FileKind, SourcePath, SourceTree, kind_of};
use std::collections::BTreeSet;

/// `own` with the files of `embedded` that it does not have.
pub fn with_defaults(mut own: SourceTree, embedded: &SourceTree) -> SourceTree {
    own.fill_from(&defaults(&own, embedded));
    own
}

/// The files of `embedded` that lie under those of `own`. Of messages only those in the site's languages, which its file tells: others
/// would be reported as unknown.
pub fn defaults(own: &SourceTree, embedded: &SourceTree) -> SourceTree {
    let languages: BTreeSet<String> = languages(own).into_iter().collect();
    let mut defaults = SourceTree::default();
    for (path, file) in embedded.iter() {
        let wanted = match kind_of(path) {
            FileKind::Messages(language) => languages.contains(&language),
            _ => true,
        };
        if wanted {
            defaults.insert(path.clone(), file.clone());
        }
    }
    defaults
}

/// The ids of the languages in the site's file, in their order, as far as it can be read: what is wrong with it is reported by the compiler.
pub fn languages(tree: &SourceTree) -> Vec<String> {
    let path = SourcePath::new("content/site.toml");
    let Some(text) = tree.get(&path).map(|file| super::text(&path, &file.bytes).text) else { return Vec::new() };
    let file = toml::parse(&path, &text);
    let Some(Value::Array(languages)) = file.table.get("languages").map(|node| &node.value) else { return Vec::new() };
    languages
        .iter()
        .filter_map(|language| match &language.value {
            Value::Table(table) => table.get("id"),
            _ => None,
        })
        .filter_map(|id| match &id.value {
            Value::String(id) => Some(id.clone()),
            _ => None,
        })
        .collect()
}
