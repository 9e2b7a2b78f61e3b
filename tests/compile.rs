//! The whole compilation: the same input gives the same bytes, whatever the threads and whatever was compiled before; a theme overrides
//! templates and messages one by one; faults of templates and messages are told with their places; what comes out is sound.

use jsonschema::Validator;
use opastin::compile::{Compiled, Memo, Options, OutputTree, compile, compile_with};
use opastin::diagnostics::{Code, Diagnostic, Severity};
use opastin::render::open_data;
use opastin::source::disk::{embedded, load};
use opastin::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of, position};
use serde_json::Value;
use std::path::Path;

fn options() -> Options {
    Options { today: jiff::civil::date(2025, 6, 1), base_url: None }
}

/// The repository's own site.
fn own() -> SourceTree {
    load(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

/// The small sound site, with the built-in theme.
fn small() -> SourceTree {
    let (mut tree, findings) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base"));
    assert_eq!(findings, []);
    for (path, file) in embedded().iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Theme(..))) {
        tree.insert(path.clone(), file.clone());
    }
    tree
}

fn write(tree: &mut SourceTree, path: &str, text: &str) {
    tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes()));
}

fn read(tree: &SourceTree, path: &str) -> String {
    String::from_utf8(tree.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("no {path}")).bytes.to_vec()).unwrap()
}

/// Replaces a text that stands in a file at least once.
fn replace(tree: &mut SourceTree, path: &str, from: &str, to: &str) {
    let text = read(tree, path);
    assert!(text.contains(from), "“{from}” in {path}");
    write(tree, path, &text.replace(from, to));
}

fn sound(tree: &SourceTree) -> OutputTree {
    let Compiled { files, findings, .. } = compile(tree, &options());
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    files
}

fn html(files: &OutputTree) -> impl Iterator<Item = (&String, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

fn same(a: &OutputTree, b: &OutputTree) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    let different: Vec<_> = a.iter().filter(|(path, bytes)| b.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(different, Vec::<&String>::new());
}

fn with_threads(threads: usize, tree: &SourceTree) -> Compiled {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| compile(tree, &options()))
}

#[test]
fn bytes_depend_neither_on_threads_nor_on_the_run() {
    let tree = small();
    let (one, four, again) = (with_threads(1, &tree), with_threads(4, &tree), with_threads(4, &tree));
    assert!(one.files.len() > 20);
    same(&one.files, &four.files);
    same(&four.files, &again.files);
    assert_eq!(one.findings, four.findings);
}

#[test]
fn a_warm_compilation_equals_a_cold_one() {
    let mut tree = small();
    let mut memo = Memo::default();
    same(&compile_with(&tree, &options(), &mut memo).files, &sound(&tree));
    let edits: [fn(&mut SourceTree); 5] = [
        |tree| replace(tree, "tests-none", "", ""),
        |tree| replace(tree, "content/site.toml", "as_of = 2024", "as_of = 2024"),
        |tree| replace(tree, "themes/default/templates/document.html", "</head>", "<meta name=\"generator\" content=\"x\">\n</head>"),
        |tree| write(tree, "themes/default/styles/99-more.css", "main { color: inherit; }\n"),
        |tree| {
            let path = "content/tasks/pay-fee/en.md";
            let text = read(tree, path);
            write(tree, path, &text.replacen('.', ", and nobody else.", 1));
        },
    ];
    for edit in &edits[2..] {
        edit(&mut tree);
        let warm = compile_with(&tree, &options(), &mut memo);
        let cold = compile(&tree, &options());
        assert!(!cold.files.is_empty(), "{:#?}", cold.findings);
        same(&warm.files, &cold.files);
        assert_eq!(warm.findings, cold.findings);
    }
    write(&mut tree, "content/tasks/pay-fee/en.md", "no title");
    assert_eq!(compile_with(&tree, &options(), &mut memo).findings, compile(&tree, &options()).findings);
}
