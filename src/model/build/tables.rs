//! The tables of fields and the typed model are one truth: every field of every table is asked for by the code that types records.

use crate::model::fields::{Field, Shape};
use crate::model::kinds::{self, CALENDAR, COMMON, KINDS, Place, SEARCH_QUERIES, SITE, fields_of};
use crate::model::{build, read, schema};
use crate::parse::Parsed;
use crate::parse::toml::{Entry, Node, Table, TomlFile, Value};
use crate::source::SourcePath;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A kind that the sample site declares.
const DECLARED: &str = "thing";

/// Fields that no record is asked for, by their meaning: notes for editors, and what must be known before any record can be read.
const READ_OTHERWISE: &[&str] = &[
    "A note that only editors see.",
    "The record's id: kebab-case English, never reused.",
    "The fact's id, unique over all sources.",
    "Which language lacks its texts, and why.",
    "Why the language lacks it; readers see it.",
    "The last day on which it may be missing.",
    "The languages, in their order.",
    "Its id: BCP 47, as in file names.",
    "Its name in itself.",
    "The locale for dates, numbers and lists.",
];

/// Which of several shapes a value takes, where a field allows more than one.
#[derive(Clone, Copy)]
enum Choice {
    First,
    Last,
}

fn node(value: Value) -> Node {
    Node { value, span: 0..0 }
}

fn text(text: &str) -> Node {
    node(Value::String(text.to_owned()))
}

fn list(nodes: Vec<Node>) -> Node {
    node(Value::Array(nodes))
}

fn table(entries: Vec<(&str, Node)>) -> Node {
    let entry = |(key, node): (&str, Node)| Entry { key: key.to_owned(), key_span: 0..0, node };
    node(Value::Table(Table { entries: entries.into_iter().map(entry).collect() }))
}

/// A table with every field of `fields`.
fn full(fields: &[&Field], choice: Choice) -> Vec<(&'static str, Node)> {
    // A ruling follows a variant or says something of its own, not both.
    let other = match choice {
        Choice::First => "own",
        Choice::Last => "follows",
    };
    fields.iter().filter(|field| field.name != other).map(|field| (known(field.name), sample(field, &field.shape, choice))).collect()
}

fn known(name: &str) -> &'static str {
    all_fields().into_iter().find(|(known, _)| *known == name).unwrap().0
}

fn sample(field: &Field, shape: &Shape, choice: Choice) -> Node {
    let inner = |shape: &Shape| sample(field, shape, choice);
    match shape {
        Shape::Id => text("sample"),
        Shape::Text if field.name == "set_by" => text("task:sample"),
        Shape::Text if field.name == "kind" => text("rule"),
        Shape::Text if field.name == "time_zone" => text("Europe/Helsinki"),
        Shape::Text if field.name == "base_url" => text("https://site.example/"),
        Shape::Text | Shape::AnyText | Shape::Slug | Shape::Path | Shape::Ref(_) => text("sample"),
        Shape::Integer | Shape::Days | Shape::DayCount => node(Value::Integer(3)),
        Shape::Boolean => node(Value::Boolean(true)),
        Shape::Date => node(Value::Date(jiff::civil::date(2021, 4, 7))),
        Shape::MonthDay => text("12-24"),
        Shape::Offset => text("-2 weeks"),
        Shape::OneOf(words) => text(words[0]),
        Shape::Typed(kinds) => text(&format!("{}:sample", kinds.first().unwrap_or(&"task"))),
        Shape::PerLang(of) | Shape::ByLang(of) => table(vec![("en", inner(of)), ("de", inner(of))]),
        Shape::List(of) => list(vec![inner(of)]),
        Shape::OneOrMany(of) => match choice {
            Choice::First => inner(of),
            Choice::Last => list(vec![inner(of)]),
        },
        Shape::Table(fields) => table(full(&fields.iter().collect::<Vec<_>>(), choice)),
        Shape::Map(of) if field.name == "kinds" => table(vec![(DECLARED, inner(of))]),
        Shape::Map(of) if field.name == "fact_kinds" => table(vec![("rule", inner(of))]),
        Shape::Map(of) if field.name == "paths" => table(vec![("task", inner(of))]),
        Shape::Map(of) | Shape::MapOf(_, of) => table(vec![("sample", inner(of))]),
        Shape::Either(shapes) => match choice {
            Choice::First => inner(&shapes[0]),
            Choice::Last => inner(shapes.last().unwrap()),
        },
        Shape::Records(kind) => {
            let fields: Vec<&Field> = kinds::kind(kind).unwrap().fields.iter().collect();
            list(vec![table(full(&fields, choice))])
        }
        Shape::Condition => table(vec![("q", text("sample")), ("is", text("yes"))]),
        Shape::Answer => text("yes"),
    }
}

