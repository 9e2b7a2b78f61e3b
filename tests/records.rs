//! Nothing that an editor writes into a record vanishes in silence: what cannot be used has a finding at its place.

#[path = "common/memory.rs"]
mod memory;

use memory::Site;
use opastin::model::drafts::published;
use std::collections::BTreeSet;

const TASK: &str = "content/tasks/pay-fee/task.toml";
const TIME: &str = "content/registry/time.toml";
const CONFLICTS: &str = "content/registry/conflicts.toml";
const SITE: &str = "content/site.toml";
const RULES: &str = "content/sources/rules-2024.toml";
const GUIDE: &str = "content/guides/first-loan/guide.toml";
const WORDS: &str = "content/pages/about/en.md";
const HOME: &str = "content/pages/home/page.toml";

/// A change of one file of the sound site, with the code and a part of the message that it must give.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (TASK, "over = \"fee-limit\"", "is = []", "wrong-type", "takes an answer"),
    (
        TASK,
        "owner = [ { role = \"guardian\", when = { q = \"adult\", is = \"no\" } }, { role = \"borrower\" } ]",
        "owner = []",
        "wrong-value",
        "`owner` of task:pay-fee is an empty list",
    ),
    (CONFLICTS, "follows = \"de-2024\"", "reason = { en = \"Because.\", de = \"Darum.\" }", "wrong-value", "a ruling of conflict:return-date"),
    (
        CONFLICTS,
        "follows = \"de-2024\"",
        "follows = \"de-2024\", own = { text = { en = \"A.\", de = \"B.\" } }",
        "wrong-value",
        "a ruling of conflict:return-date",
    ),
    (GUIDE, "wants = { only = [\"general\"] }", "wants = { only = [1] }", "wrong-type", "`fixes.wants` of guide:first-loan"),
    (GUIDE, "wants = { only = [\"general\"] }", "wants = { only = [\"general\"], foo = 2 }", "wrong-type", "`fixes.wants` of guide:first-loan"),
    (SITE, "as_of =", "lexicons = \"noen\"\nas_of =", "wrong-value", "`lexicons` of"),
    (SITE, "time_zone = \"Europe/Berlin\"", "time_zone = \"../../../../etc/passwd\"", "wrong-value", "is no time zone"),
    (SITE, "time_zone = \"Europe/Berlin\"", "time_zone = \"Europe/Berln\"", "wrong-value", "is no time zone"),
    (SITE, "as_of = ", "as_of = 0000-01-01 #", "wrong-value", "`as_of` is 0000-01-01"),
    (TASK, "phase = \"give-back\"", "phase = 99999999999999999999", "wrong-type", "a number that is too large"),
    (WORDS, "## ", "> ## Quoted {#quoted}\n\n## ", "heading-level", "inside a quotation"),
    (RULES, "id = \"DE-02\"\n", "", "missing-field", "fact:(without id) has no `id`"),
    (HOME, "slug = { en = \"\",", "slug = { en = \"..\",", "wrong-value", "`slug.en` of page:home is “..”"),
];

#[test]
fn the_sound_site_has_none_of_these_findings() {
    let site = Site::base();
    for (.., code, message) in CASES {
        assert!(!site.found(code).iter().any(|(_, found)| found.contains(message)), "{message}");
    }
}

