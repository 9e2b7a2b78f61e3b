//! Every reference leads to a record of a fitting kind that is in force.

use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::model::language::Entry;
use crate::model::records::ReferenceUse;
use crate::model::{Item, Key, Model, kinds};
use crate::parse::markdown::{BlockName, MarkdownFile, ProseReference};
use crate::resolve::asof;

pub(super) fn fields(model: &Model, findings: &mut Vec<Diagnostic>) {
    for reference in &model.references {
        field(model, reference, findings);
    }
}

pub(super) fn words(model: &Model, item: &Item, findings: &mut Vec<Diagnostic>) {
    for (language, entry) in item.words.iter().enumerate() {
        if let Entry::Value(file) = entry {
            file.references.iter().for_each(|reference| prose(model, item, file, language, reference, findings));
        }
    }
}

fn unknown(model: &Model, key: &Key, span: &Span, who: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownReference, span.clone(), format!("{who} refers to {key}, which does not exist"));
    let same_kind: Vec<&str> = model.records.keys().filter(|known| known.kind == key.kind).map(|known| known.id.as_str()).collect();
    if let Some(id) = did_you_mean(&key.id, same_kind.iter().copied()) {
        return finding.help(format!("Did you mean “{id}”?"));
    }
    match model.records.keys().find(|known| known.id == key.id) {
        Some(other) => finding.help(format!("There is a record of that id of another kind: {other}.")),
        None => finding.help(format!("Write a {} with the id “{}”, or refer to one that exists.", key.kind, key.id)),
    }
}

fn field(model: &Model, reference: &ReferenceUse, findings: &mut Vec<Diagnostic>) {
    let key = &reference.reference.key;
    let span = &reference.reference.span;
    let who = || format!("`{}` of {}", reference.field, reference.from);
    if !reference.allowed.is_empty() && !reference.allowed.contains(&key.kind.as_str()) {
        let who = who();
        findings.push(
            Diagnostic::new(Code::WrongKind, span.clone(), format!("{who} refers to {key}, but takes a {}", reference.allowed.join(" or a ")))
                .help(format!("Refer to a {}.", reference.allowed.join(" or a "))),
        );
        return;
    }
    if !model.knows(key) {
        findings.push(unknown(model, key, span, &who()));
        return;
    }
    retired(model, key, span, who, findings);
}

fn retired(model: &Model, key: &Key, span: &Span, who: impl Fn() -> String, findings: &mut Vec<Diagnostic>) {
    let Some(retired) = model.records.get(key).and_then(|record| record.retired.as_ref()) else { return };
    if retired.on > model.site.as_of {
        return;
    }
    let finding = Diagnostic::new(Code::RetiredReference, span.clone(), format!("{} refers to {key}, which is retired since {}", who(), retired.on));
    findings.push(match &retired.replaced_by {
        Some(other) => finding.help(format!("Refer to {} instead.", other.key)),
        None => finding.help("Remove the reference, or say in words that it is history."),
    });
}

fn prose(model: &Model, item: &Item, file: &MarkdownFile, language: usize, reference: &ProseReference, findings: &mut Vec<Diagnostic>) {
    let key = Key::new(&reference.kind, &reference.id);
    let span = Span::new(&file.path, reference.span.clone());
    let known_kinds = || kinds::KINDS.iter().map(|kind| kind.name).chain(model.site.kinds.keys().map(String::as_str));
    if !known_kinds().any(|kind| kind == key.kind) {
        let finding = Diagnostic::new(
            Code::UrlScheme,
            span,
            format!("a link leads to “{key}”, which is neither an address that pages link to nor a record of a known kind"),
        );
        findings.push(match did_you_mean(&key.kind, known_kinds()) {
            Some(kind) => finding.help(format!("Did you mean “{kind}:{}”?", key.id)),
            None => finding.help("Link to a record such as `task:report-test`, or to an address that begins with https:, http:, mailto: or tel:."),
        });
        return;
    }
    let who = || format!("the text of {}", item.key);
    if !model.knows(&key) {
        findings.push(unknown(model, &key, &span, &who()));
        return;
    }
    retired(model, &key, &span, who, findings);
    if let Some(anchor) = &reference.anchor {
        dead_anchor(model, &key, anchor, language, &span, findings);
    }
    if let Some(form) = &reference.form {
        unknown_form(model, &key, form, language, &span, findings);
    }
}

fn dead_anchor(model: &Model, key: &Key, anchor: &str, language: usize, span: &Span, findings: &mut Vec<Diagnostic>) {
    let Some(target) = model.items.get(key) else {
        findings.push(
            Diagnostic::new(Code::DeadAnchor, span.clone(), format!("{key} has no sections, so #{anchor} leads nowhere")).help("Remove the part after `#`."),
        );
        return;
    };
    let Some(file) = target.words.get(language) else { return };
    if file.block(&BlockName::Section(anchor.to_owned())).is_none() {
        let known: Vec<&str> = file.sections().map(|block| block.name.as_str()).collect();
        let finding = Diagnostic::new(Code::DeadAnchor, span.clone(), format!("{key} has no section #{anchor}"));
        findings.push(match did_you_mean(anchor, known.iter().copied()) {
            Some(meant) => finding.help(format!("Did you mean #{meant}?")),
            None => finding.help(format!("Its sections are: {}.", known.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(", "))),
        });
    }
}

fn unknown_form(model: &Model, key: &Key, form: &str, language: usize, span: &Span, findings: &mut Vec<Diagnostic>) {
    let Some(record) = model.records.get(key) else { return };
    let id = &model.languages().list[language].id;
    for name in asof::names(record) {
        if name.forms.get(id).is_some_and(|forms| forms.contains_key(form)) {
            continue;
        }
        let known: Vec<&str> = name.forms.get(id).into_iter().flat_map(|forms| forms.keys().map(String::as_str)).collect();
        let which = name.since.map_or(String::new(), |since| format!(" for its name since {since}"));
        let finding =
            Diagnostic::new(Code::UnknownForm, span.clone(), format!("{key} gives no form “{form}” in “{id}”{which}")).label(record.span.clone(), "the record");
        findings.push(match did_you_mean(form, known.iter().copied()) {
            Some(meant) => finding.help(format!("Did you mean “{meant}”?")),
            None => finding.help(format!("Add it to the record: `forms = {{ {id} = {{ {form} = \"…\" }} }}`.")),
        });
    }
}

/// Documents whose address is not known are told, so that it is looked for.
pub(super) fn documents(model: &Model, findings: &mut Vec<Diagnostic>) {
    for document in model.documents.values().filter(|document| document.urls.is_empty()) {
        findings.push(
            Diagnostic::new(
                Code::LostAddress,
                document.span.clone(),
                format!("document:{} has no known address: pages print its name without a link", document.id),
            )
            .help("Fill in `url` when the address is found."),
        );
    }
}
