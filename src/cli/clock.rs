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
    text.parse().map_err(|_| "write a date as year-month-day, such as 2021-04-07".to_owned())
}
