//! A search in the built files: what a reader would get and why, without a browser.
//!
//! A second reader of the format in FORMAT.md and a second writing of the theme's scripts: the same resolution, scores and order, so that the build can try
//! the site's own queries and a difference between the two shows a fault in one of them. A change here is a change there.

mod cut;
mod files;
mod names;
mod near;
mod ordered;
mod rank;
mod related;
mod resolution;
mod resolve;
mod titles;

use std::collections::BTreeSet;

use super::stem::Stemmer;
use cut::Item;
use files::Index;
use names::PhraseConcepts;
use rank::{Alternative, Concept, Sought};
use resolution::Resolution;
pub use resolution::{How, Met};
use resolve::Resolver;

/// Results when no other number is asked for.
pub const DEFAULT_LIMIT: usize = 10;

/// What a stop word counts beside other words.
const ASIDE: f64 = 0.9;

/// Why an index cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A file is not there.
    #[error("the search index lacks the file {0}")]
    Missing(String),
    /// A file is not what the format asks for.
    #[error("the search index is damaged: {0}")]
    Corrupt(String),
    /// The index is of a later format.
    #[error("the search index has format {0}, which is newer than this program")]
    Version(u64),
}

/// A result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Address of the page.
    pub url: String,
    /// Id of the best section; empty for the page's beginning.
    pub anchor: String,
    /// Kind of the page.
    pub kind: String,
    /// Title of the page.
    pub title: String,
    /// Heading of the section.
    pub heading: String,
    /// The score, in no unit: only the order tells.
    pub score: f64,
}

/// What one word of the query was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The word as typed.
    pub word: String,
    /// The words of the site that it met, the best first.
    pub met: Vec<Met>,
}

/// The results of a query and how they came about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The results, the best first.
    pub hits: Vec<Hit>,
    /// The words of the query that were searched for.
    pub words: Vec<Word>,
    /// Names of records that stand in the query and what else they are called.
    pub names: Vec<String>,
}

/// An index of one language, ready to be searched.
pub struct Engine {
    index: Index,
    stemmer: Stemmer,
}

/// A query as it was understood.
struct Understood {
    sought: Sought,
    shards: BTreeSet<usize>,
    resolutions: Vec<Resolution>,
    names: Vec<String>,
}

