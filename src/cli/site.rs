//! The site that a command works on: where it is and what is in it.

use crate::diagnostics::Diagnostic;
use crate::parse::with_defaults;
use crate::source::disk::{self, FOLDERS, embedded, load};
use crate::source::{SourcePath, SourceTree};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

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
    let real = real(path);
    sources(root).any(|sources| real.starts_with(sources))
}

/// The folder in which a build of the site in `root` into `target` may leave what the next one can use.
pub(super) fn cache_folder(root: &Path, target: &Path, named: &Path) -> Result<PathBuf, NoSite> {
    let (real, target) = (real(named), real(target));
    let among = real.starts_with(target) || sources(root).any(|sources| real.starts_with(sources));
    if among { Err(NoSite::CacheAmongOthers(named.to_owned())) } else { Ok(named.to_owned()) }
}

/// The real paths of the folders with the sources of the site in `root`.
fn sources(root: &Path) -> impl Iterator<Item = PathBuf> {
    FOLDERS.iter().map(|sources| real(&root.join(sources)))
}

/// The real path of `path`, or what it will be when the folders are created that are not there: links are followed and `..` leads to the
/// folder above.
fn real(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::Normal(name) => {
                real.push(name);
                real = real.canonicalize().unwrap_or(real);
            }
            start => real.push(start),
        }
    }
    real
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::MAIN_SEPARATOR_STR;

    #[test]
    fn folders_that_are_not_there_yet_are_compared_as_they_will_be() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content/tasks")).unwrap();
        let at = |path: &str| root.join(path.replace('/', MAIN_SEPARATOR_STR));
        for among in ["content", "content/pub", "nowhere/../content/pub", "nowhere/../public/../content/tasks/../pub", "themes/pub", "a/b/../../i18n"] {
            assert!(output_folder(&root, Some(&at(among))).is_err(), "{among}");
            assert!(cache_folder(&root, &at("public"), &at(among)).is_err(), "{among}");
        }
        for outside in ["public", "content/../public", "content/pub/../../public", "nowhere/../contents"] {
            assert!(output_folder(&root, Some(&at(outside))).is_ok(), "{outside}");
            assert!(cache_folder(&root, &at("out"), &at(outside)).is_ok(), "{outside}");
        }
        for in_output in ["public/cache", "public", "gone/../public/cache", "public/cache/.."] {
            assert!(cache_folder(&root, &at("public"), &at(in_output)).is_err(), "{in_output}");
            assert!(cache_folder(&root, &at("nowhere/../public"), &at(in_output)).is_err(), "{in_output}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_where_they_lead() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content/tasks")).unwrap();
        std::os::unix::fs::symlink(root.join("content/tasks"), folder.path().join("link")).unwrap();
        for among in ["link", "link/pub", "link/../pub", "gone/../link/pub"] {
            assert!(output_folder(&root, Some(&folder.path().join(among))).is_err(), "{among}");
        }
        assert!(output_folder(&root, Some(&folder.path().join("link/../../public"))).is_ok());
    }
}
