//! The preview from the outside: what it serves and to whom, and that it stays up and right whatever happens to the files.
#![cfg(feature = "preview")]

#[expect(unreachable_pub, reason = "a module of these tests alone")]
#[path = "common/edits.rs"]
mod edits;
#[path = "support/served.rs"]
mod served;
mod support;

use edits::{Random, random_edit, sources};
use opastin::compile::{Options, compile};
use opastin::diagnostics::{Severity, sort};
use opastin::model::drafts::Drafts;
use opastin::parse::with_defaults;
use opastin::preview::snapshot::Snapshot;
use opastin::preview::workshop::{Changed, Workshop};
use opastin::source::disk::{embedded, load};
use served::{Served, event, mark};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use support::{Site, installed, program};

const BORROW: &str = "/en/tasks/borrow/";

fn options() -> Options {
    Options { today: jiff::civil::date(2025, 6, 1), base_url: None, lexicons: Default::default(), drafts: Drafts::Shown }
}

/// The site compiled from nothing.
fn cold(root: &Path) -> opastin::compile::Compiled {
    let (tree, mut findings) = load(root);
    let mut compiled = compile(&with_defaults(tree, &embedded()), &options());
    findings.append(&mut compiled.findings);
    sort(&mut findings);
    compiled.findings = findings;
    compiled
}

#[track_caller]
fn equals_a_cold_build(root: &Path, workshop: &mut Workshop, after: &str) {
    let cold = cold(root);
    let errors = cold.findings.iter().any(|finding| finding.severity == Severity::Error);
    // First as it is right after the change, when pages are made one by one as they are asked for; then made as a whole.
    pages_equal(workshop.snapshot(), &cold, after);
    workshop.settle();
    pages_equal(workshop.snapshot(), &cold, after);
    let snapshot = workshop.snapshot();
    assert!(snapshot.settled);
    let told = |findings: &[opastin::diagnostics::Diagnostic]| findings.iter().map(|finding| format!("{finding:?}")).collect::<Vec<_>>();
    assert_eq!(told(&snapshot.findings), told(&cold.findings), "findings after {after}");
    assert_eq!(snapshot.stale, errors, "after {after}");
    if !errors {
        let files = &snapshot.site.as_ref().unwrap().whole().unwrap().files;
        let names = |files: &opastin::compile::OutputTree| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(files), names(&cold.files), "after {after}");
        let different: Vec<&String> = files.iter().filter(|(name, bytes)| cold.files[*name] != **bytes).map(|(name, _)| name).collect();
        assert!(different.is_empty(), "{different:?} after {after}");
    }
}

/// Every page of a site that is not stale has the bytes of the cold build.
#[track_caller]
fn pages_equal(snapshot: &Snapshot, cold: &opastin::compile::Compiled, after: &str) {
    let Some(site) = snapshot.site.as_ref().filter(|_| !snapshot.stale && !cold.files.is_empty()) else { return };
    let pages: Vec<&str> = site.pages().collect();
    assert!(pages.len() > 10, "after {after}");
    let different: Vec<&&str> = pages.iter().filter(|name| site.file(name) != cold.files.get(**name).cloned()).collect();
    assert!(different.is_empty(), "{different:?} after {after}");
    let index: Vec<&String> = cold.files.keys().filter(|name| name.starts_with("search/") && site.file(name) != cold.files.get(*name).cloned()).collect();
    assert!(index.is_empty(), "{index:?} after {after}");
    assert_eq!(snapshot.file("/nothing/here/").map(|(name, _)| name), None);
}

/// `EDITS=500 cargo test --test preview random_edits -- --nocapture` makes as many edits.
#[test]
fn random_edits_give_what_a_cold_build_gives() {
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(24);
    let site = Site::base();
    let root = site.root().canonicalize().unwrap();
    let original: BTreeMap<PathBuf, Vec<u8>> = sources(&root).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    let mut workshop = Workshop::open(&root, options());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut sound, mut broken) = (0, 0);
    for number in 0..edits {
        let (what, paths) = random_edit(&root, &original, &mut random, number);
        workshop.reload(&Changed::Paths(paths));
        equals_a_cold_build(&root, &mut workshop, &what);
        if workshop.snapshot().stale { broken += 1 } else { sound += 1 }
    }
    println!("{edits} edits: {sound} gave a site, {broken} gave errors; all as from nothing");
    assert!(sound > 0 && broken > 0);
}

