//! `opastin build`: compile and publish.

use super::cache::{self, Cache, NotSaved};
use super::clock::{self, Stopwatch};
use super::output::Output;
use super::{Deny, Failure, Outcome, lexicons, outcome, site, summary, threads};
use crate::compile::saved::{FileLeft, Saved, Site, compile_from};
use crate::compile::{Options, OutputTree, Timings, Told, make, prepare_once};
use crate::diagnostics::{Code, Counts, Diagnostic, drop_consequences, sort, text};
use crate::model::drafts::Drafts;
use crate::publish::{Publication, PublishError, Record};
use crate::render::portable::portable;
use crate::render::sink::{InMemory, Nowhere, Sink};
use crate::source::SourceTree;
use jiff::civil::Date;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};

/// The arguments of `opastin build`.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder to publish into [default: public in the folder of the site].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site is published, in place of the address in site.toml.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// The day that decides which drafts are published and what is due for review [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
    /// What blocks besides errors.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Say how long each stage took.
    #[arg(long)]
    timings: bool,
    /// Let links name the file index.html, so that the site can be read from a folder, without a server.
    #[arg(long)]
    portable: bool,
    /// A folder in which a build leaves what the next one need not make again. It may be deleted at any time, and changes no byte of the site.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Write a gzip copy beside every file that becomes smaller by it.
    #[arg(long)]
    precompress: bool,
}

/// The site is published, and what was done cannot be said.
#[derive(Debug, thiserror::Error)]
#[error("the site was published into {}; only the report could not be written to standard output ({source})", target.display())]
struct NotReported {
    target: PathBuf,
    source: io::Error,
}

/// Compiles the site and publishes it, unless findings block that.
pub(super) fn run(arguments: &Build, output: &mut Output) -> Result<Outcome, Failure> {
    let whole = Stopwatch::start();
    if arguments.cache.is_none() {
        threads::start();
    }
    let root = site::root(arguments.root.as_deref())?;
    let target = site::output_folder(&root, arguments.out.as_deref())?;
    let folder = arguments.cache.as_deref().map(|folder| site::cache_folder(&root, &target, folder)).transpose()?;
    folder.as_deref().map(cache::check).transpose()?;

    let reading = Stopwatch::start();
    let ((mut tree, findings), kept) = rayon::join(|| site::read(&root), || folder.as_deref().map(kept_in));
    let kept =
        kept.and_then(|kept| kept.inspect_err(|error| output.complain(&format!("the cache is not used: the program cannot read itself ({error})\n"))).ok());
    let today = clock::today(arguments.today);
    let options = Options { today, base_url: arguments.base_url.clone(), lexicons: lexicons::find(&root, &tree), drafts: Drafts::LeftOut };
    let read = reading.elapsed();
    let Built { mut findings, timings, rest, publication } = match &kept {
        Some(kept) => saved_or_built(&tree, &options, &kept.saved, findings),
        None => built(&mut tree, &options, findings, arguments, &target),
    };
    drop_consequences(&mut findings);
    sort(&mut findings);
    site::bring_back(&root, &mut tree, &findings);
    let counts = Counts::of(&findings);
    output.complain(&text::render(&findings, &tree, output.error_look()));
    output.complain(&summary::explanations(&findings));

    let outcome = outcome(counts, arguments.deny);
    if outcome != Outcome::Success {
        output.complain(&format!("Nothing was published: {} ({}).\n", summary::counts(counts), summary::time(whole.elapsed())));
        return Ok(outcome);
    }
    let publishing = Stopwatch::start();
    let site = Compiled { tree: &tree, options: &options, rest, publication };
    let did = publish(arguments, &target, site, kept, output)?;
    let publishing = publishing.elapsed();
    let mut report = String::new();
    if arguments.timings {
        let stages = [("read", read)].into_iter().chain(timings).chain([("publish", publishing)]).collect();
        report.push_str(&summary::timings(&stages));
    }
    if findings.iter().all(|finding| finding.code != Code::LexiconMissing) {
        report.push_str(&summary::lexicons(options.lexicons.iter().map(|(lang, found)| (lang, found.source.name.as_str()))));
    }
    report.push_str(&format!("{}: {did}; {} ({})\n", target.display(), summary::counts(counts), summary::time(whole.elapsed())));
    output.print(&report).map_err(|source| NotReported { target, source })?;
    Ok(outcome)
}

