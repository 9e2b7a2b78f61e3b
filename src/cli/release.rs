//! `opastin release`: an editor's act that says what readers see from now on.

use super::clock;
use super::loaded::Loaded;
use super::output::Output;
use super::{Failure, Outcome, lexicons, summary};
use crate::compile::{Options, compile};
use crate::diagnostics::{Counts, drop_consequences, sort, text};
use crate::model::drafts;
use crate::model::ledger::write;
use crate::resolve::release::{Difference, What, differences, seen};
use crate::resolve::resolve;
use crate::source::SourcePath;
use crate::source::write::replace;
use jiff::civil::Date;
use std::path::PathBuf;

/// The arguments of `opastin release`.
#[derive(Debug, clap::Args)]
pub(super) struct Release {
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The day of the release; drafts of later days are no part of it [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
    /// Show what readers will see change, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

const LOCK: &str = "content/published.lock";

/// Checks the site, shows what readers will see change and writes down what they see.
pub(super) fn run(arguments: &Release, output: &mut Output) -> Result<Outcome, Failure> {
    let today = clock::today(arguments.today);
    let loaded = Loaded::read(arguments.root.as_deref(), today)?;
    let mut findings = loaded.findings.clone();
    let lexicons = lexicons::find(&loaded.root, &loaded.tree);
    findings.extend(compile(&loaded.tree, &Options { today, base_url: None, lexicons, drafts: drafts::Drafts::LeftOut }).findings);
    drop_consequences(&mut findings);
    sort(&mut findings);
    let counts = Counts::of(&findings);
    if counts.error > 0 {
        output.complain(&text::render(&findings, &loaded.tree, output.error_look()));
        output.complain(&summary::explanations(&findings));
        output.complain(&format!("Nothing was released: {}.\n", summary::counts(counts)));
        return Ok(Outcome::Findings);
    }
    let held_back = drafts::drafts(&loaded.model, today);
    let (model, _) = drafts::published(loaded.model, &held_back);
    let (resolved, _) = resolve(&model, today);
    let now = seen(&model, &resolved, today);
    let changes = differences(&model, model.published.as_ref(), &now);
    let lines: String = changes.iter().map(line).collect();
    output.print(&lines)?;
    let drafts: String = held_back.iter().filter(|key| key.kind != "fact").map(|key| format!("draft, not released: {key}\n")).collect();
    output.print(&drafts)?;
    if arguments.dry_run {
        output.print(&format!("{}; nothing was written\n", count(changes.len())))?;
        return Ok(Outcome::Success);
    }
    replace(&loaded.root, &SourcePath::new(LOCK), write::published(&now).as_bytes())?;
    output.print(&format!("{}; {LOCK} says what readers see from {today} on\n", count(changes.len())))?;
    Ok(Outcome::Success)
}

fn count(changes: usize) -> String {
    match changes {
        0 => "readers see no change in what is asked of them".to_owned(),
        1 => "1 change for readers".to_owned(),
        changes => format!("{changes} changes for readers"),
    }
}

fn line(difference: &Difference) -> String {
    let record = &difference.record;
    match &difference.what {
        What::New => format!("new      {record}\n"),
        What::Gone => format!("gone     {record}\n"),
        What::Moved { language, from, to } => format!("moved    {record} ({language}): {from} -> {to}\n"),
        What::Changed { entries } => {
            let entries: String = entries.iter().map(|(on, text)| format!("           {on}: {text}\n")).collect();
            format!("changed  {record}\n{entries}")
        }
    }
}
