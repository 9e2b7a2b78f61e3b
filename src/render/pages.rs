//! Views to pages, in parallel and in order. A page that has been rendered from the same before is not rendered again.

use super::around::Made;
use super::assets::Manifest;
use super::blob::Blob;
use super::faults;
use super::links::Numbers;
use super::outline::{Outline, outline};
use super::prepared::Templates;
use super::sink::Sink;
use super::templates::Sources;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Basis, Key};
use crate::source::Fingerprint;
use crate::view::pages::PageView;
use crate::view::types::Alternate;
use crate::view::{self, PageAddress, Reads, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::sync::Arc;
use tera::{Context, Value};

/// What is kept of a finished page, besides its bytes.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Where it stands and what it shows.
    pub address: PageAddress,
    /// What it holds that others depend on.
    pub outline: Arc<Outline>,
    /// The pages, by their numbers in the order of all addresses, to which links lead that are not in its outline.
    pub leads_to: Box<[u32]>,
    /// How sitemaps list it; `None`: they do not.
    pub listing: Option<Listing>,
}

/// The pages of a site.
#[derive(Debug, Default)]
pub struct Pages {
    /// Those that have been made, in the order of their addresses.
    pub made: Vec<Rendered>,
    /// The files of those that could not be made, by their numbers.
    pub lost: BTreeMap<u32, String>,
}

/// How a sitemap lists a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its absolute address.
    pub canonical: String,
    /// The languages in which it exists, with its absolute addresses.
    pub alternates: Vec<(String, String)>,
    /// When it was last changed for readers.
    pub changed: Option<String>,
}

/// What is kept from one compilation to the next.
#[derive(Clone, Debug)]
pub enum Memo {
    /// Nothing: there will be no next one.
    Nothing,
    /// The pages that were made.
    Pages(Before),
}

/// Pages that were made before.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Their bytes and outlines, by the fingerprint of all that the bytes depend on.
    pub pages: BTreeMap<Fingerprint, (Blob, Arc<Outline>)>,
    /// What was read for each, by its file.
    pub seen: BTreeMap<String, Seen>,
    /// What the site at hand rests on. Where it is not known, every page is looked at.
    pub basis: Option<Arc<Basis>>,
}

/// What was read to make a page. Where all of it is the same, the page need not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Of templates, messages and assets, and of all but the words of items.
    pub rest: Fingerprint,
    /// The items whose words were read, with the fingerprints of those.
    pub words: Vec<(Key, Fingerprint)>,
    /// The fingerprint under which the page is kept.
    pub page: Fingerprint,
    /// How sitemaps list it.
    pub listing: Option<Listing>,
}

impl Default for Memo {
    fn default() -> Self {
        Memo::Pages(Before::default())
    }
}

impl Memo {
    /// Forgets all pages.
    pub fn clear(&mut self) {
        if let Memo::Pages(before) = self {
            *before = Before::default();
        }
    }
}

/// What pages are rendered with, besides their views.
#[derive(Debug)]
pub struct Means<'a> {
    /// The texts of the templates.
    pub sources: &'a Sources,
    /// The templates of every language, in the order of the site's.
    pub templates: &'a [Templates],
    /// The fingerprint of every language's messages.
    pub messages: &'a [Fingerprint],
    /// Where the assets stand.
    pub manifest: &'a Manifest,
}

/// A page as it is kept for the next compilation: the fingerprint of all that its bytes depend on, these, and what was read.
type Kept = (Fingerprint, Blob, Option<Seen>);

/// One page's outcome: itself, with what is to be kept, or what is wrong with its template.
type Outcome = Result<(Option<Kept>, Rendered), Box<Diagnostic>>;

/// Renders every page of `site` into `sink`. Afterwards `memo` holds just these pages. `None` if `stop` said meanwhile that nobody waits for them;
/// `memo` is as before then.
pub fn render(
    site: &Site<'_>,
    means: &Means<'_>,
    memo: &mut Memo,
    sink: &dyn Sink,
    stop: &(dyn Fn() -> bool + Sync),
    findings: &mut Vec<Diagnostic>,
) -> Option<Pages> {
    let base: Vec<blake3::Hasher> = (0..means.templates.len()).map(|language| base(means, language)).collect();
    let addresses = view::addresses(site);
    let numbers = Numbers::new(&addresses, site.base_url);
    let basis = if let Memo::Pages(before) = &*memo { before.basis.clone() } else { None };
    let resting = basis.as_deref().map(|basis| Resting { basis, rest: base.iter().map(|base| rest(base, basis)).collect() });
    let work = Work { site, means, made: Made::default(), base: &base, memo, resting, numbers, sink };
    let unless_stopped = |address| if stop() { None } else { one(&work, address) };
    let outcomes: Vec<Option<Outcome>> = addresses.par_iter().map(unless_stopped).collect();
    if stop() {
        return None;
    }
    let mut pages = Pages { made: Vec::with_capacity(outcomes.len()), lost: BTreeMap::new() };
    let mut kept = Before::default();
    let mut faults: Vec<(Diagnostic, usize)> = Vec::new();
    for ((outcome, address), number) in outcomes.into_iter().zip(&addresses).zip(0..) {
        if !matches!(outcome, Some(Ok(_))) {
            pages.lost.insert(number, address.file.clone());
        }
        match outcome {
            None => {}
            Some(Ok((keep, page))) => {
                if let Some((fingerprint, bytes, seen)) = keep {
                    kept.pages.insert(fingerprint, (bytes, page.outline.clone()));
                    kept.seen.extend(seen.map(|seen| (address.file.clone(), seen)));
                }
                pages.made.push(page);
            }
            // One fault of a template shows in many pages: the first one stands for all.
            Some(Err(fault)) => match faults.iter_mut().find(|(known, _)| known.span == fault.span && known.code == fault.code) {
                Some((_, others)) => *others += 1,
                None => faults.push((*fault, 0)),
            },
        }
    }
    if let Memo::Pages(before) = memo {
        *before = kept;
    }
    findings.extend(faults.into_iter().map(|(fault, others)| if others > 0 { more(fault, others) } else { fault }));
    Some(pages)
}

