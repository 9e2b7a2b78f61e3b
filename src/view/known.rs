//! What many pages have in common, worked out once for all of them: what records are called, where they stand, and what is around the
//! pages of a folder.

use super::Site;
use super::context::View;
use super::frame;
use super::rail::{Sorted, sorted_kinds};
use super::types::{Around, Shared, Text};
use crate::model::{Common, Item, Key};
use ahash::AHashMap;
use rayon::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

/// What views need again and again. They are the same without it.
#[derive(Debug)]
pub struct Known<'a> {
    records: AHashMap<&'a Key, Record<'a>>,
    /// By language, the addresses to which the surroundings of every page lead, from the root of the site.
    targets: Vec<Vec<String>>,
    /// By language, the pages of a kind in the order of their titles.
    sorted: Vec<AHashMap<&'a str, Sorted<'a>>>,
    /// By language and folder above the page.
    around: Mutex<AHashMap<(usize, String), Shared<Around>>>,
}

/// A record.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// What it has in common with all records.
    pub(super) common: &'a Common,
    /// Its words, where it is an item.
    pub(super) item: Option<&'a Item>,
    /// Its names and addresses, by language of the site.
    named: Vec<Named<'a>>,
}

/// A record in one language.
#[derive(Debug)]
pub(super) struct Named<'a> {
    /// Its name.
    pub(super) name: Text,
    /// Its name as a title.
    pub(super) title: Text,
    /// The address of its own page: in the language, or else in the first that has it.
    pub(super) page: Option<&'a str>,
    /// Whether the page is in the language.
    pub(super) own: bool,
}

impl<'a> Known<'a> {
    /// What the pages of `site` have in common.
    pub fn new(site: &Site<'a>) -> Self {
        let view = |(language, catalogue)| View { site: Site { known: None, ..*site }, language, path: "/", catalogue };
        let views: Vec<View<'a>> = site.messages.iter().enumerate().map(view).collect();
        let record = |(key, common): (&'a Key, &'a Arc<Common>)| {
            let named = views.iter().map(|view| named(view, key)).collect();
            (key, Record { common, item: site.model.items.get(key).map(|item| &**item), named })
        };
        let sorted = |view: &View<'a>| sorted_kinds(site).map(|kind| (kind, Sorted::new(view, kind))).collect();
        Known {
            records: site.model.records.iter().map(record).collect(),
            targets: views.iter().map(frame::targets).collect(),
            sorted: views.par_iter().map(sorted).collect(),
            around: Mutex::default(),
        }
    }

    /// The record; `None` where there is none.
    pub(super) fn record(&self, key: &Key) -> Option<&Record<'a>> {
        self.records.get(key)
    }

    /// The record in the language at `language`; `None` where there is no such record.
    pub(super) fn named(&self, key: &Key, language: usize) -> Option<&Named<'a>> {
        self.records.get(key)?.named.get(language)
    }

    /// The pages of a kind in the order of their titles, in the language at `language`; `None` where they have no order of their own.
    pub(super) fn sorted(&self, language: usize, kind: &str) -> Option<&Sorted<'a>> {
        self.sorted.get(language)?.get(kind)
    }

    /// What is around the page of `view`: addresses of what stands neither at the page nor under it are the same from all pages of a folder.
    pub(super) fn around(&self, view: &View<'_>) -> Shared<Around> {
        let leads_here = self.targets.get(view.language).is_none_or(|targets| targets.iter().any(|target| target.starts_with(view.path)));
        let folder = view.path.strip_suffix('/').and_then(|path| path.rfind('/')).map(|end| &view.path[..end]).filter(|_| !leads_here);
        let Some(folder) = folder else { return Shared::new(frame::around(view)) };
        let key = (view.language, folder.to_owned());
        let mut known = self.around.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Shared::new(frame::around(view))).clone()
    }
}

fn named<'a>(view: &View<'a>, key: &Key) -> Named<'a> {
    let own = view.site.resolved.routes.path(key, view.language).is_some();
    Named { name: view.name(key), title: view.title(key), page: view.page(key), own }
}
