//! A site whose files can be made: all of them, or just those that somebody asks for.

use super::wording::{Look, Wording};
use super::{Options, OutputTree, Remains, Run, Understood, plans, search};
use crate::diagnostics::Diagnostic;
use crate::render::sink::Sink;
use crate::render::{check, feed, hosting, open_data, pages, sitemap};
use crate::search::FoundLexicon;
use crate::view::{self, PageAddress};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site without errors so far. It is cheap to keep: its files are made when they are asked for.
#[derive(Clone, Debug)]
pub struct Ready {
    understood: Arc<Understood>,
    wording: Arc<Wording>,
    base_url: String,
    lexicons: BTreeMap<String, FoundLexicon>,
}

/// What making files keeps from one compilation to the next.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    pub(super) pages: pages::Memo,
    pub(super) plans: plans::Memo,
}

impl Memo {
    /// For a compilation that no other follows: it keeps nothing.
    pub(super) fn of_one_run() -> Self {
        Memo { pages: pages::Memo::Nothing, plans: plans::Memo::of_one_run() }
    }
}

/// What checks read of the files of a site but those of its search.
#[derive(Debug)]
pub struct Body {
    /// The files that are no pages.
    others: BTreeSet<String>,
    pages: pages::Pages,
}

/// Whether nobody waits for the work any more.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

impl Ready {
    pub(super) fn new(understood: Arc<Understood>, wording: Arc<Wording>, options: &Options) -> Self {
        let base_url = options.base_url.clone().unwrap_or_else(|| understood.model.site.base_url.clone());
        Ready { understood, wording, base_url, lexicons: options.lexicons.clone() }
    }

