//! Words of the interface and of everything that is generated: messages, numbers, dates, lists, order, durations, sentences.
//!
//! Besides the search this is the only stage that knows languages. What a language needs stands in its messages and in the
//! Unicode locale data; a new language is a folder of messages and its line in `site.toml`.

mod catalogue;
pub mod checks;
mod collation;
mod dates;
pub mod durations;
pub mod hyphens;
mod lists;
mod messages;
mod numbers;
pub mod sentences;

pub use catalogue::{Arg, Catalogue, Defined};
pub use collation::Collation;
pub use dates::Dates;
pub use lists::Lists;
pub use messages::{Messages, theme_language};
pub use numbers::Numbers;

/// The text as a title: with a capital, unless its first word has one already, as a product's name does ("eArchive").
pub fn titled(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.chars().any(char::is_uppercase) { text.to_owned() } else { capitalised(text) }
}

/// The text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
