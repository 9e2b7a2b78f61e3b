//! Every sentence that is generated from the repository's own content, as approved by a reviser; and single ones of a small site.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use opastin::i18n::sentences::{Wording, conditions, deadlines, strictness};
use opastin::i18n::{Catalogue, Messages};
use opastin::model::items::Strength;
use opastin::model::records::Follows;
use opastin::model::{Condition, Key, Model};
use opastin::resolve::guides::{derive_all, order};
use opastin::source::SourcePath;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Rewrites the approved files instead of comparing with them.
const REWRITE: &str = "OPASTIN_APPROVE";

fn approved(language: &str) -> PathBuf {
    common::root().join(format!("tests/approved/sentences.{language}.txt"))
}

fn heading(out: &mut String, title: &str) {
    writeln!(out, "\n## {title}\n").unwrap();
}

fn conditions_of(wording: &Wording<'_>, out: &mut String) {
    let model = wording.model;
    heading(out, "When a task applies, and to whom it falls");
    for task in model.tasks.values() {
        writeln!(out, "{}: {}", task.id, conditions::sentence(wording, task.applies.as_ref())).unwrap();
        for owner in task.owners.iter().filter(|owner| owner.when.is_some()) {
            let clauses = conditions::clauses(wording, owner.when.as_ref().unwrap());
            writeln!(out, "{} / {}: … {clauses}", task.id, owner.role.key.id).unwrap();
        }
    }
    heading(out, "Audiences");
    for audience in model.audiences.values() {
        writeln!(out, "{}: … {}", audience.id, conditions::clauses(wording, &audience.when)).unwrap();
    }
    heading(out, "Guides: what each takes as given, and what still decides its steps");
    for (id, derived) in derive_all(model, &order(model)) {
        writeln!(out, "{id}: {}", conditions::given_sentence(wording, &model.guides[&id]).unwrap_or_default()).unwrap();
        for step in derived.steps.iter().filter(|step| step.residual.is_some()) {
            writeln!(out, "  {}: {}", step.task, conditions::sentence(wording, step.residual.as_ref())).unwrap();
        }
    }
}

fn deadlines_of(wording: &Wording<'_>, out: &mut String) {
    heading(out, "Deadlines");
    for deadline in wording.model.deadlines.values() {
        for variant in &deadline.variants {
            writeln!(out, "{} / {}: {}", deadline.id, variant.id, deadlines::variant(wording, deadline, variant)).unwrap();
            deadlines::notes(wording, &variant.rule).iter().for_each(|note| writeln!(out, "    {note}").unwrap());
        }
        let about = Key::new("deadline", &deadline.id);
        for conflict in wording.model.conflicts.values().filter(|conflict| conflict.about.iter().any(|record| record.key == about)) {
            for ruling in &conflict.rulings {
                if let Follows::Own { rule: Some(rule), .. } = &ruling.follows {
                    writeln!(out, "{} / ruling from {}: {}", deadline.id, ruling.from, deadlines::sentence(wording, rule, &deadline.anchors)).unwrap();
                    deadlines::notes(wording, rule).iter().for_each(|note| writeln!(out, "    {note}").unwrap());
                }
            }
        }
    }
}

fn strictness_of(wording: &Wording<'_>, out: &mut String) {
    heading(out, "How strictly");
    for strength in [Strength::Obligation, Strength::Recommendation, Strength::CaseByCase, Strength::Possibility] {
        writeln!(out, "{}: {}. {}", strength.as_str(), strictness::strength(wording, strength), strictness::strength_means(wording, strength)).unwrap();
    }
    heading(out, "Prerequisites");
    for prerequisite in wording.model.prerequisites.values() {
        writeln!(out, "{}: {}", prerequisite.id, strictness::prerequisite(wording, prerequisite)).unwrap();
    }
    heading(out, "Gates");
    writeln!(out, "{}", strictness::gate(wording)).unwrap();
    for task in wording.model.tasks.values() {
        let gates: Vec<&str> = task
            .after
            .iter()
            .filter(|before| wording.model.tasks.get(&before.key.id).is_some_and(|task| task.gate))
            .map(|before| wording.name(&before.key))
            .collect();
        if let Some(sentence) = strictness::gate_before(wording, &gates) {
            writeln!(out, "{}: {sentence}", task.id).unwrap();
        }
    }
}

