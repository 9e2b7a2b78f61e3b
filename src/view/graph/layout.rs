//! Where the nodes of a graph stand and how its lines run: layers by longest path, order by barycentres, lines like those of a circuit
//! diagram, one trunk for all that a node requires, with a dot wherever a line joins it.
//!
//! After Sugiyama, Tagawa and Toda (1981): a line that skips a layer passes through it in a place of its own.

use super::Edge;
use crate::model::Key;
use std::collections::{BTreeMap, BTreeSet};

/// Width of a node, in units of the drawing.
pub(super) const NODE_WIDTH: i32 = 250;
/// Height of a node.
pub(super) const NODE_HEIGHT: i32 = 48;
/// Empty space around everything.
pub(super) const MARGIN: i32 = 8;
/// From the top of a node to the next in its layer.
const ROW: i32 = 64;
/// From a passing line to the next place in its layer.
const PASS: i32 = 32;
/// Places are multiples of this, so that lines which leave and lines which arrive never run over each other.
const GRID: i32 = 16;
/// Between two trunks.
const CHANNEL: i32 = 14;
/// Between a column and the nearest trunk.
const SHOULDER: i32 = 26;
/// How often the order of the layers is improved.
const SWEEPS: usize = 24;

/// A place in a layer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// A record.
    Node(Key),
    /// What the record requires passes through this layer.
    Pass(Key, usize),
}

/// A line between neighbouring layers: the place that requires, the place required, and whether always.
type Links = BTreeMap<(Spot, Spot), bool>;

/// A trunk between two columns, with what it joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trunk {
    /// Where it stands.
    pub(super) x: i32,
    /// Where what requires stands: the end of the line and its height.
    pub(super) into: (i32, i32),
    /// Where what is required stands: the start of each line, its height, whether it is required always, whether it is a node.
    pub(super) from: Vec<Branch>,
}

/// One line that joins a trunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    /// Its start.
    pub(super) start: (i32, i32),
    /// Whether it is required always.
    pub(super) always: bool,
    /// Whether it comes from a node, not from a line that passes.
    pub(super) node: bool,
}

/// A place in the picture: from the left and from the top, in its units.
pub(super) type Place = (i32, i32);

/// A finished layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// The left upper corners of the nodes.
    pub(super) nodes: BTreeMap<Key, Place>,
    /// The trunks.
    pub(super) trunks: Vec<Trunk>,
    /// Lines that pass through a layer: from, to, whether always.
    pub(super) passes: Vec<(Place, Place, bool)>,
    /// Width and height.
    pub(super) size: (i32, i32),
}

/// Lays out `edges`, which have no circle.
pub(super) fn layout(edges: &[Edge]) -> Layout {
    let layers = layers(edges);
    let links = links(edges, &layers);
    let columns = order(columns(&layers, &links), &links);
    let heights = heights(&columns, &links);
    place(&columns, &links, &heights)
}

/// The layer of every node: the longest way down to what requires nothing; what is required only later stands later.
fn layers(edges: &[Edge]) -> BTreeMap<Key, usize> {
    let mut layer: BTreeMap<Key, usize> = edges.iter().flat_map(|(from, to, _)| [(from.clone(), 0), (to.clone(), 0)]).collect();
    // The graph has no circle, so this settles after at most as many rounds as there are nodes.
    for _ in 0..layer.len() {
        let before = layer.clone();
        for (from, to, _) in edges {
            let wanted = layer[to] + 1;
            if layer[from] < wanted {
                layer.insert(from.clone(), wanted);
            }
        }
        if layer == before {
            break;
        }
    }
    for _ in 0..layer.len() {
        let before = layer.clone();
        for node in before.keys() {
            let nearest = edges.iter().filter(|(_, to, _)| to == node).map(|(from, ..)| layer[from]).min();
            if let Some(nearest) = nearest.filter(|nearest| *nearest > layer[node] + 1) {
                layer.insert(node.clone(), nearest - 1);
            }
        }
        if layer == before {
            break;
        }
    }
    layer
}

fn links(edges: &[Edge], layers: &BTreeMap<Key, usize>) -> Links {
    let mut links = Links::new();
    let mut link = |from: Spot, to: Spot, always: bool| *links.entry((from, to)).or_insert(false) |= always;
    for (from, to, always) in edges {
        let mut required = Spot::Node(to.clone());
        for layer in layers[to] + 1..layers[from] {
            let pass = Spot::Pass(from.clone(), layer);
            link(pass.clone(), required, *always);
            required = pass;
        }
        link(Spot::Node(from.clone()), required, *always);
    }
    links
}

