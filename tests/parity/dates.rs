//! Cases of dates: calendars, Easter, working days, due days, earliest anchors, typed dates.

use crate::random::Random;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use opastin::model::deadline::{Bound, Calendar, MovingDay, Offset, Roll, Rule, Unit};
use opastin::resolve::dates::{add_business_days, due, earliest_anchor, easter, is_working_day, json};
use serde_json::{Value, json};
use std::io::Write;

/// Dates as typed, with what they are read as.
const TYPED: &[(&str, &str)] = &[
    ("3.5.2027", "2027-05-03"),
    (" 03.05.2027 ", "2027-05-03"),
    ("3. 5. 2027", "2027-05-03"),
    ("3.5.27", "2027-05-03"),
    ("2027-05-03", "2027-05-03"),
    ("29.2.2028", "2028-02-29"),
    ("31.12.2100", "2100-12-31"),
    ("1.1.2000", "2000-01-01"),
    ("1.1.00", "2000-01-01"),
    ("", "empty"),
    ("   ", "empty"),
    ("31.2.2027", "no-such-day"),
    ("29.2.2100", "no-such-day"),
    ("0.1.2027", "no-such-day"),
    ("1.13.2027", "no-such-day"),
    ("2027-02-30", "no-such-day"),
    ("1.1.1900", "outside-years"),
    ("31.12.1999", "outside-years"),
    ("1.1.2101", "outside-years"),
    ("ensi viikolla", "not-a-date"),
    ("3.5.", "not-a-date"),
    ("3/5/2027", "not-a-date"),
    ("3.5.202", "not-a-date"),
    ("3.5.2027 klo 8", "not-a-date"),
    ("<b>3.5.2027</b>", "not-a-date"),
    ("٣.٥.٢٠٢٧", "not-a-date"),
    ("-1.1.2027", "not-a-date"),
];

pub(crate) fn write(file: &mut impl Write, random: &mut Random, site: &Calendar, cases: usize) {
    let mut calendars = vec![site.clone(), Calendar::default()];
    calendars.extend((0..20).map(|_| any_calendar(random)));
    let of_all: Vec<Value> = calendars.iter().map(json::calendar).collect();
    line(file, "calendars", 0, &Value::Null, &json!(of_all));
    for (text, expected) in TYPED {
        line(file, "parse", 0, &json!({ "text": text }), &json!(expected));
    }
    for year in 1583..=3000_i16 {
        line(file, "easter", 0, &json!({ "year": year }), &json!(easter(year).to_string()));
    }
    for (index, calendar) in calendars.iter().enumerate() {
        for year in 2000..=2100_i16 {
            let first = date(year, 1, 1);
            let days = first.series(1.day()).take_while(|day| day.year() == year);
            let days: String = days.map(|day| if is_working_day(day, calendar) { '1' } else { '0' }).collect();
            line(file, "calendar", index, &json!({ "first": number(first), "days": days }), &json!(days));
        }
    }
    for case in 0..cases {
        // Every other case counts on the site's own calendar.
        let index = if case % 2 == 0 { 0 } else { usize::try_from(random.between(0, 21)).unwrap() };
        one(file, random, index, &calendars[index], case);
    }
}

fn one(file: &mut impl Write, random: &mut Random, index: usize, calendar: &Calendar, case: usize) {
    let rule = any_rule(random);
    match case % 10 {
        0 => {
            let (day, count) = (any_day(random), i32::try_from(random.between(-80, 80)).unwrap());
            let found = add_business_days(day, count, calendar).map(number);
            line(file, "business", index, &json!({ "day": number(day), "count": count }), &json!(found));
        }
        1 | 2 => {
            let day = any_day(random);
            let found = match earliest_anchor(&rule, day, calendar) {
                Ok(anchor) => json!({ "day": number(anchor) }),
                Err(reason) => json!({ "reason": reason.as_str() }),
            };
            line(file, "earliest", index, &json!({ "rule": json::rule(&rule), "day": number(day) }), &found);
        }
        _ => {
            let anchors: Vec<Date> = (0..random.one(&[0, 1, 1, 1, 1, 1, 1, 2, 3])).map(|_| any_day(random)).collect();
            let found = match due(&rule, &anchors, calendar) {
                Ok(due) => json!({
                    "date": number(due.date), "counted": number(due.counted), "anchor": number(due.anchor), "reading": due.reading.as_str(),
                }),
                Err(reason) => json!({ "reason": reason.as_str() }),
            };
            let numbers: Vec<i32> = anchors.into_iter().map(number).collect();
            line(file, "due", index, &json!({ "rule": json::rule(&rule), "anchors": numbers }), &found);
        }
    }
}

fn line(file: &mut impl Write, kind: &str, calendar: usize, input: &Value, expected: &Value) {
    writeln!(file, "{}", json!({ "kind": kind, "calendar": calendar, "input": input, "expected": expected })).unwrap();
}

/// Days since 1970-01-01.
fn number(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

/// Mostly a day of the years in which dates are computed; often near their ends, sometimes outside.
fn any_day(random: &mut Random) -> Date {
    let (first, last) = (date(2000, 1, 1), date(2100, 12, 31));
    let near = i32::try_from(random.between(-40, 40)).unwrap();
    match random.between(0, 19) {
        0 => first + near.days(),
        1 => last + near.days(),
        _ => first + i32::try_from(random.between(0, i64::from((last - first).get_days()))).unwrap().days(),
    }
}

fn any_rule(random: &mut Random) -> Rule {
    let bound = random.one(&[Bound::Latest, Bound::Latest, Bound::Latest, Bound::Latest, Bound::Latest, Bound::Asap, Bound::InGoodTime, Bound::NotRequired]);
    let unit = random.one(&[Unit::Days, Unit::Days, Unit::BusinessDays, Unit::Weeks, Unit::Months]);
    let reach = random.one(&[3, 10, 60, 60, 400]);
    let count = i32::try_from(random.between(-reach, reach)).unwrap();
    Rule {
        bound,
        offset: (!random.once_in(12)).then_some(Offset { count, unit }),
        unit_stated: !random.once_in(3),
        roll: random.one(&[Roll::Earlier, Roll::Earlier, Roll::Later, Roll::None]),
        anchors: Vec::new(),
    }
}

fn any_calendar(random: &mut Random) -> Calendar {
    let weekdays: Vec<Weekday> = (1..=7).map(|day| Weekday::from_monday_one_offset(day).unwrap()).collect();
    let month_day = |random: &mut Random| (i8::try_from(random.between(1, 12)).unwrap(), i8::try_from(random.between(1, 29)).unwrap());
    let most = if random.once_in(10) { 7 } else { 3 };
    let weekend = (0..random.between(0, most)).map(|_| random.one(&weekdays)).collect();
    Calendar {
        fixed: (0..random.between(0, 12)).map(|_| month_day(random)).collect(),
        easter: (0..random.between(0, 4)).map(|_| i32::try_from(random.between(-120, 400)).unwrap()).collect(),
        moving: (0..random.between(0, 3)).map(|_| MovingDay { day: random.one(&weekdays), from: month_day(random), to: month_day(random) }).collect(),
        weekend,
    }
}
