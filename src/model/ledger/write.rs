//! Ledgers to TOML: one table per entry, sorted, so that two editors' work merges line by line.

use super::{Ledger, Published};
use std::fmt::Write;
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// The text of `parity.lock`. Reading it gives `ledger` again; texts of which there is only a fingerprint are left out.
pub fn ledger(ledger: &Ledger) -> String {
    let mut out = String::from("# When an editor confirmed that the languages say the same, block by block. Written by `opastin parity confirm`.\n");
    for (block, confirmation) in &ledger.blocks {
        let _ = write!(out, "\n[{}]\non = {}\n", key(block), confirmation.on);
        for (language, text) in confirmation.texts().filter_map(|(language, text)| Some((language, text.whole()?))) {
            let _ = writeln!(out, "{} = {}", key(language), string(text));
        }
    }
    out
}

/// The text of `published.lock`. Reading it gives `published` again.
pub fn published(published: &Published) -> String {
    let mut out = format!("# What readers have seen. Written by `opastin release`.\n\non = {}\n", published.on);
    if published.records.is_empty() {
        out.push_str("\n[records]\n");
    }
    for (name, record) in &published.records {
        let _ = write!(out, "\n[records.{}]\n", key(name));
        if !record.addresses.is_empty() {
            let addresses: Vec<String> = record.addresses.iter().map(|(language, address)| format!("{} = {}", key(language), string(address))).collect();
            let _ = writeln!(out, "addresses = {{ {} }}", addresses.join(", "));
        }
        if let Some(data) = &record.data {
            let _ = writeln!(out, "data = {}", string(data));
        }
        let _ = writeln!(out, "revision = {}", record.revision);
    }
    out
}

/// A key, quoted where it must be.
pub fn key(text: &str) -> String {
    TomlKeyBuilder::new(text).as_default().to_toml_key()
}

/// A text in the form that an editor reads best: on one line in double quotes, or on lines of its own; escapes only where nothing else
/// holds the text.
pub fn string(text: &str) -> String {
    let text = TomlStringBuilder::new(text);
    text.as_basic_pretty().or_else(|| text.as_literal()).or_else(|| text.as_ml_literal()).unwrap_or_else(|| text.as_default()).to_toml_value()
}

#[cfg(test)]
mod tests {
    use super::super::{Confirmation, PublishedRecord, read, read_published};
    use super::*;
    use crate::model::Languages;
    use crate::model::language::Language;
    use crate::parse::{ledger, toml};
    use crate::source::SourcePath;
    use jiff::civil::date;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn languages() -> Languages {
        let language = |id: &str| Language { id: id.into(), name: id.to_owned(), locale: id.to_owned() };
        Languages { list: vec![language("fi"), language("sv")] }
    }

    fn confirmation(fi: &str, sv: &str) -> Confirmation {
        Confirmation::new(date(2021, 4, 7), [("fi".into(), fi.into()), ("sv".into(), sv.into())])
    }

    #[track_caller]
    fn comes_back(ledger: &Ledger) {
        let text = super::ledger(ledger);
        let file = ledger::parse(&SourcePath::new("content/tasks/x/parity.lock"), &text);
        let mut findings = file.findings.clone();
        assert_eq!(&read(&file, &languages(), &mut findings), ledger, "{text}");
        assert!(findings.is_empty(), "{text}\n{findings:?}");
    }

    #[test]
    fn a_confirmation_reads_as_the_text_that_was_confirmed() {
        let text = super::ledger(&Ledger { blocks: BTreeMap::from([("what".to_owned(), confirmation("Mitä tehdään\nTee \"näin\".\n- yksi", "Vad"))]) });
        assert!(text.ends_with("\n[what]\non = 2021-04-07\nfi = '''\nMitä tehdään\nTee \"näin\".\n- yksi'''\nsv = \"Vad\"\n"), "{text}");
    }

    #[test]
    fn odd_characters_come_back() {
        for odd in [
            "",
            "'",
            "''",
            "'''",
            "''''",
            "\"\"\"",
            "'''\"\"\"",
            "a\\",
            "\\u0041",
            "\r",
            "a\r\nb",
            "\u{0}\u{7f}",
            "\t",
            "\u{85}\u{2028}",
            "\u{feff}",
            "]\n[x]",
            "'\n'",
            "\n",
        ] {
            comes_back(&Ledger { blocks: BTreeMap::from([("a.b \"c\"".to_owned(), confirmation(odd, &format!("{odd}\n'''{odd}")))]) });
        }
    }

    proptest! {
        #[test]
        fn every_ledger_comes_back(blocks in prop::collection::btree_map("\\PC{1,8}", ("(?s).{0,40}", "[a'\"\\\\\n\r]{0,12}"), 0..5)) {
            comes_back(&Ledger { blocks: blocks.iter().map(|(name, (fi, sv))| (name.clone(), confirmation(fi, sv))).collect() });
        }
    }

    #[test]
    fn what_readers_have_seen_comes_back() {
        let record = PublishedRecord { addresses: BTreeMap::from([("fi".to_owned(), "/fi/a/".to_owned())]), data: Some("00ff".to_owned()), revision: 2 };
        let bare = PublishedRecord { addresses: BTreeMap::new(), data: None, revision: 0 };
        for records in [BTreeMap::new(), BTreeMap::from([("task:a".to_owned(), record), ("role:b".to_owned(), bare)])] {
            let published = Published { on: date(2021, 4, 7), records };
            let file = toml::parse(&SourcePath::new("content/published.lock"), &super::published(&published));
            assert!(file.findings.is_empty());
            assert_eq!(read_published(&file.table), Some(published));
        }
    }
}
