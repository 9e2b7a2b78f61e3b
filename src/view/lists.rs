//! Pages that list records: deadlines, notices, prerequisites, conflicts, glossary, roles, sources, parity, changes, the A–Ö index.

use super::context::View;
use super::pages::*;
use super::types::*;
use super::{due, guides, plan, prose, records, tasks, timeline};
use crate::model::records::Reference;
use crate::model::{Item, Key};
use crate::resolve::asof;
use crate::resolve::parity::{State, state_name};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The messages of this module.
pub const MESSAGES: &[(&str, &[&str])] = &[
    ("parity-both", &[]),
    ("parity-partial", &[]),
    ("parity-only", &["lang"]),
    ("parity-contradiction", &[]),
    ("index-kind-guide", &[]),
    ("index-kind-role", &[]),
    ("index-kind-task", &[]),
    ("index-kind-term", &[]),
    ("index-kind-section", &["page"]),
];

fn prose_of(view: &View<'_>, item: &Item) -> Prose {
    prose::item(view, item)
}

/// The home page.
pub fn home(view: &View<'_>, item: &Item) -> Home {
    let model = view.site.model;
    let conflicts = view.page_showing("conflicts").filter(|_| !model.conflicts.is_empty());
    let mut changes = all_changes(view);
    changes.truncate(5);
    Home {
        prose: prose_of(view, item),
        groups: guides::by_group(view),
        roles: roles_with_pages(view),
        finder: view.page_showing("finder").map(|key| view.link(&key)),
        conflicts: conflicts.map(|key| (model.conflicts.len(), view.link(&key))),
        changes,
    }
}

fn roles_with_pages(view: &View<'_>) -> Vec<Link> {
    let mut roles: Vec<Link> = view.site.model.roles.values().filter(|role| role.page).map(|role| view.title_link(&Key::new("role", &role.id))).collect();
    view.sort_by_name(&mut roles, |link| &link.text);
    roles
}

/// The list of declared records with pages, by kind.
pub fn services(view: &View<'_>, item: &Item) -> Services {
    let model = view.site.model;
    let kinds = model.site.kinds.iter().filter(|(_, kind)| kind.page);
    let groups = kinds.map(|(id, kind)| {
        let mut items: Vec<RecordCard> = model.declared.keys().filter(|key| &key.kind == id).map(|key| card(view, key)).collect();
        view.sort_by_name(&mut items, |card| &card.link.text);
        Group { id: id.clone(), name: view.text(&kind.name), items }
    });
    let mut groups: Vec<Group<RecordCard>> = groups.filter(|group| !group.items.is_empty()).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.id == "service"));
    Services { prose: prose_of(view, item), groups }
}

fn card(view: &View<'_>, key: &Key) -> RecordCard {
    RecordCard { link: view.title_link(key), text: view.record(key).and_then(|record| record.text.as_ref()).map(|text| view.text(text)) }
}

/// All deadlines, by what they count from.
pub fn deadlines(view: &View<'_>, item: &Item) -> Deadlines {
    let model = view.site.model;
    let mut groups: BTreeMap<String, Group<DeadlineEntry>> = BTreeMap::new();
    let mut of_deadline: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for task in model.tasks.values() {
        if let Some(deadline) = tasks::deadline_id(view, task) {
            of_deadline.entry(deadline).or_default().push(&task.id);
        }
    }
    for deadline in model.deadlines.values() {
        let Some(due) = due::due(view, &deadline.id) else { continue };
        let anchor = &deadline.anchors[0].key;
        let tasks = of_deadline.get(deadline.id.as_str()).into_iter().flatten().map(|task| view.link(&Key::new("task", task)));
        let group = groups.entry(anchor.to_string()).or_insert_with(|| Group { id: anchor.id.clone(), name: view.title(anchor), items: Vec::new() });
        group.items.push(DeadlineEntry { due, tasks: tasks.collect() });
    }
    Deadlines {
        prose: prose_of(view, item),
        groups: groups.into_values().collect(),
        calendar: model.calendar_note.as_ref().map(|note| view.text(note)),
        timeline: timeline::deadlines(view),
    }
}

