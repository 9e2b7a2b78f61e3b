//! The search of the repository's own site: lexicons that are not there are told of, and the index does not depend on threads.

use opastin::compile::{Compiled, Memo, Options, OutputTree, compile, compile_with, index};
use opastin::diagnostics::Code;
use opastin::search::{FoundLexicon, LexiconData};
use opastin::source::disk::{embedded, load};
use opastin::source::{SourceFile, SourcePath, SourceTree};
use std::collections::BTreeMap;
use std::path::Path;

const SITE: &str = "content/site.toml";

fn tree() -> SourceTree {
    let (mut tree, _) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    tree.fill_from(&embedded());
    tree
}

fn with_file(mut tree: SourceTree, path: &str, change: impl Fn(String) -> String) -> SourceTree {
    let path = SourcePath::new(path);
    let text = tree.get(&path).map(|file| String::from_utf8(file.bytes.to_vec()).unwrap()).unwrap_or_default();
    tree.insert(path, SourceFile::new(change(text).into_bytes()));
    tree
}

fn options(lexicons: BTreeMap<String, FoundLexicon>) -> Options {
    Options { lexicons, ..Options::new(jiff::civil::date(2026, 11, 21)) }
}

fn of(compiled: &Compiled, code: Code) -> Vec<&str> {
    compiled.findings.iter().filter(|finding| finding.code == code).map(|finding| finding.message.as_str()).collect()
}

fn helps(compiled: &Compiled, code: Code) -> String {
    compiled.findings.iter().filter(|finding| finding.code == code).flat_map(|finding| finding.help.clone()).collect::<Vec<_>>().join("\n")
}

fn indexed(compiled: &Compiled) -> OutputTree {
    index(compiled).unwrap_or_else(|| {
        panic!("no index: {:?}", compiled.findings.iter().filter(|finding| finding.severity > opastin::diagnostics::Severity::Note).collect::<Vec<_>>())
    })
}

#[test]
fn without_lexicons_the_site_is_searched_and_says_what_to_install() {
    let compiled = compile(&tree(), &options(BTreeMap::new()));
    assert_eq!(of(&compiled, Code::SearchRegression), Vec::<&str>::new());
    assert_eq!(of(&compiled, Code::LexiconMissing).len(), 2);
    let help = helps(&compiled, Code::LexiconMissing);
    assert!(help.contains("voikko-fi") && help.contains("hunspell-sv"), "{help}");
    for lang in ["fi", "sv"] {
        let manifest: serde_json::Value = serde_json::from_slice(&indexed(&compiled)[&format!("search/{lang}/manifest.json")]).unwrap();
        assert!(manifest["lexicon"].is_null() && manifest["pages"].as_u64() > Some(100), "{manifest}");
    }
    let none = compile(&with_file(tree(), SITE, |text| format!("lexicons = \"none\"\n{text}")), &options(BTreeMap::new()));
    assert_eq!(of(&none, Code::LexiconMissing), Vec::<&str>::new());
    assert!(indexed(&none) == indexed(&compiled), "asking for none and having none give the same index");
}

#[test]
fn lexicons_of_no_language_and_languages_without_one_are_told_of_where_they_are_chosen() {
    let chosen = |text: String| format!("lexicons = {{ fi = \"x.vfst\", de = \"y.vfst\" }}\n{text}");
    let compiled = compile(&with_file(tree(), SITE, chosen), &options(BTreeMap::new()));
    assert_eq!(of(&compiled, Code::UnknownLanguage), ["`lexicons` names a lexicon for “de”, which is no language of the site"]);
    assert_eq!(of(&compiled, Code::LexiconMissing).len(), 2);
    let help = helps(&compiled, Code::LexiconMissing);
    assert!(help.contains("x.vfst") && help.contains("none for “sv”"), "{help}");
    let about = |finding: &&opastin::diagnostics::Diagnostic| [Code::UnknownLanguage, Code::LexiconMissing].contains(&finding.code);
    for finding in compiled.findings.iter().filter(about) {
        let span = finding.span.as_ref().unwrap();
        assert!(span.path.as_str() == SITE && span.start == "lexicons = ".len() && span.end > span.start, "{finding:?}");
    }
}

#[test]
fn damaged_lexicons_are_told_of_and_do_no_harm() {
    let damaged = FoundLexicon::new("damaged", LexiconData::Voikko(vec![7; 100].into()));
    let compiled = compile(&tree(), &options(BTreeMap::from([("fi".to_owned(), damaged)])));
    let messages = of(&compiled, Code::LexiconMissing);
    assert!(messages.iter().any(|message| message.contains("damaged")), "{messages:?}");
    assert!(!indexed(&compiled).is_empty());
}

#[test]
fn a_query_that_finds_something_else_blocks_with_its_place() {
    let query = "\n[[query]]\ntext = \"määräajat\"\nlang = \"fi\"\nexpect = \"page:privacy\"\n";
    let compiled = compile(&with_file(tree(), "content/search-queries.toml", |text| text + query), &options(BTreeMap::new()));
    let finding = compiled.findings.iter().find(|finding| finding.code == Code::SearchRegression).unwrap();
    assert!(finding.message.contains("määräajat") && finding.message.contains("page:privacy"), "{}", finding.message);
    assert_eq!(finding.span.as_ref().map(|span| span.path.as_str()), Some("content/search-queries.toml"));
    assert!(compiled.files.is_empty());
}

#[test]
fn threads_and_memory_of_earlier_builds_do_not_change_the_index() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| indexed(&compile(&tree(), &options(BTreeMap::new()))))
    };
    let one = on(1);
    assert!(one == on(3));
    let mut memo = Memo::default();
    let changed = with_file(tree(), "content/tasks/report-test/fi.md", |text| text.replacen('.', " ja sanakirjasta puuttuva zyxwutus.", 1));
    let other = indexed(&compile_with(&changed, &options(BTreeMap::new()), &mut memo));
    assert!(other != one);
    assert!(indexed(&compile_with(&tree(), &options(BTreeMap::new()), &mut memo)) == one);
}
