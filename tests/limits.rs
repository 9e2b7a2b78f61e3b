//! Input that is nested or repeated without measure: a site, or findings that say what is too much, and never more of them than a linear
//! number. The parsers' own limits are tested beside them.

use opastin::compile::{Options, compile};
use opastin::diagnostics::{Code, Diagnostic, Severity};
use opastin::source::disk::{embedded, load};
use opastin::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of};
use std::path::Path;

/// The small sound site with the built-in theme, and the findings when these files are laid over it.
fn findings(files: &[(&str, String)]) -> Vec<Diagnostic> {
    let (mut tree, _): (SourceTree, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base"));
    for (path, file) in embedded().iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Theme(..))) {
        tree.insert(path.clone(), file.clone());
    }
    for (path, text) in files {
        tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes()));
    }
    let compiled = compile(&tree, &Options::new(jiff::civil::date(2025, 6, 1)));
    let errors = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert_eq!(errors == 0, !compiled.files.is_empty());
    compiled.findings
}

fn errors(findings: &[Diagnostic]) -> Vec<Code> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect()
}

fn words(body: &str) -> [(&'static str, String); 2] {
    let text = format!(
        "# About these pages\n\nWho makes these pages and what they rest on.\n\n## Who {{#who}}\n\nThe staff of the library write these pages.\n\n{body}\n"
    );
    [("content/pages/about/en.md", text.clone()), ("content/pages/about/de.md", text)]
}

#[test]
fn words_nested_as_deep_as_a_line_lets_them_are_built() {
    let deep = |open: &str, close: &str, bytes: usize| {
        format!("{}a{}", open.repeat(bytes / (open.len() + close.len())), close.repeat(bytes / (open.len() + close.len())))
    };
    for (open, close) in [("> ", ""), ("- ", ""), ("1. ", ""), ("[", "]"), ("*a ", " a*"), ("**a *", "* a**"), ("`", "`"), ("[a](", ")"), ("![", "](#who)")] {
        let found = findings(&words(&deep(open, close, 9_000)));
        assert!(errors(&found).iter().all(|code| matches!(code, Code::UrlScheme | Code::Image)), "{open}: {:?}", errors(&found));
    }
    let stairs: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    assert_eq!(errors(&findings(&words(&stairs))), []);
}

#[test]
fn records_nested_without_measure_are_a_finding() {
    for depth in [200, 4_000] {
        for text in [
            format!("a = {}1{}\n", "[".repeat(depth), "]".repeat(depth)),
            format!("a = {}1{}\n", "{ a = ".repeat(depth), " }".repeat(depth)),
            format!("{}a = 1\n", "a.".repeat(depth)),
            format!("[{}a]\nb = 1\n", "a.".repeat(depth)),
            format!("[[role]]\nid = \"r\"\napplies = {}1{}\n", "{ not = ".repeat(depth), " }".repeat(depth)),
        ] {
            let found = findings(&[("content/registry/deep.toml", text)]);
            let errors = errors(&found);
            assert!(!errors.is_empty() && errors.len() < 20, "{depth}: {errors:?}");
            assert!(errors.contains(&Code::TomlSyntax) || errors.contains(&Code::FileTooLarge), "{depth}: {errors:?}");
        }
    }
}

#[test]
fn a_line_without_end_is_a_finding_in_words_records_and_messages() {
    let long = "word ".repeat(3_000);
    for (path, text) in [
        ("content/pages/about/en.md", format!("# T\n\n{long}\n")),
        ("content/registry/long.toml", format!("# {long}\n")),
        ("i18n/en/long.ftl", format!("long = {long}\n")),
    ] {
        assert!(errors(&findings(&[(path, text)])).contains(&Code::FileTooLarge), "{path}");
    }
}

#[test]
fn four_times_the_faults_are_four_times_the_findings() {
    type Files = Vec<(&'static str, String)>;
    type Faults = fn(usize) -> Files;
    let faults: [(&str, Faults); 5] = [
        ("references that lead nowhere", |count| words(&"[](task:nowhere)\n".repeat(count)).to_vec()),
        ("headings of one name", |count| words(&"## A {#a}\n".repeat(count)).to_vec()),
        ("unknown keys", |count| vec![("content/registry/x.toml", (0..count).map(|number| format!("[k{number}]\na = 1\n")).collect())]),
        ("messages in a chain", |count| {
            let chain =
                |_: &str| (0..count).map(|number| format!("m{number} = {{ m{} }}\n", number + 1)).collect::<String>() + &format!("m{count} = {{ $x }}\n");
            vec![("i18n/en/chain.ftl", chain("en")), ("i18n/de/chain.ftl", chain("de"))]
        }),
        ("messages that are none", |count| vec![("i18n/en/none.ftl", "a = {\n".repeat(count))]),
    ];
    for (name, files) in faults {
        let (once, four) = (findings(&files(200)).len(), findings(&files(800)).len());
        assert!(four <= once * 4, "{name}: {once}, then {four}");
    }
}
