//! Watches the files and compiles what changes.

use super::PreviewError;
use super::snapshot::Snapshot;
use super::workshop::{Changed, Workshop};
use crate::diagnostics::Counts;
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

/// What has happened to the files since the last compilation.
#[derive(Debug, Default)]
struct Gathered {
    paths: BTreeSet<PathBuf>,
    /// Events were lost.
    lost: bool,
    /// A folder came or went: what happened in it meanwhile may have been missed.
    folders: bool,
}

impl Gathered {
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

/// Starts to watch and compile in a thread of its own, for as long as somebody listens to `snapshots`.
pub(super) fn watch(
    root: &Path,
    workshop: Workshop,
    snapshots: Sender<Arc<Snapshot>>,
    tell: impl Fn(&str) + Send + 'static,
) -> Result<JoinHandle<()>, PreviewError> {
    let (send, events) = channel();
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the preview has ended.
        let _ = send.send(event);
    });
    let watcher = watcher.map_err(|error| PreviewError::Watch(error.to_string()))?;
    let mut watched = Watched { root: root.to_owned(), watcher, folders: BTreeMap::new() };
    watched.refresh();
    let root = root.to_owned();
    Ok(std::thread::Builder::new().name("watch".to_owned()).spawn(move || work(&root, watched, &events, workshop, &snapshots, tell))?)
}

fn work(
    root: &Path,
    mut watched: Watched,
    events: &Receiver<notify::Result<Event>>,
    mut workshop: Workshop,
    snapshots: &Sender<Arc<Snapshot>>,
    tell: impl Fn(&str),
) {
    let mut look_again = false;
    while !snapshots.is_closed() {
        let Ok(gathered) = gather(events) else { return };
        let moved = watched.refresh();
        let sweep = gathered.is_empty() && std::mem::take(&mut look_again);
        if gathered.is_empty() && !moved && !sweep {
            continue;
        }
        look_again |= gathered.folders || moved;
        let start = now();
        let changed = if gathered.lost || moved || sweep { Changed::Anything } else { Changed::Paths(gathered.paths.iter().cloned().collect()) };
        let before = workshop.snapshot().clone();
        if workshop.reload(root, &changed) {
            let after = workshop.snapshot().clone();
            let line = told(root, &gathered.paths, &before, &after, start.elapsed());
            if snapshots.send(after).is_err() {
                return;
            }
            tell(&line);
        }
    }
}

/// The clock, for how long things take.
fn now() -> Instant {
    Instant::now()
}

/// Waits for events; those that follow each other quickly are one change.
fn gather(events: &Receiver<notify::Result<Event>>) -> Result<Gathered, RecvTimeoutError> {
    let mut gathered = Gathered::default();
    match events.recv_timeout(TICK) {
        Ok(event) => gathered.add(event),
        Err(RecvTimeoutError::Timeout) => return Ok(gathered),
        Err(error) => return Err(error),
    }
    let start = now();
    while start.elapsed() < LONGEST {
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

/// How many names a line lists.
const NAMED: usize = 4;

fn told(root: &Path, paths: &BTreeSet<PathBuf>, before: &Snapshot, after: &Snapshot, took: Duration) -> String {
    let sources: Vec<String> = paths.iter().filter_map(|path| Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))).collect();
    let sources: Vec<String> = sources
        .into_iter()
        .filter(|path| before.tree.get(&crate::source::SourcePath::new(path)) != after.tree.get(&crate::source::SourcePath::new(path)))
        .collect();
    let pages = after.changed_pages(before);
    let outcome = match (after.stale, pages.len()) {
        (true, _) => "the last good pages stay".to_owned(),
        (false, 0) => "no page changes".to_owned(),
        (false, 1) => format!("1 page: {}", page(&pages[0])),
        (false, count) => format!("{count} pages: {}", few(pages.iter().map(|file| page(file)))),
    };
    let findings = match after.counts() {
        Counts { error: 0, warning: 0, .. } => String::new(),
        Counts { error, warning, .. } => format!(" · {error} errors, {warning} warnings"),
    };
    let sources = if sources.is_empty() { "the site's folders".to_owned() } else { few(sources.into_iter()) };
    format!("{sources} -> {outcome} · {:.1} ms{findings}", took.as_secs_f64() * 1000.0)
}

fn page(file: &str) -> String {
    format!("/{}", file.strip_suffix("index.html").unwrap_or(file))
}

fn few(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named: Vec<String> = names.take(NAMED).collect();
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}
