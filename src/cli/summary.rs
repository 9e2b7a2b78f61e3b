//! The lines that say what a run came to.

use crate::compile::Timings;
use crate::diagnostics::{Code, Counts, Diagnostic};
use crate::publish::Published;
use std::collections::BTreeSet;
use std::time::Duration;

/// “1 error, 2 warnings and 1 note”, or “no findings”.
pub(super) fn counts(counts: Counts) -> String {
    let parts: Vec<String> = [(counts.error, "error"), (counts.warning, "warning"), (counts.note, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| plural(count, word))
        .collect();
    match parts.as_slice() {
        [] => "no findings".to_owned(),
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// Which pages to read about the kinds of finding that stand, or nothing if there are none.
pub(super) fn explanations(findings: &[Diagnostic]) -> String {
    let codes: BTreeSet<Code> = findings.iter().map(|finding| finding.code).collect();
    match codes.first() {
        Some(first) if codes.len() == 1 => format!("To read more: opastin explain {first}\n"),
        Some(first) => format!("To read more about a finding: opastin explain CODE, such as {first}\n"),
        None => String::new(),
    }
}

/// “512 pages of 530 files; 3 written, 527 kept, 1 removed”.
pub(super) fn published(pages: usize, published: Published) -> String {
    format!(
        "{} of {}; {} written, {} kept, {} removed",
        plural(pages, "page"),
        plural(published.written + published.kept, "file"),
        published.written,
        published.kept,
        published.removed
    )
}

/// “Search: fi with voikko-fi, sv with hunspell-sv”, or nothing where no lexicon was used.
pub(super) fn lexicons<'a>(used: impl Iterator<Item = (&'a String, &'a str)>) -> String {
    let used: Vec<String> = used.map(|(lang, name)| format!("{lang} with {name}")).collect();
    if used.is_empty() { String::new() } else { format!("Search: {}\n", used.join(", ")) }
}

/// How long a run took, in the unit that reads best.
pub(super) fn time(duration: Duration) -> String {
    if duration < Duration::from_secs(1) { format!("{} ms", duration.as_millis()) } else { format!("{:.1} s", duration.as_secs_f64()) }
}

/// One line per stage with its time in milliseconds, right-aligned.
pub(super) fn timings(timings: &Timings) -> String {
    let width = timings.iter().map(|(stage, _)| stage.chars().count()).max().unwrap_or_default();
    timings.iter().map(|(stage, duration)| format!("{stage:width$} {:>9.1} ms\n", duration.as_secs_f64() * 1000.0)).collect()
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lexicons_are_named_where_there_are_any() {
        let (fi, sv) = ("fi".to_owned(), "sv".to_owned());
        assert_eq!(lexicons([].into_iter()), "");
        assert_eq!(lexicons([(&fi, "voikko-fi"), (&sv, "hunspell-sv")].into_iter()), "Search: fi with voikko-fi, sv with hunspell-sv\n");
    }

    #[test]
    fn counts_read_as_a_sentence() {
        let of = |error, warning, note| counts(Counts { error, warning, note });
        assert_eq!(of(0, 0, 0), "no findings");
        assert_eq!(of(1, 0, 0), "1 error");
        assert_eq!(of(0, 2, 1), "2 warnings and 1 note");
        assert_eq!(of(3, 2, 1), "3 errors, 2 warnings and 1 note");
    }
}
