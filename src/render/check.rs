//! The finished site as browsers will meet it: ids that are unique, links that lead somewhere, a language for every page.

use super::links::{self, Target, target};
use super::pages::{Pages, Rendered};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Model;
use crate::view::{PageAddress, Subject};
use ahash::AHashMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What the pages of a site show by themselves and by each other.
#[derive(Debug)]
pub struct Checked {
    findings: Vec<Diagnostic>,
    /// What is not there, by how it is named in a finding: the first page that leads to it, and how many more there are.
    dead: BTreeMap<String, (PageAddress, usize)>,
}

/// Checks the pages of a site, which is published at `base_url` and has these other `files`.
pub fn check(model: &Model, files: &BTreeSet<String>, pages: &Pages, base_url: &str) -> Checked {
    let Pages { made, lost } = pages;
    let mut known: Known<'_> = files.iter().map(|file| (file.as_str(), None)).collect();
    known.extend(made.iter().map(|page| (page.address.file.as_str(), Some(page))));
    let checked: Vec<(Vec<Diagnostic>, Vec<String>)> = made.par_iter().map(|page| of_page(model, &known, lost, page, base_url)).collect();
    let mut findings = Vec::new();
    // A dead link in what all pages share is one fault.
    let mut dead: BTreeMap<String, (PageAddress, usize)> = BTreeMap::new();
    for (page, (found, dead_ends)) in made.iter().zip(checked) {
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
fn of_page(model: &Model, known: &Known<'_>, lost: &BTreeMap<u32, String>, page: &Rendered, base_url: &str) -> (Vec<Diagnostic>, Vec<String>) {
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
    dead.extend(page.leads_to.iter().filter_map(|page| lost.get(page)).map(|file| format!("/{file}")));
    dead.extend(page.outline.head.iter().filter_map(|link| dead_end(known, page, &links::own(link, base_url), base_url)));
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
    let anchor = links::decoded(anchor?);
    let there = leads_to.is_none_or(|page| page.outline.ids.contains(&anchor));
    (!there).then(|| format!("/{file}#{anchor}"))
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
