//! The program under other threads, time zones, languages, rights, folders and orders of the disk: the same files, byte for byte, and the
//! same findings.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Copies the small site into `to`, its files made in this order.
fn copy(to: &Path, order: fn(&mut Vec<(String, Vec<u8>)>)) -> PathBuf {
    let mut files: Vec<(String, Vec<u8>)> =
        common::files("tests/sites/base").into_iter().map(|(path, bytes)| (path.as_str().trim_start_matches("tests/sites/base/").to_owned(), bytes)).collect();
    order(&mut files);
    for (path, bytes) in files {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    to.to_owned()
}

/// What a run of the program made: its files, and what it said of the site.
#[derive(PartialEq, Eq)]
struct Made {
    files: BTreeMap<String, Vec<u8>>,
    said: String,
}

fn made(command: &mut Command, out: &Path) -> Made {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    let files = files.map(|entry| (entry.path().strip_prefix(out).unwrap().to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap()));
    Made { files: files.collect(), said: String::from_utf8(output.stderr).unwrap() }
}

#[test]
fn surroundings_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let site = copy(&folder.path().join("site"), |_| {});
    let backwards = copy(&folder.path().join("another place, ä"), |files| files.reverse());
    let mixed = copy(&folder.path().join("mixed"), |files| files.sort_by_key(|(path, bytes)| (bytes.len() % 7, path.len())));
    type Change<'a> = &'a dyn Fn(&mut Command);
    let mut number = 0;
    let mut run = |root: &Path, change: Change<'_>| {
        number += 1;
        let out = folder.path().join(format!("out-{number}"));
        let mut command = Command::new("sh");
        // `UMASK` is the file mode mask of the run.
        command.args([
            "-c",
            "umask \"${UMASK:-022}\"; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_opastin"),
            "build",
            "--today",
            "2025-06-01",
            "--precompress",
            "--out",
        ]);
        command.arg(&out).arg("--root").arg(root);
        change(&mut command);
        made(&mut command, &out)
    };
    let expected = run(&site, &|_| {});
    assert!(expected.files.len() > 50 && expected.said.contains("note["));
    let set = |name: &'static str, value: &'static str| {
        move |command: &mut Command| {
            command.env(name, value);
        }
    };
    let changes: [(&str, &Path, Change<'_>); 15] = [
        ("one thread", &site, &set("RAYON_NUM_THREADS", "1")),
        ("seven threads", &site, &set("RAYON_NUM_THREADS", "7")),
        ("a time zone far in the east", &site, &set("TZ", "Pacific/Kiritimati")),
        ("a time zone far in the west", &site, &set("TZ", "Etc/GMT+12")),
        ("no such time zone", &site, &set("TZ", "Nowhere/At-All")),
        ("Finnish", &site, &set("LC_ALL", "fi_FI.UTF-8")),
        ("Turkish", &site, &set("LC_ALL", "tr_TR.UTF-8")),
        ("no language", &site, &set("LC_ALL", "C")),
        ("another language of messages", &site, &set("LANG", "ar_EG")),
        ("files for the owner only", &site, &set("UMASK", "077")),
        ("files for everybody", &site, &set("UMASK", "000")),
        ("from the root of the disk", &site, &|command| {
            command.current_dir("/");
        }),
        ("without an environment", &site, &|command| {
            command.env_clear();
        }),
        ("files made backwards, in a folder of another name", &backwards, &|_| {}),
        ("files made in a mixed order", &mixed, &|_| {}),
    ];
    for (name, root, change) in changes {
        let other = run(root, change);
        let different: Vec<&String> =
            expected.files.keys().chain(other.files.keys()).filter(|path| expected.files.get(*path) != other.files.get(*path)).collect();
        assert_eq!(different, Vec::<&String>::new(), "{name}");
        assert_eq!(expected.said, other.said, "{name}");
    }
    // From inside of the site, which is then found.
    let out = folder.path().join("inside");
    let mut command = Command::new(env!("CARGO_BIN_EXE_opastin"));
    command.args(["build", "--today", "2025-06-01", "--precompress", "--out"]).arg(&out).current_dir(site.join("content/tasks"));
    assert!(made(&mut command, &out) == expected);
}