#[test]
fn a_page_is_sent_as_it_would_be_published_but_for_one_script_tag() {
    let site = Site::base();
    let served = Served::start(&site);
    let built = cold(site.root());
    let page = served.get(BORROW);
    assert_eq!(page.status, 200);
    let tag = page.body.find("<script type=\"module\" src=\"/_opastin/").unwrap();
    let end = tag + page.body[tag..].find("</script>").unwrap() + "</script>".len();
    let without = [&page.body[..tag], &page.body[end..]].concat();
    assert_eq!(without.as_bytes(), &*built.files["en/tasks/borrow/index.html"]);
    assert!(served.get("/_opastin/preview.mjs").body.contains("EventSource"));
    let positions: serde_json::Value = serde_json::from_str(&served.get(&format!("/_opastin/positions?path={BORROW}")).body).unwrap();
    let how = positions["blocks"].as_array().unwrap().iter().find(|block| block["id"] == "how").unwrap();
    let text = fs::read_to_string(site.path("content/tasks/borrow-items/en.md")).unwrap();
    let line = text.lines().position(|line| line.contains("{#how}")).unwrap() + 1;
    assert_eq!((how["file"].as_str(), how["line"].as_u64()), (Some("content/tasks/borrow-items/en.md"), Some(line as u64)));
    assert!(how["open"].as_str().unwrap().starts_with("vscode://file/") && how["open"].as_str().unwrap().ends_with(&format!("en.md:{line}:1")));
}

#[test]
fn only_pages_whose_bytes_changed_are_reloaded() {
    let site = Site::base();
    let served = Served::start(&site);
    let borrow = served.events(BORROW, &mark(&served.get(BORROW)));
    let about = served.events("/en/about/", &mark(&served.get("/en/about/")));
    event(&borrow, "findings");
    event(&about, "findings");
    site.replace("content/tasks/borrow-items/en.md", "The receipt lists", "The slip lists");
    event(&borrow, "page");
    let line = served.line("content/tasks/borrow-items/en.md");
    assert!(line.contains(BORROW) && line.contains(" ms") && !line.contains("/en/about/"), "{line}");
    assert!(served.get(BORROW).body.contains("The slip lists"));
    std::thread::sleep(Duration::from_millis(300));
    assert!(about.try_iter().all(|event| !["reload", "page"].contains(&event["type"].as_str().unwrap())));

    // Styles are swapped; a page that was opened with other bytes is told at once.
    site.write("themes/default/styles/99-own.css", ".own { color: red }");
    let styles = event(&about, "styles");
    let [from, to] = [0, 1].map(|side| styles["swaps"][0][side].as_str().unwrap().to_owned());
    assert!(from.ends_with(".css") && to.ends_with(".css") && from != to);
    let style = served.get(&format!("/{to}"));
    assert!(style.body.contains(".own"));
    // What has a name of its own for its bytes is not asked for again at every reload; all else is.
    assert!(style.head.contains("cache-control: private, max-age=31536000, immutable"), "{}", style.head);
    for path in [BORROW, "/assets/manifest.json"] {
        assert!(served.get(path).head.contains("cache-control: no-store"), "{path}");
    }
    event(&served.events("/en/about/", "0000"), "reload");
}

