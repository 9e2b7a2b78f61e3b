//! The floor to measure against: reads the Markdown of a site, renders it with the Markdown library through a small layout and writes
//! the files, on all cores; with `--search` it also writes a plain stemmed index of each language. Does nothing else: no references, no
//! checks, no lists.
//!
//! Usage: `floor CONTENT OUT [--search]`. Compare: `cargo run --release -- build --timings`.

#![allow(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]

use pulldown_cmark::{Event, Options, Parser, html};
use rayon::prelude::*;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A page's address and how often each word stands in it.
type Counts = (String, HashMap<String, u32>);

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (content, out, search) = match arguments.as_slice() {
        [content, out] => (PathBuf::from(content), PathBuf::from(out), false),
        [content, out, option] if option == "--search" => (PathBuf::from(content), PathBuf::from(out), true),
        _ => {
            println!("usage: floor CONTENT OUT [--search]");
            return Ok(());
        }
    };
    let start = Instant::now();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&content)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    let pages: Vec<Option<Counts>> = files.par_iter().map(|path| page(&content, path, &out, search)).collect::<std::io::Result<_>>()?;
    if search {
        for (lang, algorithm) in [("fi", Algorithm::Finnish), ("sv", Algorithm::Swedish)] {
            let ending = format!("/{lang}.html");
            let own: Vec<&Counts> = pages.iter().flatten().filter(|(url, _)| url.ends_with(&ending)).collect();
            std::fs::write(out.join(format!("index.{lang}.txt")), index(&own, &Stemmer::create(algorithm)))?;
        }
    }
    println!("{} files in {:.1} ms", files.len(), start.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

fn page(content: &Path, path: &Path, out: &Path, search: bool) -> std::io::Result<Option<Counts>> {
    let text = std::fs::read_to_string(path)?;
    let mut body = String::new();
    let parser = Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_HEADING_ATTRIBUTES);
    let mut counts: HashMap<String, u32> = HashMap::new();
    let events = parser.inspect(|event| {
        if let (true, Event::Text(text)) = (search, event) {
            for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    });
    html::push_html(&mut body, events);
    let inside = path.strip_prefix(content).unwrap_or(path).with_extension("html");
    let file = out.join(&inside);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, format!("<!doctype html><html><head><meta charset=\"utf-8\"><title>Page</title></head><body>{body}</body></html>"))?;
    Ok(search.then(|| (inside.to_string_lossy().into_owned(), counts)))
}

/// The addresses, one a line; an empty line; every stem with the numbers of its pages and how often it stands there.
fn index(pages: &[&Counts], stemmer: &Stemmer) -> String {
    let mut forms: HashMap<&str, Vec<(u32, u32)>> = HashMap::new();
    for ((_, counts), number) in pages.iter().zip(0..) {
        for (form, count) in counts {
            forms.entry(form).or_default().push((number, *count));
        }
    }
    let mut terms: BTreeMap<String, BTreeMap<u32, u32>> = BTreeMap::new();
    for (form, places) in forms {
        let term = terms.entry(stemmer.stem(form).into_owned()).or_default();
        for (page, count) in places {
            *term.entry(page).or_default() += count;
        }
    }
    let mut out: String = pages.iter().map(|(url, _)| format!("{url}\n")).collect();
    for (term, places) in terms {
        out.push('\n');
        out.push_str(&term);
        places.iter().for_each(|(page, count)| out.push_str(&format!(" {page}:{count}")));
    }
    out
}
