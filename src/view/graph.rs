//! The graph of prerequisites as SVG: what is required stands left, what builds on it right, joined by orthogonal lines.
//!
//! Layered drawing after Sugiyama, Tagawa and Toda (1981): layers by longest path, order within a layer by barycentres.

use super::context::View;
use super::html::{attribute, escape};
use super::types::Html;
use crate::model::Key;
use std::collections::{BTreeMap, BTreeSet};

/// The messages of this module.
pub const MESSAGES: &[(&str, &[&str])] = &[("graph-title", &[])];

const NODE_WIDTH: usize = 250;
const NODE_HEIGHT: usize = 48;
const COLUMN: usize = 340;
const ROW: usize = 64;
const MARGIN: usize = 8;
/// Letters in one line of a node.
const LINE: usize = 32;

/// Requires: from, to, whether it does so always.
type Edge = (Key, Key, bool);

/// The graph of all prerequisites of the site; empty where there are none.
pub fn prerequisites(view: &View<'_>) -> Html {
    let mut edges: Vec<Edge> = view
        .site
        .model
        .prerequisites
        .values()
        .map(|prerequisite| (prerequisite.from.key.clone(), prerequisite.to.key.clone(), prerequisite.strength.as_str() == "always"))
        .collect();
    edges.sort();
    edges.dedup_by(|a, b| (&a.0, &a.1) == (&b.0, &b.1));
    if edges.is_empty() {
        return Html::default();
    }
    let columns = order(layers(&edges), &edges);
    let places = places(&columns);
    Html(draw(view, &columns, &places, &edges))
}

/// The nodes by layer: a node's layer is the longest way down to what requires nothing.
fn layers(edges: &[Edge]) -> Vec<Vec<Key>> {
    let nodes: BTreeSet<&Key> = edges.iter().flat_map(|(from, to, _)| [from, to]).collect();
    let mut layer: BTreeMap<&Key, usize> = nodes.iter().map(|node| (*node, 0)).collect();
    // The graph has no circle, so this settles after at most as many rounds as there are nodes.
    for _ in 0..nodes.len() {
        let mut settled = true;
        for (from, to, _) in edges {
            let wanted = layer.get(to).copied().unwrap_or(0) + 1;
            if layer.get(from).is_some_and(|known| *known < wanted) {
                layer.insert(from, wanted);
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    let depth = layer.values().max().map_or(0, |deepest| deepest + 1);
    let mut layers = vec![Vec::new(); depth];
    for (node, index) in layer {
        layers[index].push(node.clone());
    }
    layers
}

/// Orders every layer by the mean place of its neighbours in the layer before.
fn order(mut columns: Vec<Vec<Key>>, edges: &[Edge]) -> Vec<Vec<Key>> {
    for _ in 0..4 {
        for index in 0..columns.len() {
            let rows: BTreeMap<Key, usize> = columns
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .flat_map(|(_, column)| column.iter().cloned().enumerate().map(|(row, key)| (key, row)))
                .collect();
            let mean = |key: &Key| {
                let near: Vec<usize> = edges
                    .iter()
                    .filter_map(|(from, to, _)| {
                        if from == key {
                            Some(to)
                        } else if to == key {
                            Some(from)
                        } else {
                            None
                        }
                    })
                    .filter_map(|other| rows.get(other).copied())
                    .collect();
                near.iter().sum::<usize>() * 1000 / near.len().max(1)
            };
            columns[index].sort_by_cached_key(|key| (mean(key), key.clone()));
        }
    }
    columns
}

fn places(columns: &[Vec<Key>]) -> BTreeMap<Key, (usize, usize)> {
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut places = BTreeMap::new();
    for (column, keys) in columns.iter().enumerate() {
        let above = (tallest - keys.len()) * ROW / 2;
        for (row, key) in keys.iter().enumerate() {
            places.insert(key.clone(), (MARGIN + column * COLUMN, MARGIN + above + row * ROW));
        }
    }
    places
}

fn draw(view: &View<'_>, columns: &[Vec<Key>], places: &BTreeMap<Key, (usize, usize)>, edges: &[Edge]) -> String {
    let width = 2 * MARGIN + (columns.len().saturating_sub(1)) * COLUMN + NODE_WIDTH;
    let height = 2 * MARGIN + columns.iter().map(Vec::len).max().unwrap_or(0) * ROW;
    let mut svg = String::from("<svg class=\"graph\" role=\"group\" aria-labelledby=\"graph-title\"");
    attribute("viewBox", &format!("0 0 {width} {height}"), &mut svg);
    attribute("width", &width.to_string(), &mut svg);
    attribute("height", &height.to_string(), &mut svg);
    svg.push_str("><title id=\"graph-title\">");
    escape(&view.message("graph-title"), &mut svg);
    svg.push_str("</title>");
    for (index, (from, to, always)) in edges.iter().enumerate() {
        let (Some((from_x, from_y)), Some((to_x, to_y))) = (places.get(from), places.get(to)) else { continue };
        let (start, middle) = (to_x + NODE_WIDTH, NODE_HEIGHT / 2);
        // Lines that share a channel between two columns are drawn beside each other.
        let channel = start + 14 + (index * 7) % (COLUMN - NODE_WIDTH - 28);
        let class = if *always { "graph-edge" } else { "graph-edge graph-edge-open" };
        svg.push_str("<path");
        attribute("class", class, &mut svg);
        attribute("d", &format!("M{start} {} H{channel} V{} H{from_x}", to_y + middle, from_y + middle), &mut svg);
        svg.push_str("/>");
    }
    for (key, place) in places {
        node(view, key, *place, &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn node(view: &View<'_>, key: &Key, (x, y): (usize, usize), svg: &mut String) {
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
    let lines = lines(&link.text);
    let first = y + NODE_HEIGHT / 2 + 5 - (lines.len() - 1) * 9;
    for (index, line) in lines.iter().enumerate() {
        svg.push_str("<text");
        attribute("x", &(x + 12).to_string(), svg);
        attribute("y", &(first + index * 18).to_string(), svg);
        svg.push('>');
        escape(line, svg);
        svg.push_str("</text>");
    }
    svg.push_str(if link.url.is_empty() { "</g>" } else { "</a>" });
}

/// At most two lines; what does not fit ends with an ellipsis: the list below has the whole name.
fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > LINE {
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
        if line.chars().count() > LINE {
            *line = line.chars().take(LINE - 1).chain(['…']).collect();
        }
    }
    lines
}
