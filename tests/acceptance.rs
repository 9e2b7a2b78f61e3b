//! What readers need (the stories of the domain document), on the repository's own site: what its pages say and how they hang together.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends so")]

mod common;
#[path = "common/html.rs"]
mod html;

use html::{Element, parse};
use opastin::compile::{Compiled, Options, compile};
use opastin::diagnostics::Counts;
use opastin::model::Key;
use opastin::source::SourceTree;
use opastin::source::disk::{embedded, load};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The site as it is.
static SITE: LazyLock<Site> = LazyLock::new(|| Site::changed(|_, text| text));

struct Site {
    compiled: Compiled,
    data: Value,
}

impl Site {
    /// The site with some of its files changed.
    fn changed(change: impl Fn(&str, String) -> String) -> Self {
        let (mut tree, _) = load(&common::root());
        tree.fill_from(&embedded());
        let mut changed = SourceTree::default();
        for (path, file) in tree.iter() {
            let bytes = match String::from_utf8(file.bytes.to_vec()) {
                Ok(text) => change(path.as_str(), text).into_bytes(),
                Err(error) => error.into_bytes(),
            };
            changed.insert(path.clone(), opastin::source::SourceFile::new(bytes));
        }
        let compiled = compile(&changed, &Options::new(jiff::civil::date(2026, 11, 21)));
        assert_eq!(Counts::of(&compiled.findings).error, 0, "{:#?}", compiled.findings);
        let data = serde_json::from_slice(&compiled.files["data/guidance.json"]).unwrap();
        Site { compiled, data }
    }

    fn html(&self, address: &str) -> &str {
        let file = format!("{}index.html", address.trim_start_matches('/'));
        let bytes = self.compiled.files.get(&file).unwrap_or_else(|| panic!("no {file}"));
        std::str::from_utf8(bytes).unwrap()
    }

    fn page(&self, address: &str) -> Element {
        parse(self.html(address))
    }

    /// The record of a list of the open data, by its id or its code.
    fn record(&self, list: &str, name: &str) -> &Value {
        let records = self.data[list].as_array().unwrap();
        records.iter().find(|record| record["id"] == name || record["code"] == name).unwrap_or_else(|| panic!("no {name} in {list}"))
    }

    /// The page of a record in every language.
    fn pages(&self, list: &str, name: &str) -> Vec<(&'static str, Element)> {
        let record = self.record(list, name);
        ["fi", "sv"].into_iter().map(|language| (language, self.page(record["url"][language].as_str().unwrap()))).collect()
    }

    /// The files of all pages of a language, without those that only lead to another address.
    fn files(&self, language: &str) -> impl Iterator<Item = (&str, &str)> {
        let folder = format!("{language}/");
        self.compiled
            .files
            .iter()
            .filter(move |(path, _)| path.starts_with(&folder) && path.ends_with("/index.html"))
            .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
            .filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
    }
}

fn main_of(page: &Element) -> &Element {
    page.first("main")
}

fn steps(page: &Element) -> Vec<&Element> {
    page.find(".step").into_iter().filter(|step| step.attribute("data-task").is_some()).collect()
}

/// A date as pages write it.
fn has_date(text: &str) -> bool {
    text.split_whitespace().any(|word| word.matches('.').count() >= 2 && word.starts_with(|letter: char| letter.is_ascii_digit()))
}

