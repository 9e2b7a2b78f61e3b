//! The theme's style sheets: one for all pages, and one for each folder of them.

use super::{FOLDER, Manifest, shrink};
use crate::parse::text;
use crate::render::theme::Theme;
use std::collections::BTreeMap;

/// The style sheets: those that stand in the folder itself as `style.css`, those of a folder in it as `<folder>.css`, each in the order of
/// their names, without comments and needless white space; addresses such as `../icons/due.svg` lead to the built files.
pub(super) fn joined(theme: &Theme<'_>, manifest: &Manifest) -> BTreeMap<String, String> {
    let mut styles: BTreeMap<String, String> = BTreeMap::new();
    for (name, path, file) in theme.folder("styles", "css") {
        let sheet = name.split_once('/').map_or("style", |(folder, _)| folder);
        let style = styles.entry(format!("{sheet}.css")).or_default();
        style.push_str(text(path, &file.bytes).text.trim_end());
        style.push('\n');
    }
    styles.values_mut().for_each(|style| *style = shrink::style(&with_addresses(style, manifest)));
    styles
}

fn with_addresses(style: &str, manifest: &Manifest) -> String {
    let mut linked = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find("url(") {
        let (before, from) = rest.split_at(at + 4);
        linked.push_str(before);
        let end = from.find(')').unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        let bare = address.trim().trim_matches(['"', '\'']);
        let built =
            bare.strip_prefix("../").and_then(|name| manifest.get(name)).and_then(|path| path.strip_prefix(FOLDER)).map(|path| path.trim_start_matches('/'));
        match built {
            Some(built) => linked.push_str(&address.replace(bare, built)),
            None => linked.push_str(address),
        }
        rest = after;
    }
    linked.push_str(rest);
    linked
}
