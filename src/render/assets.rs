//! Styles, scripts and pictures of the theme, under names that change with their content.

mod bundles;
mod lexer;
mod modules;
mod shrink;
mod statements;
mod styles;

use super::theme::Theme;
use crate::diagnostics::Diagnostic;
use crate::render::OutputTree;
use crate::source::{Fingerprint, fingerprint};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder of the output that holds them.
pub const FOLDER: &str = "assets";

/// The folders of a theme whose files are copied as they are.
const COPIED: [&str; 3] = ["fonts", "icons", "images"];

/// Where every built file stands, by the name under which templates ask for it: `style.css`, `plan.mjs`, `icons/due.svg`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    paths: BTreeMap<String, String>,
}

impl Manifest {
    /// The path of the file in the output folder.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.paths.get(name).map(String::as_str)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }

    /// Of all names and paths.
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint(self.to_json().as_bytes())
    }

    fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.paths).unwrap_or_default() + "\n"
    }
}

/// Builds the assets of `theme` into `files`. Reports scripts that cannot be found or that import each other.
pub fn build(theme: &Theme<'_>, files: &mut OutputTree, findings: &mut Vec<Diagnostic>) -> Manifest {
    let mut manifest = Manifest::default();
    for folder in COPIED {
        for (name, _, file) in theme.folder(folder, "") {
            add(&mut manifest, files, &format!("{folder}/{name}"), file.bytes.clone());
        }
    }
    for (name, style) in styles::joined(theme, &manifest) {
        add(&mut manifest, files, &name, style.into_bytes().into());
    }
    for (name, text) in modules::linked(theme, findings) {
        add(&mut manifest, files, &name, text.into_bytes().into());
    }
    files.insert(format!("{FOLDER}/manifest.json"), manifest.to_json().into_bytes().into());
    manifest
}

fn add(manifest: &mut Manifest, files: &mut OutputTree, name: &str, bytes: Arc<[u8]>) {
    let path = format!("{FOLDER}/{}", hashed(name, &bytes));
    files.insert(path.clone(), bytes);
    manifest.paths.insert(name.to_owned(), path);
}

/// `plan.mjs` with the first ten hexadecimal digits of its content's fingerprint: `plan.0123456789.mjs`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = hash.as_str().get(..10).unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, SourcePath, SourceTree};

    #[test]
    fn names_change_with_content_and_follow_into_styles() {
        let build_with = |icon: &str| {
            let mut tree = SourceTree::default();
            for (path, text) in [
                ("themes/default/styles/20-b.css", "b { background: url(\"../icons/due.svg\") } c { src: url(../icons/none.svg) }"),
                ("themes/default/styles/10-a.css", "a {}"),
                ("themes/default/icons/due.svg", icon),
            ] {
                tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes()));
            }
            let mut files = OutputTree::new();
            let manifest = build(&Theme::new(&tree, "default"), &mut files, &mut Vec::new());
            (manifest, files)
        };
        let (manifest, files) = build_with("<svg/>");
        let icon = manifest.get("icons/due.svg").unwrap();
        let style = String::from_utf8(files[manifest.get("style.css").unwrap()].to_vec()).unwrap();
        assert_eq!(style, format!("a{{}}b{{background:url(\"{}\")}}c{{src:url(../icons/none.svg)}}", icon.strip_prefix("assets/").unwrap()));
        let json: BTreeMap<String, String> = serde_json::from_slice(&files["assets/manifest.json"]).unwrap();
        assert_eq!(json.keys().collect::<Vec<_>>(), ["icons/due.svg", "style.css"]);
        assert!(json.values().all(|path| files.contains_key(path)));
        let (other, _) = build_with("<svg></svg>");
        assert_ne!(other.get("icons/due.svg"), manifest.get("icons/due.svg"));
        assert_ne!(other.get("style.css"), manifest.get("style.css"));
        assert_ne!(other.fingerprint(), manifest.fingerprint());
    }
}
