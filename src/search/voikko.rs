//! From Voikko's analysis strings to lemma, parts and base.
//!
//! An analysis is the word's letters with tags between them: `[Lx]` word class, `[Xp]base[X]` the base form of what follows,
//! `[Xj]suffix[X]` the base form of a derivational suffix, `[Bc]` the boundary of compound parts, `[Bm]` of morphemes.
//! A part's base form is its letters up to the last `[X…]`, then what stands in that tag.

use super::lexicon::{Analysis, LexiconError};
use super::vfst::Transducer;

/// Paths followed for one word.
const PATHS: usize = 100;

/// Voikko's Finnish morphology.
#[derive(Debug)]
pub struct Voikko {
    transducer: Transducer,
}

impl Voikko {
    /// Reads the bytes of `mor.vfst`.
    ///
    /// # Errors
    /// [`LexiconError`] if they are no such file.
    pub fn read(bytes: &[u8]) -> Result<Self, LexiconError> {
        Ok(Voikko { transducer: Transducer::read(bytes)? })
    }

    /// The raw analysis strings of a lower-case word, sorted.
    pub fn raw(&self, word: &str) -> Vec<String> {
        let mut found = self.transducer.look_up(word, PATHS);
        found.retain(|raw| needs_no_hyphen(raw));
        found
    }

    /// Analyses of a lower-case word, fewest parts first.
    pub fn analyse(&self, word: &str) -> Vec<Analysis> {
        let mut analyses: Vec<Analysis> = self.raw(word).iter().filter_map(|raw| interpret(raw)).collect();
        analyses.sort_by(|a, b| (a.parts.len(), &a.lemma).cmp(&(b.parts.len(), &b.lemma)));
        analyses.dedup();
        analyses
    }
}

/// Whether Finnish spelling lets a compound without hyphen be read like this. A hyphen must stand between equal vowels, except in numerals, and
/// after a proper noun (not a word derived from one, `[Dg]`), except before the common nouns that names are made of (`[Ica]`).
fn needs_no_hyphen(raw: &str) -> bool {
    let after_name =
        raw.starts_with("[Le") && raw.contains("[Bc]") && !raw.contains("[Dg]") && raw.rfind("[Ln").is_some_and(|at| !raw[at..].starts_with("[Ln][Ica]"));
    if after_name {
        return false;
    }
    let letters = letters(raw);
    raw.match_indices("[Bc]").all(|(at, boundary)| {
        let next = letters.partition_point(|(place, _)| *place < at);
        let before = next.checked_sub(1).and_then(|before| letters.get(before)).map(|(_, letter)| *letter);
        let after = letters.get(next).map(|(_, letter)| *letter);
        raw[at + boundary.len()..].starts_with("[Lu]") || before != after || !before.is_some_and(|letter| VOWELS.contains(letter))
    })
}

const VOWELS: &str = "aeiouyåäö";

/// The letters of an analysis that are the word's own, without tags and base forms, each with its place.
fn letters(raw: &str) -> Vec<(usize, char)> {
    let mut out = Vec::new();
    // Base forms end here at the latest: without that, each tag would be followed to the end of a damaged analysis.
    let last_base = raw.rfind("[X]").unwrap_or(0);
    let mut at = 0;
    while let Some(letter) = raw[at..].chars().next() {
        let rest = &raw[at..];
        let base = rest.strip_prefix("[X").filter(|_| at + 2 <= last_base);
        at += match base.and_then(|base| base.find("[X]")) {
            Some(end) => end + 5,
            None if letter == '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            None => {
                out.push((at, letter));
                letter.len_utf8()
            }
        };
    }
    out
}

fn interpret(raw: &str) -> Option<Analysis> {
    let mut whole = Letters::default();
    let mut part = Letters::default();
    let mut parts = Vec::new();
    let mut base = None;
    let mut rest = raw;
    while let Some(letter) = rest.chars().next() {
        if letter != '[' {
            whole.text.push(letter);
            part.text.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let end = rest.find(']')?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        match tag {
            "Bc" => {
                close(&mut parts, std::mem::take(&mut part));
            }
            _ if tag.len() == 2 && tag.starts_with('X') => {
                let stop = rest.find("[X]")?;
                let content: String = rest[..stop].chars().filter(|letter| *letter != '=').collect::<String>().to_lowercase();
                rest = &rest[stop + 3..];
                if tag == "Xp" || tag == "Xj" {
                    if tag == "Xp" && parts.is_empty() {
                        base.get_or_insert_with(|| content.clone());
                    }
                    whole.set_base(&content);
                    part.set_base(&content);
                }
            }
            _ => {}
        }
    }
    close(&mut parts, part);
    let lemma = whole.base_form();
    let base = base.filter(|base| parts.len() == 1 && *base != lemma);
    (!lemma.is_empty()).then(|| Analysis { lemma, parts: if parts.len() > 1 { parts } else { Vec::new() }, base })
}

fn close(parts: &mut Vec<String>, part: Letters) {
    let form = part.base_form();
    let form = form.trim_matches('-');
    if !form.is_empty() {
        parts.push(form.to_owned());
    }
}

#[derive(Default)]
struct Letters {
    text: String,
    base: Option<(usize, String)>,
}

impl Letters {
    fn set_base(&mut self, content: &str) {
        self.base = Some((self.text.len(), content.to_owned()));
    }

    fn base_form(&self) -> String {
        let form = match &self.base {
            Some((at, content)) => format!("{}{}", &self.text[..*at], content),
            None => self.text.clone(),
        };
        form.to_lowercase()
    }
}
