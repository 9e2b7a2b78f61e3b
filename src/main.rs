//! The program: parses its arguments, runs the command and maps the outcome to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    opastin::cli::run(std::env::args_os()).into()
}
