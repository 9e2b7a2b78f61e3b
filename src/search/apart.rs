//! Words that have their stem in common and that the lexicon tells apart: each has the stem for itself.

use super::lexicon::{Analysis, Lexicon};
use ahash::AHashMap as HashMap;
use std::borrow::Cow;

/// The stems that are those of several words.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// By stem: each base form and what the stem is called for its word.
    names: HashMap<String, Vec<(String, String)>>,
}

impl Apart {
    /// Of stems, each with the base forms that a form of it may have: what has one in common is the same word.
    pub(super) fn new<'a>(forms: impl Iterator<Item = (Cow<'a, str>, Vec<&'a str>)>) -> Self {
        let mut words: HashMap<Cow<'a, str>, Vec<Vec<&'a str>>> = HashMap::default();
        for (stem, bases) in forms.filter(|(_, bases)| !bases.is_empty()) {
            let of_stem = words.entry(stem).or_default();
            if of_stem.iter().any(|word| bases.iter().all(|base| word.contains(base))) {
                continue;
            }
            let (same, mut others): (Vec<_>, Vec<_>) = of_stem.drain(..).partition(|word| word.iter().any(|base| bases.contains(base)));
            let mut joined: Vec<&str> = same.into_iter().flatten().chain(bases).collect();
            joined.sort_unstable();
            joined.dedup();
            others.push(joined);
            *of_stem = others;
        }
        let named = |(stem, mut words): (Cow<'a, str>, Vec<Vec<&'a str>>)| {
            words.sort_unstable();
            // No stem has a blank in it.
            let names = words.iter().flat_map(|word| word.iter().map(|base| ((*base).to_owned(), format!("{stem} {}", word.first().unwrap_or(base)))));
            (stem.to_string(), names.collect())
        };
        Apart { names: words.into_iter().filter(|(_, words)| words.len() > 1).map(named).collect() }
    }

    /// What the stem of a word is called if it is that of several words: for each of its base forms, of which `is_own` tells.
    pub(super) fn names<'a, F: Fn(&str) -> bool>(&'a self, stem: &str, is_own: F) -> Option<impl Iterator<Item = &'a str> + use<'a, F>> {
        let words = self.names.get(stem)?;
        Some(words.iter().filter(move |(base, _)| is_own(base)).map(|(_, name)| name.as_str()))
    }
}

/// Analyses that are kept of an ambiguous form.
const READINGS: usize = 3;

/// The likeliest of what the lexicon says of a form.
pub(super) fn likeliest(readings: &[Analysis]) -> impl Iterator<Item = &Analysis> {
    let fewest = readings.first().map_or(0, |reading| reading.parts.len());
    readings.iter().filter(move |reading| reading.parts.len() == fewest).take(READINGS)
}

/// Whether a lexicon tells words apart: one of suffix rules gives forms of one word base forms of their own.
pub(super) fn tells_apart(lexicon: Option<&Lexicon>) -> bool {
    matches!(lexicon, Some(Lexicon::Voikko(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_that_of_each_word_that_is_told_apart() {
        let forms = [
            ("varm", vec!["varmistaa"]),
            ("varm", vec!["varmenne"]),
            ("varm", vec![]),
            ("ko", vec!["koe"]),
            ("varm", vec!["varma", "varmaa"]),
            ("varm", vec!["varmaa", "varmata"]),
            ("ko", vec!["koe"]),
        ];
        let apart = Apart::new(forms.into_iter().map(|(stem, bases)| (Cow::Borrowed(stem), bases)));
        let names = |stem, own: &[&str]| apart.names(stem, |base| own.is_empty() || own.contains(&base)).map(|names| names.collect::<Vec<_>>());
        assert_eq!(names("varm", &["varmenne"]).unwrap(), ["varm varmenne"]);
        assert_eq!(names("varm", &["varma"]), names("varm", &["varmata"]));
        assert_eq!(names("varm", &[]).unwrap().len(), 5, "a word that the lexicon does not know may be any of them");
        assert_eq!(names("ko", &["koe"]), None);
        assert_eq!(names("x", &[]), None);
    }
}
