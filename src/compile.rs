//! The one function that calls the stages in order, and its memo tables.

mod plans;
pub mod ready;
pub mod saved;
pub mod search;
mod wording;

pub use ready::Ready;

use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::model::drafts::{self, Drafts};
use crate::model::{Basis, Model};
use crate::parse::Parsed;
use crate::render::pages;
use crate::render::sink::{InMemory, Sink};
use crate::resolve::{Resolved, Samples};
use crate::search::{FoundLexicon, INDEX_FOLDER};
use crate::source::{Fingerprint, SourceTree};
use crate::{model, parse, resolve};
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a compilation depends on besides the source tree.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day that decides which drafts are published and what is due for review; printed nowhere.
    pub today: jiff::civil::Date,
    /// Another base URL than the site's own.
    pub base_url: Option<String>,
    /// The lexicons at hand for the search, by the id of the language; the site's file says which are used.
    pub lexicons: BTreeMap<String, FoundLexicon>,
    /// What becomes of drafts.
    pub drafts: Drafts,
}

impl Options {
    /// The site as it is published on `today`, at its own address, without lexicons.
    pub fn new(today: jiff::civil::Date) -> Self {
        Options { today, base_url: None, lexicons: BTreeMap::new(), drafts: Drafts::LeftOut }
    }
}

pub use crate::render::OutputTree;

/// How long each stage took, in the order of the stages.
pub type Timings = Vec<(&'static str, Duration)>;

/// The result of a compilation.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The files; empty if there are errors.
    pub files: OutputTree,
    /// All findings, in order.
    pub findings: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
    /// What the files mean; `None` where there is no usable `site.toml`.
    pub understood: Option<Arc<Understood>>,
}

/// What the files of a site mean, with findings or without.
#[derive(Debug)]
pub struct Understood {
    /// The site as its files say it.
    pub model: Model,
    /// What follows from that.
    pub resolved: Resolved,
}

/// What is kept from one compilation to the next. It saves time and changes nothing: a warm result equals a cold one.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// Of the stages up to the look of the pages.
    pub prepare: PrepareMemo,
    /// Of the files that are made.
    pub made: ready::Memo,
    /// Of the index of the search.
    pub search: search::Memo,
}

impl Memo {
    /// For a compilation that no other follows: what only saves time to the next one is not made.
    pub fn of_one_run() -> Self {
        Memo { prepare: PrepareMemo::of_one_run(), made: ready::Memo::of_one_run(), search: search::Memo::default() }
    }
}

/// What the stages up to the look of the pages keep.
#[derive(Clone, Debug, Default)]
pub struct PrepareMemo {
    keeping: Keeping,
    parse: parse::Memo,
    model: model::Memo,
    proofs: resolve::Memo,
    wording: Option<Arc<wording::Wording>>,
    /// Of what else than its files the site depends on, where it is to be known what it rests on.
    settings: Option<Fingerprint>,
    /// What the site at hand rests on.
    basis: Option<Arc<Basis>>,
}

/// For how long the stages up to the look of the pages keep what they keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keeping {
    /// For the next compilation.
    #[default]
    ForNext,
    /// No longer than this compilation needs it.
    ForThis,
}

impl PrepareMemo {
    /// For a compilation that no other follows.
    pub fn of_one_run() -> Self {
        PrepareMemo { keeping: Keeping::ForThis, ..PrepareMemo::default() }
    }

    /// For a compilation that no other of this process follows, of a site that depends on `settings` besides its files; `proved` is what
    /// an earlier process has proved.
    fn of_process(settings: Fingerprint, proved: resolve::Proved) -> Self {
        PrepareMemo { settings: Some(settings), proofs: resolve::Memo::with_proved(proved), ..PrepareMemo::of_one_run() }
    }

    /// Lets go of all that only a next compilation would use.
    fn let_go(&mut self) {
        if self.keeping == Keeping::ForThis {
            let (basis, proved) = (self.basis.take(), self.proofs.take_proved());
            *self = PrepareMemo { basis, proofs: resolve::Memo::with_proved(proved), ..PrepareMemo::of_one_run() };
        }
    }
}