/// US-14: a deadline is changed once; every page of every language shows it within a second, and the terminal lists the pages.
#[test]
fn a_changed_deadline_shows_at_once_on_every_page_that_names_it() {
    let site = Site::base();
    let served = Served::start(&site);
    let (english, german) = ("/en/tasks/give-back/", "/de/aufgaben/zurueckgeben/");
    let events = served.events(german, &mark(&served.get(german)));
    event(&events, "findings");
    site.replace("content/registry/time.toml", "offset = \"3 weeks\"", "offset = \"5 weeks\"");
    event(&events, "page");
    served.until(english, |page| page.body.contains("5 weeks after"));
    assert!(served.get(german).body.contains("5 Wochen nach"));
    let line = served.line("content/registry/time.toml");
    assert!(line.contains(" pages: ") && (line.contains(english) || line.contains(german)), "{line}");
    let took: f64 = line.split(" · ").find_map(|part| part.strip_suffix(" ms")?.parse().ok()).unwrap();
    assert!(took < 1000.0, "{line}");
    // An error is named with its place.
    site.replace("content/registry/time.toml", "offset = \"5 weeks\"", "offset = \"5 weks\"");
    served.line("the last good pages stay");
    assert!(served.line("content/registry/time.toml:").contains("5 weks"));
}

#[test]
fn errors_lie_over_the_last_good_page_until_they_are_mended() {
    let site = Site::base();
    let served = Served::start(&site);
    let good = served.get(BORROW);
    let events = served.events(BORROW, &mark(&good));
    let toml = fs::read_to_string(site.path("content/tasks/borrow-items/task.toml")).unwrap();
    site.write("content/tasks/borrow-items/task.toml", toml.replace("owner = \"borrower\"", "owner = \"borrowre"));
    let findings = loop {
        let findings = event(&events, "findings");
        if findings["stale"] == true {
            break findings;
        }
    };
    let place = &findings["findings"][0]["place"];
    assert_eq!((place["file"].as_str(), place["line"].as_u64()), (Some("content/tasks/borrow-items/task.toml"), Some(5)));
    assert!(place["open"].as_str().unwrap().starts_with("vscode://file/"));
    assert_eq!(served.get(BORROW).body, good.body, "the last good page stays");
    site.write("content/tasks/borrow-items/task.toml", toml.replace("code = \"L3\"", "code = \"L33\""));
    event(&events, "page");
    served.until(BORROW, |page| page.body.contains("L33"));
}

#[test]
fn it_recovers_from_whatever_happens_to_the_folders() {
    let site = Site::base();
    let served = Served::start(&site);
    let copy = tempfile::tempdir().unwrap();
    support::copy(&site.path("content"), &copy.path().join("content"));

    fs::remove_dir_all(site.path("content")).unwrap();
    served.line("the last good pages stay");
    assert_eq!(served.get(BORROW).status, 200);
    support::copy(&copy.path().join("content"), &site.path("content"));
    site.replace("content/tasks/borrow-items/en.md", "The receipt lists", "The paper lists");
    served.until(BORROW, |page| page.body.contains("The paper lists"));

    // The site's whole folder goes away and comes back.
    let elsewhere = site.root().with_extension("elsewhere");
    fs::rename(site.root(), &elsewhere).unwrap();
    served.line("the last good pages stay");
    assert_eq!(served.get(BORROW).status, 200);
    fs::rename(&elsewhere, site.root()).unwrap();
    site.replace("content/tasks/borrow-items/en.md", "The paper lists", "The page lists");
    served.until(BORROW, |page| page.body.contains("The page lists"));

    // Another folder in its place, by renaming.
    fs::rename(site.path("content"), site.path("away")).unwrap();
    fs::rename(copy.path().join("content"), site.path("content")).unwrap();
    served.until(BORROW, |page| page.body.contains("The receipt lists"));
    site.replace("content/tasks/borrow-items/en.md", "The receipt lists", "The sheet lists");
    served.until(BORROW, |page| page.body.contains("The sheet lists"));

    // A storm: 5,000 files come, are renamed and go, an editor's own files and files of the site in turn.
    fs::create_dir_all(site.path("content/registry/storm")).unwrap();
    for number in 0..5000 {
        let (from, to) = if number % 2 == 0 { (format!(".{number}.swp"), format!("{number}~")) } else { (format!("{number}~"), format!("{number}.toml")) };
        fs::write(site.path(&format!("content/registry/storm/{from}")), "# nothing\n").unwrap();
        fs::rename(site.path(&format!("content/registry/storm/{from}")), site.path(&format!("content/registry/storm/{to}"))).unwrap();
    }
    assert_eq!(served.get(BORROW).status, 200);
    fs::remove_dir_all(site.path("content/registry/storm")).unwrap();
    // Saved as editors save: beside, then renamed; and first half of it.
    let text = fs::read_to_string(site.path("content/tasks/borrow-items/en.md")).unwrap().replace("The sheet lists", "The bill lists");
    site.write("content/tasks/borrow-items/en.md", &text[..text.len() / 2]);
    site.write("content/tasks/borrow-items/.en.md.tmp", &text);
    fs::rename(site.path("content/tasks/borrow-items/.en.md.tmp"), site.path("content/tasks/borrow-items/en.md")).unwrap();
    served.until(BORROW, |page| page.body.contains("The bill lists"));
    assert_eq!(served.get(BORROW).body.matches("The bill lists").count(), 1);
}

