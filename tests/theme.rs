//! The colours of the default theme: every pair of text or edge and ground that its styles use, in light and dark.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on ends so, and this one reads the theme's files"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Text must stand out from its ground by this much (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Edges of controls and graphics that carry meaning (WCAG 2.2, 1.4.11).
const EDGE: f64 = 3.0;

/// Foreground, grounds, least contrast.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", &["paper", "mist", "lake-tint", "moss-tint", "cloudberry-tint", "lingon-tint", "heather-tint"], TEXT),
    ("muted", &["paper", "mist", "lake-tint", "cloudberry-tint", "heather-tint"], TEXT),
    ("lake", &["paper", "mist", "lake-tint", "cloudberry-tint", "heather-tint", "lingon-tint"], TEXT),
    ("lake-deep", &["paper", "mist", "lake-tint", "cloudberry-tint", "heather-tint", "lingon-tint"], TEXT),
    ("on-lake", &["lake", "lake-deep"], TEXT),
    ("moss", &["paper", "mist", "lake-tint", "moss-tint"], TEXT),
    ("cloudberry", &["paper", "mist", "cloudberry-tint"], TEXT),
    ("lingon", &["paper", "mist", "lingon-tint"], TEXT),
    ("heather", &["paper", "mist", "heather-tint"], TEXT),
    ("control", &["paper", "mist"], EDGE),
    ("lake", &["paper", "mist"], EDGE),
    ("focus", &["focus-edge"], EDGE),
    ("paper", &["lake"], EDGE),
];

fn styles(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/styles").join(name)).unwrap()
}

/// The colours that the rule with `selector` sets.
fn colours(css: &str, selector: &str) -> BTreeMap<String, [u8; 3]> {
    let start = css.find(selector).unwrap_or_else(|| panic!("no rule {selector}"));
    let open = start + css[start..].find('{').unwrap();
    let close = open + css[open..].find('}').unwrap();
    css[open + 1..close]
        .split(';')
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(name, value)| Some((name.trim().strip_prefix("--")?.to_owned(), colour(value.trim())?)))
        .collect()
}

fn colour(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance as WCAG defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn too_weak(colours: &BTreeMap<String, [u8; 3]>) -> Vec<String> {
    let mut weak = Vec::new();
    for (front, grounds, least) in PAIRS {
        for ground in *grounds {
            let found = contrast(colours[*front], colours[*ground]);
            if found < *least {
                weak.push(format!("{front} on {ground}: {found:.2}, needs {least}"));
            }
        }
    }
    weak
}

#[test]
fn contrast_is_computed_as_wcag_does() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < 0.005);
}

#[test]
fn every_used_pair_stands_out_in_light_and_dark() {
    let tokens = styles("00-tokens.css");
    assert_eq!(too_weak(&colours(&tokens, ":root {")), Vec::<String>::new(), "light");
    assert_eq!(too_weak(&colours(&tokens, ":root[data-theme=\"dark\"]")), Vec::<String>::new(), "dark");
}

/// The rules of a style sheet without those that hold rules: selector and declarations.
fn rules(css: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let bodies =
        css.split('}').filter_map(|part| part.rsplit_once('{').map(|(selector, body)| (selector.rsplit(['{', '}']).next().unwrap().trim().to_owned(), body)));
    let declarations =
        |body: &str| body.split(';').filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
    bodies.map(|(selector, body)| (selector, declarations(body))).collect()
}

/// The token that a value is, if it is one and no more.
fn token(value: &str) -> Option<&str> {
    value.strip_prefix("var(--")?.strip_suffix(')')
}

/// All style sheets, by their paths in their folder.
fn all_styles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/styles");
    let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned()).collect()
}

/// The screen's style sheets: on paper everything is black on white.
fn screen_styles() -> Vec<(String, String)> {
    let others = ["00-tokens.css", "80-forced-colors.css", "90-print.css"];
    let names = all_styles().into_iter().filter(|name| !others.iter().any(|other| name.ends_with(other)));
    names.map(|name| (name.clone(), styles(&name))).collect()
}

/// Whether the contrast of `front` on `ground` is computed.
fn is_computed(front: &str, ground: &str) -> bool {
    PAIRS.iter().any(|(known, grounds, _)| *known == front && grounds.contains(&ground))
}

#[test]
fn every_pair_that_a_style_names_is_computed() {
    let mut missing = Vec::new();
    let mut pairs = 0;
    for (file, css) in screen_styles() {
        for (selector, rule) in rules(&css) {
            let named = |names: &[&str]| names.iter().find_map(|name| token(rule.get(*name)?));
            // A shape with an edge is a ground; one without is what is seen.
            let shape = rule.contains_key("stroke");
            let front = named(if shape { &["color"] } else { &["color", "fill"] });
            let ground = named(if shape { &["fill"] } else { &["background", "background-color"] });
            let edge = named(&["border-color", "border-left-color", "border-top-color", "stroke"]);
            // A text without a ground of its own stands on the page or on a panel.
            let grounds: &[&str] = match (&ground, front) {
                (Some(ground), _) => &[ground],
                (None, Some("on-lake")) => &["lake"],
                (None, Some("paper")) => &[],
                (None, _) => &["paper", "mist"],
            };
            for ground in grounds {
                for front in front.iter().filter(|front| **front != *ground) {
                    pairs += 1;
                    if !is_computed(front, ground) {
                        missing.push(format!("{file}: {selector}: {front} on {ground}"));
                    }
                }
            }
            if let (Some(edge), Some(ground)) = (edge, ground)
                && edge != "rule"
                && !is_computed(edge, ground)
                && edge != ground
            {
                missing.push(format!("{file}: {selector}: edge {edge} on {ground}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(pairs > 60, "the styles are read: {pairs} pairs");
}

#[test]
fn a_pair_that_is_not_computed_and_one_too_weak_are_found() {
    assert!(!is_computed("rule", "paper"));
    let mut colours = colours(&styles("00-tokens.css"), ":root {");
    colours.insert("muted".to_owned(), [0x99, 0x99, 0x99]);
    assert!(too_weak(&colours).iter().any(|found| found.starts_with("muted on paper")));
}

#[test]
fn dark_is_the_same_by_choice_and_by_system() {
    let tokens = styles("00-tokens.css");
    let (chosen, system) = (colours(&tokens, ":root[data-theme=\"dark\"]"), colours(&tokens, ":root:not([data-theme=\"light\"])"));
    assert_eq!(chosen, system);
    let light = colours(&tokens, ":root {");
    assert!(light.keys().eq(chosen.keys()), "every colour has a dark one");
}

#[test]
fn styles_name_only_tokens_that_exist_and_no_colour_of_their_own() {
    let tokens = styles("00-tokens.css");
    for path in all_styles() {
        let css = styles(&path);
        for used in css.split("var(--").skip(1) {
            let name = used.split([')', ',']).next().unwrap();
            assert!(tokens.contains(&format!("--{name}:")), "{path}: --{name}");
        }
        let printed = path.ends_with("90-print.css");
        if !printed && !path.ends_with("00-tokens.css") {
            assert!(!css.split('#').skip(1).any(|rest| rest.len() > 3 && rest.chars().take(3).all(|c| c.is_ascii_hexdigit())), "{path}");
        }
    }
}
