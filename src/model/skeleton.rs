//! Skeletons of new items and records, from the tables of fields: what must be there with a first value, what may be there as a comment.

use super::fields::{Field, Need, Shape};
use super::kinds::{Place, fields_of, kind};
use super::ledger::write::{key, string};
use super::{Key, Model};
use crate::model::language::Entry;
use crate::source::SourcePath;
use jiff::civil::Date;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What a new item or record starts from.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// Kind and id.
    pub key: Key,
    /// Its title by language, as far as it is known.
    pub titles: &'a BTreeMap<String, String>,
    /// The day for fields that take one.
    pub today: Date,
}

/// What a skeleton does to the site's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skeleton {
    /// These files are new.
    Files(Vec<(SourcePath, String)>),
    /// This text follows at the end of a file, which is new if it is not there.
    Record(SourcePath, String),
}

/// The skeleton of a new item or record; `None` for a kind that has none.
pub fn skeleton(model: &Model, start: &Start<'_>) -> Option<Skeleton> {
    let kind = kind(&start.key.kind)?;
    let id = &start.key.id;
    match kind.place {
        Place::Item => {
            let folder = format!("content/{}s/{id}", kind.name);
            let mut files = vec![(SourcePath::new(format!("{folder}/{}.toml", kind.name)), table(model, start, &["id", "name", "forms"]))];
            for language in model.languages().ids() {
                files.push((SourcePath::new(format!("{folder}/{language}.md")), words(model, start, language)));
            }
            Some(Skeleton::Files(files))
        }
        Place::SourceFile => Some(Skeleton::Files(vec![(SourcePath::new(format!("content/sources/{id}.toml")), table(model, start, &["fact"]))])),
        Place::Registry => {
            let path = registry_file(model, kind.name).unwrap_or_else(|| SourcePath::new(format!("content/registry/{}s.toml", kind.name)));
            Some(Skeleton::Record(path, format!("[[{}]]\n{}", kind.name, table(model, start, &[]))))
        }
        Place::InSource => None,
    }
}

/// The registry file that holds the most records of a kind; of equals the first.
fn registry_file(model: &Model, kind: &str) -> Option<SourcePath> {
    let mut counts: BTreeMap<&SourcePath, usize> = BTreeMap::new();
    for record in model.records.values().filter(|record| record.key.kind == kind) {
        *counts.entry(&record.span.path).or_default() += 1;
    }
    counts.into_iter().min_by_key(|(path, count)| (usize::MAX - *count, *path)).map(|(path, _)| path.clone())
}

fn table(model: &Model, start: &Start<'_>, without: &[&str]) -> String {
    let fields = fields_of(&start.key.kind).into_iter().filter(|field| !without.contains(&field.name));
    let (required, optional): (Vec<&Field>, Vec<&Field>) = fields.partition(|field| field.need == Need::Required);
    let mut out = String::new();
    for field in required {
        out.push_str(&format!("{} = {}    # {}\n", field.name, value(model, start, field), field.doc));
    }
    for field in optional.into_iter().filter(|field| !matches!(field.name, "missing" | "retired" | "former_slugs" | "renamed")) {
        match (field.name, &start.key.kind) {
            // An item or a source always has an address.
            ("slug", kind) if kind == "source" => out.push_str(&format!("slug = {}    # {}\n", value(model, start, field), field.doc)),
            _ => out.push_str(&format!("# {} = {}    # {}\n", field.name, value(model, start, field), field.doc)),
        }
    }
    out
}

fn value(model: &Model, start: &Start<'_>, field: &Field) -> String {
    let title = |language: &str| start.titles.get(language).cloned();
    match field.name {
        "id" => string(&start.key.id),
        "phase" => string(model.site.phases.first().map_or("", |phase| &phase.id)),
        "name" => by_language(model, |language| title(language).unwrap_or_default()),
        "title" => string(&start.titles.values().next().cloned().unwrap_or_default()),
        "slug" => by_language(model, |language| slug(&title(language).unwrap_or_else(|| start.key.id.clone()))),
        "lang" => string(model.languages().ids().next().map_or("", |id| id)),
        _ => example(model, start, &field.shape),
    }
}

