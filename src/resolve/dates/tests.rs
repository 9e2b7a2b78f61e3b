use super::*;
use crate::model::deadline::MovingDay;
use jiff::civil::Weekday;
use proptest::prelude::*;

/// Days as in the Finnish act on the computation of statutory time limits (150/1930, section 5).
fn calendar() -> Calendar {
    Calendar {
        fixed: vec![(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)],
        easter: vec![-2, 1, 39],
        moving: vec![MovingDay { day: Weekday::Friday, from: (6, 19), to: (6, 25) }],
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
    }
}

fn rule(offset: &str, roll: Roll) -> Rule {
    Rule { bound: Bound::Latest, offset: Some(offset.parse().unwrap()), unit_stated: true, roll, anchors: Vec::new() }
}

fn due_date(rule: &Rule, anchor: Date) -> Date {
    due(rule, &[anchor], &calendar()).unwrap().date
}

#[test]
fn easter_is_on_the_days_of_the_printed_tables() {
    let known = [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2021, 4, 4), (2024, 3, 31), (2038, 4, 25), (2076, 4, 19), (2100, 3, 28)];
    for (year, month, day) in known {
        assert_eq!(easter(year), date(year, month, day));
    }
}

#[test]
fn days_of_every_kind_are_not_working_days() {
    let free = [(2021, 4, 2), (2021, 4, 5), (2021, 5, 13), (2021, 6, 25), (2021, 12, 6), (2021, 12, 24), (2021, 6, 26), (2021, 4, 4)];
    for (year, month, day) in free {
        assert!(!is_working_day(date(year, month, day), &calendar()), "{year}-{month}-{day}");
    }
    assert!(is_working_day(date(2021, 4, 1), &calendar()));
    assert!(is_working_day(date(2021, 6, 18), &calendar()));
}

#[test]
fn weeks_before_roll_to_the_working_day_before() {
    assert_eq!(due_date(&rule("-2 weeks", Roll::Earlier), date(2027, 5, 3)), date(2027, 4, 19));
    assert_eq!(due_date(&rule("-3 weeks", Roll::Earlier), date(2021, 4, 26)), date(2021, 4, 1), "over Easter Monday to Maundy Thursday");
    assert_eq!(due_date(&rule("-3 weeks", Roll::Later), date(2021, 4, 26)), date(2021, 4, 6));
    assert_eq!(due_date(&rule("-3 weeks", Roll::None), date(2021, 4, 26)), date(2021, 4, 5));
}

#[test]
fn months_end_on_the_last_day() {
    assert_eq!(due_date(&rule("1 month", Roll::None), date(2024, 1, 31)), date(2024, 2, 29));
    assert_eq!(due_date(&rule("-1 month", Roll::None), date(2023, 3, 31)), date(2023, 2, 28));
}

#[test]
fn a_day_rolled_onto_its_anchor_rolls_the_other_way() {
    // A Friday, two days: Sunday, and the Friday before is the anchor itself.
    assert_eq!(due_date(&rule("2 days", Roll::Earlier), date(2021, 4, 16)), date(2021, 4, 19));
    // A Monday, one day before: Sunday, and the Monday after is the anchor itself.
    assert_eq!(due_date(&rule("-1 days", Roll::Later), date(2021, 4, 19)), date(2021, 4, 16));
}

#[test]
fn an_unstated_unit_is_read_strictly() {
    let unstated = |offset| Rule { unit_stated: false, ..rule(offset, Roll::Earlier) };
    let after = due(&unstated("2 days"), &[date(2021, 4, 15)], &calendar()).unwrap();
    assert_eq!((after.date, after.reading, after.counted), (date(2021, 4, 16), Reading::CalendarDays, date(2021, 4, 17)));
    let before = due(&unstated("-2 days"), &[date(2021, 4, 13)], &calendar()).unwrap();
    assert_eq!((before.date, before.reading), (date(2021, 4, 9), Reading::CalendarDays), "both readings end on the Friday");
    let before = due(&unstated("-3 days"), &[date(2021, 4, 13)], &calendar()).unwrap();
    assert_eq!((before.date, before.reading), (date(2021, 4, 8), Reading::BusinessDays));
}

#[test]
fn what_gives_no_day_says_why() {
    let anchor = [date(2021, 4, 7)];
    let asap = Rule { bound: Bound::Asap, offset: None, ..rule("1 day", Roll::Earlier) };
    assert_eq!(due(&asap, &anchor, &calendar()), Err(NoDay::NoOffset));
    assert_eq!(due(&Rule { bound: Bound::NotRequired, ..asap }, &anchor, &calendar()), Err(NoDay::NotRequired));
    assert_eq!(due(&rule("1 day", Roll::Earlier), &[], &calendar()), Err(NoDay::NoAnchor));
    assert_eq!(due(&rule("1 day", Roll::Earlier), &[date(1900, 1, 1)], &calendar()), Err(NoDay::OutsideYears));
    assert_eq!(due(&rule("-1 month", Roll::Earlier), &[date(2000, 1, 3)], &calendar()), Err(NoDay::OutsideYears));
    assert_eq!(due(&rule("1 day", Roll::Earlier), &[date(2100, 12, 31)], &calendar()), Err(NoDay::OutsideYears));
}

