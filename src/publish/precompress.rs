//! Compressed copies beside files, for servers that send them as they stand.

use flate2::{Compression, GzBuilder};
use std::io::Write;

/// Endings of files whose bytes are text, or as compressible as text.
const COMPRESSIBLE: [&str; 12] = ["html", "css", "js", "mjs", "json", "xml", "svg", "txt", "ics", "webmanifest", "csv", "map"];

/// Files with fewer bytes than this gain nothing: they fit into one packet as they are.
const SMALLEST: usize = 1_000;

/// Where the copy of the file at `path` stands.
pub(super) fn copy_of(path: &str) -> String {
    format!("{path}.gz")
}

/// Whether the file at `path` may become smaller.
pub(super) fn is_compressible(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| COMPRESSIBLE.contains(&ending))
}

/// The packed bytes, if they are fewer. They depend on the bytes alone: no time and no system stands in them.
pub(super) fn smaller(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < SMALLEST {
        return None;
    }
    gzip(bytes).filter(|small| small.len() < bytes.len())
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use crate::publish::Publication;
    use crate::render::sink::Sink;
    use std::fs;
    use std::io::Read;

    #[test]
    fn text_gets_a_copy_that_unpacks_to_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("public");
        let page = "<p>Ohje</p>\n".repeat(500).into_bytes();
        let files: [(&str, &[u8]); 5] =
            [("fi/index.html", &page), ("small.html", b"<p>"), ("picture.png", &page), ("search.json", &page), ("search.json.gz", b"ready")];
        for (written, kept) in [(6, 0), (0, 6)] {
            let publication = Publication::begin(&target).unwrap();
            files.iter().for_each(|(path, bytes)| publication.put(path, bytes));
            publication.precompress();
            assert_eq!(publication.count(|path| path.ends_with(".gz")), 2);
            let published = publication.finish().unwrap();
            assert_eq!((published.written, published.kept), (written, kept));
        }
        assert_eq!(fs::read(target.join("search.json.gz")).unwrap(), b"ready");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(target.join("fi/index.html.gz")).unwrap()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, page);
    }
}
