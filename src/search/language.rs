//! What is known of single languages: the stemmer, the words that say nothing alone, and where a lexicon may be. Other languages have none of it.

use super::found::LexiconPackage;
use super::gradation::Grade;
use super::inflection::{Inflection, Stem};

/// Facts about one language.
pub(super) struct Language {
    /// Name of the Snowball algorithm; empty for none.
    pub(super) stemmer: &'static str,
    /// Words that are left out of a query if others remain.
    pub(super) stop_words: &'static [&'static str],
    /// Letters that join the parts of a compound.
    pub(super) linking: &'static [&'static str],
    /// Endings of words derived from verbs, each with what stands in its place in the verb.
    pub(super) derivations: &'static [(&'static str, &'static str)],
    /// How consonants change within a word.
    pub(super) gradation: &'static [Grade],
    /// Inflections that give a word more than one stem.
    pub(super) inflections: &'static [Inflection],
    /// The package with its lexicon.
    pub(super) lexicon: Option<LexiconPackage>,
}

const fn grade(strong: &'static str, weak: &'static str) -> Grade {
    Grade { strong, weak, between: "" }
}

const fn stem(ending: &'static str) -> Stem {
    Stem { ending, forms: &[] }
}

const fn stem_of(ending: &'static str, forms: &'static [&'static str]) -> Stem {
    Stem { ending, forms }
}

const FINNISH: Language = Language {
    stemmer: "finnish",
    stop_words: &[
        "ja",
        "on",
        "ei",
        "se",
        "tai",
        "että",
        "kun",
        "jos",
        "myös",
        "sen",
        "ovat",
        "voi",
        "joka",
        "mitä",
        "miten",
        "ole",
        "kuinka",
        "mikä",
        "mistä",
        "mihin",
        "milloin",
        "kuka",
        "onko",
        "pitää",
        "pitääkö",
        "täytyykö",
        "tarvitseeko",
        "saako",
        "voiko",
        "mutta",
        "niin",
        "kuin",
        "me",
        "meidän",
        "minun",
        "minä",
        "oma",
        "jotka",
        "jonka",
        "ovatko",
        "eli",
        "sekä",
        "olla",
        "olen",
        "olemme",
        "miksi",
        "missä",
        "mun",
        "mä",
        "keneltä",
        "kenelle",
        "ketkä",
        "kaikki",
        "kaikista",
        "kaikkien",
        "lista",
        "pitäisi",
        "kannattaa",
        "haluamme",
        "haluan",
        "löytyy",
        "löydän",
        "tarkoittaa",
        "tehdään",
        "saa",
        "teidän",
    ],
    linking: &[],
    derivations: &[],
    gradation: &[
        grade("p", "v"),
        grade("lp", "lv"),
        grade("rp", "rv"),
        grade("mp", "mm"),
        grade("t", "d"),
        grade("ht", "hd"),
        grade("lt", "ll"),
        grade("nt", "nn"),
        grade("rt", "rr"),
        grade("nk", "ng"),
        grade("k", ""),
        grade("hk", "h"),
        grade("lk", "l"),
        grade("rk", "r"),
        grade("ik", "j"),
        grade("hk", "hj"),
        grade("lk", "lj"),
        grade("rk", "rj"),
        Grade { strong: "k", weak: "v", between: "uy" },
    ],
    inflections: &[
        Inflection { after: "uyoö", stems: &[stem("s"), stem("ks"), stem_of("", &["sta", "stä"]), stem_of("st", &["sten"])] },
        Inflection { after: "uyeo", stems: &[stem("us"), stem("ud"), stem("ut"), stem("uks")] },
        Inflection { after: "uye", stems: &[stem("ys"), stem("yd"), stem("yt"), stem("yks")] },
        Inflection { after: "", stems: &[stem_of("in", &["inen"]), stem("is"), stem_of("ist", &["isten"])] },
        Inflection { after: "", stems: &[stem_of("in", &["inen"]), stem_of("", &["ista", "istä"])] },
        Inflection { after: "", stems: &[stem_of("as", &["as"]), stem_of("", &["aan", "aat", "aita", "aiden"])] },
        Inflection { after: "", stems: &[stem_of("äs", &["äs"]), stem_of("", &["ään", "äät", "äitä", "äiden"])] },
        Inflection { after: "", stems: &[stem_of("e", &["e"]), stem_of("", &["een", "eet", "eita", "eitä", "eiden"])] },
    ],
    lexicon: Some(LexiconPackage {
        name: "voikko-fi",
        places: &[
            "/usr/lib/voikko/5/mor-standard/mor.vfst",
            "/usr/share/voikko/5/mor-standard/mor.vfst",
            "/usr/lib64/voikko/5/mor-standard/mor.vfst",
            "/usr/local/lib/voikko/5/mor-standard/mor.vfst",
        ],
    }),
};

const SWEDISH: Language = Language {
    stemmer: "swedish",
    stop_words: &[
        "och", "i", "att", "av", "på", "för", "med", "till", "som", "är", "en", "ett", "det", "den", "när", "vad", "om", "hur", "kan", "från", "de", "vi",
        "jag", "vår", "vårt", "våra", "min", "mitt", "mina", "ska", "skall", "måste", "man", "var", "vem", "vilka", "vilken", "vilket", "har", "vid", "inte",
        "eller", "då", "så", "ni", "oss", "behöver", "får", "blir", "finns", "sig", "hos", "dig", "du", "varför", "vart", "alla", "över", "lista", "gör",
        "göra", "betyder", "bör", "vill", "borde", "er",
    ],
    linking: &["s", "e", "a", "o"],
    derivations: &[("ning", "a"), ("ing", "a"), ("ande", "a"), ("are", "a"), ("ad", "a"), ("at", "a")],
    gradation: &[],
    inflections: &[],
    lexicon: Some(LexiconPackage {
        name: "hunspell-sv",
        places: &["/usr/share/hunspell/sv_FI.aff", "/usr/share/hunspell/sv_SE.aff", "/usr/share/myspell/sv_FI.aff", "/usr/share/myspell/sv_SE.aff"],
    }),
};

const OTHER: Language = Language { stemmer: "", stop_words: &[], linking: &["s"], derivations: &[], gradation: &[], inflections: &[], lexicon: None };

/// What is known of a language by its id (`sv`, `sv-FI`).
pub(super) fn language(id: &str) -> &'static Language {
    match id.split('-').next() {
        Some("fi") => &FINNISH,
        Some("sv") => &SWEDISH,
        _ => &OTHER,
    }
}
