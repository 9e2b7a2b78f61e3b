//! Every kind of finding has a page with examples, and every example gives exactly the findings that it names.
//!
//! A page's fenced blocks are files laid over the small sound site `tests/sites/base`; what follows the language in the opening line is
//! the path. Besides files as they stand (`toml content/registry/x.toml`) there are
//!
//! - `bytes PATH`: the body with `\xNN`, `\r` and `\n` as escapes and without its last line break; the path may have `\xNN` too;
//! - `zeros PATH`: a file of as many zero bytes as the body says;
//! - `link PATH`: a symbolic link to the body;
//! - `remove PATH`: the base site's file is taken away;
//! - `findings`: one line per finding of the page's code, `severity code file:line:column`, or `severity code -` where there is no
//!   place. It closes the example. Findings of the base site itself do not count, nor do those of other codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends so")]

#[path = "common/examples.rs"]
mod shown;
mod support;

use opastin::diagnostics::{Code, explain};
use shown::{Block, examples};
use std::collections::BTreeSet;
use support::{Finding, Site};

fn lay(site: &Site, block: &Block) {
    match block.kind.as_str() {
        "bytes" => site.write_bytes(&unescape(&block.path), &unescape(block.body.strip_suffix('\n').unwrap_or(&block.body))),
        "zeros" => site.write(&block.path, vec![0; block.body.trim().parse().expect("a number of bytes")]),
        "link" => site.link(&block.path, block.body.trim()),
        "remove" => site.remove(&block.path),
        _ => site.write(&block.path, &block.body),
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let (byte, length) = match after.as_bytes() {
            [b'x', ..] => (u8::from_str_radix(&after[1..3], 16).expect("two hexadecimal digits"), 3),
            [b'r', ..] => (b'\r', 1),
            [b'n', ..] => (b'\n', 1),
            _ => panic!("unknown escape in “{text}”"),
        };
        bytes.push(byte);
        rest = &after[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// Runs every example of a page; says what differs.
fn faults(code: Code, base: &[Finding]) -> Vec<String> {
    let page = explain::page(code);
    let mut faults = Vec::new();
    if !page.starts_with("# ") || !page.contains("\n## Why it matters\n") || !page.contains("\n## How to mend it\n") {
        faults.push(format!("{code}: the page needs a title and the sections “Why it matters” and “How to mend it”"));
    }
    let examples = examples(page);
    if examples.is_empty() {
        faults.push(format!("{code}: the page has no example"));
    }
    for (number, example) in (1..).zip(examples) {
        let named = |line: &String| line.parse().unwrap_or_else(|()| panic!("“{line}” names no finding"));
        let mut expected: Vec<Finding> = example.findings.iter().map(named).collect();
        if !expected.iter().any(|finding| finding.code == code.as_str()) {
            faults.push(format!("{code}: example {number} names no finding of the code"));
        }
        let site = Site::base();
        example.blocks.iter().for_each(|block| lay(&site, block));
        let mut found = site.check().findings;
        let wanted: BTreeSet<String> = expected.iter().map(|finding| finding.code.clone()).collect();
        found.retain(|finding| wanted.contains(&finding.code) && !base.contains(finding));
        found.sort();
        expected.sort();
        if found != expected {
            faults.push(format!("{code}, example {number}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    faults
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let pages: BTreeSet<&str> = explain::names().into_iter().collect();
    assert_eq!(codes.difference(&pages).collect::<Vec<_>>(), Vec::<&&str>::new(), "codes without a page");
    assert_eq!(pages.difference(&codes).collect::<Vec<_>>(), Vec::<&&str>::new(), "pages without a code");
}

#[test]
fn the_base_site_has_neither_errors_nor_warnings() {
    let report = Site::base().check();
    let loud: Vec<_> = report.findings.iter().filter(|finding| finding.severity != "note").collect();
    assert!(loud.is_empty(), "{loud:?}");
    assert_eq!(report.exit, Some(0));
}

#[test]
fn every_example_gives_the_findings_that_it_names() {
    let base = Site::base().check().findings;
    let faults: Vec<String> = Code::ALL.iter().flat_map(|code| faults(*code, &base)).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
