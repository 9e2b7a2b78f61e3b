//! A site read and understood, for commands that ask it something.

use super::{Failure, site};
use crate::diagnostics::{Diagnostic, drop_consequences, sort};
use crate::model::{Key, Model, build};
use crate::parse::{Memo, parse};
use crate::resolve::{Resolved, resolve};
use crate::source::SourceTree;
use jiff::civil::Date;
use std::path::PathBuf;

/// A site, whatever findings it has.
pub(super) struct Loaded {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Its files.
    pub(super) tree: SourceTree,
    /// What its files say.
    pub(super) model: Model,
    /// What follows from that.
    pub(super) resolved: Resolved,
    /// What is wrong with it, pages aside.
    pub(super) findings: Vec<Diagnostic>,
}

/// Why a command cannot work on a site.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unusable {
    /// The site's file cannot be read.
    #[error("content/site.toml cannot be read: see what `opastin check` says")]
    NoModel,
    /// A key is not one.
    #[error("“{0}” names no item: write its kind and id, such as task:ID, guide:ID or page:ID")]
    NotAKey(String),
}

impl Loaded {
    /// Reads the site in the named folder, or the nearest one upwards.
    pub(super) fn read(root: Option<&std::path::Path>, today: Date) -> Result<Self, Failure> {
        let root = site::root(root)?;
        let (tree, mut findings) = site::read(&root);
        let parsed = parse(&tree, &mut Memo::default());
        findings.extend(parsed.findings.iter().cloned());
        let (model, found) = build(&parsed);
        findings.extend(found);
        let model = model.ok_or(Unusable::NoModel)?;
        let (resolved, found) = resolve(&model, today);
        findings.extend(found);
        drop_consequences(&mut findings);
        sort(&mut findings);
        Ok(Loaded { root, tree, model, resolved, findings })
    }
}

/// Reads `kind:id`.
pub(super) fn key(text: &str) -> Result<Key, Unusable> {
    match text.split_once(':') {
        Some((kind, id)) if !kind.is_empty() && !id.is_empty() => Ok(Key::new(kind, id)),
        _ => Err(Unusable::NotAKey(text.to_owned())),
    }
}
