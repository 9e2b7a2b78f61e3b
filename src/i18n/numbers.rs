//! Whole numbers as a language writes them.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::Locale;

/// How a language writes numbers.
#[derive(Debug)]
pub struct Numbers {
    formatter: Option<DecimalFormatter>,
}

impl Numbers {
    /// The numbers of `locale`; a locale without data writes them as its nearest relative does.
    pub fn new(locale: &Locale) -> Self {
        let formatter = DecimalFormatter::try_new(locale.clone().into(), Default::default());
        Numbers { formatter: formatter.or_else(|_| DecimalFormatter::try_new(Default::default(), Default::default())).ok() }
    }

    /// `number` with the language's signs for groups: `500 000`.
    pub fn format(&self, number: i64) -> String {
        self.formatter.as_ref().map_or_else(|| number.to_string(), |formatter| formatter.format(&Decimal::from(number)).to_string())
    }
}
