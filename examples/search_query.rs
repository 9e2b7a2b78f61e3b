//! Searches in the index of a built site, for comparison with the scripts of the theme.
//!
//! `search_query SITE LANG < QUERIES`, one query a line; prints one JSON list a line: address, anchor and score of each of the first ten results.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::BufRead as _;
use std::path::Path;

use opastin::search::query::{DEFAULT_LIMIT, Engine};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, lang] = arguments.as_slice() else { return Err("search_query SITE LANG".into()) };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let folder = Path::new(site).join("search").join(lang);
    files.insert(format!("search/{lang}/manifest.json"), std::fs::read(folder.join("manifest.json"))?);
    for entry in std::fs::read_dir(folder.join("files"))? {
        let entry = entry?;
        files.insert(format!("search/{lang}/files/{}", entry.file_name().to_string_lossy()), std::fs::read(entry.path())?);
    }
    let engine = Engine::open(lang, |path| files.get(path).map(Vec::as_slice))?;
    for query in std::io::stdin().lock().lines() {
        let hits = engine.search(&query?, DEFAULT_LIMIT)?.hits;
        println!("{}", json!(hits.iter().map(|hit| json!([hit.url, hit.anchor, hit.score])).collect::<Vec<_>>()));
    }
    Ok(())
}