#[test]
fn us_01_imaging_has_every_task_of_its_own_on_one_page() {
    let expected: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(include_str!("expected/guides.json")).unwrap();
    let wanted: BTreeSet<&str> = expected["SC-01"].keys().map(|code| SITE.record("tasks", code)["id"].as_str().unwrap()).collect();
    for (language, page) in SITE.pages("guides", "SC-01") {
        let steps = steps(&page);
        let listed: BTreeSet<&str> = steps.iter().map(|step| step.attribute("data-task").unwrap()).collect();
        assert_eq!((listed, steps.len()), (wanted.clone(), wanted.len()), "{language}");
        for step in &steps {
            let whose = format!("{language} {}", step.attribute("data-task").unwrap());
            let about = step.first(".step-about");
            let owner = about.first(".meta").text();
            assert!(owner.split_once(": ").is_some_and(|(_, name)| !name.is_empty()), "owner of {whose}: {owner}");
            assert!(!step.first(".applies").text().is_empty(), "condition of {whose}");
            assert!(!step.first(".due").text().is_empty(), "deadline of {whose}");
            let facts: Vec<&str> = step.find(".code").iter().filter_map(|code| code.attribute("href")).collect();
            assert!(!facts.is_empty() && facts.iter().all(|fact| fact.contains("/lahteet/") || fact.contains("/kallor/")), "sources of {whose}");
        }
        // On paper each of them states its sources with their dates.
        let folder = SITE.record("guides", "SC-01")["url"][language].as_str().unwrap().trim_start_matches('/').to_owned();
        let printed = SITE.files(language).map(|(path, _)| path).find(|path| path.len() > folder.len() + 10 && path.starts_with(&folder)).unwrap();
        let printed = SITE.page(printed.trim_end_matches("index.html"));
        assert_eq!(self::steps(&printed).len(), wanted.len());
        for step in self::steps(&printed) {
            let facts = step.find(".fact-source");
            assert!(!facts.is_empty() && facts.iter().all(|fact| !fact.links().is_empty() && has_date(&fact.text())), "sources of {}", task_key(step));
        }
        // Nothing waits for a script to be seen.
        assert!(steps.iter().all(|step| step.attribute("hidden").is_none()) && page.find(".phase").iter().all(|phase| phase.attribute("hidden").is_none()));
        let first = page.first(".guide-prerequisites").first(".prerequisite").links()[0].to_owned();
        let archive = SITE.record("services", "patient-archive")["url"][language].as_str().unwrap();
        assert!(archive.ends_with(first.trim_start_matches("../")), "{first} first");
        let before = SITE.html(SITE.record("guides", "SC-01")["url"][language].as_str().unwrap());
        assert!(before.find("guide-prerequisites") < before.find("class=\"steps\""), "what is required stands before the tasks");
        for social in ["T14", "T18", "T19", "T21"] {
            let path = SITE.record("tasks", social)["url"][language].as_str().unwrap();
            let slug = path.trim_end_matches('/').rsplit('/').next().unwrap();
            assert!(!main_of(&page).links().iter().any(|link| link.contains(&format!("/{slug}/"))), "{language}: {social}");
        }
    }
}

#[test]
fn us_03_disagreeing_sources_stand_side_by_side() {
    let words = [
        ("fi", "Lähteet ovat eri mieltä", ["viimeistään 2 päivän kuluttua", "mahdollisimman pian"]),
        ("sv", "Källorna är oense", ["senast 2 dagar efter", "så snart som möjligt"]),
    ];
    for ((language, page), (_, badge, statements)) in SITE.pages("tasks", "T29").into_iter().zip(words) {
        let title = main_of(&page).first(".notice-caution").first(".notice-title").text();
        assert_eq!(title, badge, "{language}");
        let variants = main_of(&page).first(".variants").find(".variant");
        for (statement, (fact, date)) in statements.into_iter().zip([("SV-43", "2.4.2020"), ("FI-61", "7.4.2021")]) {
            let said = variants
                .iter()
                .map(|variant| variant.text())
                .find(|text| text.contains(fact))
                .unwrap_or_else(|| panic!("no {fact} in {}", main_of(&page).first(".variants").text()));
            assert!(said.contains(statement) && said.contains(date), "{language}: {said}");
        }
        let conflict = main_of(&page).first(".notice-caution").text();
        let record = SITE.record("conflicts", "report-deadline");
        assert!(conflict.contains(record["ruling"]["reason"][language].as_str().unwrap()), "{conflict}");
        assert!(page.first(".notice-caution").find("strong").len() == 1, "the ruling");
    }
    let expected = ["access-point-deadline", "category-channel", "profile-channel", "report-deadline", "service-task-notice", "support"];
    for (language, page) in SITE.pages("pages", "conflicts") {
        let conflicts = page.find(".conflict");
        assert_eq!(conflicts.len(), 8, "{language}");
        assert!(expected.iter().all(|id| conflicts.iter().any(|conflict| conflict.attribute("id") == Some(id))));
        for conflict in conflicts {
            let variants = conflict.find(".variant");
            assert!(variants.len() >= 2 && variants.iter().all(|variant| has_date(&variant.text())), "{}", conflict.text());
            assert!(!conflict.first(".ruling").text().is_empty());
        }
    }
}

