//! Lists in a sentence: "a, b and c", "a, b or c".

use icu_list::ListFormatter;
use icu_locale::Locale;

/// How a language joins lists.
#[derive(Debug)]
pub struct Lists {
    and: Option<ListFormatter>,
    or: Option<ListFormatter>,
}

impl Lists {
    /// The lists of `locale`.
    pub fn new(locale: &Locale) -> Self {
        Lists {
            and: ListFormatter::try_new_and(locale.clone().into(), Default::default()).ok(),
            or: ListFormatter::try_new_or(locale.clone().into(), Default::default()).ok(),
        }
    }

    /// All of `items`.
    pub fn and<T: AsRef<str>>(&self, items: &[T]) -> String {
        join(self.and.as_ref(), items)
    }

    /// One of `items`.
    pub fn or<T: AsRef<str>>(&self, items: &[T]) -> String {
        join(self.or.as_ref(), items)
    }
}

fn join<T: AsRef<str>>(formatter: Option<&ListFormatter>, items: &[T]) -> String {
    let items = items.iter().map(AsRef::as_ref);
    formatter.map_or_else(|| items.clone().collect::<Vec<&str>>().join(", "), |formatter| formatter.format(items.clone()).to_string())
}
