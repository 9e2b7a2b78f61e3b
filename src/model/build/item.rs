//! Items: facts from TOML, words from one Markdown file per language, the ledger.

use super::{admit, note_damage, record};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Model;
use crate::model::items::*;
use crate::model::language::{Entry, PerLang};
use crate::model::ledger::{self, Ledger};
use crate::model::read::{Reading, Record, check};
use crate::model::records::{Key, Reference};
use crate::parse::Parsed;
use crate::parse::ledger::LedgerFile;
use crate::parse::markdown::MarkdownFile;
use crate::parse::toml::{Node, TomlFile, Value};
use crate::source::{FileKind, ItemKind, ItemPart, SourcePath, kind_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of one item.
#[derive(Clone, Debug, Default)]
pub(super) struct Folder {
    facts: Option<Arc<TomlFile>>,
    ledger: Option<Arc<LedgerFile>>,
    words: BTreeMap<String, (SourcePath, Arc<MarkdownFile>)>,
}

impl Folder {
    /// Whether both are the same files as they were read.
    pub(super) fn is(&self, other: &Folder) -> bool {
        let words = || self.words.iter().zip(&other.words).all(|((one, (_, file)), (other, (_, other_file)))| one == other && Arc::ptr_eq(file, other_file));
        same(&self.facts, &other.facts) && same(&self.ledger, &other.ledger) && self.words.len() == other.words.len() && words()
    }
}

/// Whether both are the same file as it was read, or there is none.
fn same<T>(one: &Option<Arc<T>>, other: &Option<Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The items of the site with their files.
pub(super) fn folders(parsed: &Parsed) -> BTreeMap<(ItemKind, String), Folder> {
    let mut folders: BTreeMap<(ItemKind, String), Folder> = BTreeMap::new();
    for (path, file) in &parsed.toml {
        if let FileKind::Item(kind, id, ItemPart::Facts) = kind_of(path) {
            folders.entry((kind, id)).or_default().facts = Some(file.clone());
        }
    }
    for (path, file) in &parsed.ledgers {
        if let FileKind::Item(kind, id, ItemPart::Ledger) = kind_of(path) {
            folders.entry((kind, id)).or_default().ledger = Some(file.clone());
        }
    }
    for (path, file) in &parsed.markdown {
        if let FileKind::Item(kind, id, ItemPart::Words(language)) = kind_of(path) {
            folders.entry((kind, id)).or_default().words.insert(language, (path.clone(), file.clone()));
        }
    }
    folders
}

/// Builds one item.
pub(super) fn build(model: &mut Model, reading: &mut Reading<'_>, kind: ItemKind, id: &str, folder: &Folder) {
    let key = Key::new(kind.as_str(), id);
    let facts_path = SourcePath::new(format!("content/{}/{id}/{}.toml", kind.folder(), kind.as_str()));
    unknown_languages(reading, kind, id, folder);
    let Some(file) = &folder.facts else {
        let at = folder.words.values().next().map_or(facts_path.clone(), |(path, _)| path.clone());
        reading.findings.push(
            Diagnostic::missing(facts_path.clone(), Span::file(&at), format!("{key} has words but no facts: {facts_path} is missing"))
                .help(format!("Create {facts_path}, or remove the folder.")),
        );
        model.broken.insert(key);
        return;
    };
    note_damage(model, file, &[]);
    check_id(reading, &key, file);
    let fields = record::item_fields(kind.as_str());
    let span = Span::file(&file.path);
    let sound = check(reading, &file.path, &key, &span, &file.table, &fields);
    let languages = reading.languages;
    let record = Record::new(&file.path, &file.table, span.clone(), languages, &fields);
    if !admit(model, reading, &key, &span) {
        return;
    }
    let words = words(reading, &record, &key, kind, folder);
    let titles = words.map(|file| file.title());
    let common = record::common(&record, key.clone(), Some(titles));
    let typed = match kind {
        ItemKind::Task => task(&record, id).map(|task| model.tasks.insert(id.to_owned(), task)).is_some(),
        ItemKind::Guide => guide(&record, id).map(|guide| model.guides.insert(id.to_owned(), guide)).is_some(),
        ItemKind::Page => page(&record, id).map(|page| model.pages.insert(id.to_owned(), page)).is_some(),
    };
    if !typed {
        super::unreadable(reading, &key, &span, sound && file.findings.is_empty());
        model.broken.insert(key);
        return;
    }
    let ledger = folder.ledger.as_ref().map_or_else(Ledger::default, |file| ledger::read(file, languages, &mut reading.findings)).into();
    let changes = record::changes(&record);
    Arc::make_mut(&mut model.items).insert(key.clone(), Arc::new(Item { key: key.clone(), words, ledger, changes, span }));
    Arc::make_mut(&mut model.records).insert(key, Arc::new(common));
}

/// `model` with the words of `parsed` in place of those of `before`, which has the same files.
pub(super) fn with_words(mut model: Model, before: &Parsed, parsed: &Parsed) -> Model {
    let pairs = before.markdown.values().zip(&parsed.markdown);
    for (_, (path, file)) in pairs.filter(|(known, (_, file))| !Arc::ptr_eq(known, file)) {
        let FileKind::Item(kind, id, ItemPart::Words(language)) = kind_of(path) else { continue };
        let key = Key::new(kind.as_str(), &id);
        let Some(index) = model.languages().index(&language) else { continue };
        let Some(item) = Arc::make_mut(&mut model.items).get_mut(&key) else { continue };
        let words = item.words.with(index, Entry::Value(file.clone()));
        let titles = words.map(|file| file.title());
        Arc::make_mut(item).words = words;
        // What is called as before leaves the records as they are.
        if model.records.get(&key).is_some_and(|record| record.name.as_ref() != Some(&titles))
            && let Some(record) = Arc::make_mut(&mut model.records).get_mut(&key)
        {
            Arc::make_mut(record).name = Some(titles);
        }
    }
    model
}

fn check_id(reading: &mut Reading<'_>, key: &Key, file: &TomlFile) {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !key.id.bytes().all(good) {
        reading.findings.push(
            Diagnostic::new(Code::BadId, Span::file(&file.path), format!("the folder's name “{}” is the id of {key}", key.id))
                .help("Name the folder with letters a to z, digits and hyphens only."),
        );
    }
}

fn unknown_languages(reading: &mut Reading<'_>, kind: ItemKind, id: &str, folder: &Folder) {
    let known: BTreeSet<String> = reading.languages.ids().map(ToString::to_string).collect();
    for (language, (path, _)) in folder.words.iter().filter(|(language, _)| !known.contains(*language)) {
        let list = known.iter().cloned().collect::<Vec<_>>().join(", ");
        reading.findings.push(
            Diagnostic::new(Code::UnknownLanguage, Span::file(path), format!("{}:{id} has words in “{language}”, which the site does not have", kind.as_str()))
                .help(format!("The site's languages are: {list}. Add the language in site.toml, or remove the file.")),
        );
    }
}

fn words(reading: &mut Reading<'_>, record: &Record<'_>, key: &Key, kind: ItemKind, folder: &Folder) -> PerLang<Words> {
    let languages = reading.languages;
    let findings = &mut reading.findings;
    PerLang::total(languages, |language| match folder.words.get(&**language) {
        Some((_, file)) => Entry::Value(file.clone()),
        None => {
            let waiver = record.waiver(language);
            if waiver.span.is_none() {
                let path = format!("content/{}/{}/{language}.md", kind.folder(), key.id);
                findings.push(
                    Diagnostic::missing(SourcePath::new(&path), record.span.clone(), format!("{key} has no words in “{language}”: {path} is missing"))
                        .help(format!("Write {path}, or say why it is missing: `missing = {{ {language} = {{ reason = {{ … }}, until = … }} }}`.")),
                );
            }
            Entry::Waived(waiver)
        }
    })
}

fn task(record: &Record<'_>, id: &str) -> Option<Task> {
    let strength = match record.text("strength")?.as_str() {
        "obligation" => Strength::Obligation,
        "recommendation" => Strength::Recommendation,
        "case-by-case" => Strength::CaseByCase,
        "possibility" => Strength::Possibility,
        _ => return None,
    };
    Some(Task {
        id: id.to_owned(),
        phase: record.text("phase")?,
        phase_span: record.span_of("phase"),
        strength,
        owners: owners(record)?,
        with: record.references("with", "role"),
        applies: match record.has("applies") {
            true => Some(record.condition("applies")?),
            false => None,
        },
        after: record.references("after", "task"),
        deadline: record.reference("deadline", "deadline"),
        notice: record.reference("notice", "notice"),
        gate: record.boolean("gate").unwrap_or(false),
        checks: record.references("checks", "prerequisite"),
        uses: record.typed_list("uses"),
    })
}

fn owners(record: &Record<'_>) -> Option<Vec<Owner>> {
    if let Some(Node { value: Value::String(_), .. }) = record.node("owner") {
        return record.reference("owner", "role").map(|role| vec![Owner { role, when: None }]);
    }
    let fields = record::inner(record.fields, "owner");
    let owners: Vec<Owner> = record
        .nested_list("owner", &fields)
        .iter()
        .filter_map(|entry| Some(Owner { role: entry.reference("role", "role")?, when: entry.condition("when") }))
        .collect();
    (!owners.is_empty()).then_some(owners)
}

fn guide(record: &Record<'_>, id: &str) -> Option<Guide> {
    let step_fields = record::inner(record.fields, "steps");
    let steps = record
        .nested_map("steps", &step_fields)
        .into_iter()
        .map(|(task, span, entry)| (task, (Step { when: entry.per_lang("when"), note: entry.per_lang("note") }, span)))
        .collect();
    record.has("fixes").then(|| Guide {
        id: id.to_owned(),
        about: record.typed_list("about"),
        group: record.text("group"),
        group_span: record.span_of("group"),
        fixes: record.answers("fixes"),
        without: record::reasoned(record, "without"),
        extra: record::reasoned(record, "extra"),
        steps,
    })
}

fn page(record: &Record<'_>, id: &str) -> Option<Page> {
    record.has("slug").then(|| Page {
        id: id.to_owned(),
        shows: record.text("shows"),
        asks: record.references("asks", "question"),
        comparison: record.reference("comparison", "comparison").map(|reference: Reference| reference),
        accessibility: accessibility(record),
    })
}

fn accessibility(record: &Record<'_>) -> Option<Accessibility> {
    let fields = record::inner(record.fields, "accessibility");
    let entry = record.nested("accessibility", &fields)?;
    let issue_fields = record::inner(&fields, "issue");
    let supervisor_fields = record::inner(&fields, "supervisor");
    let issues = entry.nested_list("issue", &issue_fields).iter().filter_map(|issue| Some((issue.per_lang("text")?, issue.text("criterion")))).collect();
    let supervisor = entry.nested("supervisor", &supervisor_fields)?;
    let supervisor = Supervisor {
        name: supervisor.per_lang("name")?,
        urls: supervisor.by_lang_text("url").into_iter().map(|(language, url)| (language.to_string(), url)).collect(),
        unit: supervisor.per_lang("unit"),
        emails: supervisor.by_lang_text("email").into_iter().map(|(language, email)| (language.to_string(), email)).collect(),
        phone: supervisor.text("phone"),
        note: supervisor.per_lang("note"),
    };
    Some(Accessibility {
        level: entry.text("level")?,
        made: entry.date("made")?,
        reviewed: entry.date("reviewed")?,
        method: entry.text("method")?,
        feedback_days: entry.days("feedback_days")?,
        issues,
        supervisor,
        span: entry.span.clone(),
    })
}
