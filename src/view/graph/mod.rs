//! The graph of prerequisites as SVG: what is required stands left, what builds on it right, joined by orthogonal lines with an arrow
//! at what is required.

mod layout;

use super::context::View;
use super::html::{attribute, escape};
use super::types::Html;
use crate::model::Key;
use layout::{Layout, NODE_HEIGHT, NODE_WIDTH, Trunk, layout, span};
use std::collections::BTreeMap;

/// The messages of this module.
pub const MESSAGES: &[(&str, &[&str])] = &[("graph-title", &[])];

/// Letters in one line of a node.
const LINE: usize = 32;

/// Requires: from, to, whether it does so always.
type Edge = (Key, Key, bool);

/// The graph of all prerequisites of the site; empty where there are none.
pub fn prerequisites(view: &View<'_>) -> Html {
    let mut edges: BTreeMap<(Key, Key), bool> = BTreeMap::new();
    for prerequisite in view.site.model.prerequisites.values() {
        let ends = (prerequisite.from.key.clone(), prerequisite.to.key.clone());
        *edges.entry(ends).or_default() |= prerequisite.strength.as_str() == "always";
    }
    let edges: Vec<Edge> = edges.into_iter().map(|((from, to), always)| (from, to, always)).collect();
    if edges.is_empty() {
        return Html::default();
    }
    Html(draw(view, &layout(&edges)))
}

fn draw(view: &View<'_>, layout: &Layout) -> String {
    let (width, height) = layout.size;
    let mut svg = String::from("<svg class=\"graph\" role=\"group\" aria-labelledby=\"graph-title\"");
    attribute("viewBox", &format!("0 0 {width} {height}"), &mut svg);
    attribute("width", &width.to_string(), &mut svg);
    attribute("height", &height.to_string(), &mut svg);
    svg.push_str("><title id=\"graph-title\">");
    escape(&view.message("graph-title"), &mut svg);
    svg.push_str("</title>");
    for ((x, y), (end, below), always) in &layout.passes {
        edge(&format!("M{x} {y} L{} {below} H{end}", x + 12), *always, &mut svg);
    }
    for trunk in &layout.trunks {
        draw_trunk(trunk, layout, &mut svg);
    }
    for (key, place) in &layout.nodes {
        node(view, key, *place, &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn edge(path: &str, always: bool, svg: &mut String) {
    svg.push_str("<path");
    attribute("class", if always { "graph-edge" } else { "graph-edge graph-edge-open" }, svg);
    attribute("d", path, svg);
    svg.push_str("/>");
}

fn draw_trunk(trunk: &Trunk, layout: &Layout, svg: &mut String) {
    let (top, bottom) = span(trunk);
    let (end, height) = trunk.into;
    let x = trunk.x;
    let always = trunk.from.iter().any(|branch| branch.always);
    edge(&format!("M{x} {top} V{bottom} M{x} {height} H{end}"), always, svg);
    for branch in &trunk.from {
        let (start, y) = branch.start;
        edge(&format!("M{start} {y} H{x}"), branch.always, svg);
        if branch.node {
            svg.push_str("<path");
            attribute("class", "graph-arrow", svg);
            attribute("d", &format!("M{start} {y} l9 -4.5 v9 z"), svg);
            svg.push_str("/>");
        }
        let shared = layout.trunks.iter().filter(|other| other.from.iter().any(|other| other.start == branch.start)).count() > 1;
        if shared || (y != top && y != bottom) {
            svg.push_str("<circle");
            for (name, value) in [("cx", x), ("cy", y), ("r", 4)] {
                attribute(name, &value.to_string(), svg);
            }
            attribute("class", "graph-joint", svg);
            svg.push_str("/>");
        }
    }
}

fn node(view: &View<'_>, key: &Key, (x, y): (i32, i32), svg: &mut String) {
    let link = view.link(key);
    if link.url.is_empty() {
        svg.push_str("<g");
    } else {
        svg.push_str("<a");
        attribute("href", &link.url, svg);
    }
    attribute("class", "graph-node", svg);
    if let Some(lang) = &link.lang {
        attribute("lang", lang, svg);
    }
    svg.push_str("><rect");
    for (name, value) in [("x", x), ("y", y), ("width", NODE_WIDTH), ("height", NODE_HEIGHT), ("rx", 4)] {
        attribute(name, &value.to_string(), svg);
    }
    svg.push_str("/>");
    let lines = lines(&link.text, LINE);
    let mut baseline = y + NODE_HEIGHT / 2 + if lines.len() > 1 { -4 } else { 5 };
    for line in &lines {
        svg.push_str("<text");
        attribute("x", &(x + 12).to_string(), svg);
        attribute("y", &baseline.to_string(), svg);
        baseline += 18;
        svg.push('>');
        escape(line, svg);
        svg.push_str("</text>");
    }
    svg.push_str(if link.url.is_empty() { "</g>" } else { "</a>" });
}

/// At most two lines of `most` letters; what does not fit ends with an ellipsis: the list below has the whole name.
pub(super) fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > most {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1].push('…');
    }
    for line in &mut lines {
        if line.chars().count() > most {
            *line = line.chars().take(most - 1).chain(['…']).collect();
        }
    }
    lines
}
