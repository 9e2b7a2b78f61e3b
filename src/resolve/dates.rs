//! Rules and anchor days to due days. Pure arithmetic on civil dates: no clock, no time zone.
//!
//! - The day of the anchor is not counted; time before an anchor is counted backwards by the same rules.
//! - Days, weeks and months count calendar days. A month ends on the day of the same number, or on its last day.
//! - Business days step over non-working days. The non-working days come from the site's calendar.
//! - A day that is not a working day rolls as the rule says, but stays on its side of the anchor: for a positive offset never on or
//!   before the anchor (it rolls later then), for a negative one never on or after it (it rolls earlier then).
//! - Where the source gives days but does not say which, calendar days and business days are both computed and the earlier counts.
//! - Of several anchors the earliest known counts.
//! - A bound without an offset never gives a day.

mod calendar;
pub mod json;
#[cfg(test)]
mod tests;

pub use calendar::{add_business_days, easter, holidays, is_working_day, next_working_day};

use crate::model::deadline::{Bound, Calendar, Offset, Roll, Rule, Unit, YEARS, in_range};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// Which days were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Those that the source states.
    Stated,
    /// Calendar days: the stricter reading of an unstated unit.
    CalendarDays,
    /// Business days: the stricter reading of an unstated unit.
    BusinessDays,
}

impl Reading {
    /// The word used in open data.
    pub fn as_str(self) -> &'static str {
        match self {
            Reading::Stated => "stated",
            Reading::CalendarDays => "calendar-days",
            Reading::BusinessDays => "business-days",
        }
    }
}

/// A due day and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day by which it is due.
    pub date: Date,
    /// The day counted, before it was rolled off a non-working day.
    pub counted: Date,
    /// The anchor that it was counted from.
    pub anchor: Date,
    /// Which days were counted.
    pub reading: Reading,
}

/// Why a rule gives no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDay {
    /// Nothing is asked for.
    NotRequired,
    /// The source gives no distance.
    NoOffset,
    /// None of the anchors' days is known.
    NoAnchor,
    /// An anchor or the due day lies outside the years in which dates are computed.
    OutsideYears,
}

impl NoDay {
    /// The word used in open data.
    pub fn as_str(self) -> &'static str {
        match self {
            NoDay::NotRequired => "not-required",
            NoDay::NoOffset => "no-offset",
            NoDay::NoAnchor => "no-anchor",
            NoDay::OutsideYears => "outside-years",
        }
    }
}

/// The day by which `rule` is due. `anchors`: the days of those of its anchors whose day is known.
///
/// # Errors
/// Why there is none.
pub fn due(rule: &Rule, anchors: &[Date], calendar: &Calendar) -> Result<Due, NoDay> {
    let offset = offset(rule)?;
    let anchor = *anchors.iter().min().ok_or(NoDay::NoAnchor)?;
    if !anchors.iter().all(|day| in_range(*day)) {
        return Err(NoDay::OutsideYears);
    }
    let of_unit = |unit, reading| {
        let (counted, date) = count(Offset { unit, ..offset }, rule.roll, anchor, calendar).ok_or(NoDay::OutsideYears)?;
        Ok(Due { date, counted, anchor, reading })
    };
    if rule.unit_stated || offset.unit != Unit::Days {
        return of_unit(offset.unit, Reading::Stated);
    }
    let calendar_days = of_unit(Unit::Days, Reading::CalendarDays)?;
    let business_days = of_unit(Unit::BusinessDays, Reading::BusinessDays)?;
    Ok(if business_days.date < calendar_days.date { business_days } else { calendar_days })
}

/// The earliest anchor day with which `rule` is not due before `not_before`: the earliest day that still works.
///
/// # Errors
/// Why there is none.
pub fn earliest_anchor(rule: &Rule, not_before: Date, calendar: &Calendar) -> Result<Date, NoDay> {
    let offset = offset(rule)?;
    if !in_range(not_before) {
        return Err(NoDay::OutsideYears);
    }
    // A later anchor is never due earlier, so that the border can be found by halving. Where no day can be computed, the way led out
    // of the years on the side to which the offset points.
    let works = |anchor: Date| match due(rule, &[anchor], calendar) {
        Ok(due) => due.date >= not_before,
        Err(_) => offset.count > 0 || (offset.count == 0 && anchor > not_before),
    };
    let first = date(*YEARS.start(), 1, 1);
    let (mut low, mut high) = (0, (date(*YEARS.end(), 12, 31) - first).get_days());
    while low < high {
        let middle = low + (high - low) / 2;
        if works(first + middle.days()) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let found = first + low.days();
    match due(rule, &[found], calendar) {
        Ok(due) if due.date >= not_before => Ok(found),
        _ => Err(NoDay::OutsideYears),
    }
}

fn offset(rule: &Rule) -> Result<Offset, NoDay> {
    match rule.bound {
        Bound::NotRequired => Err(NoDay::NotRequired),
        Bound::Latest | Bound::Asap | Bound::InGoodTime => rule.offset.ok_or(NoDay::NoOffset),
    }
}

/// The day counted from `anchor`, and the same rolled.
fn count(offset: Offset, roll: Roll, anchor: Date, calendar: &Calendar) -> Option<(Date, Date)> {
    let moved = |span: Span| anchor.checked_add(span).ok().filter(|day| in_range(*day));
    let counted = match offset.unit {
        Unit::Days => moved(offset.count.days()),
        Unit::Weeks => moved(offset.count.weeks()),
        Unit::Months => moved(offset.count.months()),
        Unit::BusinessDays => add_business_days(anchor, offset.count, calendar),
    }?;
    let step = match roll {
        Roll::None => return Some((counted, counted)),
        _ if is_working_day(counted, calendar) => return Some((counted, counted)),
        Roll::Earlier => -1,
        Roll::Later => 1,
    };
    // Only a roll towards the anchor can cross it.
    let rolled = next_working_day(counted, step, calendar);
    let crossed = step == -offset.count.signum() && rolled.is_none_or(|day| (day - anchor).get_days().signum() != offset.count.signum());
    let date = if crossed { next_working_day(counted, -step, calendar) } else { rolled };
    date.map(|date| (counted, date))
}
