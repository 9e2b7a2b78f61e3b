//! Records of declared kinds, roles, sources, facts, prerequisites and terms.

use super::context::View;
use super::pages::*;
use super::types::*;
use super::{due, guides, tasks};
use crate::i18n::sentences::strictness;
use crate::model::records::{Prerequisite, Reference};
use crate::model::{Common, Key};
use crate::resolve::{asof, usage};

/// A prerequisite.
pub fn prerequisite(view: &View<'_>, prerequisite: &Prerequisite) -> PrerequisiteView {
    let key = Key::new("prerequisite", &prerequisite.id);
    let checks = |task: &&crate::model::Task| task.checks.iter().any(|check| check.key == key);
    PrerequisiteView {
        id: prerequisite.id.clone(),
        from: view.link(&prerequisite.from.key),
        to: view.link(&prerequisite.to.key),
        strength: prerequisite.strength.as_str().to_owned(),
        sentence: strictness::prerequisite(&view.wording(), prerequisite),
        facts: view.record(&key).map(|record| view.facts(&record.facts)).unwrap_or_default(),
        checked_by: view.site.model.tasks.values().filter(checks).map(|task| view.link(&Key::new("task", &task.id))).collect(),
    }
}

/// The prerequisites of these ids.
pub fn prerequisites(view: &View<'_>, ids: Option<&Vec<String>>) -> Vec<PrerequisiteView> {
    ids.into_iter().flatten().filter_map(|id| view.site.model.prerequisites.get(id)).map(|found| prerequisite(view, found)).collect()
}

/// That a record is retired.
pub fn retired(view: &View<'_>, record: &Common) -> Option<RetiredView> {
    record.retired.as_ref().map(|retired| RetiredView {
        on: view.day(retired.on),
        replaced_by: retired.replaced_by.as_ref().map(|other| view.link(&other.key)),
        note: retired.note.as_ref().map(|note| view.text(note)),
    })
}

/// Earlier names of a record, with the facts that tell of the later one.
pub fn earlier_names(view: &View<'_>, record: &Common) -> Vec<NameView> {
    let names = asof::earlier_names(record, view.site.model.site.as_of);
    names.iter().map(|name| NameView { name: view.text(name.name), since: name.since.map(|since| view.day(since)), facts: Vec::new() }).collect()
}

/// Later names of a record.
pub fn later_names(view: &View<'_>, record: &Common) -> Vec<NameView> {
    let as_of = view.site.model.site.as_of;
    let later = record.renamed.iter().filter(|renamed| renamed.on > as_of);
    later.map(|renamed| NameView { name: view.text(&renamed.name), since: Some(view.day(renamed.on)), facts: view.facts(&renamed.facts) }).collect()
}

/// A record of a declared kind.
pub fn declared(view: &View<'_>, record: &Common) -> Record {
    let model = view.site.model;
    let key = &record.key;
    let refers = |references: &[Reference]| references.iter().any(|reference| &reference.key == key);
    let of = model.declared.get(key).map(|declared| view.links(&declared.of)).unwrap_or_default();
    // Who refers to the record uses it: no other record is looked at.
    let users = || view.site.resolved.used_by.get(key).into_iter().flatten();
    let parts = users().filter_map(|user| model.declared.get(user)).filter(|other| refers(&other.of)).map(|other| view.link(&other.key)).collect();
    let mut facts: Vec<String> = record.fact_ids().map(str::to_owned).collect();
    let speaking = users().filter(|user| user.kind == "fact").filter_map(|user| model.facts.get(&user.id));
    for id in speaking.filter(|fact| refers(&fact.about)).map(|fact| fact.id.clone()) {
        if !facts.contains(&id) {
            facts.push(id);
        }
    }
    let tasks = users().filter(|user| user.kind == "task").filter_map(|user| model.tasks.get(&user.id));
    let about = users().filter(|user| user.kind == "guide").filter_map(|user| model.guides.get(&user.id));
    let conflicts = view.site.resolved.conflict_about.get(key).into_iter().flatten().filter_map(|id| model.conflicts.get(id));
    Record {
        kind_name: model.site.kinds.get(&key.kind).map(|kind| view.text(&kind.name)).unwrap_or_default(),
        text: record.text.as_ref().map(|text| view.text(text)),
        of,
        parts,
        earlier: earlier_names(view, record),
        later_names: later_names(view, record),
        requires: prerequisites(view, view.site.resolved.requires.get(key)),
        required_by: prerequisites(view, view.site.resolved.required_by.get(key)),
        guides: about.filter(|guide| refers(&guide.about)).map(|guide| guides::card(view, guide)).collect(),
        tasks: tasks.map(|task| view.link(&Key::new("task", &task.id))).collect(),
        conflicts: conflicts.map(|conflict| due::link_to(view, conflict)).collect(),
        facts: facts.iter().filter_map(|id| view.fact(id)).collect(),
        later: tasks::later(view, record),
        retired: retired(view, record),
    }
}

/// A role.
pub fn role(view: &View<'_>, record: &Common) -> Role {
    let model = view.site.model;
    let id = record.key.id.as_str();
    // Readers who are an audience of their own do what the audience is told to do.
    let told =
        |task: &crate::model::Task| model.audiences.get(id).and_then(|audience| audience.owner.get(&task.id)).is_some_and(|who| who == "you" || who == id);
    let owns = |task: &crate::model::Task| told(task) || task.owners.iter().any(|owner| owner.role.key.id == id);
    let takes_part = |task: &crate::model::Task| !owns(task) && task.with.iter().any(|role| role.key.id == id);
    Role {
        text: record.text.as_ref().map(|text| view.text(text)),
        owns: tasks::by_phase(view, owns),
        takes_part: tasks::by_phase(view, takes_part),
        notices: model.notices.values().filter(|notice| notice.sender.key.id == id).map(|notice| due::notice(view, notice)).collect(),
        facts: view.facts(&record.facts),
        later: tasks::later(view, record),
        audience: model.audiences.get(id).map(|audience| guides::audience(view, audience)),
    }
}