#[test]
fn what_cannot_be_used_has_a_finding() {
    let missed: Vec<String> = CASES
        .iter()
        .filter(|(path, from, to, code, message)| !Site::base().replace(path, from, to).found(code).iter().any(|(_, found)| found.contains(message)))
        .map(|(path, _, to, code, message)| format!("{path}: {to}: no {code} “{message}”"))
        .collect();
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn an_entry_of_the_registry_that_is_no_table_has_a_finding() {
    let site = Site::base().with("content/registry/more.toml", "event = [\"x\"]\n");
    assert!(site.found("wrong-type").iter().any(|(words, message)| words == "\"x\"" && message.contains("“event” holds")));
}

#[test]
fn an_event_is_set_by_the_reader_or_by_a_task() {
    let event = |set_by: &str| format!("[[event]]\nid = \"x\"\nname = {{ en = \"X\", de = \"X\" }}\nset_by = \"{set_by}\"\n");
    let faults = |set_by: &str| Site::base().with("content/registry/more.toml", &event(set_by)).found("wrong-value");
    for wrong in ["readers", "task:", "guide:first-loan"] {
        assert!(faults(wrong).iter().any(|(_, message)| message.contains("`set_by` of event:x")), "{wrong}");
    }
    for right in ["reader", "task:pay-fee"] {
        assert_eq!(faults(right), [], "{right}");
    }
}

#[test]
fn texts_longer_than_files_and_cells_can_hold_have_a_finding_that_names_the_field() {
    let address = Site::base().replace(HOME, "slug = { en = \"\",", &format!("slug = {{ en = \"{}\",", "a".repeat(300)));
    assert!(address.found("wrong-value").iter().any(|(_, message)| message.contains("`slug.en` of page:home has a part of 300 bytes")));
    let name = format!("[[channel]]\nid = \"post\"\ntype = \"post\"\nname = {{ en = \"\"\"{}\"\"\", de = \"per Post\" }}\n", "a word\n".repeat(6_000));
    let text = Site::base().with("content/registry/more.toml", &name);
    assert!(text.found("wrong-value").iter().any(|(_, message)| message.contains("`name.en` of channel:post has 42000 letters")));
}

#[test]
fn numbers_beyond_what_is_counted_with_have_a_finding_and_never_a_panic() {
    for limit in ["behind_days", "review_days"] {
        let site = Site::base();
        let text = site.text(SITE);
        let limits = text.lines().skip_while(|line| *line != "[limits]").skip(1).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let site = site.with(SITE, &text.replace(&limits, &format!("{limit} = 99999999")));
        assert!(site.found("wrong-value").iter().any(|(_, message)| message.contains(limit)), "{limit}");
    }
    let site = Site::base();
    let text = site.text(SITE);
    let at = text.find("behind_days").unwrap();
    let line = text[at..].lines().next().unwrap();
    for (negative, findings) in [("behind_days = -1", 1), ("behind_days = 0", 0)] {
        let found = site.clone().with(SITE, &text.replace(line, negative)).found("wrong-value");
        assert_eq!(found.iter().filter(|(_, message)| message.contains("behind_days")).count(), findings, "{negative}");
    }
    let offset = site.text(TIME).lines().find_map(|line| line.split("offset = \"").nth(1)?.split('"').next().map(str::to_owned)).unwrap();
    let text = site.text(TIME).replacen(&format!("\"{offset}\""), "\"-2147483648 days\"", 1);
    assert!(site.with(TIME, &text).found("wrong-value").iter().any(|(words, _)| words.contains("-2147483648")));
    let calendar = Site::base().append("content/calendar.toml", "");
    let text = calendar.text("content/calendar.toml");
    let easter = text.lines().find(|line| line.starts_with("easter")).unwrap().to_owned();
    assert!(!calendar.with("content/calendar.toml", &text.replace(&easter, "easter = [99999999]")).found("wrong-value").is_empty());
}

#[test]
fn readers_get_nothing_of_a_draft_and_nothing_that_leans_on_it_in_silence() {
    let model = Site::base().model();
    let mut left_out = 0;
    for key in model.records.keys() {
        let (published, findings) = published(model.clone(), &BTreeSet::from([key.clone()]));
        if findings.is_empty() {
            left_out += 1;
            let shown = format!("{published:?}");
            let around = shown.find(&format!("{key:?}")).map(|at| shown.get(at.saturating_sub(200)..at + 80));
            assert_eq!(around, None, "{key} is still named");
        }
    }
    assert!(left_out >= 8, "{left_out} records can be drafts by themselves");
}

#[test]
fn a_waiver_that_has_ended_is_told_of_every_kind_of_record() {
    let text = Site::base().text(RULES);
    let fact = "text = { en = \"Loans come back within three weeks.\", de = \"Ausleihen kommen binnen drei Wochen zurück.\" }";
    let lacking = "text = { de = \"Ausleihen kommen binnen drei Wochen zurück.\" }\nmissing = { en = { reason = { en = \"Later.\", de = \"Später.\" }, until = 2020-01-01 } }";
    assert!(text.contains(fact));
    let found = Site::base().with(RULES, &text.replace(fact, lacking)).found("waiver-ended");
    assert!(found.iter().any(|(_, message)| message.contains("fact:DE-02")), "{found:?}");
}
