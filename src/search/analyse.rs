//! From a word form to the index terms that it stands for, each with how closely.

use super::apart::{Apart, likeliest};
use super::decompound::{Beginnings, Decompounder, Part, Splits};
use super::families::Families;
use super::lexicon::{Analysis, Lexicon};
use super::texts::Additions;
use std::cmp::Ordering::Equal;

/// How a form stands to a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// The form is a form of the term.
    Exact,
    /// The term is another stem of the form's word: as close, for those who search in the form's own language.
    Family,
    /// The term is the last part of the compound.
    Head,
    /// The term is the word that the form is derived from.
    Base,
    /// The term is another part of the compound.
    Modifier,
}

impl Closeness {
    /// What an occurrence of the form counts as an occurrence of the term (0 to 1).
    pub fn weight(self) -> f64 {
        match self {
            Closeness::Exact | Closeness::Family => 1.0,
            Closeness::Head => 0.75,
            Closeness::Base => 0.6,
            Closeness::Modifier => 0.55,
        }
    }

    /// What it is where stems of one word are as one.
    pub(super) fn within_family(self) -> Self {
        if self == Closeness::Family { Closeness::Exact } else { self }
    }

    /// Number in the index files.
    pub(super) fn code(self) -> usize {
        match self {
            Closeness::Exact | Closeness::Family => 0,
            Closeness::Head => 1,
            Closeness::Base => 2,
            Closeness::Modifier => 3,
        }
    }
}

/// A term: the number of a word's text, and whether it is a lemma or a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(pub(super) u32);

impl Term {
    fn lemma(text: u32) -> Self {
        Term(text << 1)
    }

    fn stem(text: u32) -> Self {
        Term(text << 1 | 1)
    }

    /// The lemma or the stem with this text.
    pub(super) fn of(text: u32, is_stem: bool) -> Self {
        if is_stem { Term::stem(text) } else { Term::lemma(text) }
    }

    /// Whether it is a stem.
    pub(super) fn is_stem(self) -> bool {
        self.0 & 1 == 1
    }

    /// Number of the text that is its name.
    pub(super) fn text(self) -> u32 {
        self.0 >> 1
    }

    /// The same kind of term of another text.
    fn of_text(self, text: u32) -> Self {
        Term(text << 1 | self.0 & 1)
    }
}

/// A term that a form stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TermUse {
    pub(super) term: Term,
    /// Number of the word as one would type it: a key of the term even if no page uses it.
    pub(super) word: u32,
    /// How the form stands to it.
    pub(super) closeness: Closeness,
}

impl TermUse {
    /// The same use with other numbers of texts.
    pub(super) fn renumbered(self, id: impl Fn(u32) -> u32) -> Self {
        TermUse { term: self.term.of_text(id(self.term.text())), word: id(self.word), closeness: self.closeness }
    }
}

/// A form with what is known of it alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'a> {
    /// Number of its text.
    pub(super) id: u32,
    pub(super) text: &'a str,
    /// What the lexicon says, if there is one.
    pub(super) readings: &'a [Analysis],
}

/// Whether what the lexicon says of a word leaves it to the site's own words to split it.
pub(super) fn is_to_be_split(readings: &[Analysis], lexicon: Option<&Lexicon>) -> bool {
    let knows_parts = matches!(lexicon, Some(Lexicon::Voikko(_))) && !readings.is_empty();
    !knows_parts && readings.first().is_none_or(|reading| reading.parts.is_empty())
}

/// What is known of the stems of forms.
#[derive(Clone, Copy)]
pub(super) struct Stems<'a> {
    /// The number of the stem of each form.
    pub(super) of: &'a (dyn Fn(u32) -> u32 + Sync),
    /// What the lexicon says of each form.
    pub(super) readings: &'a (dyn Fn(u32) -> &'a [Analysis] + Sync),
    /// The stems of several words.
    pub(super) apart: &'a Apart,
    /// The stems that belong together.
    pub(super) families: &'a Families,
}

/// Finds the terms of forms, one after the other.
pub(super) struct Analyser<'a> {
    pub(super) tools: &'a Decompounder<'a>,
    /// What has been found of the parts of forms.
    splits: &'a Splits,
    stems: Stems<'a>,
    /// The numbers of texts.
    pub(super) texts: Additions<'a>,
    found: Vec<TermUse>,
    room: Beginnings,
}

