//! A site kept compiled while its files change.

use super::site::{Kept, Site};
use super::snapshot::Snapshot;
use crate::compile::{Options, PrepareMemo, Prepared, Timings, prepare, ready::Stop};
use crate::diagnostics::{Diagnostic, Severity, drop_consequences, sort};
use crate::parse::defaults::defaults;
use crate::source::disk::{Disk, embedded};
use crate::source::{Fingerprint, SourcePath, SourceTree};
use crate::view::base_path;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site kept compiled. A reload reads, understands and proves what has changed; pages are made when they are asked for. [`settle`]
/// makes and checks the rest. Settled, its snapshot equals what a compilation from nothing would give.
///
/// [`settle`]: Workshop::settle
#[derive(Debug)]
pub struct Workshop {
    disk: Disk,
    embedded: SourceTree,
    /// What lies under the site's own files, with the fingerprint of the file that tells its languages.
    defaults: (Option<Fingerprint>, SourceTree),
    options: Options,
    memo: PrepareMemo,
    kept: Arc<Kept>,
    timings: Timings,
    snapshot: Arc<Snapshot>,
    /// The last site that has been made and checked as a whole and has no errors.
    sound: Option<Arc<Site>>,
}

/// Which files have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These, and what stands below them.
    Paths(Vec<PathBuf>),
    /// It cannot be told: all are read again.
    Anything,
}

/// A site of which not all has been made and checked yet.
#[derive(Clone, Debug)]
pub struct Unsettled {
    /// Which one.
    pub generation: u64,
    site: Arc<Site>,
}

impl Unsettled {
    /// Makes and checks everything. False if `stop` said meanwhile that nobody waits for it.
    pub fn finish(&self, stop: Stop<'_>) -> bool {
        self.site.finish(stop).is_some()
    }
}

impl Workshop {
    /// Reads and compiles the site in the folder `root`, as a whole.
    pub fn open(root: &Path, options: Options) -> Self {
        let mut workshop = Workshop {
            disk: Disk::load(root),
            embedded: embedded(),
            defaults: Default::default(),
            options,
            memo: PrepareMemo::default(),
            kept: Arc::default(),
            timings: Timings::new(),
            snapshot: Arc::new(Snapshot::default()),
            sound: None,
        };
        workshop.compile();
        workshop.settle();
        workshop
    }

    /// The site as it was last compiled.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The last site of which everything has been made and checked.
    pub fn sound(&self) -> Option<&Arc<Site>> {
        self.sound.as_ref()
    }

    /// How long the stages of the last compilation took, up to where pages can be made.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// Reads what has changed and compiles again. False if nothing had changed after all.
    pub fn reload(&mut self, changed: &Changed) -> bool {
        let differs = match changed {
            Changed::Paths(paths) => self.disk.reload(paths),
            Changed::Anything => self.disk.reload_all(),
        };
        if !differs {
            return false;
        }
        self.compile();
        // A fault of a template shows only in a page that is made with it: before a page is shown in another look, all are made.
        let looks_as_before = match (&self.snapshot.site, &self.sound) {
            (Some(now), Some(sound)) => now.looks_like(sound),
            _ => false,
        };
        if !looks_as_before {
            self.settle();
        }
        true
    }

    /// What remains to be made and checked, if anything does.
    pub fn unsettled(&self) -> Option<Unsettled> {
        let site = self.snapshot.site.as_ref().filter(|_| !self.snapshot.settled)?;
        Some(Unsettled { generation: self.snapshot.generation, site: site.clone() })
    }

    /// Makes and checks what remains.
    pub fn settle(&mut self) {
        if let Some(unsettled) = self.unsettled() {
            unsettled.finish(&|| false);
            self.take(&unsettled);
        }
    }

    /// Takes in what has been made and checked. False if it belongs to another state of the site than the present one.
    pub fn take(&mut self, made: &Unsettled) -> bool {
        let Some(whole) = made.site.whole().filter(|_| made.generation == self.snapshot.generation && !self.snapshot.settled) else { return false };
        let mut findings = self.snapshot.findings.to_vec();
        findings.extend(whole.run.findings.iter().cloned());
        sort(&mut findings);
        let stale = has_errors(&findings);
        if !stale {
            self.sound = Some(made.site.clone());
        }
        let site = if stale { self.sound.clone() } else { Some(made.site.clone()) };
        let findings = if whole.run.findings.is_empty() { self.snapshot.findings.clone() } else { findings.into() };
        self.snapshot = Arc::new(Snapshot { site, stale, findings, settled: true, ..(*self.snapshot).clone() });
        true
    }

    /// All sources: the site's own, and below them those that are built into the program.
    fn tree(&mut self) -> SourceTree {
        let mut tree = self.disk.tree.clone();
        let site = tree.get(&SourcePath::new("content/site.toml")).map(|file| file.fingerprint);
        if self.defaults.0 != site || site.is_none() {
            self.defaults = (site, defaults(&tree, &self.embedded));
        }
        tree.fill_from(&self.defaults.1);
        tree
    }

    fn compile(&mut self) {
        let tree = self.tree();
        let Prepared { findings: found, understood, timings, ready } = prepare(&tree, &self.options, &mut self.memo);
        self.timings = timings;
        let mut findings = self.disk.findings.clone();
        findings.extend(found);
        drop_consequences(&mut findings);
        sort(&mut findings);
        let stale = has_errors(&findings);
        let last = &self.snapshot;
        let understood = understood.or_else(|| last.understood.clone());
        let base_url = self.options.base_url.as_deref().or(understood.as_deref().map(|understood| understood.model.site.base_url.as_str()));
        let base = base_url.map_or_else(|| "/".to_owned(), base_path);
        // Pages are told of findings only when there are others.
        let findings = if *last.findings == *findings { last.findings.clone() } else { findings.into() };
        let site = ready.filter(|_| !stale).map(|ready| Arc::new(Site::new(ready, self.kept.clone(), last.site.as_deref())));
        self.snapshot = Arc::new(Snapshot {
            generation: last.generation + 1,
            // A state that was not checked as a whole is none to go back to: half of a folder that is being deleted may be without errors.
            site: site.or_else(|| self.sound.clone()),
            stale,
            settled: stale,
            findings,
            tree: Arc::new(tree),
            understood,
            base,
        });
    }
}

fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
