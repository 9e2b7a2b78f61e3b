//! Components written out where templates call them: for the engine a call costs several times what a small component prints.
//!
//! That is done of components that hold only texts, values and conditions, where they are called with paths and texts.

use super::calls::{Tag, Token, tags};
use std::collections::BTreeMap;
use std::ops::Range;

/// A component of more bytes is called, unless all that it is called with is written out.
const LARGE: usize = 480;

/// Words of expressions that name nothing.
const WORDS: [&str; 9] = ["not", "and", "or", "is", "in", "true", "false", "if", "elif"];

/// The `texts` of templates, by name, with components written out.
pub(super) fn inlined(texts: &mut BTreeMap<&str, String>) {
    let read: Vec<(&String, Vec<Tag<'_>>)> = texts.values().map(|text| (text, tags(text))).collect();
    let components: BTreeMap<String, Component> = read.iter().flat_map(|(text, tags)| components(text, tags)).collect();
    let longer: Vec<Option<String>> = read.iter().map(|(text, tags)| written(text, tags, &components)).collect();
    for (text, longer) in texts.values_mut().zip(longer) {
        if let Some(longer) = longer {
            *text = longer;
        }
    }
}

struct Component {
    parameters: Vec<String>,
    body: Vec<Node>,
    bytes: usize,
}

enum Node {
    Text(String),
    Value(Expression),
    /// Conditions with what stands under them; without one: `else`.
    Choice(Vec<(Option<Expression>, Vec<Node>)>),
}

/// An expression in parts: what stands there, and parameters.
type Expression = Vec<Part>;

enum Part {
    Text(String),
    Parameter(String),
}

fn components(text: &str, tags: &[Tag<'_>]) -> Vec<(String, Component)> {
    let mut found = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let Some((name, parameters)) = definition(tag) else { continue };
        let Some(length) = tags[index + 1..].iter().position(|tag| tag.word(text) == "endcomponent") else { continue };
        let inside = &tags[index..=index + 1 + length];
        let bytes = inside[inside.len() - 1].range.start - tag.range.end;
        let mut left = inside[1..].iter().zip(inside);
        let body = nodes(text, &mut left, &parameters).filter(|body| !ends_blank(body));
        found.extend(body.map(|body| (name, Component { parameters, body, bytes })));
    }
    found
}

/// The name and parameters of the component that begins with `tag`.
fn definition(tag: &Tag<'_>) -> Option<(String, Vec<String>)> {
    let [(Token::Word("component"), _), (Token::Word(name), _), (Token::Sign(b'('), _), parameters @ .., (Token::Sign(b')'), _)] = tag.tokens.as_slice() else {
        return None;
    };
    let parameters = parameters.split(|(token, _)| *token == Token::Sign(b','));
    let plain = |part: &[(Token<'_>, Range<usize>)]| match part {
        [(Token::Word(name), _)] => Some((*name).to_owned()),
        _ => None,
    };
    Some(((*name).to_owned(), parameters.map(plain).collect::<Option<_>>()?))
}

/// Tags, each with the one before it.
type Left<'t, 'a> = std::iter::Zip<std::slice::Iter<'t, Tag<'a>>, std::slice::Iter<'t, Tag<'a>>>;

/// What stands before the next tag that ends something; `None` if there is anything else than values and conditions.
fn nodes(text: &str, left: &mut Left<'_, '_>, parameters: &[String]) -> Option<Vec<Node>> {
    let (nodes, end) = until_end(text, left, parameters)?;
    (end.word(text) == "endcomponent").then_some(nodes)
}

fn until_end<'t, 'a>(text: &str, left: &mut Left<'t, 'a>, parameters: &[String]) -> Option<(Vec<Node>, &'t Tag<'a>)> {
    let mut nodes = Vec::new();
    loop {
        let (tag, before) = left.next()?;
        nodes.push(Node::Text(between(text, before, tag).to_owned()));
        match tag.word(text) {
            "print" => nodes.push(Node::Value(expression(text, &tag.tokens, parameters)?)),
            "if" => nodes.push(choice(text, tag, left, parameters)?),
            "elif" | "else" | "endif" | "endcomponent" => return Some((nodes, tag)),
            _ => return None,
        }
    }
}

fn choice<'a>(text: &str, first: &Tag<'a>, left: &mut Left<'_, 'a>, parameters: &[String]) -> Option<Node> {
    let mut condition = Some(expression(text, first.tokens.get(1..)?, parameters)?);
    let mut branches = Vec::new();
    loop {
        let (inside, end) = until_end(text, left, parameters)?;
        branches.push((condition, inside));
        condition = match end.word(text) {
            "elif" => Some(expression(text, end.tokens.get(1..)?, parameters)?),
            "else" => None,
            "endif" => return Some(Node::Choice(branches)),
            _ => return None,
        };
    }
}

/// The text between two tags, without the blanks that they take away.
fn between<'a>(text: &'a str, before: &Tag<'_>, after: &Tag<'_>) -> &'a str {
    let between = &text[before.range.end..after.range.start];
    let between = if before.trims.1 { between.trim_start() } else { between };
    if after.trims.0 { between.trim_end() } else { between }
}

