//! What is saved, as bytes.

use crate::diagnostics::{Code, Diagnostic, Label, Severity, Span};
use crate::model::Key;
use crate::render::outline::{Outline, Texts};
use crate::render::pages::{Listing, Seen};
use crate::resolve::Paragraph;
use crate::source::SourcePath;
pub(super) use crate::source::encoding::{Reader, Writer};
use std::sync::Arc;

impl Writer {
    pub(super) fn finish(self) -> Arc<[u8]> {
        self.into_bytes().into()
    }

    pub(super) fn outline(&mut self, outline: &Outline) {
        let Outline { lang, ids, repeated, links, head, named } = outline;
        self.number(usize::from(lang.is_some()));
        self.text(lang.as_deref().unwrap_or_default());
        for texts in [ids, repeated, links, head, named] {
            let (text, ends) = texts.parts();
            self.text(text);
            self.number(ends.len());
            self.bytes(ends.iter().flat_map(|end| end.to_le_bytes()));
        }
    }

    pub(super) fn seen(&mut self, file: &str, seen: &Seen) {
        let Seen { rest, words, page, listing } = seen;
        self.text(file);
        [rest, page].into_iter().for_each(|fingerprint| self.fingerprint(fingerprint));
        self.number(words.len());
        for (key, fingerprint) in words {
            self.text(&key.kind);
            self.text(&key.id);
            self.fingerprint(fingerprint);
        }
        self.number(usize::from(listing.is_some()));
        if let Some(Listing { canonical, alternates, changed }) = listing {
            self.text(canonical);
            self.number(alternates.len());
            for (lang, address) in alternates {
                self.text(lang);
                self.text(address);
            }
            self.number(usize::from(changed.is_some()));
            self.text(changed.as_deref().unwrap_or_default());
        }
    }

    pub(super) fn paragraphs(&mut self, paragraphs: &[Paragraph]) {
        self.number(paragraphs.len());
        for (language, fingerprint, span) in paragraphs {
            self.number(*language);
            self.fingerprint(fingerprint);
            self.span(span);
        }
    }

    pub(super) fn finding(&mut self, finding: &Diagnostic) {
        // A site in which a file is missing is not kept.
        let Diagnostic { code, severity, message, span, help, labels, missing: _ } = finding;
        self.text(code.as_str());
        self.text(severity.as_str());
        self.text(message);
        self.number(usize::from(span.is_some()));
        span.iter().for_each(|span| self.span(span));
        self.number(help.len());
        help.iter().for_each(|help| self.text(help));
        self.number(labels.len());
        for Label { span, message } in labels {
            self.span(span);
            self.text(message);
        }
    }

    fn span(&mut self, span: &Span) {
        self.text(span.path.as_str());
        self.number(span.start);
        self.number(span.end);
    }
}

impl Reader<'_> {
    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    pub(super) fn outline(&mut self) -> Option<Outline> {
        let has_lang = self.number()? == 1;
        let lang = self.owned()?;
        let [ids, repeated, links, head, named] = [self.texts()?, self.texts()?, self.texts()?, self.texts()?, self.texts()?];
        Some(Outline { lang: has_lang.then_some(lang), ids, repeated, links, head, named })
    }

    pub(super) fn seen(&mut self) -> Option<(String, Seen)> {
        let (file, rest, page) = (self.owned()?, self.fingerprint()?, self.fingerprint()?);
        let words = (0..self.number()?).map(|_| Some((Key::new(self.text()?, self.text()?), self.fingerprint()?))).collect::<Option<_>>()?;
        let listing = if self.number()? == 1 { Some(self.listing()?) } else { None };
        Some((file, Seen { rest, words, page, listing }))
    }

    fn listing(&mut self) -> Option<Listing> {
        let canonical = self.owned()?;
        let alternates = (0..self.number()?).map(|_| Some((self.owned()?, self.owned()?))).collect::<Option<_>>()?;
        let (has_changed, changed) = (self.number()? == 1, self.owned()?);
        Some(Listing { canonical, alternates, changed: has_changed.then_some(changed) })
    }

    pub(super) fn paragraphs(&mut self) -> Option<Arc<[Paragraph]>> {
        (0..self.number()?).map(|_| Some((self.number()?, self.fingerprint()?, self.span()?))).collect()
    }

    pub(super) fn finding(&mut self) -> Option<Diagnostic> {
        let (code, severity, message) = (self.owned()?, self.owned()?, self.owned()?);
        Some(Diagnostic {
            code: *Code::ALL.iter().find(|known| known.as_str() == code)?,
            severity: [Severity::Note, Severity::Warning, Severity::Error].into_iter().find(|known| known.as_str() == severity)?,
            message,
            span: if self.number()? == 1 { Some(self.span()?) } else { None },
            help: (0..self.number()?).map(|_| self.owned()).collect::<Option<_>>()?,
            labels: (0..self.number()?).map(|_| Some(Label { span: self.span()?, message: self.owned()? })).collect::<Option<_>>()?,
            missing: None,
        })
    }

    fn span(&mut self) -> Option<Span> {
        let path = SourcePath::new(self.owned()?);
        Some(Span { path, start: self.number()?, end: self.number()? })
    }

    fn texts(&mut self) -> Option<Texts> {
        let text = self.text()?;
        let ends = self.number()?.checked_mul(4).and_then(|length| self.take(length))?;
        Texts::from_parts(text, ends.as_chunks().0.iter().map(|end| u32::from_le_bytes(*end)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_cut_short_is_not() {
        let texts = |words: &[&'static str]| Texts::new(words.iter().map(|&word| word.into()).collect());
        let outline = Outline { lang: Some("fi".to_owned()), ids: texts(&["a", "ö"]), links: texts(&["", "x/#y"]), ..Outline::default() };
        let (path, other) = (SourcePath::new("content/a.toml"), SourcePath::new("content/ö.md"));
        let finding = Diagnostic::new(Code::ALL[1], Span::new(&path, 3..9), "a “message”").help("one").help("two").label(Span::file(&other), "there");
        let bare = Diagnostic { severity: Severity::Note, ..Diagnostic::without_place(Code::ALL[0], "") };
        let mut writer = Writer::default();
        writer.finding(&finding);
        writer.finding(&bare);
        writer.fingerprint(&[7; 32]);
        writer.text("assets/a.css");
        writer.outline(&outline);
        writer.outline(&Outline::default());
        let bytes = writer.finish();
        let read = |bytes: &[u8]| {
            let mut reader = Reader::new(bytes);
            let findings = (reader.finding()?, reader.finding()?);
            let read = (findings, reader.fingerprint()?, reader.text()?.to_owned(), reader.outline()?, reader.outline()?);
            reader.is_at_end().then_some(read)
        };
        assert_eq!(read(&bytes), Some(((finding, bare), [7; 32], "assets/a.css".to_owned(), outline, Outline::default())));
        assert!((0..bytes.len()).all(|end| read(&bytes[..end]).is_none()));
    }
}
