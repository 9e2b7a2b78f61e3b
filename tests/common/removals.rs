//! Every single thing that can be taken out of a site.

use super::memory::Site;
use opastin::parse::Parsed;
use opastin::parse::markdown::{self, BlockName};
use opastin::parse::toml::{Node, Table, TomlFile, Value};
use opastin::source::{FileKind, ItemPart, SourcePath, kind_of};
use std::ops::Range;
use std::sync::Arc;

/// A step into a TOML tree.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

#[derive(Clone, Debug)]
enum What {
    /// What the steps lead to.
    Value(Vec<Step>),
    /// These bytes.
    Words(Range<usize>),
}

/// One thing that is taken out.
#[derive(Clone, Debug)]
pub struct Removal {
    /// What sort of thing it is.
    pub sort: &'static str,
    /// Which one.
    pub name: String,
    path: SourcePath,
    what: What,
}

impl Removal {
    /// The parsed site without it; only the file that it stands in is another.
    pub fn apply(&self, site: &Site, parsed: &Parsed) -> Parsed {
        let mut parsed = parsed.clone();
        match &self.what {
            What::Value(steps) => {
                let mut file: TomlFile = (*parsed.toml[&self.path]).clone();
                remove(&mut file.table, steps);
                parsed.toml.insert(self.path.clone(), Arc::new(file));
            }
            What::Words(range) => {
                let mut text = site.text(self.path.as_str());
                text.replace_range(range.clone(), "");
                let file = markdown::parse(&self.path, &text);
                let own = |finding: &opastin::diagnostics::Diagnostic| finding.span.as_ref().is_some_and(|span| span.path == self.path);
                parsed.findings.retain(|finding| !own(finding));
                parsed.findings.extend(file.findings.iter().cloned());
                parsed.markdown.insert(self.path.clone(), Arc::new(file));
            }
        }
        parsed
    }
}

fn remove(table: &mut Table, steps: &[Step]) {
    let [Step::Key(key), rest @ ..] = steps else { panic!("a path begins with a key") };
    let at = table.entries.iter().position(|entry| &entry.key == key).unwrap();
    match rest {
        [] => {
            table.entries.remove(at);
        }
        rest => remove_from(&mut table.entries[at].node, rest),
    }
}

fn remove_from(node: &mut Node, steps: &[Step]) {
    match (&mut node.value, steps) {
        (Value::Table(table), steps) => remove(table, steps),
        (Value::Array(nodes), [Step::Index(index)]) => {
            nodes.remove(*index);
        }
        (Value::Array(nodes), [Step::Index(index), rest @ ..]) => remove_from(&mut nodes[*index], rest),
        _ => panic!("the path leads nowhere"),
    }
}

/// Everything that can be taken out of `site`, in the order of its files.
pub fn removals(site: &Site, parsed: &Parsed) -> Vec<Removal> {
    let mut found = Vec::new();
    for (path, file) in &parsed.toml {
        let mut gather = Gather { path, found: &mut found };
        match kind_of(path) {
            FileKind::Registry => gather.registry(&file.table),
            FileKind::Source(_) => gather.list(&file.table, "fact", "fact"),
            FileKind::Item(_, id, ItemPart::Facts) => gather.item(&id, &file.table),
            _ => {}
        }
    }
    for (path, file) in &parsed.markdown {
        let text = site.text(path.as_str());
        let mut add = |sort, name: String, range: Range<usize>| found.push(Removal { sort, name, path: path.clone(), what: What::Words(range) });
        let mut seen = std::collections::BTreeMap::new();
        for reference in &file.references {
            let words = &text[reference.span.clone()];
            let target = words[words.rfind("](").map_or(0, |at| at + 2)..].trim_end_matches(')').to_owned();
            let count = seen.entry((reference.block.as_str(), target.clone())).and_modify(|count| *count += 1).or_insert(1);
            add("reference in words", format!("{path} #{} {target} ({count})", reference.block.as_str()), reference.span.clone());
        }
        for block in file.blocks.iter().filter(|block| block.name != BlockName::Title) {
            add("block of one language", format!("{path} #{}", block.name.as_str()), block.span.clone());
        }
    }
    found
}

struct Gather<'a> {
    path: &'a SourcePath,
    found: &'a mut Vec<Removal>,
}

