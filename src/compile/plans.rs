//! What scripts fetch, and the spreadsheet of every guide.

use crate::diagnostics::{Code, Diagnostic};
use crate::render::blob::Blob;
use crate::render::sink::Sink;
use crate::render::spreadsheet;
use crate::source::Fingerprint;
use crate::view::sheet::Sheet;
use crate::view::{self, Site};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The spreadsheets of the latest compilation, by the fingerprint of the table that each was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    keeping: Keeping,
    pub(super) sheets: BTreeMap<Fingerprint, Blob>,
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

/// Puts the files into `sink`, and gives their paths. A table that `memo` knows is not written again; afterwards it holds just these tables.
pub(super) fn files(site: &Site<'_>, memo: &mut Memo, sink: &dyn Sink, findings: &mut Vec<Diagnostic>) -> BTreeSet<String> {
    let data = |(path, bytes): (String, Vec<u8>)| {
        sink.put(&path, &bytes);
        path
    };
    let mut paths: BTreeSet<String> = view::plan::files(site).map(data).collect();
    let known = std::mem::take(&mut memo.sheets);
    let (lists, days) = (spreadsheet::Lists::default(), OnceLock::new());
    let one = |(path, sheet): (String, Sheet)| {
        let fingerprint = (memo.keeping == Keeping::Sheets).then(|| fingerprint(&sheet, days.get_or_init(|| of_days(&sheet))));
        let written = written(fingerprint.and_then(|fingerprint| known.get(&fingerprint)), &sheet, &lists);
        let written = written.map_err(|error| cannot_be_made(&sheet, &error)).map(|bytes| {
            sink.put_blob(&path, &bytes);
            fingerprint.map(|fingerprint| (fingerprint, bytes))
        });
        (path, written)
    };
    let mut sheets: Vec<_> = view::sheet::all(site).map(one).collect();
    sheets.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    for (path, written) in sheets {
        match written {
            Ok(kept) => {
                paths.insert(path);
                memo.sheets.extend(kept);
            }
            Err(fault) => findings.push(fault),
        }
    }
    paths
}

fn cannot_be_made(sheet: &Sheet, error: &str) -> Diagnostic {
    let message = format!("the spreadsheet of “{}” cannot be made: {error}", sheet.title);
    Diagnostic::without_place(Code::TemplateError, message).help("Shorten the texts of the guide's tasks.")
}

/// Of the days that are no working days, which all tables share.
fn of_days(sheet: &Sheet) -> Fingerprint {
    crate::source::fingerprint(format!("{:?}", sheet.holidays).as_bytes())
}

/// Of all that a table says; `days` is that of its holidays.
fn fingerprint(sheet: &Sheet, days: &Fingerprint) -> Fingerprint {
    let Sheet { title, lang, address, words, events, deadlines, tasks, holidays: _, weekend, as_of } = sheet;
    let text = format!("{:?}", (days, title, lang, address, words, events, deadlines, tasks, weekend, as_of));
    crate::source::fingerprint(text.as_bytes())
}

fn written(known: Option<&Blob>, sheet: &Sheet, lists: &spreadsheet::Lists) -> Result<Blob, String> {
    match known {
        Some(bytes) => Ok(bytes.clone()),
        None => spreadsheet::file(sheet, lists).map(Into::into).map_err(|error| error.to_string()),
    }
}
