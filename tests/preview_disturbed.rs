//! The preview under attack and in long use: nothing outside the site is served, nothing is written, it stays up, and it does not grow.
//!
//! `PREVIEW_EDITS` says how long the long use is; `tests/faults/run` asks for 2,000 edits.
#![cfg(all(feature = "preview", target_os = "linux"))]

#[path = "support/served.rs"]
mod served;
mod support;

use served::{PATIENCE, Served, event, mark};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Instant;
use support::Site;

const BORROW: &str = "/en/tasks/borrow/";
const WORDS: &str = "content/tasks/borrow-items/en.md";
const FACTS: &str = "content/tasks/borrow-items/task.toml";
const SECRET: &str = "words that nobody may read";

/// All files of a site with their bytes.
fn everything(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    files.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

#[test]
fn symbolic_links_lead_to_nothing_outside_the_site() {
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(outside.path().join("leak")).unwrap();
    fs::write(outside.path().join("secret.txt"), SECRET).unwrap();
    fs::write(outside.path().join("leak/page.toml"), "slug = { en = \"leak\", de = \"leck\" }\n").unwrap();
    for language in ["en", "de"] {
        fs::write(outside.path().join(format!("leak/{language}.md")), format!("# Leak\n\n{SECRET}.\n")).unwrap();
    }
    let site = Site::base();
    let words = fs::read_to_string(site.path(WORDS)).unwrap();
    // Some stand there from the beginning, others come while it is served.
    symlink(outside.path().join("leak"), site.path("content/pages/leak")).unwrap();
    let served = Served::start(&site);
    let look = |when: &str| {
        for path in ["/en/leak/", "/de/leck/", "/secret.txt", "/assets/secret.txt", "/content/pages/leak/en.md", BORROW, "/en/", "/search/en/manifest.json"] {
            assert!(!served.get(path).body.contains(SECRET), "{path} {when}");
        }
    };
    look("at first");
    fs::remove_file(site.path("content/pages/leak")).unwrap();
    fs::create_dir_all(site.path("themes/default/styles")).unwrap();
    symlink(outside.path().join("secret.txt"), site.path("themes/default/styles/99-own.css")).unwrap();
    symlink(outside.path(), site.path("content/tasks/leak")).unwrap();
    fs::remove_file(site.path(WORDS)).unwrap();
    symlink(outside.path().join("secret.txt"), site.path(WORDS)).unwrap();
    served.line("error");
    look("while links stand");
    for link in [WORDS, "themes/default/styles/99-own.css", "content/tasks/leak"] {
        fs::remove_file(site.path(link)).unwrap();
    }
    site.write(WORDS, words.replace("The receipt lists", "The slip lists"));
    served.until(BORROW, |page| page.body.contains("The slip lists"));
    look("after them");
}

#[test]
fn two_hundred_connections_and_clients_that_never_finish_keep_nobody_waiting() {
    let site = Site::base();
    let served = Served::start(&site);
    let before = everything(site.root());
    let (page, host) = (served.get(BORROW), served.address);
    let starts = [
        // A request that never ends, one without an end in sight, a body that never comes, and answers that nobody reads.
        format!("GET {BORROW} HTTP/1.1\r\nHost: {host}\r\nX-Slow: "),
        format!("GET /{} HTTP/1.1\r\n", "a".repeat(60_000)),
        format!(
            "POST /_opastin/confirm HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{"
        ),
        format!("GET /_opastin/events?path={BORROW}&page={} HTTP/1.1\r\nHost: {host}\r\n\r\n", mark(&page)),
        format!("GET {BORROW} HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(50),
    ];
    let mut slow: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut stream = TcpStream::connect(host).unwrap();
            stream.set_nonblocking(true).unwrap();
            let _ = stream.write(starts[number % starts.len()].as_bytes());
            stream
        })
        .collect();
    let whole: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(host).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            write!(stream, "GET {BORROW} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
            stream
        })
        .collect();
    for mut stream in whole {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(&page.body));
    }
    for stream in &mut slow {
        let _ = stream.write(b"b");
    }
    assert_eq!(everything(site.root()), before, "nothing was written");
    // Whoever saves and looks meanwhile is served.
    let events = served.events(BORROW, &mark(&page));
    event(&events, "findings");
    site.replace(WORDS, "The receipt lists", "The slip lists");
    event(&events, "page");
    assert!(served.get(BORROW).body.contains("The slip lists"));
    drop(slow);
    assert_eq!(served.get("/en/").status, 200);
}

#[test]
fn requests_that_never_end_are_closed_so_that_others_are_answered() {
    let site = Site::base();
    let opastin = support::program();
    let mut command = std::process::Command::new("prlimit");
    command.arg("--nofile=256").arg(opastin.get_program()).args(["serve", "--port", "0", "--today", support::TODAY, "--root"]).arg(site.root());
    let served = Served::run(&mut command);
    let unfinished: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = TcpStream::connect(served.address).unwrap();
            stream.write_all(b"GET /en/ HT").unwrap();
            stream
        })
        .collect();
    assert_eq!(served.get("/en/").status, 200);
    drop(unfinished);
}

