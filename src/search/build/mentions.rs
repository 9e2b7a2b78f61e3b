//! Where terms stand on a page, also under the names of the same thing in other languages.

use super::pages::Page;
use super::site::Site;
use super::terms::TermsByForm;
use crate::search::postings::Counter;

/// Weights of a mention by field, in hundredths. The text counts little, so that a page about a thing stands before pages that often name it: with
/// saturating counts, a few mentions in the text would otherwise weigh as much as the title.
mod field {
    pub(super) const TITLE: u32 = 900;
    pub(super) const EXTRA: u32 = 300;
    pub(super) const ASKED: u32 = 40;
    pub(super) const HEADING: u32 = 80;
    pub(super) const TEXT: u32 = 30;
    pub(super) const OTHER_TITLE: u32 = 220;
    pub(super) const OTHER_EXTRA: u32 = 60;
    /// Of a heading in another language, as far as it does not depend on how long it is.
    const OTHER_HEADING: u32 = 60;
    /// What its words share beyond that: who types a name of another language types what the thing is called, and no results are compared by their
    /// headings.
    const OTHER_HEADING_SHARED: u32 = 180;

    /// Weight of each word of a heading of so many words in another language.
    pub(super) fn other_heading(words: usize) -> u32 {
        OTHER_HEADING + OTHER_HEADING_SHARED / words.max(1) as u32
    }
}

/// Words of other languages' titles, headings and names for a section.
struct OtherWords<'a> {
    site: usize,
    words: &'a [u32],
    weight: u32,
    section: Option<u16>,
}

/// Calls `found` with what the other languages' sections of the same keys are called.
fn other_words<'a>(sites: &'a [Site<'_>], number: usize, page: usize, mut found: impl FnMut(OtherWords<'a>)) {
    let keys = sites.get(number).and_then(|site| site.facts.get(page)).map_or(&[][..], |facts| &facts.keys);
    for (of, site) in sites.iter().enumerate().filter(|(of, _)| *of != number) {
        for (here, key) in keys.iter().enumerate() {
            let place = site.keys.get(key.as_str());
            let Some((other, section)) = place.and_then(|(page, section)| Some((site.pages.get(*page)?, site.pages.get(*page)?.section(*section)?))) else {
                continue;
            };
            let at = Some(here.min(usize::from(u16::MAX)) as u16);
            if here == 0 {
                found(OtherWords { site: of, words: other.title(), weight: field::OTHER_TITLE, section: None });
            }
            found(OtherWords { site: of, words: section.heading, weight: field::other_heading(section.heading.len()), section: at });
            found(OtherWords { site: of, words: section.extra, weight: field::OTHER_EXTRA, section: at });
        }
    }
}

/// Counts what stands on the page at `page`. Gives what a mention on it counts beside one on others, in hundredths.
pub(super) fn mentions(sites: &[Site<'_>], number: usize, by_form: &[TermsByForm], page: usize, counter: &mut Counter) -> u8 {
    let mut add = |of: usize, words: &[u32], weight: u32, section: Option<u16>| {
        let Some(terms) = by_form.get(of) else { return };
        for word in words {
            terms.of(*word).iter().for_each(|(term, _, closeness)| counter.add(*term, section, weight * u32::from(*closeness) / 100));
        }
    };
    let Some(site) = sites.get(number) else { return 100 };
    if let Some(here) = site.pages.get(page) {
        add(number, here.title(), field::TITLE, None);
        for (section, number_of_section) in here.sections().zip(0u16..) {
            add(number, section.heading, field::HEADING, Some(number_of_section));
            add(number, section.text, field::TEXT, Some(number_of_section));
            add(number, section.extra, field::EXTRA, Some(number_of_section));
            add(number, section.asked, field::ASKED, Some(number_of_section));
        }
    }
    other_words(sites, number, page, |other| add(other.site, other.words, other.weight, other.section));
    site.facts.get(page).map_or(100, |facts| facts.weight)
}

/// The words of each section; none counts as empty.
pub(super) fn section_lengths(page: &Page) -> Vec<u32> {
    page.sections().map(|section| section.text.len().max(1) as u32).collect()
}

/// Forms of other languages that become keys: those of titles, headings and names of sections with a counterpart here.
pub(super) fn forms_of_others(sites: &[Site<'_>], number: usize) -> Vec<Vec<u32>> {
    let mut wanted: Vec<Vec<bool>> = sites.iter().map(|site| vec![false; site.texts.len()]).collect();
    for page in 0..sites.get(number).map_or(0, |site| site.pages.len()) {
        other_words(sites, number, page, |other| {
            let wanted = &mut wanted[other.site];
            other.words.iter().for_each(|form| wanted[*form as usize] = true);
        });
    }
    wanted.into_iter().map(|wanted| (0u32..).zip(wanted).filter(|(_, wanted)| *wanted).map(|(form, _)| form).collect()).collect()
}
