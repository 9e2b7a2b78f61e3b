//! An editor confirms a block from the page where its languages stand side by side.

use super::server::Served;
use super::snapshot::Snapshot;
use crate::model::Key;
use crate::model::ledger::write;
use crate::resolve::side;
use crate::source::SourcePath;
use crate::source::write::replace;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The header that shows the token.
pub(super) const TOKEN: &str = "x-opastin-token";

/// Which block, and what the editor saw of it.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    item: String,
    block: String,
    /// The texts as they were shown, in the order of the site's languages.
    seen: Vec<String>,
}

/// Writes the confirmation into the item's ledger. Nothing else is ever written.
pub(super) async fn confirm(State(site): State<Arc<Served>>, headers: HeaderMap, Json(asked): Json<Asked>) -> Response {
    if headers.get(TOKEN).is_none_or(|token| token.as_bytes() != site.token.as_bytes()) {
        return (StatusCode::FORBIDDEN, "The request does not come from a page of this preview.\n").into_response();
    }
    match write_down(&site, &site.snapshot(), &asked) {
        Ok(path) => (StatusCode::OK, format!("{path}\n")).into_response(),
        Err(why) => (StatusCode::CONFLICT, format!("{why}\n")).into_response(),
    }
}

fn write_down(site: &Served, snapshot: &Snapshot, asked: &Asked) -> Result<SourcePath, String> {
    let understood = snapshot.understood.as_deref().ok_or("The site cannot be read.")?;
    let (kind, id) = asked.item.split_once(':').ok_or("This names no item.")?;
    let key = Key::new(kind, id);
    let (model, resolved) = (&understood.model, &understood.resolved);
    let blocks = side::blocks(model, resolved, &key);
    let now = blocks.iter().find(|block| block.name.as_str() == asked.block).map(|block| block.sides.iter().map(|side| side.text.clone()).collect());
    if now.is_some_and(|now: Vec<String>| now != asked.seen) {
        return Err("A text has changed since it was shown. Read it again, then confirm.".to_owned());
    }
    let ledger = side::confirm(model, resolved, &key, &asked.block, site.options.today).map_err(|refusal| refusal.to_string())?;
    let path = side::ledger_path(model, &key).ok_or("This names no item.")?;
    if side::is_damaged(&snapshot.findings, &path) {
        return Err(format!("{path} is damaged: mend it first, so that nothing in it is lost."));
    }
    replace(&site.root, &path, write::ledger(&ledger).as_bytes()).map_err(|error| error.to_string())?;
    Ok(path)
}
