//! What several tests need: the repository's own files as a site, and small sites from texts.
#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]

use opastin::i18n::Messages;
use opastin::model::{Model, build};
use opastin::parse::{Memo, fluent, parse};
use opastin::source::{SourceFile, SourcePath, SourceTree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `folder` of the repository, by path from its root.
pub fn files(folder: &str) -> BTreeMap<SourcePath, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(&root(), &root().join(folder), &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<SourcePath, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(SourcePath::new(name), std::fs::read(&path).unwrap());
        }
    }
}

/// The model of `files`, whatever is found wrong with them.
pub fn model(files: &BTreeMap<SourcePath, Vec<u8>>) -> Model {
    let mut tree = SourceTree::default();
    for (path, bytes) in files {
        tree.insert(path.clone(), SourceFile::new(bytes.clone()));
    }
    let parsed = parse(&tree, &mut Memo::default());
    let (model, findings) = build(&parsed);
    model.unwrap_or_else(|| panic!("no model: {findings:#?}"))
}

/// The repository's own messages for the languages of `model`.
pub fn messages(model: &Model) -> Messages {
    let files = files("i18n").into_iter().filter(|(path, _)| path.as_str().ends_with(".ftl"));
    let files = files.map(|(path, bytes)| (path.clone(), Arc::new(fluent::parse(&path, std::str::from_utf8(&bytes).unwrap())))).collect();
    Messages::new(model.languages(), &files).0
}