#[test]
fn us_04_nine_notices_say_form_channel_time_and_sender() {
    for (language, page) in SITE.pages("pages", "notices") {
        let rows = page.first("tbody").find("tr");
        assert_eq!(rows.len(), 9, "{language}");
        let choices: BTreeSet<&str> = page.with_id("filter-changes").find("option").into_iter().filter_map(|option| option.attribute("value")).collect();
        for row in rows {
            let cells = row.find("td");
            assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.text().is_empty()), "{language}: {}", row.text());
            assert!(choices.contains(row.attribute("data-changes").unwrap()), "{}", row.text());
        }
        assert_eq!(choices.len(), 10, "every change, and all of them");
    }
    let other = Site::changed(|path, text| match path {
        "content/registry/channels.toml" => {
            assert_eq!(text.matches("address = \"kanta@kanta.fi\"").count(), 1);
            text.replace("address = \"kanta@kanta.fi\"", "address = \"uusi@kanta.example\"")
        }
        "content/registry/forms.toml" => text.replace("fi = \"Liityntäpistetietojen muutosilmoitus\"", "fi = \"Pistekaavake\""),
        _ => text,
    });
    let said_by_sources = |element: &Element| ["fact-text", "cell-facts", "fact-source"].iter().any(|class| element.has_class(class));
    for language in ["fi", "sv"] {
        let mut changed = 0;
        for (path, html) in other.files(language).filter(|(path, _)| !path.contains("/lahteet/") && !path.contains("/kallor/")) {
            let text = main_of(&parse(html)).text_without(&said_by_sources);
            assert!(!text.contains("kanta@kanta.fi") && !text.contains("Liityntäpistetietojen muutosilmoitus"), "{path}");
            changed += usize::from(text.contains("uusi@kanta.example"));
        }
        assert!(changed > 5, "{language}: {changed}");
    }
    assert!(other.html(SITE.record("pages", "notices")["url"]["fi"].as_str().unwrap()).contains("Pistekaavake"));
}

/// The tasks that a role's page lists under a heading: their codes with their rows.
fn listed<'a>(page: &'a Element, heading: &str) -> BTreeMap<String, &'a Element> {
    let section = page.find("section").into_iter().find(|section| section.attribute("aria-labelledby") == Some(heading)).unwrap();
    section.find(".row").into_iter().map(|row| (row.first(".row-title").first(".code").text(), row)).collect()
}

#[test]
fn us_06_archivists_find_their_tasks_and_what_to_compare() {
    for (language, page) in SITE.pages("roles", "archivist") {
        let own = listed(&page, "group-owns");
        assert_eq!(own.keys().map(String::as_str).collect::<Vec<_>>(), ["O1", "O4", "T20", "T28", "T33"], "{language}");
        for (code, row) in own {
            let slug = SITE.record("tasks", &code)["url"][language].as_str().unwrap();
            assert!(row.links().iter().any(|link| slug.ends_with(link.trim_start_matches("../"))), "{code}");
        }
    }
    for (language, page) in SITE.pages("tasks", "T28") {
        let rows = main_of(&page).first("table").find("tr");
        assert!(rows.len() > 5 && rows.iter().skip(1).all(|row| row.find("td").iter().all(|cell| !cell.text().is_empty())), "{language}");
    }
    for (_, page) in SITE.pages("guides", "SC-03") {
        let choices: BTreeSet<&str> = page.with_id("filter-roles").find("option").into_iter().filter_map(|option| option.attribute("value")).collect();
        let own: Vec<&str> = steps(&page)
            .iter()
            .filter(|step| step.attribute("data-roles").unwrap().split(' ').any(|role| role == "archivist"))
            .map(|step| step.attribute("data-task").unwrap())
            .collect();
        assert!(
            choices.contains("archivist")
                && ["map-old-data", "verify-archive", "arrange-archive-management", "decide-source-deletion"].iter().all(|task| own.contains(task)),
            "{own:?}"
        );
    }
}

