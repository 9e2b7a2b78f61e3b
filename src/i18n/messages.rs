//! The messages of all languages.

use super::{Catalogue, checks};
use crate::diagnostics::Diagnostic;
use crate::model::Languages;
use crate::parse::fluent::FluentFile;
use crate::source::{FileKind, SourcePath, kind_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The messages of all languages of a site, in their order.
pub struct Messages {
    catalogues: Vec<Catalogue>,
}

impl Messages {
    /// The messages in `files`, which stand at `i18n/<language>/*.ftl`. Findings: what one language lacks, what takes other variables.
    pub fn new(languages: &Languages, files: &BTreeMap<SourcePath, Arc<FluentFile>>) -> (Self, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let catalogues: Vec<Catalogue> = languages
            .list
            .iter()
            .map(|language| {
                let own = |path: &SourcePath| matches!(kind_of(path), FileKind::Messages(of) if *of == *language.id);
                let files: Vec<&FluentFile> = files.iter().filter(|(path, _)| own(path)).map(|(_, file)| &**file).collect();
                Catalogue::new(language, &files, &mut findings)
            })
            .collect();
        let messages = Messages { catalogues };
        findings.extend(checks::languages_agree(&messages));
        (messages, findings)
    }

    /// The catalogues in the order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = &Catalogue> {
        self.catalogues.iter()
    }

    /// The catalogue of the language at `index` of the site's languages.
    pub fn get(&self, index: usize) -> Option<&Catalogue> {
        self.catalogues.get(index)
    }

    /// What went wrong while texts were made, in all languages.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.catalogues.iter().flat_map(Catalogue::faults).collect()
    }
}
