//! The order of each language's alphabet.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

/// A language's alphabetical order.
#[derive(Debug)]
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of `locale`: in Finnish and Swedish å, ä and ö come after z.
    pub fn new(locale: &Locale) -> Self {
        let collator = Collator::try_new(locale.clone().into(), CollatorOptions::default());
        Collation { collator: collator.or_else(|_| Collator::try_new(Default::default(), CollatorOptions::default())).ok() }
    }

    /// A key by which texts sort in the language's order. Texts that the alphabet does not tell apart sort by their bytes.
    pub fn key(&self, text: &str) -> (Vec<u8>, String) {
        let mut key = Vec::new();
        match &self.collator {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
        (key, text.to_owned())
    }
}
