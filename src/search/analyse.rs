//! From a word form to the index terms that it stands for, each with how closely.

use super::decompound::Decompounder;
use super::lexicon::Lexicon;

/// How a form stands to a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// The form is a form of the term.
    Exact,
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
            Closeness::Exact => 1.0,
            Closeness::Head => 0.75,
            Closeness::Base => 0.6,
            Closeness::Modifier => 0.55,
        }
    }

    /// Number in the index files.
    pub(super) fn code(self) -> usize {
        match self {
            Closeness::Exact => 0,
            Closeness::Head => 1,
            Closeness::Base => 2,
            Closeness::Modifier => 3,
        }
    }
}

/// A term that a form stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermUse {
    /// Name of the term: `l:` and a lemma, or `s:` and a stem.
    pub(super) term: String,
    /// The word as one would type it: a key of the term even if no page uses it.
    pub(super) word: String,
    /// How the form stands to it.
    pub(super) closeness: Closeness,
}

/// Analyses that are kept of an ambiguous form.
const READINGS: usize = 3;

/// Terms of a lower-case form, the closest use of each, in order of name.
pub(super) fn analyse(form: &str, tools: &Decompounder<'_>) -> Vec<TermUse> {
    let mut uses = Uses { tools, found: Vec::new() };
    uses.add_stem(form, Closeness::Exact);
    let readings = tools.lexicon.map(|lexicon| lexicon.analyse(form)).unwrap_or_default();
    let fewest = readings.first().map_or(0, |reading| reading.parts.len());
    let mut split = false;
    for reading in readings.iter().filter(|reading| reading.parts.len() == fewest).take(READINGS) {
        uses.add_lemma(&reading.lemma, Closeness::Exact);
        if let Some(base) = &reading.base {
            uses.add_lemma(base, Closeness::Base);
        }
        for (index, part) in reading.parts.iter().enumerate() {
            let closeness = if index + 1 == reading.parts.len() { Closeness::Head } else { Closeness::Modifier };
            uses.add_lemma(part, closeness);
            uses.add_stem(part, closeness);
            split = true;
        }
    }
    for base in tools.verbs(form) {
        uses.add_stem(&base, Closeness::Base);
    }
    let knows_parts = matches!(tools.lexicon, Some(Lexicon::Voikko(_))) && !readings.is_empty();
    if !split && !knows_parts {
        let parts = tools.split(form);
        for (index, part) in parts.iter().enumerate() {
            uses.add_stem(part, if index + 1 == parts.len() { Closeness::Head } else { Closeness::Modifier });
        }
    }
    uses.finish()
}

struct Uses<'a> {
    tools: &'a Decompounder<'a>,
    found: Vec<TermUse>,
}

impl Uses<'_> {
    fn add_stem(&mut self, word: &str, closeness: Closeness) {
        let term = format!("s:{}", self.tools.stemmer.stem(word));
        self.found.push(TermUse { term, word: word.to_owned(), closeness });
    }

    fn add_lemma(&mut self, word: &str, closeness: Closeness) {
        self.found.push(TermUse { term: format!("l:{word}"), word: word.to_owned(), closeness });
    }

    fn finish(mut self) -> Vec<TermUse> {
        self.found.sort_by(|a, b| (&a.term, a.closeness, &a.word).cmp(&(&b.term, b.closeness, &b.word)));
        self.found.dedup_by(|later, kept| later.term == kept.term);
        self.found
    }
}
