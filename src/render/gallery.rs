//! Every component of a theme as the pages of a site show it: one page for each language, to look at and to check.
//!
//! The templates are marked before the site is compiled; what stands between the marks in the finished pages is the sample.

use super::OutputTree;
use super::portable::place;
use super::theme::Theme;
use crate::source::{FileKind, SourceFile, SourceTree, kind_of};
use crate::view::escaped;
use std::collections::BTreeMap;

/// A sample of more bytes than this is taken only where there is no smaller one.
const LARGE: usize = 6_000;

/// Where a component is defined: its name, then its template's path.
pub type Components = BTreeMap<String, String>;

/// One component in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sample {
    page: String,
    html: String,
}

/// The gallery of a theme.
#[derive(Clone, Debug, Default)]
pub struct Gallery {
    /// Its pages and what they need: styles and scripts.
    pub files: OutputTree,
    /// What no page of a language shows: the language and the component.
    pub unseen: Vec<(String, String)>,
}

/// The components that the theme `name` has in `tree`.
pub fn components(tree: &SourceTree, name: &str) -> Components {
    let theme = Theme::new(tree, name);
    let mut found = Components::new();
    for (_, path, file) in theme.folder("templates", "html") {
        let text = String::from_utf8_lossy(&file.bytes);
        found.extend(definitions(&text).into_iter().map(|definition| (definition.name.to_owned(), path.to_string())));
    }
    found
}

/// The tree with marks around the body of every component.
pub fn marked(tree: &SourceTree) -> SourceTree {
    let mut marked = SourceTree::default();
    for (path, file) in tree.iter() {
        let template = matches!(kind_of(path), FileKind::Theme(_, inside) if inside.starts_with("templates/") && inside.ends_with(".html"));
        let text = template.then(|| std::str::from_utf8(&file.bytes).ok()).flatten();
        marked.insert(path.clone(), text.map_or_else(|| file.clone(), |text| SourceFile::new(mark(text).as_bytes())));
    }
    marked
}

/// A component's definition in a template: where its body begins and ends.
struct Definition<'a> {
    name: &'a str,
    body: std::ops::Range<usize>,
}

fn definitions(template: &str) -> Vec<Definition<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((_, open, begin, inside)) = tag(template, at) {
        at = begin;
        let Some(name) = inside.strip_prefix("component ").map(|rest| rest.split(['(', ' ']).next().unwrap_or_default()) else { continue };
        let mut after = begin;
        while let Some((start, _, end, inside)) = tag(template, after) {
            if inside.starts_with("endcomponent") {
                found.push(Definition { name, body: begin..start });
                at = end;
                break;
            }
            after = end;
        }
        at = at.max(open);
    }
    found
}

/// The next `{% … %}` from `at`: its start, the start of what is in it, its end, and what is in it.
fn tag(template: &str, at: usize) -> Option<(usize, usize, usize, &str)> {
    let start = at + template.get(at..)?.find("{%")?;
    let open = start + 2;
    let end = open + template[open..].find("%}")? + 2;
    let inside = template[open..end - 2].trim_matches(|letter: char| letter == '-' || letter.is_whitespace());
    Some((start, open, end, inside))
}

fn mark(template: &str) -> String {
    let mut out = String::with_capacity(template.len() + 512);
    let mut at = 0;
    for definition in definitions(template) {
        out.push_str(&template[at..definition.body.start]);
        out.push_str(&opening(definition.name));
        out.push_str(&template[definition.body.clone()]);
        out.push_str(&closing(definition.name));
        at = definition.body.end;
    }
    out.push_str(&template[at..]);
    out
}

fn opening(name: &str) -> String {
    format!("<!--component {name}-->")
}

fn closing(name: &str) -> String {
    format!("<!--/component {name}-->")
}

/// The gallery of `components` from the `files` of a site compiled from a marked tree, whose languages are `languages`.
pub fn gallery(theme: &str, components: &Components, languages: &[String], files: &OutputTree) -> Gallery {
    let mut gallery = Gallery::default();
    gallery.files.extend(files.iter().filter(|(path, _)| path.starts_with("assets/")).map(|(path, bytes)| (path.clone(), bytes.clone())));
    for language in languages {
        let samples = samples(components, &format!("{language}/"), files);
        gallery.unseen.extend(components.keys().filter(|name| !samples.contains_key(*name)).map(|name| (language.clone(), name.clone())));
        let page = page(theme, language, components, &samples, files);
        gallery.files.insert(format!("{language}/index.html"), page.into_bytes().into());
    }
    gallery
}

fn samples(components: &Components, folder: &str, files: &OutputTree) -> BTreeMap<String, Sample> {
    let mut best: BTreeMap<String, Sample> = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".html")) {
        let Ok(html) = std::str::from_utf8(bytes) else { continue };
        for name in components.keys() {
            for sample in between(html, name) {
                let better = |known: &Sample| rank(&sample) > rank(&known.html);
                if best.get(name).is_none_or(better) {
                    best.insert(name.clone(), Sample { page: path.clone(), html: sample });
                }
            }
        }
    }
    best
}

