//! Builds index files from a JSON description of pages, for the search tests and the evaluation.
//!
//! `search_index PAGES.json OUT [--voikko mor.vfst] [--hunspell sv.aff sv.dic]`, where the JSON is
//! `{ "languages": ["fi"], "documents": [{ "url", "anchor", "kind", "lang", "title", "heading", "text", "extra": [], "key" }],
//! "glossary": [{ "id", "names": { "fi": { "names": [], "former": [], "synonyms": [], "abbreviations": [] } } }] }`.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use opastin::search::{GlossaryEntry, Lexicon, LexiconBytes, LexiconSource, Names, SearchDocument, SearchInput, build};
use serde_json::Value;

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    value[name].as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn document(value: &Value) -> SearchDocument {
    SearchDocument {
        url: text(value, "url"),
        anchor: text(value, "anchor"),
        kind: text(value, "kind"),
        lang: text(value, "lang"),
        title: text(value, "title"),
        title_lang: text(value, "titleLang"),
        heading: text(value, "heading"),
        text: text(value, "text"),
        extra: texts(value, "extra"),
        key: text(value, "key"),
        ..SearchDocument::default()
    }
}

fn entry(value: &Value) -> GlossaryEntry {
    let names = value["names"].as_object().into_iter().flatten().map(|(lang, names)| {
        let of = Names {
            names: texts(names, "names"),
            former: texts(names, "former"),
            synonyms: texts(names, "synonyms"),
            abbreviations: texts(names, "abbreviations"),
        };
        (lang.clone(), of)
    });
    GlossaryEntry { id: text(value, "id"), names: names.collect() }
}

fn source(name: &str) -> LexiconSource {
    LexiconSource { name: name.to_owned(), version: String::new() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pages, out, rest @ ..] = arguments.as_slice() else { return Err("PAGES.json OUT [--voikko FILE] [--hunspell AFF DIC]".into()) };
    let pages: Value = serde_json::from_slice(&std::fs::read(pages)?)?;
    let mut input = SearchInput {
        languages: texts(&pages, "languages"),
        documents: pages["documents"].as_array().into_iter().flatten().map(document).collect(),
        glossary: pages["glossary"].as_array().into_iter().flatten().map(entry).collect(),
        ..SearchInput::default()
    };
    let mut rest = rest.iter();
    while let Some(option) = rest.next() {
        match (option.as_str(), rest.next()) {
            ("--voikko", Some(file)) => input.lexicons.insert("fi", Lexicon::read(LexiconBytes::Voikko(&std::fs::read(file)?))?, source("voikko-fi")),
            ("--hunspell", Some(affixes)) => {
                let words = std::fs::read(rest.next().ok_or("--hunspell AFF DIC")?)?;
                input.lexicons.insert("sv", Lexicon::read(LexiconBytes::Hunspell { affixes: &std::fs::read(affixes)?, words: &words })?, source("hunspell-sv"));
            }
            _ => return Err(format!("unknown option {option}").into()),
        }
    }
    let start = Instant::now();
    let built = build(&input);
    let seconds = start.elapsed().as_secs_f64();
    for (path, bytes) in &built.files {
        let path = Path::new(out).join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    for index in &built.report.indexes {
        println!(
            "{}: {} pages, {} sections, {} forms, {} terms, {} bytes in {} files, lexicon {:?}",
            index.lang, index.pages, index.sections, index.forms, index.terms, index.bytes, index.files, index.lexicon
        );
    }
    println!("index time: {seconds:.2} s");
    Ok(())
}
