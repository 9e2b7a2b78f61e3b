//! What the data says, in words, in every language: conditions, deadlines, how strictly something is asked for.
//!
//! The words stand in the messages; what they speak of comes from the records, in the forms that the records give.

pub mod conditions;
pub mod deadlines;
mod leaves;
pub mod strictness;

use super::Catalogue;
use crate::model::{Key, Model, PerLang};

/// In which language, about which site.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The site.
    pub model: &'a Model,
    /// The language's messages.
    pub catalogue: &'a Catalogue,
    /// The place of the language in the site's languages.
    pub language: usize,
}

impl<'a> Wording<'a> {
    /// The text in this language, or in the first one that has it.
    pub fn text<'b>(&self, texts: &'b PerLang<String>) -> &'b str {
        texts.or_other(self.language).map_or("", |(_, text)| text)
    }

    /// The name of a record; its id where it has none.
    pub fn name<'b>(&self, key: &'b Key) -> &'b str
    where
        'a: 'b,
    {
        self.model.records.get(key).and_then(|record| record.name.as_ref()).map_or(key.id.as_str(), |name| self.text(name))
    }
}

/// The messages of all sentences with their variables.
pub fn messages() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    [super::durations::MESSAGES, conditions::MESSAGES, leaves::MESSAGES, deadlines::MESSAGES, strictness::MESSAGES].into_iter().flatten()
}
