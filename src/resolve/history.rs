//! What readers have seen, and the fingerprint by which a change of an item's data is noticed.

use crate::model::condition::to_json;
use crate::model::{Guide, Key, Model, Task};
use crate::resolve::ids;
use serde_json::{Value, json};

/// The fingerprint of an item's data, in hexadecimal: what it asks of readers, not its words. `None` for a record that is no item.
pub fn data_fingerprint(model: &Model, key: &Key) -> Option<String> {
    let data = match key.kind.as_str() {
        "task" => task(model.tasks.get(&key.id)?),
        "guide" => guide(model.guides.get(&key.id)?),
        "page" => json!({ "shows": model.pages.get(&key.id)?.shows }),
        _ => return None,
    };
    Some(blake3::hash(data.to_string().as_bytes()).to_hex()[..16].to_owned())
}

fn task(task: &Task) -> Value {
    let owner = |owner: &crate::model::items::Owner| json!([owner.role.key.id, owner.when.as_ref().map(to_json)]);
    json!({
        "deadline": task.deadline.as_ref().map(|reference| &reference.key.id),
        "notice": task.notice.as_ref().map(|reference| &reference.key.id),
        "applies": task.applies.as_ref().map(to_json),
        "owner": task.owners.iter().map(owner).collect::<Vec<_>>(),
        "strength": task.strength.as_str(),
        "after": ids(&task.after).collect::<Vec<_>>(),
    })
}

fn guide(guide: &Guide) -> Value {
    json!({
        "fixes": guide.fixes.iter().map(|(question, (answer, _))| json!([question, format!("{answer:?}")])).collect::<Vec<_>>(),
        "without": guide.without.iter().map(|entry| &entry.task.key.id).collect::<Vec<_>>(),
        "extra": guide.extra.iter().map(|entry| &entry.task.key.id).collect::<Vec<_>>(),
    })
}
