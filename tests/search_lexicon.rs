//! Lexicon readers: small lexicons of our own, damaged bytes, and the system's lexicons where they are installed.

use opastin::search::tokens::{fold, tokenize};
use opastin::search::{Lexicon, LexiconBytes};
use proptest::prelude::*;

const AFFIXES: &str =
    "SET UTF-8\nONLYINCOMPOUND Z\nFORBIDDENWORD %\nSFX A Y 2\nSFX A 0 en [^a]\nSFX A a an a\nSFX G Y 1\nSFX G 0 ar [^ae]\nSFX z Y 1\nSFX z a 0/WXZ a\n";
const WORDS: &str = "4\nprov/AG\nklocka/Az\nfel/%A\ntest/Z\n";

fn lemmas(lexicon: &Lexicon, word: &str) -> Vec<String> {
    lexicon.analyse(word).into_iter().map(|analysis| analysis.lemma).collect()
}

#[test]
fn suffix_rules_run_backwards() {
    let lexicon = Lexicon::read(LexiconBytes::Hunspell { affixes: AFFIXES.as_bytes(), words: WORDS.as_bytes() }).unwrap();
    assert_eq!(lemmas(&lexicon, "proven"), ["prov"]);
    assert_eq!(lemmas(&lexicon, "provar"), ["prov"]);
    assert_eq!(lemmas(&lexicon, "klockan"), ["klocka"]);
    assert_eq!(lemmas(&lexicon, "klockaen"), Vec::<String>::new(), "the condition forbids it");
    assert_eq!(lemmas(&lexicon, "klock"), Vec::<String>::new(), "a form for compounds only");
    assert_eq!(lemmas(&lexicon, "fel"), Vec::<String>::new(), "a forbidden word");
    assert_eq!(lemmas(&lexicon, "prov"), ["prov"]);
}

#[test]
fn other_kinds_of_flags_are_refused() {
    let read = |affixes: &str| Lexicon::read(LexiconBytes::Hunspell { affixes: affixes.as_bytes(), words: WORDS.as_bytes() });
    assert!(read("FLAG num\n").unwrap_err().to_string().contains("line 1"));
    assert!(read("SET ISO8859-1\n").is_err());
    assert!(Lexicon::read(LexiconBytes::Hunspell { affixes: &[0xff], words: b"" }).is_err());
    assert!(Lexicon::read(LexiconBytes::Hunspell { affixes: b"", words: b"" }).is_err());
}

/// A transducer that knows `ab` and gives `[Ln][Xp]abc[X]ab`.
fn small_transducer() -> Vec<u8> {
    let mut bytes = vec![0x6e, 0x3a, 0x01, 0x00, 0xfa, 0x51, 0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
    let symbols = ["", "@P.X.Y@", "@R.X.Y@", "a", "b", "[Ln][Xp]abc[X]"];
    bytes.extend((symbols.len() as u16).to_le_bytes());
    for symbol in symbols {
        bytes.extend(symbol.as_bytes());
        bytes.push(0);
    }
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    for (input, output, target) in [(1u16, 5u16, 1u32), (3, 3, 2), (4, 4, 3), (2, 0, 4), (0xffff, 0, 0)] {
        bytes.extend(input.to_le_bytes());
        bytes.extend(output.to_le_bytes());
        bytes.extend(target.to_le_bytes());
    }
    bytes
}

#[test]
fn a_transducer_gives_lemmas() {
    let lexicon = Lexicon::read(LexiconBytes::Voikko(&small_transducer())).unwrap();
    assert_eq!(lexicon.raw("ab"), ["[Ln][Xp]abc[X]ab"]);
    assert_eq!(lemmas(&lexicon, "ab"), ["abc"]);
    assert_eq!(lexicon.raw("a"), Vec::<String>::new());
}

#[test]
fn words_are_cut_as_designed() {
    assert_eq!(tokenize("THL:n ohje"), ["thl", "ohje"]);
    assert_eq!(tokenize("Puolesta-asiointi a/b"), ["puolesta", "asiointi", "puolestaasiointi", "a", "b"]);
    assert_eq!(tokenize("ka\u{308}ytto\u{308}"), ["käyttö"]);
    assert_eq!(tokenize(&"a".repeat(10_000)), Vec::<String>::new());
    assert_eq!(fold("ångströmä"), "angstroma");
}

proptest! {
    #[test]
    fn damaged_transducers_never_panic(at in 0usize..140, value: u8, cut in 0usize..140) {
        let mut bytes = small_transducer();
        let length = bytes.len();
        bytes[at % length] = value;
        bytes.truncate(length - cut % length);
        if let Ok(lexicon) = Lexicon::read(LexiconBytes::Voikko(&bytes)) {
            lexicon.analyse("ab");
        }
    }

    #[test]
    fn any_affix_text_never_panics(affixes in "(SFX|FLAG|SET|x)?[ a-zå\\[\\]^/0.\\n]{0,80}", words in "[0-9\\na-zåÅ/ ]{0,60}", word in "[a-zå]{0,8}") {
        if let Ok(lexicon) = Lexicon::read(LexiconBytes::Hunspell { affixes: affixes.as_bytes(), words: words.as_bytes() }) {
            lexicon.analyse(&word);
        }
    }

    #[test]
    fn any_text_is_cut(text in "\\PC{0,60}") {
        for word in tokenize(&text) {
            prop_assert!(!word.is_empty());
            fold(&word);
        }
    }
}

/// Where the system's packages put their lexicons.
const VOIKKO: &str = "/usr/lib/voikko/5/mor-standard/mor.vfst";
const HUNSPELL: [&str; 2] = ["/usr/share/hunspell/sv_FI.aff", "/usr/share/hunspell/sv_FI.dic"];

#[test]
fn the_system_s_finnish_lexicon_gives_parts_and_bases() {
    let bytes = std::fs::read(VOIKKO).expect("tests/setup installs voikko-fi");
    let lexicon = Lexicon::read(LexiconBytes::Voikko(&bytes)).unwrap();
    let test = &lexicon.analyse("käyttöönottokokeen")[0];
    assert_eq!((test.lemma.as_str(), test.parts.as_slice()), ("käyttöönottokoe", ["käyttöönotto".to_owned(), "koe".to_owned()].as_slice()));
    let certification = &lexicon.analyse("sertifioinnin")[0];
    assert_eq!((certification.lemma.as_str(), certification.base.as_deref()), ("sertifiointi", Some("sertifioida")));
}

#[test]
fn the_system_s_swedish_lexicon_gives_lemmas() {
    let [affixes, words] = HUNSPELL.map(|file| std::fs::read(file).expect("tests/setup installs hunspell-sv"));
    let lexicon = Lexicon::read(LexiconBytes::Hunspell { affixes: &affixes, words: &words }).unwrap();
    assert_eq!(lemmas(&lexicon, "anslutningarna"), ["anslutning"]);
    assert!(lemmas(&lexicon, "handlingars").contains(&"handling".to_owned()));
}
