//! Families: stems of the site's own words that are stems of one word, where the stemmer leaves it more than one.

use super::gradation::{is_strong, strong_grades};
use super::inflection::other_stems;
use super::language::Language;
use super::texts::Texts;
use ahash::AHashMap as HashMap;
use rayon::prelude::*;

/// A form and its stem, by the numbers of their texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stemmed {
    pub(super) form: u32,
    pub(super) stem: u32,
}

/// What would be of the same family, if the site has it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sought<'a> {
    /// The stem of this form.
    OfForm(&'a str),
    /// A stem.
    Stem(&'a str),
    /// A stem of which a form has the strong grade.
    Strong(&'a str),
}

/// The stems that belong to a stem, by the numbers of their texts.
#[derive(Debug, Default)]
pub(super) struct Families {
    of: HashMap<u32, Vec<u32>>,
}

/// Shortest stem, in characters, that has a family.
const SHORTEST_STEM: usize = 3;
/// Forms that are looked at together.
const PART: usize = 512;

impl Families {
    /// The families among the stems of these forms.
    pub(super) fn new(texts: &Texts, forms: &[Stemmed], language: &Language) -> Self {
        if language.gradation.is_empty() && language.inflections.is_empty() {
            return Families::default();
        }
        let mut stems = vec![None; texts.len()];
        let (mut is_stem, mut strong) = (vec![false; texts.len()], vec![false; texts.len()]);
        for Stemmed { form, stem } in forms {
            stems[*form as usize] = Some(*stem);
            is_stem[*stem as usize] = true;
            strong[*stem as usize] |= is_strong(texts.get(*form), texts.get(*stem));
        }
        let find = |sought: Sought<'_>| match sought {
            Sought::OfForm(form) => texts.find(form).and_then(|form| stems[form as usize]),
            Sought::Stem(stem) => texts.find(stem).filter(|stem| is_stem[*stem as usize]),
            Sought::Strong(stem) => texts.find(stem).filter(|stem| strong[*stem as usize]),
        };
        let long = |stem: u32| texts.get(stem).chars().count() >= SHORTEST_STEM;
        let pairs = |Stemmed { form, stem }: &Stemmed| {
            let stem = *stem;
            let mut found = Vec::new();
            let mut seek = |sought: Sought<'_>| found.extend(find(sought).filter(|other| *other != stem && long(*other)));
            let (form, text) = (texts.get(*form), texts.get(stem));
            strong_grades(form, text, language.gradation, &mut seek);
            other_stems(form, text, language.inflections, &mut seek);
            found.into_iter().flat_map(move |other| [(stem, other), (other, stem)])
        };
        let mut pairs: Vec<(u32, u32)> = forms.par_iter().with_min_len(PART).flat_map_iter(pairs).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut of: HashMap<u32, Vec<u32>> = HashMap::default();
        pairs.into_iter().for_each(|(stem, other)| of.entry(stem).or_default().push(other));
        Families { of }
    }

    /// The other stems of the word with this stem.
    pub(super) fn of(&self, stem: u32) -> &[u32] {
        self.of.get(&stem).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::language::language;
    use crate::search::stem::Stemmer;

    /// The stems of the family of the first word, among the stems of all.
    fn family(words: &[&str]) -> Vec<String> {
        let finnish = language("fi");
        let stemmer = Stemmer::new(finnish.stemmer);
        let mut texts = Texts::default();
        let forms: Vec<Stemmed> = words.iter().map(|word| Stemmed { form: texts.add(word), stem: texts.add(&stemmer.stem(word)) }).collect();
        let families = Families::new(&texts, &forms, finnish);
        families.of(forms[0].stem).iter().map(|stem| texts.get(*stem).to_owned()).collect()
    }

    #[test]
    fn both_grades_of_a_word_are_one_family() {
        for (strong, weak) in [
            ("tieto", "tiedon"),
            ("asiakastietoja", "asiakastiedoista"),
            ("lupaa", "luvat"),
            ("puku", "puvun"),
            ("kyky", "kyvyt"),
            ("haku", "haun"),
            ("tuki", "tuet"),
            ("ruoka", "ruoan"),
            ("polkuja", "polun"),
            ("aika", "ajan"),
            ("jälki", "jäljen"),
            ("kenkä", "kengän"),
            ("valintaa", "valinnan"),
            ("iltana", "illalla"),
            ("kertoja", "kerroissa"),
            ("kampaa", "kammat"),
            ("kohtia", "kohdissa"),
            ("arpa", "arvan"),
            ("tarpeen", "tarve"),
            ("lähteet", "lähde"),
        ] {
            assert_eq!(family(&[strong, weak]).len(), 1, "{strong}, {weak}");
            assert_eq!(family(&[weak, strong]).len(), 1, "{weak}, {strong}");
        }
    }

    #[test]
    fn a_grade_where_it_cannot_stand_makes_no_family() {
        for (strong, weak) in
            [("saata", "saada"), ("kuka", "kuvan"), ("vertailtu", "vertailun"), ("silti", "sillä"), ("otto", "odota"), ("sijainti", "sijainen")]
        {
            assert_eq!(family(&[strong, weak]), Vec::<String>::new(), "{strong}, {weak}");
        }
    }

    #[test]
    fn the_stems_of_one_inflection_are_one_family() {
        for (one, other) in [
            ("aloitus", "aloituksen"),
            ("aloitukset", "aloitusta"),
            ("ilmoitusten", "ilmoitus"),
            ("laitos", "laitoksella"),
            ("edellytystä", "edellytykset"),
            ("kokonaisuuden", "kokonaisuus"),
            ("kokonaisuutta", "kokonaisuuksia"),
            ("yhteydet", "yhteys"),
            ("alaikäinen", "alaikäisen"),
            ("alaikäisten", "alaikäinen"),
            ("ilmoittaminen", "ilmoittamista"),
            ("asiakas", "asiakkaan"),
            ("potilaat", "potilas"),
            ("laite", "laitteen"),
            ("tuotteet", "tuote"),
        ] {
            assert_eq!(family(&[one, other]).len(), 1, "{one}, {other}");
            assert_eq!(family(&[other, one]).len(), 1, "{other}, {one}");
        }
    }

    #[test]
    fn forms_of_other_words_make_no_family() {
        for (one, other) in [("tulosten", "tulostaa"), ("tulos", "tulostaa"), ("aika", "aikaisin"), ("pois", "poistaa"), ("lähetys", "lähetystapa")] {
            assert_eq!(family(&[one, other]), Vec::<String>::new(), "{one}, {other}");
        }
    }

    #[test]
    fn other_languages_have_no_families() {
        let mut texts = Texts::default();
        let forms = ["tieto", "tiedo"].map(|word| texts.add(word)).map(|form| Stemmed { form, stem: form });
        assert!(Families::new(&texts, &forms, language("sv")).of(forms[0].stem).is_empty());
    }
}