/// The expression; `None` if it names anything but parameters, functions, filters and tests.
fn expression(text: &str, tokens: &[(Token<'_>, Range<usize>)], parameters: &[String]) -> Option<Expression> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let mut parts = Vec::new();
    let mut from = first.1.start;
    for (index, (token, range)) in tokens.iter().enumerate() {
        let sign = |at: Option<usize>, wanted: u8| at.and_then(|at| tokens.get(at)).is_some_and(|(token, _)| *token == Token::Sign(wanted));
        let before = index.checked_sub(1);
        match token {
            // Such as a component in an expression, or a map.
            Token::Sign(b'<' | b'{') => return None,
            Token::Word(word) => {
                let member = sign(before, b'.') || sign(before, b'|');
                let test = before.is_some_and(|at| tokens[at].0 == Token::Word("is"));
                let argument = sign(Some(index + 1), b'=') && !sign(Some(index + 2), b'=');
                let call = sign(Some(index + 1), b'(');
                if member || test || argument || call || WORDS.contains(word) {
                    continue;
                }
                if !parameters.iter().any(|parameter| parameter == word) {
                    return None;
                }
                parts.push(Part::Text(text[from..range.start].to_owned()));
                parts.push(Part::Parameter((*word).to_owned()));
                from = range.end;
            }
            Token::Text(_) | Token::Sign(_) => {}
        }
    }
    parts.push(Part::Text(text[from..last.1.end].to_owned()));
    Some(parts)
}

/// Whether a component begins or ends with blanks, which tags beside its call could take away.
fn ends_blank(body: &[Node]) -> bool {
    let blank = |node: Option<&Node>, at_end: fn(&str) -> Option<char>| matches!(node, Some(Node::Text(text)) if at_end(text).is_some_and(char::is_whitespace));
    blank(body.first(), |text| text.chars().next()) || blank(body.last(), |text| text.chars().last())
}

/// The text with calls of `components` written out that may be made many times: within loops and other components.
fn written(text: &str, tags: &[Tag<'_>], components: &BTreeMap<String, Component>) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    let mut within = 0_usize;
    for tag in tags {
        match tag.word(text) {
            "for" | "component" => within += 1,
            "endfor" | "endcomponent" => within = within.saturating_sub(1),
            _ => {}
        }
        let Some((component, arguments)) = call(text, tag, components).filter(|_| within > 0) else { continue };
        let small = component.bytes <= LARGE || arguments.values().all(|argument| argument.starts_with('"'));
        if tag.trims == (false, false) && small {
            out.push_str(&text[from..tag.range.start]);
            write(&component.body, &arguments, &mut out);
            from = tag.range.end;
        }
    }
    (from > 0).then(|| out + &text[from..])
}

/// The component that a tag calls and does nothing else, and with what.
fn call<'a, 'c>(text: &'a str, tag: &Tag<'_>, components: &'c BTreeMap<String, Component>) -> Option<(&'c Component, BTreeMap<&'a str, &'a str>)> {
    let [(Token::Sign(b'<'), _), (Token::Word(name), _), rest @ .., (Token::Sign(b'/'), _), (Token::Sign(b'>'), _)] = tag.tokens.as_slice() else {
        return None;
    };
    let component = components.get(*name).filter(|_| tag.word(text) == "print")?;
    let mut arguments = BTreeMap::new();
    let mut rest = rest;
    while !rest.is_empty() {
        let [(Token::Word(_), name), (Token::Sign(b'='), _), after @ ..] = rest else { return None };
        let (value, after) = match after {
            [(Token::Text(_), value), after @ ..] if text.as_bytes().get(value.start) == Some(&b'"') => (&text[value.clone()], after),
            [(Token::Sign(b'{'), _), after @ ..] => {
                let end = after.iter().position(|(token, _)| *token == Token::Sign(b'}'))?;
                (path(text, &after[..end])?, &after[end + 1..])
            }
            _ => return None,
        };
        if arguments.insert(&text[name.clone()], value).is_some() {
            return None;
        }
        rest = after;
    }
    let all = component.parameters.len() == arguments.len() && component.parameters.iter().all(|name| arguments.contains_key(name.as_str()));
    all.then_some((component, arguments))
}

/// The text of a path such as `page.due[0].text`.
fn path<'a>(text: &'a str, tokens: &[(Token<'_>, Range<usize>)]) -> Option<&'a str> {
    let [(Token::Word(first), begin), rest @ ..] = tokens else { return None };
    let part = |(token, _): &(Token<'_>, _)| matches!(token, Token::Word(_) | Token::Sign(b'.' | b'[' | b']' | b'0'..=b'9'));
    let path = &text[begin.start..rest.last().map_or(begin.end, |(_, last)| last.end)];
    (!WORDS.contains(first) && rest.iter().all(part) && !path.contains(char::is_whitespace)).then_some(path)
}

fn write(nodes: &[Node], arguments: &BTreeMap<&str, &str>, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Value(value) => out.push_str(&format!("{{{{ {} }}}}", filled(value, arguments))),
            Node::Choice(branches) => write_choice(branches, arguments, out),
        }
    }
}

fn write_choice(branches: &[(Option<Expression>, Vec<Node>)], arguments: &BTreeMap<&str, &str>, out: &mut String) {
    let mut word = "if";
    for (condition, inside) in branches {
        let condition = condition.as_ref().map(|condition| filled(condition, arguments));
        match condition.as_deref().map_or(Some(true), decided) {
            Some(false) => continue,
            Some(true) if word == "if" => return write(inside, arguments, out),
            Some(true) => out.push_str("{% else %}"),
            None => out.push_str(&format!("{{% {word} {} %}}", condition.unwrap_or_default())),
        }
        write(inside, arguments, out);
        word = "elif";
    }
    if word == "elif" {
        out.push_str("{% endif %}");
    }
}

fn filled(expression: &Expression, arguments: &BTreeMap<&str, &str>) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Parameter(name) => arguments.get(name.as_str()).map_or_else(|| name.clone(), |value| (*value).to_owned()),
    };
    expression.iter().map(text).collect()
}

/// Whether a condition holds that compares two texts that are written out.
fn decided(condition: &str) -> Option<bool> {
    let (one, other) = condition.split_once("==")?;
    let plain = |text: &str| Some(text.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned()).filter(|text| !text.contains(['"', '\\']));
    Some(plain(one)? == plain(other)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::{Context, Tera};

    const COMPONENTS: &str = r#"
{% component text(value) -%}
{%- if value.lang %}<i lang="{{ value.lang }}">{{ value.text }}</i>{% else %}{{ value.text }}{% endif -%}
{%- endcomponent text %}
{% component icon(name) -%}
<svg>{%- if name == "a" %}<a/>{%- elif name == "b" %}<b/>{%- else %}<c/>{% endif -%}</svg>
{%- endcomponent icon %}
{% component list(items) -%}{% for item in items %}{{ <text value={item} /> }}{% endfor %}{%- endcomponent list %}
{% component outer() -%}{{ given }}{%- endcomponent outer %}
{% component blank(value) %} {{ value }} {% endcomponent blank %}
{% component level(of) -%}{% if of == "x" or not of %}X{% elif of is starting_with(pat="y") %}{{ of | upper }}{% endif %}|{%- endcomponent level %}
"#;

    fn rendered(texts: &BTreeMap<&str, String>) -> String {
        rendered_or_not(texts).unwrap()
    }

    fn rendered_or_not(texts: &BTreeMap<&str, String>) -> Result<String, String> {
        let mut tera = Tera::new();
        tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str()))).unwrap();
        let context = serde_json::json!({
            "one": { "text": "<1>", "lang": null }, "two": { "text": "2", "lang": "sv" }, "pair": [[{ "text": "3", "lang": "fi" }, "yes"]], "empty": "",
        });
        tera.render("page.html", &Context::from_serialize(&context).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn components_written_out_print_what_they_print_when_they_are_called() {
        let page = r#"{{ <icon name="a" /> }}{% for once in [one] %}<p> {{ <text value={once} /> }} {%- if one %} {{ <text value={two} /> }}{% endif %} {{ <icon name="b" /> }}{{ <icon name="z" /> }}
{%- for item in [one, two] %} {{- <text value={item} /> -}} {{ <text value={item} /> }} {% endfor %}{{ <list items={[one, two]} /> }}
{{ <text value={pair[0][0]} /> }}{{ <blank value={two.text} /> }}{{ <level of="x" /> }}{{ <level of={pair[0][1]} /> }} {{ <level of={empty} /> }}</p>{% endfor %}"#;
        let plain = BTreeMap::from([("components.html", COMPONENTS.to_owned()), ("page.html", page.to_owned())]);
        let mut longer = plain.clone();
        inlined(&mut longer);
        assert_eq!(rendered(&longer), rendered(&plain));
        let page = &longer["page.html"];
        assert!(page.matches("<icon").count() == 1 && page.contains("<svg><b/></svg><svg><c/></svg>") && !page.contains("<level"), "{page}");
        assert_eq!((page.matches("<text").count(), page.matches("<blank").count(), page.matches("<list").count()), (1, 1, 1), "{page}");
        assert!(!longer["components.html"].contains("<text"));
    }

    #[test]
    fn a_value_that_is_not_there_is_a_fault_written_out_or_not() {
        for value in ["nowhere", "one.nowhere", "one.nowhere.deeper", "pair[7]", "nowhere[0].text"] {
            for component in ["text value", "level of", "icon name"] {
                let page = format!("{{% for once in [one] %}}{{{{ <{component}={{{value}}} /> }}}}{{% endfor %}}");
                let plain = BTreeMap::from([("components.html", COMPONENTS.to_owned()), ("page.html", page)]);
                let mut longer = plain.clone();
                inlined(&mut longer);
                assert!(!longer["page.html"].contains(" /> "));
                let (called, written) = (rendered_or_not(&plain), rendered_or_not(&longer));
                assert!(called.is_err() == written.is_err() && (called.is_err() || called == written), "{component} {value}: {called:?} {written:?}");
            }
        }
    }

    #[test]
    fn what_names_other_values_or_holds_more_is_called() {
        let names: Vec<String> = components(COMPONENTS, &tags(COMPONENTS)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["text", "icon", "level"]);
    }
}
