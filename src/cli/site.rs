//! The site that a command works on: where it is and what is in it.

use crate::diagnostics::Diagnostic;
use crate::parse::with_defaults;
use crate::source::disk::{self, FOLDERS, embedded, load};
use crate::source::{SourcePath, SourceTree};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The file that makes a folder a site.
pub(super) const SITE_FILE: &str = "content/site.toml";

/// Why there is no site to work on.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoSite {
    /// No folder was named and none was found.
    #[error("neither {} nor a folder above it is a site: none has {SITE_FILE}. Go into the folder of a site, or name it: --root FOLDER", .0.display())]
    NotFound(PathBuf),
    /// The named folder has no content.
    #[error("{} is not the folder of a site: it has no folder “content” with a site.toml. Name the folder that holds content/: --root FOLDER", .0.display())]
    NoContent(PathBuf),
    /// The named folder is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The output folder is inside the sources.
    #[error("{} is among the sources of the site: choose an output folder outside content, i18n and themes", .0.display())]
    OutputAmongSources(PathBuf),
    /// The cache folder is inside the sources or the output.
    #[error("{} lies among the sources of the site or in its output folder: choose another cache folder", .0.display())]
    CacheAmongOthers(PathBuf),
    /// The current folder cannot be told.
    #[error("the current folder cannot be told ({0}): name the folder of the site: --root FOLDER")]
    NoCurrentFolder(std::io::Error),
}

/// The folder of the site: the one that is named, else the nearest one from the current folder upwards.
pub(super) fn root(named: Option<&Path>) -> Result<PathBuf, NoSite> {
    if let Some(named) = named {
        return match (named.is_dir(), named.join("content").is_dir()) {
            (true, true) => Ok(named.to_owned()),
            (true, false) => Err(NoSite::NoContent(named.to_owned())),
            (false, _) => Err(NoSite::NoFolder(named.to_owned())),
        };
    }
    let current = std::env::current_dir().map_err(NoSite::NoCurrentFolder)?;
    current.ancestors().find(|folder| folder.join(SITE_FILE).is_file()).map(Path::to_owned).ok_or(NoSite::NotFound(current))
}

/// The folder to publish into: the one that is named, else `public` in the site's folder.
pub(super) fn output_folder(root: &Path, named: Option<&Path>) -> Result<PathBuf, NoSite> {
    let folder = named.map_or_else(|| root.join("public"), Path::to_owned);
    if is_among_sources(root, &folder) { Err(NoSite::OutputAmongSources(folder)) } else { Ok(folder) }
}

/// Whether `path`, which need not be there yet, lies among the sources of the site in `root`.
pub(super) fn is_among_sources(root: &Path, path: &Path) -> bool {
    let real = nearest_real(path);
    FOLDERS.iter().filter_map(|sources| root.join(sources).canonicalize().ok()).any(|sources| real.starts_with(sources))
}

/// The folder in which a build of the site in `root` into `target` may leave what the next one can use.
pub(super) fn cache_folder(root: &Path, target: &Path, named: &Path) -> Result<PathBuf, NoSite> {
    let real = nearest_real(named);
    let sources = FOLDERS.iter().filter_map(|sources| root.join(sources).canonicalize().ok());
    let among =
        sources.chain(target.canonicalize()).any(|others| real.starts_with(others)) || std::path::absolute(named).ok() == std::path::absolute(target).ok();
    if among { Err(NoSite::CacheAmongOthers(named.to_owned())) } else { Ok(named.to_owned()) }
}

/// The real path of the nearest folder from `path` upwards that is there.
fn nearest_real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().find_map(|folder| folder.canonicalize().ok()).unwrap_or(absolute)
}

/// Reads the site in `root`, with the built-in theme and messages under its own.
pub(super) fn read(root: &Path) -> (SourceTree, Vec<Diagnostic>) {
    let (tree, findings) = load(root);
    (with_defaults(tree, &embedded()), findings)
}

/// Reads the files again that findings show, where the tree has let go of their bytes.
pub(super) fn bring_back(root: &Path, tree: &mut SourceTree, findings: &[Diagnostic]) {
    let spans = findings.iter().flat_map(|finding| finding.span.iter().chain(finding.labels.iter().map(|label| &label.span)));
    let paths: BTreeSet<&SourcePath> = spans.map(|span| &span.path).collect();
    disk::bring_back(root, tree, paths.into_iter());
}
