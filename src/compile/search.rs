//! The stage that makes the index of the search and tries the site's own queries on it.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::site::LexiconChoice;
use crate::search::{FoundLexicon, Lexicons, SearchInput, build, lexicon_package};
use crate::view;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of the index, by path.
type Files = BTreeMap<String, Arc<[u8]>>;

/// The index of the latest compilation, with what it was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    fingerprint: Option<[u8; 32]>,
    files: Files,
}

/// The files of the index of every language. Reports lexicons that are not there.
pub(super) fn files(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> Files {
    let languages: Vec<String> = site.model.languages().ids().map(|id| id.to_string()).collect();
    let documents = (0..languages.len()).into_par_iter().flat_map_iter(|language| view::search::documents(site, language)).collect();
    let lexicons = lexicons(site, &languages, found, findings);
    let kind_names = languages.iter().enumerate().map(|(language, lang)| (lang.clone(), view::search::kind_names(site, language))).collect();
    let input = SearchInput { languages, documents, glossary: view::search::glossary(site), kind_names, lexicons };
    let fingerprint = input.fingerprint();
    if memo.fingerprint != Some(fingerprint) {
        let built = build(&input);
        *memo = Memo { fingerprint: Some(fingerprint), files: built.files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect() };
    }
    memo.files.clone()
}

/// The lexicons that the site wants and that are there.
fn lexicons(site: &view::Site<'_>, languages: &[String], found: &BTreeMap<String, FoundLexicon>, findings: &mut Vec<Diagnostic>) -> Lexicons {
    let mut lexicons = Lexicons::none();
    let choice = &site.model.site.lexicons;
    for lang in languages {
        let wanted = match choice {
            LexiconChoice::None => false,
            LexiconChoice::System => lexicon_package(lang).is_some(),
            LexiconChoice::Paths(paths) => paths.contains_key(lang),
        };
        if !wanted {
            continue;
        }
        match found.get(lang).map(|found| (found.read(), &found.source)) {
            Some((Ok(lexicon), source)) => lexicons.insert(lang, lexicon, source.clone()),
            Some((Err(error), source)) => findings.push(missing(site, lang, &format!("the lexicon {} for the search in “{lang}” is {error}", source.name))),
            None => findings.push(missing(site, lang, &format!("there is no lexicon for the search in “{lang}”: it knows words by their stems only"))),
        }
    }
    lexicons
}

fn missing(site: &view::Site<'_>, lang: &str, message: &str) -> Diagnostic {
    let help = match (&site.model.site.lexicons, lexicon_package(lang)) {
        (LexiconChoice::Paths(paths), _) => match paths.get(lang) {
            Some(path) => format!("`lexicons` in site.toml names {path}: put a .vfst file, or an .aff file with its .dic, there, or name another."),
            None => "Name a lexicon in site.toml.".to_owned(),
        },
        (_, Some(package)) => {
            format!("Install the package {} (on Debian: apt-get install {}), or write `lexicons = \"none\"` in site.toml.", package.name, package.name)
        }
        (_, None) => "Write `lexicons = \"none\"` in site.toml.".to_owned(),
    };
    Diagnostic::new(Code::LexiconMissing, site.model.site.span.clone(), message).help(help)
}