#[test]
fn a_calendar_without_working_days_ends() {
    let all = Calendar { weekend: (1..=7).map(|day| Weekday::from_monday_one_offset(day).unwrap()).collect(), ..Calendar::default() };
    assert_eq!(due(&rule("3 business-days", Roll::Earlier), &[date(2050, 1, 1)], &all), Err(NoDay::OutsideYears));
    assert_eq!(due(&rule("3 days", Roll::Earlier), &[date(2050, 1, 1)], &all), Err(NoDay::OutsideYears));
}

fn day() -> impl Strategy<Value = Date> {
    (0..36_889_i32).prop_map(|days| date(2000, 1, 1) + days.days())
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let unit = prop::sample::select(vec![Unit::Days, Unit::BusinessDays, Unit::Weeks, Unit::Months]);
    let roll = prop::sample::select(vec![Roll::Earlier, Roll::Later, Roll::None]);
    (-60..=60_i32, unit, roll, any::<bool>()).prop_map(|(count, unit, roll, unit_stated)| Rule {
        bound: Bound::Latest,
        offset: Some(Offset { count, unit }),
        unit_stated,
        roll,
        anchors: Vec::new(),
    })
}

proptest! {
    #[test]
    fn a_rolled_day_is_a_working_day(rule in any_rule(), anchor in day()) {
        if let Ok(due) = due(&rule, &[anchor], &calendar()) {
            prop_assert!(rule.roll == Roll::None || is_working_day(due.date, &calendar()));
        }
    }

    #[test]
    fn a_due_day_stays_on_its_side_of_the_anchor(rule in any_rule(), anchor in day()) {
        let count = rule.offset.unwrap().count;
        if let Ok(due) = due(&rule, &[anchor], &calendar()) {
            prop_assert!(count == 0 || (due.date > anchor) == (count > 0));
            prop_assert!(count == 0 || due.date != anchor);
        }
    }

    #[test]
    fn a_later_anchor_is_never_due_earlier(rule in any_rule(), first in day(), second in day()) {
        let (first, second) = (first.min(second), first.max(second));
        if let (Ok(a), Ok(b)) = (due(&rule, &[first], &calendar()), due(&rule, &[second], &calendar())) {
            prop_assert!(a.date <= b.date);
        }
    }

    #[test]
    fn the_earliest_anchor_counts(rule in any_rule(), anchors in prop::collection::vec(day(), 1..4)) {
        prop_assert_eq!(due(&rule, &anchors, &calendar()), due(&rule, &[*anchors.iter().min().unwrap()], &calendar()));
    }

    #[test]
    fn an_unstated_unit_is_never_later_than_either_reading(rule in any_rule(), anchor in day()) {
        let of = |unit, unit_stated| due(&Rule { offset: Some(Offset { unit, ..rule.offset.unwrap() }), unit_stated, ..rule.clone() }, &[anchor], &calendar());
        if let (Ok(strict), Ok(days), Ok(business)) = (of(Unit::Days, false), of(Unit::Days, true), of(Unit::BusinessDays, true)) {
            prop_assert_eq!(strict.date, days.date.min(business.date));
        }
    }

    #[test]
    fn business_days_there_and_back(anchor in day(), count in 1..40_i32) {
        let calendar = calendar();
        prop_assume!(is_working_day(anchor, &calendar));
        if let Some(there) = add_business_days(anchor, count, &calendar) {
            prop_assert_eq!(add_business_days(there, -count, &calendar), Some(anchor));
        }
    }

    #[test]
    fn the_earliest_anchor_works_and_the_day_before_does_not(rule in any_rule(), not_before in day()) {
        let calendar = calendar();
        if let Ok(anchor) = earliest_anchor(&rule, not_before, &calendar) {
            prop_assert!(due(&rule, &[anchor], &calendar).unwrap().date >= not_before);
            if let Ok(before) = anchor.yesterday().map_err(|_| ()).and_then(|day| due(&rule, &[day], &calendar).map_err(|_| ())) {
                prop_assert!(before.date < not_before);
            }
        }
    }

    #[test]
    fn easter_is_a_sunday_between_its_bounds(year in 1583_i16..4000) {
        let day = easter(year);
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&day));
    }
}

#[test]
fn holidays_are_the_days_that_a_walk_over_all_years_finds() {
    let moving = |day, from, to| MovingDay { day, from, to };
    let other = Calendar {
        fixed: vec![(2, 29), (6, 25), (12, 31)],
        easter: vec![-36_525, -365, -60, 0, 1, 300, 36_525],
        moving: vec![moving(Weekday::Monday, (12, 28), (1, 4)), moving(Weekday::Friday, (6, 19), (6, 25)), moving(Weekday::Sunday, (5, 1), (5, 9))],
        weekend: vec![Weekday::Sunday],
    };
    let first = date(*YEARS.start(), 1, 1);
    for calendar in [calendar(), other] {
        let days = (0..=(date(*YEARS.end(), 12, 31) - first).get_days()).map(|days| first + days.days());
        let walked: Vec<Date> = days.filter(|day| !calendar.weekend.contains(&day.weekday()) && !is_working_day(*day, &calendar)).collect();
        assert!(walked.len() > 500);
        assert_eq!(holidays(&calendar), walked);
    }
}