fn columns(layers: &BTreeMap<Key, usize>, links: &Links) -> Vec<Vec<Spot>> {
    let depth = layers.values().max().map_or(0, |deepest| deepest + 1);
    let mut columns = vec![BTreeSet::new(); depth];
    for (node, layer) in layers {
        columns[*layer].insert(Spot::Node(node.clone()));
    }
    for spot in links.keys().flat_map(|(from, to)| [from, to]) {
        if let Spot::Pass(_, layer) = spot {
            columns[*layer].insert(spot.clone());
        }
    }
    columns.into_iter().map(|column| column.into_iter().collect()).collect()
}

/// The places that a place has lines to.
fn neighbours<'a>(links: &'a Links, spot: &'a Spot) -> impl Iterator<Item = &'a Spot> {
    links.keys().filter_map(move |(from, to)| if from == spot { Some(to) } else { (to == spot).then_some(from) })
}

/// Orders every layer by the mean height of its neighbours; the order with the fewest crossings stays.
fn order(mut columns: Vec<Vec<Spot>>, links: &Links) -> Vec<Vec<Spot>> {
    let mut best = (crossings(&columns, links), columns.clone());
    for sweep in 0..SWEEPS {
        let forth: Vec<usize> = if sweep % 2 == 0 { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for index in forth {
            let before = columns.clone();
            let rows = rows(&before);
            columns[index].sort_by_cached_key(|spot| {
                let near: Vec<i64> = neighbours(links, spot).filter_map(|other| rows.get(other).map(|(_, row)| *row)).collect();
                near.iter().sum::<i64>() / i64::try_from(near.len().max(1)).unwrap_or(1)
            });
        }
        let found = crossings(&columns, links);
        if found < best.0 {
            best = (found, columns.clone());
        }
    }
    best.1
}

/// The column of every place and its height in it, in thousandths of the column.
fn rows(columns: &[Vec<Spot>]) -> BTreeMap<&Spot, (usize, i64)> {
    let mut rows = BTreeMap::new();
    for (column, spots) in columns.iter().enumerate() {
        let length = i64::try_from(spots.len().max(1)).unwrap_or(1);
        for (row, spot) in spots.iter().enumerate() {
            rows.insert(spot, (column, (2 * i64::try_from(row).unwrap_or(0) + 1) * 500_000 / length));
        }
    }
    rows
}

fn crossings(columns: &[Vec<Spot>], links: &Links) -> usize {
    let rows = rows(columns);
    let ends: Vec<((usize, i64), (usize, i64))> = links.keys().filter_map(|(from, to)| Some((*rows.get(from)?, *rows.get(to)?))).collect();
    let pairs = ends.iter().enumerate().flat_map(|(index, one)| ends[..index].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| one.1.0 == other.1.0 && (one.0.1 - other.0.1) * (one.1.1 - other.1.1) < 0).count()
}

fn size(spot: &Spot) -> i32 {
    match spot {
        Spot::Node(_) => ROW,
        Spot::Pass(..) => PASS,
    }
}

/// The height of every place: near what it is joined to, in the order of its layer, without overlaps.
fn heights(columns: &[Vec<Spot>], links: &Links) -> BTreeMap<Spot, i32> {
    let mut heights = BTreeMap::new();
    for column in columns {
        let mut height = 0;
        for spot in column {
            heights.insert(spot.clone(), height);
            height += size(spot);
        }
    }
    for _ in 0..SWEEPS {
        for column in columns {
            let wanted: Vec<i32> = column.iter().map(|spot| middle(neighbours(links, spot), &heights).unwrap_or(heights[spot])).collect();
            let mut low = wanted.clone();
            for index in 1..low.len() {
                low[index] = low[index].max(low[index - 1] + size(&column[index - 1]));
            }
            let mut high = wanted;
            for index in (0..high.len().saturating_sub(1)).rev() {
                high[index] = high[index].min(high[index + 1] - size(&column[index]));
            }
            for ((spot, low), high) in column.iter().zip(low).zip(high) {
                heights.insert(spot.clone(), (low + high) / 2);
            }
        }
    }
    let top = heights.values().min().copied().unwrap_or(0);
    for column in columns {
        let mut free = 0;
        for spot in column {
            let height = (heights[spot] - top + GRID / 2) / GRID * GRID;
            heights.insert(spot.clone(), height.max(free));
            free = height.max(free) + size(spot);
        }
    }
    heights
}

fn middle<'a>(near: impl Iterator<Item = &'a Spot>, heights: &BTreeMap<Spot, i32>) -> Option<i32> {
    let near: Vec<i32> = near.map(|spot| heights[spot] + size(spot) / 2).collect();
    let count = i32::try_from(near.len()).ok().filter(|count| *count > 0)?;
    Some(near.iter().sum::<i32>() / count - ROW / 2)
}

/// Where lines arrive at a place, and where they leave it: never the same height anywhere.
fn port(spot: &Spot, height: i32) -> i32 {
    MARGIN
        + height
        + match spot {
            Spot::Node(_) => NODE_HEIGHT / 2,
            Spot::Pass(..) => PASS / 2 - GRID / 2,
        }
}

