//! Which fields records are asked for: for the test that every field of the tables is read.

use crate::model::fields::Field;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A field's name and meaning: together they tell it from the fields of other tables.
type Asked = BTreeSet<(&'static str, &'static str)>;

thread_local! {
    static ASKED: RefCell<Asked> = const { RefCell::new(Asked::new()) };
}

/// Forgets what was asked.
pub(in crate::model) fn listen() {
    ASKED.with_borrow_mut(Asked::clear);
}

/// What was asked on this thread since [`listen`].
pub(in crate::model) fn heard() -> Asked {
    ASKED.with_borrow(Clone::clone)
}

pub(super) fn note(fields: &[&'static Field], name: &str) {
    ASKED.with_borrow_mut(|asked| asked.extend(fields.iter().filter(|field| field.name == name).map(|field| (field.name, field.doc))));
}