#[test]
fn us_07_data_protection_officers_find_all_points_about_personal_data() {
    let words = [
        ("fi", ["900-sarjan", "vain käyttöönottoko", "todellisten henkilöiden", "omavalvontasuunnitelma", "tietoturvasuunnitelma"]),
        ("sv", ["900-serien", "bara i ibruktagningsprov", "verkliga personer", "planen för egenkontroll", "informationssäkerhetsplan"]),
    ];
    for ((language, page), (_, words)) in SITE.pages("roles", "data-protection-officer").into_iter().zip(words) {
        let own = listed(&page, "group-owns");
        assert_eq!(own.keys().map(String::as_str).collect::<Vec<_>>(), ["O5", "T09", "T32"], "{language}");
        let part = listed(&page, "group-takes-part");
        assert_eq!(part.keys().map(String::as_str).collect::<Vec<_>>(), ["T24", "T26"], "{language}");
        for (code, row) in own.iter().chain(&part) {
            let cited = row.first(".fact-refs");
            assert!(!cited.links().is_empty() && has_date(&cited.text()), "{language} {code}: {}", cited.text());
        }
        for (code, fact) in [("T26", "K66-01"), ("T26", "K68-01"), ("T24", "K67-01")] {
            assert!(part[code].find(".fact-refs").iter().any(|cited| cited.text().contains(fact) && has_date(&cited.text())), "{code} {fact}");
        }
        assert!(own["T09"].text().contains("K60-01"));
        let text = main_of(&page).text().to_lowercase();
        assert!(words.iter().all(|word| text.contains(&word.to_lowercase())), "{language}: {text}");
    }
}

/// The first mention on a page of every term that `prose`, of items, speaks of is a link. Gives the mentions that are none, and the terms
/// that links explain.
fn unexplained(prose: Vec<(Key, &Element)>, language: usize) -> (Vec<String>, BTreeSet<String>) {
    let understood = SITE.compiled.understood.as_ref().unwrap();
    let (model, resolved) = (&understood.model, &understood.resolved);
    let mut explained: BTreeSet<String> = BTreeSet::new();
    let mut faults = Vec::new();
    for (item, prose) in prose {
        for part in prose.all().into_iter().filter(|element| ["p", "li", "td"].contains(&element.name.as_str())) {
            for link in part.find("a") {
                let target = link.attribute("href").unwrap();
                let about = |term: &opastin::model::records::Term| {
                    let path = term.about.as_ref().and_then(|about| resolved.routes.path(&about.key, language));
                    target.ends_with(&format!("#{}", term.id)) || path.is_some_and(|path| path.ends_with(target.trim_start_matches("../")))
                };
                explained.extend(model.terms.values().filter(|term| about(term)).map(|term| term.id.clone()));
            }
            let text = part.text_without(&|element| ["a", "p", "li", "ul", "ol"].contains(&element.name.as_str()));
            for (range, term) in resolved.mentions.get(language).unwrap().find(&text) {
                if resolved.words[&item].meant.contains(term) && !explained.contains(term) {
                    faults.push(format!("{item}: {term} in “{}”", &text[range.start..]));
                }
            }
        }
    }
    (faults, explained)
}

fn task_key(step: &Element) -> Key {
    Key::new("task", step.attribute("data-task").unwrap())
}

