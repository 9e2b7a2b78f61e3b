//! The templates of one language, ready to make pages.

use super::assets::Manifest;
use super::calls::{Call, Id};
use super::functions;
use super::inline::inlined;
use super::templates::{Source, Sources};
use crate::i18n::Catalogue;
use crate::view::escaped;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tera::{Context, Tera, TeraResult};

/// The templates of one language.
#[derive(Debug)]
pub struct Templates {
    /// The templates with every message that is always the same in its place, and small components where they are called.
    quick: Tera,
    /// The templates as they are written, made when the others fail: places in faults are theirs.
    exact: OnceLock<Option<Tera>>,
    tools: Tools,
}

/// What templates may call.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) manifest: Arc<Manifest>,
    /// Ids of messages whose calls have been checked already.
    pub(super) reported: Arc<BTreeSet<String>>,
}

impl std::fmt::Debug for Tools {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Tools").field("language", &self.catalogue.language).finish_non_exhaustive()
    }
}

impl Templates {
    /// The templates of `sources`.
    ///
    /// # Errors
    /// What they take in and is not there.
    pub(super) fn new(sources: &Sources, tools: Tools) -> TeraResult<Self> {
        match quick(sources, &tools) {
            Ok(quick) => Ok(Templates { quick, exact: OnceLock::new(), tools }),
            Err(_) => exact(sources, &tools).map(|quick| Templates { quick, exact: OnceLock::new(), tools }),
        }
    }

    /// The templates of `sources`, if nothing is wrong with them.
    ///
    /// # Errors
    /// That something is, at a place that may not be that in the source.
    pub(super) fn quick(sources: &Sources, tools: Tools) -> TeraResult<Self> {
        quick(sources, &tools).map(|quick| Templates { quick, exact: OnceLock::new(), tools })
    }

    /// The page that the template `name` makes of `context`; `sources` are those that these were made of.
    ///
    /// # Errors
    /// What is wrong with the template, with places in its text.
    pub(super) fn render(&self, sources: &Sources, name: &str, context: &Context) -> TeraResult<String> {
        self.quick.render(name, context).or_else(|error| match self.exact.get_or_init(|| exact(sources, &self.tools).ok()) {
            Some(exact) => exact.render(name, context),
            None => Err(error),
        })
    }
}

fn quick(sources: &Sources, tools: &Tools) -> TeraResult<Tera> {
    let mut constants = Constants { catalogue: &tools.catalogue, known: BTreeMap::new() };
    let mut texts: BTreeMap<&str, String> = sources.iter().map(|(name, source)| (name.as_str(), written_out(source, &mut constants))).collect();
    inlined(&mut texts);
    engine(tools, texts.iter().map(|(name, text)| (*name, text.as_str())))
}

fn exact(sources: &Sources, tools: &Tools) -> TeraResult<Tera> {
    engine(tools, sources.iter().map(|(name, source)| (name.as_str(), source.text.as_str())))
}

fn engine<'a>(tools: &Tools, texts: impl Iterator<Item = (&'a str, &'a str)>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    functions::register(&mut tera, tools.catalogue.clone(), tools.manifest.clone(), tools.reported.clone());
    tera.add_raw_templates(texts)?;
    Ok(tera)
}

/// The messages of a language that are always the same, as far as they have been asked for.
struct Constants<'a> {
    catalogue: &'a Catalogue,
    known: BTreeMap<String, Option<String>>,
}

impl Constants<'_> {
    /// The message as HTML; `None` if it has variables, takes in others, has a fault or could be taken for a part of a template.
    fn get(&mut self, id: &str) -> Option<&str> {
        let catalogue = self.catalogue;
        let of = || {
            catalogue.defined().get(id).filter(|defined| defined.variables.is_empty() && defined.messages.is_empty())?;
            let before = catalogue.faults().len();
            let text = catalogue.text(id, &[]);
            let plain = !text.is_empty() && text.trim() == text && !text.contains('{');
            (plain && catalogue.faults().len() == before).then(|| escaped(&text))
        };
        self.known.entry(id.to_owned()).or_insert_with(of).as_deref()
    }
}

/// The template with the texts of messages in place of their calls, where the text is always the same.
fn written_out(source: &Source, constants: &mut Constants<'_>) -> String {
    let mut out = String::with_capacity(source.text.len());
    let mut from = 0;
    for Call { id, range, .. } in &source.calls.calls {
        let Id::Literal(id) = id else { continue };
        let Some(tag) = tag_of(&source.text, range).filter(|tag| tag.start >= from && asks_only_for(&source.text[range.clone()], id)) else { continue };
        if let Some(text) = constants.get(id) {
            out.push_str(&source.text[from..tag.start]);
            out.push_str(text);
            from = tag.end;
        }
    }
    out.push_str(&source.text[from..]);
    out
}

/// Whether the call is `t(id="…")` with this id and nothing else: what stands in its place hides no fault of it.
fn asks_only_for(call: &str, id: &str) -> bool {
    let rest = ["t", "(", "id", "="].iter().try_fold(call, |rest, part| rest.trim_start().strip_prefix(part));
    let inside = rest.map(str::trim_start).and_then(|rest| rest.strip_suffix(')')).map(str::trim_end);
    inside.is_some_and(|text| ['"', '\'', '`'].iter().any(|quote| text.strip_prefix(*quote).and_then(|text| text.strip_suffix(*quote)) == Some(id)))
}

/// The tag that prints the call at `call` and nothing else, `{{ t(id="…") }}`.
fn tag_of(text: &str, call: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..call.start)?.trim_end().strip_suffix("{{")?;
    let after = text.get(call.end..)?.trim_start().strip_prefix("}}")?;
    Some(before.len()..text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_call_of_nothing_but_a_message_is_written_out() {
        for call in ["t(id=\"a\")", "t ( id = 'a' )", "t(id=`a`)"] {
            assert!(asks_only_for(call, "a"), "{call}");
        }
        for other in ["t(id=\"a\", 5)", "t(id=\"a\",)", "t(id=\"a' )", "t(5, id=\"a\")", "t(id=\"b\")", "t(id=\"a\" b)", "t(id=a)"] {
            assert!(!asks_only_for(other, "a"), "{other}");
        }
    }

    #[test]
    fn only_a_call_that_stands_alone_is_a_tag() {
        let tag = |text: &str| {
            let start = text.find("t(").unwrap();
            let end = start + text[start..].find(')').unwrap() + 1;
            tag_of(text, &(start..end)).map(|tag| text[tag].to_owned())
        };
        assert_eq!(tag("<p>{{ t(id=\"a\") }}</p>").as_deref(), Some("{{ t(id=\"a\") }}"));
        assert_eq!(tag("{{t(id=\"a\")}} b").as_deref(), Some("{{t(id=\"a\")}}"));
        for other in ["{{- t(id=\"a\") }}", "{{ t(id=\"a\") -}}", "{{ t(id=\"a\") | upper }}", "{{ x ~ t(id=\"a\") }}", "{% set a = t(id=\"a\") %}"] {
            assert_eq!(tag(other), None, "{other}");
        }
    }
}
