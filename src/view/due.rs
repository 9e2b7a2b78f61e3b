//! Deadlines, notices and conflicts as pages show them: what the guidance follows, beside what every source says.

use super::context::View;
use super::types::*;
use crate::i18n::sentences::deadlines;
use crate::model::deadline::{Deadline, Rule};
use crate::model::records::{Conflict, Follows, Notice, Reference, Ruling};
use crate::model::{Key, PerLang};
use crate::resolve::asof;
use crate::resolve::rulings::{self, Effective, EffectiveNotice};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The messages of this module.
pub const MESSAGES: &[(&str, &[&str])] = &[("notice-duty-none", &[]), ("notice-channel-unknown", &[])];

/// A rule for scripts: `bound`, `offset`, `unit_stated`, `roll`, `anchors`.
pub fn rule_data(rule: &Rule, own: &[Reference]) -> Value {
    let anchors = if rule.anchors.is_empty() { own } else { &rule.anchors };
    json!({
        "bound": rule.bound.as_str(),
        "offset": rule.offset.map(|offset| json!({ "count": offset.count, "unit": offset.unit.as_str() })),
        "unit_stated": rule.unit_stated,
        "roll": rule.roll.as_str(),
        "anchors": anchors.iter().map(|anchor| anchor.key.to_string()).collect::<Vec<_>>(),
    })
}

/// A deadline.
pub fn due(view: &View<'_>, id: &str) -> Option<Due> {
    let model = view.site.model;
    let deadline = model.deadlines.get(id)?;
    let key = Key::new("deadline", id);
    let effective = rulings::effective(model, view.site.resolved, deadline);
    let (phrase, rule) = match &effective {
        Effective::Variant(variant) => (Text { text: deadlines::variant(&view.wording(), deadline, variant), lang: None }, Some(&variant.rule)),
        Effective::Own(_, Some(rule)) => (Text { text: deadlines::phrase(&view.wording(), rule, &deadline.anchors), lang: None }, Some(*rule)),
        Effective::Own(text, None) => (view.text(text), None),
        Effective::Undecided => (view.name(&key), None),
    };
    let ruled = match &effective {
        Effective::Variant(variant) => Some(variant.id.as_str()),
        _ => None,
    };
    let notes = rule.map(|rule| deadlines::notes(&view.wording(), rule)).unwrap_or_default();
    Some(Due {
        id: id.to_owned(),
        name: view.name(&key),
        phrase,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        variants: deadline_variants(view, deadline, ruled),
        conflict: conflict_link(view, &key),
        anchors: events(view, rule.filter(|rule| !rule.anchors.is_empty()).map_or(&deadline.anchors, |rule| &rule.anchors)),
        rule: rule.map(|rule| rule_data(rule, &deadline.anchors)),
        url: view.url_of(&key),
    })
}

fn events(view: &View<'_>, anchors: &[Reference]) -> Vec<Text> {
    anchors.iter().map(|anchor| view.name(&anchor.key)).collect()
}

/// From which day what the guidance follows has been said: older statements are earlier ones. `None` where nothing older was followed.
fn cutoff(view: &View<'_>, key: &Key) -> Option<Date> {
    let conflict = rulings::conflict_of(view.site.model, view.site.resolved, key)?;
    cutoff_of(view, conflict)
}

fn cutoff_of(view: &View<'_>, conflict: &Conflict) -> Option<Date> {
    let index = *view.site.resolved.rulings.get(&conflict.id)?;
    match &conflict.rulings.get(index)?.follows {
        Follows::Variant(id) => asof::said_since(view.site.model, &conflict.variants.iter().find(|variant| &variant.id == id)?.facts),
        Follows::Own { .. } => (index > 0).then(|| conflict.rulings[index].from),
    }
}

/// Marks what was said before the cut-off and is not followed.
fn mark_earlier(view: &View<'_>, variants: &mut [Variant], cutoff: Option<Date>) {
    let Some(cutoff) = cutoff.map(|cutoff| view.day(cutoff).iso) else { return };
    for variant in variants.iter_mut().filter(|variant| !variant.ruled && !variant.later) {
        variant.earlier = variant.since.as_ref().is_some_and(|since| since.iso < cutoff);
    }
}

/// Every statement of a deadline; none where there is only one and it is followed.
fn deadline_variants(view: &View<'_>, deadline: &Deadline, ruled: Option<&str>) -> Vec<Variant> {
    let model = view.site.model;
    if deadline.variants.len() == 1 && ruled.is_some() {
        return Vec::new();
    }
    let mut variants: Vec<Variant> = deadline
        .variants
        .iter()
        .map(|variant| {
            let since = asof::said_since(model, &variant.facts);
            Variant {
                id: variant.id.clone(),
                text: Text { text: deadlines::variant(&view.wording(), deadline, variant), lang: None },
                scope: view.links(&variant.scope),
                facts: view.facts(&variant.facts),
                since: since.map(|since| view.day(since)),
                ruled: ruled == Some(variant.id.as_str()),
                later: asof::is_later(model, &variant.facts),
                earlier: false,
                rule: Some(rule_data(&variant.rule, &deadline.anchors)),
            }
        })
        .collect();
    mark_earlier(view, &mut variants, cutoff(view, &Key::new("deadline", &deadline.id)));
    variants
}

