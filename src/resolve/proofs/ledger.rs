//! Every block is confirmed to say the same in all languages, and none stays behind for long.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{Item, Model};
use crate::parse::markdown::{BlockName, MarkdownFile};
use crate::resolve::Resolved;
use crate::resolve::parity::{BlockState, BlockStatus};
use crate::source::SourcePath;
use jiff::ToSpan;
use jiff::civil::Date;

fn items<'a>(model: &'a Model, resolved: &'a Resolved) -> impl Iterator<Item = (&'a Item, &'a [BlockStatus])> {
    model.items.values().filter_map(|item| Some((item, resolved.blocks.get(&item.key)?.as_slice())))
}

pub(super) fn late(model: &Model, resolved: &Resolved, today: Date, findings: &mut Vec<Diagnostic>) {
    items(model, resolved).for_each(|(item, blocks)| blocks.iter().for_each(|block| behind(model, item, block, today, findings)));
}

pub(super) fn open(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    items(model, resolved).for_each(|(item, blocks)| unconfirmed(item, blocks, findings));
}

pub(super) fn entries(model: &Model, resolved: &Resolved, findings: &mut Vec<Diagnostic>) {
    items(model, resolved).for_each(|(item, blocks)| left_over(item, blocks, findings));
}

fn place(file: &MarkdownFile, name: &BlockName) -> Span {
    let range = file.block(name).map_or(0..0, |block| block.heading.first().or(block.events.first()).map_or(block.span.clone(), |(_, range)| range.clone()));
    Span::new(&file.path, range)
}

fn behind(model: &Model, item: &Item, block: &BlockStatus, today: Date, findings: &mut Vec<Diagnostic>) {
    let Some(confirmed) = block.confirmed_on else { return };
    let due = confirmed.checked_add(model.site.behind_days.days()).unwrap_or(Date::MAX);
    if due >= today {
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
                model.languages().list[language].id
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
