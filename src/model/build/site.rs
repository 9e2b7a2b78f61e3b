//! `content/site.toml` and `content/calendar.toml`.

use super::record::inner;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::PerLang;
use crate::model::deadline::{Calendar, MovingDay};
use crate::model::fields::{DAYS, Field};
use crate::model::kinds::{self, CALENDAR, SEARCH_QUERIES, SITE};
use crate::model::language::{Language, Languages};
use crate::model::read::{Reading, Record, check};
use crate::model::records::{Key, ReferenceUse};
use crate::model::site::{DeclaredKind, FactKind, Group, LexiconChoice, Publisher, SearchQuery, Site};
use crate::parse::toml::{Node, Table, TomlFile, Value};
use icu_time::TimeZone;
use icu_time::zone::IanaParser;
use jiff::civil::Weekday;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The site and the references that its file makes; `None` where it lacks what no later stage can do without.
pub(super) fn build(file: &TomlFile) -> (Option<(Site, Vec<ReferenceUse>)>, Vec<Diagnostic>) {
    let languages = languages(&file.table);
    let key = Key::new("site", "site.toml");
    let span = Span::file(&file.path);
    let fields: Vec<&'static Field> = SITE.iter().collect();
    let declared = keys(&file.table, "kinds");
    let mut reading = Reading::new(&languages, declared);
    check(&mut reading, &file.path, &key, &span, &file.table, &fields);
    let (mut findings, references) = (std::mem::take(&mut reading.findings), std::mem::take(&mut reading.references));
    more_checks(file, &languages, &mut findings);
    let record = Record::new(&file.path, &file.table, span, &languages, &fields);
    let site = if languages.list.is_empty() { None } else { site(&record, &languages) };
    (site.map(|site| (site, references)), findings)
}

fn keys(table: &Table, name: &str) -> Vec<String> {
    match table.get(name) {
        Some(Node { value: Value::Table(table), .. }) => table.entries.iter().map(|entry| entry.key.clone()).collect(),
        _ => Vec::new(),
    }
}

fn languages(table: &Table) -> Languages {
    let Some(Node { value: Value::Array(nodes), .. }) = table.get("languages") else { return Languages::default() };
    let text = |table: &Table, name: &str| match table.get(name) {
        Some(Node { value: Value::String(text), .. }) => Some(text.clone()),
        _ => None,
    };
    let language = |node: &Node| {
        let Value::Table(table) = &node.value else { return None };
        let id = text(table, "id").filter(|id| !id.is_empty())?;
        Some(Language { name: text(table, "name").unwrap_or_else(|| id.clone()), locale: text(table, "locale").unwrap_or_else(|| id.clone()), id: id.into() })
    };
    let mut seen = BTreeSet::new();
    Languages { list: nodes.iter().filter_map(language).filter(|language| seen.insert(language.id.clone())).collect() }
}

fn more_checks(file: &TomlFile, languages: &Languages, findings: &mut Vec<Diagnostic>) {
    let at = |name: &str| file.table.get(name).map_or_else(|| Span::file(&file.path), |node| Span::new(&file.path, node.span.clone()));
    if let Some(Node { value: Value::String(url), .. }) = file.table.get("base_url")
        && (!(url.starts_with("https://") || url.starts_with("http://")) || url.contains(char::is_whitespace))
    {
        findings.push(
            Diagnostic::new(Code::WrongValue, at("base_url"), format!("`base_url` is “{url}”, which is not an absolute address"))
                .help("Write the whole address: \"https://guidance.example/\"."),
        );
    }
    if let Some(Node { value: Value::String(zone), .. }) = file.table.get("time_zone")
        && !zone.trim().is_empty()
        && IanaParser::new().parse(zone) == TimeZone::UNKNOWN
    {
        findings.push(
            Diagnostic::new(Code::WrongValue, at("time_zone"), format!("`time_zone` is “{zone}”, which is no time zone"))
                .help("Write a name of the IANA time zone database: \"Europe/Helsinki\"."),
        );
    }
    if let Some(Node { value: Value::Date(day), .. }) = file.table.get("as_of")
        && !YEARS.contains(&day.year())
    {
        let message = format!("`as_of` is {day}, a day that spreadsheets cannot count with");
        let help = format!("Write a day of the years {} to {}.", YEARS.start(), YEARS.end());
        findings.push(Diagnostic::new(Code::WrongValue, at("as_of"), message).help(help));
    }
    for language in &languages.list {
        if language.locale.parse::<icu_locale::Locale>().is_err() || language.id.parse::<unic_langid::LanguageIdentifier>().is_err() {
            findings.push(
                Diagnostic::new(
                    Code::WrongValue,
                    at("languages"),
                    format!("the language “{}” with the locale “{}” is not a BCP 47 language", language.id, language.locale),
                )
                .help("Write for example { id = \"sv\", name = \"Svenska\", locale = \"sv-FI\" }."),
            );
        }
    }
    if let Some(Node { value: Value::Array(nodes), .. }) = file.table.get("languages")
        && nodes.len() != languages.list.len()
    {
        findings.push(
            Diagnostic::new(Code::DuplicateId, at("languages"), "`languages` names a language twice, or one without an id")
                .help("Give each language an id of its own."),
        );
    }
    for (kind, list, span) in lists(&file.table).filter(|(_, list, _)| OF_THE_SITE.contains(list)) {
        let message = format!("the records of the kind “{kind}” would stand in the open data under “{list}”, where these tell of the site itself");
        findings.push(Diagnostic::new(Code::WrongValue, Span::new(&file.path, span.clone()), message).help("Name another `list` for the kind."));
    }
    for kind in keys(&file.table, "kinds").iter().filter(|name| kinds::kind(name).is_some()) {
        findings.push(
            Diagnostic::new(Code::WrongValue, at("kinds"), format!("`kinds` declares “{kind}”, which is a kind of the program itself"))
                .help("Choose another name for the kind."),
        );
    }
}

