//! `opastin schema`: JSON Schemas, with which editors' tools complete and check TOML while it is written.

use super::clock;
use super::loaded::Loaded;
use super::output::Output;
use super::{Failure, Outcome};
use crate::diagnostics::did_you_mean;
use crate::model::schema::schemas;
use std::path::PathBuf;

/// The arguments of `opastin schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// The kind of file: site, calendar, registry, source, task, guide or page; without it, all of them are listed.
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    /// Write every schema into this folder, each as <kind>.json.
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    out: Option<PathBuf>,
    /// The folder of the site; without it, the nearest folder upwards that has content/site.toml.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// There is no schema of this name.
#[derive(Debug, thiserror::Error)]
#[error("there is no kind of file “{kind}”.{meant} The kinds are: {known}.")]
struct UnknownKind {
    kind: String,
    meant: String,
    known: String,
}

/// Prints a schema, or lists or writes all.
pub(super) fn run(arguments: &Schema, output: &mut Output) -> Result<Outcome, Failure> {
    let loaded = Loaded::read(arguments.root.as_deref(), clock::today(None))?;
    let schemas = schemas(&loaded.model.site);
    let names = || schemas.keys().map(String::as_str);
    if let Some(kind) = &arguments.kind {
        let schema = schemas.get(kind).ok_or_else(|| UnknownKind {
            kind: kind.clone(),
            meant: did_you_mean(kind, names()).map(|near| format!(" Did you mean “{near}”?")).unwrap_or_default(),
            known: names().collect::<Vec<_>>().join(", "),
        })?;
        output.print(&(serde_json::to_string_pretty(schema)? + "\n"))?;
    } else if let Some(folder) = &arguments.out {
        std::fs::create_dir_all(folder)?;
        for (name, schema) in &schemas {
            let path = folder.join(format!("{name}.json"));
            std::fs::write(&path, serde_json::to_string_pretty(schema)? + "\n")?;
            output.print(&format!("{}\n", path.display()))?;
        }
    } else {
        output.print(&names().map(|name| format!("{name}\n")).collect::<String>())?;
    }
    Ok(Outcome::Success)
}
