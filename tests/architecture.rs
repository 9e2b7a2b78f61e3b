//! The invariants of ARCHITECTURE.md that can be read off the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// Every file under `folder` with one of these endings: its path from the root and its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "{folder} has files");
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| path.to_str().unwrap().ends_with(ending)) {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The modules of the library in the order of its root file.
fn modules() -> Vec<String> {
    let modules: Vec<String> =
        read("src/lib.rs").lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|name| name.trim_end_matches(';').to_owned()).collect();
    assert!(modules.len() >= 10);
    modules
}

/// The code of a Rust file, without its unit tests, comments and documentation.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The module of the library that a source file belongs to.
fn module_of(path: &str) -> String {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

/// The modules of the library that a text names as `crate::module` or in `use crate::{…}`.
fn named(text: &str, modules: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map(|group| group.split("};").next().unwrap_or_default());
        let words: Vec<&str> = match group {
            Some(group) => group.split(|sign: char| !sign.is_alphanumeric() && sign != '_').collect(),
            None => vec![rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or_default()],
        };
        found.extend(words.into_iter().filter(|word| modules.iter().any(|module| module == word)).map(str::to_owned));
    }
    found
}

/// Whose words a view reads is noted where items are taken out of the model: a page whose words have not changed is not made again.
#[test]
fn views_take_items_from_one_place() {
    let views = files("src/view", &[".rs"]);
    let naming = |what: &str| -> Vec<&str> {
        let names = |(_, text): &&(String, String)| code(text).split_whitespace().collect::<String>().contains(what);
        views.iter().filter(names).map(|(path, _)| path.as_str()).collect()
    };
    // One takes items, the other hands them on to it.
    assert_eq!(naming("model.items"), ["src/view/context.rs", "src/view/known.rs"]);
    // What follows from the words of an item is asked for where the item has been taken.
    assert_eq!(naming("resolved.words"), ["src/view/prose/mod.rs"]);
    assert_eq!(naming("resolved.blocks"), ["src/view/frame.rs", "src/view/prose/mod.rs"]);
}

#[test]
fn a_module_uses_only_what_stands_before_it() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]).iter().filter(|(path, _)| path != "src/lib.rs" && path != "src/main.rs") {
        let own = module_of(path);
        for used in named(&code(text), &modules).into_iter().filter(|used| used != &own) {
            // A span names its file, and a source tree reports findings: the two first modules know each other.
            let first_two = place(&own) < Some(2) && place(&used) < Some(2);
            if place(&used) > place(&own) && !first_two {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Where the outside world is met.
const BOUNDARY: [&str; 6] = ["src/source/disk.rs", "src/source/write.rs", "src/publish", "src/preview", "src/cli", "src/main.rs"];

#[test]
fn the_core_meets_no_disk_environment_clock_or_network() {
    let outside = ["std::fs", "std::env", "std::net", "SystemTime", "Zoned::now", "Timestamp::now", "std::process", "use tokio", "use axum", "use notify"];
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        if BOUNDARY.iter().any(|boundary| path.starts_with(boundary)) {
            continue;
        }
        let code = code(&text);
        wrong.extend(outside.iter().filter(|name| code.contains(**name)).map(|name| format!("{path}: {name}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Words of the guidance in this repository's content. None may stand in the program, its theme or its messages.
const DOMAIN: [&str; 12] =
    ["kanta", "kela", "fpa", "potila", "patient", "sosiaalihuol", "socialvård", "social welfare", "liityntäpist", "anslutningspunkt", "resepti", "hälsovård"];

#[test]
fn the_program_the_theme_and_the_messages_know_no_domain_word() {
    let mut wrong = Vec::new();
    let all = files("src", &[".rs", ".md"]).into_iter().chain(files("themes", &[".html", ".css", ".mjs", ".svg"])).chain(files("i18n", &[".ftl"]));
    for (path, text) in all {
        // Examples in documentation and unit tests may quote content.
        let text = if path.ends_with(".rs") { code(&text) } else { text };
        for line in text.lines() {
            let line = line.to_lowercase();
            let words = line.split(|letter: char| !letter.is_alphabetic() && letter != ' ').filter(|part| !part.is_empty());
            let hit = words
                .flat_map(|part| {
                    DOMAIN
                        .iter()
                        .filter(move |word| part.split_whitespace().any(|piece| piece.starts_with(**word)) || (word.contains(' ') && part.contains(**word)))
                })
                .next();
            if let Some(word) = hit {
                wrong.push(format!("{path}: {word}: {}", line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_language_is_known_only_in_messages_and_search() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        if path.starts_with("src/search") || path.starts_with("src/i18n") {
            continue;
        }
        for language in ["\"fi\"", "\"sv\"", "\"fi-FI\"", "\"sv-FI\""] {
            wrong.extend(code(&text).lines().filter(|line| line.contains(language)).map(|line| format!("{path}: {}", line.trim())));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_direct_dependency_has_its_reason_written_down() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let architecture = read("ARCHITECTURE.md");
    let lists = ["dependencies", "dev-dependencies"].into_iter().filter_map(|name| manifest[name].as_table());
    let missing: Vec<&String> = lists.flat_map(toml::map::Map::keys).filter(|name| !architecture.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let architecture = read("ARCHITECTURE.md");
    let tests: String = files("tests", &[".rs", ".mjs"]).into_iter().chain(files("src", &[".rs"])).map(|(path, text)| format!("{path}\n{text}")).collect();
    let section = architecture.split("## Invariants").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let invariants: Vec<&str> = section.split("\n").filter(|line| line.trim_start().starts_with(|first: char| first.is_ascii_digit())).collect();
    assert!(invariants.len() >= 10, "the invariants are listed");
    let named: Vec<&str> = section.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect();
    assert!(named.len() >= invariants.len(), "each invariant names a test");
    let missing: Vec<&str> = named.into_iter().filter(|name| !tests.contains(&format!("fn {}(", name.rsplit("::").next().unwrap()))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""));
}
