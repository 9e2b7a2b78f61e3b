//! The program: parses its arguments, runs the command and maps the outcome to an exit code.

use std::process::ExitCode;

/// A site is millions of small texts, which many threads make and let go of.
#[cfg(all(unix, feature = "jemalloc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    opastin::cli::run(std::env::args_os()).into()
}
