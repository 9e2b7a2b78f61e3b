//! The browser's modules against the library, on generated cases; the calendar of the site against an independent one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;
#[path = "parity/conditions.rs"]
mod conditions;
#[path = "parity/dates.rs"]
mod dates;
#[path = "parity/random.rs"]
mod random;

use opastin::resolve::dates::is_working_day;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::process::{Command, Output};

/// So many cases of each kind; together more than 100,000.
const CASES: usize = 60_000;

fn ran(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn the_browser_modules_say_what_the_library_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.jsonl");
    let mut file = BufWriter::new(std::fs::File::create(&path).unwrap());
    let mut random = random::Random::new(0x0C0F_FEE0);
    let site = &common::model(&common::files("content")).calendar;
    dates::write(&mut file, &mut random, site, CASES);
    conditions::write(&mut file, &mut random, CASES);
    file.flush().unwrap();
    let output = Command::new("node").arg(common::root().join("tests/parity/check.mjs")).arg(&path).output();
    let counts: serde_json::Value = serde_json::from_str(&ran(&output.expect("node is needed for this test: tests/run installs it"))).unwrap();
    let total: u64 = counts.as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
    assert!(total >= 100_000, "{counts}");
}

#[test]
fn the_calendar_is_the_independent_one() {
    let root = common::root();
    ran(&Command::new("sh").arg(root.join("tests/parity/setup")).output().unwrap());
    let python = Command::new(root.join("tests/.venv/bin/python")).arg(root.join("tests/parity/free_days.py")).args(["2000", "2100"]).output().unwrap();
    let holidays: BTreeSet<jiff::civil::Date> = ran(&python).lines().map(|line| line.parse().unwrap()).collect();
    assert!(holidays.len() > 101 * 10, "only {} holidays", holidays.len());
    let calendar = &common::model(&common::files("content")).calendar;
    let days = jiff::civil::date(2000, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() <= 2100);
    let wrong: Vec<_> = days
        .filter(|day| {
            let weekend = day.weekday().to_monday_one_offset() >= 6;
            is_working_day(*day, calendar) == (weekend || holidays.contains(day))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
