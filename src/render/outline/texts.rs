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
        let room = (String::with_capacity(list.iter().map(|part| part.len()).sum()), Vec::with_capacity(list.len()));
        Self::of(list.iter().map(|part| &**part), room)
    }

    /// Texts that stand in their order, each once, put into `room`.
    fn of<'a>(parts: impl Iterator<Item = &'a str>, (mut text, mut ends): (String, Vec<u32>)) -> Self {
        for part in parts {
            text.push_str(part);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Texts { text: text.into(), ends: ends.into() }
    }

    /// What they are made of: all of them one after the other, and where each ends in that, in bytes.
    pub fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// Texts from their parts; `None` if these are none of any.
    pub fn from_parts(text: &str, ends: Vec<u32>) -> Option<Self> {
        let texts = Texts { text: text.into(), ends: ends.into() };
        let whole = texts.ends.last().map_or(0, |end| *end as usize) == text.len();
        let sound = texts.ends.is_sorted() && texts.ends.iter().all(|end| text.is_char_boundary(*end as usize));
        (whole && sound && texts.iter().is_sorted_by(|one, next| one < next)).then_some(texts)
    }

    /// Those that `is_kept` says.
    pub fn filtered(&self, mut is_kept: impl FnMut(&str) -> bool) -> Self {
        Self::of(self.iter().filter(|part| is_kept(part)), (String::new(), Vec::new()))
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
    fn texts_come_back_from_their_parts_and_from_no_others() {
        for list in [vec![], vec![""], vec!["", "a", "ö", "öa"]] {
            let texts = Texts::new(list.into_iter().map(Cow::Borrowed).collect());
            let (text, ends) = texts.parts();
            assert_eq!(Texts::from_parts(text, ends.to_vec()).as_ref(), Some(&texts));
        }
        for (text, ends) in [("a", vec![]), ("", vec![1]), ("ab", vec![1]), ("ab", vec![2, 1]), ("ö", vec![1, 2]), ("ba", vec![1, 2]), ("aa", vec![1, 2])] {
            assert_eq!(Texts::from_parts(text, ends.clone()), None, "{text} {ends:?}");
        }
    }

    #[test]
    fn texts_stand_once_and_in_order() {
        let texts = Texts::new(["b", "", "aa", "b", "a"].map(Cow::Borrowed).to_vec());
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "a", "aa", "b"]);
        for (text, is_there) in [("", true), ("a", true), ("aa", true), ("b", true), ("ab", false), ("c", false), ("bb", false)] {
            assert_eq!(texts.contains(text), is_there, "{text}");
        }
        assert!(!Texts::default().contains(""));
        assert_eq!(texts.filtered(|text| text.len() != 1), Texts::new(["", "aa"].map(Cow::Borrowed).to_vec()));
    }
}