/// The years that the site's day may be of: spreadsheets count from 1900 to 9999, and list the holidays of a century.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=9800;

/// Where the open data tell of the site itself.
const OF_THE_SITE: [&str; 2] = ["$schema", "site"];

/// The declared kinds with their lists, and where these are named: without `list` it is the kind itself.
fn lists(table: &Table) -> impl Iterator<Item = (&str, &str, &Range<usize>)> {
    let kinds = if let Some(Node { value: Value::Table(kinds), .. }) = table.get("kinds") { &kinds.entries[..] } else { &[] };
    kinds.iter().filter_map(|entry| {
        let Value::Table(kind) = &entry.node.value else { return None };
        match kind.get("list") {
            Some(Node { value: Value::String(list), span }) => Some((entry.key.as_str(), list.as_str(), span)),
            Some(_) => None,
            None => Some((entry.key.as_str(), entry.key.as_str(), &entry.key_span)),
        }
    })
}

fn site(record: &Record<'_>, languages: &Languages) -> Option<Site> {
    let mut base_url = record.text("base_url").unwrap_or_else(|| "https://example.invalid/".to_owned());
    if !base_url.ends_with('/') {
        base_url.push('/');
    }
    let limit_fields = inner(record.fields, "limits");
    let limits = record.nested("limits", &limit_fields);
    let limit = |name: &str, otherwise: i64| limits.as_ref().and_then(|limits| limits.days(name)).unwrap_or(otherwise);
    Some(Site {
        id: record.text("id")?,
        title: record.per_lang("title")?,
        tagline: record.per_lang("tagline"),
        base_url,
        as_of: record.date("as_of")?,
        theme: record.text("theme").unwrap_or_else(|| "default".to_owned()),
        time_zone: record.text("time_zone").unwrap_or_else(|| "UTC".to_owned()),
        lexicons: lexicons(record),
        lexicons_span: record.node("lexicons").map_or_else(|| record.span.clone(), |node| Span::new(&record.span.path, node.span.clone())),
        languages: languages.clone(),
        navigation: record.typed_list("navigation"),
        footer: record.typed_list("footer"),
        behind_days: limit("behind_days", 30),
        review_days: limit("review_days", 365),
        publisher: publisher(record),
        phases: groups(record, "phases"),
        guide_groups: groups(record, "guide_groups"),
        paths: paths(record),
        kinds: declared_kinds(record),
        fact_kinds: fact_kinds(record),
        span: record.span.clone(),
    })
}

fn lexicons(record: &Record<'_>) -> LexiconChoice {
    match record.node("lexicons").map(|node| &node.value) {
        Some(Value::Table(_)) => LexiconChoice::Paths(record.map("lexicons")),
        Some(Value::String(word)) if word == "none" => LexiconChoice::None,
        _ => LexiconChoice::System,
    }
}

fn publisher(record: &Record<'_>) -> Option<Publisher> {
    let fields = inner(record.fields, "publisher");
    let publisher = record.nested("publisher", &fields)?;
    Some(Publisher { name: publisher.per_lang("name")?, feedback: publisher.text("feedback")?, urls: publisher.by_lang_text("url") })
}

