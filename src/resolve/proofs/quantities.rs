//! Numbers, dates and addresses out of running text, in whatever way a language writes them.

use crate::model::Languages;
use crate::model::language::Language;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{M, YMD};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// What a text states besides its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quantity {
    /// A number: digits without grouping, a point before decimals.
    Number(String),
    /// A day or a month, of a year if it is given.
    Date {
        /// The year.
        year: Option<u16>,
        /// 1 to 12.
        month: u8,
        /// 1 to 31; `None`: the whole month.
        day: Option<u8>,
    },
    /// An e-mail address, in lower case.
    Address(String),
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantity::Number(number) => write!(formatter, "the number {number}"),
            Quantity::Address(address) => write!(formatter, "the address {address}"),
            Quantity::Date { year, month, day } => {
                let part = |part: Option<u16>, width: usize| part.map_or("-".repeat(width), |part| format!("{part:0width$}"));
                write!(formatter, "the date {}-{month:02}-{}", part(*year, 4), part(day.map(u16::from), 2))
            }
        }
    }
}

/// The beginnings of the names of the months in one language, folded to lower case, from January on.
pub(super) type Months = Vec<String>;

/// The names of the months in every language of the site, as far as CLDR knows them.
pub(super) fn months(languages: &Languages) -> Vec<Months> {
    languages.list.iter().map(|language| months_of(language).unwrap_or_default()).collect()
}

fn months_of(language: &Language) -> Option<Months> {
    let locale: icu_locale::Locale = language.locale.parse().ok()?;
    let whole = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YMD::long()).ok()?;
    let alone = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), M::long()).ok()?;
    let days: Vec<Date<Gregorian>> = (1..=12).filter_map(|month| Date::try_new_gregorian(2021, month, 7).ok()).collect();
    let words = |text: String| -> BTreeSet<String> { text.split(|letter: char| !letter.is_alphabetic()).map(super::prose::fold).collect() };
    let dates: Vec<BTreeSet<String>> = days.iter().map(|day| words(whole.format(day).to_string())).collect();
    let name = |(day, date): (&Date<Gregorian>, &BTreeSet<String>)| {
        let own = date.iter().filter(|word| !dates.iter().all(|other| other.contains(*word))).max_by_key(|word| word.chars().count())?;
        let alone = super::prose::fold(&alone.format(day).to_string());
        let shared = common_beginning(own, &alone);
        Some(if shared.chars().count() >= 3 { shared.to_owned() } else { own.clone() })
    };
    days.iter().zip(&dates).map(name).collect()
}

fn common_beginning<'a>(one: &'a str, other: &str) -> &'a str {
    let length: usize = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum();
    &one[..length]
}

/// The month that `word` (folded) names, 1 to 12. An ending of at most four letters may follow its name.
fn month(months: &Months, word: &str) -> Option<u8> {
    let fits = |name: &String| word.strip_prefix(name.as_str()).is_some_and(|rest| rest.chars().count() <= 4);
    months.iter().zip(1..).find(|(name, _)| fits(name)).map(|(_, month)| month)
}