#[test]
fn us_08_a_self_employed_practitioner_meets_no_term_without_its_meaning() {
    for (index, language) in ["fi", "sv"].into_iter().enumerate() {
        let guide = SITE.record("guides", "SC-09")["url"][language].as_str().unwrap();
        let printed =
            SITE.files(language).map(|(path, _)| path).find(|path| path.len() > guide.len() + 10 && path.starts_with(guide.trim_start_matches('/'))).unwrap();
        let printed = SITE.page(printed.trim_end_matches("index.html"));
        let own = main_of(&printed)
            .find(".prose")
            .into_iter()
            .filter(|prose| !steps(&printed).iter().any(|step| step.find(".prose").iter().any(|other| std::ptr::eq(*other, *prose))));
        let of_guide = own.map(|prose| (Key::new("guide", "new-system"), prose));
        let of_steps = steps(&printed).into_iter().flat_map(|step| step.find(".prose").into_iter().map(move |prose| (task_key(step), prose)));
        let (faults, explained) = unexplained(of_guide.chain(of_steps).collect(), index);
        assert!(faults.is_empty(), "{language}: {faults:#?}");
        assert!(explained.len() > 20, "{language}: {explained:?}");
        for step in steps(&printed) {
            let key = task_key(step);
            let page = SITE.page(SITE.record("tasks", &key.id)["url"][language].as_str().unwrap());
            let (faults, _) = unexplained(main_of(&page).find(".prose").into_iter().map(|prose| (key.clone(), prose)).collect(), index);
            assert!(faults.is_empty(), "{language}: {faults:#?}");
        }
    }
}

#[test]
fn us_08_what_a_practitioner_does_alone_and_what_the_main_joiner_does() {
    for (language, page) in SITE.pages("guides", "SC-09") {
        // The whole guide, whose page is the one to print, tells all of it.
        let print = format!("{}{}/", SITE.record("guides", "SC-09")["url"][language].as_str().unwrap(), if language == "fi" { "tulosta" } else { "skriv-ut" });
        let whole = SITE.page(&print);
        let audience = |id: &str| whole.all().into_iter().find(|part| part.attribute("data-audience") == Some(id)).unwrap();
        let joint = audience("joint-practitioner").text();
        for code in ["T06", "T07", "T08", "T15", "T16"] {
            let title = SITE.record("tasks", code)["title"][language].as_str().unwrap();
            assert!(joint.contains(title), "{language}: {title}");
        }
        let alone = audience("practitioner");
        let path = |code: &str| SITE.record("tasks", code)["url"][language].as_str().unwrap().trim_end_matches('/').rsplit('/').next().unwrap();
        assert!(alone.links().iter().any(|link| link.contains(path("T10"))) && alone.links().iter().any(|link| link.contains(path("T11"))));
        // At most 18 tasks are left.
        let listed: BTreeSet<&str> = steps(&page).iter().map(|step| step.attribute("data-task").unwrap()).collect();
        let left_out = SITE.record("audiences", "practitioner")["without"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| listed.contains(entry["task"].as_str().unwrap()))
            .count();
        assert!(listed.len() - left_out <= 18, "{} tasks", listed.len() - left_out);
    }
}

/// What both languages of a page must have alike.
fn bones(page: &Element) -> BTreeMap<&'static str, Vec<String>> {
    let main = main_of(page);
    let marks = |name: &str| main.all().into_iter().filter_map(|element| element.attribute(name)).map(str::to_owned).collect::<BTreeSet<_>>();
    let codes =
        main.find(".code").into_iter().chain(main.find(".fact").into_iter().filter(|fact| fact.name == "a")).map(|code| code.text()).collect::<BTreeSet<_>>();
    let list = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    BTreeMap::from([
        ("tasks", list(marks("data-task"))),
        ("deadlines", list(marks("data-deadline"))),
        ("questions", list(marks("data-question"))),
        ("codes and facts", list(codes)),
    ])
}

