//! Consonant gradation: which stems are the strong and the weak grade of the same word.
//!
//! In Finnish a stop that begins a syllable is weaker where that syllable is closed: *tieto*, *tiedon*; *lupa*, *luvassa*; *haku*, *haun* (Iso suomen
//! kielioppi, astevaihtelu). Stemmers know doubled stops at most, so that a word has two stems. Those of the site's own words that are each other's grades
//! belong together if a form of each stands where that grade stands. Some weak grades look like other consonants, and some syllables were closed long ago
//! (*tarve*, *tarpeen*): so both must be there, and nothing is derived that is not.

use super::families::Sought;

/// All consonants between two vowels in their strong and in their weak grade.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grade {
    pub(super) strong: &'static str,
    pub(super) weak: &'static str,
    /// The vowels that may stand on both sides, the same on each; any if there are none.
    pub(super) between: &'static str,
}

const VOWELS: &str = "aeiouyäöå";
/// Possessive endings, which do not close a syllable for the grade before them.
const POSSESSIVE: [&str; 4] = ["nsa", "nsä", "mme", "nne"];

fn is_vowel(letter: char) -> bool {
    VOWELS.contains(letter)
}

/// A stem up to its last consonants, these, and the vowels after them.
fn parts(stem: &str) -> (&str, &str, &str) {
    let without_vowels = stem.trim_end_matches(is_vowel);
    let head = without_vowels.trim_end_matches(|letter| !is_vowel(letter));
    (head, &without_vowels[head.len()..], &stem[without_vowels.len()..])
}

/// What begins with consonants: these, the vowels after them, and the rest.
fn syllable(text: &str) -> (&str, &str, &str) {
    let after_consonants = text.trim_start_matches(|letter| !is_vowel(letter));
    let rest = after_consonants.trim_start_matches(is_vowel);
    let (consonants, vowels) = (text.len() - after_consonants.len(), after_consonants.len() - rest.len());
    (&text[..consonants], &after_consonants[..vowels], rest)
}

/// Whether a strong grade stands before such vowels with such a rest: where the syllable is open, or was so when the grades came about.
fn is_open(vowels: &str, rest: &str) -> bool {
    let mut letters = rest.chars();
    let is_closed = letters.next().is_some() && letters.next().is_none_or(|second| !is_vowel(second));
    let mut last = vowels.chars().rev();
    let is_long = last.next().is_some_and(|vowel| last.next() == Some(vowel));
    !is_closed || is_long || (vowels == "ie" && rest == "n") || POSSESSIVE.iter().any(|ending| rest.starts_with(ending))
}

/// Whether a form has the last consonants of its stem where a strong grade can stand.
pub(super) fn is_strong(form: &str, stem: &str) -> bool {
    let (head, consonants, _) = parts(stem);
    let Some((found, vowels, rest)) = form.strip_prefix(head).map(syllable) else { return false };
    found == consonants && !vowels.is_empty() && is_open(vowels, rest)
}

/// Whether a weak grade stands before such vowels with such a rest. What ends in *e* has lost a consonant (*lähde*).
fn stands_weak(vowels: &str, rest: &str) -> bool {
    !vowels.is_empty() && (!is_open(vowels, rest) || (vowels == "e" && rest.is_empty()))
}

/// Calls `seek` with what would be the strong grade of a form with this stem, if the form has a weak one where it can stand.
pub(super) fn strong_grades(form: &str, stem: &str, grades: &[Grade], seek: &mut impl FnMut(Sought<'_>)) {
    each_strong(form, stem, grades, |strong| seek(Sought::Strong(strong)));
    // Of short words the stemmer leaves the endings.
    if let Some(base) = form.strip_suffix(['n', 't']) {
        each_strong(form, base, grades, |strong| {
            seek(Sought::OfForm(strong));
            // Words that end in *i* can have *e* before endings (*tuki*, *tuen*).
            if let Some(root) = strong.strip_suffix('e') {
                seek(Sought::OfForm(&format!("{root}i")));
            }
        });
    }
}

fn each_strong(form: &str, stem: &str, grades: &[Grade], mut found: impl FnMut(&str)) {
    let (head, _, end) = parts(stem);
    let Some((consonants, vowels, rest)) = form.strip_prefix(head).map(syllable) else { return };
    if !stands_weak(vowels, rest) {
        return;
    }
    for grade in grades.iter().filter(|grade| grade.weak == consonants && !consonants.is_empty() && !head.is_empty()) {
        let (before, after) = (head.chars().next_back(), vowels.chars().next());
        if grade.between.is_empty() || (before == after && before.is_some_and(|vowel| grade.between.contains(vowel))) {
            found(&format!("{head}{}{end}", grade.strong));
        }
    }
    for grade in grades.iter().filter(|grade| grade.weak.is_empty()) {
        let begin = stem.len() - end.len();
        for (at, after) in end.char_indices().skip(1) {
            if !end[..at].ends_with(after) {
                found(&format!("{}{}{}", &stem[..begin + at], grade.strong, &stem[begin + at..]));
            }
        }
    }
}