/// Lists of a record whose entries can be taken out one by one, and what they are.
const LISTS: &[(&str, &str)] =
    &[("ruling", "ruling"), ("variant", "variant"), ("answers", "answer"), ("sources", "compared source"), ("after", "order of tasks")];

/// Fields of a record that can be taken out as a whole.
const FIELDS: &[(&str, &str)] = &[
    ("applies", "condition"),
    ("when", "condition"),
    ("reason", "reason"),
    ("anchor", "anchor"),
    ("notice", "notice"),
    ("deadline", "deadline"),
    ("owner", "owner"),
    ("facts", "facts"),
    ("slug", "address"),
    ("definition", "definition"),
    ("name", "name"),
];

impl Gather<'_> {
    fn add(&mut self, sort: &'static str, name: String, steps: Vec<Step>) {
        self.found.push(Removal { sort, name, path: self.path.clone(), what: What::Value(steps) });
    }

    /// Every record of the list `key`.
    fn list(&mut self, table: &Table, key: &str, sort: &'static str) {
        for (index, record) in tables(table, key) {
            self.add(sort, format!("{key}:{}", id(record)), vec![Step::Key(key.to_owned()), Step::Index(index)]);
        }
    }

    fn registry(&mut self, table: &Table) {
        for entry in &table.entries {
            let sort = match entry.key.as_str() {
                "question" => "question",
                "threshold" => "threshold",
                "conflict" => "conflict",
                "deadline" | "notice" | "event" | "channel" => "rule",
                "term" => "term",
                "prerequisite" => "prerequisite",
                "topic" => "topic",
                _ => "other record",
            };
            self.list(table, &entry.key, sort);
            for (index, record) in tables(table, &entry.key) {
                self.inside(&format!("{}:{}", entry.key, id(record)), record, &[Step::Key(entry.key.clone()), Step::Index(index)]);
            }
        }
    }

    fn item(&mut self, id: &str, table: &Table) {
        let kind = self.path.as_str().rsplit('/').next().and_then(|file| file.strip_suffix(".toml")).unwrap_or_default();
        self.inside(&format!("{kind}:{id}"), table, &[]);
        if let Some(Value::Table(fixes)) = table.get("fixes").map(|node| &node.value) {
            for entry in &fixes.entries {
                self.add("given answer", format!("{kind}:{id} fixes.{}", entry.key), vec![Step::Key("fixes".to_owned()), Step::Key(entry.key.clone())]);
            }
        }
    }

    fn inside(&mut self, whose: &str, record: &Table, steps: &[Step]) {
        let with = |more: &[Step]| steps.iter().chain(more).cloned().collect::<Vec<_>>();
        for (key, sort) in LISTS {
            let Some(Value::Array(nodes)) = record.get(key).map(|node| &node.value) else { continue };
            for (index, node) in nodes.iter().enumerate() {
                let which = if let Value::Table(table) = &node.value { id(table) } else { String::new() };
                let which = if which.is_empty() { index.to_string() } else { which };
                self.add(sort, format!("{whose} {key}.{which}"), with(&[Step::Key((*key).to_owned()), Step::Index(index)]));
            }
        }
        let kind = whose.split(':').next().unwrap_or_default();
        // Guidance must cite facts and tasks must have somebody who does them; of other records that is asked of none.
        let asked = |key: &str| match key {
            "facts" => ["task", "guide", "prerequisite", "notice"].contains(&kind),
            "owner" => kind == "task",
            _ => true,
        };
        for (key, sort) in FIELDS.iter().filter(|(key, _)| asked(key) && record.get(key).is_some_and(|node| !is_empty(node))) {
            self.add(sort, format!("{whose} {key}"), with(&[Step::Key((*key).to_owned())]));
        }
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(&node.value, Value::Array(nodes) if nodes.is_empty())
}

fn tables<'a>(table: &'a Table, key: &str) -> Vec<(usize, &'a Table)> {
    match table.get(key).map(|node| &node.value) {
        Some(Value::Array(nodes)) => {
            nodes.iter().enumerate().filter_map(|(index, node)| if let Value::Table(table) = &node.value { Some((index, table)) } else { None }).collect()
        }
        _ => Vec::new(),
    }
}

fn id(table: &Table) -> String {
    match table.get("id").map(|node| &node.value) {
        Some(Value::String(id)) => id.clone(),
        _ => String::new(),
    }
}