/// The bytes of the page at `address`; `None` where its record or language is not there.
///
/// # Errors
///
/// What is wrong with its template.
pub fn page(site: &Site<'_>, means: &Means<'_>, address: &PageAddress) -> Option<Result<Arc<[u8]>, Box<Diagnostic>>> {
    let view = view::page(site, address)?;
    Some(html(means, &Made::default(), view.page.template(), address, &view).map(|html| html.into_bytes().into()))
}

fn more(mut fault: Diagnostic, others: usize) -> Diagnostic {
    fault.message.push_str(&format!(" (and {others} more)"));
    fault
}

/// What the bytes of all pages of a language depend on.
fn base(means: &Means<'_>, language: usize) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(means.sources.fingerprint()).update(&means.manifest.fingerprint());
    if let Some(messages) = means.messages.get(language) {
        hasher.update(messages);
    }
    hasher
}

/// What all pages are made with.
struct Work<'a> {
    site: &'a Site<'a>,
    means: &'a Means<'a>,
    made: Made,
    base: &'a [blake3::Hasher],
    memo: &'a Memo,
    resting: Option<Resting<'a>>,
    numbers: Numbers<'a>,
    sink: &'a dyn Sink,
}

/// What the site at hand rests on.
struct Resting<'a> {
    basis: &'a Basis,
    /// By language, of all that is no words of items.
    rest: Vec<Fingerprint>,
}

impl Resting<'_> {
    /// What was read for a page in the language at `language`, if it is known of all of it what it is.
    fn seen(&self, language: usize, reads: Reads, page: Fingerprint, listing: Option<&Listing>) -> Option<Seen> {
        let words = reads.into_keys().into_iter().map(|key| self.basis.words(&key).copied().map(|words| (key, words))).collect::<Option<_>>()?;
        Some(Seen { rest: *self.rest.get(language)?, words, page, listing: listing.cloned() })
    }

    fn is_as(&self, seen: &Seen, language: usize) -> bool {
        self.rest.get(language) == Some(&seen.rest) && seen.words.iter().all(|(key, words)| self.basis.words(key) == Some(words))
    }
}

fn rest(base: &blake3::Hasher, basis: &Basis) -> Fingerprint {
    *base.clone().update(&basis.rest).finalize().as_bytes()
}

/// The page at `address`; `None` where its record or language is not there.
fn one(work: &Work<'_>, address: &PageAddress) -> Option<Outcome> {
    let listing = |view: &PageView| (!view.frame.unlisted).then(|| listing(view));
    match work.memo {
        Memo::Nothing => {
            let view = view::page(work.site, address)?;
            let listing = listing(&view);
            Some(once(work, address, view, listing).map(|page| (None, page)))
        }
        Memo::Pages(before) => {
            if let Some(page) = unchanged(work, before, address) {
                return Some(Ok(page));
            }
            let reads = Reads::default();
            let site = Site { reads: work.resting.as_ref().map(|_| &reads), ..*work.site };
            let view = view::page(&site, address)?;
            let listing = listing(&view);
            Some(again(work, before, address, &view).map(|(page, bytes, outline)| {
                let seen = work.resting.as_ref().and_then(|resting| resting.seen(address.language, reads, page, listing.as_ref()));
                (Some((page, bytes, seen)), Rendered { address: address.clone(), outline, leads_to: Box::default(), listing })
            }))
        }
    }
}

