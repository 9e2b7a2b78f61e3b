//! The stages in order.

use std::collections::BTreeMap;

use ahash::AHashMap as HashMap;
use rayon::prelude::*;

use super::analyse::{Closeness, TermUse, analyse};
use super::cards::put_card;
use super::decompound::Decompounder;
use super::dictionary::Dictionary;
use super::files::{Parts, SearchFiles, pack};
use super::glossary::Glossary;
use super::input::{SearchDocument, SearchInput};
use super::language::language;
use super::postings::{List, Mention, PageMentions, Postings};
use super::report::{IndexReport, LexiconUse, SearchReport};
use super::stem::Stemmer;
use super::tokens::tokenize;
use super::vocabulary::{Forms, Vocabulary};

/// Weights of a mention by field, in hundredths. The text counts little, so that a page about a thing stands before pages that often name it: with
/// saturating counts, a few mentions in the text would otherwise weigh as much as the title.
mod field {
    pub(super) const TITLE: u32 = 900;
    pub(super) const EXTRA: u32 = 300;
    pub(super) const HEADING: u32 = 80;
    pub(super) const TEXT: u32 = 30;
    pub(super) const OTHER_TITLE: u32 = 300;
    pub(super) const OTHER_HEADING: u32 = 60;
}

/// Code of a term of another language that the key is a form of, and of one that the key only has to do with.
const OTHER_EXACT: u8 = 4;
const OTHER_LOOSE: u8 = 5;

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

/// One section, cut into words: their forms' positions in the vocabulary.
struct Section<'a> {
    document: &'a SearchDocument,
    heading: Vec<u32>,
    text: Vec<u32>,
    extra: Vec<u32>,
}

/// One page, cut into words: their forms' positions in the vocabulary.
struct Page<'a> {
    title: Vec<u32>,
    sections: Vec<Section<'a>>,
}

/// The pages of one language, read and analysed.
struct Site<'a> {
    lang: &'a str,
    stemmer: Stemmer,
    pages: Vec<Page<'a>>,
    vocabulary: Vocabulary,
    /// Per form of the vocabulary.
    uses: Vec<Vec<TermUse>>,
    /// Page and section of each key that languages share.
    keys: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Site<'a> {
    fn read(input: &'a SearchInput, glossary: &Glossary, number: usize, lang: &'a str) -> Self {
        let mut by_url: BTreeMap<&str, Vec<&SearchDocument>> = BTreeMap::new();
        for document in input.documents.iter().filter(|document| document.lang == lang) {
            by_url.entry(&document.url).or_default().push(document);
        }
        let by_page: Vec<Vec<&SearchDocument>> = by_url.into_values().collect();
        let (parts, forms): (Vec<Vec<Page<'_>>>, Vec<Forms>) = by_page.par_chunks(PART).map(read_pages).unzip();
        let known = language(lang);
        let stemmer = Stemmer::new(known.stemmer);
        let names: Vec<&str> = glossary.words.keys().filter(|(of, _)| *of == number).map(|(_, word)| word.as_str()).collect();
        let (vocabulary, positions) = Vocabulary::new(forms, &names, &stemmer);
        let pages: Vec<Page<'_>> = parts.into_par_iter().zip(positions).flat_map_iter(|(pages, positions)| renumbered(pages, &positions)).collect();
        let tools = Decompounder { vocabulary: &vocabulary, stemmer: &stemmer, language: known, lexicon: input.lexicons.get(lang) };
        let uses = vocabulary.forms().par_iter().map(|(form, _)| analyse(form, &tools)).collect();
        let mut keys = HashMap::default();
        for (page_number, page) in pages.iter().enumerate() {
            for (section_number, section) in page.sections.iter().enumerate().filter(|(_, section)| !section.document.key.is_empty()) {
                keys.insert(section.document.key.as_str(), (page_number, section_number));
            }
        }
        Site { lang, stemmer, pages, vocabulary, uses, keys }
    }

    fn uses_of(&self, form: &str) -> &[TermUse] {
        self.vocabulary.id(form).and_then(|id| self.uses.get(id as usize)).map_or(&[], Vec::as_slice)
    }
}

/// Pages that are read together.
const PART: usize = 64;

/// Some pages, with the words as numbers of the forms.
fn read_pages<'a>(pages: &[Vec<&'a SearchDocument>]) -> (Vec<Page<'a>>, Forms) {
    let mut forms = Forms::default();
    (pages.iter().map(|documents| read_page(documents, &mut forms)).collect(), forms)
}