#[test]
fn us_09_every_page_is_there_in_both_languages_and_says_the_same() {
    let mut counterparts = 0;
    for (path, html) in SITE.files("fi") {
        let page = parse(html);
        assert_eq!(page.first("html").attribute("lang"), Some("fi"));
        let switch = page
            .first(".languages")
            .find("a")
            .into_iter()
            .find(|link| link.attribute("hreflang") == Some("sv") || link.attribute("lang") == Some("sv"))
            .unwrap();
        let folder = std::path::Path::new(path).parent().unwrap().join(switch.attribute("href").unwrap());
        let mut parts: Vec<&str> = Vec::new();
        for part in folder.to_str().unwrap().split('/') {
            match part {
                ".." => drop(parts.pop()),
                "" | "." => {}
                part => parts.push(part),
            }
        }
        let other = parse(SITE.html(&format!("{}/", parts.join("/"))));
        assert_eq!(other.first("html").attribute("lang"), Some("sv"), "{path}");
        assert_eq!(bones(&page), bones(&other), "{path}");
        counterparts += 1;
    }
    assert_eq!(counterparts, SITE.files("sv").count());
}

#[test]
fn us_09_no_sentence_stands_in_the_wrong_language() {
    for (language, wanted, wrong) in [("fi", whatlang::Lang::Fin, whatlang::Lang::Swe), ("sv", whatlang::Lang::Swe, whatlang::Lang::Fin)] {
        let detector = whatlang::Detector::with_allowlist(vec![wanted, wrong]);
        let mut read = 0;
        for (path, html) in SITE.files(language) {
            let page = parse(html);
            for part in main_of(&page).all().into_iter().filter(|element| ["p", "li", "dd", "td", "h1", "h2", "h3"].contains(&element.name.as_str())) {
                let text = part.text_without(&|element| {
                    element.attribute("lang").is_some() || ["ul", "ol", "dl", "table", "p", "button", "label", "legend"].contains(&element.name.as_str())
                });
                if part.attribute("lang").is_some() || part.has_class("fact-refs") || part.has_class("fact-source") || text.split_whitespace().count() < 6 {
                    continue;
                }
                read += 1;
                let foreign = detector.detect(&text).is_some_and(|found| found.lang() == wrong && found.confidence() > 0.8);
                assert!(!foreign, "{path}: {text}");
            }
        }
        assert!(read > 2_000, "{language}: {read} sentences");
    }
}

#[test]
fn us_11_social_welfare_sees_the_path_and_what_is_compulsory() {
    let paths = [("SC-06", vec!["SC-07"]), ("SC-07", vec!["SC-08"]), ("SC-08", vec![])];
    for (guide, next) in paths {
        for (language, page) in SITE.pages("guides", guide) {
            assert!(page.find(".fact").iter().any(|fact| fact.text() == "FI-25"), "{guide}: the path is cited");
            let links: BTreeSet<&str> = page.first(".page-body").elements().filter(|element| element.has_class("prose")).flat_map(Element::links).collect();
            let leads = |path: &str| links.iter().any(|link| path.ends_with(link.trim_start_matches("../")));
            let old = SITE.record("services", "old")["url"][language].as_str().unwrap();
            let first = SITE.record("services", "phase-1")["url"][language].as_str().unwrap();
            assert!(leads(old) || guide == "SC-06", "{guide}: from {old}");
            assert!(leads(first), "{guide}: to {first}");
            assert!(next.iter().all(|next| leads(SITE.record("guides", next)["url"][language].as_str().unwrap())), "{guide}: {next:?}");
            let compulsory = page.find(".step").into_iter().find(|step| step.attribute("data-task") == Some("register-social-period")).unwrap();
            assert_eq!(compulsory.find(".tag-obligation").len(), 1);
            assert!(compulsory.first(".step-links").text().contains("FI-52"));
            let history = page.first(".later").text();
            let mark = if language == "fi" { "Tieto on historiaa, ei ohje." } else { "Uppgiften är historia, inte en anvisning." };
            assert!(history.contains(mark) && has_date(&history), "{guide}: {history}");
        }
    }
    for (language, page) in SITE.pages("tasks", "T18") {
        let said: Vec<String> = page.first(".variants").find(".variant").iter().map(|variant| variant.text()).collect();
        assert!(
            said.iter().any(|text| text.contains("SV-34") && text.contains("kanta@kanta.fi")) && said.iter().any(|text| text.contains("FI-42")),
            "{language}: {said:?}"
        );
        assert_eq!(page.find(".variant-ruled").len(), 1, "{language}");
    }
}

