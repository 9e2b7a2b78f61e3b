//! The one place where source files are read from a disk, and the files that are built into the program.

use super::{FileKind, SourceFile, SourcePath, SourceTree, kind_of};
use crate::diagnostics::{Code, Diagnostic, Span};
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The folders of a site that hold sources.
pub const FOLDERS: [&str; 3] = ["content", "i18n", "themes"];

/// The largest file that is read, in bytes (5 MB).
pub const LARGEST: u64 = 5_000_000;

static THEME: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
static MESSAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/i18n");

/// The theme and the messages that are built into the program, at the paths where a site would have its own.
pub fn embedded() -> SourceTree {
    let mut tree = SourceTree::default();
    embed(&mut tree, &THEME, "themes/default");
    embed(&mut tree, &MESSAGES, "i18n");
    tree
}

fn embed(tree: &mut SourceTree, dir: &Dir<'static>, at: &str) {
    for file in dir.files() {
        let Some(inside) = file.path().to_str() else { continue };
        let path = SourcePath::new(format!("{at}/{}", inside.replace('\\', "/")));
        if matches!(kind_of(&path), FileKind::Theme(..) | FileKind::Messages(_)) {
            tree.insert(path, SourceFile::new(file.contents()));
        }
    }
    dir.dirs().for_each(|inner| embed(tree, inner, at));
}

/// Reads the source files of the site in the folder `root`. What cannot be read, or is not read by anything, becomes a finding; a
/// folder that is not there is empty. Order of the disk does not matter: equal folders give equal trees and findings.
pub fn load(root: &Path) -> (SourceTree, Vec<Diagnostic>) {
    let Disk { tree, findings, .. } = Disk::load(root);
    (tree, findings)
}

/// Reads those of the files at `paths` of the site in the folder `root` again into `tree` whose bytes were taken out of it. One that is
/// another by now is no longer in it: what was found does not fit it.
pub fn bring_back<'a>(root: &Path, tree: &mut SourceTree, paths: impl Iterator<Item = &'a SourcePath>) {
    for path in paths {
        let Some(known) = tree.get(path).filter(|known| known.bytes.is_empty()) else { continue };
        match read(&root.join(path.as_str())) {
            Ok(Content::File(file)) if file == *known => tree.insert(path.clone(), file),
            _ => tree.remove(path),
        }
    }
}

/// A site's files as they were last read, which can be read again in part.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
    /// The files.
    pub tree: SourceTree,
    /// What cannot be read, or is not read by anything.
    pub findings: Vec<Diagnostic>,
    links: bool,
}

/// With more changed paths than this, everything is read again.
const MANY: usize = 200;

impl Disk {
    /// Reads the source files of the site in the folder `root`.
    pub fn load(root: &Path) -> Self {
        let mut disk = Disk { root: root.to_owned(), tree: SourceTree::default(), findings: Vec::new(), links: false };
        disk.walk(FOLDERS.map(|folder| root.join(folder)).as_slice());
        disk
    }

    /// Reads everything again. False if all is as it was.
    pub fn reload_all(&mut self) -> bool {
        let before = std::mem::replace(self, Disk::load(&self.root));
        before.tree != self.tree || before.findings != self.findings
    }

    /// Reads again what stands at `paths` and below them. Afterwards all is as [`Disk::load`] would read it, provided that nothing
    /// else has changed. False if all is as it was.
    pub fn reload(&mut self, paths: &[PathBuf]) -> bool {
        let inside: Option<Vec<SourcePath>> = paths.iter().map(|path| self.inside(path)).collect();
        let Some(inside) = inside.filter(|inside| inside.len() <= MANY && !self.links) else { return self.reload_all() };
        let inside: BTreeSet<SourcePath> = inside.into_iter().filter(|path| path.parts().next().is_some_and(|first| FOLDERS.contains(&first))).collect();
        let below = |path: &SourcePath| inside.iter().any(|changed| path.is_at_or_below(changed));
        // What stands below another changed path is read with that one.
        let tops: Vec<&SourcePath> = inside.iter().filter(|path| !inside.iter().any(|other| other != *path && path.is_at_or_below(other))).collect();
        let there = |tree: &SourceTree| -> Vec<(SourcePath, SourceFile)> {
            tops.iter().flat_map(|top| tree.at_or_below(top)).map(|(path, file)| (path.clone(), file.clone())).collect()
        };
        let (files, findings) = (there(&self.tree), self.findings.clone());
        files.iter().for_each(|(path, _)| self.tree.remove(path));
        self.findings.retain(|finding| !finding.span.as_ref().is_some_and(|span| below(&span.path)));
        self.walk(&tops.iter().map(|path| self.root.join(path.as_str())).collect::<Vec<_>>());
        findings != self.findings || files != there(&self.tree)
    }

