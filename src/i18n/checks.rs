//! Whether the languages have the same messages with the same variables, and those that the program and the templates use.

use super::{Catalogue, Messages};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

/// The messages that are used, each with the variables that it gets; `None`: they are not known.
pub type Uses = BTreeMap<String, Option<BTreeSet<String>>>;

/// The uses that `lists` of messages and variables stand for.
pub fn uses<'a>(lists: impl IntoIterator<Item = &'a (&'a str, &'a [&'a str])>) -> Uses {
    lists.into_iter().map(|(id, variables)| ((*id).to_owned(), Some(variables.iter().map(|name| (*name).to_owned()).collect()))).collect()
}

/// Every message must stand in every language, with the same variables.
pub fn languages_agree(messages: &Messages) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let ids: BTreeSet<&String> = messages.iter().flat_map(|catalogue| catalogue.defined().keys()).collect();
    for id in ids {
        let Some((first, defined)) = messages.iter().find_map(|catalogue| catalogue.defined().get(id).map(|defined| (catalogue, defined))) else { continue };
        for other in messages.iter().filter(|other| other.language != first.language) {
            match other.defined().get(id) {
                None => findings.push(
                    Diagnostic::new(
                        Code::MissingMessage,
                        defined.span.clone(),
                        format!("the message “{id}” stands in the language “{}”, but not in “{}”", first.language, other.language),
                    )
                    .help(format!("Write it in a file under i18n/{}.", other.language)),
                ),
                Some(there) if there.variables != defined.variables => findings.push(
                    Diagnostic::new(
                        Code::MessageArguments,
                        there.span.clone(),
                        format!(
                            "the message “{id}” uses {} in “{}”, but {} in “{}”",
                            named(&there.variables),
                            other.language,
                            named(&defined.variables),
                            first.language
                        ),
                    )
                    .label(defined.span.clone(), format!("in “{}”", first.language))
                    .help("Let every language use the same variables."),
                ),
                Some(_) => {}
            }
        }
    }
    findings
}

/// Every message that is used must exist and use only the variables that it gets; every other one is not needed.
pub fn fit_uses(messages: &Messages, uses: &Uses) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, variables) in uses {
        if messages.iter().all(|catalogue| !catalogue.defined().contains_key(id)) {
            let known: BTreeSet<&str> = messages.iter().flat_map(|catalogue| catalogue.defined().keys().map(String::as_str)).collect();
            let finding = Diagnostic::without_place(Code::MissingMessage, format!("no language has the message “{id}”, which is used"));
            findings.push(match did_you_mean(id, known) {
                Some(near) => finding.help(format!("Did you mean “{near}”?")),
                None => finding.help("Write it in every language, in a file under i18n."),
            });
        }
        if let Some(given) = variables {
            messages.iter().for_each(|catalogue| surplus(catalogue, id, given, &mut findings));
        }
    }
    messages.iter().for_each(|catalogue| unused(catalogue, uses, &mut findings));
    findings
}

fn surplus(catalogue: &Catalogue, id: &str, given: &BTreeSet<String>, findings: &mut Vec<Diagnostic>) {
    let Some(defined) = catalogue.defined().get(id) else { return };
    let surplus: BTreeSet<String> = defined.variables.difference(given).cloned().collect();
    if !surplus.is_empty() {
        findings.push(
            Diagnostic::new(Code::MessageArguments, defined.span.clone(), format!("the message “{id}” uses {}, which it does not get", named(&surplus)))
                .help(format!("It gets {}.", named(given))),
        );
    }
}

fn unused(catalogue: &Catalogue, uses: &Uses, findings: &mut Vec<Diagnostic>) {
    let taken_in: BTreeSet<&String> = catalogue.defined().values().flat_map(|defined| &defined.messages).collect();
    for (id, defined) in catalogue.defined() {
        if !uses.contains_key(id) && !taken_in.contains(id) {
            findings.push(
                Diagnostic::new(Code::UnusedMessage, defined.span.clone(), format!("nothing uses the message “{id}” of the language “{}”", catalogue.language))
                    .help("Remove it in every language."),
            );
        }
    }
}

fn named(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "no variable".to_owned();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}
