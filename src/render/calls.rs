//! Which messages a template asks for: the calls of `t(…)` in it, found without rendering, with their places.

use std::collections::BTreeSet;
use std::ops::Range;

/// What is known of a call's `id` without rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Id {
    /// It is written out.
    Literal(String),
    /// It begins like this: `t(id="strength-" ~ task.strength)`.
    Prefix(String),
    /// Only rendering tells.
    Computed,
}

/// One call of `t(…)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// The message.
    pub(super) id: Id,
    /// The names of the other arguments.
    pub(super) arguments: BTreeSet<String>,
    /// The bytes of the call.
    pub(super) range: Range<usize>,
}

/// The calls of a template, and every text that is written out in its tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Calls {
    /// The calls, in order.
    pub(super) calls: Vec<Call>,
    /// Texts in tags: a message whose id is computed may be one of them.
    pub(super) texts: BTreeSet<String>,
}

/// A part of what stands in a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name.
    Word(&'a str),
    /// A text in quotes, without them.
    Text(&'a str),
    /// Any other byte.
    Sign(u8),
}

/// A tag of a template that is no comment.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// Where it stands, with its braces.
    pub(super) range: Range<usize>,
    /// What stands in it.
    pub(super) tokens: Vec<(Token<'a>, Range<usize>)>,
    /// Whether it takes away the blanks before it, and after it.
    pub(super) trims: (bool, bool),
}

impl<'a> Tag<'a> {
    /// The word with which it begins; `print` where it prints a value.
    pub(super) fn word(&self, template: &str) -> &'a str {
        match self.tokens.first() {
            _ if template[self.range.start..].starts_with("{{") => "print",
            Some((Token::Word(word), _)) => word,
            _ => "",
        }
    }
}

/// The tags of a template that are no comments; none where it has a comment or a raw part, of which blanks beside them depend.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = next_tag(template, at) {
        let (tokens, end) = tokens(template, open + 2);
        let tag = &template[open..end];
        if tag.starts_with("{#") || matches!(tokens.as_slice(), [(Token::Word("raw"), _)]) {
            return Vec::new();
        }
        let trims = (tag.as_bytes().get(2) == Some(&b'-'), tag.as_bytes().iter().nth_back(2) == Some(&b'-'));
        found.push(Tag { range: open..end, tokens, trims });
        at = end;
    }
    found
}

/// Finds the calls in the text of a template.
pub(super) fn find(template: &str) -> Calls {
    let mut found = Calls::default();
    let mut at = 0;
    while let Some(open) = next_tag(template, at) {
        if template[open..].starts_with("{#") {
            at = template[open..].find("#}").map_or(template.len(), |end| open + end + 2);
            continue;
        }
        let (tokens, end) = tokens(template, open + 2);
        if matches!(tokens.as_slice(), [(Token::Word("raw"), _)]) {
            at = end_of_raw(template, end);
            continue;
        }
        collect(&tokens, &mut found);
        at = end;
    }
    found
}

fn next_tag(template: &str, from: usize) -> Option<usize> {
    let bytes = template.as_bytes();
    let opens = |at: &usize| matches!(bytes.get(from + at + 1), Some(b'{' | b'%' | b'#'));
    memchr::memchr_iter(b'{', bytes.get(from..)?).find(opens).map(|at| from + at)
}

fn end_of_raw(template: &str, from: usize) -> usize {
    template[from..].find("endraw").map_or(template.len(), |at| from + at)
}

