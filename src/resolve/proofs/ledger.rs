//! Every block is confirmed to say the same in all languages, and none stays behind for long.

use super::words::{Alone, Settings};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Item;
use crate::parse::markdown::{BlockName, MarkdownFile};
use crate::resolve::parity::{BlockState, BlockStatus};
use crate::source::SourcePath;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn late(on: &Alone<'_>, findings: &mut Vec<Diagnostic>) {
    on.blocks.iter().for_each(|block| behind(on, block, findings));
}

pub(super) fn open(on: &Alone<'_>, findings: &mut Vec<Diagnostic>) {
    unconfirmed(on.item, on.blocks, findings);
}

pub(super) fn entries(on: &Alone<'_>, findings: &mut Vec<Diagnostic>) {
    left_over(on.item, on.blocks, findings);
}

fn place(file: &MarkdownFile, name: &BlockName) -> Span {
    let range = file.block(name).map_or(0..0, |block| block.start());
    Span::new(&file.path, range)
}

fn behind(on: &Alone<'_>, block: &BlockStatus, findings: &mut Vec<Diagnostic>) {
    let Alone { item, settings: Settings { languages, behind_days, today }, .. } = on;
    let Some(confirmed) = block.confirmed_on else { return };
    let due = confirmed.checked_add(behind_days.days()).unwrap_or(Date::MAX);
    if due >= *today {
        return;
    }
    for (language, _) in block.states.iter().enumerate().filter(|(_, state)| **state == BlockState::Behind) {
        let Some(file) = item.words.get(language) else { continue };
        let mut finding = Diagnostic::new(
            Code::BlockBehind,
            place(file, &block.name),
            format!(
                "the block “{}” of {} is behind in “{}”: it was confirmed on {confirmed}, and another language has changed since",
                block.name.as_str(),
                item.key,
                languages.list[language].id
            ),
        );
        for (other, _) in block.states.iter().enumerate().filter(|(_, state)| **state == BlockState::Changed) {
            if let Some(file) = item.words.get(other) {
                finding = finding.label(place(file, &block.name), "this has changed");
            }
        }
        findings.push(finding.help("Let it say the same as the other language, then confirm the block."));
    }
}

/// Whether the block stands in several languages, and none of them is as an editor confirmed it.
fn is_unconfirmed(block: &BlockStatus) -> bool {
    let there: Vec<&BlockState> = block.states.iter().filter(|state| **state != BlockState::Missing).collect();
    there.len() > 1 && there.iter().all(|state| matches!(state, BlockState::Unconfirmed | BlockState::Changed))
}

fn unconfirmed(item: &Item, blocks: &[BlockStatus], findings: &mut Vec<Diagnostic>) {
    let names: Vec<&str> = blocks.iter().filter(|block| is_unconfirmed(block)).map(|block| block.name.as_str()).collect();
    if !names.is_empty() {
        findings.push(
            Diagnostic::new(
                Code::BlockUnconfirmed,
                item.span.clone(),
                format!(
                    "nobody has confirmed that the languages say the same in {} of the {} blocks of {}: {}",
                    names.len(),
                    blocks.len(),
                    item.key,
                    names.join(", ")
                ),
            )
            .help("Read the languages side by side, block by block, and confirm each block that says the same."),
        );
    }
}

fn left_over(item: &Item, blocks: &[BlockStatus], findings: &mut Vec<Diagnostic>) {
    let folder = item.span.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = SourcePath::new(format!("{folder}/parity.lock"));
    for name in item.ledger.blocks.keys().filter(|name| !blocks.iter().any(|block| block.name.as_str() == name.as_str())) {
        findings.push(
            Diagnostic::new(Code::LedgerEntry, Span::file(&path), format!("the ledger of {} has the block “{name}”, which no language has", item.key))
                .help("Remove the entry. If the block has a new id, confirm it under that one."),
        );
    }
}
