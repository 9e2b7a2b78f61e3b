//! Rules and calendars as the browser reads them.

use crate::model::deadline::{Calendar, Rule};
use serde_json::{Value, json};

/// A calendar: months and days from 1, weekdays from Monday 1 to Sunday 7.
pub fn calendar(calendar: &Calendar) -> Value {
    let day = |(month, day): &(i8, i8)| json!([month, day]);
    json!({
        "fixed": calendar.fixed.iter().map(day).collect::<Vec<_>>(),
        "easter": calendar.easter,
        "moving": calendar
            .moving
            .iter()
            .map(|moving| json!({ "weekday": moving.day.to_monday_one_offset(), "from": day(&moving.from), "to": day(&moving.to) }))
            .collect::<Vec<_>>(),
        "weekend": calendar.weekend.iter().map(|weekday| weekday.to_monday_one_offset()).collect::<Vec<_>>(),
    })
}

/// A rule without its anchors, which stand beside it as references.
pub fn rule(rule: &Rule) -> Value {
    json!({
        "bound": rule.bound.as_str(),
        "offset": rule.offset.map(|offset| json!({ "count": offset.count, "unit": offset.unit.as_str() })),
        "unit_stated": rule.unit_stated,
        "roll": rule.roll.as_str(),
    })
}
