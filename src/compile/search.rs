//! The stage that makes the index of the search and tries the site's own queries on it.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::site::{LexiconChoice, SearchQuery};
use crate::render::blob::Blob;
use crate::search::query::{Engine, QueryError};
use crate::search::{
    FoundLexicon, Lexicon, LexiconError, LexiconSource, Lexicons, ReadPages, SearchInput, build_read, build_with, lexicon_package, read as read_pages,
};
use crate::view;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of the index, by path.
type Files = BTreeMap<String, Arc<[u8]>>;

/// The same, as an earlier run has left them.
type Blobs = BTreeMap<String, Blob>;

/// What becomes of an index when the next one is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keeping {
    /// It is taken over where it would be made of the same.
    #[default]
    Index,
    /// It is made anew.
    Nothing,
}

/// The fingerprint of what an index is made of.
type Fingerprint = [u8; 32];

/// The indexes of all languages.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Their files.
    pub files: Files,
    /// Lexicons that are not there.
    pub findings: Vec<Diagnostic>,
    /// `None` where it is not kept.
    fingerprint: Option<Fingerprint>,
    languages: Vec<String>,
    /// The languages that have no lexicon.
    without_lexicon: BTreeSet<String>,
}

/// The index of the latest compilation, with what it was made of and what has been searched in it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    keeping: Keeping,
    /// Of what the index was made of, if it is kept.
    fingerprint: Option<Fingerprint>,
    files: Files,
    /// The index that an earlier run has left.
    left: Option<(Fingerprint, Blobs)>,
    /// What building leaves for the next time.
    build: crate::search::Memo,
    /// The index that was searched in.
    searched: Option<Fingerprint>,
    /// The first results, as addresses with anchors, by language and query.
    found: BTreeMap<(String, String), Vec<String>>,
    /// The lexicons by what they are: reading one takes longer than using it.
    lexicons: Read,
}

impl Memo {
    /// For a compilation that no other follows.
    pub(super) fn of_one_run() -> Self {
        Memo { keeping: Keeping::Nothing, ..Memo::default() }
    }

    /// Takes in an index that an earlier run made of an input with this fingerprint.
    pub(super) fn restore(&mut self, fingerprint: [u8; 32], files: Blobs) {
        self.left = Some((fingerprint, files));
    }

    /// Reads the index that was left, if it was made of what has this `fingerprint`.
    fn read_left(&mut self, fingerprint: Option<Fingerprint>) {
        let Some((of, left)) = self.left.take_if(|(of, _)| Some(*of) == fingerprint) else { return };
        let read = |(path, blob): (String, Blob)| blob.bytes().map(|bytes| (path, bytes));
        if let Some(files) = left.into_par_iter().map(read).collect() {
            (self.fingerprint, self.files) = (Some(of), files);
        }
    }

    /// The latest index, with the fingerprint of its input.
    pub(super) fn made(&self) -> Option<([u8; 32], &Files)> {
        Some((self.fingerprint?, &self.files))
    }
}

/// Lexicons that have been read, by language.
type Read = BTreeMap<String, (LexiconSource, Arc<Lexicon>)>;

/// Among how many first results a query of the site must find its record.
const FIRST: usize = 3;

/// What an index is made of: documents, or pages that are read already.
#[derive(Debug)]
pub(super) struct Gathered {
    input: SearchInput,
    pages: Option<ReadPages>,
}

/// The index of every language. Reports lexicons that are not there.
pub(super) fn index(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, memo: &mut Memo) -> Index {
    let mut findings = Vec::new();
    let gathered = gather(site, found, memo, &mut findings);
    Index { findings, ..make(gathered, memo) }
}

/// What the index of every language is made of. Reports lexicons that are not there.
pub(super) fn gather(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> Gathered {
    let languages: Vec<String> = site.model.languages().ids().map(|id| id.to_string()).collect();
    let keeping = memo.keeping;
    let documents = || {
        let pages = view::search::Pages::new(site);
        match keeping {
            Keeping::Index => (pages.documents(), None),
            // What is made once is read page by page.
            Keeping::Nothing => (Vec::new(), Some(read_pages(&languages, &pages))),
        }
    };
    let ((documents, pages), lexicons) = rayon::join(documents, || lexicons(site, &languages, found, &mut memo.lexicons, findings));
    let kind_names = languages.iter().enumerate().map(|(language, lang)| (lang.clone(), view::search::kind_names(site, language))).collect();
    Gathered { input: SearchInput { languages, documents, glossary: view::search::glossary(site), kind_names, lexicons }, pages }
}

/// The index of what was gathered, with no findings.
pub(super) fn make(Gathered { input, pages }: Gathered, memo: &mut Memo) -> Index {
    let fingerprint = (memo.keeping == Keeping::Index).then(|| input.fingerprint());
    memo.read_left(fingerprint);
    if fingerprint.is_none() || memo.fingerprint != fingerprint {
        let built = match pages {
            Some(pages) => build_read(&input, pages),
            None => build_with(&input, &mut memo.build),
        };
        memo.files = built.files.into_iter().collect();
        memo.fingerprint = fingerprint;
    }
    let without_lexicon = input.languages.iter().filter(|lang| input.lexicons.get(lang).is_none()).cloned().collect();
    Index { files: memo.files.clone(), findings: Vec::new(), fingerprint, languages: input.languages, without_lexicon }
}

/// The lexicons that the site wants and that are there.
fn lexicons(site: &view::Site<'_>, languages: &[String], found: &BTreeMap<String, FoundLexicon>, known: &mut Read, findings: &mut Vec<Diagnostic>) -> Lexicons {
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
        match found.get(lang).map(|found| (read(lang, found, known), &found.source)) {
            Some((Ok(lexicon), source)) => lexicons.insert(lang, lexicon, source.clone()),
            Some((Err(error), source)) => findings.push(missing(site, lang, &format!("the lexicon {} for the search in “{lang}” is {error}", source.name))),
            None => findings.push(missing(site, lang, &format!("there is no lexicon for the search in “{lang}”: it knows words by their stems only"))),
        }
    }
    lexicons
}