/// A source.
pub fn source(view: &View<'_>, id: &str) -> Option<Source> {
    let model = view.site.model;
    let source = model.sources.get(id)?;
    Some(Source {
        id: id.to_owned(),
        title: Text { text: source.title.clone(), lang: view.foreign_id(&source.lang) },
        language: language_name(view, &source.lang),
        source_lang: source.lang.clone(),
        publisher: source.publisher.as_ref().map(|publisher| view.text(publisher)),
        url: source.url.clone().unwrap_or_default(),
        date: source.date().map(|date| view.day(date)),
        assumed: source.updated.is_none() && source.assumed.is_some(),
        assumed_note: source.assumed_note.as_ref().map(|note| view.text(note)),
        status: source.status.as_str().to_owned(),
        superseded_by: source.superseded_by.as_ref().map(|other| view.link(&other.key)),
        parallel_of: source.parallel_of.as_ref().map(|other| view.link(&other.key)),
        later: source.date().is_some_and(|date| date > model.site.as_of),
        note: source.note.as_ref().map(|note| view.text(note)),
        facts: source.facts.iter().filter_map(|id| fact(view, id)).collect(),
    })
}

/// The name of a language in the page's language; its id where no message names it.
pub fn language_name(view: &View<'_>, lang: &str) -> String {
    view.message_with("language-name", &[("lang", crate::i18n::Arg::Text(lang))])
}

/// A fact on its source's page.
pub fn fact(view: &View<'_>, id: &str) -> Option<FactView> {
    let model = view.site.model;
    let fact = model.facts.get(id)?;
    let key = Key::new("fact", id);
    let users = view.site.resolved.used_by.get(&key).into_iter().flatten();
    let used_by = users.filter(|user| usage::counts(model, user, &view.site.resolved.rulings)).map(|user| view.link(user)).collect();
    let kind = model.site.fact_kinds.get(&fact.kind);
    Some(FactView {
        id: id.to_owned(),
        kind: kind.map(|kind| view.text(&kind.name)).unwrap_or_default(),
        text: view.text(&fact.text),
        used_by,
        background: kind.is_some_and(|kind| !kind.must_be_used),
        topics: fact.topics.iter().map(|topic| view.link(&topic.key)).collect(),
    })
}

/// A source in a list.
pub fn source_card(view: &View<'_>, id: &str) -> Option<SourceCard> {
    let source = view.site.model.sources.get(id)?;
    let facts: Vec<FactView> = source.facts.iter().filter_map(|id| fact(view, id)).collect();
    let link = view.link(&Key::new("source", id));
    Some(SourceCard {
        link: Link { lang: view.foreign_id(&source.lang), text: source.title.clone(), ..link },
        language: language_name(view, &source.lang),
        date: source.date().map(|date| view.day(date)),
        assumed: source.updated.is_none(),
        status: source.status.as_str().to_owned(),
        facts: (facts.len(), facts.iter().filter(|fact| !fact.used_by.is_empty()).count(), facts.iter().filter(|fact| fact.background).count()),
    })
}

/// A term of the glossary.
pub fn term(view: &View<'_>, term: &crate::model::records::Term) -> TermView {
    let key = Key::new("term", &term.id);
    let record = view.record(&key);
    let lang = view.lang();
    let list = |texts: &crate::model::ByLang<Vec<String>>| texts.get(lang).cloned().unwrap_or_default();
    let mut older = list(&term.older);
    let earlier = record.map(|record| asof::earlier_names(record, view.site.model.site.as_of)).unwrap_or_default();
    older.extend(earlier.iter().map(|name| view.text(name.name).text));
    let name = record.and_then(|record| asof::name(record, view.site.model.site.as_of));
    let others = name.map(|name| {
        let languages = 0..view.site.model.languages().list.len();
        languages
            .filter(|other| *other != view.language)
            .filter_map(|other| Some(Text { text: name.name.get(other)?.clone(), lang: view.foreign(other) }))
            .collect()
    });
    TermView {
        id: term.id.clone(),
        name: view.name(&key),
        definition: view.text(&term.definition),
        also: list(&term.also),
        older,
        later: record.map(|record| later_names(view, record)).unwrap_or_default(),
        others: others.unwrap_or_default(),
        note: term.note.as_ref().map(|note| view.text(note)),
        about: term.about.as_ref().filter(|about| view.place(&about.key).is_some()).map(|about| view.link(&about.key)),
        sources: record.map(|record| cited(view.facts(&record.facts))).unwrap_or_default(),
    }
}

/// Facts by source, in the order in which the sources first stand.
fn cited(facts: Vec<FactLink>) -> Vec<Cited> {
    let mut sources: Vec<Cited> = Vec::new();
    for fact in facts {
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        match sources.iter_mut().find(|source| page(&source.url) == page(&fact.url)) {
            Some(source) => source.facts.push(fact.id),
            None => sources.push(Cited { url: fact.url, facts: vec![fact.id], later: fact.later }),
        }
    }
    sources
}