#[test]
fn a_post_from_elsewhere_or_too_large_changes_nothing() {
    let site = Site::base();
    let served = Served::start(&site);
    let before = everything(site.root());
    let host = served.address.to_string();
    let own = format!("http://{host}");
    let body = "{\"item\":\"task:borrow-items\",\"block\":\"why\",\"seen\":[]}";
    let post = |path: &str, headers: &[(&str, &str)], body: &str| {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        served.send(&format!("POST {path} HTTP/1.1\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())).status
    };
    let json = ("Content-Type", "application/json");
    for headers in [
        &[("Host", host.as_str()), json][..],
        &[("Host", &host), ("Origin", "http://evil.example"), json],
        &[("Host", &host), ("Origin", "http://evil.example"), ("Content-Type", "text/plain")],
        &[("Host", "evil.example"), ("Origin", "http://evil.example"), json],
        &[("Host", &host), ("Origin", &own), ("Sec-Fetch-Site", "cross-site"), json],
        &[("Host", &host), ("Origin", &own), json],
    ] {
        assert_eq!(post("/_opastin/confirm", headers, body), 403, "{headers:?}");
    }
    let headers = [("Host", host.as_str()), ("Origin", own.as_str()), json];
    for path in [BORROW, "/", "/_opastin/positions", "/_opastin/events", "/_opastin/preview.mjs", "/content/site.toml"] {
        assert_eq!(post(path, &headers, body), 405, "{path}");
    }
    let status = post("/_opastin/confirm", &headers, &format!("{{\"item\":\"{}\"}}", "a".repeat(5_000_000)));
    assert!(matches!(status, 0 | 403 | 413 | 422), "{status}");
    assert_eq!(everything(site.root()), before, "nothing was written");
    assert_eq!(served.get(BORROW).status, 200);
}

/// What the system says that a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    memory: u64,
    files: usize,
    threads: u64,
}

fn held(process: u32) -> Held {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let number = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok()).unwrap();
    Held { memory: number("VmRSS:"), files: fs::read_dir(format!("/proc/{process}/fd")).unwrap().count(), threads: number("Threads:") }
}

/// How much more memory than after the first quarter of the edits may be held at the end, in KiB: what the allocator keeps by chance.
const LEEWAY: u64 = 24 * 1024;

#[test]
fn a_long_use_leaves_no_more_memory_files_and_threads_held() {
    let edits: usize = std::env::var("PREVIEW_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60);
    let site = Site::base();
    let served = Served::start(&site);
    let [words, facts] = [WORDS, FACTS].map(|path| fs::read_to_string(site.path(path)).unwrap());
    let said = |number: usize| format!("The slip {number} lists");
    let start = Instant::now();
    let mut samples: Vec<Held> = Vec::new();
    let mut kinds = [0; 6];
    for number in 0..edits {
        // An open page, closed before the next edit.
        let events = served.events(BORROW, &mark(&served.get(BORROW)));
        event(&events, "findings");
        kinds[number % 6] += 1;
        match number % 6 {
            0 => site.write(FACTS, facts.replace("code = \"L3\"", &format!("code = \"N{number}\""))),
            1 => site.write(FACTS, facts.replace("owner = \"borrower\"", "owner = \"borrowre\"")),
            2 => site.write(FACTS, &facts),
            3 => {
                let copy = format!("content/pages/copy-{number}");
                support::copy(&site.path("content/pages/about"), &site.path(&copy));
                site.write(&format!("{copy}/page.toml"), format!("slug = {{ en = \"copy-{number}\", de = \"kopie-{number}\" }}\n"));
            }
            4 => {
                fs::remove_dir_all(site.path(&format!("content/pages/copy-{}", number - 1))).unwrap();
            }
            _ => site.write("themes/default/styles/99-own.css", format!(".own {{ --number: {number} }}")),
        }
        site.write(WORDS, words.replace("The receipt lists", &said(number)));
        if number % 6 == 1 {
            // The last good page stays.
            while event(&events, "findings")["stale"] != true {}
        } else {
            served.until(BORROW, |page| page.body.contains(&said(number)));
            let added = format!("/en/copy-{number}/");
            let is_there = number % 6 == 3;
            served.until(&added, |page| (page.status == 200) == is_there);
        }
        if (number + 1) % (edits / 20).max(1) == 0 {
            samples.push(held(served.process()));
        }
    }
    let quarter = samples[samples.len() / 4];
    // Connections that have just been closed are let go of by and by.
    let start_of_end = Instant::now();
    let end = loop {
        let end = held(served.process());
        if (end.files <= quarter.files && end.threads <= quarter.threads) || start_of_end.elapsed() > PATIENCE {
            break end;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    println!(
        "{edits} edits in {:.0} s ({} facts, {} broken, {} mended, {} pages added, {} removed, {} styles): after a quarter of them {} KiB, {} open files, {} threads; at the end {} KiB, {} open files, {} threads",
        start.elapsed().as_secs_f64(),
        kinds[0],
        kinds[1],
        kinds[2],
        kinds[3],
        kinds[4],
        kinds[5],
        quarter.memory,
        quarter.files,
        quarter.threads,
        end.memory,
        end.files,
        end.threads
    );
    println!("  memory on the way, KiB: {}", samples.iter().map(|held| held.memory.to_string()).collect::<Vec<_>>().join(" "));
    assert!(end.files <= quarter.files, "{quarter:?} {end:?}");
    assert!(end.threads <= quarter.threads, "{quarter:?} {end:?}");
    assert!(end.memory <= quarter.memory + LEEWAY, "{quarter:?} {end:?}");
}
