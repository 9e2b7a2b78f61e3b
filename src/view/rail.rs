//! The pages beside a page: where a reader is among services, roles or the tasks of a phase.

use super::context::View;
use super::types::{RailGroup, RailItem};
use crate::model::Key;
use crate::resolve::guides;

/// The pages beside the page of `key`.
pub fn rail(view: &View<'_>, key: &Key) -> Vec<RailGroup> {
    let model = view.site.model;
    match key.kind.as_str() {
        "task" => tasks(view, key),
        "role" => {
            let mut items = items(view, model.roles.values().filter(|role| role.page).map(|role| Key::new("role", &role.id)));
            view.sort_by_name(&mut items, |item| &item.link.text);
            let name = view.page_showing("roles").map(|page| view.name(&page)).unwrap_or_default();
            vec![RailGroup { name, items }]
        }
        "guide" | "page" | "source" => Vec::new(),
        _ => declared(view, key),
    }
}

fn items(view: &View<'_>, keys: impl Iterator<Item = Key>) -> Vec<RailItem> {
    keys.map(|key| RailItem { link: view.title_link(&key), within: Vec::new() }).collect()
}

/// The tasks of the phase, in the order in which they are done.
fn tasks(view: &View<'_>, key: &Key) -> Vec<RailGroup> {
    let model = view.site.model;
    let Some(task) = model.tasks.get(&key.id) else { return Vec::new() };
    let name = model.site.phases.iter().find(|phase| phase.id == task.phase).map(|phase| view.text(&phase.name));
    let same = guides::order(model).into_iter().filter(|id| model.tasks.get(*id).is_some_and(|other| other.phase == task.phase));
    let keys = same.map(|id| Key::new("task", id)).filter(|other| other == key || !retired(view, other));
    vec![RailGroup { name: name.unwrap_or_default(), items: items(view, keys) }]
}

fn retired(view: &View<'_>, key: &Key) -> bool {
    let retired = view.record(key).and_then(|record| record.retired.as_ref());
    retired.is_some_and(|retired| retired.on <= view.site.model.site.as_of)
}

/// The declared records with pages by kind, the kind of the page first; under the page itself its guides.
fn declared(view: &View<'_>, key: &Key) -> Vec<RailGroup> {
    let model = view.site.model;
    let kinds = model.site.kinds.iter().filter(|(_, kind)| kind.page);
    let mut groups: Vec<(&String, RailGroup)> = kinds
        .map(|(id, kind)| {
            let mut items = items(view, model.declared.keys().filter(|other| &other.kind == id && !retired(view, other)).cloned());
            view.sort_by_name(&mut items, |item| &item.link.text);
            (id, RailGroup { name: view.text(&kind.name), items })
        })
        .filter(|(_, group)| !group.items.is_empty())
        .collect();
    groups.sort_by_key(|(id, _)| *id != &key.kind);
    let about = model.guides.values().filter(|guide| guide.about.iter().any(|about| &about.key == key));
    let guides: Vec<_> = about.map(|guide| view.link(&Key::new("guide", &guide.id))).collect();
    for item in groups.iter_mut().flat_map(|(_, group)| &mut group.items).filter(|item| item.link.current) {
        item.within.clone_from(&guides);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
