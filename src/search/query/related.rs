//! Pages that the first results have to do with come further up: what a page refers to, and what refers to it, often helps with the same question.

use std::collections::HashMap;

use super::files::Index;
use super::rank::Ranked;
use super::titles::COMPARED;

/// What a result hands on to the pages it has to do with, all together, as a share of its score.
const HANDED_ON: f64 = 0.3;

/// Raises the scores of results that the first ones have to do with, and sorts them anew.
pub(super) fn by_relation(index: &Index, mut hits: Vec<Ranked>) -> Vec<Ranked> {
    let mut handed: HashMap<usize, f64> = HashMap::new();
    for hit in hits.iter().take(COMPARED) {
        let related = index.cards.get(hit.page).map_or(&[][..], |card| card.related.as_slice());
        for page in related {
            *handed.entry(*page).or_default() += (HANDED_ON * hit.score) / related.len() as f64;
        }
    }
    for hit in &mut hits {
        hit.score += handed.get(&hit.page).copied().unwrap_or_default();
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    hits
}
