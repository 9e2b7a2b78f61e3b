//! What hosts need: pages at addresses that lead to others, the same redirects as rules, and the headers of a strict content security policy.

use crate::model::Model;
use crate::render::OutputTree;
use crate::resolve::{Resolved, asof};
use crate::search::hashed_folder;
use crate::view::{base_path, escaped};
use std::collections::BTreeMap;
use std::iter;

/// The content security policy of every page, as a header.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The headers that every file gets.
const HEADERS: [(&str, &str); 3] = [("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

/// The types of all files of a site, by their endings.
const TYPES: [(&str, &str); 15] = [
    ("text/html", "html"),
    ("text/css", "css"),
    ("text/javascript", "mjs"),
    ("application/json", "json"),
    ("application/octet-stream", "bin"),
    ("application/xml", "xml"),
    ("application/atom+xml", "atom"),
    ("text/plain", "txt"),
    ("text/calendar", "ics"),
    ("text/csv", "csv"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("image/svg+xml", "svg"),
    ("image/png", "png"),
    ("font/woff2", "woff2"),
    ("application/pdf", "pdf"),
];

/// How long a file may be kept whose name changes with its content.
const KEEP: &str = "public, max-age=31536000, immutable";

/// A rule of a host: with which status an address leads to which other.
type Line = fn(u16, &str, &str) -> String;

/// Adds redirects and headers to `files`.
pub fn add(model: &Model, resolved: &Resolved, base_url: &str, files: &mut OutputTree) {
    let base = base_path(base_url);
    let base = base.trim_end_matches('/');
    let routes = &resolved.routes;
    for (from, to) in routes.redirects.iter().chain(&routes.folders) {
        let page = page(model, resolved, base_url, from, to);
        files.insert(format!("{}index.html", from.trim_start_matches('/')), page.into_bytes().into());
    }
    // Browsers keep a redirect that is for good: a page may come to stand in a folder, and never at a former address.
    let of = |status, leading: &BTreeMap<String, String>, line: Line| {
        leading.iter().map(|(from, to)| line(status, &format!("{base}{from}"), &format!("{base}{to}"))).collect::<String>()
    };
    let lines = |line: Line| of(301, &routes.redirects, line) + &of(302, &routes.folders, line);
    let folders = folders(model);
    let mut text = |path: &str, text: String| drop(files.insert(path.to_owned(), text.into_bytes().into()));
    text("_redirects", lines(|status, from, to| format!("{from} {to} {status}\n")));
    text("headers/_headers", host_headers(base, &folders));
    text("headers/nginx.conf", nginx(base, &folders) + &lines(|status, from, to| format!("location = {from} {{ return {status} {to}; }}\n")));
    text("headers/apache.htaccess", apache(base) + &lines(|status, from, to| format!("RedirectMatch {status} ^{from}$ {to}\n")));
}

/// A page that leads from one address to another, for hosts without rules. It says only the name of what it leads to.
fn page(model: &Model, resolved: &Resolved, base_url: &str, from: &str, to: &str) -> String {
    let target = resolved.routes.iter().find_map(|(key, paths)| {
        let language = paths.iter().position(|path| path.as_deref() == Some(to))?;
        let name = asof::name(model.records.get(key)?, model.site.as_of)?.name.or_other(language)?.1;
        Some((language, name.as_str()))
    });
    let (language, name) = target.unwrap_or((0, to));
    let lang = model.languages().list.get(language).map_or("", |language| &language.id);
    let up = "../".repeat(from.trim_matches('/').split('/').count());
    let (name, lang) = (escaped(name), escaped(lang));
    let (canonical, relative) = (escaped(&format!("{base_url}{}", to.trim_start_matches('/'))), escaped(&format!("{up}{}", to.trim_start_matches('/'))));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{canonical}\">\n<meta http-equiv=\"refresh\" content=\"0; url={relative}\">\n\
         </head>\n<body>\n<main><h1><a href=\"{relative}\">{name}</a></h1></main>\n</body>\n</html>\n"
    )
}

/// The folders in which every file's name changes with its content, but that of what says which names there are.
fn folders(model: &Model) -> Vec<String> {
    let of_search = model.languages().list.iter().map(|language| hashed_folder(&language.id));
    iter::once("assets/".to_owned()).chain(of_search).collect()
}

fn host_headers(base: &str, folders: &[String]) -> String {
    let headers: String = HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let kept: String = folders.iter().map(|folder| format!("{base}/{folder}*\n  Cache-Control: {KEEP}\n")).collect();
    format!("{base}/*\n{headers}{kept}")
}

fn nginx(base: &str, folders: &[String]) -> String {
    let headers = |indent: &str| HEADERS.iter().map(|(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n")).collect::<String>();
    // Not `always`: that a file is not there is not to be kept, because an edit that is taken back brings its name back.
    let location = |folder: &String| format!("location {base}/{folder} {{\n{}  add_header Cache-Control \"{KEEP}\";\n}}\n", headers("  "));
    format!(
        "# Take this file into the server block of the site: include …/headers/nginx.conf;\n{}error_page 404 {base}/404.html;\n\
         # A server's own list of types stands in place of the common one, so it is whole.\ntypes {{\n{}}}\n\
         # A location with headers of its own takes none over.\n{}location = {base}/assets/manifest.json {{}}\n",
        headers(""),
        TYPES.iter().map(|(kind, ending)| format!("  {kind} {ending};\n")).collect::<String>(),
        folders.iter().map(location).collect::<String>()
    )
}

fn apache(base: &str) -> String {
    let headers: String = HEADERS.iter().map(|(name, value)| format!("Header always set {name} \"{value}\"\n")).collect();
    format!(
        "# Take this file over as .htaccess in the folder of the site, or into its <Directory>. It needs mod_headers, mod_mime and mod_alias.\n\
         {headers}ErrorDocument 404 {base}/404.html\nAddType text/javascript .mjs\nAddType application/atom+xml .atom\nAddType text/calendar .ics\n\
         <FilesMatch \"(\\.[0-9a-f]{{10}}\\.[a-z0-9]+|-[0-9a-f]{{8}}\\.bin)$\">\nHeader set Cache-Control \"{KEEP}\"\n</FilesMatch>\n"
    )
}
