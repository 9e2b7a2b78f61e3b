//! The program serving a site, and a browser that sends what it is told to.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of this")]

use super::support::{Site, TODAY, program};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; it ends with this value.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
    lines: Receiver<String>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    pub fn start(site: &Site) -> Self {
        Self::run(program().args(["serve", "--port", "0", "--today", TODAY, "--root"]).arg(site.root()))
    }

    /// Runs a command that serves a site.
    pub fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let address = first.trim().trim_start_matches("http://").trim_end_matches('/').parse().unwrap_or_else(|_| panic!("“{first}” is no address"));
        let (send, lines) = channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let served = Served { child, address, lines };
        // The line that says what is found.
        served.line("Stop with Ctrl+C");
        served
    }

    /// The number that the system gives its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end and waits until it has. Not by the signal of Ctrl+C: what a shell starts in the background ignores that one.
    pub fn stop(&mut self) {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        let start = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "it goes on though it was asked to end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits for a line of the terminal that holds `text`.
    pub fn line(&self, text: &str) -> String {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.lines.recv_timeout(Duration::from_millis(200)) {
                Ok(line) if line.contains(text) => return line,
                _ => {}
            }
        }
        panic!("no line with “{text}”");
    }

    /// Sends a request as it is.
    pub fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // Who is turned away early is not listened to until the end.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[("Host", &self.address.to_string())])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
    }

    /// Asks to confirm a block, as a page of the preview does, with other or further headers.
    pub fn confirm(&self, token: &str, body: &serde_json::Value, headers: &[(&str, &str)]) -> Answer {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let body = body.to_string();
        let length = body.len();
        self.send(&format!(
            "POST /_opastin/confirm HTTP/1.1\r\nHost: {}\r\n{headers}X-Opastin-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            self.address
        ))
    }

    /// Asks for a page until `wanted` says yes.
    pub fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path} never became what was waited for: {} {}", answer.status, answer.body);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What an open page is told.
    pub fn events(&self, path: &str, page: &str) -> Receiver<serde_json::Value> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET /_opastin/events?path={path}&page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let (send, events) = channel();
        std::thread::spawn(move || {
            let data = BufReader::new(stream).lines().map_while(Result::ok);
            let data = data.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok());
            data.into_iter().try_for_each(|event| send.send(event))
        });
        events
    }
}

/// The mark of a page as its script tag tells it.
pub fn mark(page: &Answer) -> String {
    let after = page.body.split("preview.mjs?page=").nth(1).unwrap_or_else(|| panic!("no script tag: {}", page.body));
    after.split('&').next().unwrap().to_owned()
}

/// The next event of this type.
pub fn event(events: &Receiver<serde_json::Value>, kind: &str) -> serde_json::Value {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match events.recv_timeout(Duration::from_millis(200)) {
            Ok(event) if event["type"] == kind => return event,
            _ => {}
        }
    }
    panic!("no event “{kind}”");
}