fn read_page<'a>(documents: &[&'a SearchDocument], forms: &mut Forms) -> Page<'a> {
    let title = documents.first().map(|document| forms.words(&document.title)).unwrap_or_default();
    let sections = documents.iter().map(|document| Section {
        document,
        heading: forms.words(&document.heading),
        text: forms.words(&document.text),
        extra: document.extra.iter().flat_map(|name| forms.words(name)).collect(),
    });
    Page { title, sections: sections.collect() }
}

/// The pages with every word as a position among the forms of the whole vocabulary.
fn renumbered<'a>(mut pages: Vec<Page<'a>>, positions: &[u32]) -> Vec<Page<'a>> {
    for page in &mut pages {
        let words = page.sections.iter_mut().flat_map(|section| section.heading.iter_mut().chain(&mut section.text).chain(&mut section.extra));
        page.title.iter_mut().chain(words).for_each(|word| *word = positions[*word as usize]);
    }
    pages
}

/// A term as its language names it: the language (0 is the index's own), its name and its family.
type TermKey<'a> = (usize, &'a str, &'a str);

/// Terms by name: of this language, or with another language's name before them.
struct Terms {
    numbers: HashMap<String, u32>,
    count: usize,
}

impl Terms {
    /// Numbers the terms so that equal ones (the same forms, equally close) share a number and similar names have near numbers.
    fn new(sites: &[Site<'_>], number: usize, others: &[Vec<u32>]) -> Self {
        let mut forms_of: BTreeMap<TermKey<'_>, Vec<(u32, Closeness)>> = BTreeMap::new();
        for (of, site) in sites.iter().enumerate() {
            let mut add = |form: u32| {
                for used in site.uses.get(form as usize).into_iter().flatten() {
                    let (family, name) = used.term.split_at(2);
                    forms_of.entry((if of == number { 0 } else { of + 1 }, name, family)).or_default().push((form, used.closeness));
                }
            };
            if of == number {
                (0..site.uses.len() as u32).for_each(&mut add);
            } else if let Some(forms) = others.get(of) {
                forms.iter().copied().for_each(&mut add);
            }
        }
        let forms_of: Vec<_> = forms_of
            .into_iter()
            .map(|(name, mut forms)| {
                forms.sort_unstable();
                (name, forms)
            })
            .collect();
        let covering = covering_terms(&forms_of);
        let mut ids = vec![None; forms_of.len()];
        let mut count = 0;
        for (at, cover) in covering.iter().enumerate() {
            if *cover == at {
                ids[at] = Some(count);
                count += 1;
            }
        }
        let numbers =
            forms_of.iter().zip(&covering).filter_map(|(((of, name, family), _), cover)| Some((term_name(*of, family, name), ids[*cover]?))).collect();
        Terms { numbers, count: count as usize }
    }

    fn number(&self, of: usize, term: &str) -> Option<u32> {
        let (family, name) = term.split_at(2);
        self.numbers.get(&term_name(of, family, name)).copied()
    }
}

/// Name of a term (language, word, family) and the forms that stand for it, ascending.
type NamedForms<'a> = ((usize, &'a str, &'a str), Vec<(u32, Closeness)>);

/// For each term the term that takes its place: one that all its forms stand for at least as closely, so that a list of its own would find nothing
/// more. Itself if there is none. Of equal terms the first stays.
fn covering_terms(terms: &[NamedForms<'_>]) -> Vec<usize> {
    let mut of_form: HashMap<(usize, u32), Vec<(usize, Closeness)>> = HashMap::default();
    for (at, ((of, ..), forms)) in terms.iter().enumerate() {
        for (form, closeness) in forms {
            of_form.entry((*of, *form)).or_default().push((at, *closeness));
        }
    }
    let covers = |larger: usize, smaller: usize| {
        let ((of, ..), forms) = &terms[smaller];
        let same = terms[larger].1.len() == forms.len();
        let every = forms
            .iter()
            .all(|(form, closeness)| of_form.get(&(*of, *form)).is_some_and(|uses| uses.iter().any(|(at, other)| *at == larger && other <= closeness)));
        let mutual = same && terms[larger].1 == *forms;
        every && larger != smaller && (!mutual || larger < smaller)
    };
    let direct: Vec<usize> = (0..terms.len())
        .into_par_iter()
        .map(|at| {
            let ((of, ..), forms) = &terms[at];
            let candidates = forms.first().and_then(|(form, _)| of_form.get(&(*of, *form)));
            let limit = forms.len() * LARGEST_COVER + 2;
            let fitting = candidates.into_iter().flatten().map(|(other, _)| *other).filter(|other| terms[*other].1.len() <= limit && covers(*other, at));
            fitting.min_by_key(|other| (terms[*other].1.len(), *other)).unwrap_or(at)
        })
        .collect();
    (0..terms.len())
        .map(|mut at| {
            for _ in 0..8 {
                at = direct[at];
            }
            at
        })
        .collect()
}

/// How many times more forms a term may have that takes another's place: a much wider one would lose what is special about it.
const LARGEST_COVER: usize = 4;

fn term_name(of: usize, family: &str, name: &str) -> String {
    format!("{of} {family}{name}")
}

/// Words of other languages' titles, headings and names for a section.
struct OtherWords<'a> {
    site: usize,
    words: &'a [u32],
    weight: u32,
    section: Option<u16>,
}

fn other_words<'a>(sites: &'a [Site<'_>], number: usize, page: &Page<'_>) -> Vec<OtherWords<'a>> {
    let mut out = Vec::new();
    for (of, site) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        for (here, section) in page.sections.iter().enumerate() {
            let place = site.keys.get(section.document.key.as_str()).filter(|_| !section.document.key.is_empty());
            let Some((other_page, other_section)) =
                place.and_then(|(page, section)| Some((site.pages.get(*page)?, site.pages.get(*page)?.sections.get(*section)?)))
            else {
                continue;
            };
            let at = Some(here.min(usize::from(u16::MAX)) as u16);
            if here == 0 {
                out.push(OtherWords { site: of, words: &other_page.title, weight: field::OTHER_TITLE, section: None });
            }
            out.push(OtherWords { site: of, words: &other_section.heading, weight: field::OTHER_HEADING, section: at });
            out.push(OtherWords { site: of, words: &other_section.extra, weight: field::OTHER_HEADING, section: at });
        }
    }
    out
}

