//! A value that a record holds is never typed by hand.

use super::prose::Text;
use super::quantities::Quantity;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::records::Follows;
use crate::model::{Item, Key, Model};
use crate::parse::markdown::split_reference;
use crate::resolve::{Resolved, rulings};
use pulldown_cmark::{Event, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A number this large is a threshold's value wherever it stands; a smaller one only before the threshold's unit.
const TELLING: i64 = 1000;
/// This many letters of a word tell that it is an inflected form of another.
const STEM: usize = 4;
/// A phone number has at least this many digits.
const PHONE_DIGITS: usize = 6;

/// A threshold, and the beginning of its unit's first word in each language.
type Threshold = (Key, Vec<Option<String>>);

/// The values of all records, by how they are compared.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Values {
    emails: BTreeMap<String, Key>,
    phones: BTreeMap<String, Key>,
    addresses: BTreeMap<String, Key>,
    /// Thresholds by their number.
    numbers: BTreeMap<String, Vec<Threshold>>,
}

/// Gathers the values of `model`'s records.
pub(super) fn values(model: &Model) -> Values {
    let mut values = Values::default();
    for channel in model.channels.values() {
        let key = || Key::new("channel", &channel.id);
        match (&channel.address, channel.channel_type.as_str()) {
            (Some(address), "phone") => values.phones.insert(digits(address), key()),
            (Some(address), _) => values.emails.insert(address.trim().to_lowercase(), key()),
            (None, _) => None,
        };
        channel.url.iter().for_each(|url| values.add_url(url, key()));
    }
    for document in model.documents.values() {
        document.urls.values().for_each(|url| values.add_url(url, Key::new("document", &document.id)));
    }
    for source in model.sources.values() {
        source.url.iter().for_each(|url| values.add_url(url, Key::new("source", &source.id)));
    }
    for threshold in model.thresholds.values() {
        let Some(value) = threshold.value else { continue };
        let stem = |language: usize| {
            let unit = threshold.unit.as_ref().and_then(|unit| unit.get(language))?;
            unit.split_whitespace().next().map(stem)
        };
        let units = (0..model.languages().list.len()).map(stem).collect();
        values.numbers.entry(value.to_string()).or_default().push((Key::new("threshold", &threshold.id), units));
    }
    values
}

impl Values {
    fn add_url(&mut self, url: &str, key: Key) {
        if !url.trim().is_empty() {
            self.addresses.entry(bare_url(url)).or_insert(key);
        }
    }

    fn address(&self, typed: &str) -> Option<&Key> {
        match typed.split_once(':') {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => self.emails.get(&rest.split('?').next().unwrap_or(rest).to_lowercase()),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("tel") => self.phone(rest),
            _ => self.addresses.get(&bare_url(typed)),
        }
    }

    fn phone(&self, typed: &str) -> Option<&Key> {
        let typed = digits(typed);
        let national = |number: &str| number.trim_start_matches('0').to_owned();
        let same = |known: &str| known == typed || known.ends_with(&national(&typed)) || typed.ends_with(&national(known));
        self.phones.iter().filter(|_| typed.len() >= PHONE_DIGITS).find(|(known, _)| known.len() >= PHONE_DIGITS && same(known)).map(|(_, key)| key)
    }
}

