//! The stages in order.

mod abroad;
mod keys;
mod known;
mod memo;
mod mentions;
mod pages;
mod site;
mod terms;
mod uses;
mod values;

use super::cards::{Card, put_relations};
use super::files::{File, Packed, Packer, Parts, SearchFiles, pack};
use super::glossary::Glossary;
use super::input::{self, ByAddress, SearchInput};
use super::language::language;
use super::postings::Postings;
use super::report::{IndexReport, LexiconUse, SearchReport};
use super::stem::Stemmer;
use super::tokens::tokenize;
use ahash::AHashMap as HashMap;
use keys::{Resolve, dictionary};
use known::Known;
pub use memo::{Memo, build_pages, build_with};
use mentions::{forms_of_others, mentions, section_lengths};
use pages::{Facts, Listed, Page, Pages, Seen, with_foreign_titles};
use rayon::prelude::*;
use site::Site;
use std::borrow::Cow;
use terms::{Terms, terms_by_form, used_terms};

/// Builds the indexes of all languages. The result depends on the input alone, not on threads.
pub fn build(input: &SearchInput) -> SearchFiles {
    build_read(input, read(&input.languages, &ByAddress::new(input)))
}

/// The pages of all languages, cut into words.
#[derive(Debug)]
pub struct ReadPages {
    known: Vec<Known>,
    pages: Vec<Pages>,
}

/// Reads the pages of these languages: what they were made of is not needed afterwards.
pub fn read(languages: &[String], pages: &dyn input::Pages) -> ReadPages {
    let mut known: Vec<Known> = languages.iter().map(|_| Known::default()).collect();
    let listed: Vec<Listed> = known.par_iter_mut().enumerate().map(|(number, known)| pages::read(pages, number, known, &Seen::default())).collect();
    let foreign = with_foreign_titles(&listed, languages);
    let listed = listed.into_iter().zip(&mut known).zip(foreign).enumerate();
    let pages = listed.map(|(number, ((listed, known), foreign))| listed.with_words(pages, number, known).without_titles(&foreign)).collect();
    ReadPages { known, pages }
}

/// Builds the indexes of pages that have been read, in the languages of the input; its own documents are left out.
pub fn build_read(input: &SearchInput, ReadPages { mut known, pages }: ReadPages) -> SearchFiles {
    let glossary = Glossary::new(&input.glossary, &input.languages);
    let numbered = known.par_iter_mut().zip(&pages).enumerate();
    let sites: Vec<Site<'_>> = numbered.map(|(number, (known, pages))| Site::new(input, &glossary, number, pages, known)).collect();
    let made: Vec<_> = (0..sites.len()).into_par_iter().map(|number| index(input, &glossary, &sites, number, &Packed::default()).0).collect();
    SearchFiles::of(made)
}

/// The index of one language.
#[derive(Clone, Debug)]
struct Index {
    files: Vec<File>,
    report: IndexReport,
}

impl SearchFiles {
    fn of(indexes: impl IntoIterator<Item = Index>) -> Self {
        let (mut files, mut report) = (Vec::new(), SearchReport::default());
        for index in indexes {
            files.extend(index.files);
            report.indexes.push(index.report);
        }
        files.sort();
        SearchFiles { files, report }
    }
}

