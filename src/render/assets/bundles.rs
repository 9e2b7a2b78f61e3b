//! Scripts that only one other needs are put into it: a reader's browser asks for one file instead of one after the other, and one file packs better.

use super::hashed;
use super::statements::{Exports, Form, Import, exports, fits_into_function, imports};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

/// Begins the names that the parts of a bundle get in it. A script that has it is left alone.
const PART: &str = "$part";

/// A script as it is built, before its imports lead to built names.
struct Script {
    text: String,
    imports: Vec<Import>,
    /// `None` where they are not plain names that stay what they are.
    exports: Option<Exports>,
    /// Whether it can be put into another one.
    movable: bool,
}

/// The scripts that are built, by name: of `scripts`, in an order in which every one comes after those that it imports, those that `asked` has or
/// that cannot or need not be part of exactly one other, each with the parts that it alone needs.
pub(super) fn bundled(scripts: Vec<(String, String)>, asked: &BTreeSet<String>) -> Vec<(String, String)> {
    let order: Vec<String> = scripts.iter().map(|(name, _)| name.clone()).collect();
    let known: BTreeSet<&str> = order.iter().map(String::as_str).collect();
    let read = |(name, text): (String, String)| {
        let imports: Vec<Import> = imports(&name, &text).into_iter().filter(|import| known.contains(import.target.as_str())).collect();
        let exports = exports(&text);
        let fits = exports.as_ref().is_some_and(|exports| fits_into_function(&text, &imports, exports));
        (name, Script { movable: fits && !text.contains(PART) && !text.contains("import.meta"), imports, exports, text })
    };
    let scripts: BTreeMap<String, Script> = scripts.into_iter().map(read).collect();
    let owners = owners(&order, &scripts, asked);
    let mut built = BTreeMap::new();
    let mut bundles = Vec::new();
    for name in order.iter().filter(|name| owners.get(name.as_str()) == Some(&name.as_str())) {
        let parts: Vec<&str> = order.iter().map(String::as_str).filter(|part| part != name && owners.get(part) == Some(&name.as_str())).collect();
        let text = Bundle { scripts: &scripts, built: &built, parts: &parts, kept: Vec::new() }.written(name);
        built.insert(name.clone(), hashed(name, text.as_bytes()));
        bundles.push((name.clone(), text));
    }
    bundles
}

/// For each script the one of whose file it is part.
fn owners<'a>(order: &'a [String], scripts: &'a BTreeMap<String, Script>, asked: &BTreeSet<String>) -> BTreeMap<&'a str, &'a str> {
    let mut importers: BTreeMap<&str, Vec<(&str, &Form)>> = BTreeMap::new();
    for (name, script) in scripts {
        for import in &script.imports {
            importers.entry(import.target.as_str()).or_default().push((name, &import.form));
        }
    }
    let folder = |name: &'a str| name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for name in order.iter().rev().map(String::as_str) {
        let by = importers.get(name).map(Vec::as_slice).unwrap_or_default();
        let users: BTreeSet<&str> = by.iter().filter_map(|(importer, _)| owners.get(importer).copied()).collect();
        let only = users.first().copied().filter(|owner| users.len() == 1 && folder(owner) == folder(name) && !asked.contains(name));
        let can = is_part(scripts, name) && by.iter().all(|(_, form)| offers(scripts, name, form));
        owners.insert(name, only.filter(|owner| can && takes_parts(scripts, owner)).unwrap_or(name));
    }
    owners
}

/// Whether a script can be put into another one: names that it imports have to stay what they are, since it will copy them once.
fn is_part(scripts: &BTreeMap<String, Script>, name: &str) -> bool {
    let stays = |import: &Import| import.form == Form::Other || scripts.get(&import.target).is_some_and(|script| script.exports.is_some());
    scripts.get(name).is_some_and(|script| script.movable && script.imports.iter().all(stays))
}

