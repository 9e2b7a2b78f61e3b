//! `opastin report`: what the sources and the guidance cover.

use super::clock;
use super::output::Output;
use super::{Failure, Outcome, site};
use crate::model::{Model, build};
use crate::parse::{Memo, parse};
use crate::resolve::report::{coverage, parity};
use crate::resolve::{Resolved, resolve};
use jiff::civil::Date;
use serde::Serialize;
use std::path::PathBuf;

/// The arguments of `opastin report`.
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// What the report is about.
    #[command(subcommand)]
    about: About,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// The day that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date, global = true)]
    today: Option<Date>,
    /// How the report is written.
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum About {
    /// How the sources of a comparison stand to each other, topic by topic.
    Parity {
        /// The comparison; without it, the only one that the site has.
        #[arg(value_name = "COMPARISON")]
        comparison: Option<String>,
    },
    /// Where every fact is used, which guides list every task, which pages refer to every term.
    Coverage,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
enum NoReport {
    /// The site's file cannot be read.
    #[error("content/site.toml cannot be read: see what `opastin check` says")]
    NoModel,
    /// There is no such comparison, or none was named and there is not just one.
    #[error("{asked} The site's comparisons are: {known}.")]
    Comparison { asked: String, known: String },
}

/// Prints a report on the site as it is, whatever findings it has.
pub(super) fn run(arguments: &Report, output: &mut Output) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let (tree, _) = site::read(&root);
    let model = build(&parse(&tree, &mut Memo::default())).0.ok_or(NoReport::NoModel)?;
    let (resolved, _) = resolve(&model, clock::today(arguments.today));
    match &arguments.about {
        About::Parity { comparison } => {
            let id = choose(&model, comparison.as_deref())?;
            let report = parity(&model, &resolved, &id).ok_or(NoReport::NoModel)?;
            print(output, arguments.format, &report, || report.text())?;
        }
        About::Coverage => report_coverage(&model, &resolved, arguments.format, output)?,
    }
    Ok(Outcome::Success)
}

fn report_coverage(model: &Model, resolved: &Resolved, format: Format, output: &mut Output) -> Result<(), Failure> {
    let report = coverage(model, resolved);
    print(output, format, &report, || report.text())
}

fn print(output: &mut Output, format: Format, report: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
    match format {
        Format::Text => output.print(&text())?,
        Format::Json => output.print(&(serde_json::to_string_pretty(report)? + "\n"))?,
    }
    Ok(())
}

fn choose(model: &Model, asked: Option<&str>) -> Result<String, NoReport> {
    let known: Vec<&String> = model.comparisons.keys().collect();
    let problem = match (asked, known.as_slice()) {
        (Some(asked), _) if model.comparisons.contains_key(asked) => return Ok(asked.to_owned()),
        (Some(asked), _) => format!("There is no comparison “{asked}”."),
        (None, [only]) => return Ok((*only).clone()),
        (None, _) => "Say which comparison is meant.".to_owned(),
    };
    let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
    Err(NoReport::Comparison { asked: problem, known: known.join(", ") })
}
