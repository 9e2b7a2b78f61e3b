//! JSON Schema (draft 2020-12) of every TOML file, from the tables of fields and the site's languages.
//!
//! Editors' tools complete and check records with it while they are written; the compiler itself reads by the tables.

use super::deadline::Unit;
use super::fields::{DAYS, Field, Need, Shape};
use super::kinds::{self, CALENDAR, KINDS, Place, SEARCH_QUERIES, SITE, fields_of};
use super::{Languages, Site};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The draft that the schemas are written in.
pub const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of every kind of TOML file, by the file's kind: `site`, `calendar`, `search-queries`, `registry`, `source`, `task`, `guide`, `page`.
pub fn schemas(site: &Site) -> BTreeMap<String, Value> {
    let languages = &site.languages;
    let whole = |name: &str, title: &str, fields: &[&Field]| (name.to_owned(), document(title, object(languages, fields)));
    let mut schemas = BTreeMap::from([
        whole("site", "The site as a whole", &SITE.iter().collect::<Vec<_>>()),
        whole("calendar", "Days that are not working days", &CALENDAR.iter().collect::<Vec<_>>()),
        whole("search-queries", "Searches and what they find", &SEARCH_QUERIES.iter().collect::<Vec<_>>()),
    ]);
    for kind in KINDS {
        let fields = fields_of(kind.name);
        match kind.place {
            Place::SourceFile => schemas.extend([whole(kind.name, kind.doc, &fields)]),
            Place::Item => schemas.extend([whole(kind.name, kind.doc, &item_fields(kind.name))]),
            Place::Registry | Place::InSource => {}
        }
    }
    schemas.insert("registry".to_owned(), document("Records of several kinds", registry(site)));
    schemas
}

/// The fields of an item's TOML file: its id is the folder's name, its name the title of its words.
fn item_fields(kind: &str) -> Vec<&'static Field> {
    fields_of(kind).into_iter().filter(|field| !matches!(field.name, "id" | "name" | "forms")).collect()
}

fn document(title: &str, mut schema: Map<String, Value>) -> Value {
    let mut whole = Map::from_iter([("$schema".to_owned(), json!(DRAFT)), ("title".to_owned(), json!(title))]);
    whole.append(&mut schema);
    whole.insert("$defs".to_owned(), json!({ "condition": condition(), "answer": answer() }));
    Value::Object(whole)
}

fn registry(site: &Site) -> Map<String, Value> {
    let fixed = KINDS.iter().filter(|kind| kind.place == Place::Registry).map(|kind| (kind.name, kind.doc.to_owned()));
    let declared = site.kinds.iter().map(|(name, kind)| (name.as_str(), kind.name.or_other(0).map_or_else(String::new, |(_, name)| name.clone())));
    let property = |(name, doc): (&str, String)| {
        let record = object(&site.languages, &fields_of(name));
        (name.to_owned(), json!({ "description": doc, "type": "array", "items": record }))
    };
    let properties: Map<String, Value> = fixed.chain(declared).map(property).collect();
    Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(properties)),
        ("additionalProperties".to_owned(), json!(false)),
    ])
}

/// A table with `fields`. A text per language must have every language, unless the table says which one is `missing`.
fn object(languages: &Languages, fields: &[&Field]) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = shape(languages, &field.shape);
        schema.insert("description".to_owned(), json!(field.doc));
        properties.insert(field.name.to_owned(), Value::Object(schema));
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.need == Need::Required).map(|field| field.name).collect();
    let mut object = Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(properties)),
        ("additionalProperties".to_owned(), json!(false)),
    ]);
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    if fields.iter().any(|field| field.name == "missing") {
        let ids: Vec<&str> = languages.ids().map(|id| &**id).collect();
        let total: Map<String, Value> =
            fields.iter().filter(|field| matches!(field.shape, Shape::PerLang(_))).map(|field| (field.name.to_owned(), json!({ "required": ids }))).collect();
        object.insert("if".to_owned(), json!({ "not": { "required": ["missing"] } }));
        object.insert("then".to_owned(), json!({ "properties": total }));
    }
    object
}

