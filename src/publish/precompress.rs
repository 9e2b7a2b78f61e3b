//! Compressed copies beside files, for servers that send them as they stand.

use crate::compile::OutputTree;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;
use std::io::Write;
use std::sync::Arc;

/// Endings of files whose bytes are text, or as compressible as text.
const COMPRESSIBLE: [&str; 12] = ["html", "css", "js", "mjs", "json", "xml", "svg", "txt", "ics", "webmanifest", "csv", "map"];

/// Files with fewer bytes than this gain nothing: they fit into one packet as they are.
const SMALLEST: usize = 1_000;

/// The tree with a gzip copy (`<path>.gz`) beside every file that becomes smaller by it. The bytes depend on the files alone: no
/// time and no system stands in them. Copies that the tree has already stay as they are.
pub fn precompress(files: &OutputTree) -> OutputTree {
    let compressed: Vec<(String, Arc<[u8]>)> = files
        .par_iter()
        .filter(|(path, bytes)| bytes.len() >= SMALLEST && is_compressible(path) && !files.contains_key(&format!("{path}.gz")))
        .filter_map(|(path, bytes)| gzip(bytes).filter(|small| small.len() < bytes.len()).map(|small| (format!("{path}.gz"), small.into())))
        .collect();
    files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).chain(compressed).collect()
}

fn is_compressible(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| COMPRESSIBLE.contains(&ending))
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn text_gets_a_copy_that_unpacks_to_the_same_bytes() {
        let page: Arc<[u8]> = "<p>Ohje</p>\n".repeat(500).into_bytes().into();
        let ready: Arc<[u8]> = Arc::from(&b"ready"[..]);
        let files: OutputTree = [
            ("fi/index.html".to_owned(), page.clone()),
            ("small.html".to_owned(), Arc::from(&b"<p>"[..])),
            ("picture.png".to_owned(), page.clone()),
            ("search.json".to_owned(), page.clone()),
            ("search.json.gz".to_owned(), ready.clone()),
        ]
        .into();
        let all = precompress(&files);
        assert_eq!(all.len(), files.len() + 1);
        assert_eq!(all.get("search.json.gz"), Some(&ready));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&all["fi/index.html.gz"][..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, &page[..]);
    }
}
