//! The stage that makes the index of the search and tries the site's own queries on it.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Basis;
use crate::model::site::{LexiconChoice, SearchQuery};
use crate::search::query::{Engine, QueryError};
use crate::search::{
    FoundLexicon, Lexicon, LexiconError, LexiconSource, Lexicons, ReadPages, SearchInput, build_pages, build_read, lexicon_package, read as read_pages,
};
use crate::view;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of the index, by path.
type Files = BTreeMap<String, Arc<[u8]>>;

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

/// What the latest index leaves for the next one, and what has been searched in it.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    build: crate::search::Memo,
    /// The index that was searched in.
    searched: Option<Fingerprint>,
    /// The first results, as addresses with anchors, by language and query.
    found: BTreeMap<(String, String), Vec<String>>,
    /// The lexicons by what they are: reading one takes longer than using it.
    lexicons: Read,
    /// What the site at hand rests on, where it is to be told to a later run.
    basis: Option<Arc<Basis>>,
}

impl Memo {
    /// Takes in what the site at hand rests on.
    pub(super) fn rest_on(&mut self, basis: Arc<Basis>) {
        self.basis = Some(basis);
    }

    /// What another run of the program can take over. `put` keeps bytes and gives their fingerprint.
    pub(super) fn values(&self, put: impl FnMut(&Arc<[u8]>) -> [u8; 32]) -> Vec<Arc<[u8]>> {
        self.build.values(put)
    }

    /// Takes in a value that [`Memo::values`] gave, with the bytes that `get` has.
    pub(super) fn restore(&mut self, value: &[u8], get: impl Fn(&[u8; 32]) -> Option<Arc<[u8]>> + Sync) {
        self.build.restore(value, get);
    }
}

/// Lexicons that have been read, by language.
type Read = BTreeMap<String, (LexiconSource, Arc<Lexicon>)>;

/// Among how many first results a query of the site must find its record.
const FIRST: usize = 3;

/// What the indexes of a compilation that no other follows are made of.
#[derive(Debug)]
pub(super) struct Gathered {
    input: SearchInput,
    pages: ReadPages,
}

/// The index of every language. Reports lexicons that are not there.
pub(super) fn index(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, memo: &mut Memo) -> Index {
    let mut findings = Vec::new();
    let (pages, lexicons) = rayon::join(|| view::search::Pages::new(site), || lexicons(site, found, &mut memo.lexicons, &mut findings));
    let input = input(site, lexicons);
    let pages = pages.resting_on(memo.basis.as_deref());
    let files = build_pages(&input, &pages, &mut memo.build).files.into_iter().collect();
    Index { findings, fingerprint: Some(memo.build.fingerprint()), ..Index::of(input, files) }
}

/// What the index of every language is made of. Reports lexicons that are not there.
pub(super) fn gather(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, findings: &mut Vec<Diagnostic>) -> Gathered {
    let languages = languages(site);
    let read = || read_pages(&languages, &view::search::Pages::new(site));
    let (pages, lexicons) = rayon::join(read, || lexicons(site, found, &mut Read::default(), findings));
    Gathered { input: input(site, lexicons), pages }
}

/// The index of what was gathered, with no findings.
pub(super) fn make(Gathered { input, pages }: Gathered) -> Index {
    let files = build_read(&input, pages).files.into_iter().collect();
    Index::of(input, files)
}

impl Index {
    fn of(input: SearchInput, files: Files) -> Self {
        let without_lexicon = input.languages.iter().filter(|lang| input.lexicons.get(lang).is_none()).cloned().collect();
        Index { files, findings: Vec::new(), fingerprint: None, languages: input.languages, without_lexicon }
    }
}

fn languages(site: &view::Site<'_>) -> Vec<String> {
    site.model.languages().ids().map(|id| id.to_string()).collect()
}

/// What indexes are made of besides pages.
fn input(site: &view::Site<'_>, lexicons: Lexicons) -> SearchInput {
    let languages = languages(site);
    let kind_names = languages.iter().enumerate().map(|(language, lang)| (lang.clone(), view::search::kind_names(site, language))).collect();
    SearchInput { languages, documents: Vec::new(), glossary: view::search::glossary(site), kind_names, lexicons }
}

/// The lexicons that the site wants and that are there.
fn lexicons(site: &view::Site<'_>, found: &BTreeMap<String, FoundLexicon>, known: &mut Read, findings: &mut Vec<Diagnostic>) -> Lexicons {
    let mut lexicons = Lexicons::none();
    let choice = &site.model.site.lexicons;
    findings.extend(of_no_language(site));
    for lang in &languages(site) {
        let wanted = match choice {
            LexiconChoice::None => false,
            LexiconChoice::System => lexicon_package(lang).is_some(),
            LexiconChoice::Paths(paths) => paths.contains_key(lang) || lexicon_package(lang).is_some(),
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

/// Lexicons that are named for what is no language of the site.
fn of_no_language(site: &view::Site<'_>) -> Vec<Diagnostic> {
    let LexiconChoice::Paths(paths) = &site.model.site.lexicons else { return Vec::new() };
    let languages = languages(site);
    let finding = |lang: &String| {
        let message = format!("`lexicons` names a lexicon for “{lang}”, which is no language of the site");
        Diagnostic::new(Code::UnknownLanguage, site.model.site.lexicons_span.clone(), message).help("Name a language that site.toml declares.")
    };
    paths.keys().filter(|lang| !languages.contains(lang)).map(finding).collect()
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
            None => format!("`lexicons` in site.toml names files, and none for “{lang}”: name one, or remove `lexicons` to use those of the system."),
        },
        (_, Some(package)) => {
            format!("Install the package {} (on Debian: apt-get install {}), or write `lexicons = \"none\"` in site.toml.", package.name, package.name)
        }
        (_, None) => "Write `lexicons = \"none\"` in site.toml.".to_owned(),
    };
    Diagnostic::new(Code::LexiconMissing, site.model.site.lexicons_span.clone(), message).help(help)
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
