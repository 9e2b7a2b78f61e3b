//! The floor to measure against: reads the Markdown of a site, renders it with the Markdown library through a small layout and writes
//! the files. Does nothing else: no references, no checks, no lists.
//!
//! Usage: `floor CONTENT OUT`. Compare: `cargo run --release -- build --timings`.

use pulldown_cmark::{Options, Parser, html};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(content), Some(out)) = (arguments.next(), arguments.next()) else {
        println!("usage: floor CONTENT OUT");
        return Ok(());
    };
    let start = Instant::now();
    let mut files = 0;
    for entry in walkdir::WalkDir::new(&content).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            page(&content, &path, &out)?;
            files += 1;
        }
    }
    println!("{files} files in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

fn page(content: &Path, path: &Path, out: &Path) -> std::io::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_HEADING_ATTRIBUTES));
    let file = out.join(path.strip_prefix(content).unwrap_or(path)).with_extension("html");
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, format!("<!doctype html><html><head><meta charset=\"utf-8\"><title>Page</title></head><body>{body}</body></html>"))
}
