//! A sound site whose files are made when they are asked for.

use crate::compile::{OutputTree, Ready, Run, ready, search};
use crate::render::sink::{InMemory, Sink};
use crate::search::INDEX_FOLDER;
use crate::view::PageAddress;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What making files keeps from one state of the site to the next.
#[derive(Debug, Default)]
pub struct Kept {
    made: Mutex<ready::Memo>,
    search: Mutex<search::Memo>,
}

/// What browsers and the preview itself ask for, and no site has.
const NEVER: [&str; 2] = ["_opastin/", "favicon.ico"];

/// Where the assets are listed, itself under a name that stays.
pub(super) const MANIFEST: &str = "assets/manifest.json";

/// A site without errors at one moment.
#[derive(Debug)]
pub struct Site {
    ready: Ready,
    addresses: Arc<BTreeMap<String, PageAddress>>,
    kept: Arc<Kept>,
    /// The pages that have been asked for.
    pages: Mutex<BTreeMap<String, Arc<[u8]>>>,
    index: OnceLock<search::Index>,
    whole: OnceLock<Whole>,
}

/// All files of a site, with what only they could tell.
#[derive(Debug)]
pub struct Whole {
    /// The files.
    pub files: OutputTree,
    /// What was found while they were made and checked, and how long that took.
    pub run: Run,
}

impl Site {
    /// The site that `ready` can make, after `before`.
    pub fn new(ready: Ready, kept: Arc<Kept>, before: Option<&Site>) -> Self {
        let known = before.filter(|before| before.ready.stands_like(&ready)).map(|before| before.addresses.clone());
        Site {
            addresses: known.unwrap_or_else(|| Arc::new(ready.addresses())),
            ready,
            kept,
            pages: Mutex::default(),
            index: OnceLock::new(),
            whole: OnceLock::new(),
        }
    }

    /// Whether both sites have the same messages, templates and assets.
    pub fn looks_like(&self, other: &Site) -> bool {
        self.ready.looks_like(&other.ready)
    }

    /// The names of the pages' files.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.addresses.keys().map(String::as_str)
    }

    /// The bytes of the file `name`, as a build would write them. What has not been made yet is made now: a page by itself, an index
    /// file of the search with its index, any other file with all that there are.
    pub fn file(&self, name: &str) -> Option<Arc<[u8]>> {
        if let Some(whole) = self.whole.get() {
            return whole.files.get(name).cloned();
        }
        match self.addresses.get(name) {
            Some(address) => self.page(name, address),
            None if name.ends_with("/index.html") && !self.ready.redirects(name) => None,
            None if NEVER.iter().any(|never| name.starts_with(never)) => None,
            None if name.starts_with(INDEX_FOLDER) => self.index().files.get(name).cloned(),
            None => match self.ready.assets().get(name) {
                Some(bytes) => Some(bytes.clone()),
                None => self.finish(&|| false).and_then(|whole| whole.files.get(name).cloned()),
            },
        }
    }

    /// Whether the name of the file `name` changes with its bytes, so that whoever has it need not ask again.
    pub fn is_lasting(&self, name: &str) -> bool {
        self.ready.assets().contains_key(name) && name != MANIFEST
    }

    /// Styles, scripts and pictures.
    pub fn assets(&self) -> &OutputTree {
        self.ready.assets()
    }

    /// What has been made of the whole site, if all of it has been.
    pub fn whole(&self) -> Option<&Whole> {
        self.whole.get()
    }

    /// Makes and checks all files. `None` if `stop` said meanwhile that nobody waits for them.
    pub fn finish(&self, stop: ready::Stop<'_>) -> Option<&Whole> {
        if self.whole.get().is_none() {
            let mut run = Run::default();
            let sink = InMemory::default();
            let body = self.ready.body(&mut locked(&self.kept.made), &sink, stop, &mut run)?;
            // Readers of the preview wait for the index, not for the queries that are tried on it.
            let index = run.stage("search", |findings| {
                let index = self.index();
                findings.extend(index.findings.iter().cloned());
                findings.extend(self.ready.try_queries(index, &mut locked(&self.kept.search)));
                index
            });
            index.files.iter().for_each(|(path, bytes)| sink.put_shared(path, bytes));
            self.ready.check(body, &index.files, &mut locked(&self.kept.made), &mut run);
            let files = sink.into_files();
            // Somebody else may have been as quick: the same was made.
            let _ = self.whole.set(Whole { files, run });
        }
        self.whole.get()
    }

    fn page(&self, name: &str, address: &PageAddress) -> Option<Arc<[u8]>> {
        if let Some(bytes) = locked(&self.pages).get(name) {
            return Some(bytes.clone());
        }
        // What is wrong with its template is found again when the whole site is made.
        let bytes = self.ready.page(address)?.ok()?;
        locked(&self.pages).insert(name.to_owned(), bytes.clone());
        Some(bytes)
    }

    fn index(&self) -> &search::Index {
        self.index.get_or_init(|| self.ready.index(&mut locked(&self.kept.search)))
    }
}

/// What is kept saves time and is never half made: a thread that failed has not spoilt it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
