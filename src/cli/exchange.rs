//! `opastin export` and `opastin import`: records as spreadsheets.

use super::clock;
use super::loaded::Loaded;
use super::output::Output;
use super::{Failure, Outcome, exported};
use crate::exchange::import::{self, CellFinding, Change};
use crate::exchange::{Exchanged, Table, export, files};
use crate::model::build;
use crate::parse::{Memo, Parsed, parse};
use crate::resolve::resolve;
use crate::source::SourceTree;
use crate::source::write::replace;
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};

/// The arguments of `opastin export`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// What is exported.
    #[arg(value_name = "WHAT")]
    what: What,
    /// Write a workbook; it may replace an earlier one, and no other file.
    #[arg(long, value_name = "FILE", required_unless_present = "csv", conflicts_with = "csv")]
    xlsx: Option<PathBuf>,
    /// Write comma-separated values; they may replace earlier ones, and no other file.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// Tasks with their titles and facts.
    Tasks,
    /// The glossary.
    Terms,
    /// What the sources say.
    Facts,
}

/// The arguments of `opastin import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The spreadsheet: .xlsx, .ods or .csv, with the columns that `opastin export` writes, or some of them.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write the changes; without it, they are only shown.
    #[arg(long)]
    write: bool,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The day that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
}

/// Why a spreadsheet could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
struct BadFile {
    path: PathBuf,
    source: io::Error,
}

/// Writes a spreadsheet.
pub(super) fn export(arguments: &Export, output: &mut Output) -> Result<Outcome, Failure> {
    let loaded = Loaded::read(arguments.root.as_deref(), clock::today(None))?;
    let (what, name) = match arguments.what {
        What::Tasks => (Exchanged::Tasks, "tasks"),
        What::Terms => (Exchanged::Terms, "terms"),
        What::Facts => (Exchanged::Facts, "facts"),
    };
    let table = export::export(&loaded.tree, &parsed(&loaded.tree), loaded.model.languages(), what);
    let (path, bytes) = match (&arguments.xlsx, &arguments.csv) {
        (Some(path), _) => (path, files::to_xlsx(&table, name)?),
        (None, Some(path)) => (path, files::to_csv(&table)?),
        (None, None) => return Ok(Outcome::Failure),
    };
    exported::write(&loaded.root, path, what, &bytes)?;
    output.print(&format!("{}: {} {name}\n", path.display(), table.rows.len().saturating_sub(1)))?;
    Ok(Outcome::Success)
}

/// Shows what a spreadsheet would change, and changes it if that is asked for.
pub(super) fn import(arguments: &Import, output: &mut Output) -> Result<Outcome, Failure> {
    let today = clock::today(arguments.today);
    let loaded = Loaded::read(arguments.root.as_deref(), today)?;
    let table = read(&arguments.file)?;
    let mut plan = import::plan(&loaded.tree, &parsed(&loaded.tree), loaded.model.languages(), &table);
    let files = import::apply(&loaded.tree, &plan.changes);
    let after = findings(&import::with(&loaded.tree, &files), today);
    plan.findings.extend(import::new_errors(&plan.changes, &loaded.findings, &after));
    output.print(&plan.changes.iter().map(change).collect::<String>())?;
    if !plan.findings.is_empty() {
        let lines: String = plan.findings.iter().map(|finding| line(&arguments.file, finding)).collect();
        output.complain(&format!("{lines}Nothing was written: {}.\n", count(plan.findings.len(), "error")));
        return Ok(Outcome::Findings);
    }
    let counted = format!("{} in {}", count(plan.changes.len(), "value"), count(files.len(), "file"));
    if plan.changes.is_empty() {
        output.print("The spreadsheet says what the site says.\n")?;
    } else if arguments.write {
        for (path, bytes) in &files {
            replace(&loaded.root, path, bytes)?;
        }
        output.print(&format!("{counted} changed\n"))?;
    } else {
        output.print(&format!("{counted} would change: opastin import --write {}\n", arguments.file.display()))?;
    }
    Ok(Outcome::Success)
}

fn parsed(tree: &SourceTree) -> std::sync::Arc<Parsed> {
    parse(tree, &mut Memo::default())
}

fn read(path: &Path) -> Result<Table, Failure> {
    let bytes = std::fs::read(path).map_err(|source| BadFile { path: path.to_owned(), source })?;
    let csv = path.extension().is_some_and(|ending| ["csv", "tsv", "txt"].iter().any(|csv| ending.eq_ignore_ascii_case(csv)));
    Ok(if csv { files::from_csv(&bytes)? } else { files::from_workbook(&bytes)? })
}

/// What is wrong with the site as `tree` has it.
fn findings(tree: &SourceTree, today: Date) -> Vec<crate::diagnostics::Diagnostic> {
    let parsed = parsed(tree);
    let (model, found) = build(&parsed);
    let resolved = model.map(|model| resolve(&model, today).1).unwrap_or_default();
    parsed.findings.iter().cloned().chain(found).chain(resolved).collect()
}

fn change(change: &Change) -> String {
    format!("{} {} {}\n  - {}\n  + {}\n", change.cell, change.record, change.column, shown(&change.before), shown(&change.after))
}

fn shown(text: &str) -> String {
    if text.is_empty() { "(nothing)".to_owned() } else { text.replace('\n', "\n    ") }
}

fn line(file: &Path, finding: &CellFinding) -> String {
    let cell = finding.cell.map(|cell| format!(":{cell}")).unwrap_or_default();
    format!("error: {}{cell}: {}\n", file.display(), finding.message)
}

fn count(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
