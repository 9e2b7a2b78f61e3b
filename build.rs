//! Says which folders are built into the program, so that a new file in one of them leads to a new build, and which commit a release is of.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "this is how a build script speaks to Cargo, and Cargo to it")]

use std::path::Path;
use std::process::Command;

fn main() {
    for folder in ["i18n", "themes/default", "src/diagnostics/codes"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    // Only releases name their commit: others would have to be compiled again after every commit.
    let commit = if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") { commit() } else { None };
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo::rustc-env=OPASTIN_VERSION={}{commit}", env!("CARGO_PKG_VERSION"));
}

/// The commit of the checkout that is being built, with `-modified` after it where files differ from it. `None` in a source archive, or
/// without Git.
fn commit() -> Option<String> {
    let here = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    let git = |arguments: &[&str]| {
        let answer = Command::new("git").arg("-C").arg(&here).args(arguments).output().ok().filter(|answer| answer.status.success())?;
        Some(String::from_utf8(answer.stdout).ok()?.trim().to_owned())
    };
    // An archive that was unpacked inside another repository is no checkout of that.
    let top = Path::new(&git(&["rev-parse", "--show-toplevel"])?).canonicalize().ok()?;
    if top != Path::new(&here).canonicalize().ok()? {
        return None;
    }
    // The log of HEAD grows with every commit and checkout.
    let log = git(&["rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD"])?;
    for path in ["src", "Cargo.toml", "Cargo.lock", "build.rs", &log] {
        println!("cargo::rerun-if-changed={path}");
    }
    git(&["describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=-modified"])
}
