//! The stages in order.

mod keys;
mod mentions;
mod site;
mod terms;

use super::cards::put_card;
use super::files::{Parts, SearchFiles, pack};
use super::glossary::Glossary;
use super::input::{SearchDocument, SearchInput};
use super::language::language;
use super::postings::{List, Postings};
use super::report::{IndexReport, LexiconUse, SearchReport};
use super::tokens::tokenize;
use ahash::AHashMap as HashMap;
use keys::dictionary;
use mentions::{forms_of_others, mentions, section_lengths};
use rayon::prelude::*;
use site::{Page, Site};
use terms::{Terms, terms_by_form, used_terms};

/// Builds the indexes of all languages. The result depends on the input alone, not on threads.
pub fn build(input: &SearchInput) -> SearchFiles {
    let glossary = Glossary::new(&input.glossary, &input.languages);
    let sites: Vec<Site<'_>> = input.languages.par_iter().enumerate().map(|(number, lang)| Site::read(input, &glossary, number, lang)).collect();
    let indexes: Vec<_> = (0..sites.len()).into_par_iter().map(|number| index(input, &glossary, &sites, number)).collect();
    let mut files = Vec::new();
    let mut report = SearchReport::default();
    for (index_files, index_report) in indexes {
        files.extend(index_files);
        report.indexes.push(index_report);
    }
    files.sort();
    SearchFiles { files, report }
}

fn index(input: &SearchInput, glossary: &Glossary, sites: &[Site<'_>], number: usize) -> (Vec<(String, Vec<u8>)>, IndexReport) {
    let site = &sites[number];
    let others = forms_of_others(sites, number);
    let terms = Terms::new(sites, number, &others);
    let by_form = terms_by_form(sites, number, &others, &terms);
    let lengths: Vec<Vec<u32>> = site.pages.iter().map(section_lengths).collect();
    let postings = Postings::new(&lengths, terms.count, |page| mentions(sites, number, &by_form, &site.pages[page]));
    let (used, renumbered) = used_terms(&postings, terms.count);
    let lists: Vec<List> = postings.encode(&used);
    let resolve = |of: usize, form: u32| -> Vec<(u32, u8)> {
        let uses = by_form.get(of).and_then(|forms| forms.get(form as usize)).map_or(&[][..], Vec::as_slice);
        let mut uses: Vec<(u32, u8)> = uses.iter().filter_map(|(term, code, _)| Some((renumbered.get(*term as usize).copied().flatten()?, *code))).collect();
        uses.sort_unstable();
        uses.dedup_by_key(|(term, _)| *term);
        uses
    };
    let dictionary = dictionary(sites, number, &others, glossary, &terms, &renumbered, &resolve);
    let own_terms = |word: &str| site.vocabulary.id(word).map(|id| resolve(number, id)).unwrap_or_default();
    let kinds = kinds(site);
    let cards = cards(site, &kinds);
    let known = language(site.lang);
    let others_known = input.languages.iter().filter(|id| *id != site.lang);
    let other_stop_words: Vec<&str> = others_known.flat_map(|id| language(id).stop_words).copied().filter(|word| !known.stop_words.contains(word)).collect();
    let parts = Parts {
        lang: site.lang,
        languages: &input.languages,
        stemmer: site.stemmer.name(),
        stop_words: known.stop_words,
        other_stop_words: &other_stop_words,
        linking: known.linking,
        lexicon: input.lexicons.source(site.lang),
        kinds: &kinds,
        kind_names: input.kind_names.get(site.lang),
        sections: site.pages.iter().map(|page| page.sections.len()).sum(),
        dictionary: Box::new(|size| dictionary.encode(size)),
        glossary: glossary.encode(number, own_terms),
        lists,
        cards,
    };
    let files = pack(&parts);
    let report = report(input, site, &parts, &files, |word| !own_terms(word).is_empty());
    (files, report)
}

fn kinds<'a>(site: &Site<'a>) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = site.pages.iter().filter_map(|page| page.sections.first()).map(|section| section.document.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Pages that a card names at most: a page that has to do with more says nothing of any.
const MOST_RELATED: usize = 64;

fn cards(site: &Site<'_>, kinds: &[&str]) -> Vec<Vec<u8>> {
    let urls = site.pages.iter().map(|page| page.sections.first().map(|section| section.document.url.as_str()));
    let numbers: HashMap<&str, usize> = urls.zip(0..).filter_map(|(url, number)| Some((url?, number))).collect();
    site.pages.iter().map(|page| card(page, kinds, &numbers)).collect()
}

fn card(page: &Page<'_>, kinds: &[&str], numbers: &HashMap<&str, usize>) -> Vec<u8> {
    let documents: Vec<&SearchDocument> = page.sections.iter().map(|section| section.document).collect();
    let kind = documents.first().and_then(|document| kinds.iter().position(|kind| *kind == document.kind)).unwrap_or_default();
    let mut related: Vec<usize> = documents.first().into_iter().flat_map(|first| &first.related).filter_map(|url| numbers.get(url.as_str()).copied()).collect();
    related.sort_unstable();
    related.dedup();
    let mut bytes = Vec::new();
    put_card(&mut bytes, kind, if related.len() > MOST_RELATED { &[] } else { &related }, &documents);
    bytes
}

fn report(input: &SearchInput, site: &Site<'_>, parts: &Parts<'_>, files: &[(String, Vec<u8>)], on_pages: impl Fn(&str) -> bool) -> IndexReport {
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
        forms: site.vocabulary.forms().len(),
        terms: parts.lists.len(),
        bytes: files.iter().map(|(_, bytes)| bytes.len()).sum(),
        files: files.len(),
        lexicon: input.lexicons.source(site.lang).cloned().map_or(LexiconUse::None, LexiconUse::Used),
        unused_entries,
        untranslated_entries,
    }
}
