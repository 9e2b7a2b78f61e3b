//! Parity: how the sources compare, topic by topic, and how an item's languages compare, block by block.

use crate::model::language::Entry;
use crate::model::{Item, Languages, Model};
use crate::parse::markdown::BlockName;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How the sources of a comparison stand to each other on one topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// All say the same.
    Both,
    /// All speak of it, but an editor judged that not of quite the same.
    Partial,
    /// Only this source speaks of it.
    Only(String),
    /// They contradict each other.
    Contradiction,
}

/// One topic of a comparison.
#[derive(Clone, Debug)]
pub struct Point {
    /// The topic.
    pub topic: String,
    /// How the sources stand to each other.
    pub state: State,
    /// The facts on it, by source, in the order of the comparison's sources.
    pub facts: Vec<(String, Vec<String>)>,
    /// The conflict, where there is one.
    pub conflict: Option<String>,
}

/// The state of every topic, by comparison. A topic on which no source of the comparison says anything is not listed.
pub fn comparisons(model: &Model) -> BTreeMap<String, Vec<Point>> {
    model
        .comparisons
        .iter()
        .map(|(id, comparison)| (id.clone(), points(model, comparison.sources.iter().map(|source| source.key.id.as_str()).collect())))
        .collect()
}

fn points(model: &Model, sources: Vec<&str>) -> Vec<Point> {
    let mut on_topic: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for source in &sources {
        for fact in model.sources.get(*source).into_iter().flat_map(|source| &source.facts).filter_map(|id| model.facts.get(id)) {
            for topic in &fact.topics {
                on_topic.entry(topic.key.id.as_str()).or_default().entry(source).or_default().push(fact.id.clone());
            }
        }
    }
    model
        .topics
        .values()
        .filter_map(|topic| {
            let facts = on_topic.get(topic.id.as_str())?;
            let conflict = model.conflicts.values().find(|conflict| conflict.topic.as_ref().is_some_and(|reference| reference.key.id == topic.id));
            let state = match (conflict, facts.len()) {
                (Some(_), _) => State::Contradiction,
                (None, 1) => State::Only(facts.keys().next().map(|source| (*source).to_owned()).unwrap_or_default()),
                (None, _) if topic.scope_differs.is_some() => State::Partial,
                (None, _) => State::Both,
            };
            Some(Point {
                topic: topic.id.clone(),
                state,
                facts: sources.iter().filter_map(|source| Some(((*source).to_owned(), facts.get(source)?.clone()))).collect(),
                conflict: conflict.map(|conflict| conflict.id.clone()),
            })
        })
        .collect()
}

/// The word for a state in reports and open data; of a topic that one source alone speaks of, the source's language follows `only-`.
pub fn state_name(model: &Model, state: &State) -> String {
    match state {
        State::Both => "both".to_owned(),
        State::Partial => "partial".to_owned(),
        State::Only(source) => format!("only-{}", model.sources.get(source).map_or(source.as_str(), |source| source.lang.as_str())),
        State::Contradiction => "contradiction".to_owned(),
    }
}

/// How one language's text of a block stands to the others'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockState {
    /// An editor confirmed that it says the same as the others, and no text has changed since.
    Confirmed,
    /// Others have changed since the confirmation, this one has not.
    Behind,
    /// It has changed since the confirmation.
    Changed,
    /// Nobody has confirmed it.
    Unconfirmed,
    /// The language does not have the block.
    Missing,
}

/// The state of one block of an item.
#[derive(Clone, Debug)]
pub struct BlockStatus {
    /// The block.
    pub name: BlockName,
    /// The state of each language, in the order of the site's.
    pub states: Vec<BlockState>,
    /// When it was last confirmed.
    pub confirmed_on: Option<Date>,
}

/// The state of every block of an item.
pub fn blocks(languages: &Languages, item: &Item) -> Vec<BlockStatus> {
    let mut names: Vec<&BlockName> = Vec::new();
    let mut seen = BTreeSet::new();
    for file in item.words.iter().filter_map(|entry| if let Entry::Value(file) = entry { Some(file) } else { None }) {
        names.extend(file.blocks.iter().map(|block| &block.name).filter(|name| seen.insert((*name).clone())));
    }
    names.into_iter().map(|name| block_status(languages, item, name)).collect()
}

fn block_status(languages: &Languages, item: &Item, name: &BlockName) -> BlockStatus {
    let entry = item.ledger.blocks.get(name.as_str());
    let unchanged = |language: usize| {
        let block = item.words.get(language)?.block(name)?;
        let confirmed = entry.and_then(|entry| entry.text(&languages.list[language].id));
        Some(confirmed.is_some_and(|confirmed| confirmed.is(&block.text())))
    };
    let kept: Vec<Option<bool>> = (0..languages.list.len()).map(unchanged).collect();
    let anything_changed = kept.contains(&Some(false));
    let state = |kept: &Option<bool>| match (entry, kept) {
        (_, None) => BlockState::Missing,
        (None, _) => BlockState::Unconfirmed,
        (Some(_), Some(false)) => BlockState::Changed,
        (Some(_), Some(true)) if anything_changed => BlockState::Behind,
        (Some(_), Some(true)) => BlockState::Confirmed,
    };
    BlockStatus { name: name.clone(), states: kept.iter().map(state).collect(), confirmed_on: entry.map(|entry| entry.on) }
}
