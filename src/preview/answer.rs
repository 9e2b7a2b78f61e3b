//! Files of the site as answers.

use super::OWN;
use super::position::percent;
use super::snapshot::{Snapshot, mark};
use crate::view::escaped;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};

/// A file of the site. A page gets the preview's script tag on its way, and is otherwise as it would be published.
pub(super) fn file(status: StatusCode, base: &str, name: &str, bytes: &[u8]) -> Response {
    let body = if name.ends_with(".html") { with_script(bytes, base) } else { bytes.to_vec() };
    (status, [(CONTENT_TYPE, content_type(name))], body).into_response()
}

/// The answer, to be kept by the browser that asked: what has this name never changes.
pub(super) fn for_good(mut answer: Response) -> Response {
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    answer
}

/// What is answered while there is no page at all: why, and a script that loads the page as soon as there is one.
pub(super) fn waiting(snapshot: &Snapshot) -> Response {
    let findings: String = snapshot.findings.iter().take(50).map(|finding| format!("<li>{}</li>", escaped(&finding.message))).collect();
    let said = if snapshot.generation == 0 { "The site is being read." } else { "Nothing has been built yet. What stands in the way:" };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head><body><h1>Preview</h1><p>{said}</p><ul>{findings}</ul></body></html>"
    );
    (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_TYPE, "text/html; charset=utf-8")], with_script(page.as_bytes(), &snapshot.base)).into_response()
}

/// The page with one script tag at the end of its body, which tells the page's mark and under which path the site is served.
fn with_script(page: &[u8], base: &str) -> Vec<u8> {
    let tag = format!("<script type=\"module\" src=\"{OWN}preview.mjs?page={}&amp;base={}\"></script>", mark(page), percent(base));
    let end = page.windows(7).rposition(|window| window == b"</body>").unwrap_or(page.len());
    [&page[..end], tag.as_bytes(), &page[end..]].concat()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "mjs" | "js" => "text/javascript; charset=utf-8",
        "json" | "jsonld" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml",
        "xml" | "atom" => "application/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_one_script_tag_and_nothing_else() {
        let page = b"<!doctype html><body><p>\"</body>\" is text</p></body></html>\n";
        let sent = String::from_utf8(with_script(page, "/")).unwrap();
        let tag = sent.find("<script").unwrap();
        let end = sent.find("</script>").unwrap() + "</script>".len();
        assert_eq!([&sent[..tag], &sent[end..]].concat().as_bytes(), page);
        assert!(sent[end..].starts_with("</body></html>"));
    }
}