/// The lexicon; the one that `known` has if it is the same. Its version is the fingerprint of its bytes.
fn read(lang: &str, found: &FoundLexicon, known: &mut Read) -> Result<Arc<Lexicon>, LexiconError> {
    if let Some((_, lexicon)) = known.get(lang).filter(|(source, _)| source == &found.source) {
        return Ok(lexicon.clone());
    }
    let lexicon = Arc::new(found.read()?);
    known.insert(lang.to_owned(), (found.source.clone(), lexicon.clone()));
    Ok(lexicon)
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

/// Tries the site's own queries on its index. Gives a finding for each that does not find its record.
pub(super) fn try_queries(site: &view::Site<'_>, index: &Index, memo: &mut Memo) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if index.fingerprint.is_none() || memo.searched != index.fingerprint {
        memo.found.clear();
        memo.searched = index.fingerprint;
    }
    for (language, lang) in index.languages.iter().enumerate() {
        let lacks_lexicon = index.without_lexicon.contains(lang);
        let queries = site.model.search_queries.iter().filter(|query| &query.lang == lang && !(query.needs_lexicon && lacks_lexicon));
        let queries: Vec<&SearchQuery> = queries.collect();
        if let Err(error) = search_all(lang, &queries, index, memo) {
            findings.push(Diagnostic::new(Code::SearchRegression, site.model.site.span.clone(), format!("the queries in “{lang}” cannot be tried: {error}")));
            continue;
        }
        for query in queries {
            let found = memo.found.get(&(lang.clone(), query.text.clone())).map_or(&[][..], Vec::as_slice);
            findings.extend(judge(site, language, query, found));
        }
    }
    let known = |query: &&SearchQuery| index.languages.contains(&query.lang);
    for query in site.model.search_queries.iter().filter(|query| !known(query)) {
        let message = format!("the query “{}” is in “{}”, which is no language of the site", query.text, query.lang);
        findings.push(Diagnostic::new(Code::UnknownLanguage, query.span.clone(), message).help("Name a language that site.toml declares."));
    }
    findings
}

/// Searches for the queries that have not been searched for in this index.
fn search_all(lang: &str, queries: &[&SearchQuery], index: &Index, memo: &mut Memo) -> Result<(), QueryError> {
    let new: Vec<&&SearchQuery> = queries.iter().filter(|query| !memo.found.contains_key(&(lang.to_owned(), query.text.clone()))).collect();
    if new.is_empty() {
        return Ok(());
    }
    let engine = Engine::open(lang, |path| index.files.get(path).map(|bytes| &**bytes))?;
    let answers: Result<Vec<_>, QueryError> = new
        .into_par_iter()
        .map(|query| {
            let hits = engine.search(&query.text, FIRST)?.hits;
            Ok(((lang.to_owned(), query.text.clone()), hits.into_iter().map(|hit| format!("{}#{}", hit.url, hit.anchor)).collect()))
        })
        .collect();
    memo.found.extend(answers?);
    Ok(())
}

/// A finding if the query does not find its record among the first results.
fn judge(site: &view::Site<'_>, language: usize, query: &SearchQuery, found: &[String]) -> Option<Diagnostic> {
    let key = &query.expect.key;
    let page = site.resolved.routes.path(key, language);
    let is_answer = |result: &&String| {
        let (url, anchor) = result.split_once('#').unwrap_or((result, ""));
        match page {
            Some(page) => url == page,
            None => anchor == key.id,
        }
    };
    if found.iter().any(|result| is_answer(&result)) || !site.model.knows(key) {
        return None;
    }
    let first = if found.is_empty() { "nothing".to_owned() } else { found.iter().map(|result| result.trim_end_matches('#')).collect::<Vec<_>>().join(", ") };
    let message = format!("the query “{}” does not find {key} among the first {FIRST} results in “{}”: it finds {first}", query.text, query.lang);
    let help =
        format!("See why: opastin search \"{}\" --lang {}. Give the page or the term the words that readers use, or change the query.", query.text, query.lang);
    Some(Diagnostic::new(Code::SearchRegression, query.span.clone(), message).help(help))
}