/// The first letters of a word, in lower case.
fn stem(word: &str) -> String {
    word.to_lowercase().chars().take(STEM).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A URL without what does not tell it from another: scheme, section, closing slash, the case of the host.
fn bare_url(url: &str) -> String {
    let url = url.trim().split('#').next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/');
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    host.to_lowercase() + path
}

/// The offsets of the deadlines that an item speaks of, without their signs: deadline and number.
pub(super) fn offsets(model: &Model, resolved: &Resolved, item: &Item) -> Vec<(Key, String)> {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    if let Some(task) = model.tasks.get(&item.key.id).filter(|_| item.key.kind == "task") {
        ids.extend(task.deadline.iter().map(|deadline| deadline.key.id.as_str()));
        let notice = task.notice.as_ref().and_then(|notice| model.notices.get(&notice.key.id));
        ids.extend(notice.and_then(|notice| notice.deadline.as_ref()).map(|deadline| deadline.key.id.as_str()));
    }
    let files = (0..model.languages().list.len()).filter_map(|language| item.words.get(language));
    ids.extend(files.flat_map(|file| &file.references).filter(|reference| reference.kind == "deadline").map(|reference| reference.id.as_str()));
    let mut found = Vec::new();
    for deadline in ids.into_iter().filter_map(|id| model.deadlines.get(id)) {
        let key = Key::new("deadline", &deadline.id);
        let own = rulings::conflict_of(model, resolved, &key).into_iter().flat_map(|conflict| &conflict.rulings).filter_map(|ruling| match &ruling.follows {
            Follows::Own { rule, .. } => rule.as_ref(),
            Follows::Variant(_) => None,
        });
        let offsets = deadline.variants.iter().map(|variant| &variant.rule).chain(own).filter_map(|rule| rule.offset);
        found.extend(offsets.map(|offset| (key.clone(), offset.count.unsigned_abs().to_string())));
    }
    found
}

/// Adds a finding for every value typed in `text`.
pub(super) fn prove(values: &Values, offsets: &[(Key, String)], language: usize, text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let mut typed: Vec<(Span, Key, String)> = Vec::new();
    for (event, range) in text.runs.iter().flat_map(|run| run.iter()) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if let Some(key) = values.address(dest_url).filter(|_| split_reference(dest_url).is_none()) {
            typed.push((Span::new(&text.file.path, range.clone()), key.clone(), dest_url.trim_start_matches("mailto:").to_owned()));
        }
    }
    let prose = &text.prose;
    let mut found: Vec<(Key, Range<usize>)> = Vec::new();
    for (index, (quantity, range)) in text.quantities.iter().enumerate() {
        let next = text.quantities.get(index + 1).map(|(_, range)| range.start);
        match quantity {
            Quantity::Address(address) => found.extend(values.emails.get(address).map(|key| (key.clone(), range.clone()))),
            Quantity::Number(number) => found.extend(number_of(values, offsets, language, text, number, range, next)),
            Quantity::Date { .. } => {}
        }
    }
    found.extend(phones(values, &prose.folded));
    found.extend(urls(values, &prose.text));
    typed.extend(found.into_iter().map(|(key, range)| (text.span(&range), key, prose.text[range].to_owned())));
    let mut reported: Vec<Span> = Vec::new();
    for (span, key, words) in typed {
        if reported.iter().any(|known| known.start <= span.start && span.end <= known.end) {
            continue;
        }
        reported.push(span.clone());
        findings.push(
            Diagnostic::new(Code::TypedValue, span, format!("“{words}” is typed, but it is the value of {key}"))
                .help(format!("Let the reference write it: `[]({key})`.")),
        );
    }
}

fn number_of(
    values: &Values,
    offsets: &[(Key, String)],
    language: usize,
    text: &Text<'_>,
    number: &str,
    range: &Range<usize>,
    next: Option<usize>,
) -> Option<(Key, Range<usize>)> {
    let rest = text.prose.folded[range.end..].strip_prefix(' ');
    let word = rest.map_or("", |rest| &rest[..rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())]);
    let with_word = range.start..range.end + 1 + word.len();
    let thresholds = values.numbers.get(number).into_iter().flatten();
    let mut named = thresholds.filter(|(_, units)| {
        let unit = units.get(language).and_then(Option::as_ref);
        number.parse::<i64>().is_ok_and(|value| value >= TELLING) || (!word.is_empty() && unit.is_some_and(|unit| word.starts_with(unit.as_str())))
    });
    if let Some((key, _)) = named.next() {
        return Some((key.clone(), range.clone()));
    }
    // The word after the number is taken for its unit, unless it only joins the number to another one.
    let joins = next.is_some_and(|next| next <= with_word.end + 1);
    let (key, _) = offsets.iter().find(|(_, count)| count == number && word.chars().count() >= 3 && !joins)?;
    Some((key.clone(), with_word))
}

/// Runs of digits, as phone numbers are written, that are the number of a channel.
fn phones(values: &Values, text: &str) -> Vec<(Key, Range<usize>)> {
    if values.phones.is_empty() {
        return Vec::new();
    }
    let part = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '(' | ')');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|letter: char| letter.is_ascii_digit() || letter == '+').map(|offset| at + offset) {
        let end = start + text[start..].find(|letter: char| !part(letter)).unwrap_or(text.len() - start);
        let range = start..start + text[start..end].trim_end_matches(|letter: char| !letter.is_ascii_digit()).len();
        found.extend(values.phone(&text[range.clone()]).map(|key| (key.clone(), range)));
        at = end.max(start + 1);
    }
    found
}

/// URLs in running text that are a record's address.
fn urls(values: &Values, text: &str) -> Vec<(Key, Range<usize>)> {
    let mut found = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let start = at;
        at += word.len();
        let Some(scheme) = ["https://", "http://", "www."].iter().filter_map(|scheme| word.find(scheme)).min() else { continue };
        let url = word[scheme..]
            .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '>' | '”' | '"'));
        found.extend(values.addresses.get(&bare_url(url)).map(|key| (key.clone(), start + scheme..start + scheme + url.len())));
    }
    found
}
