//! Writes the index of a made-up site, for the benchmark of the search (`tests/bench/search`), and prints as JSON what the index took: `wall` and
//! `processor` in seconds, and the memory in MiB that was in use `before`, when the pages stood ready, and at its `peak` (both 0 where there is no /proc).
//!
//! `search_bench PAGES OUT [--voikko mor.vfst] [--hunspell sv.aff sv.dic]` makes PAGES pages in each of two languages. Words are drawn by Zipf's law from
//! made-up roots with endings of the language, two in ten of them compounds, so that the vocabulary grows with the site as it does in real text.

#[path = "../tests/bench/words.rs"]
#[allow(dead_code, reason = "sites of the other benchmarks need more of it")]
mod words;

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use words::{Random, Tongue};

use serde_json::json;

use opastin::compile::OutputTree;
use opastin::render::assets;
use opastin::render::theme::{DEFAULT, Theme};
use opastin::search::{GlossaryEntry, Lexicon, LexiconBytes, LexiconSource, Names, SearchDocument, SearchInput, build};
use opastin::source::disk::embedded;

const SECTIONS: usize = 4;
const WORDS: usize = 60;

fn pages(count: usize, tongue: &Tongue, random: &mut Random) -> Vec<SearchDocument> {
    let mut documents = Vec::new();
    for page in 0..count {
        let title = tongue.words(4, random);
        for section in 0..SECTIONS {
            documents.push(SearchDocument {
                url: format!("/{}/p/{page:05}/", tongue.id),
                anchor: if section == 0 { String::new() } else { format!("s{section}") },
                kind: "page".to_owned(),
                lang: tongue.id.to_owned(),
                title: title.clone(),
                heading: if section == 0 { String::new() } else { tongue.words(3, random) },
                text: tongue.words(WORDS, random),
                extra: Vec::new(),
                key: format!("{page}#{section}"),
                ..SearchDocument::default()
            });
        }
    }
    documents
}

fn glossary(tongues: &[Tongue], random: &mut Random) -> Vec<GlossaryEntry> {
    (0..300)
        .map(|number| {
            let names = tongues.iter().map(|tongue| {
                let words = 1 + random.below(2);
                (tongue.id.to_owned(), Names { names: vec![(0..words).map(|_| tongue.name(random)).collect::<Vec<_>>().join(" ")], ..Names::default() })
            });
            GlossaryEntry { id: number.to_string(), names: names.collect() }
        })
        .collect()
}

/// Processor time in seconds and the most memory in MiB that the program has used so far.
struct Usage {
    seconds: f64,
    peak: f64,
}

fn usage() -> Usage {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // What follows the name of the program; user and system time, in hundredths of a second, are the 14th and 15th of all fields.
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Usage {
        seconds: (number(fields.get(11).copied()) + number(fields.get(12).copied())) / 100.0,
        peak: number(peak.and_then(|peak| peak.split_whitespace().next())) / 1024.0,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, out, rest @ ..] = arguments.as_slice() else { return Err("PAGES OUT [--voikko FILE] [--hunspell AFF DIC]".into()) };
    let count: usize = count.parse()?;
    let mut random = Random::new(1);
    let tongues = [Tongue::new("fi", &mut random), Tongue::new("sv", &mut random)];
    let mut input = SearchInput { languages: vec!["fi".to_owned(), "sv".to_owned()], ..SearchInput::default() };
    for tongue in &tongues {
        input.documents.extend(pages(count, tongue, &mut random));
    }
    input.glossary = glossary(&tongues, &mut random);
    let mut rest = rest.iter();
    while let Some(option) = rest.next() {
        let file = rest.next().ok_or("a file is missing")?;
        let bytes = std::fs::read(file)?;
        if option == "--voikko" {
            input.lexicons.insert("fi", Lexicon::read(LexiconBytes::Voikko(&bytes))?, LexiconSource::default());
        } else {
            let words = std::fs::read(rest.next().ok_or("a .dic file is missing")?)?;
            input.lexicons.insert("sv", Lexicon::read(LexiconBytes::Hunspell { affixes: &bytes, words: &words })?, LexiconSource::default());
        }
    }
    let before = usage();
    let start = Instant::now();
    let built = build(&input);
    let (wall, after) = (start.elapsed().as_secs_f64(), usage());
    let indexes: Vec<serde_json::Value> = built
        .report
        .indexes
        .iter()
        .map(|index| {
            json!({ "lang": index.lang, "sections": index.sections, "forms": index.forms, "terms": index.terms, "bytes": index.bytes, "files": index.files })
        })
        .collect();
    println!("{}", json!({ "wall": wall, "processor": after.seconds - before.seconds, "before": before.peak, "peak": after.peak, "indexes": indexes }));
    // The scripts as a site has them.
    let (theme, mut assets) = (embedded(), OutputTree::new());
    assets::build(&Theme::new(&theme, DEFAULT), &mut assets, &mut Vec::new());
    for (path, bytes) in built.files.iter().map(|(path, bytes)| (path, bytes)).chain(&assets) {
        let path = Path::new(out).join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    let sample: Vec<String> = (0..200)
        .map(|number| {
            let count = 1 + number % 3;
            tongues[0].words(count, &mut random)
        })
        .collect();
    std::fs::write(Path::new(out).join("queries.fi.txt"), sample.join("\n"))?;
    let sample: Vec<String> = (0..200)
        .map(|number| {
            let count = 1 + number % 3;
            tongues[1].words(count, &mut random)
        })
        .collect();
    std::fs::write(Path::new(out).join("queries.sv.txt"), sample.join("\n"))?;
    Ok(())
}
