//! Snowball stems.

use std::borrow::Cow;

use snowball_stemmers_rs::Algorithm;

/// The stemmer of a language, or none.
pub struct Stemmer {
    name: &'static str,
    snowball: Option<snowball_stemmers_rs::Stemmer>,
}

impl Stemmer {
    /// The stemmer with this name; another name gives words back as they are.
    pub fn new(name: &'static str) -> Self {
        let algorithm = match name {
            "finnish" => Some(Algorithm::Finnish),
            "swedish" => Some(Algorithm::Swedish),
            _ => None,
        };
        Stemmer { name: if algorithm.is_some() { name } else { "" }, snowball: algorithm.map(snowball_stemmers_rs::Stemmer::create) }
    }

    /// Name of the algorithm as the manifest gives it to the browser; empty for none.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Stem of a lower-case word.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.snowball {
            Some(stemmer) => stemmer.stem(word),
            None => Cow::Borrowed(word),
        }
    }
}