/// A site in which every record has every field, and in which no text is missing.
fn sample_site(choice: Choice) -> Parsed {
    let mut parsed = Parsed::default();
    let mut put = |path: &str, entries: Vec<(&str, Node)>| {
        let Value::Table(table) = table(entries).value else { unreachable!() };
        let path = SourcePath::new(path);
        parsed.toml.insert(path.clone(), Arc::new(TomlFile { path, table, ids_in_damage: Vec::new(), findings: Vec::new() }));
    };
    let mut site = full(&SITE.iter().collect::<Vec<_>>(), choice);
    let language = |id: &str| table(vec![("id", text(id)), ("name", text(id)), ("locale", text(id))]);
    site.iter_mut().filter(|(name, _)| *name == "languages").for_each(|(_, node)| *node = list(vec![language("en"), language("de")]));
    put("content/site.toml", site);
    put("content/calendar.toml", full(&CALENDAR.iter().collect::<Vec<_>>(), choice));
    put("content/search-queries.toml", full(&SEARCH_QUERIES.iter().collect::<Vec<_>>(), choice));
    let mut registry: Vec<(&str, Node)> = Vec::new();
    for kind in KINDS {
        match kind.place {
            Place::Registry => registry.push((kind.name, list(vec![table(full(&fields_of(kind.name), choice))]))),
            Place::SourceFile => put("content/sources/sample.toml", full(&fields_of(kind.name), choice)),
            Place::Item => {
                let fields = super::record::item_fields(kind.name);
                put(&format!("content/{}s/sample/{}.toml", kind.name, kind.name), full(&fields, choice));
            }
            Place::InSource => {}
        }
    }
    registry.push((DECLARED, list(vec![table(full(&fields_of(DECLARED), choice))])));
    put("content/registry/all.toml", registry);
    parsed
}

fn gather(fields: &'static [Field], found: &mut BTreeSet<(&'static str, &'static str)>) {
    fn inside(shape: &'static Shape, found: &mut BTreeSet<(&'static str, &'static str)>) {
        match shape {
            Shape::Table(fields) => gather(fields, found),
            Shape::PerLang(of) | Shape::ByLang(of) | Shape::List(of) | Shape::OneOrMany(of) | Shape::Map(of) | Shape::MapOf(_, of) => inside(of, found),
            Shape::Either(shapes) => shapes.iter().for_each(|of| inside(of, found)),
            _ => {}
        }
    }
    for field in fields {
        found.insert((field.name, field.doc));
        inside(&field.shape, found);
    }
}

/// Every field of every table, by name and meaning.
fn all_fields() -> BTreeSet<(&'static str, &'static str)> {
    let mut found = BTreeSet::new();
    for fields in [COMMON, SITE, CALENDAR, SEARCH_QUERIES, kinds::DECLARED].into_iter().chain(KINDS.iter().map(|kind| kind.fields)) {
        gather(fields, &mut found);
    }
    found
}

#[test]
fn a_record_with_every_field_is_sound_and_fits_its_schema() {
    for choice in [Choice::First, Choice::Last] {
        let (model, findings) = build(&sample_site(choice));
        let faults: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).filter(|message| !message.contains("no words in")).collect();
        assert_eq!(faults, Vec::<&str>::new());
        let model = model.unwrap();
        assert_eq!(model.broken.len(), 0);
        assert_eq!(schema::schemas(&model.site).len(), 8);
    }
}

#[test]
fn every_field_of_every_table_is_read() {
    let mut asked = BTreeSet::new();
    for choice in [Choice::First, Choice::Last] {
        read::asked::listen();
        build(&sample_site(choice));
        asked.extend(read::asked::heard());
    }
    let unread: Vec<_> = all_fields().difference(&asked).copied().filter(|(_, doc)| !READ_OTHERWISE.contains(doc)).collect();
    assert_eq!(unread, Vec::<(&str, &str)>::new(), "fields that no code asks for");
}
