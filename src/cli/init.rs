//! `opastin init`: a small working site to begin with.

use super::output::Output;
use super::{Failure, Outcome};
use crate::source::SourcePath;
use crate::source::write::create;
use include_dir::{Dir, include_dir};
use std::io;
use std::path::{Path, PathBuf};

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The arguments of `opastin init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder of the new site: one that is not there yet, or is empty.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Why no site was made.
#[derive(Debug, thiserror::Error)]
enum NotMade {
    #[error("{} is not empty: name a folder that is not there yet. Nothing was written.", .0.display())]
    NotEmpty(PathBuf),
    #[error("{} could not be created: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

/// Writes the starter site into an empty folder.
pub(super) fn run(arguments: &Init, output: &mut Output) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let wrap = |source| NotMade::Io { path: folder.clone(), source };
    std::fs::create_dir_all(folder).map_err(wrap)?;
    if std::fs::read_dir(folder).map_err(wrap)?.next().is_some() {
        return Err(NotMade::NotEmpty(folder.clone()).into());
    }
    let files = write(folder, &STARTER)?;
    let shown = folder.display();
    output.print(&format!("{shown}: {files} files\n\nSee it:    opastin serve --root {shown} --open\nCheck it:  opastin check --root {shown}\nBuild it:  opastin build --root {shown}\n"))?;
    Ok(Outcome::Success)
}

fn write(root: &Path, folder: &Dir<'_>) -> Result<usize, Failure> {
    let mut written = 0;
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            create(root, &SourcePath::new(path.replace('\\', "/")), file.contents())?;
            written += 1;
        }
    }
    for inner in folder.dirs() {
        written += write(root, inner)?;
    }
    Ok(written)
}
