//! Says which folders are built into the program, so that a new file in one of them leads to a new build.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to Cargo")]

fn main() {
    for folder in ["i18n", "themes/default", "src/diagnostics/codes"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
