//! A third language, added to a copy of the real site by data alone: the findings list exactly what is missing for it.

#[path = "common/memory.rs"]
mod memory;

use memory::Site;
use opastin::diagnostics::{Code, Diagnostic};
use opastin::parse::markdown::{BlockName, MarkdownFile};
use opastin::parse::toml::{Node, Table, Value};
use opastin::source::{FileKind, ItemPart, kind_of};
use std::collections::BTreeSet;

/// Fields that some languages have and others need not.
const FOR_SOME: &[&str] = &["forms", "also", "older", "forbidden", "never_for", "former_slugs", "url", "email", "missing"];

/// The places of all texts that every language must have.
fn texts(table: &Table, path: &str, found: &mut BTreeSet<(String, usize)>) {
    for entry in &table.entries {
        node(&entry.key, &entry.node, path, found);
    }
}

fn node(key: &str, value: &Node, path: &str, found: &mut BTreeSet<(String, usize)>) {
    match &value.value {
        _ if FOR_SOME.contains(&key) => {}
        Value::Array(nodes) => nodes.iter().for_each(|inner| node(key, inner, path, found)),
        Value::Table(table) if table.get("fi").is_some() || table.get("sv").is_some() => {
            found.insert((path.to_owned(), value.span.start));
        }
        Value::Table(table) => texts(table, path, found),
        _ => {}
    }
}

/// Words of an item in English, with the same blocks and references as `file`.
fn english(id: &str, file: &MarkdownFile) -> String {
    let mut text = format!("# The task named {}\n", id.replace('-', " "));
    for block in file.blocks.iter().filter(|block| block.name != BlockName::Title) {
        if let BlockName::Section(section) = &block.name {
            text += &format!("\n{} The part {section} {{#{section}}}\n", "#".repeat(block.level.into()));
        }
        let about = id.replace('-', " ");
        text += &format!("\nThis is the part {} of the task {about}, which tells the reader in plain words what is to be known.", block.name.as_str());
        for reference in file.references.iter().filter(|reference| reference.block == block.name) {
            let anchor = reference.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
            text += &format!(" See also [this]({}:{}{anchor}).", reference.kind, reference.id);
        }
        text += "\n";
    }
    text
}

/// Whether the words of a file hold digits, which another language would have to state too.
fn has_digits(text: &str) -> bool {
    let words = text.lines().map(|line| line.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    words
        .flat_map(|line| line.split("](").enumerate().map(|(index, part)| if index == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) }))
        .any(|part| part.contains(|letter: char| letter.is_ascii_digit()) || part.contains('@'))
}

fn new<'a>(before: &[Diagnostic], after: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let known: BTreeSet<(Code, &str)> = before.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    after.iter().filter(|finding| !known.contains(&(finding.code, finding.message.as_str()))).collect()
}

#[test]
fn what_a_new_language_lacks_is_listed_and_nothing_else() {
    let site = Site::real();
    let before = site.findings();
    let parsed = site.parsed();
    let mut site = site.replace(
        "content/site.toml",
        "{ id = \"sv\", name = \"Svenska\", locale = \"sv-FI\" },",
        "{ id = \"sv\", name = \"Svenska\", locale = \"sv-FI\" },\n  { id = \"en\", name = \"English\", locale = \"en-GB\" },",
    );
    let mut blocks = 0;
    let mut without: BTreeSet<String> = BTreeSet::new();
    for (path, file) in &parsed.markdown {
        let FileKind::Item(kind, id, ItemPart::Words(language)) = kind_of(path) else { continue };
        if language != "fi" {
            continue;
        }
        let plain = ["fi", "sv"].iter().all(|language| !has_digits(&site.text(&format!("content/{}/{id}/{language}.md", kind.folder()))));
        if kind.as_str() == "task" && plain && blocks < 100 {
            site = site.with(&format!("content/tasks/{id}/en.md"), &english(&id, file));
            blocks += file.blocks.len();
        } else {
            without.insert(format!("content/{}/{id}/{}.toml", kind.folder(), kind.as_str()));
        }
    }
    assert!(blocks >= 100, "only {blocks} blocks");
    let after = site.findings();
    let new = new(&before, &after);
    let of = |code: Code| -> BTreeSet<(String, usize)> {
        let found = new.iter().filter(|finding| finding.code == code).filter_map(|finding| finding.span.as_ref());
        found.map(|span| (span.path.to_string(), span.start)).collect()
    };
    let mut expected = BTreeSet::new();
    for (path, file) in &site.parsed().toml {
        match kind_of(path) {
            FileKind::Item(_, _, ItemPart::Ledger) | FileKind::Published | FileKind::SearchQueries => {}
            _ => texts(&file.table, path.as_str(), &mut expected),
        }
    }
    let listed = of(Code::MissingLanguage);
    assert_eq!(expected.difference(&listed).collect::<Vec<_>>(), Vec::<&(String, usize)>::new(), "texts that are missing and not listed");
    assert_eq!(listed.difference(&expected).collect::<Vec<_>>(), Vec::<&(String, usize)>::new(), "texts that are listed and not missing");
    let files: BTreeSet<String> = of(Code::MissingFile).into_iter().map(|(path, _)| path).collect();
    assert_eq!(files, without);
    let others: Vec<&&Diagnostic> = new.iter().filter(|finding| !matches!(finding.code, Code::MissingLanguage | Code::MissingFile)).collect();
    assert!(others.is_empty(), "{others:#?}");
}
