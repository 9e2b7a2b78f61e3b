//! Deadlines on one line of time, as SVG: the day of the event as a diamond, each deadline as a bar that reaches to it.

use super::context::View;
use super::html::{attribute, escape};
use super::types::Html;
use crate::i18n::durations;
use crate::i18n::titled;
use crate::model::Key;
use crate::model::deadline::{Offset, Unit};
use crate::resolve::rulings::{Effective, effective};

/// The messages of this module.
pub const MESSAGES: &[(&str, &[&str])] = &[("timeline-title", &[]), ("timeline-event", &[])];

const WIDTH: i64 = 960;
/// Where the line of time begins; names stand left of it.
const START: i64 = 400;
const END: i64 = 920;
const ROW: i64 = 52;
/// Height of the scale above the rows.
const SCALE: i64 = 44;
/// Letters of a name that fit left of the line.
const NAME: usize = 40;

/// About how many calendar days an offset is: to compare and to draw, never to compute a date.
pub fn days(offset: Offset) -> i64 {
    let count = i64::from(offset.count);
    match offset.unit {
        Unit::Days => count,
        Unit::BusinessDays => count * 7 / 5,
        Unit::Weeks => count * 7,
        Unit::Months => count * 30,
    }
}

/// One deadline: its id, its name, its offset.
struct Bar<'a> {
    id: &'a str,
    name: String,
    lang: Option<String>,
    offset: Offset,
}

/// Every deadline of the site that has a day, the earliest first; empty where none has.
pub fn deadlines(view: &View<'_>) -> Html {
    let model = view.site.model;
    let mut bars: Vec<Bar<'_>> = model
        .deadlines
        .values()
        .filter_map(|deadline| {
            let rule = match effective(model, view.site.resolved, deadline) {
                Effective::Variant(variant) => &variant.rule,
                Effective::Own(_, rule) => rule?,
                Effective::Undecided => return None,
            };
            let name = view.name(&Key::new("deadline", &deadline.id));
            Some(Bar { id: &deadline.id, name: titled(&name.text), lang: name.lang, offset: rule.offset? })
        })
        .collect();
    bars.sort_by_key(|bar| (days(bar.offset), bar.id));
    if bars.is_empty() { Html::default() } else { Html(draw(view, &bars)) }
}

/// The scale: the weeks before and after the event that the bars reach, at least one.
fn scale(bars: &[Bar<'_>]) -> (i64, i64) {
    let first = bars.iter().map(|bar| days(bar.offset)).min().unwrap_or(0).min(0);
    let last = bars.iter().map(|bar| days(bar.offset)).max().unwrap_or(0).max(0);
    (first.div_euclid(7).min(-1), (last + 6).div_euclid(7).max(1))
}

fn draw(view: &View<'_>, bars: &[Bar<'_>]) -> String {
    let (first, last) = scale(bars);
    let at = |days: i64| START + (END - START) * (days - first * 7) / ((last - first) * 7);
    let height = SCALE + ROW * i64::try_from(bars.len()).unwrap_or(0) + 8;
    let mut svg = String::from("<svg class=\"timeline\" role=\"group\" aria-labelledby=\"timeline-title\"");
    attribute("viewBox", &format!("0 0 {WIDTH} {height}"), &mut svg);
    attribute("width", &WIDTH.to_string(), &mut svg);
    attribute("height", &height.to_string(), &mut svg);
    svg.push_str("><title id=\"timeline-title\">");
    escape(&view.message("timeline-title"), &mut svg);
    svg.push_str("</title>");
    let step = (last - first).div_euclid(6) + 1;
    for week in (first..=last).filter(|week| week % step == 0) {
        let x = at(week * 7);
        path("timeline-week", &format!("M{x} {} V{}", SCALE - 8, height - 8), &mut svg);
        let count = i32::try_from(week).unwrap_or(0);
        let words = if week == 0 { view.message("timeline-event") } else { durations::duration(view.catalogue, Offset { count, unit: Unit::Weeks }) };
        text("timeline-scale", (x, 22), &words, &mut svg);
    }
    for (index, bar) in bars.iter().enumerate() {
        let y = SCALE + ROW * i64::try_from(index).unwrap_or(0);
        row(view, bar, y, (at(days(bar.offset)), at(0)), &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

fn row(view: &View<'_>, bar: &Bar<'_>, y: i64, (day, event): (i64, i64), svg: &mut String) {
    path("timeline-rule", &format!("M0 {y} H{WIDTH}"), svg);
    svg.push_str("<a");
    attribute("href", &format!("#{}", bar.id), svg);
    if let Some(lang) = &bar.lang {
        attribute("lang", lang, svg);
    }
    svg.push('>');
    let lines = super::graph::lines(&bar.name, NAME);
    let first = if lines.len() > 1 { y + 22 } else { y + 31 };
    for (line, baseline) in lines.iter().zip([first, first + 19]) {
        text("timeline-name", (0, baseline), line, svg);
    }
    svg.push_str("</a>");
    let middle = y + ROW / 2;
    path("timeline-bar", &format!("M{day} {middle} H{event}"), svg);
    path("timeline-day", &format!("M{day} {} V{}", middle - 9, middle + 9), svg);
    path("timeline-go", &format!("M{event} {} l7 7 l-7 7 l-7 -7 z", middle - 7), svg);
    let words = durations::duration(view.catalogue, bar.offset);
    let place = if bar.offset.count < 0 { (day + 8, middle - 8) } else { (day + 10, middle + 5) };
    text("timeline-length", place, &words, svg);
}

fn path(class: &str, data: &str, svg: &mut String) {
    svg.push_str("<path");
    attribute("class", class, svg);
    attribute("d", data, svg);
    svg.push_str("/>");
}

fn text(class: &str, (x, y): (i64, i64), words: &str, svg: &mut String) {
    svg.push_str("<text");
    attribute("class", class, svg);
    attribute("x", &x.to_string(), svg);
    attribute("y", &y.to_string(), svg);
    svg.push('>');
    escape(words, svg);
    svg.push_str("</text>");
}
