//! Sites in memory: parsed once, changed and proved without a disk.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of this")]

use jiff::civil::{Date, date};
use opastin::diagnostics::{Diagnostic, sort};
use opastin::model::{Model, build};
use opastin::parse::{Memo, Parsed, parse};
use opastin::resolve::{Resolved, resolve};
use opastin::source::{SourceFile, SourcePath, SourceTree};
use std::path::Path;

/// The day that all tests call today.
pub const TODAY: Date = date(2025, 6, 1);

/// A site in memory.
#[derive(Clone, Debug)]
pub struct Site {
    pub tree: SourceTree,
    memo: Memo,
}

impl Site {
    /// The site in a folder of the repository: its `content`.
    pub fn of_folder(folder: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut tree = SourceTree::default();
        for entry in walkdir::WalkDir::new(root.join("content")) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                tree.insert(SourcePath::new(path), SourceFile::new(std::fs::read(entry.path()).unwrap()));
            }
        }
        let mut memo = Memo::default();
        parse(&tree, &mut memo);
        Site { tree, memo }
    }

    /// The small sound site that all examples are laid over.
    pub fn base() -> Self {
        Site::of_folder("tests/sites/base")
    }

    /// The repository's own content.
    pub fn real() -> Self {
        Site::of_folder("")
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.tree.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("no {path}")).bytes.to_vec()).unwrap()
    }

    /// The site with a file written anew.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes().to_vec()));
        self
    }

    /// The site without a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.tree.remove(&SourcePath::new(path));
        self
    }

    /// The site with a text that stands in a file exactly once replaced.
    #[must_use]
    pub fn replace(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "“{from}” in {path}");
        self.with(path, &text.replace(from, to))
    }

    /// The site with more at the end of a file.
    #[must_use]
    pub fn append(self, path: &str, more: &str) -> Self {
        let text = self.text(path) + "\n" + more;
        self.with(path, &text)
    }

    /// The parsed files; only changed ones are parsed again.
    pub fn parsed(&self) -> Parsed {
        std::sync::Arc::unwrap_or_clone(parse(&self.tree, &mut self.memo.clone()))
    }

    /// The model, whatever is wrong with the site.
    pub fn model(&self) -> Model {
        let (model, findings) = build(&self.parsed());
        model.unwrap_or_else(|| panic!("no model: {findings:#?}"))
    }

    /// The model and what follows from it.
    pub fn resolved(&self) -> (Model, Resolved) {
        let model = self.model();
        let resolved = resolve(&model, TODAY).0;
        (model, resolved)
    }

    /// Every finding.
    pub fn findings(&self) -> Vec<Diagnostic> {
        prove(&self.parsed(), |_| {})
    }

    /// The findings of a code: each as the words that it points at and its message.
    pub fn found(&self, code: &str) -> Vec<(String, String)> {
        let findings = self.findings().into_iter().filter(|finding| finding.code.as_str() == code);
        findings.map(|finding| (finding.span.as_ref().map(|span| self.words(span)).unwrap_or_default(), finding.message)).collect()
    }

    fn words(&self, span: &opastin::diagnostics::Span) -> String {
        self.tree.get(&span.path).map(|file| String::from_utf8_lossy(&file.bytes)[span.start..span.end].to_owned()).unwrap_or_default()
    }
}

/// Every finding of parsed files; `change` may change the model before it is resolved.
pub fn prove(parsed: &Parsed, change: impl FnOnce(&mut Model)) -> Vec<Diagnostic> {
    let (model, findings) = build(parsed);
    let mut all: Vec<Diagnostic> = parsed.findings.iter().cloned().chain(findings).collect();
    if let Some(mut model) = model {
        change(&mut model);
        all.extend(resolve(&model, TODAY).1);
    }
    sort(&mut all);
    all
}