/// A site as far as it can be judged without making a page.
#[derive(Debug)]
pub struct Prepared {
    /// All findings so far, in order.
    pub findings: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
    /// What the files mean; `None` where there is no usable `site.toml`.
    pub understood: Option<Arc<Understood>>,
    /// The site, if it has no errors so far: its files can be made.
    pub ready: Option<Ready>,
}

/// Compiles a source tree. Pure: the same tree and options give the same files and findings.
pub fn compile(tree: &SourceTree, options: &Options) -> Compiled {
    compile_with(tree, options, &mut Memo::of_one_run())
}

/// Compiles a source tree with what an earlier compilation has left in `memo`.
pub fn compile_with(tree: &SourceTree, options: &Options, memo: &mut Memo) -> Compiled {
    let sink = InMemory::default();
    let (run, understood) = compile_into(tree, options, memo, &sink);
    let files = if run.has_errors() { OutputTree::new() } else { sink.into_files() };
    Compiled { files, findings: run.findings, timings: run.timings, understood }
}

/// Compiles a source tree with what an earlier compilation has left in `memo`. With errors, the files that `sink` has taken are no site.
fn compile_into(tree: &SourceTree, options: &Options, memo: &mut Memo, sink: &dyn Sink) -> (Run, Option<Arc<Understood>>) {
    let Prepared { findings, timings, understood, ready } = prepare(tree, options, &mut memo.prepare);
    if let (Some(basis), pages::Memo::Pages(before)) = (&memo.prepare.basis, &mut memo.made.pages) {
        before.basis = Some(basis.clone());
        memo.search.rest_on(basis.clone());
    }
    let mut run = Run { findings, timings };
    ready.and_then(|ready| ready.all(&mut memo.made, &mut memo.search, sink, &mut run));
    sort(&mut run.findings);
    (run, understood)
}

/// What came of a site besides its files.
#[derive(Debug, Default)]
pub struct Told {
    /// All findings, in order. With errors among them, the files that were made are no site.
    pub findings: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
    /// What is still known of the site. Nobody needs it: to take it apart takes time, which a program that ends soon can leave to the system.
    pub remains: Remains,
}

/// What nobody needs any more and was not yet taken apart.
#[derive(Debug, Default)]
pub struct Remains {
    _parts: Option<Box<dyn Any + Send + Sync>>,
}

impl Remains {
    fn of(parts: impl Any + Send + Sync) -> Self {
        Remains { _parts: Some(Box::new(parts)) }
    }
}

/// Makes the files of a site, which go to `sink` as they are made, and checks them: the same files and findings as [`compile`] gives.
/// What is known of the site is let go of as soon as it is not needed any more.
pub fn make(prepared: Prepared, sink: &dyn Sink) -> Told {
    let Prepared { findings, timings, understood, ready } = prepared;
    drop(understood);
    let mut run = Run { findings, timings };
    let remains = ready.map(|ready| ready.once(sink, &mut run)).unwrap_or_default();
    sort(&mut run.findings);
    Told { findings: run.findings, timings: run.timings, remains }
}

/// Reads, understands and proves a source tree, up to where its files can be made.
pub fn prepare(tree: &SourceTree, options: &Options, memo: &mut PrepareMemo) -> Prepared {
    let mut run = Run::default();
    let parse = |memo: &mut PrepareMemo| match memo.keeping {
        Keeping::ForNext => parse::parse(tree, &mut memo.parse),
        Keeping::ForThis => parse::parse_alone(tree),
    };
    let parsed = run.stage("parse", |findings| found(parse(memo), findings));
    prepared(parsed, tree, options, memo, run)
}

/// Prepares a site as [`prepare`] does, for a compilation that no other follows. The tree lets go of the bytes of the content.
pub fn prepare_once(tree: &mut SourceTree, options: &Options) -> Prepared {
    let mut run = Run::default();
    let parsed = run.stage("parse", |findings| found(parse::parse_once(tree), findings));
    prepared(parsed, tree, options, &mut PrepareMemo::of_one_run(), run)
}

