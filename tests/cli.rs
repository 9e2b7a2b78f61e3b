//! The program from the outside: arguments, exit codes, what it writes where, and bad input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends so")]

mod support;

use snapbox::str;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};
use support::{Site, TODAY, installed, program, report};

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
fn exits(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "\n{}\n{}", stdout(output), stderr(output));
}

/// Every file under `folder` with its bytes and the time of its last change.
fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap()))
        })
        .collect()
}

#[test]
fn outside_a_site_it_says_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["build", "check"] {
        let output = program().arg(command).current_dir(empty.path()).output().unwrap();
        exits(&output, 2);
        assert!(stderr(&output).contains("content/site.toml") && stderr(&output).contains("--root"), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");

        let output = program().args([command, "--root"]).arg(empty.path()).output().unwrap();
        exits(&output, 2);
        assert!(stderr(&output).contains("has no folder “content”"), "{}", stderr(&output));

        let output = program().args([command, "--root"]).arg(empty.path().join("none")).output().unwrap();
        exits(&output, 2);
        assert!(stderr(&output).contains("there is no folder"), "{}", stderr(&output));
    }
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0, "nothing is written");
}

#[test]
fn a_byte_order_mark_before_messages_is_passed_over_as_its_note_says() {
    let site = Site::base();
    let path = "i18n/en/view.ftl";
    let text = fs::read_to_string(site.path(path)).unwrap();
    site.write(path, format!("\u{feff}{}", text.lines().skip_while(|line| !line.contains(" = ")).map(|line| format!("{line}\n")).collect::<String>()));
    let report = site.check();
    assert_eq!((report.of("message-syntax"), report.of("missing-message")), (vec![], vec![]));
    assert_eq!(report.of("byte-order-mark"), [format!("note byte-order-mark {path}:1:1")]);
}

#[test]
fn a_file_that_is_there_and_was_not_read_is_not_said_to_be_missing() {
    for path in ["content/tasks/get-card/en.md", "content/tasks/get-card/task.toml", "content/site.toml"] {
        let site = Site::base();
        site.write(path, "x".repeat(6_000_000));
        let report = site.check();
        assert_eq!(report.of("file-too-large"), [format!("error file-too-large {path}:1:1")]);
        assert_eq!(report.of("missing-file"), Vec::<String>::new(), "{path}");
        site.remove(path);
        assert_eq!(site.check().of("missing-file").len(), 1, "{path}");
    }
}

#[test]
fn the_site_is_found_from_a_folder_inside_it() {
    let site = Site::base();
    let output = program().args(["check", "--today", TODAY]).current_dir(site.path("content/tasks/borrow-items")).output().unwrap();
    exits(&output, 0);
}

#[test]
fn a_content_folder_without_a_site_file_is_a_finding() {
    let site = Site::base();
    site.remove("content/site.toml");
    let found = site.check();
    assert_eq!(found.exit, Some(1));
    assert_eq!(found.of("missing-file"), ["error missing-file content/site.toml:1:1"]);
}

