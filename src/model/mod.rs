//! Syntax to typed records: what the files of a site say, each record with its place.
//!
//! The tables of fields ([`fields`], [`kinds`]) say what each kind of record may hold; [`read`] checks every file against them and
//! reports every fault; [`build`](fn@build) makes the [`Model`]. A record that is broken counts as known, so that references to it do
//! not report again.

mod basis;
mod build;
pub mod condition;
pub mod deadline;
pub mod drafts;
pub mod fields;
pub mod items;
pub mod kinds;
pub mod language;
pub mod ledger;
pub mod read;
pub mod records;
pub mod schema;
pub mod site;
pub mod skeleton;

pub use basis::Basis;
pub use build::{Memo, build, build_with};
pub use condition::{Answer, Answers, Condition, Truth};
pub use items::{Guide, Item, Page, Task, Words};
pub use language::{ByLang, LanguageId, Languages, PerLang, Waiver};
pub use records::{Common, Key, Reference};
pub use site::Site;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A whole site as its files say it. Read-only after [`build`](fn@build). What stands in TOML files alone is read through
/// [`Data`], which models share whose TOML files are the same. A clone shares everything.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the TOML files say.
    pub data: Arc<Data>,
    /// What all records have in common, by kind and id; items too.
    pub records: Arc<BTreeMap<Key, Arc<Common>>>,
    /// Words, ledger and changes of every item.
    pub items: Arc<BTreeMap<Key, Arc<Item>>>,
}

impl Deref for Model {
    type Target = Data;

    fn deref(&self) -> &Data {
        &self.data
    }
}

impl DerefMut for Model {
    fn deref_mut(&mut self) -> &mut Data {
        Arc::make_mut(&mut self.data)
    }
}

/// What the TOML files of a site say, but for names: those of items are the titles of their words.
#[derive(Clone, Debug)]
pub struct Data {
    /// `content/site.toml`.
    pub site: Arc<Site>,
    /// Non-working days.
    pub calendar: deadline::Calendar,
    /// What the calendar rests on.
    pub calendar_note: Option<PerLang<String>>,
    /// Published pages that facts come from.
    pub sources: BTreeMap<String, records::Source>,
    /// What the sources say.
    pub facts: BTreeMap<String, records::Fact>,
    /// What facts of different sources speak about.
    pub topics: BTreeMap<String, records::Topic>,
    /// Which sources are compared.
    pub comparisons: BTreeMap<String, records::Comparison>,
    /// Contradictions with their rulings.
    pub conflicts: BTreeMap<String, records::Conflict>,
    /// What deadlines count from.
    pub events: BTreeMap<String, records::Event>,
    /// Deadlines with their variants.
    pub deadlines: BTreeMap<String, deadline::Deadline>,
    /// Numbers that decide.
    pub thresholds: BTreeMap<String, records::Threshold>,
    /// What is asked of readers.
    pub questions: BTreeMap<String, records::Question>,
    /// What requires what.
    pub prerequisites: BTreeMap<String, records::Prerequisite>,
    /// Ways to reach somebody.
    pub channels: BTreeMap<String, records::Channel>,
    /// Who tells whom what, how and when.
    pub notices: BTreeMap<String, records::Notice>,
    /// Outside documents.
    pub documents: BTreeMap<String, records::Document>,
    /// Who acts.
    pub roles: BTreeMap<String, records::Role>,
    /// Readers for whom guides are cut down or widened.
    pub audiences: BTreeMap<String, records::Audience>,
    /// The glossary.
    pub terms: BTreeMap<String, records::Term>,
    /// Records of the kinds that the site declares.
    pub declared: BTreeMap<Key, records::Declared>,
    /// Tasks.
    pub tasks: BTreeMap<String, Task>,
    /// Guides.
    pub guides: BTreeMap<String, Guide>,
    /// Other pages.
    pub pages: BTreeMap<String, Page>,
    /// Searches and what they find, in the order of their file.
    pub search_queries: Vec<site::SearchQuery>,
    /// What readers have seen, if there has been a release.
    pub published: Option<ledger::Published>,
    /// Every reference that a field makes, in the order of the files.
    pub references: Vec<records::ReferenceUse>,
    /// Ids that are known though their record could not be read.
    pub broken: BTreeSet<Key>,
}

impl Model {
    /// The site's languages.
    pub fn languages(&self) -> &Languages {
        &self.site.languages
    }

    /// What all records have in common, of the record of this kind and id.
    pub fn record(&self, kind: &str, id: &str) -> Option<&Common> {
        self.records.get(&Key::new(kind, id)).map(|record| &**record)
    }

    /// Whether a record of this kind and id exists, broken or not.
    pub fn knows(&self, key: &Key) -> bool {
        self.records.contains_key(key) || self.broken.contains(key)
    }
}
