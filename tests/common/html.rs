//! Pages as trees of elements, as a browser reads them.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "each test takes what it needs; a test that cannot go on ends so")]

use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// Elements that have no end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// An element with all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Reads a page; the root stands for the document. Every element is closed by its own tag.
pub fn parse(html: &str) -> Element {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut open = vec![Element::default()];
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value))).collect();
                let element = Element { name: string(&tag.name), attributes, children: Vec::new() };
                if tag.self_closing || VOID.contains(&element.name.as_str()) {
                    open.last_mut().unwrap().children.push(Node::Element(element));
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let element = open.pop().unwrap();
                assert_eq!(element.name, string(&tag.name), "elements are closed in their order");
                open.last_mut().unwrap().children.push(Node::Element(element));
            }
            Token::String(text) => open.last_mut().unwrap().children.push(Node::Text(string(&text))),
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.pop().unwrap()
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own == class))
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| if let Node::Element(element) = child { Some(element) } else { None })
    }

    /// Every element in this one, in order.
    pub fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        self.gather_elements(&mut found);
        found
    }

    fn gather_elements<'a>(&'a self, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            found.push(element);
            element.gather_elements(found);
        }
    }

    /// Those with a name, or with a class where it begins with a dot.
    pub fn find(&self, wanted: &str) -> Vec<&Element> {
        let fits = |element: &Element| wanted.strip_prefix('.').map_or(element.name == wanted, |class| element.has_class(class));
        self.all().into_iter().filter(|element| fits(element)).collect()
    }

    /// The only or first one.
    pub fn first(&self, wanted: &str) -> &Element {
        self.find(wanted).first().copied().unwrap_or_else(|| panic!("no {wanted} in {}", self.text()))
    }

    pub fn with_id(&self, id: &str) -> &Element {
        self.all().into_iter().find(|element| element.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no #{id}"))
    }

    /// What it says, without scripts; one space between words.
    pub fn text(&self) -> String {
        self.text_without(&|_| false)
    }

    /// The same without what is in elements that `left_out` names.
    pub fn text_without(&self, left_out: &dyn Fn(&Element) -> bool) -> String {
        let mut out = String::new();
        self.gather(left_out, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, left_out: &dyn Fn(&Element) -> bool, out: &mut String) {
        for child in &self.children {
            match child {
                // Soft hyphens say where a word may be divided.
                Node::Text(text) => out.extend(text.chars().filter(|letter| *letter != '\u{ad}')),
                Node::Element(element) if left_out(element) || ["script", "style", "template"].contains(&element.name.as_str()) => {}
                Node::Element(element) => {
                    let apart = !["a", "span", "em", "strong", "code", "time", "sup", "b", "i"].contains(&element.name.as_str());
                    out.push_str(if apart { " " } else { "" });
                    element.gather(left_out, out);
                    out.push_str(if apart { " " } else { "" });
                }
            }
        }
    }

    /// The addresses that its links lead to.
    pub fn links(&self) -> Vec<&str> {
        self.find("a").into_iter().filter_map(|link| link.attribute("href")).collect()
    }
}
