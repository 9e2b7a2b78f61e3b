//! Parsed files to the model: reads every record against its fields, then types it.

mod item;
mod parts;
mod record;
mod site;
#[cfg(test)]
mod tables;

use parts::{PartOf, Parts, ReadFrom};

use super::kinds::{self, Place, fields_of};
use super::ledger::Published;
use super::read::{Reading, Record, check};
use super::records::{Common, Key};
use super::{Data, Model, deadline};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::Parsed;
use crate::parse::toml::{Node, Table, TomlFile, Value};
use crate::source::{FileKind, SourcePath, kind_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The latest model with the files that it was made of, kept from one compilation to the next.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    known: Option<(Arc<Parsed>, Model, Vec<Diagnostic>)>,
    parts: Parts,
}

/// Builds the model of the parsed files as [`build`] does. Where only the words of items differ from those that `memo` knows, the rest is
/// not looked at again; where data differ, only the files that do are read again.
pub fn build_with(parsed: &Arc<Parsed>, memo: &mut Memo) -> (Option<Model>, Vec<Diagnostic>) {
    let known = memo.known.take().filter(|(before, ..)| differ_in_words(before, parsed));
    let (model, findings) = match known {
        Some((before, model, findings)) => (Some(item::with_words(model, &before, parsed)), findings),
        None => build_from(parsed, Some(&mut memo.parts)),
    };
    memo.known = model.as_ref().map(|model| (parsed.clone(), model.clone(), findings.clone()));
    (model, findings)
}

/// Whether both have the same files, of which at most those of words have other contents.
fn differ_in_words(one: &Parsed, other: &Parsed) -> bool {
    same_files(&one.toml, &other.toml) && same_files(&one.ledgers, &other.ledgers) && one.markdown.keys().eq(other.markdown.keys())
}

fn same_files<T>(one: &BTreeMap<SourcePath, Arc<T>>, other: &BTreeMap<SourcePath, Arc<T>>) -> bool {
    one.keys().eq(other.keys()) && one.values().zip(other.values()).all(|(one, other)| Arc::ptr_eq(one, other))
}

/// Builds the model of the parsed files. `None` only where there is no usable `site.toml`; the findings tell why.
pub fn build(parsed: &Parsed) -> (Option<Model>, Vec<Diagnostic>) {
    build_from(parsed, None)
}

/// Builds the model as [`build`] does, with the parts that are known, if any are to be; afterwards `parts` holds the parts of this model.
fn build_from(parsed: &Parsed, parts: Option<&mut Parts>) -> (Option<Model>, Vec<Diagnostic>) {
    let path = SourcePath::new("content/site.toml");
    let Some(file) = parsed.toml.get(&path) else {
        let finding = Diagnostic::missing(path.clone(), Span::file(&path), "the site has no content/site.toml")
            .help("Create it, or run the program in the folder of a site.");
        return (None, vec![finding]);
    };
    let (site, mut findings) = site::build(file);
    let Some((site, references)) = site else { return (None, findings) };
    let languages = site.languages.clone();
    let mut reading = Reading::new(&languages, site.kinds.keys().cloned().collect());
    reading.references.clone_from(&references);
    let data = Data {
        site: Arc::new(site),
        calendar: deadline::Calendar::default(),
        calendar_note: None,
        sources: BTreeMap::new(),
        facts: BTreeMap::new(),
        topics: BTreeMap::new(),
        comparisons: BTreeMap::new(),
        conflicts: BTreeMap::new(),
        events: BTreeMap::new(),
        deadlines: BTreeMap::new(),
        thresholds: BTreeMap::new(),
        questions: BTreeMap::new(),
        prerequisites: BTreeMap::new(),
        channels: BTreeMap::new(),
        notices: BTreeMap::new(),
        documents: BTreeMap::new(),
        roles: BTreeMap::new(),
        audiences: BTreeMap::new(),
        terms: BTreeMap::new(),
        declared: BTreeMap::new(),
        tasks: BTreeMap::new(),
        guides: BTreeMap::new(),
        pages: BTreeMap::new(),
        search_queries: Vec::new(),
        published: None,
        references: Vec::new(),
        broken: BTreeSet::new(),
    };
    let empty = Model { data: Arc::new(data), records: Arc::default(), items: Arc::default() };
    let mut model = empty.clone();
    let folders = item::folders(parsed);
    let alone = parsed.toml.iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Registry | FileKind::Source(_)));
    let distinct = parts.is_some_and(|parts| {
        let mut before = std::mem::take(parts).of_site(file);
        let mut after = Parts::default().of_site(file);
        let distinct = alone.clone().all(|(path, file)| {
            let (of, from) = (PartOf::File(path.clone()), ReadFrom::File(file.clone()));
            after.add(&mut before, of, from, (&mut model, &mut reading), &empty, |model, reading| read_file(model, reading, path, file))
        }) && folders.iter().all(|((kind, id), folder)| {
            let (of, from) = (PartOf::Item(*kind, id.clone()), ReadFrom::Folder(folder.clone()));
            after.add(&mut before, of, from, (&mut model, &mut reading), &empty, |model, reading| item::build(model, reading, *kind, id, folder))
        });
        *parts = after;
        distinct
    });
    if !distinct {
        // No parts are wanted, or a record stands twice: which one is the first is told by the order in which all are read.
        model = empty;
        (reading.findings, reading.references) = (Vec::new(), references);
        alone.for_each(|(path, file)| read_file(&mut model, &mut reading, path, file));
        folders.iter().for_each(|((kind, id), folder)| item::build(&mut model, &mut reading, *kind, id, folder));
    }
    for (path, file) in &parsed.toml {
        match kind_of(path) {
            FileKind::Calendar => (model.calendar, model.calendar_note) = site::calendar(&mut reading, file),
            FileKind::SearchQueries => model.search_queries = site::search_queries(&mut reading, file),
            FileKind::Published => model.published = published(file),
            _ => {}
        }
    }
    model.references = std::mem::take(&mut reading.references);
    findings.append(&mut reading.findings);
    (Some(model), findings)
}

