//! Writes the index of a made-up site, for the benchmark of the search, and prints how long the index took.
//!
//! `search_bench PAGES OUT [--voikko mor.vfst] [--hunspell sv.aff sv.dic]` makes PAGES pages in each of two languages. Words are drawn by Zipf's law from
//! made-up roots with endings of the language, two in ten of them compounds, so that the vocabulary grows with the site as it does in real text.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use opastin::search::{GlossaryEntry, Lexicon, LexiconBytes, LexiconSource, Names, SearchDocument, SearchInput, build};

/// Roots per language.
const ROOTS: usize = 8_000;
/// Roots, the commonest ones, that form compounds.
const COMPOUNDING: usize = 200;
const SECTIONS: usize = 4;
const WORDS: usize = 60;

/// A small generator of numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    /// A rank below `limit` whose probability falls about as one over the rank.
    fn zipf(&mut self, limit: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((limit as f64).powf(share) - 1.0) as usize
    }
}

struct Tongue {
    id: &'static str,
    roots: Vec<String>,
    endings: &'static [&'static str],
}

fn tongue(id: &'static str, random: &mut Random) -> Tongue {
    let (onsets, vowels, codas, endings): (&[&str], &[&str], &[&str], &'static [&'static str]) = if id == "fi" {
        (
            &["k", "p", "t", "s", "l", "m", "n", "r", "v", "h", "j"],
            &["a", "e", "i", "o", "u", "aa", "ii", "uo"],
            &["", "", "n", "s", "l", "r"],
            &["", "n", "ssa", "sta", "lla", "lle", "ksi", "t", "ja", "issa", "ista", "kin"],
        )
    } else {
        (
            &["k", "p", "t", "s", "st", "f", "m", "br", "v", "h", "sk", "g"],
            &["a", "e", "i", "o", "u", "å", "ä", "ö"],
            &["n", "l", "r", "nd", "st", "g"],
            &["", "en", "ar", "arna", "s", "ens", "et", "a", "erna", "ade"],
        )
    };
    let syllables = |count: usize, random: &mut Random| -> String {
        (0..count)
            .map(|_| format!("{}{}{}", onsets[random.below(onsets.len())], vowels[random.below(vowels.len())], codas[random.below(codas.len())]))
            .collect()
    };
    let roots = (0..ROOTS)
        .map(|rank| {
            let count = 2 + usize::from(rank > 2_000) * random.below(2);
            syllables(count, random)
        })
        .collect();
    Tongue { id, roots, endings }
}

fn word(tongue: &Tongue, random: &mut Random) -> String {
    let mut word = String::new();
    if random.below(10) < 2 {
        word.push_str(&tongue.roots[random.zipf(COMPOUNDING)]);
        word.push_str(&tongue.roots[random.zipf(COMPOUNDING)]);
    } else {
        word.push_str(&tongue.roots[random.zipf(ROOTS)]);
    }
    word.push_str(tongue.endings[random.zipf(tongue.endings.len())]);
    word
}

fn words(count: usize, tongue: &Tongue, random: &mut Random) -> String {
    (0..count).map(|_| word(tongue, random)).collect::<Vec<_>>().join(" ")
}

fn pages(count: usize, tongue: &Tongue, random: &mut Random) -> Vec<SearchDocument> {
    let mut documents = Vec::new();
    for page in 0..count {
        let title = words(4, tongue, random);
        for section in 0..SECTIONS {
            documents.push(SearchDocument {
                url: format!("/{}/p/{page:05}/", tongue.id),
                anchor: if section == 0 { String::new() } else { format!("s{section}") },
                kind: "page".to_owned(),
                lang: tongue.id.to_owned(),
                title: title.clone(),
                heading: if section == 0 { String::new() } else { words(3, tongue, random) },
                text: words(WORDS, tongue, random),
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
                (
                    tongue.id.to_owned(),
                    Names { names: vec![(0..words).map(|_| tongue.roots[random.zipf(ROOTS)].clone()).collect::<Vec<_>>().join(" ")], ..Names::default() },
                )
            });
            GlossaryEntry { id: number.to_string(), names: names.collect() }
        })
        .collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, out, rest @ ..] = arguments.as_slice() else { return Err("PAGES OUT [--voikko FILE] [--hunspell AFF DIC]".into()) };
    let count: usize = count.parse()?;
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let tongues = [tongue("fi", &mut random), tongue("sv", &mut random)];
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
    let start = Instant::now();
    let built = build(&input);
    println!("{count} pages a language, {} languages, indexed in {:.2} s", tongues.len(), start.elapsed().as_secs_f64());
    for index in &built.report.indexes {
        println!("{}: {} sections, {} forms, {} terms, {} bytes in {} files", index.lang, index.sections, index.forms, index.terms, index.bytes, index.files);
    }
    for (path, bytes) in &built.files {
        let path = Path::new(out).join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    let sample: Vec<String> = (0..200)
        .map(|number| {
            let count = 1 + number % 3;
            words(count, &tongues[0], &mut random)
        })
        .collect();
    std::fs::write(Path::new(out).join("queries.fi.txt"), sample.join("\n"))?;
    let sample: Vec<String> = (0..200)
        .map(|number| {
            let count = 1 + number % 3;
            words(count, &tongues[1], &mut random)
        })
        .collect();
    std::fs::write(Path::new(out).join("queries.sv.txt"), sample.join("\n"))?;
    Ok(())
}