/// The page as it was made before, if all that was read for it is as it was.
fn unchanged(work: &Work<'_>, before: &Before, address: &PageAddress) -> Option<(Option<Kept>, Rendered)> {
    let resting = work.resting.as_ref()?;
    let seen = before.seen.get(&address.file).filter(|seen| resting.is_as(seen, address.language))?;
    let (bytes, outline) = before.pages.get(&seen.page)?;
    work.sink.put_blob(&address.file, bytes);
    let page = Rendered { address: address.clone(), outline: outline.clone(), leads_to: Box::default(), listing: seen.listing.clone() };
    Some((Some((seen.page, bytes.clone(), Some(seen.clone()))), page))
}

/// Makes a page of which nothing is kept but what the check of all pages reads.
fn once(work: &Work<'_>, address: &PageAddress, view: PageView, listing: Option<Listing>) -> Result<Rendered, Box<Diagnostic>> {
    let template = view.page.template();
    let context = context(work.means, &work.made, template, address, &view)?;
    // A list of everything is large: no more of it than is needed lies in memory at once.
    drop(view);
    let html = rendered(work.means, template, address, context)?;
    work.sink.put(&address.file, html.as_bytes());
    let mut outline = outline(&html);
    let leads_to = work.numbers.take(&address.file, &mut outline);
    Ok(Rendered { address: address.clone(), outline: Arc::new(outline), leads_to, listing })
}

/// A page's fingerprint, bytes and outline.
type Again = (Fingerprint, Blob, Arc<Outline>);

/// Makes a page, or takes it over from those that were made before. Gives the fingerprint under which it is kept, its bytes and its outline.
fn again(work: &Work<'_>, before: &Before, address: &PageAddress, view: &PageView) -> Result<Again, Box<Diagnostic>> {
    let template = view.page.template();
    let fingerprint = fingerprint(work.base.get(address.language), template, view);
    let (bytes, outline) = match before.pages.get(&fingerprint) {
        Some(known) => known.clone(),
        None => {
            let html = html(work.means, &work.made, template, address, view)?;
            let outline = Arc::new(outline(&html));
            (html.into_bytes().into(), outline)
        }
    };
    work.sink.put_blob(&address.file, &bytes);
    Ok((fingerprint, bytes, outline))
}

fn fingerprint(base: Option<&blake3::Hasher>, template: &str, view: &PageView) -> Fingerprint {
    let mut hasher = base.cloned().unwrap_or_default();
    hasher.update(template.as_bytes());
    let mut writer = BufWriter::new(hasher);
    // A view is made of texts, numbers and lists: it can always be written, as the hasher can.
    let _ = serde_json::to_writer(&mut writer, view).map(|()| writer.flush());
    writer.into_inner().map(|hasher| *hasher.finalize().as_bytes()).unwrap_or_default()
}

fn html(means: &Means<'_>, made: &Made, template: &str, address: &PageAddress, view: &PageView) -> Result<String, Box<Diagnostic>> {
    rendered(means, template, address, context(means, made, template, address, view)?)
}

/// What the template of a page reads, if there is one.
fn context(means: &Means<'_>, made: &Made, template: &str, address: &PageAddress, view: &PageView) -> Result<Context, Box<Diagnostic>> {
    let name = file(template);
    if !means.sources.contains(&name) {
        let message = format!("the theme has no templates/{name}, which the page {} needs", address.file);
        return Err(Box::new(Diagnostic::without_place(Code::MissingTheme, message).help("Add the template to the theme.")));
    }
    let Some(templates) = means.templates.get(address.language) else { return Ok(Context::new()) };
    let make = || {
        let around = made.get(&view.around, means.sources, templates)?;
        let mut frame = Value::try_from_serializable(&view.frame)?.into_map().unwrap_or_default();
        frame.extend(around.frame.iter().map(|(name, value)| (name.clone(), value.clone())));
        let mut context = Context::new();
        context.insert_value("frame", Value::from(frame));
        context.insert_value("around", around.html.clone());
        context.insert_value("page", Value::try_from_serializable(&view.page)?);
        Ok(context)
    };
    make().map_err(|error| fault(means, template, address, &error))
}

/// The page that its template makes of what it reads.
fn rendered(means: &Means<'_>, template: &str, address: &PageAddress, context: Context) -> Result<String, Box<Diagnostic>> {
    let Some(templates) = means.templates.get(address.language) else { return Ok(String::new()) };
    templates.render(means.sources, &file(template), &context).map_err(|error| fault(means, template, address, &error))
}

fn file(template: &str) -> String {
    format!("{template}.html")
}

fn fault(means: &Means<'_>, template: &str, address: &PageAddress, error: &tera::Error) -> Box<Diagnostic> {
    Box::new(faults::of_page(means.sources, &file(template), &address.file, error.kind()))
}

fn listing(view: &PageView) -> Listing {
    let alternate = |alternate: &Alternate| (alternate.lang.clone(), alternate.absolute.clone());
    Listing {
        canonical: view.frame.canonical.clone(),
        alternates: view.frame.alternates.iter().filter(|alternate| alternate.missing.is_none()).map(alternate).collect(),
        changed: view.frame.changed.as_ref().map(|day| day.iso.clone()),
    }
}
