//! The theme's scripts, with imports that lead to the names under which they are built.

use super::hashed;
use super::lexer::{Sort, parts};
use super::shrink;
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::text;
use crate::render::theme::Theme;
use crate::source::{SourceFile, SourcePath};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A script with the texts in it that name other scripts.
struct Module<'a> {
    path: &'a SourcePath,
    text: String,
    imports: Vec<(Range<usize>, String)>,
}

/// Every script by name, without its comments, with imports of the built names. A name is hashed over the text with its imports, so that a change in one script
/// changes the names of all that import it.
pub(super) fn linked(theme: &Theme<'_>, findings: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let mut modules: BTreeMap<String, Module<'_>> = BTreeMap::new();
    let files: Vec<_> = theme.folder("scripts", "mjs").collect();
    let read = |&(name, path, file): &(&str, &SourcePath, &SourceFile)| {
        let text = text(path, &file.bytes).text;
        let imports = specifiers(&text).into_iter().map(|range| (range.clone(), resolve(name, &text[range]))).collect();
        (text, imports)
    };
    let texts: Vec<(String, Vec<(Range<usize>, String)>)> = files.par_iter().map(read).collect();
    for ((name, path, _), (text, imports)) in files.into_iter().zip(texts) {
        modules.insert(name.to_owned(), Module { path, text, imports });
    }
    let known: BTreeSet<String> = modules.keys().cloned().collect();
    for module in modules.values_mut() {
        module.imports.retain(|(range, target)| {
            let there = known.contains(target);
            if !there {
                findings.push(unknown(module.path, range.clone(), target, &known));
            }
            there
        });
    }
    let mut built: BTreeMap<String, String> = BTreeMap::new();
    let mut linked = Vec::new();
    while !modules.is_empty() {
        let ready = |module: &Module<'_>| module.imports.iter().all(|(_, target)| built.contains_key(target));
        let Some(name) = modules.iter().find(|(_, module)| ready(module)).map(|(name, _)| name.clone()) else {
            findings.extend(circle(&modules));
            break;
        };
        let Some(module) = modules.remove(&name) else { break };
        let text = shrink::script(&with_imports(&module, &built));
        built.insert(name.clone(), hashed(&name, text.as_bytes()));
        linked.push((name, text));
    }
    linked
}

fn with_imports(module: &Module<'_>, built: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(module.text.len() + module.imports.len() * 16);
    let mut at = 0;
    for (range, target) in &module.imports {
        let specifier = &module.text[range.clone()];
        let folder = specifier.rfind('/').map_or(0, |slash| slash + 1);
        let file = built.get(target).map_or("", |built| built.rsplit('/').next().unwrap_or(built));
        text.push_str(&module.text[at..range.start + folder]);
        text.push_str(file);
        at = range.end;
    }
    text.push_str(&module.text[at..]);
    text
}

/// The name of the script that `specifier` in the script `from` names.
fn resolve(from: &str, specifier: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn unknown(path: &SourcePath, range: Range<usize>, target: &str, known: &BTreeSet<String>) -> Diagnostic {
    let finding = Diagnostic::new(Code::MissingTheme, Span::new(path, range), format!("the theme has no script “{target}”, which is imported here"));
    match did_you_mean(target, known.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("Did you mean “{near}”?")),
        None => finding.help("Add the file to the theme's scripts, or remove the import."),
    }
}

/// Scripts that import each other: what is left when nothing more can be built, without those that only import such scripts.
fn circle(modules: &BTreeMap<String, Module<'_>>) -> Option<Diagnostic> {
    let mut walked: Vec<&str> = Vec::new();
    let mut name = modules.keys().next()?.as_str();
    while !walked.contains(&name) {
        walked.push(name);
        name = modules.get(name)?.imports.iter().map(|(_, target)| target.as_str()).find(|target| modules.contains_key(*target))?;
    }
    let from = walked.iter().position(|known| *known == name)?;
    let chain: Vec<&str> = walked[from..].iter().copied().chain([name]).collect();
    let module = modules.get(name)?;
    let place = module.imports.iter().find(|(_, target)| modules.contains_key(target)).map_or(0..0, |(range, _)| range.clone());
    Some(
        Diagnostic::new(Code::TemplateError, Span::new(module.path, place), format!("scripts import each other: {}", chain.join(" → ")))
            .help("Move what both need into a script of its own: a name that changes with content cannot depend on itself."),
    )
}