/// All notices.
pub fn notices(view: &View<'_>, item: &Item) -> Notices {
    let mut notices: Vec<NoticeView> = view.site.model.notices.values().map(|notice| due::notice(view, notice)).collect();
    view.sort_by_name(&mut notices, |notice| &notice.on.text);
    Notices { prose: prose_of(view, item), notices }
}

/// The graph of prerequisites and its list.
pub fn prerequisites(view: &View<'_>, item: &Item) -> Prerequisites {
    let requires = &view.site.resolved.requires;
    let mut groups: Vec<PrerequisiteGroup> =
        requires.iter().map(|(from, ids)| PrerequisiteGroup { from: view.link(from), requires: records::prerequisites(view, Some(ids)) }).collect();
    view.sort_by_name(&mut groups, |group| &group.from.text);
    Prerequisites { prose: prose_of(view, item), graph: super::graph::prerequisites(view), groups }
}

/// All conflicts.
pub fn conflicts(view: &View<'_>, item: &Item) -> Conflicts {
    let mut conflicts: Vec<ConflictView> = view.site.model.conflicts.values().map(|conflict| due::conflict(view, conflict)).collect();
    view.sort_by_name(&mut conflicts, |conflict| &conflict.name.text);
    Conflicts { prose: prose_of(view, item), conflicts }
}

