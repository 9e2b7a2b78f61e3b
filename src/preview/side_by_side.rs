//! A page's languages side by side, block against block, with what has changed and what differs; a block is confirmed from here.

use super::OWN;
use super::position::{Place, place};
use super::server::Served;
use super::snapshot::Snapshot;
use crate::diagnostics::{Diagnostic, Span};
use crate::model::{Key, Model};
use crate::resolve::parity::BlockState;
use crate::resolve::side::{self, Block, Change, Side};
use crate::view::escaped;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// The page for the address in the query: `?path=/fi/…/`.
pub(super) async fn page(State(site): State<Arc<Served>>, Query(query): Query<BTreeMap<String, String>>) -> Response {
    let snapshot = site.snapshot();
    let path = query.get("path").map(String::as_str).unwrap_or_default();
    match (snapshot.model(), snapshot.subject(path)) {
        (Some(model), Some((key, _))) => Html(whole(&site, &snapshot, model, key)).into_response(),
        _ => (StatusCode::NOT_FOUND, "The site has no page there whose languages could stand side by side.\n").into_response(),
    }
}

fn whole(site: &Served, snapshot: &Snapshot, model: &Model, key: &Key) -> String {
    let body = if model.items.contains_key(key) { item(site, snapshot, model, key) } else { pages(snapshot, model, key) };
    let heads: String = model.languages().list.iter().enumerate().map(|(index, language)| head(snapshot, key, index, &language.id, &language.name)).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} · side by side</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{OWN}side-by-side.css\">\n<script type=\"module\" src=\"{OWN}side-by-side.mjs\"></script>\n</head>\n\
         <body data-token=\"{token}\" data-item=\"{title}\" data-columns=\"{columns}\">\n<header><h1>{name} <code>{title}</code></h1><p role=\"status\" id=\"status\"></p></header>\n\
         <main>\n<div class=\"row heads\">{heads}</div>\n{body}</main>\n</body>\n</html>\n",
        title = escaped(&key.to_string()),
        name = named(model, key),
        token = site.token,
        columns = model.languages().list.len(),
    )
}

/// What the record is called, in the first language that names it.
fn named(model: &Model, key: &Key) -> String {
    let name = model.records.get(key).and_then(|record| record.name.as_ref()).and_then(|name| name.or_other(0));
    let language = |index: usize| model.languages().list.get(index).map_or("", |language| &language.id);
    name.map_or_else(String::new, |(index, name)| format!("<span lang=\"{}\">{}</span>", escaped(language(index)), escaped(name)))
}

fn head(snapshot: &Snapshot, key: &Key, index: usize, id: &str, name: &str) -> String {
    let path = snapshot.understood.as_deref().and_then(|understood| understood.resolved.routes.path(key, index));
    let name = format!("<span lang=\"{}\">{}</span>", escaped(id), escaped(name));
    match path {
        Some(path) => format!("<h2><a href=\"{}{}\">{name}</a></h2>", escaped(snapshot.base.trim_end_matches('/')), escaped(path)),
        None => format!("<h2>{name}</h2>"),
    }
}

/// Pages that are made of records: both as they stand.
fn pages(snapshot: &Snapshot, model: &Model, key: &Key) -> String {
    let routes = snapshot.understood.as_deref().map(|understood| &understood.resolved.routes);
    let frames: String = (0..model.languages().list.len())
        .map(|language| match routes.and_then(|routes| routes.path(key, language)) {
            Some(path) => format!("<iframe title=\"{0}\" src=\"{1}{0}\"></iframe>", escaped(path), escaped(snapshot.base.trim_end_matches('/'))),
            None => "<p>There is no page in this language.</p>".to_owned(),
        })
        .collect();
    format!("<div class=\"row frames\">{frames}</div>\n")
}

fn item(site: &Served, snapshot: &Snapshot, model: &Model, key: &Key) -> String {
    let Some(understood) = snapshot.understood.as_deref() else { return String::new() };
    let blocks = side::blocks(model, &understood.resolved, key);
    let rows: String = blocks.iter().map(|block| row(site, snapshot, model, block)).collect();
    format!("{}{rows}", open(&blocks))
}

fn is_confirmed(block: &Block) -> bool {
    block.sides.iter().all(|side| side.state == BlockState::Confirmed)
}

/// Which blocks are still to be looked at.
fn open(blocks: &[Block]) -> String {
    let open: Vec<String> = blocks.iter().filter(|block| !is_confirmed(block)).map(|block| escaped(block.name.as_str())).collect();
    let links: Vec<String> = open.iter().filter(|name| !name.is_empty()).map(|name| format!("<a href=\"#{name}\">{name}</a>")).collect();
    let said = match open.len() {
        0 => "All blocks are confirmed.".to_owned(),
        count => format!("{count} of {} blocks not confirmed as they stand: {}", blocks.len(), links.join(", ")),
    };
    format!("<section id=\"_open\"><p class=\"name\">{said}</p></section>\n")
}

