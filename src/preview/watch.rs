//! Watches the files and compiles what changes.

use super::PreviewError;
use super::position::place;
use super::settle::Settler;
use super::site::Site;
use super::snapshot::Snapshot;
use super::workshop::{Changed, Unsettled, Workshop};
use crate::diagnostics::{Counts, Diagnostic, Severity};
use crate::source::SourcePath;
use crate::source::disk::FOLDERS;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;

/// How long to wait for more events after one: an editor that saves writes, renames and sets rights in a row.
const QUIET: Duration = Duration::from_millis(3);

/// How long events are gathered at most.
const LONGEST: Duration = Duration::from_millis(60);

/// How often it is checked whether the folders are still those that are watched.
const TICK: Duration = Duration::from_millis(400);

/// What has happened since the last compilation.
#[derive(Debug, Default)]
struct Gathered {
    files: Files,
    settled: Option<Unsettled>,
}

impl Gathered {
    fn add(&mut self, happened: Happened) {
        match happened {
            Happened::Files(event) => self.files.add(event),
            Happened::Settled(settled) => self.settled = Some(settled),
        }
    }
}

/// What has happened to the files since the last compilation.
#[derive(Debug, Default)]
struct Files {
    paths: BTreeSet<PathBuf>,
    /// Events were lost.
    lost: bool,
    /// A folder came or went: what happened in it meanwhile may have been missed.
    folders: bool,
}

impl Files {
    fn add(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.lost = true;
            return;
        };
        self.lost |= event.need_rescan();
        self.folders |= event.paths.iter().any(|path| path.is_dir());
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
            // Our own reading is no change.
            EventKind::Access(_) => return,
            _ => {}
        }
        self.paths.extend(event.paths);
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.lost
    }
}

/// What the thread waits for.
#[derive(Debug)]
pub(super) enum Happened {
    /// Something happened to the files.
    Files(notify::Result<Event>),
    /// A state of the site has been made and checked as a whole.
    Settled(Unsettled),
}

/// Starts to watch and compile in a thread of its own, for as long as somebody listens to `snapshots`.
pub(super) fn watch(
    root: &Path,
    workshop: Workshop,
    snapshots: Sender<Arc<Snapshot>>,
    tell: impl Fn(&str) + Send + 'static,
) -> Result<JoinHandle<()>, PreviewError> {
    let (send, events) = channel();
    let settler = Settler::start(send.clone())?;
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the preview has ended.
        let _ = send.send(Happened::Files(event));
    });
    let watcher = watcher.map_err(|error| PreviewError::Watch(error.to_string()))?;
    let mut watched = Watched { root: root.to_owned(), watcher, folders: BTreeMap::new() };
    watched.refresh();
    let mut watching = Watching { root: root.to_owned(), watched, workshop, settler, snapshots, untold: None };
    Ok(std::thread::Builder::new().name("watch".to_owned()).spawn(move || watching.work(&events, &tell))?)
}

/// A change of which the pages are not known yet.
struct Untold {
    sources: BTreeSet<String>,
    took: Duration,
    /// The site before it.
    before: Option<Arc<Site>>,
}

struct Watching {
    root: PathBuf,
    watched: Watched,
    workshop: Workshop,
    settler: Settler,
    snapshots: Sender<Arc<Snapshot>>,
    untold: Option<Untold>,
}

impl Watching {
    fn work(&mut self, events: &Receiver<Happened>, tell: &impl Fn(&str)) {
        let mut look_again = false;
        while !self.snapshots.is_closed() {
            let Ok(Gathered { files, settled }) = gather(events) else { return };
            if settled.is_some_and(|settled| self.workshop.take(&settled)) {
                self.publish();
                self.tell(tell);
            }
            let moved = self.watched.refresh();
            let sweep = files.is_empty() && std::mem::take(&mut look_again);
            if files.is_empty() && !moved && !sweep {
                continue;
            }
            look_again |= files.folders || moved;
            let changed = if files.lost || moved || sweep { Changed::Anything } else { Changed::Paths(files.paths.iter().cloned().collect()) };
            self.reload(&files, &changed, tell);
        }
    }

    fn reload(&mut self, files: &Files, changed: &Changed, tell: &impl Fn(&str)) {
        let start = now();
        let before = self.workshop.snapshot().clone();
        let sound = self.workshop.sound().cloned();
        self.settler.stop();
        if self.workshop.reload(changed) {
            self.publish();
            let sources = self.sources(&files.paths, &before);
            let untold = self.untold.get_or_insert_with(|| Untold { sources: BTreeSet::new(), took: Duration::ZERO, before: sound });
            untold.sources.extend(sources);
            untold.took = start.elapsed();
        }
        match self.workshop.unsettled() {
            Some(unsettled) => self.settler.begin(unsettled),
            None => self.tell(tell),
        }
    }