/// The conflict about a record, as tasks and pages point at it.
pub fn conflict_link(view: &View<'_>, key: &Key) -> Option<ConflictLink> {
    rulings::conflict_of(view.site.model, view.site.resolved, key).map(|conflict| link_to(view, conflict))
}

/// A pointer to a conflict.
pub fn link_to(view: &View<'_>, conflict: &Conflict) -> ConflictLink {
    let (ruling, _, reason) = ruling(view, conflict);
    ConflictLink { id: conflict.id.clone(), link: view.link(&Key::new("conflict", &conflict.id)), ruling, reason }
}

/// What the guidance follows, from when, and why.
fn ruling(view: &View<'_>, conflict: &Conflict) -> (Option<Text>, Option<Day>, Text) {
    let ruling = rulings::ruling(view.site.model, view.site.resolved, &conflict.id);
    let reason = ruling.and_then(|ruling| ruling.reason.as_ref()).unwrap_or(&conflict.reason);
    let text = ruling.and_then(|ruling| followed(view, conflict, ruling));
    (text, ruling.map(|ruling| view.day(ruling.from)), view.text(reason))
}

/// What a ruling follows, in words.
fn followed(view: &View<'_>, conflict: &Conflict, ruling: &Ruling) -> Option<Text> {
    match &ruling.follows {
        Follows::Own { text, rule } => Some(own_text(view, text, rule.as_ref(), rulings::anchors(view.site.model, conflict))),
        Follows::Variant(id) => conflict.variants.iter().find(|variant| &variant.id == id).map(|variant| view.text(&variant.text)),
    }
}

/// Rulings on the as-of date that took the place of an earlier one, the latest first.
pub fn changed_rulings(view: &View<'_>) -> Vec<RulingChange> {
    let as_of = view.site.model.site.as_of;
    let mut changes: Vec<RulingChange> = Vec::new();
    for conflict in view.site.model.conflicts.values() {
        for pair in conflict.rulings.windows(2).filter(|pair| pair[1].from <= as_of) {
            changes.push(RulingChange {
                on: view.day(pair[1].from),
                link: view.link(&Key::new("conflict", &conflict.id)),
                now: followed(view, conflict, &pair[1]).unwrap_or_default(),
                before: followed(view, conflict, &pair[0]).unwrap_or_default(),
                reason: pair[1].reason.as_ref().map(|reason| view.text(reason)),
            });
        }
    }
    changes.sort_by(|a, b| b.on.iso.cmp(&a.on.iso));
    changes
}

/// The words of an editor's own ruling; `{rule}` in them stands for its rule as a phrase.
fn own_text(view: &View<'_>, text: &PerLang<String>, rule: Option<&Rule>, anchors: &[Reference]) -> Text {
    let text = view.text(text);
    let rule = rule.filter(|_| text.lang.is_none());
    Text { text: deadlines::own_words(&view.wording(), &text.text, rule, anchors), lang: text.lang }
}

/// A conflict with all its sides.
pub fn conflict(view: &View<'_>, conflict: &Conflict) -> super::pages::ConflictView {
    let model = view.site.model;
    let followed = rulings::ruling(model, view.site.resolved, &conflict.id).and_then(|ruling| match &ruling.follows {
        Follows::Variant(id) => Some(id.as_str()),
        Follows::Own { .. } => None,
    });
    let mut variants: Vec<Variant> = conflict
        .variants
        .iter()
        .map(|variant| Variant {
            id: variant.id.clone(),
            text: view.text(&variant.text),
            scope: Vec::new(),
            facts: view.facts(&variant.facts),
            since: asof::said_since(model, &variant.facts).map(|since| view.day(since)),
            ruled: followed == Some(variant.id.as_str()),
            later: asof::is_later(model, &variant.facts),
            earlier: false,
            rule: None,
        })
        .collect();
    mark_earlier(view, &mut variants, cutoff_of(view, conflict));
    variants.sort_by(|a, b| a.since.as_ref().map(|day| &day.iso).cmp(&b.since.as_ref().map(|day| &day.iso)));
    let (ruling, ruling_from, reason) = ruling(view, conflict);
    super::pages::ConflictView {
        id: conflict.id.clone(),
        name: view.name(&Key::new("conflict", &conflict.id)),
        topic: conflict.topic.as_ref().and_then(|topic| model.topics.get(&topic.key.id)).map(|topic| view.text(&topic.name)),
        about: view.links(&conflict.about),
        variants,
        ruling,
        ruling_from,
        reason,
        decided: view.day(conflict.decided),
        tasks: tasks_of(view, conflict),
    }
}

