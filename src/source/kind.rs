//! What kind of file each path is.

use super::SourcePath;

/// The three kinds of item: a folder with facts in TOML and words in one Markdown file per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// Something to be done.
    Task,
    /// A list of tasks for one scenario.
    Guide,
    /// Any other page.
    Page,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [ItemKind; 3] = [ItemKind::Task, ItemKind::Guide, ItemKind::Page];

    /// The kind's name, as in references (`task:…`) and in the name of its TOML file.
    pub fn as_str(self) -> &'static str {
        match self {
            ItemKind::Task => "task",
            ItemKind::Guide => "guide",
            ItemKind::Page => "page",
        }
    }

    /// The folder under `content/` that holds the items of this kind.
    pub fn folder(self) -> &'static str {
        match self {
            ItemKind::Task => "tasks",
            ItemKind::Guide => "guides",
            ItemKind::Page => "pages",
        }
    }
}

/// Which file of an item's folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemPart {
    /// `task.toml`, `guide.toml`, `page.toml`.
    Facts,
    /// `<language>.md`.
    Words(String),
    /// `parity.lock`.
    Ledger,
}

/// What a path is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// `content/site.toml`.
    Site,
    /// `content/calendar.toml`.
    Calendar,
    /// `content/published.lock`.
    Published,
    /// `content/search-queries.toml`.
    SearchQueries,
    /// `content/sources/<id>.toml`.
    Source(String),
    /// `content/registry/**/*.toml`.
    Registry,
    /// A file in an item's folder.
    Item(ItemKind, String, ItemPart),
    /// `i18n/<language>/*.ftl`.
    Messages(String),
    /// `themes/<name>/…`: the theme's name and the path inside it.
    Theme(String, String),
    /// A file that is for people or editors' tools: hidden, a backup, a README.
    Ignored,
    /// A file that nothing reads.
    Unknown,
}

/// What `path` is for.
pub fn kind_of(path: &SourcePath) -> FileKind {
    let parts: Vec<&str> = path.parts().collect();
    let name = parts.last().copied().unwrap_or_default();
    if parts.iter().any(|part| part.starts_with('.')) || is_editors_own(name) {
        return FileKind::Ignored;
    }
    match parts.as_slice() {
        ["content", "site.toml"] => FileKind::Site,
        ["content", "calendar.toml"] => FileKind::Calendar,
        ["content", "published.lock"] => FileKind::Published,
        ["content", "search-queries.toml"] => FileKind::SearchQueries,
        ["content", "sources", file] => stem(file, ".toml").map_or(FileKind::Unknown, |id| FileKind::Source(id.to_owned())),
        ["content", "registry", .., file] if file.ends_with(".toml") => FileKind::Registry,
        ["content", folder, id, file] => item(folder, id, file),
        ["i18n", language, file] if file.ends_with(".ftl") => FileKind::Messages((*language).to_owned()),
        ["themes", theme, rest @ ..] if !rest.is_empty() => FileKind::Theme((*theme).to_owned(), rest.join("/")),
        _ => FileKind::Unknown,
    }
}

fn item(folder: &str, id: &str, file: &str) -> FileKind {
    let Some(kind) = ItemKind::ALL.into_iter().find(|kind| kind.folder() == folder) else { return FileKind::Unknown };
    let part = if file == "parity.lock" {
        ItemPart::Ledger
    } else if stem(file, ".toml") == Some(kind.as_str()) {
        ItemPart::Facts
    } else if let Some(language) = stem(file, ".md") {
        ItemPart::Words(language.to_owned())
    } else {
        return FileKind::Unknown;
    };
    FileKind::Item(kind, id.to_owned(), part)
}

fn stem<'a>(file: &'a str, ending: &str) -> Option<&'a str> {
    file.strip_suffix(ending).filter(|stem| !stem.is_empty())
}

fn is_editors_own(name: &str) -> bool {
    name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name.ends_with(".bak") || name.starts_with('#') || name.starts_with("README")
}