fn index(input: &SearchInput, glossary: &Glossary, sites: &[Site<'_>], number: usize, packed: &Packed) -> (Index, Packed) {
    let site = &sites[number];
    let others = forms_of_others(sites, number);
    let terms = Terms::new(sites, number, &others);
    let by_form = terms_by_form(sites, number, &others, &terms);
    let lengths: Vec<Vec<u32>> = site.pages.iter().map(|page| section_lengths(page)).collect();
    let postings = Postings::new(&lengths, terms.count, |page, counter| mentions(sites, number, &by_form, page, counter));
    let (used, renumbered) = used_terms(&postings, terms.count);
    let resolve = Resolve { by_form: &by_form, renumbered: &renumbered };
    let (lists, dictionary) = rayon::join(|| postings.encode(&used), || dictionary(sites, number, &others, &terms, &resolve));
    drop(postings);
    let own_terms = |word: &str| site.form(word).map(|form| resolve.terms(number, form).collect()).unwrap_or_default();
    let kinds = kinds(site);
    let cards = cards(site, &kinds);
    let known = language(site.lang);
    let others_known = input.languages.iter().filter(|id| *id != site.lang);
    let other_stop_words: Vec<&str> = others_known.flat_map(|id| language(id).stop_words).copied().filter(|word| !known.stop_words.contains(word)).collect();
    let parts = Parts {
        lang: site.lang,
        languages: &input.languages,
        stemmer: Stemmer::new(known.stemmer).name(),
        stop_words: known.stop_words,
        other_stop_words: &other_stop_words,
        linking: known.linking,
        lexicon: input.lexicons.source(site.lang),
        kinds: &kinds,
        kind_names: input.kind_names.get(site.lang),
        sections: site.pages.iter().map(|page| page.sections().len()).sum(),
        dictionary,
        glossary: glossary.encode(number, own_terms),
        lists,
        cards,
    };
    let mut packer = Packer { before: packed, given: Packed::default() };
    let files = pack(&parts, &mut packer);
    let report = report(input, site, &parts, &files, |word| !own_terms(word).is_empty());
    (Index { files, report }, packer.given)
}

/// A page's kind in the files: with the language of its title where that is another.
fn kind_in_files(facts: &Facts) -> Cow<'_, str> {
    if facts.title_lang.is_empty() { Cow::Borrowed(&facts.kind) } else { Cow::Owned(format!("{} {}", facts.kind, facts.title_lang)) }
}

fn kinds<'a>(site: &Site<'a>) -> Vec<Cow<'a, str>> {
    let mut kinds: Vec<Cow<'_, str>> = site.facts.iter().map(|facts| kind_in_files(facts)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Pages that a card names at most: a page that has to do with more says nothing of any.
const MOST_RELATED: usize = 64;

fn cards<'a>(site: &Site<'a>, kinds: &[Cow<'_, str>]) -> Vec<Card<'a>> {
    let numbers: HashMap<&str, usize> = site.facts.iter().map(|facts| facts.url.as_str()).zip(0..).collect();
    site.facts.iter().zip(site.pages).map(|(facts, page)| card(facts, page, kinds, &numbers)).collect()
}

fn card<'a>(facts: &Facts, page: &'a Page, kinds: &[Cow<'_, str>], numbers: &HashMap<&str, usize>) -> Card<'a> {
    let kind = kinds.binary_search(&kind_in_files(facts)).unwrap_or_default();
    let mut related: Vec<usize> = facts.related.iter().filter_map(|url| numbers.get(url.as_str()).copied()).collect();
    related.sort_unstable();
    related.dedup();
    if related.len() > MOST_RELATED {
        related.clear();
    }
    let mut relations = Vec::with_capacity(2 * related.len() + 4);
    put_relations(&mut relations, kind, &related);
    Card { relations, page: &page.card }
}

fn report(input: &SearchInput, site: &Site<'_>, parts: &Parts<'_>, files: &[File], on_pages: impl Fn(&str) -> bool) -> IndexReport {
    let mut unused_entries = Vec::new();
    let mut untranslated_entries = Vec::new();
    for entry in &input.glossary {
        match entry.names.get(site.lang).filter(|names| names.all().next().is_some()) {
            None => untranslated_entries.push(entry.id.clone()),
            Some(names) if !names.all().any(|name| tokenize(name).iter().all(|word| on_pages(word))) => unused_entries.push(entry.id.clone()),
            Some(_) => {}
        }
    }
    IndexReport {
        lang: site.lang.to_owned(),
        pages: site.pages.len(),
        sections: parts.sections,
        forms: site.forms.len(),
        terms: parts.lists.len(),
        bytes: files.iter().map(|(_, bytes)| bytes.len()).sum(),
        files: files.len(),
        lexicon: input.lexicons.source(site.lang).cloned().map_or(LexiconUse::None, LexiconUse::Used),
        unused_entries,
        untranslated_entries,
    }
}