/// For each form of a language, the terms that it stands for: term, code for the dictionary, closeness in hundredths.
type TermsByForm = Vec<Vec<(u32, u8, u32)>>;

fn mentions(sites: &[Site<'_>], number: usize, by_form: &[TermsByForm], page: &Page<'_>) -> PageMentions {
    let mut out = PageMentions::default();
    let mut add = |of: usize, words: &[u32], weight: u32, section: Option<u16>| {
        for word in words {
            let uses = by_form.get(of).and_then(|forms| forms.get(*word as usize));
            for (term, _, closeness) in uses.into_iter().flatten() {
                out.mentions.push(Mention { term: *term, section, weight: weight * closeness / 100 });
            }
        }
    };
    add(number, &page.title, field::TITLE, None);
    for (section, here) in page.sections.iter().zip(0u16..) {
        add(number, &section.heading, field::HEADING, Some(here));
        add(number, &section.text, field::TEXT, Some(here));
        add(number, &section.extra, field::EXTRA, Some(here));
    }
    for other in other_words(sites, number, page) {
        add(other.site, other.words, other.weight, other.section);
    }
    out.page_weight = page.sections.first().map_or(100, |section| section.document.weight);
    out
}

/// The words of each section; none counts as empty.
fn section_lengths(page: &Page<'_>) -> Vec<u32> {
    page.sections.iter().map(|section| section.text.len().max(1) as u32).collect()
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
    let cards: Vec<Vec<u8>> = site.pages.iter().map(|page| card(page, &kinds)).collect();
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

/// Forms of other languages that become keys: those of titles, headings and names of sections with a counterpart here.
fn forms_of_others(sites: &[Site<'_>], number: usize) -> Vec<Vec<u32>> {
    let mut forms: Vec<Vec<u32>> = sites.iter().map(|_| Vec::new()).collect();
    for page in sites.get(number).into_iter().flat_map(|site| &site.pages) {
        for other in other_words(sites, number, page) {
            forms[other.site].extend(other.words);
        }
    }
    for list in &mut forms {
        list.sort_unstable();
        list.dedup();
    }
    forms
}

/// For each language, the terms by form.
fn terms_by_form(sites: &[Site<'_>], number: usize, others: &[Vec<u32>], terms: &Terms) -> Vec<TermsByForm> {
    sites
        .iter()
        .enumerate()
        .map(|(of, site)| {
            let of_form = |form: usize| -> Vec<(u32, u8, u32)> {
                let own = of == number;
                let wanted = own || others.get(of).is_some_and(|forms| forms.binary_search(&(form as u32)).is_ok());
                if !wanted {
                    return Vec::new();
                }
                let mut uses: Vec<(u32, u8, u32)> = site.uses[form]
                    .iter()
                    .filter_map(|used| {
                        let code = match (own, used.closeness) {
                            (true, closeness) => closeness.code() as u8,
                            (false, Closeness::Exact) => OTHER_EXACT,
                            (false, _) => OTHER_LOOSE,
                        };
                        Some((terms.number(if own { 0 } else { of + 1 }, &used.term)?, code, (used.closeness.weight() * 100.0).round() as u32))
                    })
                    .collect();
                uses.sort_unstable();
                uses.dedup_by_key(|(term, ..)| *term);
                uses
            };
            (0..site.uses.len()).into_par_iter().map(of_form).collect()
        })
        .collect()
}

/// Terms that stand on a page, and their new numbers.
fn used_terms(postings: &Postings, count: usize) -> (Vec<u32>, Vec<Option<u32>>) {
    let used: Vec<u32> = (0..count as u32).filter(|term| postings.page_count(*term) > 0).collect();
    let mut renumbered = vec![None; count];
    for (new, old) in used.iter().enumerate() {
        renumbered[*old as usize] = Some(new as u32);
    }
    (used, renumbered)
}

fn dictionary(
    sites: &[Site<'_>],
    number: usize,
    others: &[Vec<u32>],
    glossary: &Glossary,
    terms: &Terms,
    renumbered: &[Option<u32>],
    resolve: &dyn Fn(usize, u32) -> Vec<(u32, u8)>,
) -> Dictionary {
    let site = &sites[number];
    let mut dictionary = Dictionary::default();
    for ((form, _), id) in site.vocabulary.forms().iter().zip(0..) {
        let entry = dictionary.entry(form);
        entry.terms = resolve(number, id);
        entry.on_pages = true;
    }
    // Lemmas and parts that no page has as a word of its own.
    for used in site.uses.iter().flatten().filter(|used| site.vocabulary.id(&used.word).is_none()) {
        if let Some(term) = terms.number(0, &used.term).and_then(|term| renumbered.get(term as usize).copied().flatten()) {
            let entry = dictionary.entry(&used.word);
            if !entry.terms.contains(&(term, 0)) {
                entry.terms.push((term, 0));
                entry.terms.sort_unstable();
            }
        }
    }
    for (of, other) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        for form in others.get(of).into_iter().flatten() {
            if let Some((word, _)) = other.vocabulary.forms().get(*form as usize) {
                dictionary.entry(word).terms.extend(resolve(of, *form));
            }
        }
    }
    for (word, numbers) in glossary_forms(sites, glossary) {
        dictionary.entry(word).glossary = numbers;
    }
    dictionary
}

/// Per form of any language the glossary words that it is a form of.
fn glossary_forms<'a>(sites: &'a [Site<'_>], glossary: &Glossary) -> BTreeMap<&'a str, Vec<u32>> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (of, site) in sites.iter().enumerate() {
        let mut by_term: HashMap<&str, Vec<u32>> = HashMap::default();
        for ((lang, word), number) in &glossary.words {
            if *lang == of {
                for used in site.uses_of(word).iter().filter(|used| used.closeness == Closeness::Exact) {
                    by_term.entry(used.term.as_str()).or_default().push(*number);
                }
            }
        }
        for ((form, _), uses) in site.vocabulary.forms().iter().zip(&site.uses) {
            let exact = uses.iter().filter(|used| used.closeness == Closeness::Exact);
            let numbers: Vec<u32> = exact.filter_map(|used| by_term.get(used.term.as_str())).flatten().copied().collect();
            if !numbers.is_empty() {
                found.entry(form).or_default().extend(numbers);
            }
        }
    }
    for numbers in found.values_mut() {
        numbers.sort_unstable();
        numbers.dedup();
    }
    found
}

fn kinds<'a>(site: &Site<'a>) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = site.pages.iter().filter_map(|page| page.sections.first()).map(|section| section.document.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn card(page: &Page<'_>, kinds: &[&str]) -> Vec<u8> {
    let documents: Vec<&SearchDocument> = page.sections.iter().map(|section| section.document).collect();
    let kind = documents.first().and_then(|document| kinds.iter().position(|kind| *kind == document.kind)).unwrap_or_default();
    let mut bytes = Vec::new();
    put_card(&mut bytes, kind, &documents);
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
