//! What scripts fetch, and the spreadsheet of every guide.

use crate::diagnostics::{Code, Diagnostic};
use crate::render::{OutputTree, spreadsheet};
use crate::source::Fingerprint;
use crate::view::sheet::Sheet;
use crate::view::{self, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The spreadsheets of the latest compilation, by the fingerprint of the table that each was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    keeping: Keeping,
    pub(super) sheets: BTreeMap<Fingerprint, Arc<[u8]>>,
}

/// What becomes of spreadsheets when the next ones are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keeping {
    /// They are taken over where they would be made of the same.
    #[default]
    Sheets,
    /// They are made anew.
    Nothing,
}

impl Memo {
    /// For a compilation that no other follows.
    pub(super) fn of_one_run() -> Self {
        Memo { keeping: Keeping::Nothing, ..Memo::default() }
    }
}

/// The files. A table that `memo` knows is not written again; afterwards it holds just these tables.
pub(super) fn files(site: &Site<'_>, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> OutputTree {
    let mut files: OutputTree = view::plan::files(site).into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
    let known = std::mem::take(&mut memo.sheets);
    let lists = spreadsheet::Lists::default();
    let sheets = view::sheet::all(site);
    let days = sheets.values().next().map(|sheet| crate::source::fingerprint(format!("{:?}", sheet.holidays).as_bytes())).unwrap_or_default();
    let one = |(path, sheet): (String, Sheet)| {
        let fingerprint = (memo.keeping == Keeping::Sheets).then(|| fingerprint(&sheet, &days));
        let known = fingerprint.and_then(|fingerprint| known.get(&fingerprint));
        (written(known, &sheet, &lists), fingerprint, path, sheet)
    };
    let written: Vec<_> = sheets.into_par_iter().map(one).collect();
    for (bytes, fingerprint, path, sheet) in written {
        match bytes {
            Ok(bytes) => {
                files.insert(path, bytes.clone());
                memo.sheets.extend(fingerprint.map(|fingerprint| (fingerprint, bytes)));
            }
            Err(error) => {
                let message = format!("the spreadsheet of “{}” cannot be made: {error}", sheet.title);
                findings.push(Diagnostic::without_place(Code::TemplateError, message).help("Shorten the texts of the guide's tasks."));
            }
        }
    }
    files
}

/// Of all that a table says; `days` is that of its holidays, which all tables share.
fn fingerprint(sheet: &Sheet, days: &Fingerprint) -> Fingerprint {
    let Sheet { title, lang, address, words, events, deadlines, tasks, holidays: _, weekend, as_of } = sheet;
    let text = format!("{:?}", (days, title, lang, address, words, events, deadlines, tasks, weekend, as_of));
    crate::source::fingerprint(text.as_bytes())
}

fn written(known: Option<&Arc<[u8]>>, sheet: &Sheet, lists: &spreadsheet::Lists) -> Result<Arc<[u8]>, String> {
    match known {
        Some(bytes) => Ok(bytes.clone()),
        None => spreadsheet::file(sheet, lists).map(Into::into).map_err(|error| error.to_string()),
    }
}