fn by_language(model: &Model, text: impl Fn(&str) -> String) -> String {
    let entries: Vec<String> = model.languages().ids().map(|language| format!("{} = {}", key(language), string(&text(language)))).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A first value of a shape: of a reference the first record that fits.
fn example(model: &Model, start: &Start<'_>, shape: &Shape) -> String {
    let first = |kind: &str| model.records.keys().find(|key| key.kind == kind).map(|key| key.id.clone()).unwrap_or_default();
    match shape {
        Shape::Text | Shape::AnyText | Shape::Id | Shape::Slug | Shape::Path | Shape::Typed(_) => string(""),
        Shape::Integer | Shape::Days | Shape::DayCount => "0".to_owned(),
        Shape::Boolean => "false".to_owned(),
        Shape::Date => start.today.to_string(),
        Shape::MonthDay => string("01-01"),
        Shape::Offset => string("0 days"),
        Shape::OneOf(words) => string(words.first().copied().unwrap_or_default()),
        Shape::Ref("fact") => string(""),
        Shape::Ref(kind) => string(&first(kind)),
        Shape::PerLang(inner) | Shape::ByLang(inner) => {
            let inner = example(model, start, inner);
            let entries: Vec<String> = model.languages().ids().map(|language| format!("{} = {inner}", key(language))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Shape::List(_) | Shape::Records(_) => "[]".to_owned(),
        Shape::OneOrMany(inner) => example(model, start, inner),
        Shape::Either(shapes) => shapes.first().map_or_else(|| string(""), |shape| example(model, start, shape)),
        Shape::Table(_) | Shape::Map(_) | Shape::MapOf(..) | Shape::Answer => "{}".to_owned(),
        Shape::Condition => "{ q = \"\", is = \"\" }".to_owned(),
    }
}

/// The words of a new item: its title, and the headings under which items of its kind stand in this language.
fn words(model: &Model, start: &Start<'_>, language: &str) -> String {
    let title = start.titles.get(language).cloned().unwrap_or_else(|| start.key.id.replace('-', " "));
    let mut out = format!("# {title}\n");
    for section in sections(&start.key.kind) {
        out.push_str(&format!("\n## {} {{#{section}}}\n", heading(model, &start.key.kind, language, section).unwrap_or_else(|| (*section).to_owned())));
    }
    out
}

/// The sections that every item of a kind has.
pub fn sections(kind: &str) -> &'static [&'static str] {
    match kind {
        "task" => &["what", "why", "how", "done"],
        "guide" => &["scope", "before", "next"],
        _ => &[],
    }
}

/// The heading that most items of the kind have over a section in a language.
fn heading(model: &Model, kind: &str, language: &str, section: &str) -> Option<String> {
    let index = model.languages().index(language)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in model.items.values().filter(|item| item.key.kind == kind) {
        let Entry::Value(file) = item.words.entry(index) else { continue };
        if let Some(block) = file.sections().find(|block| block.name.as_str() == section) {
            *counts.entry(crate::parse::markdown::plain(&block.heading)).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(heading, _)| heading)
}

/// The last part of an address made of a title: ASCII letters without their marks, digits and hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.to_lowercase().nfd() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' => slug.push_str("ae"),
            'ø' => slug.push('o'),
            'ß' => slug.push_str("ss"),
            'þ' => slug.push_str("th"),
            'đ' | 'ð' => slug.push('d'),
            'ł' => slug.push('l'),
            'ŋ' => slug.push('n'),
            'ŧ' => slug.push('t'),
            _ if unicode_normalization::char::is_combining_mark(letter) => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn addresses_are_made_of_titles() {
        assert_eq!(slug("Ilmoita uudesta liityntäpisteestä"), "ilmoita-uudesta-liityntapisteesta");
        assert_eq!(slug("Förändringar – på gång!"), "forandringar-pa-gang");
        assert_eq!(slug("  Eaŋgalas & ß  "), "eangalas-ss");
        assert_eq!(slug("日本"), "");
    }
}
