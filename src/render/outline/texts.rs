//! A set of texts in little memory: every page of a site has several.

use std::borrow::Cow;

/// Texts, each once, in the order of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: Box<str>,
    /// Where each ends in `text`, in bytes.
    ends: Box<[u32]>,
}

impl Texts {
    /// The texts of `list`, each once.
    pub fn new(mut list: Vec<Cow<'_, str>>) -> Self {
        list.sort_unstable();
        list.dedup();
        let mut text = String::with_capacity(list.iter().map(|part| part.len()).sum());
        let mut ends = Vec::with_capacity(list.len());
        for part in list {
            text.push_str(&part);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Texts { text: text.into(), ends: ends.into() }
    }

    fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..self.ends[index] as usize).unwrap_or_default()
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index))
    }

    /// Whether `text` is one of them.
    pub fn contains(&self, text: &str) -> bool {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_once_and_in_order() {
        let texts = Texts::new(["b", "", "aa", "b", "a"].map(Cow::Borrowed).to_vec());
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "a", "aa", "b"]);
        for (text, is_there) in [("", true), ("a", true), ("aa", true), ("b", true), ("ab", false), ("c", false), ("bb", false)] {
            assert_eq!(texts.contains(text), is_there, "{text}");
        }
        assert!(!Texts::default().contains(""));
    }
}
