//! The site's languages, and values that every one of them has.

use crate::diagnostics::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A language of the site, as in file names and addresses (`fi`).
pub type LanguageId = Arc<str>;

/// One language as `site.toml` declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its id: BCP 47, as in `lang` attributes.
    pub id: LanguageId,
    /// Its name in itself.
    pub name: String,
    /// The locale for dates, numbers and lists (`sv-FI`).
    pub locale: String,
}

/// The site's languages in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// The languages.
    pub list: Vec<Language>,
}

impl Languages {
    /// The ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &LanguageId> {
        self.list.iter().map(|language| &language.id)
    }

    /// The place of `id` in the order.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.list.iter().position(|language| &*language.id == id)
    }

    /// The language of this id.
    pub fn get(&self, id: &str) -> Option<&Language> {
        self.list.iter().find(|language| &*language.id == id)
    }
}

/// Why a language has no value: readers see the reason, and the value of another language instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The reason, by language; what stands for a language that lacks it is the first that has one.
    pub reason: BTreeMap<LanguageId, String>,
    /// The last day on which the value may be missing; `None`: no end, as where a name exists in one language only.
    pub until: Option<jiff::civil::Date>,
    /// Where it is written. `None`: it stands in for a value whose absence has been reported as an error.
    pub span: Option<Span>,
}

/// One language's entry of a [`PerLang`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry<T> {
    /// The value.
    Value(T),
    /// No value, and why.
    Waived(Waiver),
}

/// A value for every language of the site: each language has its value or a waiver. One for some languages only cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerLang<T> {
    entries: Vec<Entry<T>>,
}

impl<T> PerLang<T> {
    /// Asks `entry` for every language, in order.
    pub fn total(languages: &Languages, entry: impl FnMut(&LanguageId) -> Entry<T>) -> Self {
        PerLang { entries: languages.ids().map(entry).collect() }
    }

    /// The entry of the language at `index` of the site's languages.
    pub fn entry(&self, index: usize) -> &Entry<T> {
        &self.entries[index.min(self.entries.len() - 1)]
    }

    /// The value of the language at `index`, if it is not waived.
    pub fn get(&self, index: usize) -> Option<&T> {
        match self.entries.get(index) {
            Some(Entry::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// The value of the language at `index`, or else the first language's that has one: its index and the value.
    pub fn or_other(&self, index: usize) -> Option<(usize, &T)> {
        let own = self.get(index).map(|value| (index, value));
        own.or_else(|| {
            self.entries.iter().enumerate().find_map(|(other, entry)| match entry {
                Entry::Value(value) => Some((other, value)),
                Entry::Waived(_) => None,
            })
        })
    }

    /// All entries in the order of the languages.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.entries.iter()
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().filter_map(|entry| match entry {
            Entry::Value(value) => Some(value),
            Entry::Waived(_) => None,
        })
    }

    /// The same with another entry for the language at `index`.
    pub fn with(&self, index: usize, entry: Entry<T>) -> Self
    where
        T: Clone,
    {
        let mut entries = self.entries.clone();
        if let Some(place) = entries.get_mut(index) {
            *place = entry;
        }
        PerLang { entries }
    }

    /// The same with every value changed by `change`.
    pub fn map<U>(&self, mut change: impl FnMut(&T) -> U) -> PerLang<U> {
        let entries = self
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::Value(value) => Entry::Value(change(value)),
                Entry::Waived(waiver) => Entry::Waived(waiver.clone()),
            })
            .collect();
        PerLang { entries }
    }
}

/// Values that some languages have and others need not: inflected forms, synonyms.
pub type ByLang<T> = BTreeMap<LanguageId, T>;
