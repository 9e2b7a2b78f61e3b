//! The data of plans and the spreadsheets, on the repository's own site.

mod common;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use opastin::i18n::Messages;
use opastin::model::Model;
use opastin::render::spreadsheet::{self, Lists};
use opastin::resolve::{Resolved, resolve};
use opastin::view::{Site, plan, sheet};
use rayon::iter::ParallelIterator;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

struct Built {
    model: Model,
    resolved: Resolved,
    messages: Messages,
}

fn built() -> Built {
    let model = common::model(&common::files("content"));
    let (resolved, _) = resolve(&model, date(2026, 11, 21));
    let messages = common::messages(&model);
    Built { model, resolved, messages }
}

fn site(built: &Built) -> Site<'_> {
    Site { model: &built.model, resolved: &built.resolved, messages: &built.messages, base_url: "https://guidance.example/", known: None, reads: None }
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(files.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", files.keys()))).unwrap()
}

#[test]
fn every_guide_has_its_data_in_every_language_and_all_that_it_names_is_there() {
    let built = built();
    let files: BTreeMap<_, _> = plan::files(&site(&built)).collect();
    assert_eq!(files.len(), built.model.languages().list.len() * (built.model.guides.len() + 1));
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(plan::DATA_FILE)) {
        let data = json(&files, path);
        let questions: BTreeSet<&str> = data["questions"].as_array().unwrap().iter().filter_map(|question| question["id"].as_str()).collect();
        for step in data["steps"].as_array().unwrap().iter().chain(data["extra"].as_array().unwrap()) {
            assert!(data["phases"].as_array().unwrap().iter().any(|phase| phase["id"] == step["phase"]), "{path} {step}");
            if let Some(deadline) = step["deadline"].as_str() {
                assert!(data["deadlines"].get(deadline).is_some(), "{path} lacks {deadline}");
            }
            for owner in step["owners"].as_array().unwrap() {
                assert!(data["roles"].get(owner["role"].as_str().unwrap()).is_some(), "{path} {owner}");
            }
            for question in asked(&step["condition"]) {
                assert!(questions.contains(question.as_str()), "{path}: {} asks {question}", step["task"]);
            }
        }
        let rules = data["deadlines"].as_object().unwrap().values().flat_map(|deadline| {
            let variants = deadline["variants"].as_array().unwrap().iter().map(|variant| &variant["rule"]);
            std::iter::once(&deadline["rule"]).chain(variants).collect::<Vec<_>>()
        });
        for anchor in rules.filter(|rule| !rule.is_null()).flat_map(|rule| rule["anchors"].as_array().unwrap()) {
            let (kind, id) = anchor.as_str().unwrap().split_once(':').unwrap();
            let known = if kind == "event" { built.model.events.contains_key(id) } else { data["deadlines"].get(id).is_some() };
            assert!(known, "{path} counts from {anchor}");
        }
    }
}

fn asked(condition: &Value) -> Vec<String> {
    match condition {
        Value::Object(table) => match table.get("q") {
            Some(question) => vec![question.as_str().unwrap().to_owned()],
            None => table.values().flat_map(asked).collect(),
        },
        Value::Array(parts) => parts.iter().flat_map(asked).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_languages_of_a_guide_differ_in_words_only() {
    let built = built();
    let files: BTreeMap<_, _> = plan::files(&site(&built)).collect();
    let of = |path: &str| {
        let data = json(&files, path);
        let steps: Vec<(Value, Value, Value, Value)> = data["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| (step["task"].clone(), step["condition"].clone(), step["deadline"].clone(), step["revision"].clone()))
            .collect();
        (steps, data["fixed"].clone(), data["calendar"].clone())
    };
    assert_eq!(of("fi/ohjeet/kuva-aineistot/plan.json"), of("sv/guider/bildmaterial/plan.json"));
}

#[test]
fn words_that_count_have_the_forms_of_the_language() {
    let built = built();
    let files: BTreeMap<_, _> = plan::files(&site(&built)).collect();
    let words = json(&files, "data/words.fi.json");
    let progress = &words["texts"]["progress"];
    assert_eq!(progress["one"], "{done}/{number} tehtävä valmis");
    assert_eq!(progress["other"], "{done}/{number} tehtävää valmiina");
    assert!(progress.get("few").is_none());
    assert!(words["texts"]["done"].is_string());
}

#[test]
fn spreadsheets_are_the_same_every_time_and_hold_live_formulas() {
    let built = built();
    let site = site(&built);
    let sheets: BTreeMap<_, _> = sheet::all(&site).collect();
    assert_eq!(sheets.len(), built.model.languages().list.len() * built.model.guides.len());
    let lists = Lists::default();
    for (path, table) in &sheets {
        let bytes = spreadsheet::file(table, &lists).unwrap();
        assert_eq!(bytes, spreadsheet::file(table, &Lists::default()).unwrap(), "{path}");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        assert_eq!(names.len(), 3);
        let rows = book.worksheet_range(&names[0]).unwrap();
        let titles: Vec<String> = rows.rows().map(|row| row[0].to_string()).collect();
        for task in &table.tasks {
            assert!(titles.contains(&task.title), "{path} lacks {}", task.title);
        }
        let dated = table.deadlines.iter().filter(|line| line.rule.as_ref().is_some_and(|(rule, _)| rule.offset.is_some())).count();
        let formulas = book.worksheet_formula(&names[1]).unwrap();
        let live = formulas.rows().flatten().filter(|formula| formula.contains("WORKDAY(")).count();
        assert_eq!(live, dated, "{path}");
        let holidays = book.worksheet_range(&names[2]).unwrap();
        assert_eq!(holidays.rows().skip(1).filter(|row| matches!(row[0], Data::DateTime(_))).count(), table.holidays.len());
    }
}

#[test]
fn texts_in_cells_are_never_formulas() {
    let built = built();
    let mut table = sheet::all(&site(&built)).find_first(|_| true).unwrap().1;
    for (row, text) in table.tasks.iter_mut().zip(["=1+1", "+1", "-1", "@SUM(A1)"]) {
        row.owner = text.to_owned();
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(spreadsheet::file(&table, &Lists::default()).unwrap())).unwrap();
    let names = book.sheet_names();
    let values: BTreeSet<String> =
        book.worksheet_range(&names[0]).unwrap().rows().flatten().filter(|cell| matches!(cell, calamine::Data::String(_))).map(ToString::to_string).collect();
    assert!(["=1+1", "+1", "-1", "@SUM(A1)"].iter().all(|text| values.contains(*text)));
    let formulas = book.worksheet_formula(&names[0]).unwrap();
    assert!(!formulas.rows().flatten().any(|formula| formula.contains("SUM(") || formula.contains("1+1")));
}