#[test]
fn us_12_a_change_of_system_is_found_in_four_questions() {
    for (language, page) in SITE.pages("pages", "which-guide") {
        assert!(page.find(".question").len() <= 4, "{language}");
        let guide = SITE.record("guides", "SC-09")["url"][language].as_str().unwrap();
        // Without a script the answers lead there by links.
        let answers = page.find(".answers").into_iter().next().unwrap();
        assert!(answers.links().iter().any(|link| guide.ends_with(link.trim_start_matches("../"))), "{language}");
    }
    let words = [("fi", "Näin sanoo vain ruotsinkielinen lähde"), ("sv", "endast den svenska källan")];
    for ((language, page), (_, words)) in SITE.pages("guides", "SC-09").into_iter().zip(words) {
        let scope = page.first(".page-body").first(".prose").text();
        assert!(scope.contains("SV-07") && scope.contains(words), "{language}: {scope}");
        let after: BTreeMap<&str, usize> = steps(&page).iter().enumerate().map(|(index, step)| (step.attribute("data-task").unwrap(), index)).collect();
        assert!(
            after["plan-adoption"] < after["check-certified"]
                && after["check-certified"] < after["do-adoption-test"]
                && after["do-adoption-test"] < after["start-use"]
        );
    }
}

#[test]
fn us_15_the_sources_differ_in_exactly_the_points_of_the_domain() {
    let expected: BTreeMap<String, Value> = serde_json::from_str(include_str!("expected/points.json")).unwrap();
    let understood = SITE.compiled.understood.as_ref().unwrap();
    let report = opastin::resolve::report::parity(&understood.model, &understood.resolved, "seeds").unwrap();
    let report = serde_json::to_value(&report).unwrap();
    let mut found = BTreeMap::new();
    for point in report["points"].as_array().unwrap() {
        let mut facts: Vec<String> = point["facts"].as_array().unwrap().iter().map(|fact| fact.as_str().unwrap().to_owned()).collect();
        facts.sort();
        found.insert(point["id"].as_str().unwrap().to_owned(), serde_json::json!({ "state": point["state"], "facts": facts }));
    }
    assert_eq!(found, expected);
    // The page of the site shows the same points.
    for (language, page) in SITE.pages("pages", "parity") {
        let rows: BTreeSet<&str> = page.find("tr").into_iter().filter_map(|row| row.attribute("id")).filter(|id| id.starts_with("P-")).collect();
        assert_eq!(rows, expected.keys().map(String::as_str).collect(), "{language}");
    }
}

/// The site's three renamed services: earlier and later name in each language, with forms.
fn renamed() -> BTreeMap<&'static str, Vec<(String, String)>> {
    let understood = SITE.compiled.understood.as_ref().unwrap();
    let mut names: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::from([("fi", Vec::new()), ("sv", Vec::new())]);
    for record in understood.model.records.values().filter(|record| record.key.kind == "service" && !record.renamed.is_empty()) {
        let (first, last) = (record.name.as_ref().unwrap(), record.renamed.last().unwrap());
        for (index, language) in ["fi", "sv"].into_iter().enumerate() {
            let list = names.get_mut(language).unwrap();
            list.push((first.get(index).unwrap().clone(), last.name.get(index).unwrap().clone()));
            for (form, word) in record.forms.get(language).into_iter().flatten() {
                list.push((
                    word.clone(),
                    last.forms.get(language).and_then(|forms| forms.get(form)).unwrap_or_else(|| panic!("{word} has no later {form}")).clone(),
                ));
            }
        }
    }
    names
}