/// A site without findings that block, with what it was compiled from.
struct Compiled<'a> {
    tree: &'a SourceTree,
    options: &'a Options,
    rest: Rest,
    publication: Option<Result<Publication, PublishError>>,
}

/// Publishes the site, leaves for the next build what it can use, and says what was done.
fn publish(arguments: &Build, target: &Path, site: Compiled<'_>, mut kept: Option<Kept>, output: &mut Output) -> Result<String, PublishError> {
    let Compiled { tree, options, rest, publication } = site;
    let record = kept.as_mut().map(|kept| std::mem::take(&mut kept.record)).unwrap_or_default();
    let publication = publication.unwrap_or_else(|| Publication::begin_knowing(target, record))?;
    // While files are published, what the next build can use is gathered, and then written.
    let (put, mut saved) = rayon::join(|| rest.put(&publication, arguments), || kept.as_ref().and_then(|kept| rest.saved(&kept.saved)));
    if put.is_err()
        && let Some(kept) = &mut kept
    {
        kept.forget();
        // The same site, of which no file lies in the cache.
        let again = saved_or_built(tree, options, &kept.saved, Vec::new()).rest;
        let _ = again.put(&publication, arguments);
        saved = again.saved(&kept.saved);
        std::mem::forget(again);
    }
    if arguments.precompress {
        publication.precompress();
    }
    let pages = publication.count(|path| path.ends_with(".html"));
    let finish = || {
        let (published, unsettled) = publication.finish_knowing()?;
        let cleared = unsettled.clear();
        Ok::<_, PublishError>((published, unsettled, cleared))
    };
    let (finished, left) = rayon::join(finish, || kept.as_ref().map(|kept| kept.leave(saved.as_ref())).transpose());
    let (published, unsettled, cleared) = finished?;
    if let Err(error) = cleared {
        output.complain(&format!("{error}\n"));
    }
    if let Some(kept) = &kept
        && let Err(error) = left.and_then(|_| unsettled.settle().iter().try_for_each(|record| kept.cache.record(record)))
    {
        output.complain(&format!("{error}\n"));
    }
    // The program ends soon: to take apart what it knows of the site would only take time.
    std::mem::forget((kept, saved, rest));
    Ok(summary::published(pages, published))
}

/// What earlier builds have left.
struct Kept {
    cache: Cache,
    saved: Saved,
    record: Record,
}

impl Kept {
    /// Goes on as if nothing had been left.
    fn forget(&mut self) {
        self.saved = Saved::default();
        self.cache.forget();
    }

    /// Leaves for the next build what is `saved` now, or what was there where nothing else is.
    fn leave(&self, saved: Option<&Saved>) -> Result<(), NotSaved> {
        self.cache.save(saved.unwrap_or(&self.saved))
    }
}

/// What came of a site.
struct Built {
    /// All findings, also those of reading it.
    findings: Vec<Diagnostic>,
    timings: Timings,
    /// The files that are still to be published.
    rest: Rest,
    /// The publication that has taken the others, or why there can be none.
    publication: Option<Result<Publication, PublishError>>,
}

/// Files that are still to be published.
enum Rest {
    /// In memory.
    Here(OutputTree),
    /// Of a site of which what the next build can use is kept.
    Kept(Box<Site>),
}

/// A file is not there as an earlier build has left it.
struct Damaged;

