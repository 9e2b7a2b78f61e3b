//! What the data says, in words, in every language: conditions, deadlines, how strictly something is asked for.
//!
//! The words stand in the messages; what they speak of comes from the records, in the forms that the records give.

pub mod conditions;
pub mod deadlines;
mod leaves;
pub mod strictness;

use super::Catalogue;
use crate::model::records::AnswerChoice;
use crate::model::{Key, Model, PerLang};
use crate::resolve::asof;

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

    /// The name of a record that is in force on the site's as-of date; the record's id where it has none.
    pub fn name<'b>(&self, key: &'b Key) -> &'b str
    where
        'a: 'b,
    {
        let name = self.model.records.get(key).and_then(|record| asof::name(record, self.model.site.as_of));
        name.map_or(key.id.as_str(), |name| self.text(name.name))
    }

    /// An answer as a choice in a form: its own name, or that of the record that it names.
    pub fn answer<'b>(&self, answer: &'b AnswerChoice) -> &'b str
    where
        'a: 'b,
    {
        match (&answer.name, &answer.about) {
            (Some(name), _) => self.text(name),
            (None, Some(about)) => self.name(&about.key),
            (None, None) => &answer.id,
        }
    }
}

/// The messages of all sentences with their variables.
pub fn messages() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    [super::durations::MESSAGES, conditions::MESSAGES, leaves::MESSAGES, deadlines::MESSAGES, strictness::MESSAGES].into_iter().flatten()
}
