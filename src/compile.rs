//! The one function that calls the stages in order, and its memo tables.

mod search;

use crate::diagnostics::{Code, Diagnostic, Severity, Span, sort};
use crate::i18n::{Messages, checks, sentences, theme_language};
use crate::model::drafts::{self, Drafts};
use crate::model::{Languages, Model};
use crate::parse::fluent::{self, FluentFile};
use crate::render::{assets, check, feed, hosting, open_data, pages, sitemap, spreadsheet, templates, theme};
use crate::resolve::Resolved;
use crate::search::FoundLexicon;
use crate::source::{FileKind, Fingerprint, SourcePath, SourceTree, kind_of};
use crate::{model, parse, resolve, view};
use std::collections::{BTreeMap, BTreeSet};
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
    parse: parse::Memo,
    wording: Option<Arc<Wording>>,
    pages: pages::Memo,
    search: search::Memo,
}

/// Compiles a source tree. Pure: the same tree and options give the same files and findings.
pub fn compile(tree: &SourceTree, options: &Options) -> Compiled {
    compile_with(tree, options, &mut Memo::default())
}

/// Compiles a source tree with what an earlier compilation has left in `memo`.
pub fn compile_with(tree: &SourceTree, options: &Options, memo: &mut Memo) -> Compiled {
    let mut run = Run::default();
    let parsed = run.stage("parse", |findings| {
        let parsed = parse::parse(tree, &mut memo.parse);
        findings.extend(parsed.findings.iter().cloned());
        parsed
    });
    let model = run.stage("model", |findings| {
        let (model, found) = model::build(&parsed);
        findings.extend(found);
        model
    });
    // Without a site file there is neither a theme nor a language to check.
    let Some(model) = model else { return run.finish(OutputTree::new()) };
    let understood = run.stage("resolve", |findings| Arc::new(understand(model, options, findings)));
    let Understood { model, resolved } = &*understood;
    run.understood = Some(understood.clone());
    let wording = run.stage("theme", |findings| {
        let wording = wording(tree, model, memo);
        findings.extend(wording.findings.iter().cloned());
        wording
    });
    let (words, mut files) = (&wording.words, wording.files.clone());
    let Some(look) = wording.look.as_ref().filter(|_| !run.has_errors()) else { return run.finish(files) };
    let base_url = options.base_url.as_deref().unwrap_or(&model.site.base_url);
    let site = view::Site { model, resolved, messages: &words.messages, base_url };
    let rendered = run.stage("pages", |findings| pages(&site, look, words, memo, findings));
    files.extend(rendered.iter().map(|page| (page.address.file.clone(), page.bytes.clone())));
    files.extend(run.stage("plans", |findings| plans(&site, findings)));
    run.stage("data", |_| {
        open_data::add(model, resolved, &words.messages, base_url, &mut files);
        feed::add(model, resolved, base_url, &mut files);
        sitemap::add(&rendered, base_url, &mut files);
        hosting::add(model, resolved, base_url, &mut files);
    });
    files.extend(run.stage("search", |findings| search::files(&site, &options.lexicons, &mut memo.search, findings)));
    run.stage("check", |findings| {
        let faults = words.messages.faults();
        if !faults.is_empty() {
            // They are found only while a text is made: what was made must be made again to find them again.
            memo.pages = pages::Memo::default();
            memo.wording = None;
        }
        findings.extend(faults);
        findings.extend(check::check(model, &files, &rendered, base_url));
    });
    run.finish(files)
}

/// The files of the search index among those of a compilation; `None` where there are none.
pub fn index(compiled: &Compiled) -> Option<OutputTree> {
    let files: OutputTree = compiled.files.iter().filter(|(path, _)| path.starts_with("search/")).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    (!files.is_empty()).then_some(files)
}

/// Findings and timings as they gather.
#[derive(Default)]
struct Run {
    findings: Vec<Diagnostic>,
    timings: Timings,
    understood: Option<Arc<Understood>>,
}

