//! The site at one moment, as the server answers from it.

use super::site::{MANIFEST, Site};
use crate::compile::Understood;
use crate::diagnostics::{Counts, Diagnostic};
use crate::model::{Key, Model};
use crate::source::{SourceTree, fingerprint};
use std::sync::Arc;

/// The site at one moment. Without errors its files are those of a build at this moment; with errors they are the last good ones.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Counts compilations.
    pub generation: u64,
    /// The site as it was last without errors.
    pub site: Option<Arc<Site>>,
    /// Whether errors stand, so that the site is older than the sources.
    pub stale: bool,
    /// Whether all files have been made and checked, so that no more findings follow.
    pub settled: bool,
    /// All findings so far.
    pub findings: Arc<[Diagnostic]>,
    /// The sources.
    pub tree: Arc<SourceTree>,
    /// What the sources mean; the last meaning where there is none now.
    pub understood: Option<Arc<Understood>>,
    /// The path under which the site is served: `/`, or the path of its base URL.
    pub base: String,
}

impl Snapshot {
    /// The model, where there is one.
    pub fn model(&self) -> Option<&Model> {
        self.understood.as_deref().map(|understood| &understood.model)
    }

    /// How many findings there are.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    /// The file for the path of a request, relative to the root of the site: a file by its name, a folder's by its page.
    /// It is made now if nobody has asked for it before.
    pub fn file(&self, path: &str) -> Option<(String, Arc<[u8]>)> {
        let path = path.trim_start_matches('/');
        let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        self.named(name)
    }

    fn named(&self, name: String) -> Option<(String, Arc<[u8]>)> {
        let bytes = self.site.as_ref()?.file(&name)?;
        Some((name, bytes))
    }

    /// The page for addresses that lead nowhere, in the language of the path if it has one.
    pub fn not_found(&self, path: &str) -> Option<(String, Arc<[u8]>)> {
        let language = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let known = self.model().is_some_and(|model| model.languages().index(language).is_some());
        let own = if known { self.named(format!("{language}/404.html")) } else { None };
        own.or_else(|| self.named("404.html".to_owned()))
    }

    /// The record that the page at `path` shows, and the place of its language.
    pub fn subject(&self, path: &str) -> Option<(&Key, usize)> {
        let routes = &self.understood.as_deref()?.resolved.routes;
        routes.iter().find_map(|(key, paths)| {
            let language = paths.iter().position(|page| page.as_deref() == Some(path))?;
            Some((key, language))
        })
    }

    /// The pages whose bytes differ from those of `before`, by file, as far as both have been made.
    pub fn changed_pages(&self, before: &Site) -> Vec<String> {
        let (Some(now), Some(before)) = (self.site.as_ref().and_then(|site| site.whole()), before.whole()) else { return Vec::new() };
        let (now, before) = (&now.files, &before.files);
        let same = |name: &String, bytes: &Arc<[u8]>| before.get(name).is_some_and(|old| Arc::ptr_eq(old, bytes) || old == bytes);
        let changed = now.iter().filter(|(name, bytes)| name.ends_with(".html") && !same(name, bytes)).map(|(name, _)| name.clone());
        let gone = before.keys().filter(|name| name.ends_with(".html") && !now.contains_key(*name)).cloned();
        changed.chain(gone).collect()
    }

    /// Where the styles stand: by the name under which templates ask for them.
    pub fn styles(&self) -> Vec<(String, String)> {
        let manifest = self.site.as_ref().and_then(|site| site.assets().get(MANIFEST));
        let manifest = manifest.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).ok());
        let entries = manifest.as_ref().and_then(serde_json::Value::as_object).into_iter().flatten();
        entries.filter(|(name, _)| name.ends_with(".css")).filter_map(|(name, path)| Some((name.clone(), path.as_str()?.to_owned()))).collect()
    }
}

/// A short mark of some bytes: equal bytes have equal marks.
pub fn mark(bytes: &[u8]) -> String {
    fingerprint(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