fn row(site: &Served, snapshot: &Snapshot, model: &Model, block: &Block) -> String {
    let name = escaped(block.name.as_str());
    let confirmed = block.confirmed_on.map_or_else(|| "never confirmed".to_owned(), |on| format!("last confirmed on {on}"));
    let complete = block.sides.iter().filter(|side| side.state != BlockState::Missing).count() > 1 && !name.is_empty();
    let button = match (is_confirmed(block), complete) {
        (true, _) => "<span class=\"state confirmed\">· the languages say the same</span>".to_owned(),
        (false, true) => format!("<button type=\"button\" data-confirm=\"{name}\">They say the same: confirm</button>"),
        (false, false) => String::new(),
    };
    let mut out = format!("<section id=\"{name}\" aria-label=\"{name}\"><p class=\"name\"><code>{name}</code> · {confirmed} {button}</p>\n<div class=\"row\">");
    for (side, language) in block.sides.iter().zip(&model.languages().list) {
        out.push_str(&column(site, snapshot, block, side, &language.id));
    }
    out.push_str("</div></section>\n");
    out
}

fn column(site: &Served, snapshot: &Snapshot, block: &Block, side: &Side, language: &str) -> String {
    let state = match side.state {
        BlockState::Confirmed => ("confirmed", "as confirmed"),
        BlockState::Behind => ("behind", "behind: another language has changed since"),
        BlockState::Changed => ("changed", "changed since it was confirmed"),
        BlockState::Unconfirmed => ("unconfirmed", "not confirmed"),
        BlockState::Missing => ("missing", "missing"),
    };
    let place = side.span.as_ref().map(|span| place(&site.root, &snapshot.tree, span));
    let link = place.as_ref().map(link).unwrap_or_default();
    let mut out = format!("<div class=\"side {}\"><p class=\"about\"><span class=\"state\">{}</span> {link}</p>", state.0, state.1);
    let _ = write!(out, "<div class=\"text\" lang=\"{}\" data-text=\"{}\">{}</div>", escaped(language), escaped(&side.text), text(block, side));
    let differing: String =
        findings_in(snapshot, side).map(|finding| format!("<li class=\"{}\">{}</li>", finding.severity.as_str(), escaped(&finding.message))).collect();
    if !differing.is_empty() {
        let _ = write!(out, "<ul class=\"findings\">{differing}</ul>");
    }
    out.push_str("</div>");
    out
}

fn link(place: &Place) -> String {
    format!("<a class=\"source\" href=\"{}\">{}:{}</a>", escaped(&place.open), escaped(&place.file), place.line)
}

fn text(block: &Block, side: &Side) -> String {
    if block.confirmed_on.is_none() || side.since.is_empty() {
        return shown(&side.text);
    }
    let part = |part: &side::Part| match part.change {
        Change::Kept => shown(&part.text),
        Change::Removed => format!("<del>{}</del>", shown(&part.text)),
        Change::Added => format!("<ins>{}</ins>", shown(&part.text)),
    };
    side.since.iter().map(part).collect()
}

/// A confirmed text holds links as `(target)[words]`: the targets are set apart from the words.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((head, after)) = rest.split_once(")[") {
        match head.rsplit_once('(').filter(|(_, target)| target.contains(':') && !target.contains('\n')) {
            Some((before, target)) => {
                let (gap, after) = after.strip_prefix(']').map_or((" [", after), |after| ("", after));
                let _ = write!(out, "{}<code>{}</code>{gap}", escaped(before), escaped(target));
                rest = after;
            }
            None => {
                let _ = write!(out, "{})[", escaped(head));
                rest = after;
            }
        }
    }
    out + &escaped(rest)
}

/// What is found in the text of a block: facts, numbers and references that the other language has.
fn findings_in<'a>(snapshot: &'a Snapshot, side: &'a Side) -> impl Iterator<Item = &'a Diagnostic> {
    let inside = |span: &Span, of: &Span| span.path == of.path && span.start >= of.start && span.start < of.end.max(of.start + 1);
    snapshot.findings.iter().filter(move |finding| match (&finding.span, &side.span) {
        (Some(span), Some(of)) => inside(span, of),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn targets_of_links_are_set_apart_from_words() {
        assert_eq!(shown("Due: (deadline:a-b)[]. (task:x)[The <test>]."), "Due: <code>deadline:a-b</code>. <code>task:x</code> [The &lt;test&gt;].");
        assert_eq!(shown("(a)[b] (service:x \"y\")[]"), "(a)[b] <code>service:x &quot;y&quot;</code>");
    }
}
