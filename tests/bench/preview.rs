//! How long it takes from saving a file until the served page has changed.
//!
//! `cargo bench --bench preview [-- PAGES [SAVES]]` copies the repository's own content, adds tasks until there are PAGES pages a language
//! (none by default), starts the preview and saves a file SAVES times (50 by default), in turn in the words and in the facts of a task.
//! It prints figures and asserts none.

use opastin::compile::Options;
use opastin::model::drafts::Drafts;
use opastin::preview::workshop::{Changed, Workshop};
use opastin::preview::{Config, Port, Preview};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

const TASK: &str = "content/tasks/report-test";

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (pages, saves) = (numbers.first().copied().unwrap_or(0), numbers.get(1).copied().unwrap_or(50));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.join("content"));
    add_pages(&root, pages);

    let options = Options { today: jiff::civil::date(2026, 11, 21), base_url: None, lexicons: Default::default(), drafts: Drafts::Shown };
    let start = Instant::now();
    let mut workshop = Workshop::open(&root, options.clone());
    let html = workshop.snapshot().files.keys().filter(|file| file.ends_with(".html")).count();
    println!("{html} pages, {} findings; first compilation {:.0} ms", workshop.snapshot().findings.len(), start.elapsed().as_secs_f64() * 1000.0);
    if workshop.snapshot().stale {
        for finding in workshop.snapshot().findings.iter().filter(|finding| finding.severity == opastin::diagnostics::Severity::Error).take(5) {
            println!("{}: {} {:?}", finding.code, finding.message, finding.span);
        }
        return;
    }

    let mut inside: Vec<Duration> = Vec::new();
    for save in 0..saves {
        let path = edit(&root, save);
        let start = Instant::now();
        assert!(workshop.reload(&root, &Changed::Paths(vec![path])));
        inside.push(start.elapsed());
    }
    report("compilation after a save", &mut inside);
    for (stage, took) in workshop.timings() {
        println!("  {stage:10} {:7.2} ms", took.as_secs_f64() * 1000.0);
    }
    drop(workshop);

    let preview = Preview::open(Config { root: root.clone(), options, port: Port::Exactly(0) }).unwrap();
    let address = preview.address;
    std::thread::spawn(move || preview.serve(|_| {}));
    let mut whole: Vec<Duration> = Vec::new();
    get(address);
    std::thread::sleep(Duration::from_millis(500));
    for save in 0..saves {
        let before = get(address);
        let start = Instant::now();
        edit(&root, saves + save);
        while get(address) == before {
            std::thread::sleep(Duration::from_micros(200));
            assert!(start.elapsed() < Duration::from_secs(20), "the page has not changed");
        }
        whole.push(start.elapsed());
        std::thread::sleep(Duration::from_millis(30));
    }
    report("from saving until the served page has changed", &mut whole);
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!("{what}: median {:.1} ms, nine in ten {:.1} ms, longest {:.1} ms ({} times)", at(0.5), at(0.9), at(1.0), times.len());
}

/// Saves a file as an editor does, with other words than before.
fn edit(root: &Path, save: usize) -> std::path::PathBuf {
    let path = root.join(TASK).join("fi.md");
    let text = fs::read_to_string(&path).unwrap();
    let first = text.find("\n\n").unwrap() + 2;
    let end = first + text[first..].find('\n').unwrap();
    let words =
        format!("Raportoi onnistuneesta kokeesta heti, kun tulos on varma ja versio {} on merkitty.", ["alfa", "beeta", "gamma", "delta", "epsilon"][save % 5]);
    fs::write(&path, format!("{}{words}{}", &text[..first], &text[end..])).unwrap();
    path
}

/// The page's bytes.
fn get(address: SocketAddr) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /fi/tehtavat/raportoi-kayttoonottokoe/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    answer.split_off(body)
}

fn add_pages(root: &Path, pages: usize) {
    let there = fs::read_dir(root.join("content/pages")).unwrap().count();
    for number in there..pages {
        let folder = root.join(format!("content/pages/extra-{number}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("page.toml"), format!("slug = {{ fi = \"lisasivu-{number}\", sv = \"extrasida-{number}\" }}\n")).unwrap();
        let words = |title: &str, text: &str, heading: &str, more: &str| {
            let sections: String = (0..4)
                .map(|section| {
                    format!("\n## {heading} {{#part-{section}}}\n\n{more} [](page:extra-{}) {}.\n", there.max(number / 2), letters(number * 4 + section))
                })
                .collect();
            format!("# {title} {}\n\n{text} {}.\n{sections}", letters(number), letters(number))
        };
        fs::write(folder.join("fi.md"), words("Lisäsivu", "Tällä sivulla kerrotaan aiheesta", "Osa", "Katso myös")).unwrap();
        fs::write(folder.join("sv.md"), words("Extrasida", "På den här sidan berättas om ämnet", "Del", "Se även")).unwrap();
    }
}

/// A number in letters: a word of its own for every number.
fn letters(mut number: usize) -> String {
    let mut word = String::from("x");
    loop {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
