//! `opastin search`: what a reader would get, and why.

use super::clock;
use super::output::Output;
use super::{Failure, Outcome, lexicons, site};
use crate::compile::{Options, compile};
use crate::search::query::{Answer, DEFAULT_LIMIT, Engine};
use jiff::civil::Date;
use std::path::PathBuf;

/// Words of the site that are shown for each word of the query.
const SHOWN_FORMS: usize = 8;

/// The arguments of `opastin search`.
#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// What a reader types.
    #[arg(value_name = "QUERY")]
    query: String,
    /// The language in which the reader searches [default: the site's first].
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// How many results are shown.
    #[arg(long, value_name = "NUMBER", default_value_t = DEFAULT_LIMIT, value_parser = limit)]
    limit: usize,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The day that decides which drafts are published and what is due for review [default: the clock's].
    #[arg(long, value_name = "DATE", value_parser = clock::date)]
    today: Option<Date>,
}

/// Why there is nothing to search in.
#[derive(Debug, thiserror::Error)]
enum NoSearch {
    /// The site has errors.
    #[error("the site has errors, so it has no index: see what `opastin check` says")]
    Errors,
    /// It is in other languages.
    #[error("the site is not in “{0}”; its languages are: {1}")]
    Language(String, String),
}

fn limit(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|limit| (1..=100).contains(limit)).ok_or_else(|| "write a number from 1 to 100".to_owned())
}

/// Compiles the site, searches in its index and prints the results with what every word was taken for.
pub(super) fn run(arguments: &Search, output: &mut Output) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let (tree, _) = site::read(&root);
    let known: Vec<String> = crate::parse::defaults::languages(&tree);
    let lang = arguments.lang.clone().or_else(|| known.first().cloned()).unwrap_or_default();
    if !known.contains(&lang) {
        return Err(NoSearch::Language(lang, known.join(", ")).into());
    }
    let options =
        Options { today: clock::today(arguments.today), base_url: None, lexicons: lexicons::find(&root, &tree), drafts: crate::model::drafts::Drafts::LeftOut };
    let files = crate::compile::index(&compile(&tree, &options)).ok_or(NoSearch::Errors)?;
    let engine = Engine::open(&lang, |path| files.get(path).map(|bytes| &**bytes))?;
    output.print(&text(&engine.search(&arguments.query, arguments.limit)?))?;
    Ok(Outcome::Success)
}

fn text(answer: &Answer) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (number, hit) in answer.hits.iter().enumerate() {
        let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
        let heading = if hit.heading.is_empty() { String::new() } else { format!(" – {}", hit.heading) };
        lines.push(format!("{:>3}. {:7.3}  {}{heading}\n              {}{anchor} ({})", number + 1, hit.score, hit.title, hit.url, hit.kind));
    }
    if answer.hits.is_empty() {
        lines.push("Nothing was found.".to_owned());
    }
    for word in &answer.words {
        let met: Vec<String> = word.met.iter().take(SHOWN_FORMS).map(|met| format!("{} ({} {:.2})", met.form, met.how.as_str(), met.weight)).collect();
        let more = word.met.len().saturating_sub(SHOWN_FORMS);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.push(format!("“{}” met {}{rest}", word.word, if met.is_empty() { "no word of the site".to_owned() } else { met.join(", ") }));
    }
    if !answer.names.is_empty() {
        lines.push(format!("names of the glossary: {}", answer.names.join(", ")));
    }
    lines.join("\n") + "\n"
}
