//! The templates of the theme, ready to render in every language, with all that is wrong with them.

use super::assets::Manifest;
use super::calls::{self, Call, Calls, Id};
use super::faults;
use super::prepared::{Templates, Tools};
use super::theme::Theme;
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::i18n::{Catalogue, Messages};
use crate::parse::text;
use crate::source::{Fingerprint, SourceFile, SourcePath};
use ahash::AHashSet;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{ErrorKind, Tera, TeraResult};

/// The text of one template.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Where it stands.
    pub(super) path: SourcePath,
    /// Its text.
    pub(super) text: String,
    /// The messages that it asks for.
    pub(super) calls: Calls,
}

/// The texts of the templates by their names: `guide.html`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    templates: BTreeMap<String, Source>,
    fingerprint: Fingerprint,
}

/// Reads the templates of a theme.
pub fn read(theme: &Theme<'_>, findings: &mut Vec<Diagnostic>) -> Sources {
    let files: Vec<_> = theme.folder("templates", "html").collect();
    let read: Vec<(Source, Vec<Diagnostic>)> = files.par_iter().map(|(_, path, file)| source(path, file)).collect();
    let mut templates = BTreeMap::new();
    let mut hasher = blake3::Hasher::new();
    for ((name, _, file), (source, found)) in files.into_iter().zip(read) {
        hasher.update(name.as_bytes()).update(&file.fingerprint);
        findings.extend(found);
        templates.insert(name.to_owned(), source);
    }
    Sources { templates, fingerprint: *hasher.finalize().as_bytes() }
}

fn source(path: &SourcePath, file: &SourceFile) -> (Source, Vec<Diagnostic>) {
    let read = text(path, &file.bytes);
    let calls = calls::find(&read.text);
    (Source { path: path.clone(), text: read.text, calls }, read.findings)
}

/// What is wrong with one template by itself.
fn syntax_fault(Source { path, text, .. }: &Source, name: &str) -> Option<Diagnostic> {
    // Alone it lacks the templates and components that it uses: only its syntax can be judged.
    match Tera::new().add_raw_template(name, text).err()?.kind() {
        ErrorKind::SyntaxError(report) => {
            let message = format!("the template “{name}” cannot be read: {}", report.message());
            Some(Diagnostic::new(Code::TemplateError, Span::new(path, report.span().range.clone()), message).help(faults::TEMPLATE_HELP))
        }
        _ => None,
    }
}

impl Sources {
    /// Whether there is a template of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// The template of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Source> {
        self.templates.get(name)
    }

    /// Of all that the templates are.
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    /// The ids among `known` that the templates ask for, or may ask for.
    pub fn uses<'a>(&'a self, known: &'a BTreeSet<&'a str>) -> impl Iterator<Item = &'a str> {
        let calls = || self.templates.values().map(|template| &template.calls);
        let texts: AHashSet<&str> = calls().flat_map(|calls| &calls.texts).map(String::as_str).collect();
        let prefix = |call: &'a Call| if let Id::Prefix(prefix) = &call.id { Some(prefix.as_str()) } else { None };
        let prefixes: Vec<&str> = calls().flat_map(|calls| &calls.calls).filter_map(prefix).collect();
        known.iter().copied().filter(move |id| texts.contains(id) || prefixes.iter().any(|prefix| id.starts_with(prefix)))
    }

    /// Checks every call whose message is written out: the message must exist and get its variables.
    pub fn check_calls(&self, messages: &Messages) -> Vec<Diagnostic> {
        let known: BTreeSet<&str> = messages.iter().flat_map(|catalogue| catalogue.defined().keys().map(String::as_str)).collect();
        let mut findings = Vec::new();
        for template in self.templates.values() {
            for call in &template.calls.calls {
                let Id::Literal(id) = &call.id else { continue };
                let span = Span::new(&template.path, call.range.clone());
                let Some(defined) = messages.iter().find_map(|catalogue| catalogue.defined().get(id)) else {
                    findings.push(unknown_message(span, id, &known));
                    continue;
                };
                let missing: Vec<String> = defined.variables.difference(&call.arguments).map(|name| format!("${name}")).collect();
                if !missing.is_empty() {
                    findings.push(
                        Diagnostic::new(Code::MessageArguments, span, format!("the message “{id}” uses {}, which it does not get here", missing.join(", ")))
                            .label(defined.span.clone(), "the message")
                            .help(format!("Add the argument: `t(id=\"{id}\", {}=…)`.", missing[0].trim_start_matches('$'))),
                    );
                }
            }
        }
        findings
    }

    /// The templates for every language, in their order. Reports every one that is not Tera, and what they take in and is not there; `None`
    /// if they cannot be used.
    pub fn ready(&self, messages: &Messages, manifest: &Arc<Manifest>, findings: &mut Vec<Diagnostic>) -> Option<Vec<Templates>> {
        let written_out = self.templates.values().flat_map(|template| &template.calls.calls).filter_map(|call| match &call.id {
            Id::Literal(id) => Some(id.clone()),
            Id::Prefix(_) | Id::Computed => None,
        });
        let reported: Arc<BTreeSet<String>> = Arc::new(written_out.collect());
        let catalogues: Vec<Arc<Catalogue>> = (0..messages.iter().count()).filter_map(|index| messages.shared(index)).collect();
        let tools = |catalogue: &Arc<Catalogue>| Tools { catalogue: catalogue.clone(), manifest: manifest.clone(), reported: reported.clone() };
        // Templates that serve every language have no fault: only where they do not, each is read by itself.
        let ready: TeraResult<Vec<Templates>> = catalogues.par_iter().map(|catalogue| Templates::quick(self, tools(catalogue))).collect();
        if let Ok(ready) = ready {
            return Some(ready);
        }
        let (sound, found) = self.sound();
        let all_sound = found.is_empty();
        findings.extend(found);
        let made: Vec<TeraResult<Templates>> = catalogues.par_iter().map(|catalogue| Templates::new(&sound, tools(catalogue))).collect();
        let mut ready = Vec::new();
        for templates in made {
            match templates {
                Ok(templates) => ready.push(templates),
                Err(error) => {
                    let faults = faults::of_set(self, error.kind());
                    // What a template that cannot be read would have given is missing for others: not their fault.
                    findings.extend(faults.into_iter().filter(|fault| all_sound || !faults::is_missing_part(fault)));
                    return None;
                }
            }
        }
        all_sound.then_some(ready)
    }

    /// What is wrong with single templates.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.templates.par_iter().filter_map(|(name, source)| syntax_fault(source, name)).collect()
    }

    /// The templates that can be read, and what is wrong with the others.
    fn sound(&self) -> (Sources, Vec<Diagnostic>) {
        let faults = self.faults();
        let faulty = |source: &Source| faults.iter().any(|fault| fault.span.as_ref().is_some_and(|span| span.path == source.path));
        let templates = self.templates.iter().filter(|(_, source)| !faulty(source)).map(|(name, source)| (name.clone(), source.clone())).collect();
        (Sources { templates, fingerprint: self.fingerprint }, faults)
    }

    /// Every template by its name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Source)> {
        self.templates.iter()
    }
}

fn unknown_message(span: Span, id: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let finding = Diagnostic::new(Code::MissingMessage, span, format!("no language has the message “{id}”"));
    match did_you_mean(id, known.iter().copied()) {
        Some(near) => finding.help(format!("Did you mean “{near}”?")),
        None => finding.help("Write it in every language, in a file under i18n."),
    }
}
