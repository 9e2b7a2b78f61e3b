//! The language in which kinds of record are described: one table of fields per kind.
//!
//! The tables drive the reader and its findings, the JSON Schema, the skeletons of new records and the columns of spreadsheets.

/// One field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key in TOML.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// Whether a record must have it.
    pub need: Need,
    /// What it means, for editors: one sentence.
    pub doc: &'static str,
}

/// Whether a record must have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that is not empty.
    Text,
    /// A text that may be empty.
    AnyText,
    /// The record's own id.
    Id,
    /// A part of an address: ASCII lower-case letters, digits and hyphens.
    Slug,
    /// A whole number.
    Integer,
    /// A number of days within [`DAYS`].
    Days,
    /// A number of days within [`DAYS`] that is not negative.
    DayCount,
    /// A path of slugs; empty for the home page.
    Path,
    /// True or false.
    Boolean,
    /// A civil date.
    Date,
    /// A month and day: `"12-24"`.
    MonthDay,
    /// A distance in time: `"-2 weeks"`.
    Offset,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The bare id of a record of this kind.
    Ref(&'static str),
    /// A typed reference (`kind:id`) to a record of one of these kinds; of any kind if there are none.
    Typed(&'static [&'static str]),
    /// A value for every language.
    PerLang(&'static Shape),
    /// A value for some languages.
    ByLang(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// One or a list.
    OneOrMany(&'static Shape),
    /// A table with these fields.
    Table(&'static [Field]),
    /// A table whose keys are free.
    Map(&'static Shape),
    /// A table whose keys are ids of records of this kind.
    MapOf(&'static str, &'static Shape),
    /// Any of these.
    Either(&'static [Shape]),
    /// A list of records of this kind, each read and checked by itself.
    Records(&'static str),
    /// A condition over questions.
    Condition,
    /// What is known of a question's answer.
    Answer,
}

/// The numbers of days that are counted with: a hundred years either way.
pub const DAYS: std::ops::RangeInclusive<i64> = -36_525..=36_525;

/// A field that a record must have.
pub const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, need: Need::Required, doc }
}

/// A field that a record may have.
pub const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, need: Need::Optional, doc }
}