/// The tokens of the tag that starts before `from`, and where the tag ends.
fn tokens(template: &str, from: usize) -> (Vec<(Token<'_>, Range<usize>)>, usize) {
    let bytes = template.as_bytes();
    let mut tokens = Vec::new();
    let mut depth = 0usize;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        match byte {
            b'"' | b'\'' | b'`' => {
                let close = bytes[at + 1..].iter().position(|other| *other == byte).map_or(bytes.len(), |length| at + 1 + length);
                tokens.push((Token::Text(&template[at + 1..close]), start..close.saturating_add(1).min(bytes.len())));
                at = close + 1;
            }
            _ if byte == b'_' || byte.is_ascii_alphabetic() => {
                at += bytes[at..].iter().take_while(|byte| **byte == b'_' || byte.is_ascii_alphanumeric()).count();
                tokens.push((Token::Word(&template[start..at]), start..at));
            }
            b'%' | b'}' if depth == 0 && bytes.get(at + 1) == Some(&b'}') => return (tokens, at + 2),
            _ => {
                match byte {
                    b'(' | b'[' | b'{' => depth += 1,
                    b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                // `-%}` trims white space: no token of its own.
                if !byte.is_ascii_whitespace() && !(byte == b'-' && (at == from || bytes.get(at + 2) == Some(&b'}'))) {
                    tokens.push((Token::Sign(byte), start..at + 1));
                }
                at += 1;
            }
        }
    }
    (tokens, bytes.len())
}

fn collect(tokens: &[(Token<'_>, Range<usize>)], found: &mut Calls) {
    for (index, (token, range)) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => {
                found.texts.insert((*text).to_owned());
            }
            Token::Word("t") if is_call(tokens, index) => {
                let (parts, end) = arguments(tokens, index + 2);
                let mut call = Call { id: Id::Computed, arguments: BTreeSet::new(), range: range.start..end };
                for (name, value) in parts {
                    if name == "id" {
                        call.id = id(value);
                    } else {
                        call.arguments.insert(name.to_owned());
                    }
                }
                found.calls.push(call);
            }
            Token::Word(_) | Token::Sign(_) => {}
        }
    }
}

fn is_call(tokens: &[(Token<'_>, Range<usize>)], index: usize) -> bool {
    let after = tokens.get(index + 1).is_some_and(|(token, _)| *token == Token::Sign(b'('));
    let member = index.checked_sub(1).is_some_and(|before| tokens[before].0 == Token::Sign(b'.'));
    after && !member
}

type Argument<'a, 'b> = (&'a str, &'b [(Token<'a>, Range<usize>)]);

/// The arguments from the token at `from`, the first after the bracket, and where the call ends.
fn arguments<'a, 'b>(tokens: &'b [(Token<'a>, Range<usize>)], from: usize) -> (Vec<Argument<'a, 'b>>, usize) {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = from;
    for (index, (token, range)) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::Sign(b'(' | b'[' | b'{') => depth += 1,
            Token::Sign(b')') if depth == 0 => {
                parts.extend(argument(&tokens[start..index]));
                return (parts, range.end);
            }
            Token::Sign(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            Token::Sign(b',') if depth == 0 => {
                parts.extend(argument(&tokens[start..index]));
                start = index + 1;
            }
            _ => {}
        }
    }
    (parts, tokens.last().map_or(0, |(_, range)| range.end))
}

fn argument<'a, 'b>(tokens: &'b [(Token<'a>, Range<usize>)]) -> Option<Argument<'a, 'b>> {
    match tokens {
        [(Token::Word(name), _), (Token::Sign(b'='), _), value @ ..] => Some((*name, value)),
        _ => None,
    }
}

fn id(value: &[(Token<'_>, Range<usize>)]) -> Id {
    match value {
        [(Token::Text(text), _)] => Id::Literal((*text).to_owned()),
        [(Token::Text(text), _), (Token::Sign(b'~'), _), ..] => Id::Prefix((*text).to_owned()),
        _ => Id::Computed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(template: &str) -> Vec<(Id, Vec<String>, String)> {
        find(template).calls.into_iter().map(|call| (call.id, call.arguments.into_iter().collect(), template[call.range].to_owned())).collect()
    }

    #[test]
    fn calls_have_ids_arguments_and_places() {
        let template = "<p>{{ t(id=\"a\", n=x | length, who=f(y=1, z=[1, 2])) }}</p>{% if x.t(id='no') %}{%- set y = t(id='b-' ~ x) -%}{{ t(id=x) }}";
        assert_eq!(
            calls(template),
            [
                (Id::Literal("a".into()), vec!["n".into(), "who".into()], "t(id=\"a\", n=x | length, who=f(y=1, z=[1, 2]))".into()),
                (Id::Prefix("b-".into()), vec![], "t(id='b-' ~ x)".into()),
                (Id::Computed, vec![], "t(id=x)".into()),
            ]
        );
    }

    #[test]
    fn text_comments_and_raw_parts_hold_no_calls() {
        assert_eq!(calls("t(id=\"a\") {# {{ t(id=\"b\") }} #} {% raw %}{{ t(id=\"c\") }}{% endraw %} {{ \"t(id='d') }}\" }}"), []);
    }

    #[test]
    fn calls_in_the_arguments_of_components_are_found() {
        assert_eq!(calls("{{<card title={t(id=\"a\")} map={{\"b\": t(id=\"c\")}} />}}").len(), 2);
    }

    #[test]
    fn broken_templates_do_no_harm() {
        for broken in ["{{", "{{ t(", "{{ t(id=\"ä", "{%", "{#", "{{ t(id", "{", "{% raw %}", "ä{{ö}}"] {
            find(broken);
        }
    }
}