fn place(columns: &[Vec<Spot>], links: &Links, heights: &BTreeMap<Spot, i32>) -> Layout {
    let mut layout = Layout::default();
    let mut x = MARGIN;
    for (index, column) in columns.iter().enumerate() {
        for spot in column {
            let height = heights[spot];
            match spot {
                Spot::Node(key) => drop(layout.nodes.insert(key.clone(), (x, MARGIN + height))),
                Spot::Pass(..) => {
                    let always = links.iter().any(|((from, _), always)| from == spot && *always);
                    layout.passes.push(((x, port(spot, height) - 4), (x + NODE_WIDTH, port(spot, height) + 4), always));
                }
            }
        }
        let right = columns.get(index + 1).map(Vec::as_slice).unwrap_or_default();
        let channels = trunks(right, x + NODE_WIDTH, links, heights, &mut layout.trunks);
        x += NODE_WIDTH + if right.is_empty() { MARGIN } else { 2 * SHOULDER + channels * CHANNEL };
    }
    // The columns' places are known only now: lines end where the next column begins.
    let ends = layout.trunks.iter_mut();
    for trunk in ends {
        let next = layout.nodes.values().chain(layout.passes.iter().map(|(start, ..)| start)).map(|place| place.0).filter(|place| *place > trunk.x).min();
        trunk.into.0 = next.unwrap_or(trunk.x);
    }
    let bottom = columns.iter().flatten().map(|spot| heights[spot] + size(spot)).max().unwrap_or(0);
    layout.size = (x, bottom - (ROW - NODE_HEIGHT) + 2 * MARGIN);
    layout
}

/// The trunks of what stands in `right`, right of a column that ends at `start`; trunks beside each other share no height. Gives how
/// many channels there are.
fn trunks(right: &[Spot], start: i32, links: &Links, heights: &BTreeMap<Spot, i32>, trunks: &mut Vec<Trunk>) -> i32 {
    let mut found: Vec<Trunk> = right
        .iter()
        .filter_map(|spot| {
            let required = links.iter().filter(|((from, _), _)| from == spot);
            let from: Vec<Branch> = required
                .map(|((_, to), always)| Branch { start: (start, port(to, heights[to]) + 4), always: *always, node: matches!(to, Spot::Node(_)) })
                .collect();
            (!from.is_empty()).then(|| Trunk { x: 0, into: (0, port(spot, heights[spot]) - 4), from })
        })
        .collect();
    found.sort_by_key(|trunk| (span(trunk), trunk.into));
    let mut free: Vec<i32> = Vec::new();
    for trunk in &mut found {
        let (top, bottom) = span(trunk);
        let channel = free.iter().position(|end| *end + GRID < top).unwrap_or(free.len());
        if channel == free.len() {
            free.push(bottom);
        } else {
            free[channel] = bottom;
        }
        trunk.x = start + SHOULDER + i32::try_from(channel).unwrap_or(0) * CHANNEL;
    }
    trunks.extend(found);
    i32::try_from(free.len()).unwrap_or(0)
}

/// From where to where a trunk runs.
pub(super) fn span(trunk: &Trunk) -> (i32, i32) {
    let ends = || trunk.from.iter().map(|branch| branch.start.1).chain([trunk.into.1]);
    (ends().min().unwrap_or(0), ends().max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(pairs: &[(&str, &str)]) -> Vec<Edge> {
        pairs.iter().map(|(from, to)| (Key::new("x", from), Key::new("x", to), true)).collect()
    }

    #[test]
    fn a_line_that_skips_a_layer_passes_through_a_place_of_its_own() {
        let layout = layout(&edges(&[("c", "b"), ("b", "a"), ("c", "a")]));
        assert_eq!(layout.nodes.len(), 3);
        assert_eq!(layout.passes.len(), 1);
        let (start, end, _) = layout.passes[0];
        let b = layout.nodes[&Key::new("x", "b")];
        assert_eq!((start.0, end.0), (b.0, b.0 + NODE_WIDTH));
        assert!(end.1 < b.1 || start.1 > b.1 + NODE_HEIGHT, "the line does not run through the node");
    }

    #[test]
    fn trunks_that_share_heights_stand_apart() {
        let layout = layout(&edges(&[("d", "a"), ("d", "b"), ("d", "c"), ("e", "a"), ("e", "c"), ("f", "b"), ("f", "c")]));
        for (index, one) in layout.trunks.iter().enumerate() {
            for other in &layout.trunks[..index] {
                let (a, b) = (span(one), span(other));
                assert!(one.x != other.x || a.1 < b.0 || b.1 < a.0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_required_only_later_stands_later() {
        let layout = layout(&edges(&[("d", "c"), ("c", "b"), ("d", "a")]));
        assert_eq!(layout.nodes[&Key::new("x", "a")].0, layout.nodes[&Key::new("x", "c")].0);
        assert!(layout.passes.is_empty());
    }
}
