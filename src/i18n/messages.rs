//! The messages of all languages.

use super::{Catalogue, checks};
use crate::diagnostics::Diagnostic;
use crate::model::Languages;
use crate::parse::fluent::FluentFile;
use crate::source::{FileKind, SourcePath, kind_of};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The messages of all languages of a site, in their order.
pub struct Messages {
    catalogues: Vec<Arc<Catalogue>>,
}

impl Messages {
    /// The messages in `files`, which stand at `i18n/<language>/*.ftl`; those at `themes/<theme>/i18n/<language>/*.ftl` take the place of
    /// those of the same id. Findings: what one language lacks, what takes other variables.
    pub fn new(languages: &Languages, files: &BTreeMap<SourcePath, Arc<FluentFile>>) -> (Self, Vec<Diagnostic>) {
        let made: Vec<(Arc<Catalogue>, Vec<Diagnostic>)> = languages
            .list
            .par_iter()
            .map(|language| {
                let mut findings = Vec::new();
                let of = |wanted: fn(&SourcePath) -> Option<String>| -> Vec<&FluentFile> {
                    files.iter().filter(|(path, _)| wanted(path).is_some_and(|of| *of == *language.id)).map(|(_, file)| &**file).collect()
                };
                (Arc::new(Catalogue::new(language, &of(site_language), &of(theme_language), &mut findings)), findings)
            })
            .collect();
        let (catalogues, findings): (_, Vec<Vec<Diagnostic>>) = made.into_iter().unzip();
        let (messages, mut findings) = (Messages { catalogues }, findings.concat());
        findings.extend(checks::languages_agree(&messages));
        (messages, findings)
    }

    /// The catalogues in the order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = &Catalogue> {
        self.catalogues.iter().map(|catalogue| &**catalogue)
    }

    /// The catalogue of the language at `index` of the site's languages.
    pub fn get(&self, index: usize) -> Option<&Catalogue> {
        self.catalogues.get(index).map(|catalogue| &**catalogue)
    }

    /// The same, to be kept.
    pub fn shared(&self, index: usize) -> Option<Arc<Catalogue>> {
        self.catalogues.get(index).cloned()
    }

    /// Forgets what went wrong so far.
    pub fn forget_faults(&self) {
        self.catalogues.iter().for_each(|catalogue| catalogue.forget_faults());
    }

    /// What went wrong while texts were made, in all languages, since the faults were last forgotten.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.catalogues.iter().flat_map(|catalogue| catalogue.faults()).collect()
    }
}

/// The language of a file of the site's own messages.
fn site_language(path: &SourcePath) -> Option<String> {
    match kind_of(path) {
        FileKind::Messages(language) => Some(language),
        _ => None,
    }
}

/// The language of a file of a theme's messages.
pub fn theme_language(path: &SourcePath) -> Option<String> {
    let FileKind::Theme(_, inside) = kind_of(path) else { return None };
    let (language, file) = inside.strip_prefix("i18n/")?.split_once('/')?;
    (file.ends_with(".ftl") && !file.contains('/')).then(|| language.to_owned())
}
