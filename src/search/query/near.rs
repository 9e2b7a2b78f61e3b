//! Words that differ by little.

/// How a key stands to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    /// The Damerau-Levenshtein distance (optimal string alignment).
    Distance(usize),
    /// The key is longer and its beginning differs by at most one.
    Beginning,
}

/// Whether `key` is within distance `most` of `word`, or begins within distance 1 of it.
pub(super) fn nearness(key: &[char], word: &[char], most: usize) -> Option<Nearness> {
    let end = key.len().min(word.len() + most);
    let mut rows: Vec<Vec<usize>> = vec![(0..=word.len()).collect()];
    for depth in 0..end {
        let mut row = vec![depth + 1];
        for j in 1..=word.len() {
            let changed = usize::from(key[depth] != word[j - 1]);
            let mut value = (rows[depth][j] + 1).min(row[j - 1] + 1).min(rows[depth][j - 1] + changed);
            if depth > 0 && j > 1 && key[depth] == word[j - 2] && key[depth - 1] == word[j - 1] {
                value = value.min(rows[depth - 1][j - 2] + 1);
            }
            row.push(value);
        }
        if row.iter().all(|value| *value > most) {
            return begins(&rows, key, word);
        }
        rows.push(row);
    }
    if key.len() <= word.len() + most && rows[key.len()][word.len()] <= most {
        return Some(Nearness::Distance(rows[key.len()][word.len()]));
    }
    begins(&rows, key, word)
}

/// Whether the key's beginning, as long as the word, differs from it by at most one; `rows` are the distances known so far.
fn begins(rows: &[Vec<usize>], key: &[char], word: &[char]) -> Option<Nearness> {
    let near = rows.get(word.len()).is_some_and(|row| row[word.len()] <= 1);
    (key.len() > word.len() && near).then_some(Nearness::Beginning)
}

#[cfg(test)]
mod tests {
    use super::{Nearness, nearness};

    fn of(key: &str, word: &str, most: usize) -> Option<Nearness> {
        nearness(&key.chars().collect::<Vec<_>>(), &word.chars().collect::<Vec<_>>(), most)
    }

    #[test]
    fn distances_are_told() {
        assert_eq!(of("koe", "koe", 1), Some(Nearness::Distance(0)));
        assert_eq!(of("liityntapiste", "liityntapsite", 2), Some(Nearness::Distance(1)));
        assert_eq!(of("liityntapisteen", "liityntapsite", 2), Some(Nearness::Beginning));
        assert_eq!(of("sopimus", "koe", 1), None);
        assert_eq!(of("", "k", 1), Some(Nearness::Distance(1)));
    }
}
