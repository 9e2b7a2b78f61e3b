//! Questions, audiences, tasks, guides and pages.

use super::{Records, Source, condition, id, ids, keys};
use crate::model::condition::answer_to_json;
use crate::model::records::{Change, Reasoned};
use crate::model::{Guide, Key, Task};
use crate::resolve::asof;
use serde_json::{Map, Value, json};

pub(super) fn questions<'a>(of: &'a Source<'a>) -> Records<'a> {
    let question = move |question: &crate::model::records::Question| {
        let answer = |answer: &crate::model::records::AnswerChoice| {
            let about = answer.about.as_ref().map(|about| &about.key);
            let named = about.and_then(|about| asof::name(of.model.records.get(about)?, of.model.site.as_of)).map(|name| name.name);
            json!({ "id": answer.id, "name": of.optional_texts(answer.name.as_ref().or(named)), "about": about.map(ToString::to_string) })
        };
        let more = json!({
            "type": question.answer_type.as_str(),
            "text": of.texts(&question.text),
            "help": of.optional_texts(question.help.as_ref()),
            "answers": question.answers.iter().map(answer).collect::<Vec<_>>(),
            "unit": of.optional_texts(question.unit.as_ref()),
        });
        of.record(&Key::new("question", &question.id), "name", more)
    };
    Box::new(of.model.questions.values().map(question))
}

fn reasoned(of: &Source<'_>, list: &[Reasoned]) -> Vec<Value> {
    list.iter().map(|entry| json!({ "task": entry.task.key.id, "reason": of.texts(&entry.reason) })).collect()
}

pub(super) fn audiences<'a>(of: &'a Source<'a>) -> Records<'a> {
    let audience = move |audience: &crate::model::records::Audience| {
        let more = json!({
            "when": condition(Some(&audience.when)),
            "without": reasoned(of, &audience.without),
            "extra": reasoned(of, &audience.extra),
            "only": ids(&audience.only),
            "owner": audience.owner,
            "note": of.optional_texts(audience.note.as_ref()),
        });
        of.record(&Key::new("audience", &audience.id), "name", more)
    };
    Box::new(of.model.audiences.values().map(audience))
}

fn changes(of: &Source<'_>, key: &Key) -> Vec<Value> {
    let change = |change: &Change| json!({ "on": change.on.to_string(), "part": change.part, "text": of.texts(&change.text) });
    of.model.items.get(key).into_iter().flat_map(|item| &item.changes).map(change).collect()
}

pub(super) fn tasks<'a>(of: &'a Source<'a>) -> Records<'a> {
    Box::new(of.model.tasks.values().map(move |task| self::task(of, task)))
}

fn task(of: &Source<'_>, task: &Task) -> Value {
    let key = Key::new("task", &task.id);
    let owners = task.owners.iter().map(|owner| json!({ "role": owner.role.key.id, "when": condition(owner.when.as_ref()) }));
    let more = json!({
        "phase": task.phase,
        "strength": task.strength.as_str(),
        "owners": owners.collect::<Vec<_>>(),
        "with": ids(&task.with),
        "applies": condition(task.applies.as_ref()),
        "after": ids(&task.after),
        "deadline": id(task.deadline.as_ref()),
        "notice": id(task.notice.as_ref()),
        "gate": task.gate,
        "checks": ids(&task.checks),
        "uses": keys(&task.uses),
        "changes": changes(of, &key),
    });
    of.record(&key, "title", more)
}

pub(super) fn guides<'a>(of: &'a Source<'a>) -> Records<'a> {
    Box::new(of.model.guides.values().map(move |guide| self::guide(of, guide)))
}

fn guide(of: &Source<'_>, guide: &Guide) -> Value {
    let key = Key::new("guide", &guide.id);
    let derived = of.resolved.guides.get(&guide.id);
    let steps = derived.into_iter().flat_map(|derived| &derived.steps);
    let steps = steps.map(|step| json!({ "task": step.task, "applies": step.applies.as_str(), "condition": condition(step.residual.as_ref()) }));
    let fixes: Map<String, Value> = guide.fixes.iter().map(|(question, (answer, _))| (question.clone(), answer_to_json(answer))).collect();
    let more = json!({
        "group": guide.group,
        "about": keys(&guide.about),
        "fixes": fixes,
        "steps": steps.collect::<Vec<_>>(),
        "questions": derived.map(|derived| &derived.questions[..]).unwrap_or_default(),
        "without": reasoned(of, &guide.without),
        "extra": reasoned(of, &guide.extra),
        "changes": changes(of, &key),
    });
    of.record(&key, "title", more)
}

pub(super) fn pages<'a>(of: &'a Source<'a>) -> Records<'a> {
    let page = move |page: &crate::model::Page| {
        let key = Key::new("page", &page.id);
        let more = json!({ "shows": page.shows, "changes": changes(of, &key) });
        of.record(&key, "title", more)
    };
    Box::new(of.model.pages.values().map(page))
}
