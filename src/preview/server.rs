//! The server: the site's files, and the preview's own addresses.

use super::snapshot::Snapshot;
use super::{OWN, answer, confirm, events, guard, position, side_by_side};
use crate::compile::Options;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch::Receiver;

/// What requests are answered from.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) root: PathBuf,
    pub(super) options: Options,
    pub(super) port: u16,
    pub(super) latest: Receiver<Arc<Snapshot>>,
    /// What only the preview's own pages know: a request that writes must show it.
    pub(super) token: String,
}

impl Served {
    pub(super) fn new(root: PathBuf, options: Options, port: u16, latest: Receiver<Arc<Snapshot>>) -> Arc<Self> {
        Arc::new(Served { root, options, port, latest, token: token() })
    }

    /// The site as it is now.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.latest.borrow().clone()
    }
}

/// A token that cannot be guessed: the standard library keys every new hasher from the system's randomness.
fn token() -> String {
    let mut hasher = blake3::Hasher::new();
    for _ in 0..4 {
        hasher.update(&RandomState::new().build_hasher().finish().to_le_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// All addresses of the preview.
pub(super) fn router(site: Arc<Served>) -> Router {
    let own = |name: &str| format!("{OWN}{name}");
    Router::new()
        .route(&own("preview.mjs"), get(|| async { text("text/javascript", include_str!("client/preview.mjs")) }))
        .route(&own("patch.mjs"), get(|| async { text("text/javascript", include_str!("client/patch.mjs")) }))
        .route(&own("side-by-side.mjs"), get(|| async { text("text/javascript", include_str!("client/side-by-side.mjs")) }))
        .route(&own("side-by-side.css"), get(|| async { text("text/css", include_str!("client/side-by-side.css")) }))
        .route(&own("events"), get(events::events))
        .route(&own("positions"), get(positions))
        .route(&own("side-by-side"), get(side_by_side::page))
        .route(&own("confirm"), post(confirm::confirm))
        .fallback(file)
        .layer(axum::middleware::from_fn_with_state(site.clone(), guard::guard))
        .with_state(site)
}

fn text(kind: &'static str, body: impl Into<String>) -> Response {
    ([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], body.into()).into_response()
}

async fn positions(State(site): State<Arc<Served>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let path = query.get("path").map(String::as_str).unwrap_or_default();
    let positions = || position::positions(&site.root, site.options.today, &site.snapshot(), path);
    axum::Json(tokio::task::block_in_place(positions)).into_response()
}

/// A file of the site. All files are made in memory under their own names: no path leads to anything else.
async fn file(State(site): State<Arc<Served>>, method: Method, uri: Uri) -> Response {
    if method == Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    // Making a file takes its time, and others are to be answered meanwhile.
    tokio::task::block_in_place(|| found(&site.snapshot(), &uri))
}

fn found(snapshot: &Snapshot, uri: &Uri) -> Response {
    let Some(path) = decoded(uri.path()) else { return StatusCode::BAD_REQUEST.into_response() };
    let base = snapshot.base.trim_end_matches('/');
    let Some(inside) = path.strip_prefix(base).filter(|inside| inside.starts_with('/')) else {
        return if path == "/" || path == base { moved(&format!("{base}/")) } else { missing(snapshot, "/") };
    };
    if let Some((name, bytes)) = snapshot.file(inside) {
        let lasting = snapshot.site.as_ref().is_some_and(|site| site.is_lasting(&name));
        let answer = answer::file(StatusCode::OK, &snapshot.base, &name, &bytes);
        return if lasting { answer::for_good(answer) } else { answer };
    }
    if !inside.ends_with('/') && snapshot.file(&format!("{inside}/")).is_some() {
        return moved(&format!("{}/", uri.path()));
    }
    missing(snapshot, inside)
}

fn moved(to: &str) -> Response {
    // A second slash at the start would lead to another host.
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, format!("/{}", to.trim_start_matches('/')))]).into_response()
}

fn missing(snapshot: &Snapshot, path: &str) -> Response {
    match snapshot.not_found(path) {
        Some((name, bytes)) => answer::file(StatusCode::NOT_FOUND, &snapshot.base, &name, &bytes),
        None => answer::waiting(snapshot),
    }
}

/// The path of a request with its escapes read; `None` if it is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains(['\0', '\\']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_once() {
        assert_eq!(decoded("/fi/a%20b/").as_deref(), Some("/fi/a b/"));
        assert_eq!(decoded("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
        for bad in ["/%", "/%4", "/%zz", "/%ff", "/%00", "/a%5cb"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn tokens_differ() {
        assert_ne!(token(), token());
        assert_eq!(token().len(), 32);
    }
}
