//! Where a text names a term of the glossary, so that readers can be led to what it means.

use super::asof;
use super::fold::push_folded;
use crate::model::language::PerLang;
use crate::model::{Common, Item, Key, Model};
use crate::parse::markdown::Spanned;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use pulldown_cmark::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The names and forms of all terms in one language.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    automaton: Option<AhoCorasick>,
    /// By pattern: the term, and how its record writes the word.
    entries: Vec<(String, String)>,
}

impl PartialEq for Mentions {
    fn eq(&self, other: &Self) -> bool {
        // Of the same words the same automaton is made.
        self.entries == other.entries
    }
}

/// The names of terms in every language of the site, and the records that terms are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllMentions {
    by_language: Vec<Mentions>,
    by_record: BTreeMap<Key, String>,
}

impl AllMentions {
    /// The names in the language at `language` of the site's.
    pub fn get(&self, language: usize) -> Option<&Mentions> {
        self.by_language.get(language)
    }
}

/// The names of terms in every language of the site. A word that several terms have leads to none of them.
/// Where they are those of `known`, they are not put together again.
pub(super) fn mentions(model: &Model, known: Option<&AllMentions>) -> AllMentions {
    let of_language = |language: usize| of_language(model, language, known.and_then(|known| known.get(language)));
    let by_record = model.terms.iter().filter_map(|(id, term)| Some((term.about.as_ref()?.key.clone(), id.clone()))).collect();
    AllMentions { by_language: (0..model.languages().list.len()).map(of_language).collect(), by_record }
}

fn of_language(model: &Model, language: usize, known: Option<&Mentions>) -> Mentions {
    let id = &model.languages().list[language].id;
    let mut words: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for term in model.terms.keys() {
        let written = model.record("term", term).map(|record| written(record, language, id)).unwrap_or_default();
        for word in written.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
            words.entry(lower(&word)).or_default().insert((term.clone(), word));
        }
    }
    words.retain(|_, owners| owners.iter().map(|(term, _)| term).collect::<BTreeSet<_>>().len() == 1);
    let entries: Vec<(String, String)> = words.values().filter_map(|owners| owners.first().cloned()).collect();
    if let Some(known) = known.filter(|known| known.entries == entries) {
        return known.clone();
    }
    // Every text of the site is read with it twice: that it is made more slowly pays.
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(words.keys()).ok().filter(|_| !words.is_empty());
    Mentions { automaton, entries }
}

/// Every name of a record with its inflected forms, as the record writes them.
fn written(record: &Common, language: usize, id: &str) -> Vec<String> {
    let names = asof::names(record);
    let plain = names.iter().filter_map(|name| PerLang::get(name.name, language));
    let inflected = names.iter().flat_map(|name| name.forms.get(id).into_iter().flat_map(BTreeMap::values));
    plain.chain(inflected).cloned().collect()
}

/// The text in small letters, each as long as it was in bytes.
fn lower(text: &str) -> String {
    let mut lowered = String::with_capacity(text.len());
    push_folded(text, &mut lowered);
    lowered
}

/// Whether a letter beside a word makes it part of a longer one.
fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '\u{ad}'
}

/// Where the name of a term stands in the words of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The first byte of its file that the text in which it stands comes from.
    pub text: usize,
    /// Its bytes in that text.
    pub range: Range<usize>,
    /// The term.
    pub term: String,
}

/// The terms that an item speaks of: those that each of its languages names or refers to. A word that has another meaning besides is
/// told apart so, because the other languages have another word for that meaning. With them where they are named, by language of the
/// site and in the order of the file.
pub(super) fn meant(mentions: &AllMentions, item: &Item) -> (BTreeSet<String>, Vec<Vec<Mention>>) {
    let mut named: Vec<Vec<(usize, Range<usize>, &str)>> = vec![Vec::new(); mentions.by_language.len()];
    let mut meant: Option<BTreeSet<&str>> = None;
    for (language, names) in mentions.by_language.iter().enumerate() {
        let Some(file) = item.words.get(language) else { continue };
        let mut terms: BTreeSet<&str> = BTreeSet::new();
        for (text, start) in file.blocks.iter().flat_map(|block| block.events.texts()) {
            let found = names.find(text);
            terms.extend(found.iter().map(|(_, term)| *term));
            named[language].extend(found.into_iter().map(|(range, term)| (start, range, term)));
        }
        for (text, start) in file.footnotes.iter().flat_map(|footnote| texts(&footnote.events)) {
            named[language].extend(names.find(text).into_iter().map(|(range, term)| (start, range, term)));
        }
        for reference in &file.references {
            match reference.kind.as_str() {
                "term" => terms.extend([reference.id.as_str()]),
                kind => terms.extend(mentions.by_record.get(&Key::new(kind, &reference.id)).map(String::as_str)),
            }
        }
        meant = Some(match meant {
            Some(meant) => meant.intersection(&terms).copied().collect(),
            None => terms,
        });
    }
    let meant = meant.unwrap_or_default();
    let of_language = |found: Vec<(usize, Range<usize>, &str)>| {
        let found = found.into_iter().filter(|(_, _, term)| meant.contains(term));
        let mut list: Vec<Mention> = found.map(|(text, range, term)| Mention { text, range, term: term.to_owned() }).collect();
        list.sort_by_key(|mention| (mention.text, mention.range.start));
        list
    };
    let named = named.into_iter().map(of_language).collect();
    (meant.into_iter().map(str::to_owned).collect(), named)
}

/// The texts among `events`, each with the first byte that it comes from.
fn texts<'a>(events: &'a [Spanned<'_>]) -> impl Iterator<Item = (&'a str, usize)> {
    events.iter().filter_map(|(event, range)| if let Event::Text(text) = event { Some((text.as_ref(), range.start)) } else { None })
}

impl Mentions {
    /// Every name of a term in `text`: its bytes and the term, from the first on; of overlapping ones the longest. A name that is written
    /// with a capital stands for the term only with it; others may begin a sentence.
    pub fn find<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let small = lower(text);
        let whole = |range: &Range<usize>| !text[..range.start].ends_with(joins) && !text[range.end..].starts_with(joins);
        let mut found: Vec<(Range<usize>, &'a str)> = Vec::new();
        for hit in automaton.find_overlapping_iter(small.as_str()) {
            let range = hit.start()..hit.end();
            let Some((term, written)) = self.entries.get(hit.pattern().as_usize()) else { continue };
            if whole(&range) && (&text[range.clone()] == written || !written.chars().any(char::is_uppercase)) {
                found.push((range, term));
            }
        }
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = if free { range.end } else { end };
            free
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[(&str, &str)]) -> Mentions {
        let sorted: BTreeMap<String, (String, String)> = list.iter().map(|(word, term)| (lower(word), ((*term).to_owned(), (*word).to_owned()))).collect();
        Mentions { automaton: AhoCorasick::new(sorted.keys()).ok(), entries: sorted.into_values().collect() }
    }

    fn found(words: &Mentions, text: &str) -> Vec<String> {
        words.find(text).into_iter().map(|(range, term)| format!("{}={term}", &text[range])).collect()
    }

    #[test]
    fn whole_words_are_found_the_longest_first() {
        let words = words(&[("book", "book"), ("book of hours", "hours"), ("Øre", "coin")]);
        assert_eq!(found(&words, "Book, bookcase, book-end; a book of hours."), ["Book=book", "book of hours=hours"]);
        assert_eq!(found(&words, "An øre is no Øre."), ["Øre=coin"]);
        assert_eq!(found(&Mentions::default(), "book"), [""; 0]);
    }
}
