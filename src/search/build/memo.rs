//! Indexes with what an earlier build has left: of a language of which nothing else is read than before, nothing is made.

mod bytes;

use super::abroad::{self, Abroad};
use super::known::{Fingerprint, Known};
use super::pages::{self, Listed, Pages, Seen, with_foreign_titles};
use super::site::Site;
use super::{Index, index};
use crate::search::files::{Packed, SearchFiles};
use crate::search::glossary::Glossary;
use crate::search::input::{self, ByAddress, SearchInput};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is kept from one build to the next. It saves time and changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// By language.
    languages: BTreeMap<String, Kept>,
}

/// What is kept of one language, some of it with the fingerprint of all that it was made of.
#[derive(Clone, Debug, Default)]
struct Kept {
    known: Known,
    seen: Seen,
    /// What an earlier run has seen, until it is needed.
    seen_before: Option<Arc<[u8]>>,
    packed: Packed,
    /// What the other languages' indexes read of it.
    abroad: Option<(Fingerprint, Arc<[u8]>)>,
    index: Option<(Fingerprint, Index)>,
}

impl Kept {
    fn list(&mut self, source: &dyn input::Pages, number: usize) -> Listed {
        if let Some(seen) = self.seen_before.take().and_then(|value| bytes::seen(&value)) {
            self.seen = seen;
        }
        pages::read(source, number, &mut self.known, &self.seen)
    }
}

impl Memo {
    /// A fingerprint of all that the indexes of the latest build were made of.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for (lang, kept) in &self.languages {
            hasher.update(lang.as_bytes()).update(&kept.index.as_ref().map_or([0; 32], |(fingerprint, _)| *fingerprint));
        }
        *hasher.finalize().as_bytes()
    }
}

/// Builds the indexes of all languages with what an earlier build has left in `memo`.
pub fn build_with(input: &SearchInput, memo: &mut Memo) -> SearchFiles {
    build_pages(input, &ByAddress::new(input), memo)
}

/// A language whose words have not been read yet, or have been.
struct Work {
    known: Known,
    listed: Listed,
    foreign: Vec<usize>,
    pages: Pages,
}

impl Work {
    /// Reads and analyses the words.
    fn site<'a>(&'a mut self, input: &'a SearchInput, source: &dyn input::Pages, glossary: &Glossary, number: usize) -> Site<'a> {
        let listed = std::mem::take(&mut self.listed);
        self.pages = listed.with_words(source, number, &mut self.known).without_titles(&self.foreign);
        Site::new(input, glossary, number, &self.pages, &mut self.known)
    }
}

/// Builds the indexes of these pages in all languages of the input, whose own documents are left out, with what an earlier build has left in `memo`.
pub fn build_pages(input: &SearchInput, source: &dyn input::Pages, memo: &mut Memo) -> SearchFiles {
    let mut kept: Vec<Kept> = input.languages.iter().map(|lang| memo.languages.remove(lang).unwrap_or_default()).collect();
    kept.iter_mut().zip(&input.languages).for_each(|(kept, lang)| kept.known.use_lexicon(input.lexicons.source(lang)));
    let mut listed: Vec<Listed> = kept.par_iter_mut().enumerate().map(|(number, kept)| kept.list(source, number)).collect();
    kept.iter_mut().zip(&mut listed).for_each(|(kept, listed)| kept.seen = std::mem::take(&mut listed.seen));
    let foreign = with_foreign_titles(&listed, &input.languages);
    let own = own_fingerprints(input, &listed, &foreign);
    for (kept, own) in kept.iter_mut().zip(&own) {
        kept.abroad.take_if(|(made_of, _)| made_of != own);
    }
    let take_known = |((kept, listed), foreign): ((&mut Kept, _), _)| Work { known: std::mem::take(&mut kept.known), listed, foreign, pages: Pages::default() };
    let mut work: Vec<Work> = kept.iter_mut().zip(listed).zip(foreign).map(take_known).collect();
    let made = make(input, source, &own, &mut kept, &mut work);
    for (((lang, kept), work), used) in input.languages.iter().zip(kept).zip(work).zip(made) {
        let mut known = work.known;
        used.into_iter().for_each(|used| known.forget_if_mostly_unused(used));
        memo.languages.insert(lang.clone(), Kept { known, ..kept });
    }
    let made = input.languages.iter().filter_map(|lang| memo.languages.get(lang)?.index.as_ref());
    SearchFiles::of(made.map(|(_, index)| index.clone()))
}