impl Run {
    /// Runs one stage.
    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> T {
        // The time is told to whoever asks for it and is in no file.
        #[expect(clippy::disallowed_methods, reason = "how long a stage takes changes nothing that it makes")]
        let start = Instant::now();
        let made = work(&mut self.findings);
        self.timings.push((name, start.elapsed()));
        made
    }

    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    fn finish(mut self, files: OutputTree) -> Compiled {
        sort(&mut self.findings);
        let files = if self.has_errors() { OutputTree::new() } else { files };
        Compiled { files, findings: self.findings, timings: self.timings, understood: self.understood }
    }
}

/// Resolves and proves the whole site, with its drafts: they are to be sound before they are published. What readers get is then
/// resolved without them.
fn understand(model: Model, options: &Options, findings: &mut Vec<Diagnostic>) -> Understood {
    let (resolved, found) = resolve::resolve(&model, options.today);
    findings.extend(found);
    let held_back = drafts::drafts(&model, options.today);
    if options.drafts == Drafts::Shown || held_back.is_empty() {
        return Understood { model, resolved };
    }
    let (model, found) = drafts::published(model, &held_back);
    findings.extend(found);
    let (resolved, _) = resolve::resolve(&model, options.today);
    Understood { model, resolved }
}

/// The messages of every language.
struct Words {
    messages: Messages,
    /// Of every language's messages, in the order of the languages.
    fingerprints: Vec<Fingerprint>,
}

fn words(tree: &SourceTree, model: &Model, findings: &mut Vec<Diagnostic>) -> Words {
    let mut files: BTreeMap<SourcePath, Arc<FluentFile>> = BTreeMap::new();
    for (path, file) in tree.iter() {
        let Some(language) = message_language(path, &model.site.theme) else { continue };
        let text = parse::text(path, &file.bytes);
        findings.extend(text.findings);
        if model.languages().index(&language).is_none() {
            findings.push(unknown_language(path, &language));
            continue;
        }
        let parsed = fluent::parse(path, &text.text);
        findings.extend(parsed.findings.iter().cloned());
        files.insert(path.clone(), Arc::new(parsed));
    }
    let fingerprints = fingerprints(model.languages(), &files);
    let (messages, found) = Messages::new(model.languages(), &files);
    findings.extend(found);
    Words { messages, fingerprints }
}

/// The language of a file of messages, the site's or its theme's.
fn message_language(path: &SourcePath, theme: &str) -> Option<String> {
    match kind_of(path) {
        FileKind::Messages(language) => Some(language),
        FileKind::Theme(of, _) if of == theme => theme_language(path),
        _ => None,
    }
}

fn unknown_language(path: &SourcePath, language: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownLanguage, Span::file(path), format!("the file is in “{language}”, which is no language of the site"))
        .help("Declare the language in content/site.toml, or remove the file.")
}

fn fingerprints(languages: &Languages, files: &BTreeMap<SourcePath, Arc<FluentFile>>) -> Vec<Fingerprint> {
    let of = |language: &model::language::Language| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.locale.as_bytes());
        for (path, file) in files.iter().filter(|(path, _)| path.parts().any(|part| part == &*language.id)) {
            hasher.update(path.as_str().as_bytes()).update(blake3::hash(file.text.as_bytes()).as_bytes());
        }
        *hasher.finalize().as_bytes()
    };
    languages.list.iter().map(of).collect()
}