/// Reads a file of records.
fn read_file(model: &mut Model, reading: &mut Reading<'_>, path: &SourcePath, file: &TomlFile) {
    match kind_of(path) {
        FileKind::Source(id) => source(model, reading, file, &id),
        _ => registry(model, reading, file),
    }
}

/// Ids in a file that could not be read in full count as known under every kind that the file's tables name.
fn note_damage(model: &mut Model, file: &TomlFile, kinds: &[&str]) {
    for id in &file.ids_in_damage {
        for kind in kinds {
            model.broken.insert(Key::new(kind, id));
        }
    }
}

fn registry(model: &mut Model, reading: &mut Reading<'_>, file: &TomlFile) {
    let declared: Vec<String> = model.site.kinds.keys().cloned().collect();
    let known: Vec<&str> =
        kinds::KINDS.iter().filter(|kind| kind.place == Place::Registry).map(|kind| kind.name).chain(declared.iter().map(String::as_str)).collect();
    if !file.ids_in_damage.is_empty() {
        note_damage(model, file, &known);
    }
    for entry in &file.table.entries {
        let span = Span::new(&file.path, entry.key_span.clone());
        if !known.contains(&entry.key.as_str()) {
            let mut finding = Diagnostic::new(Code::UnknownKind, span, format!("“{}” is not a kind of record that stands in the registry", entry.key));
            finding = match did_you_mean(&entry.key, known.iter().copied()) {
                Some(kind) => finding.help(format!("Did you mean `[[{kind}]]`?")),
                None => finding.help("Declare the kind in site.toml, under `[kinds]`."),
            };
            reading.findings.push(finding);
            for table in tables(&entry.node) {
                if let Some(id) = id_of(table) {
                    model.broken.insert(Key::new(&entry.key, &id));
                }
            }
            continue;
        }
        let Value::Array(nodes) = &entry.node.value else {
            reading.findings.push(
                Diagnostic::new(Code::WrongType, span, format!("“{}” is {}, but records are a list", entry.key, entry.node.value.type_name()))
                    .help(format!("Write two brackets on each side: `[[{}]]`.", entry.key)),
            );
            continue;
        };
        for node in nodes {
            match &node.value {
                Value::Table(table) => read_record(model, reading, &file.path, &entry.key, node, table),
                other => reading.findings.push(
                    Diagnostic::new(
                        Code::WrongType,
                        Span::new(&file.path, node.span.clone()),
                        format!("“{}” holds {}, but a record is a table", entry.key, other.type_name()),
                    )
                    .help(format!("Write the record below its own `[[{}]]`.", entry.key)),
                ),
            }
        }
    }
}

