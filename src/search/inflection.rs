//! Inflections by which a word has more than one stem: *vastaus*, *vastauksen*, *vastausta*.
//!
//! Finnish nominals can end in a consonant that is another one, or none, before the endings of cases; stemmers take off what looks like such an ending. The
//! types are those of the word list of the Institute for the Languages of Finland (Nykysuomen sanalista): 38 *nainen*, 39 *vastaus*, 40 *kalleus*,
//! 41 *vieras*, 48 *hame*.

use super::families::Sought;

/// The stems of words that are inflected alike, which begin alike as far as they are no ending.
#[derive(Debug)]
pub(super) struct Inflection {
    /// Letters of which one ends what all forms begin with; any if there are none.
    pub(super) after: &'static str,
    pub(super) stems: &'static [Stem],
}

/// How a stem ends, and its forms: all if none are named.
#[derive(Debug)]
pub(super) struct Stem {
    pub(super) ending: &'static str,
    pub(super) forms: &'static [&'static str],
}

/// Shortest beginning, in characters, that all forms of such words share.
const SHORTEST_ROOT: usize = 3;

/// Calls `seek` with what would be other stems of the word that a form with this stem belongs to.
pub(super) fn other_stems(form: &str, stem: &str, inflections: &[Inflection], seek: &mut impl FnMut(Sought<'_>)) {
    for Inflection { after, stems } in inflections {
        for (at, here) in stems.iter().enumerate() {
            let Some(root) = stem.strip_suffix(here.ending).filter(|root| is_root(root, after)) else { continue };
            if !here.forms.is_empty() && !here.forms.iter().any(|ending| is_form(form, root, ending)) {
                continue;
            }
            for (_, other) in stems.iter().enumerate().filter(|(other, _)| *other != at) {
                if other.forms.is_empty() {
                    seek(Sought::Stem(&format!("{root}{}", other.ending)));
                }
                other.forms.iter().for_each(|ending| seek(Sought::OfForm(&format!("{root}{ending}"))));
            }
        }
    }
}

fn is_root(root: &str, after: &str) -> bool {
    root.chars().nth(SHORTEST_ROOT - 1).is_some() && (after.is_empty() || root.ends_with(|letter| after.contains(letter)))
}

/// Whether a form is a root and an ending, the last letter of the root once or twice.
fn is_form(form: &str, root: &str, ending: &str) -> bool {
    let Some(rest) = form.strip_prefix(root) else { return false };
    rest == ending || root.chars().next_back().and_then(|last| rest.strip_prefix(last)) == Some(ending)
}
