//! Where terms stand on a page, also under the names of the same thing in other languages.

use super::site::{Page, Site};
use super::terms::TermsByForm;
use crate::search::postings::{Mention, PageMentions};

/// Weights of a mention by field, in hundredths. The text counts little, so that a page about a thing stands before pages that often name it: with
/// saturating counts, a few mentions in the text would otherwise weigh as much as the title.
mod field {
    pub(super) const TITLE: u32 = 900;
    pub(super) const EXTRA: u32 = 300;
    pub(super) const HEADING: u32 = 80;
    pub(super) const TEXT: u32 = 30;
    pub(super) const OTHER_TITLE: u32 = 300;
    pub(super) const OTHER_HEADING: u32 = 60;
}

/// Words of other languages' titles, headings and names for a section.
pub(super) struct OtherWords<'a> {
    pub(super) site: usize,
    pub(super) words: &'a [u32],
    pub(super) weight: u32,
    pub(super) section: Option<u16>,
}

pub(super) fn other_words<'a>(sites: &'a [Site<'_>], number: usize, page: &Page<'_>) -> Vec<OtherWords<'a>> {
    let mut out = Vec::new();
    for (of, site) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        for (here, section) in page.sections.iter().enumerate() {
            let place = site.keys.get(section.document.key.as_str()).filter(|_| !section.document.key.is_empty());
            let Some((other_page, other_section)) =
                place.and_then(|(page, section)| Some((site.pages.get(*page)?, site.pages.get(*page)?.sections.get(*section)?)))
            else {
                continue;
            };
            let at = Some(here.min(usize::from(u16::MAX)) as u16);
            if here == 0 {
                out.push(OtherWords { site: of, words: &other_page.title, weight: field::OTHER_TITLE, section: None });
            }
            out.push(OtherWords { site: of, words: &other_section.heading, weight: field::OTHER_HEADING, section: at });
            out.push(OtherWords { site: of, words: &other_section.extra, weight: field::OTHER_HEADING, section: at });
        }
    }
    out
}

pub(super) fn mentions(sites: &[Site<'_>], number: usize, by_form: &[TermsByForm], page: &Page<'_>) -> PageMentions {
    let mut out = PageMentions::default();
    let mut add = |of: usize, words: &[u32], weight: u32, section: Option<u16>| {
        for word in words {
            let uses = by_form.get(of).and_then(|forms| forms.get(*word as usize));
            for (term, _, closeness) in uses.into_iter().flatten() {
                out.mentions.push(Mention { term: *term, section, weight: weight * closeness / 100 });
            }
        }
    };
    add(number, &page.title, field::TITLE, None);
    for (section, here) in page.sections.iter().zip(0u16..) {
        add(number, &section.heading, field::HEADING, Some(here));
        add(number, &section.text, field::TEXT, Some(here));
        add(number, &section.extra, field::EXTRA, Some(here));
    }
    for other in other_words(sites, number, page) {
        add(other.site, other.words, other.weight, other.section);
    }
    out.page_weight = page.sections.first().map_or(100, |section| section.document.weight);
    out
}

/// The words of each section; none counts as empty.
pub(super) fn section_lengths(page: &Page<'_>) -> Vec<u32> {
    page.sections.iter().map(|section| section.text.len().max(1) as u32).collect()
}

/// Forms of other languages that become keys: those of titles, headings and names of sections with a counterpart here.
pub(super) fn forms_of_others(sites: &[Site<'_>], number: usize) -> Vec<Vec<u32>> {
    let mut forms: Vec<Vec<u32>> = sites.iter().map(|_| Vec::new()).collect();
    for page in sites.get(number).into_iter().flat_map(|site| &site.pages) {
        for other in other_words(sites, number, page) {
            forms[other.site].extend(other.words);
        }
    }
    for list in &mut forms {
        list.sort_unstable();
        list.dedup();
    }
    forms
}
