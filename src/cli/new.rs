//! `opastin new`: files of a new item or record in every language, with the right skeleton.

use super::clock;
use super::loaded::Loaded;
use super::output::Output;
use super::{Failure, Outcome};
use crate::model::Key;
use crate::model::skeleton::{Skeleton, Start, skeleton};
use crate::source::SourcePath;
use crate::source::write::{create, replace};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The arguments of `opastin new`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What it is.
    #[arg(value_name = "KIND")]
    kind: Kind,
    /// Its id: kebab-case English, never used before.
    #[arg(value_name = "ID", value_parser = id)]
    id: String,
    /// Its title in a language, such as fi="Ilmoita uudesta liityntäpisteestä"; the address is proposed from it.
    #[arg(long = "title", value_name = "LANG=TITLE", value_parser = title)]
    titles: Vec<(String, String)>,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// Something to be done.
    Task,
    /// The tasks of one scenario.
    Guide,
    /// Any other page.
    Page,
    /// An entry of the glossary.
    Term,
    /// A published page that facts come from.
    Source,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Task => "task",
            Kind::Guide => "guide",
            Kind::Page => "page",
            Kind::Term => "term",
            Kind::Source => "source",
        }
    }
}

/// Why nothing was created.
#[derive(Debug, thiserror::Error)]
enum NotCreated {
    #[error("{0} is there already: ids are never used twice. Nothing was written.")]
    Taken(Key),
    #[error("the site has no language “{asked}”: its languages are {known}. Nothing was written.")]
    Language { asked: String, known: String },
    #[error("there is no skeleton of this kind")]
    NoSkeleton,
    #[error("{0} is there already. Nothing was written.")]
    File(SourcePath),
}

/// Writes the files and says what to do next.
pub(super) fn run(arguments: &New, output: &mut Output) -> Result<Outcome, Failure> {
    let today = clock::today(None);
    let loaded = Loaded::read(arguments.root.as_deref(), today)?;
    let key = Key::new(arguments.kind.as_str(), &arguments.id);
    let seen = loaded.model.published.as_ref().is_some_and(|published| published.records.contains_key(&key.to_string()));
    if loaded.model.knows(&key) || seen {
        return Err(NotCreated::Taken(key).into());
    }
    let titles: BTreeMap<String, String> = arguments.titles.iter().cloned().collect();
    if let Some(asked) = titles.keys().find(|language| loaded.model.languages().index(language).is_none()) {
        let known = loaded.model.languages().ids().map(|id| &**id).collect::<Vec<_>>().join(", ");
        return Err(NotCreated::Language { asked: asked.clone(), known }.into());
    }
    let files = match skeleton(&loaded.model, &Start { key, titles: &titles, today }).ok_or(NotCreated::NoSkeleton)? {
        Skeleton::Files(files) => {
            if let Some((path, _)) = files.iter().find(|(path, _)| loaded.root.join(path.as_str()).exists()) {
                return Err(NotCreated::File(path.clone()).into());
            }
            for (path, text) in &files {
                create(&loaded.root, path, text.as_bytes())?;
            }
            files.into_iter().map(|(path, _)| path).collect()
        }
        Skeleton::Record(path, text) => {
            append(&loaded, &path, &text)?;
            vec![path]
        }
    };
    for path in files {
        output.print(&format!("{path}\n"))?;
    }
    output.print("Fill them in; `opastin check` says what is still to be written.\n")?;
    Ok(Outcome::Success)
}

fn append(loaded: &Loaded, path: &SourcePath, record: &str) -> Result<(), Failure> {
    match loaded.tree.get(path) {
        None => create(&loaded.root, path, record.as_bytes())?,
        Some(file) => {
            let gap: &[u8] = match file.bytes.last() {
                None => b"",
                Some(b'\n') => b"\n",
                Some(_) => b"\n\n",
            };
            replace(&loaded.root, path, &[&file.bytes, gap, record.as_bytes()].concat())?;
        }
    }
    Ok(())
}

fn id(text: &str) -> Result<String, String> {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let sound = !text.is_empty() && text.bytes().all(good) && !text.starts_with('-') && !text.ends_with('-');
    if sound { Ok(text.to_owned()) } else { Err("write an id with letters a to z, digits and hyphens, such as report-test".to_owned()) }
}

fn title(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((language, title)) if !language.is_empty() && !title.trim().is_empty() => Ok((language.to_owned(), title.trim().to_owned())),
        _ => Err("write a language and a title, such as fi=\"Ilmoita muutoksesta\"".to_owned()),
    }
}
