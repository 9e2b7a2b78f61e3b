//! Letters in lower case without moving what stands after them.

/// Appends `text`, every letter folded by [`fold_char`].
pub(super) fn push_folded(text: &str, folded: &mut String) {
    if has_no_capitals_beyond_ascii(text) {
        let start = folded.len();
        folded.push_str(text);
        if let Some(plain) = folded.get_mut(start..) {
            plain.make_ascii_lowercase();
        }
        return;
    }
    // Most letters beyond ASCII stand in lower case: only around others the text is taken apart.
    let is_capital = |letter: char| !letter.is_ascii() && fold_char(letter) != letter;
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, after) = rest.split_at(rest.find(is_capital).unwrap_or(rest.len()));
        let start = folded.len();
        folded.push_str(plain);
        if let Some(plain) = folded.get_mut(start..) {
            plain.make_ascii_lowercase();
        }
        let mut letters = after.chars();
        folded.extend(letters.next().map(fold_char));
        rest = letters.as_str();
    }
}

/// Whether all letters are of Latin-1, and none beyond ASCII is a capital: `À` to `Þ`.
fn has_no_capitals_beyond_ascii(text: &str) -> bool {
    // Neither loop ends early: so the processor looks at many bytes at once.
    let beyond = text.bytes().fold(false, |beyond, byte| beyond | (byte >= 0xC4));
    let after = text.as_bytes().get(1..).unwrap_or_default();
    let capital = text.bytes().zip(after).fold(false, |capital, (one, next)| capital | ((one == 0xC3) & (*next < 0x9F)));
    !beyond && !capital
}

/// `letter` in lower case, if that takes as many bytes.
pub(super) fn fold_char(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    // The small letters of the languages of Western Europe.
    if matches!(letter, 'ß'..='ÿ') {
        return letter;
    }
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(folded), None) if folded.len_utf8() == letter.len_utf8() => folded,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_folded_letter_by_letter() {
        for text in ["", "a", "Ä", "ÄÖåÅ Sana", "Straße ẞ", "İi ÷×", "ΑΒΓ Ж", "aÅ", "Ünï\u{301} CODE"] {
            let mut folded = String::from("X");
            push_folded(text, &mut folded);
            assert_eq!(folded, format!("X{}", text.chars().map(fold_char).collect::<String>()));
            assert_eq!(folded.len(), text.len() + 1);
        }
        assert!(('\u{0}'..='\u{2fff}').all(|letter| {
            let lower: Vec<char> = letter.to_lowercase().collect();
            let fits = lower.len() == 1 && lower[0].len_utf8() == letter.len_utf8();
            fold_char(letter) == if fits { lower[0] } else { letter }
        }));
    }
}