/// The first letter of a name, as a heading in the alphabet; digits and signs stand under `#`.
fn letter(name: &str) -> String {
    let first = name.nfc().find(|character| character.is_alphanumeric());
    match first {
        Some(character) if character.is_alphabetic() => character.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

fn by_letter<T>(view: &View<'_>, mut items: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<Group<T>> {
    view.sort_by_name(&mut items, &name);
    let mut groups: Vec<Group<T>> = Vec::new();
    for item in items {
        let letter = letter(name(&item));
        match groups.iter_mut().find(|group| group.name.text == letter) {
            Some(group) => group.items.push(item),
            None => groups.push(Group { id: format!("letter-{}", groups.len() + 1), name: Text { text: letter, lang: None }, items: vec![item] }),
        }
    }
    groups
}

/// The glossary.
pub fn glossary(view: &View<'_>, item: &Item) -> Glossary {
    let terms: Vec<TermView> = view.site.model.terms.values().map(|term| records::term(view, term)).collect();
    Glossary { prose: prose_of(view, item), groups: by_letter(view, terms, |term| &term.name.text) }
}

/// The list of roles.
pub fn roles(view: &View<'_>, item: &Item) -> Roles {
    let cards = |paged: bool| {
        let mut cards: Vec<RecordCard> =
            view.site.model.roles.values().filter(|role| role.page == paged).map(|role| card(view, &Key::new("role", &role.id))).collect();
        view.sort_by_name(&mut cards, |card| &card.link.text);
        cards
    };
    Roles { prose: prose_of(view, item), roles: cards(true), others: cards(false) }
}

fn all_changes(view: &View<'_>) -> Vec<ChangeView> {
    let mut changes: Vec<ChangeView> = view.all_changes().flat_map(|(key, changes)| tasks::changes(view, key, changes)).collect();
    changes.sort_by(|a, b| b.on.iso.cmp(&a.on.iso));
    changes
}

/// What has changed, and what is known to have changed since the as-of date.
pub fn changes(view: &View<'_>, item: &Item) -> Changes {
    let model = view.site.model;
    let paged = || model.records.values().map(|record| &**record).filter(|record| view.place(&record.key).is_some());
    // A term is renamed with the record that it names: one line tells of both.
    let same = |record: &&crate::model::Common| {
        let about = model.terms.get(&record.key.id).filter(|_| record.key.kind.as_str() == "term").and_then(|term| term.about.as_ref());
        about.and_then(|about| view.record(&about.key)).is_some_and(|about| !about.renamed.is_empty())
    };
    let named = || paged().filter(|record| !same(record));
    let names = named().flat_map(|record| records::later_names(view, record).into_iter().map(|name| (view.link(&record.key), name)));
    let told = |part: fn(Later) -> Vec<LaterInformation>| {
        let of = |record: &crate::model::Common| part(tasks::later(view, record)).into_iter().map(|later| (view.link(&record.key), later)).collect::<Vec<_>>();
        let mut all: Vec<(Link, LaterInformation)> = paged().flat_map(of).collect();
        all.sort_by(|a, b| a.1.on.iso.cmp(&b.1.on.iso));
        all
    };
    let earlier = named().flat_map(|record| earlier(view, record).into_iter().map(|name| (view.link(&record.key), name)));
    Changes {
        prose: prose_of(view, item),
        changes: all_changes(view),
        names: names.collect(),
        later: told(|later| later.ahead),
        holding: told(|later| later.holding),
        rulings: due::changed_rulings(view),
        variants: later_variants(view),
        earlier_names: earlier.collect(),
        feed: Link { url: view.url(&format!("/{}/feed.atom", view.lang())), ..Link::default() },
    }
}

/// Each earlier name with the day on which the next one came.
fn earlier(view: &View<'_>, record: &crate::model::Common) -> Vec<NameView> {
    let as_of = view.site.model.site.as_of;
    let in_force = record.renamed.iter().filter(|renamed| renamed.on <= as_of);
    let names = asof::earlier_names(record, as_of);
    names
        .iter()
        .zip(in_force)
        .map(|(name, next)| NameView { name: view.text(name.name), since: Some(view.day(next.on)), facts: view.facts(&next.facts) })
        .collect()
}

fn later_variants(view: &View<'_>) -> Vec<(Link, Variant)> {
    let model = view.site.model;
    let deadlines = model.deadlines.keys().filter_map(|id| Some((view.link(&Key::new("deadline", id)), due::due(view, id)?.variants)));
    let notices = model.notices.values().map(|notice| (view.link(&Key::new("notice", &notice.id)), due::notice(view, notice).variants));
    let all = deadlines.chain(notices).flat_map(|(link, variants)| variants.into_iter().map(move |variant| (link.clone(), variant)));
    all.filter(|(_, variant)| variant.later).collect()
}

/// The list of sources.
pub fn sources(view: &View<'_>, item: &Item) -> Sources {
    let model = view.site.model;
    let mut all: Vec<(Option<jiff::civil::Date>, SourceCard)> =
        model.sources.values().filter_map(|source| Some((source.date(), records::source_card(view, &source.id)?))).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.link.text.cmp(&b.1.link.text)));
    let (later, sources): (Vec<_>, Vec<_>) = all.into_iter().partition(|(date, _)| date.is_some_and(|date| date > model.site.as_of));
    let cards = |list: Vec<(Option<jiff::civil::Date>, SourceCard)>| list.into_iter().map(|(_, card)| card).collect();
    Sources { prose: prose_of(view, item), sources: cards(sources), later: cards(later) }
}

/// How the sources compare.
pub fn parity(view: &View<'_>, item: &Item, only: Option<&Reference>) -> Parity {
    let wanted = view.site.resolved.comparisons.keys().filter(|id| only.is_none_or(|only| &only.key.id == *id));
    Parity { prose: prose_of(view, item), comparisons: wanted.map(|id| comparison(view, id)).collect() }
}