/// The tasks that a conflict concerns: those whose deadline or notice it is about, and those that refer to it.
fn tasks_of(view: &View<'_>, conflict: &Conflict) -> Vec<Link> {
    let model = view.site.model;
    let about = |reference: &Option<Reference>| reference.as_ref().is_some_and(|reference| conflict.about.iter().any(|about| about.key == reference.key));
    let own = Key::new("conflict", &conflict.id);
    let cited = view.site.resolved.used_by.get(&own);
    model
        .tasks
        .values()
        .filter(|task| {
            let key = Key::new("task", &task.id);
            let notice = task.notice.as_ref().and_then(|notice| model.notices.get(&notice.key.id));
            about(&task.deadline)
                || about(&task.notice)
                || notice.is_some_and(|notice| about(&notice.deadline))
                || cited.is_some_and(|users| users.contains(&key))
                || conflict.about.iter().any(|about| about.key == key)
        })
        .map(|task| view.link(&Key::new("task", &task.id)))
        .collect()
}

/// A notice.
pub fn notice(view: &View<'_>, notice: &Notice) -> NoticeView {
    let model = view.site.model;
    let key = Key::new("notice", &notice.id);
    let effective = rulings::effective_notice(model, view.site.resolved, notice);
    let (channel, channel_text, required) = match &effective {
        EffectiveNotice::Plain => (notice.channel.as_ref(), None, true),
        EffectiveNotice::Variant(variant) => (variant.channel.as_ref(), None, variant.required),
        EffectiveNotice::Own(text) => (None, Some(view.text(text)), true),
        EffectiveNotice::Undecided => (None, None, true),
    };
    let ruled = match &effective {
        EffectiveNotice::Variant(variant) => Some(variant.id.as_str()),
        _ => None,
    };
    NoticeView {
        id: notice.id.clone(),
        name: view.name(&key),
        on: view.name(&notice.on.key),
        form: notice.form.as_ref().map(|form| view.link(&form.key)),
        channel: channel.map(|channel| channel_link(view, &channel.key)),
        channel_text,
        required,
        due: notice.deadline.as_ref().and_then(|deadline| due(view, &deadline.key.id)),
        sender: role(view, &notice.sender.key.id),
        receiver: notice.receiver.as_ref().map(|receiver| role(view, &receiver.key.id)),
        variants: notice_variants(view, notice, ruled),
        conflict: conflict_link(view, &key),
        tasks: model
            .tasks
            .values()
            .filter(|task| task.notice.as_ref().is_some_and(|own| own.key == key))
            .map(|task| view.link(&Key::new("task", &task.id)))
            .collect(),
        facts: view.record(&key).map(|record| view.facts(&record.facts)).unwrap_or_default(),
        event: notice.on.key.id.clone(),
    }
}

/// A channel by its address, or else by its name.
fn channel_link(view: &View<'_>, key: &Key) -> Link {
    let link = view.link(key);
    match view.site.model.channels.get(&key.id).and_then(|channel| channel.address.clone()) {
        Some(address) => Link { text: address, lang: None, ..link },
        None => link,
    }
}

fn notice_variants(view: &View<'_>, notice: &Notice, ruled: Option<&str>) -> Vec<Variant> {
    let model = view.site.model;
    let text = |variant: &crate::model::records::NoticeVariant| match (&variant.channel, variant.required) {
        (_, false) => Text { text: view.message("notice-duty-none"), lang: None },
        (Some(channel), true) => {
            let link = channel_link(view, &channel.key);
            Text { text: link.text, lang: link.lang }
        }
        (None, true) => Text { text: view.message("notice-channel-unknown"), lang: None },
    };
    let mut variants: Vec<Variant> = notice
        .variants
        .iter()
        .map(|variant| Variant {
            id: variant.id.clone(),
            text: text(variant),
            scope: Vec::new(),
            facts: view.facts(&variant.facts),
            since: asof::said_since(model, &variant.facts).map(|since| view.day(since)),
            ruled: ruled == Some(variant.id.as_str()),
            later: asof::is_later(model, &variant.facts),
            earlier: false,
            rule: None,
        })
        .collect();
    mark_earlier(view, &mut variants, cutoff(view, &Key::new("notice", &notice.id)));
    variants
}

/// A role that acts in every case.
pub fn role(view: &View<'_>, id: &str) -> RoleLink {
    RoleLink { id: id.to_owned(), link: view.link(&Key::new("role", id)), when: None, check: false }
}