/// Every quantity in `folded`, a text in lower case in which white space is plain, with its bytes.
pub(super) fn read(folded: &str, months: &Months) -> Vec<(Quantity, Range<usize>)> {
    let mut found = Vec::new();
    if !folded.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
        return found;
    }
    let mut at = 0;
    for word in folded.split_inclusive([' ', '\n']) {
        let range = at..at + word.len();
        at = range.end;
        if let Some(address) = email(folded, &range) {
            found.push(address);
        }
    }
    let mut at = 0;
    while let Some(start) = folded[at..].find(|letter: char| letter.is_ascii_digit()).map(|offset| at + offset) {
        let after_word = folded[..start].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_');
        if after_word || in_address(folded, start) {
            at = start + folded[start..].find(|letter: char| !letter.is_alphanumeric()).unwrap_or(folded.len() - start);
            continue;
        }
        let (quantity, end) = date(folded, start, months).unwrap_or_else(|| number(folded, start));
        found.push((quantity, start..end));
        at = end;
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// The word of `text` that `offset` stands in.
fn word_at(text: &str, offset: usize) -> &str {
    let blank = |letter: char| letter == ' ' || letter == '\n';
    let start = text[..offset].rfind(blank).map_or(0, |at| at + 1);
    let end = text[offset..].find(blank).map_or(text.len(), |at| offset + at);
    &text[start..end]
}

fn in_address(text: &str, offset: usize) -> bool {
    let word = word_at(text, offset);
    word.contains("://") || word.contains('@') || word.trim_start_matches('(').starts_with("www.")
}

fn email(text: &str, range: &Range<usize>) -> Option<(Quantity, Range<usize>)> {
    let word = &text[range.clone()];
    let outside = |letter: char| !letter.is_alphanumeric();
    let (local, domain) = word.split_once('@')?;
    let start = range.start + (local.len() - local.trim_start_matches(outside).len());
    let end = range.start + local.len() + 1 + domain.find(|letter: char| !letter.is_alphanumeric() && letter != '.' && letter != '-').unwrap_or(domain.len());
    let address = text.get(start..end)?.trim_end_matches(outside);
    (!local.trim_matches(outside).is_empty() && address.split_once('@').is_some_and(|(_, domain)| domain.contains('.')))
        .then(|| (Quantity::Address(address.to_owned()), start..start + address.len()))
}

fn digits(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    &rest[..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())]
}

fn letters(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    &rest[..rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())]
}

fn small(text: &str, limit: u8) -> Option<u8> {
    text.parse().ok().filter(|value| (1..=limit).contains(value) && text.len() <= 2)
}

/// A date that begins with the digits at `start`, or with the month's name before them.
fn date(text: &str, start: usize, months: &Months) -> Option<(Quantity, usize)> {
    let first = digits(text, start);
    let end = start + first.len();
    written_in_digits(text, first, end).or_else(|| day_and_name(text, first, end, months)).or_else(|| name_before(text, start, first, months))
}

fn year_at(text: &str, start: usize) -> Option<(u16, usize)> {
    let year = digits(text, start);
    (year.len() == 4).then(|| year.parse().ok()).flatten().map(|value| (value, start + 4))
}

/// `7.4.2021`, `7.4.`, `7/4/2021`, `2021-04-07`.
fn written_in_digits(text: &str, first: &str, end: usize) -> Option<(Quantity, usize)> {
    let separator = text[end..].chars().next()?;
    let second = digits(text, end + separator.len_utf8());
    let after = end + separator.len_utf8() + second.len();
    if separator == '-' && first.len() == 4 && text[after..].starts_with('-') {
        let third = digits(text, after + 1);
        return Some((Quantity::Date { year: first.parse().ok(), month: small(second, 12)?, day: Some(small(third, 31)?) }, after + 1 + third.len()));
    }
    if !matches!(separator, '.' | '/') || !text[after..].starts_with(separator) {
        return None;
    }
    let (day, month) = (small(first, 31)?, small(second, 12)?);
    if let Some((year, end)) = year_at(text, after + 1) {
        return Some((Quantity::Date { year: Some(year), month, day: Some(day) }, end));
    }
    let goes_on = text[after + 1..].starts_with(|letter: char| letter.is_ascii_digit());
    (separator == '.' && !goes_on).then_some((Quantity::Date { year: None, month, day: Some(day) }, after + 1))
}

/// `7. huhtikuuta 2021`, `7 april`, `7 de abril de 2021`.
fn day_and_name(text: &str, first: &str, end: usize, months: &Months) -> Option<(Quantity, usize)> {
    let day = small(first, 31)?;
    let mut at = end + text[end..].starts_with('.') as usize;
    let mut word = "";
    for _ in 0..2 {
        at += text[at..].strip_prefix(' ').map(|_| 1)?;
        word = letters(text, at);
        at += word.len();
        if month(months, word).is_some() {
            break;
        }
    }
    let month = month(months, word)?;
    let (year, end) = year_after(text, at).map_or((None, at), |(year, end)| (Some(year), end));
    Some((Quantity::Date { year, month, day: Some(day) }, end))
}

