//! `opastin check`: compile and report.

use super::clock::{self, Stopwatch};
use super::output::Output;
use super::{Deny, Failure, Outcome, lexicons, outcome, site, summary};
use crate::compile::{Options, compile};
use crate::diagnostics::{Counts, drop_consequences, json, sort, text};
use crate::model::drafts::Drafts;
use jiff::civil::Date;
use std::path::PathBuf;

/// The arguments of `opastin check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The day that decides which drafts are published and what is due for review [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
    /// How the findings are written.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// What blocks besides errors.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For people, with excerpts.
    Text,
    /// For programs.
    Json,
}

/// Compiles the site, reports every finding on standard output and writes no file.
pub(super) fn run(arguments: &Check, output: &mut Output) -> Result<Outcome, Failure> {
    let whole = Stopwatch::start();
    let root = site::root(arguments.root.as_deref())?;
    let (tree, mut findings) = site::read(&root);
    let options = Options { today: clock::today(arguments.today), base_url: None, lexicons: lexicons::find(&root, &tree), drafts: Drafts::LeftOut };
    findings.extend(compile(&tree, &options).findings);
    drop_consequences(&mut findings);
    sort(&mut findings);
    let counts = Counts::of(&findings);
    match arguments.format {
        Format::Json => output.print(&json::render(&findings, &tree))?,
        Format::Text => {
            output.print(&text::render(&findings, &tree, output.look()))?;
            output.print(&summary::explanations(&findings))?;
            output.print(&format!("{} in {} files ({})\n", summary::counts(counts), tree.iter().count(), summary::time(whole.elapsed())))?;
        }
    }
    Ok(outcome(counts, arguments.deny))
}