/// The places of texts in a script that name another one: `"./x.mjs"` or `"../x.mjs"`, in quotes, not in a comment.
fn specifiers(script: &str) -> Vec<Range<usize>> {
    let texts = parts(script).into_iter().filter(|part| part.sort == Sort::Text);
    let inside = texts.map(|part| part.range.start + 1..part.range.end.saturating_sub(1).max(part.range.start + 1));
    let names_script = |range: &Range<usize>| {
        let text = script.get(range.clone()).unwrap_or_default();
        (text.starts_with("./") || text.starts_with("../")) && text.ends_with(".mjs") && !text.contains("${")
    };
    inside.filter(names_script).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceTree;

    fn build(scripts: &[(&str, &str)]) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
        let mut tree = SourceTree::default();
        for (name, text) in scripts {
            tree.insert(SourcePath::new(format!("themes/default/scripts/{name}")), SourceFile::new(text.as_bytes()));
        }
        let mut findings = Vec::new();
        let linked = linked(&Theme::new(&tree, "default"), &mut findings).into_iter().collect();
        (linked, findings)
    }

    #[test]
    fn imports_lead_to_built_names_through_several_scripts() {
        let scripts = |leaf: &'static str| {
            [
                ("a.mjs", "import { x } from './parts/b.mjs';\nconst late = () => import(\"./c.mjs\"); // not \"./d.mjs\"\n"),
                ("c.mjs", "/** @typedef {import('./a.mjs').T} T */\nexport * from \"./parts/b.mjs\";\nconst slash = /[/*\"]/; const s = '../no.js';\n"),
                ("parts/b.mjs", leaf),
            ]
        };
        let (built, findings) = build(&scripts("export const x = 1;"));
        assert_eq!(findings, []);
        let leaf = hashed("b.mjs", built["parts/b.mjs"].as_bytes());
        let middle = hashed("c.mjs", built["c.mjs"].as_bytes());
        assert_eq!(built["a.mjs"], format!("import {{ x }} from './parts/{leaf}';\nconst late = () => import(\"./{middle}\"); // not \"./d.mjs\"\n"));
        assert!(!built["c.mjs"].contains("typedef") && built["c.mjs"].contains(&format!("from \"./parts/{leaf}\"")));
        let (other, _) = build(&scripts("export const x = 2;"));
        assert_ne!(hashed("a.mjs", other["a.mjs"].as_bytes()), hashed("a.mjs", built["a.mjs"].as_bytes()), "a change reaches every name above it");
    }

    #[test]
    fn unknown_imports_and_circles_are_reported_with_their_places() {
        let (_, findings) = build(&[("a.mjs", "import './plans.mjs'"), ("plan.mjs", "")]);
        assert_eq!((findings[0].code, findings[0].help[0].as_str()), (Code::MissingTheme, "Did you mean “plan.mjs”?"));
        assert_eq!(findings[0].span.as_ref().map(|span| (span.start, span.end)), Some((8, 19)));
        let (built, findings) = build(&[("a.mjs", "import './b.mjs'"), ("b.mjs", "import './c.mjs'"), ("c.mjs", "import './b.mjs'"), ("d.mjs", "")]);
        assert_eq!(built.keys().collect::<Vec<_>>(), ["d.mjs"]);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.ends_with("b.mjs → c.mjs → b.mjs"), "{}", findings[0].message);
    }

    #[test]
    fn strange_scripts_do_no_harm() {
        for script in ["'", "`./x.mjs", "/", "/[", "a / b / \"./x.mjs", "\"\\", "/*", "return /'/; import './b.mjs'"] {
            specifiers(script);
        }
        assert_eq!(specifiers("return /'/; import './b.mjs'").len(), 1);
        assert_eq!(specifiers("x = a / b; y = './c.mjs'").len(), 1);
    }
}
