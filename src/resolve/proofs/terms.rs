//! Words follow the glossary: none that a language forbids, none that names something else than the other language speaks of.

use super::lexicon::{Hit, Lexicon, Role};
use super::prose::{Text, Texts};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Key, Languages, Model};
use std::collections::{BTreeMap, BTreeSet};

/// Terms by the record that they stand for.
pub(super) type ByRecord = BTreeMap<Key, Vec<String>>;

/// The names of the terms in every language, by term.
pub(super) type Preferred = BTreeMap<String, Vec<Option<String>>>;

/// The name that each term has in each language.
pub(super) fn preferred(model: &Model) -> Preferred {
    let names = |id: &str| {
        let name = model.record("term", id).and_then(|record| record.name.as_ref());
        (0..model.languages().list.len()).map(|language| name.and_then(|name| name.get(language)).cloned()).collect()
    };
    model.terms.keys().map(|id| (id.clone(), names(id))).collect()
}

/// The terms that a record of another kind stands for: a reference to the record is one to its terms.
pub(super) fn by_record(model: &Model) -> ByRecord {
    let mut by_record = ByRecord::new();
    for term in model.terms.values() {
        by_record.entry(Key::new("term", &term.id)).or_default().push(term.id.clone());
        if let Some(about) = &term.about {
            by_record.entry(about.key.clone()).or_default().push(term.id.clone());
        }
    }
    by_record
}

/// Adds a finding for every forbidden form of `text`.
pub(super) fn forbidden(languages: &Languages, preferred: &Preferred, language: usize, text: &Text<'_>, hits: &[Hit<'_>], findings: &mut Vec<Diagnostic>) {
    let mut last_end = 0;
    for hit in hits {
        let Role::Forbidden(term) = hit.role else { continue };
        if hit.range.start < last_end {
            continue;
        }
        last_end = hit.range.end;
        let name = preferred.get(term).and_then(|names| names.get(language)?.as_ref());
        let finding = Diagnostic::new(
            Code::ForbiddenTerm,
            text.span(&hit.range),
            format!("“{}” is never used in “{}”, says term:{term}", &text.prose.text[hit.range.clone()], languages.list[language].id),
        );
        findings.push(match name {
            Some(name) => finding.help(format!("Write “{name}”, or refer to it: `[](term:{term})`.")),
            None => finding.help(format!("See the definition of term:{term}.")),
        });
    }
}

/// What one language's block speaks of.
struct Speech<'a> {
    language: usize,
    text: &'a Text<'a>,
    hits: &'a [Hit<'a>],
    /// Terms that it refers to, by a reference.
    linked: BTreeSet<&'a str>,
    /// Terms that it refers to, by a reference or by a word.
    meant: BTreeSet<&'a str>,
}

/// Adds a finding for every word of `texts` that names something else than another language's block speaks of.
pub(super) fn traps(item: &Key, texts: &Texts<'_>, hits: &[Vec<Hit<'_>>], lexicons: &[Lexicon], by_record: &ByRecord, findings: &mut Vec<Diagnostic>) {
    if !hits.iter().flatten().any(|hit| matches!(hit.role, Role::Trap(_))) {
        return;
    }
    let speeches: Vec<Speech<'_>> = texts.iter().map(|(language, text)| speech(language, text, &hits[language], by_record)).collect();
    for own in &speeches {
        let mut seen = BTreeSet::new();
        for hit in own.hits.iter().filter(|hit| !own.text.prose.is_cut(&hit.range)) {
            let Role::Trap(term) = hit.role else { continue };
            let other = speeches.iter().find(|other| other.language != own.language && other.meant.contains(term.as_str()));
            let Some(other) = other.filter(|other| !owned(own, other, hit, term, &lexicons[own.language])) else { continue };
            if !seen.insert((hit.range.start, hit.range.end)) {
                continue;
            }
            let word = &own.text.prose.text[hit.range.clone()];
            let mut finding = Diagnostic::new(
                Code::TermTrap,
                own.text.span(&hit.range),
                format!(
                    "“{word}” in the block “{}” of {} names something else than term:{term}, of which the other language speaks",
                    texts.name.as_str(),
                    item
                ),
            );
            if let Some(span) = place(other, term, by_record) {
                finding = finding.label(span, "the other language");
            }
            findings
                .push(finding.help(format!(
                    "Use the word that the glossary gives, or refer to the term: `[](term:{term})`. If something else is meant, refer to that."
                )));
        }
    }
}

fn speech<'a>(language: usize, text: &'a Text<'a>, hits: &'a [Hit<'a>], by_record: &'a ByRecord) -> Speech<'a> {
    let references = text.file.references.iter().filter(|reference| reference.block == text.block.name);
    let linked: BTreeSet<&str> =
        references.flat_map(|reference| by_record.get(&Key::new(&reference.kind, &reference.id)).into_iter().flatten().map(String::as_str)).collect();
    let words = hits.iter().filter_map(|hit| if let Role::Names(term) = hit.role { Some(term.as_str()) } else { None });
    let meant = linked.iter().copied().chain(words).collect();
    Speech { language, text, hits, linked, meant }
}

/// Whether the word of `hit` belongs to a term that the blocks speak of too: then it means that term.
fn owned(own: &Speech<'_>, other: &Speech<'_>, hit: &Hit<'_>, trapped: &str, lexicon: &Lexicon) -> bool {
    let form = &own.text.prose.folded[hit.form.clone()];
    let named = own.hits.iter().filter(|named| named.range.start == hit.range.start);
    let by_word = named.filter_map(|named| if let Role::Names(term) = named.role { Some(term.as_str()) } else { None });
    let mut owners = lexicon.owners(form).iter().map(String::as_str).chain(by_word);
    owners.any(|owner| owner == trapped || own.linked.contains(owner) || other.meant.contains(owner))
}

/// Where `speech` speaks of `term`.
fn place(speech: &Speech<'_>, term: &str, by_record: &ByRecord) -> Option<crate::diagnostics::Span> {
    let word = speech.hits.iter().find(|hit| matches!(hit.role, Role::Names(named) if named == term));
    if let Some(word) = word {
        return Some(speech.text.span(&word.range));
    }
    let mut references = speech.text.file.references.iter().filter(|reference| reference.block == speech.text.block.name);
    let refers = |key: &Key| by_record.get(key).is_some_and(|terms| terms.iter().any(|known| known == term));
    let reference = references.find(|reference| refers(&Key::new(&reference.kind, &reference.id)))?;
    Some(crate::diagnostics::Span::new(&speech.text.file.path, reference.span.clone()))
}
