//! Reads hunspell `.aff` and `.dic` files and runs the suffix rules backwards: form to lemma.
//!
//! Understood: `SET UTF-8`, single-character flags, `SFX`, and the compound and validity flags by name. Prefix rules, aliases (`AF`) and long flags are
//! not needed by the lexicons in use; a file with other flags than single characters is refused.

mod words;

use super::lexicon::{Analysis, LexiconError};
use ahash::AHashMap;
use words::Words;

#[derive(Debug)]
struct SuffixRule {
    flag: char,
    strip: String,
    condition: Vec<Class>,
    /// The result is a form for compounds only, not a word.
    joining: bool,
}

#[derive(Debug)]
enum Class {
    Any,
    Of(Vec<char>),
    NoneOf(Vec<char>),
}

/// A hunspell dictionary.
#[derive(Debug, Default)]
pub struct Hunspell {
    /// Rules by the suffix that they add.
    rules: AHashMap<String, Vec<SuffixRule>>,
    longest_suffix: usize,
    words: Words,
    /// Words that stand in compounds only.
    parts: Words,
}

struct SpecialFlags {
    only_in_compound: Option<char>,
    forbidden: Option<char>,
}

impl Hunspell {
    /// Reads a pair of files.
    ///
    /// # Errors
    /// [`LexiconError`] if either is not UTF-8, has flags that are not single characters, or has no words.
    pub fn read(affixes: &[u8], words: &[u8]) -> Result<Self, LexiconError> {
        let bad = |what: String| LexiconError::Malformed { format: "hunspell", what };
        let affixes = std::str::from_utf8(affixes).map_err(|_| bad("the .aff file is not UTF-8".to_owned()))?;
        let words = std::str::from_utf8(words).map_err(|_| bad("the .dic file is not UTF-8".to_owned()))?;
        let mut lexicon = Hunspell::default();
        let mut special = SpecialFlags { only_in_compound: None, forbidden: None };
        for (number, line) in affixes.lines().enumerate() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let flag = fields.get(1).and_then(|field| field.chars().next());
            match fields.as_slice() {
                ["FLAG", kind, ..] => return Err(bad(format!("line {}: flags of the kind {kind} are not supported", number + 1))),
                ["SET", set, ..] if !set.eq_ignore_ascii_case("utf-8") => return Err(bad(format!("line {}: it is in {set}, not in UTF-8", number + 1))),
                ["ONLYINCOMPOUND", ..] => special.only_in_compound = flag,
                ["FORBIDDENWORD", ..] => special.forbidden = flag,
                ["SFX", _, strip, add, condition, ..] => {
                    let flag = flag.ok_or_else(|| bad(format!("line {}: a rule without a flag", number + 1)))?;
                    lexicon.add_rule(flag, strip, add, condition, special.only_in_compound);
                }
                _ => {}
            }
        }
        // The first line tells how many there are, as a rule; a line has four bytes at least.
        let mut lines = words.lines();
        let count = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(0).min(words.len() / 4);
        lexicon.words = Words::with_capacity(count, words.len());
        for line in lines {
            lexicon.add_word(line, &special);
        }
        if lexicon.words.is_empty() {
            return Err(bad("the .dic file has no words".to_owned()));
        }
        Ok(lexicon)
    }

    fn add_rule(&mut self, flag: char, strip: &str, add: &str, condition: &str, only_in_compound: Option<char>) {
        let (add, further) = add.split_once('/').unwrap_or((add, ""));
        let none_is_zero = |text: &str| if text == "0" { String::new() } else { text.to_lowercase() };
        let add = none_is_zero(add);
        self.longest_suffix = self.longest_suffix.max(add.chars().count());
        let joining = further.chars().any(|flag| Some(flag) == only_in_compound);
        self.rules.entry(add).or_default().push(SuffixRule { flag, strip: none_is_zero(strip), condition: classes(condition), joining });
    }

    fn add_word(&mut self, line: &str, special: &SpecialFlags) {
        let entry = line.split(['\t', ' ']).next().unwrap_or_default();
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        let has = |flag: Option<char>| flag.is_some_and(|flag| flags.contains(flag));
        if word.is_empty() || has(special.forbidden) || !word.chars().next().is_some_and(char::is_alphabetic) {
            return;
        }
        if has(special.only_in_compound) {
            self.parts.add(word, "");
        } else {
            self.words.add(word, flags);
        }
    }

    /// Lemmas of a lower-case form: the word itself if it is listed, and every listed word from which a suffix rule makes it. Listed words
    /// and short suffixes first.
    pub fn analyse(&self, word: &str) -> Vec<Analysis> {
        let mut lemmas: Vec<String> = Vec::new();
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).rev().take(self.longest_suffix + 1).collect();
        for at in starts {
            let Some(rules) = self.rules.get(&word[at..]) else { continue };
            for rule in rules.iter().filter(|rule| !rule.joining) {
                let lemma = format!("{}{}", &word[..at], rule.strip);
                if lemma != word && fits(&rule.condition, &lemma) && self.words.has(&lemma, rule.flag) && !lemmas.contains(&lemma) {
                    lemmas.push(lemma);
                }
            }
        }
        if self.words.contains(word) {
            lemmas.insert(0, word.to_owned());
        }
        lemmas.into_iter().map(|lemma| Analysis { lemma, parts: Vec::new(), base: None }).collect()
    }

    /// Whether a suffix rule makes the word from a listed one.
    pub(super) fn knows_form(&self, word: &str) -> bool {
        let mut lemma = String::with_capacity(word.len() + 4);
        word.char_indices().map(|(at, _)| at).skip(2).any(|at| {
            self.rules.get(&word[at..]).into_iter().flatten().filter(|rule| !rule.joining).any(|rule| {
                lemma.clear();
                lemma.push_str(&word[..at]);
                lemma.push_str(&rule.strip);
                self.words.has(&lemma, rule.flag) && fits(&rule.condition, &lemma)
            })
        })
    }

    /// Whether a word may be part of a compound: listed, listed for compounds, or a form of a listed word.
    pub(super) fn knows_part(&self, word: &str) -> bool {
        self.parts.contains(word) || self.words.contains(word)
    }
}

fn classes(condition: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut letters = condition.chars();
    while let Some(letter) = letters.next() {
        classes.push(match letter {
            '.' => Class::Any,
            '[' => {
                let set: Vec<char> = letters.by_ref().take_while(|letter| *letter != ']').collect();
                match set.split_first() {
                    Some(('^', rest)) => Class::NoneOf(rest.to_vec()),
                    _ => Class::Of(set),
                }
            }
            other => Class::Of(vec![other]),
        });
    }
    classes
}

fn fits(condition: &[Class], word: &str) -> bool {
    if matches!(condition, [Class::Any]) {
        return true;
    }
    let mut letters = word.chars().rev();
    condition.iter().rev().all(|class| {
        letters.next().is_some_and(|letter| match class {
            Class::Any => true,
            Class::Of(set) => set.contains(&letter),
            Class::NoneOf(set) => !set.contains(&letter),
        })
    })
}
