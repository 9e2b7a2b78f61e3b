//! How scripts name each other: the import and export statements of a script.

use super::lexer::{Part, Sort, parts};
use std::collections::BTreeSet;
use std::ops::Range;

/// A place in a script that names another script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The text inside the quotes, in bytes.
    pub(super) specifier: Range<usize>,
    /// The name of the script that it leads to: `parts/b.mjs`.
    pub(super) target: String,
    /// How it is named.
    pub(super) form: Form,
}

/// How a script names another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `import { a, b as c } from "./x.mjs";`: the whole statement, and the names there and here. None for `import "./x.mjs";`.
    Statement(Range<usize>, Vec<(String, String)>),
    /// Any other: `import("./x.mjs")`, `import * as x from "./x.mjs"`, a text that somebody else reads.
    Other,
}

/// What a script exports, and where it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exports {
    /// What must go where the script is part of another one.
    pub(super) marks: Vec<Range<usize>>,
    /// The names outside and inside.
    pub(super) names: Vec<(String, String)>,
}

/// The places in the script `name` that name other scripts, in their order.
pub(super) fn imports(name: &str, script: &str) -> Vec<Import> {
    let parts = parts(script);
    let named = specifiers(script, &parts);
    named
        .into_iter()
        .map(|range| Import { target: resolve(name, &script[range.clone()]), form: statement(script, &range).unwrap_or(Form::Other), specifier: range })
        .collect()
}

/// The exports of a script; `None` where it exports in ways other than `export { a, b as c };` and `export` before a `const`, function or class.
pub(super) fn exports(script: &str) -> Option<Exports> {
    let parts = parts(script);
    let mut found = Exports::default();
    for start in starts_of_lines(script, &parts).filter(|&start| script[start..].starts_with("export")) {
        let rest = script[start..].strip_prefix("export ")?;
        if let Some(list) = rest.strip_prefix('{') {
            let (list, after) = list.split_once('}')?;
            let after = after.strip_prefix(';').unwrap_or(after);
            let after = after.strip_prefix('\n').or_else(|| after.is_empty().then_some(after))?;
            found.names.extend(names(list)?.into_iter().map(|(inside, outside)| (outside, inside)));
            found.marks.push(start..script.len() - after.len());
        } else {
            let declared = ["const ", "function ", "async function ", "class "].iter().find_map(|word| rest.strip_prefix(word))?;
            let length = declared.find(|letter| !is_of_name(letter)).unwrap_or(declared.len());
            let name = declared.get(..length).filter(|name| !name.is_empty())?;
            found.names.push((name.to_owned(), name.to_owned()));
            found.marks.push(start..script.len() - rest.len());
        }
    }
    Some(found)
}

/// Whether a script stays what it is inside a function, but for the statements that were found: it waits in functions only (`await`), and imports and exports by
/// those statements alone.
pub(super) fn fits_into_function(script: &str, imports: &[Import], exports: &Exports) -> bool {
    let statements = imports.iter().filter_map(|import| match &import.form {
        Form::Statement(range, _) => Some(range.start),
        Form::Other => None,
    });
    let known: BTreeSet<usize> = statements.chain(exports.marks.iter().map(|mark| mark.start)).collect();
    outer_words(script).all(|(place, word)| match word {
        "await" => false,
        "export" => known.contains(&place),
        "import" => known.contains(&place) || script[place + word.len()..].trim_start().starts_with(['(', '.']),
        _ => true,
    })
}

