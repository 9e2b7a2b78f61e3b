//! The clock: the only place that reads it.

use jiff::civil::Date;
use std::time::{Duration, Instant};

/// The day that counts as today: the one given, else the clock's in the time zone of the system.
pub(super) fn today(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// A stopwatch from now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    pub(super) fn start() -> Self {
        Stopwatch(Instant::now())
    }

    /// How long it has run.
    pub(super) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Reads a date as written in an argument.
pub(super) fn date(text: &str) -> Result<Date, String> {
    // The library reads other forms too, and passes over what follows.
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    date.ok_or_else(|| "write a date as year-month-day, such as 2025-06-01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_have_one_form() {
        assert_eq!(date("2025-06-01"), Ok(jiff::civil::date(2025, 6, 1)));
        for wrong in ["20250601", "2025-06-01T10:00", "2025-06-01 10:00", "2025-6-1", "2025-02-30", " 2025-06-01", "yesterday", ""] {
            assert!(date(wrong).is_err_and(|message| message.contains("2025-06-01")), "{wrong}");
        }
    }
}
