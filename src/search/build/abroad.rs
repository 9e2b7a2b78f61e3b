//! What the indexes of the other languages read of a language: the words of its titles, headings and names, the forms of the glossary's words, and what
//! all these stand for. As bytes it depends on nothing else, so that equal bytes stand for an equal part in the other indexes.

use super::pages::{Facts, Page};
use super::site::Site;
use super::uses::Uses;
use super::values::{Reader, put_bytes, put_numbers};
use crate::search::analyse::{Closeness, Term, TermUse};
use crate::search::bytes::put_varint;
use crate::search::texts::{Texts, sort_by_text};
use std::sync::Arc;

/// What the other languages read of one.
#[derive(Debug)]
pub(super) struct Abroad {
    /// The keys of sections, and nothing else.
    pub(super) facts: Vec<Arc<Facts>>,
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) texts: Texts,
    /// How many of the texts, from the first one, are forms.
    pub(super) forms: u32,
    pub(super) uses: Uses,
}

/// How closely a form can stand to a term, by number.
const CLOSENESS: [Closeness; 5] = [Closeness::Exact, Closeness::Head, Closeness::Base, Closeness::Modifier, Closeness::Family];

/// Texts in the order in which they are named.
struct Named<'a> {
    site: &'a Site<'a>,
    /// The number of each text of the site here, if it is named.
    numbers: Vec<Option<u32>>,
    texts: Vec<u32>,
}

impl Named<'_> {
    fn number(&mut self, text: u32) -> u32 {
        let Some(number) = self.numbers.get_mut(text as usize) else { return 0 };
        *number.get_or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u32 - 1
        })
    }

    fn put_words(&mut self, out: &mut Vec<u8>, words: &[u32]) {
        put_numbers(out, words.iter().map(|word| self.number(*word)));
    }
}

/// What the other languages read of a site, as bytes.
pub(super) fn to_bytes(site: &Site<'_>) -> Vec<u8> {
    let mut named = Named { site, numbers: vec![None; site.texts.len()], texts: Vec::new() };
    let mut body = Vec::new();
    put_varint(&mut body, site.pages.len());
    for (facts, page) in site.facts.iter().zip(site.pages) {
        put_varint(&mut body, facts.keys.len());
        // Nobody finds a section without a key, nor the title of a page that has no such section.
        let title = if facts.keys.iter().any(|key| !key.is_empty()) { page.title() } else { &[] };
        named.put_words(&mut body, title);
        for (key, section) in facts.keys.iter().zip(page.sections()) {
            put_bytes(&mut body, key.as_bytes());
            let [heading, extra] = if key.is_empty() { [&[][..]; 2] } else { [section.heading, section.extra] };
            named.put_words(&mut body, heading);
            named.put_words(&mut body, extra);
        }
    }
    for form in sort_by_text(site.of_glossary.iter().map(|(form, _)| *form), |form| site.texts.get(form)) {
        named.number(form);
    }
    let forms = named.texts.len();
    put_varint(&mut body, forms);
    let mut uses: Vec<&TermUse> = Vec::new();
    for at in 0..forms {
        uses.clear();
        uses.extend(site.uses(named.texts[at]));
        uses.sort_unstable_by(|one, other| {
            let text = |used: &TermUse| site.texts.get(used.term.text());
            text(one).cmp(text(other)).then_with(|| one.term.is_stem().cmp(&other.term.is_stem()))
        });
        put_varint(&mut body, uses.len());
        for used in &uses {
            let (term, word) = (named.number(used.term.text()), named.number(used.word));
            let closeness = CLOSENESS.iter().position(|known| *known == used.closeness).unwrap_or_default();
            put_varint(&mut body, (term as usize) << 4 | usize::from(used.term.is_stem()) << 3 | closeness);
            put_varint(&mut body, word as usize);
        }
    }
    let mut out = Vec::with_capacity(body.len() + 12 * named.texts.len());
    put_varint(&mut out, named.texts.len());
    named.texts.iter().for_each(|text| put_bytes(&mut out, named.site.texts.get(*text).as_bytes()));
    out.append(&mut body);
    out
}

impl Abroad {
    /// What [`to_bytes`] gave.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let reader = &mut Reader::new(bytes);
        let count = reader.count()?;
        let texts = reader.texts(count)?;
        let (mut facts, mut pages, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..reader.count()? {
            words.clear();
            let sections = reader.count()?;
            reader.numbers(texts.len(), &mut words)?;
            let title = words.len() as u32;
            let (mut keys, mut ends) = (Vec::with_capacity(sections), Vec::with_capacity(sections));
            for _ in 0..sections {
                keys.push(reader.text()?.to_owned());
                reader.numbers(texts.len(), &mut words)?;
                let heading = words.len() as u32;
                reader.numbers(texts.len(), &mut words)?;
                ends.push((heading, words.len() as u32));
            }
            facts.push(Arc::new(Facts::of_keys(keys)));
            pages.push(Arc::new(Page::of_names(&words, title, ends.into_iter())));
        }
        let forms = reader.count().filter(|forms| *forms <= texts.len())?;
        let mut uses = Uses::default();
        let mut of_form = Vec::new();
        for form in 0..forms {
            of_form.clear();
            for _ in 0..reader.count()? {
                let (term, word) = (reader.below(texts.len() << 4)?, reader.below(texts.len())?);
                let closeness = *CLOSENESS.get(term as usize & 7)?;
                of_form.push(TermUse { term: Term::of(term >> 4, term & 8 != 0), word, closeness });
            }
            uses.push(form as u32, &of_form);
        }
        reader.end()?;
        Some(Abroad { facts, pages, texts, forms: forms as u32, uses })
    }
}
