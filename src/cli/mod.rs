//! The commands. Everything that touches the terminal, the clock, the environment and the arguments is here.

mod build;
mod cache;
mod check;
mod clock;
#[cfg(feature = "exchange")]
mod exchange;
mod explain;
#[cfg(feature = "exchange")]
mod exported;
mod lexicons;
mod init;
mod loaded;
mod new;
mod output;
mod parity;
mod release;
mod report;
mod schema;
#[cfg(feature = "preview")]
mod serve;
mod search;
mod site;
mod summary;
mod theme;
mod threads;
mod version;

use clap::{Parser, Subcommand, ValueEnum};
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No error stands: exit code 0.
    Success,
    /// There are errors, or warnings where they are denied: exit code 1.
    Findings,
    /// The command could not run: exit code 2.
    Failure,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Success => 0,
            Outcome::Findings => 1,
            Outcome::Failure => 2,
        })
    }
}

/// Why a command could not run; shown as it is.
type Failure = Box<dyn std::error::Error>;

/// A compiler for guidance: structured facts and plain words in, a multilingual static site out.
#[derive(Debug, Parser)]
#[command(name = "opastin", version = version::SHORT, long_version = version::long(), arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 no error, 1 errors (or warnings under --deny warnings), 2 could not run.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Compile the site and publish it into a folder; nothing is published while an error stands.
    Build(build::Build),
    /// Compile the site, report every finding and write nothing.
    Check(check::Check),
    /// Explain a kind of finding: what it is, why it matters and how to mend it.
    Explain(explain::Explain),
    /// Report what the sources and the guidance cover: parity of the sources, or where everything is used.
    Report(report::Report),
    /// Create a small working site in two languages.
    Init(init::Init),
    /// Create the files of a new task, guide, page, term or source, in every language.
    New(new::New),
    /// Serve the site to your own browser while you write: pages change as files do.
    #[cfg(feature = "preview")]
    Serve(serve::Serve),
    /// Check the theme of the site, and render a gallery of its components.
    Theme(theme::Theme),
    /// See and confirm, block by block, that the languages of an item say the same.
    Parity(parity::Parity),
    /// Check the site, show what readers will see change, and write down what they see from now on.
    Release(release::Release),
    /// Write tasks, terms or facts as a spreadsheet, with all languages side by side.
    #[cfg(feature = "exchange")]
    Export(exchange::Export),
    /// Take over what was changed in a spreadsheet, value by value.
    #[cfg(feature = "exchange")]
    Import(exchange::Import),
    /// Print JSON Schemas of the TOML files, for editors' tools.
    Schema(schema::Schema),
    /// Search in the site as a reader would, and show how every word of the query was understood.
    Search(search::Search),
}

/// What blocks besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings block too.
    Warnings,
}

/// Parses `arguments`, of which the first is the program's name, and runs the command.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let mut output = Output::of_process();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are asked for; a wrong argument is not. A closed pipe changes neither.
            let _ = error.print();
            return if error.use_stderr() { Outcome::Failure } else { Outcome::Success };
        }
    };
    let outcome = match &arguments.command {
        Command::Build(arguments) => build::run(arguments, &mut output),
        Command::Check(arguments) => check::run(arguments, &mut output),
        Command::Explain(arguments) => explain::run(arguments, &mut output),
        Command::Report(arguments) => report::run(arguments, &mut output),
        Command::Theme(arguments) => theme::run(arguments, &mut output),
        #[cfg(feature = "preview")]
        Command::Serve(arguments) => serve::run(arguments, &mut output),
        #[cfg(feature = "exchange")]
        Command::Export(arguments) => exchange::export(arguments, &mut output),
        #[cfg(feature = "exchange")]
        Command::Import(arguments) => exchange::import(arguments, &mut output),
        Command::Init(arguments) => init::run(arguments, &mut output),
        Command::New(arguments) => new::run(arguments, &mut output),
        Command::Parity(arguments) => parity::run(arguments, &mut output),
        Command::Release(arguments) => release::run(arguments, &mut output),
        Command::Schema(arguments) => schema::run(arguments, &mut output),
        Command::Search(arguments) => search::run(arguments, &mut output),
    };
    outcome.unwrap_or_else(|failure| {
        output.failure(&*failure);
        Outcome::Failure
    })
}

/// The outcome of a compilation with these findings.
fn outcome(counts: crate::diagnostics::Counts, deny: Option<Deny>) -> Outcome {
    let denied = deny == Some(Deny::Warnings) && counts.warning > 0;
    if counts.error > 0 || denied { Outcome::Findings } else { Outcome::Success }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn only_errors_and_denied_warnings_block() {
        let counts = |error, warning, note| crate::diagnostics::Counts { error, warning, note };
        assert_eq!(outcome(counts(0, 3, 1), None), Outcome::Success);
        assert_eq!(outcome(counts(0, 3, 1), Some(Deny::Warnings)), Outcome::Findings);
        assert_eq!(outcome(counts(0, 0, 1), Some(Deny::Warnings)), Outcome::Success);
        assert_eq!(outcome(counts(1, 0, 0), None), Outcome::Findings);
    }
}