fn comparison(view: &View<'_>, id: &str) -> ComparisonView {
    let model = view.site.model;
    let points = view.site.resolved.comparisons.get(id).map(Vec::as_slice).unwrap_or_default();
    let mut counts: Vec<(State, usize)> = Vec::new();
    for point in points {
        match counts.iter_mut().find(|(state, _)| state == &point.state) {
            Some((_, count)) => *count += 1,
            None => counts.push((point.state.clone(), 1)),
        }
    }
    counts.sort();
    let sources = model.comparisons.get(id).map(|comparison| comparison.sources.as_slice()).unwrap_or_default();
    let point = |point: &crate::resolve::parity::Point| {
        let topic = model.topics.get(&point.topic);
        let facts = sources.iter().map(|source| {
            let own = point.facts.iter().find(|(id, _)| id == &source.key.id).map(|(_, facts)| facts.as_slice()).unwrap_or_default();
            own.iter().filter_map(|id| view.fact(id)).collect()
        });
        PointView {
            id: point.topic.clone(),
            name: topic.map(|topic| view.text(&topic.name)).unwrap_or_default(),
            state: state_name(model, &point.state),
            state_name: state_words(view, &point.state),
            facts: facts.collect(),
            note: topic.and_then(|topic| topic.scope_differs.as_ref()).map(|note| view.text(note)),
            conflict: point.conflict.as_ref().and_then(|id| model.conflicts.get(id)).map(|conflict| due::link_to(view, conflict)),
        }
    };
    ComparisonView {
        id: id.to_owned(),
        name: view.name(&Key::new("comparison", id)),
        sources: sources.iter().map(|source| source_link(view, source)).collect(),
        counts: counts.into_iter().map(|(state, count)| (state_name(model, &state), state_words(view, &state), count)).collect(),
        points: points.iter().map(point).collect(),
    }
}

fn source_link(view: &View<'_>, source: &Reference) -> Link {
    let lang = view.site.model.sources.get(&source.key.id).and_then(|source| view.foreign_id(&source.lang));
    Link { lang, ..view.link(&source.key) }
}

fn state_words(view: &View<'_>, state: &State) -> String {
    match state {
        State::Both => view.message("parity-both"),
        State::Partial => view.message("parity-partial"),
        State::Contradiction => view.message("parity-contradiction"),
        State::Only(source) => {
            let lang = view.site.model.sources.get(source).map_or("", |source| source.lang.as_str());
            view.message_with("parity-only", &[("lang", crate::i18n::Arg::Text(lang))])
        }
    }
}

/// Where every fact is used, by source.
pub fn coverage(view: &View<'_>, item: &Item) -> Coverage {
    let group = |source: &crate::model::records::Source| Group {
        id: source.id.clone(),
        name: Text { text: source.title.clone(), lang: view.foreign_id(&source.lang) },
        items: source.facts.iter().filter_map(|id| records::fact(view, id)).collect(),
    };
    Coverage { prose: prose_of(view, item), groups: view.site.model.sources.values().map(group).collect() }
}

/// The A–Ö index of terms, pages and sections.
pub fn index(view: &View<'_>, item: &Item) -> Index {
    let model = view.site.model;
    let mut entries: Vec<(Link, String)> = Vec::new();
    for term in model.terms.values() {
        entries.push((view.link(&Key::new("term", &term.id)), view.message("index-kind-term")));
    }
    for (key, paths) in view.site.resolved.routes.iter() {
        if paths.get(view.language).is_none_or(Option::is_none) || key.kind == "source" {
            continue;
        }
        let kind = match key.kind.as_str() {
            "guide" => view.message("index-kind-guide"),
            "role" => view.message("index-kind-role"),
            "task" => view.message("index-kind-task"),
            kind => model.site.kinds.get(kind).map(|kind| view.text(&kind.name).text).unwrap_or_default(),
        };
        entries.push((view.link(key), kind));
    }
    for item in view.items_of("page") {
        let (Some(file), Some(path)) = (item.words.get(view.language), view.site.resolved.routes.path(&item.key, view.language)) else { continue };
        let page = view.message_with("index-kind-section", &[("page", crate::i18n::Arg::Text(&view.name(&item.key).text))]);
        for block in file.sections() {
            let text = prose::in_words(view, &block.heading);
            entries.push((Link { url: view.url(&format!("{path}#{}", block.name.as_str())), text, lang: None, current: false }, page.clone()));
        }
    }
    entries.retain(|(link, _)| link.lang.is_none());
    Index { prose: prose_of(view, item), groups: by_letter(view, entries, |(link, _)| &link.text) }
}

