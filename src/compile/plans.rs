//! What scripts fetch, and the spreadsheet of every guide.

use crate::diagnostics::{Code, Diagnostic};
use crate::render::{OutputTree, spreadsheet};
use crate::view::sheet::Sheet;
use crate::view::{self, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The spreadsheets of the latest compilation by their files, each with the table that it was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    sheets: BTreeMap<String, (Sheet, Arc<[u8]>)>,
}

/// The files. A table that `memo` knows is not written again; afterwards it holds just these tables.
pub(super) fn files(site: &Site<'_>, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> OutputTree {
    let mut files: OutputTree = view::plan::files(site).into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
    let written: Vec<_> = view::sheet::all(site).into_par_iter().map(|(path, sheet)| (written(memo.sheets.get(&path), &sheet), path, sheet)).collect();
    memo.sheets.clear();
    for (bytes, path, sheet) in written {
        match bytes {
            Ok(bytes) => {
                files.insert(path.clone(), bytes.clone());
                memo.sheets.insert(path, (sheet, bytes));
            }
            Err(error) => {
                let message = format!("the spreadsheet of “{}” cannot be made: {error}", sheet.title);
                findings.push(Diagnostic::without_place(Code::TemplateError, message).help("Shorten the texts of the guide's tasks."));
            }
        }
    }
    files
}

fn written(known: Option<&(Sheet, Arc<[u8]>)>, sheet: &Sheet) -> Result<Arc<[u8]>, String> {
    match known.filter(|(known, _)| known == sheet) {
        Some((_, bytes)) => Ok(bytes.clone()),
        None => spreadsheet::file(sheet).map(Into::into).map_err(|error| error.to_string()),
    }
}