    /// The path inside the site; `None` where it cannot be told from the name alone.
    fn inside(&self, path: &Path) -> Option<SourcePath> {
        let parts: Option<Vec<&str>> = path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| SourcePath::new(parts.join("/")))
    }

    fn walk(&mut self, paths: &[PathBuf]) {
        let mut loading = Loading {
            root: &self.root,
            real: self.root.canonicalize().unwrap_or_else(|_| self.root.clone()),
            tree: std::mem::take(&mut self.tree),
            findings: std::mem::take(&mut self.findings),
            links: self.links,
            found: Vec::new(),
        };
        for path in paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
            walk(&mut loading, path);
        }
        read_found(&mut loading);
        crate::diagnostics::sort(&mut loading.findings);
        let Loading { tree, findings, links, .. } = loading;
        (self.tree, self.findings, self.links) = (tree, findings, links);
    }
}

struct Loading<'a> {
    root: &'a Path,
    real: PathBuf,
    tree: SourceTree,
    findings: Vec<Diagnostic>,
    links: bool,
    /// Files that are yet to be read.
    found: Vec<(PathBuf, SourcePath)>,
}

impl Loading<'_> {
    /// The path inside the site; names that are not UTF-8 with replacement characters.
    fn inside(&self, path: &Path) -> SourcePath {
        let parts = path.strip_prefix(self.root).unwrap_or(path).iter().map(|part| part.to_string_lossy());
        SourcePath::new(parts.collect::<Vec<_>>().join("/"))
    }

    fn report(&mut self, code: Code, path: &Path, message: String, help: &str) {
        let span = Span::file(&self.inside(path));
        self.findings.push(Diagnostic::new(code, span, message).help(help));
    }
}

fn walk(loading: &mut Loading<'_>, folder: &Path) {
    let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Err(error) => not_walked(loading, &error, folder),
            Ok(entry) => {
                let folder = entry.file_type().is_dir();
                if !visit(loading, &entry) && folder {
                    entries.skip_current_dir();
                }
            }
        }
    }
}

/// Takes in one entry; false if a folder is not to be gone into.
fn visit(loading: &mut Loading<'_>, entry: &DirEntry) -> bool {
    let path = entry.path();
    let inside = loading.inside(path);
    if kind_of(&inside) == FileKind::Ignored {
        return false;
    }
    loading.links |= entry.path_is_symlink();
    if entry.file_name().to_str().is_none() {
        loading.report(Code::FileName, path, format!("the name of {inside} is not UTF-8"), "Rename it; letters a to z, digits and hyphens are always safe.");
        return false;
    }
    if entry.path_is_symlink() && !path.canonicalize().is_ok_and(|target| target.starts_with(&loading.real)) {
        let message = format!("{inside} is a symbolic link that leads outside the site");
        loading.report(Code::LinkLoop, path, message, "Put the file itself there: a site must build from its own folder alone.");
        return false;
    }
    if !entry.file_type().is_dir() {
        file(loading, entry, inside);
    }
    true
}

