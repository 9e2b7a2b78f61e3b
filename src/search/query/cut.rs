//! Cutting a query into words, by the rules of the index.

use unicode_normalization::UnicodeNormalization;

use super::super::tokens::LONGEST_WORD;

/// UTF-16 units of a query that are read.
const LONGEST_QUERY: usize = 1000;
/// Words of a query that are read.
const MOST_WORDS: usize = 24;

/// A word of the query; one with hyphens has several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) parts: Vec<String>,
    pub(super) joined: String,
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// Cuts a query.
pub(super) fn cut(query: &str) -> Vec<Item> {
    let mut units = 0;
    let read: String = query
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= LONGEST_QUERY
        })
        .collect();
    let text: Vec<char> = read.chars().filter(|letter| *letter != '\u{ad}').nfc().collect::<String>().to_lowercase().nfc().collect();
    let mut items = Vec::new();
    let mut run = String::new();
    for (at, letter) in text.iter().enumerate() {
        let joins = (is_hyphen(*letter) || *letter == ':') && !run.is_empty() && text.get(at + 1).is_some_and(|next| next.is_alphanumeric());
        if letter.is_alphanumeric() || joins {
            run.push(*letter);
        } else {
            items.extend(item(&std::mem::take(&mut run)));
        }
    }
    items.extend(item(&run));
    items.truncate(MOST_WORDS);
    items
}

fn item(run: &str) -> Option<Item> {
    let parts: Vec<String> = run
        .split(is_hyphen)
        .flat_map(|part| without_suffix(part).split(':').map(str::to_owned).collect::<Vec<_>>())
        .filter(|part| !part.is_empty() && part.chars().count() <= LONGEST_WORD)
        .collect();
    (!parts.is_empty()).then(|| Item { joined: parts.concat(), parts })
}

/// `thl:n` to `thl`; `12:30` stays.
fn without_suffix(part: &str) -> &str {
    let colon = part.char_indices().find(|(at, letter)| *letter == ':' && part[..*at].chars().next_back().is_some_and(char::is_alphabetic));
    colon.map_or(part, |(at, _)| &part[..at])
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn words(query: &str) -> Vec<Vec<String>> {
        cut(query).into_iter().map(|item| item.parts).collect()
    }

    #[test]
    fn queries_are_cut_as_texts_are() {
        assert_eq!(words("THL:n Puolesta-asiointi, 12:30!"), [vec!["thl"], vec!["puolesta", "asiointi"], vec!["12", "30"]]);
        assert_eq!(cut("puolesta-asiointi")[0].joined, "puolestaasiointi");
        assert_eq!(words("a\u{ad}b o\u{308}"), [["ab"], ["ö"]]);
        assert_eq!(cut(&"ab ".repeat(9_000)).len(), 24);
        assert!(words(" -:- \u{301} 🙂").is_empty());
    }
}
