//! `opastin serve`: the preview.

use super::clock;
use super::output::Output;
use super::{Failure, Outcome, lexicons, site, summary};
use crate::compile::Options;
use crate::model::drafts::Drafts;
use crate::preview::{Config, Port, Preview};
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The arguments of `opastin serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The port on this machine; 0 is any that is free [default: 4040, or the next that is free].
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Open the site in the browser.
    #[arg(long)]
    open: bool,
    /// The language whose home page is named and opened.
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The day that counts as today [default: the clock's]; drafts are shown whatever day it is.
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
}

/// The first port that is tried where none is named.
const PORT: u16 = 4040;

/// The site has no such language.
#[derive(Debug, thiserror::Error)]
#[error("the site has no language “{asked}”: its languages are {known}")]
struct UnknownLanguage {
    asked: String,
    known: String,
}

/// Serves until it is stopped.
pub(super) fn run(arguments: &Serve, output: &mut Output) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let (tree, _) = site::read(&root);
    let today = clock::today(arguments.today);
    let options = Options { today, base_url: None, lexicons: lexicons::find(&root, &tree), drafts: Drafts::Shown };
    let port = arguments.port.map_or(Port::From(PORT), Port::Exactly);
    let preview = Preview::open(Config { root, options, port })?;
    let path = match (&arguments.lang, preview.snapshot().model()) {
        (Some(asked), Some(model)) if model.languages().index(asked).is_none() => {
            let known = model.languages().ids().map(|id| &**id).collect::<Vec<_>>().join(", ");
            return Err(UnknownLanguage { asked: asked.clone(), known }.into());
        }
        (Some(language), _) => format!("/{language}/"),
        (None, _) => "/".to_owned(),
    };
    let url = preview.url(&path);
    output.print(&format!("{url}\n{}. Stop with Ctrl+C.\n", summary::counts(preview.snapshot().counts())))?;
    if arguments.open {
        open(&url, output);
    }
    preview.serve(|line| {
        // A terminal that has gone does not stop the preview.
        let _ = Output::of_process().print(&format!("{line}\n"));
    })?;
    Ok(Outcome::Success)
}

/// Opens an address with the system's own browser.
fn open(url: &str, output: &mut Output) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = started {
        output.complain(&format!("the browser could not be opened ({program}: {error}): open {url} yourself\n"));
    }
}