impl Engine {
    /// Opens the index of a language. `load` gives the bytes of a file by its path, such as `search/fi/manifest.json`.
    ///
    /// # Errors
    /// [`QueryError`] if a file is not there, is damaged or of a later format.
    pub fn open<'a>(lang: &str, load: impl Fn(&str) -> Option<&'a [u8]>) -> Result<Self, QueryError> {
        let index = Index::open(lang, load)?;
        let stemmer = Stemmer::new(match index.manifest.stemmer.as_str() {
            "finnish" => "finnish",
            "swedish" => "swedish",
            _ => "",
        });
        Ok(Engine { index: index.with_stems(&stemmer), stemmer })
    }

    /// The best results for a query, at most `limit`.
    ///
    /// # Errors
    /// [`QueryError`] if the index is damaged.
    pub fn search(&self, query: &str, limit: usize) -> Result<Answer, QueryError> {
        let items = cut::cut(query);
        if items.is_empty() {
            return Ok(Answer::default());
        }
        let understood = self.understand(&items);
        let words = understood.resolutions.iter().map(|resolution| Word { word: resolution.word.clone(), met: resolution.met() }).collect();
        let mut answer = Answer { hits: Vec::new(), words, names: understood.names.clone() };
        if understood.sought.concepts.is_empty() {
            return Ok(answer);
        }
        let ranked = rank::rank(&self.index, &understood.sought, limit.max(rank::CANDIDATES))?;
        let titled = titles::by_title(&self.index, &understood.shards, &understood.sought.concepts, ranked);
        let sorted = related::by_relation(&self.index, titled);
        for found in sorted.into_iter().take(limit) {
            let Some(card) = self.index.cards.get(found.page) else { continue };
            let section = card.sections.get(found.section).or_else(|| card.sections.first());
            let (anchor, heading) = section.map(|section| (section.anchor.clone(), section.heading.clone())).unwrap_or_default();
            answer.hits.push(Hit { url: card.url.clone(), anchor, kind: card.kind.clone(), title: card.title.clone(), heading, score: found.score });
        }
        Ok(answer)
    }

    /// From words to concepts: phrases of the glossary first, then single words. Stop words stand aside unless nothing else remains.
    fn understand(&self, items: &[Item]) -> Understood {
        let resolver = Resolver { index: &self.index, stemmer: &self.stemmer };
        let manifest = &self.index.manifest;
        let is_stop = |word: &str| manifest.stop.contains(word);
        let is_word = |item: &&Item| letters(&item.joined) > 1;
        let telling: Vec<&Item> = items.iter().filter(|item| !(item.parts.len() == 1 && (is_stop(&item.parts[0]) || is_letter(&item.parts[0])))).collect();
        let has_telling = telling.iter().any(is_word);
        let kept = if has_telling { telling } else { items.iter().filter(|item| !item.joined.is_empty()).collect() };
        let chosen = if kept.iter().any(is_word) { kept } else { Vec::new() };
        let typed: Vec<Typed> = chosen.iter().flat_map(|item| Typed::of(item)).collect();
        let all: Vec<Resolution> = typed.iter().map(|typed| resolver.resolve(&typed.word)).collect();
        let meant: Vec<bool> =
            typed.iter().zip(&all).map(|(typed, resolution)| typed.span > 1 || !manifest.other_stop.contains(&typed.word) || resolution.on_pages).collect();
        let any = meant.contains(&true);
        let (words, resolutions): (Vec<Typed>, Vec<Resolution>) =
            typed.into_iter().zip(all).zip(&meant).filter(|(_, meant)| **meant || !any).map(|(pair, _)| pair).unzip();
        let joined: Vec<Option<Resolution>> = words.iter().map(|typed| (!typed.joined.is_empty()).then(|| resolver.resolve(&typed.joined))).collect();
        let PhraseConcepts { mut concepts, used, names } = names::phrase_concepts(&self.index, &resolutions, &joined, &words);
        for (at, resolution) in resolutions.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            let mut alternatives = vec![Alternative::of_words(1.0, vec![resolution.terms.clone()])];
            if let Some(joined) = joined[at].as_ref().filter(|joined| joined.exact || joined.good) {
                alternatives.push(Alternative::of_words(1.0, vec![joined.terms.clone()]));
            }
            let any = alternatives.iter().any(|alternative| !alternative.words[0].is_empty());
            concepts.push(Concept { alternatives: if any { alternatives } else { Vec::new() } });
        }
        let aside = if has_telling { aside(&resolver, items, is_stop) } else { Vec::new() };
        // What is too short to be looked for as a beginning says as little as a stop word.
        let is_begun = !aside.is_empty() && words.iter().all(|typed| letters(&typed.word) < resolve::SHORTEST_BEGINNING);
        if !is_begun && concepts.iter().all(|concept| concept.alternatives.is_empty()) {
            concepts.clear();
        }
        let shards = resolutions.iter().flat_map(|resolution| resolution.shards.iter().copied()).collect();
        Understood { sought: Sought { concepts, aside }, shards, resolutions, names }
    }
}

/// The stop words of a query that stand on pages: how a question begins tells something of its answer.
fn aside(resolver: &Resolver<'_>, items: &[Item], is_stop: impl Fn(&str) -> bool) -> Vec<Concept> {
    let words = items.iter().filter_map(|item| item.parts.first().filter(|word| item.parts.len() == 1 && is_stop(word) && !is_letter(word)));
    let concept = |terms| Concept { alternatives: vec![Alternative::of_words(ASIDE, vec![terms])] };
    words.map(|word| resolver.as_written(word)).filter(|terms| !terms.is_empty()).map(concept).collect()
}

/// One word of the query; the first part of a word with hyphens also has all parts joined.
struct Typed {
    word: String,
    joined: String,
    span: usize,
}

impl Typed {
    fn of(item: &Item) -> Vec<Typed> {
        let span = item.parts.len();
        let joined = |at: usize| if at == 0 && span > 1 { item.joined.clone() } else { String::new() };
        item.parts.iter().enumerate().map(|(at, word)| Typed { word: word.clone(), joined: joined(at), span }).collect()
    }
}

/// Whether a word is one letter; a single digit may tell two names apart.
fn is_letter(word: &str) -> bool {
    letters(word) < 2 && !word.chars().any(char::is_numeric)
}

fn letters(word: &str) -> usize {
    word.chars().count()
}