fn file(loading: &mut Loading<'_>, entry: &DirEntry, inside: SourcePath) {
    let path = entry.path();
    if kind_of(&inside) == FileKind::Unknown {
        return loading.report(Code::UnknownFile, path, format!("nothing reads {inside}"), expected_beside(&inside));
    }
    if !entry.file_type().is_file() {
        return loading.report(Code::UnreadableFile, path, format!("{inside} is not a file that can be read"), "Put a regular file there.");
    }
    loading.found.push((path.to_owned(), inside));
}

/// Reads the files that have been found, many at a time.
fn read_found(loading: &mut Loading<'_>) {
    let found = std::mem::take(&mut loading.found);
    let contents: Vec<io::Result<Content>> = found.par_iter().map(|(path, _)| read(path)).collect();
    for ((path, inside), content) in found.into_iter().zip(contents) {
        match content {
            Ok(Content::File(file)) => loading.tree.insert(inside, file),
            Ok(Content::TooLarge(size)) => {
                let message = format!("{inside} has {}, more than the {} that a source file may have", megabytes(size), megabytes(LARGEST));
                loading.report(Code::FileTooLarge, &path, message, "Divide it into several files, or move it out of the site's sources.");
            }
            Err(error) => unreadable(loading, &path, &error),
        }
    }
}

enum Content {
    File(SourceFile),
    TooLarge(u64),
}

fn read(path: &Path) -> io::Result<Content> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Ok(Content::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > LARGEST { Content::TooLarge(read) } else { Content::File(SourceFile::new(bytes)) })
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn not_walked(loading: &mut Loading<'_>, error: &walkdir::Error, folder: &Path) {
    let path = error.path().unwrap_or(folder).to_owned();
    if kind_of(&loading.inside(&path)) == FileKind::Ignored {
        return;
    }
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("{} is a symbolic link back to {}", loading.inside(&path), loading.inside(ancestor));
        return loading.report(Code::LinkLoop, &path, message, "Remove the link: its folder would hold itself without end.");
    }
    match error.io_error() {
        Some(error) if error.raw_os_error() == Some(LINK_LOOP) => {
            let message = format!("{} is a symbolic link that leads back to itself", loading.inside(&path));
            loading.report(Code::LinkLoop, &path, message, "Remove the link.");
        }
        Some(error) if path.is_symlink() && error.kind() == io::ErrorKind::NotFound => {
            let message = format!("{} is a symbolic link to something that is not there", loading.inside(&path));
            loading.report(Code::UnreadableFile, &path, message, "Remove the link, or put the file there.");
        }
        Some(error) => unreadable(loading, &path, error),
        None => loading.report(Code::UnreadableFile, &path, error.to_string(), "See whether the disk is sound."),
    }
}

/// The system's number for “too many levels of symbolic links”.
#[cfg(unix)]
const LINK_LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();
#[cfg(not(unix))]
const LINK_LOOP: i32 = i32::MIN;

fn unreadable(loading: &mut Loading<'_>, path: &Path, error: &io::Error) {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it is no longer there".to_owned(),
        _ => error.to_string(),
    };
    let message = format!("{} could not be read: {why}", loading.inside(path));
    loading.report(Code::UnreadableFile, path, message, "See that the program may read it, and run it again.");
}

/// What could stand where an unknown file stands.
fn expected_beside(path: &SourcePath) -> &'static str {
    match path.parts().collect::<Vec<_>>().as_slice() {
        ["content", "tasks", ..] => "A task's folder holds task.toml, one Markdown file per language (such as en.md) and parity.lock.",
        ["content", "guides", ..] => "A guide's folder holds guide.toml, one Markdown file per language (such as en.md) and parity.lock.",
        ["content", "pages", ..] => "A page's folder holds page.toml, one Markdown file per language (such as en.md) and parity.lock.",
        ["content", "sources" | "registry", ..] => "This folder holds TOML files, whose names end in .toml.",
        ["content", ..] => "The folder content/ holds site.toml, calendar.toml and the folders sources, registry, tasks, guides and pages.",
        ["i18n", ..] => "Messages stand in i18n/<language>/<name>.ftl.",
        _ => "Themes stand in themes/<name>/.",
    }
}
