//! Texts, and what is linked from them.

use super::*;
use serde::Serialize;

/// A block whose other language has changed since it was confirmed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Behind {
    /// The section's id; `title` or `lead` for those.
    pub block: String,
    /// The section's heading.
    pub heading: String,
    /// When it was last confirmed.
    pub confirmed_on: Day,
    /// The newer version in the other language, at the same heading.
    pub newer: Link,
}

/// A section of prose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// The id that all languages share; on pages with several items prefixed with the item's id.
    pub id: String,
    /// Heading level on the page, 2 to 6.
    pub level: u8,
    /// The heading as plain text, for links to it.
    pub title: String,
    /// The heading.
    pub heading: Html,
    /// The text under it, up to the next heading.
    pub body: Html,
    /// That the other language is newer.
    pub behind: Option<Behind>,
}

/// The prose of an item.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prose {
    /// The summary: one or more paragraphs.
    pub lead: Html,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Footnotes, as an ordered list; empty if there are none.
    pub footnotes: Html,
    /// The language of all this, where it is not the page's.
    pub lang: Option<String>,
}

/// A fact as it is cited.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactLink {
    /// The fact's id.
    pub id: String,
    /// To the fact on its source's page.
    pub url: String,
    /// What it says, in the page's language.
    pub text: Text,
    /// The language of the source.
    pub source_lang: String,
    /// The source's title, in its own language.
    pub source_title: Text,
    /// The source's date.
    pub date: Option<Day>,
    /// Whether the date is assumed.
    pub assumed: bool,
    /// Whether the source is later than the as-of date.
    pub later: bool,
    /// Whether the source has been superseded.
    pub superseded: bool,
}

/// What later sources say of a record.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Later {
    /// What holds on the as-of date already.
    pub holding: Vec<LaterInformation>,
    /// What came after it: told, never followed.
    pub ahead: Vec<LaterInformation>,
}

/// What a source says that is later than the words of a record.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LaterInformation {
    /// From which day.
    pub on: Day,
    /// What it says.
    pub text: Text,
    /// The facts that say it.
    pub facts: Vec<FactLink>,
}

/// Who acts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RoleLink {
    /// The role's id, or `you`.
    pub id: String,
    /// The role's page and name.
    pub link: Link,
    /// In which case, in words; `None`: in any.
    pub when: Option<String>,
    /// Whether the reader must check that it is so.
    pub check: bool,
}
