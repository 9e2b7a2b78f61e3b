//! Whatever is taken out of the real content, something is found: many single removals, each from a copy of its own.
//!
//! The site is proved as after a release, so that what readers have seen is known. Removals that leave the site as sound as it was
//! stand, each with the reason, in `tests/approved/mutation-survivors.txt`.

#[path = "common/memory.rs"]
mod memory;
#[expect(unreachable_pub, reason = "a module of this test alone")]
#[path = "common/removals.rs"]
mod removals;

use memory::{Site, prove};
use opastin::diagnostics::{Code, Diagnostic};
use opastin::model::ledger::{Published, PublishedRecord};
use opastin::model::{Key, Model};
use opastin::resolve::{history, resolve};
use rayon::prelude::*;
use removals::{Removal, removals};
use std::collections::BTreeMap;

/// At most so many removals of one sort are tried, evenly spread.
const OF_A_SORT: usize = 30;

/// What readers have seen after a release of `model`: every id, every address, the fingerprint of every item's data.
fn release(model: &Model) -> Published {
    let resolved = resolve(model, memory::TODAY).0;
    let record = |key: &Key| {
        let address = |(language, id): (usize, &std::sync::Arc<str>)| Some((id.to_string(), resolved.routes.path(key, language)?.to_owned()));
        let addresses = model.languages().ids().enumerate().filter_map(address).collect();
        let revision = model.items.get(key).map_or(0, |item| item.changes.len());
        (key.to_string(), PublishedRecord { addresses, data: history::data_fingerprint(model, key), revision })
    };
    Published { on: memory::TODAY, records: model.records.keys().map(record).collect() }
}

/// How often each finding stands, without its place: a removal moves the places of what stands after it. That a block is not confirmed
/// says nothing about its words.
fn counted(findings: &[Diagnostic]) -> BTreeMap<(Code, &str), usize> {
    let mut counted = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.code != Code::BlockUnconfirmed) {
        *counted.entry((finding.code, finding.message.as_str())).or_insert(0) += 1;
    }
    counted
}

fn chosen(all: Vec<Removal>) -> Vec<Removal> {
    let mut by_sort: BTreeMap<&'static str, Vec<Removal>> = BTreeMap::new();
    for removal in all {
        by_sort.entry(removal.sort).or_default().push(removal);
    }
    let spread = |removals: Vec<Removal>| {
        let count = removals.len();
        let wanted = count.min(OF_A_SORT);
        removals.into_iter().enumerate().filter(move |(index, _)| index * wanted / count != (index + 1) * wanted / count).map(|(_, removal)| removal)
    };
    by_sort.into_values().flat_map(spread).collect()
}

/// The approved survivors with their reasons: `removal: reason`, one a line.
fn approved() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/approved/mutation-survivors.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(" | ").map(|(removal, reason)| (removal.to_owned(), reason.to_owned())).unwrap_or_else(|| panic!("no reason: {line}")))
        .collect()
}

#[test]
fn every_removal_is_found() {
    let site = Site::real();
    let parsed = site.parsed();
    let published = release(&site.model());
    let whole = prove(&parsed, |model| model.published = Some(published.clone()));
    let known = counted(&whole);
    let removals = chosen(removals(&site, &parsed));
    assert!(removals.len() >= 500, "only {} removals", removals.len());
    let mut survivors: Vec<String> = removals
        .par_iter()
        .filter(|removal| {
            let found = prove(&removal.apply(&site, &parsed), |model| model.published = Some(published.clone()));
            !counted(&found).iter().any(|(finding, count)| known.get(finding).is_none_or(|before| before < count))
        })
        .map(|removal| format!("{}: {}", removal.sort, removal.name))
        .collect();
    survivors.sort();
    let approved = approved();
    let new: Vec<&String> = survivors.iter().filter(|survivor| !approved.contains_key(*survivor)).collect();
    let gone: Vec<&String> = approved.keys().filter(|removal| !survivors.contains(removal)).collect();
    assert!(
        new.is_empty(),
        "{} of {} removals give no finding:\n{}",
        new.len(),
        removals.len(),
        new.iter().map(|line| format!("{line}\n")).collect::<String>()
    );
    assert!(gone.is_empty(), "approved survivors that are found or not tried any more:\n{gone:#?}");
    assert!(approved.values().all(|reason| reason.len() > 20), "a survivor without a reason");
}