/// Somebody writes a table for a while and saves now and then; readers of the preview see the last good page and what is wrong.
#[test]
fn a_file_may_be_broken_for_as_long_as_it_takes() {
    let site = Site::base();
    let served = Served::start(&site);
    let good = served.get(BORROW);
    let path = "content/tasks/borrow-items/task.toml";
    let toml = fs::read_to_string(site.path(path)).unwrap();
    for length in (1..toml.len()).step_by(toml.len() / 12) {
        site.write(path, format!("{}\nowner = \"borr", &toml[..length]));
        site.write("content/tasks/borrow-items/en.md", format!("# Borrow {length}\n\n<div>\n"));
        served.line("the last good pages stay");
        assert_eq!(served.get(BORROW).body, good.body);
    }
    // What was wrong with the words meanwhile is told with what is wrong with the facts.
    let events = served.events(BORROW, &mark(&good));
    let told = || {
        let findings = event(&events, "findings");
        findings["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    // A file may have been read while it was being written: then it is read again.
    let mut codes = told();
    while !["toml-syntax", "raw-html"].iter().all(|code| codes.iter().any(|told| told == code)) {
        codes = told();
    }
    site.write(path, &toml);
    site.write("content/tasks/borrow-items/en.md", fs::read(Site::base().path("content/tasks/borrow-items/en.md")).unwrap());
    served.line("no page changes");
    assert_eq!(served.get(BORROW).body, good.body);
}

#[test]
fn thousands_of_findings_are_counted_and_the_first_are_told() {
    let site = Site::base();
    let served = Served::start(&site);
    let good = served.get(BORROW);
    let events = served.events(BORROW, &mark(&good));
    let roles: String = (0..4000).map(|number| format!("[[role]]\nid = \"role-{number}\"\nnmae = {{ en = \"Role\" }}\n")).collect();
    site.write("content/registry/roles.toml", roles);
    let findings = loop {
        let findings = event(&events, "findings");
        if findings["stale"] == true {
            break findings;
        }
    };
    let (count, told) = (findings["counts"]["error"].as_u64().unwrap(), findings["findings"].as_array().unwrap().len());
    assert!(count >= 4000 && told <= 100, "{count} {told}");
    let all: u64 = ["error", "warning", "note"].iter().filter_map(|severity| findings["counts"][severity].as_u64()).sum();
    assert_eq!(findings["more"].as_u64().unwrap() + told as u64, all);
    assert_eq!(served.get(BORROW).body, good.body);
    site.remove("content/registry/roles.toml");
    served.line("no page changes");
    assert!(event(&events, "findings")["stale"] == false);
}

#[test]
fn nothing_outside_the_site_is_served_and_other_origins_are_turned_away() {
    let site = Site::base();
    site.write("secret.txt", "words that nobody may read");
    let served = Served::start(&site);
    let host = served.address.to_string();
    for path in [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/content/site.toml",
        "/%00",
        "/en/%ff",
        "/_opastin/../secret.txt",
    ] {
        let answer = served.get(path);
        assert!(matches!(answer.status, 400 | 404) && !answer.body.contains("nobody may read"), "{path}: {}", answer.status);
    }
    assert_eq!(served.get("/en/tasks/borrow").status, 307);
    for headers in [
        &[("Host", "evil.example")][..],
        &[("Host", "127.0.0.1")],
        &[],
        &[("Host", &host), ("Origin", "http://evil.example")],
        &[("Host", &host), ("Origin", "null")],
        &[("Host", &host), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")],
    ] {
        let answer = served.get_with(BORROW, headers);
        assert!(matches!(answer.status, 400 | 403) && !answer.body.contains("<main"), "{headers:?}: {}", answer.status);
    }
    let answer = served.get(BORROW);
    assert!(answer.head.contains("cross-origin-resource-policy: same-origin") && answer.head.contains("x-frame-options: SAMEORIGIN"));
    assert!(!answer.head.to_lowercase().contains("access-control-allow"));
}

#[test]
fn a_block_is_confirmed_from_its_page_and_from_nowhere_else() {
    let site = Site::base();
    let served = Served::start(&site);
    let page = served.get(&format!("/_opastin/side-by-side?path={BORROW}"));
    assert_eq!(page.status, 200);
    let token = page.body.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let seen: Vec<String> = page
        .body
        .split("<section id=\"why\"")
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap()
        .split("data-text=\"")
        .skip(1)
        .map(|text| text.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(seen.len(), 2);
    let body = serde_json::json!({ "item": "task:borrow-items", "block": "why", "seen": seen });
    let origin = format!("http://{}", served.address);
    let own = [("Origin", origin.as_str())];
    let before = sources(site.root());

    assert_eq!(served.confirm(&token, &body, &[]).status, 403, "no origin");
    assert_eq!(served.confirm(&token, &body, &[("Origin", "http://evil.example")]).status, 403);
    assert_eq!(served.confirm("0123456789abcdef0123456789abcdef", &body, &own).status, 403);
    for wrong in [
        serde_json::json!({ "item": "task:borrow-items", "block": "why", "seen": ["other", "texts"] }),
        serde_json::json!({ "item": "task:borrow-items", "block": "nothing", "seen": [] }),
        serde_json::json!({ "item": "../../x:y", "block": "why", "seen": [] }),
        serde_json::json!({ "item": "task:../../../secret", "block": "why", "seen": [] }),
    ] {
        assert_eq!(served.confirm(&token, &wrong, &own).status, 409, "{wrong}");
    }
    assert_eq!(sources(site.root()), before, "nothing was written");

    let answer = served.confirm(&token, &body, &own);
    assert_eq!((answer.status, answer.body.trim()), (200, "content/tasks/borrow-items/parity.lock"));
    let ledger = fs::read_to_string(site.path("content/tasks/borrow-items/parity.lock")).unwrap();
    assert!(ledger.contains("[why]\non = 2025-06-01\n") && ledger.contains("Only what is registered"), "{ledger}");
    assert_eq!(sources(site.root()).len(), before.len() + 1);
    served.until(&format!("/_opastin/side-by-side?path={BORROW}"), |page| page.body.contains("last confirmed on 2025-06-01"));

    site.replace("content/tasks/borrow-items/en.md", "without an alarm", "without a siren");
    let page = served.until(&format!("/_opastin/side-by-side?path={BORROW}"), |page| page.body.contains("<ins>"));
    assert!(page.body.contains("<del>an alarm.</del>") || (page.body.contains("<del>an</del>") && page.body.contains("<ins>a</ins>")), "{}", page.body);
    assert!(page.body.contains("side behind") && page.body.contains("side changed"));
    // Pages that are made of records stand side by side as they are.
    assert_eq!(served.get("/_opastin/side-by-side?path=/en/sources/rules-2023/").body.matches("<iframe").count(), 2);
}

#[test]
fn a_port_in_use_is_said_to_be() {
    let site = Site::base();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program().args(["serve", "--port", &port, "--root"]).arg(site.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("port {port} is in use")) && said.contains("--port"), "{said}");
    let output = program().args(["serve", "--lang", "xx", "--port", "0", "--root"]).arg(site.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

/// The program alone, in a folder of its own and without anything of the environment, is all that a new site needs.
#[test]
fn a_new_site_is_built_checked_and_served_with_the_program_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bin")).unwrap();
    let installed = installed(&folder.path().join("bin"));
    let root = folder.path().join("garden");
    let command = |at: &Path, arguments: &[&str]| {
        let mut command = std::process::Command::new(&installed);
        command.env_clear().current_dir(at).args(arguments);
        command
    };
    for (at, arguments) in [(folder.path(), &["init", "garden"][..]), (&root, &["build"]), (&root, &["check", "--deny", "warnings"])] {
        let output = command(at, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }

    let (words, page) = (root.join("content/tasks/clear-plot/fi.md"), "/fi/tehtavat/tyhjenna-palsta/");
    let mut served = Served::run(&mut command(&root.join("content"), &["serve", "--port", "0"]));
    let built = fs::read_to_string(root.join("public/fi/tehtavat/tyhjenna-palsta/index.html")).unwrap();
    let answer = served.get(page);
    let tag = answer.body.find("<script type=\"module\" src=\"/_opastin/").unwrap();
    assert_eq!((answer.status, &answer.body[..tag]), (200, &built[..tag]));
    let text = fs::read_to_string(&words).unwrap();
    fs::write(&words, text.replace("vie kasvinjätteet", "kanna kasvinjätteet")).unwrap();
    assert!(served.until(page, |page| page.body.contains("kanna kasvinjätteet")).body.starts_with("<!doctype html>"));
    let address = served.address;
    served.stop();
    assert!(std::net::TcpStream::connect(address).is_err(), "nothing is left running");
}

#[test]
fn drafts_are_seen_by_editors_and_not_by_readers() {
    let site = Site::base();
    support::copy(&site.path("content/tasks/borrow-items"), &site.path("content/tasks/renew-loan"));
    let facts = fs::read_to_string(site.path("content/tasks/renew-loan/task.toml"))
        .unwrap()
        .replace("\"borrow\", de = \"ausleihen\"", "\"renew\", de = \"verlaengern\"");
    site.write("content/tasks/renew-loan/task.toml", format!("publish_from = 2025-07-01\n{facts}"));
    for (language, title) in [("en", "Renew"), ("de", "Verlängern")] {
        let path = format!("content/tasks/renew-loan/{language}.md");
        let text = fs::read_to_string(site.path(&path)).unwrap();
        let body = text.split_once('\n').unwrap().1.to_owned();
        site.write(&path, format!("# {title}\n{body}"));
    }
    let facts = fs::read_to_string(site.path("content/tasks/return-items/task.toml")).unwrap();
    site.write("content/tasks/return-items/task.toml", facts.replace("after = [\"borrow-items\"]", "after = [\"borrow-items\", \"renew-loan\"]"));

    let build = |today: &str| {
        let output = program().args(["build", "--today", today, "--root"]).arg(site.root()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let named = walkdir::WalkDir::new(site.path("public")).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
        let named = named.filter(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).contains("renew-loan")).count();
        (site.path("public/en/tasks/renew/index.html").exists(), named)
    };
    assert_eq!(build("2025-06-30"), (false, 0), "no file names the draft");
    assert!(build("2025-07-01").0);

    let served = Served::start(&site);
    assert_eq!(served.get("/en/tasks/renew/").status, 200);
    let positions: serde_json::Value = serde_json::from_str(&served.get("/_opastin/positions?path=/en/tasks/renew/").body).unwrap();
    assert_eq!(positions["draft"], "2025-07-01");
    assert!(positions["drafts"].as_array().unwrap().contains(&"/de/aufgaben/verlaengern/".into()));
}
