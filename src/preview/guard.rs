//! Who may ask: the editor's own browser on this machine, and no page of another origin.

use super::server::Served;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Turns away requests that are not for this address by its own names (a name that somebody lets lead here is another origin to the
/// browser, and this one to the network), and those that a page of another origin makes.
pub(super) async fn guard(State(site): State<Arc<Served>>, request: Request, next: Next) -> Response {
    if let Err(why) = check(site.port, request.method(), request.headers()) {
        return closed((StatusCode::FORBIDDEN, format!("{why}\n")).into_response());
    }
    closed(next.run(request).await)
}

/// What is answered may not be read by, embedded in or framed by other origins, nor kept unless the answer says so.
fn closed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("same-origin"));
    response
}

fn check(port: u16, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    let hosts = headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or_default()).collect::<Vec<_>>();
    let [host] = hosts.as_slice() else { return Err("The request does not say for which host it is.") };
    if !is_own(host, port) {
        return Err("This preview answers to its own address only, such as http://127.0.0.1.");
    }
    for origin in headers.get_all(ORIGIN) {
        let own = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).is_some_and(|host| is_own(host, port));
        if !own {
            return Err("A page of another origin may not use this preview.");
        }
    }
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()).unwrap_or("none");
    let navigates = headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    if matches!(site, "cross-site" | "same-site") && !(navigates && method == Method::GET) {
        return Err("A page of another origin may not use this preview.");
    }
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        Method::POST if headers.contains_key(ORIGIN) => Ok(()),
        Method::POST => Err("The request does not say which page makes it."),
        _ => Err("Only GET, HEAD and POST are answered."),
    }
}

fn is_own(host: &str, port: u16) -> bool {
    let (name, given) =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())).map_or((host, "80"), |(name, port)| (name, port));
    given.parse() == Ok(port) && matches!(name.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, headers: &[(&'static str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        check(4000, method, &map).is_ok()
    }

    #[test]
    fn only_the_own_address_is_answered() {
        for host in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
            assert!(asked(&Method::GET, &[("host", host)]), "{host}");
        }
        for host in ["127.0.0.1", "127.0.0.1:4001", "evil.example:4000", "127.0.0.1.evil.example:4000", "localhost", "", "4000", "127.0.0.1:4000:4000", "[::1]"]
        {
            assert!(!asked(&Method::GET, &[("host", host)]), "{host}");
        }
        assert!(!asked(&Method::GET, &[]));
        assert!(!asked(&Method::GET, &[("host", "127.0.0.1:4000"), ("host", "evil.example")]));
    }

    #[test]
    fn other_origins_may_link_here_and_nothing_else() {
        let host = ("host", "localhost:4000");
        for origin in ["http://evil.example", "https://localhost:4000", "http://localhost:4001", "null", "http://localhost:4000.evil.example", "file://"] {
            assert!(!asked(&Method::GET, &[host, ("origin", origin)]), "{origin}");
            assert!(!asked(&Method::POST, &[host, ("origin", origin)]), "{origin}");
        }
        assert!(asked(&Method::POST, &[host, ("origin", "http://localhost:4000")]));
        assert!(!asked(&Method::POST, &[host]));
        assert!(asked(&Method::GET, &[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]));
        assert!(!asked(&Method::GET, &[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]));
        assert!(!asked(&Method::POST, &[host, ("origin", "http://localhost:4000"), ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]));
        assert!(!asked(&Method::DELETE, &[host, ("origin", "http://localhost:4000")]));
    }
}