/// All that depends on messages and theme alone, with the fingerprint of those.
struct Wording {
    fingerprint: Fingerprint,
    words: Words,
    look: Option<Look>,
    /// The assets.
    files: OutputTree,
    findings: Vec<Diagnostic>,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Wording").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

/// Messages, templates and assets; those that `memo` holds if nothing has changed that they depend on.
fn wording(tree: &SourceTree, model: &Model, memo: &mut Memo) -> Arc<Wording> {
    let fingerprint = wording_fingerprint(tree, model);
    if let Some(known) = memo.wording.as_ref().filter(|known| known.fingerprint == fingerprint) {
        return known.clone();
    }
    let (mut files, mut findings) = (OutputTree::new(), Vec::new());
    let words = words(tree, model, &mut findings);
    let look = look(tree, model, &words, &mut files, &mut findings);
    let wording = Arc::new(Wording { fingerprint, words, look, files, findings });
    memo.wording = Some(wording.clone());
    wording
}

/// Of every file of messages and of the themes, the languages, and the choice of the theme with its place.
fn wording_fingerprint(tree: &SourceTree, model: &Model) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    let site = &model.site;
    hasher.update(format!("{:?}", (&site.theme, &site.span, &site.languages)).as_bytes());
    for (path, file) in tree.iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Messages(_) | FileKind::Theme(..))) {
        hasher.update(path.as_str().as_bytes()).update(&[0]).update(&file.fingerprint);
    }
    *hasher.finalize().as_bytes()
}

/// How the site looks: templates and assets.
struct Look {
    sources: templates::Sources,
    templates: Vec<tera::Tera>,
    manifest: Arc<assets::Manifest>,
}

fn look(tree: &SourceTree, model: &Model, words: &Words, files: &mut OutputTree, findings: &mut Vec<Diagnostic>) -> Option<Look> {
    let theme = theme::Theme::new(tree, &model.site.theme);
    let sources = templates::read(&theme, findings);
    let named = |path: &SourcePath| matches!(kind_of(path), FileKind::Theme(name, _) if name == model.site.theme);
    if sources.is_empty() || !tree.iter().any(|(path, _)| named(path)) {
        let message = format!("the theme “{}” has no templates", model.site.theme);
        findings
            .push(Diagnostic::new(Code::MissingTheme, model.site.span.clone(), message).help("Name a theme in site.toml that stands in the folder themes."));
        return None;
    }
    let manifest = Arc::new(assets::build(&theme, files, findings));
    findings.extend(sources.check_calls(&words.messages));
    findings.extend(check_uses(tree, &words.messages, &sources));
    let templates = sources.ready(&words.messages, &manifest, findings)?;
    Some(Look { sources, templates, manifest })
}

/// Whether the messages are those that the program and the templates use.
fn check_uses(tree: &SourceTree, messages: &Messages, sources: &templates::Sources) -> Vec<Diagnostic> {
    let mut uses = checks::uses(sentences::messages().chain(view::messages()));
    let known: BTreeSet<&str> = messages.iter().flat_map(|catalogue| catalogue.defined().keys().map(String::as_str)).collect();
    // What the default theme uses is not to be removed because another theme has other templates.
    let default = templates::read(&theme::Theme::new(tree, theme::DEFAULT), &mut Vec::new());
    let for_scripts = known.iter().copied().filter(|id| view::plan::is_for_scripts(id));
    for id in sources.uses(&known).chain(default.uses(&known)).chain(for_scripts) {
        uses.entry(id.to_owned()).or_insert(None);
    }
    checks::fit_uses(messages, &uses)
}

/// What scripts fetch, and the spreadsheet of every guide.
fn plans(site: &view::Site<'_>, findings: &mut Vec<Diagnostic>) -> OutputTree {
    let mut files: OutputTree = view::plan::files(site).into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
    for (path, sheet) in view::sheet::all(site) {
        match spreadsheet::file(&sheet) {
            Ok(bytes) => drop(files.insert(path, bytes.into())),
            Err(error) => {
                let message = format!("the spreadsheet of “{}” cannot be made: {error}", sheet.title);
                findings.push(Diagnostic::without_place(Code::TemplateError, message).help("Shorten the texts of the guide's tasks."));
            }
        }
    }
    files
}

fn pages(site: &view::Site<'_>, look: &Look, words: &Words, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> Vec<pages::Rendered> {
    let means = pages::Means { sources: &look.sources, templates: &look.templates, messages: &words.fingerprints, manifest: &look.manifest };
    pages::render(site, &means, &mut memo.pages, findings)
}