    fn publish(&self) {
        // Where nobody listens any more, the thread ends.
        let _ = self.snapshots.send(self.workshop.snapshot().clone());
    }

    /// The files among `paths` that are others than before.
    fn sources(&self, paths: &BTreeSet<PathBuf>, before: &Snapshot) -> Vec<String> {
        let after = self.workshop.snapshot();
        let inside = paths.iter().filter_map(|path| Some(path.strip_prefix(&self.root).ok()?.to_string_lossy().replace('\\', "/")));
        inside.filter(|path| before.tree.get(&SourcePath::new(path)) != after.tree.get(&SourcePath::new(path))).collect()
    }

    /// Tells what has changed, which pages, and how long it took.
    fn tell(&mut self, tell: &impl Fn(&str)) {
        if let Some(untold) = self.untold.take() {
            tell(&told(&self.root, &untold, self.workshop.snapshot()));
        }
    }
}

/// The clock, for how long things take.
fn now() -> Instant {
    Instant::now()
}

/// Waits for events; those that follow each other quickly are one change.
fn gather(events: &Receiver<Happened>) -> Result<Gathered, RecvTimeoutError> {
    let mut gathered = Gathered::default();
    match events.recv_timeout(TICK) {
        Ok(event) => gathered.add(event),
        Err(RecvTimeoutError::Timeout) => return Ok(gathered),
        Err(error) => return Err(error),
    }
    let start = now();
    while !gathered.files.is_empty() && start.elapsed() < LONGEST {
        match events.recv_timeout(QUIET) {
            Ok(event) => gathered.add(event),
            Err(_) => break,
        }
    }
    Ok(gathered)
}

/// Which folders are watched. A folder that is deleted and made again is another one to the system.
struct Watched {
    root: PathBuf,
    watcher: RecommendedWatcher,
    folders: BTreeMap<PathBuf, u64>,
}

impl Watched {
    /// Watches the folders that are there now; true if one of them came, went or is another than before.
    fn refresh(&mut self) -> bool {
        let folders = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive));
        let folders: Vec<_> = folders.chain(FOLDERS.iter().map(|folder| (self.root.join(folder), RecursiveMode::Recursive))).collect();
        let mut moved = false;
        for (folder, mode) in folders {
            let there = identity(&folder);
            let known = self.folders.get(&folder).copied();
            if there == known {
                continue;
            }
            moved = true;
            if known.is_some() {
                let _ = self.watcher.unwatch(&folder);
                self.folders.remove(&folder);
            }
            if let Some(identity) = there
                && self.watcher.watch(&folder, mode).is_ok()
            {
                self.folders.insert(folder, identity);
            }
        }
        moved
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<u64> {
    folder.is_dir().then_some(0)
}

/// How many names a line lists, and how many errors follow it.
const NAMED: usize = 8;

fn told(root: &Path, untold: &Untold, after: &Snapshot) -> String {
    let pages = untold.before.as_deref().map(|before| after.changed_pages(before)).unwrap_or_default();
    let outcome = match (after.stale, pages.len()) {
        (true, _) => "the last good pages stay".to_owned(),
        (false, 0) => "no page changes".to_owned(),
        (false, 1) => format!("1 page: {}", page(&pages[0])),
        (false, count) => format!("{count} pages: {}", few(pages.iter().map(|file| page(file)))),
    };
    let Counts { error, warning, .. } = after.counts();
    let findings: String = [(error, "error"), (warning, "warning")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!(" · {}", counted(count, what)))
        .collect();
    let sources = if untold.sources.is_empty() { "the site's folders".to_owned() } else { few(untold.sources.iter().cloned()) };
    let errors: String =
        after.findings.iter().filter(|finding| finding.severity == Severity::Error).take(NAMED).map(|error| line(root, after, error)).collect();
    format!("{sources} -> {outcome} · {:.1} ms{findings}{errors}", untold.took.as_secs_f64() * 1000.0)
}

/// An error in a line of its own, with its place first: many terminals open it.
fn line(root: &Path, after: &Snapshot, error: &Diagnostic) -> String {
    let place = error.span.as_ref().map(|span| place(root, &after.tree, span));
    let place = place.map(|place| format!("{}:{}:{}: ", place.file, place.line, place.column)).unwrap_or_default();
    format!("\n  {place}{} ({})", error.message, error.code)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn page(file: &str) -> String {
    format!("/{}", file.strip_suffix("index.html").unwrap_or(file))
}

fn few(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named: Vec<String> = names.take(NAMED).collect();
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}
