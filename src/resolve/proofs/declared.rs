//! What records name is what site.toml declares: groups of guides, and the roles of audiences.

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::model::Model;

pub(super) fn groups(model: &Model, findings: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = model.site.guide_groups.iter().map(|group| group.id.as_str()).collect();
    for guide in model.guides.values() {
        let Some(group) = guide.group.as_deref().filter(|group| !known.contains(group)) else { continue };
        let message = format!("`group` of guide:{} is “{group}”, which site.toml does not declare", guide.id);
        let help = match did_you_mean(group, known.iter().copied()) {
            Some(meant) => format!("Did you mean “{meant}”?"),
            None => format!("The groups are: {}.", known.join(", ")),
        };
        findings.push(Diagnostic::new(Code::WrongValue, guide.group_span.clone(), message).help(help));
    }
}

pub(super) fn owners(model: &Model, findings: &mut Vec<Diagnostic>) {
    for audience in model.audiences.values() {
        let Some(record) = model.record("audience", &audience.id) else { continue };
        for (task, owner) in audience.owner.iter().filter(|(_, owner)| *owner != "you" && !model.roles.contains_key(*owner)) {
            let message = format!("`owner` of audience:{} lets “{owner}” do task:{task}, which is neither a role nor `you`", audience.id);
            let meant = did_you_mean(owner, model.roles.keys().map(String::as_str));
            let help = meant.map_or_else(|| "Write the id of a role, or `you`.".to_owned(), |meant| format!("Did you mean “{meant}”?"));
            findings.push(Diagnostic::new(Code::UnknownReference, record.span.clone(), message).help(help));
        }
    }
}
