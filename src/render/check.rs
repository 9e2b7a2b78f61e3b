//! The finished site as browsers will meet it: ids that are unique, links that lead somewhere, a language for every page.

use super::pages::Rendered;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Model;
use crate::view::{PageAddress, Subject, base_path};
use ahash::AHashMap;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where links lead.
enum Target<'a> {
    /// Out of the site, or nowhere in particular.
    Elsewhere,
    /// To a file of the site, and an element in it.
    Inside(String, Option<&'a str>),
}

/// What the pages of a site show by themselves and by each other.
#[derive(Debug)]
pub struct Checked {
    findings: Vec<Diagnostic>,
    /// What is not there, by how it is named in a finding: the first page that leads to it, and how many more there are.
    dead: BTreeMap<String, (PageAddress, usize)>,
}

/// Checks the pages of a site, which is published at `base_url` and has these other `files`.
pub fn check(model: &Model, files: &BTreeSet<String>, pages: &[Rendered], base_url: &str) -> Checked {
    let mut known: Known<'_> = files.iter().map(|file| (file.as_str(), None)).collect();
    known.extend(pages.iter().map(|page| (page.address.file.as_str(), Some(page))));
    let checked: Vec<(Vec<Diagnostic>, Vec<String>)> = pages.par_iter().map(|page| of_page(model, &known, page, base_url)).collect();
    let mut findings = Vec::new();
    // A dead link in what all pages share is one fault.
    let mut dead: BTreeMap<String, (PageAddress, usize)> = BTreeMap::new();
    for (page, (found, dead_ends)) in pages.iter().zip(checked) {
        findings.extend(found);
        for what in dead_ends {
            dead.entry(what).and_modify(|(_, others)| *others += 1).or_insert_with(|| (page.address.clone(), 0));
        }
    }
    Checked { findings, dead }
}

impl Checked {
    /// What is wrong, if the site has the files as well that `is_file` knows.
    pub fn findings(self, model: &Model, is_file: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let is_there = |what: &str| what.strip_prefix('/').is_some_and(|path| is_file(path.split('#').next().unwrap_or_default()));
        let dead = self.dead.into_iter().filter(|(what, _)| !is_there(what)).map(|(what, (page, others))| dead_link(model, &what, &page, others));
        self.findings.into_iter().chain(dead).collect()
    }
}

/// The files of the site, with the page that each is.
type Known<'a> = AHashMap<&'a str, Option<&'a Rendered>>;

/// What is wrong with a page by itself, and where it leads without finding anything.
fn of_page(model: &Model, known: &Known<'_>, page: &Rendered, base_url: &str) -> (Vec<Diagnostic>, Vec<String>) {
    let mut findings = Vec::new();
    let file = &page.address.file;
    for id in page.outline.repeated.iter() {
        findings.push(
            finding(model, &page.address, Code::DuplicateElementId, format!("the id “{id}” stands more than once in the page {file}"))
                .help("Give one of the sections or records another id, or let the template add a prefix."),
        );
    }
    if page.outline.lang.as_deref().is_none_or(|lang| lang.trim().is_empty()) {
        findings.push(
            finding(model, &page.address, Code::TemplateError, format!("the page {file} does not say its language"))
                .help("Let the template write `<html lang=\"{{ frame.lang }}\">`."),
        );
    }
    let mut dead: Vec<String> = page.outline.named.iter().filter(|id| !page.outline.ids.contains(id)).map(|id| format!("#{id}")).collect();
    // Absolute addresses in the text lead to other things, even if they stand on the same host.
    let own = page.outline.head.iter().map(|link| link.strip_prefix(base_url).map_or(link.to_owned(), |path| format!("{}{path}", base_path(base_url))));
    dead.extend(own.filter_map(|link| dead_end(known, page, &link, base_url)));
    dead.extend(page.outline.links.iter().filter_map(|link| dead_end(known, page, link, base_url)));
    (findings, dead)
}

fn dead_link(model: &Model, what: &str, page: &PageAddress, others: usize) -> Diagnostic {
    let file = &page.file;
    let others = if others > 0 { format!(" (and {others} more)") } else { String::new() };
    let message = match what.strip_prefix('#') {
        Some(id) => format!("the page {file}{others} names the element “{id}”, which it does not have"),
        None => format!("the page {file}{others} leads to {what}, which there is not"),
    };
    finding(model, page, Code::DeadLink, message).help("Mend the link where it is written: in the item's words, in a record, or in the template.")
}

