//! The words that scripts show: every message whose id begins with `script-`.
//!
//! Such a message takes only texts, and `$count`, which chooses the form of the plural and is not printed: `{ $number }` is.

use crate::i18n::{Arg, Catalogue};
use crate::model::Model;
use serde_json::{Map, Value, json};

const PREFIX: &str = "script-";

/// The categories of plurals that languages have (Unicode, CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Whether a message is handed to scripts.
pub fn is_for_scripts(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// The words of a language: texts by id without the prefix; those that count, by the category of the plural.
pub fn words(model: &Model, catalogue: &Catalogue, language: usize) -> Value {
    let texts: Map<String, Value> = catalogue
        .defined()
        .iter()
        .filter_map(|(id, defined)| Some((id.strip_prefix(PREFIX)?.to_owned(), defined.variables.iter().map(String::as_str).collect::<Vec<_>>(), id)))
        .map(|(short, variables, id)| (short, text(catalogue, id, &variables)))
        .collect();
    json!({ "lang": &*catalogue.language, "locale": model.languages().list[language].locale, "texts": texts })
}

fn text(catalogue: &Catalogue, id: &str, variables: &[&str]) -> Value {
    let places: Vec<(&str, String)> = variables.iter().filter(|name| **name != "count").map(|name| (*name, format!("{{{name}}}"))).collect();
    let in_form = |category: &str| {
        let places = places.iter().map(|(name, place)| (*name, Arg::Text(place)));
        let count = variables.contains(&"count").then_some(("count", Arg::Text(category)));
        catalogue.text(id, &places.chain(count).collect::<Vec<_>>())
    };
    if !variables.contains(&"count") {
        return Value::String(in_form("other"));
    }
    let other = in_form("other");
    let forms = CATEGORIES.iter().map(|category| (*category, in_form(category))).filter(|(category, text)| *category == "other" || *text != other);
    Value::Object(forms.map(|(category, text)| (category.to_owned(), Value::String(text))).collect())
}
