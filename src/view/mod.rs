//! Pure: a model, what follows from it and a language to one serialisable struct per page. Cannot find faults in content.

mod common;
pub mod pages;
pub mod prose;
pub mod types;

use crate::i18n::Messages;
use crate::model::{Key, Model};
use crate::resolve::Resolved;

/// What views are made of.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The site as its files say it.
    pub model: &'a Model,
    /// What follows from it.
    pub resolved: &'a Resolved,
    /// The words of the interface and of everything generated.
    pub messages: &'a Messages,
    /// Where the site is published: absolute, ends with a slash.
    pub base_url: &'a str,
}

/// A page to render: where it stands and how its view is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// Its path in the output folder: `fi/ohjeet/kuvat/index.html`.
    pub file: String,
    /// The place of its language in the site's languages.
    pub language: usize,
    /// What it shows.
    pub subject: Subject,
}

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The choice of a language, at the root.
    Language,
    /// A record with a page.
    Record(Key),
    /// The page for addresses that lead nowhere: at the root, and one in each language's folder.
    NotFound,
}

/// Every page of the site, in the order of their paths.
pub fn addresses(_site: &Site<'_>) -> Vec<PageAddress> {
    Vec::new()
}

/// The view of one page.
pub fn page(_site: &Site<'_>, _address: &PageAddress) -> pages::PageView {
    unreachable!()
}
