//! What is known of one language's words and pages from one build to the next. It saves time and changes nothing.

mod bytes;

use super::pages::Page;
use crate::search::input::LexiconSource;
use crate::search::language::language;
use crate::search::lexicon::{Analysis, Lexicon};
use crate::search::stem::Stemmer;
use crate::search::texts::Texts;
use ahash::AHashMap as HashMap;
use bytes::Unread;
use rayon::prelude::*;
use std::sync::Arc;

/// A fingerprint of bytes.
pub(super) type Fingerprint = [u8; 32];

/// What is known of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Words, stems and base forms.
    pub(super) texts: Texts,
    /// The stem of each text that has been a form.
    stems: Vec<Option<u32>>,
    /// What the lexicon says of each text that has been a form.
    readings: Vec<Option<Box<[Analysis]>>>,
    /// The lexicon that said so.
    lexicon: Option<LexiconSource>,
    /// The pages of the latest build, by what they were made of.
    pub(super) pages: HashMap<Fingerprint, Arc<Page>>,
    /// All this as an earlier run left it, until it is needed; then it is nowhere else.
    unread: Option<Unread>,
}

/// The stem of a word.
enum Stem {
    /// So many bytes of it.
    Beginning(usize),
    Other(Box<str>),
}

/// Forms that are looked at together.
const PART: usize = 512;

/// Texts that may be known without being used, beside as many as are used.
const UNUSED: usize = 20_000;

impl Known {
    /// Forgets what another lexicon said.
    pub(super) fn use_lexicon(&mut self, source: Option<&LexiconSource>) {
        if self.lexicon.as_ref() != source {
            *self = Known { lexicon: source.cloned(), ..Known::default() };
        }
    }

    /// Forgets everything if most of it is not used any more, so that it does not grow for ever.
    pub(super) fn forget_if_mostly_unused(&mut self, used: usize) {
        if self.texts.len() > 2 * used + UNUSED {
            *self = Known { lexicon: self.lexicon.take(), ..Known::default() };
        }
    }

    /// Whether a page of this fingerprint was there in the latest build.
    pub(super) fn knows(&self, page: &Fingerprint) -> bool {
        self.pages.contains_key(page) || self.unread.as_ref().is_some_and(|unread| unread.pages.contains(page))
    }

    /// Finds the stems of forms, and what the lexicon says of them, as far as they are not known.
    pub(super) fn look_up(&mut self, forms: &[u32], lang: &str, lexicon: Option<&Lexicon>) {
        let known = language(lang);
        self.stems.resize(self.texts.len(), None);
        let new: Vec<u32> = forms.iter().copied().filter(|form| self.stems[*form as usize].is_none()).collect();
        let texts = &self.texts;
        // Most stems are beginnings of the word: then their length is all there is to keep.
        let stem = |stemmer: &mut Stemmer, form: &u32| match stemmer.stem(texts.get(*form)) {
            stem if texts.get(*form).starts_with(&*stem) => Stem::Beginning(stem.len()),
            stem => Stem::Other(stem.into()),
        };
        let stems: Vec<Stem> = new.par_iter().with_min_len(PART).map_init(|| Stemmer::new(known.stemmer), stem).collect();
        let mut room = String::new();
        for (form, stem) in new.into_iter().zip(stems) {
            let id = match stem {
                Stem::Beginning(length) if length == self.texts.get(form).len() => form,
                Stem::Beginning(length) => {
                    room.clear();
                    room.push_str(self.texts.get(form).get(..length).unwrap_or_default());
                    self.texts.add(&room)
                }
                Stem::Other(stem) => self.texts.add(&stem),
            };
            self.stems[form as usize] = Some(id);
        }
        if let Some(lexicon) = lexicon {
            self.readings.resize_with(self.stems.len(), || None);
            let unread: Vec<u32> = forms.iter().copied().filter(|form| self.readings[*form as usize].is_none()).collect();
            let texts = &self.texts;
            let read: Vec<Box<[Analysis]>> = unread.par_iter().map(|form| lexicon.analyse(texts.get(*form)).into_boxed_slice()).collect();
            unread.into_iter().zip(read).for_each(|(form, readings)| self.readings[form as usize] = Some(readings));
        }
    }

    /// The stem of a form that has been looked up; the form itself otherwise.
    pub(super) fn stem(&self, form: u32) -> u32 {
        self.stems.get(form as usize).copied().flatten().unwrap_or(form)
    }

    /// What the lexicon says of a form that has been looked up.
    pub(super) fn readings(&self, form: u32) -> &[Analysis] {
        self.readings.get(form as usize).and_then(Option::as_deref).unwrap_or_default()
    }
}