/// The words of a script that stand in no brackets, text or comment, with their places.
fn outer_words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = parts(script);
    let starts: Vec<usize> = std::iter::once(0).chain(parts.iter().map(|part| part.range.end)).collect();
    let ends = parts.into_iter().map(|part| part.range.start).chain([script.len()]);
    let mut depth = 0_usize;
    starts.into_iter().zip(ends).flat_map(move |(start, end)| {
        let mut words = Vec::new();
        let mut begun = None;
        for (at, letter) in script.get(start..end).unwrap_or_default().char_indices().chain([(end.saturating_sub(start), ' ')]) {
            if is_of_name(letter) {
                begun = begun.or(Some(start + at));
                continue;
            }
            words.extend(begun.take().filter(|_| depth == 0).map(|from| (from, &script[from..start + at])));
            match letter {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        words
    })
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$')
}

/// The bytes at which lines begin outside texts and comments.
fn starts_of_lines<'a>(script: &'a str, parts: &'a [Part]) -> impl Iterator<Item = usize> + 'a {
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', script.as_bytes()).map(|end| end + 1));
    starts.filter(|start| !parts.iter().any(|part| part.range.start < *start && *start < part.range.end))
}

/// `a, b as c` as pairs: what stands before `as` and after it. `None` if anything else than names stands there.
fn names(list: &str) -> Option<Vec<(String, String)>> {
    let pair = |item: &str| {
        let mut words = item.split_whitespace();
        let first = words.next()?;
        let second = match words.next() {
            None => first,
            Some("as") => words.next()?,
            Some(_) => return None,
        };
        (words.next().is_none() && first.chars().chain(second.chars()).all(is_of_name)).then(|| (first.to_owned(), second.to_owned()))
    };
    list.split(',').filter(|item| !item.trim().is_empty()).map(pair).collect()
}

/// The plain statement that the text at `specifier` belongs to.
fn statement(script: &str, specifier: &Range<usize>) -> Option<Form> {
    let before = script.get(..specifier.start.checked_sub(1)?)?;
    let start = before.rfind("import").filter(|&start| start == 0 || before.as_bytes().get(start - 1) == Some(&b'\n'))?;
    let clause = before[start + "import".len()..].trim();
    let names = match clause {
        "" => Vec::new(),
        clause => names(clause.strip_suffix("from")?.trim_end().strip_prefix('{')?.strip_suffix('}')?)?,
    };
    let rest = script.get(specifier.end + 1..)?;
    let after = rest.strip_prefix(';').unwrap_or(rest);
    let after = after.strip_prefix('\n').or_else(|| after.is_empty().then_some(after))?;
    Some(Form::Statement(start..script.len() - after.len(), names))
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

/// The places of texts in a script that name another one: `"./x.mjs"` or `"../x.mjs"`, in quotes, not in a comment.
fn specifiers(script: &str, parts: &[Part]) -> Vec<Range<usize>> {
    let texts = parts.iter().filter(|part| part.sort == Sort::Text);
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

    fn forms(script: &str) -> Vec<Option<Vec<(String, String)>>> {
        let form = |import: Import| match import.form {
            Form::Statement(_, names) => Some(names),
            Form::Other => None,
        };
        imports("a.mjs", script).into_iter().map(form).collect()
    }

    fn pairs(names: &[(&str, &str)]) -> Vec<(String, String)> {
        names.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn imports_are_statements_or_something_else() {
        assert_eq!(forms("import { a, b as c, } from './x.mjs';\nimport './y.mjs'"), [Some(pairs(&[("a", "a"), ("b", "c")])), Some(Vec::new())]);
        for other in
            ["import * as x from './x.mjs';", "import x from './x.mjs';", "const x = import('./x.mjs');", "export * from './x.mjs';", "x = import\n('./x.mjs')"]
        {
            assert_eq!(forms(other), [None], "{other}");
        }
        let script = "import {\n  a,\n} from \"./x.mjs\";\nrun(a);";
        let found = imports("parts/a.mjs", script);
        assert_eq!(found[0].target, "parts/x.mjs");
        let Form::Statement(range, _) = &found[0].form else { panic!("{found:?}") };
        assert_eq!(&script[range.end..], "run(a);");
    }

    #[test]
    fn exports_are_declarations_and_lists() {
        let script = "const a = 1;\nexport const b = `\nexport const none = 1`;\nexport async function c() {}\nexport { a as d };\n";
        let found = exports(script).unwrap();
        assert_eq!(found.names, pairs(&[("b", "b"), ("c", "c"), ("d", "a")]));
        assert_eq!(found.marks.iter().map(|mark| &script[mark.clone()]).collect::<Vec<_>>(), ["export ", "export ", "export { a as d };\n"]);
        for other in ["export default 1;", "export let a = 1;", "export * from './x.mjs';", "export { a } from './x.mjs';", "export const { a } = b;"] {
            assert_eq!(exports(other), None, "{other}");
        }
    }

    fn fits(script: &str) -> bool {
        exports(script).is_some_and(|exports| fits_into_function(script, &imports("a.mjs", script), &exports))
    }

    #[test]
    fn what_only_a_script_of_its_own_can_hold_is_seen() {
        for alone in [
            "const a = await b;",
            "{}\nawait b();",
            "import * as x from './x.mjs';",
            "import x from 'elsewhere';",
            "import{a}from'./x.mjs';import{b}from'./y.mjs';",
            "const a = 1;export { a };",
            "export * from './x.mjs';",
        ] {
            assert!(!fits(alone), "{alone}");
        }
        assert!(fits(
            "import { a } from './x.mjs';\nexport async function b() { await a(); }\nconst awaited = 'await'; // await\nx.$await = import('./y.mjs');"
        ));
    }

    #[test]
    fn strange_scripts_do_no_harm() {
        for script in [
            "'",
            "`./x.mjs",
            "/",
            "/[",
            "a / b / \"./x.mjs",
            "\"\\",
            "/*",
            "return /'/; import './b.mjs'",
            "export",
            "export {",
            "export const",
            "import {\"./x.mjs\"",
            "import\"./x.mjs\"",
        ] {
            imports("a.mjs", script);
            fits(script);
        }
        assert_eq!(imports("a.mjs", "return /'/; import './b.mjs'").len(), 1);
        assert_eq!(imports("a.mjs", "x = a / b; y = './c.mjs'").len(), 1);
    }
}
