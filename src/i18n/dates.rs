//! Civil dates as a language writes them.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_datetime::options::YearStyle;
use icu_locale::Locale;
use jiff::civil::Date;

/// How a language writes dates, in the Gregorian calendar.
#[derive(Debug)]
pub struct Dates {
    short: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    short_weekday: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDE>>,
    long: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    long_weekday: Option<FixedCalendarDateTimeFormatter<Gregorian, YMDE>>,
}

impl Dates {
    /// The dates of `locale`. The region matters: Swedish is written differently in Finland and in Sweden.
    pub fn new(locale: &Locale) -> Self {
        let days = |fields: YMD| FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), fields.with_year_style(YearStyle::Full)).ok();
        let weekdays = |fields: YMDE| FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), fields.with_year_style(YearStyle::Full)).ok();
        Dates { short: days(YMD::short()), short_weekday: weekdays(YMDE::short()), long: days(YMD::long()), long_weekday: weekdays(YMDE::long()) }
    }

    /// In figures: `4.3.2027`.
    pub fn short(&self, date: Date) -> String {
        written(date, |day| self.short.as_ref().map(|formatter| formatter.format(day).to_string()))
    }

    /// In figures with the weekday's short name: `to 4.3.2027`.
    pub fn short_with_weekday(&self, date: Date) -> String {
        written(date, |day| self.short_weekday.as_ref().map(|formatter| formatter.format(day).to_string()))
    }

    /// With the month's name: `4. maaliskuuta 2027`.
    pub fn long(&self, date: Date) -> String {
        written(date, |day| self.long.as_ref().map(|formatter| formatter.format(day).to_string()))
    }

    /// With the names of the weekday and the month: `torstai 4. maaliskuuta 2027`.
    pub fn long_with_weekday(&self, date: Date) -> String {
        written(date, |day| self.long_weekday.as_ref().map(|formatter| formatter.format(day).to_string()))
    }
}

/// The date as `format` writes it, or in ISO 8601 where the locale has no data.
fn written(date: Date, format: impl FnOnce(&IcuDate<Gregorian>) -> Option<String>) -> String {
    let parts = (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
    IcuDate::try_new_gregorian(parts.0, parts.1, parts.2).ok().and_then(|day| format(&day)).unwrap_or_else(|| date.to_string())
}
