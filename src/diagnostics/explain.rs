//! The page of every code: what it is, why it matters, how to mend it, with examples. The examples are run as tests.

use super::Code;
use include_dir::{Dir, include_dir};

static PAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/diagnostics/codes");

/// The page of `code`, in Markdown. Every code has one.
pub fn page(code: Code) -> &'static str {
    PAGES.get_file(format!("{code}.md")).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// The title of the page of `code`, without markup.
pub fn title(code: Code) -> &'static str {
    page(code).lines().next().unwrap_or_default().trim_start_matches('#').trim()
}

/// The names of all pages, in order: what is there besides the codes' pages has no reader.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = PAGES.files().filter_map(|file| file.path().file_stem()?.to_str()).collect();
    names.sort_unstable();
    names
}
