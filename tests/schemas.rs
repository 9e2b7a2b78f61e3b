//! The JSON Schemas fit every TOML file of the real content and of the small site, and refuse what the reader refuses.

#[path = "common/memory.rs"]
mod memory;

use jsonschema::Validator;
use memory::Site;
use opastin::model::schema::schemas;
use opastin::source::{FileKind, ItemPart, kind_of};
use serde_json::Value;
use std::collections::BTreeMap;

fn validators(site: &Site) -> BTreeMap<String, Validator> {
    let schemas = schemas(&site.model().site);
    schemas
        .into_iter()
        .map(|(name, schema)| {
            assert!(jsonschema::meta::is_valid(&schema), "the schema of {name} is none");
            (name, jsonschema::draft202012::new(&schema).unwrap())
        })
        .collect()
}

/// TOML as the JSON that a schema sees: dates are texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

fn schema_of(kind: &FileKind) -> Option<&'static str> {
    Some(match kind {
        FileKind::Site => "site",
        FileKind::Calendar => "calendar",
        FileKind::SearchQueries => "search-queries",
        FileKind::Registry => "registry",
        FileKind::Source(_) => "source",
        FileKind::Item(kind, _, ItemPart::Facts) => kind.as_str(),
        _ => return None,
    })
}

/// The faults of every TOML file of the site.
fn faults(site: &Site, validators: &BTreeMap<String, Validator>) -> (usize, Vec<String>) {
    let mut faults = Vec::new();
    let mut files = 0;
    for (path, file) in site.tree.iter() {
        let Some(name) = schema_of(&kind_of(path)) else { continue };
        files += 1;
        let value = json(toml::from_str(std::str::from_utf8(&file.bytes).unwrap()).unwrap());
        faults.extend(validators[name].iter_errors(&value).map(|error| format!("{path} {}: {error}", error.instance_path())));
    }
    (files, faults)
}

#[test]
fn every_file_of_the_real_content_fits_its_schema() {
    let site = Site::real();
    let (files, faults) = faults(&site, &validators(&site));
    assert!(files > 100, "only {files} files");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let base = Site::base();
    let validators = validators(&base);
    assert_eq!(faults(&base, &validators).1, Vec::<String>::new());
    let task = "content/tasks/pay-fee/task.toml";
    for (path, from, to) in [
        (task, "phase = \"give-back\"", "phase = 3"),
        (task, "phase = \"give-back\"", "pahse = \"give-back\""),
        (task, "slug = { en = \"pay-a-fee\", de = \"gebuehr-bezahlen\" }", "slug = { en = \"pay-a-fee\" }"),
        (task, "slug = { en = \"pay-a-fee\", de = \"gebuehr-bezahlen\" }", "slug = { en = \"Pay a fee\", de = \"gebuehr-bezahlen\" }"),
        (task, "applies = { q = \"fee\", over = \"fee-limit\" }", "applies = { q = \"fee\" }"),
        (task, "strength = \"case-by-case\"", "strength = \"always\""),
        ("content/registry/time.toml", "offset = \"3 weeks\"", "offset = \"3 fortnights\""),
        ("content/registry/time.toml", "anchor = \"event:visit\"", "anchor = \"task:get-card\""),
        ("content/registry/questions.toml", "value = 10\n", "value = \"ten\"\n"),
        ("content/site.toml", "as_of = 2025-03-01", "as_of = true"),
    ] {
        let broken = base.clone().replace(path, from, to);
        assert!(!broken.findings().is_empty(), "the reader takes {to}");
        assert_eq!(faults(&broken, &validators).1.len().min(1), 1, "the schema takes {to}");
    }
    let waived = base.replace(
        task,
        "slug = { en = \"pay-a-fee\", de = \"gebuehr-bezahlen\" }",
        "slug = { en = \"pay-a-fee\" }\nmissing = { de = { reason = { en = \"Later.\" } } }",
    );
    assert_eq!(faults(&waived, &validators).1, Vec::<String>::new());
}
