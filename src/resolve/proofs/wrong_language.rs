//! Every paragraph is in the language of its file.

use super::prose::{Text, extent, paragraphs};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Languages;
use crate::parse::markdown::{Spanned, plain};
use crate::resolve::letters::{Letters, Samples};
use icu_locale::{Locale, LocaleCanonicalizer};
use pulldown_cmark::Event;
use whatlang::{Detector, Lang};

/// A paragraph with fewer letters than this says too little about its language.
const LETTERS: usize = 60;
/// How sure the detector must be, of 1: below that, quoted names may have misled it.
const SURE: f64 = 0.9;

/// Tells the site's languages apart, as far as the detector knows them.
#[derive(Debug)]
pub(super) struct Tongues {
    detector: Detector,
    /// By language of the site: the detector's.
    known: Vec<Option<Lang>>,
    /// What tells sooner that a text is in its own language.
    letters: Option<Letters>,
}

/// The detector for the site's languages; `None` if it knows fewer than two of them.
pub(super) fn tongues(languages: &Languages, samples: &Samples) -> Option<Tongues> {
    let canonicalizer = LocaleCanonicalizer::new_common();
    let canonical = |id: &str| {
        let mut locale: Locale = id.parse().ok()?;
        canonicalizer.canonicalize(&mut locale);
        Some(locale.id.language)
    };
    let known: Vec<Option<Lang>> = languages
        .ids()
        .map(|id| canonical(id).and_then(|language| Lang::all().iter().copied().find(|lang| canonical(lang.code()) == Some(language))))
        .collect();
    let list: Vec<Lang> = known.iter().flatten().copied().collect();
    (list.len() >= 2).then(|| Tongues { detector: Detector::with_allowlist(list), known, letters: Letters::new(samples) })
}

/// The words of a paragraph, part by part.
fn parts<'a>(paragraph: &'a [Spanned<'_>]) -> impl Iterator<Item = &'a str> + Clone {
    paragraph.iter().filter_map(|(event, _)| match event {
        Event::Text(part) | Event::Code(part) => Some(part.as_ref()),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    })
}

pub(super) fn prove(tongues: &Tongues, languages: &Languages, language: usize, text: &Text<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(own) = tongues.known.get(language).copied().flatten() else { return };
    for paragraph in text.runs.iter().flat_map(|run| paragraphs(run)) {
        if parts(paragraph).map(str::len).sum::<usize>() < LETTERS {
            continue;
        }
        if tongues.letters.as_ref().is_some_and(|letters| letters.sure(language, parts(paragraph))) {
            continue;
        }
        let words = plain(paragraph);
        if words.len() < LETTERS || words.chars().filter(|letter| letter.is_alphabetic()).count() < LETTERS {
            continue;
        }
        let Some(info) = tongues.detector.detect(&words).filter(|info| info.lang() != own && info.confidence() >= SURE) else { continue };
        let Some(other) = tongues.known.iter().position(|known| *known == Some(info.lang())) else { continue };
        findings.push(
            Diagnostic::new(
                Code::WrongLanguage,
                Span::new(&text.file.path, extent(paragraph)),
                format!("this text is in “{}”, but stands in a file in “{}”", languages.list[other].id, languages.list[language].id),
            )
            .help("Write it in the language of the file, or move it to the other language's file."),
        );
    }
}
