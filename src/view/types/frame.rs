//! What is around the content of a page.

use super::*;
use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

/// A part of many views. A clone shares it.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Takes a part that views are to share.
    pub fn new(part: T) -> Self {
        Shared(Arc::new(part))
    }

    /// Where it lies: two parts that live lie in the same place just if they are one.
    pub fn place(&self) -> *const T {
        Arc::as_ptr(&self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The page in one of the site's languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The language.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// Relative address of the page in it, or of the nearest page that exists.
    pub url: String,
    /// Absolute address.
    pub absolute: String,
    /// Whether it is this page.
    pub current: bool,
    /// Why the page itself is not there in it; `None`: it is.
    pub missing: Option<Text>,
}

/// A language of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SiteLanguage {
    /// The language.
    pub lang: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// What pages of a folder have around their own content alike; in templates it is a part of `frame`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Around {
    /// The page's language.
    pub lang: String,
    /// The languages of the site.
    pub languages: Vec<SiteLanguage>,
    /// The site's title.
    pub site_title: String,
    /// The site in one line.
    pub tagline: String,
    /// The key of the site in browsers.
    pub site_id: String,
    /// The home page in this language.
    pub home: Link,
    /// From the page to the root of the site: `../../`.
    pub root: String,
    /// The pages in the header.
    pub navigation: Vec<Link>,
    /// The pages in the footer.
    pub footer: Vec<Link>,
    /// The search page, if there is one.
    pub search: Option<Link>,
    /// The A–Ö index, if there is one: where search leads without scripts.
    pub index: Option<Link>,
    /// The day whose rules the site tells.
    pub as_of: Day,
    /// The page that says what that means, if there is one.
    pub about: Option<Link>,
    /// Who publishes the site.
    pub publisher: Option<Text>,
    /// Where feedback goes.
    pub feedback: Option<String>,
}

/// What every page has around its own content for itself.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The page's kind: names its template and marks its body.
    pub kind: String,
    /// The page's record, `kind:id`; empty for pages that are no record's.
    pub record: String,
    /// The title, as the heading says it.
    pub title: Text,
    /// A code that people know the record by.
    pub code: Option<String>,
    /// A plain summary, for search engines and lists.
    pub description: String,
    /// The absolute address of the page.
    pub canonical: String,
    /// The page in every language of the site, this one included.
    pub alternates: Vec<Alternate>,
    /// The absolute address of the language choice.
    pub default_url: String,
    /// The way from the home page to this one, this one last.
    pub breadcrumbs: Vec<Link>,
    /// The pages beside this one, by group; empty where the page has a list of its own contents, or stands alone.
    pub rail: Vec<RailGroup>,
    /// Blocks of this page that are behind the other language.
    pub behind: Vec<Behind>,
    /// Whether the page is left out of search engines and sitemaps.
    pub unlisted: bool,
    /// When the page was last changed for readers.
    pub changed: Option<Day>,
}

/// Pages that stand beside a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RailGroup {
    /// What they are.
    pub name: Text,
    /// The pages.
    pub items: Vec<RailItem>,
}

/// A page beside a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RailItem {
    /// The page.
    pub link: Link,
    /// What belongs to it; only under the page that is shown.
    pub within: Vec<Link>,
}
