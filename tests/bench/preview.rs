//! How long it takes from saving a file until the served page has changed.
//!
//! `cargo bench --bench preview [-- PAGES [SAVES]]` copies the repository's own content, adds tasks until there are PAGES pages a language
//! (none by default), starts the preview and saves the words and the facts of a task SAVES times each (50 by default).
//! It prints figures and asserts none.

use opastin::compile::Options;
use opastin::model::drafts::Drafts;
use opastin::preview::workshop::{Changed, Workshop};
use opastin::preview::{Config, Port, Preview};
use opastin::search::{FoundLexicon, LexiconData, lexicon_package};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TASK: &str = "content/tasks/report-test";
const PAGE: &str = "/fi/tehtavat/raportoi-kayttoonottokoe/";

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (pages, saves) = (numbers.first().copied().unwrap_or(0), numbers.get(1).copied().unwrap_or(50));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.join("content"));
    add_pages(&root, pages);
    if pages > 0 {
        // What the site's own searches find is not what they find among made-up pages.
        fs::remove_file(root.join("content/search-queries.toml")).unwrap();
    }

    let options = Options { today: jiff::civil::date(2026, 11, 21), base_url: None, lexicons: lexicons(), drafts: Drafts::Shown };
    let start = Instant::now();
    let mut workshop = Workshop::open(&root, options.clone());
    let pages = workshop.snapshot().site.as_ref().map_or(0, |site| site.pages().count());
    println!("{pages} pages, {} findings; first compilation {:.0} ms", workshop.snapshot().findings.len(), start.elapsed().as_secs_f64() * 1000.0);
    if workshop.snapshot().stale {
        for finding in workshop.snapshot().findings.iter().filter(|finding| finding.severity == opastin::diagnostics::Severity::Error).take(5) {
            println!("{}: {} {:?}", finding.code, finding.message, finding.span);
        }
        return;
    }

    let mut inside: Vec<Duration> = Vec::new();
    for (what, edit) in EDITS {
        inside.clear();
        for save in 0..saves {
            let path = edit(&root, save);
            let before = workshop.snapshot().clone();
            let start = Instant::now();
            assert!(workshop.reload(&Changed::Paths(vec![path])));
            inside.push(start.elapsed());
            drop(before);
        }
        report(&format!("{what} saved, until pages can be made"), &mut inside);
        stages(workshop.timings());
    }
    let start = Instant::now();
    let page = workshop.snapshot().file(PAGE).unwrap().1;
    println!("one page of {} bytes: {:.1} ms", page.len(), milliseconds(start.elapsed()));
    let mut indexes: Vec<Duration> = Vec::new();
    for save in saves..saves + saves.min(10) {
        let path = edit_words(&root, save);
        assert!(workshop.reload(&Changed::Paths(vec![path])));
        let start = Instant::now();
        workshop.snapshot().file("/search/fi/manifest.json").unwrap();
        indexes.push(start.elapsed());
    }
    report("words saved, then the index of the search", &mut indexes);
    let start = Instant::now();
    workshop.settle();
    println!("all the rest: {:.0} ms", milliseconds(start.elapsed()));
    stages(&workshop.snapshot().site.as_ref().unwrap().whole().unwrap().run.timings);
    drop(workshop);

    let preview = Preview::open(Config { root: root.clone(), options, port: Port::Exactly(0) }).unwrap();
    let address = preview.address;
    std::thread::spawn(move || preview.serve(|_| {}));
    get(address);
    std::thread::sleep(Duration::from_millis(500));
    // Saved one upon the other, and with pauses in which all the rest is made.
    let mut save = saves;
    for (pause, often) in [(Duration::from_millis(30), saves), (Duration::from_millis(1500), saves.min(10))] {
        for (what, edit) in EDITS {
            let mut whole: Vec<Duration> = Vec::new();
            for _ in 0..often {
                save += 1;
                let before = get(address);
                let start = Instant::now();
                edit(&root, save);
                while get(address) == before {
                    std::thread::sleep(Duration::from_micros(200));
                    assert!(start.elapsed() < Duration::from_secs(20), "the page has not changed");
                }
                whole.push(start.elapsed());
                std::thread::sleep(pause);
            }
            report(&format!("{what} saved, until the served page has changed, every {} ms", pause.as_millis()), &mut whole);
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn stages(timings: &[(&str, Duration)]) {
    for (stage, took) in timings {
        println!("  {stage:10} {:7.2} ms", milliseconds(*took));
    }
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |part: f64| milliseconds(times[((times.len() - 1) as f64 * part) as usize]);
    println!("{what}: median {:.1} ms, shortest {:.1} ms, nine in ten {:.1} ms, longest {:.1} ms ({} times)", at(0.5), at(0.0), at(0.9), at(1.0), times.len());
}

/// What is saved, and how.
/// Edits a site for the given time and says which file changed.
type Edit = fn(&Path, usize) -> std::path::PathBuf;

const EDITS: [(&str, Edit); 2] = [("words", edit_words), ("facts", edit_facts)];

/// The lexicons of the system, as `opastin serve` finds them.
fn lexicons() -> BTreeMap<String, FoundLexicon> {
    let bytes = |path: &Path| fs::read(path).ok().map(Arc::<[u8]>::from);
    let found = |lang: &str| {
        let package = lexicon_package(lang)?;
        let data = package.places.iter().map(Path::new).find_map(|place| match place.extension().and_then(|ending| ending.to_str()) {
            Some("vfst") => Some(LexiconData::Voikko(bytes(place)?)),
            _ => Some(LexiconData::Hunspell { affixes: bytes(&place.with_extension("aff"))?, words: bytes(&place.with_extension("dic"))? }),
        })?;
        Some((lang.to_owned(), FoundLexicon::new(package.name, data)))
    };
    ["fi", "sv"].into_iter().filter_map(found).collect()
}

/// Saves a task's facts with another code than before.
fn edit_facts(root: &Path, save: usize) -> std::path::PathBuf {
    let path = root.join(TASK).join("task.toml");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().map(|line| if line.starts_with("code = ") { format!("code = \"Q{}\"", save % 7) } else { line.to_owned() });
    fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    path
}

/// Saves a task's words with others than before.
fn edit_words(root: &Path, save: usize) -> std::path::PathBuf {
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
    write!(stream, "GET {PAGE} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
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