/// Whether a script is imported by a statement whose names it exports.
fn offers(scripts: &BTreeMap<String, Script>, name: &str, form: &Form) -> bool {
    let exports = scripts.get(name).and_then(|script| script.exports.as_ref());
    let Form::Statement(_, names) = form else { return false };
    exports.is_some_and(|exports| names.iter().all(|(there, _)| exports.names.iter().any(|(outside, _)| outside == there)))
}

fn takes_parts(scripts: &BTreeMap<String, Script>, owner: &str) -> bool {
    scripts.get(owner).is_some_and(|script| !script.text.contains(PART))
}

/// A bundle that is being written.
struct Bundle<'a> {
    scripts: &'a BTreeMap<String, Script>,
    /// The names of the files that stand already.
    built: &'a BTreeMap<String, String>,
    /// The scripts that are put into it, each after those that it imports.
    parts: &'a [&'a str],
    /// The specifiers of other files that parts import names from.
    kept: Vec<String>,
}

impl Bundle<'_> {
    fn written(mut self, name: &str) -> String {
        let mut parts = String::new();
        for (number, part) in self.parts.iter().enumerate() {
            let Some(script) = self.scripts.get(*part) else { continue };
            let offered = script.exports.as_ref().map(|exports| record(&exports.names)).unwrap_or_default();
            let mut edits = self.edits(script, Place::Part);
            edits.extend(script.exports.iter().flat_map(|exports| &exports.marks).map(|mark| (mark.clone(), String::new())));
            let body = edited(&script.text, edits);
            let end = if body.ends_with('\n') { "" } else { "\n" };
            let _ = writeln!(parts, "const {PART}{number}=(()=>{{\n{body}{end}return{{{offered}}};}})();");
        }
        let Some(script) = self.scripts.get(name) else { return parts };
        let edits = self.edits(script, Place::Own);
        let mut text = String::new();
        for (number, specifier) in self.kept.iter().enumerate() {
            let _ = writeln!(text, "import*as {PART}s{number} from\"{specifier}\";");
        }
        text + &parts + &edited(&script.text, edits)
    }

    /// What changes in a script so that its imports lead to parts of this file and to built files.
    fn edits(&mut self, script: &Script, place: Place) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        for Import { specifier, target, form } in &script.imports {
            let part = self.parts.iter().position(|part| part == target).map(|number| format!("{PART}{number}"));
            let file = self.specifier(&script.text[specifier.clone()], target);
            match (form, part, place) {
                (Form::Statement(range, names), Some(part), _) => edits.push((range.clone(), destructured(names, &part))),
                (Form::Statement(range, names), None, Place::Part) => {
                    let kept = self.kept.iter().position(|kept| *kept == file).unwrap_or_else(|| {
                        self.kept.push(file);
                        self.kept.len() - 1
                    });
                    edits.push((range.clone(), destructured(names, &format!("{PART}s{kept}"))));
                }
                _ => edits.push((specifier.clone(), file)),
            }
        }
        edits
    }

    /// `specifier` with the name of the file that was built.
    fn specifier(&self, specifier: &str, target: &str) -> String {
        let folder = specifier.rfind('/').map_or(0, |slash| slash + 1);
        let file = self.built.get(target).map_or("", |built| built.rsplit('/').next().unwrap_or(built));
        specifier[..folder].to_owned() + file
    }
}

/// Where a script stands in a bundle.
#[derive(Clone, Copy)]
enum Place {
    /// In a function, where no import can be.
    Part,
    /// As the script that gives the file its name.
    Own,
}

fn destructured(names: &[(String, String)], from: &str) -> String {
    if names.is_empty() { String::new() } else { format!("const{{{}}}={from};\n", record(names)) }
}

/// `a,b:c`.
fn record(names: &[(String, String)]) -> String {
    let pair = |(outside, inside): &(String, String)| if outside == inside { outside.clone() } else { format!("{outside}:{inside}") };
    names.iter().map(pair).collect::<Vec<_>>().join(",")
}

fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        result.push_str(&text[at..range.start]);
        result.push_str(&new);
        at = range.end;
    }
    result + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(scripts: &[(&str, &str)], asked: &[&str]) -> BTreeMap<String, String> {
        let scripts = scripts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        bundled(scripts, &asked.iter().map(|name| (*name).to_owned()).collect()).into_iter().collect()
    }

    const LEAF: (&str, &str) = ("leaf.mjs", "export const x = 1;\nconst z = 2;\nexport { z as y };\n");

    #[test]
    fn what_one_script_needs_is_put_into_it() {
        let built = build(
            &[
                LEAF,
                ("middle.mjs", "import { x } from './leaf.mjs';\nexport function f() { return x; }\n"),
                ("top.mjs", "import { y as a } from \"./leaf.mjs\";\nimport { f } from './middle.mjs';\nf(a);\n"),
            ],
            &[],
        );
        assert_eq!(
            built.into_iter().collect::<Vec<_>>(),
            [(
                "top.mjs".to_owned(),
                "const $part0=(()=>{\nconst x = 1;\nconst z = 2;\nreturn{x,y:z};})();\n\
                 const $part1=(()=>{\nconst{x}=$part0;\nfunction f() { return x; }\nreturn{f};})();\n\
                 const{y:a}=$part0;\nconst{f}=$part1;\nf(a);\n"
                    .to_owned()
            )]
        );
    }

    #[test]
    fn what_several_need_or_is_asked_for_or_comes_late_stands_by_itself() {
        let (one, two) = (("one.mjs", "import { x } from './leaf.mjs';\n"), ("two.mjs", "import { x } from './leaf.mjs';\n"));
        assert_eq!(build(&[LEAF, one, two], &[]).into_keys().collect::<Vec<_>>(), ["leaf.mjs", "one.mjs", "two.mjs"]);
        assert_eq!(build(&[LEAF, one], &["leaf.mjs"]).len(), 2);
        assert_eq!(build(&[LEAF, one, ("late.mjs", "import('./leaf.mjs');")], &[]).len(), 3);
        assert_eq!(build(&[LEAF, ("in/one.mjs", "import { x } from '../leaf.mjs';\n")], &[]).len(), 2);
        assert_eq!(build(&[LEAF, ("one.mjs", "import { none } from './leaf.mjs';\n")], &[]).len(), 2);
        for alone in ["export const x = await 1;", "export let x = 1;", "export const x = import.meta.url;", "export const x = 1, $part0 = 2;"] {
            let built = build(&[("leaf.mjs", alone), one], &[]);
            assert_eq!(built["one.mjs"], format!("import {{ x }} from './{}';\n", hashed("leaf.mjs", alone.as_bytes())), "{alone}");
        }
    }

    #[test]
    fn parts_import_from_other_files_through_the_head_of_theirs() {
        let part = ("part.mjs", "import { x as a } from './leaf.mjs';\nexport const b = a;\nexport const late = () => import('./late.mjs');\n");
        let built = build(
            &[
                LEAF,
                ("late.mjs", ""),
                part,
                ("one.mjs", "import { b } from './part.mjs';\nimport { x } from './leaf.mjs';\n"),
                ("two.mjs", "import { x } from './leaf.mjs';\n"),
            ],
            &[],
        );
        let leaf = hashed("leaf.mjs", built["leaf.mjs"].as_bytes());
        let late = hashed("late.mjs", b"");
        assert_eq!(
            built["one.mjs"],
            format!(
                "import*as $parts0 from\"./{leaf}\";\nconst $part0=(()=>{{\nconst{{x:a}}=$parts0;\nconst b = a;\nconst late = () => import('./{late}');\nreturn{{b,late}};}})();\n\
                 const{{b}}=$part0;\nimport {{ x }} from './{leaf}';\n"
            )
        );
    }
}
