//! The pages beside a page: where a reader is among services, roles or the tasks of a phase.

use super::Site;
use super::context::View;
use super::tasks::is_retired;
use super::types::{RailGroup, RailItem};
use crate::model::{Common, Key};
use ahash::AHashMap;

/// The pages beside the page of `key`.
pub fn rail(view: &View<'_>, key: &Key) -> Vec<RailGroup> {
    match key.kind.as_str() {
        "task" => tasks(view, key),
        "role" => {
            let name = view.page_showing("roles").map(|page| view.name(&page)).unwrap_or_default();
            vec![RailGroup { name, items: sorted(view, "role", key) }]
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

/// The pages of a kind in the order of their titles.
#[derive(Debug, Default)]
pub(super) struct Sorted<'a> {
    keys: Vec<&'a Key>,
    places: AHashMap<&'a Key, usize>,
}

impl<'a> Sorted<'a> {
    /// The records of `kind` that have pages and are in force.
    pub(super) fn new(view: &View<'a>, kind: &str) -> Self {
        let of_kind = view.site.model.records.iter().filter(|(key, record)| key.kind == kind && has_page(&view.site, key) && !is_retired_record(view, record));
        let mut titled: Vec<(String, &Key)> = of_kind.map(|(key, _)| (view.title(key).text, key)).collect();
        view.sort_by_name(&mut titled, |(title, _)| title);
        let keys: Vec<&Key> = titled.into_iter().map(|(_, key)| key).collect();
        let places = keys.iter().copied().zip(0..).collect();
        Sorted { keys, places }
    }

    /// Those around `key`; the first, if it is not among them.
    fn around(&self, key: &Key) -> &[&'a Key] {
        near(&self.keys, self.places.get(key).copied())
    }
}

/// The kinds of which pages stand beside each other in the order of their titles.
pub(super) fn sorted_kinds<'a>(site: &Site<'a>) -> impl Iterator<Item = &'a str> {
    let declared = site.model.site.kinds.iter().filter(|(_, kind)| kind.page).map(|(id, _)| id.as_str());
    declared.chain(["role"])
}

fn has_page(site: &Site<'_>, key: &Key) -> bool {
    key.kind != "role" || site.model.roles.get(&key.id).is_some_and(|role| role.page)
}

fn is_retired_record(view: &View<'_>, record: &Common) -> bool {
    record.retired.as_ref().is_some_and(|retired| retired.on <= view.site.model.site.as_of)
}

fn sorted(view: &View<'_>, kind: &str, key: &Key) -> Vec<RailItem> {
    let keys = |sorted: &Sorted<'_>| items(view, sorted.around(key).iter().map(|key| (*key).clone()));
    match view.site.known.and_then(|known| known.sorted(view.language, kind)) {
        Some(known) => keys(known),
        None => keys(&Sorted::new(view, kind)),
    }
}

/// The declared records with pages by kind, the kind of the page first; under the page itself its guides.
fn declared(view: &View<'_>, key: &Key) -> Vec<RailGroup> {
    let model = view.site.model;
    let kinds = model.site.kinds.iter().filter(|(_, kind)| kind.page);
    let mut groups: Vec<(&String, RailGroup)> = kinds
        .map(|(id, kind)| (id, RailGroup { name: view.text(&kind.name), items: sorted(view, id, key) }))
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