#[test]
fn later_names_and_rules_are_current_where_the_as_of_date_is_later() {
    let later = Site::changed(|path, text| match path {
        "content/site.toml" => {
            assert_eq!(text.matches("as_of = 2021-04-07").count(), 1);
            text.replace("as_of = 2021-04-07", "as_of = 2024-06-01")
        }
        _ => text,
    });
    // What sources said is told in their words, and documents and sources keep their titles.
    let of_sources =
        |element: &Element| ["fact-text", "cell-facts", "fact-source"].iter().any(|class| element.has_class(class)) || element.attribute("lang").is_some();
    let labels = ["Aikaisempi nimi", "Aikaisemmin", "Myös", "Tidigare namn", "Tidigare", "Även"];
    let earlier = |element: &Element| {
        let label = element.elements().next().filter(|first| first.name == "dt");
        of_sources(element)
            || label.is_some_and(|label| labels.contains(&label.text().as_str()))
            || element.attribute("aria-labelledby") == Some("group-earlier-names")
    };
    for (language, names) in renamed() {
        assert!(names.len() >= 6, "{names:?}");
        let (mut shown, mut pages) = (BTreeSet::new(), 0);
        for (path, html) in later.files(language).filter(|(path, _)| !path.contains("/lahteet/") && !path.contains("/kallor/")) {
            let text = main_of(&parse(html)).text_without(&earlier).replace("Sosiaalihuollon asiakastiedon arkiston käyttöönottotehtävät", "");
            for (old, new) in &names {
                let stands = text.match_indices(old.as_str()).any(|(at, _)| !text[at + old.len()..].starts_with(char::is_alphanumeric));
                assert!(!stands, "{path}: {old} in {}", &text[text.find(old.as_str()).unwrap()..].chars().take(120).collect::<String>());
                if text.contains(new.as_str()) {
                    shown.insert(new);
                }
            }
            pages += 1;
        }
        assert!(pages > 100 && shown.len() >= 3, "{language}: {shown:?} on {pages} pages");
        // A service's page tells the earlier name.
        for id in ["patient-archive", "social-archive", "imaging-archive"] {
            let (before, after) = (SITE.record("services", id), later.record("services", id));
            let (old, new) = (before["name"][language].as_str().unwrap(), after["name"][language].as_str().unwrap());
            assert_ne!(old, new);
            let page = later.page(after["url"][language].as_str().unwrap());
            assert_eq!(page.first("h1").text(), new);
            assert!(main_of(&page).first("dl").text().contains(old), "{}", main_of(&page).first("dl").text());
        }
    }
    // The rule of 2024 is the one in force, the others are earlier ones.
    let words = [("fi", "viimeistään 2 arkipäivän kuluttua", "aiempi tieto"), ("sv", "senast 2 vardagar efter", "tidigare information")];
    for ((language, page), (_, phrase, tag)) in later.pages("tasks", "T29").into_iter().zip(words) {
        assert!(page.first(".pair-due").text().contains(phrase), "{language}: {}", page.first(".pair-due").text());
        let variants = page.first(".variants").find(".variant");
        let of = |fact: &str| variants.iter().find(|variant| variant.text().contains(fact)).unwrap().text();
        assert!(of("SV-43").contains(tag) && of("FI-61").contains(tag), "{language}: {}", of("SV-43"));
        assert!(!of("K24-02").contains(tag) && page.find(".variant-later").is_empty(), "{language}");
    }
    for (language, page) in later.pages("pages", "changes") {
        let section = |id: &str| page.find("section").into_iter().find(|section| section.attribute("aria-labelledby") == Some(id)).unwrap().text();
        let names = section("group-earlier-names");
        assert!(renamed()[language].iter().filter(|(old, _)| names.contains(old.as_str())).count() >= 3, "{language}: {names}");
        assert!(names.contains("1.5.2024"));
        let rulings = section("group-rulings");
        let phrase = words.iter().find(|(own, ..)| *own == language).unwrap().1;
        assert!(rulings.contains("1.6.2024") && rulings.contains(phrase), "{language}: {rulings}");
        // What was later information in 2021 holds now, and what is later still is told apart.
        assert!(section("group-holding").contains("K66-01") && section("group-later").contains("K70-01"), "{language}");
    }
}