/// Makes what is not kept. Gives how many forms each language has whose words were read.
fn make(input: &SearchInput, source: &dyn input::Pages, own: &[Fingerprint], kept: &mut [Kept], work: &mut [Work]) -> Vec<Option<usize>> {
    let glossary = Glossary::new(&input.glossary, &input.languages);
    let mut rest: Vec<Option<&mut Work>> = work.iter_mut().map(Some).collect();
    let mut sites: Vec<Option<Site<'_>>> = rest.iter().map(|_| None).collect();
    let read = |rest: &mut [Option<_>], sites: &mut [Option<_>], wanted: &[bool]| {
        let unread = rest.par_iter_mut().zip(sites).zip(wanted).enumerate().filter(|(_, (_, wanted))| **wanted);
        unread.for_each(|(number, ((work, site), _))| {
            if let Some(work) = work.take() {
                *site = Some(Work::site(work, input, source, &glossary, number));
            }
        });
    };
    let unknown: Vec<bool> = kept.iter().map(|kept| kept.abroad.is_none()).collect();
    read(&mut rest, &mut sites, &unknown);
    kept.par_iter_mut().zip(&sites).zip(own).for_each(|((kept, site), own)| {
        kept.abroad = kept.abroad.take().or_else(|| Some((*own, abroad::to_bytes(site.as_ref()?).into())));
    });
    let whole = whole_fingerprints(input, own, kept);
    let stale: Vec<bool> = kept.iter().zip(&whole).map(|(kept, whole)| kept.index.as_ref().is_none_or(|(made_of, _)| made_of != whole)).collect();
    if stale.contains(&true) {
        let mut others: Vec<Option<Abroad>> = (0..kept.len()).map(|_| None).collect();
        for (number, other) in others.iter_mut().enumerate().filter(|(number, _)| !stale[*number] && sites[*number].is_none()) {
            *other = kept[number].abroad.as_ref().and_then(|(_, bytes)| Abroad::read(bytes));
        }
        let wanted: Vec<bool> = others.iter().map(Option::is_none).collect();
        read(&mut rest, &mut sites, &wanted);
        let used = sites.iter().map(|site| site.as_ref().map(|site| site.forms.len())).collect();
        let others = others.iter_mut().enumerate().map(|(number, other)| other.as_mut().map(|other| Site::of_abroad(other, &glossary, number)));
        let sites: Vec<Site<'_>> = sites.into_iter().zip(others).filter_map(|(site, other)| site.or(other)).collect();
        kept.par_iter_mut().enumerate().filter(|(number, _)| stale[*number]).for_each(|(number, kept)| {
            let (made, packed) = index(input, &glossary, &sites, number, &kept.packed);
            (kept.index, kept.packed) = (Some((whole[number], made)), packed);
        });
        return used;
    }
    sites.iter().map(|site| site.as_ref().map(|site| site.forms.len())).collect()
}

/// Fingerprints of all that the words of each language and what they stand for follow from.
fn own_fingerprints(input: &SearchInput, listed: &[Listed], foreign: &[Vec<usize>]) -> Vec<Fingerprint> {
    let mut names = Vec::new();
    input.add_names_to(&mut names);
    let names = blake3::hash(&names);
    let of_language = |(((number, lang), pages), foreign): (((usize, &String), &Listed), &Vec<usize>)| {
        let mut out = names.as_bytes().to_vec();
        out.extend((number as u64).to_le_bytes());
        input.add_lexicon_to(lang, &mut out);
        out.extend((pages.fingerprints.len() as u64).to_le_bytes());
        pages.fingerprints.iter().for_each(|page| out.extend_from_slice(page));
        foreign.iter().for_each(|page| out.extend((*page as u64).to_le_bytes()));
        *blake3::hash(&out).as_bytes()
    };
    input.languages.iter().enumerate().zip(listed).zip(foreign).map(of_language).collect()
}

/// Fingerprints of all that the index of each language is made of.
fn whole_fingerprints(input: &SearchInput, own: &[Fingerprint], kept: &[Kept]) -> Vec<Fingerprint> {
    let abroad: Vec<_> = kept.par_iter().map(|kept| kept.abroad.as_ref().map(|(_, bytes)| blake3::hash(bytes))).collect();
    let of_language = |(number, (lang, own)): (usize, (&String, &Fingerprint))| {
        let mut out = own.to_vec();
        let others = abroad.iter().enumerate().filter(|(other, _)| *other != number);
        others.for_each(|(_, other)| out.extend_from_slice(&other.map_or([0; 32], blake3::Hash::into)));
        input.add_kinds_to(lang, &mut out);
        *blake3::hash(&out).as_bytes()
    };
    input.languages.iter().zip(own).enumerate().map(of_language).collect()
}
