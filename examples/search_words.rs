//! Prints what the search makes of words on standard input, one a line, for comparison with reference implementations.
//!
//! `search_words stem finnish|swedish` or `search_words voikko mor.vfst` or `search_words hunspell sv.aff sv.dic`: the word, a tab, the stem or all analyses (tab-separated).

use std::error::Error;
use std::io::{BufRead, BufWriter, Write};

use opastin::search::{Lexicon, LexiconBytes, Stemmer};

/// What is told of a word.
type Answer = Box<dyn Fn(&str) -> Vec<String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer: Answer = match arguments.as_slice() {
        ["stem", name @ ("finnish" | "swedish")] => {
            let stemmer = Stemmer::new(if *name == "finnish" { "finnish" } else { "swedish" });
            Box::new(move |word| vec![stemmer.stem(word).into_owned()])
        }
        ["voikko", file] => {
            let lexicon = Lexicon::read(LexiconBytes::Voikko(&std::fs::read(file)?))?;
            Box::new(move |word| lexicon.raw(word))
        }
        ["hunspell", affixes, words] => {
            let lexicon = Lexicon::read(LexiconBytes::Hunspell { affixes: &std::fs::read(affixes)?, words: &std::fs::read(words)? })?;
            Box::new(move |word| lexicon.raw(word))
        }
        _ => return Err("stem NAME | voikko FILE | hunspell AFF DIC".into()),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for word in std::io::stdin().lock().lines() {
        let word = word?;
        writeln!(out, "{word}\t{}", answer(&word).join("\t"))?;
    }
    Ok(())
}