/// The file or element that `link` on `page` leads to, if there is none such.
fn dead_end(known: &Known<'_>, page: &Rendered, link: &str, base_url: &str) -> Option<String> {
    let Target::Inside(file, anchor) = target(&page.address.file, link, base_url) else { return None };
    let Some(leads_to) = known.get(file.as_str()) else { return Some(format!("/{file}")) };
    let anchor = decoded(anchor.filter(|anchor| !anchor.is_empty() && *anchor != "top")?);
    let there = leads_to.is_none_or(|page| page.outline.ids.contains(&anchor));
    (!there).then(|| format!("/{file}#{anchor}"))
}

fn target<'a>(from: &str, link: &'a str, base_url: &str) -> Target<'a> {
    let (address, anchor) = match link.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor)),
        None => (link, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    let inside = if has_scheme(address) || address.starts_with("//") {
        return Target::Elsewhere;
    } else if let Some(path) = address.strip_prefix('/') {
        match base_path(base_url).strip_prefix('/').map(|base| path.strip_prefix(base)) {
            Some(Some(path)) => normal("", path),
            // The host's, not the site's.
            _ => return Target::Elsewhere,
        }
    } else if address.is_empty() {
        from.to_owned()
    } else {
        normal(from, address)
    };
    let file = if inside.is_empty() || inside.ends_with('/') { inside + "index.html" } else { inside };
    let file = if file.contains('%') { decoded(&file).into_owned() } else { file };
    Target::Inside(file, anchor)
}

fn has_scheme(address: &str) -> bool {
    address
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter)))
}

/// `address` seen from the file `from`, without dots; a folder ends with a slash.
fn normal(from: &str, address: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..end]);
    let mut path = String::with_capacity(folder.len() + address.len() + 12);
    path.push_str(folder);
    let mut folder = false;
    for part in address.split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    if folder && !path.is_empty() {
        path.push('/');
    }
    path
}

/// The text with `%C3%A4` as `ä`.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn finding(model: &Model, page: &PageAddress, code: Code, message: String) -> Diagnostic {
    match source(model, page) {
        Some(span) => Diagnostic::new(code, span, message),
        None => Diagnostic::without_place(code, message),
    }
}

/// Where the record of a page is written.
fn source(model: &Model, page: &PageAddress) -> Option<Span> {
    match &page.subject {
        Subject::Record(key) | Subject::Print(key) => model.records.get(key).map(|record| record.span.clone()),
        Subject::Language | Subject::NotFound | Subject::Specimens => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(from: &str, link: &str) -> Option<String> {
        match target(from, link, "https://a.example/base/") {
            Target::Elsewhere => None,
            Target::Inside(file, anchor) => Some(format!("{file}{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())),
        }
    }

    #[test]
    fn links_of_every_form_are_followed() {
        let from = "fi/ohjeet/kuvat/index.html";
        for (link, file) in [
            ("../../", "fi/index.html"),
            ("../..", "fi/index.html"),
            ("../", "fi/ohjeet/index.html"),
            ("./", "fi/ohjeet/kuvat/index.html"),
            ("", "fi/ohjeet/kuvat/index.html"),
            ("#a", "fi/ohjeet/kuvat/index.html#a"),
            ("?q=1", "fi/ohjeet/kuvat/index.html"),
            ("../../../assets/style.css", "assets/style.css"),
            ("plan.xlsx", "fi/ohjeet/kuvat/plan.xlsx"),
            ("/base/sv/#x", "sv/index.html#x"),
            ("%C3%A4/", "fi/ohjeet/kuvat/ä/index.html"),
            ("../../../../../", "index.html"),
        ] {
            assert_eq!(leads(from, link).as_deref(), Some(file), "{link}");
        }
        for link in ["mailto:a@b.example", "https://a.example/base/x.pdf", "https://b.example/", "//b.example/", "/other/", "tel:+358", "data:image/png,x"] {
            assert_eq!(leads(from, link), None, "{link}");
        }
    }
}
