//! What editors and owners of content need (the stories of the domain document), each from the outside.

mod support;

use std::fs;
use support::Site;

fn built(site: &Site, today: &str) -> impl Fn(&str) -> String {
    let output = support::program().args(["build", "--today", today, "--root"]).arg(site.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let public = site.path("public");
    move |page| fs::read_to_string(public.join(page).join("index.html")).unwrap()
}

fn confirm(site: &Site, block: &str) {
    let output = support::program().args(["parity", "confirm", block, "--on", "2025-05-01", "--root"]).arg(site.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// US-14: a deadline is changed once and seen everywhere.
#[test]
fn a_changed_deadline_shows_on_every_page_of_every_language() {
    let site = Site::base();
    let page = built(&site, support::TODAY);
    let pages = ["en/tasks/give-back", "de/aufgaben/zurueckgeben"];
    assert!(page(pages[0]).contains("3 weeks after") && page(pages[1]).contains("3 Wochen nach"));
    site.replace("content/registry/time.toml", "offset = \"3 weeks\"", "offset = \"5 weeks\"");
    let page = built(&site, support::TODAY);
    assert!(page(pages[0]).contains("5 weeks after") && page(pages[1]).contains("5 Wochen nach"));
    assert!(!page(pages[0]).contains("3 weeks after") && !page(pages[1]).contains("3 Wochen nach"));
}

/// US-15: the notice stands on exactly the block whose other language changed, and `check` tells editors when it has stood too long.
#[test]
fn readers_and_editors_are_told_which_block_is_behind() {
    let site = Site::base();
    for block in ["title", "lead", "what", "why", "how", "done"] {
        confirm(&site, &format!("task:borrow-items#{block}"));
    }
    let page = built(&site, "2025-05-10");
    let notices = |html: &str| html.matches("class=\"notice-title\"").count();
    let before = (notices(&page("en/tasks/borrow")), notices(&page("de/aufgaben/ausleihen")));
    site.replace("content/tasks/borrow-items/en.md", "without an alarm", "without any siren");

    let page = built(&site, "2025-05-10");
    let german = page("de/aufgaben/ausleihen");
    assert_eq!((notices(&page("en/tasks/borrow")), notices(&german)), (before.0, before.1 + 1));
    let why = german.split("id=\"why\"").nth(1).unwrap().split("id=\"how\"").next().unwrap();
    assert!(why.contains("notice-title") && why.contains("2025") && why.contains("#why"), "{why}");
    let behind = |today: &str| {
        let output = support::program().args(["check", "--format", "json", "--today", today, "--root"]).arg(site.root()).output().unwrap();
        support::report(&output).of("block-behind")
    };
    assert_eq!(behind("2025-05-31"), [] as [&str; 0], "within the limit");
    assert_eq!(behind("2025-06-01"), ["warning block-behind content/tasks/borrow-items/de.md:9:4"]);
    confirm(&site, "task:borrow-items#why");
    assert_eq!(behind("2025-06-01"), [] as [&str; 0]);
}

/// US-15: what the other language lacks is named, by file and line.
#[test]
fn what_the_other_language_lacks_is_reported() {
    let site = Site::base();
    site.replace("content/tasks/borrow-items/de.md", "Verbuchen Sie jeden Band", "Verbuchen Sie binnen 14 Tagen ([](fact:DE-01)) jeden Band");
    site.remove("content/tasks/pay-fee/de.md");
    let check = site.check();
    assert_eq!(check.of("parity-number").len(), 1, "{:?}", check.json);
    assert_eq!(check.of("parity-reference").len(), 1, "{:?}", check.json);
    assert!(check.of("parity-number")[0].contains("content/tasks/borrow-items/en.md:"));
    assert_eq!(check.of("missing-language").len() + check.of("missing-file").len(), 1, "{:?}", check.json);
    assert_eq!(check.exit, Some(1));

    let site = Site::base();
    site.replace("content/registry/things.toml", "[[term]]\nid = \"card\"\n", "[[term]]\nid = \"card\"\nforbidden = { en = [\"ticket\"] }\n");
    site.replace("content/tasks/borrow-items/en.md", "Lay the volumes", "Show your ticket, write to desk@library.example and lay the volumes");
    let check = site.check();
    assert_eq!(check.of("forbidden-term"), ["warning forbidden-term content/tasks/borrow-items/en.md:15:11"], "{:?}", check.json);
    assert_eq!(check.of("typed-value"), ["warning typed-value content/tasks/borrow-items/en.md:15:28"], "{:?}", check.json);
}

/// US-15: words that a language never uses and values typed by hand are told, for people and for machines.
#[test]
fn forbidden_terms_and_typed_values_are_reported() {
    let site = Site::base();
    site.replace(
        "content/registry/things.toml",
        "also = { en = [\"reader's ticket\"]",
        "forbidden = { en = [\"pass card\"] }\nalso = { en = [\"reader's ticket\"]",
    );
    site.replace("content/tasks/borrow-items/en.md", "without an alarm.", "without an alarm. Show your pass card or write to desk@library.example.");
    let check = site.check();
    assert_eq!(check.of("forbidden-term").len(), 1, "{:?}", check.json);
    assert_eq!(check.of("typed-value").len(), 1, "{:?}", check.json);
    assert!(check.of("forbidden-term")[0].contains("content/tasks/borrow-items/en.md:11:"));
    assert_eq!(check.exit, Some(0), "warnings do not block");
    let denied = site.run(&["check", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(String::from_utf8(denied.stdout).unwrap().contains("pass card"));
}

/// US-16: file, line and the likely fix, for all faults of all files in one run.
#[test]
fn every_fault_has_a_place_and_what_to_do() {
    let site = Site::base();
    site.replace("content/tasks/borrow-items/task.toml", "owner = \"borrower\"", "owner = \"borower\"");
    site.replace("content/registry/people.toml", "name = { en = \"guardian\", de = \"sorgeberechtigte Person\" }", "name = { en = \"guardian\" }");
    site.replace("content/tasks/get-card/task.toml", "gate = true", "gate = true\nafter = [\"return-items\"]");
    let output = site.run(&["check"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("content/tasks/borrow-items/task.toml:5:9") && text.contains("Did you mean “borrower”?"), "{text}");
    assert!(text.contains("content/registry/people.toml:10:8") && text.contains("“de”"), "{text}");
    let chain = text.split("after-cycle").nth(1).unwrap();
    assert!(["get-card", "return-items", "borrow-items"].iter().all(|task| chain.contains(task)), "{text}");
}

/// US-17: every claim leads to its source with its date; a superseded source is said to be one wherever it is leant on.
#[test]
fn claims_lead_to_their_sources() {
    let site = Site::base();
    let page = built(&site, support::TODAY);
    let task = page("en/tasks/get-a-card");
    assert!(task.contains("EN-01") && task.contains("/sources/rules-2023/#EN-01") && task.contains("2023"), "{task}");
    let source = page("en/sources/rules-2023");
    for text in ["EN-01", "EN-04", "Whoever borrows needs a card.", "English", "2023-05-01"] {
        assert!(source.contains(text), "{text}: {source}");
    }
    site.replace("content/sources/rules-2023.toml", "status = \"historical\"", "status = \"superseded\"\nsuperseded_by = \"rules-2024\"");
    let page = built(&site, support::TODAY);
    let leaning = page("en/tasks/get-a-card");
    assert_ne!(leaning, task);
    assert!(leaning.contains("superseded") || leaning.contains("replaced"), "{leaning}");
    assert_eq!(page("en/tasks/borrow"), built(&Site::base(), support::TODAY)("en/tasks/borrow"), "what leans on the newer source stays");
    site.replace("content/tasks/pay-fee/task.toml", "facts = [\"EN-03\"]", "facts = []");
    let unused = support::program().args(["report", "coverage", "--root"]).arg(site.root()).output().unwrap();
    assert!(String::from_utf8(unused.stdout).unwrap().contains("EN-03"));
}

/// US-18 and US-03: a newer source's rule becomes the one in force, the older one stays beside it, and readers are told in every language.
#[test]
fn a_new_rule_stands_beside_the_older_ones() {
    let site = Site::base();
    let source = fs::read_to_string(site.path("content/sources/rules-2024.toml")).unwrap();
    let newer = source.replace("rules-2024", "rules-2025").replace("regeln-2024", "regeln-2025").replace("2024-06-01", "2025-02-01").replace("DE-", "NEW-");
    site.write("content/sources/rules-2025.toml", newer.replace("drei Wochen", "vier Wochen").replace("three weeks", "four weeks"));
    let time = fs::read_to_string(site.path("content/registry/time.toml")).unwrap();
    let third = "  { id = \"new-2025\", bound = \"latest\", offset = \"4 weeks\", facts = [\"NEW-02\"] },\n]\n\n[[deadline]]\nid = \"announce-visit\"";
    site.write("content/registry/time.toml", time.replace("]\n\n[[deadline]]\nid = \"announce-visit\"", third));
    site.replace(
        "content/registry/conflicts.toml",
        "text = { en = \"Three weeks.\", de = \"Drei Wochen.\" } },\n",
        "text = { en = \"Three weeks.\", de = \"Drei Wochen.\" } },\n  { id = \"new-2025\", facts = [\"NEW-02\"], text = { en = \"Four weeks.\", de = \"Vier Wochen.\" } },\n",
    );
    site.replace("content/registry/conflicts.toml", "follows = \"de-2024\" } ]", "follows = \"de-2024\" }, { from = 2025-02-01, follows = \"new-2025\" } ]");
    let facts = fs::read_to_string(site.path("content/tasks/return-items/task.toml")).unwrap();
    let change = "changes = [ { on = 2025-02-10, part = \"deadline\", text = { en = \"Loans now last four weeks.\", de = \"Ausleihen dauern jetzt vier Wochen.\" } } ]\n";
    site.write("content/tasks/return-items/task.toml", format!("{}{change}", facts.replace("\"DE-02\"", "\"DE-02\", \"NEW-02\"")));
    let page = built(&site, support::TODAY);
    let (english, german) = (page("en/tasks/give-back"), page("de/aufgaben/zurueckgeben"));
    assert!(english.contains("4 weeks after") && german.contains("4 Wochen nach"), "the rule in force");
    for (page, earlier, log) in [(&english, "3 weeks", "Loans now last four weeks."), (&german, "3 Wochen", "Ausleihen dauern jetzt vier Wochen.")] {
        assert!(page.contains(earlier) && page.contains(log), "{earlier}, {log}: {page}");
        // What held before is called so, in words.
        let variants = page.split("class=\"variants\"").nth(1).unwrap().split("</ul>").next().unwrap();
        let older = variants.split("<li").find(|variant| variant.contains(earlier)).unwrap();
        assert!(older.contains("earlier position") || older.contains("früherer Standpunkt"), "{older}");
    }
    for (language, log) in [("en", "Loans now last four weeks."), ("de", "Ausleihen dauern jetzt vier Wochen.")] {
        let feed = fs::read_to_string(site.path("public").join(language).join("feed.atom")).unwrap();
        assert!(feed.contains(log), "{feed}");
    }
    // The ruling decides, by the site's as-of date.
    site.replace("content/site.toml", "as_of = 2025-03-01", "as_of = 2025-01-01");
    let page = built(&site, support::TODAY);
    let due = |html: String| html.split("class=\"pair-due\"").nth(1).unwrap().split("</div>").next().unwrap().to_owned();
    assert!(due(page("en/tasks/give-back")).contains("3 weeks after"));
}

/// A page that one language does without says so, and why, before the reader follows the language switch.
#[test]
fn a_page_that_a_language_lacks_says_so_beside_the_language_switch() {
    let site = Site::base();
    fs::create_dir_all(site.path("content/pages/opening-hours")).unwrap();
    let reason = "{ en = \"The hours of the English desk.\", de = \"Die Zeiten des englischen Schalters.\" }";
    site.write(
        "content/pages/opening-hours/page.toml",
        format!("slug = {{ en = \"opening-hours\", de = \"oeffnungszeiten\" }}\nmissing = {{ de = {{ reason = {reason}, until = 2025-12-31 }} }}\n"),
    );
    site.write("content/pages/opening-hours/en.md", "# Opening hours of the English desk\n\nOn Mondays.\n");
    let page = built(&site, support::TODAY)("en/opening-hours");
    let switch = page.split("class=\"languages\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert!(switch.contains("data-missing") && switch.contains("aria-describedby=\"page-missing-de\""), "{switch}");
    assert!(switch.contains("href=\"../../de/\""), "the nearest page that there is: {switch}");
    let told = page.split("id=\"page-missing-de\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(told.contains("does not exist in Deutsch") && told.contains("The hours of the English desk."), "{told}");
    assert!(!site.path("public/de/oeffnungszeiten").exists());
}
