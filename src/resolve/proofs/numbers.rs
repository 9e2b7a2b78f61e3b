//! A number, a date or an address stands in every language of a block, or in none.

use super::prose::{Text, Texts};
use super::quantities::Quantity;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Key;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a text states, each with its first place.
type Stated<'a> = BTreeMap<&'a Quantity, &'a Range<usize>>;

pub(super) fn prove(item: &Key, texts: &Texts<'_>, findings: &mut Vec<Diagnostic>) {
    let stated: Vec<(usize, &Text<'_>, Stated<'_>)> = texts.iter().map(|(language, text)| (language, text, quantities(text))).collect();
    for (language, text, own) in &stated {
        let mut reported: Vec<&Quantity> = Vec::new();
        for (_, other, theirs) in stated.iter().filter(|(other, ..)| other != language) {
            for (quantity, range) in theirs {
                if own.contains_key(quantity) || as_roman(quantity, &text.prose.text) || reported.contains(quantity) {
                    continue;
                }
                reported.push(quantity);
                findings.push(
                    Diagnostic::new(
                        Code::ParityNumber,
                        text.heading(),
                        format!("the block “{}” of {} does not state {quantity}, as the other language does", texts.name.as_str(), item),
                    )
                    .label(other.span(range), "the other language")
                    .help("State it here too, in digits, or remove it there: both languages say the same."),
                );
            }
        }
    }
}

fn quantities<'a>(text: &'a Text<'_>) -> Stated<'a> {
    text.quantities.iter().rev().map(|(quantity, range)| (quantity, range)).collect()
}

/// Whether the text has a small number in Roman digits: one language's “I-vaihe” may be another's “fas 1”.
fn as_roman(quantity: &Quantity, text: &str) -> bool {
    let Quantity::Number(number) = quantity else { return false };
    let roman = match number.as_str() {
        "1" => "I",
        "2" => "II",
        "3" => "III",
        "4" => "IV",
        "5" => "V",
        "6" => "VI",
        "7" => "VII",
        "8" => "VIII",
        "9" => "IX",
        "10" => "X",
        _ => return false,
    };
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == roman)
}
