//! Pages whose title is what was asked for come before pages that only have its words in a longer one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cut::cut;
use super::files::Index;
use super::rank::{Concept, Ranked};

/// Results that are compared by their titles.
pub(super) const COMPARED: usize = 10;
/// What a title that is the query and nothing else adds to a score, as a share of it.
const FIT: f64 = 1.0;
/// How much other words in the title take from that.
const STRICTNESS: f64 = 1.5;
/// What a key stands for a term by its closeness code: exact, head, base, modifier, other language.
const CLOSENESS: [f64; 6] = [1.0, 0.5, 0.8, 0.3, 0.0, 0.0];

/// For every concept, how surely each word of the shards and of other names is meant: these words mostly stand in other shards.
type Meant<'a> = Vec<HashMap<Cow<'a, str>, f64>>;

/// Raises the scores of the first results by their titles, and sorts them anew.
pub(super) fn by_title(index: &Index, shards: &BTreeSet<usize>, concepts: &[Concept], mut ranked: Vec<Ranked>) -> Vec<Ranked> {
    let meant = words_meant(index, shards, concepts);
    let compared = ranked.len().min(COMPARED);
    for hit in &mut ranked[..compared] {
        let title = index.cards.get(hit.page).map_or("", |card| card.title.as_str());
        hit.score *= 1.0 + FIT * fit(title, &meant, &index.manifest.stop);
    }
    ranked[..compared].sort_by(|a, b| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page)));
    ranked
}

fn words_meant<'a>(index: &'a Index, shards: &BTreeSet<usize>, concepts: &[Concept]) -> Meant<'a> {
    let mut places: HashMap<u32, BTreeMap<usize, f64>> = HashMap::new();
    for (concept, term, value) in concepts.iter().enumerate().flat_map(|(at, concept)| concept.weights().map(move |(term, value)| (at, term, value))) {
        let weight = places.entry(term).or_default().entry(concept).or_insert(value);
        *weight = weight.max(value);
    }
    let mut meant: Meant<'a> = vec![HashMap::new(); concepts.len()];
    for (forms, concept) in meant.iter_mut().zip(concepts) {
        for alternative in &concept.alternatives {
            forms.extend(cut(&alternative.name).into_iter().map(|item| (Cow::Owned(item.joined), alternative.weight)));
        }
    }
    for shard in shards.iter().filter_map(|number| index.shards.get(*number)) {
        for key in &shard.keys {
            for (term, code) in &key.terms {
                let closeness = CLOSENESS.get(usize::from(*code)).copied().unwrap_or(0.0);
                for (concept, weight) in places.get(term).into_iter().flatten() {
                    let known = meant[*concept].entry(Cow::Borrowed(&key.word)).or_insert(0.0);
                    *known = known.max(closeness * weight);
                }
            }
        }
    }
    meant
}

/// Share of the title's words that are meant, times the share of the query's concepts that the title has.
fn fit(title: &str, meant: &Meant<'_>, stop: &BTreeSet<String>) -> f64 {
    let words: Vec<String> = cut(title).into_iter().map(|item| item.joined).filter(|word| !stop.contains(word)).collect();
    if words.is_empty() {
        return 0.0;
    }
    let value = |forms: &HashMap<Cow<'_, str>, f64>, word: &String| forms.get(word.as_str()).copied().unwrap_or(0.0);
    let of_title: f64 = words.iter().map(|word| meant.iter().map(|forms| value(forms, word)).fold(0.0, f64::max)).sum::<f64>() / words.len() as f64;
    let of_query: f64 = meant.iter().map(|forms| words.iter().map(|word| value(forms, word)).fold(0.0, f64::max)).sum::<f64>() / meant.len() as f64;
    of_title.powf(STRICTNESS) * of_query
}
