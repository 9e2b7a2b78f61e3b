//! All that depends on messages and theme alone: the words of the interface, templates and assets.

use super::OutputTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::i18n::{Messages, checks, sentences, theme_language};
use crate::model::{Languages, Model};
use crate::parse::fluent::{self, FluentFile};
use crate::render::{assets, prepared, templates, theme};
use crate::resolve::Samples;
use crate::source::{FileKind, Fingerprint, SourceFile, SourcePath, SourceTree, kind_of};
use crate::{parse, view};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The messages of every language.
pub(super) struct Words {
    pub(super) messages: Messages,
    /// Of every language's messages, in the order of the languages.
    pub(super) fingerprints: Vec<Fingerprint>,
    /// What every language looks like.
    pub(super) samples: Arc<Samples>,
}

fn words(tree: &SourceTree, model: &Model, findings: &mut Vec<Diagnostic>) -> Words {
    let of_messages: Vec<_> = tree.iter().filter_map(|(path, file)| Some((path, file, message_language(path, &model.site.theme)?))).collect();
    let read: Vec<(Option<FluentFile>, Vec<Diagnostic>)> = of_messages.par_iter().map(|(path, file, language)| read(path, file, language, model)).collect();
    let mut files: BTreeMap<SourcePath, Arc<FluentFile>> = BTreeMap::new();
    for ((path, ..), (file, found)) in of_messages.into_iter().zip(read) {
        findings.extend(found);
        files.extend(file.map(|file| (path.clone(), Arc::new(file))));
    }
    let fingerprints = fingerprints(model.languages(), &files);
    let (messages, found) = Messages::new(model.languages(), &files);
    findings.extend(found);
    Words { messages, fingerprints, samples: Arc::new(samples(model, &files)) }
}

/// The messages of one file, if it is in a language of the site.
fn read(path: &SourcePath, file: &SourceFile, language: &str, model: &Model) -> (Option<FluentFile>, Vec<Diagnostic>) {
    let text = parse::source_text(path, &file.bytes);
    let mut findings = text.findings;
    if model.languages().index(language).is_none() {
        findings.push(unknown_language(path, language));
        return (None, findings);
    }
    let parsed = fluent::parse_from(path, &text.text, text.start);
    findings.extend(parsed.findings.iter().cloned());
    (Some(parsed), findings)
}