#[test]
fn bad_arguments_end_with_2_and_help_with_0() {
    for arguments in [
        &["frobnicate"][..],
        &["build", "--frobnicate"],
        &["build", "--today", "yesterday"],
        &["build", "--base-url", "guidance.example"],
        &["check", "--format", "xml"],
        &["check", "--deny", "notes"],
        &[],
    ] {
        let output = program().args(arguments).output().unwrap();
        exits(&output, 2);
        assert!(!stderr(&output).is_empty() && stdout(&output).is_empty(), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"], &["help", "check"]] {
        let output = program().args(arguments).output().unwrap();
        exits(&output, 0);
        assert!(stderr(&output).is_empty() && !stdout(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_version_names_the_formats_that_are_read() {
    let said = stdout(&program().arg("--version").output().unwrap());
    assert!(said.starts_with(&format!("opastin {}", env!("CARGO_PKG_VERSION"))), "{said}");
    for format in ["VFST version 3", "hunspell", "search index: format "] {
        assert!(said.contains(format), "{said}");
    }
    assert_eq!(stdout(&program().arg("-V").output().unwrap()).lines().count(), 1);
}

#[test]
fn explain_shows_pages_lists_codes_and_guesses() {
    let output = program().args(["explain", "unknown-reference"]).output().unwrap();
    exits(&output, 0);
    assert!(stdout(&output).starts_with("# An id that no record has\n"));

    let output = program().arg("explain").output().unwrap();
    exits(&output, 0);
    assert!(stdout(&output).lines().any(|line| line.starts_with("error ") && line.contains("unknown-reference") && line.ends_with("An id that no record has")));
    assert_eq!(stdout(&output).lines().count(), opastin::diagnostics::Code::ALL.len());

    let output = program().args(["explain", "unknwon-reference"]).output().unwrap();
    exits(&output, 2);
    assert!(stderr(&output).contains("Did you mean “unknown-reference”?"), "{}", stderr(&output));
}

#[test]
fn only_warnings_that_are_denied_block() {
    let site = Site::base();
    site.write("content/registry/notes.txt", "loose");
    exits(&site.run(&["check"]), 0);
    exits(&site.run(&["check", "--deny", "warnings"]), 1);
    exits(&site.run(&["build", "--deny", "warnings"]), 1);
    assert!(!site.path("public").exists());
    exits(&site.run(&["build"]), 0);
    assert!(site.path("public").is_dir());
}

/// Breaks five things in five files: a reference, a type, the words of a task, TOML itself, and prerequisites in a circle.
fn break_five_things(site: &Site) {
    site.replace("content/tasks/pay-fee/task.toml", "phase = \"give-back\"\n", "phase = \"give-back\"\nwith = [\"cashier\"]\n");
    site.replace("content/registry/questions.toml", "value = 10", "value = \"ten\"");
    site.remove("content/tasks/borrow-items/de.md");
    site.write("content/registry/broken.toml", "[[role]]\nid = \"porter\nname = { en = \"porter\", de = \"Pförtner\" }\n");
    site.write(
        "content/registry/circle.toml",
        "[[prerequisite]]\nid = \"back\"\nfrom = \"collection:general\"\nto = \"collection:rare-books\"\nkind = \"order\"\nstrength = \"always\"\nfacts = [\"EN-04\"]\n",
    );
}

#[test]
fn all_faults_of_all_files_come_in_one_run() {
    let site = Site::base();
    break_five_things(&site);
    let found = site.check();
    assert_eq!(found.exit, Some(1));
    let errors: Vec<String> =
        ["unknown-reference", "wrong-type", "missing-file", "toml-syntax", "prerequisite-cycle"].iter().flat_map(|code| found.of(code)).collect();
    assert_eq!(
        errors,
        [
            "error unknown-reference content/tasks/pay-fee/task.toml:4:9",
            "error wrong-type content/registry/questions.toml:4:9",
            "error missing-file content/tasks/borrow-items/task.toml:1:1",
            "error toml-syntax content/registry/broken.toml:2:13",
            "error prerequisite-cycle content/registry/circle.toml:2:6",
        ]
    );
    assert_eq!(found.json["counts"]["error"], errors.len(), "a fault does not report again elsewhere: {:?}", found.findings);

    let output = site.run(&["check"]);
    exits(&output, 1);
    for error in &errors {
        let (code, place) = error.trim_start_matches("error ").split_once(' ').unwrap();
        assert!(stdout(&output).contains(&format!("error[{code}]")) && stdout(&output).contains(&format!("--> {place}\n")), "{error}\n{}", stdout(&output));
    }
    assert!(!stdout(&output).contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn text_shows_the_line_the_mark_and_the_mend() {
    let site = Site::base();
    site.replace("content/tasks/pay-fee/task.toml", "role = \"borrower\"", "role = \"borower\"");
    let output = site.run(&["check"]);
    let text = stdout(&output);
    let shown = text.split_inclusive("\n\n").find(|shown| shown.starts_with("error")).unwrap();
    snapbox::assert_data_eq!(
        shown,
        str![[r#"
error[unknown-reference]: `owner.role` of task:pay-fee refers to role:borower, which does not exist
 --> content/tasks/pay-fee/task.toml:5:78
  |
5 | owner = [ { role = "guardian", when = { q = "adult", is = "no" } }, { role = "borower" } ]
  |                                                                              ^^^^^^^^^
  |
  = help: Did you mean “borrower”?


"#]]
    );
}

#[test]
fn json_has_the_documented_shape_and_is_the_same_every_time() {
    let site = Site::base();
    break_five_things(&site);
    let (first, second) = (site.run(&["check", "--format", "json"]), site.run(&["check", "--format", "json"]));
    assert_eq!(first.stdout, second.stdout);
    assert!(first.stderr.is_empty());
    let json = report(&first).json;
    for finding in json["findings"].as_array().unwrap() {
        let keys: Vec<&str> = finding.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["code", "severity", "message", "file", "line", "column", "end_line", "end_column", "help"]);
        assert!(finding["code"].as_str().unwrap().parse::<opastin::diagnostics::Code>().is_ok());
        assert!(!finding["help"].as_str().unwrap().is_empty(), "{finding}");
        let at = |name: &str| finding[name].as_u64().unwrap();
        assert!((at("line"), at("column")) <= (at("end_line"), at("end_column")) && at("line") > 0 && at("column") > 0, "{finding}");
    }
    let counts: Vec<&str> = json["counts"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(counts, ["error", "warning", "note"]);
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::base();
    let output = site.run(&["build"]);
    exits(&output, 0);
    let built = files(&site.path("public"));
    assert!(built.len() > 1, "{}", stdout(&output));
    let before = fs::metadata(site.path("public")).unwrap().modified().unwrap();

    let output = site.run(&["build"]);
    exits(&output, 0);
    assert!(stdout(&output).contains(&format!("0 written, {} kept, 0 removed", built.len() - 1)), "{}", stdout(&output));
    assert_eq!(files(&site.path("public")), built);
    assert_eq!(fs::metadata(site.path("public")).unwrap().modified().unwrap(), before);
    let beside: Vec<_> =
        fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name()).filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn a_build_with_errors_leaves_the_published_site_as_it_was() {
    let site = Site::base();
    exits(&site.run(&["build"]), 0);
    let built = files(&site.path("public"));
    break_five_things(&site);
    let output = site.run(&["build"]);
    exits(&output, 1);
    assert!(stderr(&output).contains("Nothing was published"), "{}", stderr(&output));
    assert_eq!(files(&site.path("public")), built);
}

#[test]
fn precompressed_copies_stand_beside_the_files() {
    let site = Site::base();
    exits(&site.run(&["build", "--precompress", "--timings"]), 0);
    let built = files(&site.path("public"));
    let copies: Vec<&String> = built.keys().filter(|path| path.ends_with(".gz")).collect();
    assert!(!copies.is_empty());
    for copy in copies {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&built[copy].0[..]), &mut bytes).unwrap();
        assert_eq!(bytes, built[copy.strip_suffix(".gz").unwrap()].0, "{copy}");
    }
}

#[test]
fn a_foreign_folder_is_refused() {
    let site = Site::base();
    let output_folder = tempfile::tempdir().unwrap();
    fs::write(output_folder.path().join("thesis.txt"), "the only copy").unwrap();
    let out = output_folder.path().to_str().unwrap();
    let output = site.run(&["build", "--out", out]);
    exits(&output, 2);
    assert!(stderr(&output).contains("was not made by this program"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(output_folder.path().join("thesis.txt")).unwrap(), "the only copy");
    assert_eq!(fs::read_dir(output_folder.path()).unwrap().count(), 1);

    let sources = site.path("content/tasks/public");
    exits(&site.run(&["build", "--out", sources.to_str().unwrap()]), 2);
    exits(&site.run(&["build", "--out", site.root().to_str().unwrap()]), 2);
    assert!(site.path("content/site.toml").is_file());
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let site = Site::base();
    break_five_things(&site);
    let mut child = program().args(["check", "--today", TODAY, "--root"]).arg(site.root()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    exits(&output, 1);
    assert_eq!(stderr(&output), "");
}

/// Every bad input of one site at once.
#[test]
fn bad_input_gives_findings_and_never_a_panic() {
    let site = Site::base();
    site.write("content/registry/mark.toml", "\u{feff}[[role]]\nid = \"a\"\nname = { en = \"a\" }\n");
    site.write("content/registry/windows.toml", "[[role]]\r\nid = \"b\"\r\nnmae = 1\r\n");
    site.write("content/registry/latin.toml", b"# caf\xe9\n");
    site.write("content/registry/big.toml", vec![b'#'; 50_000_000]);
    site.link("content/registry/loop", ".");
    site.link("content/registry/self.toml", "self.toml");
    site.link("content/registry/outside.toml", "/dev/zero");
    site.link("content/registry/gone.toml", "nowhere.toml");
    site.write_bytes(b"content/tasks/n\xffme/task.toml", b"x = 1");
    site.write("content/tasks/borrow-items/notes.docx", "");
    site.write("content/.hidden/x.toml", "not = toml = at all");
    site.write("content/registry/x.toml~", "not = toml = at all");
    let pipe = std::process::Command::new("mkfifo").arg(site.path("content/registry/pipe.toml")).status().unwrap();
    assert!(pipe.success());

    let found = site.check();
    assert_eq!(found.exit, Some(1));
    assert_eq!(found.of("byte-order-mark"), ["note byte-order-mark content/registry/mark.toml:1:1"]);
    assert_eq!(found.of("missing-language"), ["error missing-language content/registry/mark.toml:3:8"]);
    assert_eq!(found.of("carriage-returns"), ["note carriage-returns content/registry/windows.toml:1:9"]);
    assert_eq!(found.of("unknown-field"), ["error unknown-field content/registry/windows.toml:3:1"]);
    assert_eq!(found.of("not-utf8"), ["error not-utf8 content/registry/latin.toml:1:6"]);
    assert_eq!(found.of("file-too-large"), ["error file-too-large content/registry/big.toml:1:1"]);
    assert_eq!(found.of("file-name"), ["error file-name content/tasks/n\u{fffd}me:1:1"]);
    assert_eq!(found.of("unknown-file"), ["warning unknown-file content/tasks/borrow-items/notes.docx:1:1"]);
    assert_eq!(
        found.of("link-loop"),
        ["error link-loop content/registry/loop:1:1", "error link-loop content/registry/outside.toml:1:1", "error link-loop content/registry/self.toml:1:1"]
    );
    assert_eq!(found.of("unreadable-file"), ["error unreadable-file content/registry/gone.toml:1:1", "error unreadable-file content/registry/pipe.toml:1:1"]);
    assert_eq!(found.of("toml-syntax"), Vec::<String>::new(), "hidden files and backups are not read");
    let large = found.json["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "file-too-large").unwrap();
    assert!(large["message"].as_str().unwrap().contains("50.0 MB") && large["message"].as_str().unwrap().contains("5.0 MB"));
}

/// The program, run by somebody who may not read and write everything, and the folder that keeps it alive.
fn unprivileged(site: &Site) -> (tempfile::TempDir, std::process::Command) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let copy = tempfile::tempdir().unwrap();
    let binary = installed(copy.path());
    for folder in [copy.path(), site.root()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = std::process::Command::new(&binary);
    if fs::metadata(site.root()).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    command.current_dir("/");
    (copy, command)
}

fn allow(site: &Site, path: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn files_that_may_not_be_read_are_named() {
    let site = Site::base();
    allow(&site, "content/registry/people.toml", 0o000);
    allow(&site, "content/guides/first-loan", 0o000);
    let (_copy, mut program) = unprivileged(&site);
    let found = report(&program.args(["check", "--format", "json", "--today", TODAY, "--root"]).arg(site.root()).output().unwrap());
    allow(&site, "content/guides/first-loan", 0o755);
    assert_eq!(found.of("unreadable-file"), ["error unreadable-file content/guides/first-loan:1:1", "error unreadable-file content/registry/people.toml:1:1"]);
    assert_eq!(found.exit, Some(1));
}

#[test]
fn a_target_that_may_not_be_written_is_a_clear_error() {
    let site = Site::base();
    exits(&site.run(&["build"]), 0);
    let built = files(&site.path("public"));
    site.replace("content/pages/about/en.md", "in their own words.", "in words of their own.");
    allow(&site, "public", 0o555);
    let (_copy, mut program) = unprivileged(&site);
    allow(&site, ".", 0o555);
    let output = program.args(["build", "--today", TODAY, "--root"]).arg(site.root()).output().unwrap();
    allow(&site, ".", 0o755);
    allow(&site, "public", 0o755);
    exits(&output, 2);
    assert!(stderr(&output).contains("may not be written"), "{}", stderr(&output));
    assert_eq!(files(&site.path("public")), built);
}

#[test]
fn a_target_that_may_not_be_read_is_said_to_be_so() {
    let site = Site::base();
    exits(&site.run(&["build"]), 0);
    allow(&site, "public/404.html", 0o000);
    let (_copy, mut program) = unprivileged(&site);
    allow(&site, ".", 0o777);
    let output = program.args(["build", "--today", TODAY, "--root"]).arg(site.root()).output().unwrap();
    allow(&site, ".", 0o755);
    allow(&site, "public/404.html", 0o644);
    exits(&output, 2);
    assert!(stderr(&output).contains("404.html may not be read"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_leaves_the_site_published_and_says_so() {
    let site = Site::base();
    for timings in [&[][..], &["--timings"]] {
        let _ = fs::remove_dir_all(site.path("public"));
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program().args(["build", "--today", TODAY, "--root"]).arg(site.root()).args(timings).stdout(full).output().unwrap();
        exits(&output, 2);
        assert!(stderr(&output).contains("the site was published") && stderr(&output).contains("only the report"), "{}", stderr(&output));
        assert!(site.path("public/404.html").is_file());
    }
}