/// The fullest sample that is not large is the best one.
fn rank(html: &str) -> (bool, isize) {
    let length = isize::try_from(html.len()).unwrap_or(isize::MAX);
    if html.len() <= LARGE { (true, length) } else { (false, -length) }
}

/// What stands between the marks of a component, without marks and not empty.
fn between(html: &str, name: &str) -> Vec<String> {
    let (open, close) = (opening(name), closing(name));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find(&open).map(|start| at + start + open.len()) {
        let mut end = start;
        let mut depth = 1;
        while depth > 0 {
            let Some(next) = html[end..].find(&close).map(|next| end + next) else { return found };
            depth += html[end..next].matches(&open).count();
            depth -= 1;
            end = next + close.len();
        }
        let sample = unmarked(&html[start..end - close.len()]);
        if !sample.trim().is_empty() {
            found.push(sample);
        }
        at = end;
    }
    found
}

/// The text without marks.
fn unmarked(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = ["<!--component ", "<!--/component "].iter().filter_map(|mark| rest.find(mark)).min() {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn page(theme: &str, language: &str, components: &Components, samples: &BTreeMap<String, Sample>, files: &OutputTree) -> String {
    let asset = |begin: &str, end: &str| {
        let found = files.keys().find(|path| path.strip_prefix("assets/").is_some_and(|name| name.starts_with(begin) && name.ends_with(end)));
        found.map(|path| format!("../{path}")).unwrap_or_default()
    };
    let (title, language) = (escaped(theme), escaped(language));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} – {language}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body>\n<main class=\"page\"><div class=\"page-body\">\n<h1>{title}</h1>\n",
        asset("style.", ".css")
    );
    for (name, path) in components {
        html.push_str(&format!("<section><h2 class=\"code\" id=\"{name}\">{name}</h2>\n<p class=\"meta code\">{}</p>\n", escaped(path)));
        if let Some(sample) = samples.get(name) {
            html.push_str(&wrapped(&own_names(name, &at_home(files, sample))));
        }
        html.push_str("</section>\n");
    }
    html.push_str("</div></main>\n</body>\n</html>\n");
    html
}

/// The parts of lists and tables in what they are parts of.
fn wrapped(html: &str) -> String {
    let around = |open: &str, close: &str| format!("{open}{html}{close}\n");
    match html.trim_start() {
        start if start.starts_with("<li") => around("<ul class=\"rows\">", "</ul>"),
        start if start.starts_with("<dd") => around("<dl class=\"pairs\"><div><dt>–</dt>", "</div></dl>"),
        start if start.starts_with("<div><dt") => around("<dl class=\"pairs\">", "</dl>"),
        start if start.starts_with("<tr") => around("<table><tbody>", "</tbody></table>"),
        _ => around("<div>", "</div>"),
    }
}

/// The sample with its links, which lead out of the page that it was taken from, as text: the gallery stands alone.
fn at_home(files: &OutputTree, sample: &Sample) -> String {
    let mut out = String::with_capacity(sample.html.len());
    let mut rest = sample.html.as_str();
    while let Some(at) = rest.find(" href=\"").map(|at| at + " href=\"".len()) {
        let end = rest[at..].find('"').map_or(rest.len(), |length| at + length);
        out.push_str(&rest[..at]);
        let address = &rest[at..end];
        let file = address.split(['#', '?']).next().unwrap_or_default();
        let inside = !address.contains(':') && place(&sample.page, &format!("{file}/index.html")).is_some_and(|path| files.contains_key(&path));
        out.push_str(if inside || address.starts_with('#') { "#" } else { address });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The sample with ids of its own: the same ids may stand in other samples.
fn own_names(component: &str, html: &str) -> String {
    let mut out = html.to_owned();
    for attribute in ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "name", "list", "form"] {
        let begin = format!(" {attribute}=\"");
        let parts: Vec<String> = out
            .split(&begin)
            .enumerate()
            .map(|(index, part)| match part.split_once('"').filter(|_| index > 0) {
                Some((names, after)) => {
                    let names: Vec<String> = names.split_whitespace().map(|name| format!("{component}-{name}")).collect();
                    format!("{}\"{after}", names.join(" "))
                }
                None => part.to_owned(),
            })
            .collect();
        out = parts.join(&begin);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_what_a_component_has_given_to_a_page() {
        let template = "{% component a(x) -%}\n<p>{{ x }}{{ <b /> }}</p>\n{%- endcomponent a %}{% component b() %}<i>b</i>{% endcomponent b %}";
        let text = mark(template);
        assert_eq!(text.matches("<!--").count(), 4);
        let names: Vec<&str> = definitions(&text).iter().map(|definition| definition.name).collect();
        assert_eq!(names, ["a", "b"]);
        let html = "<!--component a--><p>1<!--component b--><i>b</i><!--/component b--></p><!--/component a--> <!--component a--> <!--/component a-->";
        assert_eq!(between(html, "a"), ["<p>1<i>b</i></p>"]);
        assert_eq!(between(html, "b"), ["<i>b</i>"]);
    }

    #[test]
    fn ids_are_the_samples_own() {
        assert_eq!(own_names("x", "<p id=\"a\"><label for=\"a b\">"), "<p id=\"x-a\"><label for=\"x-a x-b\">");
    }
}
