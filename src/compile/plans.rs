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
    pub(super) sheets: BTreeMap<Fingerprint, Arc<[u8]>>,
}

/// The files. A table that `memo` knows is not written again; afterwards it holds just these tables.
pub(super) fn files(site: &Site<'_>, memo: &mut Memo, findings: &mut Vec<Diagnostic>) -> OutputTree {
    let mut files: OutputTree = view::plan::files(site).into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
    let known = std::mem::take(&mut memo.sheets);
    let one = |(path, sheet): (String, Sheet)| {
        let fingerprint = fingerprint(&sheet);
        (written(known.get(&fingerprint), &sheet), fingerprint, path, sheet)
    };
    let written: Vec<_> = view::sheet::all(site).into_par_iter().map(one).collect();
    for (bytes, fingerprint, path, sheet) in written {
        match bytes {
            Ok(bytes) => {
                files.insert(path, bytes.clone());
                memo.sheets.insert(fingerprint, bytes);
            }
            Err(error) => {
                let message = format!("the spreadsheet of “{}” cannot be made: {error}", sheet.title);
                findings.push(Diagnostic::without_place(Code::TemplateError, message).help("Shorten the texts of the guide's tasks."));
            }
        }
    }
    files
}

/// Of all that a table says.
fn fingerprint(sheet: &Sheet) -> Fingerprint {
    crate::source::fingerprint(format!("{sheet:?}").as_bytes())
}

fn written(known: Option<&Arc<[u8]>>, sheet: &Sheet) -> Result<Arc<[u8]>, String> {
    match known {
        Some(bytes) => Ok(bytes.clone()),
        None => spreadsheet::file(sheet).map(Into::into).map_err(|error| error.to_string()),
    }
}