impl Rest {
    fn put(&self, publication: &Publication, arguments: &Build) -> Result<(), Damaged> {
        match self {
            Rest::Here(files) if arguments.portable => put_all(publication, &portable(files)),
            Rest::Here(files) => put_all(publication, files),
            Rest::Kept(site) if arguments.portable => {
                let read = site.files.par_iter().map(|(path, file)| Some((path.clone(), file.bytes.bytes()?)));
                put_all(publication, &portable(&read.collect::<Option<_>>().ok_or(Damaged)?));
            }
            Rest::Kept(site) => {
                let files = &site.files;
                let left = publication.left(|path| !files.contains_key(path));
                files.par_iter().try_for_each(|(path, FileLeft { fingerprint, bytes })| {
                    if !publication.keep(path, fingerprint) && !left.get(fingerprint).is_some_and(|from| publication.rename(from, path)) {
                        publication.put_known(path, &bytes.bytes().ok_or(Damaged)?, fingerprint);
                    }
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    /// What the next build can use, where this one was given `before`; `None` where that is the same.
    fn saved(&self, before: &Saved) -> Option<Saved> {
        match self {
            Rest::Here(_) => None,
            Rest::Kept(site) => site.saved(before),
        }
    }
}

fn put_all(publication: &Publication, files: &OutputTree) {
    files.par_iter().for_each(|(path, bytes)| publication.put(path, bytes));
}

/// Builds the site with what an earlier build has left.
fn saved_or_built(tree: &SourceTree, options: &Options, saved: &Saved, mut findings: Vec<Diagnostic>) -> Built {
    let mut site = compile_from(tree, options, saved);
    findings.extend(site.findings.iter().cloned());
    Built { findings, timings: std::mem::take(&mut site.timings), rest: Rest::Kept(Box::new(site)), publication: None }
}

/// Builds the site, whose files are staged as they are made, and lets go of its sources. Where nothing is to be published, or nothing can
/// be, it is built for its findings.
fn built(tree: &mut SourceTree, options: &Options, mut findings: Vec<Diagnostic>, arguments: &Build, target: &Path) -> Built {
    let prepared = prepare_once(tree, options);
    let blocked = [&findings, &prepared.findings].into_iter().any(|found| outcome(Counts::of(found), arguments.deny) != Outcome::Success);
    let publication = (!blocked).then(|| Publication::begin(target));
    let memory = InMemory::default();
    let sink: &dyn Sink = match &publication {
        // Links to folders can be told from others when all files are known.
        Some(Ok(_)) if arguments.portable => &memory,
        Some(Ok(publication)) => publication,
        _ => &Nowhere,
    };
    let Told { findings: told, timings, remains } = make(prepared, sink);
    // The program ends soon: to take apart what it knows of the site would only take time.
    std::mem::forget(remains);
    findings.extend(told);
    Built { findings, timings, rest: Rest::Here(memory.into_files()), publication }
}

/// What earlier builds have left in `folder`.
fn kept_in(folder: &Path) -> io::Result<Kept> {
    Cache::open(folder).map(|(cache, saved, record)| Kept { cache, saved, record })
}

/// Reads an absolute web address; one that does not end with a slash gets it.
fn base_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let sound = !host.is_empty()
        && !host.starts_with('/')
        && !host.contains(|sign: char| sign.is_whitespace() || sign.is_control() || matches!(sign, '?' | '#' | '"' | '<' | '>' | '\\'));
    if !sound {
        return Err("write an absolute address such as https://guidance.example/ or https://example.org/guidance/".to_owned());
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn addresses_are_absolute_and_end_with_a_slash() {
        assert_eq!(base_url("https://a.example/b").as_deref(), Ok("https://a.example/b/"));
        assert_eq!(base_url("http://localhost:8000/").as_deref(), Ok("http://localhost:8000/"));
        for white in ["https://a.example/\n", "https://a.example/\tb", "https://a.example\u{a0}/", "https://a.example/\0", "https://a.example/ b"] {
            assert!(base_url(white).is_err(), "{white:?}");
        }
        for wrong in ["", "/guidance/", "guidance.example", "https://", "https:///a", "ftp://a.example/", "https://a.example/?q=1", "javascript:alert(1)"] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
