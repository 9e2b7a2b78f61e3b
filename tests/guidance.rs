//! The repository's own guidance, as open data: what the domain says that it holds.

mod common;

use opastin::compile::{Compiled, Options, compile};
use opastin::diagnostics::{Counts, Severity};
use opastin::source::SourceTree;
use opastin::source::disk::{embedded, load};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

/// The repository's sources with some files changed, or gone where `change` gives nothing.
fn sources(change: impl Fn(&str, String) -> Option<String>) -> SourceTree {
    let (mut tree, findings) = load(&common::root());
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
    tree.fill_from(&embedded());
    let mut changed = SourceTree::default();
    for (path, file) in tree.iter() {
        let bytes = match String::from_utf8(file.bytes.to_vec()) {
            Ok(text) => change(path.as_str(), text).map(String::into_bytes),
            Err(error) => Some(error.into_bytes()),
        };
        if let Some(bytes) = bytes {
            changed.insert(path.clone(), opastin::source::SourceFile::new(bytes));
        }
    }
    changed
}

/// Compiles the repository with some files changed.
fn compiled(change: impl Fn(&str, String) -> String) -> Compiled {
    compile(&sources(|path, text| Some(change(path, text))), &Options::new(TODAY))
}

fn unchanged(_: &str, text: String) -> String {
    text
}

fn data(compiled: &Compiled) -> Value {
    serde_json::from_slice(&compiled.files["data/guidance.json"]).unwrap()
}

fn list<'a>(data: &'a Value, name: &str) -> &'a Vec<Value> {
    data[name].as_array().unwrap_or_else(|| panic!("no list {name}"))
}

#[test]
fn the_repository_has_no_errors_and_no_warnings() {
    let compiled = compiled(unchanged);
    let counts = Counts::of(&compiled.findings);
    let worst: Vec<String> = compiled.findings.iter().filter(|finding| finding.severity > Severity::Note).map(|finding| finding.message.clone()).collect();
    assert_eq!((counts.error, counts.warning), (0, 0), "{worst:#?}");
}

#[test]
fn the_open_data_hold_all_that_the_domain_names() {
    let data = data(&compiled(unchanged));
    let of = |prefix: &str| list(&data, "facts").iter().filter(|fact| fact["id"].as_str().unwrap().starts_with(prefix)).count();
    assert_eq!((of("SV-"), of("FI-")), (52, 64));
    for (name, count) in [("topics", 62), ("conflicts", 8), ("tasks", 50), ("guides", 18), ("terms", 110)] {
        assert_eq!(list(&data, name).len(), count, "{name}");
    }
    for name in ["sources", "services", "prerequisites", "events", "deadlines", "questions"] {
        assert!(!list(&data, name).is_empty(), "{name}");
    }
}

#[test]
fn the_open_data_tell_rules_in_words() {
    let data = data(&compiled(unchanged));
    let own: Vec<&Value> = list(&data, "conflicts").iter().map(|conflict| &conflict["ruling"]["own"]).filter(|own| own.is_object()).collect();
    assert!(own.iter().any(|own| own["fi"].as_str().unwrap().contains("3 viikkoa") && own["sv"].as_str().unwrap().contains("3 veckor")), "{own:?}");
    assert!(!serde_json::to_string(&data).unwrap().contains("{rule}"));
}

#[test]
fn every_guide_lists_exactly_its_tasks() {
    let expected: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(include_str!("expected/guides.json")).unwrap();
    let data = data(&compiled(unchanged));
    let codes: BTreeMap<&str, &str> = list(&data, "tasks").iter().map(|task| (task["id"].as_str().unwrap(), task["code"].as_str().unwrap())).collect();
    let mut found = BTreeMap::new();
    for guide in list(&data, "guides") {
        let steps = guide["steps"].as_array().unwrap().iter();
        let steps: BTreeMap<String, String> =
            steps.map(|step| (codes[step["task"].as_str().unwrap()].to_owned(), step["applies"].as_str().unwrap().to_owned())).collect();
        assert_eq!(steps.len(), guide["steps"].as_array().unwrap().len(), "no task stands twice");
        found.insert(guide["code"].as_str().unwrap().to_owned(), steps);
    }
    assert_eq!(found, expected);
}