fn found(parsed: Arc<Parsed>, findings: &mut Vec<Diagnostic>) -> Arc<Parsed> {
    findings.extend(parsed.findings.iter().cloned());
    parsed
}

fn prepared(parsed: Arc<Parsed>, tree: &SourceTree, options: &Options, memo: &mut PrepareMemo, mut run: Run) -> Prepared {
    let model = run.stage("model", |findings| {
        let (model, found) = match memo.keeping {
            Keeping::ForNext => model::build_with(&parsed, &mut memo.model),
            Keeping::ForThis => model::build(&parsed),
        };
        findings.extend(found);
        model
    });
    // Files of records as they were parsed are not read any more.
    drop(parsed);
    // Without a site file there is neither a theme nor a language to check.
    let Some(model) = model else { return run.prepared(None, None) };
    memo.basis = memo.settings.map(|settings| Arc::new(Basis::of(tree, &model, &settings)));
    let (basis, proofs) = (memo.basis.as_deref(), &mut memo.proofs);
    let begun = run.stage("messages", |_| wording::begin(tree, &model, memo.wording.as_ref()));
    let samples = begun.samples();
    let (of_look, mut of_site) = (model.clone(), Run::default());
    let (wording, understood) = rayon::join(
        || run.stage("theme", |_| begun.finish(tree, &of_look)),
        || of_site.stage("resolve", |findings| Arc::new(understand(model, options, (&samples, basis), proofs, findings))),
    );
    drop(of_look);
    memo.wording = Some(wording.clone());
    run.findings.extend(wording.findings.iter().cloned());
    run.append(of_site);
    memo.let_go();
    let ready = (wording.look.is_some() && !run.has_errors()).then(|| Ready::new(understood.clone(), wording, options));
    run.prepared(Some(understood), ready)
}

/// The files of the search index among those of a compilation; `None` where there are none.
pub fn index(compiled: &Compiled) -> Option<OutputTree> {
    let files: OutputTree =
        compiled.files.iter().filter(|(path, _)| path.starts_with(INDEX_FOLDER)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    (!files.is_empty()).then_some(files)
}

/// Findings and timings as they gather.
#[derive(Debug, Default)]
pub struct Run {
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
}

impl Run {
    /// Runs one stage.
    pub fn stage<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> T {
        // The time is told to whoever asks for it and is in no file.
        #[expect(clippy::disallowed_methods, reason = "how long a stage takes changes nothing that it makes")]
        let start = Instant::now();
        let made = work(&mut self.findings);
        self.timings.push((name, start.elapsed()));
        made
    }

    /// Adds what gathered beside.
    fn append(&mut self, mut other: Run) {
        self.findings.append(&mut other.findings);
        self.timings.append(&mut other.timings);
    }

    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    fn prepared(mut self, understood: Option<Arc<Understood>>, ready: Option<Ready>) -> Prepared {
        sort(&mut self.findings);
        Prepared { findings: self.findings, timings: self.timings, understood, ready }
    }
}

/// Resolves and proves the whole site, with its drafts: they are to be sound before they are published. What readers get is then
/// resolved without them.
fn understand(
    model: Model,
    options: &Options,
    (samples, basis): (&Arc<Samples>, Option<&Basis>),
    memo: &mut resolve::Memo,
    findings: &mut Vec<Diagnostic>,
) -> Understood {
    let (resolved, found) = resolve::resolve_with(&model, options.today, (samples, basis), memo);
    findings.extend(found);
    let held_back = drafts::drafts(&model, options.today);
    if options.drafts == Drafts::Shown || held_back.is_empty() {
        return Understood { model, resolved };
    }
    let (model, found) = drafts::published(model, &held_back);
    findings.extend(found);
    // It has been proved with its drafts.
    let resolved = resolve::derive(&model, &mut Vec::new());
    Understood { model, resolved }
}
