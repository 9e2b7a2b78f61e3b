//! What open pages are told, as it happens.

use super::position::{Place, place};
use super::server::Served;
use super::snapshot::{Snapshot, mark};
use crate::diagnostics::{Counts, Diagnostic};
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc::channel;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};

/// How many findings a page is told of.
const TOLD: usize = 60;

/// What a page is told.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Message {
    /// The page's bytes are others than those that the browser has.
    Reload,
    /// The page's bytes have changed, from those that the browser has.
    Page { page: String, before: Text, after: Text },
    /// Only its styles have: each with the earlier and the new address.
    Styles { swaps: Vec<(String, String)>, page: String },
    /// What is wrong with the site, and whether the pages are older than the sources.
    Findings { stale: bool, counts: Counts, findings: Vec<Told>, more: usize },
}

/// The bytes of a page.
#[derive(Debug)]
struct Text(Arc<[u8]>);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&String::from_utf8_lossy(&self.0))
    }
}

#[derive(Debug, Serialize)]
struct Told {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Vec<String>,
    place: Option<Place>,
}

/// What an open page has: the bytes behind it, and the styles that they name.
struct Open {
    path: String,
    mark: String,
    bytes: Option<Arc<[u8]>>,
    styles: Vec<(String, String)>,
    findings: Option<Arc<[Diagnostic]>>,
}

/// Tells the page at `path`, whose bytes have the mark `page`, what becomes of it.
pub(super) async fn events(
    State(site): State<Arc<Served>>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let text = |name: &str| query.get(name).cloned().unwrap_or_default();
    let mut open = Open { path: text("path"), mark: text("page"), bytes: None, styles: Vec::new(), findings: None };
    let (send, messages) = channel(1);
    tokio::spawn(async move {
        let mut latest = site.latest.clone();
        loop {
            let snapshot = latest.borrow_and_update().clone();
            for message in tokio::task::block_in_place(|| open.see(&site, &snapshot)) {
                if send.send(message).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                changed = latest.changed() => if changed.is_err() { return },
                () = send.closed() => return,
            }
        }
    });
    let events = ReceiverStream::new(messages).filter_map(|message| Event::default().json_data(message).ok().map(Ok));
    Sse::new(events).keep_alive(KeepAlive::default())
}

impl Open {
    fn see(&mut self, site: &Served, snapshot: &Snapshot) -> Vec<Message> {
        let mut messages = Vec::new();
        let now = page(snapshot, &self.path);
        let now_mark = now.as_ref().map(|bytes| mark(bytes)).unwrap_or_default();
        if now_mark != self.mark {
            let swaps = self.only_styles(snapshot, now.as_ref());
            self.mark.clone_from(&now_mark);
            messages.push(match (swaps, &self.bytes, &now) {
                (Some(swaps), ..) => Message::Styles { swaps, page: now_mark },
                (None, Some(before), Some(after)) => Message::Page { page: now_mark, before: Text(before.clone()), after: Text(after.clone()) },
                _ => Message::Reload,
            });
        }
        self.bytes = now;
        self.styles = snapshot.styles();
        // A tool of the preview shows words and the ledger, which change without a finding.
        let tool = self.path.starts_with(super::OWN);
        if tool || self.findings.as_ref().is_none_or(|told| !Arc::ptr_eq(told, &snapshot.findings)) {
            self.findings = Some(snapshot.findings.clone());
            messages.push(findings(site, snapshot));
        }
        messages
    }

    /// The styles that have new addresses, if that is all that has changed.
    fn only_styles(&self, snapshot: &Snapshot, now: Option<&Arc<[u8]>>) -> Option<Vec<(String, String)>> {
        let (before, now) = (std::str::from_utf8(self.bytes.as_ref()?).ok()?, std::str::from_utf8(now?).ok()?);
        let styles = snapshot.styles();
        let swaps: Vec<(String, String)> = self
            .styles
            .iter()
            .filter_map(|(name, old)| styles.iter().find(|(new_name, new)| new_name == name && new != old).map(|(_, new)| (old.clone(), new.clone())))
            .collect();
        let swapped = swaps.iter().fold(before.to_owned(), |page, (old, new)| page.replace(old, new));
        (!swaps.is_empty() && swapped == now).then_some(swaps)
    }
}

/// The bytes that a request for `path` is answered with.
fn page(snapshot: &Snapshot, path: &str) -> Option<Arc<[u8]>> {
    snapshot.file(path).or_else(|| snapshot.not_found(path)).map(|(_, bytes)| bytes)
}

fn findings(site: &Served, snapshot: &Snapshot) -> Message {
    let mut ordered: Vec<&Diagnostic> = snapshot.findings.iter().collect();
    ordered.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let told = ordered.iter().take(TOLD).map(|finding| Told {
        severity: finding.severity.as_str(),
        code: finding.code.as_str(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        place: finding.span.as_ref().map(|span| place(&site.root, &snapshot.tree, span)),
    });
    Message::Findings { stale: snapshot.stale, counts: snapshot.counts(), findings: told.collect(), more: ordered.len().saturating_sub(TOLD) }
}
