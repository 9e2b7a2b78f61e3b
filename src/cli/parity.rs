//! `opastin parity`: what the languages of every item owe each other, and an editor's confirmations.

use super::clock;
use super::loaded::{Loaded, Unusable, key};
use super::output::Output;
use super::{Failure, Outcome};
use crate::diagnostics::text::Look;
use crate::model::Key;
use crate::model::ledger::write;
use crate::resolve::parity::BlockState;
use crate::resolve::side::{self, Block, Change, Part};
use crate::source::SourcePath;
use crate::source::write::replace;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The arguments of `opastin parity`.
#[derive(Debug, clap::Args)]
pub(super) struct Parity {
    /// What to do.
    #[command(subcommand)]
    act: Act,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// The day that counts as today [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date, global = true)]
    today: Option<Date>,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// List the blocks that are not confirmed to say the same in all languages.
    Status,
    /// Show an item's languages side by side, with the words that changed since an editor confirmed them.
    Diff {
        /// The item, such as task:report-test.
        #[arg(value_name = "ITEM")]
        item: String,
    },
    /// Confirm that the languages say the same in one block, after reading it in all of them.
    Confirm {
        /// The item and the block, such as task:report-test#how; blocks are title, lead and the ids of the sections.
        #[arg(value_name = "ITEM#BLOCK")]
        block: String,
        /// The day of the confirmation [default: today].
        #[arg(long, value_name = "DATE", value_parser = clock::date)]
        on: Option<Date>,
    },
}

/// Why nothing was confirmed.
#[derive(Debug, thiserror::Error)]
enum NotConfirmed {
    #[error("“{0}” names no block: write the item and the block, such as task:ID#how. Blocks are confirmed one by one, each after reading it.")]
    NoBlock(String),
    #[error("{0} is damaged, and writing it would lose what it holds: see what `opastin check` says, and mend it first")]
    Damaged(SourcePath),
}

/// Does what was asked.
pub(super) fn run(arguments: &Parity, output: &mut Output) -> Result<Outcome, Failure> {
    let today = clock::today(arguments.today);
    let loaded = Loaded::read(arguments.root.as_deref(), today)?;
    match &arguments.act {
        Act::Status => output.print(&status(&loaded))?,
        Act::Diff { item } => {
            let key = key(item)?;
            side::item(&loaded.model, &key)?;
            output.print(&diff(&loaded, &key, output.look()))?;
        }
        Act::Confirm { block, on } => {
            let (item, name) = block.split_once('#').ok_or_else(|| NotConfirmed::NoBlock(block.clone()))?;
            let path = confirm(&loaded, &key(item)?, name, on.unwrap_or(today))?;
            output.print(&format!("{block} is confirmed; {path} says so\n"))?;
        }
    }
    Ok(Outcome::Success)
}

fn confirm(loaded: &Loaded, key: &Key, block: &str, on: Date) -> Result<SourcePath, Failure> {
    let ledger = side::confirm(&loaded.model, &loaded.resolved, key, block, on)?;
    let path = side::ledger_path(&loaded.model, key).ok_or(Unusable::NoModel)?;
    if side::is_damaged(&loaded.findings, &path) {
        return Err(NotConfirmed::Damaged(path).into());
    }
    replace(&loaded.root, &path, write::ledger(&ledger).as_bytes())?;
    Ok(path)
}

fn word(state: BlockState) -> &'static str {
    match state {
        BlockState::Confirmed => "confirmed",
        BlockState::Behind => "behind",
        BlockState::Changed => "changed",
        BlockState::Unconfirmed => "unconfirmed",
        BlockState::Missing => "missing",
    }
}

fn status(loaded: &Loaded) -> String {
    let languages = &loaded.model.languages().list;
    let mut counts: BTreeMap<BlockState, usize> = BTreeMap::new();
    let mut lines = String::new();
    for (key, words) in loaded.resolved.words.iter() {
        for block in &words.blocks {
            block.states.iter().for_each(|state| *counts.entry(*state).or_default() += 1);
            if block.states.iter().all(|state| *state == BlockState::Confirmed) {
                continue;
            }
            let states: Vec<String> = block.states.iter().zip(languages).map(|(state, language)| format!("{} {}", language.id, word(*state))).collect();
            let since = block.confirmed_on.map(|on| format!(" (last confirmed on {on})")).unwrap_or_default();
            lines.push_str(&format!("{key}#{}: {}{since}\n", block.name.as_str(), states.join(", ")));
        }
    }
    let total: usize = counts.values().sum();
    let counted: Vec<String> = counts.iter().map(|(state, count)| format!("{count} {}", word(*state))).collect();
    format!("{lines}{total} blocks over all languages: {}\n", if counted.is_empty() { "none".to_owned() } else { counted.join(", ") })
}

fn diff(loaded: &Loaded, key: &Key, look: Look) -> String {
    let languages = &loaded.model.languages().list;
    let mut out = String::new();
    for block in side::blocks(&loaded.model, &loaded.resolved, key) {
        let since = block.confirmed_on.map_or_else(|| "never confirmed".to_owned(), |on| format!("last confirmed on {on}"));
        out.push_str(&format!("== {key}#{} · {since}\n", block.name.as_str()));
        for (side, language) in block.sides.iter().zip(languages) {
            let place = side.span.as_ref().map(|span| place(loaded, span)).unwrap_or_default();
            out.push_str(&format!("-- {} · {}{place}\n{}\n", language.id, word(side.state), shown(&block, side, look).trim_end()));
        }
        out.push('\n');
    }
    out
}

fn place(loaded: &Loaded, span: &crate::diagnostics::Span) -> String {
    let text = loaded.tree.get(&span.path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
    format!(" · {}:{}", span.path, crate::source::position(&text, span.start).line)
}

fn shown(block: &Block, side: &side::Side, look: Look) -> String {
    if block.confirmed_on.is_none() || side.since.is_empty() {
        return side.text.clone();
    }
    side.since.iter().map(|part| marked(part, look)).collect()
}

/// A run of words, marked as came or went: with signs, and with colours where they are shown.
fn marked(part: &Part, look: Look) -> String {
    let (open, close, colour) = match part.change {
        Change::Kept => return part.text.clone(),
        Change::Removed => ("[-", "-]", "31"),
        Change::Added => ("{+", "+}", "32"),
    };
    // Spaces stay outside the signs, so that a copied word is a word.
    let word = part.text.trim();
    let (before, after) = part.text.split_once(word).unwrap_or(("", ""));
    match look {
        Look::Plain => format!("{before}{open}{word}{close}{after}"),
        Look::Coloured => format!("{before}\u{1b}[{colour}m{open}{word}{close}\u{1b}[0m{after}"),
    }
}