fn groups(record: &Record<'_>, name: &str) -> Vec<Group> {
    let fields = inner(record.fields, name);
    let group = |entry: &Record<'_>| Some(Group { id: entry.text("id")?, name: entry.per_lang("name")?, text: entry.per_lang("text") });
    record.nested_list(name, &fields).iter().filter_map(group).collect()
}

fn paths(record: &Record<'_>) -> BTreeMap<String, PerLang<String>> {
    let Some(Node { value: Value::Table(table), .. }) = record.node("paths") else { return BTreeMap::new() };
    let kinds: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
    let fields: Vec<&'static Field> = Vec::new();
    let inner = Record { path: record.path, table, span: record.span.clone(), languages: record.languages, fields: &fields, waivers: BTreeMap::new() };
    kinds.into_iter().filter_map(|kind| Some((kind.to_owned(), inner.per_lang_of(kind)?))).collect()
}

impl Record<'_> {
    /// A text per language under a key that no table of fields names.
    fn per_lang_of(&self, key: &str) -> Option<PerLang<String>> {
        let Value::Table(table) = &self.table.get(key)?.value else { return None };
        Some(PerLang::total(self.languages, |language| match table.get(language).map(|node| &node.value) {
            Some(Value::String(text)) => crate::model::language::Entry::Value(text.clone()),
            _ => crate::model::language::Entry::Waived(self.waiver(language)),
        }))
    }
}

fn declared_kinds(record: &Record<'_>) -> BTreeMap<String, DeclaredKind> {
    let fields = inner(record.fields, "kinds");
    let kind = |(name, span, entry): (String, Span, Record<'_>)| {
        let declared = DeclaredKind {
            name: entry.per_lang("name")?,
            page: entry.boolean("page").unwrap_or(false),
            list: entry.text("list"),
            path: entry.per_lang("path"),
            span,
        };
        Some((name, declared))
    };
    record.nested_map("kinds", &fields).into_iter().filter_map(kind).collect()
}

fn fact_kinds(record: &Record<'_>) -> BTreeMap<String, FactKind> {
    let fields = inner(record.fields, "fact_kinds");
    let kind = |(name, _, entry): (String, Span, Record<'_>)| {
        Some((name, FactKind { name: entry.per_lang("name")?, must_be_used: entry.boolean("use").unwrap_or(true) }))
    };
    record.nested_map("fact_kinds", &fields).into_iter().filter_map(kind).collect()
}

/// The calendar of the site, and what it rests on.
pub(super) fn calendar(reading: &mut Reading<'_>, file: &TomlFile) -> (Calendar, Option<PerLang<String>>) {
    let fields: Vec<&'static Field> = CALENDAR.iter().collect();
    let span = Span::file(&file.path);
    check(reading, &file.path, &Key::new("calendar", "calendar.toml"), &span, &file.table, &fields);
    let record = Record::new(&file.path, &file.table, span, reading.languages, &fields);
    let moving_fields = inner(&fields, "weekday");
    let moving = record
        .nested_list("weekday", &moving_fields)
        .iter()
        .filter_map(|entry| Some(MovingDay { day: weekday(&entry.text("day")?)?, from: month_day(&entry.text("from")?)?, to: month_day(&entry.text("to")?)? }))
        .collect();
    let calendar = Calendar {
        fixed: record.texts("fixed").iter().filter_map(|text| month_day(text)).collect(),
        easter: record.integers("easter").into_iter().filter(|days| DAYS.contains(days)).filter_map(|days| i32::try_from(days).ok()).collect(),
        moving,
        weekend: record.texts("weekend").iter().filter_map(|text| weekday(text)).collect(),
    };
    (calendar, record.per_lang("note"))
}

/// The searches by which the site tests itself.
pub(super) fn search_queries(reading: &mut Reading<'_>, file: &TomlFile) -> Vec<SearchQuery> {
    let fields: Vec<&'static Field> = SEARCH_QUERIES.iter().collect();
    let span = Span::file(&file.path);
    check(reading, &file.path, &Key::new(kinds::SEARCH_QUERIES_KEY, "search-queries.toml"), &span, &file.table, &fields);
    let record = Record::new(&file.path, &file.table, span, reading.languages, &fields);
    let query = |entry: &Record<'_>| {
        let needs_lexicon = entry.text("needs").is_some();
        Some(SearchQuery { text: entry.text("text")?, lang: entry.text("lang")?, expect: entry.typed("expect")?, needs_lexicon, span: entry.span.clone() })
    };
    record.nested_list("query", &inner(&fields, "query")).iter().filter_map(query).collect()
}

fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    jiff::civil::Date::new(2000, month, day).ok().map(|_| (month, day))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
