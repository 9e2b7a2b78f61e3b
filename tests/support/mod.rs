//! A site in a folder of its own, and the program run on it.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of this")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::str::FromStr;

/// The day that all tests call today.
pub const TODAY: &str = "2025-06-01";

/// A finding as `check --format json` tells it, without its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub code: String,
    pub severity: String,
    /// File, line and column.
    pub place: Option<(String, usize, usize)>,
}

impl FromStr for Finding {
    type Err = ();

    /// Reads `error unknown-reference content/registry/x.toml:3:12`, or `error dead-link -`.
    fn from_str(line: &str) -> Result<Self, ()> {
        let mut words = line.splitn(3, ' ');
        let (Some(severity), Some(code), Some(place)) = (words.next(), words.next(), words.next()) else { return Err(()) };
        let place = match place {
            "-" => None,
            place => {
                let mut parts = place.rsplitn(3, ':');
                let column = parts.next().and_then(|number| number.parse().ok()).ok_or(())?;
                let line = parts.next().and_then(|number| number.parse().ok()).ok_or(())?;
                Some((parts.next().ok_or(())?.to_owned(), line, column))
            }
        };
        Ok(Finding { code: code.to_owned(), severity: severity.to_owned(), place })
    }
}

/// What `check --format json` said.
#[derive(Debug)]
pub struct Report {
    pub findings: Vec<Finding>,
    pub json: serde_json::Value,
    pub exit: Option<i32>,
}

impl Report {
    /// The findings of `code`, as lines like those in the pages.
    pub fn of(&self, code: &str) -> Vec<String> {
        self.findings.iter().filter(|finding| finding.code == code).map(line).collect()
    }
}

fn line(finding: &Finding) -> String {
    let place = finding.place.as_ref().map_or("-".to_owned(), |(file, line, column)| format!("{file}:{line}:{column}"));
    format!("{} {} {place}", finding.severity, finding.code)
}

/// A site in a temporary folder.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A copy of the small sound site.
    pub fn base() -> Self {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base"), site.root());
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.write_bytes(path.as_bytes(), text.as_ref());
    }

    /// Writes a file whose name may be any bytes.
    pub fn write_bytes(&self, path: &[u8], bytes: &[u8]) {
        use std::os::unix::ffi::OsStrExt;
        let path = self.root().join(std::ffi::OsStr::from_bytes(path));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn link(&self, path: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Replaces a text that stands in a file exactly once.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "“{from}” in {path}");
        self.write(path, text.replace(from, to));
    }

    /// Runs the program on the site.
    pub fn run(&self, arguments: &[&str]) -> Output {
        program().args(arguments).arg("--root").arg(self.root()).args(["--today", TODAY]).output().unwrap()
    }

    /// Runs `check --format json`.
    pub fn check(&self) -> Report {
        report(&self.run(&["check", "--format", "json"]))
    }
}

/// The program, with nothing of the environment that could change what it writes.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opastin"));
    command.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    command
}

/// Reads what `check --format json` wrote.
pub fn report(output: &Output) -> Report {
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let finding = |finding: &serde_json::Value| Finding {
        code: text(&finding["code"]),
        severity: text(&finding["severity"]),
        place: (!finding["file"].is_null()).then(|| (text(&finding["file"]), number(&finding["line"]), number(&finding["column"]))),
    };
    Report { findings: json["findings"].as_array().unwrap().iter().map(finding).collect(), json, exit: output.status.code() }
}

/// A copy of the program in a folder. Another process writes it: a file that this one had open for
/// writing may be held by whatever other tests start in the same moment, and could not be run yet
/// ("Text file busy").
pub fn installed(folder: &Path) -> PathBuf {
    let program = folder.join("opastin");
    let status = Command::new("cp").arg(env!("CARGO_BIN_EXE_opastin")).arg(&program).status().unwrap();
    assert!(status.success(), "cp: {status}");
    program
}

pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(target).unwrap(),
            false => fs::copy(entry.path(), target).map(drop).unwrap(),
        }
    }
}
