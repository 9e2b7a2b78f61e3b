//! Made-up words by Zipf's law, so that the vocabulary grows with a site as it does in real text. The same seed gives the same words.

/// Roots per language.
const ROOTS: usize = 8_000;
/// Roots, the commonest ones, that form compounds.
const COMPOUNDING: usize = 200;

/// A small generator of numbers (xorshift64*).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        // Seeds near each other are to give sequences that have nothing in common; zero would give zeros.
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    /// A rank below `limit` whose probability falls about as one over the rank.
    pub(crate) fn zipf(&mut self, limit: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((limit as f64).powf(share) - 1.0) as usize
    }
}

/// The words of one language.
pub(crate) struct Tongue {
    pub id: &'static str,
    roots: Vec<String>,
    endings: &'static [&'static str],
    /// The commonest words of the language, which stand between the made-up ones.
    common: &'static [&'static str],
}

const FINNISH: &[&str] = &[
    "ja", "on", "ei", "se", "että", "jos", "kun", "tai", "myös", "ovat", "voi", "sen", "joka", "niin", "sekä", "mutta", "ennen", "jälkeen", "mukaan", "kanssa",
    "kaikki", "vielä", "aina", "tämä", "siitä", "jotka", "hän", "oli", "olla", "kuin", "vain", "nyt", "sitten", "koska", "tässä", "jolloin", "saa", "pitää",
];
const SWEDISH: &[&str] = &[
    "och", "är", "att", "det", "som", "inte", "en", "om", "för", "med", "när", "eller", "också", "kan", "den", "till", "på", "av", "ett", "före", "efter",
    "alla", "ännu", "alltid", "detta", "denna", "vilka", "var", "vara", "än", "bara", "nu", "sedan", "eftersom", "här", "får", "ska", "måste", "men", "från",
];

impl Tongue {
    /// Finnish (`fi`), or else Swedish.
    pub(crate) fn new(id: &'static str, random: &mut Random) -> Self {
        let (onsets, vowels, codas, endings, common): (&[&str], &[&str], &[&str], &'static [&'static str], _) = if id == "fi" {
            (
                &["k", "p", "t", "s", "l", "m", "n", "r", "v", "h", "j"],
                &["a", "e", "i", "o", "u", "aa", "ii", "uo"],
                &["", "", "n", "s", "l", "r"],
                &["", "n", "ssa", "sta", "lla", "lle", "ksi", "t", "ja", "issa", "ista", "kin"],
                FINNISH,
            )
        } else {
            (
                &["k", "p", "t", "s", "st", "f", "m", "br", "v", "h", "sk", "g"],
                &["a", "e", "i", "o", "u", "å", "ä", "ö"],
                &["n", "l", "r", "nd", "st", "g"],
                &["", "en", "ar", "arna", "s", "ens", "et", "a", "erna", "ade"],
                SWEDISH,
            )
        };
        let root = |rank: usize| -> String {
            let count = 2 + usize::from(rank > 2_000) * random.below(2);
            (0..count)
                .map(|_| format!("{}{}{}", onsets[random.below(onsets.len())], vowels[random.below(vowels.len())], codas[random.below(codas.len())]))
                .collect()
        };
        Tongue { id, roots: (0..ROOTS).map(root).collect(), endings, common }
    }

    /// A made-up word: two in ten are compounds.
    pub(crate) fn word(&self, random: &mut Random) -> String {
        let mut word = self.name(random);
        word.push_str(self.endings[random.zipf(self.endings.len())]);
        word
    }

    /// A made-up word without an ending.
    pub(crate) fn name(&self, random: &mut Random) -> String {
        if random.below(10) < 2 {
            return format!("{}{}", self.roots[random.zipf(COMPOUNDING)], self.roots[random.zipf(COMPOUNDING)]);
        }
        self.roots[random.zipf(ROOTS)].clone()
    }

    /// So many made-up words.
    pub(crate) fn words(&self, count: usize, random: &mut Random) -> String {
        (0..count).map(|_| self.word(random)).collect::<Vec<_>>().join(" ")
    }

    /// A sentence of so many words, about half of them common ones.
    pub(crate) fn sentence(&self, count: usize, random: &mut Random) -> String {
        let word = |_| if random.below(2) == 0 { self.common[random.zipf(self.common.len())].to_owned() } else { self.word(random) };
        let words: Vec<String> = (0..count).map(word).collect();
        format!("{}.", titled(&words.join(" ")))
    }
}

/// With a capital.
pub(crate) fn titled(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
