//! What readers have seen, and the fingerprint by which a change of an item's data is noticed.

use crate::model::condition::{answer_to_json, to_json};
use crate::model::deadline::{Deadline, Variant};
use crate::model::records::{Notice, Reference};
use crate::model::{Guide, Key, Model, Task};
use crate::resolve::ids;
use serde_json::{Value, json};

/// The fingerprint of an item's data, in hexadecimal: what it asks of readers, not its words. `None` for a record that is no item.
pub fn data_fingerprint(model: &Model, key: &Key) -> Option<String> {
    let data = match key.kind.as_str() {
        "task" => task(model, model.tasks.get(&key.id)?),
        "guide" => guide(model.guides.get(&key.id)?),
        "page" => json!({ "shows": model.pages.get(&key.id)?.shows }),
        _ => return None,
    };
    Some(blake3::hash(data.to_string().as_bytes()).to_hex()[..16].to_owned())
}

fn task(model: &Model, task: &Task) -> Value {
    let notice = task.notice.as_ref().and_then(|reference| model.notices.get(&reference.key.id));
    let deadline = task.deadline.as_ref().or(notice.and_then(|notice| notice.deadline.as_ref()));
    let owner = |owner: &crate::model::items::Owner| json!([owner.role.key.id, owner.when.as_ref().map(to_json)]);
    json!({
        "deadline": deadline.and_then(|reference| model.deadlines.get(&reference.key.id)).map(deadline_rules),
        "notice": notice.map(notice_ways),
        "applies": task.applies.as_ref().map(to_json),
        "owner": task.owners.iter().map(owner).collect::<Vec<_>>(),
        "strength": task.strength.as_str(),
        "after": ids(&task.after).collect::<Vec<_>>(),
    })
}

/// What a deadline asks for, variant by variant.
fn deadline_rules(deadline: &Deadline) -> Value {
    let anchors = |references: &[Reference]| references.iter().map(|reference| reference.key.to_string()).collect::<Vec<_>>();
    let variant = |variant: &Variant| {
        let rule = &variant.rule;
        let offset = rule.offset.map(|offset| offset.to_string());
        json!([variant.id, rule.bound.as_str(), offset, rule.unit_stated, rule.roll.as_str(), anchors(&rule.anchors), anchors(&variant.scope)])
    };
    json!([deadline.id, anchors(&deadline.anchors), deadline.variants.iter().map(variant).collect::<Vec<_>>()])
}

/// How a notice is sent: form, channel, sender, receiver, event and the variants of these.
fn notice_ways(notice: &Notice) -> Value {
    let key = |reference: &Option<Reference>| reference.as_ref().map(|reference| reference.key.to_string());
    let variants: Vec<Value> = notice.variants.iter().map(|variant| json!([variant.id, key(&variant.channel), variant.required])).collect();
    json!([notice.id, key(&notice.form), key(&notice.channel), notice.sender.key.id, key(&notice.receiver), notice.on.key.id, variants])
}

fn guide(guide: &Guide) -> Value {
    json!({
        "fixes": guide.fixes.iter().map(|(question, (answer, _))| json!([question, answer_to_json(answer)])).collect::<Vec<_>>(),
        "without": guide.without.iter().map(|entry| &entry.task.key.id).collect::<Vec<_>>(),
        "extra": guide.extra.iter().map(|entry| &entry.task.key.id).collect::<Vec<_>>(),
    })
}