fn tables(node: &Node) -> Vec<&Table> {
    match &node.value {
        Value::Array(nodes) => nodes.iter().filter_map(|node| if let Value::Table(table) = &node.value { Some(table) } else { None }).collect(),
        Value::Table(table) => vec![table],
        _ => Vec::new(),
    }
}

fn id_of(table: &Table) -> Option<String> {
    match table.get("id") {
        Some(Node { value: Value::String(id), .. }) if !id.is_empty() => Some(id.clone()),
        _ => None,
    }
}

fn span_of_id(path: &SourcePath, node: &Node, table: &Table) -> Span {
    table.get("id").map_or_else(|| Span::new(path, node.span.clone()), |id| Span::new(path, id.span.clone()))
}

fn read_record(model: &mut Model, reading: &mut Reading<'_>, path: &SourcePath, kind: &str, node: &Node, table: &Table) {
    let span = span_of_id(path, node, table);
    let key = Key::new(kind, &id_of(table).unwrap_or_else(|| record::WITHOUT_ID.to_owned()));
    let fields = fields_of(kind);
    let sound = check(reading, path, &key, &span, table, &fields);
    let languages = reading.languages;
    let record = Record::new(path, table, span.clone(), languages, &fields);
    record::check_more(reading, kind, &record, &key);
    if id_of(table).is_none() || !admit(model, reading, &key, &span) {
        return;
    }
    let common = record::common(&record, key.clone(), record.per_lang_opt("name"));
    let typed = record::insert(model, kind, &record, &key);
    if typed {
        Arc::make_mut(&mut model.records).insert(key, Arc::new(common));
    } else {
        unreadable(reading, &key, &span, sound);
        model.broken.insert(key);
    }
}

/// A record that cannot be read is never dropped in silence: where no fault of its own was found (`sound`), this is its finding.
pub(super) fn unreadable(reading: &mut Reading<'_>, key: &Key, span: &Span, sound: bool) {
    if sound {
        let message = format!("{key} cannot be read, though each of its fields can");
        reading.findings.push(Diagnostic::new(Code::WrongValue, span.clone(), message).help("Compare it with another record of its kind."));
    }
}

/// Whether `key` is new; a finding if it is not.
pub(super) fn admit(model: &Model, reading: &mut Reading<'_>, key: &Key, span: &Span) -> bool {
    let Some(first) = model.records.get(key) else { return true };
    reading.findings.push(
        Diagnostic::new(Code::DuplicateId, span.clone(), format!("a second {} has the id “{}”", key.kind, key.id))
            .label(first.span.clone(), "the first one")
            .help("Give one of them another id, or remove it."),
    );
    false
}

fn source(model: &mut Model, reading: &mut Reading<'_>, file: &TomlFile, id: &str) {
    note_damage(model, file, &["fact", "source"]);
    let key = Key::new("source", id);
    let span = file.table.get("id").map_or_else(|| Span::file(&file.path), |node| Span::new(&file.path, node.span.clone()));
    let fields = fields_of("source");
    check(reading, &file.path, &key, &span, &file.table, &fields);
    if let Some(written) = id_of(&file.table).filter(|written| written != id) {
        reading.findings.push(
            Diagnostic::new(Code::BadId, span.clone(), format!("the source's id is “{written}”, but its file is named “{id}.toml”"))
                .help("Let the id and the file's name be the same."),
        );
    }
    let languages = reading.languages;
    let record = Record::new(&file.path, &file.table, span.clone(), languages, &fields);
    let facts = record::facts(model, reading, &record, id);
    let common = record::common(&record, key.clone(), None);
    match record::source(&record, id, facts) {
        Some(source) => {
            let name = record::same_in_all(languages, &source.title);
            model.sources.insert(id.to_owned(), source);
            Arc::make_mut(&mut model.records).insert(key, Arc::new(Common { name: Some(name), ..common }));
        }
        None => {
            model.broken.insert(key);
        }
    }
}

fn published(file: &TomlFile) -> Option<Published> {
    super::ledger::read_published(&file.table)
}
