//! Where long words may break: soft hyphens by the patterns of the language (Liang 1983, as TeX breaks words).
//!
//! Browsers break words by themselves only where they have the language's patterns; for many languages they have none.

use hypher::{Lang, hyphenate};

/// The mark of a place where a word may break; it is seen only where it does.
const SOFT_HYPHEN: char = '\u{ad}';
/// Words of fewer letters stay whole: they fit on the narrowest screens.
const LONG: usize = 13;
/// Letters that stay together at either end of a word.
const EDGE: usize = 4;

/// The text with soft hyphens in its long words; as it stands where the language `id` (BCP 47) has no patterns.
pub fn hyphenated(id: &str, text: &str) -> String {
    let patterns = id.split('-').next().and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()).and_then(Lang::from_iso);
    let Some(patterns) = patterns else { return text.to_owned() };
    let mut out = String::with_capacity(text.len() + 8);
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphabetic() {
            word.push(character);
        } else {
            broken(&word, patterns, &mut out);
            word.clear();
            out.push(character);
        }
    }
    broken(&word, patterns, &mut out);
    out
}

fn broken(word: &str, patterns: Lang, out: &mut String) {
    let letters = word.chars().count();
    if letters < LONG {
        return out.push_str(word);
    }
    let mut before = 0;
    for syllable in hyphenate(word, patterns) {
        if before >= EDGE && letters - before >= EDGE {
            out.push(SOFT_HYPHEN);
        }
        out.push_str(syllable);
        before += syllable.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(id: &str, text: &str) -> String {
        hyphenated(id, text).replace(SOFT_HYPHEN, "-")
    }

    #[test]
    fn long_compounds_may_break_and_short_words_do_not() {
        assert_eq!(seen("fi", "Saavutettavuusseloste"), "Saavu-tet-ta-vuus-se-loste");
        assert_eq!(seen("sv", "Tillgänglighetsutlåtande"), "Till-gäng-lig-hets-ut-lå-tande");
        assert_eq!(seen("sv-FI", "en kort text"), "en kort text");
    }

    #[test]
    fn nothing_else_changes() {
        let text = "Käyttöönottokokeesta (2 §) raportoiminen – kaksikielisesti";
        assert_eq!(hyphenated("fi", text).replace(SOFT_HYPHEN, ""), text);
        assert_eq!(hyphenated("qq", text), text);
        assert_eq!(hyphenated("", text), text);
    }
}
