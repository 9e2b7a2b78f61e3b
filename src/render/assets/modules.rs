//! The theme's scripts, with imports that lead to the names under which they are built.

use super::bundles::bundled;
use super::shrink;
use super::statements::{Import, imports};
use crate::diagnostics::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::text;
use crate::render::theme::Theme;
use crate::source::{SourceFile, SourcePath};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A script with the places in it that name other scripts.
struct Module<'a> {
    path: &'a SourcePath,
    text: String,
    imports: Vec<Import>,
}

/// Every script that is built, by name: without comments, with the scripts that it alone imports, and with imports of the built names of others. A name is hashed
/// over the text with its imports, so that a change in one script changes the names of all that import it.
pub(super) fn linked<'a>(theme: &Theme<'a>, findings: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let files: Vec<_> = theme.folder("scripts", "mjs").collect();
    let read = |&(name, path, file): &(&str, &'a SourcePath, &SourceFile)| {
        let text = text(path, &file.bytes).text;
        (name.to_owned(), Module { path, imports: imports(name, &text), text })
    };
    let mut modules: BTreeMap<String, Module<'a>> = files.par_iter().map(read).collect::<Vec<_>>().into_iter().collect();
    let known: BTreeSet<String> = modules.keys().cloned().collect();
    for module in modules.values_mut() {
        module.imports.retain(|Import { specifier, target, .. }| {
            let there = known.contains(target);
            if !there {
                findings.push(unknown(module.path, specifier.clone(), target, &known));
            }
            there
        });
    }
    let mut ordered: Vec<(String, String)> = Vec::new();
    let mut done: BTreeSet<String> = BTreeSet::new();
    while !modules.is_empty() {
        let ready = |module: &Module<'_>| module.imports.iter().all(|import| done.contains(&import.target));
        let Some(name) = modules.iter().find(|(_, module)| ready(module)).map(|(name, _)| name.clone()) else {
            findings.extend(circle(&modules));
            break;
        };
        let Some(module) = modules.remove(&name) else { break };
        ordered.push((name.clone(), shrink::script(&module.text)));
        done.insert(name);
    }
    bundled(ordered, &asked(theme, &known))
}

/// The scripts that templates name.
fn asked(theme: &Theme<'_>, scripts: &BTreeSet<String>) -> BTreeSet<String> {
    let templates: Vec<_> = theme.folder("templates", "").map(|(_, _, file)| String::from_utf8_lossy(&file.bytes)).collect();
    let names = |name: &&String| templates.iter().any(|template| template.contains(&format!("\"{name}\"")) || template.contains(&format!("'{name}'")));
    scripts.iter().filter(names).cloned().collect()
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
        name = modules.get(name)?.imports.iter().map(|import| import.target.as_str()).find(|target| modules.contains_key(*target))?;
    }
    let from = walked.iter().position(|known| *known == name)?;
    let chain: Vec<&str> = walked[from..].iter().copied().chain([name]).collect();
    let module = modules.get(name)?;
    let place = module.imports.iter().find(|import| modules.contains_key(&import.target)).map_or(0..0, |import| import.specifier.clone());
    Some(
        Diagnostic::new(Code::TemplateError, Span::new(module.path, place), format!("scripts import each other: {}", chain.join(" → ")))
            .help("Move what both need into a script of its own: a name that changes with content cannot depend on itself."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::assets::hashed;
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
}
