//! The reports on the real content say what the domain document says of it.

#[path = "common/memory.rs"]
mod memory;

use memory::Site;
use opastin::resolve::report::{coverage, parity};
use std::collections::BTreeMap;

#[test]
fn the_comparison_of_the_sources_has_its_sixty_two_points() {
    let (model, resolved) = Site::real().resolved();
    let report = parity(&model, &resolved, "seeds").unwrap();
    let expected = [("both", 12), ("partial", 11), ("only-fi", 16), ("only-sv", 15), ("contradiction", 8)];
    assert_eq!(report.counts, BTreeMap::from(expected.map(|(state, count)| (state.to_owned(), count))));
    assert_eq!(report.points.len(), 62);
    assert_eq!(report.points.iter().filter(|point| point.conflict.is_some()).count(), 8);
    let json = serde_json::to_value(&report).unwrap();
    assert!(json["points"].as_array().unwrap().iter().all(|point| point["facts"].as_array().is_some_and(|facts| !facts.is_empty())));
    assert!(report.text().ends_with("62 points: 12 both, 8 contradiction, 16 only-fi, 15 only-sv, 11 partial\n"));
    assert_eq!(parity(&model, &resolved, "none"), None);
}

#[test]
fn coverage_tells_every_use() {
    let (model, resolved) = Site::base().resolved();
    let report = coverage(&model, &resolved);
    let fact = report.facts.iter().find(|fact| fact.id == "EN-01").unwrap();
    assert!(fact.used && fact.fields.contains(&"task:get-card".to_owned()) && fact.words["de"] == ["task:get-card"], "{fact:?}");
    let task = report.tasks.iter().find(|task| task.id == "announce-visit").unwrap();
    assert_eq!((task.guides.as_slice(), task.guides_if.as_slice()), (["rare-books".to_owned()].as_slice(), [].as_slice()));
    let task = report.tasks.iter().find(|task| task.id == "pay-fee").unwrap();
    assert_eq!((task.guides.as_slice(), task.guides_if.as_slice()), ([].as_slice(), ["first-loan".to_owned(), "rare-books".to_owned()].as_slice()));
    let term = report.terms.iter().find(|term| term.id == "card").unwrap();
    assert_eq!(term.pages["en"], ["task:get-card"]);
    assert!(report.text().contains("  L2 announce-visit\n"));
}

#[test]
fn every_fact_of_the_real_content_is_used_or_need_not_be() {
    let (model, resolved) = Site::real().resolved();
    let report = coverage(&model, &resolved);
    let unused: Vec<&str> = report.facts.iter().filter(|fact| fact.must_be_used && !fact.used).map(|fact| fact.id.as_str()).collect();
    assert_eq!(unused, Vec::<&str>::new());
    assert_eq!((report.tasks.len(), report.terms.len()), (50, 110));
    assert!(report.tasks.iter().all(|task| !task.guides.is_empty() || !task.guides_if.is_empty()));
}