#[test]
fn every_sentence_of_the_site_is_approved() {
    let mut files = common::files("content");
    files.retain(|path, _| path.as_str().ends_with(".toml") || path.as_str().ends_with(".md"));
    let model = common::model(&files);
    let messages = common::messages(&model);
    let mut wrong = Vec::new();
    for (index, catalogue) in messages.iter().enumerate() {
        let wording = Wording { model: &model, catalogue, language: index };
        let mut out = format!("# Sentences generated in “{}”, for a reviser to read. Rewritten by the tests with {REWRITE}=1.\n", catalogue.language);
        conditions_of(&wording, &mut out);
        deadlines_of(&wording, &mut out);
        strictness_of(&wording, &mut out);
        let path = approved(&catalogue.language);
        if std::env::var_os(REWRITE).is_some() {
            std::fs::write(&path, &out).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        for (number, (found, expected)) in out.lines().zip(expected.lines()).enumerate().filter(|(_, (found, expected))| found != expected) {
            wrong.push(format!("{} line {}:\n  approved: {expected}\n  now:      {found}", path.display(), number + 1));
        }
        if out.lines().count() != expected.lines().count() {
            wrong.push(format!("{}: {} lines approved, now {}", path.display(), expected.lines().count(), out.lines().count()));
        }
    }
    assert_eq!(messages.faults(), []);
    assert!(wrong.is_empty(), "read the changes, then run with {REWRITE}=1:\n{}", wrong.join("\n"));
}

const SITE: &str = r#"
id = "loans"
title = { fi = "Lainat", sv = "Lån" }
base_url = "https://loans.example/"
as_of = 2021-04-07
languages = [ { id = "fi", name = "Suomi", locale = "fi-FI" }, { id = "sv", name = "Svenska", locale = "sv-FI" } ]
phases = [ { id = "p", name = { fi = "P", sv = "P" } } ]
"#;

const REGISTRY: &str = r#"
[[question]]
id = "who"
type = "choice"
text = { fi = "Kuka lainaa?", sv = "Vem lånar?" }
clause = { fi = "lainaaja on {answers}", sv = "låntagaren är {answers}" }
answers = [
  { id = "child", name = { fi = "Lapsi", sv = "Barn" }, phrase = { fi = "lapsi", sv = "ett barn" } },
  { id = "adult", name = { fi = "Aikuinen", sv = "Vuxen" }, phrase = { fi = "aikuinen", sv = "en vuxen" } },
  { id = "school", name = { fi = "Koulu", sv = "Skola" }, clause = { fi = "kirjat menevät kouluun", sv = "böckerna går till en skola" } },
]
[[question]]
id = "what"
type = "set"
text = { fi = "Mitä lainataan?", sv = "Vad lånas?" }
clause = { fi = "lainassa on {answers}", sv = "lånet omfattar {answers}" }
answers = [
  { id = "book", name = { fi = "Kirja", sv = "Bok" }, phrase = { fi = "kirja", sv = "en bok" } },
  { id = "film", name = { fi = "Elokuva", sv = "Film" }, phrase = { fi = "elokuva", sv = "en film" } },
]
[[question]]
id = "fee"
type = "yes-no"
text = { fi = "Onko maksuja?", sv = "Finns det avgifter?" }
yes = { fi = "maksuja on maksamatta", sv = "avgifter är obetalda" }
no = { fi = "kaikki maksut on maksettu", sv = "alla avgifter är betalda" }
[[question]]
id = "count"
type = "number"
text = { fi = "Montako?", sv = "Hur många?" }
over = { fi = "lainoja on yli {threshold}", sv = "lånen är fler än {threshold}" }
unit = { fi = "teosta", sv = "verk" }
[[threshold]]
id = "many"
name = { fi = "Raja", sv = "Gräns" }
value = 12000
[[threshold]]
id = "vague"
name = { fi = "Raja", sv = "Gräns" }
[[event]]
id = "loan"
name = { fi = "laina", sv = "lån" }
before = { fi = "lainaa", sv = "lånet" }
after = { fi = "lainasta", sv = "lånet" }
[[event]]
id = "visit"
name = { fi = "käynti", sv = "besök" }
[[deadline]]
id = "d"
name = { fi = "Palautus", sv = "Återlämning" }
anchor = "event:loan"
variant = [
  { id = "a1", bound = "latest", offset = "1 month" },
  { id = "a2", bound = "latest", offset = "-1 week" },
  { id = "a3", bound = "latest", offset = "-2 business-days", anchor = ["event:loan", "event:visit"] },
  { id = "a4", bound = "asap" },
  { id = "a5", bound = "in-good-time" },
  { id = "a6", bound = "not-required" },
  { id = "a7", bound = "asap", offset = "2 days", unit_stated = false },
  { id = "a8", bound = "latest" },
]
"#;

struct Small {
    model: Model,
    messages: Messages,
}

impl Small {
    fn new(task: &str) -> Self {
        let file = |path: &str, text: &str| (SourcePath::new(path), text.as_bytes().to_vec());
        let task = format!(
            "code = \"T\"\nslug = {{ fi = \"t\", sv = \"t\" }}\nphase = \"p\"\nstrength = \"obligation\"\nowner = \"r\"\nfacts = []\napplies = {task}\n"
        );
        let words = "# T\n\nT.\n";
        let files = BTreeMap::from([
            file("content/site.toml", SITE),
            file("content/registry/all.toml", REGISTRY),
            file("content/tasks/t/task.toml", &task),
            file("content/tasks/t/fi.md", words),
            file("content/tasks/t/sv.md", words),
        ]);
        let model = common::model(&files);
        let messages = common::messages(&model);
        Small { model, messages }
    }

    fn wording(&self, language: usize) -> Wording<'_> {
        let catalogue: &Catalogue = self.messages.get(language).unwrap();
        Wording { model: &self.model, catalogue, language }
    }

    fn condition(&self) -> &Condition {
        self.model.tasks["t"].applies.as_ref().unwrap()
    }
}