/// The messages of every language as samples of it.
fn samples(model: &Model, files: &BTreeMap<SourcePath, Arc<FluentFile>>) -> Samples {
    let own = |path: &SourcePath, id: &str| message_language(path, &model.site.theme).as_deref() == Some(id);
    let of = |id: &str| files.iter().filter(|(path, _)| own(path, id)).map(|(_, file)| file.sample()).collect::<Vec<_>>().join("\n");
    Samples(model.languages().ids().map(|id| of(id)).collect())
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
    let of = |language: &crate::model::language::Language| {
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
pub(super) struct Wording {
    fingerprint: Fingerprint,
    pub(super) words: Words,
    pub(super) look: Option<Look>,
    /// The assets.
    pub(super) files: OutputTree,
    pub(super) findings: Vec<Diagnostic>,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Wording").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

/// The messages, of which the rest follows; or all that is known, where nothing has changed that it depends on.
pub(super) enum Begun {
    Known(Arc<Wording>),
    New { fingerprint: Fingerprint, words: Box<Words>, findings: Vec<Diagnostic> },
}

impl Begun {
    /// What every language looks like.
    pub(super) fn samples(&self) -> Arc<Samples> {
        match self {
            Begun::Known(known) => known.words.samples.clone(),
            Begun::New { words, .. } => words.samples.clone(),
        }
    }

    /// Messages, templates and assets.
    pub(super) fn finish(self, tree: &SourceTree, model: &Model) -> Arc<Wording> {
        match self {
            Begun::Known(known) => known,
            Begun::New { fingerprint, words, mut findings } => {
                let mut files = OutputTree::new();
                let look = look(tree, model, &words, &mut files, &mut findings);
                Arc::new(Wording { fingerprint, words: *words, look, files, findings })
            }
        }
    }
}

/// Reads the messages, unless `known` has all that follows from the same.
pub(super) fn begin(tree: &SourceTree, model: &Model, known: Option<&Arc<Wording>>) -> Begun {
    let fingerprint = wording_fingerprint(tree, model);
    if let Some(known) = known.filter(|known| known.fingerprint == fingerprint) {
        return Begun::Known(known.clone());
    }
    let mut findings = Vec::new();
    let words = Box::new(words(tree, model, &mut findings));
    Begun::New { fingerprint, words, findings }
}

/// Of every file beside messages and in themes, the languages, and the choice of the theme with its place.
fn wording_fingerprint(tree: &SourceTree, model: &Model) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    let site = &model.site;
    hasher.update(format!("{:?}", (&site.theme, &site.span, &site.languages)).as_bytes());
    let folders = ["i18n", "themes"].map(SourcePath::new);
    for (path, file) in folders.iter().flat_map(|folder| tree.at_or_below(folder)) {
        hasher.update(path.as_str().as_bytes()).update(&[0]).update(&file.fingerprint);
    }
    *hasher.finalize().as_bytes()
}

/// How the site looks: templates and assets.
pub(super) struct Look {
    pub(super) sources: templates::Sources,
    pub(super) templates: Vec<prepared::Templates>,
    pub(super) manifest: Arc<assets::Manifest>,
}

fn look(tree: &SourceTree, model: &Model, words: &Words, files: &mut OutputTree, findings: &mut Vec<Diagnostic>) -> Option<Look> {
    let theme = theme::Theme::new(tree, &model.site.theme);
    let named = |path: &SourcePath| matches!(kind_of(path), FileKind::Theme(name, _) if name == model.site.theme);
    if theme.folder("templates", "html").next().is_none() || !tree.iter().any(|(path, _)| named(path)) {
        let sources = templates::read(&theme, findings);
        findings.extend(sources.faults());
        let message = format!("the theme “{}” has no templates", model.site.theme);
        findings
            .push(Diagnostic::new(Code::MissingTheme, model.site.span.clone(), message).help("Name a theme in site.toml that stands in the folder themes."));
        return None;
    }
    let (mut of_assets, mut of_templates) = (Vec::new(), Vec::new());
    let (manifest, sources) = rayon::join(
        || Arc::new(assets::build(&theme, files, &mut of_assets)),
        || {
            let sources = templates::read(&theme, &mut of_templates);
            of_templates.extend(sources.check_calls(&words.messages));
            of_templates.extend(check_uses(tree, model, &words.messages, &sources));
            sources
        },
    );
    findings.append(&mut of_assets);
    findings.append(&mut of_templates);
    let templates = sources.ready(&words.messages, &manifest, findings)?;
    Some(Look { sources, templates, manifest })
}

/// Whether the messages are those that the program and the templates use.
fn check_uses(tree: &SourceTree, model: &Model, messages: &Messages, sources: &templates::Sources) -> Vec<Diagnostic> {
    let mut uses = checks::uses(sentences::messages().chain(view::messages()));
    let known: BTreeSet<&str> = messages.iter().flat_map(|catalogue| catalogue.defined().keys().map(String::as_str)).collect();
    // What the default theme uses is not to be removed because another theme has other templates.
    let default = (model.site.theme != theme::DEFAULT).then(|| templates::read(&theme::Theme::new(tree, theme::DEFAULT), &mut Vec::new()));
    let for_scripts = known.iter().copied().filter(|id| view::plan::is_for_scripts(id));
    for id in sources.uses(&known).chain(default.iter().flat_map(|default| default.uses(&known))).chain(for_scripts) {
        uses.entry(id.to_owned()).or_insert(None);
    }
    checks::fit_uses(messages, &uses)
}
