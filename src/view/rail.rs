//! The pages beside a page: where a reader is among services, roles or the tasks of a phase.

use super::context::View;
use super::tasks::is_retired;
use super::types::{RailGroup, RailItem};
use crate::model::Key;

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
    let same = view.site.resolved.phases.get(&task.phase).map(Vec::as_slice).unwrap_or_default();
    let (before, from) = same.split_at(view.site.resolved.places.get(&task.id).copied().unwrap_or_default().min(same.len()));
    let shown = |id: &&String| **id == task.id || !is_retired(view, id);
    let mut ids: Vec<&String> = before.iter().rev().filter(shown).take(BESIDE).collect();
    let place = ids.len();
    ids.reverse();
    ids.extend(from.iter().filter(shown).take(BESIDE));
    let keys = near(&ids, Some(place)).iter().map(|id| Key::new("task", id));
    vec![RailGroup { name: name.unwrap_or_default(), items: items(view, keys) }]
}

/// Pages of a group that stand beside a page: what is loaded with every page is not to grow with the site.
const BESIDE: usize = 30;

/// The items around the one at `place`; all, if they are few.
fn near<T>(items: &[T], place: Option<usize>) -> &[T] {
    let start = place.unwrap_or(0).saturating_sub(BESIDE / 2).min(items.len().saturating_sub(BESIDE));
    items.get(start..(start + BESIDE).min(items.len())).unwrap_or_default()
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
            let of_kind = model.declared.keys().filter(|other| &other.kind == id && !retired(view, other));
            let mut titled: Vec<(String, &Key)> = of_kind.map(|key| (view.title(key).text, key)).collect();
            view.sort_by_name(&mut titled, |(title, _)| title);
            let place = titled.iter().position(|(_, other)| *other == key);
            let items = items(view, near(&titled, place).iter().map(|(_, key)| (*key).clone()));
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
