//! What templates print: the parts that pages share, one serialisable struct each.
//!
//! Everything is finished: links are relative to the page, sentences are in the page's language, HTML is escaped. A template only
//! chooses the elements. `lang` stands where a text is in another language than the page.

mod deadlines;
mod frame;
mod guides;
mod prose;
mod tasks;

use serde::Serialize;

pub use deadlines::*;
pub use frame::*;
pub use guides::*;
pub use prose::*;
pub use tasks::*;

/// Finished HTML: escaped, with links resolved. The only strings that templates print without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Relative to the page; empty where there is nothing to link to.
    pub url: String,
    /// What it says.
    pub text: String,
    /// The language of the text, where it is not the page's.
    pub lang: Option<String>,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
}

/// A text that may be in another language than the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its language, where it is not the page's.
    pub lang: Option<String>,
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2021-04-07`.
    pub iso: String,
    /// In the page's language: `7.4.2021`.
    pub text: String,
}
