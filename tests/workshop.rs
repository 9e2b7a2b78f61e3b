//! The editor's commands from the outside: a new site, new items, the ledger, releases, schemas and spreadsheets.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::{Site, program, report};

fn run(root: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).arg("--root").arg(root).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn sound(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}\n{}", stdout(output), String::from_utf8_lossy(&output.stderr));
    stdout(output)
}

#[track_caller]
fn refused(output: &Output, code: i32, says: &str) {
    let said = format!("{}{}", stdout(output), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(says), "{said}");
}

/// Every file under the content of a site.
fn contents(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    files.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

fn changed(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let paths: std::collections::BTreeSet<&PathBuf> = before.keys().chain(after.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

#[test]
fn a_new_site_works_with_the_program_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("garden");
    let shown = sound(&program().arg("init").arg(&root).current_dir(folder.path()).output().unwrap());
    assert!(shown.contains("opastin serve"));
    sound(&program().args(["check", "--deny", "warnings"]).current_dir(&root).output().unwrap());
    sound(&program().arg("build").current_dir(root.join("content/tasks")).output().unwrap());
    for page in ["index.html", "fi/index.html", "sv/guider/forsta-sasongen/index.html", "fi/tehtavat/tyhjenna-palsta/index.html"] {
        assert!(root.join("public").join(page).is_file(), "{page}");
    }
    refused(&program().arg("init").arg(&root).output().unwrap(), 2, "is not empty");
}

#[test]
fn new_items_have_files_in_every_language_and_say_what_is_to_be_written() {
    let site = Site::base();
    let root = site.root();
    let made = sound(&run(root, &["new", "task", "renew-loan", "--title", "de=Ausleihe verlängern & mehr"]));
    assert!(made.starts_with("content/tasks/renew-loan/task.toml\ncontent/tasks/renew-loan/en.md\ncontent/tasks/renew-loan/de.md\n"), "{made}");
    let facts = fs::read_to_string(site.path("content/tasks/renew-loan/task.toml")).unwrap();
    assert!(facts.contains("slug = { en = \"renew-loan\", de = \"ausleihe-verlangern-mehr\" }"), "{facts}");
    let words = fs::read_to_string(site.path("content/tasks/renew-loan/de.md")).unwrap();
    assert!(words.starts_with("# Ausleihe verlängern & mehr\n") && words.contains("\n## Woran Sie erkennen, dass es getan ist {#done}\n"), "{words}");
    for (kind, id) in [("guide", "second-loan"), ("page", "contact"), ("source", "rules-2025"), ("term", "loan-term")] {
        sound(&run(root, &["new", kind, id]));
    }
    let check = report(&site.run(&["check", "--format", "json"]));
    let codes: Vec<&str> = check.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.contains(&"empty-section"), "{codes:?}");
    for structural in ["toml-syntax", "unknown-field", "missing-field", "missing-language", "missing-file", "missing-section"] {
        assert!(!codes.contains(&structural), "{structural}: {:?}", check.json);
    }
    let before = contents(root);
    refused(&run(root, &["new", "task", "renew-loan"]), 2, "is there already");
    refused(&run(root, &["new", "term", "card"]), 2, "is there already");
    refused(&run(root, &["new", "task", "Bad_Id"]), 2, "letters a to z");
    refused(&run(root, &["new", "task", "other", "--title", "xx=Y"]), 2, "no language “xx”");
    assert_eq!(contents(root), before);
}

#[test]
fn a_confirmation_is_kept_block_by_block_and_works_without_version_control() {
    let site = Site::base();
    let root = site.root();
    let confirm = |block: &str| run(root, &["parity", "confirm", block, "--on", "2025-05-01"]);
    sound(&confirm("task:borrow-items#why"));
    sound(&confirm("task:borrow-items#title"));
    let ledger = fs::read_to_string(site.path("content/tasks/borrow-items/parity.lock")).unwrap();
    assert_eq!(ledger.matches("on = 2025-05-01").count(), 2);
    assert!(sound(&run(root, &["parity", "status"])).contains("task:borrow-items#how: en unconfirmed, de unconfirmed"));
    assert!(!sound(&run(root, &["parity", "status"])).contains("task:borrow-items#why"));

    site.replace("content/tasks/borrow-items/en.md", "without an alarm", "without any siren");
    assert!(sound(&run(root, &["parity", "status"])).contains("task:borrow-items#why: en changed, de behind (last confirmed on 2025-05-01)"));
    let diff = sound(&run(root, &["parity", "diff", "task:borrow-items"]));
    assert!(diff.contains("without [-an alarm.-]{+any siren.+}") || diff.contains("[-an-]{+any+} [-alarm.-]{+siren.+}"), "{diff}");
    sound(&confirm("task:borrow-items#why"));
    assert!(!sound(&run(root, &["parity", "status"])).contains("#why: en changed"));

    refused(&run(root, &["parity", "confirm", "task:borrow-items"]), 2, "one by one");
    refused(&run(root, &["parity", "confirm", "task:borrow-item#why"]), 2, "Did you mean “task:borrow-items”?");
    refused(&run(root, &["parity", "confirm", "task:borrow-items#whz"]), 2, "title, lead, what, why, how, done");
    // What a merge has left is not thrown away.
    let damaged = format!("<<<<<<< ours\n{ledger}");
    site.write("content/tasks/borrow-items/parity.lock", &damaged);
    refused(&confirm("task:borrow-items#how"), 2, "is damaged");
    assert_eq!(fs::read_to_string(site.path("content/tasks/borrow-items/parity.lock")).unwrap(), damaged);
}

#[test]
fn confirmations_of_different_blocks_merge() {
    let site = Site::base();
    let text = |blocks: &[&str]| {
        let _ = fs::remove_file(site.path("content/tasks/borrow-items/parity.lock"));
        for block in blocks {
            sound(&run(site.root(), &["parity", "confirm", &format!("task:borrow-items#{block}"), "--on", "2025-05-01"]));
        }
        fs::read_to_string(site.path("content/tasks/borrow-items/parity.lock")).unwrap()
    };
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (base, ours, theirs, both) = (text(&["lead"]), text(&["lead", "how"]), text(&["lead", "why"]), text(&["lead", "how", "why"]));
    // Each only adds lines; together they add just those.
    let added = |text: &str| lines(text).into_iter().filter(|line| !lines(&base).contains(line)).collect::<Vec<_>>();
    assert_eq!([added(&ours), added(&theirs)].concat(), added(&both));
    assert_eq!(text(&["why", "how", "lead"]), both, "the order of the confirmations does not matter");
}

#[test]
fn a_release_says_what_readers_will_see_change_and_holds_it_against_later_edits() {
    let site = Site::base();
    let release = |arguments: &[&str]| site.run(&[&["release"], arguments].concat());
    let first = sound(&release(&["--dry-run"]));
    assert!(first.contains("new      task:borrow-items\n") && first.ends_with("nothing was written\n"), "{first}");
    assert!(!site.path("content/published.lock").exists());
    sound(&release(&[]));
    let lock = fs::read(site.path("content/published.lock")).unwrap();
    assert!(sound(&release(&[])).starts_with("readers see no change"));
    assert_eq!(fs::read(site.path("content/published.lock")).unwrap(), lock);

    let path = "content/tasks/borrow-items/task.toml";
    site.replace(path, "strength = \"obligation\"", "strength = \"recommendation\"");
    site.replace(path, "en = \"borrow\"", "en = \"take-home\"");
    let check = site.check();
    assert_eq!((check.of("unlogged-change").len(), check.of("vanished-address").len()), (1, 1));
    refused(&release(&[]), 1, "Nothing was released");
    assert_eq!(fs::read(site.path("content/published.lock")).unwrap(), lock);

    let facts = fs::read_to_string(site.path(path)).unwrap();
    site.write(path, format!("{facts}\nformer_slugs = {{ en = [\"borrow\"] }}\nchanges = [ {{ on = 2025-05-20, part = \"strength\", text = {{ en = \"It is only recommended now.\", de = \"Es wird nur noch empfohlen.\" }} }} ]\n"));
    let told = sound(&release(&["--dry-run"]));
    assert!(told.contains("moved    task:borrow-items (en): /en/tasks/borrow/ -> /en/tasks/take-home/"), "{told}");
    assert!(told.contains("changed  task:borrow-items\n           2025-05-20: It is only recommended now.\n"), "{told}");
    sound(&release(&[]));
    assert!(site.check().of("unlogged-change").is_empty());
}

#[test]
fn schemas_of_every_kind_of_file_are_there() {
    let site = Site::base();
    let kinds = sound(&run(site.root(), &["schema"]));
    assert_eq!(kinds.lines().collect::<Vec<_>>(), ["calendar", "guide", "page", "registry", "search-queries", "site", "source", "task"]);
    let schema: serde_json::Value = serde_json::from_str(&sound(&run(site.root(), &["schema", "task"]))).unwrap();
    assert!(schema["properties"]["strength"]["enum"].is_array());
    refused(&run(site.root(), &["schema", "taks"]), 2, "Did you mean “task”?");
    let out = site.path("schemas");
    sound(&run(site.root(), &["schema", "--out", out.to_str().unwrap()]));
    assert_eq!(fs::read_dir(out).unwrap().count(), 8);
}

#[cfg(feature = "exchange")]
mod spreadsheets {
    use super::*;
    use opastin::exchange::Table;
    use opastin::exchange::files::{from_csv, from_workbook, to_csv, to_xlsx};

    fn export(site: &Site, what: &str, name: &str) -> PathBuf {
        let file = site.path(name);
        let flag = if name.ends_with("csv") { "--csv" } else { "--xlsx" };
        sound(&run(site.root(), &["export", what, flag, file.to_str().unwrap()]));
        file
    }

    fn edited(file: &Path, edit: impl FnOnce(&mut Table)) {
        let bytes = fs::read(file).unwrap();
        let csv = file.extension().is_some_and(|ending| ending == "csv");
        let mut table = if csv { from_csv(&bytes) } else { from_workbook(&bytes) }.unwrap();
        edit(&mut table);
        fs::write(file, if csv { to_csv(&table) } else { to_xlsx(&table, "x") }.unwrap()).unwrap();
    }

    /// The place of a cell by its row's id and its column's heading.
    fn cell<'a>(table: &'a mut Table, id: &str, heading: &str) -> &'a mut String {
        let column = table.rows[0].iter().position(|text| text == heading).unwrap_or_else(|| panic!("no column {heading}: {:?}", table.rows[0]));
        let row = table.rows.iter().position(|row| row[0] == id).unwrap();
        &mut table.rows[row][column]
    }

    fn import(site: &Site, file: &Path, arguments: &[&str]) -> Output {
        site.run(&[&["import", file.to_str().unwrap()], arguments].concat())
    }

    #[test]
    fn a_round_trip_changes_nothing() {
        let site = Site::base();
        let before = contents(site.root());
        let kinds = ["tasks", "terms", "facts"];
        let mut files: Vec<PathBuf> = kinds.iter().flat_map(|what| ["xlsx", "csv"].map(|ending| export(&site, what, &format!("{what}.{ending}")))).collect();
        let workbooks: Vec<PathBuf> = files.iter().filter(|file| file.extension().unwrap() == "xlsx").cloned().collect();
        files.extend(as_ods(&workbooks));
        for file in files {
            let said = sound(&import(&site, &file, &["--write"]));
            assert_eq!(said, "The spreadsheet says what the site says.\n", "{}", file.display());
        }
        assert_eq!(contents(site.root()), before);
        let head = &from_csv(&fs::read(site.path("facts.csv")).unwrap()).unwrap().rows[0];
        let at = head.iter().position(|heading| heading == "text.en").unwrap();
        assert_eq!(head[at + 1], "text.de", "both languages side by side");
    }

    #[test]
    fn no_title_becomes_a_formula_and_every_title_comes_back() {
        let site = Site::base();
        let titles = ["=HYPERLINK(1)", "@SUM(1)", "'=1", "''tis so", "-1 day"];
        let words = ["borrow-items", "get-card", "return-items"];
        for pair in titles.windows(words.len()) {
            for (task, title) in words.iter().zip(pair) {
                let path = format!("content/tasks/{task}/en.md");
                let text = fs::read_to_string(site.path(&path)).unwrap();
                site.write(&path, format!("# {title}\n{}", text.split_once('\n').unwrap().1));
            }
            let before = contents(site.root());
            let file = export(&site, "tasks", "titles.csv");
            let text = fs::read_to_string(&file).unwrap();
            let bare = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@']);
            assert!(!text.lines().flat_map(|line| line.split(',')).any(bare), "{text}");
            assert_eq!(sound(&import(&site, &file, &["--write"])), "The spreadsheet says what the site says.\n");
            assert_eq!(contents(site.root()), before);
        }
    }

    #[test]
    fn an_export_replaces_nothing_but_an_earlier_one() {
        let site = Site::base();
        site.write("notes.csv", "milk,bread\n");
        site.write("empty.csv", "");
        site.link("link.csv", "content/site.toml");
        let before = contents(site.root());
        let said = |what: &str, flag: &str, path: &str| run(site.root(), &["export", what, flag, site.path(path).to_str().unwrap()]);
        for path in ["content/site.toml", "content/new.csv", "i18n/../content/tasks/new.csv", "link.csv"] {
            for flag in ["--csv", "--xlsx"] {
                refused(&said("tasks", flag, path), 2, "among the sources");
            }
        }
        assert_eq!(contents(site.root()), before);
        for path in ["notes.csv", "content/.."] {
            refused(&said("tasks", "--csv", path), 2, "is there already");
        }
        assert_eq!(fs::read_to_string(site.path("notes.csv")).unwrap(), "milk,bread\n");
        for (flag, path) in [("--csv", "empty.csv"), ("--csv", "tasks.csv"), ("--csv", "tasks.csv"), ("--xlsx", "tasks.xlsx"), ("--xlsx", "tasks.xlsx")] {
            sound(&said("tasks", flag, path));
        }
        refused(&said("terms", "--csv", "tasks.csv"), 2, "is there already");
        let beside = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().ends_with(".tmp");
        assert!(!fs::read_dir(site.root()).unwrap().any(beside), "nothing is left beside");
    }

    /// The workbooks saved by LibreOffice as .ods, in the same order.
    fn as_ods(workbooks: &[PathBuf]) -> Vec<PathBuf> {
        let folder = tempfile::tempdir().unwrap();
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        let saved = workbooks.iter().map(|file| {
            let saved = file.with_extension("ods");
            let out = saved.parent().unwrap();
            let output = std::process::Command::new("soffice").args([&profile, "--headless", "--convert-to", "ods", "--outdir"]).arg(out).arg(file).output();
            let output = output.expect("LibreOffice is needed for this test: tests/setup installs it");
            assert!(saved.is_file(), "{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
            saved
        });
        saved.collect()
    }

    #[test]
    fn one_changed_cell_changes_one_value_in_one_file() {
        let cases = [
            (
                "tasks",
                "borrow-items",
                "strength",
                "recommendation",
                "content/tasks/borrow-items/task.toml",
                "strength = \"obligation\"",
                "strength = \"recommendation\"",
            ),
            ("tasks", "borrow-items", "title.en", "Borrow it", "content/tasks/borrow-items/en.md", "# Borrow\n", "# Borrow it\n"),
            ("tasks", "return-items", "facts", "EN-02", "content/tasks/return-items/task.toml", "[\"EN-02\", \"DE-02\"]", "[\"EN-02\"]"),
            (
                "terms",
                "card",
                "definition.de",
                "Was \"zeigt\", dass",
                "content/registry/things.toml",
                "\"Was zeigt, dass jemand ausleihen darf.\"",
                "'Was \"zeigt\", dass'",
            ),
            (
                "facts",
                "EN-04",
                "text.en",
                "Visits are announced early.",
                "content/sources/rules-2023.toml",
                "Visits are announced by e-mail.",
                "Visits are announced early.",
            ),
        ];
        // Starting LibreOffice takes its time: it saves a title and a definition, not every case.
        let every = cases.iter().flat_map(|case| [("x.xlsx", case), ("x.csv", case)]);
        for (name, &(what, id, heading, value, path, from, to)) in every.chain([("x.ods", &cases[1]), ("x.ods", &cases[3])]) {
            let site = Site::base();
            let before = contents(site.root());
            let mut file = export(&site, what, &name.replace(".ods", ".xlsx"));
            edited(&file, |table| *cell(table, id, heading) = value.to_owned());
            if name == "x.ods" {
                file = as_ods(&[file]).remove(0);
            }
            let shown = sound(&import(&site, &file, &[]));
            assert!(shown.contains(heading) && shown.contains("1 value in 1 file would change"), "{shown}");
            assert_eq!(contents(site.root()), before, "only shown");
            assert!(sound(&import(&site, &file, &["--write"])).contains("1 value in 1 file changed"));
            let after = contents(site.root());
            assert_eq!(changed(&before, &after), [site.path(path)]);
            let text = String::from_utf8(before[&site.path(path)].clone()).unwrap();
            assert_eq!(text.matches(from).count(), 1, "{from}");
            assert_eq!(String::from_utf8(after[&site.path(path)].clone()).unwrap(), text.replace(from, to));
        }
    }

    #[test]
    fn faults_are_told_by_cell_and_nothing_is_written() {
        let site = Site::base();
        let before = contents(site.root());
        for (edit, says) in [
            (("borrow-items", "strength", "optional"), "the column takes one of obligation"),
            (("borrow-items", "strength", ""), "the cell is empty"),
            (("borrow-items", "facts", "EN-99"), "EN-99"),
            (("borrow-items", "slug.en", "Not A Slug"), "Not A Slug"),
            (("borrow-items", "title.en", "Borrow in C #"), "would read the title “Borrow in C #” as “Borrow in C”"),
            (("borrow-items", "title.en", "Borrow #\u{1}"), "the cell has the control character U+0001"),
            (("borrow-items", "title.en", "Borrow {#what}"), "would read the title “Borrow {#what}” as “Borrow”"),
        ] {
            let file = export(&site, "tasks", "x.csv");
            edited(&file, |table| {
                *cell(table, edit.0, edit.1) = edit.2.to_owned();
                // A sound change beside it is not written either.
                *cell(table, "get-card", "title.en") = "Get your card".to_owned();
            });
            let output = import(&site, &file, &["--write"]);
            refused(&output, 1, says);
            refused(&output, 1, "Nothing was written");
            let table = from_csv(&fs::read(&file).unwrap()).unwrap();
            let column = table.rows[0].iter().position(|heading| heading == edit.1).unwrap();
            let row = table.rows.iter().position(|row| row[0] == edit.0).unwrap();
            refused(&output, 1, &format!("x.csv:{}", opastin::exchange::Cell { row, column }));
        }
        for (text, says) in [
            ("thing,title.en\na,b\n", "x.csv:A1"),
            ("task,titel.en\nborrow-items,b\n", "Did you mean “title.en”?"),
            ("task,title.en\nborow-items,b\n", "Did you mean “borrow-items”?"),
            ("task,title.en\nborrow-items,b\nborrow-items,c\n", "x.csv:A3"),
            ("task,title.en\n,b\n", "x.csv:A2"),
        ] {
            site.write("x.csv", text);
            refused(&import(&site, &site.path("x.csv"), &["--write"]), 1, says);
        }
        site.write("x.xlsx", "no spreadsheet");
        refused(&import(&site, &site.path("x.xlsx"), &["--write"]), 2, "save it as .xlsx");
        assert_eq!(contents(site.root()), before);
    }

    #[test]
    fn a_value_that_was_not_there_is_added_where_it_belongs() {
        let site = Site::base();
        let file = export(&site, "terms", "x.csv");
        edited(&file, |table| {
            table.rows[0].push("note.en".to_owned());
            table.rows.iter_mut().skip(1).for_each(|row| row.push("Not the card of a bank.".to_owned()));
            table.rows[0].push("note.de".to_owned());
            table.rows.iter_mut().skip(1).for_each(|row| row.push("Nicht die Karte einer Bank.".to_owned()));
        });
        // Of a field that is new in both languages each is written by itself: the second finds the first one's table.
        let output = import(&site, &file, &["--write"]);
        let said = format!("{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{said}");
        let text = fs::read_to_string(site.path("content/registry/things.toml")).unwrap();
        assert!(text.contains("note = { en = \"Not the card of a bank.\", de = \"Nicht die Karte einer Bank.\" }"), "{text}");
        assert_eq!(site.check().exit, Some(0));
    }
}