    fn site(&self) -> view::Site<'_> {
        let Understood { model, resolved } = &*self.understood;
        view::Site { model, resolved, messages: &self.wording.words.messages, base_url: &self.base_url, known: None, reads: None }
    }

    fn means(&self) -> Option<pages::Means<'_>> {
        let Look { sources, templates, manifest } = self.wording.look.as_ref()?;
        Some(pages::Means { sources, templates, messages: &self.wording.words.fingerprints, manifest })
    }

    /// Whether both sites have the same messages, templates and assets.
    pub fn looks_like(&self, other: &Ready) -> bool {
        Arc::ptr_eq(&self.wording, &other.wording)
    }

    /// Styles, scripts and pictures.
    pub fn assets(&self) -> &OutputTree {
        &self.wording.files
    }

    /// Whether both sites have the same pages at the same addresses, because nothing but words differs.
    pub fn stands_like(&self, other: &Ready) -> bool {
        Arc::ptr_eq(&self.understood.resolved.from_data, &other.understood.resolved.from_data)
    }

    /// Every page, by its file.
    pub fn addresses(&self) -> BTreeMap<String, PageAddress> {
        view::addresses(&self.site()).into_iter().map(|address| (address.file.clone(), address)).collect()
    }

    /// Whether the file `name` is a page at an address that leads to another.
    pub fn redirects(&self, name: &str) -> bool {
        name.strip_suffix("index.html").is_some_and(|folder| self.understood.resolved.routes.leads(&format!("/{folder}")))
    }

    /// The bytes of one page; `None` where its record or language is not there.
    ///
    /// # Errors
    ///
    /// What is wrong with its template.
    pub fn page(&self, address: &PageAddress) -> Option<Result<Arc<[u8]>, Box<Diagnostic>>> {
        pages::page(&self.site(), &self.means()?, address)
    }

    /// The index of the search.
    pub fn index(&self, memo: &mut search::Memo) -> search::Index {
        search::index(&self.site(), &self.lexicons, memo)
    }

    /// What is wrong with the site's own queries, tried on its index.
    pub fn try_queries(&self, index: &search::Index, memo: &mut search::Memo) -> Vec<Diagnostic> {
        search::try_queries(&self.site(), index, memo)
    }

    /// The index files of the search, with what is wrong with the lexicons and with the site's own queries.
    pub fn search(&self, memo: &mut search::Memo) -> (OutputTree, Vec<Diagnostic>) {
        let index = self.index(memo);
        let tried = self.try_queries(&index, memo);
        (index.files, index.findings.into_iter().chain(tried).collect())
    }

    /// Makes all files but those of the search. `None` if `stop` said so meanwhile.
    pub fn body(&self, memo: &mut Memo, sink: &dyn Sink, stop: Stop<'_>, run: &mut Run) -> Option<Body> {
        let site = self.site();
        let known = view::Known::new(&site);
        let site = view::Site { known: Some(&known), ..site };
        // What went wrong when single pages were asked for is found again where it still holds.
        site.messages.forget_faults();
        let means = self.means()?;
        let mut others = BTreeSet::new();
        put_all(&self.wording.files, sink, &mut others);
        let (of_pages, of_plans, mut beside) = (&mut memo.pages, &mut memo.plans, Run::default());
        // Who writes spreadsheets waits for their threads: the sooner all are begun, the more pages are made meanwhile.
        let (written, pages) = rayon::join(
            || {
                let mut data = OutputTree::new();
                beside.stage("data", |_| {
                    open_data::add(site.model, site.resolved, site.messages, site.base_url, &mut data);
                    feed::add(site.model, site.resolved, site.base_url, &mut data);
                    hosting::add(site.model, site.resolved, site.base_url, &mut data);
                });
                (beside.stage("plans", |findings| plans::files(&site, of_plans, sink, findings)), data)
            },
            || run.stage("pages", |findings| pages::render(&site, &means, of_pages, sink, stop, findings)),
        );
        run.append(beside);
        let (pages, (plans, mut data)) = (pages?, written);
        others.extend(plans);
        sitemap::add(&pages, site.base_url, &mut data);
        put_all(&data, sink, &mut others);
        (!stop()).then_some(Body { others, pages })
    }

    /// Checks the files of `body` together with those of the search.
    pub fn check(&self, body: Body, index: &OutputTree, memo: &mut Memo, run: &mut Run) {
        run.stage("check", |findings| {
            let model = &self.understood.model;
            let checked = check::check(model, &body.others, &body.pages, &self.base_url);
            self.gather(checked, index, memo, findings);
        });
    }

    /// Adds what the messages and the pages show, and what leads to no file.
    fn gather(&self, checked: check::Checked, index: &OutputTree, memo: &mut Memo, findings: &mut Vec<Diagnostic>) {
        let faults = self.wording.words.messages.faults();
        if !faults.is_empty() {
            // They are found only while a text is made: what was made must be made again to find them again.
            memo.pages.clear();
        }
        findings.extend(faults);
        findings.extend(checked.findings(&self.understood.model, |path| index.contains_key(path)));
    }

    /// Makes and checks everything.
    pub(super) fn all(&self, memo: &mut Memo, index: &mut search::Memo, sink: &dyn Sink, run: &mut Run) -> Option<()> {
        let body = self.body(memo, sink, &|| sink.is_closed(), run)?;
        let files = run.stage("search", |findings| {
            let (files, found) = self.search(index);
            findings.extend(found);
            files
        });
        put_all(&files, sink, &mut BTreeSet::new());
        self.check(body, &files, memo, run);
        Some(())
    }

    /// Makes and checks everything, and lets go on the way of what is not needed any more.
    pub(super) fn once(mut self, sink: &dyn Sink, run: &mut Run) -> Remains {
        let (mut memo, mut index) = (Memo::of_one_run(), search::Memo::default());
        self.forget_proved();
        if let Some(body) = self.body(&mut memo, sink, &|| sink.is_closed(), run) {
            self.finish(body, &mut memo, &mut index, sink, run);
        }
        Remains::of((self, memo, index))
    }

    /// Checks what was made, and makes the search.
    fn finish(&mut self, body: Body, memo: &mut Memo, index: &mut search::Memo, sink: &dyn Sink, run: &mut Run) {
        let Body { others, pages } = body;
        let checked = run.stage("check", |_| check::check(&self.understood.model, &others, &pages, &self.base_url));
        drop((others, pages));
        self.forget_meanings();
        let files = run.stage("search", |findings| {
            let gathered = search::gather(&self.site(), &self.lexicons, findings);
            self.forget_words();
            let made = search::make(gathered);
            findings.extend(self.try_queries(&made, index));
            made.files
        });
        put_all(&files, sink, &mut BTreeSet::new());
        self.gather(checked, &files, memo, &mut run.findings);
    }

    /// Lets go of what only proofs and what follows from them read, where nobody else holds it: what editors confirmed, and the references of
    /// records and words.
    fn forget_proved(&mut self) {
        let Some(Understood { model, .. }) = Arc::get_mut(&mut self.understood) else { return };
        let items = Arc::get_mut(&mut model.items);
        for item in items.into_iter().flatten().filter_map(|(_, item)| Arc::get_mut(item)) {
            item.ledger = Arc::default();
            item.words.values_mut().filter_map(Arc::get_mut).for_each(|file| file.references = Vec::new());
        }
        if let Some(data) = Arc::get_mut(&mut model.data) {
            data.references = Vec::new();
        }
    }

    /// Lets go of what follows from the words of items, where nobody else holds it: pages show it, and the search does not read it.
    fn forget_meanings(&mut self) {
        if let Some(Understood { resolved, .. }) = Arc::get_mut(&mut self.understood) {
            resolved.words = Arc::default();
        }
    }

    /// Lets go of the words of all items, where nobody else holds them.
    fn forget_words(&mut self) {
        if let Some(Understood { model, .. }) = Arc::get_mut(&mut self.understood) {
            model.items = Arc::default();
        }
    }
}

/// Puts `files` out, and their names among `names`.
fn put_all(files: &OutputTree, sink: &dyn Sink, names: &mut BTreeSet<String>) {
    files.par_iter().for_each(|(path, bytes)| sink.put_shared(path, bytes));
    names.extend(files.keys().cloned());
}
