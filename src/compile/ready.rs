//! A site whose files can be made: all of them, or just those that somebody asks for.

use super::wording::{Look, Wording};
use super::{Options, OutputTree, Run, Understood, plans, search};
use crate::diagnostics::Diagnostic;
use crate::render::{check, feed, hosting, open_data, pages, sitemap};
use crate::search::FoundLexicon;
use crate::view::{self, PageAddress};
use std::collections::BTreeMap;
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

/// The files of a site but those of its search, with what checks and sitemaps read of the pages.
#[derive(Debug)]
pub struct Body {
    files: OutputTree,
    rendered: Vec<pages::Rendered>,
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
        view::Site { model, resolved, messages: &self.wording.words.messages, base_url: &self.base_url, known: None }
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

    /// Whether the file `name` is a page at a former address.
    pub fn redirects(&self, name: &str) -> bool {
        name.strip_suffix("index.html").is_some_and(|folder| self.understood.resolved.routes.redirects.contains_key(&format!("/{folder}")))
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

    /// All files but those of the search. `None` if `stop` said so meanwhile.
    pub fn body(&self, memo: &mut Memo, stop: Stop<'_>, run: &mut Run) -> Option<Body> {
        let site = self.site();
        let known = view::Known::new(&site);
        let site = view::Site { known: Some(&known), ..site };
        // What went wrong when single pages were asked for is found again where it still holds.
        site.messages.forget_faults();
        let means = self.means()?;
        let rendered = run.stage("pages", |findings| pages::render(&site, &means, &mut memo.pages, stop, findings))?;
        let mut files = self.wording.files.clone();
        files.extend(rendered.iter().map(|page| (page.address.file.clone(), page.bytes.clone())));
        files.extend(run.stage("plans", |findings| plans::files(&site, &mut memo.plans, findings)));
        run.stage("data", |_| {
            open_data::add(site.model, site.resolved, site.messages, site.base_url, &mut files);
            feed::add(site.model, site.resolved, site.base_url, &mut files);
            sitemap::add(&rendered, site.base_url, &mut files);
            hosting::add(site.model, site.resolved, site.base_url, &mut files);
        });
        (!stop()).then_some(Body { files, rendered })
    }

    /// All files together, checked.
    pub fn whole(&self, body: Body, index: OutputTree, memo: &mut Memo, run: &mut Run) -> OutputTree {
        let Body { mut files, rendered } = body;
        files.extend(index);
        run.stage("check", |findings| {
            let faults = self.wording.words.messages.faults();
            if !faults.is_empty() {
                // They are found only while a text is made: what was made must be made again to find them again.
                memo.pages.clear();
            }
            findings.extend(faults);
            findings.extend(check::check(&self.understood.model, &files, &rendered, &self.base_url));
        });
        files
    }

    /// Makes and checks everything.
    pub(super) fn all(&self, memo: &mut Memo, index: &mut search::Memo, run: &mut Run) -> Option<OutputTree> {
        let body = self.body(memo, &|| false, run)?;
        let files = run.stage("search", |findings| {
            let (files, found) = self.search(index);
            findings.extend(found);
            files
        });
        Some(self.whole(body, files, memo, run))
    }
}
