//! Styles and scripts without what only their authors read: comments and white space.

use super::lexer::{Part, Sort, parts};

/// A script without blank lines, without the comments that have lines of their own, and without indentation. Texts stay as they are.
pub(super) fn script(script: &str) -> String {
    let parts = parts(script);
    let mut short = String::with_capacity(script.len());
    let (mut at, mut next) = (0, 0);
    while at < script.len() {
        let end = line_end(script, at);
        next += parts[next..].iter().take_while(|part| part.range.end <= at).count();
        let inside = parts.get(next).filter(|part| part.range.start < at);
        if inside.is_some_and(|part| part.sort == Sort::Text) {
            short.push_str(&script[at..end]);
            at = end;
            continue;
        }
        let line = script[at..end].trim_start();
        let start = end - line.len();
        let comment = parts[next..].iter().take_while(|part| part.range.start <= start).find(|part| part.range.start == start && part.sort == Sort::Comment);
        match comment.map(|comment| after(script, comment)) {
            Some(Some(next)) => at = next,
            _ => {
                short.push_str(line);
                at = end;
            }
        }
    }
    short
}

/// The start of the line after the one with the byte at `at`.
fn line_end(script: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &script.as_bytes()[at..]).map_or(script.len(), |length| at + length + 1)
}

/// The start of the line after a comment; `None` where code follows the comment on its last line.
fn after(script: &str, comment: &Part) -> Option<usize> {
    let end = comment.range.end;
    let rest = line_end(script, end);
    script[end..rest].trim().is_empty().then_some(rest)
}

/// A style sheet without comments, with white space only where it parts words. Texts in quotes and addresses in `url(…)` stay as they are.
pub(super) fn style(style: &str) -> String {
    let mut short = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => {
                rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '"' | '\'' => text_length(rest, first),
            'u' if rest.starts_with("url(") => rest.find(')').map_or(rest.len(), |length| length + 1),
            _ if first.is_ascii_whitespace() => {
                rest = rest.trim_ascii_start();
                if !short.is_empty() && !short.ends_with(['{', '}', ';', ',', ':', '>', ' ']) && !rest.starts_with(['{', '}', ';', ',', '>']) {
                    short.push(' ');
                }
                continue;
            }
            '}' => {
                short.truncate(short.trim_end_matches([';', ' ']).len());
                1
            }
            '{' | ';' | ',' | '>' => {
                short.truncate(short.trim_end_matches(' ').len());
                1
            }
            _ => first.len_utf8(),
        };
        short.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    short
}

/// The length of the text in quotes with which `style` begins, with its quotes.
fn text_length(style: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in style.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    style.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_comments_and_indentation_only() {
        let long = "// What it is.\n\n/**\n * @param {string} a\n */\nexport function f(a) {\n  // Why.\n  return `${a}\n    // kept\n  ` + \"/*\"; // at the end\n}\n";
        assert_eq!(script(long), "export function f(a) {\nreturn `${a}\n    // kept\n  ` + \"/*\"; // at the end\n}\n");
        let cast = "const a =\n  /** @type {T} */ (b);\n/* one */ c();\n/* open";
        assert_eq!(script(cast), "const a =\n/** @type {T} */ (b);\n/* one */ c();\n", "code behind a comment stays on its line");
        assert_eq!(script("a = 1 /\n2 // x"), "a = 1 /\n2 // x");
        assert_eq!(script(""), "");
    }

    #[test]
    fn styles_lose_comments_and_white_space_only() {
        let long = "/* a; } */\n.a > b,\n.c :hover {\n  margin: calc(1px + 2px) 0 ;\n  content: \"a  { } /* b */ \\\" ;\";\n\n  background: url(  x y );\n}\n@media (min-width: 48rem) {\n  a {\n  }\n}\n";
        let short = ".a>b,.c :hover{margin:calc(1px + 2px) 0;content:\"a  { } /* b */ \\\" ;\";background:url(  x y )}@media (min-width:48rem){a{}}";
        assert_eq!(style(long), short);
        for strange in ["/*", "\"", "url(", "}", "; }", "ä/* */é"] {
            style(strange);
        }
    }
}
