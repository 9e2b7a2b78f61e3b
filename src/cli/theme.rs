//! `opastin theme`: whether a theme is whole, and what its components look like.

use super::clock;
use super::output::Output;
use super::{Failure, Outcome, outcome, site, summary};
use crate::compile::{Options, PrepareMemo, compile, prepare};
use crate::diagnostics::{Counts, Diagnostic, Severity, sort, text};
use crate::publish::publish;
use crate::render::{OutputTree, gallery};
use crate::source::SourceTree;
use crate::view::specimens;
use jiff::civil::Date;
use std::path::PathBuf;

/// The arguments of `opastin theme`.
#[derive(Debug, clap::Args)]
pub(super) struct Theme {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Render the site with its theme, report what is wrong with templates, messages and styles, and show every component in every
    /// language.
    Check(Check),
}

#[derive(Debug, clap::Args)]
struct Check {
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder for the gallery; without it, only the report is made.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The day that decides which drafts are shown [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
}

/// Does what was asked with the theme.
pub(super) fn run(arguments: &Theme, output: &mut Output) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::Check(arguments) => check(arguments, output),
    }
}

fn check(arguments: &Check, output: &mut Output) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let (tree, mut findings) = site::read(&root);
    let options = Options::new(clock::today(arguments.today));
    let compiled = compile(&tree, &options);
    findings.extend(compiled.findings);
    // What is noted about the content is no fault of the theme.
    findings.retain(|finding| finding.severity != Severity::Note);
    sort(&mut findings);
    let counts = Counts::of(&findings);
    output.print(&text::render(&findings, &tree, output.look()))?;
    output.print(&summary::explanations(&findings))?;
    let outcome = outcome(counts, None);
    let Some(understood) = compiled.understood.filter(|_| outcome == Outcome::Success) else {
        output.print(&format!("There is no gallery: {}\n", summary::counts(counts)))?;
        return Ok(outcome);
    };
    let model = &understood.model;
    let theme = model.site.theme.as_str();
    let languages: Vec<String> = model.languages().ids().map(ToString::to_string).collect();
    let components = gallery::components(&tree, theme);
    let (shown, faults) = shown(&gallery::marked(&tree), &options, &languages);
    output.print(&text::render(&faults, &tree, output.look()))?;
    if !faults.is_empty() {
        return Ok(Outcome::Findings);
    }
    let gallery = gallery::gallery(theme, &components, &languages, &shown);
    for (language, name) in &gallery.unseen {
        let path = components.get(name).map(String::as_str).unwrap_or_default();
        output.print(&format!("no page in “{language}” shows the component {name} ({path}): its look could not be checked\n"))?;
    }
    output.print(&format!("theme “{theme}”: {} components in {} languages; {}\n", components.len(), languages.len(), summary::counts(counts)))?;
    if let Some(target) = &arguments.out {
        let target = site::output_folder(&root, Some(target))?;
        publish(&target, &gallery.files)?;
        output.print(&format!("{}: the gallery\n", target.display()))?;
    }
    Ok(outcome)
}

/// The files of the site and a page of what it shows only at times in each of the languages, with the faults of that page.
fn shown(tree: &SourceTree, options: &Options, languages: &[String]) -> (OutputTree, Vec<Diagnostic>) {
    let mut files = compile(tree, options).files;
    let mut faults = Vec::new();
    let Some(ready) = prepare(tree, options, &mut PrepareMemo::default()).ready else { return (files, faults) };
    for (place, language) in languages.iter().enumerate() {
        let address = specimens::address(place, language);
        match ready.page(&address) {
            Some(Ok(bytes)) => drop(files.insert(address.file, bytes)),
            Some(Err(fault)) => faults.push(*fault),
            None => {}
        }
    }
    (files, faults)
}
