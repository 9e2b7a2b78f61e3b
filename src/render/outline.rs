//! What a finished page holds that others depend on: its language, element ids and links.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::collections::BTreeSet;
use std::convert::Infallible;

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The language of its `html` element.
    pub lang: Option<String>,
    /// The ids of its elements.
    pub ids: BTreeSet<String>,
    /// Ids that stand more than once.
    pub repeated: BTreeSet<String>,
    /// Addresses that its elements link to or load.
    pub links: BTreeSet<String>,
    /// Addresses that its head names: itself, its other languages, its styles.
    pub head: BTreeSet<String>,
    /// Ids that its elements name: labels and descriptions.
    pub named: BTreeSet<String>,
}

/// Faults of syntax are looked for in the templates and by validators; to look for them here would cost a third of the reading.
struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Reads a page.
pub fn outline(html: &str) -> Outline {
    let mut outline = Outline::default();
    let (mut tag, mut attribute) = (String::new(), String::new());
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => set(&mut tag, name),
            CallbackEvent::EndTag { .. } => tag.clear(),
            CallbackEvent::AttributeName { name } => set(&mut attribute, name),
            CallbackEvent::AttributeValue { value } => note(&mut outline, &tag, &attribute, &String::from_utf8_lossy(value)),
            _ => {}
        }
        None
    });
    // What stands in scripts and styles is text.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, WithoutErrors(emitter)).for_each(drop);
    outline
}

fn set(text: &mut String, bytes: &[u8]) {
    text.clear();
    text.push_str(&String::from_utf8_lossy(bytes));
}

fn note(outline: &mut Outline, tag: &str, attribute: &str, value: &str) {
    match (tag, attribute) {
        ("html", "lang") => outline.lang = Some(value.to_owned()),
        (_, "id") if outline.ids.contains(value) => {
            outline.repeated.insert(value.to_owned());
        }
        (_, "id") => {
            outline.ids.insert(value.to_owned());
        }
        ("link", "href") => {
            outline.head.insert(value.to_owned());
        }
        ("a" | "area" | "use" | "image", "href") | ("use" | "image", "xlink:href") | (_, "src" | "poster") | ("form", "action") => {
            outline.links.insert(value.to_owned());
        }
        ("label" | "output", "for") | (_, "aria-labelledby" | "aria-describedby" | "aria-details") => {
            outline.named.extend(value.split_ascii_whitespace().map(str::to_owned));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_links_and_language_are_read_and_text_is_not() {
        let html = "<!doctype html><html lang=fi><head><link rel='canonical' href=\"https://a.example/\"><script type=\"application/json\">{\"a\": \"<a id='no' href='no'>\"}</script>\
            <title>id=\"t\"</title></head><body id=b><a href='x/?a=1&amp;b=2#c' id=\"c\">href=\"no\"</a><p id=c aria-describedby='b  d'><label for=e></label></body></html>";
        let read = outline(html);
        let texts = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>();
        assert_eq!(read.lang.as_deref(), Some("fi"));
        assert_eq!((texts(&read.ids), texts(&read.repeated)), (vec!["b".to_owned(), "c".to_owned()], vec!["c".to_owned()]));
        assert_eq!((texts(&read.head), texts(&read.links)), (vec!["https://a.example/".to_owned()], vec!["x/?a=1&b=2#c".to_owned()]));
        assert_eq!(texts(&read.named), ["b", "d", "e"]);
    }
}
