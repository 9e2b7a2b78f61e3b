//! Deadlines as the sources state them: bound, offset, anchor, variants; and the calendar that they count on.

use super::records::Reference;
use crate::diagnostics::Span;
use jiff::civil::{Date, Weekday};
use std::fmt;
use std::str::FromStr;

/// What a deadline asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// At the latest on a day.
    Latest,
    /// As soon as possible.
    Asap,
    /// In good time.
    InGoodTime,
    /// Nothing is asked for.
    NotRequired,
}

impl Bound {
    /// The words of the TOML field.
    pub const NAMES: &'static [&'static str] = &["latest", "asap", "in-good-time", "not-required"];

    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Latest => "latest",
            Bound::Asap => "asap",
            Bound::InGoodTime => "in-good-time",
            Bound::NotRequired => "not-required",
        }
    }

    /// The bound of this word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Bound::Latest, Bound::Asap, Bound::InGoodTime, Bound::NotRequired].into_iter().find(|bound| bound.as_str() == name)
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Working days of the site's calendar.
    BusinessDays,
    /// Weeks of seven calendar days.
    Weeks,
    /// Calendar months, clamped to the month's last day.
    Months,
}

impl Unit {
    /// The unit's word in open data and in the plural of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::BusinessDays => "business-days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
        }
    }
}

/// A distance from an anchor. Negative: before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    /// How many units; never 0 beyond ±10,000.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

/// The largest offset, in its own unit.
pub const OFFSET_LIMIT: i32 = 10_000;

impl FromStr for Offset {
    type Err = ();

    /// Reads `-2 weeks`, `2 days`, `3 business-days`, `1 month`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (count, unit) = text.trim().split_once(' ').ok_or(())?;
        let count: i32 = count.parse().map_err(|_| ())?;
        let unit = match unit.trim() {
            "day" | "days" => Unit::Days,
            "business-day" | "business-days" => Unit::BusinessDays,
            "week" | "weeks" => Unit::Weeks,
            "month" | "months" => Unit::Months,
            _ => return Err(()),
        };
        if !(-OFFSET_LIMIT..=OFFSET_LIMIT).contains(&count) { Err(()) } else { Ok(Offset { count, unit }) }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.count, self.unit.as_str())
    }
}

/// Where a day goes that is not a working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Roll {
    /// To the working day before it.
    #[default]
    Earlier,
    /// To the working day after it.
    Later,
    /// Nowhere.
    None,
}

impl Roll {
    /// The words of the TOML field.
    pub const NAMES: &'static [&'static str] = &["earlier", "later", "none"];

    /// The word of the TOML field.
    pub fn as_str(self) -> &'static str {
        match self {
            Roll::Earlier => "earlier",
            Roll::Later => "later",
            Roll::None => "none",
        }
    }

    /// The direction of this word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Roll::Earlier, Roll::Later, Roll::None].into_iter().find(|roll| roll.as_str() == name)
    }
}

/// A rule that gives a day: what a variant of a deadline, or an editor's own ruling, says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What is asked for.
    pub bound: Bound,
    /// How far from the anchor; `None`: no day follows.
    pub offset: Option<Offset>,
    /// Whether the source says which days it means; if not, the stricter reading is computed.
    pub unit_stated: bool,
    /// Where a day goes that is not a working day.
    pub roll: Roll,
    /// What it counts from: typed references to events or deadlines; the earliest counts.
    pub anchors: Vec<Reference>,
}

/// One statement of a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its id, the same as in the conflict about the deadline.
    pub id: String,
    /// What it says.
    pub rule: Rule,
    /// For which records only.
    pub scope: Vec<Reference>,
    /// The facts that say it.
    pub facts: Vec<Reference>,
    /// Where it is written.
    pub span: Span,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its id.
    pub id: String,
    /// What it counts from where a variant does not say otherwise.
    pub anchors: Vec<Reference>,
    /// What the sources say.
    pub variants: Vec<Variant>,
    /// Where it is written.
    pub span: Span,
}

/// A non-working weekday in a span of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovingDay {
    /// The weekday.
    pub day: Weekday,
    /// First month and day on which it may fall.
    pub from: (i8, i8),
    /// Last month and day on which it may fall.
    pub to: (i8, i8),
}

/// The days that are not working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The same month and day every year.
    pub fixed: Vec<(i8, i8)>,
    /// Days from Easter Sunday (Gregorian).
    pub easter: Vec<i32>,
    /// A weekday in a span of the year.
    pub moving: Vec<MovingDay>,
    /// Weekdays that are never working days.
    pub weekend: Vec<Weekday>,
}

/// First and last year in which dates are computed.
pub const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Whether `date` is in the years in which dates are computed.
pub fn in_range(date: Date) -> bool {
    YEARS.contains(&date.year())
}
