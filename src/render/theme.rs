//! The files of the site's theme: its own over those of the default theme, one by one.

use crate::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of};
use std::collections::BTreeMap;

/// The theme that lies under every other one.
pub const DEFAULT: &str = "default";

/// The files of a theme, by their path inside it: `templates/guide.html`.
#[derive(Clone, Debug, Default)]
pub struct Theme<'a> {
    files: BTreeMap<String, (&'a SourcePath, &'a SourceFile)>,
}

impl<'a> Theme<'a> {
    /// The theme `name` in `tree`; what it does not have comes from the default theme.
    pub fn new(tree: &'a SourceTree, name: &str) -> Self {
        let mut files = BTreeMap::new();
        let mut own = BTreeMap::new();
        for (path, file) in tree.iter() {
            match kind_of(path) {
                FileKind::Theme(theme, inside) if theme == name => own.insert(inside, (path, file)),
                FileKind::Theme(theme, inside) if theme == DEFAULT => files.insert(inside, (path, file)),
                _ => None,
            };
        }
        files.extend(own);
        Theme { files }
    }

    /// The files in `folder` and below whose names end in `.<ending>`: the path inside the folder, where the file stands, and the file.
    pub fn folder<'b>(&'b self, folder: &'b str, ending: &'b str) -> impl Iterator<Item = (&'b str, &'a SourcePath, &'a SourceFile)> {
        self.files.iter().filter_map(move |(inside, (path, file))| {
            let name = inside.strip_prefix(folder)?.strip_prefix('/')?;
            (ending.is_empty() || name.strip_suffix(ending)?.ends_with('.')).then_some((name, *path, *file))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_overrides_files_one_by_one() {
        let mut tree = SourceTree::default();
        for (path, text) in [
            ("themes/default/templates/a.html", "default a"),
            ("themes/default/templates/b.html", "default b"),
            ("themes/own/templates/parts/c.html", "own c"),
            ("themes/own/templates/b.html", "own b"),
            ("themes/own/styles/10-x.css", ""),
            ("themes/other/templates/a.html", "other a"),
        ] {
            tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes()));
        }
        let text = |file: &SourceFile| String::from_utf8_lossy(&file.bytes).into_owned();
        let theme = Theme::new(&tree, "own");
        let found: Vec<_> = theme.folder("templates", "html").map(|(name, _, file)| (name, text(file))).collect();
        assert_eq!(found, [("a.html", "default a".to_owned()), ("b.html", "own b".to_owned()), ("parts/c.html", "own c".to_owned())]);
        assert_eq!(theme.folder("styles", "css").count(), 1);
        assert_eq!(theme.folder("styles", "").count(), 1);
        assert_eq!(theme.folder("style", "css").count(), 0);
    }
}
