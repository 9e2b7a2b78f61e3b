//! A site kept compiled while its files change.

use super::snapshot::Snapshot;
use crate::compile::{Compiled, Memo, Options, Timings, compile_with};
use crate::diagnostics::{Severity, sort};
use crate::parse::with_defaults;
use crate::source::SourceTree;
use crate::source::disk::{Disk, embedded};
use crate::view::base_path;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site kept compiled. After every reload its snapshot equals what a compilation from nothing would give.
#[derive(Debug)]
pub struct Workshop {
    disk: Disk,
    embedded: SourceTree,
    options: Options,
    memo: Memo,
    timings: Timings,
    snapshot: Arc<Snapshot>,
}

/// Which files have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These, and what stands below them.
    Paths(Vec<PathBuf>),
    /// It cannot be told: all are read again.
    Anything,
}

impl Workshop {
    /// Reads and compiles the site in the folder `root`.
    pub fn open(root: &Path, options: Options) -> Self {
        let mut workshop = Workshop {
            disk: Disk::load(root),
            embedded: embedded(),
            options,
            memo: Memo::default(),
            timings: Timings::new(),
            snapshot: Arc::new(Snapshot::default()),
        };
        workshop.compile();
        workshop
    }

    /// The site as it was last compiled.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// How long the stages of the last compilation took.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// Reads what has changed and compiles again. False if nothing had changed after all.
    pub fn reload(&mut self, root: &Path, changed: &Changed) -> bool {
        let before = self.disk.clone();
        match changed {
            Changed::Paths(paths) => self.disk.reload(paths),
            Changed::Anything => self.disk = Disk::load(root),
        }
        if before.tree == self.disk.tree && before.findings == self.disk.findings {
            return false;
        }
        self.compile();
        true
    }

    fn compile(&mut self) {
        let tree = with_defaults(self.disk.tree.clone(), &self.embedded);
        let Compiled { files, findings: found, understood, timings } = compile_with(&tree, &self.options, &mut self.memo);
        self.timings = timings;
        let mut findings = self.disk.findings.clone();
        findings.extend(found);
        sort(&mut findings);
        let stale = findings.iter().any(|finding| finding.severity == Severity::Error);
        let last = &self.snapshot;
        let understood = understood.or_else(|| last.understood.clone());
        let base_url = self.options.base_url.as_deref().or(understood.as_deref().map(|understood| understood.model.site.base_url.as_str()));
        let base = base_url.map_or_else(|| "/".to_owned(), base_path);
        self.snapshot = Arc::new(Snapshot {
            generation: last.generation + 1,
            files: if stale { last.files.clone() } else { Arc::new(files) },
            stale,
            findings: findings.into(),
            tree: Arc::new(tree),
            understood,
            base,
        });
    }
}