/// The accessibility statement.
pub fn accessibility(view: &View<'_>, item: &Item, statement: &crate::model::items::Accessibility) -> Accessibility {
    let by_language = |texts: &BTreeMap<String, String>| texts.get(&**view.lang()).or_else(|| texts.values().next()).cloned();
    Accessibility {
        prose: prose_of(view, item),
        level: statement.level.clone(),
        made: view.day(statement.made),
        reviewed: view.day(statement.reviewed),
        method: statement.method.clone(),
        feedback_days: statement.feedback_days,
        issues: statement.issues.iter().map(|(text, criterion)| (view.text(text), criterion.clone())).collect(),
        supervisor: view.text(&statement.supervisor.name),
        supervisor_unit: statement.supervisor.unit.as_ref().map(|unit| view.text(unit)),
        supervisor_url: by_language(&statement.supervisor.urls),
        supervisor_email: by_language(&statement.supervisor.emails),
        supervisor_phone: statement.supervisor.phone.clone(),
        supervisor_note: statement.supervisor.note.as_ref().map(|note| view.text(note)),
    }
}

/// The page on which a reader finds the guide they need.
pub fn finder(view: &View<'_>, item: &Item, asks: &[Reference]) -> Finder {
    let model = view.site.model;
    let asked: Vec<&str> = asks.iter().map(|ask| ask.key.id.as_str()).collect();
    let questions = asks.iter().filter_map(|ask| model.questions.get(&ask.key.id)).map(|question| {
        let mut shown = guides::question(view, question);
        for answer in &mut shown.answers {
            answer.guides = leads_to(view, &question.id, &answer.id);
        }
        shown
    });
    Finder { prose: prose_of(view, item), questions: questions.collect(), groups: guides::by_group(view), data: plan::finder(view, &asked) }
}

/// The guides that take this answer as given.
fn leads_to(view: &View<'_>, question: &str, answer: &str) -> Vec<Link> {
    use crate::model::condition::Answer;
    let takes = |guide: &&crate::model::Guide| match guide.fixes.get(question).map(|(given, _)| given) {
        Some(Answer::Choice(choice)) => choice == answer,
        Some(Answer::Set { has, .. }) => has.contains(answer),
        _ => false,
    };
    view.site.model.guides.values().filter(takes).map(|guide| view.link(&Key::new("guide", &guide.id))).collect()
}

/// The page on which a reader plans several extensions at once.
pub fn planner(view: &View<'_>, item: &Item, asks: &[Reference]) -> Planner {
    let questions = asks.iter().filter_map(|ask| view.site.model.questions.get(&ask.key.id)).map(|question| guides::question(view, question));
    Planner { prose: prose_of(view, item), groups: guides::by_group(view), questions: questions.collect(), data: plan::planner(view) }
}

/// The choice of a language.
pub fn languages(view: &View<'_>) -> LanguageChoice {
    let site = &view.site.model.site;
    let entry = |(index, language): (usize, &crate::model::language::Language)| {
        let home = view.page_showing("home").and_then(|key| view.site.resolved.routes.path(&key, index).map(str::to_owned));
        LanguageEntry {
            lang: language.id.to_string(),
            name: language.name.clone(),
            title: site.title.or_other(index).map(|(_, title)| title.clone()).unwrap_or_default(),
            tagline: site.tagline.as_ref().and_then(|tagline| tagline.or_other(index)).map(|(_, text)| text.clone()).unwrap_or_default(),
            url: view.url(&home.unwrap_or_else(|| format!("/{}/", language.id))),
        }
    };
    LanguageChoice { languages: site.languages.list.iter().enumerate().map(entry).collect() }
}
