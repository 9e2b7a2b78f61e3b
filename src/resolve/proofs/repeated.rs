//! Nothing is stated twice: no paragraph, no deadline, no notice.

use super::prose::{Text, extent, paragraphs};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Model;
use crate::model::deadline::{Deadline, Rule};
use crate::model::records::Notice;
use crate::parse::markdown::canonical;
use crate::source::{Fingerprint, fingerprint};
use ahash::AHashMap as HashMap;
use std::collections::BTreeMap;

/// A paragraph with fewer characters than this may stand in several places.
const LENGTH: usize = 60;

/// A paragraph by its language and the fingerprint of its text, with its place.
pub type Paragraph = (usize, Fingerprint, Span);

/// The paragraphs of `text` that are long enough to be told apart.
pub(super) fn long(language: usize, text: &Text<'_>) -> Vec<Paragraph> {
    text.runs
        .iter()
        .flat_map(|run| paragraphs(run))
        .filter(|run| extent(run).len() >= LENGTH)
        .map(|run| (language, canonical(run), Span::new(&text.file.path, extent(run))))
        .filter(|(_, text, _)| text.chars().count() >= LENGTH)
        .map(|(language, text, span)| (language, fingerprint(text.as_bytes()), span))
        .collect()
}

/// Adds a finding for every paragraph that stands a second time, in the order given.
pub(super) fn words(paragraphs: &[&Paragraph], findings: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(usize, &Fingerprint), &Span> = HashMap::with_capacity(paragraphs.len());
    for (language, text, span) in paragraphs.iter().copied() {
        if let Some(first) = first.get(&(*language, text)) {
            findings.push(
                Diagnostic::new(Code::Repeated, span.clone(), "the same paragraph stands in another place")
                    .label((*first).clone(), "the first time")
                    .help("Keep it in one place, and refer to that from the other."),
            );
            continue;
        }
        first.insert((*language, text), span);
    }
}

/// Adds a finding for every deadline and notice that says the same as another.
pub(super) fn rules(model: &Model, findings: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, (&str, &Span)> = BTreeMap::new();
    let deadlines = model.deadlines.values().map(|deadline| ("deadline", deadline.id.as_str(), deadline_rule(deadline), &deadline.span));
    let notices = model.notices.values().map(|notice| ("notice", notice.id.as_str(), notice_rule(notice), &notice.span));
    for (kind, id, rule, span) in deadlines.chain(notices) {
        if let Some((other, first)) = first.get(&rule) {
            findings.push(
                Diagnostic::new(Code::Repeated, span.clone(), format!("{kind}:{id} states the same rule as {kind}:{other}"))
                    .label((*first).clone(), "the first time")
                    .help("Keep one of them, and let tasks, notices and prose refer to it."),
            );
            continue;
        }
        first.insert(rule, (id, span));
    }
}

fn deadline_rule(deadline: &Deadline) -> String {
    let rule = |rule: &Rule| {
        let anchors: Vec<String> =
            if rule.anchors.is_empty() { &deadline.anchors } else { &rule.anchors }.iter().map(|anchor| anchor.key.to_string()).collect();
        format!("{} {:?} {} {} {anchors:?}", rule.bound.as_str(), rule.offset, rule.unit_stated, rule.roll.as_str())
    };
    let variants: Vec<String> = deadline
        .variants
        .iter()
        .map(|variant| {
            let scope: Vec<String> = variant.scope.iter().map(|scope| scope.key.to_string()).collect();
            format!("{} {scope:?} {:?}", rule(&variant.rule), crate::resolve::ids(&variant.facts).collect::<Vec<_>>())
        })
        .collect();
    format!("deadline {variants:?}")
}

fn notice_rule(notice: &Notice) -> String {
    let key = |reference: &Option<crate::model::Reference>| reference.as_ref().map(|reference| reference.key.to_string());
    let variants: Vec<String> = notice.variants.iter().map(|variant| format!("{:?} {}", key(&variant.channel), variant.required)).collect();
    format!(
        "notice {:?} {:?} {variants:?} {} {:?} {:?} {}",
        key(&notice.form),
        key(&notice.channel),
        notice.sender.key,
        key(&notice.receiver),
        key(&notice.deadline),
        notice.on.key
    )
}