fn clauses(task: &str) -> (String, String) {
    let small = Small::new(task);
    (conditions::clauses(&small.wording(0), small.condition()), conditions::clauses(&small.wording(1), small.condition()))
}

#[track_caller]
fn assert_clauses(task: &str, finnish: &str, swedish: &str) {
    assert_eq!(clauses(task), (finnish.to_owned(), swedish.to_owned()));
}

#[test]
fn leaves_take_their_questions_words() {
    assert_clauses(r#"{ q = "who", is = ["child", "adult"] }"#, "lainaaja on lapsi tai aikuinen", "låntagaren är ett barn eller en vuxen");
    assert_clauses(
        r#"{ q = "who", is = ["child", "school"] }"#,
        "lainaaja on lapsi tai kirjat menevät kouluun",
        "låntagaren är ett barn eller böckerna går till en skola",
    );
    assert_clauses(r#"{ q = "fee", is = "yes" }"#, "maksuja on maksamatta", "avgifter är obetalda");
    assert_clauses(r#"{ q = "count", over = "many" }"#, "lainoja on yli 12\u{a0}000 teosta", "lånen är fler än 12\u{a0}000 verk");
    assert_clauses(
        r#"{ q = "count", over = "vague" }"#,
        "lainoja on yli rajan, jolle lähde ei anna lukua",
        "lånen är fler än en gräns som källan inte anger i siffror",
    );
}

#[test]
fn negations_stand_at_the_leaves() {
    assert_clauses(r#"{ not = { q = "fee", is = "yes" } }"#, "kaikki maksut on maksettu", "alla avgifter är betalda");
    assert_clauses(
        r#"{ not = { any = [ { q = "fee", is = "yes" }, { q = "what", has = "film" } ] } }"#,
        "kaikki maksut on maksettu ja ei ole niin, että lainassa on elokuva",
        "alla avgifter är betalda och det inte är så att lånet omfattar en film",
    );
    assert_clauses(
        r#"{ not = { q = "who", is = "child" } }"#,
        "lainaaja on aikuinen tai kirjat menevät kouluun",
        "låntagaren är en vuxen eller böckerna går till en skola",
    );
}

#[test]
fn nested_groups_stay_readable() {
    assert_clauses(
        r#"{ all = [ { q = "what", has = "book" }, { any = [ { q = "fee", is = "yes" }, { q = "who", is = "adult" } ] } ] }"#,
        "lainassa on kirja, ja joko maksuja on maksamatta tai lainaaja on aikuinen",
        "lånet omfattar en bok, och om antingen avgifter är obetalda eller låntagaren är en vuxen",
    );
    assert_clauses(
        r#"{ any = [ { q = "who", is = "adult" }, { all = [ { q = "what", has = "book" }, { q = "fee", is = "no" } ] } ] }"#,
        "lainaaja on aikuinen, tai jos lainassa on kirja ja samalla kaikki maksut on maksettu",
        "låntagaren är en vuxen, eller om lånet omfattar en bok och samtidigt alla avgifter är betalda",
    );
    assert_clauses(
        r#"{ all = [ { q = "what", has = ["book", "film"] }, { q = "fee", is = "no" }, { q = "who", is = "child" } ] }"#,
        "lainassa on kirja tai elokuva, kaikki maksut on maksettu, ja lainaaja on lapsi",
        "lånet omfattar en bok eller en film, om alla avgifter är betalda, och om låntagaren är ett barn",
    );
}

#[test]
fn a_condition_is_also_a_tree() {
    let small = Small::new(r#"{ all = [ { q = "what", has = "book" }, { not = { q = "what", has = "film" } } ] }"#);
    let json = serde_json::to_value(conditions::tree(&small.wording(0), small.condition())).unwrap();
    let text = |text: &str| serde_json::json!({ "kind": "text", "text": text, "names": 1 });
    assert_eq!(json, serde_json::json!({ "kind": "all", "clauses": [text("lainassa on kirja"), { "kind": "not", "clause": text("lainassa on elokuva") }] }));
    assert_eq!(conditions::sentence(&small.wording(0), None), "Koskee kaikkia.");
}

#[test]
fn deadlines_are_phrases() {
    let small = Small::new(r#"{ q = "fee", is = "yes" }"#);
    let deadline = &small.model.deadlines["d"];
    let phrases =
        |language: usize| -> Vec<String> { deadline.variants.iter().map(|variant| deadlines::variant(&small.wording(language), deadline, variant)).collect() };
    let finnish = [
        "viimeistään 1 kuukauden kuluttua lainasta",
        "viimeistään 1 viikko ennen lainaa",
        "viimeistään 2 arkipäivää ennen lainaa tai tapahtumaa ”käynti” sen mukaan, kumpi on aikaisemmin",
        "mahdollisimman pian lainasta lukien",
        "hyvissä ajoin ennen lainaa",
        "ei vaadita",
        "mahdollisimman pian, viimeistään 2 päivän kuluttua lainasta",
        "viimeistään samana päivänä kuin laina",
    ];
    let swedish = [
        "senast 1 månad efter lånet",
        "senast 1 vecka före lånet",
        "senast 2 vardagar före lånet eller händelsen ”besök”, beroende på vilketdera som kommer först",
        "så snart som möjligt efter lånet",
        "i god tid före lånet",
        "krävs inte",
        "så snart som möjligt, senast 2 dagar efter lånet",
        "senast samma dag som lån",
    ];
    assert_eq!(phrases(0), finnish);
    assert_eq!(phrases(1), swedish);
    let notes: Vec<usize> = deadline.variants.iter().map(|variant| deadlines::notes(&small.wording(0), &variant.rule).len()).collect();
    assert_eq!(notes, [1, 1, 0, 0, 0, 0, 2, 0]);
    assert_eq!(small.messages.faults(), []);
}