#[test]
fn every_fact_of_the_two_pages_is_used_or_need_not_be() {
    let compiled = compiled(unchanged);
    let unused: Vec<&str> = compiled.findings.iter().filter(|finding| finding.code.as_str() == "unused-fact").map(|finding| finding.message.as_str()).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// The pages (HTML files) whose bytes differ.
fn differing(a: &Compiled, b: &Compiled) -> Vec<String> {
    let pages = |compiled: &Compiled| compiled.files.keys().filter(|path| path.ends_with(".html")).cloned().collect::<Vec<_>>();
    assert_eq!(pages(a), pages(b));
    pages(a).into_iter().filter(|path| a.files[path] != b.files[path]).collect()
}

#[test]
fn a_changed_offset_changes_the_pages_that_show_it_and_no_other() {
    let before = compiled(unchanged);
    let after = compiled(|path, text| match path {
        "content/registry/deadlines.toml" => {
            assert_eq!(text.matches("\"-2 weeks\"").count(), 1, "one variant has this offset");
            text.replace("\"-2 weeks\"", "\"-5 weeks\"")
        }
        _ => text,
    });
    assert_eq!(Counts::of(&after.findings).error, 0);
    let changed = differing(&before, &after);
    let phrases = [("fi/", "5 viikkoa ennen"), ("sv/", "5 veckor före")];
    let shows: Vec<String> = after
        .files
        .iter()
        .filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            path.ends_with(".html") && phrases.iter().any(|(folder, phrase)| path.starts_with(folder) && text.contains(phrase))
        })
        .map(|(path, _)| path.clone())
        .collect();
    assert!(shows.iter().any(|path| path.starts_with("fi/")) && shows.iter().any(|path| path.starts_with("sv/")), "{shows:?}");
    assert_eq!(changed, shows);
}

/// The text with one place changed, which must be there once.
fn with(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "“{from}”");
    text.replace(from, to)
}

#[test]
fn five_faults_in_the_guidance_come_in_one_run() {
    let tree = sources(|path, text| match path {
        "content/tasks/decide-scope/sv.md" => None,
        "content/tasks/decide-scope/task.toml" => Some(with(&text, "owner = \"management\"", "owner = \"managment\"")),
        "content/guides/imaging/guide.toml" => Some(with(&text, "[\"functionality:imaging\"", "[\"functionality:imagin\"")),
        "content/registry/prerequisites.toml" => {
            let broken = with(&text, "to = \"service:kanta\"", "to = \"service:kannta\"");
            let back =
                "from = \"service:patient-archive\"\nto = \"functionality:imaging\"\nkind = \"service-in-use\"\nstrength = \"always\"\nfacts = [\"FI-07\"]\n";
            Some(format!("{broken}\n[[prerequisite]]\nid = \"archive-needs-imaging\"\n{back}"))
        }
        _ => Some(text),
    });
    let compiled = compile(&tree, &Options::new(TODAY));
    let report: Value = serde_json::from_str(&opastin::diagnostics::json::render(&compiled.findings, &tree)).unwrap();
    let errors = list(&report, "findings").iter().filter(|finding| finding["severity"] == "error");
    let mut found: Vec<String> = errors
        .map(|finding| {
            let at = |name: &str| finding[name].as_u64().unwrap();
            assert!(at("line") >= 1 && at("column") >= 1, "{finding}");
            format!("{} {}", finding["code"].as_str().unwrap(), finding["file"].as_str().unwrap())
        })
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "missing-file content/tasks/decide-scope/task.toml",
            "prerequisite-cycle content/registry/prerequisites.toml",
            "unknown-reference content/guides/imaging/guide.toml",
            "unknown-reference content/registry/prerequisites.toml",
            "unknown-reference content/tasks/decide-scope/task.toml",
        ]
    );
    assert!(compiled.files.is_empty(), "a site with errors is not written");
}

#[test]
fn what_readers_ask_is_told_as_fully_in_every_language() {
    let understood = compiled(unchanged).understood.unwrap();
    let asked = |kind: &str| understood.model.records.values().filter(|record| record.key.kind == kind && !record.asked.is_empty()).count();
    for kind in ["task", "guide", "page"] {
        let all = understood.model.records.values().filter(|record| record.key.kind == kind).count();
        assert_eq!(asked(kind), all, "{kind}");
    }
    let languages = understood.model.languages().list.len();
    for record in understood.model.records.values().filter(|record| !record.asked.is_empty()) {
        let counts: Vec<usize> = record.asked.values().map(Vec::len).collect();
        assert!(counts.len() == languages && counts.iter().all(|count| *count == counts[0] && *count > 0), "{}: {counts:?}", record.key);
        for phrases in record.asked.values() {
            assert_eq!(phrases.iter().collect::<BTreeSet<_>>().len(), phrases.len(), "{} says something twice", record.key);
        }
    }
}
