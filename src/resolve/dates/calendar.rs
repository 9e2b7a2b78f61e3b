//! Which days are working days. The non-working days come from the site's calendar.

use crate::model::deadline::{Calendar, YEARS, in_range};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Easter Sunday of `year` in the Gregorian calendar (1583 and later).
///
/// The anonymous computus printed in *Nature*, 20 April 1876, p. 487; also Meeus, *Astronomical Algorithms*, 2nd ed., chapter 8.
pub fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, of_century) = (year_number / 100, year_number % 100);
    let (leap_centuries, century_rest) = (century / 4, century % 4);
    let moon_correction = (century + 8) / 25;
    let moon_orbit = (century - moon_correction + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - moon_orbit + 15) % 30;
    let (leap_years, year_rest) = (of_century / 4, of_century % 4);
    let weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    let narrow = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, narrow(sum / 31), narrow(sum % 31 + 1))
}

/// Whether `day` is a working day: no day of the week's end, no fixed day, no day counted from Easter, no moving day.
pub fn is_working_day(day: Date, calendar: &Calendar) -> bool {
    let month_day = (day.month(), day.day());
    let weekend = calendar.weekend.contains(&day.weekday());
    let moving = calendar.moving.iter().any(|moving| moving.day == day.weekday() && is_between(month_day, moving.from, moving.to));
    !(weekend || moving || calendar.fixed.contains(&month_day) || is_from_easter(day, calendar))
}

/// The days of all years in which dates are computed that are not working days, without the weekdays of the week's end.
pub fn holidays(calendar: &Calendar) -> Vec<Date> {
    let fixed = YEARS.flat_map(|year| calendar.fixed.iter().filter_map(move |(month, day)| Date::new(year, *month, *day).ok()));
    // The longest distance is a hundred years (`model::fields::DAYS`).
    let around = YEARS.start() - 101..=YEARS.end() + 101;
    let from_easter = around.flat_map(|year| calendar.easter.iter().filter_map(move |distance| easter(year).checked_add(distance.days()).ok()));
    let moving = YEARS.flat_map(|year| calendar.moving.iter().flat_map(move |moving| weekdays(year, moving.day)));
    let off = |day: &Date| in_range(*day) && !calendar.weekend.contains(&day.weekday()) && !is_working_day(*day, calendar);
    let mut days: Vec<Date> = fixed.chain(from_easter).chain(moving).filter(off).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The days of `year` that are this weekday.
fn weekdays(year: i16, weekday: Weekday) -> impl Iterator<Item = Date> {
    let first = (1..=7).map(move |day| date(year, 1, day)).find(move |day| day.weekday() == weekday);
    std::iter::successors(first, move |day| day.checked_add(7.days()).ok().filter(|next| next.year() == year))
}

/// A span whose end comes before its start leads over the turn of the year.
fn is_between(month_day: (i8, i8), from: (i8, i8), to: (i8, i8)) -> bool {
    if from <= to { (from..=to).contains(&month_day) } else { month_day >= from || month_day <= to }
}

/// Whether the day lies at one of the calendar's distances from the Easter of some year.
fn is_from_easter(day: Date, calendar: &Calendar) -> bool {
    let is_easter = |sunday: Date| sunday.weekday() == Weekday::Sunday && sunday == easter(sunday.year());
    calendar.easter.iter().any(|distance| day.checked_sub(distance.days()).is_ok_and(is_easter))
}

/// `count` working days after `day`, or before it where `count` is negative; `day` itself is not counted.
///
/// `None` where the way leaves the years in which dates are computed.
pub fn add_business_days(day: Date, count: i32, calendar: &Calendar) -> Option<Date> {
    let mut current = day;
    for _ in 0..count.unsigned_abs() {
        current = next_working_day(current, count.signum(), calendar)?;
    }
    Some(current)
}

/// The next working day strictly after `day` (`step` 1) or before it (`step` -1).
///
/// `None` where there is none in the years in which dates are computed.
pub fn next_working_day(day: Date, step: i32, calendar: &Calendar) -> Option<Date> {
    let mut current = day;
    loop {
        current = current.checked_add(step.days()).ok().filter(|moved| in_range(*moved))?;
        if is_working_day(current, calendar) {
            return Some(current);
        }
    }
}
