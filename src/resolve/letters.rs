//! Which of a site's languages a text is surely written in, by how often each three letters follow each other in samples.
//!
//! It takes little of the time of a detector that knows the languages of the world, and says only what is sure.

/// Texts in every language of the site, in the order of its languages; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Samples(pub Vec<String>);

/// Places in a table; several threes may share one, as all texts and samples then do.
const BITS: u32 = 14;
/// A sample with fewer threes than this says too little.
const ENOUGH: usize = 2_000;
/// A whole nat in the tables.
const NAT: f64 = 256.0;
/// By how much more likely each three of a text must be, on average, in its language than in every other, in [`NAT`]s.
const SURE: i64 = 180;

/// By how much more likely every three letters are in each language of the site than in each other one.
#[derive(Debug)]
pub(super) struct Letters {
    by_language: Vec<Vec<Box<[i16]>>>,
}

impl Letters {
    /// `None` if a sample is missing or too short, or there is only one.
    pub(super) fn new(samples: &Samples) -> Option<Self> {
        let tables: Vec<Box<[i16]>> = samples.0.iter().map(|sample| table(sample)).collect::<Option<_>>()?;
        let more = |own: &[i16], other: &[i16]| own.iter().zip(other).map(|(own, other)| own - other).collect();
        let than_others = |language: usize| {
            let others = tables.iter().enumerate().filter(|(other, _)| *other != language);
            others.map(|(_, other)| more(&tables[language], other)).collect()
        };
        (tables.len() >= 2).then(|| Letters { by_language: (0..tables.len()).map(than_others).collect() })
    }

    /// Whether the text of `parts` is surely in the language at `language` of the site's.
    pub(super) fn sure<'t>(&self, language: usize, parts: impl Iterator<Item = &'t str> + Clone) -> bool {
        self.by_language.get(language).is_some_and(|others| others.iter().all(|more| average(more, parts.clone()) >= SURE))
    }
}

/// By how much more likely the threes of a text are, on average.
fn average<'t>(more: &[i16], parts: impl Iterator<Item = &'t str>) -> i64 {
    let (mut sum, mut count) = (0, 0);
    threes(parts, |place| {
        sum += i64::from(more[place]);
        count += 1;
    });
    sum / count.max(1)
}

/// The logarithm of how likely each place is, in parts of a [`NAT`].
fn table(sample: &str) -> Option<Box<[i16]>> {
    let mut counts = vec![0_u32; 1 << BITS];
    let mut all = 0_u32;
    threes([sample].into_iter(), |place| {
        counts[place] += 1;
        all += 1;
    });
    #[expect(clippy::cast_possible_truncation, reason = "the logarithm of what fits 32 bits is under 23 nats")]
    let likely = |count: u32| ((f64::from(count) + 0.5) / (f64::from(all) + 0.5 * f64::from(1 << BITS))).ln().mul_add(NAT, 0.5).floor() as i16;
    // Most counts are small: a logarithm is worked out once for each of those.
    let small: Vec<i16> = (0..64).map(likely).collect();
    (all as usize >= ENOUGH).then(|| counts.into_iter().map(|count| small.get(count as usize).copied().unwrap_or_else(|| likely(count))).collect())
}

/// Calls `each` with the place of every three letters in a row; whatever is no letter is a gap between words.
fn threes<'t>(parts: impl Iterator<Item = &'t str>, mut each: impl FnMut(usize)) {
    let (mut first, mut second) = (' ', ' ');
    let mut add = |letter: char| {
        let letter = match letter {
            'a'..='z' | 'à'..='ö' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            letter if letter.is_ascii() || !letter.is_alphabetic() => ' ',
            letter => letter.to_lowercase().next().unwrap_or(letter),
        };
        if second != ' ' || (first != ' ' && letter != ' ') {
            each(place(first, second, letter));
        }
        (first, second) = (second, letter);
    };
    parts.for_each(|part| part.chars().for_each(&mut add));
    add(' ');
}

fn place(first: char, second: char, third: char) -> usize {
    let mixed = u32::from(first).wrapping_mul(0x9E37_79B1).wrapping_add(u32::from(second)).wrapping_mul(0x85EB_CA77).wrapping_add(u32::from(third));
    (mixed.wrapping_mul(0xC2B2_AE3D) >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(one: &str, other: &str) -> Option<Letters> {
        Letters::new(&Samples([one, other].map(|words| words.repeat(500)).to_vec()))
    }

    #[test]
    fn only_what_is_like_its_own_sample_is_sure() {
        let letters = letters("kala uima meri saari ", "byrå fönster värld skog ").unwrap();
        let sure = |language, text: &str| letters.sure(language, [text].into_iter());
        assert!(sure(0, "Meri ja saari") && sure(1, "världens skog"));
        assert!(!sure(1, "Meri ja saari") && !sure(0, "världens skog"));
        for text in ["", "123 – 456", "xyz qq", "Meri skog saari värld", "Ж日本語"] {
            assert!(!sure(0, text) && !sure(1, text), "{text}");
        }
        assert!(!sure(2, "Meri ja saari"));
        assert!(sure(0, &"meri saari ".repeat(400_000)));
    }

    #[test]
    fn too_little_is_no_sample() {
        assert!(letters("kala uima ", "").is_none());
        assert!(Letters::new(&Samples(vec!["kala uima ".repeat(500)])).is_none());
        assert!(Letters::new(&Samples::default()).is_none());
    }
}
