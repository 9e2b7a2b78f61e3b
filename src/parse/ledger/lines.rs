//! Ledgers as this program writes them, read line by line: they are as long as the words that they confirm, and nearly all are as they were
//! written. Whatever could mean anything else in TOML is left to the reader of TOML.

use super::{Confirmed, Entry};
use jiff::civil::Date;

/// The entries of `text`; `None` where it is not certain what TOML would read.
pub(super) fn read(text: &str) -> Option<Vec<Entry>> {
    if text.bytes().any(|byte| byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0x7f) {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let line = next_line(&mut rest);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let block = bare_key(line.strip_prefix('[')?.strip_suffix(']')?)?;
        if entries.iter().any(|entry| entry.block == block) {
            return None;
        }
        let confirmed = confirmed(&mut rest)?;
        entries.push(Entry { block: block.to_owned(), span: start + 1..start + 1 + block.len(), confirmed: Some(confirmed) });
    }
    Some(entries)
}

/// The lines of one entry, up to an empty one or the end.
fn confirmed(rest: &mut &str) -> Option<Confirmed> {
    let on = date(next_line(rest).strip_prefix("on = ")?)?;
    let mut confirmed = Confirmed { on, texts: Vec::new() };
    loop {
        let line = next_line(rest);
        if line.is_empty() {
            return Some(confirmed);
        }
        let (key, value) = line.split_once(" = ")?;
        let key = bare_key(key)?;
        if key == "on" || confirmed.texts.iter().any(|(known, _)| known == key) {
            return None;
        }
        let text = match value {
            "'''" => lines(rest)?,
            _ => value.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains(['"', '\\']))?,
        };
        confirmed.texts.push((key.to_owned(), text.into()));
    }
}

/// A text on lines of its own, up to the first three quotes, which end their line.
fn lines<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let (text, after) = rest.split_once("'''")?;
    *rest = match after.strip_prefix('\n') {
        Some(after) => after,
        None if after.is_empty() => after,
        None => return None,
    };
    Some(text)
}

/// Takes the next line, without its end.
fn next_line<'a>(rest: &mut &'a str) -> &'a str {
    let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
    *rest = after;
    line
}

fn bare_key(text: &str) -> Option<&str> {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (!text.is_empty() && text.bytes().all(is_bare)).then_some(text)
}

/// A day, as `2026-03-01`.
fn date(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| digits.iter().try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')));
    let small = |digits: &[u8]| number(digits).and_then(|number| i8::try_from(number).ok());
    let is_parted = bytes[4] == b'-' && bytes[7] == b'-';
    is_parted.then(|| Date::new(number(&bytes[..4])?, small(&bytes[5..7])?, small(&bytes[8..])?).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::{Confirmed, ConfirmedText, of_toml};
    use super::*;
    use crate::source::SourcePath;
    use proptest::prelude::*;

    const HEAD: &str = "# Confirmed.\n";

    /// What is read line by line must be what the reader of TOML reads.
    #[track_caller]
    fn agrees(text: &str) -> bool {
        let read = read(text);
        if let Some(entries) = &read {
            let toml = of_toml(&SourcePath::new("content/tasks/x/parity.lock"), text);
            assert!(toml.findings.is_empty(), "{text:?}: {:?}", toml.findings);
            assert_eq!(*entries, toml.entries, "{text:?}");
        }
        read.is_some()
    }

    #[test]
    fn what_this_program_writes_is_read_line_by_line() {
        for text in [
            "",
            HEAD,
            "# Confirmed.",
            "\n[lead]\non = 2026-03-01\nfi = \"Yksi\tä\"\nsv = '''\nA\n\n''b''\n- \"c\" \\'''\n\n[what-is]\non = 2026-03-02\nfi = \"\"",
            "[a]\non = 2026-03-01\n",
            "[a]\non = 2026-03-01\nfi = '''\n'''",
        ] {
            assert!(agrees(text), "{text:?}");
        }
        let entry = read("[a]\non = 2026-03-01\nfi = '''\nB'''\n").unwrap().remove(0);
        let confirmed = Confirmed { on: jiff::civil::date(2026, 3, 1), texts: vec![("fi".to_owned(), ConfirmedText::from("B"))] };
        assert_eq!(entry, Entry { block: "a".to_owned(), span: 1..2, confirmed: Some(confirmed) });
    }

    #[test]
    fn what_could_be_anything_else_is_left_to_the_reader_of_toml() {
        for text in [
            "[a.b]\non = 2026-03-01\n",
            "[\"a\"]\non = 2026-03-01\n",
            "[a] # b\non = 2026-03-01\n",
            " [a]\non = 2026-03-01\n",
            "[[a]]\non = 2026-03-01\n",
            "[a]\n\non = 2026-03-01\n",
            "[a]\non = 2026-03-01 # b\n",
            "[a]\non = 2026-02-30\n",
            "[a]\non = 2026-03-01\nfi = \"\\u0041\"\n",
            "[a]\non = 2026-03-01\nfi = \"a\" \"b\"\n",
            "[a]\non = 2026-03-01\nfi = 'b'\n",
            "[a]\non = 2026-03-01\nfi = '''b'''\n",
            "[a]\non = 2026-03-01\nfi = '''\nb''''\n",
            "[a]\non = 2026-03-01\nfi = '''\nb\n",
            "[a]\non = 2026-03-01\nfi = \"\"\"b\"\"\"\n",
            "[a]\non = 2026-03-01\nfi = \"a\"\nfi = \"b\"\n",
            "[a]\non = 2026-03-01\non = 2026-03-01\n",
            "[a]\non = 2026-03-01\n\n[a]\non = 2026-03-01\n",
            "[a]\r\non = 2026-03-01\r\n",
            "[a]\non = 2026-03-01\nfi = \"\u{7f}\"\n",
            "on = 2026-03-01\n",
            "[a]\nfi = \"b\"\n",
        ] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_read_otherwise(lines in prop::collection::vec("(\\[[a-b.]{0,2}\\]|on = 20(0|2)6-0[0-3]-0[0-3]|(fi|sv|on) ?= ?(\"[a\"\\\\']{0,3}\"|'''|'[a']{0,2}'|'''a''')|'''|a?'''|\"\"\"|#?|a|ä\t)", 0..12)) {
            agrees(&lines.join("\n"));
            agrees(&format!("[c]\non = 2026-01-01\nfi = '''\n{}", lines.join("\n")));
        }
    }
}