fn year_after(text: &str, at: usize) -> Option<(u16, usize)> {
    let at = at + text[at..].strip_prefix(',').map_or(0, |_| 1);
    let at = at + text[at..].strip_prefix(' ').map(|_| 1)?;
    year_at(text, at).or_else(|| {
        let word = letters(text, at);
        text[at + word.len()..].strip_prefix(' ').and_then(|_| year_at(text, at + word.len() + 1)).filter(|_| (1..=3).contains(&word.chars().count()))
    })
}

/// `April 7, 2021`, `huhtikuussa 2021`.
fn name_before(text: &str, start: usize, first: &str, months: &Months) -> Option<(Quantity, usize)> {
    let before = text[..start].strip_suffix(' ')?;
    let word = &before[before.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let month = month(months, word)?;
    let end = start + first.len();
    if first.len() == 4 {
        return Some((Quantity::Date { year: first.parse().ok(), month, day: None }, end));
    }
    let day = small(first, 31)?;
    let (year, end) = year_after(text, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((Quantity::Date { year, month, day: Some(day) }, end))
}

/// `500 000`, `500.000`, `1,5`, `12:30`, `2021`.
fn number(text: &str, start: usize) -> (Quantity, usize) {
    let first = digits(text, start);
    let mut value = first.to_owned();
    let mut end = start + first.len();
    let mut grouping = None;
    let may_group = first.len() <= 3 && !first.starts_with('0');
    while let Some(separator) = text[end..].chars().next().filter(|letter| matches!(letter, ' ' | '.' | ',' | ':' | '\'' | '’' | '٬')) {
        let next = digits(text, end + separator.len_utf8());
        let groups = may_group && next.len() == 3 && separator != ':' && grouping.is_none_or(|known| known == separator);
        if !groups && (next.is_empty() || matches!(separator, ' ' | '\'' | '’' | '٬')) {
            break;
        }
        if groups {
            grouping = Some(separator);
        } else {
            value.push('.');
        }
        value.push_str(next);
        end += separator.len_utf8() + next.len();
    }
    (Quantity::Number(value), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(locale: &str, text: &str) -> Vec<String> {
        let language = Language { id: "x".into(), name: String::new(), locale: locale.to_owned() };
        let months = months_of(&language).unwrap();
        read(&crate::resolve::proofs::prose::fold(text), &months).into_iter().map(|(quantity, _)| quantity.to_string()).collect()
    }

    #[test]
    fn numbers_are_the_same_however_they_are_grouped() {
        for text in ["yli 500 000 kpl", "yli 500\u{a0}000 kpl", "yli 500\u{202f}000 kpl", "over 500,000.", "over 500000"] {
            assert_eq!(of("fi-FI", text), ["the number 500000"], "{text}");
        }
        assert_eq!(of("fi-FI", "1,5 ja 1.5 ja 12:30"), ["the number 1.5", "the number 1.5", "the number 12.30"]);
        assert_eq!(of("fi-FI", "vuosi 2021 500 kpl"), ["the number 2021", "the number 500"]);
    }

    #[test]
    fn dates_are_the_same_in_digits_and_in_words() {
        let same = ["the date 2021-04-07"];
        for (locale, text) in [
            ("fi-FI", "7.4.2021 alkaen"),
            ("fi-FI", "7. huhtikuuta 2021"),
            ("sv-FI", "den 7 april 2021"),
            ("en-GB", "on 7 April 2021"),
            ("en-US", "on April 7, 2021"),
            ("es-ES", "el 7 de abril de 2021"),
            ("sv-FI", "2021-04-07"),
        ] {
            assert_eq!(of(locale, text), same, "{text}");
        }
        assert_eq!(of("fi-FI", "huhtikuussa 2021"), of("sv-FI", "i april 2021"));
        assert_eq!(of("sv-FI", "majoriteten 7"), ["the number 7"]);
    }

    #[test]
    fn codes_and_addresses_are_no_numbers() {
        assert_eq!(of("fi-FI", "T15 ja K20:n, katso https://x.example/2021/4"), Vec::<String>::new());
        assert_eq!(of("fi-FI", "osoitteeseen (Apu2@x.example)."), ["the address apu2@x.example"]);
    }
}
