//! An item's languages side by side, block by block, with what has changed since an editor confirmed them.

use super::Resolved;
use super::parity::BlockState;
use crate::diagnostics::{Code, Diagnostic, Severity, Span, did_you_mean};
use crate::model::ledger::{Confirmation, Ledger};
use crate::model::{Key, Model};
use crate::parse::markdown::BlockName;
use crate::source::SourcePath;
use jiff::civil::Date;
use similar::{ChangeTag, TextDiff};

/// A run of words, and whether it came or went.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// What became of it.
    pub change: Change,
    /// The words with the spaces between them.
    pub text: String,
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// They stand in both texts.
    Kept,
    /// They stand in the earlier text only.
    Removed,
    /// They stand in the later text only.
    Added,
}

/// The difference of two texts, word by word.
pub fn words(before: &str, after: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Delete => Change::Removed,
            ChangeTag::Insert => Change::Added,
        };
        match parts.last_mut() {
            Some(last) if last.change == kind => last.text.push_str(change.value()),
            _ => parts.push(Part { change: kind, text: change.value().to_owned() }),
        }
    }
    parts
}

/// One block of an item in all languages.
#[derive(Clone, Debug)]
pub struct Block {
    /// The block.
    pub name: BlockName,
    /// When it was last confirmed.
    pub confirmed_on: Option<Date>,
    /// Each language's text, in the order of the site's languages.
    pub sides: Vec<Side>,
}

/// One language's text of a block.
#[derive(Clone, Debug)]
pub struct Side {
    /// How it stands to the others.
    pub state: BlockState,
    /// The text in canonical form; empty where the language lacks the block.
    pub text: String,
    /// The difference from the text that was confirmed; empty where none was.
    pub since: Vec<Part>,
    /// Where it is written.
    pub span: Option<Span>,
}

/// Every block of an item, in order. Empty for a record that is no item.
pub fn blocks(model: &Model, resolved: &Resolved, key: &Key) -> Vec<Block> {
    let (Some(item), Some(statuses)) = (model.items.get(key), resolved.words.get(key).map(|words| &words.blocks)) else { return Vec::new() };
    let mut blocks = Vec::with_capacity(statuses.len());
    for status in statuses {
        let confirmed = item.ledger.blocks.get(status.name.as_str());
        let side = |(language, state): (usize, &BlockState)| {
            let file = item.words.get(language);
            let block = file.and_then(|file| file.block(&status.name));
            let text = block.map(|block| block.text()).unwrap_or_default();
            let id = &*model.languages().list[language].id;
            let since = confirmed.and_then(|confirmed| confirmed.text(id)?.whole()).map(|before| words(before, &text)).unwrap_or_default();
            let span = file.zip(block).map(|(file, block)| Span::new(&file.path, block.span.clone()));
            Side { state: *state, text, since, span }
        };
        blocks.push(Block { name: status.name.clone(), confirmed_on: status.confirmed_on, sides: status.states.iter().enumerate().map(side).collect() });
    }
    blocks
}

/// Why a block cannot be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such item.
    #[error("there is no item {item}.{meant}")]
    NoItem {
        /// What was asked for.
        item: Key,
        /// “ Did you mean …?”, or nothing.
        meant: String,
    },
    /// The item has no such block.
    #[error("{item} has no block “{block}”. Its blocks are: {known}.")]
    NoBlock {
        /// The item.
        item: Key,
        /// What was asked for.
        block: String,
        /// The item's blocks.
        known: String,
    },
    /// Some language does not have the block.
    #[error("the block “{block}” of {item} is missing in “{language}”: what is not there cannot say the same")]
    Missing {
        /// The item.
        item: Key,
        /// The block.
        block: String,
        /// The language.
        language: String,
    },
    /// Of what was confirmed before only fingerprints are at hand, and a ledger without its texts would lose them.
    #[error("the texts that were confirmed of {item} before are not at hand: nothing can be written")]
    NotAtHand {
        /// The item.
        item: Key,
    },
}

/// The item of this key.
///
/// # Errors
///
/// There is none.
pub fn item<'a>(model: &'a Model, key: &Key) -> Result<&'a crate::model::Item, Refusal> {
    model.items.get(key).map(|item| &**item).ok_or_else(|| {
        let names: Vec<String> = model.items.keys().map(ToString::to_string).collect();
        let meant = did_you_mean(&key.to_string(), names.iter().map(String::as_str)).map(|near| format!(" Did you mean “{near}”?"));
        Refusal::NoItem { item: key.clone(), meant: meant.unwrap_or_default() }
    })
}

/// The item's ledger after an editor has confirmed, on the day `on`, that the languages say the same in `block`.
///
/// # Errors
///
/// There is no such item or block, or a language that has the item lacks the block.
pub fn confirm(model: &Model, resolved: &Resolved, key: &Key, block: &str, on: Date) -> Result<Ledger, Refusal> {
    let item = item(model, key)?;
    let statuses = resolved.blocks(key);
    let known = |status: &&super::parity::BlockStatus| status.name.as_str() == block;
    let status = statuses.iter().find(known).filter(|status| !status.name.as_str().is_empty()).ok_or_else(|| Refusal::NoBlock {
        item: key.clone(),
        block: block.to_owned(),
        known: statuses.iter().map(|status| status.name.as_str()).collect::<Vec<_>>().join(", "),
    })?;
    let mut texts = Vec::new();
    for (index, language) in model.languages().list.iter().enumerate() {
        let Some(file) = item.words.get(index) else { continue };
        let block =
            file.block(&status.name).ok_or_else(|| Refusal::Missing { item: key.clone(), block: block.to_owned(), language: language.id.to_string() })?;
        texts.push((language.id.clone(), block.text().as_str().into()));
    }
    let mut ledger = (*item.ledger).clone();
    if ledger.blocks.values().flat_map(Confirmation::texts).any(|(_, text)| text.whole().is_none()) {
        return Err(Refusal::NotAtHand { item: key.clone() });
    }
    ledger.blocks.insert(block.to_owned(), Confirmation::new(on, texts));
    Ok(ledger)
}

/// The ledger of an item.
pub fn ledger_path(model: &Model, key: &Key) -> Option<SourcePath> {
    let facts = &model.items.get(key)?.span.path;
    let folder = facts.as_str().rsplit_once('/')?.0;
    Some(SourcePath::new(format!("{folder}/parity.lock")))
}

/// Whether something in the ledger at `path` could not be read: writing it anew would lose that.
pub fn is_damaged(findings: &[Diagnostic], path: &SourcePath) -> bool {
    let unread = |finding: &Diagnostic| match finding.code {
        // The entry of a block that is gone can be read; its finding points at the file as a whole.
        Code::LedgerEntry => finding.span.as_ref().is_some_and(|span| span.end > 0),
        _ => finding.severity == Severity::Error,
    };
    findings.iter().any(|finding| finding.span.as_ref().is_some_and(|span| &span.path == path) && unread(finding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_told_apart_and_nothing_is_lost() {
        let parts = words("Ilmoita kahden päivän kuluessa.", "Ilmoita heti päivän kuluessa.");
        let told: Vec<(Change, &str)> = parts.iter().map(|part| (part.change, part.text.as_str())).collect();
        assert_eq!(told, [(Change::Kept, "Ilmoita "), (Change::Removed, "kahden"), (Change::Added, "heti"), (Change::Kept, " päivän kuluessa.")]);
    }

    #[test]
    fn equal_texts_have_one_kept_part() {
        assert_eq!(words("a b", "a b"), [Part { change: Change::Kept, text: "a b".to_owned() }]);
        assert!(words("", "").is_empty());
    }
}
