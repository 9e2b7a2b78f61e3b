//! Civil dates as a language writes them.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_datetime::options::YearStyle;
use icu_locale::Locale;
use icu_locale::subtags::{Region, region};
use jiff::civil::Date;

/// In Finland dates in figures have no leading zeros, in any language; the locale data give them to Swedish.
const WITHOUT_ZEROS: Region = region!("FI");

/// Whether days and months below ten have a leading zero.
#[derive(Clone, Copy, Debug)]
enum Figures {
    /// As the locale data say.
    AsGiven,
    /// Never.
    WithoutZeros,
}

/// How a language writes dates, in the Gregorian calendar.
#[derive(Debug)]
pub struct Dates {
    figures: Figures,
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
        let figures = if locale.id.region == Some(WITHOUT_ZEROS) { Figures::WithoutZeros } else { Figures::AsGiven };
        Dates { figures, short: days(YMD::short()), short_weekday: weekdays(YMDE::short()), long: days(YMD::long()), long_weekday: weekdays(YMDE::long()) }
    }

    /// In figures: `4.3.2027`.
    pub fn short(&self, date: Date) -> String {
        written(date, |day| self.short.as_ref().map(|formatter| self.in_figures(formatter.format(day).to_string())))
    }

    /// In figures with the weekday's short name: `to 4.3.2027`.
    pub fn short_with_weekday(&self, date: Date) -> String {
        written(date, |day| self.short_weekday.as_ref().map(|formatter| self.in_figures(formatter.format(day).to_string())))
    }

    /// With the month's name: `4. maaliskuuta 2027`.
    pub fn long(&self, date: Date) -> String {
        written(date, |day| self.long.as_ref().map(|formatter| formatter.format(day).to_string()))
    }

    /// With the names of the weekday and the month: `torstai 4. maaliskuuta 2027`.
    pub fn long_with_weekday(&self, date: Date) -> String {
        written(date, |day| self.long_weekday.as_ref().map(|formatter| formatter.format(day).to_string()))
    }

    fn in_figures(&self, text: String) -> String {
        match self.figures {
            Figures::AsGiven => text,
            Figures::WithoutZeros => {
                let follows = |at: usize| text[..at].chars().next_back().is_some_and(|before| before.is_ascii_digit());
                text.char_indices().filter(|(at, letter)| *letter != '0' || follows(*at)).map(|(_, letter)| letter).collect()
            }
        }
    }
}

/// The date as `format` writes it, or in ISO 8601 where the locale has no data.
fn written(date: Date, format: impl FnOnce(&IcuDate<Gregorian>) -> Option<String>) -> String {
    let parts = (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
    IcuDate::try_new_gregorian(parts.0, parts.1, parts.2).ok().and_then(|day| format(&day)).unwrap_or_else(|| date.to_string())
}