impl<'a> Analyser<'a> {
    pub(super) fn new(tools: &'a Decompounder<'a>, splits: &'a Splits, stems: Stems<'a>) -> Self {
        Analyser { tools, splits, stems, texts: Additions::new(tools.vocabulary.texts), found: Vec::new(), room: Beginnings::default() }
    }

    /// Terms of a lower-case form, the closest use of each.
    pub(super) fn analyse(&mut self, form: Form<'a>) -> &[TermUse] {
        self.found.clear();
        let tools = self.tools;
        self.add_form(form.id, form.readings, Closeness::Exact);
        for reading in likeliest(form.readings) {
            self.add_lemma(&reading.lemma, Closeness::Exact);
            if let Some(base) = &reading.base {
                self.add_lemma(base, Closeness::Base);
            }
            for (index, part) in reading.parts.iter().enumerate() {
                let closeness = if index + 1 == reading.parts.len() { Closeness::Head } else { Closeness::Modifier };
                self.add_lemma(part, closeness);
                // Where the stem is that of several words, the base form says all.
                self.add_stem(part, |_| false, closeness);
            }
        }
        for base in tools.verbs(form.text, tools.vocabulary.texts.get((self.stems.of)(form.id))) {
            self.add_stem(&base, |_| true, Closeness::Base);
        }
        if is_to_be_split(form.readings, tools.lexicon) {
            let mut parts = Vec::new();
            tools.split(Part { text: form.text, form: Some(form.id) }, self.splits, &mut self.room, &mut parts);
            for (index, part) in parts.iter().enumerate() {
                let closeness = if index + 1 == parts.len() { Closeness::Head } else { Closeness::Modifier };
                match part.form {
                    Some(word) => self.add_form(word, (self.stems.readings)(word), closeness),
                    None => {
                        let (stem, word) = (self.texts.add(&tools.stemmer.stem(part.text)), self.texts.add(part.text));
                        self.add_unread(stem, word, closeness);
                    }
                }
            }
        }
        self.keep_closest()
    }

    /// Adds the stem of a form, and of one that the lexicon does not know the others of its word.
    fn add_form(&mut self, word: u32, readings: &[Analysis], closeness: Closeness) {
        let stem = (self.stems.of)(word);
        match readings {
            [] => self.add_unread(stem, word, closeness),
            _ => self.add_number(stem, |base| likeliest(readings).any(|reading| reading.lemma == base), word, closeness),
        }
    }

    /// Adds the stem of a word that the lexicon does not know, and its others.
    fn add_unread(&mut self, stem: u32, word: u32, closeness: Closeness) {
        self.add_number(stem, |_| true, word, closeness);
        let of_family = if closeness == Closeness::Exact { Closeness::Family } else { closeness };
        self.stems.families.of(stem).iter().for_each(|stem| self.add_number(*stem, |_| true, word, of_family));
    }

    /// Adds the stem of a word of which these are the base forms.
    fn add_stem(&mut self, word: &str, is_own: impl Fn(&str) -> bool, closeness: Closeness) {
        let (stem, word) = (self.texts.add(&self.tools.stemmer.stem(word)), self.texts.add(word));
        self.add_number(stem, is_own, word, closeness);
    }

    fn add_number(&mut self, stem: u32, is_own: impl Fn(&str) -> bool, word: u32, closeness: Closeness) {
        let apart = self.stems.apart;
        match apart.names(self.texts.get(stem), is_own) {
            None => self.found.push(TermUse { term: Term::stem(stem), word, closeness }),
            Some(names) => names.for_each(|name| self.found.push(TermUse { term: Term::stem(self.texts.add(name)), word, closeness })),
        }
    }

    fn add_lemma(&mut self, word: &str, closeness: Closeness) {
        let word = self.texts.add(word);
        self.found.push(TermUse { term: Term::lemma(word), word, closeness });
    }

    fn keep_closest(&mut self) -> &[TermUse] {
        let Analyser { texts, found, .. } = self;
        let order = |a: &TermUse, b: &TermUse| {
            (a.term, a.closeness).cmp(&(b.term, b.closeness)).then_with(|| if a.word == b.word { Equal } else { texts.get(a.word).cmp(texts.get(b.word)) })
        };
        found.sort_by(order);
        found.dedup_by_key(|used| used.term);
        found
    }
}
