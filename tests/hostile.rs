//! A site whose every text tries to be markup.

use opastin::compile::{Options, compile};
use opastin::diagnostics::Severity;
use opastin::source::disk::{embedded, load};
use opastin::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of};
use std::path::Path;

const SCRIPT: &str = "<script>alert(1)</script>";
const BREAKOUT: &str = "\\\"><img src=x onerror=alert(1)>'</script>&amp;";

/// The small sound site with the built-in theme, with texts of `change`.
fn site(change: impl Fn(&str, String) -> String) -> SourceTree {
    let (mut tree, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base"));
    let theme: Vec<_> =
        embedded().iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Theme(..))).map(|(path, file)| (path.clone(), file.clone())).collect();
    theme.into_iter().for_each(|(path, file)| tree.insert(path, file));
    let own: Vec<(SourcePath, String)> = tree
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("content/"))
        .filter_map(|(path, file)| Some((path.clone(), change(path.as_str(), String::from_utf8(file.bytes.to_vec()).ok()?))))
        .collect();
    own.into_iter().for_each(|(path, text)| tree.insert(path, SourceFile::new(text.into_bytes())));
    tree
}

#[test]
fn nothing_of_a_hostile_text_becomes_markup() {
    let tree =
        site(|path, text| if path.ends_with(".toml") { text.replace("name = { en = \"", &format!("name = {{ en = \"{SCRIPT}{BREAKOUT}")) } else { text });
    let compiled = compile(&tree, &Options::new(jiff::civil::date(2025, 6, 1)));
    let errors: Vec<&str> = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.message.as_str()).collect();
    assert_eq!(errors, Vec::<&str>::new());
    let mut shown = 0;
    for (path, bytes) in compiled.files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".atom") || path.ends_with(".xml")) {
        let text = String::from_utf8_lossy(bytes);
        shown += usize::from(text.contains("&lt;script&gt;alert(1)"));
        assert!(!text.contains(SCRIPT), "{path} holds the script");
        assert!(!text.contains("<img src=x"), "{path} holds the picture");
    }
    assert!(shown > 0, "the text is shown somewhere");
}

#[test]
fn raw_html_and_foreign_schemes_are_refused() {
    let tree = site(|path, text| if path.ends_with(".md") { format!("{text}\n{SCRIPT}\n\n[x](javascript:alert(1)) [y](data:text/html,x)\n") } else { text });
    let compiled = compile(&tree, &Options::new(jiff::civil::date(2025, 6, 1)));
    let codes: Vec<&str> = compiled.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.contains(&"raw-html") && codes.contains(&"url-scheme"), "{codes:?}");
    assert!(compiled.files.is_empty(), "nothing is made of a site with errors");
}
