//! The glossary of one language's index: every name of every record in every language leads to the record's names in this one.

use std::collections::BTreeMap;

use super::bytes::{put_text, put_varint};
use super::input::GlossaryEntry;
use super::language::language;
use super::tokens::tokenize;

/// Words of a phrase, and the words with hyphenated ones joined if that is another sequence.
fn sequences(text: &str, lang: &str) -> Vec<Vec<String>> {
    let stop_words = language(lang).stop_words;
    let kept = |words: Vec<String>| -> Vec<String> {
        let content: Vec<String> = words.iter().filter(|word| !stop_words.contains(&word.as_str())).cloned().collect();
        if content.is_empty() { words } else { content }
    };
    let apart = kept(tokenize(&text.replace(['-', '\u{2010}', '\u{2011}'], " ")));
    let joined = kept(tokenize(&text.replace(['-', '\u{2010}', '\u{2011}'], "")));
    let mut all = vec![apart];
    if joined != all[0] {
        all.push(joined);
    }
    all.retain(|words| !words.is_empty());
    all
}

/// A name of a record.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Position of its language among the site's languages.
    pub(super) lang: usize,
    pub(super) text: String,
    pub(super) sequences: Vec<Vec<String>>,
}

/// Names per record, and the distinct words of them per language.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    pub(super) concepts: Vec<Vec<Phrase>>,
    /// Number of each word, by language and word.
    pub(super) words: BTreeMap<(usize, String), u32>,
}

impl Glossary {
    /// Cuts names into words. Records with one name only are left out: they lead nowhere.
    pub(super) fn new(entries: &[GlossaryEntry], languages: &[String]) -> Self {
        let mut glossary = Glossary::default();
        for entry in entries {
            let mut phrases: Vec<Phrase> = Vec::new();
            for (lang, id) in languages.iter().enumerate() {
                for text in entry.names.get(id).into_iter().flat_map(|names| names.all()) {
                    let sequences = sequences(text, id);
                    let known = phrases.iter().any(|phrase| phrase.lang == lang && phrase.sequences == sequences);
                    if !sequences.is_empty() && !known {
                        phrases.push(Phrase { lang, text: text.clone(), sequences });
                    }
                }
            }
            if phrases.len() > 1 {
                glossary.concepts.push(phrases);
            }
        }
        let words = glossary.concepts.iter().flatten().flat_map(|phrase| phrase.sequences.iter().flatten().map(|word| (phrase.lang, word.clone())));
        let distinct: std::collections::BTreeSet<(usize, String)> = words.collect();
        glossary.words = distinct.into_iter().zip(0..).collect();
        glossary
    }

    /// The bytes for the index of one language. `terms` gives the terms of a word of that language, as in the dictionary.
    pub(super) fn encode(&self, lang: usize, terms: impl Fn(&str) -> Vec<(u32, u8)>) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.concepts.len());
        for phrases in &self.concepts {
            put_varint(&mut out, phrases.len());
            for phrase in phrases {
                put_varint(&mut out, phrase.lang);
                put_text(&mut out, if phrase.lang == lang { &phrase.text } else { "" });
                put_varint(&mut out, phrase.sequences.len());
                for (index, words) in phrase.sequences.iter().enumerate() {
                    put_varint(&mut out, words.len());
                    for word in words {
                        let number = self.words.get(&(phrase.lang, word.clone())).copied().unwrap_or_default();
                        put_varint(&mut out, number as usize);
                        put_varint(&mut out, word.chars().count());
                        if index == 0 && phrase.lang == lang {
                            let terms = terms(word);
                            put_varint(&mut out, terms.len());
                            for (term, closeness) in terms {
                                out.push(closeness);
                                put_varint(&mut out, term as usize);
                            }
                        }
                    }
                }
            }
        }
        out
    }
}
