//! What templates may call: words of the interface, addresses of assets, JSON for scripts. None of them reads the site.

use super::assets::Manifest;
use crate::i18n::hyphens::hyphenated;
use crate::i18n::{Arg, Catalogue};
use ahash::AHashMap;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// How the error of a call for an unknown message begins.
pub(super) const UNKNOWN_MESSAGE: &str = "no language has the message ";
/// How the error of a call without a variable of its message begins.
pub(super) const MISSING_ARGUMENT: &str = "the message does not get ";

/// Registers everything that templates may call. `reported`: ids of messages whose calls have been checked already.
pub(super) fn register(tera: &mut Tera, catalogue: Arc<Catalogue>, manifest: Arc<Manifest>, reported: Arc<BTreeSet<String>>) {
    let hyphens = catalogue.clone();
    let counts = Counts::default();
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| message(&catalogue, &arguments, &reported, &counts));
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| asset(&manifest, &arguments));
    tera.register_filter("hyphenated", move |value: String, _: Kwargs, _: &State<'_>| hyphenated(&hyphens.language, &value));
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State<'_>| json(&value));
}

/// Messages with a number and nothing else: the same few stand on many pages.
#[derive(Default)]
struct Counts {
    texts: RwLock<AHashMap<String, AHashMap<i64, String>>>,
}

impl Counts {
    /// The message `id`, whose only variable is in `numbers` and is `number`.
    fn text(&self, catalogue: &Catalogue, id: &str, numbers: &[(&str, i64)], number: i64) -> String {
        if let Some(known) = self.texts.read().unwrap_or_else(PoisonError::into_inner).get(id).and_then(|texts| texts.get(&number)) {
            return known.clone();
        }
        let values: Vec<(&str, Arg<'_>)> = numbers.iter().map(|(name, number)| (*name, Arg::Number(*number))).collect();
        // What is wrong with a message is to be noted each time that it is asked for.
        catalogue.sound(id, &values).inspect(|text| self.keep(id, number, text.clone())).unwrap_or_else(|text| text)
    }

    fn keep(&self, id: &str, number: i64, text: String) {
        self.texts.write().unwrap_or_else(PoisonError::into_inner).entry(id.to_owned()).or_default().insert(number, text);
    }
}

/// `t(id="…", name=value, …)`: the message with its variables filled in. Whole numbers choose plurals.
fn message(catalogue: &Catalogue, arguments: &Kwargs, reported: &BTreeSet<String>, counts: &Counts) -> TeraResult<String> {
    let id: &str = arguments.must_get("id")?;
    let Some(defined) = catalogue.defined().get(id) else {
        // A call whose id is written out has been reported for all pages at once, as has a message that one language lacks.
        return if reported.contains(id) { Ok(format!("⟨{id}⟩")) } else { Err(Error::message(format!("{UNKNOWN_MESSAGE}“{id}”"))) };
    };
    let mut texts: Vec<(&str, String)> = Vec::new();
    let mut numbers: Vec<(&str, i64)> = Vec::new();
    for variable in &defined.variables {
        match arguments.get::<&Value>(variable)? {
            Some(value) => match value.as_i64().filter(|_| value.is_number()) {
                Some(number) => numbers.push((variable, number)),
                None => texts.push((variable, value.to_string())),
            },
            None if reported.contains(id) => texts.push((variable, format!("⟨{variable}⟩"))),
            None => return Err(Error::message(format!("{MISSING_ARGUMENT}${variable} (“{id}”)"))),
        }
    }
    if let ([(_, number)], []) = (&*numbers, &*texts) {
        return Ok(counts.text(catalogue, id, &numbers, *number));
    }
    let texts = texts.iter().map(|(name, text)| (*name, Arg::Text(text)));
    let values: Vec<(&str, Arg<'_>)> = texts.chain(numbers.iter().map(|(name, number)| (*name, Arg::Number(*number)))).collect();
    Ok(catalogue.text(id, &values))
}

/// `asset(name="style.css", root=frame.root)`: the address of a built file.
fn asset(manifest: &Manifest, arguments: &Kwargs) -> TeraResult<String> {
    let name: &str = arguments.must_get("name")?;
    let root: &str = arguments.must_get("root")?;
    match manifest.get(name) {
        Some(path) => Ok(format!("{root}{path}")),
        None => Err(Error::message(format!("the theme has no file “{name}”; it has {}", manifest.names().collect::<Vec<_>>().join(", ")))),
    }
}

/// `value | json`: JSON that may stand in a script element or, in quotes, in an attribute of a page.
fn json(value: &Value) -> TeraResult<Value> {
    let text = serde_json::to_string(value).map_err(|error| Error::message(error.to_string()))?;
    Ok(Value::safe_string(&script_safe(&text)))
}

/// JSON text with everything escaped that could end a script element or start an entity: the value stays the same.
pub fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_end_its_script() {
        let value = serde_json::json!({ "a": "</script><!--&amp;\u{2028}\u{2029}\"" });
        let text = script_safe(&value.to_string());
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