fn table(entries: Value) -> Map<String, Value> {
    match entries {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn shape(languages: &Languages, of: &Shape) -> Map<String, Value> {
    let inner = |of: &Shape| Value::Object(shape(languages, of));
    let by_language = |of: &Shape| -> Map<String, Value> { languages.ids().map(|id| (id.to_string(), inner(of))).collect() };
    match of {
        Shape::Text => table(json!({ "type": "string", "pattern": "\\S" })),
        Shape::AnyText => table(json!({ "type": "string" })),
        Shape::Id => table(json!({ "type": "string", "pattern": "^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9._])?$" })),
        Shape::Slug => table(json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" })),
        Shape::Integer => table(json!({ "type": "integer" })),
        Shape::DayCount => table(json!({ "type": "integer", "minimum": 0, "maximum": DAYS.end() })),
        Shape::Days => table(json!({ "type": "integer", "minimum": DAYS.start(), "maximum": DAYS.end() })),
        Shape::Path => table(json!({ "type": "string", "pattern": "^([a-z0-9-]+(/[a-z0-9-]+)*)?$" })),
        Shape::Boolean => table(json!({ "type": "boolean" })),
        Shape::Date => table(json!({ "type": "string", "format": "date" })),
        Shape::MonthDay => table(json!({ "type": "string", "pattern": "^[0-9]{1,2}-[0-9]{1,2}$" })),
        Shape::Offset => table(json!({ "type": "string", "pattern": format!("^-?[0-9]+ ({})$", units()) })),
        Shape::OneOf(words) => table(json!({ "enum": words })),
        Shape::Ref(kind) => table(json!({ "type": "string", "pattern": "\\S", "$comment": format!("the id of a {kind}") })),
        Shape::Typed([]) => table(json!({ "type": "string", "pattern": "^[^:]+:.+$" })),
        Shape::Typed(kinds) => table(json!({ "type": "string", "pattern": format!("^({}):.+$", kinds.join("|")) })),
        Shape::PerLang(of) | Shape::ByLang(of) => table(json!({ "type": "object", "properties": by_language(of), "additionalProperties": false })),
        Shape::List(of) => table(json!({ "type": "array", "items": inner(of) })),
        Shape::OneOrMany(of) => table(json!({ "anyOf": [inner(of), { "type": "array", "items": inner(of) }] })),
        Shape::Table(fields) => object(languages, &fields.iter().collect::<Vec<_>>()),
        Shape::Map(of) | Shape::MapOf(_, of) => table(json!({ "type": "object", "additionalProperties": inner(of) })),
        Shape::Either(shapes) => table(json!({ "anyOf": shapes.iter().map(inner).collect::<Vec<_>>() })),
        Shape::Records(kind) => {
            let fields: Vec<&Field> = kinds::kind(kind).map(|kind| kind.fields.iter().collect()).unwrap_or_default();
            table(json!({ "type": "array", "items": object(languages, &fields) }))
        }
        Shape::Condition => table(json!({ "$ref": "#/$defs/condition" })),
        Shape::Answer => table(json!({ "$ref": "#/$defs/answer" })),
    }
}

/// The units of an offset, one or many, as alternatives of a pattern.
fn units() -> String {
    let units = [Unit::Days, Unit::BusinessDays, Unit::Weeks, Unit::Months];
    units.map(|unit| format!("{}?", unit.as_str())).join("|")
}

fn words() -> Value {
    json!({ "anyOf": [{ "type": "string", "pattern": "\\S" }, { "type": "array", "items": { "type": "string", "pattern": "\\S" } }] })
}

fn condition() -> Value {
    let this = json!({ "$ref": "#/$defs/condition" });
    let only = |name: &str, schema: Value| json!({ "type": "object", "properties": { name: schema }, "required": [name], "additionalProperties": false });
    let leaf = |test: &str, schema: Value| {
        json!({
            "type": "object",
            "properties": { "q": { "type": "string", "pattern": "\\S" }, test: schema },
            "required": ["q", test],
            "additionalProperties": false,
        })
    };
    json!({
        "description": "A condition over questions.",
        "oneOf": [
            only("all", json!({ "type": "array", "items": this })),
            only("any", json!({ "type": "array", "items": this })),
            only("not", this.clone()),
            leaf("is", words()),
            leaf("has", words()),
            leaf("over", json!({ "type": "string", "pattern": "\\S" })),
        ],
    })
}

fn answer() -> Value {
    json!({
        "description": "What is known of a question's answer.",
        "anyOf": [
            { "type": "string", "pattern": "\\S" },
            { "type": "integer" },
            { "type": "object", "properties": { "only": words() }, "required": ["only"], "additionalProperties": false },
            { "type": "object", "properties": { "has": words(), "lacks": words() }, "minProperties": 1, "additionalProperties": false },
            { "type": "object", "properties": { "over": { "type": "string", "pattern": "\\S" } }, "required": ["over"], "additionalProperties": false },
        ],
    })
}
