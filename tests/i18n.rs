//! Messages, numbers, dates, lists and order of the languages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use opastin::diagnostics::Code;
use opastin::i18n::{Arg, Collation, Dates, Lists, Messages, Numbers, checks, sentences};
use opastin::model::language::{Language, Languages};
use opastin::parse::fluent::{FluentFile, parse};
use opastin::source::SourcePath;
use std::collections::BTreeMap;
use std::sync::Arc;

fn languages() -> Languages {
    let language = |id: &str, locale: &str| Language { id: id.into(), name: id.to_owned(), locale: locale.to_owned() };
    Languages { list: vec![language("fi", "fi-FI"), language("sv", "sv-FI")] }
}

fn file(path: &str, text: &str) -> (SourcePath, Arc<FluentFile>) {
    let path = SourcePath::new(path);
    (path.clone(), Arc::new(parse(&path, text)))
}

fn own_files() -> BTreeMap<SourcePath, Arc<FluentFile>> {
    let files = common::files("i18n").into_iter().filter(|(path, _)| path.as_str().ends_with(".ftl"));
    files.map(|(path, bytes)| file(path.as_str(), std::str::from_utf8(&bytes).unwrap())).collect()
}

#[test]
fn numbers_have_the_signs_of_the_language() {
    let of = |locale: &str| Numbers::new(&locale.parse().unwrap()).format(500_000);
    assert_eq!(of("fi-FI"), "500\u{a0}000");
    assert_eq!(of("sv-FI"), "500\u{a0}000");
    assert_eq!(of("en-GB"), "500,000");
    assert_eq!(of("xx"), "500,000", "a locale without data");
}

#[test]
fn dates_are_written_as_in_the_country() {
    let day = jiff::civil::date(2027, 3, 4);
    let of = |locale: &str| {
        let dates = Dates::new(&locale.parse().unwrap());
        [dates.short(day), dates.short_with_weekday(day), dates.long(day), dates.long_with_weekday(day)]
    };
    assert_eq!(of("fi-FI"), ["4.3.2027", "to 4.3.2027", "4. maaliskuuta 2027", "torstai 4. maaliskuuta 2027"]);
    assert_eq!(of("sv-FI"), ["4.3.2027", "tors 4.3.2027", "4 mars 2027", "torsdag 4 mars 2027"]);
    assert_eq!(of("de-DE")[3], "Donnerstag, 4. März 2027");
}

#[test]
fn lists_are_joined_in_words() {
    let lists = Lists::new(&"fi-FI".parse().unwrap());
    assert_eq!((lists.and(&["a", "b", "c"]), lists.or(&["a", "b"]), lists.or(&["a"])), ("a, b ja c".into(), "a tai b".into(), "a".into()));
    assert_eq!(Lists::new(&"sv-FI".parse().unwrap()).or(&["a", "b", "c"]), "a, b eller c");
}

#[test]
fn the_alphabet_ends_in_its_own_letters() {
    let words = ["Öljy", "zeniitti", "Åbo", "ahven", "Ähtäri", "vesi", "Wien"];
    for (locale, expected) in
        [("fi-FI", ["ahven", "vesi", "Wien", "zeniitti", "Åbo", "Ähtäri", "Öljy"]), ("de-DE", ["Åbo", "Ähtäri", "ahven", "Öljy", "vesi", "Wien", "zeniitti"])]
    {
        let collation = Collation::new(&locale.parse().unwrap());
        let mut sorted = words;
        sorted.sort_by_key(|word| collation.key(word));
        assert_eq!(sorted, expected, "{locale}");
    }
}

#[test]
fn plurals_and_numbers_in_messages() {
    let files = BTreeMap::from([
        file("i18n/fi/a.ftl", "n = { $count ->\n    [one] yksi ({ $count })\n   *[other] monta ({ $count })\n }\n"),
        file("i18n/sv/a.ftl", "n = { $count }\n"),
    ]);
    let (messages, findings) = Messages::new(&languages(), &files);
    assert!(findings.is_empty());
    let finnish = messages.get(0).unwrap();
    assert_eq!(finnish.text("n", &[("count", Arg::Number(1))]), "yksi (1)");
    assert_eq!(finnish.text("n", &[("count", Arg::Number(12_345))]), "monta (12\u{a0}345)");
    assert!(messages.faults().is_empty());
}

#[test]
fn what_languages_lack_and_use_otherwise_is_found() {
    let files = BTreeMap::from([
        file("i18n/fi/a.ftl", "a = { $x }\nb = B\nc = { b } { $y }\nidle = Joutilas\n"),
        file("i18n/sv/a.ftl", "a = { $z }\nc = { $y }\nidle = Sysslolös\n"),
    ]);
    let (messages, findings) = Messages::new(&languages(), &files);
    let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.span.clone().unwrap().path.as_str().to_owned())).collect();
    assert_eq!(found, [(Code::MessageArguments, "i18n/sv/a.ftl".to_owned()), (Code::MissingMessage, "i18n/fi/a.ftl".to_owned())]);
    let uses = checks::uses([("a", &["x"] as &[&str]), ("c", &[]), ("idel", &[])].iter());
    let findings = checks::fit_uses(&messages, &uses);
    let codes: Vec<_> = findings.iter().map(|finding| (finding.code, finding.help.first().cloned().unwrap_or_default())).collect();
    let count = |code| codes.iter().filter(|(found, _)| *found == code).count();
    assert_eq!((count(Code::MessageArguments), count(Code::MissingMessage), count(Code::UnusedMessage)), (3, 1, 2), "{codes:#?}");
    assert!(codes.contains(&(Code::MissingMessage, "Did you mean “idle”?".to_owned())));
}

#[test]
fn a_fault_while_a_text_is_made_is_kept_and_shown() {
    let files = BTreeMap::from([file("i18n/fi/a.ftl", "a = Hei { $x } { -t }\n"), file("i18n/sv/a.ftl", "a = Hej { $x }\n")]);
    let (messages, findings) = Messages::new(&languages(), &files);
    assert_eq!(findings.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(), ["“a” takes in “-t”, which the language does not have"]);
    let finnish = messages.get(0).unwrap();
    assert_eq!(finnish.text("none", &[]), "⟨none⟩");
    finnish.text("a", &[]);
    finnish.text("a", &[]);
    let codes: Vec<_> = messages.faults().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::MessageArguments, Code::MessageArguments, Code::MissingMessage]);
}

#[test]
fn a_message_that_stands_twice_is_found() {
    let files = BTreeMap::from([file("i18n/fi/a.ftl", "a = A\n"), file("i18n/fi/b.ftl", "a = B\n"), file("i18n/sv/a.ftl", "a = A\n")]);
    let (messages, findings) = Messages::new(&languages(), &files);
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, findings[0].labels.len()), (Code::DuplicateId, 1));
    assert_eq!(messages.get(0).unwrap().text("a", &[]), "A");
}

#[test]
fn the_own_messages_are_whole() {
    let files = own_files();
    assert!(files.values().all(|file| file.findings.is_empty()));
    let (messages, findings) = Messages::new(&languages(), &files);
    assert_eq!(findings, []);
    let uses = checks::uses(sentences::messages());
    let findings: Vec<_> = checks::fit_uses(&messages, &uses).into_iter().filter(|finding| finding.code != Code::UnusedMessage).collect();
    assert_eq!(findings, []);
    let sentences: BTreeMap<_, _> = files.into_iter().filter(|(path, _)| path.as_str().ends_with("/sentences.ftl")).collect();
    assert_eq!(checks::fit_uses(&Messages::new(&languages(), &sentences).0, &uses), []);
}
