//! Where every fact is used, in which guides every task is listed, on which pages every term stands.

use super::by_language;
use crate::model::condition::Truth;
use crate::model::language::Entry;
use crate::model::{Key, Model};
use crate::resolve::{Resolved, usage};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Where a fact is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactUse {
    /// The fact's id.
    pub id: String,
    /// Its source.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// Whether guidance uses it.
    pub used: bool,
    /// Whether guidance must use it.
    pub must_be_used: bool,
    /// The records whose fields cite it.
    pub fields: Vec<String>,
    /// The items whose words cite it, by language.
    pub words: BTreeMap<String, Vec<String>>,
}

/// Where a task is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskUse {
    /// The task's id.
    pub id: String,
    /// The code that people know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its title by language.
    pub name: BTreeMap<String, String>,
    /// The guides that list it for certain.
    pub guides: Vec<String>,
    /// The guides that list it in some cases.
    pub guides_if: Vec<String>,
}

/// Where a term stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermUse {
    /// The term's id.
    pub id: String,
    /// Its preferred form by language.
    pub name: BTreeMap<String, String>,
    /// The items whose words refer to it, or name it in every language, by language.
    pub pages: BTreeMap<String, Vec<String>>,
}

/// What uses what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Every fact, by id.
    pub facts: Vec<FactUse>,
    /// Every task, by id.
    pub tasks: Vec<TaskUse>,
    /// Every term, by id.
    pub terms: Vec<TermUse>,
}

/// Items by language, in the order of their keys.
type ByLanguage = BTreeMap<String, Vec<String>>;

/// The report on the whole site.
pub fn coverage(model: &Model, resolved: &Resolved) -> Coverage {
    let mut words = in_words(model);
    let mut fields: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for reference in model.references.iter().filter(|reference| reference.reference.key.kind == "fact") {
        fields.entry(&reference.reference.key.id).or_default().insert(reference.from.to_string());
    }
    let mut uses = |key: &Key| words.remove(key).unwrap_or_else(|| empty(model));
    let facts = model.facts.values().map(|fact| {
        let key = Key::new("fact", &fact.id);
        let users = resolved.used_by.get(&key).into_iter().flatten();
        FactUse {
            id: fact.id.clone(),
            source: fact.source.clone(),
            kind: fact.kind.clone(),
            used: users.into_iter().any(|user| usage::counts(model, user, &resolved.rulings)),
            must_be_used: model.site.fact_kinds.get(&fact.kind).is_none_or(|kind| kind.must_be_used),
            fields: fields.remove(fact.id.as_str()).into_iter().flatten().collect(),
            words: uses(&key),
        }
    });
    let facts = facts.collect();
    let terms = model.terms.values().map(|term| {
        let mut pages = uses(&Key::new("term", &term.id));
        for (item, _) in resolved.words.iter().filter(|(_, words)| words.meant.contains(&term.id)) {
            for items in pages.values_mut().filter(|items| !items.contains(&item.to_string())) {
                items.push(item.to_string());
            }
        }
        pages.values_mut().for_each(|items| items.sort());
        TermUse { id: term.id.clone(), name: name(model, "term", &term.id), pages }
    });
    Coverage { facts, terms: terms.collect(), tasks: tasks(model, resolved) }
}

fn tasks(model: &Model, resolved: &Resolved) -> Vec<TaskUse> {
    let mut listed: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (guide, derived) in &resolved.guides {
        for step in &derived.steps {
            let (certain, open) = listed.entry(&step.task).or_default();
            if step.applies == Truth::Yes { certain } else { open }.push(guide.clone());
        }
    }
    let task = |id: &String| {
        let (guides, guides_if) = listed.remove(id.as_str()).unwrap_or_default();
        let code = model.record("task", id).and_then(|record| record.code.clone());
        TaskUse { id: id.clone(), code, name: name(model, "task", id), guides, guides_if }
    };
    model.tasks.keys().map(task).collect()
}

fn name(model: &Model, kind: &str, id: &str) -> BTreeMap<String, String> {
    model.record(kind, id).and_then(|record| record.name.as_ref()).map(|name| by_language(model, name)).unwrap_or_default()
}

fn empty(model: &Model) -> ByLanguage {
    model.languages().ids().map(|id| (id.to_string(), Vec::new())).collect()
}

/// For every record that words refer to, the items whose words do, by language.
fn in_words(model: &Model) -> BTreeMap<Key, ByLanguage> {
    let mut found: BTreeMap<Key, ByLanguage> = BTreeMap::new();
    for item in model.items.values() {
        for (id, entry) in model.languages().ids().zip(item.words.iter()) {
            let Entry::Value(file) = entry else { continue };
            let keys: BTreeSet<Key> = file.references.iter().map(|reference| Key::new(&reference.kind, &reference.id)).collect();
            for key in keys {
                found.entry(key).or_insert_with(|| empty(model)).entry(id.to_string()).or_default().push(item.key.to_string());
            }
        }
    }
    found
}

impl Coverage {
    /// The report for people: facts, tasks and terms, each with where it is used.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let unused = self.facts.iter().filter(|fact| fact.must_be_used && !fact.used).count();
        let _ = writeln!(text, "Facts: {}, of them {unused} unused that must be used", self.facts.len());
        for fact in &self.facts {
            let state = match (fact.used, fact.must_be_used) {
                (true, _) => "",
                (false, true) => " UNUSED",
                (false, false) => " not used; need not be",
            };
            let _ = writeln!(text, "  {} ({}, {}){state}", fact.id, fact.source, fact.kind);
            line(&mut text, "fields", &fact.fields);
            fact.words.iter().for_each(|(language, items)| line(&mut text, language, items));
        }
        let _ = writeln!(text, "\nTasks: {}", self.tasks.len());
        for task in &self.tasks {
            let _ = writeln!(text, "  {} {}", task.code.as_deref().unwrap_or("-"), task.id);
            line(&mut text, "always", &task.guides);
            line(&mut text, "in some cases", &task.guides_if);
        }
        let _ = writeln!(text, "\nTerms: {}", self.terms.len());
        for term in &self.terms {
            let _ = writeln!(text, "  {} ({})", term.id, term.name.values().cloned().collect::<Vec<_>>().join(" / "));
            term.pages.iter().for_each(|(language, items)| line(&mut text, language, items));
        }
        text
    }
}

fn line(text: &mut String, what: &str, entries: &[String]) {
    if !entries.is_empty() {
        let _ = writeln!(text, "    {what}: {}", entries.join(", "));
    }
}
